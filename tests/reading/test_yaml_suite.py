"""The YAML test suite: invalid files are refused; valid ones are read, or what is not accepted is named."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from nicbook.reading.document import Plain
from reading_support import corpus, read

CASES = corpus("yaml_test_suite.json")

TRACES = {
    "anchor": r"&\S",
    "alias": r"\*\S",
    "tag": r"!",
    "directive": r"^%",
    "several-documents": r"^(---|\.\.\.)",
    "tab-indentation": r"^ *\t|[-?:]\t",
    "empty-key": r"^[- ]*:(\s|$)|, :",
    "key-not-text": r"\?|[\]}] *:",
    "empty-file": r"\A(#.*\n|---\n|\.\.\.\n)*\Z|^---\n---",
    "missing-colon": r"^ *:",
    "colon-in-text": r":,",
    "missing-space": r"^-\w|\s#\w",
    "needs-quotes": r"\[\?x",
    "wrong-indentation": r"^--- >\n\w",
}
"""What a valid file has that we do not accept, by the code that names it."""


def by_core_schema(value: Any) -> Any:
    """The values of YAML 1.2's core schema for unquoted text."""
    if isinstance(value, dict):
        return {key: by_core_schema(part) for key, part in value.items()}
    if isinstance(value, list):
        return [by_core_schema(part) for part in value]
    if not isinstance(value, Plain):
        return value
    if value.lower() in ("true", "false"):
        return value.lower() == "true"
    if re.fullmatch(r"[-+]?[0-9]+", value):
        return int(value)
    if re.fullmatch(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", value):
        return float(value)
    return str(value)


@pytest.mark.parametrize("case", [case for case in CASES if case["fail"]], ids=lambda case: case["id"])
def test_an_invalid_file_is_refused_at_a_place_in_it(case: dict[str, Any]) -> None:
    document, diagnostics = read(case["yaml"])
    assert document is None
    for found in diagnostics:
        assert 1 <= found.span.line <= case["yaml"].count("\n") + 1
        assert found.span.column >= 1


@pytest.mark.parametrize("case", [case for case in CASES if not case["fail"]], ids=lambda case: case["id"])
def test_a_valid_file_is_read_or_what_is_not_accepted_is_named(case: dict[str, Any]) -> None:
    document, diagnostics = read(case["yaml"])
    if document is None:
        for found in diagnostics:
            assert re.search(TRACES[found.code.name], case["yaml"], re.MULTILINE), found
    elif case["json"] is not None:
        assert by_core_schema(document.data) == json.loads(case["json"])
