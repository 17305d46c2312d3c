"""The page of a network, and its driver diagram full-screen."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from nicbook.corpus import Entry
from nicbook.drawing.from_theory import driver_diagram
from nicbook.drawing.layout import lay_out
from nicbook.drawing.outline import to_outline
from nicbook.drawing.svg import to_svg
from nicbook.evidence.diagram_quality import six_heads
from nicbook.pages.environment import render
from nicbook.pages.frame import Crumb, frame_of, sentence_case, words_beside
from nicbook.pages.links import Links
from nicbook.pages.page import Page
from nicbook.pages.results import Result, conflicts, results_of
from nicbook.pages.shown import Field, Shown, fields_of, show
from nicbook.records.aim import Aim
from nicbook.records.kinds import KINDS, SHARED
from nicbook.records.network import Network


@dataclass(frozen=True, slots=True)
class Item:
    """A record in a list."""

    title: str
    href: str
    kind_words: str
    words: Shown | None = None


@dataclass(frozen=True, slots=True)
class DiagramView:
    """A driver diagram: the drawing for a wide screen, and the list of the same content for all others."""

    title: str
    svg: Markup
    outline: Markup
    href: str
    """The page that has it full-screen."""


@dataclass(frozen=True, slots=True)
class NetworkView:
    """What a network's page shows before everything it says."""

    problem: tuple[Field, ...]
    organisation_aim: Shown | None
    aims: tuple[Item, ...]
    diagram: DiagramView | None
    results: tuple[Result, ...]
    conflicts: tuple[tuple[Result, ...], ...]
    records: tuple[tuple[str, tuple[Item, ...]], ...]


def network_view(entry: Entry, links: Links) -> NetworkView:
    network = entry.record
    assert isinstance(network, Network)
    aims = tuple(
        Item(aim.record.title, links.to(aim.address), "", show(aim.record.statement, links))
        for aim in links.theory.of_kind("aim", entry.id)
        if isinstance(aim.record, Aim)
    )
    kinds = [kind for kind in KINDS.values() if kind.name not in ("network", "aim", *SHARED)]
    records = (
        (
            sentence_case(kind.plural),
            tuple(
                Item(each.record.title, links.to(each.address), words_beside(each, links))
                for each in links.theory.of_kind(kind.name, entry.id)
            ),
        )
        for kind in kinds
    )
    return NetworkView(
        problem=fields_of(network.problem, links) if network.problem else (),
        organisation_aim=show(network.organisation_aim, links) if network.organisation_aim else None,
        aims=aims,
        diagram=diagram_view(entry, links),
        results=results_of(entry.id, links),
        conflicts=conflicts(entry.id, links),
        records=tuple((plural, items) for plural, items in records if items),
    )


def diagram_view(entry: Entry, links: Links) -> DiagramView | None:
    """The driver diagram of a network as one page shows it; None where there is nothing to draw."""
    diagram = driver_diagram(links.theory, entry, links.to)
    if not diagram.nodes:
        return None
    layout, prefix = lay_out(diagram), f"diagram-{entry.id}"
    return DiagramView(
        title=diagram.title,
        svg=to_svg(layout, prefix=prefix),
        outline=to_outline(layout, prefix=prefix),
        href=links.to_page(f"{entry.address}/diagram/"),
    )


@dataclass(frozen=True, slots=True)
class HeadView:
    """One of the six heads, with links to the records where something is missing."""

    question: str
    answer: str
    missing: tuple[tuple[str, tuple[Item, ...]], ...]


def diagram_page(entry: Entry, links: Links) -> Page | None:
    """The diagram alone, as large as the screen; `links` are those of this page."""
    view = diagram_view(entry, links)
    if view is None:
        return None
    frame = frame_of(entry, links)
    crumbs = (*frame.crumbs, Crumb(frame.title, links.to(entry.address)))
    return Page(
        address=f"{entry.address}/diagram/",
        title=view.title,
        html=render("diagram.html", frame=frame, crumbs=crumbs, diagram=view, heads=_heads(entry, links)),
        description=f"Aim, drivers and change ideas of {frame.title}, each with a link to its page.",
        source=entry.path,
    )


def _heads(entry: Entry, links: Links) -> tuple[HeadView, ...]:
    def items(addresses: tuple[str, ...]) -> tuple[Item, ...]:
        return tuple(Item(links.theory.entries[each].record.title, links.to(each), "") for each in addresses)

    return tuple(
        HeadView(head.question, head.answer, tuple((each.what, items(each.where)) for each in head.missing))
        for head in six_heads(links.theory, entry.id)
    )
