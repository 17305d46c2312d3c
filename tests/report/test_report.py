"""What is wrong, told to a teacher, to a program and to GitHub; never a value that must stay private."""

from __future__ import annotations

import json
import re

import pytest

from nicbook.diagnostics import START, Code, Diagnostic, Severity, Span
from nicbook.report import to_blocks, to_github, to_json, to_text, without_private_values

DUPLICATE = Code(
    "duplicate-key", "reading", Severity.ERROR, "A key stands once in a record.", "Nobody knows which of two counts."
)
UNMEASURED = Code(
    "unmeasured", "rules", Severity.WARNING, "A driver has a measure.", "Without one nobody sees whether it moves."
)
STALE = Code(
    "stale", "rules", Severity.INFO, "There is evidence from the last two years.", "What worked once may not work now."
)
SMALL = Code(
    "small-group", "privacy", Severity.ERROR, "A group has at least 10 people.", "A child could be recognised.", private=True
)

AIM = "theory/networks/math/aims/finish.yml"
RECORDS = {"driver": 10, "aim": 1}


def found(code, line, column, end_column, message="The key `title` is there twice.", path=AIM, end_line=None):
    span = Span(line, column, end_line or line, end_column)
    return Diagnostic(code, path, span, message, "Remove one of the two.", code.severity)


def frame(source, line, column, end_column, end_line=None):
    text = to_text([found(DUPLICATE, line, column, end_column, end_line=end_line)], {AIM: source}, {})
    return [row for row in text.splitlines() if " | " in row]


# Text


def test_a_teacher_reads_what_where_why_and_how_to_mend():
    diagnostics = [
        found(STALE, 1, 1, 1, "No cycle of the last two years tests this aim, so that nobody can say whether it still holds."),
        found(DUPLICATE, 2, 1, 6),
    ]
    assert to_text(diagnostics, {AIM: "title: Finish\ntitle: Finish math\n"}, RECORDS) == """\
theory/networks/math/aims/finish.yml:1:1  note  stale  No cycle of the last two years tests this aim, so that nobody can say whether it still holds. Remove one of the two.

theory/networks/math/aims/finish.yml:2:1  error  duplicate-key
  The key `title` is there twice.

     2 | title: Finish math
       | ^^^^^

  Why:  Nobody knows which of two counts.
  Mend: Remove one of the two.

1 error, 1 note in 11 records.
"""


def test_the_closing_line():
    assert to_text([], {}, {"aim": 1}) == "No problems in 1 record.\n"
    assert to_text([], {}, {}) == "No problems in 0 records.\n"
    assert to_text([], {}) == "No problems.\n"
    assert to_text([found(STALE, 1, 1, 1)], {}).endswith("\n\n1 note.\n")
    many = [found(code, line, 1, 2) for code, lines in ((DUPLICATE, 2), (UNMEASURED, 3)) for line in range(lines)]
    assert to_text(many, {}, RECORDS).splitlines()[-1] == "2 errors, 3 warnings in 11 records."


def test_blocks_are_the_text_one_by_one():
    diagnostics = [found(UNMEASURED, 9, 1, 2), found(SMALL, 2, 7, 8), found(DUPLICATE, 1, 1, 2)]
    sources = {AIM: "a: 1\nsize: 3\n"}
    blocks = to_blocks(diagnostics, sources)
    assert [severity for severity, _ in blocks] == [Severity.ERROR, Severity.ERROR, Severity.WARNING]
    assert "\n".join([*(block for _, block in blocks), "2 errors, 1 warning.\n"]) == to_text(diagnostics, sources)


def test_diagnostics_come_in_the_order_of_files_and_lines_and_each_once():
    last, same, first = found(DUPLICATE, 9, 1, 2), found(STALE, 2, 5, 6), found(STALE, 2, 1, 2, path="theory/a.yml")
    headers = [line for line in to_text([last, same, first, same], {}, {}).splitlines() if line.startswith("theory/")]
    assert [header.split()[0] for header in headers] == ["theory/a.yml:2:1", f"{AIM}:2:5", f"{AIM}:9:1"]


def test_the_marker_stands_under_the_signs_that_are_meant():
    assert frame("a: [b, c]", 1, 5, 6) == ["     1 | a: [b, c]", "       |     ^"]
    assert frame("a:\r\n\tb: c\r\n", 2, 2, 3) == ["     2 |     b: c", "       |     ^"]
    assert frame("学校: e\u0301te\u0301", 1, 5, 10) == ["     1 | 学校: e\u0301te\u0301", "       |       ^^^"]
    assert frame("a: 学校", 1, 4, 6) == ["     1 | a: 学校", "       |    ^^^^"]


