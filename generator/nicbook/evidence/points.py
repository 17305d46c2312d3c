"""A row of a measure's table as a point: what the rules of a chart go by, and what a page may show of it.

What may be shown is decided here, once: near 0 and 100 percent of people only a bound, and counts only of more than 20.
Rules, gaps and centre lines go by what may be shown, so that nothing can be worked out from them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from functools import partial
from math import floor
from typing import Literal

from nicbook.evidence.pipeline import Share
from nicbook.evidence.series import Number
from nicbook.privacy.groups import may_show_counts, published_percent
from nicbook.records.dates import When
from nicbook.records.figures import Quantity
from nicbook.records.measure import PEOPLE, Measure
from nicbook.records.series import Observation

State = Literal["exact", "bound", "suppressed", "missing"]


@dataclass(frozen=True, slots=True)
class Point:
    """One row of the table."""

    when: When
    day: date
    """The earliest that the date may mean: points are in the order of these."""
    state: State
    """As the table has it. What is exact may still be shown as a bound."""
    value: Number | None = None
    """What the rules go by, in the measure's unit; None unless exact. Of counts a fraction, so that ties are ties. Of what
    is shown as a bound, the bound: all such points are alike to a reader, and so to the rules."""
    numerator: float | None = None
    denominator: float | None = None
    size: float | None = None
    """How many people or cases; None where that is not stated, or not exactly."""
    shown: Share = None
    """An exact value as a page may show it: a number, or `<=5.0` or `>=95.0` in percent of people."""
    low: float | None = None
    """Of what is shown as a bound, the least and the most that it may be; None where it has no such end."""
    high: float | None = None
    shows_counts: bool = False
    """Whether a page may show numerator, denominator and size: more than 20 people, and no bound."""
    note: str = ""

    @property
    def has_bound(self) -> bool:
        return self.low is not None or self.high is not None


def point_of(one: Observation, measure: Measure, minimum: int) -> Point:
    empty = Point(one.date, one.date.earliest, "missing", note=one.note)
    parts = (one.numerator, one.denominator) if one.value is None else (one.value,)
    if any(part is None for part in parts):
        return empty
    if any(part.is_suppressed for part in parts):
        return replace(empty, state="suppressed")
    if any(part.exact is None for part in parts):
        return _with_bounds(empty, parts, measure)
    if one.value is not None:
        return _with_value(empty, one.value, one.size, measure, minimum)
    return as_point(one.date, one.numerator.exact, one.denominator.exact, measure, minimum, one.note)


def as_seen(points: Iterable[Point]) -> tuple[Point, ...]:
    """The points of one line. Where a page does not show all their counts, the rules go by the values as they are shown."""
    points = tuple(points)
    if all(point.shows_counts for point in points if point.value is not None):
        return points
    return tuple(replace(point, value=Fraction(str(point.shown))) if isinstance(point.shown, float) else point for point in points)


def _with_value(empty: Point, value: Quantity, size: Quantity | None, measure: Measure, minimum: int) -> Point:
    """A row of the form value, size."""
    number, people = value.exact, size.exact if size is not None else None
    known = replace(empty, state="exact", value=number, size=people)
    if not is_share_of_people(measure):
        return replace(known, shown=number, shows_counts=True)
    if not 0 <= number <= 100:
        return empty
    shows_counts = people is not None and may_show_counts(number * people / 100, people, minimum)
    return _coded(replace(known, shows_counts=shows_counts), published_percent(number, 100, 1))


def as_point(when: When, top: float, bottom: float, measure: Measure, minimum: int, note: str = "") -> Point:
    """A point from two counts. A part of nothing, or larger than its whole, is refused elsewhere, and missing here."""
    is_percent = measure.definition.unit == "percent"
    if bottom <= 0 or (is_percent and not 0 <= top <= bottom):
        return Point(when, when.earliest, "missing", note=note)
    top, bottom = _whole(top), _whole(bottom)
    value = Fraction(top) * (100 if is_percent else 1) / Fraction(bottom)
    known = partial(Point, when, when.earliest, "exact", numerator=top, denominator=bottom, size=bottom, note=note)
    if not is_share_of_people(measure):
        return known(value, shown=rounded(value, is_percent), shows_counts=True)
    shown = published_percent(top, bottom, minimum)
    if isinstance(shown, float):
        return known(value, shown=shown, shows_counts=may_show_counts(top, bottom, minimum))
    return _coded(known(value), shown)


def _whole(count: float) -> float:
    """Whole numbers make fractions faster."""
    return int(count) if count == int(count) else count


def _coded(point: Point, shown: Share) -> Point:
    if shown == "<=5.0":
        return replace(point, shown=shown, value=Fraction(5), high=5.0)
    if shown == ">=95.0":
        return replace(point, shown=shown, value=Fraction(95), low=95.0)
    return replace(point, shown=shown)


def _with_bounds(empty: Point, parts: tuple[Quantity, ...], measure: Measure) -> Point:
    """A row of which a value, or one of two counts, is a bound."""
    low, high = parts[0].low, parts[0].high
    if len(parts) > 1:
        scale = 100 if measure.definition.unit == "percent" else 1
        low, high = _part_of(low, parts[1].high, scale), _part_of(high, parts[1].low, scale)
    if is_share_of_people(measure):
        low, high = None if low is None else min(low, 95.0), None if high is None else max(high, 5.0)
    return replace(empty, state="bound", low=low, high=high) if (low, high) != (None, None) else empty


def _part_of(top: float | None, bottom: float | None, scale: int) -> float | None:
    return scale * top / bottom if top is not None and bottom else None


def is_share_of_people(measure: Measure) -> bool:
    """Whether values near the ends of the scale would say the same of almost everyone."""
    return measure.definition.unit == "percent" and measure.definition.counts in PEOPLE


def rounded(value: Fraction, is_percent: bool) -> float:
    """Percentages to a tenth, as everywhere; small numbers with more places."""
    places = 10 if is_percent or abs(value) >= 10 else 100 if abs(value) >= 1 else 1000
    return floor(value * places + Fraction(1, 2)) / places
