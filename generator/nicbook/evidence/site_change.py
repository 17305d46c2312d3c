"""What one site's values show of a change: its own before and after, less what happened elsewhere anyway.

By the rules of FIELD, “Across sites”. All is computed from values as a page may show them.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from statistics import fmean, variance
from typing import Literal

from nicbook.evidence.across_sites import Interval
from nicbook.evidence.lines import Line
from nicbook.evidence.points import Point
from nicbook.evidence.run_chart import run_chart
from nicbook.evidence.series import ENOUGH, Better
from nicbook.evidence.t_distribution import two_sided_quantile
from nicbook.records.dates import When
from nicbook.records.measure import Measure

Outcome = Literal[
    "clearly better", "clearly worse", "no difference", "too close to tell", "too few points to tell", "no data"
]
"""What can be said of one site. `no difference`: it moved, and so did what it is compared with."""

LEAST_ON_A_SIDE = 4

_CONFIDENCE = 0.95


@dataclass(frozen=True, slots=True)
class SiteChange:
    """Before and after at one site. Figures are in the measure's unit; None where the points do not allow them."""

    outcome: Outcome
    points_before: int = 0
    points_after: int = 0
    before: float | None = None
    """The mean of the values before; where the season matters, of the parts of the year that are on both sides. Like the
    figures below None where some of the values are shown as a bound."""
    after: float | None = None
    own: float | None = None
    """How far the site's own values moved."""
    elsewhere: float | None = None
    """How far those of its comparison moved; None where there is none to compare with."""
    effect: float | None = None
    """`own` less `elsewhere`; above 0, the values rose."""
    variance: float | None = None
    """Of the effect, in the measure's unit squared: above 0."""
    own_variance: float | None = None
    """That of `own`. The rest comes from the comparison, and sites with the same comparison have it in common."""
    interval: Interval | None = None
    """Of the effect, 95 percent."""
    compared_with: tuple[str, ...] = ()
    """The addresses of the sites that it is compared with."""
    was_moving: bool = False
    """Whether the values, or those that they are compared with, had a signal of their own before the change began: then
    the change need not have made what came after. Under 10 values before, nobody can tell, and it is False."""
    version: str = ""
    """The version of the measure by which the values are counted."""
    is_seasonal: bool = False
    """Whether only the same parts of the school year are compared."""


@dataclass(frozen=True, slots=True)
class _Shift:
    """How far one series moved."""

    before: tuple[Point, ...]
    after: tuple[Point, ...]
    means: tuple[float, float]
    difference: float
    variance: float
    degrees: int
    outcome: Outcome
    was_moving: bool = False

    @property
    def is_precise(self) -> bool:
        """A bound is no figure, and values that never differ say nothing of how far chance moves them."""
        return self.variance > 0 and all((point.low, point.high) == (None, None) for point in (*self.before, *self.after))


def site_change(lines: Iterable[Line], comparisons: Iterable[Line], start: When, measure: Measure) -> SiteChange:
    """The change at a site from a day on.

    `lines` are those of one site and group, one for each version of the measure: values of different versions are never
    compared, so the version with most values on the shorter side tells. Of `comparisons`, those of the same version and
    group count.

    A value about a time in which the change may have begun counts on neither side. Under 10 values, or under 4 on a side:
    too few. Without a comparison, a change is clear where the run chart has a signal, the interval leaves out 0 and two in
    three of the last ten values still lie beyond the mean before. With one, where the interval of the difference leaves
    out 0. Either way nothing is clear where the values, or those of the comparison, were moving before. No difference is
    there where the site moved clearly, and each comparison moved clearly the same way.
    """
    sided = [(line, *_sides(line, start, measure)) for line in lines]
    if not any(before or after for _, before, after in sided):
        return SiteChange("no data", is_seasonal=measure.seasonal)
    line, before, after = max(sided, key=lambda each: (min(len(each[1]), len(each[2])), len(each[1]) + len(each[2])))
    shift = _shift(before, after, measure)
    if shift is None:
        return SiteChange("too few points to tell", len(before), len(after), is_seasonal=measure.seasonal)
    own = SiteChange(
        outcome=shift.outcome,
        points_before=len(before),
        points_after=len(after),
        was_moving=shift.was_moving,
        version=line.version,
        is_seasonal=measure.seasonal,
    )
    if shift.is_precise:
        means = {"before": shift.means[0], "after": shift.means[1]}
        own = replace(own, **means, own=shift.difference, own_variance=shift.variance)
    others = _elsewhere(line, comparisons, start, measure)
    if not others:
        return _with_effect(own, shift.difference, shift.variance, shift.degrees) if shift.is_precise else own
    was_moving = shift.was_moving or any(other.was_moving for _, other in others)
    compared = replace(own, compared_with=tuple(site for site, _ in others), was_moving=was_moving)
    if not shift.is_precise or not all(other.is_precise for _, other in others):
        return replace(compared, outcome="too close to tell")
    moved = fmean(other.difference for _, other in others)
    added = math.fsum(other.variance for _, other in others) / len(others) ** 2
    compared = replace(compared, elsewhere=moved)
    degrees = min(shift.degrees, *(other.degrees for _, other in others))
    net = _with_effect(compared, shift.difference - moved, shift.variance + added, degrees)
    if net.interval is not None and not net.interval[0] <= 0 <= net.interval[1]:
        return replace(net, outcome="too close to tell" if was_moving else _named(shift.difference - moved, measure.better))
    is_clear = shift.outcome in ("clearly better", "clearly worse")
    if is_clear and all(other.outcome == shift.outcome for _, other in others):
        return replace(net, outcome="no difference")
    return replace(net, outcome="too close to tell")


