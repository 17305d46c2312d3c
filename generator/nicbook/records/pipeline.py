"""A pipeline: the stages that a cohort passes, and where students are lost. Its counts stand in a CSV file beside it."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from nicbook.records.common import Part, Record, unique
from nicbook.records.fields import Slug, Text, Title


class Stage(Part):
    """One stage."""

    id: Slug
    """Its short name, as in the CSV file."""
    title: Title
    """Its name for readers."""
    definition: Text | None = None
    """Who counts as having reached it."""


class Pipeline(Record):
    """The way of a cohort through its stages."""

    stages: Annotated[tuple[Stage, ...], Field(min_length=1), unique("id")]
    """The stages, in their order."""
