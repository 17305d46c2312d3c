"""The Anhøj rules by the reference cases, against a slow reading of them, and by what must not matter."""

from __future__ import annotations

import re
from fractions import Fraction
from itertools import combinations
from math import comb, log2
from statistics import median

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nicbook.evidence import chance_of_signal, run_chart
from nicbook.evidence.series import fewest_by_chance

from .reference import are_near, load

VALUES = st.lists(st.none() | st.integers(-4, 4), max_size=40)
POSITIONS = st.lists(st.integers(-2, 45), max_size=4)
STEP = [12, 14, 11, 13, 15, 12, 10, 14, 13, 11, 12, 14, 19, 21, 18, 20, 22, 19, 20, 18, 21, 23, 19, 20]


@pytest.mark.parametrize("case", load("run_charts")["cases"], ids=lambda case: case["id"])
def test_reference(case) -> None:
    options, expected = case["options"], case["expected"]["parts"]
    chart = run_chart(
        _values(case),
        centre=options.get("cl"),
        freeze=options.get("freeze"),
        splits=options.get("part", ()),
        exclude=options.get("exclude", ()),
    )
    for part, reference in zip(chart.parts, expected, strict=True):
        assert part.useful == reference["n_useful"]
        assert are_near(part.centre, reference["centre"])
        assert part.longest_run == reference["longest_run"]
        assert part.longest_run_limit == reference["longest_run_max"]
        assert part.crossings == reference["n_crossings"]
        assert part.crossings_limit == reference["n_crossings_min"]
        if part.useful < 10:
            assert part.signal is None
        elif options["method"] == "anhoej":
            assert part.signal == reference["runs_signal"]


def _values(case):
    given_ = case["input"]
    if "x" in given_:
        return case["expected"]["points"]["y"]
    if "n" not in given_:
        return given_["y"]
    pairs = zip(given_["y"], given_["n"], strict=True)
    return [None if count is None or not size else Fraction(count) / Fraction(size) for count, size in pairs]


def _slowly(values, centre):
    """The same from a string of signs: useful, longest run, crossings, signal."""
    signs = "".join("+" if value > centre else "-" for value in values if value is not None and value != centre)
    if not signs:
        return 0, None, None, None
    runs = re.findall(r"\++|-+", signs)
    useful, longest, crossings = len(signs), max(map(len, runs)), len(runs) - 1
    limit = next(x for x in range(useful) if sum(comb(useful - 1, i) for i in range(x + 1)) / 2 ** (useful - 1) >= 0.05)
    signal = longest > round(log2(useful)) + 3 or crossings < limit
    return useful, longest, crossings, signal if useful >= 10 else None


@given(VALUES, POSITIONS, POSITIONS, st.none() | st.integers(1, 45), st.none() | st.integers(-2, 2))
def test_as_a_slow_reading_of_the_rules_has_it(values, splits, exclude, freeze, centre) -> None:
    chart = run_chart(values, centre=centre, freeze=freeze, splits=splits, exclude=exclude)
    kept = [None if at in exclude else value for at, value in enumerate(values, 1)]
    ends = [at for at in range(1, len(values)) if at in splits] + [len(values)]
    assert [part.last for part in chart.parts] == ends
    assert [part.first for part in chart.parts] == [1, *(end + 1 for end in ends[:-1])]
    for part in chart.parts:
        inside = kept[part.first - 1 : part.last]
        base = [value for value in (inside if splits or freeze is None else inside[:freeze]) if value is not None]
        line = centre if centre is not None else median(base) if base else None
        assert part.centre == line
        if line is None:
            assert (part.useful, part.longest_run, part.crossings, part.signal) == (0, None, None, None)
        else:
            assert (part.useful, part.longest_run, part.crossings, part.signal) == _slowly(inside, line)


@given(VALUES, st.integers(0, 40), st.sampled_from(["higher", "lower", None]))
def test_a_missing_point_changes_nothing(values, at, better) -> None:
    with_gap = run_chart([*values[:at], None, *values[at:]], better=better)
    without = run_chart(values, better=better)
    assert _figures(with_gap) == _figures(without)
    assert with_gap.verdict == without.verdict


@given(VALUES, st.fractions(Fraction(1, 50), 50), st.integers(-9, 9))
def test_the_unit_changes_nothing(values, factor, more) -> None:
    moved = [None if value is None else value * factor + more for value in values]
    assert _figures(run_chart(moved)) == _figures(run_chart(values))


@given(VALUES)
def test_backwards_and_upside_down_the_counts_are_the_same(values) -> None:
    assert _figures(run_chart(values[::-1])) == _figures(run_chart(values))
    upside_down = run_chart([None if value is None else -value for value in values], better="lower")
    assert _figures(upside_down) == _figures(run_chart(values))
    assert upside_down.verdict == run_chart(values, better="higher").verdict


def _figures(chart):
    fields = ("useful", "longest_run", "longest_run_limit", "crossings", "crossings_limit", "signal")
    return [tuple(getattr(part, field) for field in fields) for part in chart.parts], chart.signal


