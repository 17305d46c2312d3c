"""A measure at one school: where a measure has many charts, those of each school stand in full on a page of their own."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from nicbook.corpus import Entry
from nicbook.drawing.charts.from_lines import site_title
from nicbook.evidence.coverage import title_of
from nicbook.evidence.lines import lines_of
from nicbook.pages.environment import render
from nicbook.pages.frame import Crumb, frame_of
from nicbook.pages.glossary import explained
from nicbook.pages.links import Links
from nicbook.pages.measure_views import address_at, measure_view, sites_with_a_page
from nicbook.pages.page import Page, shortened


def href_at(entry: Entry, site: str, links: Links) -> str:
    """The link to a measure at a site: its page there, or, where it has none, the page of the measure."""
    has_page = site in sites_with_a_page(lines_of(links.theory, entry))
    return links.to_page(address_at(entry, site)) if has_page else links.to(entry.address)


def measure_pages(entry: Entry, links_of: Callable[[str], Links]) -> Iterator[Page]:
    """The pages of a measure at each of its sites; none where all its charts stand on its own page.

    `links_of` gives the links of the page at an address.
    """
    home = links_of(f"{entry.address}/")
    for site in sites_with_a_page(lines_of(home.theory, entry)):
        yield _page(entry, site, links_of(address_at(entry, site)))


def _page(entry: Entry, site: str, links: Links) -> Page:
    frame = frame_of(entry, links)
    name = site_title(links.theory, site)
    title = f"{title_of(links.theory, entry)}: {name}"
    html = render(
        "measure-at-site.html",
        frame=frame,
        title=title,
        crumbs=(*frame.crumbs, Crumb(frame.title, links.to(entry.address))),
        measure=links.to(entry.address),
        site=name,
        site_href=links.to(site) if site in links.theory.entries else "",
        view=measure_view(entry, lines_of(links.theory, entry), links, at=site),
    )
    return Page(
        address=address_at(entry, site),
        title=title,
        html=explained(html, links),
        description=shortened(f"Every value of this measure at {name}, of everyone and of each group, as charts and tables."),
        source=entry.path,
    )
