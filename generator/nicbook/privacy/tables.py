"""Small groups in the tables beside records: in a row of its own, or by subtracting other rows from a total."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from nicbook.corpus import Entry
from nicbook.diagnostics import Diagnostic, diagnose
from nicbook.privacy.groups import Partition, still_to_hide
from nicbook.reading.csv import Row
from nicbook.records.figures import Quantity
from nicbook.records.measure import PEOPLE, Measure
from nicbook.records.series import Flow, Series
from nicbook.records.site import Site

EVERYONE = ""


@dataclass(frozen=True, slots=True)
class _Cell:
    """One row as the gate sees it: which people it is about and how many they are."""

    row: Row
    column: str
    occasion: tuple[str, ...]
    """What rows of one table have in common: date and version, or cohort and stage."""
    site: str
    groups: tuple[str, ...]
    people: float | None
    """None: hidden."""


def table_faults(entry: Entry, entries: Mapping[str, Entry], minimum: int) -> Iterator[Diagnostic]:
    """What the table beside a record would show of a small group."""
    if isinstance(entry.table, Flow):
        yield from _flow_faults(entry.table, entries, minimum)
    elif isinstance(entry.table, Series) and isinstance(entry.record, Measure):
        if entry.record.definition.counts in PEOPLE:
            yield from _series_faults(entry.table, entries, minimum)


def _series_faults(series: Series, entries: Mapping[str, Entry], minimum: int) -> Iterator[Diagnostic]:
    cells = []
    column = "denominator" if "denominator" in series.table.header else "size"
    for one in series.observations:
        people = one.people
        has_number = any(not each.is_suppressed for each in (one.numerator, one.value) if each is not None)
        if people is None and has_number:
            where = column if column in series.table.header else "value"
            yield _fault(
                "size-missing",
                series,
                one.row,
                where,
                "the row is about people, but does not say how many they are.",
                f"Fill in `{column}`, or write `suppressed` in place of the numbers.",
            )
            continue
        if people is not None and (people.is_exact or has_number) and not _reaches(people, minimum):
            yield _small(series, one.row, column, minimum)
            continue
        if one.figures:
            shown = people.exact if people is not None else None
            cells.append(_Cell(one.row, column, (one.date.text, one.version), one.site, one.groups, shown))
    yield from _complementary(series, cells, entries, minimum)


def _flow_faults(flow: Flow, entries: Mapping[str, Entry], minimum: int) -> Iterator[Diagnostic]:
    cells = []
    for one in flow.counts:
        if one.count is not None and one.count.is_exact and not _reaches(one.count, minimum):
            yield _small(flow, one.row, "count", minimum)
        elif one.count is not None:
            occasion = (one.cohort.text, one.stage)
            cells.append(_Cell(one.row, "count", occasion, one.site, one.groups, one.count.exact))
    yield from _complementary(flow, cells, entries, minimum)


def _reaches(people: Quantity, minimum: int) -> bool:
    """Whether a size is surely not under the minimum."""
    return people.low is not None and people.low >= minimum


def _small(rows: Series | Flow, row: Row, column: str, minimum: int) -> Diagnostic:
    return _fault(
        "small-group",
        rows,
        row,
        column,
        f"this group is under the minimum of {minimum} people.",
        "Write `suppressed` in place of the numbers of this row.",
    )


def _complementary(
    rows: Series | Flow, cells: list[_Cell], entries: Mapping[str, Entry], minimum: int
) -> Iterator[Diagnostic]:
    told: set[int] = set()
    for total, parts in [*_by_group(rows, cells), *_by_site(cells, entries)]:
        if total.people is None:
            continue
        sizes = {cell.row.number: cell.people for cell in parts}
        further = still_to_hide(Partition(total.people, sizes), minimum=minimum)
        for number in further:
            if number in told:
                continue
            told.add(number)
            cell = next(cell for cell in parts if cell.row.number == number)
            yield _fault(
                "complementary-group",
                rows,
                cell.row,
                cell.column,
                f"the total in row {total.row.number} less the rows that are shown gives a small group away.",
                "Write `suppressed` in place of the numbers of this row too.",
            )


def _by_group(rows: Series | Flow, cells: list[_Cell]) -> Iterator[tuple[_Cell, list[_Cell]]]:
    """For each group column, the row that has everyone there and the rows that split it, all else being equal."""
    for position in range(len(rows.group_columns)):
        totals: dict[tuple[object, ...], _Cell] = {}
        parts: dict[tuple[object, ...], list[_Cell]] = defaultdict(list)
        for cell in cells:
            others = cell.groups[:position] + cell.groups[position + 1 :]
            key = (cell.occasion, cell.site, others)
            if cell.groups[position] == EVERYONE:
                totals[key] = cell
            else:
                parts[key].append(cell)
        for key, group in parts.items():
            if key in totals:
                yield totals[key], group


def _by_site(cells: list[_Cell], entries: Mapping[str, Entry]) -> Iterator[tuple[_Cell, list[_Cell]]]:
    """A site and the sites that are part of it, where one of these is hidden: others may not be in the table at all."""
    totals = {(cell.occasion, cell.groups, cell.site): cell for cell in cells}
    parts: dict[tuple[object, ...], list[_Cell]] = defaultdict(list)
    for cell in cells:
        site = entries.get(f"sites/{cell.site}")
        if site is not None and isinstance(site.record, Site) and site.record.part_of is not None:
            parts[cell.occasion, cell.groups, str(site.record.part_of)].append(cell)
    for key, group in parts.items():
        if key in totals and any(cell.people is None for cell in group):
            yield totals[key], group


def _fault(code: str, rows: Series | Flow, row: Row, column: str, message: str, hint: str) -> Diagnostic:
    return diagnose(code, rows.path, rows.span(row, column), f"Row {row.number}, column `{column}`: {message}", hint)
