"""The faults of YAML files that several places can find, in plain words, and the words that they begin at."""

from __future__ import annotations

import re

from nicbook.reading.source import Fault

ESCAPE = re.compile(r"\\(?:x([0-9A-Fa-f]{2})|u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))", re.DOTALL)
"""How a character is written by its code in double quotes."""

_WORD = re.compile(r"\S{0,100}")
_SHORT_ESCAPES = {
    "0": "\0", "a": "\a", "b": "\b", "v": "\v", "f": "\f", "r": "\r", "e": "\x1b",
    "N": "\x85", "L": "\u2028", "P": "\u2029",
}  # fmt: skip


def word_end(text: str, start: int) -> int:
    """The end of the run of characters without spaces that begins at `start`, or of its first hundred."""
    return _WORD.match(text, start).end()


def tab(at: int) -> Fault:
    return Fault(
        "tab-indentation",
        at,
        at + 1,
        "A tab stands here, but only spaces indent a line or set a value apart.",
        "Replace the tab with spaces, two for each level. Most editors can be set to do so by themselves.",
    )


def special_start(text: str, start: int) -> Fault:
    """A text without quotes that begins with a character that has a meaning of its own."""
    sign = text[start]
    hint = f'Put quotes around the whole text: "{sign} ..".'
    if sign in "|>":
        hint += f" For a long text, {sign} stands alone and the text begins on the next line, indented."
    elif sign == "*":
        hint += " For a list, begin each item with a hyphen and a space."
    message = f"A text without quotes cannot begin with {sign} because that sign has a meaning of its own in YAML."
    return Fault("needs-quotes", start, word_end(text, start), message, hint)


def directive(text: str, start: int) -> Fault:
    return Fault(
        "directive",
        start,
        word_end(text, start),
        "A line that begins with % instructs YAML programs; such lines are not taken here.",
        "Delete the line. If it is text, put quotes around it and indent it.",
    )


def tag(text: str, start: int) -> Fault:
    end = word_end(text, start)
    return Fault(
        "tag",
        start,
        end,
        f"{text[start:end][:40]} would tell YAML programs to convert a value (a tag), which is not taken here.",
        'If it is text, put quotes around all of it: "!..". Otherwise delete it.',
    )


def missing_space(start: int, after: str) -> Fault:
    return Fault(
        "missing-space",
        start,
        start + 1,
        f"A space is missing after this {after}.",
        "Write `- item` for an item of a list and `key: value` for a key with its value.",
    )


def unclosed_quote(text: str, start: int) -> Fault:
    return Fault(
        "unclosed-quote",
        start,
        start + 1,
        f"The quote {text[start]} that opens here is not closed where the text ends.",
        f"Write {text[start]} at the end of the text as well.",
    )


def escaped(escape: re.Match[str]) -> str:
    """The character that an escape in double quotes writes, or "a" for the escapes that hide nothing."""
    number = escape[1] or escape[2] or escape[3]
    return chr(int(number, 16)) if number else _SHORT_ESCAPES.get(escape[4], "a")


def unknown_escape(text: str, start: int, end: int) -> Fault:
    return Fault(
        "unknown-escape",
        start,
        end,
        f"Inside double quotes \\ begins a code for a character, and {text[start:end]} is no such code here.",
        "Write \\\\ where you mean \\ itself, or put the text in single quotes.",
    )


def empty_file() -> Fault:
    return Fault("empty-file", 0, 0, "This file is empty.", "Write the record, or delete the file.")


def empty_key(at: int) -> Fault:
    return Fault("empty-key", at, at + 1, "There is no key here.", "Write the key before the colon.")


def missing_space_before_comment(start: int) -> Fault:
    return Fault(
        "missing-space",
        start,
        start + 1,
        "A comment begins with # after a space, and here the space is missing.",
        "Write a space before the #. If it belongs to a text, put quotes around the whole text.",
    )
