"""Drivers, change ideas and their arrows.

The diagram is a prediction, so its gaps are notes until something has been tested on it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from nicbook.corpus import Entry
from nicbook.diagnostics import Diagnostic, Severity, diagnose
from nicbook.evidence.tests import cycle_of, has_few_tests, tests_of
from nicbook.records.aim import Aim
from nicbook.records.change_idea import ChangeIdea
from nicbook.records.driver import Driver
from nicbook.rules.wording import in_brief
from nicbook.text import to_words
from nicbook.theory import Theory, drives_of

FEWEST_PRIMARY, MOST_PRIMARY = 2, 5
"""Primary drivers of an aim (IHI QI Essentials Toolkit)."""

CHANGES = (("change-idea", "drives"), ("routine", "serves"))
"""What may change a driver: the kind of record, and the key under which it names the driver."""

_TASK = re.compile(
    r"(?:hire|buy|implement|install|recruit|appoint|send|roll out|set up)\s+(?!(?:of|and|or|in|for|by|to)\b)\w"
    r"|(?:purchase|launch|adopt|conduct|organi[sz]e|schedule)\s+(?:an?|the|new|more)\s"
    r"|train\s+(?:(?:all|our|new|the)\s+)*(?:teachers|staff|faculty|counsell?ors|principals|tutors|mentors|parents|coaches)\b"
    r"|(?:provide|offer|attend|deliver|conduct)\s+(?:[\w-]+\s+){0,3}?(?:trainings?|workshops?|professional development)\b"
    r"|(?:create|write|form|establish)\s+an?\s+(?:new\s+)?(?:committee|task force|handbook|plan|website|newsletter)\b",
    re.IGNORECASE,
)
"""A title that begins so names something to do. Verbs that may name a condition too (“improve”, “build”) are left out."""
_MECHANISM = re.compile(
    r"\b(?:because|since|so that|so they|as (?:they|it|this|students|teachers|families)|due to|therefore|thus|hence|thereby"
    r"|through|which|leads? to|means?|lets?|allows?|enables?|helps?|makes?|gives?|reason|by \w+ing)\b",
    re.IGNORECASE,
)
_ENGLISH = re.compile(r"\b(?:if|then|the|we|of)\b", re.IGNORECASE)


def unmeasured_drivers(theory: Theory, today: date | None) -> Iterator[Diagnostic]:
    """Every driver has a measure, or says that it has none yet. A warning once a change to it has been tested."""
    for entry in theory.of_kind("driver"):
        driver = entry.record
        if not isinstance(driver, Driver) or driver.retired is not None or driver.unmeasured is not None:
            continue
        naming = [(theory.entries[link.source], link.key) for link in theory.links_to(entry.address)]
        if any(key == "of" and source.kind == "measure" and source.record.retired is None for source, key in naming):
            continue
        changes = [source for source, key in naming if (source.kind, key) in CHANGES]
        is_at_work = any(cycle_of(test).ended for change in changes for test in tests_of(theory, change.address))
        but = ", although changes to it have been tested" if is_at_work else ""
        message = f"No measure tells whether “{driver.title}” changes{but}."
        hint = f"Add a measure with `of: [{entry.id}]`, or say under `unmeasured` why there is none yet."
        severity = Severity.WARNING if is_at_work else Severity.INFO
        yield diagnose("driver-without-measure", entry.path, entry.span(("title",)), message, hint, severity)


def drivers_that_are_tasks(theory: Theory, today: date | None) -> Iterator[Diagnostic]:
    """A driver is a condition of the system, not a task (Bennett and Provost 2015)."""
    for entry in theory.of_kind("driver"):
        title = entry.record.title
        if entry.record.retired is None and _TASK.match(title):
            message = f"“{title}” reads as a task. A driver is a condition, such as “Teachers get feedback every week”."
            hint = "Name the condition that the task should bring about, and write the task as a change idea for it."
            yield diagnose("driver-like-a-task", entry.path, entry.span(("title",)), message, hint)


def primary_drivers(theory: Theory, today: date | None) -> Iterator[Diagnostic]:
    """Two to five primary drivers. A school's aim may serve an aim too, and may leave the drivers to it."""
    moving: dict[str, dict[str, str]] = {}
    for arrow in theory.arrows():
        if arrow.source.record.retired is None and (arrow.drives is None or arrow.drives.retired is None):
            moving.setdefault(arrow.target.address, {})[arrow.source.address] = arrow.source.kind
    for entry in theory.of_kind("aim"):
        aim, kinds = entry.record, list(moving.get(entry.address, {}).values())
        drivers, others = kinds.count("driver"), kinds.count("aim")
        if not isinstance(aim, Aim) or aim.retired is not None:
            continue
        if drivers > MOST_PRIMARY:
            message = f"{drivers} primary drivers lead to this aim; more than {MOST_PRIMARY} are hard to keep in mind."
            hint = "Group those that belong together under one driver, and let them drive that one."
            yield diagnose("too-many-primary-drivers", entry.path, entry.span(("title",)), message, hint)
        elif drivers + others < FEWEST_PRIMARY and not (drivers == 0 and aim.part_of):
            message = f"{'Only one primary driver leads' if drivers + others else 'No driver leads'} to this aim."
            hint = f"Ask what else has to be in place for it, and add drivers with `drives: [{entry.id}]`: two to five is usual."
            yield diagnose("too-few-primary-drivers", entry.path, entry.span(("title",)), message, hint)


