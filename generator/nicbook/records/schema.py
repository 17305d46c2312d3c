"""The kinds of record as JSON Schemas, for editors: what they complete, explain and underline while somebody writes.

`nicbook check` stays the judge: a schema knows the form of one file, not what its ids name nor what its figures mean.
"""

from __future__ import annotations

import json
from typing import Any

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from nicbook.records.kinds import Kind

DIALECT = "https://json-schema.org/draft/2020-12/schema"


class _ForEditors(GenerateJsonSchema):
    """pydantic's generator with fewer words: no null beside every type, no defaults to be filled in, no titles but ours."""

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


def schema_of(kind: Kind) -> dict[str, Any]:
    """The JSON Schema (2020-12) of the YAML file of a kind of record.

    Beside the keywords of JSON Schema it has `patternErrorMessage`, which editors show, and `x-kinds`: the kinds of
    record that an id may name ([]: any).
    """
    made = kind.model.model_json_schema(schema_generator=_ForEditors)
    head = {"$schema": DIALECT, "$id": f"urn:nicbook:schema:{kind.name}", "title": kind.words.capitalize()}
    return {**head, **{key: made[key] for key in ("description", "type", "required", "additionalProperties", "properties")}, "$defs": made["$defs"]}


def to_text(schema: dict[str, Any]) -> str:
    """A schema as it stands in a file."""
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"
