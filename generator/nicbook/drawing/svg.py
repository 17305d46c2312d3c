"""The diagram as SVG: for a page that has the stylesheet, or as a file that stands alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from functools import cache
from importlib import resources
from math import ceil

from markupsafe import Markup

from nicbook.drawing.diagram import Change, Diagram, Status, Strength, Tried
from nicbook.drawing.layout import (
    ARROW,
    BOLD,
    MARGIN,
    MOST_LINES,
    PAD_LEFT,
    PAD_Y,
    SAMPLES,
    SMALL_LINE,
    SMALL_SIZE,
    STATUS_LINE,
    TITLE_LINE,
    Box,
    Heading,
    Layout,
    Route,
    Sign,
)
from nicbook.drawing.marks import SIZE as MARK_SIZE
from nicbook.drawing.marks import mark
from nicbook.drawing.outline import FOCUS, walk
from nicbook.drawing.wrapping import one_line, text_width, wrap

RADIUS = 6
"""px: the corners of a box, and the width of the coloured bar at its left."""
TITLE_BASE, SMALL_BASE, STATUS_BASE = 14, 12, 13
"""From the top of a line of text to its baseline, px."""
HEAD_SIZE, HEAD_LINE = 20, 26  # px: of the title over a drawing that stands alone
TAG_TOP, TAG_HEIGHT, TAG_PAD, TAG_SIZE = -11, 16, 7, 11

_CHANGES = dict.fromkeys(Tried, "nd-tried") | {Change.ADDED: "nd-added", Change.RETIRED: "nd-dropped", Change.CHANGED: "nd-changed"}

_SVG = Markup("""\
<svg xmlns="http://www.w3.org/2000/svg" class="nicbook-diagram" viewBox="0 {top} {width} {height}" \
width="{width}" height="{height}" style="--nd-width: {width}px" role="group" aria-labelledby="{prefix}-title" aria-describedby="{prefix}-desc">
<title id="{prefix}-title">{title}</title>
<desc id="{prefix}-desc">{description}</desc>
{style}<g aria-hidden="true">
{decoration}
</g>
<g role="list">
{nodes}
</g>
</svg>
""")
_NODE = Markup("""\
<g role="listitem" {classes}transform="translate({x} {y})">\
<a class="nd-node nd-{kind}{focus}" data-node="{id}" href="{href}" aria-label="{name}">{tip}\
<rect class="nd-box" width="{width}" height="{height}" rx="{radius}"/><path class="nd-bar" d="{bar}"/>\
<text class="nd-title" y="{base}">{lines}</text>{status}{note}{tag}</a></g>""")
_ENDS = Markup('data-from="{}" data-to="{}"')
_LINE = Markup(
    '<path class="nd-line nd-{strength}{classes}" {ends} d="{path}"/>'
    '<path class="nd-head{classes}" {ends} d="M{x} {y}l{arrow}-4v8z"/>'
)
_STATUS = Markup(
    '<g transform="translate({x} {y})">{mark}</g><text class="nd-small" x="{text_x}" y="{text_y}">{words}</text>'
)
_MARK_ON_LINE = Markup(
    '<g class="nd-mark-on-line{gone}" {ends} transform="translate({x} {y})">'
    '<circle cx="{middle}" cy="{middle}" r="8"/>{mark}</g>'
)
_TEXT = Markup('<text class="{}" y="{}">{}</text>')
_TAG = Markup(
    '<g class="nd-tag" transform="translate({x} {y})"><rect width="{width}" height="{height}" rx="{radius}"/>'
    '<g transform="translate({pad} {mark_y})">{mark}</g><text x="{text_x}" y="{text_y}">{words}</text></g>'
)


@cache
def stylesheet() -> str:
    """The rules for drawings and outlines: light and dark, forced colours, print."""
    return resources.files("nicbook.drawing").joinpath("diagram.css").read_text(encoding="utf-8")


def to_svg(
    layout: Layout, to: Callable[[str], str] = "{}/".format, *, prefix: str = "d", styles: str = ""
) -> Markup:
    """The drawing: a named link for every node, in reading order; lines, headings and legend are for the eye.

    `to` gives the link to an address, seen from where the drawing will be.

    `prefix` begins every id in it, so that several drawings can stand on one page. A drawing that stands alone has
    `styles` of its own, and says its title and note above all else; otherwise a page does both.
    """
    title, top = _title(layout) if styles else (Markup(""), 0)
    boxes = {box.node.id: box for box in layout.boxes}
    names = spoken_names(layout.diagram)
    nodes = [_node(boxes[item.node.id], names[item.node.id], to) for item in walk(layout) if not item.seen]
    return _SVG.format(
        width=layout.width,
        height=top + layout.height,
        top=-top,
        prefix=prefix,
        title=one_line(layout.diagram.title),
        description="The aim is at the left. Every box links to its page and names what it drives.",
        style=Markup("<style>\n{}</style>\n").format(Markup(styles)) if styles else "",
        decoration=_joined([title, *map(_heading, layout.headings), *_lines(layout), *map(_sign, layout.legend)]),
        nodes=_joined(nodes),
    )


def _joined(parts: Iterable[Markup]) -> Markup:
    return Markup("\n").join(parts)


def spoken_names(diagram: Diagram) -> dict[str, str]:
    """What a screen reader says of each node: its kind and title, what its box shows, and what it drives."""
    titles = {node.id: one_line(node.title) for node in diagram.nodes}
    drives = defaultdict(list)
    for edge in sorted(diagram.edges, key=lambda edge: (titles[edge.target], edge.target)):
        drives[edge.source].append(f"{titles[edge.target]} ({edge.words})")
    return {
        node.id: " ".join(
            _sentence(part)
            for part in (
                f"{one_line(node.kind_label)}: {titles[node.id]}",
                str(node.status or ""),
                one_line(node.note),
                str(node.change or ""),
                FOCUS if node.is_focus else "",
                f"Drives: {'; '.join(drives[node.id])}" if drives[node.id] else "",
            )
            if part
        )
        for node in diagram.nodes
    }


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:] + ("" if text.endswith((".", "?", "!", "…")) else ".")


def _node(box: Box, name: str, to: Callable[[str], str]) -> Markup:
    node = box.node
    is_cut = bool(box.lines) and box.lines[-1].endswith("…")
    notes_base = box.height - PAD_Y - len(box.notes) * SMALL_LINE + SMALL_BASE
    return _NODE.format(
        x=box.x,
        y=box.y,
        classes=_classes("nd-gone" if node.is_retired else "", _CHANGES[node.change] if node.change else ""),
        kind=node.kind,
        focus=" nd-focus" if node.is_focus else "",
        id=node.id,
        href=to(node.address),
        name=name,
        tip=Markup("<title>{}</title>").format(one_line(node.title)) if is_cut else "",
        width=box.width,
        height=box.height,
        radius=RADIUS,
        bar=f"M{RADIUS} 0a{RADIUS} {RADIUS} 0 0 0-{RADIUS} {RADIUS}v{box.height - 2 * RADIUS}"
        f"a{RADIUS} {RADIUS} 0 0 0 {RADIUS} {RADIUS}z",
        base=PAD_Y + TITLE_BASE,
        lines=_spans(box.lines, PAD_LEFT, TITLE_LINE),
        status=_status(node.status, box.status_x, box.status_y) if node.status else "",
        note=_TEXT.format("nd-small", notes_base, _spans(box.notes, PAD_LEFT, SMALL_LINE)) if box.notes else "",
        tag=_tag(node.change, box.width) if node.change else "",
    )


def _classes(*classes: str) -> Markup:
    words = " ".join(filter(None, classes))
    return Markup('class="{}" ').format(words) if words else Markup("")


def _status(status: Status, x: int, top: int) -> Markup:
    return _STATUS.format(
        x=x,
        y=top + (STATUS_LINE - MARK_SIZE) // 2,
        mark=mark(status),
        text_x=x + SAMPLES[Status],
        text_y=top + STATUS_BASE,
        words=status,
    )


def _tag(change: Change | Tried, width: int) -> Markup:
    """How a box changed, or what a school does with it, on its upper edge: there it covers nothing, whatever the box says."""
    length = 2 * TAG_PAD + SAMPLES[Change] + ceil(text_width(change, TAG_SIZE))
    return _TAG.format(
        x=width - length - RADIUS,
        y=TAG_TOP,
        width=length,
        height=TAG_HEIGHT,
        radius=TAG_HEIGHT // 2,
        pad=TAG_PAD,
        mark_y=(TAG_HEIGHT - MARK_SIZE) // 2,
        mark=mark(change),
        text_x=TAG_PAD + SAMPLES[Change],
        text_y=TAG_HEIGHT - 4,
        words=change,
    )


def _spans(lines: tuple[str, ...], x: int, step: int) -> Markup:
    first = Markup('<tspan x="{}">{}</tspan>')
    further = Markup('<tspan x="{}" dy="{}">{}</tspan>')
    return Markup(" ").join(
        further.format(x, step, line) if index else first.format(x, line) for index, line in enumerate(lines)
    )


def _title(layout: Layout) -> tuple[Markup, int]:
    """The title and the note over a drawing that stands alone, and how many px they take."""
    room = layout.width - 2 * MARGIN
    lines = wrap(layout.diagram.title, room * BOLD, HEAD_SIZE, MOST_LINES)
    notes = wrap(layout.diagram.note, room, SMALL_SIZE, MOST_LINES)
    height = MARGIN + len(lines) * HEAD_LINE + len(notes) * SMALL_LINE
    head = _TEXT.format("nd-head-title", MARGIN + HEAD_SIZE - height, _spans(lines, MARGIN, HEAD_LINE))
    return head + _TEXT.format("nd-small", -SMALL_LINE * len(notes) + SMALL_BASE, _spans(notes, MARGIN, SMALL_LINE)), height


def _heading(heading: Heading) -> Markup:
    return _TEXT.format("nd-heading", MARGIN + SMALL_BASE, _spans(heading.lines, heading.x, SMALL_LINE))


def _lines(layout: Layout) -> list[Markup]:
    """The lines with their arrowheads, weaker ones first so that strong ones lie above them."""
    gone = layout.diagram.gone()
    came_or_went = {node.id for node in layout.diagram.nodes if node.change in (Change.ADDED, Change.RETIRED)}
    retired = {node.id for node in layout.diagram.nodes if node.is_retired}
    routes = [route for strength in reversed(Strength) for route in layout.routes if route.edge.strength == strength]
    drawn = [_line(route, route.edge in gone) for route in routes]
    for route in routes:
        edge = route.edge
        if edge.change and not {edge.source, edge.target} & came_or_went:
            drawn.append(_mark_on_line(route, edge.change))
        elif edge.is_retired and not edge.change and not {edge.source, edge.target} & retired:
            drawn.append(_mark_on_line(route, Status.RETIRED))
    return drawn


def _line(route: Route, is_gone: bool) -> Markup:
    edge = route.edge
    x, y = route.points[-1]
    return _LINE.format(
        strength=edge.strength,
        classes=(" nd-gone" if is_gone else "") + (f" {_CHANGES[edge.change]}" if edge.change else ""),
        ends=_ENDS.format(edge.source, edge.target),
        path=_path(route),
        arrow=ARROW,
        x=x,
        y=_short(y),
    )


def _mark_on_line(route: Route, meaning: Change | Status) -> Markup:
    """The shape of a change, or of what is retired between boxes that stand, in the middle of the line."""
    (x, y), (next_x, next_y) = route.points[:2]
    return _MARK_ON_LINE.format(
        ends=_ENDS.format(route.edge.source, route.edge.target),
        x=_short((x + next_x - MARK_SIZE) / 2),
        y=_short((y + next_y - MARK_SIZE) / 2),
        middle=MARK_SIZE // 2,
        mark=mark(meaning),
        gone=" nd-gone" if meaning is Status.RETIRED else "",
    )


def _path(route: Route) -> str:
    """Curves of one shape, so that two of them cross where their ends change places and nowhere else."""
    points = route.points
    parts = [f"M{points[0][0]} {_short(points[0][1])}"]
    for (x, y), (next_x, next_y) in zip(points[::2], points[1::2]):
        middle = (x + next_x) / 2
        if x != points[0][0]:
            parts.append(f"H{x}")
        parts.append(f"C{_short(middle)} {_short(y)} {_short(middle)} {_short(next_y)} {next_x} {_short(next_y)}")
    return "".join(parts)


def _short(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0")


def _sign(sign: Sign) -> Markup:
    if isinstance(sign.meaning, Strength):
        sample = Markup('<path class="nd-line nd-{}" d="M{} {}h28"/>').format(sign.meaning, sign.x, sign.y)
    else:
        sample = Markup('<g transform="translate({} {})">{}</g>').format(
            sign.x, sign.y - MARK_SIZE // 2, mark(sign.meaning)
        )
    sample += Markup('<text class="nd-small" x="{}" y="{}">{}</text>').format(
        sign.x + SAMPLES[type(sign.meaning)], sign.y + 4, sign.words
    )
    return Markup('<g class="nd-key-change">{}</g>').format(sample) if isinstance(sign.meaning, Change) else sample
