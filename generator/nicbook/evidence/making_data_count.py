"""The XmR chart of NHS England's Making Data Count: points coloured by four rules, the verdict from the last point."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Literal, NamedTuple

from nicbook.evidence.moving_range import mean, mean_moving_range
from nicbook.evidence.series import Better, Number, Verdict, check_better, check_freeze, is_there, parts

Colour = Literal["blue", "orange", "purple", "grey"]
"""Improvement, concern, a change of which nobody has said what is wanted, and chance."""

ENOUGH_FOR_LIMITS = 13
_VERDICTS: dict[Colour, Verdict] = {"blue": "better", "orange": "worse", "purple": "changed", "grey": "no signal"}


@dataclass(frozen=True, slots=True)
class MakingDataCount:
    """The chart point by point, in the unit of the values; limits are None under 13 points, and all points are grey."""

    centre: tuple[float | None, ...]
    """The mean of the part that the point is in."""
    lower: tuple[float | None, ...]
    upper: tuple[float | None, ...]
    colours: tuple[Colour, ...]
    """Grey where a value is missing."""
    signal: bool | None
    """Whether the last point has a colour; None under 13 points."""
    verdict: Verdict
    """What the icon beside the chart says: the colour of the last point in words."""


class _Point(NamedTuple):
    value: float
    side: int
    """1 above the mean, -1 below, 0 on it."""
    beyond: int
    """3 outside the limits, 2 outside 2 sigma, else 0."""


def making_data_count(
    values: Sequence[Number | None],
    *,
    better: Better | None,
    recalculate_after: Iterable[int] = (),
    baseline: int | None = None,
    shift: int = 6,
    trend: int = 6,
) -> MakingDataCount:
    """The rules of the Single Chart Tool v5.0, checked by the Making Data Count team's acceptance data.

    A point outside mean ± 2.66 mean moving ranges; `shift` points in a row on one side of the mean; `trend` points in a
    row that rise or fall; 2 of 3 points on one side beyond 2 sigma but within 3. Where a point is both an improvement and
    a concern, it shows improvement. Rules of several points reach across a recalculation.

    `values`: one number per point in the order of time, in any unit; None is missing: it gives no moving range on either
    side, and the other rules pass over it. `better`: the direction wanted, None for neither.
    `recalculate_after`: the last position, from 1, of each part. `baseline`: mean and limits are of the first so many
    points only, and recalculations are passed over. Raises ValueError where an argument cannot be meant.
    """
    check_better(better)
    check_freeze(baseline)
    if shift < 2 or trend < 2:
        raise ValueError("A shift and a trend are 2 points or more.")
    there = [at for at, value in enumerate(values) if is_there(value)]
    is_enough = len(there) >= ENOUGH_FOR_LIMITS
    lines = _lines(values, recalculate_after, baseline)
    points = [_point(float(values[at]), *lines[at]) for at in there]
    found: list[set[int]] = [set() for _ in points]
    for at, side in _signals(points, shift, trend) if is_enough else ():
        found[at].add(side)
    colours: list[Colour] = ["grey"] * len(values)
    for at, sides in zip(there, found, strict=True):
        colours[at] = _colour(sides, better)
    last = colours[there[-1]] if is_enough else None
    shown = [(centre, sigma if is_enough else None) for centre, sigma in lines]
    return MakingDataCount(
        tuple(centre for centre, _ in shown),
        tuple(None if sigma is None else centre - 3 * sigma for centre, sigma in shown),
        tuple(None if sigma is None else centre + 3 * sigma for centre, sigma in shown),
        tuple(colours),
        None if last is None else last != "grey",
        "too few points to tell" if last is None else _VERDICTS[last],
    )


def _lines(
    values: Sequence[Number | None], recalculate_after: Iterable[int], baseline: int | None
) -> list[tuple[float | None, float | None]]:
    """Mean and sigma at each point, as far as there are any."""
    lines: list[tuple[float | None, float | None]] = []
    for part in parts(len(values), () if baseline else recalculate_after):
        base = values[part.start : part.stop if baseline is None else baseline]
        known = [float(value) if is_there(value) else None for value in base]
        seen = [value for value in known if value is not None]
        distance = mean_moving_range(known)
        lines += [(mean(seen) if seen else None, None if distance is None else 2.66 * distance / 3)] * len(part)
    return lines


def _point(value: float, centre: float | None, sigma: float | None) -> _Point:
    if centre is None:
        return _Point(value, 0, 0)
    side = (value > centre) - (value < centre)
    if sigma is None or abs(value - centre) <= 2 * sigma:
        return _Point(value, side, 0)
    return _Point(value, side, 3 if abs(value - centre) > 3 * sigma else 2)


def _signals(points: Sequence[_Point], shift: int, trend: int) -> Iterator[tuple[int, int]]:
    """Each point that a rule marks, with 1 for high or rising and -1 for low or falling."""
    for at, point in enumerate(points):
        if point.beyond == 3:
            yield at, point.side
    for run, side in _runs([point.side for point in points]):
        if len(run) >= shift:
            yield from ((at, side) for at in run)
    steps = [(right.value > left.value) - (right.value < left.value) for left, right in pairwise(points)]
    for run, side in _runs(steps):
        if len(run) >= trend - 1:
            yield from ((at, side) for at in range(run.start, run.stop + 1))
    for start in range(len(points) - 2):
        three = points[start : start + 3]
        if three[0].side == three[1].side == three[2].side:
            outer = [start + offset for offset, point in enumerate(three) if point.beyond == 2]
            if len(outer) >= 2:
                yield from ((at, points[at].side) for at in outer)


def _runs(sides: Sequence[int]) -> Iterator[tuple[range, int]]:
    """The positions of each run of equal sides, leaving out those on neither."""
    start = 0
    for side, run in groupby(sides):
        stop = start + sum(1 for _ in run)
        if side:
            yield range(start, stop), side
        start = stop


def _colour(sides: set[int], better: Better | None) -> Colour:
    if not sides:
        return "grey"
    if better is None:
        return "purple"
    return "blue" if (1 if better == "higher" else -1) in sides else "orange"
