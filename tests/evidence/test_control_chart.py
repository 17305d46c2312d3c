"""Control charts by the reference cases, and what happens at the edges."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nicbook.evidence import control_chart

from .reference import are_near, load

CASES = [case for case in load("spc")["cases"] if case["options"]["chart"] in ("i", "p", "pp", "u", "up", "c")]
VALUES = st.lists(st.none() | st.integers(0, 30), max_size=30)
COUNTS = st.lists(st.tuples(st.integers(0, 20), st.integers(0, 30)), max_size=30)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_reference(case) -> None:
    options, points = case["options"], case["expected"]["points"]
    chart = control_chart(
        case["input"]["y"],
        case["input"].get("n"),
        kind=options["chart"],
        centre=options.get("cl"),
        freeze=options.get("freeze"),
        splits=options.get("part", ()),
        exclude=options.get("exclude", ()),
        screen=options["screen_moving_ranges"],
    )
    for found, expected in (
        (chart.values, points["y"]),
        (chart.centre, points["centre"]),
        (chart.lower, points["lcl"]),
        (chart.upper, points["ucl"]),
    ):
        assert are_near([None if one is None else one * options["multiply"] for one in found], expected)
    assert list(chart.signals) == points["sigma_signal"]


@given(VALUES, st.lists(st.integers(-1, 32), max_size=3), st.lists(st.integers(-1, 32), max_size=3))
def test_an_i_chart_as_a_slow_reading_has_it(values, splits, exclude) -> None:
    chart = control_chart(values, kind="i", splits=splits, exclude=exclude)
    start = 0
    for end in [*(at for at in range(1, len(values)) if at in splits), len(values)]:
        base = [values[at] for at in range(start, end) if at + 1 not in exclude]
        there = [value for value in base if value is not None]
        distances = [abs(a - b) for a, b in zip(base, base[1:]) if a is not None and b is not None]
        for at in range(start, end):
            assert are_near(chart.centre[at], sum(there) / len(there) if there else None)
            if distances:
                half = 3 * sum(distances) / len(distances) / 1.128
                assert are_near([chart.lower[at], chart.upper[at]], [chart.centre[at] - half, chart.centre[at] + half])
            else:
                assert chart.lower[at] is chart.upper[at] is None
        start = end


@given(COUNTS, st.sampled_from(["p", "pp", "u", "up"]), st.booleans(), st.none() | st.integers(1, 30))
def test_limits_are_possible_and_hold_their_centre(pairs, kind, screen, freeze) -> None:
    counts, sizes = [min(pair) for pair in pairs], [max(pair) for pair in pairs]
    chart = control_chart(counts, sizes, kind=kind, screen=screen, freeze=freeze)
    assert len(chart.values) == len(chart.centre) == len(chart.lower) == len(chart.upper) == len(chart.signals) == len(pairs)
    most = 1 if kind in ("p", "pp") else float("inf")
    points = zip(sizes, chart.values, chart.centre, chart.lower, chart.upper, chart.signals, strict=True)
    for size, value, centre, lower, upper, is_signal in points:
        assert (value is None) == (size == 0)
        assert (lower is None) == (upper is None)
        if lower is None:
            assert not is_signal
        else:
            assert 0 <= lower <= centre <= upper <= most
            assert is_signal == (value < lower or value > upper)


@given(VALUES, st.sampled_from(["i", "c"]), st.booleans())
def test_backwards_it_is_the_same_chart(values, kind, screen) -> None:
    forth, back = control_chart(values, kind=kind, screen=screen), control_chart(values[::-1], kind=kind, screen=screen)
    assert are_near(forth.lower, list(back.lower)) and are_near(forth.upper, list(back.upper))
    assert forth.signals == back.signals[::-1]


@given(st.floats(0.001, 1000), st.integers(2, 40))
def test_a_constant_series_has_no_signal(value, count) -> None:
    chart = control_chart([value] * count)
    assert set(chart.lower) == set(chart.upper) == {value}
    assert not any(chart.signals)
    assert set(control_chart([value] * count, screen=True).lower) == {None}


def test_a_missing_value_gives_no_moving_range_and_an_excluded_one_is_bridged() -> None:
    assert control_chart([10, None, 14, 15]).upper[0] == pytest.approx(13 + 3 / 1.128)
    assert control_chart([10, 99, 14, 15], exclude=[2]).upper[0] == pytest.approx(13 + 3 * 2.5 / 1.128)


def test_a_missing_point_has_limits_only_where_all_points_share_them() -> None:
    assert control_chart([4, None, 6], kind="c").upper[1] is not None
    chart = control_chart([4, None, 6, 5], [10, 12, None, 9], kind="p")
    assert [value is None for value in chart.upper] == [False, True, True, False]
    assert chart.centre == (9 / 19,) * 4


def test_an_excluded_point_may_be_a_signal() -> None:
    chart = control_chart([10, 11, 10, 12, 50, 11, 10], exclude=[5])
    assert chart.signals == (False, False, False, False, True, False, False)


def test_freeze_counts_for_nothing_where_there_are_splits() -> None:
    values = [80, 82, 79, 85, 81, 83, 90, 91, 93, 92, 89, 60]
    assert control_chart(values, splits=[6], freeze=2) == control_chart(values, splits=[6])
    assert control_chart(values, freeze=99) == control_chart(values)


def test_laney_widens_what_varies_more_than_counts_do() -> None:
    counts, sizes = [161, 335, 458, 164, 172, 425, 155, 205], [1500, 2500, 4000, 1500, 2500, 4000, 1500, 2500]
    assert sum(control_chart(counts, sizes, kind="p").signals) > sum(control_chart(counts, sizes, kind="pp").signals)


def test_single_values_may_be_shares() -> None:
    chart = control_chart([5, 0, 8], [10, 0, 10])
    assert chart.values == (0.5, None, 0.8)
    assert chart.upper[0] is None


@pytest.mark.parametrize("kind", ["i", "c", "p", "pp", "u", "up"])
@pytest.mark.parametrize("values", [[], [None] * 5])
def test_without_points_there_is_no_chart(kind, values) -> None:
    chart = control_chart(values, None if kind in "ic" else values, kind=kind)
    assert chart.centre == chart.lower == chart.upper == tuple(values)


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ({"values": [1], "kind": "xbar"}, "not “xbar”"),
        ({"values": [1], "kind": "p"}, "A p chart needs denominators"),
        ({"values": [1], "denominators": [2], "kind": "c"}, "with denominators it is a u chart"),
        ({"values": [1, 2], "denominators": [2], "kind": "p"}, "2 values but 1 denominators"),
        ({"values": [1, 3], "denominators": [2, 2], "kind": "p"}, "Point 2 is 3 of 2"),
        ({"values": [1, 3], "denominators": [2, 0], "kind": "u"}, "Point 2 is 3 of 0"),
        ({"values": [1, 3], "denominators": [2, -1], "kind": "u"}, "Point 2 has a denominator of -1"),
        ({"values": [1, -3], "kind": "c"}, "Point 2 is -3"),
        ({"values": [1, 3], "freeze": 0}, "A baseline is 1 point or more"),
        ({"values": [1], "denominators": [2], "kind": "p", "centre": 1.5}, "1.5 cannot be the centre of a p chart"),
    ],
)
def test_what_cannot_be_meant_is_refused(arguments, sentence) -> None:
    with pytest.raises(ValueError, match=sentence):
        control_chart(**arguments)
