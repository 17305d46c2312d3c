"""An aim as the rules read it: what follows from its keys, and what its sentence says."""

from __future__ import annotations

from dataclasses import dataclass

from nicbook.corpus import Entry
from nicbook.diagnostics import Diagnostic, Severity, Span, diagnose
from nicbook.evidence.aims import figure_to_reach
from nicbook.evidence.said_amounts import Amounts, read_amounts
from nicbook.evidence.said_dates import Day, LooseTime, read_days, read_loose_time
from nicbook.reading.document import Location
from nicbook.records.aim import Aim, Target
from nicbook.records.figures import Quantity
from nicbook.records.measure import Measure
from nicbook.text import to_words
from nicbook.theory import Theory

LONGEST_SENTENCE = 600
"""Characters. A longer statement is no sentence, and is not read."""


@dataclass(frozen=True, slots=True)
class ReadAim:
    """One aim."""

    entry: Entry
    record: Aim
    measure: Measure | None
    goal: Quantity | None
    """The figure to reach, also where the target is relative and the baseline exact."""
    percent: float | None
    """The change in percent of the baseline; negative for less."""
    points: float | None
    """The change in the unit of the measure; negative for less."""
    sentence: str
    said: Amounts
    days: tuple[Day, ...]
    loose_time: LooseTime | None

    @property
    def start(self) -> Quantity | None:
        return self.record.baseline.value.value if self.record.baseline else None

    @property
    def unit(self) -> str | None:
        return self.measure.definition.unit if self.measure else None

    def tell(self, code: str, location: Location, message: str, hint: str) -> Diagnostic:
        return diagnose(code, self.entry.path, self.entry.span(location), message, hint)

    def tell_words(
        self, code: str, words: str, message: str, hint: str, severity: Severity | None = None
    ) -> Diagnostic:
        """A diagnostic on words of the sentence."""
        return diagnose(code, self.entry.path, _place(self.entry, words), message, hint, severity)


def read_aim(theory: Theory, entry: Entry) -> ReadAim:
    """What an aim says. A statement too long for one sentence says nothing."""
    record = entry.record
    assert isinstance(record, Aim)
    sentence = to_words(record.statement)
    if len(sentence) > LONGEST_SENTENCE:
        sentence = ""
    days, masked = read_days(sentence)
    start = record.baseline.value.value.exact if record.baseline else None
    goal = figure_to_reach(record)
    return ReadAim(
        entry,
        record,
        _measure(theory, entry),
        goal,
        _percent(record.target, start, goal),
        _points(record.target, start, goal),
        sentence,
        read_amounts(sentence, masked),
        days,
        None if days else read_loose_time(masked),
    )


def _measure(theory: Theory, entry: Entry) -> Measure | None:
    for link in theory.links_from(entry.address):
        record = theory.entries[link.target].record
        if link.location == ("measure",) and isinstance(record, Measure):
            return record
    return None


def target_key(target: Target) -> str:
    """The key that says how much."""
    return next(key for key in ("value", "times", "points", "percent") if getattr(target, key) is not None)


def _percent(target: Target | None, start: float | None, goal: Quantity | None) -> float | None:
    if target is not None and target.percent is not None:
        return target.percent
    if target is not None and target.times is not None:
        return (target.times - 1) * 100
    return (goal.exact / start - 1) * 100 if goal and goal.exact is not None and start else None


def _points(target: Target | None, start: float | None, goal: Quantity | None) -> float | None:
    if target is not None and target.points is not None:
        return target.points
    return goal.exact - start if goal and goal.exact is not None and start is not None else None


def plain(number: float) -> str:
    """A number as people write it: 80, 16.7."""
    return f"{round(number, 1):.1f}".removesuffix(".0")


def _place(entry: Entry, words: str) -> Span:
    """Where words of the sentence stand; the whole statement where a line ends between them."""
    span = entry.span(("statement",))
    lines = entry.document.text.split("\n")
    for number in range(span.line, span.end_line + 1):
        if (at := lines[number - 1].find(words)) >= 0:
            return Span(number, at + 1, number, at + 1 + len(words))
    return span
