"""A stretch of a text, given by character indexes -> its lines and columns."""

from __future__ import annotations

import re
from bisect import bisect_right

from nicbook.diagnostics import Span


class Lines:
    """The lines of a text, to find many places in it. They end with LF, which suits files with CRLF too."""

    def __init__(self, text: str) -> None:
        self._starts = [0, *(match.end() for match in re.finditer("\n", text))]

    def span(self, start: int, end: int) -> Span:
        """The span of `text[start:end]`."""
        line = bisect_right(self._starts, start)
        end_line = bisect_right(self._starts, end)
        return Span(line, start - self._starts[line - 1] + 1, end_line, end - self._starts[end_line - 1] + 1)


def span_in(text: str, start: int, end: int) -> Span:
    """The span of `text[start:end]`, for a single place."""
    return Lines(text).span(start, end)
