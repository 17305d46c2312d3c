"""PyYAML's own old test files: what is an error there is refused here, and so is every tag."""

from __future__ import annotations

import base64
import re
from typing import Any

import pytest

from nicbook.reading.yaml import read_yaml
from reading_support import corpus

CASES = corpus("pyyaml_legacy.json")
INVALID = ("loader-error", "single-loader-error", "former-loader-error", "stream-error")
"""The kind `error` is not among them: such a file only says in words what is wrong with another one."""


def content(case: dict[str, Any]) -> bytes:
    return case["text"].encode("utf-8") if "text" in case else base64.b64decode(case["b64"])


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_every_file_is_read_or_refused_in_words(case: dict[str, Any]) -> None:
    document, diagnostics = read_yaml("theory/x.yml", content(case))
    assert (document is None) == bool(diagnostics)


@pytest.mark.parametrize("case", [case for case in CASES if case["kind"] in INVALID], ids=lambda case: case["id"])
def test_an_invalid_file_is_refused(case: dict[str, Any]) -> None:
    assert read_yaml("theory/x.yml", content(case))[0] is None


TAGGED = [case for case in CASES if re.search(r"^([^#'\"\n]*[-:,{\[?] +|)!", case.get("text", ""), re.MULTILINE)]


@pytest.mark.parametrize("case", TAGGED, ids=lambda case: case["id"])
def test_a_file_with_a_tag_is_refused(case: dict[str, Any]) -> None:
    document, diagnostics = read_yaml("theory/x.yml", content(case))
    assert document is None
    assert diagnostics


def test_there_are_files_with_tags() -> None:
    assert len(TAGGED) >= 40
