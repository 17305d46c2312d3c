"""A measure on its page: a chart for all schools together, school by school and group by group, each with its words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby, islice

from markupsafe import Markup

from nicbook.corpus import Entry
from nicbook.drawing.charts.chart import Chart, number_words
from nicbook.drawing.charts.geometry import SMALL, time_span
from nicbook.drawing.charts.html import drawings
from nicbook.drawing.charts.layout import lay_out_chart, values_of
from nicbook.drawing.charts.scale import ValueScale, value_scale
from nicbook.drawing.charts.svg import to_svg
from nicbook.drawing.charts.words import ChartWords, DataTable, Listed, chance_words, listed, table_of, words_of
from nicbook.evidence.gaps import knows_groups
from nicbook.evidence.lines import Line
from nicbook.pages.links import Links
from nicbook.pages.measure_charts import BY_SCHOOL, Drawn, charts_of, made_of_words
from nicbook.pages.shown import Shown, show
from nicbook.records.measure import PEOPLE, Measure, Version

MOST_LARGE = 3
"""So many schools are drawn large; of more, and of groups, there are small charts to compare, and each behind its name."""
MOST_CHARTS = 300
"""On one page."""
MOST_IN_FULL = 24
"""Of more charts in a row, only the small ones are drawn, each with its verdict and its table."""

_SEASONAL = (
    "Values depend on the time of year. A chart compares unlike times with each other, so compare each value with the one "
    "of the same season in another year."
)
_AVERAGES = "Only averages are known here: nobody can see from them for whom it worked."
_NOT_TOGETHER = (
    "All schools together cannot be shown: only counts can be added up, and only where every school shows them."
)


@dataclass(frozen=True, slots=True)
class ChartView:
    """One chart with everything that belongs to it."""

    title: str
    href: str
    """The page of the school; "" for several together."""
    made_of: str
    """Of several together: which schools."""
    id: str
    small: Markup
    """One of several; "" where all are large."""
    drawing: Markup
    """In full; "" where there are too many."""
    words: ChartWords
    marks: tuple[Listed, ...]
    table: DataTable


@dataclass(frozen=True, slots=True)
class ChartSet:
    """Charts that are compared with each other."""

    title: str
    charts: tuple[ChartView, ...]
    """On one scale and over the same time. () where none has a value that is shown."""
    hidden: str
    """Whose values cannot be shown, with what was noted."""


@dataclass(frozen=True, slots=True)
class MeasureView:
    cautions: tuple[str, ...]
    """What a reader should know before the charts."""
    versions: tuple[tuple[str, str, Shown | None], ...]
    """Where the charts have points of several versions, each with its time and why it was changed."""
    sets: tuple[ChartSet, ...]
    chance: str
    """How many signals chance alone would give; "" where that is nothing to think of."""


def measure_view(entry: Entry, lines: Sequence[Line], links: Links) -> MeasureView:
    """The charts of a measure's lines: all schools together, wholes and schools, then group by group."""
    measure = entry.record
    assert isinstance(measure, Measure)
    drawn = [*islice(charts_of(entry, lines, links), MOST_CHARTS + 1)]
    cautions = [_SEASONAL] if measure.seasonal else []
    cautions += filter(None, [averages_only(entry)])
    if len({line.site for line in lines if line.role == "school"}) > 1 and all(each.site for each in drawn):
        cautions.append(_NOT_TOGETHER)
    if len(drawn) > MOST_CHARTS:
        cautions.append(f"There are too many charts for one page: these are the first {MOST_CHARTS}.")
    drawn = drawn[:MOST_CHARTS]
    compared = groupby(drawn, key=lambda each: (each.set, each.made_of))
    sets = tuple(_set(title, list(charts), number, links) for number, ((title, _), charts) in enumerate(compared, 1))
    has_versions = len({line.version for line in lines}) > 1
    of_schools = [each.chart for each in drawn if each.site]
    has_both = 0 < len(of_schools) < len(drawn)
    return MeasureView(
        cautions=tuple(cautions),
        versions=tuple(_version(each, links) for each in measure.versions) if has_versions else (),
        sets=sets,
        chance=chance_words(of_schools, "the charts of single schools")
        if has_both
        else chance_words([each.chart for each in drawn]),
    )


def averages_only(entry: Entry) -> str:
    """That a measure of people has no values of groups, in a sentence; "" where it has, or is of something else."""
    is_unknown = not knows_groups(entry) and isinstance(entry.record, Measure) and entry.record.definition.counts in PEOPLE
    return _AVERAGES if is_unknown else ""


def _version(version: Version, links: Links) -> tuple[str, str, Shown | None]:
    until = f"to {version.until}" if version.until else "on"
    return version.id, f"from {version.since} {until}", show(version.why, links) if version.why else None


def _set(title: str, drawn: list[Drawn], number: int, links: Links) -> ChartSet:
    """Several charts are drawn on one scale and over the same time."""
    shown, hidden = [], []
    for each in drawn:
        has_values = any(point.state in ("exact", "bound") for point in each.chart.points)
        (shown if has_values else hidden).append(each)
    charts = [each.chart for each in shown]
    spans = [span for chart in charts if (span := time_span(chart))]
    scale = value_scale((value for chart in charts for value in values_of(chart)), charts[0].unit if charts else "")
    span = (min(first for first, _ in spans), max(last for _, last in spans)) if spans else None
    is_large = len(shown) <= (MOST_LARGE if title == BY_SCHOOL else 1)
    return ChartSet(
        title,
        tuple(
            _view(each, f"chart-{number}-{place}", scale, span, links, small=not is_large, large=len(shown) <= MOST_IN_FULL)
            for place, each in enumerate(shown, 1)
        ),
        "; ".join(map(_with_notes, hidden)),
    )


def _with_notes(each: Drawn) -> str:
    notes = dict.fromkeys(point.note for point in each.chart.points if point.note)
    return f"{each.title} ({', '.join(notes)})" if notes else each.title


def _view(
    each: Drawn, id: str, scale: ValueScale, span: tuple[date, date] | None, links: Links, *, small: bool, large: bool
) -> ChartView:
    chart = each.chart
    bare = replace(chart, marks=())
    return ChartView(
        title=each.title,
        href=links.to(each.site) if each.site in links.theory.entries else "",
        made_of=made_of_words(each.made_of, each.without, links),
        id=id,
        small=to_svg(lay_out_chart(bare, SMALL, scale=scale, span=span), prefix=f"{id}-small") if small else Markup(""),
        drawing=drawings(chart, id, scale=scale, span=span) if large else Markup(""),
        words=words_of(chart),
        marks=listed(chart, id),
        table=_table(chart),
    )


def _table(chart: Chart) -> DataTable:
    """The values of a chart; of a share also its two counts, where they may be shown."""
    table = table_of(chart)
    if not any(point.size is not None and point.numerator is not None for point in chart.points):
        return table
    header = tuple("Out of" if column == "n" else column for column in table.header)
    counted = ["" if point.size is None else number_words(point.numerator or 0) for point in chart.points]
    rows = tuple((*row[:2], count, *row[2:]) for row, count in zip(table.rows, counted, strict=True))
    return DataTable((*header[:2], "Counted", *header[2:]), rows)
