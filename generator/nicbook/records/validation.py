"""A document -> a record, or every reason why it is none, each at its place and in plain words."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches
from typing import Any, get_args

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from nicbook.diagnostics import Diagnostic, Diagnostics, Span, diagnose
from nicbook.reading.document import Document, Location
from nicbook.records.common import Part, Record
from nicbook.records.fields import shape_of
from nicbook.records.kinds import Kind


def validate(document: Document, kind: Kind) -> tuple[Record | None, Record | None, Diagnostics]:
    """The record that a document says, checked against the model of its kind; all faults at once.

    Where there are faults the first value is None, and the second is what is left of the record without them (or None):
    it is never shown, but what it refers to is checked in the same run.
    """
    if not isinstance(document.data, dict):
        found = diagnose(
            "not-a-record",
            document.path,
            document.nearest(()),
            f"A record is a set of keys with their values, but this file holds {shape_of(document.data)}.",
            "Begin with a line such as `title: Attendance check-in`.",
        )
        return None, None, (found,)
    data, left_out = without_nothing(document.data)
    found = [problem for location in left_out if (problem := _left_out(document, kind, location))]
    try:
        record = kind.model.model_validate(data)
    except ValidationError as error:
        faults = error.errors(include_url=False)
        return None, _remains(kind, data, faults), (*found, *_told(document, kind, faults))
    return (None, record, tuple(found)) if found else (record, None, ())


def _left_out(document: Document, kind: Kind, location: Location) -> Diagnostic | None:
    """A key with nothing after it is fine where it is known, and a slip elsewhere."""
    known = _keys(kind, location[:-1])
    if location[-1] in known:
        return None
    if known:
        return _unknown_key(document, location, known)
    place = document.key_span(location) or document.nearest(location)
    hint = "Write its value after a colon and a space, or take the key out."
    return diagnose("wrong-shape", document.path, place, f"Nothing stands after `{location[-1]}`.", hint)


def _told(document: Document, kind: Kind, faults: list[ErrorDetails]) -> Iterator[Diagnostic]:
    """The faults themselves, without those that only follow from another: a key is not missing that is misspelt, and a
    list is not too short whose item has a fault."""
    misspelt = {(*fault["loc"][:-1], _meant(kind, fault)) for fault in faults if fault["type"] == "extra_forbidden"}
    inside = {fault["loc"][:length] for fault in faults for length in range(len(fault["loc"]))}
    for fault in faults:
        follows = (fault["type"] == "missing" and fault["loc"] in misspelt) or (
            fault["type"] == "too_short" and fault["loc"] in inside
        )
        if not follows:
            yield _diagnostic(document, kind, fault)


def _meant(kind: Kind, fault: ErrorDetails) -> str | None:
    """The key that an unknown key was probably meant to be; it is not missing then, only misspelt."""
    return _closest(str(fault["loc"][-1]), _keys(kind, fault["loc"][:-1]))


def _remains(kind: Kind, data: dict[str, Any], faults: list[ErrorDetails]) -> Record | None:
    """The record without the keys that have faults; None where it cannot be one without them."""
    while any([_take_out(data, fault["loc"]) for fault in faults]):
        try:
            return kind.model.model_validate(data)
        except ValidationError as error:
            faults = error.errors(include_url=False)
    return None


def _take_out(data: dict[str, Any], location: Location) -> bool:
    """Take the innermost key out that a location leads through; False where there is none."""
    keys: list[tuple[dict[str, Any], str]] = []
    value: Any = data
    for step in location:
        if isinstance(value, dict) and step in value:
            keys.append((value, str(step)))
        elif not (isinstance(value, list) and isinstance(step, int)):
            break
        value = value[step]
    if not keys:
        return False
    holder, key = keys[-1]
    del holder[key]
    return True


def without_nothing(data: dict[str, Any]) -> tuple[dict[str, Any], list[Location]]:
    """The data without the keys that hold nothing, which are the same as absent; and where these stood."""
    result: dict[str, Any] = {}
    left_out: list[Location] = []
    waiting: list[tuple[Location, Any, Any]] = [((), data, result)]
    while waiting:
        location, original, copy = waiting.pop()
        for key, value in original.items() if isinstance(original, dict) else enumerate(original):
            kept = {} if isinstance(value, dict) else [] if isinstance(value, list) else value
            if kept is not value:
                waiting.append(((*location, key), value, kept))
            if isinstance(copy, list):
                copy.append(kept)
            elif value is None:
                left_out.append((*location, key))
            else:
                copy[key] = kept
    return result, left_out


def _diagnostic(document: Document, kind: Kind, detail: ErrorDetails) -> Diagnostic:
    location, context = detail["loc"], detail.get("ctx", {})
    match detail["type"]:
        case "tuple_type" | "model_type" | "dict_type" | "mapping_type" if detail["input"] is None:
            code, message, hint = "wrong-shape", "Nothing stands here.", "Write what belongs here, or delete the empty line."
        case "missing":
            return _missing_key(document, kind, location)
        case "extra_forbidden":
            return _unknown_key(document, location, _keys(kind, location[:-1]))
        case "unknown-word" if location[-1] == "[key]":
            return _unknown_key(document, location[:-1], list(context["words"]))
        case "unknown-word":
            code, message, hint = "unknown-word", *_unknown_word(context["word"], context["words"], location)
        case "tuple_type":
            code, message = "wrong-shape", f"A list belongs here, but this is {shape_of(detail['input'])}."
            hint = (
                f"Write `{_key(location)}: [first, second]`, or put each item on a line of its own that begins with a "
                "hyphen and a space."
            )
        case "model_type" | "dict_type" | "mapping_type":
            code, message = "wrong-shape", f"A set of keys belongs here, but this is {shape_of(detail['input'])}."
            hint = f"Put each key on a line of its own, indented under this one. {_keys_of(kind, location)}"
        case "greater_than_equal" | "less_than_equal":
            bound = f"at least {context['ge']}" if "ge" in context else f"at most {context['le']}"
            code, message, hint = "out-of-range", f"This number must be {bound}.", f"Write a number of {bound}."
        case "too_short" | "too_long":
            number = context.get("min_length", context.get("max_length"))
            bound = "at least one item" if number == 1 else f"{number} items"
            code, message, hint = "wrong-length", f"This list needs {bound}.", f"Write {bound}."
        case own:
            code, message, hint = own, context["message"], context["hint"]
            location = (*location, context["at"]) if context["at"] else location
    return diagnose(code, document.path, document.nearest(location), message, hint)


def _missing_key(document: Document, kind: Kind, location: Location) -> Diagnostic:
    *around, key = location
    names = [name for name in around if isinstance(name, str)]
    owner = f"`{names[-1]}`" if names else f"This {kind.words}"
    return diagnose(
        "missing-key",
        document.path,
        document.key_span(location) or _start(document.nearest(tuple(around))),
        f"{owner} does not say `{key}`, and it must.",
        f"Add a line `{key}: ...`.{_about(kind, location)}",
    )


def _unknown_key(document: Document, location: Location, known: list[str]) -> Diagnostic:
    key = location[-1]
    close = _closest(str(key), known)
    hint = f"Did you mean `{close}`?" if close else f"The keys here are: {', '.join(known)}."
    place = document.key_span(location) or document.nearest(location)
    return diagnose("unknown-key", document.path, place, f"There is no key `{key}` here.", hint)


def _closest(key: str, known: list[str]) -> str | None:
    close = get_close_matches(key.lower().replace("-", "_"), known, 1) or get_close_matches(key, known, 1)
    return close[0] if close else None


def _unknown_word(word: str, words: tuple[str, ...], location: Location) -> tuple[str, str]:
    listed = ", ".join(words)
    close = get_close_matches(word.lower().replace("_", "-").replace(" ", "-"), words, 1, cutoff=0.5)
    hint = f"Did you mean `{close[0]}`? The words are: {listed}." if close else f"Write one of: {listed}."
    return f"`{_key(location)}` cannot be “{word}”.", hint


def _key(location: Location) -> str:
    return next(str(step) for step in reversed(location) if isinstance(step, str))


def _start(span: Span) -> Span:
    return Span(span.line, span.column, span.line, span.column)


def _part_at(kind: Kind, location: Location) -> type[Part] | None:
    """The model of the part at a location; None where it is no part."""
    part: type[Part] | None = kind.model
    for step in location:
        if isinstance(step, int) or part is None:
            continue
        fields = {field.alias or name: field for name, field in part.model_fields.items()}
        part = _part_in(fields[step].annotation) if step in fields else None
    return part


def _part_in(annotation: Any) -> type[Part] | None:
    """The part that a field's type is about: Drives in `tuple[Drives, ...]`."""
    if isinstance(annotation, type) and issubclass(annotation, Part):
        return annotation
    return next(filter(None, map(_part_in, get_args(annotation))), None)


def _keys(kind: Kind, location: Location) -> list[str]:
    part = _part_at(kind, location)
    return [field.alias or name for name, field in part.model_fields.items()] if part else []


def _keys_of(kind: Kind, location: Location) -> str:
    keys = _keys(kind, location)
    return f"The keys are: {', '.join(keys)}." if keys else ""


def _about(kind: Kind, location: Location) -> str:
    """What a key is for, in the words of its model."""
    *around, key = location
    part = _part_at(kind, tuple(around))
    fields = {field.alias or name: field for name, field in part.model_fields.items()} if part else {}
    return f" {fields[key].description}" if key in fields else ""
