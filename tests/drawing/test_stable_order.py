"""A reader knows a diagram by where things stand: adding or retiring one node keeps the order of the others."""

from __future__ import annotations

from random import Random

import pytest
from benchmarks.diagrams import moved, theory, without

from nicbook.drawing.diagram import Diagram
from nicbook.drawing.layout import Layout, lay_out
from nicbook.drawing.over_time import restricted

from .diagrams import diagram, node

THEORIES = [theory(seed, 0.2, 0.3, (1, 4, 8, 20)) for seed in range(6)]


def one_changed() -> list[tuple[Diagram, Diagram]]:
    """Each theory with one node and without it, for three of its nodes. No other loses its last line by that: it would
    stand below all others."""
    pairs = []
    for seed, whole in enumerate(THEORIES):
        smaller = [without(whole, each.id) for each in whole.nodes if each.layer]
        smaller = [each for each in smaller if linked(each) == len(each.nodes)]
        pairs += [(whole, each) for each in Random(seed).sample(smaller, 3)]
    return pairs


def linked(diagram: Diagram) -> int:
    return len({end for edge in diagram.edges for end in (edge.source, edge.target)})


def test_what_is_retired_moves_nothing_unless_that_costs_over_a_tenth_more_crossings() -> None:
    kept = 0
    for whole, smaller in one_changed():
        before = lay_out(whole)
        after = lay_out(smaller, before)
        free = lay_out(smaller)
        in_place = restricted(before, smaller)
        assert after.crossings <= max(1.1 * free.crossings, in_place.crossings)
        if moved(before, after):
            assert in_place.crossings > 1.1 * free.crossings
        else:
            kept += 1
    assert kept >= 12  # of 18


def test_what_is_added_moves_little_and_costs_no_more_than_a_tenth() -> None:
    anew, remembered = [], []
    for whole, smaller in one_changed():
        before = lay_out(smaller)
        after = lay_out(whole, before)
        free = lay_out(whole)
        assert after.crossings <= 1.1 * free.crossings
        anew.append(moved(before, free))
        remembered.append(moved(before, after))
    assert remembered.count(0) >= 9  # of 18
    assert sum(remembered) < sum(anew)


@pytest.mark.parametrize("whole", THEORIES)
def test_the_same_theory_again_is_the_same_drawing(whole: Diagram) -> None:
    layout = lay_out(whole)
    again = lay_out(whole, layout)
    assert [box.node.id for box in again.boxes] == [box.node.id for box in layout.boxes]


def in_order(layout: Layout, layer: int) -> str:
    return " ".join(box.node.id for box in layout.boxes if box.node.layer == layer)


def test_in_a_theory_without_crossings_nothing_moves() -> None:
    nodes = [node("aim", 0), node("p", 1), node("q", 1), *(node(name, 3) for name in "dcab")]
    before = lay_out(diagram(nodes, "p>aim q>aim d>p c>q a>q b>p"))
    after = lay_out(diagram([*nodes, node("e", 3)], "p>aim q>aim d>p c>q a>q b>p e>q"), before)
    assert after.crossings == 0
    assert in_order(after, 1) == in_order(before, 1)
    assert in_order(after, 3).replace("e ", "").replace(" e", "") == in_order(before, 3)


def test_an_order_that_costs_too_much_is_given_up() -> None:
    nodes = [node("aim", 0), node("p", 1), node("q", 1), *(node(name, 3) for name in "abcd")]
    before = lay_out(diagram(nodes, "p>aim q>aim a>p b>p c>q d>q"))
    other = lay_out(diagram(nodes, "p>aim q>aim a>p c>p b>q d>q"), before)
    assert other.crossings == 0