@given(st.lists(st.integers(0, 6), min_size=1, max_size=40), st.data())
def test_a_split_makes_of_each_part_a_chart_of_its_own(values, data) -> None:
    split = data.draw(st.integers(1, len(values)))
    chart = run_chart(values, splits=(split,), freeze=3)
    alone = [run_chart(part) for part in (values[:split], values[split:]) if part]
    assert [part.centre for part in chart.parts] == [one.parts[0].centre for one in alone]
    assert [part.signal for part in chart.parts] == [one.signal for one in alone]


def test_ties_of_counts_are_exact() -> None:
    # The median of 1 in 10 and 2 in 10 is 3 in 20, which floats miss.
    shares = [(1, 10), (2, 10)] * 5
    assert run_chart([count / size for count, size in shares] + [3 / 20], freeze=10).parts[0].useful == 11
    exact = run_chart([Fraction(count, size) for count, size in shares] + [Fraction(3, 20)], freeze=10)
    assert exact.parts[0].useful == 10
    assert exact.parts[0].centre == 0.15


def test_what_is_not_finite_is_missing() -> None:
    assert _figures(run_chart([float("nan"), 1, float("inf"), 2, 3])) == _figures(run_chart([1, 2, 3]))


@pytest.mark.parametrize("values", [[], [None] * 12, [5] * 30, [1, 2, 3, 4, 5, 6, 7, 8, 9]])
def test_too_few_points_are_never_a_verdict(values) -> None:
    chart = run_chart(values, better="higher")
    assert chart.signal is None
    assert chart.verdict == "too few points to tell"


def test_a_baseline_without_values_has_no_centre() -> None:
    chart = run_chart([None, 3, *STEP], freeze=2, exclude=[2])
    assert chart.parts[0].centre is None
    assert chart.verdict == "too few points to tell"


def test_a_baseline_longer_than_the_series_is_the_series() -> None:
    assert run_chart(STEP, freeze=99, better="higher") == run_chart(STEP, better="higher")


@pytest.mark.parametrize("options", [{}, {"freeze": 12}, {"centre": 16}], ids=str)
@pytest.mark.parametrize(("better", "verdict"), [("higher", "better"), ("lower", "worse"), (None, "changed")])
def test_the_direction_wanted_decides_what_a_signal_is_called(options, better, verdict) -> None:
    values = STEP if "centre" not in options else [value + 6 for value in STEP]
    chart = run_chart(values, better=better, **options)
    assert chart.signal is True
    assert chart.verdict == verdict


def test_a_rise_that_does_not_last_is_no_improvement() -> None:
    low, high = [10, 11, 9, 10, 12, 8], [20, 21, 19, 22, 20, 21, 18, 20, 22, 21, 19, 20]
    chart = run_chart([*low, *high, *low], better="higher")
    assert chart.signal is True
    assert chart.verdict == "changed"
    assert run_chart([*low, *low, *high, *high[:2], *low, *low], freeze=12, better="higher").verdict == "changed"


def test_noise_is_no_signal() -> None:
    chart = run_chart([41, 53, 39, 50, 45, 51, 44, 52, 47, 42, 54, 57, 46, 38, 49, 56], better="higher")
    assert chart.signal is False
    assert chart.verdict == "no signal"


def test_over_several_parts_a_signal_counts_and_the_last_part_has_the_word() -> None:
    noise = [41, 53, 39, 50, 45, 51, 44, 52, 47, 42, 54, 57, 46, 38, 49, 56]
    few = noise[:5]
    assert run_chart(noise + noise, splits=[16]).signal is False
    assert run_chart(few + noise, splits=[5]).signal is False
    since = run_chart(noise + few, splits=[16])
    assert (since.signal, since.verdict) == (False, "too few points to tell")
    assert run_chart(few + few, splits=[5]).signal is None
    rising = run_chart(noise + STEP, splits=[16], better="higher")
    assert (rising.signal, rising.verdict) == (True, "better")
    earlier = run_chart(STEP + noise, splits=[24], better="higher")
    assert (earlier.signal, earlier.verdict) == (True, "changed")


def test_what_cannot_be_meant_is_refused() -> None:
    with pytest.raises(ValueError, match="A baseline is 1 point or more, not 0"):
        run_chart(STEP, freeze=0)
    with pytest.raises(ValueError, match="not “up”"):
        run_chart(STEP, better="up")


@pytest.mark.parametrize("tosses", [0, 1, 4, 5, 9, 23, 99, 1000])
def test_five_percent_point(tosses) -> None:
    few = fewest_by_chance(tosses)
    together = [Fraction(sum(comb(tosses, i) for i in range(heads + 1)), 2**tosses) for heads in range(few + 1)]
    assert together[-1] >= Fraction(1, 20)
    assert all(chance < Fraction(1, 20) for chance in together[:-1])


@pytest.mark.parametrize("useful", range(8, 15))
def test_chance_of_a_signal_by_trying_every_order(useful) -> None:
    orders = list(combinations(range(useful), useful // 2))
    signals = 0
    for above in orders:
        signals += run_chart([1 if at in above else -1 for at in range(useful)], centre=0).signal is True
    assert chance_of_signal(useful) == pytest.approx(signals / len(orders), abs=1e-12)


def test_of_24_points_of_noise_3_in_100_give_a_signal() -> None:
    assert round(100 * chance_of_signal(24)) == 3


@given(st.integers(10, 300))
def test_a_chance_is_a_chance(useful) -> None:
    assert 0 < chance_of_signal(useful) < 0.1
