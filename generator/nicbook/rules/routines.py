"""Routines that others can repeat (TIDieR), core parts that were tested (CFIR), adaptations that say why (FRAME)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from nicbook.corpus import Entry
from nicbook.diagnostics import Diagnostic, Severity, diagnose
from nicbook.evidence.coverage import missing_items
from nicbook.evidence.tests import has_few_tests
from nicbook.records.adaptation import Adaptation
from nicbook.records.routine import Routine
from nicbook.rules.wording import in_brief, some_of
from nicbook.theory import Theory


def _standing(theory: Theory) -> Iterator[tuple[Entry, Routine]]:
    for entry in theory.of_kind("routine"):
        if isinstance(entry.record, Routine) and entry.record.retired is None:
            yield entry, entry.record


def _severity(theory: Theory, entry: Entry) -> Severity:
    return Severity.INFO if has_few_tests(theory, entry.address) else Severity.WARNING


def what_a_routine_leaves_open(theory: Theory, today: date | None) -> Iterator[Diagnostic]:
    """The items of TIDieR that a routine does not say, and the parts that must stay (CFIR), in one message."""
    for entry, _ in _standing(theory):
        missing = [
            f"{words} ({f'`{key}`' if key else 'a test or a finding'})" for words, key in missing_items(theory, entry)
        ]
        if missing:
            message = f"This routine does not say {', '.join(missing)}."
            hint = "Add it in a sentence or two, so that another school can repeat the routine as it is meant."
            place = entry.span(("title",))
            yield diagnose("incomplete-routine", entry.path, place, message, hint, _severity(theory, entry))


def assumed_core_parts(theory: Theory, today: date | None) -> Iterator[Diagnostic]:
    """A core part names the test that showed it, or says that it is assumed."""
    for entry, routine in _standing(theory):
        assumed = [
            index
            for index, part in enumerate(routine.core)
            if not part.shown_by and "assum" not in f"{part.what} {part.because}".lower()
        ]
        if assumed:
            parts = some_of([f"“{in_brief(routine.core[index].what)}”" for index in assumed])
            message = f"No test is named that showed that this must stay, so readers take it as assumed: {parts}."
            hint = (
                "Name the test or finding that shows it under `shown_by`; until there is one, say under `because` that "
                "it is assumed."
            )
            yield diagnose("assumed-core", entry.path, entry.span(("core", assumed[0])), message, hint)


def routines_for_nothing(theory: Theory, today: date | None) -> Iterator[Diagnostic]:
    for entry, routine in _standing(theory):
        if not routine.serves and not routine.from_:
            message = "It is not clear what this routine is for: it names no driver and no change idea."
            hint = "Name under `serves` the drivers that it should move, or under `from` the change ideas it grew from."
            place = entry.span(("title",))
            yield diagnose("routine-for-nothing", entry.path, place, message, hint, _severity(theory, entry))


def routines_without_equity(theory: Theory, today: date | None) -> Iterator[Diagnostic]:
    for entry, routine in _standing(theory):
        if routine.equity is None:
            message = "This routine does not say who could be left out by it."
            hint = "Write under `equity` which students or families it may miss, and what to do about it."
            place = entry.span(("title",))
            yield diagnose("no-equity", entry.path, place, message, hint, _severity(theory, entry))


def changes_of_core_parts(theory: Theory, today: date | None) -> Iterator[Diagnostic]:
    """A change to a core part needs both a reason and a test of the adaptation."""
    for entry, adaptation in _adaptations(theory):
        is_tested = any(link.location == ("adaptation",) for link in theory.links_to(entry.address))
        for index, change in enumerate(adaptation.modifications):
            gaps = []
            if change.why is None:
                gaps.append(("does not say why", "Write the reason under `why`."))
            if not is_tested:
                mend = f"Add a test to cycles/ with `adaptation: {entry.id}`."
                gaps.append(("no test has looked at what follows", mend))
            if change.core and gaps:
                what_is_missing = ", and ".join(gap for gap, _ in gaps)
                message = f"“{in_brief(change.what)}” changes a core part, but {what_is_missing}."
                hint = " ".join(mend for _, mend in gaps)
                place = entry.span(("modifications", index, "what"))
                yield diagnose("untested-core-change", entry.path, place, message, hint)


def stopped_without_reason(theory: Theory, today: date | None) -> Iterator[Diagnostic]:
    for entry, adaptation in _adaptations(theory):
        for index, state in enumerate(adaptation.follow_up):
            if state.status == "stopped" and state.why is None:
                message = f"The school stopped this ({state.date}), but does not say why."
                hint = "Write `why` here: the reason is what the next school needs most."
                place = entry.span(("follow_up", index, "status"))
                yield diagnose("stopped-without-reason", entry.path, place, message, hint)


def _adaptations(theory: Theory) -> Iterator[tuple[Entry, Adaptation]]:
    for entry in theory.of_kind("adaptation"):
        if isinstance(entry.record, Adaptation) and entry.record.retired is None:
            yield entry, entry.record


RULES = (
    what_a_routine_leaves_open,
    assumed_core_parts,
    routines_for_nothing,
    routines_without_equity,
    changes_of_core_parts,
    stopped_without_reason,
)
