"""What the page of a network shows before everything that its record says."""

from __future__ import annotations

from dataclasses import dataclass

from nicbook.corpus import Entry
from nicbook.pages.diagrams import Drawings, DiagramView, diagram_view
from nicbook.pages.frame import sentence_case, words_beside
from nicbook.pages.items import Item
from nicbook.pages.links import Links
from nicbook.pages.results import Result, conflicts, results_of
from nicbook.pages.shown import Field, Shown, fields_of, show
from nicbook.records.aim import Aim
from nicbook.records.kinds import KINDS, SHARED
from nicbook.records.network import Network


@dataclass(frozen=True, slots=True)
class NetworkView:
    """What a network's page shows before everything it says."""

    problem: tuple[Field, ...]
    organisation_aim: Shown | None
    aims: tuple[Item, ...]
    diagram: DiagramView | None
    results: tuple[Result, ...]
    conflicts: tuple[tuple[Result, ...], ...]
    records: tuple[tuple[str, tuple[Item, ...]], ...]


def network_view(entry: Entry, drawings: Drawings, links: Links) -> NetworkView:
    network = entry.record
    assert isinstance(network, Network)
    aims = tuple(
        Item(aim.record.title, links.to(aim.address), "", show(aim.record.statement, links))
        for aim in links.theory.of_kind("aim", entry.id)
        if isinstance(aim.record, Aim)
    )
    kinds = [kind for kind in KINDS.values() if kind.name not in ("network", "aim", *SHARED)]
    records = (
        (
            sentence_case(kind.plural),
            tuple(
                Item(each.record.title, links.to(each.address), words_beside(each, links))
                for each in links.theory.of_kind(kind.name, entry.id)
            ),
        )
        for kind in kinds
    )
    return NetworkView(
        problem=fields_of(network.problem, links) if network.problem else (),
        organisation_aim=show(network.organisation_aim, links) if network.organisation_aim else None,
        aims=aims,
        diagram=diagram_view(entry, drawings, links),
        results=results_of(entry.id, links),
        conflicts=conflicts(entry.id, links),
        records=tuple((plural, items) for plural, items in records if items),
    )
