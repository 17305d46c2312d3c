"""A site: a school, a district or a partner. Shared by every network."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from pydantic import Field

from nicbook.records.common import Figure, Locale, Part, ReadOnly, Record, Sources
from nicbook.records.fields import Date, FigureText, Flag, Text, WholeNumber, reference_to, vocabulary


class SiteContext(Part):
    """For whom and under what conditions a site works."""

    locale: Locale | None = None
    """NCES locale code: 11-13 city, 21-23 suburb, 31-33 town, 41-43 rural."""
    students: FigureText | None = None
    """How many students."""
    shares: Annotated[Mapping[str, Figure], ReadOnly] = Field(default_factory=dict, validate_default=True)
    """Shares of students in percent: low_income, english_learner, disability, and others."""
    low_income_by: Text | None = None
    """How low income is counted."""
    date: Date | None = None
    """When it was so."""
    sources: Sources = ()
    """Who says so."""


class Site(Record):
    """A school, a district or a partner."""

    kind: vocabulary("school", "district", "charter-network", "university", "intermediary", "reference", "other")
    """What it is; `reference` is a comparison such as a state."""
    part_of: reference_to("site") | None = None
    """The site that this one belongs to."""
    grades: tuple[WholeNumber, ...] = ()
    """The grades it teaches."""
    named: Flag = True
    """False where a school takes part under a neutral id: then nothing here may give it away."""
    context: SiteContext | None = None
    """For whom and under what conditions it works."""
