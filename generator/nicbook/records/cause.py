"""A cause: why the system produces today's results."""

from __future__ import annotations

from nicbook.records.common import Part, Record
from nicbook.records.fields import Text, Title, WholeNumber, reference_to, vocabulary


class ProcessStep(Part):
    """One step of the process as it is today."""

    short_for = "step"

    step: Text
    """What is done."""
    who: Text | None = None
    """The role that does it."""
    minutes: WholeNumber | None = None
    """How long it takes."""
    breaks_down: Text | None = None
    """How it goes wrong."""


class Cause(Record):
    """A root cause of the problem."""

    category: Title | None = None
    """The bone of the fishbone it belongs to, such as “scheduling”."""
    found_by: vocabulary("fishbone", "process-map", "time-study", "empathy-interview", "data-analysis") | None = None
    """How it was found."""
    found: Text | None = None
    """What was found."""
    leads_to: tuple[reference_to("cause"), ...] = ()
    """The causes that it leads to."""
    process: tuple[ProcessStep, ...] = ()
    """The process as it is today, step by step."""
