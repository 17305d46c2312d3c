"""CSV tables -> the values of a measure and the counts of a pipeline, with all that is wrong in their cells.

Messages name row and column and never repeat a cell: it may be the count of a small group.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from difflib import get_close_matches
from typing import TypeVar

from nicbook.diagnostics import Diagnostic, Diagnostics, diagnose
from nicbook.reading.csv import Row, Table
from nicbook.records import dates, figures
from nicbook.records.dates import When
from nicbook.records.fields import SLUG
from nicbook.records.figures import Quantity
from nicbook.records.measure import PEOPLE, Measure
from nicbook.records.pipeline import Pipeline
from nicbook.records.series import Count, Flow, Observation, Series

Value = TypeVar("Value")

_EVERYONE = frozenset(("all", "total", "overall", "everyone", "any"))
"""What people write for everyone, where a cell is to be left empty: else sums could not be told from their parts."""


class _Reader:
    """Reads the cells of one table, keeping what is wrong with them."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self.found: list[Diagnostic] = []
        self.unread: set[int] = set()
        """Numbers of rows with a cell that cannot be read: they drop out, as bad records do."""

    def tell(self, code: str, row: Row | None, column: str, message: str, hint: str) -> None:
        index = self.table.header.index(column) if column in self.table.header else 0
        span = self.table.span(row, index) if row else self.table.header_span(index)
        place = f"Row {row.number}, column `{column}`: " if row else "Row 1: "
        self.found.append(diagnose(code, self.table.path, span, place + message, hint))

    def columns(
        self, *, needed: tuple[tuple[str, ...], ...], optional: tuple[str, ...], groups: tuple[str, ...] | None
    ) -> bool:
        """Whether the header has one of the `needed` sets of columns and nothing unknown. Where `groups` is None, any
        other column is one of groups."""
        header = self.table.header
        known = {column for each in needed for column in each} | {*optional, *(groups or ())}
        for column in header:
            if column in known or (groups is None and SLUG.fullmatch(column)):
                continue
            close = get_close_matches(column.lower(), sorted(known), 1)
            self.tell(
                "unknown-column",
                None,
                column,
                f"a table of this kind has no column `{column}`."
                if SLUG.fullmatch(column)
                else f"the name of column {header.index(column) + 1} is none that a table of this kind has.",
                _mend_of_column(column, close, groups),
            )
        if not any(set(each) <= set(header) for each in needed):
            missing = min(([column for column in each if column not in header] for each in needed), key=len)
            message = f"the table has no column `{'` and no column `'.join(missing)}`."
            wanted = " or ".join(f"`{','.join(each)}`" for each in needed)
            self.tell("missing-column", None, header[0], message, f"The table needs the columns {wanted}.")
        return not self.found

    def cell(self, row: Row, column: str) -> str:
        return row.cells[self.table.header.index(column)] if column in self.table.header else ""

    def _read(self, row: Row, column: str, reader: Callable[[str], Value], code: str, what: str, hint: str) -> Value | None:
        text = self.cell(row, column)
        if not text:
            return None
        try:
            return reader(text)
        except ValueError:
            self.unread.add(row.number)
            self.tell(code, row, column, f"this is not {what}.", _slip(text) or hint)
            return None

    def date(self, row: Row, column: str) -> When | None:
        if not self.cell(row, column):
            self.tell("empty-cell", row, column, "this cell is empty, but a date belongs here.", dates.HOW_TO_WRITE)
        return self._read(row, column, dates.read_when, "not-a-date", "a date as nicbook writes it", dates.HOW_TO_WRITE)

    def figure(self, row: Row, column: str) -> Quantity | None:
        return self._read(row, column, figures.read_quantity, "not-a-figure", "a figure as nicbook writes it", figures.HOW_TO_WRITE)

    def groups(self, row: Row, columns: tuple[str, ...]) -> tuple[str, ...]:
        """The groups of a row; "" means everyone."""
        for column in columns:
            if self.cell(row, column).lower() in _EVERYONE:
                self.tell("everyone-named", row, column, "this row is about everyone.", "Leave the cell empty.")
        return tuple(self.cell(row, column) for column in columns)

    def site(self, row: Row) -> str:
        site = self.cell(row, "site")
        if not site:
            message = "this cell is empty, but the id of a site belongs here."
            self.tell("empty-cell", row, "site", message, "Write the name of a file in theory/sites/ without .yml.")
        return site


