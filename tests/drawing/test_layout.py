"""Geometry: nothing overlaps, nothing is cut, and the crossings told are the crossings drawn."""

from __future__ import annotations

import re
from itertools import combinations
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nicbook.drawing.data import to_data
from nicbook.drawing.diagram import Diagram, Edge, Strength
from nicbook.drawing.layout import Layout, lay_out
from nicbook.drawing.outline import to_outline, to_text
from nicbook.drawing.svg import to_svg

from .diagrams import SMALL, diagram, diagrams, node

Line = dict[float, float]
"""Height of a drawn line for every x where it was looked at."""


def drawn_lines(layout: Layout) -> list[Line]:
    """The lines as the SVG has them, each looked at in forty places of every curve."""
    lines = []
    for path in re.findall(r'<path class="nd-line [^"]*" data-from="[^"]*" data-to="[^"]*" d="([^"]*C[^"]*)"/>', to_svg(layout)):
        x, y = 0.0, 0.0
        line: Line = {}
        for letter, numbers in re.findall(r"([MHC])([-\d. ]*)", path):
            values = [float(number) for number in numbers.split()]
            if letter == "M":
                x, y = values
            elif letter == "H":
                x = values[0]
            else:
                x1, y1, x2, y2, end_x, end_y = values
                for step in range(41):
                    t = step / 40
                    weights = (1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3
                    across = sum(w * p for w, p in zip(weights, (x, x1, x2, end_x)))
                    line[round(across, 6)] = sum(w * p for w, p in zip(weights, (y, y1, y2, end_y)))
                x, y = end_x, end_y
            line[x] = y
        lines.append(line)
    return lines


def times_crossed(one: Line, other: Line) -> int:
    sides = [one[x] - other[x] for x in sorted(one.keys() & other.keys())]
    signs = [side > 0 for side in sides if abs(side) > 1e-6]
    return sum(a != b for a, b in zip(signs, signs[1:]))


@settings(deadline=None)
@given(diagrams())
def test_the_crossings_told_are_those_drawn(any_diagram: Diagram) -> None:
    layout = lay_out(any_diagram)
    assert layout.crossings == sum(times_crossed(a, b) for a, b in combinations(drawn_lines(layout), 2))


@settings(deadline=None)
@given(diagrams())
def test_no_boxes_overlap_and_no_line_runs_through_one(any_diagram: Diagram) -> None:
    layout = lay_out(any_diagram)
    assert len(layout.boxes) == len(any_diagram.nodes)
    for a, b in combinations(layout.boxes, 2):
        beside = a.x + a.width <= b.x or b.x + b.width <= a.x
        assert beside or a.y + a.height < b.y or b.y + b.height < a.y
    for line in drawn_lines(layout):
        for x, y in line.items():
            assert not any(b.x < x < b.x + b.width and b.y < y < b.y + b.height for b in layout.boxes)


@settings(deadline=None)
@given(diagrams())
def test_everything_lies_in_the_drawing(any_diagram: Diagram) -> None:
    layout = lay_out(any_diagram)
    for box in layout.boxes:
        assert 0 <= box.x and box.x + box.width <= layout.width
        assert 0 <= box.y and box.y + box.height <= layout.height
    for line in drawn_lines(layout):
        assert all(0 <= y <= layout.height for y in line.values())
    assert all(sign.y < layout.height for sign in layout.legend)


@settings(deadline=None)
@given(diagrams())
def test_what_drives_stands_right_of_what_it_drives(any_diagram: Diagram) -> None:
    layout = lay_out(any_diagram)
    boxes = {box.node.id: box for box in layout.boxes}
    for route in layout.routes:
        source, target = boxes[route.edge.source], boxes[route.edge.target]
        (start_x, start_y), (tip_x, tip_y) = route.points[0], route.points[-1]
        assert target.x + target.width == tip_x < start_x == source.x
        assert source.y <= start_y <= source.y + source.height
        assert target.y <= tip_y <= target.y + target.height


@settings(deadline=None)
@given(diagrams(), st.randoms(use_true_random=False))
def test_the_order_of_the_input_does_not_matter(any_diagram: Diagram, random: Random) -> None:
    nodes, edges = list(any_diagram.nodes), list(any_diagram.edges)
    random.shuffle(nodes)
    random.shuffle(edges)
    one = lay_out(any_diagram)
    other = lay_out(Diagram(any_diagram.title, tuple(nodes), tuple(edges), any_diagram.headings))
    for rendering in (to_svg, to_outline, to_text, to_data):
        assert rendering(one) == rendering(other)


def test_a_line_passes_a_column_between_boxes() -> None:
    nodes = [node("aim", 0), node("p", 1), node("s", 2), node("i", 3), node("j", 3)]
    layout = lay_out(diagram(nodes, "p>aim s>p i>s j>p j>aim i>aim"))
    columns_passed = {(route.edge.source, route.edge.target): len(route.points) // 2 - 1 for route in layout.routes}
    assert {ends: passed for ends, passed in columns_passed.items() if passed} == {
        ("j", "p"): 1,
        ("j", "aim"): 2,
        ("i", "aim"): 2,
    }


def test_nodes_without_a_line_stand_below_all_others() -> None:
    layout = lay_out(SMALL)
    alone = next(box for box in layout.boxes if box.node.id == "alone")
    assert all(box.y + box.height < alone.y for box in layout.boxes if box is not alone)


def test_a_layer_that_nothing_stands_in_takes_no_room() -> None:
    with_gap = lay_out(diagram([node("aim", 0), node("idea", 7, last=7)], "idea>aim"))
    without = lay_out(diagram([node("aim", 0), node("idea", 1, last=1)], "idea>aim"))
    assert with_gap.width == without.width


@pytest.mark.parametrize("nodes", [[], [node("aim", 0)], [node("aim", 0), node("idea", 3)]], ids=len)
def test_little_to_draw(nodes: list) -> None:
    layout = lay_out(diagram(nodes))
    assert len(layout.boxes) == len(nodes)
    assert layout.crossings == 0
    assert layout.width > 0 and layout.height > 0


def test_a_thousand_ideas_under_one_driver() -> None:
    nodes = [node("aim", 0), node("driver", 1), *(node(f"idea-{n:04}", 3) for n in range(1000))]
    arrows = " ".join(f"idea-{n:04}>driver" for n in range(1000))
    layout = lay_out(diagram(nodes, f"driver>aim {arrows}"))
    ideas = [box for box in layout.boxes if box.node.layer == 3]
    assert [box.node.id for box in ideas] == sorted(box.node.id for box in ideas)
    assert layout.crossings == 0


def test_a_chain_of_a_thousand() -> None:
    nodes = [node(f"n{n:04}", n, last=1000) for n in range(1000)]
    layout = lay_out(diagram(nodes, " ".join(f"n{n + 1:04}>n{n:04}" for n in range(999))))
    assert len({box.y + box.height // 2 for box in layout.boxes}) == 1
    assert to_text(layout).count("\n") == 1002
    assert to_outline(layout).count("</ul>") == 1000


@pytest.mark.parametrize(
    ("nodes", "edges"),
    [
        ([node("a", 0), node("a", 1)], []),
        ([node("a", 0)], [Edge("b", "a", Strength.WEAK)]),
        ([node("a", 0), node("b", 0)], [Edge("b", "a", Strength.WEAK)]),
        ([node("a", 0), node("b", 1)], [Edge("b", "a", Strength.WEAK), Edge("b", "a", Strength.STRONG)]),
    ],
    ids=["same id", "no such node", "same layer", "same edge"],
)
def test_a_diagram_that_makes_no_sense_is_refused(nodes: list, edges: list) -> None:
    with pytest.raises(ValueError, match="edge|nodes"):
        Diagram("x", tuple(nodes), tuple(edges))
