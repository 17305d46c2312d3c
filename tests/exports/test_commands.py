"""`nicbook diagram` and `nicbook markdown`: what they write, and how they end."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from nicbook.cli import main
from nicbook.exports.formats import FORMATS

FILES = {
    "network.yml": "title: Coming to school\n",
    "aims/attendance.yml": "title: Attendance\nstatement: More students come.\n",
    "drivers/adults.yml": "title: An adult who knows me\ndrives: [{to: attendance, since: 2020-01-01}]\nsince: 2020-01-01\n",
    "change-ideas/calls.yml": "title: A call that asks\ndrives: [adults]\nsince: 2024-02-01\n",
}
BYTES = {"png": b"\x89PNG", "pptx": b"PK"}
TEXTS = {"svg": "<svg", "outline": "Driver diagram of", "json": "{", "mermaid": "---", "dot": "digraph", "graphml": "<graphml"}


@pytest.fixture
def base(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for path, text in FILES.items():
        file = tmp_path / "base/theory/networks/school" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path / "base")
    return tmp_path / "base"


def nicbook(*arguments: str | Path) -> Result:
    answer = CliRunner().invoke(main, [str(argument) for argument in arguments])
    assert "Traceback" not in answer.output
    assert answer.exception is None or isinstance(answer.exception, SystemExit)
    return answer


def break_it(base: Path) -> None:
    (base / "theory/networks/school/drivers/adults.yml").write_text("title: An adult\ndrives: [nothing]\n")


def test_help_names_every_format() -> None:
    shown = "".join(nicbook("diagram", "--help").stdout.split())
    assert f"[{'|'.join(FORMATS)}]" in shown and FORMATS.keys() == TEXTS.keys() | BYTES.keys()


@pytest.mark.parametrize("format", TEXTS)
def test_a_diagram_in_words_is_printed_or_written_alike(base: Path, format: str) -> None:
    printed = nicbook("diagram", "school", "--format", format)
    assert printed.exit_code == 0 and printed.stdout.startswith(TEXTS[format])
    assert printed.stdout.endswith("\n") and not printed.stdout.endswith("\n\n")
    assert nicbook("diagram", "school", "--format", format, "-o", "new/file").exit_code == 0
    assert (base / "new/file").read_bytes() == printed.stdout.encode()


@pytest.mark.parametrize("format", BYTES)
def test_a_picture_or_slide_needs_a_file(base: Path, format: str) -> None:
    refused = nicbook("diagram", "school", "--format", format)
    assert refused.exit_code == 2 and f"-o school.{format}" in refused.stderr
    assert nicbook("diagram", "school", "--format", format, "-o", f"school.{format}").exit_code == 0
    assert (base / f"school.{format}").read_bytes().startswith(BYTES[format])


@pytest.mark.parametrize("format", BYTES)
def test_what_is_not_installed_is_told_in_a_sentence(base: Path, format: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "resvg_py", None)
    monkeypatch.setitem(sys.modules, "pptx", None)
    answer = nicbook("diagram", "school", "--format", format, "-o", "file")
    assert answer.exit_code == 2 and 'pip install "nicbook[kit]"' in answer.stderr
    assert not (base / "file").exists()


def test_a_diagram_as_of_a_day_shows_what_stood_then_in_the_places_of_today(base: Path) -> None:
    then = nicbook("diagram", "school", "--format", "graphml", "--as-of", "2022-01-01")
    now = nicbook("diagram", "school", "--format", "graphml")
    assert "A call that asks" in now.stdout and "A call that asks" not in then.stdout
    nodes = [part for part in now.stdout.split("<node ") if part.startswith(('id="attendance"', 'id="adults"'))]
    places = [[line for line in node.splitlines() if 'key="x"' in line or 'key="y"' in line] for node in nodes]
    assert len(places) == 2 and all(line in then.stdout for place in places for line in place)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["schol"], "Did you mean school?"),
        (["zebra"], "The networks here are: school."),
        (["school", "--format", "gif"], "is not one of"),
        (["school", "--as-of", "May 2022"], "write a day as 2026-11-21"),
    ],
)
def test_what_cannot_be_drawn_is_told_in_a_sentence(base: Path, arguments: list[str], said: str) -> None:
    answer = nicbook("diagram", *arguments)
    assert answer.exit_code == 2 and said in answer.stderr and not answer.stdout


def test_nothing_is_made_of_a_base_with_errors(base: Path, tmp_path: Path) -> None:
    break_it(base)
    drawn = nicbook("diagram", "school")
    assert drawn.exit_code == 1 and "nothing" in drawn.stderr and not drawn.stdout
    written = nicbook("markdown", tmp_path / "docs")
    assert written.exit_code == 1 and "Nothing was written." in written.stderr
    assert not (tmp_path / "docs").exists()


def test_a_folder_of_markdown_is_written_and_replaced(base: Path, tmp_path: Path) -> None:
    assert nicbook("markdown", tmp_path / "docs", base).exit_code == 0
    assert (tmp_path / "docs/networks/school/index.md").read_text(encoding="utf-8").startswith('---\n"title": "Coming')
    (base / "theory/networks/school/change-ideas/calls.yml").unlink()
    break_it(base)
    assert nicbook("markdown", tmp_path / "docs", base).exit_code == 1
    assert (tmp_path / "docs/networks/school/change-ideas/calls/index.md").exists()  # the old one stays
    (base / "theory/networks/school/drivers/adults.yml").write_text(FILES["drivers/adults.yml"])
    assert nicbook("markdown", tmp_path / "docs", base).exit_code == 0
    assert not (tmp_path / "docs/networks/school/change-ideas/calls").exists()


def test_a_folder_with_something_else_in_it_is_left_alone(base: Path, tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/notes.txt").write_text("mine")
    answer = nicbook("markdown", tmp_path / "docs")
    assert answer.exit_code == 2 and "not empty" in answer.stderr
    assert [file.name for file in (tmp_path / "docs").iterdir()] == ["notes.txt"]


def test_no_base_is_told_in_a_sentence(tmp_path: Path) -> None:
    answer = nicbook("markdown", tmp_path / "docs", tmp_path)
    assert answer.exit_code == 2 and "theory/" in answer.stderr


def test_the_name_of_the_file_says_the_format(base: Path) -> None:
    assert nicbook("diagram", "school", "-o", "school.pptx").exit_code == 0
    assert (base / "school.pptx").read_bytes().startswith(b"PK")


@pytest.mark.parametrize(
    ("day", "answer"), [("2026-10", "write a day as 2026-11-21"), ("2026-02-30", "there is no day 2026-02-30")]
)
def test_a_day_that_is_none_is_told_as_what_it_is(base: Path, day: str, answer: str) -> None:
    refused = nicbook("diagram", "school", "--as-of", day)
    assert refused.exit_code == 2 and answer in refused.output
