"""The diagram as Mermaid, which many wikis and GitHub draw where it stands in a text."""

from __future__ import annotations

import json

from nicbook.drawing.diagram import Kind, Strength
from nicbook.drawing.layout import Layout
from nicbook.drawing.wrapping import one_line
from nicbook.exports.words import COLOUR_OF, colours, kind_words, relation_words, status_words

_ARROWS = {Strength.STRONG: "==>", Strength.WEAK: "-.->", Strength.HYPOTHESISED: "-.->"}
_DASHES = {Strength.WEAK: "7 4", Strength.HYPOTHESISED: "2 5"}
_AS_IS = frozenset(" ,.-'()?!/")


def to_mermaid(layout: Layout) -> str:
    """A flowchart with the aim at the left. Links are seen from the website's home page.

    What is retired has a broken border; each arrow says how sure the relation is.
    """
    palette = colours()
    lines = ["---", f"title: {json.dumps(one_line(layout.diagram.title), ensure_ascii=False)}", "---", "flowchart RL"]
    for box in layout.boxes:
        node = box.node
        words = (kind_words(node), one_line(node.title), status_words(node))
        label = "<br/>".join(_text(part) for part in words if part)
        lines.append(f'  {_name(node.id)}["{label}"]:::{node.kind}')
    for route in layout.routes:
        edge = route.edge
        lines.append(f"  {_name(edge.source)} {_ARROWS[edge.strength]}|{relation_words(edge)}| {_name(edge.target)}")
    for strength, dashes in _DASHES.items():
        numbers = [str(number) for number, route in enumerate(layout.routes) if route.edge.strength == strength]
        if numbers:
            lines.append(f"  linkStyle {','.join(numbers)} stroke-dasharray: {dashes}")
    for box in layout.boxes:
        lines.append(f'  click {_name(box.node.id)} href "{box.node.address}/"')
        if box.node.is_retired:
            lines.append(f"  style {_name(box.node.id)} stroke-dasharray: 3 3")
    for kind in Kind:
        colour = palette[COLOUR_OF[kind]]
        lines.append(f"  classDef {kind} fill:{palette['paper']},stroke:{colour},color:{palette['ink']}")
    return "\n".join(lines) + "\n"


def _name(id: str) -> str:
    """A name that is no word of the language, as `end` is."""
    return "n_" + id.replace("-", "_").replace("/", "__")


def _text(words: str) -> str:
    """Words in which no sign has a meaning: letters and a few signs as they are, the rest by number (`#34;`)."""
    return "".join(c if c.isalnum() or c in _AS_IS else f"#{ord(c)};" for c in one_line(words))
