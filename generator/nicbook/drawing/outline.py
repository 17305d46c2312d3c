"""The diagram in words, as a nested list: its text equivalent, its view on a phone and in a terminal."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from markupsafe import Markup

from nicbook.drawing.diagram import Node, Status, Strength
from nicbook.drawing.layout import Layout
from nicbook.drawing.marks import SIZE, mark
from nicbook.drawing.wrapping import one_line

DEEPEST_INDENT = 20

_CARD = Markup('{item}<div class="nd-card nd-{kind}">{title}<div class="nd-note">{notes}</div></div>')


@dataclass(frozen=True, slots=True)
class Item:
    """A node under one of the nodes that it drives, or, with no strength, at the outermost level.

    A node has an item for each node that it drives; only under the first does all that drives it follow.
    """

    node: Node
    depth: int
    strength: Strength | None
    seen: bool


def walk(layout: Layout) -> Iterator[Item]:
    """Every node and every edge in reading order: each aim, and under every node, from top to bottom, what drives
    it; after the aims, whatever else drives nothing."""
    place = {box.node.id: index for index, box in enumerate(layout.boxes)}
    drivers: dict[str, list[tuple[int, Strength]]] = defaultdict(list)
    roots = set(place)
    for route in layout.routes:
        drivers[route.edge.target].append((place[route.edge.source], route.edge.strength))
        roots.discard(route.edge.source)
    seen = set()
    waiting: list[tuple[int, int, Strength | None]] = [
        (place[root], 0, None) for root in sorted(roots, key=place.__getitem__, reverse=True)
    ]
    while waiting:
        index, depth, strength = waiting.pop()
        node = layout.boxes[index].node
        yield Item(node, depth, strength, node.id in seen)
        if node.id not in seen:
            seen.add(node.id)
            waiting += [(source, depth + 1, how) for source, how in sorted(drivers[node.id], reverse=True)]


def to_outline(layout: Layout, to: Callable[[str], str] = "{}/".format, *, prefix: str = "d") -> Markup:
    """The outline as nested HTML lists, with a link to the page of each node: `to` gives it for an address.

    `prefix` begins every id in it, so that several outlines can stand on one page. Empty for an empty diagram.
    """
    items = list(walk(layout))
    repeated = {item.node.id for item in items if item.seen}
    parts = []
    depth = -1
    for item in items:
        if item.depth > depth:
            parts.append(Markup("<ul>") if depth >= 0 else Markup('<ul class="nicbook-outline">'))
        else:
            parts.append(Markup("</li>") + Markup("</ul></li>") * (depth - item.depth))
        depth = item.depth
        anchor = f"{prefix}-node-{item.node.id}" if item.node.id in repeated else ""
        parts.append(_see_above(item, anchor) if item.seen else _in_full(item, anchor, to))
    parts.append(Markup("</li></ul>") * (depth + 1))
    return Markup("").join(parts)


def _in_full(item: Item, anchor: str, to: Callable[[str], str]) -> Markup:
    node = item.node
    return _CARD.format(
        item=Markup('<li id="{}">').format(anchor) if anchor else Markup("<li>"),
        kind=node.kind,
        title=Markup('<a href="{}">{}</a>').format(to(node.address), one_line(node.title)),
        notes=_notes(one_line(node.kind_label), _status(node.status) if node.status else "", _relation(item)),
    )


def _see_above(item: Item, anchor: str) -> Markup:
    title = one_line(item.node.title)
    link = Markup('<a href="#{}" aria-label="see above: {}">see above</a>').format(anchor, title)
    return _CARD.format(
        item=Markup("<li>"),
        kind=item.node.kind,
        title=title,
        notes=_notes(one_line(item.node.kind_label), _relation(item), link),
    )


def _status(status: Status) -> Markup:
    square = Markup('<svg class="nd-sign" viewBox="0 0 {0} {0}" aria-hidden="true">{1}</svg>')
    return square.format(SIZE, mark(status)) + status


def _relation(item: Item) -> str:
    return f"{item.strength} relation" if item.strength else ""


def _notes(*notes: str) -> Markup:
    return Markup(", ").join(Markup("<span>{}</span>").format(note) for note in notes if note)


def to_text(layout: Layout) -> str:
    """The outline for a terminal: a line for each item, indented, though no deeper than one can read."""
    lines = [one_line(layout.diagram.title), ""]
    for item in walk(layout):
        words = one_line(f"{item.node.kind_label}: {item.node.title}")
        what = "see above" if item.seen else item.node.status
        notes = ", ".join(note for note in (what, _relation(item)) if note)
        indent = "  " * min(item.depth, DEEPEST_INDENT)
        lines.append(f"{indent}- {words[:1].upper()}{words[1:]}{f' ({notes})' if notes else ''}")
    return "\n".join(lines) + "\n"
