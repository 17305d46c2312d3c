"""The kinds of record as JSON Schemas, for editors: what they complete, explain and underline while somebody writes.

`nicbook check` stays the judge: a schema knows the form of one file, not what its ids name nor what its figures mean.
"""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from nicbook.records.kinds import Kind

DIALECT = "https://json-schema.org/draft/2020-12/schema"
_BOUNDS = {"ge": "minimum", "le": "maximum"}
"""pydantic leaves its own names where a bound is checked behind a function of ours."""
_ORDER = ("description", "type", "required", "additionalProperties", "properties", "$defs")


class _ForEditors(GenerateJsonSchema):
    """pydantic's generator with fewer words: no null beside each type, no defaults to fill in, no titles but ours."""

    def generate_inner(self, schema: Any) -> JsonSchemaValue:
        return {_BOUNDS.get(key, key): value for key, value in super().generate_inner(schema).items()}

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        return self.generate_inner(schema["schema"])

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        return self.generate_inner(schema["schema"])

    def field_title_should_be_set(self, schema: Any) -> bool:
        return False

    def model_schema(self, schema: core_schema.ModelSchema) -> JsonSchemaValue:
        made = super().model_schema(schema)
        del made["title"]
        short_for = schema["cls"].short_for
        return made if short_for is None else _with_short_form(made, made["properties"][short_for])


def _with_short_form(part: JsonSchemaValue, bare: JsonSchemaValue) -> JsonSchemaValue:
    """The schema of a part that may also be one bare value.

    One schema of two types, not a choice of two schemas: each keyword is about values of one type only, so an editor
    says exactly what is wrong, where with a choice it could only say that neither fits.
    """
    types = bare["type"] if isinstance(bare["type"], list) else [bare["type"]]
    form = {key: value for key, value in bare.items() if key not in ("type", "title", "description")}
    return {**part, "type": [*types, "object"], **form}


@cache
def schema_of(kind: Kind) -> dict[str, Any]:
    """The JSON Schema (2020-12) of the YAML file of a kind of record.

    Beside the keywords of JSON Schema it has `patternErrorMessage`, which editors show, and `x-kinds`: the kinds of
    record that an id may name ([]: any). It is made once, since pages ask for it again and again: read it only.
    """
    made = kind.model.model_json_schema(schema_generator=_ForEditors)
    return {
        "$schema": DIALECT,
        "$id": f"urn:nicbook:schema:{kind.name}",
        "title": kind.words.capitalize(),
        **{key: made[key] for key in _ORDER},
    }


def schema_text(kind: Kind) -> str:
    """The schema of a kind as it stands in a file."""
    return json.dumps(schema_of(kind), indent=2, ensure_ascii=False) + "\n"