def test_the_marker_of_a_place_without_signs_and_of_one_that_goes_on():
    assert frame("a: b", 1, 5, 5) == ["     1 | a: b", "       |     ^"]
    assert frame("a: b\n  c\n", 1, 4, 4, end_line=2) == ["     1 | a: b", "       |    ^"]


def test_no_line_is_shown_where_there_is_none():
    assert frame("", 1, 1, 2) == frame("a\n\nb", 2, 1, 1) == frame("a", 7, 1, 2) == frame("a", 1, 1, 1) == []
    assert " | " not in to_text([found(DUPLICATE, 1, 1, 2)], {}, {})


def test_a_long_line_is_cut_around_the_marker():
    assert frame("x" * 500 + "HERE" + "y" * 500, 1, 501, 505) == [
        "     1 | …" + "x" * 38 + "HERE" + "y" * 34 + "…",
        "       | " + " " * 39 + "^^^^",
    ]
    assert frame("HERE" + "y" * 500, 1, 1, 505)[1] == "       | " + "^" * 76
    assert frame("x" * 500 + "HERE", 1, 501, 505)[0] == "     1 | …" + "x" * 72 + "HERE"


def test_signs_that_drive_a_terminal_are_shown_and_not_sent():
    hostile = "a: \x1b[31m\x00\u202e\ud800b"
    path = "theory/\x1b]0;x\x07.yml"
    text = to_text([found(DUPLICATE, 1, 4, 5, path=path)], {path: hostile}, {})
    assert "a: <U+001B>[31m<U+0000><U+202E><U+D800>b" in text
    assert "       |    ^^^^^^^^\n" in text
    assert text.startswith("theory/<U+001B>]0;x<U+0007>.yml:1:4")
    assert json.loads(to_json([found(DUPLICATE, 1, 4, 5, path=path)], {}))["diagnostics"][0]["path"] == (
        "theory/<U+001B>]0;x<U+0007>.yml"
    )


# Privacy


def every_format(diagnostics, sources):
    return to_text(diagnostics, sources, {}), to_json(diagnostics, {}), to_github(diagnostics, sources, {})


def test_no_line_of_a_file_with_a_private_diagnostic_is_shown():
    diagnostics = [found(SMALL, 2, 7, 8, "The size is under 10."), found(DUPLICATE, 1, 1, 2)]
    text = to_text(diagnostics, {AIM: "a: 1\nsize: 3\n"}, {})
    assert " | " not in text
    assert "The key `title` is there twice." in text


def test_no_line_of_a_table_is_shown():
    assert " | " not in to_text([found(DUPLICATE, 2, 1, 2, path="theory/m.CSV")], {"theory/m.CSV": "date,n\n2020,3\n"}, {})


@pytest.mark.parametrize("first, last", [(3, 3), (1, 3), (4, 9), (1, 9)])
def test_what_shares_a_line_with_a_private_diagnostic_tells_its_rule_only(first, last):
    diagnostics = [
        found(SMALL, 3, 7, 8, "The size is under 10.", end_line=4),
        found(SMALL, 1, 1, 2, "The size is under 10.", path="theory/other.yml"),
        Diagnostic(UNMEASURED, AIM, Span(first, 1, last, 2), "“Jane D.” has none.", "Was it Jane E.?", Severity.WARNING),
    ]
    for report in every_format(diagnostics, {AIM: "Jane D., 3 pupils\n" * 9}):
        assert "Jane" not in report
        assert "A driver has a measure." in report
        assert "The size is under 10." in report
        assert "First mend what is private on this line; then check again." in report


def test_what_stands_on_other_lines_or_in_other_files_is_told_in_full():
    diagnostics = [
        found(SMALL, 3, 7, 8, "The size is under 10."),
        found(SMALL, 6, 7, 8, "The size is under 10."),
        found(DUPLICATE, 2, 1, 2),
        found(DUPLICATE, 4, 1, 2, end_line=5),
        found(DUPLICATE, 7, 1, 2),
        found(DUPLICATE, 3, 1, 2, path="theory/zz.yml"),
    ]
    assert set(without_private_values(diagnostics)) == set(diagnostics)


# JSON


