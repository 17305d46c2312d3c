"""The sources of a page: every one that a record names anywhere, with the places in it."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from nicbook.corpus import Entry
from nicbook.pages.links import Links
from nicbook.pages.shown import show
from nicbook.records.common import Cited
from nicbook.records.source import Source
from nicbook.records.walk import walk
from nicbook.text import to_words


@dataclass(frozen=True, slots=True)
class CitedSource:
    """A source as the foot of a page lists it."""

    title: str
    href: str
    by: str
    """Who wrote it, and when; "" where the source's record does not say."""
    places: tuple[Markup, ...]
    """Where in it, each in words."""


def sources_of(entry: Entry, links: Links) -> tuple[CitedSource, ...]:
    """Each source once, in the order in which the record first names it."""
    places: dict[str, dict[Markup, None]] = {}
    for location, value in walk(entry.record):
        named = links.theory.named_at(entry, (*location, "id")) if isinstance(value, Cited) else None
        if named is not None and isinstance(value, Cited):
            where = places.setdefault(named.address, {})
            if value.at is not None:
                shown = show(value.at, links)
                where[shown.inline or shown.html] = None
    return tuple(_cited(links.theory.entries[address], links, tuple(where)) for address, where in places.items())


def _cited(entry: Entry, links: Links, places: tuple[Markup, ...]) -> CitedSource:
    source = entry.record
    assert isinstance(source, Source)
    by = ", ".join(filter(None, (to_words(source.authors or ""), str(source.year or ""))))
    return CitedSource(source.title, links.to(entry.address), by, places)
