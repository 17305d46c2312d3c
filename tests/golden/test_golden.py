"""Golden cases: one file a case, with the files that go in and the diagnostics or pages that must come out.

`NICBOOK_REWRITE=1 pytest tests/golden` writes the diagnostics that come out into the cases; look at the difference.
"""

from __future__ import annotations

import os
import re
from datetime import date
from pathlib import Path

import pytest
import yaml

from nicbook.diagnostics import Severity
from nicbook.website import make_website, read_base

CASES = sorted((Path(__file__).parent / "cases").rglob("*.yml"))
REWRITE = os.environ.get("NICBOOK_REWRITE") == "1"


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_case(case: Path) -> None:
    text = case.read_text(encoding="utf-8")
    given = yaml.safe_load(text)
    assert given["purpose"]
    files = {path: content.encode() for path, content in given["files"].items()}
    today = given.get("today", date(2026, 11, 21))
    base, found = read_base(files, today)
    # Notes on the gaps of a small base would bury what a case is about; those under rules/ are about them.
    told = [
        f"{one.path.removeprefix('theory/networks/n/')}:{one.span.line}:{one.span.column} {one.severity} {one.code.name}: "
        f"{one.message} | {one.hint}"
        for one in found
        if "rules" in case.parts or not (one.severity is Severity.INFO and one.code.family.startswith("rules-"))
    ]
    if REWRITE:
        quoted = (yaml.dump(line, width=10_000, allow_unicode=True, default_style='"').strip() for line in told)
        lines = "".join(f"\n  - {line}" for line in quoted)
        without = re.sub(r"\ndiagnostics:.*?(?=\n\w|\Z)", "", text.rstrip("\n"), flags=re.DOTALL)
        case.write_text(f"{without}\ndiagnostics:{lines or ' []'}\n", encoding="utf-8")
        return
    assert told == given["diagnostics"]
    website = make_website(base)
    for address, expected in given.get("pages", {}).items():
        html = website.pages[address].html
        for piece in expected:
            assert piece in html, f"{address} does not show {piece!r}"
