"""One theory at several dates: a layout that all its drawings share, and the changes between two dates."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import replace
from datetime import date

from nicbook.corpus import Entry
from nicbook.drawing.diagram import Change, Diagram, Kind
from nicbook.drawing.from_theory import driver_diagram
from nicbook.drawing.layout import MARGIN, SIGN_LINE, Layout, crossings_of, lay_out, legend_of
from nicbook.theory import Theory


def whole_layout(theory: Theory, network: Entry) -> Layout:
    """The layout of all that ever belonged to the theory of a network, as `grown` along its dates."""
    whole = driver_diagram(theory, network)
    began = {node.id: theory.entries[node.address].record.since for node in whole.nodes}
    return grown(whole, {name: since.date.earliest for name, since in began.items() if since})


def grown(whole: Diagram, began: Mapping[str, date]) -> Layout:
    """The layout of a diagram whose nodes began on these days; without one, before them all.

    It grows as the theory did, and what stands keeps its order as in `lay_out`: so a theory to which something is added
    looks much as it did before. Of one day, aims and drivers come first, so that one more idea does not turn them over.
    Steps are taken together until a theory has grown by half.
    """
    steps = {node.id: (began.get(node.id, date.min), node.kind is Kind.CHANGE_IDEA) for node in whole.nodes}
    layout = None
    for step in sorted(set(steps.values())):
        part = _part(whole, {name for name, first in steps.items() if first <= step})
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

    What is said of them is as in `diagram`, but for their columns and the words for these. The size is that of the
    layout, so that drawings of several dates can stand side by side.
    """
    placed = {node.id: node for node in layout.diagram.nodes}
    diagram = replace(
        diagram,
        nodes=tuple(
            replace(node, layer=placed[node.id].layer, kind_label=placed[node.id].kind_label) for node in diagram.nodes
        ),
        headings=layout.diagram.headings,
    )
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


def marked(whole: Diagram, was: Diagram, now: Diagram) -> Diagram:
    """The theory on a day together with what was retired since an earlier one, with what changed between them marked.

    `whole` is all that ever belonged to it, of which `was` and `now` are parts. What came and went between the two days
    is in neither.
    """
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
