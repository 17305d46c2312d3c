"""A CSV file -> its header and rows with positions, strictly. What the columns and cells mean is judged later.

Messages name row and column, as a spreadsheet counts them, and never show a cell: it may count a small group.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from nicbook.diagnostics import START, Diagnostics, Span, diagnose
from nicbook.reading.places import Lines
from nicbook.reading.source import REFUSED, STAND_IN, Fault, Faults, composed, decode, refused, refused_places

MOST_BYTES = 10 * 1024 * 1024
MOST_ROWS = 100_000
MOST_COLUMNS = 500
LONGEST_CELL = 10_000
"""How many characters a cell may have."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row below the header. `number` is the one that a spreadsheet shows: the header is row 1."""

    number: int
    cells: tuple[str, ...]
    """As many as the header has. Spaces around a cell without quotes are left out."""


@dataclass(frozen=True)
class Table:
    """A table whose rows all have one cell for each column of the header."""

    path: str
    header: tuple[str, ...]
    rows: tuple[Row, ...] = field(repr=False)
    _text: str = field(repr=False)
    _starts: array[int] = field(repr=False)
    """Where each row begins in the text, the header first."""

    def span(self, row: Row, column: int) -> Span:
        """Where a cell stands; columns count from 0, as in `row.cells`."""
        return self._span(row.number, column)

    def header_span(self, column: int) -> Span:
        """Where the name of a column stands; columns count from 0."""
        return self._span(1, column)

    def _span(self, number: int, column: int) -> Span:
        cell = _cells(self._text, self._starts[number - 1])[column]
        return self._lines.span(cell.start, cell.end)

    @cached_property
    def _lines(self) -> Lines:
        return Lines(self._text)


def read_csv(path: str, content: bytes) -> tuple[Table | None, Diagnostics]:
    """The table of a file; or None and every reason why it is refused.

    Lines end with LF or CRLF; a cell in quotes may have several lines. Empty lines at the end are passed over.
    """
    if len(content) > MOST_BYTES:
        message = f"This file has {len(content)} bytes; a table has {MOST_BYTES} at most."
        return None, (diagnose("table-too-large", path, START, message, "Divide it into several measures."),)
    text, problems = decode(path, content)
    if text is None:
        return None, problems
    faults = Faults(path, text)
    places = [(place, text[place]) for place in refused_places(text)]
    text = REFUSED.sub(STAND_IN, text)
    if not text.strip():
        faults.add("empty-file", 0, 0, "This file is empty.", "Write the header and the rows, or delete the file.")
        return None, faults.diagnostics()
    if fault := _other_delimiter(text):
        faults.add(*fault)
        return None, faults.diagnostics()

    reader = _Reader(text, faults)
    reader.read()
    for place, character in places:
        reader.refuse(place, character)
    if diagnostics := faults.diagnostics():
        return None, diagnostics
    return Table(path, reader.header, tuple(reader.rows), text, reader.starts), ()


def _line_end(text: str, start: int) -> int:
    end = text.find("\n", start)
    return end if end >= 0 else len(text)


_WITH_COMMAS = (
    "Save the table again as “CSV UTF-8 (comma delimited)”. If your spreadsheet program writes no commas even so, as in "
    "German or French, open the table in an online spreadsheet and download it as CSV from there. Numbers need a point: 12.5."
)


def _other_delimiter(text: str) -> Fault | None:
    """The fault of a header whose columns are separated by another sign than the comma."""
    header = re.sub(r'"[^"]*"', lambda quoted: "_" * len(quoted[0]), text[: _line_end(text, 0)])
    for sign, name in ((";", "semicolons"), ("\t", "tabs")):
        if sign in header and "," not in header:
            return Fault(
                "csv-delimiter",
                header.index(sign),
                header.index(sign) + 1,
                f"Row 1: the columns are separated by {name}, but commas are needed.",
                _WITH_COMMAS,
            )
    return None


class _Cell(NamedTuple):
    start: int
    end: int
    text: str
    broken: str = ""
    """What is wrong with its quotes; the cells that follow in its row cannot be trusted then."""
    broken_at: int = 0


_UNCLOSED = "the quote that opens this cell is not closed where the cell ends."
_AFTER = "text goes on after the closing quote of this cell."
_INSIDE = "there is a quote in this cell, but the cell does not begin with one."
_QUOTED = re.compile(r'"(?:[^"]|"")*+"')
_BARE = re.compile(r"[^,\r\n]*")
_LINE = re.compile(r"[^\r\n]*")


def _cells(text: str, start: int) -> list[_Cell]:
    """The cells of the row that begins at `start`; of a row that is too long, the first ones."""
    cells = [_cell(text, start)]
    while len(cells) <= MOST_COLUMNS and text.startswith(",", cells[-1].end):
        cells.append(_cell(text, cells[-1].end + 1))
    return cells


def _cell(text: str, start: int) -> _Cell:
    if not text.startswith('"', start):
        end = _BARE.match(text, start).end()
        quote = text.find('"', start, end)
        return _Cell(start, end, text[start:end].strip(), _INSIDE if quote >= 0 else "", quote)
    quoted = _QUOTED.match(text, start)
    if quoted and text[quoted.end() : quoted.end() + 1] in ("", ",", "\r", "\n"):
        return _Cell(start, quoted.end(), quoted[0][1:-1].replace('""', '"').replace("\r\n", "\n"))
    if quoted and "\n" not in quoted[0]:
        return _Cell(start, _BARE.match(text, quoted.end()).end(), "", _AFTER, quoted.end())
    # Closed in another row, or nowhere: it is taken to end with its line, so that the rows below can be read.
    return _Cell(start, _LINE.match(text, start).end(), "", _UNCLOSED, start)


