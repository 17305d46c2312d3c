"""Measures: what is told of their definitions, of what a network measures, and of figures that stand in two places."""

from __future__ import annotations

import pytest

from nicbook.diagnostics import Diagnostic, Severity
from nicbook.website import read_base

DEFINED = (
    "definition: {numerator: Students who are there, denominator: Students on the roll, population: Grade 9, "
    "who_collects: The clerk, how_often: %s, unit: percent, counts: students}\n"
)
PROCESS = "title: Calls made\nrole: process\nbetter: higher\n" + DEFINED % "weekly"
OUTCOME = "title: Attendance\nrole: outcome\nbetter: higher\n" + DEFINED % "monthly"
BALANCING = "title: Lessons cut short\nrole: balancing\nbetter: lower\n" + DEFINED % "weekly"
TABLE = "date,site,value,size\n2025-10,lincoln,91.5,640\n2025-11,lincoln,90.8,638\n"


def told(*, table: str = "", finding: str = "", **measures: str) -> list[Diagnostic]:
    files = {"theory/networks/n/network.yml": "title: Coming to school\n"}
    files |= {f"theory/networks/n/measures/{name}.yml": text for name, text in measures.items()}
    files |= {f"theory/sites/{site}.yml": f"title: {site}\nkind: school\n" for site in ("lincoln", "roosevelt")}
    files["theory/sources/report.yml"] = "title: Annual report\nkind: report\n"
    if table:
        files["theory/networks/n/measures/attendance.csv"] = table
    if finding:
        files["theory/networks/n/findings/reported.yml"] = f"title: Reported\nsources: [report]\n{finding}\n"
    _, found = read_base({path: text.encode() for path, text in files.items()})
    assert not [one for one in found if one.severity is Severity.ERROR], found
    return [one for one in found if one.code.family == "rules-measures"]


def names(found: list[Diagnostic]) -> list[str]:
    return [one.code.name for one in found]


# --- definitions -----------------------------------------------------------------------------------------------------

BARE = "title: Attendance\nrole: outcome\nbetter: higher\ndefinition: {unit: %s, counts: students}\n"


def of_definition(found: list[Diagnostic]) -> list[Diagnostic]:
    return [one for one in found if one.code.name == "measure-without-definition"]


def test_all_that_a_definition_lacks_is_said_once() -> None:
    (found,) = of_definition(told(attendance=BARE % "percent"))
    assert (found.severity, found.span.line) == (Severity.INFO, 4)
    assert found.hint == "Add `numerator`, `denominator`, `population`, `who_collects` and `how_often` under `definition`."


def test_a_count_needs_no_denominator() -> None:
    (found,) = of_definition(told(attendance=BARE % "count"))
    assert "denominator" not in found.hint


def test_it_is_a_warning_once_there_are_values() -> None:
    (found,) = of_definition(told(attendance=BARE % "percent", table=TABLE))
    assert found.severity is Severity.WARNING


def test_a_retired_measure_is_not_judged() -> None:
    assert told(attendance=f"{BARE % 'percent'}retired: {{why: Nobody used it}}\n") == []


# --- people ----------------------------------------------------------------------------------------------------------

COUNTED = "title: A measure\nrole: outcome\nbetter: higher\ndefinition: {%s, counts: events}\n"


@pytest.mark.parametrize(
    "definition",
    [
        "numerator: Students who are there, denominator: All ninth graders on the roll, unit: percent",
        "numerator: Number of families who came, unit: count",
        "numerator: Visits, denominator: The low-income ninth-grade students, unit: rate",
    ],
)
def test_a_measure_that_counts_people_by_its_words_is_asked_to_say_so(definition: str) -> None:
    (found,) = [one for one in told(measure=COUNTED % definition) if one.code.name == "people-not-counted"]
    assert (found.severity, found.span.line) == (Severity.WARNING, 4)
    assert "`counts: students`, `staff` or `families`" in found.hint


@pytest.mark.parametrize(
    "definition",
    [
        "numerator: Lessons in which students speak, denominator: Lessons seen, unit: percent",
        "numerator: Students' questions, denominator: Calls to families, unit: percent",
        "numerator: Staff meetings, unit: count",
        "numerator: Teachers' hours, unit: hours",
        "numerator: Teachers wait this long, unit: minutes",
        "unit: count",
    ],
)
def test_one_that_counts_something_else_is_not(definition: str) -> None:
    assert "people-not-counted" not in names(told(measure=COUNTED % definition))


# --- what a network measures -----------------------------------------------------------------------------------------


