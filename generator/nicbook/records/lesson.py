"""A lesson: what the network has learned, put together from its tests and findings."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from nicbook.records.common import Record
from nicbook.records.fields import Date, Text, reference_to


class Lesson(Record):
    """A claim that the network makes together."""

    claim: Text
    """What was learned, in a sentence or two."""
    about: Annotated[tuple[reference_to(), ...], Field(min_length=1)]
    """The drivers, ideas, routines or other records it is about."""
    supported_by: tuple[reference_to(), ...] = ()
    """The records that support it."""
    contradicted_by: tuple[reference_to(), ...] = ()
    """The records that contradict it."""
    conditions: Text | None = None
    """Under which conditions it holds."""
    hard: Text | None = None
    """What was hard."""
    next: Text | None = None
    """What to do next."""
    written: Date | None = None
    """When it was written."""
