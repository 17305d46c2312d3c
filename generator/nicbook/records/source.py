"""A source: research or a document that records rest on. Shared by every network."""

from __future__ import annotations

from nicbook.records.common import Record
from nicbook.records.fields import Date, Text, WebAddress, WholeNumber, vocabulary


class Source(Record):
    """Research, a document or a data set that is cited."""

    kind: vocabulary("book", "article", "report", "web", "dataset", "talk", "personal-communication")
    """What it is."""
    authors: Text | None = None
    """Who wrote or published it."""
    year: WholeNumber | None = None
    """When it was published."""
    url: WebAddress | None = None
    """Where to read it."""
    doi: Text | None = None
    """Its DOI."""
    read: vocabulary("whole", "excerpt", "contents") | None = None
    """How much of it was read for these records."""
    seen: Date | None = None
    """When it was last looked up."""
    licence: Text | None = None
    """The terms it is published under; left out: terms not stated."""
