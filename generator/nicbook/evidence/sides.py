"""Which values of a site count before a change and which after it, and which stand beside those of a comparison."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from nicbook.evidence.lines import Break, Line
from nicbook.evidence.points import Point
from nicbook.evidence.series import ENOUGH
from nicbook.records.dates import When

LEAST_ON_A_SIDE = 4

End = Literal["low", "high"]


@dataclass(frozen=True, slots=True)
class Sides:
    """The values before and after, by day."""

    before: tuple[Point, ...]
    after: tuple[Point, ...]

    @property
    def are_enough(self) -> bool:
        """Under 10 values, or under 4 on a side, nothing can be said (FIELD, Across sites)."""
        return min(len(self.before), len(self.after)) >= LEAST_ON_A_SIDE and len(self.before) + len(self.after) >= ENOUGH

    def beside(self, others: Iterable[Sides], *, by_season: bool) -> Sides:
        """Those that lie in the time that all of them have values of."""
        every = [(*each.before, *each.after) for each in (self, *others)]
        first = max(min(point.when.earliest for point in points) for points in every)
        last = min(max(point.when.latest for point in points) for points in every)

        def shared(points: Sequence[Point]) -> tuple[Point, ...]:
            return tuple(point for point in points if point.when.latest >= first and point.when.earliest <= last)

        sides = Sides(shared(self.before), shared(self.after))
        return sides.of_the_same_seasons() if by_season else sides

    def of_the_same_seasons(self) -> Sides:
        """Those in parts of the school year that have values on both sides."""
        both = {season_of(point) for point in self.before} & {season_of(point) for point in self.after}
        return Sides(*(tuple(point for point in side if season_of(point) in both) for side in (self.before, self.after)))


def sides_of(line: Line, start: When, until: When | None, *, by_season: bool) -> Sides:
    """The values of a line before and after the start of a change; where that ended, up to its end.

    A value about a time in which the change may have begun counts on neither side. Where the process changed at another
    time, as the measure's `splits` say, the values beyond that day tell of the other change too, and do not count. By
    season, only those parts of the school year count that are on both sides.
    """
    points = [point for point in _within_breaks(line, start) if point.value is not None]
    before = tuple(point for point in points if point.when.latest < start.earliest)
    after = tuple(
        point
        for point in points
        if point.day >= start.earliest
        and point.when.latest >= start.latest
        and (until is None or point.when.earliest <= until.latest)
    )
    sides = Sides(before, after)
    return sides.of_the_same_seasons() if by_season else sides


def season_of(point: Point) -> tuple[int, int]:
    return point.day.month, point.when.latest.month


def bounds_of(line: Line, start: When) -> tuple[Break | None, Break | None]:
    """The breaks beyond which values do not count: the last one before a start and the first one after it. One that may be
    the start itself bounds nothing."""
    earlier = [each for each in line.breaks if each.when.latest < start.earliest]
    later = [each for each in line.breaks if each.when.earliest > start.latest]
    return (earlier[-1] if earlier else None), (later[0] if later else None)


def _within_breaks(line: Line, start: When) -> tuple[Point, ...]:
    earlier, later = bounds_of(line, start)
    return line.points[earlier.after if earlier else 0 : later.after if later else len(line.points)]


def has_bounds(line: Line) -> bool:
    """Whether some values stand in the table as bounds, such as `at most 5`."""
    return any(point.value is None and point.has_bound for point in line.points)


def placed(line: Line, start: When, before: End, after: End) -> Line:
    """The line with each bound at one of its ends, by its side of a start; where it has no such end, beyond all other values:
    what holds with either end on either side holds whatever the value is."""
    known = [float(point.value) for point in line.points if point.value is not None]
    known += [bound for point in line.points for bound in (point.low, point.high) if bound is not None]
    beyond = {"low": min(known, default=0.0) - 1, "high": max(known, default=0.0) + 1}

    def value(point: Point) -> float:
        end = before if point.day < start.earliest else after
        at = point.low if end == "low" else point.high
        return beyond[end] if at is None else at

    points = tuple(
        replace(point, value=value(point)) if point.value is None and point.has_bound else point for point in line.points
    )
    return replace(line, points=points)
