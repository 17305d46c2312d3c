"""A record as one line of a list: the colour and word of its kind, the shape and word of its status."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from nicbook.corpus import Entry
from nicbook.evidence.coverage import CANDIDATE, status, title_of
from nicbook.evidence.kind_words import kind_words
from nicbook.pages.frame import words_beside
from nicbook.pages.links import Links
from nicbook.pages.shown import Shown, show

_LEADS = {
    "aim": "statement",
    "change-idea": "hypothesis",
    "routine": "why",
    "cycle": "learned",
    "adaptation": "result",
    "lesson": "claim",
    "cause": "found",
}
"""The key whose text says first what a record of a kind is; else, and where that is not stated, the summary."""


@dataclass(frozen=True, slots=True)
class Item:
    """A record in a list."""

    title: str
    href: str
    kind_words: str
    words: Shown | None = None
    """What it says first."""
    kind: str = ""
    status: str = ""
    """Its state in words; "" where there is nothing to say, or the title says it."""


def lead_key(entry: Entry) -> str | None:
    """The key whose text opens the page of a record; None where it has no such text."""
    for key in (_LEADS.get(entry.kind), "summary"):
        if key and getattr(entry.record, key) is not None:
            return key
    return None


def item_of(entry: Entry, links: Links, *, in_full: bool = False, among_others: bool = False) -> Item:
    """One line: `in_full` with what the record says first, `among_others` in a list of several kinds."""
    key = lead_key(entry) if in_full else None
    state = status(links.theory, entry) or ""
    return Item(
        title_of(links.theory, entry),
        links.to(entry.address),
        kind_words(links.theory, entry) if among_others else words_beside(entry, links),
        show(getattr(entry.record, key), replace(links, network=entry.network)) if key else None,
        entry.kind,
        "" if state == CANDIDATE else state,
    )


def items_of(entries: Iterable[Entry], links: Links, *, in_full: bool = False, among_others: bool = False) -> tuple[Item, ...]:
    return tuple(item_of(entry, links, in_full=in_full, among_others=among_others) for entry in entries)


def naming(entry: Entry, links: Links, kind: str, *keys: str) -> tuple[Entry, ...]:
    """The records of a kind that name this one under these keys (the numbers of lists left out), retired ones last."""
    theory = links.theory
    sources = {
        link.source
        for link in theory.links_to(entry.address)
        if tuple(step for step in link.location if isinstance(step, str)) == keys
    }
    entries = (theory.entries[source] for source in sources if theory.entries[source].kind == kind)
    return tuple(sorted(entries, key=lambda one: (one.record.retired is not None, one.address)))
