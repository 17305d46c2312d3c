"""The charts of a measure in their order: which of them are compared with each other, and what they are called."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from nicbook.corpus import Entry
from nicbook.drawing.charts.chart import Chart
from nicbook.drawing.charts.from_lines import LineCharts, site_title
from nicbook.evidence.lines import Line, minimum_of
from nicbook.evidence.pipeline import Groups
from nicbook.evidence.pooling import pooled_lines
from nicbook.pages.links import Links
from nicbook.pages.words import sentence_case
from nicbook.records.measure import Measure

Item = TypeVar("Item")
Key = TypeVar("Key", bound=Hashable)

TOGETHER = "All schools together"
BY_SCHOOL = "School by school"
WITHOUT_GROUPS = "All together"


@dataclass(frozen=True, slots=True)
class Drawn:
    """A chart to be, with where it belongs."""

    set: str
    """The title of the charts that it is compared with."""
    title: str
    """The group; of everyone, the place."""
    site: str
    """The address of a site, "" for several together."""
    groups: Groups
    made_of: tuple[str, ...]
    without: tuple[str, ...]
    chart: Chart


def charts_of(entry: Entry, lines: Sequence[Line], links: Links, at: str = "") -> Iterator[Drawn]:
    """Everyone before groups; in each, all schools together come first. `at`: the only site that is asked for."""
    measure, theory = entry.record, links.theory
    assert isinstance(measure, Measure)
    minimum = minimum_of(theory, entry)
    chart = LineCharts(theory, entry, lines, links.to).chart
    families = _grouped(lines, lambda line: _columns(line.groups))
    for columns, family in sorted(families.items(), key=lambda pair: len(pair[0])):
        by = f" by {' and '.join(map(_plain, columns))}" if columns else ""
        own = [line for line in family if line.role != "comparison" and at in ("", line.site)]
        is_alone = len({line.site for line in own}) == 1
        pooled = [each for each in pooled_lines(own, measure, f"networks/{entry.network}", minimum) if len(each.made_of) > 1]
        for (made_of, without), pieces in _grouped(pooled, lambda each: (each.made_of, each.without)).items():
            for groups, these in _grouped([each.line for each in pieces], _groups).items():
                drawn = chart(these, _chart_title(measure, TOGETHER, groups), made_of=made_of)
                yield Drawn(f"{TOGETHER}{by}", group_words(groups) or TOGETHER, "", groups, made_of, without, drawn)
        for site, here in _grouped(own, lambda line: line.site).items():
            name = site_title(links.theory, site)
            for groups, these in _grouped(here, _groups).items():
                where = f"{name}{by}" if columns or is_alone else BY_SCHOOL
                drawn = chart(these, _chart_title(measure, name, groups))
                yield Drawn(where, group_words(groups) or name, site, groups, (), (), drawn)


def comparisons_of(entry: Entry, lines: Sequence[Line], links: Links) -> Iterator[Drawn]:
    """What happened elsewhere: it is drawn beside the charts of schools, and is none of them."""
    measure = entry.record
    assert isinstance(measure, Measure)
    chart = LineCharts(links.theory, entry, lines, links.to).chart
    elsewhere = [line for line in lines if line.role == "comparison"]
    for (site, groups), these in _grouped(elsewhere, lambda line: (line.site, line.groups)).items():
        name = site_title(links.theory, site)
        drawn = chart(these, _chart_title(measure, name, groups))
        yield Drawn(name, group_words(groups) or WITHOUT_GROUPS, site, groups, (), (), drawn)


def _chart_title(measure: Measure, where: str, groups: Groups) -> str:
    return f"{measure.title}: {', '.join(filter(None, (where, group_words(groups))))}"


def _grouped(items: Iterable[Item], key: Callable[[Item], Key]) -> dict[Key, list[Item]]:
    found: dict[Key, list[Item]] = {}
    for item in items:
        found.setdefault(key(item), []).append(item)
    return found


def _groups(line: Line) -> Groups:
    return line.groups


def names_of(sites: Iterable[str], links: Links) -> str:
    """The titles of sites: “North and South”."""
    names = [site_title(links.theory, site) for site in sites]
    return " and ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))


def made_of_words(sites: Sequence[str], without: Sequence[str], links: Links) -> str:
    """What a pooled line is made of: “North and South; East is not in it: it is small”."""
    names = names_of(sites, links)
    if not without:
        return names
    are, they = ("is", "it is") if len(without) == 1 else ("are", "they are")
    return f"{names}; {names_of(without, links)} {are} not in it: {they} small"


def _columns(groups: Groups) -> tuple[str, ...]:
    return tuple(column for column, _ in groups)


def group_words(groups: Groups) -> str:
    """A group as a reader calls it: “Grade 9”, “Girls”, “Grade 9, girls”; "" for everyone."""
    said = [f"{_plain(column)} {group}" if len(group) < 3 else _plain(group) for column, group in groups]
    return sentence_case(", ".join(said))


def _plain(name: str) -> str:
    return name.replace("_", " ").replace("-", " ")
