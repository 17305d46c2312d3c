"""What is covered: drivers with a measure, ideas with a test, aims that are drafts, what a routine or finding leaves open."""

from __future__ import annotations

from nicbook.corpus import Entry
from nicbook.evidence.learned import doubt_of
from nicbook.evidence.maturity import maturity
from nicbook.evidence.tests import cycle_of, tests_of_all_forms
from nicbook.records.aim import Aim
from nicbook.records.cycle import Cycle
from nicbook.records.driver import Driver
from nicbook.records.finding import Finding
from nicbook.records.routine import Routine
from nicbook.theory import Theory

CANDIDATE = "candidate"
"""The word for a routine below the level from which it is none."""


def missing_parts(aim: Aim) -> tuple[str, ...]:
    """What an aim lacks of “how much, of what, for whom, by when”; an aim that lacks some is a draft."""
    target = aim.target
    parts = {
        "a measure": aim.measure is not None,
        "a target": target is not None,
        "a date to reach it by": target is not None and (target.by is not None or target.within is not None),
    }
    return tuple(part for part, is_there in parts.items() if not is_there)


def status(theory: Theory, entry: Entry) -> str | None:
    """The state of a record of the theory in the words shown beside it; None where there is nothing to say."""
    record = entry.record
    if record.retired is not None:
        return "retired"
    naming = [(theory.entries[link.source], link) for link in theory.links_to(entry.address)]
    if isinstance(record, Aim):
        return "draft" if missing_parts(record) else None
    if isinstance(record, Driver):
        is_measured = any(source.kind == "measure" and link.key == "of" for source, link in naming)
        return "measured" if is_measured else "no measure yet"
    if entry.kind == "change-idea":
        is_tested = any(cycle_of(test).ended is not None for test in tests_of_all_forms(theory, entry))
        return "tested" if is_tested else "no test yet"
    if entry.kind == "routine":
        return CANDIDATE if is_candidate(theory, entry) else maturity(theory, entry).name
    return None


def is_candidate(theory: Theory, entry: Entry) -> bool:
    """Whether a routine was not yet tested twice under different conditions; a retired one is a candidate for nothing."""
    return entry.kind == "routine" and entry.record.retired is None and maturity(theory, entry).is_candidate


def title_of(theory: Theory, entry: Entry) -> str:
    """The title by which pages name a record, with what must be said of it wherever it appears."""
    note = note_of(theory, entry)
    return f"{entry.record.title} ({note})" if note else entry.record.title


def note_of(theory: Theory, entry: Entry) -> str:
    """What must be said wherever a record is named: of a routine that it is a candidate, of a lesson that it is in doubt;
    "" where there is nothing to say."""
    if entry.kind == "lesson":
        return doubt_of(theory, entry)
    return CANDIDATE if is_candidate(theory, entry) else ""


def missing_items(theory: Theory, entry: Entry) -> tuple[tuple[str, str], ...]:
    """The items of TIDieR that a routine does not say, and the parts that must stay or may change (CFIR).

    Each in words, with its key ("" where no key says it). The title is TIDieR's first item; changes are asked for only
    where a later version is stated.
    """
    routine = entry.record
    assert isinstance(routine, Routine)
    naming = [(theory.entries[link.source], link.location) for link in theory.links_to(entry.address)]
    has_evidence = any(
        source.kind == "finding" and location == ("of",)
        or location == ("tests",) and isinstance(source.record, Cycle) and source.record.ended and not source.record.retired
        for source, location in naming
    )
    is_later_version = routine.version is not None and routine.version.strip("v ") not in ("1", "1.0")
    items = (
        ("why to do it", "why", routine.why),
        ("what is needed", "materials", routine.materials),
        ("what to do, step by step", "steps", routine.steps),
        ("who does it", "who", routine.who and (routine.who.leads or routine.who.takes_part)),
        ("when", "when", routine.when),
        ("how long it takes", "how_long", routine.how_long),
        ("how often it is done", "how_often", routine.how_often),
        ("what must stay", "core", routine.core),
        ("what may change", "adaptable", routine.adaptable),
        ("what changed from version to version", "changes", routine.changes or not is_later_version),
        ("how well it works", "", has_evidence),
    )
    return tuple((words, key) for words, key, said in items if not said)


def is_compared(finding: Finding) -> bool:
    """Whether something tells what would have happened anyway: a comparison, or a design that has one.

    A figure that rose may have risen everywhere: without a comparison, “better” reads “reported better”.
    """
    if finding.comparison is not None or (finding.design is None and finding.effect is not None):
        return True
    return finding.design not in (None, "observation", "interviews", "correlation", "before-after")
