"""The axes of a chart: where values and days stand, and which of them are written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count
from math import ceil, floor, log10

from nicbook.drawing.charts.chart import number_words
from nicbook.drawing.charts.places import TEXT
from nicbook.drawing.wrapping import text_width

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_DAYS, _MONTHS, _YEARS = (1, 2, 7, 14), (1, 2, 3, 6), (1, 2, 5, 10, 20, 50, 100, 200, 500)
MOST_DAYS = 62
"""Past so many days, months are written in place of days."""


@dataclass(frozen=True, slots=True)
class ValueScale:
    """The value axis, in the unit of the values."""

    low: float
    high: float
    ticks: tuple[float, ...]
    is_cut: bool
    """Whether it begins above 0 though a reader would expect 0."""


@dataclass(frozen=True, slots=True)
class Tick:
    """What is written below the time axis, in one line or two, and where: a day's ordinal, or a position."""

    at: float
    words: str
    below: str = ""


def value_scale(values: Iterable[float], unit: str = "", most_ticks: int = 6) -> ValueScale:
    """An axis that holds all values and judges nothing by its length.

    It begins at 0 unless the values lie far from it, more than twice as far as they are spread; and it never shows less
    than a quarter of the largest value, so that small changes do not look large. Percentages keep within 0 and 100.
    """
    values = tuple(values)
    if not values:
        return ValueScale(0, 1, (0,), False)
    low, high = min(values), max(values)
    tallest = max(abs(low), abs(high))
    if low >= 0 and (low == high or low <= 2 * (high - low)):
        low = 0.0
    elif high <= 0 and (low == high or -high <= 2 * (high - low)):
        high = 0.0
    lacking = max(0.25 * tallest - (high - low), 0.0)
    if min(values) >= 0:
        low, high = max(low - lacking / 2, 0.0), high + lacking / 2
    else:
        low, high = low - lacking / 2, high + lacking / 2
    if unit == "percent" and max(values) <= 100:
        high = min(high, 100.0)
    if high - low < 1e-9:
        high = low + 1
    step = _nice((high - low) / (most_ticks - 1))
    first, last = floor(_tidy(low / step)), ceil(_tidy(high / step))
    ticks = tuple(_tidy(number * step) for number in range(first, last + 1))
    return ValueScale(ticks[0], ticks[-1], ticks, ticks[0] > 0)


def _nice(step: float) -> float:
    """The next step up that is easy to count in: 1, 2 or 5 and zeros."""
    power = 10.0 ** floor(log10(step))
    return next(_tidy(each * power) for each in (1, 2, 5, 10) if each * power >= step * (1 - 1e-9))


def _tidy(number: float) -> float:
    return float(f"{number:.12g}")


def time_ticks(start: date, end: date, width: float) -> tuple[Tick, ...]:
    """Days, months or years, as many as there is room for on an axis of this width, in px."""
    span = (end - start).days
    if span == 0:
        return tuple(_day_ticks(start, 0, 1))
    if span <= MOST_DAYS:
        for step in _DAYS:
            ticks = tuple(_day_ticks(start, span, step))
            if _have_room(ticks, width / span):
                return ticks
    for step in _MONTHS:
        ticks = tuple(_month_ticks(start, end, step))
        if ticks and _have_room(ticks, width / span):
            return ticks
    for step in _YEARS:
        years = range(-(-start.year // step) * step, end.year + 1, step)
        ticks = tuple(Tick(date(year, 1, 1).toordinal(), str(year)) for year in years if date(year, 1, 1) >= start)
        if ticks and _have_room(ticks, width / span):
            return ticks
    return (Tick(start.toordinal(), str(start.year)),)


def _day_ticks(start: date, span: int, step: int) -> Iterator[Tick]:
    """Every so many days, with the year below where one begins."""
    year = None
    for days in range(0, span + 1, step):
        day = start + timedelta(days)
        yield Tick(day.toordinal(), f"{MONTHS[day.month - 1]} {day.day}", str(day.year) if day.year != year else "")
        year = day.year


def _month_ticks(start: date, end: date, step: int) -> Iterator[Tick]:
    """The first of every so many months, with the year below where a new one begins."""
    year = None
    for number in count(start.year * 12 + start.month - 1 + (start.day > 1)):
        day = date(number // 12, number % 12 + 1, 1)
        if day > end:
            return
        if day.month % step == 1 % step:
            yield Tick(day.toordinal(), MONTHS[day.month - 1], str(day.year) if day.year != year else "")
            year = day.year


def own_ticks(places: Sequence[float], labels: Sequence[str], scale: float) -> tuple[Tick, ...]:
    """The labels of the points themselves, all or every so many; `scale` is px for one step of a place."""
    for step in count(1):
        ticks = tuple(Tick(place, label) for place, label in zip(places[::step], labels[::step], strict=True))
        if len(ticks) < 2 or _have_room(ticks, scale):
            return ticks
    raise AssertionError


def _have_room(ticks: Sequence[Tick], scale: float) -> bool:
    """Whether no label touches the next."""
    for left, right in zip(ticks, ticks[1:]):
        halves = (max(map(_width, (left.words, left.below))) + max(map(_width, (right.words, right.below)))) / 2
        if (right.at - left.at) * scale < halves + 10:
            return False
    return True


def _width(words: str) -> float:
    return text_width(words, TEXT)


def tick_words(scale: ValueScale) -> tuple[str, ...]:
    """The ticks as written, all with as many decimals as their step needs."""
    words = tuple(number_words(tick) for tick in scale.ticks)
    if len(set(words)) == len(words):
        return words
    return tuple(f"{tick:.6g}".replace("-", "−") for tick in scale.ticks)
