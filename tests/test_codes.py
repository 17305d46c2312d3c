"""Every code is explained, is told of its bad example, and is silent about its good one."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from nicbook.diagnostics import Code, registry
from nicbook.pages.checks_page import FAMILIES
from nicbook.website import read_base

TODAY = date(2026, 11, 21)
SOURCES = Path(__file__).parent.parent / "generator" / "nicbook"
NOT_TEXT = {
    **dict.fromkeys(
        ("hard-link", "special-file", "symbolic-link", "unreadable"),
        "what stands in the folder is not an ordinary file with a text",
    ),
    **dict.fromkeys(
        ("bad-file-name", "misplaced-file", "names-differ-in-case-only", "reserved-name", "unusable-name"),
        "the name or the place of the file is at fault, not its text",
    ),
    **dict.fromkeys(
        ("duplicate-id", "network-without-record", "table-without-record"),
        "another file is there, or is not, beside one whose text is fine",
    ),
    **dict.fromkeys(("folder-named-like-a-file", "folders-too-deep"), "a folder is at fault"),
    **dict.fromkeys(
        ("file-too-large", "record-too-large", "table-too-large", "too-many-values"),
        "a text that is too large is no example to read",
    ),
    **dict.fromkeys(("picture-metadata", "refused-file"), "a file that is handed out as it is, and mostly no text"),
    "not-utf-8": "the bytes of the file are at fault, before they are a text",
    "old-line-end": "nobody can see how a line ends",
    "broken-link": "no file of a base can cause it while the pages are made right",
}
"""Codes that no text of a file can show, and why."""

CODES = [code for code in registry().values()]


def told(code: Code, text: str) -> set[str]:
    example = code.example
    assert example is not None
    files = {"theory/networks/example/network.yml": "title: Coming to school\n", **example.beside, example.file: text}
    _, found = read_base({path: content.encode() for path, content in files.items()}, TODAY)
    return {one.code.name for one in found}


@pytest.mark.parametrize("code", CODES, ids=lambda code: code.name)
def test_a_code_is_explained(code: Code) -> None:
    assert code.family in FAMILIES
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", code.name)
    for sentence in (code.rule, code.why):
        assert sentence[0].isupper() or sentence[0] in "“`0123456789"
        assert sentence.endswith((".", "?", "”")), sentence


def test_only_real_codes_go_without_an_example() -> None:
    assert NOT_TEXT.keys() <= registry().keys()


@pytest.mark.parametrize("code", CODES, ids=lambda code: code.name)
def test_the_bad_example_breaks_the_rule_and_the_good_one_keeps_it(code: Code) -> None:
    if code.name in NOT_TEXT:
        assert code.example is None
        return
    assert code.example is not None, "a code needs an example, so that people see what is meant"
    assert code.name in told(code, code.example.bad)
    assert code.name not in told(code, code.example.good)


@pytest.mark.parametrize("code", CODES, ids=lambda code: code.name)
def test_a_code_is_used(code: Code) -> None:
    quoted = f'"{code.name}"'
    assert any(quoted in path.read_text(encoding="utf-8") for path in SOURCES.rglob("*.py")), "nothing tells this code"
