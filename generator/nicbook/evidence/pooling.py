"""What a measure says of all schools together: the sum of their counts, or the row of a whole that they are part of.

Averages are not averaged, and no school counts twice. Where the schools that give values change from one date to the
next, the points are not joined: else the mix of schools would move the line.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import dropwhile

from nicbook.evidence.comparable import Day, day_of
from nicbook.evidence.lines import Break, Line, points_in_baseline
from nicbook.evidence.points import Point, as_point, as_seen
from nicbook.records.measure import Measure


ONE_SCHOOL = "only one school has values"


@dataclass(frozen=True, slots=True)
class Pooled:
    """Several schools as one line: its points are all of the same schools."""

    line: Line
    made_of: tuple[str, ...]
    """The addresses of the schools whose counts are added up, or of the one whole whose rows these are."""
    without: tuple[str, ...] = ()
    """The schools that are left out because a count of theirs is suppressed."""


def pooled_lines(
    lines: Iterable[Line], measure: Measure, network: str, minimum: int
) -> tuple[Pooled, ...]:
    """For everyone and each group of each version, the schools of these lines together, one line
    for each set of schools, in the order of their first dates.

    A date has a point without a value where the schools have rows, but together they cannot be shown. () where no date
    can, or where there is only one school. `network` is the address that stands for them, `minimum` the least size of a group that may be
    shown.
    """
    families: dict[tuple[object, ...], list[Line]] = {}
    alike: dict[tuple[object, ...], list[Line]] = {}
    for line in lines:
        if line.role != "comparison":
            families.setdefault((line.groups, line.version), []).append(line)
            alike.setdefault(_kind(line), []).append(line)
    hidden = {kind: _left_out(these) for kind, these in alike.items()}
    return tuple(
        pooled
        for family in families.values()
        for pooled in _pieces(family, hidden[_kind(family[0])], measure, network, minimum)
    )


def _kind(line: Line) -> tuple[object, ...]:
    """Groups of one column are pooled of the same schools, so that they can be compared."""
    return tuple(column for column, _ in line.groups), line.version


def _left_out(lines: list[Line]) -> tuple[str, ...]:
    """The schools with a suppressed count, where two others show all of theirs.

    These counts stand on the page themselves, so their sum tells nothing new. Where a total is published from which a
    hidden school could be computed, they do not show them, and nobody is left out.
    """
    schools = [line for line in lines if line.role == "school"]
    small = tuple(dict.fromkeys(line.site for line in schools if any(point.state == "suppressed" for point in line.points)))
    others = [line for line in schools if line.site not in small]
    shows_all = all(point.shows_counts for line in others for point in line.points if point.state != "missing")
    return small if shows_all and len({line.site for line in others}) > 1 else ()


def _pieces(
    family: list[Line], without: tuple[str, ...], measure: Measure, network: str, minimum: int
) -> Iterable[Pooled]:
    family = [line for line in family if line.site not in without]
    schools = [line for line in family if line.role == "school"]
    if len({line.site for line in schools}) < 2:
        return
    rows: dict[Day, dict[str, Point]] = {}
    wholes: dict[Day, dict[str, Point]] = {}
    for line in family:
        for point in line.points:
            here = wholes if line.role == "together" else rows
            here.setdefault(day_of(point), {}).setdefault(line.site, point)
    found = [
        _together(rows.get(day, {}), wholes.get(day, {}), measure, minimum) for day in sorted(rows | wholes)
    ]
    # Where one school begins before the others, the line begins with the others.
    found = [*dropwhile(lambda each: each[1].note == ONE_SCHOOL, found)]
    if not any(made_of for made_of, _ in found):
        return
    # A date that cannot be shown is a gap in the line before it, or in the first.
    points: dict[tuple[str, ...], list[Point]] = {}
    latest = next(made_of for made_of, _ in found if made_of)
    for made_of, point in found:
        latest = made_of or latest
        points.setdefault(latest, []).append(point)
    groups, version = schools[0].groups, schools[0].version
    for made_of, these in points.items():
        breaks = tuple(_breaks([line for line in family if line.site in made_of], these))
        line = Line(network, groups, version, "together", as_seen(these), points_in_baseline(these, measure), breaks)
        yield Pooled(line, made_of, without)


def _breaks(lines: Iterable[Line], points: list[Point]) -> Iterator[Break]:
    """Where the process changed at one of the schools, it changed for all of them together."""
    found = {each.when: each for line in lines for each in line.breaks}
    for each in sorted(found.values(), key=lambda one: one.when.earliest):
        after = sum(point.day < each.when.earliest for point in points)
        if 0 < after < len(points):
            yield replace(each, after=after)


def _together(
    rows: Mapping[str, Point], wholes: Mapping[str, Point], measure: Measure, minimum: int
) -> tuple[tuple[str, ...], Point]:
    """One date: who it is made of, and the point; nobody and a point without a value where it cannot be shown."""
    counted = {site: point for site, point in rows.items() if point.state != "missing"}
    if len(counted) > 1 and all(point.numerator is not None for point in counted.values()):
        points = list(counted.values())
        if not _gives_back(points, minimum):
            top, bottom = (sum(Fraction(getattr(point, key)) for point in points) for key in ("numerator", "denominator"))
            together = as_point(points[0].when, float(top), float(bottom), measure, minimum)
            if not all(point.shows_counts for point in points):
                together = replace(together, shows_counts=False)
            return tuple(counted), together
    for site, point in wholes.items():
        if point.value is not None:
            return (site,), point
    every = (*rows.values(), *wholes.values())
    is_hidden = any(point.state in ("suppressed", "bound") or isinstance(point.shown, str) for point in every)
    note = ONE_SCHOOL if len(counted) == 1 and not is_hidden else ""
    return (), Point(every[0].when, every[0].day, "suppressed" if is_hidden else "missing", note=note)


def _gives_back(points: Iterable[Point], minimum: int) -> bool:
    """Whether the sum would tell what schools hide that are shown as a bound: that it is so for all, or all but few.

    What is left of the sum without the others must have as many people as a group needs on both sides.
    """
    hidden = [point for point in points if isinstance(point.shown, str)]
    top = sum(point.numerator or 0 for point in hidden)
    bottom = sum(point.denominator or 0 for point in hidden)
    return bool(hidden) and min(top, bottom - top) < minimum
