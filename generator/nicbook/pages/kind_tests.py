"""Tests of change as rows on the pages of what they tested, of their site and of their network."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from markupsafe import Markup

from nicbook.corpus import Entry
from nicbook.evidence.tests import by_start, cycle_of
from nicbook.pages.items import Item, item_of
from nicbook.pages.links import Links
from nicbook.pages.shown import Shown, show, term
from nicbook.pages.words import term_of_choice, words_of
from nicbook.records.cycle import Cycle


@dataclass(frozen=True, slots=True)
class TestRow:
    """One test in a table of tests."""

    title: str
    href: str
    what: Item
    """What was tested."""
    where: Item
    when: str
    scale: str
    decision: Markup
    """The decision; "still running" before there is one."""
    learned: Shown | None


def test_rows(tests: Iterable[Entry], links: Links) -> tuple[TestRow, ...]:
    """Tests by the day they started."""
    return tuple(_row(entry, links) for entry in sorted(tests, key=by_start))


def _row(entry: Entry, links: Links) -> TestRow:
    test = cycle_of(entry)
    what, where = (links.theory.named_at(entry, (key,)) for key in ("tests", "site"))
    return TestRow(
        title=test.title,
        href=links.to(entry.address),
        what=item_of(what, links) if what else Item(str(test.tests), "", ""),
        where=item_of(where, links) if where else Item(str(test.site), "", ""),
        when=when_words(test),
        scale=words_of(test.scale) if test.scale else "",
        decision=decision_words(test),
        learned=show(test.learned, replace(links, network=entry.network)) if test.learned else None,
    )


def when_words(test: Cycle) -> str:
    return f"{test.started} to {test.ended}" if test.ended else f"since {test.started}"


def decision_words(test: Cycle) -> Markup:
    if test.decision is None:
        return Markup("no decision yet")
    return term(term_of_choice("decision", test.decision), words_of(test.decision))
