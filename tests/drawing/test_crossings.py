"""Crossings: the count is exact, and the order found is no worse than the one given."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from nicbook.drawing.crossings import count_crossings, order_columns


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9))))
def test_the_count_is_that_of_every_pair(links: list[tuple[int, int]]) -> None:
    pairs = sum((a - c) * (b - d) < 0 for (a, b), (c, d) in combinations(links, 2))
    assert count_crossings(links) == pairs


@settings(deadline=None)
@given(st.data())
def test_the_order_keeps_every_vertex_and_adds_no_more_than_a_tenth_of_crossings(data: st.DataObject) -> None:
    sizes = data.draw(st.lists(st.integers(1, 8), min_size=1, max_size=4))
    columns, first = [], 0
    for size in sizes:
        columns.append(list(range(first, first + size)))
        first += size
    pairs = [(a, b) for left, right in zip(columns, columns[1:]) for a in left for b in right]
    links = data.draw(st.lists(st.sampled_from(pairs), unique=True)) if pairs else []
    ordered = order_columns(columns, links)
    assert [sorted(column) for column in ordered] == columns
    assert 9 * crossings(ordered, links) <= 10 * crossings(columns, links)


def crossings(columns: list[list[int]], links: list[tuple[int, int]]) -> int:
    height = {vertex: index for column in columns for index, vertex in enumerate(column)}
    column_of = {vertex: index for index, column in enumerate(columns) for vertex in column}
    gaps = [[(height[a], height[b]) for a, b in links if column_of[a] == gap] for gap in range(len(columns))]
    return sum(map(count_crossings, gaps))


def test_a_tree_is_drawn_without_crossings() -> None:
    columns = [[0], [1, 2, 3], [4, 5, 6, 7, 8, 9]]
    links = [(0, 1), (0, 2), (0, 3), (3, 4), (1, 5), (2, 6), (3, 7), (1, 8), (2, 9)]
    assert crossings(order_columns(columns, links), links) == 0


def test_vertices_with_the_same_neighbours_keep_their_own_order() -> None:
    assert order_columns([[0], [1, 2, 3, 4]], [(0, 4), (0, 2), (0, 3), (0, 1)]) == [[0], [1, 2, 3, 4]]
