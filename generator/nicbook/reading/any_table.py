"""Anybody's CSV file -> its header and rows: the columns may be separated by commas, semicolons or tabs."""

from __future__ import annotations

import re

from nicbook.diagnostics import Diagnostics
from nicbook.reading.csv import Table, read_csv
from nicbook.reading.source import decode

SIGNS = (",", ";", "\t")
_QUOTED = r'"(?:[^"]|"")*+"'
_SAYS_SIGN = re.compile(r'"?sep=."?\r?\n', re.IGNORECASE)
"""A first line for spreadsheets, which do not show it as a row."""
_LIKE_NUMBER = re.compile(r'"?[ ]*[+-]?[0-9][0-9.,]*[,.][0-9.,]*[ ]*%?[ ]*"?')
_DECIMAL = re.compile(r'("?[ ]*[+-]?[0-9]+),([0-9]+[ ]*%?[ ]*"?)')


def read_any_table(path: str, content: bytes) -> tuple[Table | None, Diagnostics]:
    """The table of a file, or None and every reason why it is refused; places in the file are not as exact as they
    would be in one of ours. The sign that the header has most of, outside of quotes, separates the columns."""
    text, _ = decode(path, content)
    if text is None:
        return read_csv(path, content)
    text = _SAYS_SIGN.sub("", text, count=1) if _SAYS_SIGN.match(text) else text
    header = re.sub(_QUOTED, "", text).partition("\n")[0]
    sign = max(SIGNS, key=header.count)
    return read_csv(path, (text if sign == "," else _with_commas(text, sign)).encode())


def _with_commas(text: str, sign: str) -> str:
    """The same table with commas between its columns; a cell that has commas itself gets quotes.

    Between semicolons a comma is that of decimals, if no number of the table says otherwise.
    """
    pieces = re.compile(rf"(?P<quoted>{_QUOTED})|{sign}|[^{sign}\r\n]+")
    numbers = [found[0] for found in pieces.finditer(text) if _LIKE_NUMBER.fullmatch(found[0]) and not _is_day(found[0])]
    has_decimals = sign == ";" and all(map(_DECIMAL.fullmatch, numbers))

    def piece(found: re.Match[str]) -> str:
        if found[0] == sign:
            return ","
        if has_decimals and (number := _DECIMAL.fullmatch(found[0])):
            return f"{number[1]}.{number[2]}"
        return found[0] if found["quoted"] or "," not in found[0] else f'"{found[0]}"'

    return pieces.sub(piece, text)


def _is_day(cell: str) -> bool:
    """Whether it has two points and no comma, as in 5.9.2025."""
    return cell.count(".") == 2 and "," not in cell
