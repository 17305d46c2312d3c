"""A measure: what is counted, how, and how it changed over the years. Its values stand in a CSV file beside it."""

from __future__ import annotations

from typing import Annotated

from nicbook.records.common import Part, Record, Unit, unique
from nicbook.records.fields import Date, Flag, Slug, Text, WordsOrFile, reference_to, vocabulary

PEOPLE = ("students", "staff", "families")
"""What a measure may count that is people, whom the privacy gate protects."""


class Definition(Part):
    """The operational definition: anyone who follows it gets the same number."""

    numerator: Text | None = None
    """What is counted on top."""
    denominator: Text | None = None
    """Out of what."""
    unit: Unit
    """The unit of the value."""
    population: Text | None = None
    """Who or what is included, and who is not."""
    who_collects: Text | None = None
    """The role of who collects it."""
    instrument: WordsOrFile | None = None
    """The form or tool it is collected with: a file in files/, or words."""
    how_often: vocabulary("daily", "weekly", "biweekly", "monthly", "quarterly", "each-term", "yearly") | None = None
    """How often a value is taken."""
    counts: vocabulary("students", "staff", "families", "lessons", "events", "other")
    """What the numbers count. Students, staff and families are people: small groups of them are protected."""


class Version(Part):
    """A time in which the measure was defined in one way. Values of different versions are never joined."""

    id: Slug
    """The name of the version, such as v2."""
    since: Date
    """From when."""
    until: Date | None = None
    """Until when."""
    why: Text | None = None
    """Why it was changed, paused or resumed."""


class Split(Part):
    """A place where the process is known to have changed, so that a chart starts anew."""

    site: reference_to("site")
    """Where."""
    date: Date
    """From when."""
    why: Text
    """The reason, known and not seen in the data alone."""


class Measure(Record):
    """How the network knows whether a change is an improvement."""

    role: vocabulary("outcome", "process", "fidelity", "balancing")
    """What the measure is for."""
    timing: vocabulary("leading", "lagging") | None = None
    """Whether it moves before or after the outcome."""
    of: tuple[reference_to("aim", "driver", "change-idea", "routine"), ...] = ()
    """The drivers, ideas or routines it tells about."""
    better: vocabulary("higher", "lower")
    """Which direction is better."""
    definition: Definition
    """The operational definition."""
    strata: tuple[Slug, ...] = ()
    """The group columns of its CSV file, such as grade."""
    seasonal: Flag = False
    """True where values depend on the time of the school year."""
    versions: Annotated[tuple[Version, ...], unique("id")] = ()
    """The times in which it was defined differently."""
    baseline_until: Date | None = None
    """The last day of the baseline."""
    splits: tuple[Split, ...] = ()
    """Where the process is known to have changed."""
