"""The illustrative network is a model: it uses everything there is, says that it is made up, and keeps every rule."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, get_args

import pytest
from pydantic import BaseModel

from nicbook.corpus import Entry
from nicbook.diagnostics import Severity
from nicbook.files.folder import read_folder
from nicbook.records.common import Record
from nicbook.records.kinds import KINDS
from nicbook.records.walk import walk
from nicbook.website import read_base

REPOSITORY = Path(__file__).parent.parent.parent
NETWORK = "example-coming-to-school"
TODAY = date(2026, 11, 21)


@pytest.fixture(scope="module")
def found():
    files, _ = read_folder(REPOSITORY)
    return read_base(files, TODAY)


@pytest.fixture(scope="module")
def example(found) -> list[Entry]:
    base, _ = found
    entries = base.theory.entries.values()
    return [entry for entry in entries if entry.network == NETWORK or entry.id.startswith("example-")]


def models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for inside in get_args(annotation):
        yield from models_in(inside)


def fields_of(model: type[BaseModel]) -> set[tuple[str, str]]:
    """The fields of a model; those that every record has are counted once."""
    common = Record.model_fields if issubclass(model, Record) else {}
    return {("Record" if name in common else model.__name__, name) for name in model.model_fields}


def test_every_field_of_every_kind_is_used(example: list[Entry]) -> None:
    every: set[tuple[str, str]] = set()
    waiting = [kind.model for kind in KINDS.values()]
    seen = set()
    while waiting:
        model = waiting.pop()
        if model not in seen:
            seen.add(model)
            every |= fields_of(model)
            waiting.extend(inside for field in model.model_fields.values() for inside in models_in(field.annotation))
    used: set[tuple[str, str]] = set()
    for entry in example:
        for _, value in walk(entry.record):
            if isinstance(value, BaseModel):
                used |= {(name, field) for name, field in fields_of(type(value)) if field in value.model_fields_set}
    assert not every - used, "no record of the example shows these"


def test_every_kind_and_both_tables_are_there(example: list[Entry]) -> None:
    assert {entry.kind for entry in example} == set(KINDS)
    assert {entry.kind for entry in example if entry.table} == {"measure", "pipeline"}


def test_each_of_its_records_says_that_it_is_made_up(example: list[Entry]) -> None:
    assert not [entry.path for entry in example if not entry.record.illustrative]


def test_nothing_is_wrong_with_it_but_gaps_and_what_is_accepted(found) -> None:
    _, diagnostics = found
    weighty = [one for one in diagnostics if one.severity is not Severity.INFO and "example-" in one.path]
    assert not weighty, "\n".join(f"{one.path}:{one.span.line} {one.code.name}: {one.message}" for one in weighty)
