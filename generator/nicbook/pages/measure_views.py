"""A measure on its page: a chart for all schools together, school by school and group by group, each with its words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby

from markupsafe import Markup

from nicbook.corpus import Entry
from nicbook.drawing.chart import Chart, ChartPoint, Comparison, Goal, Mark, Split
from nicbook.drawing.chart_geometry import SMALL
from nicbook.drawing.chart_html import drawings
from nicbook.drawing.chart_layout import lay_out_chart, values_of
from nicbook.drawing.chart_scale import ValueScale, value_scale
from nicbook.drawing.chart_svg import to_svg
from nicbook.drawing.chart_words import ChartWords, DataTable, Listed, chance_words, listed, table_of, words_of
from nicbook.drawing.judged import judged
from nicbook.evidence.aims import About, about, aims_measured_by, goal_of
from nicbook.evidence.gaps import knows_groups
from nicbook.evidence.lines import Line, lines_of, minimum_of
from nicbook.evidence.pipeline import Groups
from nicbook.evidence.points import Point, is_share_of_people
from nicbook.evidence.pooling import Pooled, pooled_lines
from nicbook.pages.links import Links
from nicbook.pages.words import sentence_case
from nicbook.records.cycle import Cycle
from nicbook.records.measure import PEOPLE, Measure
from nicbook.theory import Theory

TOGETHER = "All schools together"
BY_SCHOOL = "School by school"
MOST_LARGE = 3
"""So many schools are drawn large; of more, and of groups, there are small charts to compare, and each behind its name."""
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
    """Whose values cannot be shown."""


@dataclass(frozen=True, slots=True)
class MeasureView:
    cautions: tuple[str, ...]
    """What a reader should know before the charts."""
    sets: tuple[ChartSet, ...]
    chance: str
    """How many signals chance alone would give; "" where that is nothing to think of."""


@dataclass(frozen=True, slots=True)
class _Drawn:
    """A chart to be, with where it belongs."""

    set: str
    title: str
    site: str
    """The address of a site, "" for several together."""
    made_of: tuple[str, ...]
    chart: Chart


def measure_view(entry: Entry, links: Links) -> MeasureView | None:
    """The charts of a measure: all schools together, wholes and schools, then group by group. None without a table."""
    measure, theory = entry.record, links.theory
    assert isinstance(measure, Measure)
    lines = lines_of(theory, entry)
    if not lines:
        return None
    drawn = [*_charts(entry, lines, links)]
    cautions = [_SEASONAL] if measure.seasonal else []
    if not knows_groups(entry) and measure.definition.counts in PEOPLE:
        cautions.append(_AVERAGES)
    if len({line.site for line in lines if line.role == "school"}) > 1 and all(each.site for each in drawn):
        cautions.append(_NOT_TOGETHER)
    sets = tuple(
        _set(title, list(charts), number, links)
        for number, (title, charts) in enumerate(groupby(drawn, key=lambda each: each.set), 1)
    )
    return MeasureView(tuple(cautions), sets, chance_words([each.chart for each in drawn]))


# --- lines to charts -------------------------------------------------------------------------------------------------


def _charts(entry: Entry, lines: Sequence[Line], links: Links) -> Iterable[_Drawn]:
    """Everyone before groups; in each, all schools together come first."""
    measure, theory = entry.record, links.theory
    assert isinstance(measure, Measure)
    aims = [(aim, about(theory, aim, lines)) for aim in aims_measured_by(theory, entry)]
    tested = _tests(theory, entry)
    families = sorted(dict.fromkeys(_columns(line.groups) for line in lines), key=len)
    minimum = minimum_of(theory, entry)

    def chart(title: str, these: list[Line], sites: Iterable[str]) -> Chart:
        first = these[0]
        others = [line for line in lines if line.role == "comparison" and line.groups == first.groups]
        return Chart(
            title=f"{measure.title}: {title}",
            unit=measure.definition.unit,
            segments=tuple(
                _segment(line, measure) for line in sorted(these, key=lambda line: (line.points[0].day, line.version))
            ),
            better=measure.better,
            goal=_goal(first.groups, frozenset(sites), aims),
            marks=tuple(_mark(test, links) for test in tested if f"sites/{test.record.site}" == first.site),
            comparisons=tuple(Comparison(_title(line.site, links), tuple(map(_point, line.points))) for line in others),
            is_coded=is_share_of_people(measure),
        )

    for columns in families:
        family = [line for line in lines if _columns(line.groups) == columns and line.role != "comparison"]
        by = f" by {' and '.join(map(_plain, columns))}" if columns else ""
        is_alone = len({line.site for line in family}) == 1
        pooled = pooled_lines(family, measure, f"networks/{entry.network}", minimum)
        for made_of, pieces in _by_schools(pooled):
            for groups in dict.fromkeys(line.groups for line in pieces):
                these = [line for line in pieces if line.groups == groups]
                title = group_words(groups) or TOGETHER
                yield _Drawn(f"{TOGETHER}{by}", title, "", made_of, chart(title, these, made_of))
        for site, of_site in groupby(family, key=lambda line: line.site):
            here = list(of_site)
            for groups in dict.fromkeys(line.groups for line in here):
                these = [line for line in here if line.groups == groups]
                name = _title(site, links)
                title = group_words(groups) or name
                where = f"{name}{by}" if columns or is_alone else BY_SCHOOL
                yield _Drawn(where, title, site, (), chart(f"{name}, {title}" if columns else name, these, (site,)))


def _by_schools(pooled: Iterable[Pooled]) -> Iterable[tuple[tuple[str, ...], list[Line]]]:
    """The pooled lines of the same schools; a whole that has a line of its own is drawn as itself."""
    found: dict[tuple[str, ...], list[Line]] = {}
    for each in pooled:
        if len(each.made_of) > 1:
            found.setdefault(each.made_of, []).append(each.line)
    return found.items()


def _segment(line: Line, measure: Measure) -> object:
    return judged(
        [_point(point) for point in line.points],
        version=line.version,
        splits=tuple(Split(each.after, str(each.when), each.why) for each in line.breaks),
        baseline=line.baseline or None,
        better=measure.better,
    )


def _point(point: Point) -> ChartPoint:
    """What is shown as a bound is drawn as one; counts that are not shown are not handed on."""
    is_bound = point.low is not None or point.high is not None
    return ChartPoint(
        day=point.day,
        label=str(point.when),
        value=point.value,
        state="bound" if is_bound else point.state,
        low=point.low,
        high=point.high,
        size=point.size if point.shows_counts else None,
        note=point.note,
    )


def _goal(groups: Groups, sites: frozenset[str], aims: Iterable[tuple[Entry, About]]) -> Goal | None:
    """The goal of the aim that is about these people and the fewest others."""
    fitting = []
    for aim, these in aims:
        goal = goal_of(aim)
        here = {line.site for line in these.lines if line.groups == groups}
        if goal is not None and sites and sites <= here:
            fitting.append((len(here), aim.address, goal))
    return Goal(min(fitting)[2].value) if fitting else None


def _tests(theory: Theory, entry: Entry) -> list[Entry]:
    """The tests of what the measure tells about, and those with a prediction that names it, by date."""
    told = {link.target for link in theory.links_from(entry.address) if link.key == "of"}
    found = {
        link.source
        for address in (*told, entry.address)
        for link in theory.links_to(address)
        if link.key == ("predictions" if address == entry.address else "tests")
    }
    tests = [theory.entries[address] for address in found if isinstance(theory.entries[address].record, Cycle)]
    return sorted(tests, key=lambda test: (test.record.started.earliest, test.address))


def _mark(test: Entry, links: Links) -> Mark:
    cycle = test.record
    assert isinstance(cycle, Cycle)
    return Mark(cycle.started.earliest, str(cycle.started), cycle.title, links.to(test.address))


# --- charts to views -------------------------------------------------------------------------------------------------


def _set(title: str, drawn: list[_Drawn], number: int, links: Links) -> ChartSet:
    """Several charts are drawn on one scale and over the same time."""
    shown = [each for each in drawn if any(point.state in ("exact", "bound") for point in each.chart.points)]
    charts = [each.chart for each in shown]
    days = [point.day for chart in charts for point in chart.points if point.day]
    scale = value_scale((value for chart in charts for value in values_of(chart)), charts[0].unit if charts else "")
    span = (min(days), max(days)) if days else None
    is_large = len(shown) <= (MOST_LARGE if title == BY_SCHOOL else 1)
    return ChartSet(
        title,
        tuple(
            _view(each, f"chart-{number}-{place}", scale, span, links, small=not is_large, large=len(shown) <= MOST_IN_FULL)
            for place, each in enumerate(shown, 1)
        ),
        ", ".join(each.title for each in drawn if each not in shown),
    )


def _view(
    each: _Drawn, id: str, scale: ValueScale, span: tuple[date, date] | None, links: Links, *, small: bool, large: bool
) -> ChartView:
    chart = each.chart
    bare = replace(chart, marks=())
    return ChartView(
        title=each.title,
        href=links.to(each.site) if each.site in links.theory.entries else "",
        made_of=names_of(each.made_of, links),
        id=id,
        small=to_svg(lay_out_chart(bare, SMALL, scale=scale, span=span), prefix=f"{id}-small") if small else Markup(""),
        drawing=drawings(chart, id, scale=scale, span=span) if large else Markup(""),
        words=words_of(chart),
        marks=listed(chart, id),
        table=table_of(chart),
    )


def names_of(sites: Iterable[str], links: Links) -> str:
    """The titles of sites: “North and South”."""
    names = [_title(site, links) for site in sites]
    return " and ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))


def _title(site: str, links: Links) -> str:
    return links.theory.entries[site].record.title if site in links.theory.entries else site.rpartition("/")[2]


def _columns(groups: Groups) -> tuple[str, ...]:
    return tuple(column for column, _ in groups)


def group_words(groups: Groups) -> str:
    """A group as a reader calls it: “Grade 9”, “Girls”, “Grade 9, girls”; "" for everyone."""
    said = [f"{_plain(column)} {group}" if len(group) < 3 else _plain(group) for column, group in groups]
    return sentence_case(", ".join(said))


def _plain(name: str) -> str:
    return name.replace("_", " ").replace("-", " ")
