"""What is covered: drivers with a measure, ideas with a test, aims that are drafts, what a routine or finding leaves open."""

from __future__ import annotations

from math import isclose

from nicbook.corpus import Entry
from nicbook.evidence.learned import doubt_of
from nicbook.evidence.maturity import maturity
from nicbook.evidence.tests import cycle_of, tests_of_all_forms
from nicbook.records.aim import Aim
from nicbook.records.cycle import Cycle
from nicbook.records.driver import Driver
from nicbook.records.finding import Comparison, Finding
from nicbook.records.routine import Routine
from nicbook.records.series import Series
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
    """The state of a record of the theory in the words shown beside it; None where there is nothing to say. Several words
    are joined by commas."""
    record = entry.record
    if record.retired is not None:
        return "retired"
    naming = [(theory.entries[link.source], link) for link in theory.links_to(entry.address)]
    if isinstance(record, Aim):
        return "draft" if missing_parts(record) else None
    if isinstance(record, Driver):
        measures = [source for source, link in naming if source.kind == "measure" and link.key == "of"]
        if not measures:
            return "no measure yet"
        return "measured" if any(map(has_values, measures)) else "no values yet"
    if entry.kind == "change-idea":
        is_tested = any(cycle_of(test).ended is not None for test in tests_of_all_forms(theory, entry))
        return "tested" if is_tested else "no test yet"
    if entry.kind == "routine":
        known = maturity(theory, entry)
        return CANDIDATE if known.is_candidate else f"{known.name}, mixed" if known.is_mixed else known.name
    return None


def has_values(measure: Entry) -> bool:
    return isinstance(measure.table, Series) and bool(measure.table.observations)


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

    A figure that rose may have risen everywhere: without a comparison, “better” reads “reported better”. One figure of
    others does not tell how it moved there. A time series or a review has one where it gives an effect with an interval.
    """
    if finding.design in ("comparison", "quasi-experiment", "randomised"):
        return True
    if finding.comparison is not None and not has_one_figure(finding.comparison):
        return True
    has_interval = finding.effect is not None and finding.effect.interval is not None
    return finding.design in ("time-series", "review") and has_interval


def moved_alike(finding: Finding) -> bool:
    """Whether those it is compared with moved as far, by the finding's own figures: 3 points where the state gained 3 too
    are no difference (FIELD, Evidence)."""
    compared = finding.comparison
    figures = (finding.before, finding.after, compared.before, compared.after) if compared else ()
    before, after, others_before, others_after = (each.value.exact if each else None for each in figures) if figures else (None,) * 4
    if before is None or after is None or others_before is None or others_after is None:
        return False
    return isclose(after - before, others_after - others_before, abs_tol=1e-9)


def has_one_figure(comparison: Comparison) -> bool:
    return (comparison.before is None) != (comparison.after is None)
