"""The rules of Perla et al., against every window of the series."""

from __future__ import annotations

from statistics import median

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nicbook.evidence import perla, run_chart


@given(st.lists(st.integers(-4, 4), min_size=1, max_size=30))
def test_as_a_slow_reading_of_the_rules_has_it(values) -> None:
    part = perla(values).parts[0]
    middle = median(values)
    sides = [value > middle for value in values if value != middle]
    changing = [values[0], *(right for left, right in zip(values, values[1:]) if left != right)]
    has_shift = any(len(set(sides[at : at + 6])) == 1 for at in range(len(sides) - 5))
    has_trend = False
    for at in range(len(changing) - 4):
        window = changing[at : at + 5]
        has_trend |= window in (sorted(window), sorted(window, reverse=True))
    assert part.useful == len(sides)
    assert part.signal == ((has_shift or has_trend) if len(sides) >= 10 else None)
    assert (part.longest_run >= 6) == has_shift
    assert (part.longest_trend >= 5) == has_trend


@given(st.lists(st.none() | st.integers(-4, 4), max_size=30), st.integers(1, 30), st.lists(st.integers(1, 30), max_size=3))
def test_parts_and_centre_are_those_of_a_run_chart(values, freeze, places) -> None:
    ours = perla(values, freeze=freeze, splits=places, exclude=places).parts
    theirs = run_chart(values, freeze=freeze, splits=places, exclude=places).parts
    for one, other in zip(ours, theirs, strict=True):
        assert (one.first, one.last, one.centre, one.useful) == (other.first, other.last, other.centre, other.useful)


@pytest.mark.parametrize(("better", "verdict"), [("higher", "better"), ("lower", "worse"), (None, "changed")])
def test_verdict(better, verdict) -> None:
    assert perla(list(range(12)), better=better).verdict == verdict
    assert perla([], better=better).verdict == "too few points to tell"
