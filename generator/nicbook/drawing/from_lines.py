"""The lines of a measure -> charts to draw. Of each point only what a page may show goes further than the rules."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from nicbook.corpus import Entry
from nicbook.drawing.chart import Chart, ChartPoint, Comparison, Goal, Kind, Mark, Rules, Segment, Split
from nicbook.drawing.judged import judged
from nicbook.evidence.aims import about, aims_measured_by, goal_of
from nicbook.evidence.lines import Line, lines_of
from nicbook.evidence.points import Point, is_share_of_people
from nicbook.records.cycle import Cycle
from nicbook.records.measure import Measure
from nicbook.text import to_words
from nicbook.theory import Theory


def chart_of(
    theory: Theory,
    entry: Entry,
    lines: Sequence[Line],
    title: str,
    *,
    sites: frozenset[str] | None = None,
    to: Callable[[str], str] = "".format,
    rules: Rules = "anhoej",
    kind: Kind = "run",
) -> Chart:
    """The chart of lines of one measure that are about the same people: its versions, and pieces of one version.

    `sites`: the addresses of the schools that a pooled line is made of. `to` gives the link to the address of a test.
    Raises ValueError where the values cannot be drawn as this kind of chart.
    """
    measure = entry.record
    assert isinstance(measure, Measure)
    in_order = sorted(lines, key=lambda line: (line.points[0].day, line.version))
    first = in_order[0]
    every = lines_of(theory, entry)
    others = [line for line in every if line.role == "comparison" and line.groups == first.groups and line not in lines]
    return Chart(
        title=title,
        unit=measure.definition.unit,
        segments=tuple(segment_of(line, measure, rules, kind) for line in in_order),
        rules=rules,
        kind=kind,
        better=measure.better,
        goal=_goal(theory, entry, first, sites or frozenset((first.site,)), every),
        marks=tuple(_marks(theory, entry, first.site, to)),
        comparisons=tuple(
            Comparison(site_title(theory, line.site), tuple(map(chart_point, line.points))) for line in others
        ),
        is_coded=is_share_of_people(measure),
    )


def site_title(theory: Theory, site: str) -> str:
    """The title of a site, or its id where it has no record."""
    return theory.entries[site].record.title if site in theory.entries else site.rpartition("/")[2]


def segment_of(line: Line, measure: Measure, rules: Rules = "anhoej", kind: Kind = "run") -> Segment:
    return judged(
        [chart_point(point) for point in line.points],
        unit=measure.definition.unit,
        version=line.version,
        splits=tuple(Split(each.after, str(each.when), to_words(each.why), each.when.earliest) for each in line.breaks),
        baseline=line.baseline or None,
        rules=rules,
        kind=kind,
        better=measure.better,
    )


def chart_point(point: Point) -> ChartPoint:
    """The rules go by the value; what is drawn and told is what may be shown of it."""
    is_bound = point.low is not None or point.high is not None
    return ChartPoint(
        day=point.day,
        label=str(point.when),
        value=point.value,
        state="bound" if is_bound else point.state,
        shown=point.shown if isinstance(point.shown, float) else None,
        low=point.low,
        high=point.high,
        numerator=point.numerator,
        denominator=point.denominator,
        size=point.size if point.shows_counts else None,
        note=point.note,
    )


def _goal(theory: Theory, entry: Entry, line: Line, sites: frozenset[str], every: Sequence[Line]) -> Goal | None:
    """The goal of the aim that is about these people and the fewest others."""
    fitting = []
    for aim in aims_measured_by(theory, entry):
        here = {each.site for each in about(theory, aim, every).lines if each.groups == line.groups}
        goal = goal_of(aim)
        if goal is not None and sites <= here:
            fitting.append((len(here), aim.address, goal.value))
    return Goal(min(fitting)[2]) if fitting else None


def _marks(theory: Theory, entry: Entry, site: str, to: Callable[[str], str]) -> Iterator[Mark]:
    """The tests at a site of what the measure tells about, and those with a prediction that names it, by date."""
    told = {link.target for link in theory.links_from(entry.address) if link.key == "of"}
    found = {link.source for address in told for link in theory.links_to(address) if link.key == "tests"}
    found |= {link.source for link in theory.links_to(entry.address) if link.key == "predictions"}
    tests = [test for address in sorted(found) if isinstance((test := theory.entries[address]).record, Cycle)]
    for test in sorted(tests, key=lambda test: test.record.started.earliest):
        named = theory.named_at(test, ("site",))
        if named is not None and named.address == site:
            started = test.record.started
            yield Mark(started.earliest, str(started), test.record.title, to(test.address))
