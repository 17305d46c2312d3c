"""A change idea: something specific to try, with where it comes from and how it should work."""

from __future__ import annotations

from pydantic import Field

from nicbook.records.common import Drives, Part, Record, Sources
from nicbook.records.fields import Text, vocabulary


class Origin(Part):
    """Where an idea comes from."""

    from_: vocabulary("practice", "research", "another-network") = Field(alias="from")
    """Practice, research, or another network."""
    sources: Sources = ()
    """Where it is documented."""
    note: Text | None = None
    """More about its origin."""


class ChangeIdea(Record):
    """A specific change to test."""

    drives: tuple[Drives, ...]
    """The drivers (or the aim) that it should move."""
    hypothesis: Text | None = None
    """If we do this, then that will happen, because of this mechanism."""
    origin: Origin | None = None
    """Where the idea comes from."""
    effort: vocabulary("low", "medium", "high") | None = None
    """How much work it is to try."""
    who_can_test: tuple[Text, ...] = ()
    """Who can try it: teacher, counselor, team lead."""
