"""What stands above what, and how high: boxes and lines in columns, before any width is known."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import pairwise

from nicbook.drawing.crossings import order_columns
from nicbook.drawing.placement import place

BOX_GAP, FAMILY_GAP, PASSING_GAP, LANE_GAP = 6, 14, 10, 7
"""px between boxes that drive something in common, between those that do not, between a box and a line that
passes, and between two such lines."""
PORT_GAP, CORNER = 9, 8
"""px between the ends of lines on one side of a box, at most; and kept clear at its corners."""
LANE_PULL = 8
"""How much more a line wants to be level where it passes columns than where it ends."""

Key = str | tuple[str, str, int]
"""A box by its id; or the lane of a line by its source, its target, and how many columns it passes before this one,
counted from the target."""


@dataclass(frozen=True, slots=True)
class Arrangement:
    """Heights in px, from 0 at the upper edge downwards; `middles` are those of boxes.

    `ends` holds for every edge, from target to source, a pair of heights for each gap between columns that it
    crosses: where it leaves the column at the left of the gap, and where the one at the right.
    """

    middles: Mapping[str, int]
    height: int
    ends: tuple[tuple[tuple[float, float], ...], ...]


def arrange(
    columns: Sequence[Sequence[str]],
    heights: Mapping[str, int],
    edges: Sequence[tuple[str, str]],
    previous: Mapping[Key, float] | None = None,
) -> Arrangement:
    """Orders the boxes of every column for few crossings and sets them so that lines are nearly level.

    `columns` holds box ids from left to right, `heights` their heights in px (even numbers), `edges` (source,
    target) with the target in a column further left. Every box has an edge. A line that passes a column has a
    lane of its own there, between boxes. `previous` gives the heights at which boxes and lanes stood before:
    boxes keep their order, unless that costs over a tenth more crossings.
    """
    column_of = {box: index for index, column in enumerate(columns) for box in column}
    boxes = [box for column in columns for box in column]
    vertex_of: dict[Key, int] = {box: vertex for vertex, box in enumerate(boxes)}
    order = [[vertex_of[box] for box in column] for column in columns]
    count = len(boxes)
    paths = []
    for source, target in edges:
        path = [vertex_of[target]]
        for passed, index in enumerate(range(column_of[target] + 1, column_of[source])):
            order[index].append(count)
            vertex_of[source, target, passed] = count
            path.append(count)
            count += 1
        paths.append([*path, vertex_of[source]])
    links = [link for path in paths for link in pairwise(path)]

    before = previous and {vertex: previous[key] for key, vertex in vertex_of.items() if key in previous}
    kept = {vertex for vertex in before or () if vertex < len(boxes)}
    order = order_columns(order, links, before, kept)
    tall = [heights[box] for box in boxes] + [0] * (count - len(boxes))
    targets: dict[int, set[str]] = defaultdict(set)
    for source, target in edges:
        targets[vertex_of[source]].add(target)
    middles = place(order, _distances(order, targets, tall), _pulls(links, len(boxes)))
    highest = min((middle - height // 2 for middle, height in zip(middles, tall)), default=0)
    middles = [middle - highest for middle in middles]
    link_ends = iter(_ends(links, middles, tall))
    ends = tuple(tuple(next(link_ends) for _ in pairwise(path)) for path in paths)
    return Arrangement(
        middles=dict(zip(boxes, middles)),
        height=max((middle + height // 2 for middle, height in zip(middles, tall)), default=0),
        ends=ends,
    )


def _distances(
    order: Sequence[Sequence[int]], targets: Mapping[int, Set[str]], tall: Sequence[int]
) -> list[list[int]]:
    """The least distance of each vertex from the one below it, between their middles."""

    def distance(above: int, below: int) -> int:
        if not (tall[above] or tall[below]):
            gap = LANE_GAP
        elif not (tall[above] and tall[below]):
            gap = PASSING_GAP
        elif targets[above] & targets[below]:
            gap = BOX_GAP
        else:
            gap = FAMILY_GAP
        return (tall[above] + tall[below]) // 2 + gap

    return [[distance(above, below) for above, below in pairwise(column)] for column in order]


def _pulls(links: Sequence[tuple[int, int]], boxes: int) -> list[tuple[int, int, int]]:
    """The links with their weights: most between two lanes, least between two boxes."""
    weight = (1, 2, LANE_PULL)
    return [(left, right, weight[(left >= boxes) + (right >= boxes)]) for left, right in links]


def _ends(
    links: Sequence[tuple[int, int]], middles: Sequence[int], tall: Sequence[int]
) -> list[tuple[float, float]]:
    """The heights of both ends of every link.

    Links meet at the middle of the box on the left, where the arrow is, and spread over the side of the box on
    the right in the order of their other ends, so as not to cross.
    """
    leaving: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for index, (left, right) in enumerate(links):
        leaving[right].append((middles[left], index))
    starts: dict[int, float] = {}
    for right, others in leaving.items():
        spread = min(PORT_GAP * (len(others) - 1), tall[right] - 2 * CORNER)
        for order, (_, index) in enumerate(sorted(others)):
            share = order / (len(others) - 1) - 0.5 if len(others) > 1 else 0
            starts[index] = round(middles[right] + spread * share, 1)
    return [(middles[left], starts[index]) for index, (left, _) in enumerate(links)]
