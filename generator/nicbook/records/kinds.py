"""The kinds of record there are: their names, folders and models. Adding a kind begins here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from nicbook.records.adaptation import Adaptation
from nicbook.records.aim import Aim
from nicbook.records.cause import Cause
from nicbook.records.change_idea import ChangeIdea
from nicbook.records.common import Record
from nicbook.records.cycle import Cycle
from nicbook.records.driver import Driver
from nicbook.records.finding import Finding
from nicbook.records.lesson import Lesson
from nicbook.records.measure import Measure
from nicbook.records.network import Network
from nicbook.records.pipeline import Pipeline
from nicbook.records.routine import Routine
from nicbook.records.site import Site
from nicbook.records.source import Source


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of record."""

    name: str
    """In JSON, commands and `labels`."""
    folder: str
    """The folder that its files stand in."""
    model: type[Record]
    words: str
    """Its name in a sentence."""
    plural: str
    has_table: bool = False
    """Whether a CSV file may stand beside the record."""


KINDS: Mapping[str, Kind] = MappingProxyType(
    {
        kind.name: kind
        for kind in (
            Kind("network", "networks", Network, "network", "networks"),
            Kind("aim", "aims", Aim, "aim", "aims"),
            Kind("driver", "drivers", Driver, "driver", "drivers"),
            Kind("change-idea", "change-ideas", ChangeIdea, "change idea", "change ideas"),
            Kind("measure", "measures", Measure, "measure", "measures", has_table=True),
            Kind("cycle", "cycles", Cycle, "test", "tests"),
            Kind("routine", "routines", Routine, "routine", "routines"),
            Kind("adaptation", "adaptations", Adaptation, "adaptation", "adaptations"),
            Kind("finding", "findings", Finding, "finding", "findings"),
            Kind("lesson", "lessons", Lesson, "lesson", "lessons"),
            Kind("cause", "causes", Cause, "cause", "causes"),
            Kind("pipeline", "pipelines", Pipeline, "pipeline", "pipelines", has_table=True),
            Kind("site", "sites", Site, "site", "sites"),
            Kind("source", "sources", Source, "source", "sources"),
        )
    }
)

SHARED = ("site", "source")
"""Kinds whose records are shared by every network."""

BY_FOLDER: Mapping[str, Kind] = MappingProxyType({kind.folder: kind for kind in KINDS.values()})