def _with_effect(change: SiteChange, effect: float, spread: float, degrees: int) -> SiteChange:
    half = two_sided_quantile(_CONFIDENCE, degrees) * math.sqrt(spread)
    return replace(change, effect=effect, variance=spread, interval=(effect - half, effect + half))


def _named(difference: float, better: Better) -> Outcome:
    return "clearly better" if (difference > 0) == (better == "higher") else "clearly worse"


def _elsewhere(line: Line, comparisons: Iterable[Line], start: When, measure: Measure) -> list[tuple[str, _Shift]]:
    alike = [each for each in comparisons if (each.version, each.groups) == (line.version, line.groups)]
    shifts = ((each.site, _shift(*_sides(each, start, measure), measure)) for each in alike)
    return [(site, shift) for site, shift in shifts if shift is not None]


# --- the two sides ---------------------------------------------------------------------------------------------------


def _sides(line: Line, start: When, measure: Measure) -> tuple[tuple[Point, ...], tuple[Point, ...]]:
    before = tuple(point for point in line.exact if point.when.latest < start.earliest)
    after = tuple(point for point in line.exact if point.day >= start.earliest and point.when.latest >= start.latest)
    if not measure.seasonal:
        return before, after
    both = {_season(point) for point in before} & {_season(point) for point in after}
    return tuple(point for point in before if _season(point) in both), tuple(point for point in after if _season(point) in both)


def _season(point: Point) -> tuple[int, int]:
    return point.day.month, point.when.latest.month


def _shift(before: tuple[Point, ...], after: tuple[Point, ...], measure: Measure) -> _Shift | None:
    """None where there are too few values."""
    if min(len(before), len(after)) < LEAST_ON_A_SIDE or len(before) + len(after) < ENOUGH:
        return None
    return _shift_of_seasons(before, after, measure) if measure.seasonal else _shift_of_all(before, after, measure)


def _shift_of_all(before: tuple[Point, ...], after: tuple[Point, ...], measure: Measure) -> _Shift | None:
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
        and abs(difference) > two_sided_quantile(_CONFIDENCE, degrees) * math.sqrt(spread)
        and 3 * beyond >= 2 * len(latest)
    )
    outcome = _named(difference, measure.better) if is_clear else "too close to tell"
    return _Shift(before, after, means, difference, spread, degrees, outcome, was_moving)


def _shift_of_seasons(before: tuple[Point, ...], after: tuple[Point, ...], measure: Measure) -> _Shift | None:
    """Each part of the year against itself: what differs from month to month in every year then says nothing.

    A change is clear by the sign test of these differences, at 5 percent on both sides together, where the interval leaves
    out 0 too; not where the last year before already differed in that way from the years before it, nor where there is one
    year only before: nothing then tells how far one year's students differ from another's (in simulations with such
    cohorts more than half of the results without an effect would be called clear). None for fewer than two parts of the
    year.
    """
    seasons = sorted({_season(point) for point in before})
    if len(seasons) < 2:
        return None
    means = [tuple(_mean_in(side, season) for side in (before, after)) for season in seasons]
    differences = [later - earlier for earlier, later in means]
    difference = fmean(differences)
    spread = max(variance(differences) / len(differences), _of_counts(before, measure) + _of_counts(after, measure))
    was_moving = _goes_one_way(_last_year_against_earlier(before, seasons))
    has_two_years = all(sum(_season(point) == season for point in before) > 1 for season in seasons)
    is_clear = (
        has_two_years
        and _goes_one_way(differences)
        and not was_moving
        and abs(difference) > two_sided_quantile(_CONFIDENCE, len(seasons) - 1) * math.sqrt(spread)
    )
    outcome = _named(difference, measure.better) if is_clear else "too close to tell"
    both = fmean(earlier for earlier, _ in means), fmean(later for _, later in means)
    return _Shift(before, after, both, difference, spread, len(seasons) - 1, outcome, was_moving)


def _last_year_against_earlier(points: Sequence[Point], seasons: Iterable[tuple[int, int]]) -> list[float]:
    """How far the last value of each part of the year lies from the mean of those before it, where there are any."""
    found = []
    for season in seasons:
        *earlier, last = [float(point.value) for point in points if _season(point) == season]
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
    return fmean(float(point.value) for point in points if _season(point) == season)


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
