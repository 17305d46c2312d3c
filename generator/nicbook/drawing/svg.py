"""The diagram as SVG: for a page that has the stylesheet, or as a file that stands alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from functools import cache
from importlib import resources

from markupsafe import Markup

from nicbook.drawing.diagram import Diagram, Status, Strength
from nicbook.drawing.layout import (
    ARROW,
    MARGIN,
    PAD_LEFT,
    PAD_Y,
    SAMPLES,
    SMALL_LINE,
    STATUS_LINE,
    TITLE_LINE,
    Box,
    Layout,
    Route,
    Sign,
)
from nicbook.drawing.marks import SIZE as MARK_SIZE
from nicbook.drawing.marks import mark
from nicbook.drawing.outline import walk
from nicbook.drawing.wrapping import one_line

RADIUS = 6
"""px: the corners of a box, and the width of the coloured bar at its left."""
TITLE_BASE, SMALL_BASE, STATUS_BASE = 14, 12, 13
"""From the top of a line of text to its baseline, px."""

_SVG = Markup("""\
<svg xmlns="http://www.w3.org/2000/svg" class="nicbook-diagram" viewBox="0 0 {width} {height}" \
width="{width}" height="{height}" role="group" aria-labelledby="{prefix}-title" aria-describedby="{prefix}-desc">
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
<g role="listitem" transform="translate({x} {y})">\
<a class="nd-node nd-{kind}{retired}" href="{href}" aria-label="{name}">{tip}\
<rect class="nd-box" width="{width}" height="{height}" rx="{radius}"/><path class="nd-bar" d="{bar}"/>\
<text class="nd-title" y="{base}">{lines}</text>{status}</a></g>""")
_STATUS = Markup(
    '<g transform="translate({x} {y})">{mark}</g><text class="nd-small" x="{text_x}" y="{text_y}">{words}</text>'
)


@cache
def stylesheet() -> str:
    """The rules for drawings and outlines: light and dark, forced colours, print."""
    return resources.files("nicbook.drawing").joinpath("diagram.css").read_text(encoding="utf-8")


def to_svg(
    layout: Layout, to: Callable[[str], str] = "{}/".format, *, prefix: str = "d", standalone: bool = False
) -> Markup:
    """The drawing: a named link for every node, in reading order; lines, headings and legend are for the eye.

    `to` gives the link to an address, seen from where the drawing will be.

    `prefix` begins every id in it, so that several drawings can stand on one page. A standalone drawing carries
    its stylesheet; otherwise the page must.
    """
    boxes = {box.node.id: box for box in layout.boxes}
    names = _names(layout.diagram)
    nodes = [_node(boxes[item.node.id], names[item.node.id], to) for item in walk(layout) if not item.seen]
    return _SVG.format(
        width=layout.width,
        height=layout.height,
        prefix=prefix,
        title=one_line(layout.diagram.title),
        description="The aim is at the left. Every box links to its page and names what it drives.",
        style=Markup("<style>\n{}</style>\n").format(Markup(stylesheet())) if standalone else "",
        decoration=Markup("\n").join([*_headings(layout), *_lines(layout), *map(_sign, layout.legend)]),
        nodes=Markup("\n").join(nodes),
    )


def _names(diagram: Diagram) -> dict[str, str]:
    """What a screen reader says of each node: its kind, title, status, and what it drives."""
    titles = {node.id: one_line(node.title) for node in diagram.nodes}
    drives = defaultdict(list)
    for edge in sorted(diagram.edges, key=lambda edge: (titles[edge.target], edge.target)):
        drives[edge.source].append(f"{titles[edge.target]} ({edge.strength})")
    return {
        node.id: " ".join(
            _sentence(part)
            for part in (
                f"{one_line(node.kind_label)}: {titles[node.id]}",
                str(node.status or ""),
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
    return _NODE.format(
        x=box.x,
        y=box.y,
        kind=node.kind,
        retired=" nd-retired" if node.status == Status.RETIRED else "",
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
        status=_status(node.status, box.height - PAD_Y - STATUS_LINE) if node.status else "",
    )


def _status(status: Status, top: int) -> Markup:
    return _STATUS.format(
        x=PAD_LEFT,
        y=top + (STATUS_LINE - MARK_SIZE) // 2,
        mark=mark(status),
        text_x=PAD_LEFT + SAMPLES[Status],
        text_y=top + STATUS_BASE,
        words=status,
    )


def _spans(lines: tuple[str, ...], x: int, step: int) -> Markup:
    first = Markup('<tspan x="{}">{}</tspan>')
    further = Markup('<tspan x="{}" dy="{}">{}</tspan>')
    return Markup(" ").join(
        further.format(x, step, line) if index else first.format(x, line) for index, line in enumerate(lines)
    )


def _headings(layout: Layout) -> list[Markup]:
    return [
        Markup('<text class="nd-heading" y="{}">{}</text>').format(
            MARGIN + SMALL_BASE, _spans(heading.lines, heading.x, SMALL_LINE)
        )
        for heading in layout.headings
    ]


def _lines(layout: Layout) -> list[Markup]:
    """The lines, weaker ones first so that strong ones lie above them, and one path of all arrowheads."""
    paths = [
        Markup('<path class="nd-line nd-{}" d="{}"/>').format(strength, _path(route))
        for strength in reversed(Strength)
        for route in layout.routes
        if route.edge.strength == strength
    ]
    tips = dict.fromkeys(route.points[-1] for route in layout.routes)
    heads = "".join(f"M{x} {_short(y)}l{ARROW}-4v8z" for x, y in tips)
    return [*paths, Markup('<path class="nd-heads" d="{}"/>').format(heads)] if tips else []


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
    return sample + Markup('<text class="nd-small" x="{}" y="{}">{}</text>').format(
        sign.x + SAMPLES[type(sign.meaning)], sign.y + 4, sign.words
    )
