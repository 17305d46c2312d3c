"""What is newer than a lesson, which drivers it leads to, what was tried without one, and what was given up."""

from __future__ import annotations

import pytest

from nicbook.diagnostics import Severity
from nicbook.evidence.coverage import title_of
from nicbook.evidence.learned import changes_of, doubt_of, evidence_span, given_up, leads_to, newer_evidence, synthesis, without_lesson
from nicbook.theory import Theory
from nicbook.website import read_base

N = "theory/networks/n"
BASE = {
    f"{N}/network.yml": "title: Our network\n",
    f"{N}/aims/aim.yml": "title: The aim\nstatement: More.\n",
    f"{N}/drivers/ties.yml": "title: Ties\ndrives: [aim]\n",
    f"{N}/change-ideas/call.yml": "title: Call home\ndrives: [ties]\n",
    f"{N}/routines/weekly.yml": "title: Weekly calls\nfrom: [call]\n",
    f"{N}/lessons/lesson.yml": "title: Ask\nclaim: Ask first.\nabout: [call]\nwritten: 2026-01-20\n",
    "theory/sites/north.yml": "title: North\nkind: school\n",
    "theory/sites/south.yml": "title: South\nkind: school\n",
    "theory/sources/old.yml": "title: Old\nkind: report\nyear: 2020\n",
    "theory/sources/new.yml": "title: New\nkind: report\nyear: 2027\n",
}
LESSON = f"{N}/lessons/lesson.yml"


def test_of(what: str, ended: str, site: str = "north", more: str = "") -> str:
    return (
        f"title: A test\ntests: {what}\nsite: {site}\nstarted: 2025-09-01\nended: {ended}\n"
        f"happened: We called.\nlearned: Noon is bad.\ndecision: adapt\n{more}"
    )


test_of.__test__ = False  # it makes a record


def read(**records: str) -> Theory:
    """`records` by folder and id, such as `cycles__first="title: .."`; an empty text takes one away."""
    files = BASE | {f"{N}/{name.replace('__', '/').replace('_', '-')}.yml": text for name, text in records.items()}
    base, found = read_base({path: text.encode() for path, text in files.items() if text})
    assert not [one for one in found if one.severity is Severity.ERROR], found
    return base.theory


def newer(**records: str) -> list[tuple[str, str]]:
    theory = read(**records)
    found = newer_evidence(theory, theory.entries["networks/n/lessons/lesson"])
    return [(each.address.rpartition("/")[2], str(each.when)) for each in found]


def test_a_test_that_ended_after_the_lesson_is_newer_and_the_newest_stands_first() -> None:
    first, second = test_of("call", "2026-01-30"), test_of("weekly", "2026-03-01")
    assert newer(cycles__first=first, cycles__second=second) == [("second", "2026-03-01"), ("first", "2026-01-30")]


def lesson_with(**more: str) -> str:
    return BASE[LESSON] + "".join(f"{key}: [{value}]\n" for key, value in more.items())


@pytest.mark.parametrize(
    ("against", "note"),
    (("2025-10-30", ""), ("2026-01-10", "contradicted"), ("2026-01-15", "contradicted"), ("2026-02-15", "contradicted")),
)
def test_a_lesson_is_contradicted_by_what_is_not_older_than_its_support(against: str, note: str) -> None:
    theory = read(
        cycles__first=test_of("call", "2026-01-10"),
        cycles__other=test_of("call", against),
        lessons__lesson=lesson_with(supported_by="first", contradicted_by="other"),
    )
    entry = theory.entries["networks/n/lessons/lesson"]
    assert doubt_of(theory, entry) == note
    assert title_of(theory, entry) == ("Ask (contradicted)" if note else "Ask")


def test_a_lesson_that_does_not_name_what_is_newer_says_so_by_its_title() -> None:
    theory = read(cycles__first=test_of("call", "2026-03-01"))
    assert title_of(theory, theory.entries["networks/n/lessons/lesson"]) == "Ask (newer evidence exists)"


def test_the_evidence_of_a_lesson_has_a_span_of_time_where_it_is_dated() -> None:
    tests = {"cycles__first": test_of("call", "2026-01-10"), "cycles__other": test_of("call", "2025-10", site="south")}
    theory = read(**tests, lessons__lesson=lesson_with(supported_by="first, other"))
    span = evidence_span(theory, theory.entries["networks/n/lessons/lesson"])
    assert span and [str(when) for when in span] == ["2025-09-01", "2026-01-10"]
    assert evidence_span(read(), read().entries["networks/n/lessons/lesson"]) is None


def test_a_school_that_begins_a_version_has_found_out_nothing_yet() -> None:
    version = "title: Ours\nof: weekly\nsite: north\nstarted: 2026-02-01\nfollow_up: [{date: 2026-03, status: %s}]\n"
    assert newer(adaptations__ours=version % "running") == []
    assert newer(adaptations__ours=version % "stopped") == [("ours", "2026-03")]


def test_what_may_have_come_before_is_not_called_newer() -> None:
    assert newer(cycles__first=test_of("call", "2026-01-20")) == []
    assert newer(cycles__first=test_of("call", "2026-01")) == []
    assert newer(cycles__first=test_of("call", "2026-02")) == [("first", "2026-02")]


