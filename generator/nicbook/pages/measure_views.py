"""A measure's charts as a page shows them: all schools together, school by school and group by group, each with its words.

Of a measure with many charts, those of each school stand in full on a page of their own: see measure_pages.py.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby, islice

from markupsafe import Markup

from nicbook.corpus import Entry
from nicbook.drawing.charts.chart import Chart, number_words
from nicbook.drawing.charts.from_lines import site_title
from nicbook.drawing.charts.geometry import SMALL, time_span
from nicbook.drawing.charts.html import drawings
from nicbook.drawing.charts.layout import lay_out_chart, values_of
from nicbook.drawing.charts.scale import ValueScale, value_scale
from nicbook.drawing.charts.svg import to_svg
from nicbook.drawing.charts.words import ChartWords, DataTable, Listed, chance_words, lines_words, listed, table_of, words_of
from nicbook.evidence.gaps import knows_groups
from nicbook.evidence.lines import Line
from nicbook.pages.links import Links
from nicbook.pages.measure_charts import BY_SCHOOL, Drawn, charts_of, comparisons_of, made_of_words
from nicbook.pages.shown import Shown, show
from nicbook.records.measure import PEOPLE, Measure, Version

MOST_LARGE = 3
"""So many schools are drawn large; of more, and of groups, there are small charts to compare, and each behind its name."""
MOST_ON_PAGE = 8
"""So many charts of schools stand in full on the page of their measure; of more, each site has a page for its own."""
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
    """The page of the school, or of the measure at this school; "" where that stands above, or for several together."""
    made_of: str
    """Of several together: which schools."""
    id: str
    small: Markup
    """One of several; "" where all are large."""
    drawing: Markup
    """In full; "" where there are too many, and where it stands elsewhere."""
    words: ChartWords
    marks: tuple[Listed, ...]
    table: DataTable


@dataclass(frozen=True, slots=True)
class ChartSet:
    """Charts that are compared with each other."""

    title: str
    href: str
    """Of charts of one school, its page, or that of the measure at this school; "" of several."""
    charts: tuple[ChartView, ...]
    """On one scale and over the same time. () where none has a value that is shown."""
    is_elsewhere: bool
    """Whether they are only compared here, and stand in full on the pages that their names lead to."""
    lines: str
    """What the lines of small charts are."""
    hidden: str
    """Whose values cannot be shown, with what was noted."""


@dataclass(frozen=True, slots=True)
class Compared:
    """A series that is drawn beside the charts."""

    title: str
    href: str
    """The page of the site, or of the measure at this site; "" where that stands above."""
    tables: tuple[tuple[str, DataTable], ...]
    """Its values, of everyone and of each group; () where they stand on the page of the measure at this site."""


@dataclass(frozen=True, slots=True)
class MeasureView:
    cautions: tuple[str, ...]
    """What a reader should know before the charts."""
    versions: tuple[tuple[str, str, Shown | None], ...]
    """Where the charts have points of several versions, each with its time and why it was changed."""
    sets: tuple[ChartSet, ...]
    by_group: tuple[tuple[str, str], ...]
    """The sites whose groups stand on a page of their own only, each with that page."""
    compared: tuple[Compared, ...]
    chance: str
    """How many signals chance alone would give; "" where that is nothing to think of."""


def sites_with_a_page(lines: Sequence[Line]) -> tuple[str, ...]:
    """The sites whose values stand on a page of their own, as in the file: all, of a measure with many charts of several
    schools, else none."""
    charts = {(line.site, line.groups) for line in lines if line.role != "comparison"}
    has_pages = len(charts) > MOST_ON_PAGE and len({site for site, _ in charts}) > 1
    return tuple(dict.fromkeys(line.site for line in lines)) if has_pages else ()


def address_at(entry: Entry, site: str) -> str:
    """Where the page of a measure at one site stands."""
    return f"{entry.address}/{site.rpartition('/')[2]}/"


def measure_view(entry: Entry, lines: Sequence[Line], links: Links, at: str = "") -> MeasureView:
    """The charts of a measure's lines: all schools together, wholes and schools, then group by group.

    `at`: the site whose own page this is. Where sites have such pages, that of the measure shows no groups of single ones.
    """
    measure = entry.record
    assert isinstance(measure, Measure)
    is_elsewhere = not at and bool(sites_with_a_page(lines))
    all_drawn = charts_of(entry, lines, links, at)
    drawn = [*islice((each for each in all_drawn if not (is_elsewhere and each.site and each.groups)), MOST_CHARTS + 1)]
    cautions = [_SEASONAL] if measure.seasonal else []
    cautions += filter(None, [averages_only(entry)])
    if not at and len({line.site for line in lines if line.role == "school"}) > 1 and all(each.site for each in drawn):
        cautions.append(_NOT_TOGETHER)
    if len(drawn) > MOST_CHARTS:
        cautions.append(f"There are too many charts for one page: these are the first {MOST_CHARTS}.")
    drawn = drawn[:MOST_CHARTS]
    hrefs = _hrefs(entry, lines, links, at)
    alike = groupby(drawn, key=lambda each: (each.set, each.made_of))
    with_groups = dict.fromkeys(line.site for line in lines if line.groups and line.role != "comparison")
    has_versions = len({line.version for line in lines if at in ("", line.site)}) > 1
    of_schools = [each.chart for each in drawn if each.site]
    has_both = 0 < len(of_schools) < len(drawn)
    return MeasureView(
        cautions=tuple(cautions),
        versions=tuple(_version(each, links) for each in measure.versions) if has_versions else (),
        sets=tuple(
            _set(title, list(charts), number, links, hrefs, is_elsewhere)
            for number, ((title, _), charts) in enumerate(alike, 1)
        ),
        by_group=tuple((site_title(links.theory, site), hrefs[site]) for site in with_groups) if is_elsewhere else (),
        compared=tuple(_compared(entry, lines, links, at)),
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


def _hrefs(entry: Entry, lines: Sequence[Line], links: Links, at: str) -> dict[str, str]:
    """Where the name of a site leads to: its page, or that of the measure there; "" on the latter itself."""
    found = {line.site: links.to(line.site) for line in lines if line.site in links.theory.entries}
    return found | {site: links.to_page(address_at(entry, site)) for site in sites_with_a_page(lines)} | {at: ""}


def _compared(entry: Entry, lines: Sequence[Line], links: Links, at: str) -> Iterator[Compared]:
    """What is drawn beside the charts of a page; on a page of its own, its values."""
    hrefs, has_pages = _hrefs(entry, lines, links, at), bool(sites_with_a_page(lines))
    beside = {site: list(drawn) for site, drawn in groupby(comparisons_of(entry, lines, links), key=lambda each: each.site)}
    for site, drawn in beside.items():
        if at == site or at not in beside:
            tables = ((each.title, _table(each.chart)) for each in drawn) if at == site or not has_pages else ()
            yield Compared(drawn[0].set, hrefs.get(site, ""), tuple(tables))


def _set(
    title: str, drawn: list[Drawn], number: int, links: Links, hrefs: Mapping[str, str], has_pages: bool
) -> ChartSet:
    """Several charts are drawn on one scale and over the same time. `has_pages`: those of schools stand in full elsewhere."""
    shown, hidden = [], []
    for each in drawn:
        has_values = any(point.state in ("exact", "bound") for point in each.chart.points)
        (shown if has_values else hidden).append(each)
    charts = [each.chart for each in shown]
    spans = [span for chart in charts if (span := time_span(chart))]
    scale = value_scale((value for chart in charts for value in values_of(chart)), charts[0].unit if charts else "")
    span = (min(first for first, _ in spans), max(last for _, last in spans)) if spans else None
    is_elsewhere = has_pages and bool(drawn[0].site)
    is_small = is_elsewhere or len(shown) > (MOST_LARGE if title == BY_SCHOOL else 1)
    is_of_one = len({each.site for each in drawn}) == 1
    return ChartSet(
        title=title,
        href=hrefs.get(drawn[0].site, "") if is_of_one else "",
        charts=tuple(
            _view(
                each,
                "" if is_of_one else hrefs.get(each.site, ""),
                f"chart-{number}-{place}",
                scale,
                span,
                links,
                small=is_small,
                large=len(shown) <= MOST_IN_FULL and not is_elsewhere,
            )
            for place, each in enumerate(shown, 1)
        ),
        is_elsewhere=is_elsewhere,
        lines=lines_words(charts, scale) if is_small else "",
        hidden="; ".join(map(_with_notes, hidden)),
    )


def _with_notes(each: Drawn) -> str:
    notes = dict.fromkeys(point.note for point in each.chart.points if point.note)
    return f"{each.title} ({', '.join(notes)})" if notes else each.title


def _view(
    each: Drawn,
    href: str,
    id: str,
    scale: ValueScale,
    span: tuple[date, date] | None,
    links: Links,
    *,
    small: bool,
    large: bool,
) -> ChartView:
    chart = each.chart
    bare = replace(chart, marks=())
    return ChartView(
        title=each.title,
        href=href,
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
