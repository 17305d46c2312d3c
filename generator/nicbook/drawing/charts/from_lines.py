"""The lines of a measure -> charts to draw. Of each point only what a page may show goes further than the rules."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from nicbook.corpus import Entry
from nicbook.drawing.charts.chart import Chart, ChartPoint, Comparison, Goal, Kind, Mark, Rules, Segment, Split
from nicbook.drawing.charts.judged import judged
from nicbook.evidence.aims import about, aims_measured_by, goal_of
from nicbook.evidence.lines import Line, verdict_of
from nicbook.evidence.pipeline import Groups
from nicbook.evidence.points import Point, is_share_of_people
from nicbook.records.cycle import Cycle
from nicbook.records.measure import Measure
from nicbook.text import to_words
from nicbook.theory import Theory


class LineCharts:
    """Makes the charts of one measure: goals, tests and what happened elsewhere are looked up once for all of them."""

    def __init__(self, theory: Theory, entry: Entry, lines: Sequence[Line], to: Callable[[str], str] = "".format) -> None:
        """`lines` are all of the measure; `to` gives the link to the address of a test."""
        assert isinstance(entry.record, Measure)
        self._measure, self._theory, self._to = entry.record, theory, to
        self._elsewhere = [line for line in lines if line.role == "comparison"]
        self._tests = _tests(theory, entry)
        self._goals: dict[Groups, list[tuple[frozenset[str], float]]] = {}
        """For each group, the schools that an aim is about and its goal; the aims about the fewest first."""
        for aim in aims_measured_by(theory, entry):
            goal = goal_of(aim)
            sites: dict[Groups, set[str]] = {}
            for line in about(theory, aim, lines).lines if goal else ():
                sites.setdefault(line.groups, set()).add(line.site)
            for groups, these in sites.items():
                self._goals.setdefault(groups, []).append((frozenset(these), goal.value))
        for goals in self._goals.values():
            goals.sort(key=lambda pair: len(pair[0]))

    def chart(
        self, lines: Sequence[Line], title: str, *, made_of: Sequence[str] = (), rules: Rules = "anhoej", kind: Kind = "run"
    ) -> Chart:
        """The chart of lines that are about the same people: the versions of one line.

        `made_of`: the addresses of the schools that a pooled line is made of. Raises ValueError where the values cannot
        be drawn as this kind of chart.
        """
        in_order = sorted(lines, key=lambda line: (line.points[0].day, line.version))
        first, measure = in_order[0], self._measure
        others = [line for line in self._elsewhere if line.groups == first.groups and line not in lines]
        fitting = (value for sites, value in self._goals.get(first.groups, ()) if sites.issuperset(made_of or (first.site,)))
        return Chart(
            title=title,
            unit=measure.definition.unit,
            segments=tuple(segment_of(line, measure, rules, kind) for line in in_order),
            rules=rules,
            kind=kind,
            better=measure.better,
            goal=next(map(Goal, fitting), None),
            marks=tuple(_mark(test, self._to) for test in self._tests.get(first.site, ())),
            comparisons=tuple(
                Comparison(site_title(self._theory, line.site), tuple(map(chart_point, line.points))) for line in others
            ),
            is_coded=is_share_of_people(measure),
            today=self._theory.today,
        )


def site_title(theory: Theory, site: str) -> str:
    """The title of a site, or its id where it has no record."""
    return theory.entries[site].record.title if site in theory.entries else site.rpartition("/")[2]


def segment_of(line: Line, measure: Measure, rules: Rules = "anhoej", kind: Kind = "run") -> Segment:
    segment = judged(
        [chart_point(point) for point in line.points],
        unit=measure.definition.unit,
        version=line.version,
        splits=tuple(Split(each.after, str(each.when), to_words(each.why), each.when.earliest) for each in line.breaks),
        baseline=line.frozen or None,
        rules=rules,
        kind=kind,
        better=measure.better,
    )
    # The pages of an aim and of a measure never contradict each other.
    if rules == "anhoej" and segment.verdict in ("better", "worse"):
        segment = replace(segment, verdict=verdict_of(line, measure).verdict)
    return replace(segment, short_baseline=line.in_baseline if line.has_short_baseline else None)


def chart_point(point: Point) -> ChartPoint:
    """The rules go by the value; what is drawn and told is what may be shown of it."""
    return ChartPoint(
        day=point.day,
        label=str(point.when),
        value=point.value,
        state="bound" if point.has_bound else point.state,
        shown=point.shown if isinstance(point.shown, float) else None,
        low=point.low,
        high=point.high,
        numerator=point.numerator,
        denominator=point.denominator,
        size=point.size if point.shows_counts else None,
        note=point.note,
    )


def _tests(theory: Theory, entry: Entry) -> dict[str, list[Entry]]:
    """By site, the tests of what the measure tells about, and those with a prediction that names it, by date."""
    told = {link.target for link in theory.links_from(entry.address) if link.key == "of"}
    found = {link.source for address in told for link in theory.links_to(address) if link.key == "tests"}
    found |= {link.source for link in theory.links_to(entry.address) if link.key == "predictions"}
    tests = [test for address in sorted(found) if isinstance((test := theory.entries[address]).record, Cycle)]
    by_site: dict[str, list[Entry]] = {}
    for test in sorted(tests, key=lambda test: test.record.started.earliest):
        named = theory.named_at(test, ("site",))
        if named is not None:
            by_site.setdefault(named.address, []).append(test)
    return by_site


def _mark(test: Entry, to: Callable[[str], str]) -> Mark:
    started = test.record.started
    return Mark(started.earliest, str(started), test.record.title, to(test.address))