_OF_PERSONS = re.compile(
    r"(student|pupil|learner|teacher|first|last|full)?[_ -]?(name|id)s?|student|pupil|learner|teacher", re.IGNORECASE
)
"""Columns that would tell who somebody is."""


def _mend_of_column(column: str, close: list[str], groups: tuple[str, ...] | None) -> str:
    if _OF_PERSONS.fullmatch(column):
        return "A table here counts people in groups and never tells who they are: take the column out."
    if close:
        return f"Did you mean `{close[0]}`?"
    if groups is None:
        return "Write the name of a group column in lower-case letters, such as grade."
    return "If it is a group column, name it under `strata` in the record beside this table."


def _slip(text: str) -> str:
    if "," in text:
        return "Write decimals with a point, and thousands without a comma."
    if text.endswith("%"):
        return "Leave out the % sign: the measure says the unit."
    return ""


def read_series(table: Table, measure: Measure) -> tuple[Series | None, Diagnostics]:
    """The values of a measure, without the rows that cannot be read; None where the columns are wrong.

    Columns: date, site, the measure's `strata`, then numerator and denominator, or value and size; then version and note
    where needed.
    """
    reader = _Reader(table)
    needed = (("date", "site", "numerator", "denominator"), ("date", "site", "value"))
    if not reader.columns(needed=needed, optional=("size", "version", "note"), groups=measure.strata):
        return None, tuple(reader.found)
    group_columns = tuple(column for column in table.header if column in measure.strata)
    observations = []
    for row in table.rows:
        date, site = reader.date(row, "date"), reader.site(row)
        groups = reader.groups(row, group_columns)
        numbers = {name: reader.figure(row, name) for name in ("numerator", "denominator", "value", "size")}
        if date is not None and site and row.number not in reader.unread:
            version, note = reader.cell(row, "version"), reader.cell(row, "note")
            observations.append(Observation(row, date, site, groups, **numbers, version=version, note=note))
    for one in observations:
        _check_values(reader, one, measure)
    _check_order(reader, [((one.site, one.groups, one.version), one.date, one.row) for one in observations], "date")
    _check_scale(reader, observations, measure)
    return Series(table, group_columns, tuple(observations)), tuple(reader.found)


def read_flow(table: Table, pipeline: Pipeline) -> tuple[Flow | None, Diagnostics]:
    """The counts of a pipeline, without the rows that cannot be read; None where the columns are wrong.

    Columns: cohort, site, any group columns, stage, count.
    """
    reader = _Reader(table)
    fixed = ("cohort", "site", "stage", "count")
    if not reader.columns(needed=(fixed,), optional=(), groups=None):
        return None, tuple(reader.found)
    group_columns = tuple(column for column in table.header if column not in fixed)
    stages = [stage.id for stage in pipeline.stages]
    counts = []
    for row in table.rows:
        cohort, site, stage = reader.date(row, "cohort"), reader.site(row), reader.cell(row, "stage")
        groups = reader.groups(row, group_columns)
        count = reader.figure(row, "count")
        if stage not in stages:
            reader.tell("unknown-stage", row, "stage", "the pipeline has no such stage.", f"Write one of: {', '.join(stages)}.")
        elif cohort is not None and site and row.number not in reader.unread:
            counts.append(Count(row, cohort, site, groups, stage, count))
            _check_whole(reader, row, "count", count)
    _check_order(reader, [((one.site, one.groups, one.stage), one.cohort, one.row) for one in counts], "cohort")
    return Flow(table, group_columns, tuple(counts)), tuple(reader.found)


