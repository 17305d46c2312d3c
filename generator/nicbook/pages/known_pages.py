"""What a network knows and what not: the pages about that, and the way to them from the network's own page."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from nicbook.corpus import Entry
from nicbook.diagnostics import Diagnostics
from nicbook.pages.diagram_pages import BY_EVIDENCE
from nicbook.pages.gaps_pages import gaps_page
from nicbook.pages.learned_pages import learned_page
from nicbook.pages.links import Links
from nicbook.pages.page import Page
from nicbook.pages.schools_pages import schools_href
from nicbook.pages.unsayable_pages import unsayable_page


@dataclass(frozen=True, slots=True)
class Way:
    """A link to a page about what is known."""

    title: str
    href: str
    words: str
    """What it answers."""


def known_pages(entry: Entry, remarks: Diagnostics, links_of: Callable[[str], Links]) -> Iterator[Page]:
    """What a network has learned, where to test next, and what cannot be said. `remarks` are what the checks say of its
    records; `links_of` gives the links of the page at an address."""
    yield learned_page(entry, links_of(f"{entry.address}/learned/"))
    yield gaps_page(entry, remarks, links_of(f"{entry.address}/gaps/"))
    yield unsayable_page(entry, links_of(f"{entry.address}/cannot-be-said/"))


def ways_to_known(entry: Entry, links: Links, *, is_drawn: bool) -> tuple[Way, ...]:
    """The links to these pages, and to those of its schools and of its diagram by evidence where there are such pages."""

    def to(page: str) -> str:
        return links.to_page(f"{entry.address}/{page}")

    ways = (
        Way("What we have learned", to("learned/"), "Lessons, with what supports and what contradicts them"),
        Way("Where to test next", to("gaps/"), "What nobody has tested or measured yet"),
        Way("What cannot be said", to("cannot-be-said/"), "And what would make it sayable"),
        Way("School by school", schools_href(entry, links), "Who tries what, and who reports what"),
        Way("The diagram by evidence", to(f"diagram/{BY_EVIDENCE}") if is_drawn else "", "What moves, and what nobody has tested"),
    )
    return tuple(way for way in ways if way.href)
