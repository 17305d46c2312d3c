"""The diagram as GraphML, for programs that analyse networks (Gephi, yEd, igraph, networkx)."""

from __future__ import annotations

import networkx as nx

from nicbook.drawing.layout import Layout
from nicbook.drawing.wrapping import one_line


def to_graphml(layout: Layout) -> str:
    """Nodes with kind, layer, title, status and their place in px; edges with strength."""
    graph = nx.DiGraph(name=one_line(layout.diagram.title), note=layout.diagram.note)
    for box in layout.boxes:
        node = box.node
        graph.add_node(
            node.id,
            kind=str(node.kind),
            kind_label=one_line(node.kind_label),
            layer=node.layer,
            title=one_line(node.title),
            status=str(node.status or ""),
            is_retired=node.is_retired,
            x=box.x,
            y=box.y,
        )
    for route in layout.routes:
        edge = route.edge
        graph.add_edge(edge.source, edge.target, strength=str(edge.strength), is_retired=edge.is_retired)
    return "\n".join(nx.generate_graphml(graph, named_key_ids=True)) + "\n"
