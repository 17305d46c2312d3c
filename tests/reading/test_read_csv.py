"""Tables: rows as they are written, or every defect with its row and column and without a single value."""

from __future__ import annotations

import base64
import csv
import io
import re
from typing import Any
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nicbook.diagnostics import Diagnostics, Span
from nicbook.reading.csv import LONGEST_CELL, MOST_BYTES, MOST_COLUMNS, MOST_ROWS, Table, read_csv
from nicbook.reading.source import REFUSED
from reading_support import corpus, cut, places, steady


def read(text: str) -> tuple[Table | None, Diagnostics]:
    return read_csv("theory/x.csv", text.encode("utf-8"))


def table_of(text: str) -> Table:
    table, diagnostics = read(text)
    assert table is not None, diagnostics
    return table


@pytest.mark.parametrize("case", corpus("csv_spectrum.json"), ids=lambda case: case["id"])
def test_rows_are_as_expected(case: dict[str, Any]) -> None:
    table = table_of(case["text"])
    rows = [dict(zip(table.header, row.cells, strict=True)) for row in table.rows]
    assert rows == [{key: cell.replace("\r\n", "\n") for key, cell in row.items()} for row in case["expected"]]


CSVLINT = {
    "cr-line-endings.csv": [("old-line-end", 1, 18)],
    "invalid-byte-sequence.csv": [("not-utf-8", 1, 34)],
    "spreadsheet.xlsx": [("not-utf-8", 1, 1)],
}


@pytest.mark.parametrize("case", corpus("csvlint_fixtures.json"), ids=lambda case: case["id"])
def test_a_file_of_another_linter_is_read_or_its_defect_is_named(case: dict[str, Any]) -> None:
    content = case["text"].encode("utf-8") if "text" in case else base64.b64decode(case["b64"])
    table, diagnostics = read_csv("x.csv", content)
    assert places(diagnostics) == CSVLINT.get(case["id"], [])
    assert table is None or [len(row.cells) for row in table.rows] == [3, 3]


HEADER = "date,site,numerator,denominator\n"
DEFECTS = {
    "": [("empty-file", 1, 1, "")],
    "\n \n": [("empty-file", 1, 1, "")],
    "date;site;n\n2018;a;1,5\n": [("csv-delimiter", 1, 5, "Row 1")],
    '"date, local"\tsite\n': [("csv-delimiter", 1, 14, "Row 1")],
    "a,b,a\n": [("csv-header", 1, 5, "Row 1, column 3")],
    "a,,b,\n": [("csv-header", 1, 3, "Row 1, column 2"), ("csv-header", 1, 6, "Row 1, column 4")],
    'a, b,"c "\n': [("csv-header", 1, 3, "Row 1, column 2"), ("csv-header", 1, 6, "Row 1, column 3")],
    HEADER + "2018,a,1\n2019,b,1,5,2\n": [("csv-ragged-row", 2, 1, "Row 2"), ("csv-ragged-row", 3, 1, "Row 3")],
    HEADER + "\n2018,a,1,2\n,,,\n": [("csv-blank-row", 2, 1, "Row 2"), ("csv-blank-row", 4, 1, "Row 4")],
    HEADER + '2018,"a,1,2\n2019,b,1,2\n': [("csv-quote", 2, 6, "Row 2, column `site`")],
    HEADER + '2018,"a,1,2\n2019,"b",1,2\n2020,c,1\n': [
        ("csv-quote", 2, 6, "Row 2, column `site`"),
        ("csv-ragged-row", 4, 1, "Row 4"),
    ],
    HEADER + '2018,"a"b,1,2\n': [("csv-quote", 2, 9, "Row 2, column `site`")],
    HEADER + '2018,a "b",1,2\n': [("csv-quote", 2, 8, "Row 2, column `site`")],
    HEADER + '2018, "a",1,2\n': [("csv-quote", 2, 7, "Row 2, column `site`")],
    HEADER + '"2018\n",a,1,2\n2019,a\u202eb,1,2\n': [("refused-character", 4, 7, "Row 3, column `site`")],
    HEADER + '2018,"a\n\x00b",1,2\n': [("refused-character", 3, 1, "Row 2, column `site`")],
    "a\n" + "x" * (LONGEST_CELL + 1) + "\n": [("table-too-large", 2, 1, "Row 2, column `a`")],
    "a," * MOST_COLUMNS + "a\n": [("table-too-large", 1, 1, "Row 1")],
    "a\n" + "1\n" * (MOST_ROWS + 1): [("table-too-large", MOST_ROWS + 2, 1, f"Row {MOST_ROWS + 2}")],
    "a\n" + "1" * MOST_BYTES: [("table-too-large", 1, 1, "")],
    "a\n1" + "\u0301\u0323" * 200 + "\n": [("refused-character", 2, 1, "Row 2, column `a`")],
}


