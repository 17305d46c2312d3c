"""The real networks side by side: what each works on, wants to reach, tests and found, and where."""

from __future__ import annotations

from dataclasses import dataclass, replace

from nicbook.corpus import Entry
from nicbook.drawing.nodes import theory_by
from nicbook.pages.environment import render
from nicbook.pages.frame import Crumb, is_illustrative
from nicbook.pages.glossary import explained
from nicbook.pages.items import Item, item_of, items_of
from nicbook.pages.links import Links
from nicbook.pages.page import Page
from nicbook.pages.path_views import tells_a_result
from nicbook.pages.shown import Shown, show
from nicbook.pages.words import words_of
from nicbook.records.network import Network
from nicbook.records.site import Site, SiteContext
from nicbook.text import to_words

ADDRESS = "side-by-side/"
TITLE = "The networks side by side"

MOST_LISTED = 4
"""Of what a network tests, found or lists, so much is shown; the rest is on its page."""


@dataclass(frozen=True, slots=True)
class Listed:
    """The first of some records, and whether there are more."""

    items: tuple[Item, ...]
    has_more: bool


@dataclass(frozen=True, slots=True)
class Place:
    """A site that is the hub of a network, or a member of it."""

    item: Item
    context: str
    """Its size and students in words; "" where nothing is known."""


@dataclass(frozen=True, slots=True)
class Row:
    """One network."""

    title: str
    href: str
    problem: Shown | None
    organisation_aim: Shown | None
    aims: Listed
    tests: Listed
    """Its change ideas and routines."""
    found: Listed
    """Its lessons, then the findings that tell a result: not those that tell of its size or its place."""
    hub: Place | None
    members: tuple[Place, ...]
    has_more_members: bool
    by: str
    """Who put its aims and ideas together, where that was not the network; else ""."""


def compared_networks(links: Links) -> tuple[Entry, ...]:
    """The networks that are not made up, by title."""
    real = (entry for entry in links.theory.networks if not is_illustrative(entry, links))
    return tuple(sorted(real, key=lambda entry: entry.record.title.casefold()))


def side_by_side_page(links: Links) -> Page | None:
    """None where there are not two networks to compare."""
    networks = compared_networks(links)
    if len(networks) < 2:
        return None
    html = render(
        "side-by-side.html",
        title=TITLE,
        crumbs=(Crumb("Home", links.to_page("")),),
        rows=[_row(entry, links) for entry in networks],
    )
    return Page(
        ADDRESS, TITLE, explained(html, links), description="Problem, aim, tests, findings and context of every network."
    )


def _row(entry: Entry, links: Links) -> Row:
    network, here = entry.record, replace(links, network=entry.id)
    assert isinstance(network, Network)
    statement = network.problem.statement if network.problem else None
    hub = links.theory.named_at(entry, ("hub", "site"))
    named = (links.theory.named_at(entry, ("members", index, "site")) for index in range(len(network.members)))
    members = [member for member in named if member is not None]
    return Row(
        title=network.title,
        href=links.to(entry.address),
        problem=show(statement, here) if statement else None,
        organisation_aim=show(network.organisation_aim, here) if network.organisation_aim else None,
        aims=_listed(_standing(links, entry, "aim"), here),
        tests=_listed([*_standing(links, entry, "routine"), *_standing(links, entry, "change-idea")], here),
        found=_listed([*_standing(links, entry, "lesson"), *filter(tells_a_result, _standing(links, entry, "finding"))], here),
        hub=_place(hub, here) if hub else None,
        members=tuple(_place(member, here) for member in members[:MOST_LISTED]),
        has_more_members=len(members) > MOST_LISTED,
        by=theory_by(entry),
    )


def _place(entry: Entry, links: Links) -> Place:
    site = entry.record
    context = site.context if isinstance(site, Site) else None
    if context is None:
        return Place(item_of(entry, links), "")
    share = context.shares.get("low_income")
    said = (
        words_of(context.locale) if context.locale else "",
        f"{context.students} students" if context.students else "",
        f"{share.value} percent from low-income families{_counted_by(context)}" if share else "",
    )
    return Place(item_of(entry, links), ", ".join(filter(None, said)))


def _counted_by(context: SiteContext) -> str:
    return f" (by {to_words(context.low_income_by)})" if context.low_income_by else ""


def _standing(links: Links, network: Entry, kind: str) -> list[Entry]:
    return [entry for entry in links.theory.of_kind(kind, network.id) if entry.record.retired is None]


def _listed(entries: list[Entry], links: Links) -> Listed:
    return Listed(items_of(entries[:MOST_LISTED], links), len(entries) > MOST_LISTED)
