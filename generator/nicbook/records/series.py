"""The rows of the tables beside records: the values of a measure over time, and the counts of a pipeline."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from nicbook.diagnostics import Span
from nicbook.reading.csv import Row, Table
from nicbook.records.dates import When
from nicbook.records.figures import Quantity


@dataclass(frozen=True, slots=True)
class Observation:
    """One row of a measure's table: a value at a time and place, for everyone or for one group."""

    row: Row
    date: When
    site: str
    groups: tuple[str, ...]
    """One for each group column; "" means everyone."""
    numerator: Quantity | None = None
    denominator: Quantity | None = None
    value: Quantity | None = None
    size: Quantity | None = None
    version: str = ""
    note: str = ""

    @property
    def people(self) -> Quantity | None:
        """How many people or cases the row is about."""
        return self.denominator if self.size is None else self.size

    @property
    def figures(self) -> tuple[Quantity, ...]:
        every = (self.numerator, self.denominator, self.value, self.size)
        return tuple(figure for figure in every if figure is not None)


@dataclass(frozen=True, slots=True)
class Count:
    """One row of a pipeline's table: how many of a cohort reached a stage."""

    row: Row
    cohort: When
    site: str
    groups: tuple[str, ...]
    stage: str
    count: Quantity | None


@dataclass(frozen=True, slots=True)
class _Rows:
    """What both tables have: their file, and the names of the columns that say a group."""

    table: Table = field(repr=False)
    group_columns: tuple[str, ...]

    @property
    def path(self) -> str:
        return self.table.path

    def span(self, row: Row, column: str) -> Span:
        """Where a cell stands in the file. `column` is one of the header."""
        return self.table.span(row, self.table.header.index(column))


@dataclass(frozen=True, slots=True)
class Series(_Rows):
    """The values of a measure, in the order of the file."""

    observations: tuple[Observation, ...]

    def first_rows_of_sites(self) -> Iterator[tuple[str, Span]]:
        return _first_rows(self, self.observations)


@dataclass(frozen=True, slots=True)
class Flow(_Rows):
    """The counts of a pipeline, in the order of the file."""

    counts: tuple[Count, ...]

    def first_rows_of_sites(self) -> Iterator[tuple[str, Span]]:
        return _first_rows(self, self.counts)


def _first_rows(rows: Series | Flow, items: tuple[Observation, ...] | tuple[Count, ...]) -> Iterator[tuple[str, Span]]:
    seen: set[str] = set()
    for item in items:
        if item.site not in seen:
            seen.add(item.site)
            yield item.site, rows.span(item.row, "site")
