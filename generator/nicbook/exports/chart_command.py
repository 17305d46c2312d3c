"""What `nicbook chart` draws: a table of anybody's, or a measure of this base. Pure: contents in, contents out."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from pathlib import PurePath

from nicbook.addresses import Addresses
from nicbook.diagnostics import Diagnostics
from nicbook.drawing.charts.chart import Chart, Kind, Rules
from nicbook.drawing.charts.svg import to_svg_file
from nicbook.drawing.charts.from_lines import LineCharts, site_title
from nicbook.drawing.charts.from_series import chart_of_series
from nicbook.evidence.lines import Line, lines_of
from nicbook.exports.chart_data import to_chart_data
from nicbook.reading.any_table import read_any_table
from nicbook.records.any_cells import Unclear
from nicbook.records.any_series import NotThere, read_any_series
from nicbook.theory import Theory

FORMATS = ("svg", "json")


class CannotChart(Exception):
    """Why nothing is drawn, in one or two plain sentences."""

    def __init__(self, why: str, *, is_content: bool = False) -> None:
        super().__init__(why)
        self.is_content = is_content
        """Whether what the file says is at fault, and not what was asked for."""


def chart_of_file(
    name: str, content: bytes, site: str | None, groups: Mapping[str, str], rules: Rules, kind: Kind
) -> Chart:
    """The chart of the only series of a CSV file, or of the one that is asked for. Raises CannotChart."""
    table, problems = read_any_table(name, content)
    if table is None:
        raise CannotChart(f"{name} cannot be read. {_first(problems)}", is_content=True)
    try:
        series = read_any_series(table, site, groups)
    except Unclear as fault:
        raise CannotChart(f"{name}: {fault}", is_content=True) from fault
    except NotThere as fault:
        raise CannotChart(str(fault)) from fault
    told = (series.name if series.name != "value" else "", *(text for _, text in series.keys))
    title = ": ".join(filter(None, (PurePath(name).stem, ", ".join(filter(None, told)))))
    try:
        return chart_of_series(series, title, rules=rules, kind=kind)
    except ValueError as fault:
        raise CannotChart(f"{name} cannot be drawn as this kind of chart. {fault}") from fault


def chart_of_measure(
    theory: Theory,
    addresses: Addresses,
    name: str,
    site: str | None,
    groups: Mapping[str, str],
    rules: Rules,
    kind: Kind,
) -> Chart:
    """The chart of a measure at a site: of everyone, or of the group that is asked for. Raises CannotChart."""
    found = [address for address in addresses.meanings(name, None) if addresses.kind(address) == "measure"]
    if len(found) != 1:
        raise CannotChart(_no_measure(theory, name, found))
    entry = theory.entries[found[0]]
    lines = lines_of(theory, entry)
    if not lines:
        raise CannotChart(f"The measure {name} has no values yet.")
    chosen = _chosen(lines, site, groups)
    where = site_title(theory, chosen[0].site)
    title = f"{entry.record.title}: {', '.join((where, *(f'{column} {group}' for column, group in chosen[0].groups)))}"
    try:
        return LineCharts(theory, entry, lines).chart(chosen, title, rules=rules, kind=kind)
    except ValueError as fault:
        raise CannotChart(f"{name} cannot be drawn as this kind of chart. {fault}") from fault


def chart_content(chart: Chart, form: str) -> bytes:
    """The chart in one of FORMATS, UTF-8."""
    if form == "svg":
        return to_svg_file(chart).encode()
    return (json.dumps(to_chart_data(chart), indent=2, ensure_ascii=False) + "\n").encode()


def kind_of(kind: Kind | None, rules: Rules) -> Kind:
    """The kind of chart: the rules of Making Data Count go with an I chart only. Raises CannotChart."""
    if rules != "making-data-count":
        return kind or "run"
    if kind not in (None, "i"):
        raise CannotChart("The rules of Making Data Count go with an I chart only: leave out --kind.")
    return "i"


def _first(problems: Diagnostics) -> str:
    return " ".join(filter(None, (problems[0].message, problems[0].hint)))


def _no_measure(theory: Theory, name: str, found: list[str]) -> str:
    if found:
        ways = ", ".join(f"{address.split('/')[1]}/{name}" for address in found)
        return f"Several networks have a measure {name}. Choose one: {ways}."
    known = [f"{entry.network}/{entry.id}" for entry in theory.of_kind("measure")]
    close = get_close_matches(name, [*known, *(each.rpartition("/")[2] for each in known)], 1)
    said = f"Did you mean {close[0]}?" if close else f"The measures here are: {_some(known) or 'none'}."
    return f"There is no file and no measure {name}. {said}"


def _chosen(lines: tuple[Line, ...], site: str | None, groups: Mapping[str, str]) -> list[Line]:
    """The lines of one site and group, in all their versions. Everyone goes before all groups."""
    sites = list(dict.fromkeys(line.site.rpartition("/")[2] for line in lines))
    if site is not None and site not in sites:
        raise CannotChart(f"There are no values of the site {site}. There are some of: {_some(sites)}.")
    if site is None and len(sites) > 1:
        raise CannotChart(f"There are values of {len(sites)} sites. Choose one: {_some(f'--site {each}' for each in sites)}.")
    here = [line for line in lines if line.site.rpartition("/")[2] == (site or sites[0])]
    fitting = [line for line in here if groups.items() <= dict(line.groups).items()]
    exact = [line for line in fitting if len(line.groups) == len(groups)] or fitting
    ways = list(dict.fromkeys(line.groups for line in exact))
    if len(ways) == 1:
        return exact
    told = ways or dict.fromkeys(line.groups for line in here)
    options = _some(" ".join(f"--group {column}={group}" for column, group in way) or "without --group" for way in told)
    why = "There are values of several groups" if ways else "There are no values of this group"
    raise CannotChart(f"{why}. Choose: {options}.")


def _some(words: Iterable[str], most: int = 8) -> str:
    words = list(words)
    rest = f" and {len(words) - most} more" if len(words) > most else ""
    return ", ".join(words[:most]) + rest
