"""The theory of a network -> the diagrams to draw: the whole, an overview, and the parts of it."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from itertools import chain

from nicbook.corpus import Entry
from nicbook.drawing.diagram import Diagram, Kind
from nicbook.drawing.local import local_diagram
from nicbook.drawing.nodes import diagram_of, how_many, rings, sources_of, targets_of
from nicbook.theory import Theory

__all__ = ["MOST_NODES", "driver_diagram", "focus_diagrams", "local_diagram", "overview_diagram"]

MOST_NODES = 80
"""What one drawing can hold for a reader. Past it: an overview, and a diagram for each primary driver."""


def driver_diagram(theory: Theory, network: Entry) -> Diagram:
    """The aims, drivers and change ideas of a network. What moves something in another network is left to its page."""
    shown = [entry for kind in Kind for entry in theory.of_kind(kind, network.id)]
    return diagram_of(theory, network.id, f"Driver diagram of {network.record.title}", shown)


def overview_diagram(theory: Theory, network: Entry) -> Diagram:
    """The aims and primary drivers of a network: each driver says what leads to it, and links to its own diagram."""
    primary = _primary(theory, network)
    sources = partial(sources_of, theory, network=network.id)
    notes = {each.address: how_many(theory, [*chain(*rings(each, sources)[1:])]) for each in primary}
    shown = [*theory.of_kind(Kind.AIM, network.id), *primary]
    diagram = diagram_of(theory, network.id, f"Overview of the theory of {network.record.title}", shown, notes)
    nodes = (
        replace(node, address=f"{network.address}/diagram/{node.id}") if node.address in notes else node
        for node in diagram.nodes
    )
    return replace(diagram, nodes=tuple(nodes))


def focus_diagrams(theory: Theory, network: Entry) -> tuple[tuple[Entry, Diagram], ...]:
    """For each primary driver of a network: the aims that it moves, and everything that leads to it.

    Past `MOST_NODES` what is further away is counted on the boxes that it leads to; what leads to the driver itself
    always shows.
    """
    return tuple((driver, _focus_diagram(theory, network, driver)) for driver in _primary(theory, network))


def _focus_diagram(theory: Theory, network: Entry, driver: Entry) -> Diagram:
    targets = partial(targets_of, theory, network=network.id)
    sources = partial(sources_of, theory, network=network.id)
    _, nearest, *further = rings(driver, sources)
    shown = {entry.address: entry for entry in [*chain(*rings(driver, targets)), *nearest]}
    for ring in further:
        if len(shown) + len(ring) > MOST_NODES:
            break
        shown |= {entry.address: entry for entry in ring}
    notes = {}
    for address, entry in shown.items():
        hidden = [source for source in sources(entry) if source.address not in shown]
        if hidden and entry.kind == Kind.DRIVER:
            notes[address] = f"and {how_many(theory, hidden)}"
    title = f"Driver diagram of {driver.record.title}"
    return diagram_of(theory, network.id, title, shown.values(), notes, {driver.address})


def _primary(theory: Theory, network: Entry) -> list[Entry]:
    """The drivers that drive no driver of their network."""
    return [
        driver
        for driver in theory.of_kind(Kind.DRIVER, network.id)
        if all(target.kind != Kind.DRIVER for target in targets_of(theory, driver, network=network.id))
    ]
