"""Every key and every value of a file is found again where the file has it."""

from __future__ import annotations

from typing import Any
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

import yaml
from nicbook.diagnostics import START, Span
from nicbook.reading.document import Document, Location, Plain
from nicbook.reading.scalars import another_reading
from nicbook.reading.source import REFUSED
from nicbook.reading.yaml import read_yaml
from reading_support import cut, read, steady

RECORD = """\
# A comment
title: Check-in   # another
drives: [attendance, {to: climate, "because": 'it is so'}]
steps:
- do: Read the list
  minutes: 5

- do: >
    Agree on
    one step

  who:
none: ~
last: |
  Write it
  down

# The end
"""


def document_of(text: str) -> Document:
    document, diagnostics = read(text)
    assert document is not None, diagnostics
    return document


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
@pytest.mark.parametrize("beginning", ["", "\ufeff"])
def test_spans_of_a_record(line_end: str, beginning: str) -> None:
    document = document_of(beginning + RECORD.replace("\n", line_end))
    expected = {
        ("title",): ("title", "Check-in"),
        ("drives",): ("drives", "[attendance, {to: climate, \"because\": 'it is so'}]"),
        ("drives", 0): (None, "attendance"),
        ("drives", 1): (None, "{to: climate, \"because\": 'it is so'}"),
        ("drives", 1, "to"): ("to", "climate"),
        ("drives", 1, "because"): ('"because"', "'it is so'"),
        ("steps", 0): (None, "do: Read the list\n  minutes: 5"),
        ("steps", 0, "minutes"): ("minutes", "5"),
        ("steps", 1, "do"): ("do", ">\n    Agree on\n    one step"),
        ("steps", 1, "who"): ("who", ""),
        ("steps",): (
            "steps",
            "- do: Read the list\n  minutes: 5\n\n- do: >\n    Agree on\n    one step\n\n  who:",
        ),
        ("none",): ("none", "~"),
        ("last",): ("last", "|\n  Write it\n  down"),
    }
    for location, (key, value) in expected.items():
        key_span, value_span = document.key_span(location), document.value_span(location)
        assert (key_span and cut(RECORD, key_span)) == key
        assert value_span is not None
        assert cut(RECORD, value_span) == value


def test_the_nearest_place_to_what_is_not_there() -> None:
    document = document_of(RECORD)
    assert document.key_span(("steps", 0, "because")) is None
    assert document.value_span(("steps", 0, "because")) is None
    assert document.nearest(("steps", 0, "because")) == document.value_span(("steps", 0))
    assert document.nearest(("steps", 0, "minutes", "x")) == document.value_span(("steps", 0, "minutes"))
    assert document.nearest(("summary",)) == START
    assert document.nearest(()) == START


def test_columns_count_characters() -> None:
    document = document_of('a: ["é", "😀", e\u0301, x]\n')
    assert document.value_span(("a", 3)) == Span(1, 19, 1, 20)
    assert document.data == {"a": ["é", "😀", "é", "x"]}


def test_all_texts_come_in_order() -> None:
    document = document_of("a: b\nc: [d, {e: '1'}]\nf:\n")
    assert list(document.texts()) == [(("a",), "b"), (("c", 0), "d"), (("c", 1, "e"), "1")]


def test_only_unquoted_text_with_another_reading_is_plain() -> None:
    data = document_of("a: NO\nb: 'NO'\nc: no more\nd: 12:30\n").data
    assert [type(data[key]) for key in "abcd"] == [Plain, str, str, Plain]


# Files written by PyYAML from any data are read back the same, and each place holds what it should.

TEXTS = st.text(st.characters(exclude_categories=("Cs", "Cn")), max_size=30).filter(
    lambda text: not REFUSED.search(text) and "\r" not in text
)
KEYS = TEXTS.filter(lambda key: not another_reading(key) and not key.startswith(("-", "?")) and key.strip())
DATA = st.recursive(
    st.none() | TEXTS | st.sampled_from(["yes", "12:30", "-", "- a", "a: b", "a #b", "'", "a\nb", " a", "[", "é"]),
    lambda parts: st.lists(parts, max_size=4) | st.dictionaries(KEYS, parts, max_size=4),
    max_leaves=15,
)


class WithoutAliases(yaml.SafeDumper):
    def ignore_aliases(self, data: Any) -> bool:
        return True


def composed(data: Any) -> Any:
    if isinstance(data, dict):
        return {normalize("NFC", key): composed(part) for key, part in data.items()}
    if isinstance(data, list):
        return [composed(part) for part in data]
    return normalize("NFC", data) if isinstance(data, str) else data


def locations(data: Any, around: Location = ()) -> list[Location]:
    found = [around]
    pairs = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for step, part in pairs:
        found += locations(part, (*around, step))
    return found


def value_at(data: Any, location: Location) -> Any:
    for step in location:
        data = data[step]
    return data


def as_base(data: Any) -> Any:
    """The data as PyYAML's reader of pure text gives it: nothing is an empty text."""
    if isinstance(data, dict):
        return {key: as_base(part) for key, part in data.items()}
    if isinstance(data, list):
        return [as_base(part) for part in data]
    return "null" if data is None else data


@steady
@given(
    data=st.dictionaries(KEYS, DATA, min_size=1, max_size=5),
    flow=st.sampled_from([True, False, None]),
    unicode=st.booleans(),
    width=st.sampled_from([20, 80]),
    line_end=st.sampled_from(["\n", "\r\n"]),
    beginning=st.sampled_from(["", "\ufeff"]),
)
def test_what_is_written_is_read_back_with_its_places(
    data: dict[str, Any], flow: bool | None, unicode: bool, width: int, line_end: str, beginning: str
) -> None:
    expected = composed(data)
    if len(locations(expected)) < len(locations(data)):
        return  # two keys are the same when composed
    text = yaml.dump(data, Dumper=WithoutAliases, allow_unicode=unicode, default_flow_style=flow, width=width)
    document, diagnostics = read_yaml("x.yml", (beginning + text.replace("\n", line_end)).encode("utf-8"))
    assert document is not None, (text, diagnostics)
    assert document.data == expected
    for location in locations(expected):
        span = document.value_span(location)
        assert span is not None
        part = " " * (span.column - 1) + cut(text, span)
        assert composed(yaml.load(part, Loader=yaml.BaseLoader)) == as_base(value_at(expected, location))
        if location and isinstance(location[-1], str):
            key_span = document.key_span(location)
            assert key_span is not None
            assert composed(yaml.load(cut(text, key_span), Loader=yaml.BaseLoader)) == location[-1]
