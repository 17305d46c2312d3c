"""For whom it worked: each group before and after, how far the groups are apart, and what may have suffered.

Gaps are computed from what a page may show, never from numbers behind it: nothing that is held back can be worked out
from them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from nicbook.corpus import Entry
from nicbook.evidence.comparable import Change, Day, change_of, day_of, first_and_last
from nicbook.evidence.lines import Line, lines_of, minimum_of, verdict_of
from nicbook.evidence.pipeline import Gap, Groups, Share, apart, widest
from nicbook.evidence.points import Point
from nicbook.evidence.pooling import pooled_lines
from nicbook.evidence.series import Verdict
from nicbook.records.measure import Measure
from nicbook.records.series import Series
from nicbook.theory import Theory


@dataclass(frozen=True, slots=True)
class GroupChange:
    """One group, before and after."""

    name: str
    before: Share
    after: Share
    by: Gap | None
    """How far it moved; None where one of the two is not shown."""
    moved: str
    """`up`, `down` or `same`; "" where that cannot be told."""


@dataclass(frozen=True, slots=True)
class GroupGap:
    """The groups of one column at one place."""

    place: str
    """The address of the school or, of all together, of the network."""
    made_of: tuple[str, ...]
    """Of all together: the schools, or the whole, that it is made of."""
    without: tuple[str, ...]
    """Schools that are not in it because they are small."""
    columns: tuple[str, ...]
    version: str
    before: str
    """The date as written; "" where the groups cannot be shown."""
    after: str
    """"" where there is one date only."""
    groups: tuple[GroupChange, ...]
    gap_before: tuple[str, str, Gap] | None
    """The highest group, the lowest, and how far they are apart; None where fewer than two are shown."""
    gap_after: tuple[str, str, Gap] | None
    is_whole: bool
    """Whether all groups are shown at both dates: else the gap is that of those shown."""


def latest_versions(lines: Iterable[Line]) -> tuple[Line, ...]:
    """Of each site and group, the version that was counted last: values of different versions are never joined."""
    found: dict[tuple[str, Groups], Line] = {}
    for line in lines:
        key = line.site, line.groups
        if key not in found or line.points[-1].day >= found[key].points[-1].day:
            found[key] = line
    return tuple(found.values())


def knows_groups(entry: Entry) -> bool:
    """Whether the table of a measure has rows of groups: else nobody can see for whom it worked."""
    return isinstance(entry.table, Series) and any(any(one.groups) for one in entry.table.observations)


def group_gaps(theory: Theory, entry: Entry, lines: Iterable[Line]) -> tuple[GroupGap, ...]:
    """Each way to group the lines of a measure, at each school; then of all schools together, where that can be shown.

    A school whose groups cannot be shown has no `before`.
    """
    measure = entry.record
    assert isinstance(measure, Measure)
    lines = [line for line in lines if line.role != "comparison" and line.groups]
    families: dict[tuple[str, ...], dict[str, list[Line]]] = {}
    for line in lines:
        families.setdefault(_columns(line), {}).setdefault(line.site, []).append(line)
    found = [
        _gap_at(site, (), columns, of_site, measure)
        for columns, sites in families.items()
        for site, of_site in sites.items()
    ]
    network = f"networks/{entry.network}"
    pooled: dict[tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]], list[Line]] = {}
    for each in pooled_lines(lines, measure, network, minimum_of(theory, entry)):
        pooled.setdefault((_columns(each.line), each.made_of, each.without), []).append(each.line)
    together = [
        replace(_gap_at(network, made_of, columns, of_set, measure), without=without)
        for (columns, made_of, without), of_set in pooled.items()
    ]
    # A whole that has a line of its own is shown as itself.
    together = [each for each in together if each.before and len(each.made_of) > 1]
    order = list(families)
    return tuple(sorted((*found, *together), key=lambda each: order.index(each.columns)))


def _columns(line: Line) -> tuple[str, ...]:
    return tuple(column for column, _ in line.groups)


def _gap_at(
    place: str, made_of: tuple[str, ...], columns: tuple[str, ...], lines: list[Line], measure: Measure
) -> GroupGap:
    """The latest version in which two groups are shown on two dates; else the latest in which they are on one."""
    best: tuple[str, dict[str, dict[Day, Point]], tuple[Day, Day | None]] | None = None
    for version in dict.fromkeys(line.version for line in lines):
        of_groups: dict[str, dict[Day, Point]] = {}
        for line in lines:
            if line.version == version:
                name = ", ".join(group for _, group in line.groups)
                of_groups.setdefault(name, {}).update({day_of(point): point for point in line.points})
        days = {day: point for points in of_groups.values() for day, point in points.items() if _shown(of_groups, day) > 1}
        pair = first_and_last(days, measure)
        if pair and (best is None or pair[1] or not best[2][1]):
            best = version, of_groups, pair
    if best is None:
        names = dict.fromkeys(", ".join(group for _, group in line.groups) for line in lines)
        groups = tuple(GroupChange(name, None, None, None, "") for name in names)
        return GroupGap(place, made_of, (), columns, "", "", "", groups, None, None, False)
    version, of_groups, (first, last) = best
    before = {name: _share(points, first) for name, points in of_groups.items()}
    after = {name: _share(points, last) for name, points in of_groups.items()}
    return GroupGap(
        place=place,
        made_of=made_of,
        without=(),
        columns=columns,
        version=version,
        before=_written(of_groups, first),
        after=_written(of_groups, last) if last else "",
        groups=tuple(_group_change(name, before[name], after[name]) for name in of_groups),
        gap_before=widest(before),
        gap_after=widest(after),
        is_whole=all(share is not None for share in (*before.values(), *(after.values() if last else ()))),
    )


def _group_change(name: str, before: Share, after: Share) -> GroupChange:
    by = apart(before, after)
    if by is None or by.bound == "at most":
        moved = ""
    elif not by.points:
        moved = "same"
    else:
        moved = "up" if _least(after) > _least(before) else "down"
    return GroupChange(name, before, after, by, moved)


def _least(share: Share) -> float:
    if isinstance(share, str):
        return 0.0 if share.startswith("<") else 95.0
    return share or 0.0


def _shown(of_groups: Mapping[str, Mapping[Day, Point]], day: Day) -> int:
    return sum(_share(points, day) is not None for points in of_groups.values())


def _share(points: Mapping[Day, Point], day: Day | None) -> Share:
    return points[day].shown if day in points else None


def _written(of_groups: Mapping[str, Mapping[Day, Point]], day: Day) -> str:
    return next(str(points[day].when) for points in of_groups.values() if day in points)


# --- what may have suffered ------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Balance:
    """A balancing measure at one school."""

    measure: str
    """The address of the measure."""
    site: str
    """The address of the school; "" where there are no values yet."""
    change: Change | None
    verdict: Verdict | None


def balancing(theory: Theory, network: str, of: str | None = None) -> tuple[Balance, ...]:
    """What a network measures lest something else gets worse, school by school; () where it measures nothing of that.

    `network` is its id; `of` the address of a record: then only what is said to tell about it.
    """
    found: list[Balance] = []
    for entry in theory.of_kind("measure", network):
        measure = entry.record
        if not isinstance(measure, Measure) or measure.role != "balancing" or measure.retired is not None:
            continue
        if of is not None and not any(link.key == "of" and link.target == of for link in theory.links_from(entry.address)):
            continue
        latest = latest_versions(line for line in lines_of(theory, entry) if line.role == "school" and not line.groups)
        rows = [
            Balance(entry.address, line.site, change_of(line.points, measure), verdict_of(line, measure).verdict)
            for line in latest
        ]
        found.extend(rows or [Balance(entry.address, "", None, None)])
    return tuple(found)
