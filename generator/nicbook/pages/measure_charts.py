"""The lines of a measure as charts: who stands beside whom, with goals, tests and what happened elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from nicbook.corpus import Entry
from nicbook.drawing.chart import Chart, ChartPoint, Comparison, Goal, Mark, Segment, Split
from nicbook.drawing.judged import judged
from nicbook.evidence.aims import about, aims_measured_by, goal_of
from nicbook.evidence.lines import Line, minimum_of
from nicbook.evidence.pipeline import Groups
from nicbook.evidence.points import Point, is_share_of_people
from nicbook.evidence.pooling import pooled_lines
from nicbook.pages.links import Links
from nicbook.pages.words import sentence_case
from nicbook.records.cycle import Cycle
from nicbook.records.measure import Measure
from nicbook.theory import Theory

Item = TypeVar("Item")
Key = TypeVar("Key", bound=Hashable)

TOGETHER = "All schools together"
BY_SCHOOL = "School by school"


@dataclass(frozen=True, slots=True)
class Drawn:
    """A chart to be, with where it belongs."""

    set: str
    """The title of the charts that it is compared with."""
    title: str
    site: str
    """The address of a site, "" for several together."""
    made_of: tuple[str, ...]
    chart: Chart


def charts_of(entry: Entry, lines: Sequence[Line], links: Links) -> Iterator[Drawn]:
    """Everyone before groups; in each, all schools together come first."""
    measure, theory = entry.record, links.theory
    assert isinstance(measure, Measure)
    minimum = minimum_of(theory, entry)
    chart = _Charts(entry, lines, links).chart
    for columns, family in _grouped(lines, lambda line: _columns(line.groups)).items():
        by = f" by {' and '.join(map(_plain, columns))}" if columns else ""
        own = [line for line in family if line.role != "comparison"]
        is_alone = len({line.site for line in own}) == 1
        pooled = [each for each in pooled_lines(own, measure, f"networks/{entry.network}", minimum) if len(each.made_of) > 1]
        for made_of, pieces in _grouped(pooled, lambda each: each.made_of).items():
            for groups, these in _grouped([each.line for each in pieces], _groups).items():
                title = group_words(groups) or TOGETHER
                yield Drawn(f"{TOGETHER}{by}", title, "", made_of, chart(title, these, made_of))
        for site, here in _grouped(own, lambda line: line.site).items():
            name = title_of(site, links)
            for groups, these in _grouped(here, _groups).items():
                title = group_words(groups) or name
                where = f"{name}{by}" if columns or is_alone else BY_SCHOOL
                yield Drawn(where, title, site, (), chart(f"{name}, {title}" if columns else name, these, (site,)))


class _Charts:
    """Makes charts of the lines of one measure."""

    def __init__(self, entry: Entry, lines: Sequence[Line], links: Links) -> None:
        assert isinstance(entry.record, Measure)
        self.measure, self.links = entry.record, links
        comparisons = [line for line in lines if line.role == "comparison"]
        self.elsewhere = _grouped(comparisons, _groups)
        self.tests = _grouped(_tests(links.theory, entry), lambda test: f"sites/{test.record.site}")
        self.goals: dict[Groups, list[tuple[frozenset[str], float]]] = {}
        """For each group, the schools that an aim is about and its goal; the aims about the fewest first."""
        for aim in aims_measured_by(links.theory, entry):
            goal = goal_of(aim)
            for groups, these in _grouped(about(links.theory, aim, lines).lines, _groups).items() if goal else ():
                self.goals.setdefault(groups, []).append((frozenset(line.site for line in these), goal.value))
        for goals in self.goals.values():
            goals.sort(key=lambda pair: len(pair[0]))

    def chart(self, title: str, lines: Sequence[Line], sites: Sequence[str]) -> Chart:
        """One chart: the versions of one line, at a school or of several schools together."""
        groups, in_time = lines[0].groups, sorted(lines, key=lambda line: (line.points[0].day, line.version))
        goal = next((Goal(value) for schools, value in self.goals.get(groups, ()) if schools.issuperset(sites)), None)
        return Chart(
            title=f"{self.measure.title}: {title}",
            unit=self.measure.definition.unit,
            segments=tuple(_segment(line, self.measure) for line in in_time),
            better=self.measure.better,
            goal=goal,
            marks=tuple(_mark(test, self.links) for test in self.tests.get(lines[0].site, ())),
            comparisons=tuple(
                Comparison(title_of(line.site, self.links), tuple(map(_point, line.points)))
                for line in self.elsewhere.get(groups, ())
            ),
            is_coded=is_share_of_people(self.measure),
        )


def _grouped(items: Iterable[Item], key: Callable[[Item], Key]) -> dict[Key, list[Item]]:
    found: dict[Key, list[Item]] = {}
    for item in items:
        found.setdefault(key(item), []).append(item)
    return found


def _groups(line: Line) -> Groups:
    return line.groups


def _segment(line: Line, measure: Measure) -> Segment:
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


def names_of(sites: Iterable[str], links: Links) -> str:
    """The titles of sites: “North and South”."""
    names = [title_of(site, links) for site in sites]
    return " and ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))


def title_of(site: str, links: Links) -> str:
    return links.theory.entries[site].record.title if site in links.theory.entries else site.rpartition("/")[2]


def _columns(groups: Groups) -> tuple[str, ...]:
    return tuple(column for column, _ in groups)


def group_words(groups: Groups) -> str:
    """A group as a reader calls it: “Grade 9”, “Girls”, “Grade 9, girls”; "" for everyone."""
    said = [f"{_plain(column)} {group}" if len(group) < 3 else _plain(group) for column, group in groups]
    return sentence_case(", ".join(said))


def _plain(name: str) -> str:
    return name.replace("_", " ").replace("-", " ")
