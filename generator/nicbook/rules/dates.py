"""Dates that cannot be. Those in the future are told only by `check`, since only it is told which day it is."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from nicbook.diagnostics import Diagnostic, diagnose
from nicbook.records.adaptation import Adaptation
from nicbook.records.common import Drives, Record
from nicbook.records.cycle import Cycle
from nicbook.records.dates import When
from nicbook.records.series import Flow
from nicbook.records.walk import walk
from nicbook.theory import Theory, drives_of

_PAST = frozenset(("ended", "written", "seen", "made"))
_PAST_DATES = frozenset(("retired", "history", "follow_up", "baseline", "before", "after", "changes", "context", "accepted"))
"""Keys whose `date` tells of something that has happened."""


def future_dates(theory: Theory, today: date | None) -> Iterator[Diagnostic]:
    """Dates of things that have happened, and of data, that lie after today. Plans and targets may."""
    if today is None:
        return
    for entry in theory.entries.values():
        for location, value in walk(entry.record):
            if not isinstance(value, When) or value.earliest <= today:
                continue
            if location[-1] in _PAST or (location[-1] == "date" and location[0] in _PAST_DATES):
                message = f"{value} lies in the future, seen from {today}."
                hint = "Correct the date, or take the entry out until it has happened."
                yield diagnose("future-date", entry.path, entry.span(location), message, hint)
        if entry.table is None:
            continue
        column = "cohort" if isinstance(entry.table, Flow) else "date"
        rows = entry.table.counts if isinstance(entry.table, Flow) else entry.table.observations
        for row in rows:
            when = row.cohort if isinstance(entry.table, Flow) else row.date
            if when.earliest > today:
                message = f"Row {row.row.number}, column `{column}`: this date lies in the future, seen from {today}."
                hint = "Correct the date; data cannot be there before its day."
                yield diagnose("future-date", entry.table.path, entry.table.span(row.row, column), message, hint)


def retired_before_it_began(theory: Theory, today: date | None) -> Iterator[Diagnostic]:
    """Records and arrows that were retired before they began: no day would show them. What may be so is not told."""
    for entry in theory.entries.values():
        arrows = ((("drives", index), arrow) for index, arrow in enumerate(drives_of(entry.record)))
        for location, part in (((), entry.record), *arrows):
            retired, began = part.retired and part.retired.date, _began(part)
            if retired is not None and began is not None and retired.latest < began.earliest:
                what = "This arrow" if isinstance(part, Drives) else "This record"
                message = f"{what} was retired ({retired}) before it began ({began})."
                hint = "Correct the date that has a slip in it."
                place = entry.span((*location, "retired"))
                yield diagnose("retired-before-it-began", entry.path, place, message, hint)


def _began(part: Record | Drives) -> When | None:
    if isinstance(part, Cycle | Adaptation):
        return part.started
    return part.since and part.since.date


RULES = (future_dates, retired_before_it_began)
