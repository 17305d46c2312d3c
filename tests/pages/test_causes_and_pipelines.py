"""What readers see of causes and pipelines: sentences that are true of the counts, and nothing of what is hidden."""

from __future__ import annotations

import pytest

from nicbook.pages.cause_views import fishbone_view, process_view
from nicbook.pages.links import Links
from nicbook.pages.pipeline_views import PipelineView, Strip, pipeline_view
from nicbook.website import Base, read_base

STAGES = """\
title: To college
stages:
  - {id: enter, title: Enters}
  - {id: track, title: On track}
  - {id: finish, title: Finishes}
"""


def read(files: dict[str, str]) -> Base:
    every = {"network.yml": "title: Network\n", **files}
    sites = {"theory/sites/north.yml": b"title: North High School\nkind: school\n"}
    base, _ = read_base(sites | {f"theory/networks/n/{path}": text.encode() for path, text in every.items()})
    return base


def view(rows: str, columns: str = "cohort,site,stage,count", network: str = "") -> PipelineView | None:
    table = "\n".join([columns, *(row.strip() for row in rows.strip().splitlines())]) + "\n"
    base = read({"network.yml": f"title: Network\n{network}", "pipelines/p.yml": STAGES, "pipelines/p.csv": table})
    links = Links(base.theory, base.addresses, "networks/n/pipelines/p/", "n")
    return pipeline_view(base.theory.entries["networks/n/pipelines/p"], links)


def shown(rows: str, columns: str = "cohort,site,stage,count", network: str = "") -> PipelineView:
    found = view(rows, columns, network)
    assert found is not None
    return found


def most_lost(*counts: object) -> str:
    rows = "\n".join(f"2024/25,north,{stage},{count}" for stage, count in zip(("enter", "track", "finish"), counts))
    return shown(rows).sites[0].strips[0].panels[0].most_lost


@pytest.mark.parametrize(
    ("counts", "words"),
    [
        ((318, 217, 198), "Most are lost between “Enters” and “On track”: 32 of 100 who were there."),
        ((200, 150), "So far, most are lost between “Enters” and “On track”: 25 of 100 who were there."),
        ((200, 150, "suppressed"), "At the steps that are shown, most are lost between “Enters” and “On track”: 25 of 100 who were there."),
        ((100, 70, 40), "Most are lost between “Enters” and “On track” and between “On track” and “Finishes”: 30 of 100 and 43 of 100 who were there."),
        ((400, 399, 398), "At most 5 of 100 are lost from one stage to the next."),
        ((400, 400, 12), "Most are lost between “On track” and “Finishes”: at least 95 of 100 who were there."),
        ((100, 80, 120), "Most are lost between “Enters” and “On track”: 20 of 100 who were there."),
        ((200, "suppressed", "suppressed"), "Too little is shown to tell where most are lost."),
    ],
)
def test_where_most_are_lost_in_a_sentence(counts: tuple[object, ...], words: str) -> None:
    assert most_lost(*counts) == words


def words_of(strip: Strip, panel: int = 0) -> list[tuple[str, str, str, str]]:
    return [(row.title, row.count, row.of_first, row.of_before) for row in strip.panels[panel].rows]


def test_a_small_group_is_not_shown_and_nothing_is_computed_from_it() -> None:
    (site,) = shown("2024/25,north,enter,120\n2024/25,north,track,suppressed\n2024/25,north,finish,60").sites
    assert words_of(site.strips[0]) == [
        ("Enters", "120", "", ""),
        ("On track", "not shown: small group", "", ""),
        ("Finishes", "60", "50%", ""),
    ]
    assert "Most are lost here" not in site.strips[0].panels[0].svg


def test_more_than_before_and_bounds_in_words() -> None:
    (site,) = shown("2024/25,north,enter,120\n2024/25,north,track,119\n2024/25,north,finish,130").sites
    assert words_of(site.strips[0])[1:] == [
        ("On track", "count not shown", "95% or more", "95% or more"),
        ("Finishes", "130", "more came", ""),
    ]


GROUPS = """
2024/25,north,,enter,200
2024/25,north,home,enter,120
2024/25,north,bus,enter,80
2024/25,north,,track,120
2024/25,north,home,track,90
2024/25,north,bus,track,30
"""
WITH_GROUPS = "cohort,site,way,stage,count"


def test_groups_stand_side_by_side_with_the_gap_in_points() -> None:
    found = shown(GROUPS, WITH_GROUPS)
    (strip,) = found.sites[0].strips
    assert found.has_groups
    assert strip.title == "Cohort 2024/25, by way"
    assert [panel.title for panel in strip.panels] == ["Everyone", "home", "bus"]
    assert [(row.title, row.shares, row.gap) for row in strip.gaps] == [
        ("On track", ("75%", "37.5%"), "37.5 points, home above bus"),
        ("Finishes", ("not yet", "not yet"), "not yet"),
    ]


