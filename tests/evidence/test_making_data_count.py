"""The rules of Making Data Count by its own acceptance data, and against every window of the series."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nicbook.evidence import making_data_count

from .reference import load

DIRECTIONS = {"up": "higher", "down": "lower", "neither": None}
VALUES = st.lists(st.none() | st.integers(0, 12), max_size=32)


@pytest.mark.parametrize("case", load("mdc_xmr")["cases"], ids=lambda case: case["id"])
def test_reference(case) -> None:
    options, expected = case["options"], case["expected"]
    chart = making_data_count(
        case["input"]["y"],
        better=DIRECTIONS[options["improvement_direction"]],
        recalculate_after=options["recalculate_after"],
        baseline=options["baseline_points"],
        shift=options["shift_points"],
        trend=options["trend_points"],
    )
    skipped = case.get("suspect_points_1based", ())
    for at, (found, colour) in enumerate(zip(chart.colours, expected["colours"], strict=True), 1):
        assert found == colour or at in skipped, f"point {at}"
    if "mean" in expected:
        figures = (chart.centre[0], chart.lower[0], chart.upper[0])
        assert [round(figure, expected["places"]) for figure in figures] == [
            expected["mean"],
            expected["lower"],
            expected["upper"],
        ]


@given(
    VALUES,
    st.sampled_from(["higher", "lower", None]),
    st.lists(st.integers(-1, 35), max_size=2),
    st.none() | st.integers(1, 35),
    st.integers(2, 8),
    st.integers(2, 8),
)
def test_as_a_slow_reading_of_the_rules_has_it(values, better, recalculate_after, baseline, shift, trend) -> None:
    chart = making_data_count(
        values, better=better, recalculate_after=recalculate_after, baseline=baseline, shift=shift, trend=trend
    )
    assert list(chart.colours) == _slowly(values, chart, better, shift, trend)


def _slowly(values, chart, better, shift, trend):
    there = [at for at, value in enumerate(values) if value is not None]
    colours = ["grey"] * len(values)
    if len(there) < 13:
        return colours
    sides, zones = [], []
    for at in there:
        value, centre, upper = values[at], chart.centre[at], chart.upper[at]
        sides.append(0 if centre is None or value == centre else 1 if value > centre else -1)
        sigma = None if upper is None else (upper - centre) / 3
        away = 0 if sigma is None else abs(value - centre)
        zones.append(0 if sigma is None or away <= 2 * sigma else 3 if away > upper - centre else 2)
    seen = [values[at] for at in there]
    for number, at in enumerate(there):
        found = {sides[number]} if zones[number] == 3 else set()
        for start in range(len(there) - shift + 1):
            window = sides[start : start + shift]
            if start <= number < start + shift and len(set(window)) == 1 and window[0]:
                found.add(window[0])
        for start in range(len(there) - trend + 1):
            window = seen[start : start + trend]
            if start <= number < start + trend and len(set(window)) == trend:
                found |= {1} if window == sorted(window) else {-1} if window == sorted(window)[::-1] else set()
        for start in range(len(there) - 2):
            window = range(start, start + 3)
            if number in window and zones[number] == 2 and len({sides[i] for i in window}) == 1:
                if [zones[i] for i in window].count(2) >= 2:
                    found.add(sides[number])
        if found:
            wanted = {"higher": 1, "lower": -1, None: 0}[better]
            colours[at] = "purple" if better is None else "blue" if wanted in found else "orange"
    return colours


@given(VALUES, st.integers(1, 30))
def test_upside_down_the_colours_are_the_same(values, split) -> None:
    turned = [None if value is None else -value for value in values]
    one = making_data_count(values, better="higher", recalculate_after=[split])
    assert making_data_count(turned, better="lower", recalculate_after=[split]).colours == one.colours


def test_the_verdict_is_the_colour_of_the_last_point() -> None:
    noise = [20, 24, 20, 26, 22, 16, 18, 16, 24, 28, 19, 26, 20, 19, 18]
    assert making_data_count(noise, better="higher").verdict == "no signal"
    assert making_data_count([*noise, 60], better="higher").verdict == "better"
    assert making_data_count([*noise, 60], better="lower").verdict == "worse"
    assert making_data_count([*noise, 60], better=None).verdict == "changed"
    assert making_data_count([*noise, 60, None], better="higher").verdict == "better"
    assert making_data_count([*noise, 60, 21], better="higher").signal is False
    assert making_data_count(noise[:12], better="higher").signal is None


def test_under_13_points_there_is_a_mean_and_no_limits() -> None:
    chart = making_data_count([20, 24, 20, None], better="higher")
    assert chart.centre == (64 / 3,) * 4
    assert chart.lower == chart.upper == (None,) * 4
    assert chart.verdict == "too few points to tell"


def test_a_baseline_goes_before_recalculations() -> None:
    values = [16, 24, 22, 19, 19, 18, 24, 25, 18, 17, 16, 25, 15, 23, 19, 35, 32, 35, 31, 27, 33]
    chart = making_data_count(values, better="higher", baseline=15)
    assert chart == making_data_count(values, better="higher", baseline=15, recalculate_after=[10])
    assert set(chart.centre) == {20}


def test_what_cannot_be_meant_is_refused() -> None:
    for wrong in ({"better": "up"}, {"better": None, "baseline": 0}, {"better": None, "shift": 1}):
        with pytest.raises(ValueError):
            making_data_count([1, 2], **wrong)
