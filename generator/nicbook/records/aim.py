"""An aim: how much, of what, for whom, by when, as data; its sentence is checked against them."""

from __future__ import annotations

from typing import Self

from pydantic import model_validator

from nicbook.records.common import Figure, Part, Record, Sources
from nicbook.records.fields import Date, FigureText, Number, Text, fault, reference_to


class Baseline(Part):
    """Where the aim starts from."""

    value: Figure
    """The figure, in the measure's unit."""
    date: Date | None = None
    """When it was so."""
    sources: Sources = ()
    """Who says so."""


class Target(Part):
    """How much, by when: exactly one of `value`, `times`, `points` and `percent`; at most one of `by` and `within`."""

    value: FigureText | None = None
    """The figure to reach, in the measure's unit."""
    times: Number | None = None
    """How many times the baseline: 2 means double."""
    points: Number | None = None
    """How many percentage points more (or fewer: a minus)."""
    percent: Number | None = None
    """How many percent of the baseline more (or fewer: a minus)."""
    by: Date | None = None
    """The date to reach it by."""
    within: Text | None = None
    """The time to reach it in, where each learner has a clock of their own: “one year of enrolling”."""

    @model_validator(mode="after")
    def _says_one_thing(self) -> Self:
        amounts = [name for name in ("value", "times", "points", "percent") if getattr(self, name) is not None]
        if len(amounts) != 1:
            raise fault(
                "not-exactly-one",
                f"A target says how much in one way; this one has {' and '.join(amounts) or 'no amount'}.",
                "Keep one: `value` is the figure to reach, `times` a multiple, `points` percentage points, `percent` "
                "a relative change.",
            )
        if self.by is not None and self.within is not None:
            raise fault(
                "not-exactly-one",
                "A target has both a date (`by`) and a time span (`within`).",
                "Keep `by` for a date in the calendar, `within` where each learner has a clock of their own.",
            )
        return self


class Aim(Record):
    """What the network wants to reach."""

    statement: Text
    """The aim in one sentence."""
    measure: reference_to("measure") | None = None
    """The measure that tells whether the aim is reached; it gives the unit."""
    baseline: Baseline | None = None
    """Where the aim starts from."""
    target: Target | None = None
    """How much, by when."""
    for_whom: Text | None = None
    """Which learners or staff."""
    part_of: reference_to("aim", "driver") | None = None
    """The aim or driver, here or in another network, that this aim serves."""
