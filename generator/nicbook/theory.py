"""The theory: every record and every link between records as one frozen graph, with back-links, layers and dates."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property, wraps
from types import MappingProxyType
from typing import Any, TypeVar

import networkx as nx

from nicbook.corpus import Entry
from nicbook.reading.document import Location
from nicbook.records.adaptation import Adaptation
from nicbook.records.change_idea import ChangeIdea
from nicbook.records.common import Drives, Record, Retired, Since
from nicbook.records.cycle import Cycle
from nicbook.records.driver import Driver
from nicbook.records.measure import Measure

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Link:
    """One reference: the record at `source` names the record at `target`, at this place in its file."""

    source: str
    target: str
    location: Location

    @property
    def key(self) -> str:
        return str(self.location[0])


@dataclass(frozen=True, slots=True)
class Arrow:
    """A link of the working theory: `source` moves `target`. An aim that is part of another has no `drives`."""

    source: Entry
    target: Entry
    drives: Drives | None
    location: Location


@dataclass(frozen=True)
class Theory:
    """Records by address, and the graph of the links between them. Nothing in it changes once it is made."""

    entries: Mapping[str, Entry]
    graph: nx.MultiDiGraph
    incomplete: frozenset[str] = frozenset()
    """The networks of which a record could not be read: what is not there may be in it."""
    today: date | None = None
    """The day on which it is read; None where nobody may look at a clock."""

    def links_from(self, address: str) -> tuple[Link, ...]:
        """The links that a record makes, by place; several to the same record stand together."""
        return self._links_from.get(address, ())

    def links_to(self, address: str) -> tuple[Link, ...]:
        """The links that name a record, by the address of who makes them, then by place."""
        return self._links_to.get(address, ())

    @cached_property
    def _links_from(self) -> Mapping[str, tuple[Link, ...]]:
        return {address: tuple(link for _, _, link in self.graph.out_edges(address, data="link")) for address in self.graph}

    @cached_property
    def _links_to(self) -> Mapping[str, tuple[Link, ...]]:
        return {address: tuple(link for _, _, link in self.graph.in_edges(address, data="link")) for address in self.graph}

    def of_kind(self, kind: str, network: str | None = None) -> tuple[Entry, ...]:
        """The records of a kind, in one network or (None) in the whole base, by address."""
        return self._by_kind.get((kind, network), ())

    @cached_property
    def _by_kind(self) -> Mapping[tuple[str, str | None], tuple[Entry, ...]]:
        groups: dict[tuple[str, str | None], list[Entry]] = {}
        for entry in self.entries.values():
            for network in {None, entry.network}:
                groups.setdefault((entry.kind, network), []).append(entry)
        return {key: tuple(entries) for key, entries in groups.items()}

    @cached_property
    def facts(self) -> dict[tuple[str, str], Any]:
        """What was computed from this theory, by the name of the fact and an address: see `once`."""
        return {}

    @cached_property
    def networks(self) -> tuple[Entry, ...]:
        return self.of_kind("network")

    def network_of(self, entry: Entry) -> Entry | None:
        """The network that a record belongs to (a network to itself); None for what all networks share."""
        return self.entries.get(f"networks/{entry.network}")

    def is_illustrative(self, entry: Entry) -> bool:
        """Whether a record or its whole network is made up to show the format."""
        network = self.network_of(entry)
        return entry.record.illustrative or (network is not None and network.record.illustrative)

    def are_alike_real(self, one: Entry, other: Entry) -> bool:
        """Whether both are real, or both made up: nothing is learned from one about the other."""
        return self.is_illustrative(one) == self.is_illustrative(other)

    def named_at(self, entry: Entry, location: Location) -> Entry | None:
        """The record that another one names at a place of its file."""
        links = self.links_from(entry.address)
        return next((self.entries[link.target] for link in links if link.location == location), None)

    def measure_of(self, entry: Entry, location: Location = ("measure",)) -> Measure | None:
        """The measure that a record names at a place: an aim under `measure`, a finding under `outcome`."""
        named = self.named_at(entry, location)
        return named.record if named is not None and isinstance(named.record, Measure) else None

    def arrows(self, network: str | None = None) -> Iterator[Arrow]:
        """The arrows that begin in a network, or (None) all there are, by address and place."""
        for entry in sorted(
            (entry for kind in ("aim", "driver", "change-idea") for entry in self.of_kind(kind, network)),
            key=lambda entry: entry.address,
        ):
            yield from self.arrows_from(entry)

    def arrows_from(self, entry: Entry) -> Iterator[Arrow]:
        """What a record of the working theory moves, by place."""
        return self._arrows(self.links_from(entry.address))

    def arrows_to(self, entry: Entry) -> Iterator[Arrow]:
        """What moves a record of the working theory, by address and place."""
        return self._arrows(self.links_to(entry.address))

    def _arrows(self, links: Iterable[Link]) -> Iterator[Arrow]:
        for link in links:
            if link.key not in ("drives", "part_of") or link.location[-1] not in ("to", "part_of"):
                continue
            source = self.entries[link.source]
            if source.kind not in ("aim", "driver", "change-idea"):
                continue
            drives = drives_of(source.record)[int(link.location[1])] if link.key == "drives" else None
            yield Arrow(source, self.entries[link.target], drives, link.location)

    @cached_property
    def layers(self) -> Mapping[str, int]:
        """How far each aim and driver stands from the aim it serves: an aim 0, a primary driver 1, and so on.

        The layer of a driver is one more than that of the deepest record it drives, so that every arrow of a
        diagram points the same way.
        """
        moves = nx.DiGraph()
        for arrow in self.arrows():
            if arrow.source.kind != "change-idea":
                moves.add_edge(arrow.source.address, arrow.target.address)
        layers = dict.fromkeys((entry.address for entry in self.of_kind("aim")), 0)
        layers |= dict.fromkeys((entry.address for entry in self.of_kind("driver")), 1)
        for address in reversed(list(nx.topological_sort(moves))):
            layers[address] = max((layers[target] + 1 for target in moves.successors(address)), default=layers[address])
        return MappingProxyType(layers)


def assemble(
    entries: Iterable[Entry], links: Iterable[Link], incomplete: frozenset[str] = frozenset(), today: date | None = None
) -> Theory:
    """The theory of these records and links, in the order of their addresses, whatever order they come in."""
    in_order = {entry.address: entry for entry in sorted(entries, key=lambda entry: entry.address)}
    graph = nx.MultiDiGraph()
    graph.add_nodes_from(in_order)
    for link in sorted(links, key=lambda link: (link.source, tuple(map(str, link.location)), link.target)):
        graph.add_edge(link.source, link.target, link=link)
    return Theory(MappingProxyType(in_order), nx.freeze(graph), incomplete, today)


def once(fact: Callable[[Theory, Entry], Result]) -> Callable[[Theory, Entry], Result]:
    """A fact about a record that many pages ask for: computed once for each theory."""

    @wraps(fact)
    def remembered(theory: Theory, entry: Entry) -> Result:
        key = f"{fact.__module__}.{fact.__name__}", entry.address
        if key not in theory.facts:
            theory.facts[key] = fact(theory, entry)
        return theory.facts[key]

    return remembered


def drives_of(record: Record) -> tuple[Drives, ...]:
    return record.drives if isinstance(record, Driver | ChangeIdea) else ()


def stands(since: Since | None, retired: Retired | None, day: date) -> bool:
    """Whether something belongs to the theory on a day.

    Without `since` it always did; retired on a date that is not known, it is still shown, as retired.
    """
    begun = since is None or since.date.earliest <= day
    gone = retired is not None and retired.date is not None and retired.date.earliest <= day
    return begun and not gone


def _is_there(record: Record, day: date) -> bool:
    if isinstance(record, Cycle | Adaptation) and record.started.earliest > day:
        return False
    return stands(record.since, record.retired, day)


def _on(entry: Entry, day: date) -> Entry:
    """A record without what had not happened yet: that it or an arrow of it is retired, or that a test has ended."""

    def is_to_come(retired: Retired | None) -> bool:
        return retired is not None and retired.date is not None and retired.date.earliest > day

    later: dict[str, object] = {}
    if is_to_come(entry.record.retired):
        later["retired"] = None
    drives = drives_of(entry.record)
    if any(is_to_come(arrow.retired) for arrow in drives):
        later["drives"] = tuple(
            arrow.model_copy(update={"retired": None}) if is_to_come(arrow.retired) else arrow for arrow in drives
        )
    if isinstance(entry.record, Cycle) and entry.record.ended is not None and entry.record.ended.earliest > day:
        later["ended"] = None
    return replace(entry, record=entry.record.model_copy(update=later)) if later else entry


def as_of(theory: Theory, day: date) -> Theory:
    """The theory as it stood on a day: without what came later and what had been retired by then."""
    kept = [_on(entry, day) for entry in theory.entries.values() if _is_there(entry.record, day)]
    addresses = {entry.address for entry in kept}

    def holds(link: Link) -> bool:
        if link.source not in addresses or link.target not in addresses:
            return False
        if link.key != "drives":
            return True
        arrow = drives_of(theory.entries[link.source].record)[int(link.location[1])]
        return stands(arrow.since, arrow.retired, day)

    links = (link for _, _, link in theory.graph.edges(data="link") if holds(link))
    return assemble(kept, links, theory.incomplete, theory.today)
