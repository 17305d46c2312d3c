"""Where words and flags of a chart stand so that none covers another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from nicbook.drawing.wrapping import text_width

Anchor = Literal["start", "middle", "end"]

TEXT = 12
"""px: the size of all text in a chart but its title."""
LINE = 15
"""px: from one line of text to the next."""
FLAG = 18
"""px: the height of a numbered flag."""
REACH = 24
"""px: the least that can be clicked, and the least distance of two flags."""


BOLD = 1.12
"""How much wider bold text is, at most."""


def width_of(kind: str, words: str) -> float:
    """px, at most."""
    return text_width(words, TEXT) * (BOLD if kind in ("last", "verdict") else 1)


@dataclass(frozen=True, slots=True)
class Text:
    """One line of words. `base` is where its letters stand."""

    kind: str
    x: float
    base: float
    words: str
    anchor: Anchor = "start"

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Left, top, right and bottom, at most."""
        width = width_of(self.kind, self.words)
        left = self.x - {"start": 0.0, "middle": width / 2, "end": width}[self.anchor]
        return left, self.base - 10, left + width, self.base + 3


def name_of(kind: Literal["mark", "split"], position: int) -> str:
    """What a flag and the list below call the one at this position, from 0: marks are numbered, splits lettered."""
    if kind == "mark":
        return str(position + 1)
    return chr(ord("A") + position % 26) * (position // 26 + 1)


@dataclass(frozen=True, slots=True)
class Flag:
    """The numbers of what happened at one place in time, or so close that two flags would touch."""

    kind: Literal["mark", "split"]
    x: float
    """The middle."""
    first: int
    """The positions, from 0, of what it stands for: from `first` to `last`."""
    last: int
    y: float = 0.0
    """The middle."""

    @property
    def words(self) -> str:
        first, last = name_of(self.kind, self.first), name_of(self.kind, self.last)
        return first if first == last else f"{first}–{last}"

    @property
    def width(self) -> float:
        return max(FLAG, text_width(self.words, TEXT) + 8)

    @property
    def reach(self) -> tuple[float, float]:
        half = max(self.width, REACH) / 2
        return self.x - half, self.x + half


def overlap(one: tuple[float, float, float, float], other: tuple[float, float, float, float]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def flags(kind: Literal["mark", "split"], places: Sequence[float]) -> list[Flag]:
    """Flags at these places, which rise; those that would touch become one in their middle."""
    found: list[Flag] = []
    for position, x in enumerate(places):
        found.append(Flag(kind, x, position, position))
        while len(found) > 1 and found[-2].reach[1] > found[-1].reach[0]:
            right, left = found.pop(), found.pop()
            middle = (places[left.first] + places[right.last]) / 2
            found.append(Flag(kind, middle, left.first, right.last))
    return found


def spread(wanted: Sequence[float], heights: Sequence[float], top: float, bottom: float) -> list[float]:
    """The tops of blocks in a column, each as near to the place it wants as the others let it, in the order of these.

    They keep between `top` and `bottom` as long as they fit, and else begin at `top`.
    """
    order = sorted(range(len(wanted)), key=lambda index: (wanted[index], index))
    places = [0.0] * len(wanted)
    free = top
    for index in order:
        places[index] = max(wanted[index], free)
        free = places[index] + heights[index]
    limit = max(bottom, top + sum(heights))
    for index in reversed(order):
        places[index] = min(places[index], limit - heights[index])
        limit = places[index]
    return places


def first_free(
    candidates: Sequence[Text], taken: Sequence[Text], drawn: Sequence[tuple[float, float]]
) -> Text | None:
    """The first text that covers no other, and the fewest of the points drawn; None where each covers another text."""
    free = [each for each in candidates if not any(overlap(each.box, other.box) for other in taken)]
    return min(free, key=lambda each: sum(_holds(each, point) for point in drawn), default=None)


def _holds(text: Text, point: tuple[float, float]) -> bool:
    left, top, right, bottom = text.box
    return left - 4 < point[0] < right + 4 and top - 4 < point[1] < bottom + 4
