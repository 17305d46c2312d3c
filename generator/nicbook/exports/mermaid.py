"""The diagram as Mermaid, which many wikis and GitHub draw where it stands in a text."""

from __future__ import annotations

import json

from nicbook.drawing.diagram import Kind, Strength
from nicbook.drawing.layout import Layout
from nicbook.drawing.wrapping import one_line
from nicbook.exports import CannotExport
from nicbook.exports.words import COLOUR_OF, colours, kind_words, status_words

_ARROWS = {Strength.STRONG: "==>", Strength.WEAK: "-.->", Strength.HYPOTHESISED: "-.->"}
_DASHES = {Strength.WEAK: "7 4", Strength.HYPOTHESISED: "2 5"}
MOST_RELATIONS, MOST_CHARACTERS = 480, 48_000
"""Mermaid itself refuses over 500 and over 50,000 (maxEdges, maxTextSize); a page may add a little."""
_AS_IS = frozenset(" ,.-'()?!/")


def to_mermaid(layout: Layout) -> str:
    """A flowchart with the aim at the left. What is retired has a broken border; each arrow says how sure the relation is.

    Raises CannotExport for a theory that programs with Mermaid in them would refuse to draw.
    """
    palette = colours()
    title = ". ".join(one_line(part) for part in (layout.diagram.title, layout.diagram.note) if part)
    lines = ["---", f"title: {json.dumps(title, ensure_ascii=False)}", "---", "flowchart RL"]
    for box in layout.boxes:
        node = box.node
        words = (kind_words(node), one_line(node.title), status_words(node))
        label = "<br/>".join(_text(part) for part in words if part)
        lines.append(f'  {_name(node.id)}["{label}"]:::{node.kind}')
    for route in layout.routes:
        edge = route.edge
        lines.append(f"  {_name(edge.source)} {_ARROWS[edge.strength]}|{edge.words}| {_name(edge.target)}")
    for strength, dashes in _DASHES.items():
        numbers = [str(number) for number, route in enumerate(layout.routes) if route.edge.strength == strength]
        if numbers:
            lines.append(f"  linkStyle {','.join(numbers)} stroke-dasharray: {dashes}")
    for box in layout.boxes:
        if box.node.is_retired:
            lines.append(f"  style {_name(box.node.id)} stroke-dasharray: 3 3")
    for kind in Kind:
        colour = palette[COLOUR_OF[kind]]
        lines.append(f"  classDef {kind} fill:{palette['paper']},stroke:{colour},color:{palette['ink']}")
    text = "\n".join(lines) + "\n"
    if len(layout.routes) > MOST_RELATIONS or len(text) > MOST_CHARACTERS:
        raise CannotExport("This theory is too large for Mermaid to draw. Use the format svg, dot or graphml.")
    return text


def _name(id: str) -> str:
    """A name that is no word of the language, as `end` is."""
    return "n_" + id.replace("-", "_").replace("/", "__")


def _text(words: str) -> str:
    """Words in which no sign has a meaning: letters and a few signs as they are, the rest by number (`#34;`)."""
    return "".join(c if c.isalnum() or c in _AS_IS else f"#{ord(c)};" for c in one_line(words))
