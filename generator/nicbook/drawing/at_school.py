"""The diagram of a network as one school sees it: what this school tries is marked, all else is quiet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from itertools import chain

from nicbook.corpus import Entry
from nicbook.drawing.diagram import Diagram, Tried
from nicbook.drawing.nodes import diagram_of, rings, targets_of
from nicbook.theory import Theory


def at_school(diagram: Diagram, tried: Mapping[str, Tried], title: str) -> Diagram:
    """The same boxes and lines. Those of `tried`, by address, carry its word and shape; of the others only what is retired
    is said, so that the eye finds what the school does."""
    nodes = (
        replace(node, status=node.status if node.is_retired else None, change=tried.get(node.address))
        for node in diagram.nodes
    )
    return replace(diagram, title=title, nodes=tuple(nodes))


def own_part(theory: Theory, network: Entry, tried: Mapping[str, Tried], title: str) -> Diagram:
    """What a school tries, and all that this should move: where the whole is too large to take in."""
    ideas = [theory.entries[address] for address in tried if theory.entries[address].network == network.id]
    targets = partial(targets_of, theory, network=network.id)
    moved = {each.address: each for idea in ideas for each in chain(*rings(idea, targets))}
    return at_school(diagram_of(theory, network.id, title, moved.values()), tried, title)
