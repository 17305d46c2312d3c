"""What stands above the values of a chart: the unit, the verdict, flags, and the names of baselines and versions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from nicbook.drawing.charts.chart import line_words, unit_beside, unit_words
from nicbook.drawing.charts.geometry import Frame, Place
from nicbook.drawing.charts.places import FLAG, LINE, TEXT, Flag, Text, flags, width_of
from nicbook.drawing.charts.scale import tick_words
from nicbook.drawing.charts.signs import VERDICTS
from nicbook.drawing.wrapping import text_width, wrap

LANE = 22
"""px: the height of a row of flags."""
HEAD = LINE + 8
"""px: the height of unit and verdict."""
_SIGN = 18
"""px: from the shape of a verdict to its word."""

Reach = tuple[float, float]


def head(frame: Frame, width: int) -> tuple[list[Text], Place]:
    """The unit at the left, with where the axis begins unless at 0; the verdict at the right, and its shape's place."""
    verdict = VERDICTS[frame.chart.last.verdict]
    texts = [Text("verdict", width, LINE, verdict, "end")]
    left = width - width_of("verdict", verdict) - _SIGN
    cut = f"axis begins at {tick_words(frame.scale)[0]}" if frame.scale.is_cut else ""
    words = ", ".join(filter(None, (unit_words(frame.chart.unit), cut)))
    texts += [Text("quiet", 0, LINE, line) for line in wrap(words, left - 10, TEXT, 1)]
    return texts, (left, LINE - 9.5)


def lanes(frame: Frame, width: int, top: float) -> tuple[list[Text], list[Flag], float]:
    """Names and flags in as few rows as they need, and where the rows end."""
    rows: list[list[Reach]] = []
    found = [each for each in (split_flags(frame), mark_flags(frame)) if each]
    raised = [(_row(rows, [flag.reach for flag in each]), each) for each in found]
    names = [(_row(rows, [(x, x + text_width(words, TEXT) + 4)]), x, words) for x, words in _names(frame, width)]
    middle = [top + (len(rows) - row - 0.5) * LANE for row in range(len(rows))]
    texts = [Text("quiet", x, middle[row] + 4, words) for row, x, words in names]
    return texts, [replace(flag, y=middle[row]) for row, each in raised for flag in each], top + len(rows) * LANE


def _row(rows: list[list[Reach]], reaches: Sequence[Reach]) -> int:
    """The lowest row with room for all of these, which then is taken."""
    for number, taken in enumerate(rows):
        if not any(left < end and start < right for left, right in reaches for start, end in taken):
            taken.extend(reaches)
            return number
    rows.append(list(reaches))
    return len(rows) - 1


def _names(frame: Frame, width: int) -> Iterator[tuple[float, str]]:
    """Versions, baselines and the centre lines of all parts but the last, each where it begins."""
    chart = frame.chart
    for segment, xs in frame.segments:
        for centre in segment.centres:
            names = []
            if centre.first == 1:
                names += [segment.version] if len(chart.segments) > 1 and segment.version else []
                names += ["baseline"] if segment.baseline else []
            if centre.value is not None and (segment is not chart.last or centre is not segment.centres[-1]):
                names.append(f"{chart.centre_word} {line_words(chart, centre.value, unit_beside(chart.unit))}")
            if names:
                (words,) = wrap(", ".join(names), width / 2, TEXT, 1)
                x = frame.edge(segment, xs, centre.first - 1) + (FLAG / 2 + 5 if centre.first > 1 else 0)
                yield max(min(x, width - text_width(words, TEXT) - 4), 0), words


def split_places(frame: Frame) -> list[float]:
    return [frame.edge(segment, xs, split.after) for segment, xs in frame.segments for split in segment.splits]


def split_flags(frame: Frame) -> list[Flag]:
    return flags("split", split_places(frame))


def mark_places(frame: Frame) -> tuple[int, list[float]]:
    """How many marks lie before the time axis, and the places of those that it reaches."""
    days = [mark.day.toordinal() for mark in frame.chart.marks]
    return sum(day < frame.start for day in days), [frame.x(day) for day in days if frame.start <= day <= frame.end]


def mark_flags(frame: Frame) -> list[Flag]:
    before, places = mark_places(frame)
    return [replace(flag, first=flag.first + before, last=flag.last + before) for flag in flags("mark", places)]
