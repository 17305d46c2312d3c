"""A routine: a protocol that another school can follow (TIDieR), with what must stay and what may change (CFIR)."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import Field, model_validator

from nicbook.records.common import Condition, Figure, Part, Record, unique
from nicbook.records.fields import (
    Contact,
    Date,
    Slug,
    Text,
    WebAddress,
    WholeNumber,
    WordsOrFile,
    fault,
    reference_to,
    vocabulary,
)


class Who(Part):
    """Who does it."""

    leads: Text | None = None
    """The role that leads."""
    takes_part: tuple[Text, ...] = ()
    """The roles that take part."""


class Preparation(Part):
    """Something to do beforehand."""

    short_for = "do"

    do: Text
    """What to do."""
    who: Text | None = None
    """The role that does it."""
    days_before: WholeNumber | None = None
    """How many days before."""


class Hours(Part):
    """Working time."""

    value: Figure
    """How many hours."""
    per: vocabulary("week", "year", "once")
    """In what time."""


class Cost(Part):
    """What the routine costs a school."""

    band: vocabulary("none", "low", "medium", "high") | None = None
    """Money, roughly."""
    hours: Hours | None = None
    """Working time."""
    note: Text | None = None
    """More about the cost."""


class Step(Part):
    """One step of the protocol."""

    short_for = "do"

    do: Text
    """What to do."""
    who: Text | None = None
    """The role that does it."""
    minutes: WholeNumber | None = None
    """How long it takes."""
    because: Text | None = None
    """Why the step is there."""


class CorePart(Part):
    """A part that must stay."""

    short_for = "what"

    what: Text
    """The part."""
    because: Text | None = None
    """Why it must stay."""
    shown_by: tuple[reference_to(), ...] = ()
    """The records that show it; none means it is assumed."""


class AdaptablePart(Part):
    """A part that may change."""

    short_for = "what"

    what: Text
    """The part."""
    within: Text | None = None
    """Within what limits."""


class Variant(Part):
    """A named form of the routine."""

    id: Slug
    """Its short name."""
    what: Text | None = None
    """What it is."""
    dose: Text | None = None
    """How much of it: a two-year and a six-month version are different variants."""


class Change(Part):
    """A change from one version of the routine to the next."""

    version: Text
    """The version that it led to."""
    date: Date | None = None
    """When."""
    what: Text
    """What changed."""
    why: Text | None = None
    """Why."""


class AdaptedFrom(Part):
    """The routine that this one grew from: a record, or something published elsewhere."""

    routine: reference_to("routine") | None = None
    """The routine, here or in another network."""
    url: WebAddress | None = None
    """The web address of a routine published elsewhere."""
    version: Text | None = None
    """The version that was adapted."""
    hash: Text | None = None
    """A fingerprint of the version that was adapted."""

    @model_validator(mode="after")
    def _names_one_origin(self) -> Self:
        if (self.routine is None) == (self.url is None):
            raise fault(
                "not-exactly-one",
                "It is not clear what this was adapted from.",
                "Write either `routine` (a record of this knowledge base) or `url` (something published elsewhere).",
            )
        return self


class Routine(Record):
    """A way of working that others can repeat."""

    from_: tuple[reference_to("change-idea"), ...] = Field(default=(), alias="from")
    """The change ideas it grew from."""
    serves: tuple[reference_to("driver"), ...] = ()
    """The drivers it moves."""
    why: Text | None = None
    """Why do this."""
    who: Who | None = None
    """Who leads and who takes part."""
    when: Text | None = None
    """When in the week or year."""
    how_long: Text | None = None
    """How long one time takes."""
    how_often: Text | None = None
    """How often it is done."""
    materials: tuple[WordsOrFile, ...] = ()
    """What is needed: words, or files in files/."""
    prepare: tuple[Preparation, ...] = ()
    """What to do beforehand."""
    needs: tuple[Text, ...] = ()
    """What must be there: data access, training, an agreement."""
    smallest: Text | None = None
    """The version for one class or one counsellor."""
    cost: Cost | None = None
    """What it costs a school."""
    steps: tuple[Step, ...] = ()
    """The protocol, step by step."""
    core: tuple[CorePart, ...] = ()
    """What must stay."""
    adaptable: tuple[AdaptablePart, ...] = ()
    """What may change."""
    variants: Annotated[tuple[Variant, ...], unique("id")] = ()
    """Its named forms."""
    works_when: tuple[Condition, ...] = ()
    """The conditions under which it works."""
    struggles_when: tuple[Condition, ...] = ()
    """The conditions under which it struggles."""
    equity: Text | None = None
    """Who could be left out, and what to do about it."""
    version: Text | None = None
    """The version of the protocol."""
    changes: tuple[Change, ...] = ()
    """What changed from version to version."""
    adapted_from: AdaptedFrom | None = None
    """The routine that this one grew from."""
    contact: Contact | None = None
    """A mail or web address to write to."""
    licence: Text | None = None
    """The terms under which others may use it."""
