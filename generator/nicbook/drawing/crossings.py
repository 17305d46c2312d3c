"""Few crossings of lines: the order of the vertices in each column, and the exact count of crossings.

A graph here is columns of vertices, numbered from 0, in which every link joins neighbouring columns. The method
is that of Sugiyama: barycentre sweeps, then sifting (Matuszewski, Schönfeld, Molitor 1999), then seeded kicks.
Work is bounded by counted steps and never by a clock, so that the result is the same on every machine.

A reader knows a diagram by where things stand. So another order is taken only where it saves over a tenth of the
crossings: then a graph that differs in one vertex is seldom drawn quite otherwise.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence, Set
from itertools import accumulate
from math import inf
from random import Random

Columns = list[list[int]]

SWEEPS, KICKS, ROUNDS = 12, 60, 6
MOST_STEPS = 20_000_000
"""A step is one vertex or one end of a link looked at; twenty million take about a second."""


def count_crossings(links: Iterable[tuple[float, float]]) -> int:
    """How many pairs of links cross between two columns, each link given by the heights of its two ends.

    Links that share an end do not cross. Inversions, counted with a binary indexed tree: O(E log E).
    """
    ordered = sorted(links)
    heights = sorted({right for _, right in ordered})
    tree = [0] * (len(heights) + 1)
    crossings = 0
    for seen, (_, right) in enumerate(ordered):
        rank = index = bisect_left(heights, right) + 1
        crossings += seen
        while index:
            crossings -= tree[index]
            index &= index - 1
        while rank < len(tree):
            tree[rank] += 1
            rank += rank & -rank
    return crossings


def order_columns(
    columns: Sequence[Sequence[int]],
    links: Iterable[tuple[int, int]],
    before: Mapping[int, float] | None = None,
    kept: Set[int] = frozenset(),
) -> Columns:
    """The same columns in an order with few crossings. Each link is a vertex and one in the next column.

    Depends on the order in which the vertices are given, so give them in an order of their own. `before` says how high
    vertices stood (downwards). Those in `kept` stay in that order, unless this costs over a tenth more crossings than
    a search that is free to change it; then it is the order of such a search begun there, or else of one begun anew.
    """
    links = sorted(links)
    search = _Search(columns, links)
    search.start()
    search.kick()
    free = search.with_twins_in_order()
    if before is None:
        return free
    fewest = search.crossings()
    search = _Search(columns, links)
    search.load(search.as_before(before))
    for search.kept in (kept, frozenset()):
        search.settle()
        if not _is_worth_it(fewest, search.crossings()):
            return search.columns
    mirrored = [column[::-1] for column in free]
    return min(free, mirrored, key=lambda columns: _turned(columns, before))


def _is_worth_it(found: int, before: int) -> bool:
    return 10 * before > 11 * found


def _turned(columns: Columns, before: Mapping[int, float]) -> int:
    """How many pairs stand the other way round than before."""
    stood = [[before[vertex] for vertex in column if vertex in before] for column in columns]
    return sum(count_crossings(enumerate(heights)) for heights in stood)


class _Search:
    """The best order so far, and the means to better it."""

    def __init__(self, columns: Sequence[Sequence[int]], links: Sequence[tuple[int, int]]) -> None:
        size = sum(map(len, columns))
        self.left: list[list[int]] = [[] for _ in range(size)]
        self.right: list[list[int]] = [[] for _ in range(size)]
        for left, right in links:
            self.right[left].append(right)
            self.left[right].append(left)
        self.size = size + len(links)
        self.position = [0] * size
        self.kept: Set[int] = frozenset()
        self.steps = 0
        self.load(columns)

    def load(self, columns: Sequence[Sequence[int]]) -> None:
        self.columns = [list(column) for column in columns]
        for column in self.columns:
            self.number(column)

    def number(self, column: list[int]) -> None:
        for index, vertex in enumerate(column):
            self.position[vertex] = index

    def crossings(self) -> int:
        position = self.position
        self.steps += 10 * self.size
        return sum(
            count_crossings((position[v], position[u]) for v in column for u in self.right[v])
            for column in self.columns
        )

    def start(self) -> None:
        """Settles from a tree read from the aim; from the order given, or that the other way round, if it pays."""
        given = self.columns
        best, fewest = self.columns, 0
        for index, order in enumerate((self.as_tree(), given, [column[::-1] for column in given])):
            self.load(order)
            for _ in range(SWEEPS):
                swept = [*self.columns]
                self.sweep_right(0)
                self.sweep_left(len(given) - 1)
                if self.columns == swept:
                    break
            self.settle()
            crossings = self.crossings()
            if not index or _is_worth_it(crossings, fewest):
                best, fewest = self.columns, crossings
        self.load(best)

    def as_before(self, before: Mapping[int, float]) -> Columns:
        """The order in which vertices stood; new ones come in level with what they are linked with."""
        height = dict(before)
        result = []
        for column in self.columns:
            for vertex in column:
                if vertex not in height:
                    near = [height[end] for end in (*self.left[vertex], *self.right[vertex]) if end in height]
                    height[vertex] = sum(near) / len(near) if near else inf
            result.append(sorted(column, key=height.__getitem__))
        return result

    def as_tree(self) -> Columns:
        column_of = {vertex: index for index, column in enumerate(self.columns) for vertex in column}
        order: Columns = [[] for _ in self.columns]
        reached = set()
        waiting = [vertex for column in reversed(self.columns) for vertex in reversed(column)]
        while waiting:
            vertex = waiting.pop()
            if vertex not in reached:
                reached.add(vertex)
                order[column_of[vertex]].append(vertex)
                waiting += reversed(self.right[vertex])
        return order

    def kick(self) -> None:
        """Moves a few vertices of one column at random and settles, many times from the same order; takes the best
        of these, if it pays, and begins again."""
        choices = [index for index, column in enumerate(self.columns) if len(column) > 1]
        fewest = self.crossings()
        for _ in range(ROUNDS):
            random = Random(1).random  # the one method whose sequence Python promises to keep
            before = [list(column) for column in self.columns]
            best, least = before, fewest
            for _ in range(KICKS):
                if not choices or not least or self.steps > MOST_STEPS:
                    break
                index = choices[int(random() * len(choices))]
                column = self.columns[index]
                for _ in range(1 + int(random() * 3)):
                    vertex = column.pop(int(random() * len(column)))
                    column.insert(int(random() * (len(column) + 1)), vertex)
                self.number(column)
                self.sweep_right(index)
                self.sweep_left(index)
                self.settle()
                crossings = self.crossings()
                if crossings < least:
                    best, least = self.columns, crossings
                self.load(before)
            if not _is_worth_it(least, fewest):
                break
            fewest = least
            self.load(best)

    def sweep_right(self, index: int) -> None:
        for i in range(index + 1, len(self.columns)):
            self.follow(i, self.left, len(self.columns[i - 1]))

    def sweep_left(self, index: int) -> None:
        for i in range(index - 1, -1, -1):
            self.follow(i, self.right, len(self.columns[i + 1]))

    def follow(self, index: int, neighbours: list[list[int]], extent: int) -> None:
        """Sorts a column by the mean place of each vertex's neighbours on one side (its barycentre)."""
        column, position = self.columns[index], self.position

        def barycentre(vertex: int) -> float:
            ends = neighbours[vertex]
            if not ends:
                return (position[vertex] + 0.5) / len(column)
            return (sum(position[end] for end in ends) / len(ends) + 0.5) / extent

        self.steps += 20 + 3 * len(column)
        self.columns[index] = sorted(column, key=barycentre)
        self.number(self.columns[index])

    def settle(self) -> None:
        """Sifts columns until none gains, or the steps are used up."""
        waiting = set(range(len(self.columns)))
        while waiting:
            for index in sorted(waiting):
                waiting.discard(index)
                if self.sift(index):
                    waiting.update(i for i in (index - 1, index + 1) if 0 <= i < len(self.columns))

    def sift(self, index: int) -> bool:
        """Moves each vertex of a column to its best place among the others; says whether that gained."""
        column, position = self.columns[index], self.position
        size = len(column)
        lefts = len(self.columns[index - 1]) if index else 0
        rights = len(self.columns[index + 1]) if index + 1 < len(self.columns) else 0
        ends = [
            (sorted(position[u] for u in self.left[v]), sorted(lefts + position[u] for u in self.right[v]))
            for v in column
        ]
        flat = [end for pair in ends for side in pair for end in side]
        cost = size * (lefts + rights + len(flat) + 2 * size) + 20
        if size < 2 or self.steps + cost > MOST_STEPS:
            return False
        self.steps += cost
        stops = list(accumulate((len(left) + len(right) for left, right in ends), initial=0))
        # saving[v][u]: the crossings of v and u when v stands above u, less those when it stands below
        saving = []
        for left, right in ends:
            balance = _balance(left, 0, lefts) + _balance(right, lefts, lefts + rights)
            sums = list(accumulate(map(balance.__getitem__, flat), initial=0))
            saving.append([sums[stop] - sums[start] for start, stop in zip(stops, stops[1:])])
        order = list(range(size))
        gained = False
        improving = True
        while improving and self.steps < MOST_STEPS:
            improving = False
            for vertex in range(size):
                place = order.index(vertex)
                del order[place]
                savings = list(accumulate(map(saving[vertex].__getitem__, order), initial=0))
                first, last = 0, len(order)
                if column[vertex] in self.kept:
                    held = [i for i, other in enumerate(order) if column[other] in self.kept]
                    first = max((i + 1 for i in held if i < place), default=0)
                    last = min((i for i in held if i >= place), default=last)
                most = max(savings[first : last + 1])
                if most > savings[place]:
                    place = savings.index(most, first)
                    improving = gained = True
                order.insert(place, vertex)
            self.steps += size * size
        if gained:
            self.columns[index] = [column[i] for i in order]
            self.number(self.columns[index])
        return gained

    def with_twins_in_order(self) -> Columns:
        """The columns, with vertices that have the same neighbours in their own order: it costs nothing."""
        result = []
        for column in self.columns:
            places: dict[tuple[tuple[int, ...], tuple[int, ...]], list[int]] = {}
            for place, vertex in enumerate(column):
                key = tuple(self.left[vertex]), tuple(self.right[vertex])
                places.setdefault(key, []).append(place)
            ordered = list(column)
            for twins in places.values():
                for place, vertex in zip(twins, sorted(column[place] for place in twins)):
                    ordered[place] = vertex
            result.append(ordered)
        return result


def _balance(ends: list[int], start: int, stop: int) -> list[int]:
    """For each place from start to stop: how many of the ends lie beyond it, less how many lie before it."""
    balance: list[int] = []
    beyond = len(ends)
    for end in ends:
        balance += [beyond] * (end - start)
        balance.append(beyond - 1)
        beyond -= 2
        start = end + 1
    return balance + [beyond] * (stop - start)
