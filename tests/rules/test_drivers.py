"""Drivers, change ideas and arrows: what is told of them, when it is a note, and when nothing is told."""

from __future__ import annotations

import pytest

from nicbook.diagnostics import Diagnostic, Severity
from nicbook.website import read_base

BASE = {
    "network.yml": "title: Coming to school\n",
    "aims/attendance.yml": "title: Coming to school\nstatement: More of us come to school.\n",
    "drivers/notice.yml": "title: Absence is noticed the same day\ndrives: [attendance]\nunmeasured: Not yet\n",
    "drivers/ties.yml": "title: Every student is known by an adult\ndrives: [attendance]\nunmeasured: Not yet\n",
    "change-ideas/call.yml": (
        "title: Call home\ndrives: [notice]\norigin: {from: practice, note: A clerk does it}\n"
        "hypothesis: If we call early, more come, because families can still act.\n"
    ),
}
SITE = "title: Lincoln High\nkind: school\n"
TEST = "title: A test\ntests: call\nsite: lincoln\nstarted: 2026-09\n"
ENDED = f"{TEST}ended: 2026-10\nhappened: We called.\nlearned: It works.\ndecision: adopt\n"


def told(**changed: str) -> list[Diagnostic]:
    """What is said of the base with some files changed or added (`drivers__ties`)."""
    records = BASE | {f"{name.replace('__', '/')}.yml": text for name, text in changed.items()}
    files = {f"theory/networks/n/{path}": text.encode() for path, text in records.items()}
    files["theory/sites/lincoln.yml"] = SITE.encode()
    files["theory/sources/review.yml"] = b"title: A review\nkind: report\n"
    _, found = read_base(files)
    assert not [one for one in found if one.severity is Severity.ERROR], found
    return [one for one in found if one.code.family == "rules-drivers"]


def names(found: list[Diagnostic]) -> list[str]:
    return [one.code.name for one in found]


def test_a_sound_theory_is_told_nothing() -> None:
    assert told() == []


# --- measures of drivers ---------------------------------------------------------------------------------------------

UNMEASURED = "title: Every student is known by an adult\ndrives: [attendance]\n"
MEASURE = "title: Share known\nrole: process\nbetter: higher\nof: [ties]\ndefinition: {unit: percent, counts: students}\n"


def test_a_driver_without_measure_is_noted() -> None:
    (found,) = told(drivers__ties=UNMEASURED)
    assert (found.code.name, found.severity, found.span.line) == ("driver-without-measure", Severity.INFO, 1)
    assert "of: [ties]" in found.hint


def test_it_is_a_warning_once_a_change_to_it_has_been_tested() -> None:
    idea = BASE["change-ideas/call.yml"].replace("[notice]", "[ties]")
    (found,) = told(drivers__ties=UNMEASURED, **{"change-ideas__call": idea, "cycles__one": ENDED})
    assert (found.code.name, found.severity) == ("driver-without-measure", Severity.WARNING)


def test_a_measure_of_it_is_enough_unless_it_is_retired() -> None:
    assert told(drivers__ties=UNMEASURED, measures__known=MEASURE) == []
    assert names(told(drivers__ties=UNMEASURED, measures__known=f"{MEASURE}retired: {{why: Nobody answered}}\n")) == [
        "driver-without-measure"
    ]


def test_retired_drivers_are_not_judged() -> None:
    assert names(told(drivers__ties=f"{UNMEASURED}retired: {{why: We were wrong}}\n")) == ["too-few-primary-drivers"]


# --- conditions, not tasks -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "title",
    [
        "Hire two more counselors",
        "Buy tablets for ninth graders",
        "Train teachers in restorative practice",
        "Train all new staff",
        "Implement the new curriculum",
        "Provide professional development on feedback",
        "Offer summer workshops",
        "Send letters home every Friday",
        "Create a task force on attendance",
        "Launch a mentoring program",
        "Set up an advisory period",
    ],
)
def test_a_title_that_names_a_task_is_noted(title: str) -> None:
    (found,) = told(drivers__ties=f"title: {title}\ndrives: [attendance]\nunmeasured: Not yet\n")
    assert (found.code.name, found.severity) == ("driver-like-a-task", Severity.INFO)


