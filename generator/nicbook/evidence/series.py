"""A series of points as all run charts read it: its parts, their centre lines, and on which side of them points lie.

Values are numbers in any unit, and None (or what is not finite) where one is missing. Comparisons are exact, so that
counts are best handed over as `Fraction(numerator, denominator)`: two thirds then is two thirds on both sides.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from itertools import groupby, pairwise
from statistics import median
from typing import Literal

Number = float | Fraction
Better = Literal["higher", "lower"]
"""Which direction is wanted."""
Verdict = Literal["better", "worse", "changed", "no signal", "too few points to tell"]
"""What a chart says, in words. A signal is an improvement only where the later points lie on the side that is wanted;
"changed" is a signal that has no side, or of which nobody has said what is wanted."""

ENOUGH = 10
"""The least useful observations for a verdict (Anhøj & Olesen 2014; Perla et al. 2011)."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """One part of a series: its points from `first` to `last`, counted from 1."""

    first: int
    last: int
    values: tuple[Number, ...]
    """What is neither missing nor excluded."""
    centre: Number | None
    """None where there is nothing to take the median of."""
    above: tuple[bool, ...]
    """The useful observations, those not on the centre line: whether each lies above it."""
    later: tuple[bool, ...]
    """Of these, the ones after the baseline; without a baseline, the second half."""


def stretches(
    values: Sequence[Number | None],
    *,
    centre: Number | None = None,
    freeze: int | None = None,
    splits: Iterable[int] = (),
    exclude: Iterable[int] = (),
) -> tuple[Stretch, ...]:
    """The parts of a series, at least one. The centre of a part is the median of what is in it.

    `freeze` takes the median of the first so many points only, and counts for nothing where there are splits.
    Positions outside the series say nothing (qicharts2). Raises ValueError where `freeze` is not 1 or more.
    """
    splits, excluded = tuple(splits), frozenset(exclude)
    check_freeze(freeze)
    frozen = freeze if freeze is not None and not splits and centre is None else None
    found: list[Stretch] = []
    for part in parts(len(values), splits):
        kept = [at for at in part if at + 1 not in excluded and is_there(values[at])]
        base = [values[at] for at in kept if frozen is None or at < frozen]
        line = centre if centre is not None else median(base) if base else None
        useful = [at for at in kept if values[at] != line] if line is not None else []
        above = tuple(values[at] > line for at in useful)
        half = len(above) // 2
        later = above if centre is not None else above[len(above) - half :]
        if frozen is not None and frozen < part.stop:
            later = tuple(values[at] > line for at in useful if at >= frozen)
        found.append(Stretch(part.start + 1, part.stop, tuple(values[at] for at in kept), line, above, later))
    return tuple(found)


def parts(count: int, splits: Iterable[int]) -> list[range]:
    """The positions from 0 of each part, at least one. A split is the last position, from 1, of the part it ends."""
    ends = sorted({split for split in splits if 0 < split < count})
    return [range(start, stop) for start, stop in pairwise((0, *ends, count))]


def is_there(value: Number | None) -> bool:
    return value is not None and math.isfinite(value)


def check_freeze(freeze: int | None) -> None:
    """Raises ValueError where so many points cannot be a baseline."""
    if freeze is not None and freeze < 1:
        raise ValueError(f"A baseline is 1 point or more, not {freeze}.")


def check_better(better: str | None) -> None:
    """Raises ValueError where this is not a direction."""
    if better not in ("higher", "lower", None):
        raise ValueError(f"The direction wanted is “higher”, “lower” or None, not “{better}”.")


def longest(marks: Iterable[object]) -> int:
    """The length of the longest run of equal marks; 0 where there are none."""
    return max((sum(1 for _ in run) for _, run in groupby(marks)), default=0)


@lru_cache(maxsize=None)
def fewest_by_chance(tosses: int) -> int:
    """The 5 percent point of Binomial(tosses, 1/2), exact: fewer heads than this are rarer than 1 in 20."""
    ways = together = 1
    heads = 0
    while 20 * together < 2**tosses:
        ways = ways * (tosses - heads) // (heads + 1)
        together += ways
        heads += 1
    return heads


def overall(signals: Sequence[bool | None]) -> bool | None:
    """Whether any part of a series has a signal; None where no part has enough points to tell."""
    return any(signals) if signals.count(None) < len(signals) else None


def verdict(signals: Sequence[bool | None], last: Stretch, better: Better | None) -> Verdict:
    """What the signals of the parts are called. The last part has the word: earlier ones do not say where things stand.

    Where it has too few points, so has the verdict, whatever earlier parts show. Where it has enough and no signal, a signal
    of an earlier part is "changed".
    """
    if signals[-1] is None:
        return "too few points to tell"
    if not any(signals):
        return "no signal"
    side = _side(last.later) if signals[-1] else None
    if side is None or better is None:
        return "changed"
    return "better" if side == better else "worse"


def _side(later: Sequence[bool]) -> Better | None:
    """The side on which the later points lie, by the sign test at 5 percent; two in three of the last ten are still there.

    Of a step of 1.5 standard deviations that a run chart sees against a baseline of 12 points, 99 in 100 have a side.
    """
    latest = later[-10:]
    few = fewest_by_chance(len(later))
    if later.count(False) < few and 3 * latest.count(True) >= 2 * len(latest):
        return "higher"
    if later.count(True) < few and 3 * latest.count(False) >= 2 * len(latest):
        return "lower"
    return None