def test_json():
    diagnostics = [found(DUPLICATE, 2, 1, 6, "“ä” is there twice."), found(UNMEASURED, 1, 3, 4, end_line=2)]
    report = to_json(diagnostics, RECORDS)
    assert report.isascii() and report.endswith("}\n")
    assert json.loads(report) == {
        "diagnostics": [
            {
                "code": "unmeasured", "severity": "warning", "message": "The key `title` is there twice.",
                "hint": "Remove one of the two.", "path": AIM, "line": 1, "column": 3, "end_line": 2, "end_column": 4,
            },
            {
                "code": "duplicate-key", "severity": "error", "message": "“ä” is there twice.",
                "hint": "Remove one of the two.", "path": AIM, "line": 2, "column": 1, "end_line": 2, "end_column": 6,
            },
        ],
        "counts": {"error": 1, "warning": 1, "info": 0},
        "records": {"aim": 1, "driver": 10},
    }  # fmt: skip
    assert json.loads(to_json([], {})) == {"diagnostics": [], "counts": {"error": 0, "warning": 0, "info": 0}, "records": {}}


# GitHub


def obeyed(log: str) -> list[str]:
    """The lines that a build server takes for orders: `::` after any leading spaces, `##[` and its like anywhere."""
    return [line for line in log.split("\n") if line.lstrip().startswith("::") or re.search(r"##\w*\[", line)]


def test_github_annotates_the_lines_and_prints_everything():
    diagnostics = [found(DUPLICATE, 2, 1, 6), found(STALE, 3, 1, 2), found(UNMEASURED, 1, 1, 2)]
    log = to_github(diagnostics, {AIM: "a\nb\nc\n"}, RECORDS)
    assert obeyed(log) == [
        f"::error file={AIM},line=2,endLine=2,col=1,endColumn=6,title=duplicate-key::The key `title` is there twice."
        "%0AWhy: Nobody knows which of two counts.%0AMend: Remove one of the two.",
        f"::warning file={AIM},line=1,endLine=1,col=1,endColumn=2,title=unmeasured::The key `title` is there twice."
        "%0AWhy: Without one nobody sees whether it moves.%0AMend: Remove one of the two.",
        f"::notice file={AIM},line=3,endLine=3,col=1,endColumn=2,title=stale::The key `title` is there twice."
        "%0AWhy: What worked once may not work now.%0AMend: Remove one of the two.",
    ]
    assert to_text(diagnostics, {AIM: "a\nb\nc\n"}, RECORDS) in log


def test_github_shows_nine_of_a_severity_and_how_many_more_there_are():
    errors = [found(DUPLICATE, line, 1, 2) for line in range(1, 13)]
    notes = [found(STALE, line, 1, 2) for line in range(1, 10)]
    commands = obeyed(to_github(errors + notes, {}, {}))
    assert [command.split()[0] for command in commands] == ["::error"] * 10 + ["::notice"] * 9
    assert commands[9] == "::error title=nicbook::and 3 more: see the summary of this run, or its log"


@pytest.mark.parametrize(
    "hostile",
    ["::error::x", "   ::add-mask::a", "\u3000::add-mask::a", "##[add-mask]a", "a ##[warning]b", "###[x]", "##vso[x]a"]
    + ["word " * 16 + "::error::x", "x" * 90 + " ::error::x ##[x] ##[y]", ":::stop-commands::x"],
)
def test_a_file_cannot_give_orders_to_a_build_server(hostile):
    diagnostic = Diagnostic(DUPLICATE, hostile, Span(1, 1, 1, 3), hostile, hostile, Severity.ERROR)
    assert obeyed(to_text([diagnostic], {hostile: hostile}, {})) == []
    (command,) = obeyed(to_github([diagnostic], {hostile: hostile}, {}))
    assert command.startswith("::error file=")


def test_properties_and_messages_are_escaped():
    diagnostic = found(DUPLICATE, 1, 1, 2, "100% of it::, a%0Ab\r\n::error::x", path="theory/a,line=9::x%.yml")
    assert obeyed(to_github([diagnostic], {}, {})) == [
        "::error file=theory/a%2Cline=9%3A%3Ax%25.yml,line=1,endLine=1,col=1,endColumn=2,title=duplicate-key::"
        "100%25 of it::, a%250Ab%0D%0A::error::x%0AWhy: Nobody knows which of two counts.%0AMend: Remove one of the two."
    ]


def test_a_fault_of_a_whole_file_has_no_line():
    whole = Diagnostic(DUPLICATE, AIM, START, "The file is empty.", "Write something.", Severity.ERROR)
    assert " | " not in to_text([whole], {AIM: "a"}, {})
