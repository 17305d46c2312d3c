"""The four features that reviewers look for in a test of change; of 72 documented projects 3 had all (Knudsen et al. 2019)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from nicbook.corpus import Entry
from nicbook.evidence.lines import Line, lines_of
from nicbook.evidence.ramp import SCALES, chain_of
from nicbook.evidence.tests import cycle_of
from nicbook.records.change_idea import ChangeIdea
from nicbook.records.routine import Routine
from nicbook.theory import Theory

FEWEST_POINTS = 3
"""Fewer values are a before and an after, not a course over time."""
SMALL = ("one-learner", "one-class")
NEAR = timedelta(days=366)
"""Values of a year before a test, of the test itself and of a year after it are data of that test."""


@dataclass(frozen=True, slots=True)
class Feature:
    name: str
    holds: bool | None
    """None where the records do not say."""
    why: str
    """One sentence."""
    how: str
    """What to do where it is missing; "" where it is there."""


def features_of(theory: Theory, entry: Entry) -> tuple[Feature, ...]:
    """Linked tests, data over time, small at first, a stated theory: each with its reason in words."""
    return (_linked(theory, entry), _over_time(theory, entry), _small_at_first(theory, entry), _stated_theory(theory, entry))


def _linked(theory: Theory, entry: Entry) -> Feature:
    """The test follows another, or another follows it."""
    if len(chain_of(theory, entry)) > 1:
        return Feature("linked tests", True, "It builds on another test, or another builds on it.", "")
    how = "Let the next test build on what this one taught, and say in it that it follows this one."
    return Feature("linked tests", False, "No test comes before it or after it.", how)


def _over_time(theory: Theory, entry: Entry) -> Feature:
    """A measure that a prediction names has at least three values at the test's site within a year of the test.

    At least one of them is from the test or later. Of a time series, what measures the change that is tested counts too.
    """
    most = max((_points_near(theory, entry, measure) for measure in _measures(theory, entry)), default=0)
    if most >= FEWEST_POINTS:
        return Feature("data over time", True, f"Its measure has {most} values here around the time of the test.", "")
    how = "Name a measure in a prediction, and write down its value several times before, during and after the test."
    why = (
        f"The measures that it names have fewer than {FEWEST_POINTS} values here around the time of the test."
        if measures_named(theory, entry)
        else "No prediction names a measure of the network."
    )
    return Feature("data over time", False, why, how)


def measures_named(theory: Theory, entry: Entry) -> tuple[Entry, ...]:
    """The measures that the predictions of a test name, in their order."""
    named = (theory.named_at(entry, ("predictions", index, "measure")) for index in range(len(cycle_of(entry).predictions)))
    return tuple({measure.address: measure for measure in named if measure is not None}.values())


def lines_here(theory: Theory, entry: Entry, measure: Entry) -> tuple[Line, ...]:
    """The lines of a measure at the site of a test, everyone and groups."""
    site = theory.named_at(entry, ("site",))
    return tuple(line for line in lines_of(theory, measure) if site is not None and line.site == site.address)


def _measures(theory: Theory, entry: Entry) -> Iterator[Entry]:
    yield from measures_named(theory, entry)
    tested = theory.named_at(entry, ("tests",))
    if cycle_of(entry).design == "time-series" and tested is not None:
        yield from (theory.entries[link.source] for link in theory.links_to(tested.address) if link.key == "of")


def _points_near(theory: Theory, entry: Entry, measure: Entry) -> int:
    """The most values that one line has around a test; 0 where all of them are from before it."""
    cycle = cycle_of(entry)
    first, last = cycle.started.earliest - NEAR, cycle.ended.latest + NEAR if cycle.ended else date.max
    counts = [0]
    for line in lines_here(theory, entry, measure):
        points = [point for point in line.points if point.state in ("exact", "bound") and first <= point.day <= last]
        if any(point.when.latest >= cycle.started.earliest for point in points):
            counts.append(len(points))
    return max(counts)


def _small_at_first(theory: Theory, entry: Entry) -> Feature:
    """The first test of its chain is one learner's or one class's."""
    first = next(step.test for step in chain_of(theory, entry) if step.before is None)
    scale, is_this = cycle_of(first).scale, first.address == entry.address
    which = "This test" if is_this else "The first test of its chain"
    if scale is None:
        return Feature("small at first", None, f"{which} does not say how large it was.", "Say how many took part: one learner, one class, or more.")
    if scale in SMALL:
        return Feature("small at first", True, f"{which} was with {SCALES[scale]}.", "")
    how = "Try the next change with one learner or one class first: it costs less to be wrong."
    return Feature("small at first", False, f"{which} was with {SCALES[scale]}.", how)


def _stated_theory(theory: Theory, entry: Entry) -> Feature:
    """What is tested says why it should work, and what it should move."""
    tested = theory.named_at(entry, ("tests",))
    record = tested.record if tested is not None else None
    match record:
        case ChangeIdea():
            reason, moves = record.hypothesis, record.drives
        case Routine():
            reason, moves = record.why, record.serves
        case _:
            return Feature("a stated theory", None, "What was tested cannot be read.", "Mend the record of what was tested.")
    missing = [words for words, said in (("why it should work", reason), ("which driver it should move", moves)) if not said]
    if not missing:
        return Feature("a stated theory", True, f"“{record.title}” says why it should work and what it should move.", "")
    lacking = " and ".join(missing)
    return Feature("a stated theory", False, f"“{record.title}” does not say {lacking}.", f"Write on the page of “{record.title}” {lacking}.")
