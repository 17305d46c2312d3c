"""Which groups to hide, by the reference cases and against a reader who tries every table that could be meant."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nicbook.privacy import suppress
from nicbook.privacy.groups import Partition, still_to_hide

CASES = json.loads((Path(__file__).parent.parent / "reference" / "suppression.json").read_text(encoding="utf-8"))
TABLES = st.dictionaries(st.sampled_from("ABCD"), st.integers(0, 14), min_size=1)
MINIMUMS = st.integers(2, 6)


@pytest.mark.parametrize("case", CASES["group_tables"], ids=lambda case: case["id"])
def test_reference(case) -> None:
    given_, expected = case["input"], case["expected"]
    groups, minimum = given_["groups"], given_["minimum"]
    hidden = suppress(groups, minimum=minimum, total_published=given_["total_published"])
    assert sorted(hidden) == expected["hidden"]
    together = sum(groups[name] for name in hidden)
    assert together == expected["sum_of_hidden"]
    assert (together >= minimum) == expected["sum_of_hidden_at_least_minimum"]
    assert still_to_hide(_seen(groups, hidden), minimum=minimum) == [] or not given_["total_published"]


@pytest.mark.parametrize("case", CASES["group_tables"], ids=lambda case: case["id"])
def test_what_the_reference_says_a_reader_can_work_out(case) -> None:
    given_, expected = case["input"], case["expected"]
    if not given_["total_published"]:
        return
    groups, minimum = given_["groups"], given_["minimum"]
    hidden = suppress(groups, minimum=minimum)
    found = _worked_out(groups, hidden, expected["primary"], minimum)
    assert {name: [min(sizes), max(sizes)] for name, sizes in found.items()} == expected["attack_after"]


@given(TABLES, MINIMUMS)
def test_small_groups_are_hidden_and_more_only_where_it_helps(groups, minimum) -> None:
    small = {name for name, size in groups.items() if size < minimum}
    hidden = suppress(groups, minimum=minimum)
    assert small <= hidden <= groups.keys()
    assert bool(hidden) == bool(small)
    assert suppress(groups, minimum=minimum, total_published=False) == small
    further = hidden - small
    assert all(groups[name] <= groups[other] for name in further for other in groups.keys() - hidden)


@given(TABLES, MINIMUMS)
def test_hidden_groups_are_two_and_reach_the_minimum_where_that_can_be(groups, minimum) -> None:
    hidden = suppress(groups, minimum=minimum)
    if hidden and hidden != groups.keys():
        assert len(hidden) >= 2
        assert sum(groups[name] for name in hidden) >= minimum


@given(TABLES, MINIMUMS)
def test_nobody_can_work_out_a_small_group(groups, minimum) -> None:
    """The reader knows the total, what is shown, and that counts are not below 0."""
    hidden = suppress(groups, minimum=minimum)
    if sum(groups.values()) < minimum or len(groups) == 1:
        return  # the total is a small group itself, or the same group
    found = _worked_out(groups, hidden, (), minimum)
    for name in hidden:
        assert groups[name] >= minimum or len(found[name]) > 1


@given(TABLES, MINIMUMS)
def test_what_check_asks_for_is_enough(groups, minimum) -> None:
    hidden = {name for name, size in groups.items() if size < minimum}
    if hidden:
        hidden |= set(still_to_hide(_seen(groups, hidden), minimum=minimum))
        assert still_to_hide(_seen(groups, hidden), minimum=minimum) == []
        assert hidden == groups.keys() or sum(groups[name] for name in hidden) >= minimum
    else:
        assert still_to_hide(_seen(groups, hidden), minimum=minimum) == []


def test_a_group_that_is_not_listed_is_hidden_no_better() -> None:
    assert still_to_hide(Partition(60, {"A": 40, "B": 12})) == ["B"]
    assert still_to_hide(Partition(60, {"A": 40, "B": 10})) == []


def test_a_group_beside_which_few_are_left_is_hidden_also_where_groups_overlap() -> None:
    assert still_to_hide(Partition(60, {"girls": 52, "low income": 40})) == ["girls"]
    assert still_to_hide(Partition(60, {"girls": 32, "low income": 40})) == []


def _seen(groups: Mapping[str, int], hidden: set[str]) -> Partition[str]:
    return Partition(sum(groups.values()), {name: None if name in hidden else size for name, size in groups.items()})


def _worked_out(groups: Mapping[str, int], hidden: set[str], primary, minimum: int) -> dict[str, set[int]]:
    """Every size that each hidden group may have; of `primary` ones the reader knows that they are small."""
    names = sorted(hidden)
    most = [minimum - 1 if name in primary else 10**9 for name in names]
    found: dict[str, set[int]] = {name: set() for name in names}
    for sizes in _shares(sum(groups[name] for name in names), len(names)):
        if all(size <= limit for size, limit in zip(sizes, most, strict=True)):
            for name, size in zip(names, sizes, strict=True):
                found[name].add(size)
    return found


def _shares(total: int, count: int) -> Iterator[tuple[int, ...]]:
    """Every way to divide a total among so many."""
    if count <= 1:
        yield (total,) * count
        return
    for first in range(total + 1):
        for rest in _shares(total - first, count - 1):
            yield (first, *rest)
