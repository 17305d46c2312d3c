"""A finding: one reported outcome with its source, or a dated claim about the network itself."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from nicbook.records.common import Figure, Locale, Part, Record, Sources, Unit
from nicbook.records.fields import (
    Date,
    FigureText,
    Flag,
    Number,
    Slug,
    Text,
    WholeNumber,
    reference_to,
    vocabulary,
    words_or_reference_to,
)


class FindingContext(Part):
    """Where and with whom the outcome was seen."""

    site: reference_to("site") | None = None
    """The site, where it is one."""
    text: Text | None = None
    """The context in words."""
    grades: tuple[WholeNumber, ...] = ()
    """The grades, as numbers."""
    locale: Locale | None = None
    """NCES locale code, 11 to 43."""
    students: FigureText | None = None
    """How many students."""
    teachers: FigureText | None = None
    """How many teachers."""
    schools: FigureText | None = None
    """How many schools."""
    districts: FigureText | None = None
    """How many districts."""
    states: FigureText | None = None
    """How many states."""


class Comparison(Part):
    """What happened meanwhile where the change was not made."""

    who: words_or_reference_to("site")
    """The comparison group: words, or a site."""
    before: Figure | None = None
    """Its figure before."""
    after: Figure | None = None
    """Its figure after."""


class Effect(Part):
    """An effect as the source gives it."""

    value: Number
    """The size of the effect."""
    scale: vocabulary("points", "percent", "times", "sd", "odds-ratio", "improvement-index")
    """What the value is measured in."""
    interval: Annotated[tuple[Number, ...], Field(min_length=2, max_length=2)] | None = None
    """The 95 percent interval, from and to."""
    significant: Flag | None = None
    """Whether the source calls it statistically significant."""


class Finding(Record):
    """One reported outcome, as its source reports it."""

    of: reference_to()
    """What it is about: any record, or the network."""
    sources: Annotated[Sources, Field(min_length=1)]
    """Who reports it."""
    variant: Slug | None = None
    """The variant of the routine."""
    outcome: words_or_reference_to("measure") | None = None
    """The outcome: a measure, or words."""
    group: Text | None = None
    """For which group."""
    period: Date | None = None
    """For what time."""
    context: FindingContext | None = None
    """Where and with whom."""
    design: (
        vocabulary(
            "observation",
            "interviews",
            "correlation",
            "before-after",
            "time-series",
            "comparison",
            "quasi-experiment",
            "randomised",
            "review",
        )
        | None
    ) = None
    """How it was found out."""
    unit: Unit | None = None
    """The unit of the figures; the measure's, if the outcome is one."""
    before: Figure | None = None
    """The figure before."""
    after: Figure | None = None
    """The figure after, or the only figure there is."""
    comparison: Comparison | None = None
    """What it is compared with."""
    effect: Effect | None = None
    """The effect, as the source gives it."""
    rating: Text | None = None
    """A rating as the source gives it, such as “meets WWC standards without reservations”."""
    verdict: vocabulary("better", "no-difference", "worse", "mixed", "cannot-tell") | None = None
    """What the source says; left out where it says nothing."""
    disagrees_with: tuple[reference_to("finding"), ...] = ()
    """Findings that say otherwise; both are shown."""
