"""A driver: a condition of the system that has to change for the aim to be reached. It is not a task."""

from __future__ import annotations

from nicbook.records.common import Drives, Record
from nicbook.records.fields import Text, reference_to, vocabulary


class Driver(Record):
    """A condition of the system that moves an aim or another driver."""

    drives: tuple[Drives, ...]
    """What it moves: an aim (then it is a primary driver) or another driver."""
    scope: vocabulary("macro", "meso", "micro") | None = None
    """How large a part of the system it is about."""
    kind: vocabulary("structure", "process", "norm", "people") | None = None
    """What sort of condition it is."""
    causes: tuple[reference_to("cause"), ...] = ()
    """The root causes it answers to."""
    unmeasured: Text | None = None
    """Why there is no measure of it yet."""
