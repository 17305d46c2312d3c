"""The table beside a measure, arranged school by school so that a phone can show it."""

from __future__ import annotations

from dataclasses import dataclass

from nicbook.corpus import Entry
from nicbook.pages.links import Links
from nicbook.pages.words import sentence_case
from nicbook.records.measure import Measure
from nicbook.records.series import Observation, Series

_BARE = ("count", "score", "rate")
"""Units that say nothing beside a value."""


@dataclass(frozen=True, slots=True)
class Block:
    """The rows of one site."""

    site: str
    href: str
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table of plain words; a column in which nothing stands is left out."""

    header: tuple[str, ...]
    blocks: tuple[Block, ...]


def values_of(entry: Entry, links: Links) -> Table | None:
    """The values of a measure, in the order of its file; None where there is no table."""
    series, measure = entry.table, entry.record
    if not isinstance(series, Series):
        return None
    assert isinstance(measure, Measure)
    unit = measure.definition.unit
    is_fraction = "numerator" in series.table.header
    amounts = ("Counted", "Out of") if is_fraction else (f"Value, in {unit}" if unit not in _BARE else "Value", "From how many")
    header = ("Date", *map(_column, series.group_columns), *amounts, "Version", "Note")
    return _table(header, [(one.site, _cells(one)) for one in series.observations], links)


def _cells(one: Observation) -> tuple[str, ...]:
    """The parts of a fraction stand in the columns where else a value and its size stand."""
    value, size = (one.numerator, one.denominator) if one.value is None else (one.value, one.size)
    groups = tuple(group or "everyone" for group in one.groups)
    return str(one.date), *groups, str(value or ""), str(size or ""), one.version, one.note


def _column(name: str) -> str:
    return sentence_case(name.replace("_", " ").replace("-", " "))


def _table(header: tuple[str, ...], rows: list[tuple[str, tuple[str, ...]]], links: Links) -> Table:
    kept = [index for index in range(len(header)) if any(cells[index] for _, cells in rows)]
    blocks: dict[str, list[tuple[str, ...]]] = {}
    for site, cells in rows:
        blocks.setdefault(site, []).append(tuple(cells[index] for index in kept))

    def block(site: str, lines: list[tuple[str, ...]]) -> Block:
        target = links.resolve(site)
        return Block(target.title if target else site, target.href if target else "", tuple(lines))

    return Table(tuple(header[index] for index in kept), tuple(block(site, lines) for site, lines in blocks.items()))
