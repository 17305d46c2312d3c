"""Pages made of many records: home, and an index for every kind. What is made up stands apart from what is real."""

from __future__ import annotations

from dataclasses import dataclass, replace

from markupsafe import Markup

from nicbook.corpus import Entry
from nicbook.pages.diagrams import Drawings, DiagramView, diagram_view
from nicbook.pages.environment import render
from nicbook.pages.frame import Crumb, is_illustrative
from nicbook.pages.glossary import explained
from nicbook.pages.items import Item, item_of
from nicbook.pages.links import Links
from nicbook.pages.network_pages import AimInBrief, aims_of, learned_lately
from nicbook.pages.page import BY_KIND, Page
from nicbook.pages.shown import show
from nicbook.pages.side_by_side import ADDRESS as SIDE_BY_SIDE
from nicbook.pages.words import sentence_case
from nicbook.records.fields import Markdown
from nicbook.records.kinds import KINDS, Kind
from nicbook.records.network import Network
from nicbook.theory import Theory

TITLE = "What our networks have learned"


@dataclass(frozen=True, slots=True)
class NetworkCard:
    """A network on the home page."""

    title: str
    href: str
    label: str
    """What stands there in place of a problem; "" where it is one."""
    problem: str
    """The problem that it solves, in plain words; of a whole organisation, what it wants to reach."""
    aims: tuple[AimInBrief, ...]
    """Those that say how much and by when before drafts."""
    diagram: DiagramView | None
    """Its theory, where there is room for it."""


@dataclass(frozen=True, slots=True)
class RoutineLine:
    """A routine to try, on the home page."""

    item: Item
    words: str
    """What it is, in plain words."""
    network: str


@dataclass(frozen=True, slots=True)
class Group:
    """The records of one kind that belong to one network."""

    title: str
    href: str
    items: tuple[Item, ...]


def home_page(theory: Theory, drawings: Drawings, links: Links, introduction: Page | None) -> Page:
    """Home: the problem and aim of each network, routines to try, and what was learned lately. Content may hold words to
    begin with.

    The theory is drawn where it is the only one; else it is a click away.
    """
    title = introduction.title if introduction else TITLE
    networks = sorted(theory.networks, key=lambda entry: entry.record.title.casefold())
    real = [entry for entry in networks if not is_illustrative(entry, links)]
    made_up = [entry for entry in networks if is_illustrative(entry, links)]
    real_routines, made_up_routines = _routines(networks, links)
    html = render(
        "home.html",
        title=title,
        introduction=Markup(introduction.html) if introduction else None,
        compared=links.to_page(SIDE_BY_SIDE) if len(real) > 1 else "",
        networks=[_card(entry, drawings, links, with_diagram=len(real) == 1) for entry in real],
        routines=real_routines,
        learned=learned_lately(real, links),
        illustrative=[_card(entry, drawings, links, with_diagram=not real) for entry in made_up],
        illustrative_routines=made_up_routines,
        kinds=[(sentence_case(kind.plural), links.to_page(f"{kind.folder}/")) for kind in KINDS.values()],
    )
    return Page(
        "",
        title,
        explained(html, links),
        description=introduction.description if introduction else "",
        source=introduction.source if introduction else None,
        in_navigation=True,
    )


def _card(entry: Entry, drawings: Drawings, links: Links, *, with_diagram: bool) -> NetworkCard:
    network, here = entry.record, replace(links, network=entry.id)
    assert isinstance(network, Network)
    statement = network.problem.statement if network.problem else None
    problem = statement or network.organisation_aim
    return NetworkCard(
        network.title,
        links.to(entry.address),
        "" if statement else "What the organisation wants to reach",
        _plain(problem, here) if problem else "",
        tuple(sorted(aims_of(entry, here), key=lambda aim: aim.item.status != "")),
        diagram_view(entry, drawings, here) if with_diagram else None,
    )


def _routines(networks: list[Entry], links: Links) -> tuple[list[RoutineLine], list[RoutineLine]]:
    """The routines that stand, network by network: the real ones, and those that are made up."""
    real: list[RoutineLine] = []
    made_up: list[RoutineLine] = []
    for network in networks:
        for entry in links.theory.of_kind("routine", network.id):
            if entry.record.retired is None:
                words, here = entry.record.summary or entry.record.why, replace(links, network=network.id)
                line = RoutineLine(item_of(entry, links), _plain(words, here) if words else "", network.record.title)
                (made_up if is_illustrative(entry, links) else real).append(line)
    return real, made_up


def _plain(text: Markdown, links: Links) -> str:
    return str(show(text, links).html.striptags())


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
    return Page(
        f"{kind.folder}/",
        title,
        explained(html, links),
        description=f"All {kind.plural} of every network.",
        in_navigation=True,
        under="" if kind.name == "network" else BY_KIND,
    )


def _groups(entries: list[Entry], links: Links) -> tuple[Group, ...]:
    groups: dict[str, tuple[Entry | None, list[Item]]] = {}
    for entry in entries:
        owner = None if entry.kind == "network" else links.theory.network_of(entry)
        groups.setdefault(owner.id if owner else "", (owner, []))[1].append(item_of(entry, links, in_full=True))
    return tuple(
        Group(
            owner.record.title if owner else "",
            links.to(owner.address) if owner else "",
            tuple(sorted(items, key=lambda item: item.title.casefold())),
        )
        for owner, items in sorted(groups.values(), key=lambda group: group[0].record.title.casefold() if group[0] else "")
    )
