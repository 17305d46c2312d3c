"""What a driver diagram is made of: the whole input of this package, which knows nothing of records or files.

Imports nothing of ours, so that any caller can fill it in.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a node is. It chooses the colour of a box; the reader's word for it is `Node.kind_label`."""

    AIM = "aim"
    DRIVER = "driver"
    CHANGE_IDEA = "change-idea"


class Status(StrEnum):
    """What is known of a node, in the words shown in its box. Each has a shape of its own (`marks.py`).

    The first six say what is there, the last five how the evidence stands, in a diagram by evidence; both have `retired`.
    """

    DRAFT = "draft"
    NO_MEASURE = "no measure yet"
    NO_VALUES = "no values yet"
    MEASURED = "measured"
    NO_TEST = "no test yet"
    TESTED = "tested"
    RETIRED = "retired"
    UNTESTED = "untested"
    BEING_TESTED = "being tested"
    MOVING = "moving"
    MIXED = "mixed"
    CONTRADICTED = "contradicted"


class Change(StrEnum):
    """How something differs from an earlier date, in the words of its tag and of the legend."""

    ADDED = "new"
    RETIRED = "retired here"
    CHANGED = "changed"


class Tried(StrEnum):
    """How one school stands with an idea, in the words of its tag and of the legend: those of `evidence.where`."""

    PLANNED = "planned"
    TESTING = "testing"
    ADOPTED = "adopted"
    ADAPTED = "adapted"
    ABANDONED = "abandoned"


class Strength(StrEnum):
    """How sure the network is of a relation, in the order of the legend. It chooses the style of the line."""

    STRONG = "strong"
    WEAK = "weak"
    HYPOTHESISED = "hypothesised"


@dataclass(frozen=True, slots=True)
class Node:
    """One box. Layer 0 is the aims, at the left; the change ideas stand in the last layer.

    `id` is a slug, with that of its network and a "/" before it where it is one of another network than the diagram.
    `kind_label` is the reader's word in the singular ("primary driver"), `address` that of its page (without a "/" at
    its end); the way there is asked for where the drawing is put on a page. `note` says briefly what is not drawn
    ("14 drivers, 30 ideas"); a node in focus is what the page with the diagram is about. `change` stands on its upper
    edge: how it differs from an earlier date, or what one school does with it.
    """

    id: str
    kind: Kind
    kind_label: str
    layer: int
    title: str
    address: str
    status: Status | None = None
    note: str = ""
    is_focus: bool = False
    change: Change | Tried | None = None

    @property
    def is_retired(self) -> bool:
        return self.status is Status.RETIRED


@dataclass(frozen=True, slots=True)
class Edge:
    """`source` drives `target`, both ids: the source stands further right, any number of layers away."""

    source: str
    target: str
    strength: Strength
    is_retired: bool = False
    change: Change | None = None

    @property
    def words(self) -> str:
        """How sure the relation is, and whether it still holds: "weak, retired"."""
        return f"{self.strength}, retired" if self.is_retired else str(self.strength)


@dataclass(frozen=True, slots=True)
class Diagram:
    """A theory to draw. `headings[n]` stands over layer n ("Primary drivers"); missing ones are left out.

    `note` is what a reader must know of all of it; a drawing that leaves its page says it under its title.

    The order of nodes and edges carries no meaning. Raises ValueError where ids repeat, an edge repeats, joins
    a node that is not there, or does not lead to a lower layer: that is a fault of the caller, not of a record.
    """

    title: str
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    headings: tuple[str, ...] = ()
    note: str = ""

    def __post_init__(self) -> None:
        layers = {node.id: node.layer for node in self.nodes}
        if len(layers) < len(self.nodes):
            raise ValueError("two nodes have the same id")
        if len({(edge.source, edge.target) for edge in self.edges}) < len(self.edges):
            raise ValueError("two edges join the same nodes")
        for edge in self.edges:
            if edge.source not in layers or edge.target not in layers:
                raise ValueError(f"the edge {edge.source} -> {edge.target} joins a node that is not there")
            if layers[edge.target] >= layers[edge.source]:
                raise ValueError(f"the edge {edge.source} -> {edge.target} does not lead to a lower layer")

    def gone(self) -> frozenset[Edge]:
        """The edges that no longer belong to the theory: retired themselves, or at an end that is."""
        retired = {node.id for node in self.nodes if node.is_retired}
        return frozenset(
            edge for edge in self.edges if edge.is_retired or edge.source in retired or edge.target in retired
        )
