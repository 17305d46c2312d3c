"""Every format that a driver diagram can be had in, by its name."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping

from nicbook.drawing.data import to_data
from nicbook.drawing.layout import Layout
from nicbook.drawing.outline import to_text
from nicbook.drawing.svg import stylesheet, to_svg
from nicbook.exports.dot import to_dot
from nicbook.exports.graphml import to_graphml
from nicbook.exports.mermaid import to_mermaid
from nicbook.exports.png import to_png
from nicbook.exports.slide import to_slide

FORMATS: Mapping[str, Callable[[Layout], str | bytes]] = {
    "svg": lambda layout: str(to_svg(layout, styles=stylesheet())),
    "outline": to_text,
    "json": lambda layout: json.dumps(to_data(layout), indent=2, ensure_ascii=False),
    "mermaid": to_mermaid,
    "dot": to_dot,
    "graphml": to_graphml,
    "png": to_png,
    "pptx": to_slide,
}


def export(layout: Layout, format: str) -> bytes:
    """The diagram as the bytes of a file; text is UTF-8 and ends with one line end. Raises CannotExport."""
    made = FORMATS[format](layout)
    return made if isinstance(made, bytes) else (made.rstrip("\n") + "\n").encode()
