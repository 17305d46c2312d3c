"""Dates as exact as their source and no more: a year, a month, a day, a school year, or a span of these."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True)
class When:
    """A date as written, with the first and the last day it may mean (both inclusive)."""

    text: str
    earliest: date
    latest: date

    def __str__(self) -> str:
        """As a reader says it: a span is “2011/12 to 2012/13”."""
        return self.text.replace("..", " to ")


_YEAR = re.compile(r"([12]\d{3})")
_MONTH = re.compile(r"([12]\d{3})-(\d{2})")
_DAY = re.compile(r"([12]\d{3})-(\d{2})-(\d{2})")
_SCHOOL_YEAR = re.compile(r"([12]\d{3})/(\d{2})")

_ONE = r"[12]\d{3}(?:-\d{2}(?:-\d{2})?|/\d{2})?"
PATTERN = rf"^{_ONE}(?:\.\.{_ONE})?$"
"""The form of a date, for editors: whether there is such a day only `read_when` knows."""

HOW_TO_WRITE = "Write it as 2018, 2018-03, 2018-03-02, a school year 2018/19, or a span 2018-03..2019-06."


_AS_SPOKEN = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-]([12]\d{3})")


def how_to_write(text: str) -> str:
    """How to mend a date: `3/2/2026` is answered with both days that it may mean."""
    found = _AS_SPOKEN.fullmatch(text)
    if found is None:
        return HOW_TO_WRITE
    first, second, year = int(found[1]), int(found[2]), int(found[3])
    days = [f"{year}-{month:02d}-{day:02d}" for month, day in ((first, second), (second, first)) if month <= 12 and day <= 31]
    return f"Write {' or '.join(dict.fromkeys(days))}: year, month, day." if days else HOW_TO_WRITE


def read_when(text: str) -> When:
    """The date that `text` says, or two of them with `..` between.

    A school year runs from July 1 to June 30, as in the NCES data systems.
    Raises ValueError, with a sentence for the author, where the text is no date.
    """
    first, dots, last = text.partition("..")
    if not dots:
        return _read_one(text)
    start, end = _read_one(first), _read_one(last)
    if end.latest < start.earliest:
        raise ValueError(f"the span {text} ends before it begins")
    return When(text, start.earliest, end.latest)


def _read_one(text: str) -> When:
    if found := _YEAR.fullmatch(text):
        year = int(found[1])
        return When(text, date(year, 1, 1), date(year, 12, 31))
    if found := _SCHOOL_YEAR.fullmatch(text):
        year = int(found[1])
        if (year + 1) % 100 != int(found[2]):
            raise ValueError(f"{text} is not a school year: the one that begins in {year} is written {year}/{(year + 1) % 100:02d}")
        return When(text, date(year, 7, 1), date(year + 1, 6, 30))
    if found := _MONTH.fullmatch(text):
        first = _day(text, int(found[1]), int(found[2]), 1)
        following = (first.replace(day=28) + timedelta(days=4)).replace(day=1)
        return When(text, first, following - timedelta(days=1))
    if found := _DAY.fullmatch(text):
        day = _day(text, int(found[1]), int(found[2]), int(found[3]))
        return When(text, day, day)
    raise ValueError(f"“{text}” is not a date as nicbook writes it")


def _day(text: str, year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise ValueError(f"there is no such date as {text}") from None
