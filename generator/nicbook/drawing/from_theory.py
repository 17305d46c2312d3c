"""The theory of one network -> the diagram to draw."""

from __future__ import annotations

from nicbook.corpus import Entry
from nicbook.drawing.diagram import Diagram, Edge, Kind, Node, Status, Strength
from nicbook.evidence.coverage import status
from nicbook.records.kinds import KINDS
from nicbook.records.network import Network
from nicbook.theory import Theory

_LAYERS = ("aim", "primary driver", "secondary driver", "tertiary driver")


def driver_diagram(theory: Theory, network: Entry) -> Diagram:
    """The aims, drivers and change ideas of a network.

    What an idea or driver moves in another network is left to its page. Change ideas stand in a column of their own,
    right of the deepest drivers.
    """
    shown = {
        entry.address: entry
        for kind in (Kind.AIM, Kind.DRIVER, Kind.CHANGE_IDEA)
        for entry in theory.of_kind(kind, network.id)
    }
    layers = {address: theory.layers[address] for address, entry in shown.items() if entry.kind != Kind.CHANGE_IDEA}
    last = max(layers.values(), default=0) + 1
    labels = network.record.labels if isinstance(network.record, Network) else {}

    def word(entry: Entry) -> str:
        label = labels.get(entry.kind, KINDS[entry.kind].words)
        layer = layers.get(entry.address, 0)
        ordinal = _LAYERS[layer].split()[0] if entry.kind == Kind.DRIVER and layer < len(_LAYERS) else ""
        return f"{ordinal} {label}".strip()

    nodes = []
    for address, entry in shown.items():
        state = status(theory, entry)
        nodes.append(
            Node(
                id=entry.id,
                kind=Kind(entry.kind),
                kind_label=word(entry),
                layer=layers.get(address, last),
                title=entry.record.title,
                address=address,
                status=Status(state) if state else None,
            )
        )
    edges = {
        (arrow.source.id, arrow.target.id): Edge(
            arrow.source.id, arrow.target.id, Strength(arrow.drives.drawn_strength if arrow.drives else "hypothesised")
        )
        for arrow in theory.arrows(network.id)
        if arrow.target.address in shown
    }
    headings = {node.layer: _plural(node.kind_label) for node in nodes}
    return Diagram(
        title=f"Driver diagram of {network.record.title}",
        nodes=tuple(nodes),
        edges=tuple(edges.values()),
        headings=tuple(headings.get(layer, "") for layer in range(last + 1)),
    )


def _plural(words: str) -> str:
    plural = words if words.endswith("s") else f"{words[:-1]}ies" if words.endswith("y") else f"{words}s"
    return plural[0].upper() + plural[1:]
