"""How a network's theory changed over time: what came and what went, on which date, why, and what led to it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from nicbook.corpus import Entry
from nicbook.records.common import Drives, Record
from nicbook.records.dates import When
from nicbook.theory import Theory, drives_of

KINDS = ("aim", "driver", "change-idea", "routine")


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that was added to a theory, or retired from it: a record, or its arrow to `target`.

    All but words and dates are addresses. `when` is the date as written, None where it is not known.
    """

    address: str
    target: str | None
    is_retired: bool
    when: When | None
    why: str | None
    because_of: tuple[str, ...]
    replaced_by: str | None


@dataclass(frozen=True, slots=True)
class Moment:
    """A day on which a theory changed: the first that the dates of its steps may mean, as in `theory.as_of`."""

    day: date
    steps: tuple[Step, ...]


def moments(theory: Theory, network: str) -> tuple[Moment, ...]:
    """The days on which the theory of a network changed, in their order. What has no `since` was there before them."""
    dated = [(step.when.earliest, step) for step in _steps(theory, network) if step.when is not None]
    dated.sort(key=lambda pair: (pair[0], pair[1].is_retired))
    return tuple(
        Moment(day, tuple(step for _, step in steps)) for day, steps in groupby(dated, key=lambda pair: pair[0])
    )


def undated(theory: Theory, network: str) -> tuple[Step, ...]:
    """What was retired from the theory of a network on a date that is not known."""
    return tuple(step for step in _steps(theory, network) if step.when is None)


def _steps(theory: Theory, network: str) -> Iterator[Step]:
    for kind in KINDS:
        for entry in theory.of_kind(kind, network):
            yield from _steps_of(theory, entry, entry.record, ())
            for number, arrow in enumerate(drives_of(entry.record)):
                yield from _steps_of(theory, entry, arrow, ("drives", number))


def _steps_of(theory: Theory, entry: Entry, part: Record | Drives, place: tuple[str | int, ...]) -> Iterator[Step]:
    """What happened to a record, or to the arrow at this place in it; an arrow that leads nowhere has no history."""
    named = [
        (link.location[len(place) :], link.target)
        for link in theory.links_from(entry.address)
        if link.location[: len(place)] == place
    ]
    target = next((address for location, address in named if location == ("to",)), None) if place else None
    if place and target is None:
        return
    if part.since is not None:
        causes = sorted((place[2], address) for place, address in named if place[:2] == ("since", "because_of"))
        because_of = tuple(address for _, address in causes)
        yield Step(entry.address, target, False, part.since.date, part.since.why, because_of, None)
    if part.retired is not None:
        replaced_by = next((address for location, address in named if location == ("retired", "replaced_by")), None)
        yield Step(entry.address, target, True, part.retired.date, part.retired.why, (), replaced_by)
