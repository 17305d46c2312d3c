"""Small groups in the tables beside records: in a row of its own, or by subtracting other rows from a total."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from nicbook.corpus import Entry
from nicbook.diagnostics import Diagnostic, diagnose
from nicbook.privacy.figures import DAY, is_small, is_unnamed, reaches
from nicbook.privacy.groups import Partition, still_to_hide
from nicbook.reading.csv import Row
from nicbook.records.figures import Quantity
from nicbook.records.measure import PEOPLE, Measure
from nicbook.records.series import Flow, Series
from nicbook.records.site import Site

EVERYONE = ""


class _Key(NamedTuple):
    """Which people a row is about."""

    occasion: tuple[object, ...]
    """When, and what else rows have in common that can be added up: version, or stage."""
    site: str
    groups: tuple[str, ...]


class _Cell(NamedTuple):
    """A row, the column that says how many people it is about, and how many: None is hidden."""

    row: Row
    column: str
    people: Quantity | None


class _Line(NamedTuple):
    """A sum and its parts: everyone and the groups of one column (by its position), or a site and those that are part of it."""

    total: _Key
    parts: list[_Key]
    are_groups: bool


_Cells = dict[_Key, _Cell]


def table_faults(entry: Entry, entries: Mapping[str, Entry], minimum: int) -> Iterator[Diagnostic]:
    """What the table beside a record would show of a small group, and days that name a hidden site."""
    if isinstance(entry.table, Flow):
        yield from _flow_faults(entry.table, entries, minimum)
    elif isinstance(entry.table, Series):
        yield from _days_of_unnamed_sites(entry.table, entries)
        if isinstance(entry.record, Measure) and entry.record.definition.counts in PEOPLE:
            yield from _series_faults(entry.table, entries, minimum)


def _days_of_unnamed_sites(series: Series, entries: Mapping[str, Entry]) -> Iterator[Diagnostic]:
    for one in series.observations:
        if DAY.search(one.date.text) and is_unnamed(entries.get(f"sites/{one.site}")):
            message, hint = "an exact day can tell which school this was.", "Write the month only, such as 2018-03."
            yield _fault("unnamed-site", series, _Cell(one.row, "date", None), message, hint)


def _series_faults(series: Series, entries: Mapping[str, Entry], minimum: int) -> Iterator[Diagnostic]:
    cells: _Cells = {}
    column = "denominator" if "denominator" in series.table.header else "size"
    for one in series.observations:
        sizes = [size for size in (one.denominator, one.size) if size is not None]
        has_number = any(not each.is_suppressed for each in (one.numerator, one.value) if each is not None)
        if not sizes and has_number:
            where = column if column in series.table.header else "value"
            yield _fault(
                "size-missing",
                series,
                _Cell(one.row, where, None),
                "the row is about people, but does not say how many they are.",
                f"Fill in `{column}`, or write `suppressed` in place of the numbers.",
            )
        elif any(is_small(size, minimum) or (has_number and not reaches(size, minimum)) for size in sizes):
            yield _small(series, one.row, column, minimum)
        elif one.figures:
            key = _Key((one.date.earliest, one.date.latest, one.version), one.site, one.groups)
            cells[key] = _Cell(one.row, column, sizes[0] if sizes else None)
    yield from _complementary(series, cells, entries, minimum)


def _flow_faults(flow: Flow, entries: Mapping[str, Entry], minimum: int) -> Iterator[Diagnostic]:
    cells: _Cells = {}
    for one in flow.counts:
        if one.count is not None and is_small(one.count, minimum):
            yield _small(flow, one.row, "count", minimum)
        elif one.count is not None:
            key = _Key((one.cohort.earliest, one.cohort.latest, one.stage), one.site, one.groups)
            cells[key] = _Cell(one.row, "count", one.count)
    yield from _complementary(flow, cells, entries, minimum)


def _small(rows: Series | Flow, row: Row, column: str, minimum: int) -> Diagnostic:
    message = f"this group is, or may be, under the minimum of {minimum} people."
    return _fault("small-group", rows, _Cell(row, column, None), message, "Write `suppressed` in place of the numbers of this row.")


def _complementary(
    rows: Series | Flow, cells: _Cells, entries: Mapping[str, Entry], minimum: int
) -> Iterator[Diagnostic]:
    lines = _lines(cells, entries)
    shown = {key: size for key, cell in cells.items() if (size := cell.people and cell.people.exact) is not None}
    derived = _derived(lines, shown)
    told: set[_Key] = set()
    for number, line in enumerate(lines):
        sizes: dict[_Key, float | None] = {}
        for key in (line.total, *line.parts):
            size, giver = derived.get(key, (None, None))
            sizes[key] = shown.get(key, None if giver == number else size)
        total = sizes.pop(line.total)
        hidden = [part for part, size in sizes.items() if size is None and part in cells]
        if total is None:
            continue
        if line.are_groups and hidden and sum(size or 0 for size in sizes.values()) > total:
            message = "the groups of this column add up to more than everyone, so nobody can tell whether they give this one away."
            hint = "Put groups that overlap, such as gender and language, into columns of their own."
            yield _fault("complementary-group", rows, cells[hidden[0]], message, hint)
            continue
        sizes |= {part: people.low for part in hidden if (people := cells[part].people)}
        further = still_to_hide(Partition(total, sizes), minimum=minimum)
        if not further:
            continue
        written = [part for part in further if _is_written(part, cells)] or _givers(number, lines, cells, derived)
        for key in written:
            if key not in told:
                told.add(key)
                message = "together with the other rows, what is shown here gives a small group away."
                hint = "Write `suppressed` in place of the numbers of this row too."
                yield _fault("complementary-group", rows, cells[key], message, hint)


def _is_written(key: _Key, cells: _Cells) -> bool:
    return key in cells and cells[key].people is not None and not cells[key].people.is_suppressed


def _givers(number: int, lines: list[_Line], cells: _Cells, derived: Mapping[_Key, tuple[float, int]]) -> list[_Key]:
    """The smallest of the rows that a line rests on where its own parts are hidden already."""
    written: list[_Key] = []
    seen = {number}
    waiting = [number]
    while waiting:
        line = lines[waiting.pop()]
        for key in (line.total, *line.parts):
            if _is_written(key, cells):
                written.append(key)
            elif key in derived and derived[key][1] not in seen:
                seen.add(derived[key][1])
                waiting.append(derived[key][1])
    return sorted(written, key=lambda key: (cells[key].people.low or 0, key))[:1]


def _lines(cells: _Cells, entries: Mapping[str, Entry]) -> list[_Line]:
    """Every sum that a reader can check, also with rows that are not there: other rows may give them."""
    lines: dict[tuple[_Key, int], _Line] = {}
    totals = {total: None for key in cells for _, total in _totals(key)}
    sites = {key.site: None for key in cells}
    above = {site: [other for other in _above(site, entries) if other in sites] for site in sites}
    for key in cells | totals:
        for position, total in _totals(key):
            if total in cells or total in totals:
                lines.setdefault((total, position), _Line(total, [], True)).parts.append(key)
        whole = next((total for site in above[key.site] if (total := key._replace(site=site)) in cells), None)
        if whole is not None and key in cells:
            lines.setdefault((whole, -1), _Line(whole, [], False)).parts.append(key)
    return list(lines.values())


def _totals(key: _Key) -> Iterator[tuple[int, _Key]]:
    """For each group of a row, its column and the row with everyone there."""
    for position, group in enumerate(key.groups):
        if group != EVERYONE:
            yield position, key._replace(groups=(*key.groups[:position], EVERYONE, *key.groups[position + 1 :]))


def _above(site: str, entries: Mapping[str, Entry]) -> Iterator[str]:
    """The sites that a site is part of, from the nearest on."""
    seen = {site}
    while (entry := entries.get(f"sites/{site}")) and isinstance(entry.record, Site) and entry.record.part_of:
        site = str(entry.record.part_of)
        if site in seen:
            return
        seen.add(site)
        yield site


def _derived(lines: list[_Line], shown: Mapping[_Key, float]) -> dict[_Key, tuple[float, int]]:
    """The sizes that are not shown but given by a line where all others are known, with the number of that line."""
    lines_of: dict[_Key, list[int]] = defaultdict(list)
    for number, line in enumerate(lines):
        for key in (line.total, *line.parts):
            lines_of[key].append(number)
    derived: dict[_Key, tuple[float, int]] = {}
    waiting = list(range(len(lines)))
    while waiting:
        number = waiting.pop()
        total, parts, _ = lines[number]
        known = {key: shown.get(key, derived.get(key, (None, 0))[0]) for key in (total, *parts)}
        unknown = [key for key, size in known.items() if size is None]
        if len(unknown) != 1 or len(parts) < 2:
            continue
        others = sum(known[part] for part in parts if part not in unknown)
        size = others if unknown[0] == total else known[total] - others
        if size >= 0:
            derived[unknown[0]] = size, number
            waiting.extend(lines_of[unknown[0]])
    return derived


def _fault(code: str, rows: Series | Flow, cell: _Cell, message: str, hint: str) -> Diagnostic:
    place = f"Row {cell.row.number}, column `{cell.column}`: "
    return diagnose(code, rows.path, rows.span(cell.row, cell.column), place + message, hint)
