"""What the tests of reading share."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from hypothesis import settings

from nicbook.diagnostics import Diagnostics, Span
from nicbook.reading.document import Document
from nicbook.reading.yaml import read_yaml

steady = settings(derandomize=True, deadline=None)
"""For properties: the same examples in every run, however slow the machine is."""

CORPORA = Path(__file__).parent.parent / "corpora"


def corpus(name: str) -> list[dict[str, Any]]:
    return json.loads((CORPORA / name).read_text(encoding="utf-8"))


def read(text: str) -> tuple[Document | None, Diagnostics]:
    return read_yaml("theory/x.yml", text.encode("utf-8"))


def data_of(text: str) -> Any:
    document, diagnostics = read(text)
    assert document is not None, diagnostics
    return document.data


def places(diagnostics: Diagnostics) -> list[tuple[str, int, int]]:
    return [(found.code.name, found.span.line, found.span.column) for found in diagnostics]


def cut(text: str, span: Span) -> str:
    """The part of a file that a span points at, by the lines and columns that an editor shows."""
    lines = text.removeprefix("\ufeff").split("\n")
    if span.line == span.end_line:
        return lines[span.line - 1][span.column - 1 : span.end_column - 1]
    first, last = lines[span.line - 1][span.column - 1 :], lines[span.end_line - 1][: span.end_column - 1]
    return "\n".join([first, *lines[span.line : span.end_line - 1], last])