def _check_values(reader: _Reader, one: Observation, measure: Measure) -> None:
    counts_people = measure.definition.counts in PEOPLE
    if one.numerator is not None and one.denominator is None and not one.numerator.is_suppressed:
        message = "this cell is empty, but the numerator needs it."
        reader.tell("empty-cell", one.row, "denominator", message, "Write out of how many.")
    for column in ("numerator", "denominator", "size"):
        figure: Quantity | None = getattr(one, column)
        if column != "numerator" or counts_people:
            _check_whole(reader, one.row, column, figure)
    if one.denominator is not None and one.denominator.exact == 0:
        hint = "Where nobody was counted, leave both cells empty and say why in `note`."
        reader.tell("out-of-range", one.row, "denominator", "nothing can be a part of 0.", hint)
    _check_range(reader, one, measure.definition.unit)
    versions = [version.id for version in measure.versions]
    if one.version and one.version not in versions:
        reader.tell(
            "unknown-version",
            one.row,
            "version",
            "the measure does not describe this version.",
            f"Write one of: {', '.join(versions)}." if versions else "Describe it under `versions` in the record beside it.",
        )


def _check_range(reader: _Reader, one: Observation, unit: str) -> None:
    """Values that no unit of this name can have."""
    value = None if one.value is None else one.value.exact
    if unit == "percent":
        top, bottom = one.numerator and one.numerator.exact, one.denominator and one.denominator.exact
        if top is not None and bottom is not None and top > bottom:
            reader.tell(
                "numerator-above-denominator",
                one.row,
                "numerator",
                "a part cannot be larger than its whole.",
                "Swap the two numbers if they stand the wrong way round, or correct them.",
            )
        if value is not None and not 0 <= value <= 100:
            reader.tell("out-of-range", one.row, "value", "a percentage lies between 0 and 100.", "Correct the value.")
    elif unit not in ("points", "score", "currency") and value is not None and value < 0:
        reader.tell("out-of-range", one.row, "value", f"a value in {unit} cannot be below 0.", "Correct the value.")


def _check_whole(reader: _Reader, row: Row, column: str, figure: Quantity | None) -> None:
    if figure is None:
        return
    bounds = [bound for bound in (figure.low, figure.high) if bound is not None]
    if any(bound < 0 or bound != int(bound) for bound in bounds):
        reader.tell("out-of-range", row, column, "a count is a whole number, 0 or more.", "Correct the number.")


def _check_order(reader: _Reader, rows: list[tuple[tuple[object, ...], When, Row]], column: str) -> None:
    last: dict[tuple[object, ...], When] = {}
    seen: dict[tuple[object, ...], Row] = {}
    for key, when, row in rows:
        first = seen.setdefault((*key, when.text), row)
        if first is not row:
            reader.tell(
                "duplicate-row",
                row,
                column,
                f"row {first.number} is about the same {'date, site' if column == 'date' else 'cohort, site, stage'} and group.",
                "Keep the row that is right, and delete the other.",
            )
        elif key in last and when.earliest < last[key].earliest:
            reader.tell(
                "unsorted-rows",
                row,
                column,
                "this date is earlier than that of a row above for the same site and group.",
                "Sort the rows by date, or correct the date.",
            )
        last[key] = when


def _check_scale(reader: _Reader, observations: list[Observation], measure: Measure) -> None:
    """Percentages that never pass 1 are fractions, all but surely."""
    values = [one.value.exact for one in observations if one.value is not None and one.value.exact is not None]
    are_parts_of_one = all(0 <= value <= 1 for value in values) and any(0 < value < 1 for value in values)
    if measure.definition.unit == "percent" and len(values) > 1 and are_parts_of_one:
        first = next(one.row for one in observations if one.value is not None and one.value.exact is not None)
        message = "the values of this percentage all lie between 0 and 1, so they look like fractions."
        reader.tell("fraction-not-percent", first, "value", message, "Write 45 for 45 percent, not 0.45.")
