"""What a chart is made of once it is laid out, in px from the left and the top; and its frame, where values stand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from nicbook.drawing.charts.chart import Chart, Segment
from nicbook.drawing.charts.places import Flag, Text
from nicbook.drawing.charts.scale import ValueScale
from nicbook.drawing.charts.signs import Sign

INNER = 8
"""px: from the ends of the time axis to the first and the last point."""

Place = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Size:
    """How large a chart is drawn. Words are as large in all of them."""

    width: int
    plot: int
    """The height of the part where values stand."""
    gutter: int
    """The most that the words at the right may take."""
    is_small: bool = False
    """One of many: of its words, only the last value is written, and all are drawn alike."""


WIDE = Size(680, 210, 130)
NARROW = Size(340, 190, 84)
"""For a phone."""
SMALL = Size(260, 96, 48, is_small=True)


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line from place to place."""

    kind: str
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Dot:
    """A point, drawn as a sign."""

    sign: Sign
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Frame:
    """Where values stand."""

    chart: Chart
    scale: ValueScale
    left: float
    right: float
    top: float
    bottom: float
    start: float
    """The ends of the time axis: ordinals of days, or positions."""
    end: float

    def x(self, at: float) -> float:
        if self.start == self.end:
            return (self.left + self.right) / 2
        return self.left + INNER + (self.right - self.left - 2 * INNER) * (at - self.start) / (self.end - self.start)

    def y(self, value: float) -> float:
        share = (value - self.scale.low) / (self.scale.high - self.scale.low)
        return self.bottom - share * (self.bottom - self.top)

    @property
    def segments(self) -> tuple[tuple[Segment, tuple[float, ...]], ...]:
        """Each segment that has points, with their places in time."""
        found, number = [], 0
        for segment in self.chart.segments:
            places = [point.day.toordinal() if point.day else number + at for at, point in enumerate(segment.points, 1)]
            if places:
                found.append((segment, tuple(map(self.x, places))))
            number += len(places)
        return tuple(found)

    def edge(self, segment: Segment, xs: tuple[float, ...], after: int) -> float:
        """Where a part ends: at the day of a split, or in the middle between its last point, the `after`th, and the next;
        or beside the outermost."""
        if not 0 < after < len(xs):
            return max(xs[0] - INNER, self.left) if after <= 0 else min(xs[-1] + INNER, self.right)
        day = next((split.day for split in segment.splits if split.after == after), None)
        middle = self.x(day.toordinal()) if day else (xs[after - 1] + xs[after]) / 2
        return min(max(middle, xs[after - 1]), xs[after])


@dataclass(frozen=True, slots=True)
class ChartLayout:
    """A chart with everything in its place."""

    chart: Chart
    frame: Frame
    width: int
    height: int
    bands: tuple[tuple[float, float], ...]
    """From where to where baselines reach."""
    strokes: tuple[Stroke, ...]
    dots: tuple[Dot, ...]
    texts: tuple[Text, ...]
    flags: tuple[Flag, ...]
    key: tuple[Dot, ...]
    """Signs that are explained below the chart; their words stand in `texts`."""
    verdict: Place | None
    """Where the shape of the verdict stands."""


def time_span(chart: Chart) -> tuple[date, date] | None:
    """The days from the first to the last point; None for a chart that knows their order only."""
    days = [point.day for point in chart.points if point.day]
    return (min(days), max(days)) if days else None
