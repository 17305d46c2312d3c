"""An adaptation: a site's own version of a routine, what was changed and how it went (FRAME)."""

from __future__ import annotations

from nicbook.records.common import Part, Record
from nicbook.records.fields import Date, Flag, Slug, Text, reference_to, vocabulary


class Modification(Part):
    """One thing that the site changed."""

    what: Text
    """What was changed."""
    aspect: vocabulary("content", "context", "training", "implementation") | None = None
    """What aspect of the routine it touches."""
    planned: Flag | None = None
    """True where it was planned, false where it was a reaction."""
    decided_by: Text | None = None
    """The role that decided."""
    why: Text | None = None
    """Why."""
    core: Flag = False
    """True where it changes a core part."""
    side_effects: Text | None = None
    """What else it did, intended or not."""


class FollowUp(Part):
    """How the adaptation stands at one date."""

    date: Date
    """When."""
    status: vocabulary("planning", "running", "stopped", "sustained")
    """How it stands."""
    why: Text | None = None
    """Why."""


class Adaptation(Record):
    """A site's own version of a routine."""

    of: reference_to("routine")
    """The routine."""
    variant: Slug | None = None
    """The variant of it."""
    version: Text | None = None
    """The version of it."""
    site: reference_to("site")
    """Where."""
    started: Date
    """When it began."""
    modifications: tuple[Modification, ...] = ()
    """What was changed."""
    follow_up: tuple[FollowUp, ...] = ()
    """How it went on."""
    verdict: vocabulary("better", "no-difference", "worse", "mixed", "too-early") | None = None
    """How it went, as the site sees it."""
    result: Text | None = None
    """What came of it."""

    @property
    def last_heard(self) -> FollowUp | None:
        """What was heard of it last; None where it was never followed up."""
        return max(self.follow_up, key=lambda one: (one.date.earliest, one.date.latest), default=None)
