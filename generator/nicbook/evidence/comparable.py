"""Which values of a series may be compared as before and after: where the season matters, those of one season only."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from nicbook.evidence.points import Point
from nicbook.evidence.series import Verdict
from nicbook.records.measure import Measure

Day = tuple[date, date]
"""The first and the last day that a date may mean: rows about the same days belong together."""


@dataclass(frozen=True, slots=True)
class Change:
    """A first and a last value that may be compared: of one version, and of the same season where that matters.

    `after` is None where there is one value only.
    """

    before: Point
    after: Point | None


def day_of(point: Point) -> Day:
    return point.day, point.when.latest


def change_of(points: Iterable[Point], measure: Measure) -> Change | None:
    """The first and the last point that show a value and may be compared; None where none does."""
    shown = {day_of(point): point for point in points if point.shown is not None}
    pair = first_and_last(shown, measure)
    return Change(shown[pair[0]], shown[pair[1]] if pair[1] else None) if pair else None


def first_and_last(days: Iterable[Day], measure: Measure) -> tuple[Day, Day | None] | None:
    """The latest day that has a day to be compared with, after the earliest such day; None where there is no day.

    Where the season matters, that is a day of the same months in an earlier year. Where no two days may be compared, the
    latest one and None.
    """
    in_order = sorted(set(days))
    for last in reversed(in_order):
        for first in in_order:
            if first < last and (not measure.seasonal or _is_season_of_earlier_year(first, last)):
                return first, last
    return (in_order[-1], None) if in_order else None


def in_season(points: Iterable[Point], measure: Measure) -> Verdict | None:
    """Which way the last value lies from the first one of its season; None where there are not two, or it is equal."""
    change = change_of(points, measure)
    if change is None or change.after is None or change.before.value is None or change.after.value is None:
        return None
    if change.before.value == change.after.value:
        return None
    return "better" if (change.after.value > change.before.value) == (measure.better == "higher") else "worse"


def _is_season_of_earlier_year(first: Day, last: Day) -> bool:
    return [day.month for day in first] == [day.month for day in last] and first[0].year < last[0].year
