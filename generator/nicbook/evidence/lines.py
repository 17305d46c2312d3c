"""A measure's table as lines to draw and judge: one for each site, group and version, never joined with another."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise
from statistics import median
from typing import Literal, TypeVar

from nicbook.corpus import Entry
from nicbook.evidence.comparable import in_season
from nicbook.evidence.pipeline import Groups
from nicbook.evidence.points import Point, as_seen, point_of
from nicbook.evidence.run_chart import RunChart, run_chart
from nicbook.evidence.series import ENOUGH, Number
from nicbook.privacy.groups import MINIMUM
from nicbook.records.dates import When
from nicbook.records.measure import PEOPLE, Measure
from nicbook.records.network import Network
from nicbook.records.series import Series
from nicbook.records.site import Site
from nicbook.theory import Theory, once

Name = TypeVar("Name", bound=Hashable)

Role = Literal["school", "together", "comparison"]
"""A school counts for itself. What stands for several schools together, such as their district, is never added to
them. A comparison tells what happened elsewhere anyway."""

_DAYS_APART = {"daily": 1, "weekly": 7, "biweekly": 14, "monthly": 30, "quarterly": 91, "each-term": 182, "yearly": 365}


@dataclass(frozen=True, slots=True)
class Break:
    """Where the process is known to have changed."""

    after: int
    """The position of the last point before it, from 1."""
    when: When
    why: str


@dataclass(frozen=True, slots=True)
class Line:
    """The values of one site, of everyone there or of one group, as long as they were counted in one way."""

    site: str
    """The address of the site; of several pooled, that of their network."""
    groups: Groups
    """Column and value; () for everyone."""
    version: str
    role: Role
    points: tuple[Point, ...]
    """At least one."""
    baseline: int = 0
    """How many of the first points lie in the baseline; 0 where none does, or no baseline is stated."""
    breaks: tuple[Break, ...] = ()

    @property
    def in_baseline(self) -> int:
        """How many exact values the baseline has."""
        return sum(point.value is not None for point in self.points[: self.baseline])

    @property
    def frozen(self) -> int:
        """How many of the first points the centre line is taken from; 0 for all.

        A median of few values makes most signals false: of 24 points of noise, 16 in 100 with a baseline of 6, 46 with 1.
        """
        return self.baseline if self.in_baseline >= ENOUGH else 0

    @property
    def has_short_baseline(self) -> bool:
        return 0 < self.baseline < len(self.points) and not self.frozen and not self.breaks

    @property
    def exact(self) -> tuple[Point, ...]:
        return tuple(point for point in self.points if point.value is not None)


@once
def lines_of(theory: Theory, entry: Entry) -> tuple[Line, ...]:
    """The lines of a measure: sites as in the file, everyone before groups, versions as the measure names them.

    () where it has no table.
    """
    measure, series = entry.record, entry.table
    if not isinstance(series, Series):
        return ()
    assert isinstance(measure, Measure)
    minimum = minimum_of(theory, entry)
    sites = dict.fromkeys(one.site for one in series.observations)
    tops = {site: top_of(site, sites, theory) for site in sites}
    points = [point_of(one, measure, minimum) for one in series.observations]
    # Where one count of an occasion is held back, its neighbours could be subtracted from their total.
    occasions = [(tops[one.site], one.date.earliest, one.date.latest, one.version) for one in series.observations]
    closed = {
        where
        for where, point in zip(occasions, points, strict=True)
        if point.state != "missing" and not point.shows_counts and measure.definition.counts in PEOPLE
    }
    rows: dict[tuple[str, Groups, str], list[Point]] = {}
    for one, where, point in zip(series.observations, occasions, points, strict=True):
        groups = tuple((column, group) for column, group in zip(series.group_columns, one.groups, strict=True) if group)
        shown = replace(point, shows_counts=False) if where in closed else point
        rows.setdefault((one.site, groups, one.version), []).append(shown)

    versions = _places(["", *(version.id for version in measure.versions), *(version for _, _, version in rows)])
    families, places = _places([groups for _, groups, _ in rows]), _places(sites)
    roles = _roles(sites, theory, entry)
    return tuple(
        _line(entry, site, roles[site], groups, version, rows[site, groups, version])
        for site, groups, version in sorted(
            rows, key=lambda key: (places[key[0]], len(key[1]), families[key[1]], versions[key[2]])
        )
    )


def _places(names: Iterable[Name]) -> dict[Name, int]:
    return {name: place for place, name in enumerate(dict.fromkeys(names))}


def minimum_of(theory: Theory, entry: Entry) -> int:
    """The least size of a group whose figures the network of a record shows."""
    network = theory.network_of(entry)
    return network.record.privacy.minimum_group if network and isinstance(network.record, Network) else MINIMUM


def verdict_of(line: Line, measure: Measure) -> RunChart:
    """The run chart of a line by the Anhøj rules, with the measure's baseline or, in its place, the line's breaks.

    All pages go by this verdict. A baseline of fewer than 10 values is passed over. Of a measure that depends on the time
    of year, a signal that the same season of an earlier year does not bear out has no direction. Where values are known
    as bounds only, a signal must be there with them as well as without.
    """
    chart = _chart_of([point.value for point in line.points], line, measure)
    if chart.signal and any(point.value is None and point.has_bound for point in line.points):
        with_bounds = _values_with_bounds(line.points)
        if with_bounds is None or _chart_of(with_bounds, line, measure).verdict != chart.verdict:
            return replace(chart, verdict="no signal")
    if measure.seasonal and chart.verdict in ("better", "worse") and in_season(line.points, measure) != chart.verdict:
        return replace(chart, verdict="changed")
    return chart


def _chart_of(values: list[Number | None], line: Line, measure: Measure) -> RunChart:
    splits = [each.after for each in line.breaks]
    return run_chart(values, freeze=line.frozen or None, splits=splits, better=measure.better)


def _values_with_bounds(points: Iterable[Point]) -> list[Number | None] | None:
    """The values, with each bound at the end that lies nearer to the middle of all; None where one of them may lie on
    either side of it."""
    placed = [
        point.value if point.value is not None else point.low if point.high is None else point.high for point in points
    ]
    middle = median(float(value) for value in placed if value is not None)
    for point in points:
        if point.value is None and point.has_bound:
            is_below = point.high is not None and point.high < middle
            is_above = point.low is not None and point.low > middle
            if not is_below and not is_above:
                return None
    return placed


@dataclass(frozen=True, slots=True)
class Wait:
    """What is still needed before a line can be judged."""

    points: int
    by: date | None
    """About when they will be there at the pace of the points so far, if within 100 years; None where that cannot be
    told."""


def wait_of(line: Line, measure: Measure, chart: RunChart) -> Wait | None:
    """How many more points the last part of a line needs at least; None where it has enough."""
    missing = ENOUGH - chart.parts[-1].useful
    if missing <= 0:
        return None
    days = sorted({point.day for point in line.points})
    if len(days) > 1:
        apart = median((later - earlier).days for earlier, later in pairwise(days))
    elif measure.definition.how_often:
        apart = _DAYS_APART[measure.definition.how_often]
    else:
        return Wait(missing, None)
    is_near = apart * missing < 36_525
    return Wait(missing, days[-1] + timedelta(days=round(apart * missing)) if is_near else None)


# --- one line --------------------------------------------------------------------------------------------------------


def _line(entry: Entry, site: str, role: Role, groups: Groups, version: str, points: list[Point]) -> Line:
    measure = entry.record
    assert isinstance(measure, Measure)
    points.sort(key=lambda point: (point.day, point.when.latest))
    return Line(
        site=f"sites/{site}",
        groups=groups,
        version=version,
        role=role,
        points=as_seen(points),
        baseline=points_in_baseline(points, measure),
        breaks=tuple(_breaks(measure, site, points)),
    )


def points_in_baseline(points: Iterable[Point], measure: Measure) -> int:
    """How many points end by the last day of the measure's baseline."""
    until = measure.baseline_until
    return sum(point.when.latest <= until.latest for point in points) if until is not None else 0


