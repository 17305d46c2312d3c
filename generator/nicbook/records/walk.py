"""A walk over a record: every value it holds, with the place it has in the file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import BaseModel

from nicbook.reading.document import Location


def walk(record: BaseModel) -> Iterator[tuple[Location, Any]]:
    """Every part and every single value of a record in the order of its fields; what is not stated is left out."""
    waiting: list[tuple[Location, Any]] = [((), record)]
    while waiting:
        location, value = waiting.pop()
        if value is None:
            continue
        yield location, value
        if isinstance(value, BaseModel):
            inside = [
                ((*location, field.alias or name), getattr(value, name))
                for name, field in type(value).model_fields.items()
            ]
        elif isinstance(value, tuple):
            inside = [((*location, index), item) for index, item in enumerate(value)]
        elif isinstance(value, Mapping):
            inside = [((*location, key), item) for key, item in value.items()]
        else:
            continue
        waiting.extend(reversed(inside))
