"""The summary that GitHub shows on the page of a run: all problems, as Markdown that echoed text cannot change."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from nicbook.cli import main
from nicbook.diagnostics import Code, Diagnostic, Severity, Span, harmless
from nicbook.report import to_summary

DUPLICATE = Code(
    "duplicate-key", "reading", Severity.ERROR, "A key stands once in a record.", "Nobody knows which of two counts."
)
STALE = Code("stale", "rules", Severity.INFO, "There is recent evidence.", "What worked once may not work now.")
SMALL = Code(
    "small-group", "privacy", Severity.ERROR, "A group has 10 people.", "A child could be recognised.", private=True
)
GITHUB_LIMIT = 1024 * 1024


def found(code: Code, path: str, line: int, message: str, hint: str = "Remove one.") -> Diagnostic:
    return Diagnostic(code, path, Span(line, 1, line, 2), message, hint, code.severity)


class Shown(HTMLParser):
    """What a reader sees of rendered Markdown: the elements, and the text of each block."""

    def __init__(self, markdown: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.lines = [""]
        self.feed(MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).render(markdown))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        assert not attrs
        if tag in ("br", "li", "h2", "h3", "p"):
            self.lines.append("")

    def handle_data(self, data: str) -> None:
        self.lines[-1] += data.replace("\n", "")


def lines(markdown: str) -> list[str]:
    return [line for line in Shown(markdown).lines if line.strip()]


def test_a_teacher_reads_everything_file_by_file_errors_first() -> None:
    diagnostics = [
        found(STALE, "theory/a.yml", 1, "Nothing for two years."),
        found(DUPLICATE, "theory/b.yml", 2, "`title` is there twice."),
        found(STALE, "theory/b.yml", 7, "Nothing for three years."),
    ]
    assert lines(to_summary(diagnostics, {"aim": 12})) == [
        "1 error, 2 notes in 12 records.",
        "Errors keep the website as it was until they are mended. Warnings and notes are advice.",
        "theory/b.yml",
        "Line 2, error, duplicate-key",
        "`title` is there twice.",
        "Why: Nobody knows which of two counts.",
        "Mend: Remove one.",
        "Line 7, note, stale",
        "Nothing for three years.",
        "Why: What worked once may not work now.",
        "Mend: Remove one.",
        "theory/a.yml",
        "Line 1, note, stale",
        "Nothing for two years.",
        "Why: What worked once may not work now.",
        "Mend: Remove one.",
    ]


def test_all_is_well() -> None:
    assert lines(to_summary([], {"aim": 12})) == ["No problems in 12 records."]


HOSTILE = [
    "<script>alert(1)</script>",
    "</li></ul><h1>All is well</h1>",
    "&lt;b&gt; &#60;",
    "![x](http://a/b.png) [y](http://a) <http://a>",
    "# All is well",
    "- [x] done",
    "1. one",
    "```",
    "~~~",
    "***",
    "===",
    "| a | b |",
    "> quoted",
    "*a* _b_ ~~c~~ `d`",
    "a\\",
    "<!-- ",
    "<pre>",
    "http://a.example and www.example.org",
    "    indented",
    "a\n\n# b\r\nc",
]


@pytest.mark.parametrize("hostile", HOSTILE)
def test_what_a_file_says_means_only_itself(hostile: str) -> None:
    expected = to_summary([found(DUPLICATE, "path", 3, "message", "hint")], {})
    shown = to_summary([found(DUPLICATE, hostile, 3, hostile, hostile)], {})
    assert Shown(shown).tags == Shown(expected).tags
    words = " ".join(harmless(hostile).split())
    assert [" ".join(line.split()) for line in lines(shown)[2:]] == [
        words,
        "Line 3, error, duplicate-key",
        words,
        "Why: Nobody knows which of two counts.",
        f"Mend: {words}",
    ]


@given(st.text(st.characters(codec="utf-8"), min_size=1))
def test_no_text_changes_the_elements(text: str) -> None:
    expected = to_summary([found(DUPLICATE, "path", 3, "message", "hint")], {})
    shown = to_summary([found(DUPLICATE, f"a{text}b", 3, f"a{text}b", f"a{text}b")], {})
    assert Shown(shown).tags == Shown(expected).tags


def test_a_private_problem_silences_what_else_would_quote_its_line() -> None:
    summary = to_summary(
        [found(SMALL, "theory/a.yml", 3, "The size is under 10."), found(DUPLICATE, "theory/a.yml", 3, "Jane D.")], {}
    )
    assert "Jane" not in summary
    assert "A key stands once in a record." in lines(summary)


def test_what_is_too_much_for_github_is_counted_and_errors_stay() -> None:
    notes = [found(STALE, "theory/a.yml", line, "ä" * 200) for line in range(1, 5001)]
    summary = to_summary([*notes, found(DUPLICATE, "theory/z.yml", 1, "Twice.")], {})
    assert 0.8 * GITHUB_LIMIT < len(summary.encode()) < GITHUB_LIMIT
    told = lines(summary)
    assert told[2:5] == ["theory/z.yml", "Line 1, error, duplicate-key", "Twice."]
    shown = sum(line.startswith("Line ") for line in told)
    assert told[-1] == f"And {5001 - shown} more: see the log."


# The command


@pytest.fixture
def base(tmp_path: Path) -> Path:
    record = tmp_path / "base/theory/networks/n/network.yml"
    record.parent.mkdir(parents=True)
    record.write_text("title: Coming to school\ntilte: <b>Again</b>\n", encoding="utf-8")
    return tmp_path / "base"


def check(base: Path, summary: object, form: str = "github"):
    return CliRunner().invoke(main, ["check", "--format", form, str(base)], env={"GITHUB_STEP_SUMMARY": summary})


def test_check_adds_to_the_summary_that_github_names(base: Path, tmp_path: Path) -> None:
    summary = tmp_path / "summary.md"
    summary.write_text("Before.\n\n", encoding="utf-8")
    result = check(base, str(summary))
    assert result.exit_code == 1
    told = lines(summary.read_text(encoding="utf-8"))
    assert told[0] == "Before."
    assert "theory/networks/n/network.yml" in told
    assert any("tilte" in line for line in told)
    assert "::error file=theory/networks/n/network.yml,line=2," in result.stdout


@pytest.mark.parametrize("form, summary", [("text", "summary.md"), ("json", "summary.md"), ("github", ""), ("github", None)])
def test_no_summary_is_written_where_none_is_asked_for(base: Path, tmp_path: Path, monkeypatch, form, summary) -> None:
    monkeypatch.chdir(tmp_path)
    assert check(base, summary, form).exit_code == 1
    assert [path.name for path in tmp_path.iterdir()] == ["base"]


def test_notes_on_gaps_are_counted_and_listed_on_demand(base: Path) -> None:
    network = base / "theory/networks/n"
    network.joinpath("network.yml").write_text("title: Coming to school\n", encoding="utf-8")
    network.joinpath("aims").mkdir()
    network.joinpath("aims/aim.yml").write_text("title: The aim\nstatement: More.\n", encoding="utf-8")
    short = CliRunner().invoke(main, ["check", str(base)])
    listed = CliRunner().invoke(main, ["check", "--notes", str(base)])
    assert short.exit_code == listed.exit_code == 0
    count = listed.stdout.count("  note  ")
    assert count and " note  " not in short.stdout
    assert short.stdout.splitlines()[-1] == f"{count} notes on gaps: `nicbook check --notes` lists them."
    assert listed.stdout.splitlines()[-1] == f"{count} notes in 2 records."


def test_a_summary_that_cannot_be_written_is_told_in_one_sentence(base: Path, tmp_path: Path) -> None:
    result = check(base, str(tmp_path / "nowhere" / "summary.md"))
    assert result.exit_code == 2
    assert result.stderr.startswith("nicbook: The summary cannot be written to ")
    assert "::error" in result.stdout
