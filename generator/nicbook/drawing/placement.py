"""How high each vertex stands: columns keep their order and distances, and links are as level as they can be."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

ROUNDS = 12


def place(
    columns: Sequence[Sequence[int]], gaps: Sequence[Sequence[int]], links: Sequence[tuple[int, int, int]]
) -> list[int]:
    """The height of every vertex (its centre, growing downwards), with the sum of weight x difference² low.

    `gaps[c][i]` is the least distance of vertices i and i+1 of column c, `links` are (vertex, vertex, weight).
    Each column in turn gets the best heights that its neighbours allow: a weighted isotonic regression
    (pool adjacent violators), starting from the tallest column. Heights are whole numbers, of either sign.
    """
    offsets = [list(accumulate(gap, initial=0)) for gap in gaps]
    heights = [0.0] * sum(map(len, columns))
    pulls: list[list[tuple[int, int]]] = [[] for _ in heights]
    for one, other, weight in links:
        pulls[one].append((other, weight))
        pulls[other].append((one, weight))
    for column, column_offsets in zip(columns, offsets):
        for vertex, offset in zip(column, column_offsets):
            heights[vertex] = offset - column_offsets[-1] / 2
    tallest = max(range(len(columns)), key=lambda index: offsets[index][-1], default=0)
    there, back = range(tallest + 1, len(columns)), range(tallest - 1, -1, -1)
    turns = [*there, *back] + ROUNDS * [*reversed(range(len(columns))), *range(len(columns))]
    for index in turns:
        wishes = []
        for vertex, offset in zip(columns[index], offsets[index]):
            weight = sum(pull for _, pull in pulls[vertex])
            height = sum(heights[other] * pull for other, pull in pulls[vertex]) / weight
            wishes.append((height - offset, weight))
        for vertex, offset, height in zip(columns[index], offsets[index], _isotonic(wishes)):
            heights[vertex] = height + offset
    whole = [0] * len(heights)
    for column, column_offsets in zip(columns, offsets):
        for vertex, offset in zip(column, column_offsets):
            whole[vertex] = round(heights[vertex] - offset) + offset  # rounding keeps order and distance
    return whole


def _isotonic(wishes: Sequence[tuple[float, int]]) -> list[float]:
    """The never-falling sequence nearest to the wished values, by weighted squares."""
    blocks: list[tuple[float, int, int]] = []  # value, weight, length
    for value, weight in wishes:
        length = 1
        while blocks and blocks[-1][0] > value:
            above, more, longer = blocks.pop()
            value = (value * weight + above * more) / (weight + more)
            weight, length = weight + more, length + longer
        blocks.append((value, weight, length))
    return [value for value, _, length in blocks for _ in range(length)]
