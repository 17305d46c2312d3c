"""Words that messages of several families need."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import shorten

from nicbook.text import to_words


def listed(words: Sequence[str]) -> str:
    """“a, b and c”, of one word or more."""
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def in_brief(text: str) -> str:
    """The first words of a contributed text, to quote in a message."""
    return shorten(to_words(text).rstrip("."), 80, placeholder=" …")


def some_of(words: Sequence[str]) -> str:
    """A list to read in a message: the first of many are enough to find the others."""
    more = f" and {len(words) - 5} more" if len(words) > 5 else ""
    return ", ".join(words[:5]) + more