@pytest.mark.parametrize("text", DEFECTS, ids=lambda text: repr(text[:70]))
def test_a_defect_is_named_with_its_row_and_column(text: str) -> None:
    table, diagnostics = read(text)
    assert table is None
    assert places(diagnostics) == [(code, line, column) for code, line, column, _ in DEFECTS[text]]
    for found, (*_, beginning) in zip(diagnostics, DEFECTS[text], strict=True):
        assert re.match(rf"{re.escape(beginning)}(?![0-9])", found.message)
        assert found.message.endswith(".")
        assert found.hint.endswith(".")


def test_a_row_that_a_german_or_french_spreadsheet_wrote_is_named_so() -> None:
    [found] = read(HEADER + "2018,a,1,2\n2019;b;1;2,5\n")[1]
    assert found.message == "Row 3: the cells are separated by semicolons, but commas are needed."
    assert "CSV UTF-8" in found.hint and "German or French" in found.hint


def test_defects_of_one_kind_do_not_flood_the_report() -> None:
    diagnostics = read("a,b\n" + "1\n" * 1000)[1]
    assert len(diagnostics) == 21
    assert "more" in diagnostics[-1].message


def test_no_report_about_a_row_shows_a_value() -> None:
    secret = "73519"
    rows = (f"{secret},1", f'1,"{secret}', f'"{secret}"x,1,1', f'{secret}"x,1,1', f"\u202e{secret},1,1", f"{secret}\0,")
    for row in rows:
        for found in read(f"a,b,c\n{row}\n")[1]:
            assert secret not in found.message + found.hint
            assert found.code.private


@pytest.mark.parametrize("beginning", ["", "\ufeff"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
@pytest.mark.parametrize("end", ["", "\n", "\n\n\n"])
def test_cells_are_found_where_they_stand(beginning: str, line_end: str, end: str) -> None:
    text = 'date,"the site",note\n2018-03, a ,"one, ""two""\nthree"\n2019,,é' + end
    table = table_of((beginning + text).replace("\n", line_end))
    assert table.header == ("date", "the site", "note")
    assert [row.number for row in table.rows] == [2, 3]
    assert [row.cells for row in table.rows] == [("2018-03", "a", 'one, "two"\nthree'), ("2019", "", "é")]
    first, second = table.rows
    assert cut(text, table.header_span(1)) == '"the site"'
    assert cut(text, table.span(first, 1)) == " a "
    assert table.span(first, 2) == Span(2, 13, 3, 7)
    assert table.span(second, 1) == Span(4, 6, 4, 6)
    assert cut(text, table.span(second, 2)) == "é"


CELLS = st.text(st.characters(exclude_categories=("Cs", "Cn")), max_size=12).filter(
    lambda text: not REFUSED.search(text) and "\r" not in text
)


@steady
@given(
    rows=st.lists(st.lists(CELLS, min_size=3, max_size=3).filter(any), max_size=6),
    quoting=st.sampled_from([csv.QUOTE_ALL, csv.QUOTE_MINIMAL]),
    line_end=st.sampled_from(["\n", "\r\n"]),
)
def test_what_is_written_is_read_back_with_its_places(rows: list[list[str]], quoting: int, line_end: str) -> None:
    if quoting == csv.QUOTE_MINIMAL:  # spaces around a cell without quotes do not count
        rows = [[cell.strip() for cell in row] for row in rows]
        rows = [row for row in rows if any(row)]
    file = io.StringIO()
    writer = csv.writer(file, quoting=quoting, lineterminator="\n")
    writer.writerow(["one", "two", "three"])
    writer.writerows(rows)
    text = file.getvalue()
    table = table_of(text.replace("\n", line_end))
    assert [list(row.cells) for row in table.rows] == [[normalize("NFC", cell) for cell in row] for row in rows]
    for row, cells in zip(table.rows, rows, strict=True):
        for column, cell in enumerate(cells):
            part = cut(text, table.span(row, column))
            assert next(csv.reader(io.StringIO(part, newline="")), [""]) == [cell] or part.strip() == cell


@steady
@given(st.binary(max_size=100) | st.text('ab",;\n\r\t \u202e', max_size=40).map(str.encode))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    table, diagnostics = read_csv("x.csv", content)
    assert (table is None) == bool(diagnostics)
    if table:
        assert all(len(row.cells) == len(table.header) for row in table.rows)
