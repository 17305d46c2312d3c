"""The words of a chart in their places: at the axes, at the ends of lines, between the points, and below."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from nicbook.drawing.charts.chart import Chart, amount, drawn, line_value, line_words, unit_beside
from nicbook.drawing.charts.geometry import INNER, Dot, Frame, Size
from nicbook.drawing.charts.places import BOLD, LINE, TEXT, Text, first_free, spread, width_of
from nicbook.drawing.charts.scale import Tick, own_ticks, tick_words, time_ticks
from nicbook.drawing.charts.signs import Sign
from nicbook.drawing.wrapping import one_line, text_width, wrap


class Beside(NamedTuple):
    """What is written at the right of the values, beside the end of a line."""

    kind: str
    value: float
    lines: tuple[str, ...]

    @property
    def width(self) -> float:
        return max(width_of(self.kind, line) for line in self.lines)


def tick_texts(frame: Frame, is_small: bool) -> Iterator[Text]:
    ends = (frame.scale.low, frame.scale.high)
    for value, words in zip(frame.scale.ticks, tick_words(frame.scale), strict=True):
        if len(frame.scale.ticks) > 1 and (not is_small or value in ends):
            yield Text("quiet", frame.left - 6, frame.y(value) + 4, words, "end")


def time_texts(frame: Frame, top: float, width: int) -> Iterator[Text]:
    room = min(frame.right + INNER, width)
    for tick in _ticks(frame):
        for number, words in enumerate(filter(None, (tick.words, tick.below))):
            half = text_width(words, TEXT) / 2
            x = min(max(frame.x(tick.at), half), room - half)
            yield Text("quiet", x, top + 18 + number * LINE, words, "middle")


def _ticks(frame: Frame) -> tuple[Tick, ...]:
    """Days, months or years; or school years and numbers as the points themselves are named."""
    points = frame.chart.points
    width = frame.right - frame.left - 2 * INNER
    is_dated = any(point.day for point in points)
    if not points:
        return ()
    if not is_dated or all("/" in point.label for point in points):
        places = {point.day.toordinal() if point.day else number: point.label for number, point in enumerate(points, 1)}
        return own_ticks(sorted(places), [places[at] for at in sorted(places)], width / max(frame.end - frame.start, 1))
    return time_ticks(date.fromordinal(int(frame.start)), date.fromordinal(int(frame.end)), width)


def words_beside(chart: Chart, size: Size) -> Iterator[Beside]:
    """What stands at the right: the last value, the last centre line with its limits, the goal, what is compared."""

    def beside(kind: str, value: float, words: str) -> Beside:
        return Beside(kind, value, wrap(words, size.gutter / BOLD if kind == "last" else size.gutter, TEXT, 3))

    segment, unit = chart.last, unit_beside(chart.unit)
    if size.is_small:
        shown = [value for point in segment.points if (value := drawn(point)) is not None]
        if shown:
            yield beside("last", shown[-1], amount(shown[-1], unit))
        return
    last = drawn(segment.points[-1]) if segment.points else None
    if last is not None:
        yield beside("last", last, amount(last, chart.unit))
    centre = segment.centres[-1].value
    if centre is not None:
        yield beside("centre", line_value(chart, centre), f"{chart.centre_word} {line_words(chart, centre, unit)}")
    if segment.limits and segment.points:
        for word, limit in (("upper", segment.limits.upper[-1]), ("lower", segment.limits.lower[-1])):
            if limit is not None:
                yield beside("limit", line_value(chart, limit), f"{word} limit {line_words(chart, limit, unit)}")
    if chart.goal:
        yield beside("goal", chart.goal.value, f"{chart.goal.words} {amount(chart.goal.value, unit)}")
    for comparison in chart.comparisons:
        values = [value for point in comparison.points if (value := drawn(point)) is not None]
        if values and one_line(comparison.name):
            yield beside("comparison", values[-1], comparison.name)


def beside_texts(frame: Frame, beside: Sequence[Beside]) -> list[Text]:
    wanted = [frame.y(each.value) - LINE / 2 for each in beside]
    heights = [len(each.lines) * LINE for each in beside]
    tops = spread(wanted, heights, frame.top - LINE / 2, frame.bottom + LINE / 2)
    return [
        Text(each.kind, frame.right + 8, top + 12 + number * LINE, line)
        for each, top in zip(beside, tops, strict=True)
        for number, line in enumerate(each.lines)
    ]


def inner_texts(frame: Frame, taken: Sequence[Text], dots: Sequence[Dot], is_small: bool) -> Iterator[Text]:
    """The last value where points without one follow it, and in a chart without values that there are none."""
    segment, xs = frame.segments[-1] if frame.segments else (frame.chart.last, ())
    there = [at for at, point in enumerate(segment.points) if drawn(point) is not None]
    if there and there[-1] + 1 < len(xs) and not is_small:
        value = drawn(segment.points[there[-1]]) or 0
        x, y, words = xs[there[-1]], frame.y(value), amount(value, frame.chart.unit)
        candidates = (
            Text("last", x + 8, y + 4, words),
            Text("last", x, y - 9, words, "middle"),
            Text("last", x, y + 19, words, "middle"),
        )
        inside = [text for text in candidates if _is_inside(text, frame)]
        text = first_free(inside, taken, [(dot.x, dot.y) for dot in dots if dot.x != x])
        yield from filter(None, (text,))
    if not any(dot.y <= frame.bottom for dot in dots):
        middle = (frame.left + frame.right) / 2, (frame.top + frame.bottom) / 2
        yield Text("quiet", *middle, "no values to show", "middle")


def _is_inside(text: Text, frame: Frame) -> bool:
    left, top, right, bottom = text.box
    return frame.left <= left and right <= frame.right and frame.top - 6 <= top and bottom <= frame.bottom


def key_of(dots: Sequence[Dot], top: float, width: int) -> tuple[list[Dot], list[Text]]:
    """The signs that need a word, and their words, in rows below the chart."""
    key, texts = [], []
    x, base = 0.0, top + LINE
    for sign in Sign:
        if sign is Sign.POINT or all(dot.sign is not sign for dot in dots):
            continue
        length = 18 + text_width(sign, TEXT)
        if x and x + length > width:
            x, base = 0.0, base + LINE + 8
        key.append(Dot(sign, x + 7, base - 4))
        texts.append(Text("quiet", x + 18, base, sign))
        x += length + 16
    return key, texts
