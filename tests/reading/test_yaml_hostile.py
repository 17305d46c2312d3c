"""Files made to deceive a reader or to exhaust a program: refused at their place, whatever the bytes."""

from __future__ import annotations

import random
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import nicbook.reading.yaml
import yaml
from nicbook.reading.yaml import MOST_BYTES, MOST_LEVELS, MOST_VALUES, read_yaml
from reading_support import corpus, data_of, places, read, steady

DIRECTIONS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


@pytest.mark.parametrize("case", corpus("trojan_source.json"), ids=lambda case: case["id"])
def test_characters_that_turn_the_text_around_are_refused_where_they_stand(case: dict[str, Any]) -> None:
    lines = case["text"].splitlines()
    text = "code: |\n" + "".join(f"  {line}\n" for line in lines).replace("\t", "    ")
    expected = [
        ("refused-character", number, match.start() + 1)
        for number, line in enumerate(text.split("\n"), 1)
        for match in DIRECTIONS.finditer(line)
    ]
    document, diagnostics = read(text)
    assert places(diagnostics) == expected
    assert (document is None) == bool(expected)


REFUSED = (0x00, 0x07, 0x0B, 0x1B, 0x7F, 0x85, 0x9F, 0x061C, 0x200E, 0x202A, 0x202E, 0x2066, 0x2069, 0x2028, 0x2029)
REFUSED += (0xFEFF, 0xFDD0, 0xFFFE, 0xFFFF, 0x1FFFE, 0x10FFFF)


@pytest.mark.parametrize("number", REFUSED, ids=hex)
@pytest.mark.parametrize("text", ["a: b\nc: d{}e\n", "a: b\nc: d # {}\n", "a: b\nc: '{}'\n", "a: |\n  b{}\n"])
def test_characters_that_nobody_sees_are_refused_where_they_stand(text: str, number: int) -> None:
    place = text.index("{")
    document, diagnostics = read(text.replace("{}", chr(number)))
    assert document is None
    assert places(diagnostics) == [("refused-character", 2, place - text.rfind("\n", 0, place))]
    assert f"U+{number:04X}" in diagnostics[0].message
    assert chr(number) not in diagnostics[0].message


ESCAPES = {
    '"\\u202e"': 1, '"ab\\x00"': 3, '"a\\0"': 2, '"\\U0001fffe"': 1, '"\\ud800"': 1, '"\\ud83d\\ude00"': 1,
    '"\\N"': 1, '"\\L"': 1, '"a\\r\\n"': 2, '"\\e"': 1, '"\\ufeff"': 1,
}  # fmt: skip


