"""The pages that show a network's driver diagram alone: as large as the screen, with what is good and missing in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from nicbook.corpus import Entry
from nicbook.drawing.by_evidence import record_of
from nicbook.drawing.layout import Layout
from nicbook.evidence.diagram_quality import six_heads
from nicbook.pages.diagrams import Drawings, DiagramView, diagram_view, view_of
from nicbook.pages.environment import render
from nicbook.pages.frame import Crumb, frame_of
from nicbook.pages.glossary import explained
from nicbook.pages.items import Item
from nicbook.pages.links import Links
from nicbook.pages.page import Page
from nicbook.pages.progress_views import ProgressView, progress_view, words_by_evidence
from nicbook.pages.time_pages import time_href

BY_EVIDENCE = "by-evidence/"
"""Where a diagram stands by evidence, below its own address."""


@dataclass(frozen=True, slots=True)
class HeadView:
    """One of the six heads, with links to the records where something is missing."""

    question: str
    answer: str
    missing: tuple[tuple[str, tuple[Item, ...]], ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A further drawing of the same theory; `boxes` is how many it shows."""

    title: str
    href: str
    boxes: int


@dataclass(frozen=True, slots=True)
class View:
    """One of the views that a diagram can be shown in."""

    title: str
    href: str
    is_here: bool


def diagram_pages(entry: Entry, drawings: Drawings, links_of: Callable[[str], Links]) -> Iterator[Page]:
    """All pages that draw the theory of a network: one, or, past `MOST_NODES` boxes, an overview with one for each
    primary driver and one of the whole. `links_of` gives the links of the page at an address. None without boxes.

    Their addresses: diagram/, diagram/<id of the driver>/, and whole-diagram/, which cannot be taken for a driver. Each
    but a whole that is too large has the same by evidence at by-evidence/ below it.
    """
    home, whole = f"{entry.address}/diagram/", f"{entry.address}/whole-diagram/"
    links = links_of(home)
    view = diagram_view(entry, drawings, links)
    if view is None:
        return
    shown = [(f"{home}{driver.id}/", driver.record.title, layout) for driver, layout in drawings.focus(entry)]
    if shown:
        shown.append((whole, "The whole diagram", drawings.whole(entry)))
    parts = tuple(Part(title, links.to_page(address), len(layout.boxes)) for address, title, layout in shown)
    with_evidence = {home: drawings.first(entry), **{address: layout for address, _, layout in shown if address != whole}}
    yield _page(home, entry, view, links, parts, _heads(entry, links), time_href(entry, links), _views(home, home, links))
    for address, _, layout in shown:
        links = links_of(address)
        views = _views(address, address, links) if address in with_evidence else ()
        yield _page(address, entry, view_of(layout, "diagram", entry, links), links, views=views)
    for address, layout in with_evidence.items():
        yield _evidence_page(address, entry, drawings.by_evidence(entry, layout), links_of(f"{address}{BY_EVIDENCE}"))


def _views(address: str, here: str, links: Links) -> tuple[View, ...]:
    """The two views of the diagram at an address, as the page `here` names them."""
    pages = {"What is there": address, "By evidence": f"{address}{BY_EVIDENCE}"}
    return tuple(View(title, links.to_page(page), page == here) for title, page in pages.items())


def _evidence_page(address: str, entry: Entry, layout: Layout, links: Links) -> Page:
    here = f"{address}{BY_EVIDENCE}"
    boxes = [box.node for box in layout.boxes if not box.node.is_retired]
    progress = tuple(progress_view(record_of(links.theory, entry, node), links) for node in boxes)
    view = view_of(layout, "diagram", entry, links)
    return _page(here, entry, view, links, views=_views(address, here, links), progress=progress)


def _page(
    address: str,
    entry: Entry,
    view: DiagramView,
    links: Links,
    parts: tuple[Part, ...] = (),
    heads: tuple[HeadView, ...] = (),
    over_time: str = "",
    views: tuple[View, ...] = (),
    progress: tuple[ProgressView, ...] = (),
) -> Page:
    frame = frame_of(entry, links)
    crumbs = [*frame.crumbs, Crumb(frame.title, links.to(entry.address))]
    if address != f"{entry.address}/diagram/":
        crumbs.append(Crumb("Diagram", links.to_page(f"{entry.address}/diagram/")))
    html = render(
        "diagram.html",
        frame=frame,
        crumbs=crumbs,
        diagram=view,
        parts=parts,
        heads=heads,
        over_time=over_time,
        views=views,
        progress=progress,
        words=words_by_evidence(),
    )
    return Page(
        address=address,
        title=view.title,
        html=explained(html, links),
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
