"""The command `nicbook chart`: what it prints and writes, and how it ends."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from nicbook.cli import main

TABLE = "date;value\n2025-01;3\n2025-02;5\n2025-03;4\n"


def run(*arguments: str):
    return CliRunner().invoke(main, ["chart", *arguments])


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mine.csv").write_text(TABLE, encoding="utf-8")
    return tmp_path


def test_a_file_is_drawn_to_the_screen_or_to_a_file_and_nothing_else_is_said(folder: Path) -> None:
    printed = run("mine.csv")
    assert printed.exit_code == 0 and printed.stdout.startswith("<svg") and printed.stderr == ""
    written = run("mine.csv", "-o", "out/mine.svg")
    assert written.exit_code == 0 and written.output == ""
    assert (folder / "out" / "mine.svg").read_text(encoding="utf-8") == printed.stdout


def test_json() -> None:
    told = json.loads(run("mine.csv", "--format", "json", "--rules", "making-data-count").stdout)
    assert told["rules"] == "making-data-count" and told["kind"] == "i"


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["nowhere.csv"], 2),
        (["mine.csv", "--site", "x"], 2),
        (["mine.csv", "--kind", "p"], 2),
        (["mine.csv", "--group", "grade"], 2),
        (["mine.csv", "--rules", "making-data-count", "--kind", "p"], 2),
        (["no-such-measure"], 2),
        (["broken.csv"], 1),
        (["spoken.csv"], 1),
    ],
)
def test_every_refusal_is_told_in_words(folder: Path, arguments: list[str], code: int) -> None:
    (folder / "broken.csv").write_bytes(b'date,value\n2025-01,"3\n')
    (folder / "spoken.csv").write_text("date,value\n3/2/2026,4\n", encoding="utf-8")
    ended = run(*arguments)
    assert ended.exit_code == code and ended.stdout == "" and ended.stderr and "Traceback" not in ended.output
