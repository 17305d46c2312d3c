"""How far one series of values moved from before a change to after it, and whether that is clear by itself."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import fmean, variance
from typing import Literal

from nicbook.evidence.points import Point
from nicbook.evidence.run_chart import run_chart
from nicbook.evidence.series import ENOUGH, Better
from nicbook.evidence.sides import Sides, season_of
from nicbook.evidence.t_distribution import two_sided_quantile
from nicbook.records.measure import Measure

Outcome = Literal[
    "clearly better", "clearly worse", "no difference", "too close to tell", "too few points to tell", "no data"
]
"""What can be said of one site. `no difference`: it moved, and so did what it is compared with."""

CONFIDENCE = 0.95


@dataclass(frozen=True, slots=True)
class Shift:
    """How far one series moved."""

    before: tuple[Point, ...]
    after: tuple[Point, ...]
    means: tuple[float, float]
    difference: float
    variance: float
    degrees: int
    outcome: Outcome
    was_moving: bool = False
    """Whether there was a signal before."""
    slope_before: float | None = None
    """How fast the values rose before, in the unit a day; None of seasons, or where all are of one day."""
    was_on_its_way: bool = False
    """Whether that slope leads to the side on which the values are now, and leaves out 0. 1 in 40 does so by chance."""
    has_signal: bool = True
    """Whether the run chart of all these values has a signal; True of seasons, where none is asked for."""

    @property
    def is_precise(self) -> bool:
        """A bound is no figure, and values that never differ say nothing of how far chance moves them."""
        return self.variance > 0 and all((point.low, point.high) == (None, None) for point in (*self.before, *self.after))


def shift_of(sides: Sides, measure: Measure) -> Shift | None:
    """None where there are too few values."""
    if not sides.are_enough:
        return None
    return (_shift_of_seasons if measure.seasonal else _shift_of_all)(sides.before, sides.after, measure)


def _shift_of_all(before: tuple[Point, ...], after: tuple[Point, ...], measure: Measure) -> Shift | None:
    first, last = [float(point.value) for point in before], [float(point.value) for point in after]
    exact = [point.value for point in (*before, *after)]
    chart = run_chart(exact, freeze=len(before) if len(before) >= ENOUGH else None)
    if chart.signal is None:
        return None
    means = fmean(first), fmean(last)
    difference = means[1] - means[0]
    scatter = variance(first) / len(first), variance(last) / len(last)
    spread = max(sum(scatter), _of_counts(before, measure) + _of_counts(after, measure))
    degrees = _degrees(scatter, (len(first), len(last)))
    was_moving = bool(run_chart(exact[: len(before)]).signal)
    latest = last[-10:]
    beyond = sum((value - means[0]) * difference > 0 for value in latest)
    is_clear = (
        chart.signal
        and not was_moving
        and abs(difference) > two_sided_quantile(CONFIDENCE, degrees) * math.sqrt(spread)
        and 3 * beyond >= 2 * len(latest)
    )
    outcome = named(difference, measure.better) if is_clear else "too close to tell"
    slope, error = _slope([point.day.toordinal() for point in before], first) or (None, 0.0)
    was_on_its_way = slope is not None and (
        slope * difference > 0 and abs(slope) > two_sided_quantile(CONFIDENCE, len(first) - 2) * error
    )
    return Shift(before, after, means, difference, spread, degrees, outcome, was_moving, slope, was_on_its_way, chart.signal)


def _shift_of_seasons(before: tuple[Point, ...], after: tuple[Point, ...], measure: Measure) -> Shift | None:
    """Each part of the year against itself: what differs from month to month in every year then says nothing.

    A change is clear by the sign test of these differences, at 5 percent on both sides together, where the interval leaves
    out 0 too; not where the last year before already differed in that way from the years before it, nor where there is one
    year only before: nothing then tells how far one year's students differ from another's (in simulations with such
    cohorts more than half of the results without an effect would be called clear). None for fewer than two parts of the
    year.
    """
    seasons = sorted({season_of(point) for point in before})
    if len(seasons) < 2:
        return None
    means = [tuple(_mean_in(side, season) for side in (before, after)) for season in seasons]
    differences = [later - earlier for earlier, later in means]
    difference = fmean(differences)
    spread = max(variance(differences) / len(differences), _of_counts(before, measure) + _of_counts(after, measure))
    was_moving = _goes_one_way(_last_year_against_earlier(before, seasons))
    has_two_years = all(sum(season_of(point) == season for point in before) > 1 for season in seasons)
    is_clear = (
        has_two_years
        and _goes_one_way(differences)
        and not was_moving
        and abs(difference) > two_sided_quantile(CONFIDENCE, len(seasons) - 1) * math.sqrt(spread)
    )
    outcome = named(difference, measure.better) if is_clear else "too close to tell"
    both = fmean(earlier for earlier, _ in means), fmean(later for _, later in means)
    return Shift(before, after, both, difference, spread, len(seasons) - 1, outcome, was_moving)


def _last_year_against_earlier(points: Sequence[Point], seasons: Iterable[tuple[int, int]]) -> list[float]:
    """How far the last value of each part of the year lies from the mean of those before it, where there are any."""
    found = []
    for season in seasons:
        *earlier, last = [float(point.value) for point in points if season_of(point) == season]
        if earlier:
            found.append(last - fmean(earlier))
    return found


def _goes_one_way(differences: Iterable[float]) -> bool:
    """The sign test at 5 percent: whether so few going the other way are rarer than 1 in 40, on either side."""
    signs = [each > 0 for each in differences if each]
    fewer = min(sum(signs), len(signs) - sum(signs))
    return 40 * sum(math.comb(len(signs), each) for each in range(fewer + 1)) <= 2 ** len(signs)


def _degrees(scatter: tuple[float, float], points: tuple[int, int]) -> int:
    """Of freedom, after Welch and Satterthwaite: four values on one side tell little of chance, however many the other has."""
    if not any(scatter):
        return sum(points) - 2
    parts = (each**2 / (many - 1) for each, many in zip(scatter, points, strict=True))
    return int(sum(scatter) ** 2 / math.fsum(parts) + 1e-9)


def _mean_in(points: Iterable[Point], season: tuple[int, int]) -> float:
    return fmean(float(point.value) for point in points if season_of(point) == season)


def _of_counts(points: Sequence[Point], measure: Measure) -> float:
    """The variance of the mean of these values that follows from the counts behind them: of shares the binomial one, of
    rates of events the Poisson one; 0 where a page may not show the counts, or there are none."""
    if not all(point.shows_counts and point.denominator for point in points):
        return 0.0
    if measure.definition.unit == "percent":
        each = (float(point.value) * (100 - float(point.value)) / point.denominator for point in points)
    elif measure.definition.unit == "rate":
        each = (float(point.value) / point.denominator for point in points)
    else:
        return 0.0
    return math.fsum(each) / len(points) ** 2


def _slope(days: Sequence[int], values: Sequence[float]) -> tuple[float, float] | None:
    """The slope of the straight line through these values and its standard error; None where all are of one day."""
    middle = fmean(days)
    spread = math.fsum((day - middle) ** 2 for day in days)
    if not spread or len(days) < 3:
        return None
    slope = math.fsum((day - middle) * value for day, value in zip(days, values, strict=True)) / spread
    level = fmean(values)
    rest = math.fsum((value - level - slope * (day - middle)) ** 2 for day, value in zip(days, values, strict=True))
    return slope, math.sqrt(rest / (len(days) - 2) / spread)


def named(difference: float, better: Better) -> Outcome:
    return "clearly better" if (difference > 0) == (better == "higher") else "clearly worse"
