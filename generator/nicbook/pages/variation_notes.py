"""What to know with a result of one school: why nothing can be said of it, or not all that seems to follow."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise
from statistics import median

from nicbook.drawing.charts.scale import MONTHS
from nicbook.drawing.charts.verdict import count_words
from nicbook.evidence.lines import Line
from nicbook.evidence.series import ENOUGH
from nicbook.evidence.sides import LEAST_ON_A_SIDE, bounds_of
from nicbook.evidence.site_change import SiteChange
from nicbook.evidence.starts import Start
from nicbook.text import to_words

_FAR = 36_525
"""Days: later than that, nobody waits."""


def notes_on(change: SiteChange, lines: Iterable[Line], start: Start) -> Iterator[str]:
    """What to know with the result of a school or group. `lines` are its own."""
    bounds = dict.fromkeys(bounds_of(line, start.when) for line in lines)
    for earlier in dict.fromkeys(each for each, _ in bounds if each):
        yield f"Values before {earlier.when} are not compared: {to_words(earlier.why).rstrip('.')}."
    for later in dict.fromkeys(each for _, each in bounds if each):
        yield f"Values from {later.when} on are not compared: {to_words(later.why).rstrip('.')}."
    if change.was_moving:
        yield f"{'It or elsewhere' if change.compared_with else 'It'} was moving before it began."
    elif change.outcome == "too close to tell" and change.interval and not change.interval[0] <= 0 <= change.interval[1]:
        yield f"Its interval leaves out 0, but {_doubt(change)}."


def _doubt(change: SiteChange) -> str:
    if change.elsewhere is not None:
        return "some of its values are known within bounds only"
    if not change.has_signal:
        return "its run chart has no signal"
    if change.is_seasonal:
        return "its parts of the year do not nearly all go the same way, or one year before is too few to judge by"
    return "too many of its latest values lie where they were before"


def why_no_effect(change: SiteChange, lines: Sequence[Line], start: Start, today: date | None, *, has_groups: bool) -> str:
    """Why a school or group has no dot. `lines` are its own."""
    if change.outcome == "no data":
        return "No values of everyone together, only of groups." if has_groups else "No values that can be shown."
    if change.outcome != "too few points to tell":
        return "Its values have no mean: some are shown as a bound, or they never differ."
    before, after = change.points_before, change.points_after
    have = f"{count_words(before, 'value')} before and {after} after"
    if change.is_seasonal:
        return f"{have}, in the parts of the year that have some on both sides."
    if before < LEAST_ON_A_SIDE:
        return f"{have}: it takes {LEAST_ON_A_SIDE} before, and more can no longer be had."
    needed = max(LEAST_ON_A_SIDE - after, ENOUGH - before - after)
    if needed <= 0:
        return f"{have}: too many of them lie exactly on their median."
    if start.until is not None or any(bounds_of(line, start.when)[1] for line in lines):
        return f"{have}: {needed} too few, and later values tell of something else."
    return f"{have}: at least {needed} more after {'is' if needed == 1 else 'are'} needed{_by(lines, needed, today)}."


def _by(lines: Sequence[Line], needed: int, today: date | None) -> str:
    """By about what month so many more values are there, at the pace of those so far; "" where that has gone by."""
    days = sorted({point.day for line in lines for point in line.exact})
    if len(days) < 2:
        return ""
    wait = needed * median((later - earlier).days for earlier, later in pairwise(days))
    if wait >= _FAR:
        return ""
    day = days[-1] + timedelta(days=round(wait))
    if today and day < today:
        return ""
    return f", at this pace by about {MONTHS[day.month - 1]} {day.year}"
