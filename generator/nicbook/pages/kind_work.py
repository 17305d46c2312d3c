"""Routines, adaptations, sites and sources: what was made of the ideas, by whom, and where it is written."""

from __future__ import annotations

import re
from dataclasses import dataclass

from nicbook.corpus import Entry
from nicbook.evidence.coverage import missing_items
from nicbook.pages.diagrams import Drawings
from nicbook.pages.found_views import Found, found_of
from nicbook.pages.items import Item, items_of, naming
from nicbook.pages.kind_tests import TestRow, test_rows
from nicbook.pages.links import Links
from nicbook.pages.results import Result, result_of
from nicbook.pages.school_views import Place, places_of
from nicbook.pages.sheets import TEST as TEST_SHEET
from nicbook.pages.shown import figure_words
from nicbook.pages.words import label_of
from nicbook.records.adaptation import Adaptation
from nicbook.records.figures import Quantity
from nicbook.records.routine import Cost, Routine
from nicbook.records.site import Site
from nicbook.records.source import Source

_DOI = re.compile(r"10\.\d{4,9}/[A-Za-z0-9._;()/:-]+")


@dataclass(frozen=True, slots=True)
class RoutineView:
    cost: str
    """Money and working time: “low; about 1 hour a week (2025/26)”; "" where neither is stated."""
    missing: tuple[str, ...]
    """The items of TIDieR that it does not say."""
    found: Found
    grown: tuple[Item, ...]
    """Routines that were adapted from this one."""
    sheet: str
    """A test to print and to write on."""


def routine_view(entry: Entry, links: Links) -> RoutineView:
    routine = entry.record
    assert isinstance(routine, Routine)
    return RoutineView(
        cost=_cost_words(routine.cost) if routine.cost else "",
        missing=tuple(words for words, _ in missing_items(links.theory, entry)),
        found=found_of(entry, links),
        grown=items_of(naming(entry, links, "routine", "adapted_from", "routine"), links, in_full=True),
        sheet=links.to_page(TEST_SHEET),
    )


def _cost_words(cost: Cost) -> str:
    hours = cost.hours
    if hours is None:
        return cost.band or ""
    amount = f"{hours.value.value} {'hour' if hours.value.value.low == 1 else 'hours'}"
    size, day = hours.value.size, hours.value.date
    around = ", ".join(filter(None, (f"n = {size}" if size else "", str(day or ""))))
    time = amount + (" once" if hours.per == "once" else f" a {hours.per}") + (f" ({around})" if around else "")
    return f"{cost.band}; {time}" if cost.band else time


@dataclass(frozen=True, slots=True)
class AdaptationView:
    state: str
    """How it stands, as its last follow-up says; "" where there is none."""
    tests: tuple[TestRow, ...]


def adaptation_view(entry: Entry, links: Links) -> AdaptationView:
    adaptation = entry.record
    assert isinstance(adaptation, Adaptation)
    last = adaptation.last_heard
    return AdaptationView(
        state=f"{last.status} ({last.date})" if last else "",
        tests=test_rows(naming(entry, links, "cycle", "adaptation"), links),
    )


@dataclass(frozen=True, slots=True)
class SiteView:
    shares: tuple[tuple[str, str], ...]
    """What of its students, and how many of a hundred."""
    tests: tuple[TestRow, ...]
    adaptations: tuple[Item, ...]
    results: tuple[Result, ...]
    networks: tuple[Item, ...]
    parts: tuple[Item, ...]
    """The sites that belong to this one."""
    places: tuple[Place, ...]
    """What it tries, sees and reports in each of its networks."""


def site_view(entry: Entry, drawings: Drawings, links: Links) -> SiteView:
    site = entry.record
    assert isinstance(site, Site)
    networks = {each.address: each for each in naming(entry, links, "network", "members", "site")}
    networks |= {each.address: each for each in naming(entry, links, "network", "hub", "site")}
    shares = site.context.shares if site.context else {}
    return SiteView(
        shares=tuple((label_of(key), figure_words(figure, "percent") + _band(figure.value)) for key, figure in shares.items()),
        tests=test_rows(naming(entry, links, "cycle", "site"), links),
        adaptations=items_of(naming(entry, links, "adaptation", "site"), links, in_full=True),
        results=tuple(result_of(each, links) for each in naming(entry, links, "finding", "context", "site")),
        networks=items_of(networks.values(), links),
        parts=items_of(naming(entry, links, "site", "part_of"), links),
        places=tuple(places_of(entry, drawings, links)),
    )


def _band(value: Quantity) -> str:
    """The band of an exact share, by which schools are compared; what is written as a bound is one already."""
    share = value.exact
    if share is None:
        return ""
    return "; band: " + ("under 25" if share < 25 else "25 to 50" if share < 50 else "50 to 75" if share <= 75 else "over 75")


def doi_address(source: Source) -> str:
    """Where the DOI of a source leads; "" where it has none, or one that is not written as a DOI."""
    return f"https://doi.org/{source.doi}" if source.doi and _DOI.fullmatch(source.doi) else ""
