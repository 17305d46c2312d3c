"""A record as one line of a list."""

from __future__ import annotations

from dataclasses import dataclass

from nicbook.pages.shown import Shown


@dataclass(frozen=True, slots=True)
class Item:
    """A record in a list."""

    title: str
    href: str
    kind_words: str
    words: Shown | None = None
