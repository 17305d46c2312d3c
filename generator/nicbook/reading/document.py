"""What a YAML file holds: its data, and where each key and value stands in the file."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from nicbook.diagnostics import START, Span
from nicbook.reading.places import Lines

Location = tuple[str | int, ...]
"""The keys and list positions (from 0) that lead to a value, such as `("drives", 0, "to")`; `()` is the whole."""


class Plain(str):
    """Text that stands without quotes and that YAML programs take for something else, such as `NO` or `12:30`."""

    __slots__ = ()


@dataclass(frozen=True)
class Document:
    """One YAML file. `data` is made of dict, list, str, Plain and None, nothing else."""

    path: str
    data: Any
    text: str = field(repr=False)
    _marks: array[int] = field(repr=False)
    """Start and end, as indexes of `text`, of every key and value in the order of the file."""

    @cached_property
    def _numbers(self) -> dict[Location, int]:
        """The number of each value among all keys and values of the file. Only a file with faults needs it."""
        numbers: dict[Location, int] = {}
        number = 0
        waiting: list[tuple[Location, Any]] = [((), self.data)]
        while waiting:
            location, value = waiting.pop()
            if location and isinstance(location[-1], str):
                number += 1  # its key comes before it
            numbers[location] = number
            number += 1
            waiting.extend(reversed(_parts(location, value)))
        return numbers

    @cached_property
    def _lines(self) -> Lines:
        return Lines(self.text)

    def key_span(self, location: Location) -> Span | None:
        """Where the key of a value stands; None where there is no such key."""
        number = self._numbers.get(location)
        if number is None or not location or isinstance(location[-1], int):
            return None
        return self._span(number - 1)

    def value_span(self, location: Location) -> Span | None:
        """Where a value stands, from its first to its last character; None where there is none."""
        number = self._numbers.get(location)
        return None if number is None else self._span(number)

    def nearest(self, location: Location) -> Span:
        """Where a value stands, or else the innermost value around it; where that is the whole, its very start."""
        for length in range(len(location), 0, -1):
            if span := self.value_span(location[:length]):
                return span
        return START

    def key_at(self, location: Location) -> str:
        """The key that an author sees at a location: `drives`, where the record was written without its `to`."""
        written = next(place for place in (location, location[:-1]) if self.value_span(place))
        return next(str(step) for step in reversed(written) if isinstance(step, str))

    def texts(self) -> Iterator[tuple[Location, str]]:
        """Every text of the file, quoted or not, in order, with its location."""
        waiting: list[tuple[Location, Any]] = [((), self.data)]
        while waiting:
            location, value = waiting.pop()
            if isinstance(value, str):
                yield location, value
            waiting.extend(reversed(_parts(location, value)))

    def _span(self, number: int) -> Span:
        start, end = self._marks[2 * number], self._marks[2 * number + 1]
        # The mark at the end of a text under | or > is where the next line begins.
        return self._lines.span(start, start + len(self.text[start:end].rstrip(" \t\r\n")))


def _parts(location: Location, value: Any) -> list[tuple[Location, Any]]:
    if isinstance(value, dict):
        return [((*location, key), part) for key, part in value.items()]
    if isinstance(value, list):
        return [((*location, position), part) for position, part in enumerate(value)]
    return []