@pytest.mark.parametrize(
    "title",
    [
        "Every student is known by an adult",
        "Teacher training that lasts",
        "Training and support for new teachers",
        "Launch of lessons that engage",
        "Implementation of lesson study across schools",
        "Hiring practices that keep good teachers",
        "Schedules leave time for working together",
        "Improve communication with families",
        "Build relationships between students and staff",
        "Use of data in weekly meetings",
        "Sending schools and receiving schools talk",
        "Organize learning around student questions",
        "Train times that match the school day",
        "Supports for students with disabilities",
        "Hold high expectations for all",
        "Conduct policies that are fair",
        "Adopt-a-school partners",
        "Purchase orders arrive on time",
    ],
)
def test_a_title_that_names_a_condition_is_not(title: str) -> None:
    assert told(drivers__ties=f"title: {title}\ndrives: [attendance]\nunmeasured: Not yet\n") == []


# --- how many primary drivers ----------------------------------------------------------------------------------------


def test_more_than_five_primary_drivers_are_noted_at_the_aim() -> None:
    more = {f"drivers__more-{number}": f"title: Condition {number}\ndrives: [attendance]\nunmeasured: Not yet\n" for number in range(4)}
    (found,) = told(**more)
    assert (found.code.name, found.path.rpartition("/")[2]) == ("too-many-primary-drivers", "attendance.yml")
    assert found.message.startswith("6 primary drivers")


def test_one_primary_driver_is_noted_and_a_retired_arrow_does_not_count() -> None:
    arrow = "drives: [{to: attendance, retired: {why: No sign of it}}, {to: notice}]"
    (found,) = told(drivers__ties=f"title: Every student is known\n{arrow}\nunmeasured: Not yet\n")
    assert (found.code.name, found.severity) == ("too-few-primary-drivers", Severity.INFO)
    assert found.message == "Only one primary driver leads to this aim."


def test_the_aim_of_one_school_may_leave_the_drivers_to_the_aim_it_serves() -> None:
    assert told(**{"aims__our-part": "title: Lincoln\nstatement: More come to Lincoln.\npart_of: attendance\n"}) == []


# --- arrows ----------------------------------------------------------------------------------------------------------


def test_a_strong_arrow_needs_something_that_shows_it() -> None:
    text = "title: Every student is known\nunmeasured: Not yet\ndrives:\n  - {to: attendance, strength: strong%s}\n"
    (found,) = told(drivers__ties=text % "")
    assert (found.code.name, found.severity, found.span.line) == ("strong-without-evidence", Severity.WARNING, 4)
    assert "drawn as hypothesised" in found.message
    assert told(drivers__ties=text % ", sources: [review]") == []
    assert names(told(drivers__ties=text % ", retired: {why: No sign of it}")) == ["too-few-primary-drivers"]
    assert told(drivers__ties=text.replace("strong%s", "weak")) == []


# --- change ideas ----------------------------------------------------------------------------------------------------

BARE = "title: Call home\ndrives: [notice]\n"
ORIGIN = "origin: {from: practice}\n"


def test_gaps_of_an_idea_are_notes_until_it_was_tested_twice() -> None:
    found = told(**{"change-ideas__call": BARE, "cycles__one": ENDED, "cycles__two": TEST})
    assert names(found) == ["idea-without-hypothesis", "idea-without-origin"]
    assert {one.severity for one in found} == {Severity.INFO}
    found = told(**{"change-ideas__call": BARE, "cycles__one": ENDED, "cycles__two": ENDED})
    assert {one.severity for one in found} == {Severity.WARNING}


@pytest.mark.parametrize(
    "hypothesis",
    [
        "If we call before nine, then more students come that day.",
        "Calling home raises attendance in the first period.",
        "If teachers greet students by name, attendance will rise.",
    ],
)
def test_a_hypothesis_without_its_why_is_noted(hypothesis: str) -> None:
    (found,) = told(**{"change-ideas__call": f"{BARE}{ORIGIN}hypothesis: {hypothesis}\n"})
    assert (found.code.name, found.span.line) == ("hypothesis-without-why", 4)


@pytest.mark.parametrize(
    "hypothesis",
    [
        "If we call before nine, more students come, since families can still act.",
        "Calls before nine let families act, and so more students come.",
        "If we greet students at the door, they come more often. That helps them feel missed.",
        "Wenn wir früh anrufen, kommen mehr, weil Familien dann noch handeln.",
        "By asking families first, we learn what keeps students at home.",
    ],
)
def test_a_hypothesis_with_a_mechanism_is_not(hypothesis: str) -> None:
    assert told(**{"change-ideas__call": f"{BARE}{ORIGIN}hypothesis: {hypothesis}\n"}) == []
