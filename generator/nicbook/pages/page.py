"""A page of the website, ready to be published by any sink; knows no template and no engine."""

from __future__ import annotations

from dataclasses import dataclass

from nicbook.text import Heading


__all__ = ["BY_KIND", "HOW_TO", "Heading", "Page", "shortened"]

LONGEST_DESCRIPTION = 160
BY_KIND, HOW_TO = "Everything, by kind", "How to"
"""Entries of the menu that are no pages: what stands under them would make it too long."""


@dataclass(frozen=True, slots=True)
class Page:
    """One page: content that is already safe, with what an engine needs to know about it."""

    address: str
    """Where it stands: "" for home, else a path that ends in "/"."""
    title: str
    """One line of plain text that is safe escaped or not."""
    html: str
    """The whole content: one `<div class="nicbook">`."""
    headings: tuple[Heading, ...] = ()
    search: str = ""
    """Plain words for the search index; "" keeps the page out of it."""
    boost: float = 1
    """How many times more its words weigh in the search than those of other pages."""
    description: str = ""
    """Plain words for search engines and previews."""
    source: str | None = None
    """The file it was made from, relative to ROOT: where a reader mends it."""
    in_navigation: bool = False
    under: str = ""
    """The entry of the menu that it stands under, beside others of its sort; "" for one of its own."""


def shortened(words: str, longest: int = LONGEST_DESCRIPTION) -> str:
    """Words cut to the length that search engines show, or another one, at the end of a word."""
    if len(words) <= longest:
        return words
    return words[:longest].rpartition(" ")[0] + " …"
