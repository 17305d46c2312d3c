"""What surrounds the content of every page about records: where it stands, what it is, and where to mend it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from nicbook.corpus import Entry
from nicbook.evidence.coverage import status
from nicbook.evidence.kind_words import kind_words
from nicbook.pages.links import Links
from nicbook.pages.words import sentence_case
from nicbook.privacy.figures import is_unnamed
from nicbook.records.kinds import KINDS


@dataclass(frozen=True, slots=True)
class Crumb:
    title: str
    href: str


@dataclass(frozen=True, slots=True)
class Upkeep:
    """What is known of how the files of a base are kept."""

    changes: Mapping[str, date] = field(default_factory=lambda: MappingProxyType({}))
    """The day on which each file last changed, by its path; a file is not in it where this is not known."""
    guide: str = ""
    """The address of the page that says how to contribute; "" where there is none."""


@dataclass(frozen=True, slots=True)
class Frame:
    """The frame of one page."""

    title: str
    kind: str
    kind_words: str
    kind_term: str
    """The term of the glossary behind these words."""
    crumbs: tuple[Crumb, ...]
    owner: str = ""
    """The title of the network that it belongs to; "" for a network itself, and for what all of them share."""
    status: str = ""
    is_illustrative: bool = False
    paths: tuple[str, ...] = ()
    """The files to mend: the record's own, and the table beside it."""
    changed: str = ""
    """The day on which one of these last changed; "" where this is not known."""
    format: str = ""
    """The page that says how such a file is written."""
    guide: str = ""
    """The page that says how to contribute."""


def frame_of(entry: Entry, links: Links, upkeep: Upkeep = Upkeep()) -> Frame:
    kind = KINDS[entry.kind]
    network = None if entry.kind == "network" else links.theory.network_of(entry)
    owner = [Crumb(network.record.title, links.to(network.address))] if network else []
    paths = (entry.path, entry.table.table.path) if entry.table else (entry.path,)
    # Where the age of one file is not known, nothing is said of both.
    days = [upkeep.changes.get(path) for path in paths]
    return Frame(
        title=entry.record.title,
        kind=entry.kind,
        kind_words=kind_words(links.theory, entry),
        kind_term=_kind_term(entry, links),
        crumbs=(Crumb("Home", links.to_page("")), *owner, Crumb(sentence_case(kind.plural), links.to_page(f"{kind.folder}/"))),
        owner=network.record.title if network else "",
        status=status(links.theory, entry) or "",
        is_illustrative=is_illustrative(entry, links),
        paths=paths,
        changed="" if None in days else _said(max(filter(None, days)), entry, links),
        format=links.to_page(f"format/{kind.name}/"),
        guide=links.to_page(upkeep.guide) if upkeep.guide else "",
    )


def _said(day: date, entry: Entry, links: Links) -> str:
    """A day, or of what is about a site under a neutral id its month only: a commit is often made on the day of a test."""
    named = [links.theory.entries[link.target] for link in links.theory.links_from(entry.address)]
    return str(day)[:7] if any(map(is_unnamed, (entry, *named))) else str(day)


def _kind_term(entry: Entry, links: Links) -> str:
    if entry.kind == "driver":
        return ("primary-driver", "secondary-driver")[min(links.theory.layers[entry.address], 2) - 1]
    return "test" if entry.kind == "cycle" else entry.kind


def words_beside(entry: Entry, links: Links) -> str:
    """What a list of one kind adds to a title: the kind's words, where they say more than the list's heading."""
    words = kind_words(links.theory, entry)
    return "" if words == KINDS[entry.kind].words else words


def is_illustrative(entry: Entry, links: Links) -> bool:
    """Whether a record or its whole network is made up to show the format."""
    return links.theory.is_illustrative(entry)
