"""Where a change was started: in which kinds of context, with what came of it, and in which not yet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from nicbook.evidence.conditions import coverage_of
from nicbook.evidence.context import BANDS, PLACES, KindOfContext, place_of
from nicbook.evidence.variation import SiteResult
from nicbook.pages.items import Item, item_of
from nicbook.pages.links import Links
from nicbook.records.site import Site

IN_PLACES = {"city": "in a city", "suburb": "in a suburb", "town": "in a town", "rural": "in the country"}


@dataclass(frozen=True, slots=True)
class Covered:
    """In which kinds of context it was started: a row a place, in it for each band of BANDS the schools."""

    rows: tuple[tuple[str, tuple[tuple[tuple[Item, str], ...], ...]], ...]
    """Each school with its result in words."""
    unknown: tuple[tuple[Item, str], ...]
    """Schools that do not say what they are."""


def kinds_of_place(sites: Sequence[str], links: Links) -> str:
    """ "1 in a city, 2 in a suburb": where schools lie, by their addresses."""
    records = [links.theory.entries[each].record for each in sites]
    places = Counter(place_of(site) if isinstance(site, Site) else None for site in records)
    said = [f"{places[place]} {IN_PLACES[place]}" for place in PLACES.values() if places[place]]
    return ", ".join([*said, *([f"{places[None]} of which nobody says where"] if places[None] else [])])


def covered_by(found_at: Sequence[SiteResult], links: Links) -> Covered:
    found = coverage_of(links.theory, [site.start for site in found_at])
    outcomes = {site.start.site: site.change.outcome for site in found_at}

    def items(addresses: Sequence[str]) -> tuple[tuple[Item, str], ...]:
        return tuple((item_of(links.theory.entries[each], links), outcomes[each]) for each in addresses)

    return Covered(
        tuple(
            (place, tuple(items(found.covered.get(KindOfContext(place, band), ())) for band in BANDS))
            for place in PLACES.values()
        ),
        items(found.unknown),
    )