def _breaks(measure: Measure, site: str, points: list[Point]) -> Iterator[Break]:
    """In the order of their days; those with all points on one side change nothing."""
    for split in sorted(measure.splits, key=lambda split: split.date.earliest):
        after = sum(point.day < split.date.earliest for point in points)
        if split.site == site and 0 < after < len(points):
            yield Break(after, split.date, str(split.why))


def _roles(sites: Collection[str], theory: Theory, entry: Entry) -> dict[str, Role]:
    records = {site: theory.entries[f"sites/{site}"].record for site in sites if f"sites/{site}" in theory.entries}
    kinds = {site: record.kind for site, record in records.items() if isinstance(record, Site)}
    network = theory.network_of(entry)
    hub = network.record.hub if network is not None and isinstance(network.record, Network) else None
    wholes = {above for site in sites for above in sites_above(site, theory)}
    has_schools = "school" in kinds.values()

    def role(site: str) -> Role:
        kind = kinds.get(site, "school")
        if kind == "reference":
            return "comparison"
        is_office = kind not in ("school", "other") and (has_schools or (hub is not None and site == hub.site))
        return "together" if site in wholes or (is_office and len(sites) > 1) else "school"

    return {site: role(site) for site in sites}


def sites_above(site: str, theory: Theory) -> Iterator[str]:
    """The sites that a site is part of, from the nearest on."""
    seen = {site}
    while (entry := theory.entries.get(f"sites/{site}")) and isinstance(entry.record, Site) and entry.record.part_of:
        site = str(entry.record.part_of)
        if site in seen:
            return
        seen.add(site)
        yield site


def top_of(site: str, sites: Collection[str], theory: Theory) -> str:
    """The largest whole in this table that a site is part of: only rows below the same one can be subtracted."""
    return next((above for above in reversed([*sites_above(site, theory)]) if above in sites), site)
