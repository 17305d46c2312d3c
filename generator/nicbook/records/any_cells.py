"""The cells of anybody's table: numbers and dates as programs and people write them, and nothing that can be read twice."""

from __future__ import annotations

import re
from collections.abc import Sequence

from nicbook.records.dates import HOW_TO_WRITE, When, how_to_write, read_when
from nicbook.records.figures import Quantity, read_quantity

FIRST_ROW = 2
"""As a spreadsheet counts them: the header is row 1."""

_MISSING = ("", "na", "n/a", "nan", "null", "none", "-", "–", ".", "..")
"""What people write where there is no value, in small letters."""
_NUMBER = re.compile(r"[+-]?(?:[0-9]{1,18}(?:\.[0-9]{0,20})?|\.[0-9]{1,20})(?:[eE][+-]?[0-9]{1,2})?")
_WITH_TIME = re.compile(r"([12][0-9]{3}-[0-9]{2}-[0-9]{2})[T ][0-9]{2}:[0-9]{2}.*")
_SPOKEN = re.compile(r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([12][0-9]{3})")
_YEAR = re.compile(r"(19|20)[0-9]{2}")
_OF_TIME = re.compile(r"year|date|time|day|week|month|quarter|term|period|cohort", re.IGNORECASE)


class Unclear(ValueError):
    """It cannot be told for sure what a table says. The text says why and what to do, in one or two plain sentences."""


def is_missing(cell: str) -> bool:
    return cell.lower() in _MISSING


def is_value(cell: str) -> bool:
    """Whether this is a number or a date, and so no name of a column."""
    return _number(cell) is not None or _is_time(cell)


def are_numbers(cells: Sequence[str]) -> bool:
    """Whether most of these cells, and at least one, are numbers; a few may be slips, which are told when they are read."""
    there = [cell for cell in cells if not is_missing(cell)]
    return bool(there) and 2 * sum(_number(cell) is not None for cell in there) > len(there)


def are_times(name: str, cells: Sequence[str], is_first: bool) -> bool:
    """Whether most cells of a column are dates. Years alone may be numbers of something: its name or place must say so."""
    there = [cell for cell in cells if cell]
    if there and all(map(_YEAR.fullmatch, there)):
        return is_first or bool(_OF_TIME.search(name))
    return bool(there) and 2 * sum(map(_is_time, there)) > len(there) and not all(map(_NUMBER.fullmatch, there))


def _is_time(cell: str) -> bool:
    return bool(_SPOKEN.fullmatch(cell)) or _when(cell) is not None


def _when(cell: str) -> When | None:
    found = _WITH_TIME.fullmatch(cell)
    try:
        return read_when(found[1] if found else cell)
    except ValueError:
        return None


def times(name: str, cells: Sequence[str]) -> list[When]:
    """The dates of a column. Days as they are spoken, 9/15/2025, only where all of them can be read in one way.

    Raises Unclear.
    """
    if cells and all(map(_SPOKEN.fullmatch, cells)):
        return _spoken(name, cells)
    found = []
    for number, cell in enumerate(cells, FIRST_ROW):
        when = _when(cell)
        if when is None:
            raise Unclear(f"Row {number}, column `{name}`: this is no date. {how_to_write(cell) if cell else HOW_TO_WRITE}")
        found.append(when)
    return found


def _spoken(name: str, cells: Sequence[str]) -> list[When]:
    readings = []
    for month, day in ((1, 2), (2, 1)):
        parts = [_SPOKEN.fullmatch(cell) for cell in cells]
        whens = [_when(f"{part[3]}-{part[month]:0>2}-{part[day]:0>2}") if part else None for part in parts]
        if None not in whens:
            readings.append(whens)
    if len(readings) == 1 or (readings and [*map(str, readings[0])] == [*map(str, readings[1])]):
        return readings[0]
    if not readings:
        raise Unclear(f"The column `{name}` has dates that are written in different ways. {HOW_TO_WRITE}")
    number, cell = next(
        (number, cell)
        for number, (cell, one, other) in enumerate(zip(cells, *readings, strict=True), FIRST_ROW)
        if str(one) != str(other)
    )
    raise Unclear(f"Row {number}, column `{name}`: {cell} can be read in two ways. {how_to_write(cell)}")


def quantity(name: str, number: int, cell: str) -> Quantity | None:
    """A figure; None where there is none. Raises Unclear, with the row and not what stands in it."""
    if is_missing(cell):
        return None
    if (found := _number(cell)) is not None:
        return found
    hint = " Write decimals with a point, and thousands without a comma." if "," in cell else ""
    raise Unclear(f"Row {number}, column `{name}`: this is no number.{hint}")


def _number(cell: str) -> Quantity | None:
    text = cell.removesuffix("%").rstrip()
    if _NUMBER.fullmatch(text):
        return Quantity(text, float(text), float(text), is_exact=True)
    try:
        return read_quantity(text.lower())
    except ValueError:
        return None
