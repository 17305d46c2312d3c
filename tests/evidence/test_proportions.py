"""Shares of a group: their intervals, and what of them may be published."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nicbook.evidence import published_percent, suppress, wilson
from nicbook.privacy.groups import may_show_counts

from .reference import are_near, load

PERCENTAGES = load("suppression")["percentages"]
MARYLAND = [case for case in PERCENTAGES if case["rule"].startswith("Maryland")]
OTHERS = [case for case in PERCENTAGES if case not in MARYLAND]
COUNTS = st.tuples(st.integers(0, 400), st.integers(0, 400)).map(sorted)


@pytest.mark.parametrize("case", load("effect_sizes")["proportions"], ids=lambda case: f"{case['x']} of {case['n']}")
def test_wilson_reference(case) -> None:
    assert are_near(wilson(case["x"], case["n"]), case["wilson_95"])


@given(COUNTS)
def test_an_interval_holds_its_share(counts) -> None:
    numerator, denominator = counts
    if denominator == 0:
        assert wilson(numerator, denominator) is None
        return
    low, high = wilson(numerator, denominator)
    assert 0 <= low <= numerator / denominator <= high <= 1
    assert (low == 0) == (numerator == 0) and (high == 1) == (numerator == denominator)
    assert wilson(denominator - numerator, denominator) == pytest.approx((1 - high, 1 - low))


@pytest.mark.parametrize("case", MARYLAND, ids=lambda case: case["id"])
def test_percentages_by_the_rule_of_maryland(case) -> None:
    assert published_percent(**case["input"]) == case["expected"]["percent_shown"]
    assert may_show_counts(**case["input"]) == case["expected"]["counts_shown"]


@pytest.mark.parametrize("case", OTHERS, ids=lambda case: case["id"])
def test_what_another_state_hides_is_hidden_here_too(case) -> None:
    shown, theirs = published_percent(**case["input"]), case["expected"]["percent_shown"]
    assert shown[:2] == theirs[:2]
    assert abs(50 - float(shown[2:])) <= abs(50 - float(theirs[2:]))
    assert not may_show_counts(**case["input"])


@given(COUNTS, st.integers(0, 30))
def test_nothing_is_said_of_everyone_in_a_group_or_of_few(counts, minimum) -> None:
    numerator, denominator = counts
    shown = published_percent(numerator, denominator, minimum)
    assert (shown is None) == (denominator < max(minimum, 1))
    if isinstance(shown, float):
        assert abs(shown - 100 * numerator / denominator) <= 0.05 + 1e-9
        assert 0 < numerator < denominator
        assert may_show_counts(numerator, denominator, minimum) == (denominator > 20)
    else:
        assert not may_show_counts(numerator, denominator, minimum)


@pytest.mark.parametrize(
    ("counts", "shown"),
    [
        ((0, 0), None),
        ((0, 9), None),
        ((0, 10), "<=5.0"),
        ((1, 10), 10.0),
        ((10, 10), ">=95.0"),
        ((1, 20), "<=5.0"),
        ((2, 21), 9.5),
        ((377, 400), 94.3),
        ((0, 100_000), "<=5.0"),
        ((51, 1000), 5.1),
        ((949, 1000), 94.9),
    ],
)
def test_percentages_at_the_edges(counts, shown) -> None:
    assert published_percent(*counts) == shown


@pytest.mark.parametrize("counts", [(3, 2), (-1, 20)])
def test_a_share_of_more_than_the_whole_is_refused(counts) -> None:
    for function in (published_percent, may_show_counts, wilson):
        with pytest.raises(ValueError, match="is no share of"):
            function(*counts)


@given(st.dictionaries(st.sampled_from("ABCD"), st.integers(0, 12), min_size=2), st.integers(2, 6))
def test_nobody_who_knows_which_groups_are_small_can_work_one_out(groups, minimum) -> None:
    hidden = suppress(groups, minimum=minimum)
    small = {name for name in groups if groups[name] < minimum}
    if hidden == groups.keys():
        return
    together = sum(groups[name] for name in hidden)
    for name in small:
        others = hidden - {name}
        most = together if others - small else (minimum - 1) * len(others)
        assert max(0, together - most) < min(minimum - 1, together)


def test_two_groups_of_nine_give_each_other_away() -> None:
    assert suppress({"A": 40, "B": 9, "C": 9}) == {"A", "B", "C"}
    assert suppress({"A": 40, "B": 9, "C": 8}) == {"B", "C"}
    assert suppress({"A": 40, "B": 9, "C": 9}, total_published=False) == {"B", "C"}


@pytest.mark.parametrize(
    ("counts", "shown"),
    [((504, 10000), "<=5.0"), ((505, 10000), 5.1), ((9494, 10000), 94.9), ((9496, 10000), ">=95.0"), ((379, 400), 94.8)],
)
def test_what_is_rounded_to_a_bound_is_the_bound(counts: tuple[int, int], shown: float | str) -> None:
    assert published_percent(*counts) == shown
