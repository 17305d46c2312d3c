"""Slips of the hand: one small change of a YAML or CSV text, and the lines where somebody would look for it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

Choose = Callable[[Sequence[Any]], Any]
"""Picks one of several; the tests pass in a choice that hypothesis makes."""


@dataclass(frozen=True)
class Slip:
    """A changed text, and the first and last line (from 1, in the changed text) that the change touches."""

    content: bytes
    first: int
    last: int


NASTY = (
    *"\"'\\[]{}:,#&*!|>%@`-?=<~/.0aZ \n",
    *("\t", "\r", "\x00", "\x07", "\x1b", "\x7f", "\x85", "\xa0", "é", "e\u0301", "\u200b", "\u2028", "\u202e", "\ufeff", "\uffff", "🧪"),
    *(b"\xff", b"\xc3", b"\xed\xa0\x80"),
)
"""Signs of YAML and CSV, spaces and controls, marks that nobody sees, and bytes that are no UTF-8."""

ODD_VALUES = (
    *("[]", "[a, b]", "[[a]]", "{}", "{a: b}", "7", "-1", "1e3", "0x1F", "010", "1_000", "12:30", "2018-03-02", "2018/19"),
    *("", "~", "null", "no", "true", '""', '" "', "text", "Some words", "a: b", "- a", "*a", "&a b", "!!int 3", "|", ">-", "%a", "@a"),
    *("<script>", "&lt;b&gt;", "[[nowhere]]", "../../etc/passwd", "a/b/c", "nowhere", "N/A", "50%", "1,5", "१२", "😀", "word " * 5_000, "[" * 50),
)
CELLS = (
    *("", " ", "0", "-1", "3", "1e3", "1,5", '"1,5"', "nan", "１２", "50%", "suppressed", "about 5", "over 50", "2026-13", "2026-01-01", "2999"),
    *("lincoln", "Lincoln", "nowhere", "=1+1", '"', 'a"b', '"a""b"', "a\nb", "x" * 20_000, "<b>", "enrolled", "v1"),
)


def _lines(text: str) -> list[str]:
    return text.split("\n")[:-1] if text.endswith("\n") else text.split("\n")


def _slip(lines: list[str], first: int, last: int | None = None) -> Slip:
    return Slip(("\n".join(lines) + "\n").encode(), first + 1, (first if last is None else last) + 1)


def delete_line(text: str, choose: Choose) -> Slip:
    lines = _lines(text)
    at = choose(range(len(lines)))
    return _slip(lines[:at] + lines[at + 1 :], max(at - 1, 0), at)


def duplicate_line(text: str, choose: Choose) -> Slip:
    lines = _lines(text)
    at = choose(range(len(lines)))
    return _slip(lines[: at + 1] + lines[at:], at, at + 1)


def swap_lines(text: str, choose: Choose) -> Slip:
    lines = _lines(text)
    a, b = choose(range(len(lines))), choose(range(len(lines)))
    lines[a], lines[b] = lines[b], lines[a]
    return _slip(lines, min(a, b), max(a, b))


def truncate(text: str, choose: Choose) -> Slip:
    kept = text[: choose(range(len(text)))]
    return Slip(kept.encode(), kept.count("\n") + 1, kept.count("\n") + 1)


def drop_character(text: str, choose: Choose) -> Slip:
    at = choose(range(len(text)))
    line = text.count("\n", 0, at) + 1
    return Slip((text[:at] + text[at + 1 :]).encode(), line, line)


def insert_character(text: str, choose: Choose) -> Slip:
    at, character = choose(range(len(text))), choose(NASTY)
    inserted = character if isinstance(character, bytes) else character.encode()
    line = text.count("\n", 0, at) + 1
    return Slip(text[:at].encode() + inserted + text[at:].encode(), line, line + inserted.count(b"\n"))


def add_quote(text: str, choose: Choose) -> Slip:
    """At the beginning or the end of a word."""
    at, quote = choose([match.start() for match in re.finditer(r"\b", text)]), choose("\"'")
    line = text.count("\n", 0, at) + 1
    return Slip((text[:at] + quote + text[at:]).encode(), line, line)


def indent(text: str, choose: Choose) -> Slip:
    lines = _lines(text)
    at = choose(range(len(lines)))
    lines[at] = choose((" ", "  ", "    ", "\t")) + lines[at]
    return _slip(lines, at)


def outdent(text: str, choose: Choose) -> Slip:
    lines = _lines(text)
    indented = [index for index, line in enumerate(lines) if line.startswith(" ")]
    if not indented:
        return _slip(lines, 0)
    at = choose(indented)
    lines[at] = lines[at][choose((1, 2)) :]
    return _slip(lines, at)


def _at(text: str, match: re.Match[str], group: int, words: str) -> Slip:
    line = text.count("\n", 0, match.start(group)) + 1
    changed = text[: match.start(group)] + words + text[match.end(group) :]
    return Slip(changed.encode(), line, line + match[group].count("\n"))


def rename_key(text: str, choose: Choose) -> Slip:
    match = choose(list(re.finditer(r"(?:^|[ {])([a-z_]+): ?", text, re.MULTILINE)))
    return _at(text, match, 1, choose((match[1] + "s", match[1][1:], match[1].upper(), "titel", "to", "id", "sources", "yes", "x")))


def replace_value(text: str, choose: Choose) -> Slip:
    match = choose(list(re.finditer(r"(?:[a-z_]:|-) ([^\s{\[|-][^\n{}\[\],]*)", text)))
    return _at(text, match, 1, choose(ODD_VALUES))


def replace_reference(text: str, choose: Choose, ids: Sequence[str]) -> Slip:
    """One id by another one of the base."""
    found = [match for match in re.finditer(r"\b([a-z][a-z0-9/-]+)\b", text) if match[1] in ids]
    if not found:
        return Slip(text.encode(), 1, 1)
    return _at(text, choose(found), 1, choose(ids))


def uppercase_reference(text: str, choose: Choose, ids: Sequence[str]) -> Slip:
    found = [match for match in re.finditer(r"\b([a-z][a-z0-9/-]+)\b", text) if match[1] in ids]
    if not found:
        return Slip(text.encode(), 1, 1)
    match = choose(found)
    return _at(text, match, 1, choose((match[1].upper(), match[1].capitalize())))


ANY = (delete_line, duplicate_line, swap_lines, truncate, drop_character, insert_character, add_quote)
YAML = (*ANY, indent, outdent, rename_key, replace_value)
WITH_IDS = (replace_reference, uppercase_reference)


def replace_cell(text: str, choose: Choose) -> Slip:
    rows = [line.split(",") for line in _lines(text)]
    at = choose(range(len(rows)))
    rows[at][choose(range(len(rows[at])))] = choose(CELLS)
    return _slip([",".join(row) for row in rows], at)


def drop_cell(text: str, choose: Choose) -> Slip:
    rows = [line.split(",") for line in _lines(text)]
    at = choose(range(len(rows)))
    del rows[at][choose(range(len(rows[at])))]
    return _slip([",".join(row) for row in rows], at)


def drop_column(text: str, choose: Choose) -> Slip:
    rows = [line.split(",") for line in _lines(text)]
    at = choose(range(len(rows[0])))
    return _slip([",".join(row[:at] + row[at + 1 :]) for row in rows], 0, len(rows))


def duplicate_column(text: str, choose: Choose) -> Slip:
    rows = [line.split(",") for line in _lines(text)]
    at = choose(range(len(rows[0])))
    return _slip([",".join(row[: at + 1] + row[at:]) for row in rows], 0, len(rows))


CSV = (*ANY, replace_cell, drop_cell, drop_column, duplicate_column)
