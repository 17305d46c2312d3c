"""A diagram by evidence: each box says how its evidence stands, in place of what is there."""

from __future__ import annotations

from dataclasses import replace

from nicbook.corpus import Entry
from nicbook.drawing.diagram import Node, Status
from nicbook.drawing.layout import Layout, lay_out
from nicbook.evidence.progress import progress_of
from nicbook.records.kinds import KINDS
from nicbook.theory import Theory


def by_evidence(theory: Theory, network: Entry, layout: Layout) -> Layout:
    """The drawing of a diagram of a network by evidence, its boxes in the order that they have in `layout`."""
    diagram = layout.diagram
    nodes = tuple(
        node if node.is_retired else replace(node, status=Status(progress_of(theory, record_of(theory, network, node))))
        for node in diagram.nodes
    )
    return lay_out(replace(diagram, title=f"{diagram.title}, by evidence", nodes=nodes), layout)


def record_of(theory: Theory, network: Entry, node: Node) -> Entry:
    """The record that a box stands for; the address of a box may be that of another diagram."""
    elsewhere, _, id = node.id.rpartition("/")
    return theory.entries[f"networks/{elsewhere or network.id}/{KINDS[node.kind].folder}/{id}"]
