"""What is known of the causes: all causes of a network as a fishbone, and the process behind one of them."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from nicbook.corpus import Entry
from nicbook.drawing.fishbone import fishbone_of, to_outline
from nicbook.drawing.fishbone_svg import to_svg
from nicbook.pages.links import Links
from nicbook.pages.shown import Shown, show
from nicbook.pages.words import words_of
from nicbook.records.cause import Cause
from nicbook.records.network import Network
from nicbook.text import to_words


@dataclass(frozen=True, slots=True)
class FishboneView:
    """The causes of a network, drawn for a wide screen, and as a list of the same."""

    problem: str
    svg: Markup
    outline: Markup


def fishbone_view(entry: Entry, links: Links) -> FishboneView | None:
    """The fishbone of a network; None where it has no causes."""
    network = entry.record
    assert isinstance(network, Network)
    statement = network.problem.statement if network.problem else None
    problem = to_words(statement) if statement else network.title
    fishbone = fishbone_of(links.theory, entry.id, problem, words_of)
    return FishboneView(problem, to_svg(fishbone, links.to), to_outline(fishbone, links.to)) if fishbone.bones else None


@dataclass(frozen=True, slots=True)
class StepView:
    """One step of a process. "" and None where the record does not say."""

    step: Shown
    who: Shown | None
    minutes: str
    breaks_down: Shown | None


@dataclass(frozen=True, slots=True)
class ProcessView:
    """A process as it is today."""

    steps: tuple[StepView, ...]
    in_all: str
    """What it takes in all and where it breaks down, in a sentence or two."""


def process_view(entry: Entry, links: Links) -> ProcessView | None:
    """The process map of a cause; None where it describes no process."""
    cause = entry.record
    assert isinstance(cause, Cause)
    if not cause.process:
        return None
    steps = tuple(
        StepView(
            show(step.step, links),
            show(step.who, links) if step.who else None,
            "" if step.minutes is None else _minutes(step.minutes),
            show(step.breaks_down, links) if step.breaks_down else None,
        )
        for step in cause.process
    )
    return ProcessView(steps, _in_all(cause))


def _in_all(cause: Cause) -> str:
    timed = [step.minutes for step in cause.process if step.minutes is not None]
    all_steps = len(cause.process)
    broken = sum(step.breaks_down is not None for step in cause.process)
    said = []
    if timed:
        is_whole = len(timed) == all_steps
        least = "" if is_whole else f": {len(timed)} of {all_steps} steps say how long they take"
        said.append(f"In all {'' if is_whole else 'at least '}{_minutes(sum(timed))}{least}.")
    if broken:
        said.append(f"It breaks down at {broken} of {all_steps} steps.")
    return " ".join(said)


def _minutes(number: int) -> str:
    return f"{number} minute{'' if number == 1 else 's'}"
