"""What surrounds the content of every page about records: where it stands, what it is, and where to mend it."""

from __future__ import annotations

from dataclasses import dataclass

from nicbook.corpus import Entry
from nicbook.evidence.coverage import status
from nicbook.pages.links import Links
from nicbook.records.kinds import KINDS
from nicbook.records.network import Network


@dataclass(frozen=True, slots=True)
class Crumb:
    title: str
    href: str


@dataclass(frozen=True, slots=True)
class Frame:
    """The frame of one page."""

    title: str
    kind: str
    kind_words: str
    crumbs: tuple[Crumb, ...]
    status: str = ""
    is_illustrative: bool = False
    path: str = ""
    """The file to mend; "" for a page that is made of many."""


def frame_of(entry: Entry, links: Links) -> Frame:
    kind = KINDS[entry.kind]
    network = links.theory.entries.get(f"networks/{entry.network}") if entry.network else None
    crumbs = [Crumb("Home", links.to_page(""))]
    if entry.kind == "network" or network is None:
        crumbs.append(Crumb(sentence_case(kind.plural), links.to_page(f"{kind.folder}/")))
    else:
        crumbs.append(Crumb(network.record.title, links.to(network.address)))
        crumbs.append(Crumb(sentence_case(kind.plural), links.to_page(f"{kind.folder}/")))
    return Frame(
        title=entry.record.title,
        kind=entry.kind,
        kind_words=kind_words(entry, links),
        crumbs=tuple(crumbs),
        status=status(links.theory, entry) or "",
        is_illustrative=is_illustrative(entry, links),
        path=entry.path,
    )


def kind_words(entry: Entry, links: Links) -> str:
    """The word for a record's kind: the network's own where it has one, with the layer of a driver."""
    network = links.theory.entries.get(f"networks/{entry.network}")
    labels = network.record.labels if network is not None and isinstance(network.record, Network) else {}
    words = labels.get(entry.kind, KINDS[entry.kind].words)
    if entry.kind == "driver":
        layer = links.theory.layers[entry.address]
        words = f"{('primary', 'secondary', 'tertiary')[layer - 1] if layer <= 3 else f'layer {layer}'} {words}"
    return words


def words_beside(entry: Entry, links: Links) -> str:
    """What a list of one kind adds to a title: the kind's words, where they say more than the list's heading."""
    words = kind_words(entry, links)
    return "" if words == KINDS[entry.kind].words else words


def is_illustrative(entry: Entry, links: Links) -> bool:
    """Whether a record or its whole network is made up to show the format."""
    network = links.theory.entries.get(f"networks/{entry.network}")
    return entry.record.illustrative or (network is not None and network.record.illustrative)


def sentence_case(words: str) -> str:
    return words[:1].upper() + words[1:]
