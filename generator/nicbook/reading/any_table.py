"""Anybody's CSV file -> its header and rows: the columns may be separated by commas, semicolons or tabs."""

from __future__ import annotations

import re

from nicbook.diagnostics import Diagnostics
from nicbook.reading.csv import Table, read_csv
from nicbook.reading.source import decode

SIGNS = (",", ";", "\t")
_QUOTED = r'"(?:[^"]|"")*+"'


def read_any_table(path: str, content: bytes) -> tuple[Table | None, Diagnostics]:
    """The table of a file, or None and every reason why it is refused; places in the file are not as exact as they
    would be in one of ours. The sign that the header has most of, outside of quotes, separates the columns."""
    text, _ = decode(path, content)
    if text is None:
        return read_csv(path, content)
    header = re.sub(_QUOTED, "", text).partition("\n")[0]
    sign = max(SIGNS, key=header.count)
    return read_csv(path, (text if sign == "," else _with_commas(text, sign)).encode())


def _with_commas(text: str, sign: str) -> str:
    """The same table with commas between its columns; a cell that has commas itself gets quotes."""

    def piece(found: re.Match[str]) -> str:
        if found[0] == sign:
            return ","
        return found[0] if found["quoted"] or "," not in found[0] else f'"{found[0]}"'

    return re.sub(rf"(?P<quoted>{_QUOTED})|{sign}|[^{sign}\r\n]+", piece, text)
