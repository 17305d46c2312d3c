"""Where everything of a driver diagram stands, in px: boxes, lines, headings and legend."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, groupby
from math import ceil, sqrt

from nicbook.drawing.arrangement import Key, arrange
from nicbook.drawing.crossings import count_crossings
from nicbook.drawing.diagram import Change, Diagram, Edge, Kind, Node, Status, Strength, Tried
from nicbook.drawing.wrapping import text_width, wrap

MARGIN = 12
WIDTHS = {Kind.AIM: 184, Kind.DRIVER: 188, Kind.CHANGE_IDEA: 288}
TITLE_SIZE, TITLE_LINE, MOST_LINES = 14, 18, 6
STATUS_LINE, STATUS_GAP = 18, 12
SMALL_SIZE, SMALL_LINE = 12, 16
_LONGEST_STATUS = {Kind.AIM: Status.RETIRED, Kind.DRIVER: Status.NO_MEASURE, Kind.CHANGE_IDEA: Status.NO_TEST}
"""There is room for every status that a node may have had: drawings of several dates share their places."""
BOLD = 0.85
"""How much of a width bold letters may fill as if they were regular."""
PAD_LEFT, PAD_RIGHT, PAD_Y = 16, 10, 6
HEADING_GAP, ROW_GAP, UNLINKED_GAP = 10, 10, 36
"""Below headings; between boxes that no line joins, which stand below all others; and above the first of them."""
LEAST_GAP, ARROW = 40, 8
SAMPLES = {Strength: 36, Status: 18, Change: 18, Tried: 18}
"""The room for a line, or a shape, before the words of the legend."""
LEGEND_GAP, SIGN_GAP, SIGN_LINE = 32, 24, 24


@dataclass(frozen=True, slots=True)
class Box:
    """A node with its top left corner, its title and note in lines, and where in the box its status stands."""

    node: Node
    x: int
    y: int
    width: int
    height: int
    lines: tuple[str, ...]
    notes: tuple[str, ...]
    status_x: int
    status_y: int


@dataclass(frozen=True, slots=True)
class Route:
    """The way of a line, from the left side of its source to the tip of its arrow at the target's right side.

    It curves from point 0 to 1, is level from 1 to 2, across a column, curves from 2 to 3, and so on; the last
    piece, level too, is the arrow.
    """

    edge: Edge
    points: tuple[tuple[int, float], ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """The words over a column, from the top margin down."""

    x: int
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sign:
    """One entry of the legend; y is its middle."""

    x: int
    y: int
    meaning: Strength | Status | Change | Tried
    words: str


@dataclass(frozen=True, slots=True)
class Layout:
    """A diagram and its geometry. Boxes stand in order of column, then from top to bottom."""

    diagram: Diagram
    boxes: tuple[Box, ...]
    routes: tuple[Route, ...]
    headings: tuple[Heading, ...]
    legend: tuple[Sign, ...]
    crossings: int
    width: int
    height: int


def lay_out(diagram: Diagram, previous: Layout | None = None) -> Layout:
    """The drawing of a diagram. The same for the same nodes and edges, whatever their order.

    No two boxes overlap and no line runs through a box. `crossings` counts those of the lines as drawn. Boxes that
    stand in `previous` keep their order in every column, unless that costs over a tenth more crossings than a search
    that is free to change it.
    """
    nodes = sorted(diagram.nodes, key=lambda node: (node.layer, node.id))
    edges = sorted(diagram.edges, key=lambda edge: (edge.source, edge.target))
    columns = [list(group) for _, group in groupby(nodes, key=lambda node: node.layer)]
    column_of = {node.id: index for index, column in enumerate(columns) for node in column}
    widths = [max(WIDTHS[node.kind] for node in column) for column in columns]
    lefts = _lefts(widths, [(column_of[edge.target], column_of[edge.source]) for edge in edges])
    headings = _headings(diagram, columns, widths, lefts)
    top = MARGIN + max((len(heading.lines) * SMALL_LINE + HEADING_GAP for heading in headings), default=0)
    unplaced = {node.id: _box(node, widths[column_of[node.id]]) for node in nodes}
    heights = {name: box.height for name, box in unplaced.items()}
    linked = {end for edge in edges for end in (edge.source, edge.target)}
    arrangement = arrange(
        [[node.id for node in column if node.id in linked] for column in columns],
        heights,
        [(edge.source, edge.target) for edge in edges],
        _heights_in(previous) if previous else None,
    )
    tops = {name: top + middle - heights[name] // 2 for name, middle in arrangement.middles.items()}
    for column in columns:
        y = top + arrangement.height + UNLINKED_GAP if linked else top
        for node in column:
            if node.id not in linked:
                tops[node.id] = y
                y += heights[node.id] + ROW_GAP
    boxes = tuple(
        replace(unplaced[node.id], x=left, y=tops[node.id])
        for column, left in zip(columns, lefts)
        for node in sorted(column, key=lambda node: tops[node.id])
    )
    between = [(left + width, right) for left, width, right in zip(lefts, widths, lefts[1:])]
    routes = tuple(
        Route(edge, _points(ends, between[column_of[edge.target] : column_of[edge.source]], top))
        for edge, ends in zip(edges, arrangement.ends)
    )
    bottom = max([top + arrangement.height, *(box.y + box.height for box in boxes)])
    right = lefts[-1] + widths[-1] if columns else MARGIN
    legend = legend_of(diagram, right, bottom + LEGEND_GAP)
    return Layout(
        diagram=diagram,
        boxes=boxes,
        routes=routes,
        headings=headings,
        legend=legend,
        crossings=crossings_of(routes),
        width=right + MARGIN,
        height=max([bottom, *(sign.y + SIGN_LINE // 2 for sign in legend)]) + MARGIN,
    )


def crossings_of(routes: Iterable[Route]) -> int:
    """How often lines cross as they are drawn."""
    gaps: dict[int, list[tuple[float, float]]] = defaultdict(list)
    for route in routes:
        for (x, start), (_, end) in zip(route.points[::2], route.points[1::2]):
            gaps[x].append((start, end))
    return sum(map(count_crossings, gaps.values()))


def _heights_in(layout: Layout) -> dict[Key, float]:
    """How high every box and every lane stands."""
    heights: dict[Key, float] = {box.node.id: box.y + box.height / 2 for box in layout.boxes}
    for route in layout.routes:
        lanes = [y for _, y in route.points[1:-2:2]]
        for passed, y in enumerate(reversed(lanes)):
            heights[route.edge.source, route.edge.target, passed] = y
    return heights


def _headings(
    diagram: Diagram, columns: Sequence[Sequence[Node]], widths: Sequence[int], lefts: Sequence[int]
) -> tuple[Heading, ...]:
    words = dict(enumerate(diagram.headings))
    headings = (
        Heading(left, wrap(words.get(column[0].layer, ""), width * BOLD, SMALL_SIZE, MOST_LINES))
        for column, width, left in zip(columns, widths, lefts)
    )
    return tuple(heading for heading in headings if heading.lines)


def _box(node: Node, width: int) -> Box:
    """A box that stands nowhere yet. Its status stands at the end of the title's last line, if there is room for it;
    those of the change ideas one below the other.

    The height is even, so that the middle is a whole number.
    """
    room = width - PAD_LEFT - PAD_RIGHT
    words = (node.status, _LONGEST_STATUS[node.kind]) if node.status else ()
    status = max((SAMPLES[Status] + ceil(text_width(each, SMALL_SIZE)) for each in words), default=0)
    lines = wrap(node.title, room, TITLE_SIZE, MOST_LINES, status and status + STATUS_GAP)
    is_beside = bool(status and lines) and text_width(lines[-1], TITLE_SIZE) + STATUS_GAP + status <= room
    if not is_beside:
        lines = wrap(node.title, room, TITLE_SIZE, MOST_LINES)
    notes = wrap(node.note, room, SMALL_SIZE, MOST_LINES)
    title_end = PAD_Y + max(len(lines), 1) * TITLE_LINE
    status_y = title_end - STATUS_LINE if is_beside else title_end
    return Box(
        node=node,
        x=0,
        y=0,
        width=width,
        height=max(title_end, status_y + STATUS_LINE if status else 0) + len(notes) * SMALL_LINE + PAD_Y,
        lines=lines,
        notes=notes,
        status_x=width - PAD_RIGHT - status if is_beside or node.kind is Kind.CHANGE_IDEA else PAD_LEFT,
        status_y=status_y,
    )


def _lefts(widths: Sequence[int], spans: Sequence[tuple[int, int]]) -> list[int]:
    """The left sides of the columns. The more lines run between two of them, the further they stand apart."""
    begin_and_end = [0] * len(widths)
    for target, source in spans:
        begin_and_end[target] += 1
        begin_and_end[source] -= 1
    lines = accumulate(begin_and_end)
    steps = [width + LEAST_GAP + round(7 * sqrt(count)) for width, count in zip(widths, lines)]
    return list(accumulate(steps[:-1], initial=MARGIN))[: len(widths)]


def _points(
    ends: Sequence[tuple[float, float]], sides: Sequence[tuple[int, int]], top: int
) -> tuple[tuple[int, float], ...]:
    """The route over the gaps between columns, both given from target to source."""
    points = []
    for (left, right), (left_end, right_end) in zip(reversed(sides), reversed(ends)):
        points += [(right, top + right_end), (left + ARROW, top + left_end)]
    return (*points, (left, top + left_end))


def legend_of(diagram: Diagram, right: int, top: int) -> tuple[Sign, ...]:
    """What the lines and shapes of this diagram mean, in rows that end before `right` where they can."""
    changes = {each.change for each in (*diagram.nodes, *diagram.edges) if each.change}
    statuses = {node.status for node in diagram.nodes if node.status}
    statuses |= {Status.RETIRED for edge in diagram.edges if edge.is_retired}
    meanings: list[Strength | Status | Change | Tried] = [
        *sorted({edge.strength for edge in diagram.edges}, key=list(Strength).index),
        *sorted(statuses, key=list(Status).index),
        *sorted(changes, key=[*Change, *Tried].index),
    ]
    signs = []
    x, y = MARGIN, top
    for meaning in meanings:
        words = f"{meaning} relation" if isinstance(meaning, Strength) else str(meaning)
        length = SAMPLES[type(meaning)] + ceil(text_width(words, SMALL_SIZE))
        if x > MARGIN and x + length > right:
            x, y = MARGIN, y + SIGN_LINE
        signs.append(Sign(x, y, meaning, words))
        x += length + SIGN_GAP
    return tuple(signs)
