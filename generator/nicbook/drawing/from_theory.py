"""The theory of a network -> the diagrams to draw: the whole, an overview, and the parts of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import partial
from itertools import chain

from nicbook.corpus import Entry
from nicbook.drawing.diagram import Diagram, Kind
from nicbook.drawing.local import local_diagram
from nicbook.drawing.nodes import diagram_of, how_many, is_retired, rings, sources_of, targets_of
from nicbook.theory import Theory

__all__ = ["MOST_NODES", "driver_diagram", "focus_diagrams", "local_diagram", "overview_diagram"]

MOST_NODES = 80
"""What one drawing can hold for a reader. Past it: an overview, and a diagram for each primary driver."""


def driver_diagram(theory: Theory, network: Entry, day: date | None = None) -> Diagram:
    """The aims, drivers and change ideas of a network. What moves something in another network is left to its page.

    The title names the day, where the theory is that `as_of` a day.
    """
    shown = [entry for kind in Kind for entry in theory.of_kind(kind, network.id)]
    title = f"Driver diagram of {network.record.title}" + (f", as of {day}" if day else "")
    return diagram_of(theory, network.id, title, shown)


def overview_diagram(theory: Theory, network: Entry) -> Diagram:
    """The aims and primary drivers of a network: each driver says what leads to it, and links to its own diagram.

    Change ideas that drive an aim directly stand there too; more of them than there is room for are counted on it.
    """
    aims, primary = theory.of_kind(Kind.AIM, network.id), _primary(theory, network)
    sources = partial(sources_of, theory, network=network.id)
    notes = {each.address: how_many(theory, [*chain(*rings(each, sources)[1:])]) for each in primary}
    direct = {
        aim.address: [source for source in sources(aim) if source.kind == Kind.CHANGE_IDEA] for aim in aims
    }
    shown = {entry.address: entry for entry in chain(aims, primary, *direct.values())}
    if len(shown) > MOST_NODES:
        shown = {entry.address: entry for entry in chain(aims, primary)}
        notes |= {aim: f"and {how_many(theory, ideas)}" for aim, ideas in direct.items() if ideas}
    title = f"Overview of the theory of {network.record.title}"
    diagram = diagram_of(theory, network.id, title, shown.values(), notes)
    nodes = (
        replace(node, address=f"{network.address}/diagram/{node.id}") if node.kind is Kind.DRIVER else node
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
    """The drivers that drive no driver of their network. For one that stands, only what stands counts: what it drove
    once must not hide it."""

    def drives_a_driver(driver: Entry) -> bool:
        is_there = driver.record.retired is None
        return any(
            arrow.target.kind == Kind.DRIVER
            and arrow.target.network == network.id
            and not (is_there and (is_retired(arrow) or arrow.target.record.retired))
            for arrow in theory.arrows_from(driver)
        )

    return [driver for driver in theory.of_kind(Kind.DRIVER, network.id) if not drives_a_driver(driver)]
