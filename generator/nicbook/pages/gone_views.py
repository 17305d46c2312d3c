"""What a network gave up: it stays to be found, with the reason."""

from __future__ import annotations

from dataclasses import dataclass, replace

from nicbook.corpus import Entry
from nicbook.evidence.kind_words import kind_words
from nicbook.evidence.learned import given_up
from nicbook.pages.items import Item, item_of
from nicbook.pages.links import Links
from nicbook.pages.shown import Shown, show
from nicbook.records.common import Retired
from nicbook.records.cycle import Cycle
from nicbook.records.dates import When
from nicbook.records.fields import Markdown


@dataclass(frozen=True, slots=True)
class Gone:
    """Something that was given up."""

    item: Item
    kind_words: str
    when: str
    why: Shown | None
    what: Item | None = None
    """What was tested, or took its place."""
    where: Item | None = None


@dataclass(frozen=True, slots=True)
class GoneView:
    """All of it, the latest first."""

    abandoned: tuple[Gone, ...]
    stopped: tuple[Gone, ...]
    retired: tuple[Gone, ...]


def gone_view(network: Entry, links: Links) -> GoneView | None:
    """What a network gave up; None where that is nothing."""
    entries, gone = links.theory.entries, given_up(links.theory, network.id)
    if not (gone.tests or gone.stopped or gone.retired):
        return None
    return GoneView(
        abandoned=tuple(_abandoned(entries[each], links) for each in gone.tests),
        stopped=tuple(_gone(entries[each], last.date, last.why, links, "of") for each, last in gone.stopped),
        retired=tuple(_retired(entries[each], links) for each in gone.retired),
    )


def _abandoned(entry: Entry, links: Links) -> Gone:
    test = entry.record
    assert isinstance(test, Cycle)
    return _gone(entry, test.ended, test.learned, links, "tests")


def _retired(entry: Entry, links: Links) -> Gone:
    retired = entry.record.retired
    assert isinstance(retired, Retired)
    return _gone(entry, retired.date, retired.why, links, "retired", "replaced_by")


def _gone(entry: Entry, when: When | None, why: Markdown | None, links: Links, *what: str) -> Gone:
    """`what` is the place at which the record names what was tested, or what took its place."""
    named = links.theory.named_at(entry, what)
    where = links.theory.named_at(entry, ("site",))
    return Gone(
        item=item_of(entry, links),
        kind_words=kind_words(links.theory, entry),
        when=str(when or "date not known"),
        why=show(why, replace(links, network=entry.network)) if why is not None else None,
        what=item_of(named, links) if named else None,
        where=item_of(where, links) if where else None,
    )
