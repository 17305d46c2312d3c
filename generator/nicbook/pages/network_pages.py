"""A network: its problem, its aim and how far it has come, its theory, what it learned lately, and all its records."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from nicbook.corpus import Entry
from nicbook.evidence.unsayable import is_without_comparison
from nicbook.pages.cause_views import FishboneView, fishbone_view
from nicbook.pages.diagrams import Drawings, DiagramView, diagram_view
from nicbook.pages.equity_views import BalanceRow, balance_rows
from nicbook.pages.items import Item, item_of, items_of
from nicbook.pages.kind_theory import AimView, aim_view
from nicbook.pages.known_pages import Way, ways_to_known
from nicbook.pages.lesson_views import span_words
from nicbook.pages.links import Links
from nicbook.pages.moving_views import MovingView, moving_view
from nicbook.pages.path_views import Step, path_view
from nicbook.pages.results import Result, conflicts, results_of
from nicbook.pages.shown import Shown, show
from nicbook.pages.time_pages import time_href
from nicbook.pages.words import sentence_case
from nicbook.records.aim import Aim
from nicbook.records.cycle import Cycle
from nicbook.records.kinds import KINDS, SHARED
from nicbook.records.lesson import Lesson

MOST_LEARNED = 5
"""Of what was learned, the latest so many are shown."""


@dataclass(frozen=True, slots=True)
class Learned:
    """A lesson, or what a test taught, with its day as it is written, and the years of the evidence behind a lesson."""

    item: Item
    words: Shown
    when: str


@dataclass(frozen=True, slots=True)
class AimInBrief:
    item: Item
    view: AimView
    moving: MovingView


@dataclass(frozen=True, slots=True)
class NetworkView:
    """What a network's page shows before everything it says."""

    aims: tuple[AimInBrief, ...]
    """The aims that stand; those that serve no other aim first."""
    diagram: DiagramView | None
    known: tuple[Way, ...]
    """The pages about what is known and what is not."""
    causes: FishboneView | None
    over_time: str
    """The page that tells how the theory changed; "" where it has not."""
    path: tuple[Step, ...]
    """A way through its records, from the problem to a source."""
    learned: tuple[Learned, ...]
    conflicts: tuple[tuple[Result, ...], ...]
    """The findings that disagree, group by group."""
    results: tuple[Result, ...]
    """All others."""
    balancing: tuple[BalanceRow, ...]
    records: tuple[tuple[str, tuple[Item, ...]], ...]


def network_view(entry: Entry, drawings: Drawings, links: Links) -> NetworkView:
    theory = links.theory
    kinds = [kind for kind in KINDS.values() if kind.name not in ("network", *SHARED)]
    disagreeing = conflicts(entry.id, links)
    shown = {result.href for group in disagreeing for result in group}
    records = ((sentence_case(kind.plural), items_of(theory.of_kind(kind.name, entry.id), links)) for kind in kinds)
    diagram = diagram_view(entry, drawings, links)
    return NetworkView(
        aims=aims_of(entry, links),
        diagram=diagram,
        known=ways_to_known(entry, links, is_drawn=diagram is not None),
        causes=fishbone_view(entry, links),
        over_time=time_href(entry, links),
        path=path_view(entry, links),
        learned=learned_lately([entry], links),
        conflicts=disagreeing,
        results=tuple(result for result in results_of(entry.id, links) if result.href not in shown),
        balancing=balance_rows(entry.id, links),
        records=tuple((plural, items) for plural, items in records if items),
    )


def aims_of(entry: Entry, links: Links) -> tuple[AimInBrief, ...]:
    aims = [each for each in links.theory.of_kind("aim", entry.id) if each.record.retired is None]
    aims.sort(key=lambda each: (isinstance(each.record, Aim) and each.record.part_of is not None, each.address))
    return tuple(AimInBrief(item_of(each, links, in_full=True), aim_view(each, links), moving_view(each, links)) for each in aims)


def learned_lately(networks: Iterable[Entry], links: Links) -> tuple[Learned, ...]:
    """The newest lessons, and what the newest tests taught, of some networks; the newest first, and of one day those that
    rest on evidence."""
    found: list[tuple[date, bool, str, Learned]] = []
    for network in networks:
        for kind in ("lesson", "cycle"):
            for entry in links.theory.of_kind(kind, network.id):
                if (learned := _learned(entry, links)) is not None and entry.record.retired is None:
                    found.append(learned)
    found.sort(key=lambda one: one[:3], reverse=True)
    return tuple(learned for *_, learned in found[:MOST_LEARNED])


def _learned(entry: Entry, links: Links) -> tuple[date, bool, str, Learned] | None:
    match entry.record:
        case Lesson(written=when, claim=words) | Cycle(ended=when, learned=words) if when is not None and words is not None:
            shown = show(words, replace(links, network=entry.network))
            said = f"written {when}{_rests_on(entry, links)}" if entry.kind == "lesson" else f"ended {when}"
            has_evidence = any(link.key in ("tests", "supported_by") for link in links.theory.links_from(entry.address))
            return when.latest, has_evidence, entry.address, Learned(item_of(entry, links, among_others=True), shown, said)
    return None


def _rests_on(lesson: Entry, links: Links) -> str:
    """The years of the evidence behind a lesson, where they are known, and whether it is compared."""
    span = span_words(lesson, links)
    said = f", on evidence of {span}" if span else ""
    return f"{said}, without a comparison" if is_without_comparison(links.theory, lesson) else said
