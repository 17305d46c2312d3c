"""Tests of change as facts: their order, the ramp that they belong to, and the four features of each."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from nicbook.corpus import Entry
from nicbook.evidence import tests as facts
from nicbook.evidence.cycle_features import features_of
from nicbook.evidence.ramp import chain_of
from nicbook.theory import Theory

from .bases import counts, monthly, read

IDEA = "title: Call home\ndrives: []\n"


def cycle(started: str, site: str = "north", more: str = "", tests: str = "call") -> str:
    return f"title: Test of {started}\ntests: {tests}\nsite: {site}\nstarted: {started}\n{more}"


def theory_of(table: str = "", idea: str = IDEA, **cycles: str) -> Theory:
    return read(table, ideas_call=idea, **{f"cycles_{name}": text for name, text in cycles.items()})[0]


def names(entries: Iterable[Entry]) -> list[str]:
    return [entry.id for entry in entries]


def chain(theory: Theory, id: str) -> list[tuple[str, str | None]]:
    steps = chain_of(theory, theory.entries[f"networks/n/cycles/{id}"])
    return [(step.test.id, step.before.id if step.before else None) for step in steps]


def features(theory: Theory, id: str = "one") -> list[bool | None]:
    return [feature.holds for feature in features_of(theory, theory.entries[f"networks/n/cycles/{id}"])]


def test_tests_come_in_order_of_their_start() -> None:
    theory = theory_of(a=cycle("2026-03"), b=cycle("2026-01"), c=cycle("2026-03"), gone=cycle("2026-02", more="retired: {why: A slip}\n"))
    assert names(facts.tests_of(theory, "networks/n/change-ideas/call")) == ["b", "a", "c"]
    assert names(facts.standing_tests(theory)) == ["a", "b", "c"]


def test_tests_of_the_routines_that_grew_from_an_idea_are_its_tests_too() -> None:
    theory, _ = read(
        "",
        ideas_call=IDEA,
        routines_calls="title: Calls\nfrom: [call]\n",
        cycles_late=cycle("2026-03"),
        cycles_early=cycle("2026-01", tests="calls"),
    )
    assert names(facts.tests_of_all_forms(theory, theory.entries["networks/n/change-ideas/call"])) == ["early", "late"]


def test_a_chain_is_the_same_from_each_of_its_tests() -> None:
    theory = theory_of(
        one=cycle("2026-01"),
        two=cycle("2026-02", more="follows: one\n"),
        beside=cycle("2026-03", more="follows: one\n"),
        three=cycle("2026-04", more="follows: two\n"),
        alone=cycle("2026-02"),
    )
    whole = [("one", None), ("two", "one"), ("beside", "one"), ("three", "two")]
    assert all(chain(theory, id) == whole for id in ("one", "two", "beside", "three"))
    assert chain(theory, "alone") == [("alone", None)]


def test_a_step_says_what_is_different() -> None:
    theory, _ = read(
        "",
        ideas_call=IDEA,
        cycles_one=cycle("2025-09", more="scale: one-class\n"),
        cycles_two=cycle("2026-02", "east", "scale: school\nvariant: short\nfollows: one\n"),
    )
    [first, second] = chain_of(theory, theory.entries["networks/n/cycles/one"])
    assert first.differences == ()
    assert [(each.condition, each.before, each.now) for each in second.differences] == [
        ("site", "north", "east"),
        ("scale", "one-class", "school"),
        ("term", "autumn 2025", "spring 2026"),
        ("variant", "", "short"),
    ]


def test_what_is_not_known_is_no_difference() -> None:
    theory = theory_of(one=cycle("2026-01", more="scale: one-class\n"), two=cycle("2026", more="follows: one\n"))
    assert chain_of(theory, theory.entries["networks/n/cycles/two"])[-1].differences == ()


def test_a_test_with_all_four_features() -> None:
    table = counts(*monthly("north", ["50,100"] * 6, 2025, 10))
    theory = read(
        table,
        drivers_ties="title: Ties\ndrives: []\n",
        ideas_call="title: Call home\ndrives: [ties]\nhypothesis: If we call, they come.\n",
        cycles_one=cycle("2026-01", more="scale: one-class\npredictions: [{question: More?, measure: attendance}]\n"),
        cycles_two=cycle("2026-02", more="follows: one\n"),
    )[0]
    assert features(theory) == [True, True, True, True]


def test_a_bare_test_has_none_and_says_how_to_get_them() -> None:
    theory = theory_of(one=cycle("2026-01"))
    found = features_of(theory, theory.entries["networks/n/cycles/one"])
    assert [feature.holds for feature in found] == [False, False, None, False]
    assert all(feature.why and feature.how for feature in found)


def test_only_the_first_test_of_a_chain_has_to_be_small() -> None:
    small, large = "scale: one-learner\n", "scale: school\n"
    theory = theory_of(one=cycle("2026-01", more=small), two=cycle("2026-02", more=f"{large}follows: one\n"), other=cycle("2026-01", more=large))
    assert [features(theory, id)[2] for id in ("one", "two", "other")] == [True, True, False]


@pytest.mark.parametrize(
    ("site", "year", "values", "is_over_time"),
    [
        ("north", 2026, ["50,100"] * 3, True),
        ("north", 2026, ["50,100"] * 2, False),
        ("north", 2026, ["50,100", "suppressed,suppressed", "50,100"], False),
        ("east", 2026, ["50,100"] * 6, False),
        ("north", 2025, ["50,100"] * 6, False),  # all of it before the test
        ("north", 2028, ["50,100"] * 6, False),  # long after it
    ],
)
def test_data_over_time_are_from_the_site_and_the_time_of_the_test(
    site: str, year: int, values: list[str], is_over_time: bool
) -> None:
    test = cycle("2026-02", more="ended: 2026-03\nhappened: A\nlearned: B\ndecision: adopt\npredictions: [{question: More?, measure: attendance}]\n")
    assert features(theory_of(counts(*monthly(site, values, year)), one=test))[1] is is_over_time
