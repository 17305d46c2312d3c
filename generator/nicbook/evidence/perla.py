"""Run charts by the rules of Perla et al.: quicker to see something than the Anhøj rules, and far oftener wrong."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from nicbook.evidence.series import (
    ENOUGH,
    Better,
    Number,
    Stretch,
    Verdict,
    check_better,
    longest,
    overall,
    stretches,
    verdict,
)

SHIFT = 6
"""So many points in a row on one side of the median are a signal."""
TREND = 5
"""So many points in a row that all rise, or all fall, are a signal."""


@dataclass(frozen=True, slots=True)
class PerlaPart:
    """One part of a run chart, with a centre line and a test of its own; positions count from 1."""

    first: int
    last: int
    centre: float | None
    useful: int
    longest_run: int
    longest_trend: int
    signal: bool | None
    """None under 10 useful points."""


@dataclass(frozen=True, slots=True)
class PerlaChart:
    """What the rules find in a series; signal and verdict are what they are on a `RunChart`."""

    parts: tuple[PerlaPart, ...]
    signal: bool | None
    verdict: Verdict


def perla(
    values: Sequence[Number | None],
    *,
    centre: Number | None = None,
    freeze: int | None = None,
    splits: Iterable[int] = (),
    exclude: Iterable[int] = (),
    better: Better | None = None,
) -> PerlaChart:
    """A shift of 6 points or a trend of 5 (Perla, Provost & Murray 2011). Everything else is as in `run_chart`.

    Points on the median count for no shift; of equal points in a row, one counts for a trend.
    """
    check_better(better)
    found = stretches(values, centre=centre, freeze=freeze, splits=splits, exclude=exclude)
    tested = tuple(_part(stretch) for stretch in found)
    signals = [part.signal for part in tested]
    return PerlaChart(tested, overall(signals), verdict(signals, found[-1], better))


def _part(stretch: Stretch) -> PerlaPart:
    centre = None if stretch.centre is None else float(stretch.centre)
    useful, run = len(stretch.above), longest(stretch.above)
    changing = [value for value, _ in groupby(stretch.values)]
    steps = [left < right for left, right in pairwise(changing)]
    trend = longest(steps) + 1 if changing else 0
    signal = run >= SHIFT or trend >= TREND if useful >= ENOUGH else None
    return PerlaPart(stretch.first, stretch.last, centre, useful, run, trend, signal)
