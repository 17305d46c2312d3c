"""How every school stands with every idea: what was written last has the word, and nothing that nobody wrote."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from nicbook.evidence.where import Standing, reports_of, standings, taking_part, what_is_tried
from nicbook.theory import Theory
from nicbook.website import read_base

from .bases import MEASURE, PERCENT, counts, read

IDEA = "title: Call first\ndrives: [driver]\n"
THEORY = {
    "aims_aim": "title: The aim\nstatement: More.\n",
    "drivers_driver": "title: The driver\ndrives: [aim]\n",
    "ideas_call": IDEA,
    "routines_calls": "title: Calls\nfrom: [call]\n",
}
ENDED = "happened: It was done.\nlearned: A lot.\n"


def theory(**records: str) -> Theory:
    return read("", **THEORY | records)[0]


def test(started: str, decision: str = "", ended: str = "", of: str = "call", site: str = "north", **more: str) -> str:
    said = {"title": "A test", "tests": of, "site": site, "started": started, "decision": decision, "ended": ended, **more}
    return "".join(f"{key}: {value}\n" for key, value in said.items() if value) + (ENDED if ended else "")


test.__test__ = False


def version(started: str, *follow_up: str, changed: bool = True, site: str = "north") -> str:
    lines = [f"title: Its version\nof: calls\nsite: {site}\nstarted: {started}\n"]
    lines += ["modifications: [{what: Shorter.}]\n"] if changed else []
    lines += [f"follow_up: [{', '.join('{date: ' + one.replace(' ', ', status: ') + '}' for one in follow_up)}]\n"] if follow_up else []
    return "".join(lines)


def stands(known: Theory, idea: str = "change-ideas/call", site: str = "north") -> Standing | None:
    return standings(known, known.entries[f"networks/n/{idea}"]).get(f"sites/{site}")


@pytest.mark.parametrize(
    ("decision", "scale", "state"),
    (
        ("adopt", "one-class", "adopted"),
        ("adapt", "one-class", "adapted"),
        ("abandon", "one-class", "abandoned"),
        ("repeat", "school", "testing"),
        ("expand", "one-class", "testing"),
        ("expand", "school", "adopted"),
    ),
)
def test_what_a_test_decided(decision: str, scale: str, state: str) -> None:
    found = stands(theory(cycles_a=test("2025-01", decision, "2025-02", scale=scale)))
    assert found is not None and (found.state, found.when.text) == (state, "2025-02")
    assert found.scale == ("one-class" if scale == "one-class" else "")


def test_a_test_without_a_decision_is_being_tested() -> None:
    assert stands(theory(cycles_a=test("2025-01"))).state == "testing"


@pytest.mark.parametrize(
    ("follow_up", "changed", "state"),
    (
        (("2025-03 running",), True, "adapted"),
        (("2025-03 sustained",), False, "adopted"),
        (("2025-03 running", "2025-06 stopped"), True, "abandoned"),
        (("2025-06 sustained", "2025-03 stopped"), True, "adapted"),
        (("2024-12 planning",), True, "planned"),
        ((), True, "adapted"),
    ),
)
def test_a_version_of_its_own_stands_as_its_last_follow_up_says(follow_up: tuple[str, ...], changed: bool, state: str) -> None:
    """A routine counts as the idea that it grew from."""
    known = theory(adaptations_a=version("2025-01", *follow_up, changed=changed))
    assert stands(known).state == stands(known, "routines/calls").state == state


def test_what_was_written_last_has_the_word() -> None:
    known = theory(
        cycles_a=test("2025-01", "adopt", "2025-02"),
        cycles_b=test("2025-03", "abandon", "2025-05"),
        adaptations_c=version("2025-02", "2025-04 running"),
    )
    found = stands(known)
    assert (found.state, found.by) == ("abandoned", "networks/n/cycles/b")
    assert [each.rpartition("/")[2] for each in found.records] == ["a", "c", "b"]


def test_on_one_day_a_test_that_begins_comes_after_what_was_decided() -> None:
    known = theory(cycles_a=test("2025-03-03"), cycles_b=test("2025-01-01", "abandon", "2025-03-03"))
    assert stands(known).state == "testing"


def test_what_is_to_come_is_planned_only_for_who_knows_the_day() -> None:
    known = theory(cycles_a=test("2025-09"), adaptations_b=version("2025-10", site="south"))
    assert [stands(known, site=site).state for site in ("north", "south")] == ["testing", "adapted"]
    known = replace(known, today=date(2025, 6, 1))
    assert [stands(known, site=site).state for site in ("north", "south")] == ["planned", "planned"]


def test_a_school_that_withdrew_its_test_has_abandoned_it() -> None:
    found = stands(theory(cycles_a=test("2025-01", retired="{date: 2025-02}")))
    assert found is not None and (found.state, str(found.when)) == ("abandoned", "2025-02")


def test_what_is_retired_does_not_count_beside_what_stands() -> None:
    found = stands(theory(cycles_a=test("2025-01", retired="{date: 2025-06}"), cycles_b=test("2025-03")))
    assert found is not None and (found.state, found.records) == ("testing", ("networks/n/cycles/b",))


def test_a_school_that_tried_nothing_has_no_state() -> None:
    assert stands(theory(cycles_a=test("2025-01")), site="south") is None


def test_routines_count_as_the_idea_they_grew_from_and_by_themselves_from_none() -> None:
    known = theory(routines_alone="title: Alone\nserves: [driver]\n")
    tried = what_is_tried(known, known.entries["networks/n"])
    assert [each.id for each in tried] == ["call", "alone"]


def test_another_networks_idea_that_is_tested_here_is_among_them() -> None:
    files = {"m/network": "title: Another\n", "m/change-ideas/walk": "title: Walk\ndrives: [goal]\n", "m/aims/goal": "title: G\nstatement: G.\n"}
    files |= {"n/network": "title: Ours\n", "n/cycles/a": test("2025-01", of="m/walk")}
    texts = {f"theory/networks/{name}.yml": text.encode() for name, text in files.items()}
    texts["theory/sites/north.yml"] = b"title: North\nkind: school\n"
    known = read_base(texts)[0].theory
    assert [each.address for each in what_is_tried(known, known.entries["networks/n"])] == ["networks/m/change-ideas/walk"]


# --- who takes part --------------------------------------------------------------------------------------------------


def test_schools_are_members_and_whoever_tests_or_reports_by_title() -> None:
    known, _ = read(counts("2025-01,south,60,100", "2025-01,state,60,100"), **THEORY, cycles_a=test("2025-01", site="east"))
    who = taking_part(known, known.entries["networks/n"])
    assert [each.id for each in who.schools] == ["east", "south"]
    assert who.partners == ()


def test_a_district_beside_its_schools_is_a_partner_and_alone_stands_for_itself() -> None:
    rows = ["2025-01,north,60,100", "2025-01,district,600,1000"]
    known, _ = read(counts(*rows))
    who = taking_part(known, known.entries["networks/n"])
    assert ([each.id for each in who.schools], [each.id for each in who.partners]) == (["north"], ["district"])
    known, _ = read(counts(rows[1]))
    assert [each.id for each in taking_part(known, known.entries["networks/n"]).schools] == ["district"]


# --- who reports -----------------------------------------------------------------------------------------------------


def test_the_newest_value_and_its_version_and_nothing_of_a_comparison() -> None:
    measure = MEASURE + PERCENT + "versions: [{id: v1, since: 2024}, {id: v2, since: 2025-02}]\n"
    table = (
        "date,site,numerator,denominator,version\n"
        "2025-01,north,60,100,v1\n2025-02,north,60,100,v2\n2025-03,north,,,v2\n2025-01,south,60,100,v1\n2025-04,state,60,100,v2\n"
    )
    found = reports_of(*read(table, measure))
    assert {site: (its.until.text, its.version) for site, its in found.items()} == {
        "sites/north": ("2025-02", "v2"),
        "sites/south": ("2025-01", "v1"),
    }
