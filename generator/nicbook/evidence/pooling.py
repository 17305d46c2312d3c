"""What a measure says of all schools together: the sum of their counts, or the row of a whole that they are part of.

Averages are not averaged, and no school counts twice. Where the schools that give values change from one date to the
next, the points are not joined: else the mix of schools would move the line.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from nicbook.evidence.lines import Line, in_baseline
from nicbook.evidence.points import Point, as_point, as_seen
from nicbook.records.measure import Measure

Day = tuple[date, date]
"""The first and the last day that a date may mean: rows about the same days belong together."""


@dataclass(frozen=True, slots=True)
class Pooled:
    """Several schools as one line: its points are all of the same schools."""

    line: Line
    made_of: tuple[str, ...]
    """The addresses of the schools whose counts are added up, or of the one whole whose rows these are."""


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
    for line in lines:
        if line.role != "comparison":
            families.setdefault((line.groups, line.version), []).append(line)
    return tuple(
        pooled for family in families.values() for pooled in _pieces(family, measure, network, minimum)
    )


def _pieces(family: list[Line], measure: Measure, network: str, minimum: int) -> Iterable[Pooled]:
    schools = [line for line in family if line.role == "school"]
    if len({line.site for line in schools}) < 2:
        return
    rows: dict[Day, dict[str, Point]] = {}
    wholes: dict[Day, dict[str, Point]] = {}
    for line in family:
        for point in line.points:
            here = wholes if line.role == "together" else rows
            here.setdefault((point.day, point.when.latest), {}).setdefault(line.site, point)
    found = [
        _together(rows.get(day, {}), wholes.get(day, {}), measure, minimum) for day in sorted(rows | wholes)
    ]
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
        yield Pooled(Line(network, groups, version, "together", as_seen(these), in_baseline(these, measure)), made_of)


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
    return (), Point(every[0].when, every[0].day, "suppressed" if is_hidden else "missing")


def _gives_back(points: Iterable[Point], minimum: int) -> bool:
    """Whether the sum would tell what schools hide that are shown as a bound: that it is so for all, or all but few.

    What is left of the sum without the others must have as many people as a group needs on both sides.
    """
    hidden = [point for point in points if isinstance(point.shown, str)]
    top = sum(point.numerator or 0 for point in hidden)
    bottom = sum(point.denominator or 0 for point in hidden)
    return bool(hidden) and min(top, bottom - top) < minimum