@pytest.mark.parametrize("loader", [yaml.CSafeLoader, yaml.SafeLoader])
@pytest.mark.parametrize("value", ESCAPES)
def test_they_are_refused_when_written_as_escapes(value: str, loader: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(nicbook.reading.yaml, "_Loader", loader)
    document, diagnostics = read(f"a: {value}\n")
    assert document is None
    assert places(diagnostics)[0] == ("refused-character", 1, 3 + ESCAPES[value] + 1)


def test_harmless_escapes_and_characters_are_read() -> None:
    assert data_of('a: "\\t\\n\\"\\\\\\u00e9\\U0001F600\\_"\nb: "é 😀 👩\u200d🏫 \u00a0"\n') == {
        "a": '\t\n"\\é😀\u00a0',
        "b": "é 😀 👩\u200d🏫 \u00a0",
    }


@pytest.mark.parametrize(
    ("content", "line", "column"),
    [
        ("a: b\n".encode("utf-16"), 1, 1),
        ("a: b\n".encode("utf-16-le"), 1, 2),
        ("a: b\n".encode("utf-32-be"), 1, 1),
        ("a: b\nc: d\u00e9\n".encode("latin-1"), 2, 5),
        ("\ufeffa: \u00e9".encode() + b"\x93b\x94\n", 1, 5),
        (b"a: \xed\xa0\x80\n", 1, 4),
        (b"PK\x03\x04 a workbook", 1, 1),
    ],
)
def test_other_encodings_are_refused(content: bytes, line: int, column: int) -> None:
    document, diagnostics = read_yaml("x.yml", content)
    assert document is None
    assert places(diagnostics)[0][1:] == (line, column)


def test_lines_that_end_with_a_carriage_return_alone_are_refused() -> None:
    assert places(read("a: b\r\nc: d\re: f\r")[1]) == [("old-line-end", 2, 5)]


@pytest.mark.parametrize("part", ["[", "[ ", "[\n", "{", "- ", "? ", "{a: ", "[a, [", "? - ", "- ? "])
def test_deep_nesting_is_refused_and_crashes_nothing(part: str) -> None:
    document, diagnostics = read(part * 60_000)
    assert document is None
    assert "too-deep" in {found.code.name for found in diagnostics}


def test_the_deepest_level() -> None:
    deepest = "[" * MOST_LEVELS + "]" * MOST_LEVELS
    assert read(deepest)[0] is not None
    assert places(read(f"[{deepest}]")[1]) == [("too-deep", 1, MOST_LEVELS + 1)]


def test_the_most_values() -> None:
    values = "- a\n" * (MOST_VALUES - 1)  # the list itself is one
    assert read(values)[0] is not None
    assert places(read(values + "- a\n")[1]) == [("too-many-values", MOST_VALUES, 3)]


def test_the_largest_file() -> None:
    assert read("a: " + "x" * (MOST_BYTES - 3))[0] is not None
    assert places(read("a: " + "x" * (MOST_BYTES - 2))[1]) == [("record-too-large", 1, 1)]


MERGE_KEYS = "a: &a {x: 1}\n" + "".join(f"b{n}: &b{n} {{<<: [{', '.join(['*a'] * 9)}]}}\n" for n in range(20))
ALIASES = "a: &a [x, x]\n" + "".join(f"b{n}: &b{n} [*a, *a]\n" for n in range(20))
MARKS = random.Random(1).choices("\u0301\u0323", k=150_000)
HOSTILE = {
    "merge keys": (MERGE_KEYS, "merge-key"),
    "aliases": (ALIASES, "alias"),
    "directives": ("".join(f"%TAG !a{n}! x\n" for n in range(50_000)) + "---\na: b\n", "directive"),
    "later directives": ("a\n...\n" + "".join(f"%TAG !a{n}! x\n" for n in range(50_000)), "directive"),
    "marks on one letter": ("a: b" + "".join(MARKS), "refused-character"),
    "escaped marks": ('a: "' + "".join(f"\\u{ord(mark):04x}" for mark in MARKS) + '"', "refused-character"),
    "tags": ("[" + "!a," * 300_000, "tag"),
    "anchors": ("[" + "&a b," * 200_000, "anchor"),
    "keys": ("y: 1\n" * 200_000, "duplicate-key"),
    "quotes": ('"a\n' * 200_000, "wrong-indentation"),
    "control characters": ("\x01" * 1_000_000, "refused-character"),
    "tabs": ("\t\n" * 500_000, "tab-indentation"),
    "signs": ('["a",#\n' + '"a",#\n' * 100_000, "missing-space"),
    "brackets": ("{" * 1_000_000, "key-not-text"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_file_made_to_exhaust_is_refused(name: str) -> None:
    text, code = HOSTILE[name]
    document, diagnostics = read(text)
    assert document is None
    assert code in {found.code.name for found in diagnostics}
    assert len(diagnostics) < 100


def test_a_line_of_a_million_characters() -> None:
    assert data_of("a: " + "b " * 500_000) == {"a": ("b " * 500_000).strip()}


@steady
@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    document, diagnostics = read_yaml("x.yml", content)
    assert (document is None) == bool(diagnostics)


PIECES = """a|b: |- |-|
|
  |
    |: |:|? |[|]|{|}|, |"|'|>
  |#| #|&x |*x|!t |%|@|`|---
|...
|\t|\\|"q"|'s'|é|\r
|1|yes|<<|key: value
|~|[a, b]|{a: b}|\u202e|\\u202e""".split("|") + ["|\n", "|"]


@steady
@given(st.lists(st.sampled_from(PIECES), max_size=15), st.sampled_from([yaml.CSafeLoader, yaml.SafeLoader]))
def test_any_mixture_of_signs_is_read_or_refused_at_a_place_in_it(pieces: list[str], loader: Any) -> None:
    text = "".join(pieces)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(nicbook.reading.yaml, "_Loader", loader)
        document, diagnostics = read(text)
    assert (document is None) == bool(diagnostics)
    for found in diagnostics:
        assert 1 <= found.span.line <= text.count("\n") + 1
        assert (found.span.line, found.span.column) <= (found.span.end_line, found.span.end_column)
