"""The page of one record: what a reader asks first in one screen, then everything it says, then all that points at it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from nicbook.corpus import Entry
from nicbook.evidence.context import BANDS, PLACES, place_of, share_band
from nicbook.evidence.coverage import CANDIDATE, is_candidate, title_of
from nicbook.evidence.starts import starts_of
from nicbook.pages.back_links import back_links
from nicbook.pages.cause_views import process_view
from nicbook.pages.cited import sources_of
from nicbook.pages.cycle_views import cycle_view
from nicbook.pages.diagrams import Drawings, local_view
from nicbook.pages.environment import render
from nicbook.pages.equity_views import measure_page
from nicbook.pages.frame import Upkeep, frame_of, is_illustrative
from nicbook.pages.glossary import explained
from nicbook.pages.items import lead_key
from nicbook.pages.kind_theory import AimView, aim_view, driver_view, idea_view
from nicbook.pages.kind_work import adaptation_view, doi_address, routine_view, site_view
from nicbook.pages.lesson_views import lesson_view
from nicbook.pages.links import Links
from nicbook.pages.moving_views import AimEvidence, aim_evidence
from nicbook.pages.network_pages import network_view
from nicbook.pages.page import Page, shortened
from nicbook.pages.pipeline_views import pipeline_view
from nicbook.pages.results import finding_view
from nicbook.pages.shown import fields_of, show
from nicbook.pages.words import sentence_case, words_of
from nicbook.records.fields import Markdown
from nicbook.records.site import Site
from nicbook.records.source import Source
from nicbook.records.walk import walk
from nicbook.text import to_words

LONGEST_SEARCH_TEXT = 1_500
"""Characters of the texts in one entry of the search index, which every visitor loads as a whole."""
_BOOSTS = {"network": 8, "routine": 8, "change-idea": 4, "lesson": 4}
"""Kinds that answer a reader's question stand before those that only hold its words."""
_MADE_UP = 0.1
"""What is made up stands behind what is real."""
_ENDS = re.compile("[.!?…:][)”\"’]?$")


@dataclass(frozen=True, slots=True)
class AimPage:
    aim: AimView
    evidence: AimEvidence


def record_page(entry: Entry, drawings: Drawings, links: Links, upkeep: Upkeep = Upkeep()) -> Page:
    """The template of the record's kind shows what it says; whatever that leaves out stands under “More about it”."""
    record, lead = entry.record, lead_key(entry)
    fields = fields_of(record, links, leave_out=("title", "illustrative", lead or ""))
    html = render(
        f"{entry.kind}.html",
        frame=frame_of(entry, links, upkeep),
        lead=show(getattr(record, lead), links) if lead else None,
        said={field.key: field.value for field in fields},
        fields=fields,
        retired=show(record.retired, links) if record.retired else None,
        view=_of_its_kind(entry, drawings, links),
        theory=local_view(entry, drawings, links),
        back_links=back_links(entry, links),
        sources=sources_of(entry, links),
    )
    texts, tags = shortened(_words(entry, links), LONGEST_SEARCH_TEXT), ", ".join(record.tags)
    words = " ".join(filter(None, (texts, *_places(entry, links), tags)))
    if is_candidate(links.theory, entry):
        words = f"{sentence_case(CANDIDATE)}: {words}"
    if is_made_up := is_illustrative(entry, links):
        words = f"Illustrative. {words}"
    return Page(
        address=f"{entry.address}/",
        title=title_of(links.theory, entry),
        html=explained(html, links),
        search=words,
        boost=_BOOSTS.get(entry.kind, 1) * (_MADE_UP if is_made_up else 1),
        description=shortened(words),
        source=entry.path,
    )


def moved_page(address: str, entry: Entry, links: Links) -> Page:
    """What stands at an earlier address of a record: the way to where it is now."""
    title = title_of(links.theory, entry)
    html = render("moved.html", title=title, href=links.to(entry.address))
    return Page(address, f"{title} has moved", html, source=entry.path)


def _words(entry: Entry, links: Links) -> str:
    """All texts of a record in plain words, its lead first; each ends with a full stop, for an excerpt runs over them."""
    lead = lead_key(entry)
    texts = [value for location, value in walk(entry.record) if isinstance(value, Markdown) and location != (lead,)]
    if lead:
        texts.insert(0, getattr(entry.record, lead))
    said = (to_words(text, links.resolve) for text in texts)
    return " ".join(words if _ENDS.search(words) else f"{words}." for words in said if words)


def _places(entry: Entry, links: Links) -> Iterator[str]:
    """Where a site is and of whom its students are, and in what places an idea or routine was started: schools search for
    others like themselves."""
    if isinstance(entry.record, Site):
        sites, before = [entry.record], ""
        locale = entry.record.context.locale if entry.record.context else None
        places = [words_of(locale)] if locale else []
    elif entry.kind in ("change-idea", "routine"):
        sites, before = [links.theory.entries[start.site].record for start in starts_of(links.theory, entry)], "Started in: "
        places = [place for place in PLACES.values() if place in map(place_of, sites)]
    else:
        return
    bands = [band for band in BANDS if band in (share_band(site, "low_income") for site in sites)]
    if places:
        yield sentence_case(f"{before}{', '.join(places)}.")
    if bands:
        yield f"Students from low-income families: {', '.join(bands)} percent."


def _of_its_kind(entry: Entry, drawings: Drawings, links: Links) -> Any:
    """What the template of a kind needs beyond what the record itself says."""
    match entry.kind:
        case "network":
            return network_view(entry, drawings, links)
        case "aim":
            return AimPage(aim_view(entry, links), aim_evidence(entry, links))
        case "driver":
            return driver_view(entry, links)
        case "change-idea":
            return idea_view(entry, links)
        case "measure":
            return measure_page(entry, links)
        case "cycle":
            return cycle_view(entry, links)
        case "routine":
            return routine_view(entry, links)
        case "adaptation":
            return adaptation_view(entry, links)
        case "finding":
            return finding_view(entry, links)
        case "lesson":
            return lesson_view(entry, links, in_full=True)
        case "cause":
            return process_view(entry, links)
        case "pipeline":
            return pipeline_view(entry, links)
        case "site":
            return site_view(entry, drawings, links)
        case "source" if isinstance(entry.record, Source):
            return doi_address(entry.record)
    return None
