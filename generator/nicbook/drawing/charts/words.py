"""A chart in words: its verdict, what that rests on, its values as a table, and what chance alone would give."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import prod

from nicbook.drawing.charts.chart import Chart, amount, drawn, number_words, point_words
from nicbook.drawing.charts.places import name_of
from nicbook.drawing.charts.scale import ValueScale
from nicbook.drawing.charts.verdict import count_words, rests_on, verdict_words
from nicbook.evidence.run_chart import chance_of_signal
from nicbook.evidence.series import ENOUGH


@dataclass(frozen=True, slots=True)
class ChartWords:
    """What stands under a chart."""

    verdict: str
    """One sentence."""
    rests_on: tuple[str, ...]
    """Sentences: the rules, how many points count, the centre line, and what a reader should be careful about."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A mark or a split in the list below a chart."""

    kind: str
    """“mark” or “split”."""
    position: int
    """From 0, among those of its kind."""
    id: str
    name: str
    """Its number or letter, as on its flag."""
    words: str
    href: str


@dataclass(frozen=True, slots=True)
class DataTable:
    """The values of a chart."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def words_of(chart: Chart) -> ChartWords:
    """What a chart says, so that who cannot see it, or reads a chart for the first time, knows what it means."""
    return ChartWords(verdict_words(chart), tuple(rests_on(chart)))


def description_of(chart: Chart) -> str:
    """What a screen reader says of the drawing: its verdict, and how far it goes."""
    points = [point for point in chart.points if point.state in ("exact", "bound")]
    exact = [value for point in points if (value := drawn(point)) is not None]
    said = [words_of(chart).verdict]
    if points:
        ends = f"from {points[0].label} to {points[-1].label}"
        last = point_words(points[-1], chart.unit)
        said.append(f"{count_words(len(points), 'point')} with a value, {ends}; the last is {last}.")
    if exact:
        low, high = (amount(value, chart.unit) for value in (min(exact), max(exact)))
        said.append(f"The lowest known exactly is {low}, the highest {high}.")
    if hidden := len(chart.points) - len(points):
        said.append(f"{count_words(hidden, 'point')} without a value that is shown.")
    return " ".join(said)


def listed(chart: Chart, list_id: str) -> tuple[Listed, ...]:
    """What the flags of a chart stand for, marks first. `list_id` begins every id."""
    splits = [split for segment in chart.segments for split in segment.splits]
    items = [("mark", f"{mark.title} ({mark.label})", mark.href) for mark in chart.marks]
    items += [("split", f"{split.why} ({split.label})", "") for split in splits]
    found, seen = [], Counter[str]()
    for kind, words, href in items:
        position = seen[kind]
        seen[kind] += 1
        name = name_of("mark" if kind == "mark" else "split", position)
        found.append(Listed(kind, position, f"{list_id}-{kind}-{name.lower()}", name, words, href))
    return tuple(found)


def table_of(chart: Chart) -> DataTable:
    """Every point with its date as written, its value with the unit, out of how many, and what was noted."""
    has_versions = len(chart.segments) > 1
    has_sizes = any(point.size is not None for point in chart.points)
    has_notes = any(point.note for point in chart.points)
    header = ("Date" if any(point.day for point in chart.points) else "Point", "Value")
    header += ("n",) * has_sizes + ("Version",) * has_versions + ("Note",) * has_notes
    rows = []
    for segment in chart.segments:
        for point in segment.points:
            size = "" if point.size is None else number_words(point.size)
            row = (point.label, point_words(point, chart.unit))
            rows.append(row + (size,) * has_sizes + (segment.version,) * has_versions + (point.note,) * has_notes)
    return DataTable(header, tuple(rows))


def lines_words(charts: Sequence[Chart], scale: ValueScale) -> str:
    """What the lines of small charts are, which have no words of their own, and where their axis begins unless at 0;
    "" where there are no charts."""
    if not charts:
        return ""
    said = [f"The straight line is the {charts[0].centre_word}"]
    goals = {chart.goal.value for chart in charts if chart.goal}
    if goals:
        said.append("long dashes are the goal" + (f", {amount(*goals, charts[0].unit)}" if len(goals) == 1 else ""))
    names = dict.fromkeys(each.name for chart in charts for each in chart.comparisons)
    if names:
        said.append(f"short dashes are what is compared: {', '.join(names)}")
    if any(segment.baseline for chart in charts for segment in chart.segments):
        said.append("the shaded time is the baseline")
    if scale.is_cut:
        said.append(f"the axis begins at {amount(scale.low, charts[0].unit)}")
    return "; ".join(said) + "."


def chance_words(charts: Sequence[Chart], of: str = "the charts here") -> str:
    """How often chance alone would give a signal on a page of these charts; "" where fewer than two can be judged.

    `of`: which charts these are. They should be of different people: that of all schools moves with those of each school.
    """
    chances = [
        chance_of_signal(centre.useful) for chart in charts for centre in chart.last.centres if centre.useful >= ENOUGH
    ]
    judged = sum(any(centre.useful >= ENOUGH for centre in chart.last.centres) for chart in charts)
    if judged < 2:
        return ""
    expected = sum(chances)
    often = f"about {expected:.0f} of them"
    if expected < 1.5:
        often = f"one page like this in {1 / (1 - prod(1 - chance for chance in chances)):.0f}"
    # The chances are those around a median of all points: around that of a baseline false signals are more frequent.
    has_baseline = any(chart.last.baseline for chart in charts)
    more = "; it is more often than that, because some medians come from a baseline only" if has_baseline else ""
    return (
        f"Of {of}, {judged} have enough points to be judged. Where nothing had changed, {often} would still show "
        f"a signal, by chance alone{more}."
    )
