"""Titles in lines that fit their box."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nicbook.drawing.wrapping import one_line, text_width, wrap


@given(st.text(), st.integers(60, 300), st.integers(1, 6))
def test_lines_fit_and_keep_the_words(text: str, width: int, most: int) -> None:
    lines = wrap(text, width, 14, most)
    assert len(lines) <= most
    assert all(text_width(line, 14) <= width for line in lines)
    shown = "".join(lines).replace(" ", "")
    whole = one_line(text).replace(" ", "")
    assert shown == whole or (shown.endswith("…") and whole.startswith(shown[:-1]))


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", ()),
        ("  Productive \n persistence ", ("Productive persistence",)),
        ("Reduce transitions and sustain enrolment", ("Reduce transitions", "and sustain enrolment")),
        ("An evidence-based on-track check-in", ("An evidence-based", "on-track check-in")),
        ("Schoolwide-professional-development", ("Schoolwide-", "professional-", "development")),
        ("x" * 30, ("x" * 20, "x" * 10)),
        ("生産的な粘り強さを育てる授業", ("生産的な粘り強さを育てる", "授業")),
    ],
)
def test_breaks_where_a_reader_would(text: str, lines: tuple[str, ...]) -> None:
    assert wrap(text, 170, 14, 4) == lines


def test_a_long_title_ends_in_an_ellipsis() -> None:
    lines = wrap("Weekly meetings of all teachers of the same students about attendance", 170, 14, 2)
    assert len(lines) == 2
    assert lines[-1].endswith("…")


def test_marks_stay_with_their_letter() -> None:
    assert not any(line.startswith("\u0301") for line in wrap("e\u0301" * 60, 100, 14, 9))


def test_what_xml_refuses_is_replaced() -> None:
    assert one_line("a\x00b\ud800c\ufffed\x1be") == "a\ufffdb\ufffdc\ufffdd\ufffde"
