"""What the README and CONTRIBUTING tell people to copy really works."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from nicbook.broken_links import broken_links
from nicbook.diagnostics import Severity
from nicbook.files.folder import read_folder
from nicbook.website import make_website, read_base

REPOSITORY = Path(__file__).parent.parent
DOCUMENTS = ("README.md", "CONTRIBUTING.md")
TODAY = date(2026, 11, 21)
_PATH_OR_EXAMPLE = re.compile(r"`(theory/[^`\s]+\.(?:yml|csv))`|^```(?:yaml|csv)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def examples(document: str) -> dict[str, str]:
    """The files that a document shows: each block of YAML or CSV under the path that was named last before it."""
    found: dict[str, str] = {}
    path = ""
    for match in _PATH_OR_EXAMPLE.finditer((REPOSITORY / document).read_text(encoding="utf-8")):
        if match[1]:
            path = match[1]
        else:
            assert path not in found, f"{document} shows {path} twice, or does not name the file of an example"
            found[path] = match[2]
    return found


def problems(examples: dict[str, str]) -> list[str]:
    """The errors that the base has only with the examples in it, and the warnings about the examples."""
    files, refused = read_folder(REPOSITORY)
    new = {path: text.encode() for path, text in examples.items()}
    assert not files.keys() & new.keys()
    _, before = read_base(files, TODAY, refused)
    base, after = read_base({**files, **new}, TODAY, refused)
    return [
        f"{one.path}:{one.span.line} {one.code.name}: {one.message}"
        for one in after + broken_links(make_website(base))
        if one not in before
        and (one.severity is Severity.ERROR or (one.path in new and one.severity is Severity.WARNING))
    ]


@pytest.mark.parametrize("document", DOCUMENTS)
def test_the_examples_can_be_copied_as_they_are(document: str) -> None:
    assert problems(examples(document)) == []


def test_there_is_an_example_of_what_members_add() -> None:
    kinds = {path.split("/")[-2] for path in examples("CONTRIBUTING.md")}
    assert kinds >= {"change-ideas", "cycles", "measures", "aims", "sites", "sources"}
    assert any(path.endswith(".csv") for path in examples("CONTRIBUTING.md"))


def test_the_documents_show_the_same_file_alike() -> None:
    readme, contributing = (examples(document) for document in DOCUMENTS)
    assert {path: contributing[path] for path in readme} == readme


def test_an_example_with_a_slip_would_be_found() -> None:
    slipped = {path: text.replace("known-by-an-adult", "known-by-an-adlt") for path, text in examples("README.md").items()}
    assert len(problems(slipped)) == 1


@pytest.mark.parametrize("document", [*DOCUMENTS, "generator/README.md", ".github/PULL_REQUEST_TEMPLATE.md"])
def test_links_between_the_documents_lead_somewhere(document: str) -> None:
    source = REPOSITORY / document
    text = source.read_text(encoding="utf-8")
    for target in re.findall(r"\]\((?!https?:)([^)\s]+)\)", text):
        name, _, heading = target.partition("#")
        file = source.parent / name if name else source
        assert file.exists(), f"{document} links to {target}"
        if heading:
            headings = re.findall(r"^#+ (.*)$", file.read_text(encoding="utf-8"), re.MULTILINE)
            anchors = {re.sub(r"[^\w\- ]", "", one.lower()).replace(" ", "-") for one in headings}
            assert heading in anchors, f"{document} links to {target}"
