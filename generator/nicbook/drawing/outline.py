"""The diagram in words, as a nested list: its text equivalent, its view on a phone and in a terminal."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Set
from dataclasses import dataclass

from markupsafe import Markup

from nicbook.drawing.diagram import Change, Edge, Node, Status, Tried
from nicbook.drawing.layout import Layout
from nicbook.drawing.marks import SIZE, mark
from nicbook.drawing.wrapping import one_line

DEEPEST_INDENT = 20
FOCUS = "what this page is about"

_CARD = Markup('{item}<div class="nd-card nd-{kind}{focus}">{title}<div class="nd-note">{notes}</div></div>')


@dataclass(frozen=True, slots=True)
class Item:
    """A node under one of the nodes that it drives, or, with no edge, at the outermost level.

    A node has an item for each node that it drives. One of them has it in full, with all that drives it below; the
    others are `seen` there: none of these is retired, so that without what is retired the outline is still whole.
    """

    node: Node
    depth: int
    edge: Edge | None
    seen: bool


def walk(layout: Layout) -> Iterator[Item]:
    """Every node and every edge in reading order: each aim, and under every node, from top to bottom, what drives
    it; after the aims, whatever else drives nothing. What is retired comes after what stands beside it."""
    place = {box.node.id: index for index, box in enumerate(layout.boxes)}
    gone = layout.diagram.gone()
    drivers: dict[str, list[tuple[bool, int, Edge]]] = defaultdict(list)
    leading = set()
    for edge in layout.diagram.edges:
        source = layout.boxes[place[edge.source]].node
        drivers[edge.target].append((edge in gone, place[edge.source], edge))
        if edge not in gone or source.is_retired:
            leading.add(edge.source)
    roots = sorted(
        (box.node.is_retired, index) for index, box in enumerate(layout.boxes) if box.node.id not in leading
    )
    seen = set()
    waiting: list[tuple[int, int, Edge | None]] = [(index, 0, None) for _, index in reversed(roots)]
    while waiting:
        index, depth, edge = waiting.pop()
        node = layout.boxes[index].node
        is_aside = edge in gone and not node.is_retired
        yield Item(node, depth, edge, is_aside or node.id in seen)
        if not is_aside and node.id not in seen:
            seen.add(node.id)
            below = sorted(drivers[node.id], key=lambda driver: driver[:2], reverse=True)
            waiting += [(source, depth + 1, edge) for _, source, edge in below]


def to_outline(layout: Layout, to: Callable[[str], str] = "{}/".format, *, prefix: str = "d") -> Markup:
    """The outline as nested HTML lists, with a link to the page of each node: `to` gives it for an address.

    `prefix` begins every id in it, so that several outlines can stand on one page. Items of what is retired have the
    class `nd-gone`. Empty for an empty diagram.
    """
    items = list(walk(layout))
    repeated = {item.node.id for item in items if item.seen}
    told: set[str] = set()
    parts = []
    depth = -1
    for item in items:
        if item.depth > depth:
            parts.append(Markup("<ul>") if depth >= 0 else Markup('<ul class="nicbook-outline">'))
        else:
            parts.append(Markup("</li>") + Markup("</ul></li>") * (depth - item.depth))
        depth = item.depth
        anchor = f"{prefix}-node-{item.node.id}" if item.node.id in repeated else ""
        parts.append(_elsewhere(item, anchor, told) if item.seen else _in_full(item, anchor, to))
        told |= set() if item.seen else {item.node.id}
    parts.append(Markup("</li></ul>") * (depth + 1))
    return Markup("").join(parts)


def _in_full(item: Item, anchor: str, to: Callable[[str], str]) -> Markup:
    node = item.node
    return _CARD.format(
        item=_item(item, anchor),
        kind=node.kind,
        focus=" nd-focus" if node.is_focus else " nd-tried" if isinstance(node.change, Tried) else "",
        title=Markup('<a href="{}">{}</a>').format(to(node.address), one_line(node.title)),
        notes=_notes(
            one_line(node.kind_label),
            _status(node.status) if node.status else "",
            one_line(node.note),
            FOCUS if node.is_focus else "",
            _status(node.change) if node.change else "",
            _relation(item),
        ),
    )


def _elsewhere(item: Item, anchor: str, told: Set[str]) -> Markup:
    title, where = one_line(item.node.title), _where(item, told)
    link = Markup('<a href="#{}" aria-label="{}: {}">{}</a>').format(anchor, where, title, where)
    return _CARD.format(
        item=_item(item, ""),
        kind=item.node.kind,
        focus="",
        title=title,
        notes=_notes(one_line(item.node.kind_label), _relation(item), link),
    )


def _item(item: Item, anchor: str) -> Markup:
    is_gone = item.node.is_retired or (item.edge is not None and item.edge.is_retired)
    return Markup("<li{}{}>").format(
        Markup(' id="{}"').format(anchor) if anchor else "", Markup(' class="nd-gone"') if is_gone else ""
    )


def _where(item: Item, told: Set[str]) -> str:
    return "see above" if item.node.id in told else "see below"


def _status(meaning: Status | Change | Tried) -> Markup:
    square = Markup('<svg class="nd-sign" viewBox="0 0 {0} {0}" aria-hidden="true">{1}</svg>')
    return square.format(SIZE, mark(meaning)) + meaning


def _relation(item: Item) -> str:
    edge = item.edge
    if edge is None:
        return ""
    extra = edge.change or ("retired" if edge.is_retired else "")
    return f"{edge.strength} relation" + (f" ({extra})" if extra else "")


def _notes(*notes: str) -> Markup:
    return Markup(", ").join(Markup("<span>{}</span>").format(note) for note in notes if note)


def to_text(layout: Layout) -> str:
    """The outline for a terminal: a line for each item, indented, though no deeper than one can read."""
    lines = [*filter(None, (one_line(layout.diagram.title), layout.diagram.note)), ""]
    told: set[str] = set()
    for item in walk(layout):
        node = item.node
        words = one_line(f"{node.kind_label}: {node.title}")
        shown = (_where(item, told),) if item.seen else (node.status, one_line(node.note), node.change)
        notes = ", ".join(note for note in (*shown, _relation(item)) if note)
        indent = "  " * min(item.depth, DEEPEST_INDENT)
        lines.append(f"{indent}- {words[:1].upper()}{words[1:]}{f' ({notes})' if notes else ''}")
        told |= set() if item.seen else {node.id}
    return "\n".join(lines) + "\n"
