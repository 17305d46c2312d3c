"""The pages that show a network's driver diagram alone: as large as the screen, with what is good and missing in it."""

from __future__ import annotations

from dataclasses import dataclass

from nicbook.corpus import Entry
from nicbook.evidence.diagram_quality import six_heads
from nicbook.pages.diagrams import Drawings, diagram_view
from nicbook.pages.environment import render
from nicbook.pages.frame import Crumb, frame_of
from nicbook.pages.items import Item
from nicbook.pages.links import Links
from nicbook.pages.page import Page


@dataclass(frozen=True, slots=True)
class HeadView:
    """One of the six heads, with links to the records where something is missing."""

    question: str
    answer: str
    missing: tuple[tuple[str, tuple[Item, ...]], ...]


def diagram_page(entry: Entry, drawings: Drawings, links: Links) -> Page | None:
    """The diagram alone, as large as the screen; `links` are those of this page."""
    view = diagram_view(entry, drawings, links)
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