class _Reader:
    """Goes through the rows once; what is wrong goes to `faults`."""

    def __init__(self, text: str, faults: Faults) -> None:
        self.text = text
        self.faults = faults
        self.header: tuple[str, ...] = ()
        self.rows: list[Row] = []
        self.starts = array("I")

    def read(self) -> None:
        end_of_rows = len(self.text.rstrip("\r\n"))
        start = 0
        while start < end_of_rows:
            self.starts.append(start)
            number = len(self.starts)
            if number > MOST_ROWS + 1:
                message = f"Row {number}: a table has {MOST_ROWS} rows at most below its header."
                self.faults.add("table-too-large", start, start + 1, message, "Divide it into several measures.")
                return
            end = _line_end(self.text, start)
            if number == 1 or '"' in self.text[start:end]:
                cells = _cells(self.text, start)
                end = _line_end(self.text, cells[-1].end)
                values = [cell.text for cell in cells]
                whole = self._check_quotes(number, cells)
            else:
                values = [value.strip() for value in self.text[start:end].split(",")]
                whole = True
            if not self.text[start:end].isascii():
                values = [
                    composed(self.faults, start, end, value, self._where(number, column) + ": ")
                    for column, value in enumerate(values)
                ]
            if end - start > LONGEST_CELL:
                self._check_length(number, values, start)
            if number == 1 and len(cells) > MOST_COLUMNS:
                message = f"Row 1: a table has {MOST_COLUMNS} columns at most."
                self.faults.add("table-too-large", start, start + 1, message, "Divide it into several measures.")
                return
            if number == 1:
                self._check_header(cells, values)
                self.header = tuple(values) if whole else ()
            elif whole and self.header:
                self._take_row(number, values, start, end)
            start = end + 1

    def refuse(self, place: int, character: str) -> None:
        """Tell of a refused character; only after all rows were read."""
        number = bisect_right(self.starts, place)
        cells = _cells(self.text, self.starts[number - 1])
        column = sum(cell.end < place for cell in cells)
        self.faults.add(*refused(place, place + 1, character, self._where(number, column) + ": "))

    def _where(self, number: int, column: int) -> str:
        if number > 1 and column < len(self.header) and self.header[column]:
            return f"Row {number}, column `{self.header[column]}`"
        return f"Row {number}, column {column + 1}"

    def _check_quotes(self, number: int, cells: list[_Cell]) -> bool:
        for column, cell in enumerate(cells):
            if cell.broken:
                self.faults.add(
                    "csv-quote",
                    cell.broken_at,
                    cell.broken_at + 1,
                    f"{self._where(number, column)}: {cell.broken}",
                    "A cell with a comma, a quote or several lines begins and ends with a quote, with no space before "
                    "or after it; each quote inside is written twice.",
                )
        return not any(cell.broken for cell in cells)

    def _check_length(self, number: int, values: list[str], start: int) -> None:
        for column, value in enumerate(values):
            if len(value) > LONGEST_CELL:
                message = f"{self._where(number, column)}: this cell has more than {LONGEST_CELL} characters."
                hint = "Shorten it, or put the long text into the record beside the table."
                self.faults.add("table-too-large", start, start + 1, message, hint)

    def _check_header(self, cells: list[_Cell], names: list[str]) -> None:
        for column, (cell, name) in enumerate(zip(cells, names, strict=True)):
            typed = self.text[cell.start : cell.end].strip('"')
            if name in names[:column] and name:
                message = f"the name `{name}` is that of column {names.index(name) + 1} already."
                hint = "Give each column a name of its own, or delete the column that is there twice."
            elif typed != typed.strip():
                message = "there are spaces around the name of this column."
                hint = "Delete the spaces before and after the name."
            elif not name and not cell.broken:
                message = "this column has no name."
                hint = "Write its name into the header, or delete the column; a header must not end with a comma."
            else:
                continue
            self.faults.add("csv-header", cell.start, cell.end, f"{self._where(1, column)}: {message}", hint)

    def _take_row(self, number: int, values: list[str], start: int, end: int) -> None:
        if len(values) == len(self.header) and any(values):
            self.rows.append(Row(number, tuple(values)))
        elif not any(values):
            self.faults.add("csv-blank-row", start, end, f"Row {number} is empty.", "Delete the row.")
        else:
            few = len(values) < len(self.header)
            if few and self.text.count(";", start, end) >= len(self.header) - 1 > 0:
                message = f"Row {number}: the cells are separated by semicolons, but commas are needed."
                self.faults.add("csv-ragged-row", start, end, message, _WITH_COMMAS)
                return
            count = str(len(values)) if len(values) <= MOST_COLUMNS else f"more than {MOST_COLUMNS}"
            self.faults.add(
                "csv-ragged-row",
                start,
                end,
                f"Row {number} has not as many cells as the header: {count} instead of {len(self.header)}.",
                "Write a comma between all cells, even when they are empty."
                if few
                else "A text with a comma in it needs quotes around it; a number needs a point, not a comma: 12.5.",
            )
