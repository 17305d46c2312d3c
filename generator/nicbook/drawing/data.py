"""The diagram as data, for `nicbook diagram --format json`."""

from __future__ import annotations

from typing import Any

from nicbook.drawing.layout import Layout


def to_data(layout: Layout) -> dict[str, Any]:
    """Nodes with their boxes in px, edges, the number of crossings drawn, and the size of the drawing.

    `note` is what holds for all of it ("Illustrative: .."), "" for nothing.
    """
    return {
        "title": layout.diagram.title,
        "note": layout.diagram.note,
        "nodes": [
            {
                "id": box.node.id,
                "kind": str(box.node.kind),
                "kind_label": box.node.kind_label,
                "layer": box.node.layer,
                "title": box.node.title,
                "status": str(box.node.status or ""),
                "is_retired": box.node.is_retired,
                "x": box.x,
                "y": box.y,
                "width": box.width,
                "height": box.height,
            }
            for box in layout.boxes
        ],
        "edges": [
            {
                "from": route.edge.source,
                "to": route.edge.target,
                "strength": str(route.edge.strength),
                "is_retired": route.edge.is_retired,
            }
            for route in layout.routes
        ],
        "crossings": layout.crossings,
        "width": layout.width,
        "height": layout.height,
    }