def test_what_the_lesson_names_is_known_to_it() -> None:
    named = BASE[LESSON] + "contradicted_by: [first]\n"
    assert newer(cycles__first=test_of("call", "2026-03-01"), lessons__lesson=named) == []


def test_an_adaptation_is_newer_by_what_was_last_heard_of_it_and_never_by_a_plan() -> None:
    record = "title: Ours\nof: weekly\nsite: north\nstarted: 2025-09\nfollow_up: [{date: 2026-05, status: %s}]\n"
    assert newer(adaptations__ours=record % "sustained") == [("ours", "2026-05")]
    assert newer(adaptations__ours=record % "planning") == []


def test_a_finding_is_newer_by_its_time_or_by_the_year_of_its_source() -> None:
    finding = "title: A result\nof: call\nsources: [%s]\n"
    assert newer(findings__one=finding % "new") == [("one", "2027")]
    assert newer(findings__one=finding % "old") == []
    assert newer(findings__one=finding % "old" + "period: 2026-05\n") == [("one", "2026-05")]


def test_what_is_retired_or_still_runs_is_no_evidence() -> None:
    running = "title: A test\ntests: call\nsite: north\nstarted: 2026-03-01\n"
    assert newer(cycles__running=running, cycles__gone=test_of("call", "2026-03-01", more="retired: {why: A slip.}\n")) == []


def test_nothing_is_newer_than_a_lesson_without_a_date() -> None:
    undated = BASE[LESSON].replace("written: 2026-01-20\n", "")
    assert newer(cycles__first=test_of("call", "2026-03-01"), lessons__lesson=undated) == []


def test_what_is_made_up_elsewhere_is_no_evidence_about_what_is_real() -> None:
    files = BASE | {
        "theory/networks/made-up/network.yml": "title: Made up\nillustrative: true\n",
        "theory/networks/made-up/cycles/first.yml": test_of("n/call", "2026-03-01") + "illustrative: true\n",
    }
    base, found = read_base({path: text.encode() for path, text in files.items()})
    assert not [one for one in found if one.severity is Severity.ERROR], found
    entries = base.theory.entries
    assert newer_evidence(base.theory, entries["networks/n/lessons/lesson"]) == ()
    assert not synthesis(base.theory, entries["networks/n/change-ideas/call"]).starts


def test_a_lesson_leads_to_the_drivers_behind_what_it_is_about() -> None:
    theory = read(
        drivers__home="title: Home\ndrives: [aim]\n",
        routines__weekly="title: Weekly\nfrom: [call]\nserves: [home]\n",
        cycles__first=test_of("weekly", "2025-12-01"),
        lessons__of_a_test="title: L\nclaim: C.\nabout: [first]\n",
        lessons__of_all="title: L\nclaim: C.\nabout: [n, north]\n",
    )

    def led(id: str) -> list[str]:
        return [each.rpartition("/")[2] for each in leads_to(theory, theory.entries[f"networks/n/lessons/{id}"])]

    assert led("lesson") == ["ties"]
    assert led("of-a-test") == ["home"], "a routine that names its drivers leads to these"
    assert led("of-all") == []


def test_a_routine_counts_under_the_idea_that_it_grew_from() -> None:
    theory = read(routines__alone="title: Alone\nserves: [ties]\n", cycles__first=test_of("weekly", "2025-12-01"))
    changes = changes_of(theory, "n")
    assert [each.id for each in changes] == ["call", "alone"]
    assert [start.site for start in synthesis(theory, changes[0]).starts] == ["sites/north"]


def test_what_was_tried_without_a_lesson_is_named_with_its_driver() -> None:
    test = test_of("weekly", "2025-12-01")
    assert without_lesson(read(cycles__first=test), "n") == ()
    theory = read(cycles__first=test, lessons__lesson="")
    assert [each.id for each in without_lesson(theory, "n")] == ["ties", "call"]


def test_what_was_given_up_stays_with_its_reason() -> None:
    theory = read(
        drivers__prizes="title: Prizes\ndrives: [aim]\nretired: {date: 2025-05, why: It helped nobody.}\n",
        drivers__older="title: Older\ndrives: [aim]\nretired: {}\n",
        cycles__first=test_of("call", "2025-12-01").replace("adapt", "abandon"),
        adaptations__ours="title: O\nof: weekly\nsite: north\nstarted: 2025\nfollow_up: [{date: 2026, status: stopped, why: No time.}]\n",
        adaptations__theirs=(
            "title: T\nof: weekly\nsite: south\nstarted: 2025\n"
            "follow_up: [{date: 2026, status: stopped}, {date: 2026-09, status: running}]\n"
        ),
    )
    gone = given_up(theory, "n")
    assert [each.rpartition("/")[2] for each in gone.retired] == ["prizes", "older"]
    assert [each.rpartition("/")[2] for each in gone.tests] == ["first"]
    assert [(address.rpartition("/")[2], str(last.why)) for address, last in gone.stopped] == [("ours", "No time.")]
