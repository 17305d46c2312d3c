"""A pipeline: the stages that a cohort passes, and where students are lost. Its counts stand in a CSV file beside it."""

from __future__ import annotations

from nicbook.records.common import Part, Record
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

    stages: tuple[Stage, ...]
    """The stages, in their order."""