def test_outcome_process_and_balancing_are_a_full_set() -> None:
    assert told(attendance=OUTCOME, calls=PROCESS, cut=BALANCING) == []
    assert told(attendance=OUTCOME, calls=PROCESS.replace("process", "fidelity"), cut=BALANCING) == []


def test_what_is_not_measured_is_noted_at_the_network() -> None:
    found = told(attendance=OUTCOME)
    assert names(found) == ["no-balancing-measure", "no-process-measure"]
    assert {(one.severity, one.path.rpartition("/")[2]) for one in found} == {(Severity.INFO, "network.yml")}


def test_where_every_measure_moves_late_another_note_asks_for_an_early_one() -> None:
    assert names(told(attendance=OUTCOME + "timing: lagging\n")) == ["no-balancing-measure"]


def test_a_network_without_measures_is_told_nothing_of_them() -> None:
    assert told() == []


# --- figures in two places -------------------------------------------------------------------------------------------

COPIES = (
    "of: attendance\nperiod: 2025-10\nafter: 91.5",
    "of: n\noutcome: attendance\nperiod: 2025-10\ncontext: {site: lincoln}\nafter: 91.5",
    "of: n\noutcome: attendance\nafter: {value: 91.5, date: 2025-10-31}",
    "of: n\noutcome: attendance\nbefore: {value: 91.5, date: 2025-10}\nafter: {value: 93, date: 2026-10}",
)


@pytest.mark.parametrize("finding", COPIES)
def test_a_figure_of_the_own_series_is_told_where_the_finding_has_it(finding: str) -> None:
    (found,) = [one for one in told(attendance=OUTCOME, calls=PROCESS, cut=BALANCING, table=TABLE, finding=finding)]
    key = "before" if "before" in finding else "after"
    lines = f"title: Reported\nsources: [report]\n{finding}".split("\n")
    assert (found.code.name, found.severity) == ("figure-in-two-places", Severity.WARNING)
    assert lines[found.span.line - 1].startswith(key)


OTHERS = (
    "of: attendance\nperiod: 2025-10\nafter: 91",
    "of: attendance\nperiod: 2024-10\nafter: 91.5",
    "of: attendance\nafter: 91.5",
    "of: attendance\nperiod: 2025/26\nafter: 91.5",
    "of: attendance\nperiod: 2025-10\nafter: about 91.5",
    "of: attendance\nperiod: 2025-10\nunit: points\nafter: 91.5",
    "of: attendance\nperiod: 2025-10\ncontext: {site: roosevelt}\nafter: 91.5",
    "of: n\noutcome: Attendance as the state counts it\nperiod: 2025-10\nafter: 91.5",
)


@pytest.mark.parametrize("finding", OTHERS)
def test_another_figure_time_unit_or_place_is_no_copy(finding: str) -> None:
    assert told(attendance=OUTCOME, calls=PROCESS, cut=BALANCING, table=TABLE, finding=finding) == []


def test_with_several_sites_a_finding_that_names_none_is_no_copy() -> None:
    table = f"{TABLE}2025-10,roosevelt,91.5,400\n"
    finding = "of: attendance\nperiod: 2025-10\nafter: 91.5"
    assert told(attendance=OUTCOME, calls=PROCESS, cut=BALANCING, table=table, finding=finding) == []
    finding += "\ncontext: {site: roosevelt}"
    assert names(told(attendance=OUTCOME, calls=PROCESS, cut=BALANCING, table=table, finding=finding)) == [
        "figure-in-two-places"
    ]


def test_counts_are_compared_as_the_finding_rounds_them() -> None:
    table = "date,site,numerator,denominator\n2025-10,lincoln,586,640\n"
    finding = "of: attendance\nperiod: 2025-10\nafter: 91.6"
    assert names(told(attendance=OUTCOME, calls=PROCESS, cut=BALANCING, table=table, finding=finding)) == [
        "figure-in-two-places"
    ]


def test_a_group_is_compared_with_its_own_rows() -> None:
    table = "date,site,grade,value,size\n2025-10,lincoln,,90,640\n2025-10,lincoln,ninth,86,160\n"
    measure = f"{OUTCOME}strata: [grade]\n"

    def names_of(finding: str) -> list[str]:
        return names(told(attendance=measure, calls=PROCESS, cut=BALANCING, table=table, finding=finding))

    assert names_of("of: attendance\nperiod: 2025-10\ngroup: Ninth graders\nafter: 86") == ["figure-in-two-places"]
    assert names_of("of: attendance\nperiod: 2025-10\nafter: 90") == ["figure-in-two-places"]
    assert names_of("of: attendance\nperiod: 2025-10\nafter: 86") == []
