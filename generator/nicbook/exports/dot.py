"""The diagram as DOT, the language of Graphviz and of the many programs that read it."""

from __future__ import annotations

from itertools import groupby

from nicbook.drawing.diagram import Edge, Strength
from nicbook.drawing.layout import TITLE_SIZE, Box, Layout
from nicbook.drawing.wrapping import one_line, wrap
from nicbook.exports.words import COLOUR_OF, colours, kind_words, status_words

MOST_LINES = 100
"""Of a title: all of it."""
_STYLES = {Strength.STRONG: "bold", Strength.WEAK: "dashed", Strength.HYPOTHESISED: "dotted"}


def to_dot(layout: Layout) -> str:
    """A directed graph with the aim at the left and a column for each layer."""
    palette = colours()
    font = 'fontname="Helvetica,Arial,sans-serif"'
    label = r"\n".join(_text(part) for part in (layout.diagram.title, layout.diagram.note) if part)
    lines = [
        f"digraph {_quoted('Driver diagram')} {{",
        f"  graph [rankdir=RL, ranksep=0.8, {font}, labelloc=t, label={_quoted(label)}]",
        f'  node [shape=box, style=rounded, {font}, fontsize=11, fontcolor="{palette["ink"]}"]',
        f'  edge [{font}, fontsize=9, color="{palette["line"]}", fontcolor="{palette["quiet"]}"]',
    ]
    for _, column in groupby(layout.boxes, key=lambda box: box.node.layer):
        lines += ["  {", "    rank=same", *(f"    {_node(box)}" for box in column), "  }"]
    lines += [f"  {_edge(route.edge)}" for route in layout.routes]
    return "\n".join([*lines, "}"]) + "\n"


def _node(box: Box) -> str:
    node = box.node
    title = wrap(node.title, box.width, TITLE_SIZE, MOST_LINES)
    label = r"\n".join(_text(part) for part in (kind_words(node), *title, status_words(node)) if part)
    retired = ', style="rounded,dashed"' if node.is_retired else ""
    return (
        f"{_quoted(node.id)} [label={_quoted(label)}, "
        f'color="{colours()[COLOUR_OF[node.kind]]}"{retired}]'
    )


def _edge(edge: Edge) -> str:
    ends = f"{_quoted(edge.source)} -> {_quoted(edge.target)}"
    return f"{ends} [style={_STYLES[edge.strength]}, label={_quoted(edge.words)}]"


def _text(words: str) -> str:
    """Words in which no sign has a meaning: Graphviz knows a backslash and the entities of HTML."""
    return one_line(words).replace("\\", "\\\\").replace("&", "&amp;").replace('"', '\\"')


def _quoted(text: str) -> str:
    return f'"{text}"'
