"""Run charts by the Anhøj rules: whether a series varies more than by chance around its median."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from math import comb, log2

from nicbook.evidence.series import (
    ENOUGH,
    Better,
    Number,
    Stretch,
    Verdict,
    check_better,
    fewest_by_chance,
    longest,
    overall,
    stretches,
    verdict,
)


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a run chart, with a centre line and a test of its own."""

    first: int
    """The position of its first point, from 1."""
    last: int
    centre: float | None
    """The median, in the unit of the values; None where the baseline is empty."""
    useful: int
    """How many points are neither missing, nor excluded, nor exactly on the centre line."""
    longest_run: int | None
    """The most useful points in a row on one side; None, like the three below, where none is useful."""
    longest_run_limit: int | None
    """More than this is a signal: round(log2(useful)) + 3 (Schilling 2012)."""
    crossings: int | None
    """How often the line from point to point crosses the centre."""
    crossings_limit: int | None
    """Fewer than this is a signal: the 5 percent point of Binomial(useful - 1, 1/2) (Chen 2010)."""
    signal: bool | None
    """None under 10 useful points."""


@dataclass(frozen=True, slots=True)
class RunChart:
    """What the rules find in a series."""

    parts: tuple[Part, ...]
    """At least one."""
    signal: bool | None
    """Whether any part has a signal; None where no part has enough points to tell."""
    verdict: Verdict
    """In words: which way the last part went, judged by the direction wanted, or that it has too few points, even where
    `signal` tells of an earlier part."""


def run_chart(
    values: Sequence[Number | None],
    *,
    centre: Number | None = None,
    freeze: int | None = None,
    splits: Iterable[int] = (),
    exclude: Iterable[int] = (),
    better: Better | None = None,
) -> RunChart:
    """The Anhøj rules on a series (Anhøj & Olesen 2014; Anhøj & Wentzel-Larsen 2018), as in qicharts2.

    `values`: one number per point in the order of time, in any unit; None is missing. Fractions make ties exact.
    `centre`: a centre line that is known, in place of the median.
    `freeze`: the median is of the first so many points; not with `splits`, which go before it.
    `splits`: the last position, from 1, of each part; `exclude`: positions, from 1, that neither count nor are tested.
    `better`: the direction that is wanted.

    Raises ValueError where `freeze` or `better` cannot be meant.
    """
    check_better(better)
    found = stretches(values, centre=centre, freeze=freeze, splits=splits, exclude=exclude)
    tested = tuple(_part(stretch) for stretch in found)
    signals = [part.signal for part in tested]
    return RunChart(tested, overall(signals), verdict(signals, found[-1], better))


def _part(stretch: Stretch) -> Part:
    above = stretch.above
    useful = len(above)
    centre = None if stretch.centre is None else float(stretch.centre)
    if useful == 0:
        return Part(stretch.first, stretch.last, centre, 0, None, None, None, None, None)
    run, crossings = longest(above), sum(left != right for left, right in pairwise(above))
    run_limit, crossings_limit = _limits(useful)
    signal = run > run_limit or crossings < crossings_limit if useful >= ENOUGH else None
    return Part(stretch.first, stretch.last, centre, useful, run, run_limit, crossings, crossings_limit, signal)


def _limits(useful: int) -> tuple[int, int]:
    return round(log2(useful)) + 3, fewest_by_chance(useful - 1)


@lru_cache(maxsize=None)
def chance_of_signal(useful: int) -> float:
    """The chance, from 0 to 1, that noise alone gives a signal around its own median; 0 under 10 useful points.

    Exact, by counting the orders of as many points above as below that are without a signal. A centre taken from a short
    baseline gives false signals more often.
    """
    if useful < ENOUGH:
        return 0.0
    run_limit, crossings_limit = _limits(useful)
    above = useful // 2
    quiet = 0
    for runs in range(max(crossings_limit + 1, 2), useful + 1):
        more, fewer = _ways(above, runs - runs // 2, run_limit), _ways(useful - above, runs // 2, run_limit)
        quiet += more * fewer
        more, fewer = _ways(useful - above, runs - runs // 2, run_limit), _ways(above, runs // 2, run_limit)
        quiet += more * fewer
    return 1 - quiet / comb(useful, above)


def _ways(points: int, runs: int, longest_run: int) -> int:
    """In how many ways so many points can be divided into runs of 1 to `longest_run`."""
    over = range(min(runs, (points - runs) // longest_run) + 1)
    return sum((-1) ** j * comb(runs, j) * comb(points - j * longest_run - 1, runs - 1) for j in over)
