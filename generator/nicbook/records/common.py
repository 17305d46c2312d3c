"""What records of every kind have in common, and the parts that several kinds share."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, ClassVar

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from nicbook.records.fields import (
    Date,
    FigureText,
    Flag,
    Slug,
    Text,
    Title,
    fault,
    reference_to,
    vocabulary,
)

Strength = vocabulary("strong", "weak", "hypothesised")
Unit = vocabulary("percent", "points", "count", "rate", "score", "minutes", "hours", "days", "currency")

LOCALES = ("11", "12", "13", "21", "22", "23", "31", "32", "33", "41", "42", "43")
Locale = vocabulary(*LOCALES)
"""NCES locale codes: 11-13 city, 21-23 suburb, 31-33 town, 41-43 rural."""


def _read_only(value: dict[str, Any]) -> Mapping[str, Any]:
    return MappingProxyType(value)


ReadOnly = AfterValidator(_read_only)


def unique(key: str) -> AfterValidator:
    """A list in which no two parts have the same value under a key."""

    def check(items: tuple[Any, ...]) -> tuple[Any, ...]:
        seen: set[str] = set()
        for item in items:
            value = str(getattr(item, key))
            if value in seen:
                raise fault("said-twice", f"“{value}” stands twice in this list.", "Take one out, or give it another name.")
            seen.add(value)
        return items

    return AfterValidator(check)


class Part(BaseModel):
    """A part of a record: a fixed set of keys, none of them changed after reading."""

    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)

    short_for: ClassVar[str | None] = None
    """The key that a bare value stands for: `drives: [attendance]` is short for `drives: [{to: attendance}]`."""

    @model_validator(mode="before")
    @classmethod
    def _from_short_form(cls, value: Any) -> Any:
        if cls.short_for is not None and isinstance(value, str):
            return {cls.short_for: value}
        return value


class Cited(Part):
    """A source, and where in it."""

    short_for = "id"

    id: reference_to("source")
    """The id of the source."""
    at: Text | None = None
    """Where in the source: a page, a table, a section."""


Sources = tuple[Cited, ...]


class Figure(Part):
    """A number or a bound in words, with how many people or cases it is about and when it was so."""

    short_for = "value"

    value: FigureText
    """A number, or: over 50, under 77, at least 95, at most 5, about 100, 60 to 70, suppressed."""
    size: FigureText | None = None
    """How many people or cases the figure is about."""
    date: Date | None = None
    """When it was so."""


class Wording(Part):
    """Another wording of the same thing that was published."""

    short_for = "text"

    text: Text
    """The words, as published or closely paraphrased."""
    sources: Sources = ()
    """Where they were published."""


class Since(Part):
    """From when something holds, and why it began."""

    short_for = "date"

    date: Date
    """From when."""
    why: Text | None = None
    """Why it was added."""
    because_of: tuple[reference_to(), ...] = ()
    """The records that led to it: tests, findings, lessons."""


class Retired(Part):
    """That something no longer belongs to the working theory. What is not known is left out, and the page says so."""

    date: Date | None = None
    """When it was retired; left out where this is not known."""
    why: Text | None = None
    """Why it was retired."""
    replaced_by: reference_to() | None = None
    """The record that took its place."""


class ReportedStatus(Part):
    """What a source calls the state of this record; shown as said, beside what is computed."""

    is_: Text = Field(alias="is")
    """The source's own word, such as “tested”."""
    sources: Sources = ()
    """Who says so."""


class Accepted(Part):
    """One warning about this record that somebody has looked at and accepts."""

    code: Slug
    """The code of the warning."""
    why: Text
    """Why it is acceptable here."""
    by: Text | None = None
    """The role of who decided, not a person's name."""
    date: Date | None = None
    """When it was decided."""


class Drives(Part):
    """An arrow of the theory, from this record to what it is thought to move."""

    short_for = "to"

    to: reference_to("aim", "driver")
    """The id of the aim or driver that this moves."""
    strength: Strength | None = None
    """How strong the relation is: strong, weak or hypothesised. Not stated counts as hypothesised."""
    because: Text | None = None
    """Why this should move that."""
    shown_by: tuple[reference_to(), ...] = ()
    """The tests, findings or lessons that show it."""
    sources: Sources = ()
    """The research or documents that say it."""
    since: Since | None = None
    """From when the arrow belongs to the theory."""
    retired: Retired | None = None
    """That the arrow no longer belongs to the theory."""

    @property
    def drawn_strength(self) -> str:
        """The strength to draw: a strong relation that nothing shows is a hypothesis."""
        if self.strength is None or (self.strength == "strong" and not (self.shown_by or self.sources)):
            return "hypothesised"
        return self.strength


class Condition(Part):
    """A condition under which something works or struggles."""

    short_for = "condition"

    condition: Text
    """The condition, in words."""
    shown_by: tuple[reference_to(), ...] = ()
    """The records that show it; none means it is assumed."""


class Record(Part):
    """What every record may say, whatever its kind."""

    title: Title
    """One line of plain text that names the record."""
    summary: Text | None = None
    """What a reader should know first, in a few sentences."""
    tags: tuple[Slug, ...] = ()
    """Words to find the record by."""
    sources: Sources = ()
    """The research or documents that the record rests on."""
    wordings: tuple[Wording, ...] = ()
    """Other published wordings of the same thing."""
    since: Since | None = None
    """From when the record belongs to the theory; left out: from the beginning."""
    retired: Retired | None = None
    """That the record no longer belongs to the working theory, and why."""
    aliases: tuple[Slug, ...] = ()
    """Earlier ids of this record: their addresses lead here."""
    reported_status: ReportedStatus | None = None
    """What a source calls its state."""
    accepted: tuple[Accepted, ...] = ()
    """Warnings about this record that were looked at and accepted."""
    illustrative: Flag = False
    """True where the record is made up to show the format. Every page that shows it says so."""
