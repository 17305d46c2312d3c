"""Dates that cannot be: only `check` judges them, since only it is told which day it is."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from nicbook.diagnostics import Diagnostic, diagnose
from nicbook.records.dates import When
from nicbook.records.series import Flow
from nicbook.records.walk import walk
from nicbook.theory import Theory

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


RULES = (future_dates,)
