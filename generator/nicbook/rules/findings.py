"""Findings that say how far they reach, and lessons that keep up with the evidence."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from nicbook.corpus import Entry
from nicbook.diagnostics import Diagnostic, diagnose
from nicbook.evidence.coverage import is_compared
from nicbook.evidence.learned import newer_evidence
from nicbook.evidence.tests import cycle_of, tests_of_all_forms
from nicbook.records.dates import When
from nicbook.records.finding import Finding
from nicbook.records.kinds import KINDS
from nicbook.records.lesson import Lesson
from nicbook.records.routine import Routine
from nicbook.rules.wording import some_of
from nicbook.theory import Theory

TIME_FOR_A_LESSON = timedelta(days=180)
"""After the second school, how long the network has until a lesson is missed."""


def reported_better(theory: Theory, today: date | None) -> Iterator[Diagnostic]:
    """A figure that rose may have risen everywhere: “improved” needs a comparison or a trend."""
    for entry, finding in _findings(theory):
        if finding.verdict == "better" and not is_compared(finding):
            message = "“Better” stands here without a comparison, so readers will see “reported better”."
            hint = (
                "If the source also says how others did meanwhile, add `comparison` with their figures before and after, or "
                "the `design` where that has one; if not, leave it as it is."
            )
            yield diagnose("reported-better", entry.path, entry.span(("verdict",)), message, hint)


def findings_without_variant(theory: Theory, today: date | None) -> Iterator[Diagnostic]:
    for entry, finding in _findings(theory):
        if finding.variant is not None:
            continue
        for link in theory.links_from(entry.address):
            routine = theory.entries[link.target].record
            if link.location == ("of",) and isinstance(routine, Routine) and len(routine.variants) > 1:
                variants = ", ".join(variant.id for variant in routine.variants)
                message = f"“{routine.title}” has several variants ({variants}); this does not say which it is about."
                hint = "Name it under `variant`. If the source does not tell them apart, say so under `accepted`."
                yield diagnose("no-variant", entry.path, entry.span(link.location), message, hint)


def lessons_without_support(theory: Theory, today: date | None) -> Iterator[Diagnostic]:
    for entry, lesson in _lessons(theory):
        if not lesson.supported_by and not lesson.sources:
            message = "This lesson names nothing that supports it."
            hint = "Name under `supported_by` the tests and findings it rests on, or under `sources` what was published."
            yield diagnose("unsupported-lesson", entry.path, entry.span(("supported_by",)), message, hint)


def outdated_lessons(theory: Theory, today: date | None) -> Iterator[Diagnostic]:
    """Evidence that came after a lesson about the same thing, and that it does not name: what its page shows as newer."""
    for entry, _ in _lessons(theory):
        found = [(theory.entries[each.address], each.when) for each in newer_evidence(theory, entry)]
        if not found:
            continue
        words = sorted(f"the {KINDS[evidence.kind].words} {evidence.id} ({when})" for evidence, when in found)
        message = f"There is newer evidence about the same thing than this lesson: {some_of(words)}."
        hint = (
            "Read it beside the lesson, name it under `supported_by` or `contradicted_by`, change the claim if need "
            "be, and bring `written` up to date."
        )
        yield diagnose("outdated-lesson", entry.path, entry.span(("written",)), message, hint)


def missing_lessons(theory: Theory, today: date | None) -> Iterator[Diagnostic]:
    """What was tested to the end at two schools, and no lesson about it within 180 days.

    A lesson about an idea also serves the routine that grew from it, and the other way round.
    """
    if today is None:
        return
    subjects = {link.target for entry, _ in _lessons(theory) for link in theory.links_from(entry.address) if link.key == "about"}
    for kind in ("change-idea", "routine"):
        for entry in theory.of_kind(kind):
            kin = {entry.address, *_kin(theory, entry)}
            if entry.record.retired is not None or subjects & kin:
                continue
            first_at: dict[str, When] = {}
            for cycle in map(cycle_of, tests_of_all_forms(theory, entry)):
                if cycle.ended is not None:
                    known = first_at.get(cycle.site, cycle.ended)
                    first_at[cycle.site] = min(known, cycle.ended, key=_last_day)
            if len(first_at) < 2:
                continue
            second = sorted(first_at.values(), key=_last_day)[1]
            if today > second.latest + TIME_FOR_A_LESSON:
                message = (
                    f"“{entry.record.title}” was tested at {len(first_at)} schools, at the second until {second}, and "
                    "no lesson says what was learned."
                )
                hint = (
                    f"Write it together: a file in lessons/ with `about: [{entry.id}]`, what was found, what was hard "
                    "and what to do next."
                )
                yield diagnose("no-lesson", entry.path, entry.span(("title",)), message, hint)


def _findings(theory: Theory) -> Iterator[tuple[Entry, Finding]]:
    for entry in theory.of_kind("finding"):
        if isinstance(entry.record, Finding) and entry.record.retired is None:
            yield entry, entry.record


def _lessons(theory: Theory) -> Iterator[tuple[Entry, Lesson]]:
    for entry in theory.of_kind("lesson"):
        if isinstance(entry.record, Lesson) and entry.record.retired is None:
            yield entry, entry.record


def _last_day(when: When) -> date:
    return when.latest


def _kin(theory: Theory, entry: Entry) -> set[str]:
    """The ideas that a routine grew from, or the routines that grew from an idea."""
    return {link.target for link in theory.links_from(entry.address) if link.key == "from"} | {
        link.source for link in theory.links_to(entry.address) if link.key == "from"
    }


RULES = (reported_better, findings_without_variant, lessons_without_support, outdated_lessons, missing_lessons)
