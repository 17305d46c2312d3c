"""Lighthouse, which judges pages for many schools' web offices, has nothing to say of ours."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

PAGES = {
    "home": "",
    "record": "networks/carnegie-math-pathways/change-ideas/mindset-interventions/",
    "diagram": "networks/carnegie-math-pathways/diagram/",
}


def test_pages_have_full_marks(real_site: str, chromium: str, node_modules: Path, tmp_path: Path) -> None:
    """All at once: Lighthouse mostly waits."""
    running = {}
    for name, page in PAGES.items():
        command = [
            "node", str(node_modules / "lighthouse" / "cli" / "index.js"), real_site + page, "--quiet", "--output=json",
            f"--output-path={tmp_path / name}.json", "--only-categories=accessibility,best-practices",
            "--disable-full-page-screenshot", "--chrome-flags=--headless=new --no-sandbox",
        ]  # fmt: skip
        environment = {**os.environ, "CHROME_PATH": chromium}
        running[name] = subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True)
    said = {name: process.communicate()[1] for name, process in running.items()}
    for name in PAGES:
        report = tmp_path / f"{name}.json"
        assert report.exists(), said[name]
        found = json.loads(report.read_text(encoding="utf-8"))
        faults = [audit["title"] for audit in found["audits"].values() if audit["score"] is not None and audit["score"] < 1]
        marks = {category: each["score"] for category, each in found["categories"].items()}
        assert marks == {"accessibility": 1, "best-practices": 1}, f"{name}: {faults}"
