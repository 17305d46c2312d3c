"""A YAML file -> its data with positions. What YAML would change or repeat silently is refused in plain words.

Built from the events of PyYAML's parser by a loop of our own, because loading is not safe for what strangers send:
nested brackets crash it, merge keys blow it up, duplicate keys and words such as `NO` change silently.
"""

from __future__ import annotations

import re
from array import array
from sys import intern
from typing import Any

import yaml
from yaml.events import (
    AliasEvent,
    DocumentEndEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from nicbook.diagnostics import START, Diagnostics, diagnose
from nicbook.reading.document import Document, Plain
from nicbook.reading.scalars import NOTHING, another_reading
from nicbook.reading.source import REFUSED, STAND_IN, Faults, composed, decode, refused, refused_places
from nicbook.reading.yaml_checks import (
    Comments,
    add_key,
    add_key_with_parts,
    add_properties,
    add_rest,
    check_hanging,
    check_hyphen,
    check_quoted,
)
from nicbook.reading.yaml_faults import directive, empty_file, special_start, tab, unknown_escape
from nicbook.reading.yaml_syntax import explain

MOST_BYTES = 1024 * 1024
MOST_LEVELS = 20
"""How deep lists and keys may stand inside one another."""
MOST_VALUES = 50_000
"""How many keys and values a file may have."""

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""libyaml's parser; where it is missing, the one in Python: the same events, about ten times slower."""

_DIRECTIVE_FIRST = re.compile(r"(?:[ \t]*(?:#[^\n]*)?\r?\n)*+%")
_TAB_INDENTATION = re.compile(r"^ *\t", re.MULTILINE)
_NO_CHARACTER = re.compile(r"\\U(?!000|0010)[0-9A-Fa-f]{8}")
"""An escape above the last character, which breaks the parser in Python."""


def read_yaml(path: str, content: bytes) -> tuple[Document | None, Diagnostics]:
    """The document of a file; or None and every reason why it is refused, with one fault of its syntax at most.

    Any value may stand at the top: whether it is a set of keys is judged later.
    """
    if len(content) > MOST_BYTES:
        message = f"This file has {len(content)} bytes; a record has {MOST_BYTES} at most."
        hint = "Divide it into several records, or put long texts on pages of their own in content/."
        return None, (diagnose("record-too-large", path, START, message, hint),)
    text, problems = decode(path, content)
    if text is None:
        return None, problems
    faults = Faults(path, text)
    if places := refused_places(text):
        for place in places:
            faults.add(*refused(place, place + 1, text[place]))
        text = REFUSED.sub(STAND_IN, text)
    for escape in _NO_CHARACTER.finditer(text):
        faults.add(*unknown_escape(text, escape.start(), escape.end()))
    text = _NO_CHARACTER.sub("?" * 10, text)
    if first := _DIRECTIVE_FIRST.match(text):
        # Not left to libyaml: many thousand directives take it minutes.
        faults.add(*directive(text, first.end() - 1))
        return None, faults.diagnostics()
    data, marks = _build(text, faults)
    if diagnostics := faults.diagnostics():
        return None, diagnostics
    return Document(path, data, text, array("I", marks)), ()


def _build(text: str, faults: Faults) -> tuple[Any, list[int]]:
    """The data and the marks (see Document) of a text; what is wrong goes to `faults`.

    One loop, and no calls of our own for what is in order: it runs for every key and value of every record.
    """
    tabs = [match.end() - 1 for match in _TAB_INDENTATION.finditer(text)] if "\t" in text else []
    for at in tabs:
        faults.add(*tab(at))
    next_event = _Loader(text if text.endswith("\n") else text + "\n").get_event
    comments = Comments(faults, text)
    next_sign = comments.next_sign
    top: list[Any] = []
    marks: list[int] = []
    mark = marks.append

    # The list or the set of keys that is open; of a set, where its keys stand, and the key that waits for a value.
    parts: Any = top
    keys: dict[str, int] | None = None
    key: str | None = None
    # The column (from 0) of the innermost parts without brackets, and the place of the innermost open bracket.
    indent = bracket = -1
    outer: list[tuple[Any, dict[str, int] | None, str | None, int, int, int]] = []

    last = (0, 0)  # the last key or value without parts
    reached = 0  # the end of the last content
    while True:
        try:
            event = next_event()
        except yaml.MarkedYAMLError as error:
            fault = explain(error, text, last, bracket)
            if not tabs or fault.start < tabs[0]:  # what goes wrong after a tab mostly follows from it
                faults.add(*fault)
            break
        kind = type(event)
        if kind is ScalarEvent:
            start, reached = last = event.start_mark.index, event.end_mark.index
            mark(start)
            mark(reached)
            value = event.value
            style = event.style
            if not value.isascii():
                value = composed(faults, start, reached, value)
            if next_sign < reached:
                next_sign = comments.check(start, reached)
            if event.tag or event.anchor:
                add_properties(faults, text, start)
            elif style:
                check_quoted(faults, text, start, reached, indent if bracket < 0 else -1)
            elif value[:1] == "-":
                check_hyphen(faults, text, start, value, bracket >= 0)
            reading = None if style else another_reading(value)
            if keys is not None and key is None:
                if reading or not value or value in keys:
                    add_key(faults, text, last, value, reading, keys.get(value))
                if bracket >= 0 and text[start - 1] == "?":  # [?x] is text, but PyYAML makes a key of the x
                    faults.add(*special_start(text, start - 1))
                key = intern(value)  # thousands of records have the same keys
                keys[key] = start
                continue
            if reading:
                value = None if reading == NOTHING else Plain(value)
            if keys is None:
                parts.append(value)
            else:
                parts[key] = value
                key = None
        elif kind is MappingStartEvent or kind is SequenceStartEvent:
            start, end = event.start_mark.index, event.end_mark.index
            if event.tag or event.anchor:
                add_properties(faults, text, start)
            inner: Any = {} if kind is MappingStartEvent else []
            if keys is None:
                parts.append(inner)
            elif key is None:
                add_key_with_parts(faults, start)
                key = ""
            else:
                parts[key] = inner
                key = None
            outer.append((parts, keys, key, len(marks), indent, bracket))
            mark(start)
            mark(end)
            parts, keys, key = inner, {} if kind is MappingStartEvent else None, None
            if not event.flow_style:
                indent = event.start_mark.column
            elif text[end - 1 : end] in ("[", "{"):  # not so for the keys in [key: value]
                bracket = end - 1
        elif kind is MappingEndEvent or kind is SequenceEndEvent:
            closed = bracket
            parts, keys, key, own_mark, indent, bracket = outer.pop()
            if bracket != closed:
                reached = event.end_mark.index
                if bracket < 0:
                    check_hanging(faults, text, closed, reached, indent)
            marks[own_mark + 1] = reached
        elif kind is AliasEvent:
            start, reached = event.start_mark.index, event.end_mark.index
            add_properties(faults, text, start)
            key = "" if keys is not None and key is None else None
        elif kind is DocumentEndEvent:
            comments.check(len(text), len(text))
            add_rest(faults, text, event.end_mark.index)
            if top == [None] and last[0] == last[1]:
                faults.add(*empty_file())
            break
        elif kind is StreamEndEvent:
            faults.add(*empty_file())
            break
        if len(outer) > MOST_LEVELS:
            message = f"From here on, lists and keys stand inside one another more than {MOST_LEVELS} levels deep."
            faults.add("too-deep", start, start + 1, message, "Say it with fewer levels, or in text.")
            break
        if len(marks) > 2 * MOST_VALUES:
            message = f"From here on, this file has more than {MOST_VALUES} keys and values."
            faults.add("too-many-values", start, start + 1, message, "Divide it into several records.")
            break
    return top[0] if top else None, marks
