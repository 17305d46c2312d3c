"""What points at a record, grouped by what it says about it."""

from __future__ import annotations

from dataclasses import dataclass

from nicbook.corpus import Entry
from nicbook.evidence.coverage import title_of
from nicbook.pages.frame import is_illustrative
from nicbook.pages.links import Links
from nicbook.pages.words import sentence_case
from nicbook.records.kinds import KINDS

_PHRASES = {
    ("driver", "drives"): "Drivers that move this",
    ("change-idea", "drives"): "Change ideas for this",
    ("aim", "part_of"): "Aims that are part of this",
    ("site", "part_of"): "Sites that are part of this",
    ("measure", "of"): "How it is measured",
    ("aim", "measure"): "Aims that it measures",
    ("cycle", "tests"): "Tests of this",
    ("cycle", "site"): "Tests at this site",
    ("cycle", "follows"): "What was tested next",
    ("finding", "of"): "What was found",
    ("finding", "outcome"): "Findings on this measure",
    ("finding", "disagrees_with"): "Findings that disagree",
    ("lesson", "about"): "Lessons about this",
    ("lesson", "supported_by"): "Lessons that this supports",
    ("lesson", "contradicted_by"): "Lessons that this contradicts",
    ("routine", "from"): "Routines that grew from this",
    ("routine", "serves"): "Routines that serve this",
    ("routine", "adapted_from"): "Routines adapted from this",
    ("adaptation", "of"): "Adaptations of this",
    ("adaptation", "site"): "Adaptations at this site",
    ("network", "members"): "Networks it takes part in",
    ("network", "hub"): "Networks it is the hub of",
    ("driver", "causes"): "Drivers that answer to this cause",
    ("cause", "leads_to"): "Causes that lead to this",
    ("cycle", "adaptation"): "Tests of this version",
    ("cycle", "predictions"): "Tests that measured it",
    ("finding", "context"): "What was found here",
    ("network", "expertise"): "Networks whose people worked on this",
    ("network", "variation"): "Networks where this makes results differ",
    ("measure", "splits"): "Measures that changed here",
}


@dataclass(frozen=True, slots=True)
class BackLink:
    title: str
    href: str
    network: str
    """The title of its network, where that is another one."""
    is_illustrative: bool


@dataclass(frozen=True, slots=True)
class BackLinks:
    """All records that say one thing about this one."""

    phrase: str
    links: tuple[BackLink, ...]


def back_links(entry: Entry, links: Links) -> tuple[BackLinks, ...]:
    groups: dict[str, dict[str, BackLink]] = {}
    theory = links.theory
    order = list(KINDS)
    naming = sorted(theory.links_to(entry.address), key=lambda link: order.index(theory.entries[link.source].kind))
    for link in naming:
        source = theory.entries[link.source]
        group = groups.setdefault(_phrase(source.kind, link.key, link.location), {})
        network = theory.network_of(source)
        is_elsewhere = network is not None and source.network != entry.network
        group[source.address] = BackLink(
            title_of(theory, source),
            links.to(source.address),
            network.record.title if network is not None and is_elsewhere else "",
            is_illustrative(source, links),
        )
    return tuple(BackLinks(phrase, tuple(group.values())) for phrase, group in groups.items())


def _phrase(kind: str, key: str, location: tuple[str | int, ...]) -> str:
    if "sources" in location:
        return f"{sentence_case(KINDS[kind].plural)} that cite this"
    if key in ("drives", "core", "works_when", "struggles_when") and "shown_by" in location:
        return "What this shows"
    if location[-1] == "replaced_by":
        return "What this took the place of"
    if "because_of" in location:
        return "What was added because of this"
    return _PHRASES.get((kind, key)) or f"{sentence_case(KINDS[kind].plural)} that mention this"
