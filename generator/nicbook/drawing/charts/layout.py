"""A chart -> its geometry: everything that is drawn in its place, so that no words cover others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import groupby

from nicbook.drawing.charts.chart import Centre, Chart, Segment, drawn, line_value
from nicbook.drawing.charts.above import HEAD, head, lanes, mark_places, split_places
from nicbook.drawing.charts.geometry import INNER, WIDE, ChartLayout, Dot, Frame, Place, Size, Stroke, time_span
from nicbook.drawing.charts.places import TEXT, Flag
from nicbook.drawing.charts.scale import ValueScale, tick_words, value_scale
from nicbook.drawing.charts.signs import Sign, signs_of
from nicbook.drawing.charts.texts import beside_texts, inner_texts, key_of, tick_texts, time_texts, words_beside
from nicbook.drawing.wrapping import text_width

FOOT = 16
"""px: below the values, where what has none stands."""
MARGIN = 6
"""px: above and below the values."""


def lay_out_chart(
    chart: Chart, size: Size = WIDE, *, scale: ValueScale | None = None, span: tuple[date, date] | None = None
) -> ChartLayout:
    """The chart at this size. `scale` and `span` are those of all charts that stand side by side."""
    scale = scale or value_scale(values_of(chart), chart.unit)
    beside = tuple(words_beside(chart, size))
    # Side by side, time must stand alike in all charts, however long their words are.
    widest = size.gutter if span else max((each.width for each in beside), default=0)
    left = round(max(text_width(words, TEXT) for words in tick_words(scale)) + 8)
    right = round(size.width - (widest + 10 if widest else INNER))
    frame = Frame(chart, scale, left, right, 0, 0, *_ends(chart, span))
    texts, flags, verdict, above = [], [], None, 0.0
    if not size.is_small:
        texts, verdict = head(frame, size.width)
        named, flags, above = lanes(frame, size.width, HEAD)
        texts += named
    top = round(above + MARGIN)
    frame = replace(frame, top=top, bottom=top + size.plot)
    strokes = [*_grid(frame), *_flag_lines(frame, flags), *_lines(frame)]
    dots = [*_dots(frame)]
    texts += tick_texts(frame, size.is_small)
    bottom = frame.bottom + (FOOT if any(dot.y > frame.bottom for dot in dots) else 0)
    labels = [*time_texts(frame, bottom, size.width)]
    texts += labels
    bottom = max((label.base for label in labels), default=bottom) + MARGIN
    words = beside_texts(frame, beside)
    texts += words
    texts += inner_texts(frame, texts, dots, size.is_small)
    bottom = max(bottom, *(text.base for text in words), 0)
    key: list[Dot] = []
    if not size.is_small:
        key, explained = key_of(dots, bottom + 2, size.width)
        texts += explained
        bottom = max((text.base for text in explained), default=bottom)
    bands = tuple(
        (frame.edge(segment, xs, 0), frame.edge(segment, xs, segment.baseline))
        for segment, xs in frame.segments
        if segment.baseline
    )
    return ChartLayout(
        chart, frame, size.width, round(bottom + 2 * MARGIN), bands, tuple(strokes), tuple(dots), tuple(texts), tuple(flags),
        tuple(key), verdict,
    )  # fmt: skip


def values_of(chart: Chart) -> Iterator[float]:
    """Every value that is drawn: the scale of several charts holds those of all."""
    for point in (*chart.points, *(point for each in chart.comparisons for point in each.points)):
        if point.state == "bound":
            yield from (end for end in (point.low, point.high) if end is not None)
        elif (value := drawn(point)) is not None:
            yield value
    for segment in chart.segments:
        limits = (*segment.limits.lower, *segment.limits.upper) if segment.limits else ()
        centres = (centre.value for centre in segment.centres)
        yield from (line_value(chart, value) for value in (*centres, *limits) if value is not None)
    if chart.goal:
        yield chart.goal.value


def _ends(chart: Chart, span: tuple[date, date] | None) -> tuple[float, float]:
    """The time axis: as it is given, or from the first point to the last, and to marks that are not too far from them."""
    days = span or time_span(chart)
    if days is None:
        return 1, max(len(chart.points), 1)
    first, last = (day.toordinal() for day in days)
    if span:
        return first, last
    reach = (last - first) / 4
    near = [day for mark in chart.marks if first - reach <= (day := mark.day.toordinal()) <= last + reach]
    return min([first, *near]), max([last, *near])


# --- lines and points


def _grid(frame: Frame) -> Iterator[Stroke]:
    for value in frame.scale.ticks:
        kind = "axis" if value == frame.scale.low else "grid"
        yield Stroke(kind, ((frame.left, frame.y(value)), (frame.right, frame.y(value))))


def _flag_lines(frame: Frame, flags: Sequence[Flag]) -> Iterator[Stroke]:
    """From each flag down to the time axis, at the very day."""
    for kind, places in (("mark", mark_places(frame)[1]), ("split", split_places(frame))):
        top = min((flag.y for flag in flags if flag.kind == kind), default=frame.top)
        yield from (Stroke(kind, ((x, top), (x, frame.bottom))) for x in places)


def _lines(frame: Frame) -> Iterator[Stroke]:
    chart = frame.chart
    if chart.goal:
        y = frame.y(chart.goal.value)
        yield Stroke("goal", ((frame.left, y), (frame.right, y)))
    for comparison in chart.comparisons:
        days = [(point.day, point) for point in comparison.points if point.day]
        inside = [(day, point) for day, point in days if frame.start <= day.toordinal() <= frame.end]
        for is_there, run in groupby(inside, key=lambda pair: drawn(pair[1]) is not None):
            if is_there:
                places = ((frame.x(day.toordinal()), frame.y(drawn(point) or 0)) for day, point in run)
                yield Stroke("comparison", tuple(places))
    for segment, xs in frame.segments:
        for centre in segment.centres:
            yield from _limits(frame, segment, centre, xs)
            if centre.value is not None:
                y = frame.y(line_value(chart, centre.value))
                yield Stroke("centre", tuple((x, y) for x in _reach(frame, segment, centre, xs)))
        for centre in segment.centres:
            part = range(centre.first - 1, centre.last)
            for is_there, run in groupby(part, key=lambda at: drawn(segment.points[at]) is not None):
                if is_there:
                    yield Stroke("series", tuple((xs[at], frame.y(drawn(segment.points[at]) or 0)) for at in run))


def _reach(frame: Frame, segment: Segment, centre: Centre, xs: tuple[float, ...]) -> Place:
    """From where to where a part goes; the last one as far as the words beside it."""
    is_last = segment is frame.chart.last and centre is segment.centres[-1]
    return frame.edge(segment, xs, centre.first - 1), frame.right if is_last else frame.edge(segment, xs, centre.last)


def _limits(frame: Frame, segment: Segment, centre: Centre, xs: tuple[float, ...]) -> Iterator[Stroke]:
    """The limits of a part, in steps where each point has its own."""
    if segment.limits is None:
        return
    end = _reach(frame, segment, centre, xs)[1]
    for limits in (segment.limits.lower, segment.limits.upper):
        for is_there, run in groupby(range(centre.first - 1, centre.last), key=lambda at: limits[at] is not None):
            if is_there:
                steps = [
                    (x, frame.y(line_value(frame.chart, limits[at] or 0)))
                    for at in run
                    for x in (frame.edge(segment, xs, at), end if at + 1 == centre.last else frame.edge(segment, xs, at + 1))
                ]
                yield Stroke("limit", tuple(steps))


def _dots(frame: Frame) -> Iterator[Dot]:
    for segment, xs in frame.segments:
        for index, point in enumerate(segment.points):
            for sign in signs_of(segment, index):
                if sign in (Sign.SUPPRESSED, Sign.MISSING):
                    y = frame.bottom + FOOT / 2
                elif point.state == "bound":
                    ends = [end for end in (point.low, point.high) if end is not None]
                    y = frame.y(sum(ends) / len(ends))
                else:
                    y = frame.y(drawn(point) or 0)
                yield Dot(sign, xs[index], y)