def strong_arrows_without_evidence(theory: Theory, today: date | None) -> Iterator[Diagnostic]:
    """Arrows that are called strong and drawn as hypothesised, since neither a record nor a source shows it."""
    for entry in (*theory.of_kind("driver"), *theory.of_kind("change-idea")):
        if entry.record.retired is not None:
            continue
        for index, arrow in enumerate(drives_of(entry.record)):
            if arrow.strength == "strong" and arrow.drawn_strength != "strong" and arrow.retired is None:
                yield diagnose(
                    "strong-without-evidence",
                    entry.path,
                    entry.span(("drives", index, "strength")),
                    f"Nothing shows that this moves “{arrow.to}” strongly, so the arrow is drawn as hypothesised.",
                    "Name the tests, findings or lessons that show it under `shown_by`, or the research under `sources`; or "
                    "write `strength: hypothesised`.",
                )


def ideas_without_origin(theory: Theory, today: date | None) -> Iterator[Diagnostic]:
    for entry, idea in _ideas(theory):
        if idea.origin is None:
            message = "This idea does not say where it comes from."
            hint = "Add `origin: {from: practice}` (or research, or another-network), with its `sources` or a `note`."
            yield _of_idea("idea-without-origin", theory, entry, ("title",), message, hint)


def ideas_without_hypothesis(theory: Theory, today: date | None) -> Iterator[Diagnostic]:
    for entry, idea in _ideas(theory):
        if idea.hypothesis is None:
            message = "This idea does not say what it should change, and why."
            hint = "Add `hypothesis: If we .., then .., because ..`."
            yield _of_idea("idea-without-hypothesis", theory, entry, ("title",), message, hint)
        elif _ENGLISH.search(words := to_words(idea.hypothesis)) and not _MECHANISM.search(words):
            message = f"This hypothesis does not say why it should work: “{in_brief(idea.hypothesis)}”."
            hint = "Go on with “because ..”: what happens to students or staff that brings the change about."
            yield _of_idea("hypothesis-without-why", theory, entry, ("hypothesis",), message, hint)


def _ideas(theory: Theory) -> Iterator[tuple[Entry, ChangeIdea]]:
    for entry in theory.of_kind("change-idea"):
        if isinstance(entry.record, ChangeIdea) and entry.record.retired is None:
            yield entry, entry.record


def _of_idea(code: str, theory: Theory, entry: Entry, key: tuple[str, ...], message: str, hint: str) -> Diagnostic:
    """A gap of an idea: a note as long as it is a candidate."""
    severity = Severity.INFO if has_few_tests(theory, entry.address) else Severity.WARNING
    return diagnose(code, entry.path, entry.span(key), message, hint, severity)


RULES = (
    unmeasured_drivers,
    drivers_that_are_tasks,
    primary_drivers,
    strong_arrows_without_evidence,
    ideas_without_origin,
    ideas_without_hypothesis,
)
