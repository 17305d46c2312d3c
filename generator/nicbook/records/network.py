"""A network: the problem that its schools solve together, who takes part, and the hub."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from pydantic import Field

from nicbook.records.common import Part, ReadOnly, Record, Sources, unique
from nicbook.records.fields import Contact, Date, Text, Title, WholeNumber, reference_to, vocabulary


KindName = vocabulary(
    "network",
    "aim",
    "driver",
    "change-idea",
    "measure",
    "cycle",
    "routine",
    "adaptation",
    "finding",
    "lesson",
    "cause",
    "pipeline",
    "site",
    "source",
)


class Problem(Part):
    """The one specific problem, seen through the eyes of those who live with it."""

    statement: Text | None = None
    """The problem, as specific as it is known."""
    for_whom: Text | None = None
    """Whose problem it is."""
    seen_by_users: Text | None = None
    """What students and staff say they experience."""
    sources: Sources = ()
    """Where this is documented."""


class Variation(Part):
    """Where results differ today, and what probably makes them differ."""

    between: vocabulary("schools", "classrooms", "groups", "times")
    """Between what results differ."""
    seen: Text | None = None
    """What was seen."""
    likely_source: reference_to("cause") | None = None
    """The cause that probably makes the difference."""
    sources: Sources = ()
    """Where it was seen."""


class Capacity(Part):
    """One thing that the hub can do for the network."""

    what: vocabulary("improvement", "measurement", "research", "facilitation", "training")
    """The capacity."""
    how: Text | None = None
    """How the hub provides it."""
    sources: Sources = ()
    """Where this is documented."""


class Hub(Part):
    """Who holds the network together."""

    site: reference_to("site") | None = None
    """The organisation that is the hub."""
    contact: Contact | None = None
    """A mail or web address to write to."""
    capacities: tuple[Capacity, ...] = ()
    """What the hub does for the members."""


class Member(Part):
    """A school or organisation that takes part."""

    short_for = "site"

    site: reference_to("site")
    """The school or organisation."""
    since: Date | None = None
    """From when it takes part."""


class Expertise(Part):
    """A kind of expertise at the table."""

    who: Text
    """A role, not a person."""
    brings: Text | None = None
    """What they know that others don't."""
    took_part_in: tuple[reference_to(), ...] = ()
    """The records they worked on."""
    sources: Sources = ()
    """Where this is documented."""


class Event(Part):
    """Something that happened to the network."""

    date: Date
    """When."""
    what: Text
    """What happened."""
    sources: Sources = ()
    """Where it is documented."""


class Privacy(Part):
    """How small a group may be before its numbers are kept out."""

    minimum_group: Annotated[WholeNumber, Field(ge=5, le=1000)] = 10
    """The least number of people whose figures may be shown: 10 unless the network needs more (states range from 5 to 30)."""


class Network(Record):
    """A community of schools that works on one specific problem with one shared theory."""

    problem: Problem | None = None
    """The problem that the network solves."""
    organisation_aim: Text | None = None
    """In place of a problem: what a whole organisation wants to become."""
    theory_by: Title | None = None
    """Who put the theory together, where it was not the network itself; every diagram says it."""
    variation: tuple[Variation, ...] = ()
    """Where results differ today."""
    hub: Hub | None = None
    """Who holds the network together."""
    members: Annotated[tuple[Member, ...], unique("site")] = ()
    """The schools and organisations that take part."""
    expertise: tuple[Expertise, ...] = ()
    """Who brings what to the work."""
    history: tuple[Event, ...] = ()
    """What happened, in the order of its dates."""
    labels: Annotated[Mapping[KindName, Title], ReadOnly] = Field(default_factory=dict, validate_default=True)
    """The network's own words for the kinds of record, such as `change-idea: strategy`."""
    licence: Text | None = None
    """The terms under which others may use what the network publishes, such as CC-BY-4.0."""
    privacy: Privacy = Privacy()
    """How the network protects small groups."""
