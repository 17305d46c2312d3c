"""The page of one record: what it is in one screen, then everything it says, then all that points at it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from nicbook.corpus import Entry
from nicbook.evidence.coverage import missing_parts
from nicbook.pages.back_links import back_links
from nicbook.pages.diagrams import Drawings
from nicbook.pages.environment import render
from nicbook.pages.frame import frame_of
from nicbook.pages.links import Links
from nicbook.pages.network_pages import network_view
from nicbook.pages.page import Page, shortened
from nicbook.pages.results import disagreeing, figure_words, result_of
from nicbook.pages.shown import Field, fields_of, show
from nicbook.records.aim import Aim, Target
from nicbook.records.fields import Markdown
from nicbook.records.measure import Measure
from nicbook.records.series import Flow, Series
from nicbook.records.walk import walk
from nicbook.text import to_words

_LEADS = {"aim": "statement", "lesson": "claim", "cause": "found", "change-idea": "hypothesis", "routine": "why"}
"""The key whose text opens the page of a kind; else, and where that is not stated, the summary."""

LONGEST_SEARCH_TEXT = 1_500
"""Characters of one entry of the search index, which every visitor loads as a whole."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table of plain words."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def record_page(entry: Entry, drawings: Drawings, links: Links) -> Page:
    record = entry.record
    lead_key = _lead_key(entry)
    lead = show(getattr(record, lead_key), links) if lead_key else None
    own, kind_view = _of_its_kind(entry, drawings, links)
    shown = fields_of(record, links, leave_out=("title", "illustrative", lead_key or "", *own))
    groups = back_links(entry, links)
    html = render(
        f"{entry.kind}.html",
        frame=frame_of(entry, links),
        lead=lead,
        view=kind_view,
        fields=shown,
        back_links=groups,
    )
    words = _words(entry)
    return Page(
        address=f"{entry.address}/",
        title=record.title,
        html=html,
        search=words[:LONGEST_SEARCH_TEXT],
        description=shortened(words),
        source=entry.path,
    )


def moved_page(address: str, entry: Entry, links: Links) -> Page:
    """What stands at an earlier address of a record: the way to where it is now."""
    html = render("moved.html", title=entry.record.title, href=links.to(entry.address))
    return Page(address, f"{entry.record.title} has moved", html, source=entry.path)


def _lead_key(entry: Entry) -> str | None:
    for key in (_LEADS.get(entry.kind), "summary"):
        if key and getattr(entry.record, key) is not None:
            return key
    return None


def _words(entry: Entry) -> str:
    """All texts of a record in plain words, its lead first."""
    lead_key = _lead_key(entry)
    texts = [value for location, value in walk(entry.record) if isinstance(value, Markdown) and location != (lead_key,)]
    if lead_key:
        texts.insert(0, getattr(entry.record, lead_key))
    return " ".join([*map(to_words, texts), *entry.record.tags])


def _of_its_kind(entry: Entry, drawings: Drawings, links: Links) -> tuple[tuple[str, ...], Any]:
    """The keys that the template of a kind shows in its own way, and what it needs for that."""
    match entry.kind:
        case "network":
            return ("problem", "organisation_aim", "labels"), network_view(entry, drawings, links)
        case "aim":
            return ("target", "baseline", "for_whom"), _aim_view(entry, links)
        case "finding":
            group = disagreeing(entry, links.theory)
            others = tuple(
                result_of(links.theory.entries[address], links, is_this=address == entry.address) for address in group
            )
            return ("before", "after", "disagrees_with"), (result_of(entry, links, is_this=True), others)
        case "measure":
            return (), _table(entry, links)
        case "pipeline":
            return (), _table(entry, links)
        case "routine":
            return ("steps",), tuple(show(step, links) for step in entry.record.steps)
        case "cycle":
            return ("predictions",), tuple(fields_of(one, links) for one in entry.record.predictions)
    return (), None


@dataclass(frozen=True, slots=True)
class AimView:
    """How much, of what, for whom, by when. "" where the record does not say."""

    baseline: str
    target: str
    by: str
    for_whom: Field | None
    sources: Any
    missing: tuple[str, ...]


def _aim_view(entry: Entry, links: Links) -> AimView:
    aim = entry.record
    assert isinstance(aim, Aim)
    measure = next((links.theory.entries[link.target].record for link in links.theory.links_from(entry.address) if link.key == "measure"), None)
    unit = measure.definition.unit if isinstance(measure, Measure) else ""
    for_whom = next((field for field in fields_of(aim, links) if field.key == "for_whom"), None)
    by = ""
    if aim.target is not None:
        by = str(aim.target.by or "") or (f"within {to_words(aim.target.within)}" if aim.target.within else "")
    return AimView(
        baseline=figure_words(aim.baseline.value, unit) if aim.baseline else "",
        target=_target_words(aim.target, unit) if aim.target else "",
        by=by,
        for_whom=for_whom,
        sources=show(aim.baseline.sources, links) if aim.baseline and aim.baseline.sources else None,
        missing=missing_parts(aim),
    )


def _target_words(target: Target, unit: str) -> str:
    if target.value is not None:
        return f"{target.value} {unit}".strip()
    if target.times is not None:
        return f"{target.times:g} times the baseline"
    if target.points is not None:
        return f"{target.points:+g} percentage points"
    return f"{target.percent:+g} percent of the baseline"


def _table(entry: Entry, links: Links) -> Table | None:
    """The table beside a record, with the titles of sites in place of their ids and empty columns left out."""
    if entry.table is None:
        return None
    header = entry.table.table.header
    site = header.index("site")
    rows = [row.cells for row in entry.table.table.rows]
    kept = [index for index in range(len(header)) if any(cells[index] for cells in rows)]

    def cell(cells: tuple[str, ...], index: int) -> str:
        if index != site:
            return cells[index]
        target = links.resolve(cells[index])
        return target.title if target else cells[index]

    return Table(
        tuple(header[index] for index in kept),
        tuple(tuple(cell(cells, index) for index in kept) for cells in rows),
    )
