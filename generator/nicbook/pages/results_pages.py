"""All that was found of a change idea or routine: the figures of every school, every test and every result."""

from __future__ import annotations

from nicbook.corpus import Entry
from nicbook.evidence.coverage import title_of
from nicbook.pages.environment import render
from nicbook.pages.found_views import found_of
from nicbook.pages.frame import Crumb, frame_of
from nicbook.pages.glossary import explained
from nicbook.pages.links import Links
from nicbook.pages.page import Page
from nicbook.pages.variation_views import results_address


def results_page(entry: Entry, links: Links) -> Page | None:
    """None where no measure has results at two schools: then all of it stands on the record's own page."""
    found = found_of(entry, links)
    if found.variation is None:
        return None
    frame = frame_of(entry, links)
    title = f"{title_of(links.theory, entry)}: results school by school"
    html = render(
        "results.html",
        frame=frame,
        title=title,
        crumbs=(*frame.crumbs, Crumb(frame.title, links.to(entry.address))),
        view=found,
        about="idea" if entry.kind == "change-idea" else "routine",
    )
    return Page(
        address=results_address(entry),
        title=title,
        html=explained(html, links),
        description="What changed at every school that started it, with the figures and the rules behind.",
        source=entry.path,
    )
