"""An illustrative record as its file has it: line by line, with its keys marked and its ids as links."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass

from nicbook.corpus import Entry
from nicbook.diagnostics import Span
from nicbook.evidence.coverage import title_of
from nicbook.pages.links import Links
from nicbook.reading.csv import Table
from nicbook.records.fields import Ref
from nicbook.records.walk import walk


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of one line."""

    text: str
    is_key: bool = False
    href: str = ""
    """The page of the record that is named here."""


@dataclass(frozen=True, slots=True)
class Line:
    indent: int
    """Spaces at its beginning, which are a part of the first piece."""
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Example:
    """One file of the illustrative network, with the table beside it."""

    title: str
    href: str
    path: str
    lines: tuple[Line, ...]
    table_path: str = ""
    table: str = ""


def example_of(entry: Entry, links: Links) -> Example:
    """The file of an illustrative record as it is, comments too: the privacy gate has judged all of it."""
    marks = _marks(entry, links)
    texts = entry.document.text.rstrip().split("\n")
    lines = [_line(text.rstrip("\r"), marks.get(number, [])) for number, text in enumerate(texts, 1)]
    table = entry.table.table if entry.table else None
    return Example(
        title=title_of(links.theory, entry),
        href=links.to(entry.address),
        path=entry.path,
        lines=tuple(lines),
        table_path=table.path if table else "",
        table=_as_written(table) if table else "",
    )


def _as_written(table: Table) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows((table.header, *(row.cells for row in table.rows)))
    return text.getvalue()


def _marks(entry: Entry, links: Links) -> dict[int, list[tuple[Span, str]]]:
    """What is marked, by line: the place of each key (with ""), and of each id with the address it leads to."""
    document, marks = entry.document, dict[int, list[tuple[Span, str]]]()
    for location, value in walk(entry.record):
        if key := document.key_span(location):
            marks.setdefault(key.line, []).append((key, ""))
        if isinstance(value, Ref) and (target := links.resolve(value)):
            place = document.value_span(location) or document.nearest(location)
            marks.setdefault(place.line, []).append((place, target.href))
    return marks


def _line(text: str, marks: list[tuple[Span, str]]) -> Line:
    indent = len(text) - len(text.lstrip())
    return Line(indent, tuple(_pieces(text, sorted(marks))))


def _pieces(text: str, marks: list[tuple[Span, str]]) -> Iterator[Piece]:
    start = 0
    for span, href in marks:
        first, last = span.column - 1, span.end_column - 1
        if text[start:first]:
            yield Piece(text[start:first])
        yield Piece(text[first:last], is_key=not href, href=href)
        start = last
    if text[start:]:
        yield Piece(text[start:])
