"""What one site's values show of a change: its own before and after, less what happened elsewhere anyway.

By the rules of FIELD, “Across sites”. All is computed from values as a page may show them.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import product
from statistics import fmean, variance

from nicbook.evidence.across_sites import Interval
from nicbook.evidence.lines import Line
from nicbook.evidence.shift import CONFIDENCE, Outcome, Shift, named, shift_of
from nicbook.evidence.sides import End, Sides, has_bounds, placed, sides_of
from nicbook.evidence.t_distribution import two_sided_quantile
from nicbook.records.dates import When
from nicbook.records.measure import Measure

_OTHER: Mapping[End, End] = {"low": "high", "high": "low"}


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
    has_signal: bool = True
    """Whether the run chart of the site's own values has a signal; True where the season matters: none is asked for."""
    was_moving: bool = False
    """Whether the values, or those that they are compared with, were moving before the change began: then the change need
    not have made what came after. They were, where they had a signal; and where there is nothing to compare with, also
    where they had a slope that way."""
    slope_before: float | None = None
    """How fast the values rose before, in the unit a day; None where that cannot be told."""
    version: str = ""
    """The version of the measure by which the values are counted."""
    is_seasonal: bool = False
    """Whether only the same parts of the school year are compared."""
    span: tuple[date, date] | None = None
    """The days of the first and of the last value that is compared; None where there are too few."""


def site_change(
    lines: Iterable[Line], comparisons: Iterable[Line], start: When, measure: Measure, until: When | None = None
) -> SiteChange:
    """The change at a site from a day on, and where it was stopped, until that day.

    `lines` are those of one site and group, one for each version of the measure: values of different versions are never
    compared, so the version with most values on the shorter side tells. Of `comparisons`, those of the same version and
    group count that have enough values in the time of the site's own; only the time that all have in common counts.

    Which values count says `sides_of`; under 10 values, or under 4 on a side: too few. Without a comparison, a change is
    clear where the run chart has a signal, the interval leaves out 0 and two in three of the last ten values still lie
    beyond the mean before. With one, where the interval of the difference leaves out 0. Either way nothing is clear where
    the values, or those of the comparison, were moving before. No difference is there where the site moved clearly, and
    each comparison moved clearly the same way. Where the table has bounds, only that is said which holds wherever in them
    the values lie.
    """
    lines, comparisons = tuple(lines), tuple(comparisons)
    if not any(map(has_bounds, (*lines, *comparisons))):
        return _site_change(lines, comparisons, start, measure, until)
    found = [
        _site_change(
            [placed(each, start, before, after) for each in lines],
            [placed(each, start, _OTHER[before], _OTHER[after]) for each in comparisons],
            start,
            measure,
            until,
        )
        for before, after in product(_OTHER, repeat=2)
    ]
    return found[0] if len({each.outcome for each in found}) == 1 else replace(found[0], outcome="too close to tell")


def _site_change(
    lines: Sequence[Line], comparisons: Sequence[Line], start: When, measure: Measure, until: When | None
) -> SiteChange:
    sided = [(line, sides_of(line, start, until, by_season=measure.seasonal)) for line in lines]
    if not any(sides.before or sides.after for _, sides in sided):
        return SiteChange("no data", is_seasonal=measure.seasonal)
    line, sides = max(sided, key=lambda each: _most_on_both(each[1]))
    others = _elsewhere(line, sides, comparisons, start, measure, until)
    if others:
        sides = sides.beside((each for _, each in others), by_season=measure.seasonal)
    shift = shift_of(sides, measure)
    if shift is None:
        return SiteChange("too few points to tell", len(sides.before), len(sides.after), is_seasonal=measure.seasonal)
    own = SiteChange(
        outcome=shift.outcome,
        points_before=len(sides.before),
        points_after=len(sides.after),
        has_signal=shift.has_signal,
        was_moving=shift.was_moving,
        version=line.version,
        is_seasonal=measure.seasonal,
        span=(sides.before[0].day, sides.after[-1].day),
    )
    if shift.is_precise:
        means = {"before": shift.means[0], "after": shift.means[1]}
        own = replace(own, **means, own=shift.difference, own_variance=shift.variance, slope_before=shift.slope_before)
    if not others:
        if shift.was_on_its_way:
            is_clear = own.outcome in ("clearly better", "clearly worse")
            own = replace(own, was_moving=True, outcome="too close to tell" if is_clear else own.outcome)
        return _with_effect(own, shift.difference, shift.variance, shift.degrees) if shift.is_precise else own
    return _compared(own, shift, [(site, shift_of(each, measure)) for site, each in others], measure)


def _compared(own: SiteChange, shift: Shift, others: list[tuple[str, Shift]], measure: Measure) -> SiteChange:
    was_moving = shift.was_moving or any(other.was_moving for _, other in others)
    compared = replace(own, compared_with=tuple(site for site, _ in others), was_moving=was_moving)
    if not shift.is_precise or not all(other.is_precise for _, other in others):
        return replace(compared, outcome="too close to tell")
    moved = fmean(other.difference for _, other in others)
    added = math.fsum(other.variance for _, other in others) / len(others) ** 2
    if len(others) > 1:
        # Where comparisons moved differently, it is not known which of them tells what would have happened here.
        added = max(added, variance(other.difference for _, other in others) / len(others))
    compared = replace(compared, elsewhere=moved)
    degrees = min(shift.degrees, *(other.degrees for _, other in others))
    net = _with_effect(compared, shift.difference - moved, shift.variance + added, degrees)
    if net.interval is not None and not net.interval[0] <= 0 <= net.interval[1]:
        return replace(net, outcome="too close to tell" if was_moving else named(shift.difference - moved, measure.better))
    is_clear = shift.outcome in ("clearly better", "clearly worse")
    if is_clear and all(other.outcome == shift.outcome for _, other in others):
        return replace(net, outcome="no difference")
    return replace(net, outcome="too close to tell")


def _most_on_both(sides: Sides) -> tuple[int, int]:
    return min(len(sides.before), len(sides.after)), len(sides.before) + len(sides.after)


def _with_effect(change: SiteChange, effect: float, spread: float, degrees: int) -> SiteChange:
    half = two_sided_quantile(CONFIDENCE, degrees) * math.sqrt(spread)
    return replace(change, effect=effect, variance=spread, interval=(effect - half, effect + half))


def _elsewhere(
    line: Line, sides: Sides, comparisons: Iterable[Line], start: When, measure: Measure, until: When | None
) -> list[tuple[str, Sides]]:
    """What the site is compared with: the values of each comparison in the time of the site's own, and of one another's.

    [] where there is none with enough of them, or where they leave the site too few.
    """
    alike = [each for each in comparisons if (each.version, each.groups) == (line.version, line.groups)]
    by_season = measure.seasonal
    found = [(each.site, sides_of(each, start, until, by_season=by_season)) for each in alike]
    found = [(site, each) for site, each in found if (each.before or each.after) and (sides.before or sides.after)]
    found = [(site, each.beside([sides], by_season=by_season)) for site, each in found]
    found = [(site, each) for site, each in found if shift_of(each, measure) is not None]
    together = [(site, each.beside([sides, *(other for _, other in found)], by_season=by_season)) for site, each in found]
    if not together or not all(shift_of(each, measure) for _, each in together):
        return []
    return together if shift_of(sides.beside((each for _, each in together), by_season=by_season), measure) else []
