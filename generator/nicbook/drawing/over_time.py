"""One theory at several dates: a layout that all its drawings share, and the changes between two dates."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import replace
from datetime import date

from nicbook.corpus import Entry
from nicbook.drawing.diagram import Change, Diagram
from nicbook.drawing.from_theory import driver_diagram
from nicbook.drawing.layout import MARGIN, SIGN_LINE, Layout, crossings_of, lay_out, legend_of
from nicbook.theory import Theory, as_of


def whole_layout(theory: Theory, network: Entry) -> Layout:
    """The layout of all that ever belonged to the theory of a network.

    It grows as the theory did, and what stands keeps its order as in `lay_out`: so a theory to which something is added
    looks much as it did before. Dates are taken together until a theory has grown by half.
    """
    whole = driver_diagram(theory, network)
    began = {
        node.id: since.date.earliest if (since := theory.entries[node.address].record.since) else date.min
        for node in whole.nodes
    }
    layout = None
    for day in sorted(set(began.values())):
        part = _part(whole, {name for name, first in began.items() if first <= day})
        if layout is None or 2 * len(part.nodes) >= 3 * len(layout.boxes) or len(part.nodes) == len(whole.nodes):
            layout = lay_out(part, layout)
    return layout or lay_out(whole)


def _part(diagram: Diagram, kept: Set[str]) -> Diagram:
    return replace(
        diagram,
        nodes=tuple(node for node in diagram.nodes if node.id in kept),
        edges=tuple(edge for edge in diagram.edges if edge.source in kept and edge.target in kept),
    )


def restricted(layout: Layout, diagram: Diagram) -> Layout:
    """The drawing of a diagram whose nodes and edges are all in a layout, in the places that they have there.

    What is said of them is as in `diagram`. The size is that of the layout, so that drawings of several dates can
    stand side by side.
    """
    nodes = {node.id: node for node in diagram.nodes}
    edges = {(edge.source, edge.target): edge for edge in diagram.edges}
    boxes = tuple(replace(box, node=nodes[box.node.id]) for box in layout.boxes if box.node.id in nodes)
    routes = tuple(
        replace(route, edge=edges[route.edge.source, route.edge.target])
        for route in layout.routes
        if (route.edge.source, route.edge.target) in edges
    )
    columns = {box.x for box in boxes}
    legend = legend_of(diagram, layout.width - MARGIN, layout.legend[0].y if layout.legend else layout.height)
    return Layout(
        diagram=diagram,
        boxes=boxes,
        routes=routes,
        headings=tuple(heading for heading in layout.headings if heading.x in columns),
        legend=legend,
        crossings=crossings_of(routes),
        width=layout.width,
        height=max([layout.height, *(sign.y + SIGN_LINE // 2 + MARGIN for sign in legend)]),
    )


def marked(theory: Theory, network: Entry, before: date | None, after: date) -> Diagram:
    """The theory on a day together with what was retired since an earlier one, with what changed between them marked.

    Without `before` it is compared with the theory from the beginning, before all dates. What came and went between
    the two days is in neither.
    """
    whole = driver_diagram(theory, network)
    was = driver_diagram(as_of(theory, before or date.min), network)
    now = driver_diagram(as_of(theory, after), network)
    nodes_before, nodes_after = ({node.id: node for node in each.nodes} for each in (was, now))
    edges_before, edges_after = ({(edge.source, edge.target): edge for edge in each.edges} for each in (was, now))
    nodes = []
    for node in whole.nodes:
        earlier, later = nodes_before.get(node.id), nodes_after.get(node.id)
        if shown := later or earlier:
            change = _change(earlier and (earlier.status,), later and (later.status,))
            nodes.append(replace(node, status=shown.status, change=change))
    edges = []
    for edge in whole.edges:
        ends = edge.source, edge.target
        earlier, later = edges_before.get(ends), edges_after.get(ends)
        if shown := later or earlier:
            change = _change(earlier and (earlier.strength,), later and (later.strength,))
            edges.append(replace(shown, change=change))
    return replace(whole, nodes=tuple(nodes), edges=tuple(edges))


def _change(before: tuple[object] | None, after: tuple[object] | None) -> Change | None:
    """How what is said of something changed; None where it was not there."""
    if before is None:
        return Change.ADDED
    if after is None:
        return Change.RETIRED
    return Change.CHANGED if before != after else None