def test_no_gap_to_a_group_that_is_not_shown() -> None:
    hidden = GROUPS.replace(",home,track,90", ",home,track,suppressed").replace(",bus,track,30", ",bus,track,suppressed")
    (strip,) = shown(hidden, WITH_GROUPS).sites[0].strips
    assert strip.gaps[0].gap == "cannot be shown"
    assert strip.gaps[0].shares == ("not shown: small group",) * 2


def test_no_page_tells_how_few_did_not_go_on() -> None:
    worlds = [
        shown(f"2024/25,north,enter,311\n2024/25,north,track,215\n2024/25,north,finish,{last}\n2023/24,north,enter,{first}\n2023/24,north,track,90")
        for last, first in ((215, 91), (210, 94), (206, 99))
    ]
    assert words_of(worlds[0].sites[0].strips[0], 1)[2] == ("Finishes", "count not shown", "", "95% or more")
    later = [(world.sites[0].strips[0].panels[1], world.sites[0].followed[0].rows[1]) for world in worlds]
    assert later[0] == later[1] == later[2]
    earlier = [world.sites[0].strips[0].panels[0].rows[1] for world in worlds]
    assert all((row.count, row.of_first) in (("count not shown", ""), ("count not shown", "95% or more")) for row in earlier)


def test_where_everyone_is_counted_together_the_page_can_say_so() -> None:
    assert not shown("2024/25,north,enter,120").has_groups


COHORTS = """
2022/23,north,enter,200
2023/24,north,enter,210
2024/25,north,enter,220
2022/23,north,track,100
2023/24,north,track,126
2022/23,north,finish,60
"""


def test_cohorts_are_followed_year_by_year() -> None:
    (followed,) = shown(COHORTS).sites[0].followed
    assert [(cohort, [cell.words for cell in cells]) for cohort, cells in followed.rows] == [
        ("2022/23", ["200", "100 · 50%", "60 · 30%"]),
        ("2023/24", ["210", "126 · 60%", "not yet"]),
        ("2024/25", ["220", "not yet", "not yet"]),
    ]
    assert followed.change == (
        "Of the cohort of 2022/23, 50% reached “On track”; of that of 2023/24, 60%: 10 points more. "
        "2 cohorts are too few to tell a change from chance."
    )


def test_one_cohort_is_not_followed_over_years() -> None:
    assert shown("2024/25,north,enter,120").sites[0].followed == ()


def test_the_network_may_ask_for_larger_groups() -> None:
    rows = "2024/25,north,enter,140\n2024/25,north,track,115"
    (site,) = shown(rows, network="privacy: {minimum_group: 30}\n").sites
    assert words_of(site.strips[0])[1][1:3] == ("count not shown", "")


def test_a_pipeline_without_counts_has_nothing_to_show() -> None:
    assert view("") is None


PROCESS = """\
title: Late lists
process:
  - {step: Mark, who: teacher, minutes: 2}
  - {step: Correct, minutes: 40, breaks_down: Paper waits}
"""


def process(text: str) -> str:
    base = read({"causes/c.yml": text})
    found = process_view(base.theory.entries["networks/n/causes/c"], Links(base.theory, base.addresses, "networks/n/causes/c/", "n"))
    return found.in_all if found else "no process"


def test_the_minutes_of_a_process_are_added_up_as_far_as_they_are_stated() -> None:
    assert process(PROCESS) == "In all 42 minutes. It breaks down at 1 of 2 steps."
    assert process(PROCESS + "  - Look\n") == (
        "In all at least 42 minutes: 2 of 3 steps say how long they take. It breaks down at 1 of 3 steps."
    )
    assert process("title: Late\nprocess: [Look]\n") == ""
    assert process("title: Late\n") == "no process"


def test_the_fishbone_has_the_problem_at_its_head() -> None:
    base = read({"network.yml": "title: Network\nproblem: {statement: Too many are **away**}\n", "causes/c.yml": "title: Late lists\n"})
    network = base.theory.entries["networks/n"]
    found = fishbone_view(network, Links(base.theory, base.addresses, "networks/n/", "n"))
    assert found is not None and found.problem == "Too many are away"
    assert 'href="causes/c/"' in found.svg and 'href="causes/c/"' in found.outline


def test_without_causes_there_is_no_fishbone() -> None:
    base = read({})
    assert fishbone_view(base.theory.entries["networks/n"], Links(base.theory, base.addresses, "networks/n/", "n")) is None
