"""What readers see of a measure's values and of where an aim stands: charts with their words, gaps, and what is missing."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from nicbook.pages.equity_views import GapView, balance_rows, measure_page
from nicbook.pages.links import Links
from nicbook.pages.measure_charts import BY_SCHOOL, TOGETHER
from nicbook.pages.measure_views import MeasureView
from nicbook.pages.moving_views import MovingView, moving_view
from nicbook.website import Base, make_website, read_base

from .html import Html

MEASURE = "title: Attendance\nrole: outcome\nbetter: higher\nstrata: [grade, group]\ndefinition: {unit: percent, counts: students}\n"
MINUTES = "title: Minutes\nrole: balancing\nbetter: lower\ndefinition: {unit: minutes, counts: staff}\n"
AIM = "title: Aim\nstatement: More come\nmeasure: attendance\ntarget: {value: 80, by: 2027-05}\n"
SITES = {
    "state": "title: The State\nkind: reference\n",
    "north": "title: North High School\nkind: school\n",
    "south": "title: South High School\nkind: school\n",
    "east": "title: East School\nkind: school\n",
    "west": "title: West School\nkind: school\n",
}
SIGNAL = ["50,100", "52,100"] * 6 + ["70,100"] * 12
STEADY = ["50,100", "53,100"] * 12


def base_of(table: str, measure: str = MEASURE, more: Mapping[str, str] = {}) -> Base:
    files = {f"theory/sites/{site}.yml": text for site, text in SITES.items()}
    files |= {f"theory/networks/n/{path}": text for path, text in more.items()}
    files |= {"theory/networks/n/network.yml": "title: Network\n", "theory/networks/n/measures/attendance.yml": measure}
    files["theory/sources/report.yml"] = "title: Report\nkind: report\n"
    if table:
        files["theory/networks/n/measures/attendance.csv"] = table
    base, _ = read_base({path: text.encode() for path, text in files.items()})
    assert "networks/n/measures/attendance" in base.theory.entries
    return base


def links_of(base: Base) -> Links:
    return Links(base.theory, base.addresses, "networks/n/measures/attendance/", "n")


def view(table: str, measure: str = MEASURE, more: Mapping[str, str] = {}) -> MeasureView:
    base = base_of(table, measure, more)
    found = measure_page(base.theory.entries["networks/n/measures/attendance"], links_of(base))
    assert found is not None
    return found.charts


def at(**schools: list[str]) -> str:
    rows = [
        f"{2024 + step // 12}-{step % 12 + 1:02d},{school},{value}\n"
        for school, values in schools.items()
        for step, value in enumerate(values)
    ]
    return "date,site,numerator,denominator\n" + "".join(rows)


def sets(found: MeasureView) -> list[tuple[str, list[str]]]:
    return [(each.title, [chart.title for chart in each.charts]) for each in found.sets]


# --- charts ----------------------------------------------------------------------------------------------------------


def test_no_table_no_charts() -> None:
    base = base_of("")
    assert measure_page(base.theory.entries["networks/n/measures/attendance"], links_of(base)) is None


def test_all_schools_together_come_first_then_each_school() -> None:
    found = view(at(north=SIGNAL, south=STEADY))
    assert sets(found) == [(TOGETHER, [TOGETHER]), (BY_SCHOOL, ["North High School", "South High School"])]
    assert found.sets[0].charts[0].made_of == "North High School and South High School"
    assert found.sets[1].charts[0].href == "../../../../sites/north/"


def test_the_verdict_of_each_chart_is_in_words() -> None:
    measure = MEASURE + "baseline_until: 2024-12\n"
    north, south = view(at(north=SIGNAL, south=STEADY), measure).sets[1].charts
    assert north.words.verdict.startswith("Better")
    assert south.words.verdict.startswith("No signal")


def test_few_schools_are_drawn_large_and_more_are_small_on_one_scale() -> None:
    few = view(at(north=STEADY, south=STEADY, east=STEADY)).sets[1].charts
    assert all(chart.drawing and not chart.small for chart in few)
    many = view(at(north=STEADY, south=["5,100", "6,100"], east=STEADY, west=STEADY)).sets[-1].charts
    assert all(chart.drawing and chart.small for chart in many)
    assert all(">0<" in chart.small and ">60<" in chart.small for chart in many)


def test_groups_stand_side_by_side_place_by_place() -> None:
    rows = [f"{year},{site},{group},30,50\n" for year in (2024, 2025) for site in ("north", "south") for group in ("9", "10")]
    found = view("date,site,grade,numerator,denominator\n" + "".join(rows))
    assert sets(found) == [
        ("All schools together by grade", ["Grade 9", "Grade 10"]),
        ("North High School by grade", ["Grade 9", "Grade 10"]),
        ("South High School by grade", ["Grade 9", "Grade 10"]),
    ]
    assert all(chart.small for each in found.sets for chart in each.charts)


def test_a_school_without_a_value_is_named_and_not_drawn() -> None:
    found = view(at(north=STEADY, south=["suppressed,suppressed"]))
    assert [(each.title, each.hidden) for each in found.sets] == [(BY_SCHOOL, "South High School")]


def test_what_happened_elsewhere_is_beside_each_school_and_none_of_them() -> None:
    found = view(at(north=STEADY, south=STEADY, state=SIGNAL))
    assert all(chart.title != "The State" for each in found.sets for chart in each.charts)
    assert all("The State" in chart.drawing for each in found.sets for chart in each.charts)


def test_values_from_elsewhere_stand_in_tables() -> None:
    [compared] = view(at(north=STEADY, state=["61,101"])).compared
    assert (compared.title, compared.href) == ("The State", "../../../../sites/state/")
    [(title, table)] = compared.tables
    assert (title, table.rows) == ("All together", (("2024-01", "60.4%", "61", "101"),))


def test_versions_are_apart_and_say_why() -> None:
    measure = MEASURE + "versions: [{id: v1, since: 2024, until: 2024, why: By hand}, {id: v2, since: 2025, why: By machine}]\n"
    rows = "2024-01,north,50,100,v1\n2024-02,north,52,100,v1\n2025-01,north,70,100,v2\n2025-02,north,71,100,v2\n"
    found = view("date,site,numerator,denominator,version\n" + rows, measure)
    [chart] = found.sets[0].charts
    assert [row[-1] for row in chart.table.rows] == ["v1", "v1", "v2", "v2"]
    assert [(name, when) for name, when, _ in found.versions] == [("v1", "from 2024 to 2024"), ("v2", "from 2025 on")]
    assert found.versions[1][2].html.striptags() == "By machine"


def test_tests_of_the_school_are_marked_and_linked() -> None:
    cycle = "title: First calls\ntests: call-home\nsite: north\nstarted: 2024-03\n"
    more = {
        "aims/aim.yml": AIM,
        "change-ideas/call-home.yml": "title: Call home\ndrives: [aim]\n",
        "cycles/first-calls.yml": cycle,
        "cycles/of-something-else.yml": cycle.replace("First calls", "Other").replace("call-home", "other"),
        "cycles/that-names-it.yml": cycle.replace("First calls", "Named").replace("call-home", "other")
        + "predictions: [{question: What, measure: attendance}]\n",
        "change-ideas/other.yml": "title: Other\ndrives: [aim]\n",
    }
    north, south = view(at(north=STEADY, south=STEADY), MEASURE + "of: [call-home]\n", more).sets[1].charts
    assert [(mark.words, mark.href) for mark in north.marks] == [
        ("First calls (2024-03)", "../../cycles/first-calls/"),
        ("Named (2024-03)", "../../cycles/that-names-it/"),
    ]
    assert south.marks == ()


def test_the_goal_is_that_of_the_aim_about_these_schools() -> None:
    south = AIM.replace("80", "77") + "for_whom: Students of South High School\n"
    found = view(at(north=STEADY, south=STEADY), more={"aims/aim.yml": AIM, "aims/south.yml": south})
    assert ["goal 80%" in chart.drawing for chart in (found.sets[0].charts[0], *found.sets[1].charts)] == [True, True, False]
    assert "goal 77%" in found.sets[1].charts[1].drawing


def test_what_a_reader_should_know_first() -> None:
    assert view(at(north=STEADY)).cautions == ("Only averages are known here: nobody can see from them for whom it worked.",)
    assert view(at(north=STEADY), MEASURE + "seasonal: true\n").cautions[0].startswith("Values depend on the time of year.")
    averages = view("date,site,value,size\n2024,north,50,100\n2024,south,60,100\n").cautions
    assert averages[1].startswith("All schools together cannot be shown")


def test_many_charts_say_what_chance_alone_would_give() -> None:
    assert "by chance alone" in view(at(north=STEADY, south=STEADY)).chance
    assert view(at(north=STEADY, south=STEADY)).chance.startswith("Of the charts of single schools, 2 have enough points")
    assert view(at(north=["50,100"])).chance == ""


# --- many charts -----------------------------------------------------------------------------------------------------


GROUPS = ("", "9", "10", "11", "12")
MANY = "date,site,grade,numerator,denominator\n" + "".join(
    f"{year},{site},{group},{number},200\n"
    for year in (2024, 2025)
    for site, number in (("north", 101), ("south", 102), ("state", 103))
    for group in GROUPS
)


def page_of(base: Base, address: str = "") -> str:
    return make_website(base).pages[f"networks/n/measures/attendance/{address}"].html


def test_of_many_charts_the_page_of_the_measure_compares_schools() -> None:
    found = view(MANY)
    assert [(each.title, each.is_elsewhere) for each in found.sets] == [
        (TOGETHER, False),
        (BY_SCHOOL, True),
        ("All schools together by grade", False),
    ]
    north, south = found.sets[1].charts
    assert (north.href, bool(north.small), north.drawing) == ("north/", True, "")
    assert found.by_group == (("North High School", "north/"), ("South High School", "south/"))
    assert [(each.title, each.href, each.tables) for each in found.compared] == [("The State", "state/", ())]


def test_of_many_charts_those_of_a_school_stand_in_full_on_its_page() -> None:
    base = base_of(MANY)
    north = Html(page_of(base, "north/"))
    assert north.text.count("101") == 2 * len(GROUPS)
    assert "102" not in north.text
    assert {"../", "../../../../../sites/north/", "../state/"} <= set(north.links)
    assert Html(page_of(base, "state/")).text.count("103") == 2 * len(GROUPS)
    assert "101" not in Html(page_of(base)).text


def test_the_page_of_a_school_leads_to_its_charts() -> None:
    base = base_of(MANY, more={"network.yml": "title: Network\nmembers: [{site: north}]\n"})
    assert "../../networks/n/measures/attendance/north/" in make_website(base).pages["sites/north/"].html


def test_the_charts_of_one_school_stay_on_the_page_of_the_measure() -> None:
    rows = [f"{year},north,grade {grade},101,200\n" for year in (2024, 2025) for grade in range(10)]
    base = base_of("date,site,grade,numerator,denominator\n" + "".join(rows))
    assert Html(page_of(base)).text.count("101") == len(rows)
    assert not any("attendance/" in address and not address.endswith("attendance/") for address in make_website(base).pages)


# --- gaps ------------------------------------------------------------------------------------------------------------


def gaps(*rows: str, measure: str = MEASURE) -> tuple[GapView, ...]:
    base = base_of("date,site,grade,numerator,denominator\n" + "".join(f"{row}\n" for row in rows), measure)
    found = measure_page(base.theory.entries["networks/n/measures/attendance"], links_of(base))
    assert found is not None
    return found.gaps


def test_a_gap_in_words() -> None:
    (found,) = gaps("2024,north,9,20,50", "2024,north,10,30,50", "2025,north,9,27,50", "2025,north,10,31,50")
    assert [(row.title, row.before, row.after, row.change) for row in found.rows] == [
        ("Grade 9", "40%", "54%", "14 points up"),
        ("Grade 10", "60%", "62%", "2 points up"),
    ]
    assert (found.gap.before, found.gap.after) == ("20 points, grade 10 above grade 9", "8 points, grade 10 above grade 9")
    assert (found.gap.change, found.said) == ("12 points narrower", "")


def test_a_group_keeps_the_capital_of_its_table() -> None:
    (found,) = gaps(*(f"{year},north,{group},{value},50" for year in (2024, 2025) for group, value in (("English learners", 20), ("others", 30))))
    assert [row.title for row in found.rows] == ["English learners", "Others"]
    assert found.gap.after == "20 points, others above English learners"


@pytest.mark.parametrize(
    ("nine", "ten", "change", "said"),
    (
        ("20,50", "25,50", "10 points narrower", "Grade 10 went down."),
        ("15,50", "30,50", "10 points wider", "Grade 9 went down."),
        ("35,50", "30,50", "turned round", ""),
        ("20,50", "30,50", "as wide as before", ""),
    ),
)
def test_what_became_of_the_gap(nine: str, ten: str, change: str, said: str) -> None:
    (found,) = gaps("2024,north,9,20,50", "2024,north,10,30,50", f"2025,north,9,{nine}", f"2025,north,10,{ten}")
    assert (found.gap.change, found.said) == (change, said)


def test_small_groups_cannot_be_shown() -> None:
    (found,) = gaps("2024,north,9,suppressed,suppressed", "2024,north,10,suppressed,suppressed")
    assert (found.rows, found.gap) == ((), None)
    assert found.said == "Fewer than two groups can be shown here."


# --- what may have suffered ------------------------------------------------------------------------------------------


def test_a_balancing_measure_before_and_after() -> None:
    more = {"measures/minutes.yml": MINUTES, "measures/minutes.csv": "date,site,value,size\n2024-01,north,31,14\n2024-02,north,17,14\n"}
    base = base_of("", more=more)
    (row,) = balance_rows("n", links_of(base))
    assert (row.measure.title, row.where, row.before, row.after, row.verdict) == (
        "Minutes",
        "North High School",
        "31 minutes (2024-01)",
        "17 minutes (2024-02)",
        "too early to tell",
    )


def test_a_balancing_measure_without_values() -> None:
    (row,) = balance_rows("n", links_of(base_of("", more={"measures/minutes.yml": MINUTES})))
    assert (row.where, row.before) == ("no values yet", "not measured yet")


# --- where an aim stands ---------------------------------------------------------------------------------------------


def aim(table: str, text: str = AIM, measure: str = MEASURE + "baseline_until: 2024-12\n", **more: str) -> MovingView:
    base = base_of(table, measure, {"aims/aim.yml": text, **more})
    return moving_view(base.theory.entries["networks/n/aims/aim"], links_of(base))


DOWN = ["50,100", "52,100"] * 6 + ["30,100"] * 12


@pytest.mark.parametrize(
    ("table", "label", "words"),
    (
        (at(north=SIGNAL), "Moving", "North High School shows a signal for the better."),
        (at(north=SIGNAL, south=STEADY), "Moving", "all together show a signal for the better; 1 of 2 schools shows a signal for the better; 1 shows no signal."),
        (at(north=SIGNAL, south=SIGNAL, east=["50,100"]), "Moving", "2 of 3 schools show a signal for the better; 1 has too few points to tell."),
        (at(north=SIGNAL, south=DOWN), "Moving both ways", "all together show a signal for the worse; 1 of 2 schools shows a signal for the better; 1 shows a signal for the worse."),
        (at(north=STEADY, south=DOWN), "Moving the wrong way", "all together show a signal for the worse; 1 of 2 schools shows a signal for the worse; 1 shows no signal."),
        (at(north=STEADY, south=STEADY), "Not moving yet", "2 of 2 schools show no signal."),
        (
            at(north=SIGNAL, state=SIGNAL),
            "Moving, as elsewhere",
            "North High School shows a signal for the better; but so does The State, so this may have come anyway.",
        ),
    ),
)
def test_whether_an_aim_moves_in_a_sentence(table: str, label: str, words: str) -> None:
    found = aim(table)
    assert (found.label, found.words) == (label, words)
    assert found.rests_on == "Judged by the Anhøj rules on values up to 2025-12."
    assert found.measure is not None and found.measure.title == "Attendance"


def test_too_early_says_how_many_more_and_by_when() -> None:
    found = aim(at(north=["50,100", "60,100", "70,100", "80,100"]), measure=MEASURE)
    assert found.label == "Too early to tell"
    assert found.words == "4 points, and at least 6 more are needed, at this pace by about Oct 2024."


def test_too_early_at_several_schools() -> None:
    found = aim(at(north=["50,100", "60,100"], south=["50,100", "60,100", "70,100", "80,100"]), measure=MEASURE)
    assert found.words.startswith("2 to 4 points at each of 2 schools, and at least 6 more are needed")


@pytest.mark.parametrize(
    ("table", "text", "label", "reach"),
    (
        ("", "title: Aim\nstatement: More\n", "Not measured yet", ""),
        ("", AIM, "No data yet", "Not yet measurable: no values over time are recorded here."),
    ),
)
def test_what_is_not_there_is_said(table: str, text: str, label: str, reach: str) -> None:
    found = aim(table, text)
    assert (found.label, found.reach) == (label, reach)


def test_single_results_are_reported_and_not_followed() -> None:
    finding = {"findings/one.yml": "title: One\nof: aim\nsources: [report]\nafter: {value: 51, size: 1133}\n"}
    found = aim("", **finding)
    assert found.label == "Reported, not followed over time here"
    assert found.reach == "Not yet measurable: no values over time are recorded here."


@pytest.mark.parametrize(
    ("value", "reach"),
    (
        ("81,100", "Reached by its last value (81%, North High School, 2024-01); one value can be chance. The goal is 80% by 2027-05."),
        ("79,100", "Not reached yet: 79% (North High School, 2024-01), and the goal is 80% by 2027-05."),
        ("100,100", "Reached by its last value (at least 95%, North High School, 2024-01); one value can be chance. The goal is 80% by 2027-05."),
    ),
)
def test_whether_an_aim_is_reached(value: str, reach: str) -> None:
    assert aim(at(north=[value])).reach == reach


def test_one_school_of_many_with_a_signal_is_said_with_what_chance_would_give() -> None:
    averages = at(north=["50,90", "52,90"] * 6 + ["70,90"] * 12, south=STEADY, east=STEADY, west=STEADY)
    found = aim(averages.replace("numerator,denominator", "value,size"))
    assert (found.state, found.label) == ("moving-at-some", "Moving at 1 of 4 schools")
    assert found.words.endswith("Chance alone gives a signal at 1 school or more in about 12 of 100 such networks.")
    assert found.caution == "Only averages are known here: nobody can see from them for whom it worked."


def test_a_short_baseline_is_passed_over_on_both_pages_and_said() -> None:
    table, measure = at(north=["50,100", "52,100"] * 2 + SIGNAL[4:]), MEASURE + "baseline_until: 2024-04\n"
    said = "The baseline has 4 values, too few to judge by: the median of all points"
    assert said in aim(table, measure=measure).rests_on
    words = view(table, measure).sets[0].charts[0].words
    assert any(said in each for each in words.rests_on)


def test_the_season_says_the_same_on_every_page() -> None:
    spring, autumn = ["50,100", "51,100", "52,100"] * 4, ["70,100", "71,100", "72,100"] * 4
    table, measure = at(north=spring + autumn), MEASURE + "seasonal: true\nbaseline_until: 2024-12\n"
    assert view(table, measure).sets[0].charts[0].words.verdict.startswith("Better")
    low = at(north=spring[:10] + autumn[:2] + autumn[:10] + spring[:2])
    assert aim(low, measure=measure).label == "Not moving yet"
    assert view(low, measure).sets[0].charts[0].words.verdict.startswith("Changed")
    balance = base_of(low, measure.replace("role: outcome", "role: balancing"))
    assert balance_rows("n", links_of(balance))[0].verdict == "changed, not to one side"


def test_a_small_school_is_left_out_and_named() -> None:
    found = view(at(north=STEADY, south=STEADY, east=["suppressed,suppressed"]))
    together = found.sets[0].charts[0]
    assert together.made_of == "North High School and South High School; East School is not in it: it is small"
