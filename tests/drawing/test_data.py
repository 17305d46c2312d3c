"""The diagram as JSON has the fields that were promised."""

from __future__ import annotations

import json

from nicbook.drawing.data import to_data
from nicbook.drawing.layout import lay_out

from .diagrams import SMALL


def test_its_fields() -> None:
    data = json.loads(json.dumps(to_data(lay_out(SMALL))))
    assert list(data) == ["title", "note", "nodes", "edges", "crossings", "width", "height"]
    keys = ["id", "kind", "kind_label", "layer", "title", "status", "is_retired", "x", "y", "width", "height"]
    assert all(list(node) == keys for node in data["nodes"])
    assert {"from": "study", "to": "teaching", "strength": "hypothesised", "is_retired": False} in data["edges"]
    assert len(data["nodes"]) == len(SMALL.nodes) and len(data["edges"]) == len(SMALL.edges)
    assert data["crossings"] == 0
    aim = next(node for node in data["nodes"] if node["id"] == "aim")
    assert (aim["kind"], aim["layer"], aim["title"]) == ("aim", 0, "More students earn credit")
    assert all(isinstance(aim[key], int) for key in ("x", "y", "width", "height"))
