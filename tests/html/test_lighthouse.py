"""Lighthouse, which judges pages for many schools' web offices, has nothing to say of ours."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest

PAGES = {
    "home": "",
    "record": "networks/carnegie-math-pathways/change-ideas/mindset-interventions/",
    "diagram": "networks/carnegie-math-pathways/diagram/",
}


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES.keys())
def test_a_page_has_full_marks(real_site: str, chromium: str, node_modules: Path, tmp_path: Path, page: str) -> None:
    report = tmp_path / "report.json"
    command = [
        "node", str(node_modules / "lighthouse" / "cli" / "index.js"), real_site + page, "--quiet", "--output=json",
        f"--output-path={report}", "--only-categories=accessibility,best-practices",
        "--chrome-flags=--headless=new --no-sandbox",
    ]  # fmt: skip
    judged = subprocess.run(command, env={**os.environ, "CHROME_PATH": chromium}, capture_output=True, text=True)
    assert report.exists(), judged.stderr
    found = json.loads(report.read_text(encoding="utf-8"))
    faults = [audit["title"] for audit in found["audits"].values() if audit["score"] is not None and audit["score"] < 1]
    marks = {name: category["score"] for name, category in found["categories"].items()}
    assert marks == {"accessibility": 1, "best-practices": 1}, faults
