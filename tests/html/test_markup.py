"""Every page is valid HTML: html-validate finds nothing, in the whole page as readers get it."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

RULES = Path(__file__).parent / "html-validate.json"


def test_every_page_is_valid_html(real_folder: Path, node_modules: Path, tmp_path: Path) -> None:
    report = tmp_path / "report.json"
    command = ["node", str(node_modules / "html-validate" / "bin" / "html-validate.mjs")]
    options = ["--config", str(RULES), "--formatter", f"json={report}"]
    judged = subprocess.run([*command, *options, str(real_folder)], capture_output=True, text=True)
    assert report.exists(), judged.stderr
    faults = [
        f"{Path(page['filePath']).relative_to(real_folder)}:{fault['line']}: {fault['ruleId']}: {fault['message']}"
        for page in json.loads(report.read_text(encoding="utf-8"))
        for fault in page["messages"]
    ]
    assert not faults, f"{len(faults)} faults, such as\n" + "\n".join(faults[:20])
