"""Pages made of many records: home, and an index for every kind. What is made up stands apart from what is real."""

from __future__ import annotations

from dataclasses import dataclass, replace

from markupsafe import Markup

from nicbook.corpus import Entry
from nicbook.pages.environment import render
from nicbook.pages.diagrams import Drawings
from nicbook.pages.frame import Crumb, is_illustrative, sentence_case, words_beside
from nicbook.pages.items import Item
from nicbook.pages.links import Links
from nicbook.pages.network_pages import NetworkView, network_view
from nicbook.pages.page import Page
from nicbook.pages.shown import Shown, show
from nicbook.records.kinds import KINDS, Kind
from nicbook.theory import Theory

TITLE = "What our networks have learned"


@dataclass(frozen=True, slots=True)
class NetworkCard:
    """A network on the home page."""

    title: str
    href: str
    is_illustrative: bool
    view: NetworkView


@dataclass(frozen=True, slots=True)
class Group:
    """The records of one kind that belong to one network."""

    title: str
    href: str
    items: tuple[Item, ...]


def home_page(theory: Theory, drawings: Drawings, links: Links, introduction: Page | None) -> Page:
    """Home: each network with its problem, aim and diagram; made-up ones last. Content may hold words to begin with."""
    title = introduction.title if introduction else TITLE
    cards = [_card(entry, drawings, replace(links, network=entry.id)) for entry in theory.networks]
    html = render(
        "home.html",
        title=title,
        introduction=Markup(introduction.html) if introduction else None,
        networks=[card for card in cards if not card.is_illustrative],
        illustrative=[card for card in cards if card.is_illustrative],
        kinds=[(sentence_case(kind.plural), links.to_page(f"{kind.folder}/")) for kind in KINDS.values()],
    )
    return Page(
        "",
        title,
        html,
        description=introduction.description if introduction else "",
        source=introduction.source if introduction else None,
        in_navigation=True,
    )


def _card(entry: Entry, drawings: Drawings, links: Links) -> NetworkCard:
    return NetworkCard(
        entry.record.title, links.to(entry.address), is_illustrative(entry, links), network_view(entry, drawings, links)
    )


def kind_page(kind: Kind, theory: Theory, links: Links) -> Page:
    """The index of a kind: every record of it by network, real ones first."""
    entries = theory.of_kind(kind.name)
    real = _groups([entry for entry in entries if not is_illustrative(entry, links)], links)
    made_up = _groups([entry for entry in entries if is_illustrative(entry, links)], links)
    title = sentence_case(kind.plural)
    html = render(
        "kind.html",
        title=title,
        kind=kind.name,
        about=(kind.model.__doc__ or "").strip(),
        crumbs=(Crumb("Home", links.to_page("")),),
        groups=real,
        illustrative=made_up,
    )
    return Page(f"{kind.folder}/", title, html, description=f"All {kind.plural} of every network.", in_navigation=True)


def _groups(entries: list[Entry], links: Links) -> tuple[Group, ...]:
    groups: dict[str | None, list[Item]] = {}
    for entry in entries:
        summary = show(entry.record.summary, replace(links, network=entry.network)) if entry.record.summary else None
        item = Item(entry.record.title, links.to(entry.address), words_beside(entry, links), summary)
        groups.setdefault(None if entry.kind == "network" else entry.network, []).append(item)
    shown = []
    for network, items in groups.items():
        owner = links.theory.entries.get(f"networks/{network}")
        in_order = tuple(sorted(items, key=lambda item: item.title.casefold()))
        shown.append(Group(owner.record.title if owner else "", links.to(owner.address) if owner else "", in_order))
    return tuple(shown)
