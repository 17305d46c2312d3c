"""Control charts: the limits within which a stable process keeps, and the points outside."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from nicbook.evidence.moving_range import mean, mean_moving_range
from nicbook.evidence.series import Number, check_freeze, is_there, parts

Kind = Literal["i", "p", "pp", "u", "up", "c"]
KINDS = ("i", "p", "pp", "u", "up", "c")

_D2 = 1.128
"""The mean distance of two values from a normal distribution, in standard deviations."""


@dataclass(frozen=True, slots=True)
class ControlChart:
    """A control chart, point by point; all four are as long as the series, in the unit of the points drawn."""

    values: tuple[float | None, ...]
    """The points as drawn: the values, or where there are denominators the values by them."""
    centre: tuple[float | None, ...]
    lower: tuple[float | None, ...]
    """None where there are no limits: no moving range to go by, or a point that is missing in p and u charts."""
    upper: tuple[float | None, ...]
    signals: tuple[bool, ...]
    """Whether the point lies strictly outside its limits; also of excluded points."""


@dataclass(frozen=True, slots=True)
class _Points:
    """The points of one part; `base` are the positions that centre and limits are taken from."""

    counts: list[float | None]
    sizes: list[float | None]
    values: list[float | None]
    base: list[int]


def control_chart(
    values: Sequence[Number | None],
    denominators: Sequence[Number | None] | None = None,
    *,
    kind: Kind = "i",
    centre: Number | None = None,
    freeze: int | None = None,
    splits: Iterable[int] = (),
    exclude: Iterable[int] = (),
    screen: bool = False,
) -> ControlChart:
    """Centre and 3-sigma limits for any number of points, as in qicharts2 (Shewhart; Montgomery; Mohammed et al. 2008).

    `kind`: "i" single values (XmR, the mean ± 3 / 1.128 mean moving ranges); "p" proportions and "u" rates, each point
    with limits of its own; "pp" and "up" the same where denominators are large (Laney 2002); "c" counts.
    `values`: single values, or counts that `denominators` go with; None is missing, and so is a point over a
    denominator of None or 0. A missing value gives no moving range on either side.
    `centre`: a centre line that is known. `freeze`, `splits`, `exclude`: as in `run_chart`.
    `screen`: leave moving ranges over 3.267 of their mean out and take the mean again (Nelson 1982).

    Limits are clipped to what is possible: 0 and, for proportions, 1. Raises ValueError where the arguments do not fit
    each other, a count is negative, or a numerator is larger than its denominator.
    """
    if kind not in KINDS:
        raise ValueError(f"A control chart is one of {', '.join(KINDS)}, not “{kind}”.")
    check_freeze(freeze)
    least = -math.inf if kind == "i" else 0.0
    most = 1.0 if kind in ("p", "pp") else math.inf
    if centre is not None and not least <= centre <= most:
        raise ValueError(f"{centre} cannot be the centre of a {kind} chart.")
    counts, sizes = _checked(values, denominators, kind)
    rates = [count if size is None or count is None else count / size for count, size in zip(counts, sizes, strict=True)]
    splits, excluded = tuple(splits), frozenset(exclude)
    last_of_baseline = len(rates) if freeze is None or splits else freeze
    middle: list[float | None] = []
    spreads: list[float | None] = []
    for part in parts(len(rates), splits):
        here = slice(part.start, part.stop)
        base = [at - part.start for at in part if at < last_of_baseline and at + 1 not in excluded]
        points = _Points(counts[here], sizes[here], rates[here], base)
        line = _centre(points, kind) if centre is None else float(centre)
        middle += [line] * len(part)
        spreads += [None] * len(part) if line is None else _sigmas(points, kind, line, screen)
    lower, upper = [], []
    for line, sigma in zip(middle, spreads, strict=True):
        lower.append(None if sigma is None else max(line - 3 * sigma, least))
        upper.append(None if sigma is None else min(line + 3 * sigma, most))
    signals = tuple(
        value is not None and low is not None and not low <= value <= high
        for value, low, high in zip(rates, lower, upper, strict=True)
    )
    return ControlChart(tuple(rates), tuple(middle), tuple(lower), tuple(upper), signals)


def _checked(
    values: Sequence[Number | None], denominators: Sequence[Number | None] | None, kind: Kind
) -> tuple[list[float | None], list[float | None]]:
    """Counts and sizes as floats, None in both where either is missing."""
    counts = [float(value) if is_there(value) else None for value in values]
    if denominators is None:
        if kind not in ("i", "c"):
            raise ValueError(f"A {kind} chart needs denominators.")
        sizes: list[float | None] = [None] * len(counts)
    elif kind == "c":
        raise ValueError("A c chart is of counts alone; with denominators it is a u chart.")
    elif len(denominators) != len(counts):
        raise ValueError(f"There are {len(counts)} values but {len(denominators)} denominators.")
    else:
        sizes = [float(size) if is_there(size) else None for size in denominators]
    for at, (count, size) in enumerate(zip(counts, sizes, strict=True)):
        if kind != "i" and count is not None and count < 0:
            raise ValueError(f"Point {at + 1} is {count:g}, and a count cannot be less than 0.")
        if size is not None and size < 0:
            raise ValueError(f"Point {at + 1} has a denominator of {size:g}, and that cannot be less than 0.")
        if count and size is not None and (size == 0 or (kind in ("p", "pp") and count > size)):
            raise ValueError(f"Point {at + 1} is {count:g} of {size:g}, which cannot be.")
        if denominators is not None and (count is None or not size):
            counts[at] = sizes[at] = None
    return counts, sizes


def _centre(points: _Points, kind: Kind) -> float | None:
    there = [at for at in points.base if points.values[at] is not None]
    if not there:
        return None
    if kind in ("i", "c"):
        return mean([points.values[at] for at in there])
    return math.fsum(points.counts[at] for at in there) / math.fsum(points.sizes[at] for at in there)


def _sigmas(points: _Points, kind: Kind, centre: float, screen: bool) -> list[float | None]:
    """The standard deviation of each point; None where there is none."""
    if kind == "i":
        distance = mean_moving_range([points.values[at] for at in points.base], screen=screen)
        return [None if distance is None else distance / _D2] * len(points.values)
    if kind == "c":
        return [math.sqrt(centre)] * len(points.values)
    variance = centre * (1 - centre) if kind in ("p", "pp") else centre
    sigmas = [None if size is None else math.sqrt(variance / size) for size in points.sizes]
    if kind in ("p", "u"):
        return sigmas
    scores = [(points.values[at] - centre) / sigmas[at] if sigmas[at] else None for at in points.base]
    distance = mean_moving_range(scores, screen=screen)
    return [None if sigma is None or distance is None else sigma * distance / _D2 for sigma in sigmas]
