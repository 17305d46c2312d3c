"""What YAML allows and we refuse: anchors, tags, doubtful keys, hidden characters, texts that run on.

Each check adds what is wrong with one part of a file to its faults.
"""

from __future__ import annotations

import re
from sys import maxsize

from nicbook.reading.source import REFUSED, Faults, refused
from nicbook.reading.yaml_faults import (
    ESCAPE,
    directive,
    empty_key,
    escaped,
    missing_space,
    missing_space_before_comment,
    tag,
    unclosed_quote,
    word_end,
)

_INDENTED_LINE = re.compile(r"\n( *)(?![ \t\r\n])")
_COMMENT_AFTER_SIGN = re.compile(r"[|>][-+0-9]*(?=#)")
_NAME = re.compile(r"[^\s,\[\]{}]*")
_SPACE = re.compile(r"\s*")
_REST = re.compile(r"(?:[ \t\r\n]+|#[^\n]*|\.\.\.(?=\s|\Z))*+")


def check_quoted(faults: Faults, text: str, start: int, end: int, indent: int) -> None:
    """A text in quotes, or under | or >, in parts whose column is `indent`."""
    if text[start] in "|>" and (sign := _COMMENT_AFTER_SIGN.match(text, start)):
        faults.add(*missing_space_before_comment(sign.end()))
    if text[start] in "\"'":
        check_hanging(faults, text, start, end, indent)
    if text[start] == '"' and text.find("\\", start, end) >= 0:
        for escape in ESCAPE.finditer(text, start, end):
            character = escaped(escape)
            if character == "\r" or REFUSED.fullmatch(character):
                faults.add(*refused(escape.start(), escape.end(), character))


def check_hanging(faults: Faults, text: str, start: int, end: int, indent: int) -> None:
    """Quotes or brackets over several lines, indented further than `indent`, the column (from 0) of their key.

    YAML 1.2 demands it and PyYAML does not. What breaks it is mostly a quote that was not closed. A line that
    begins with a closing bracket is let through, because many editors put it there.
    """
    for line in _INDENTED_LINE.finditer(text, start, end):
        if len(line[1]) > indent or text[line.end()] in "]}":
            continue
        if text[start] in "\"'":
            faults.add(*unclosed_quote(text, start))
        else:
            faults.add(
                "wrong-indentation",
                line.end(),
                word_end(text, line.end()),
                "This line stands inside brackets but is not indented further than their key.",
                "Indent it, or close the bracket before it.",
            )
        return


def check_hyphen(faults: Faults, text: str, start: int, value: str, in_brackets: bool) -> None:
    """A text without quotes that begins with a hyphen: it may have been meant as an item of a list."""
    if value == "-":
        faults.add(
            "needs-quotes",
            start,
            start + 1,
            "A hyphen stands alone here: neither an item of a list nor a text.",
            'Write the item after it, or put quotes around it: "-".',
        )
    elif not in_brackets and value[1].isalpha() and not text[text.rfind("\n", 0, start) + 1 : start].strip():
        faults.add(*missing_space(start, "hyphen"))


def add_properties(faults: Faults, text: str, start: int) -> None:
    """The anchor, the tag, or both in front of a value; or the alias in place of one."""
    while text[start : start + 1] in ("&", "*", "!"):
        end = _NAME.match(text, start + 1).end()
        if text[start] == "!":
            faults.add(*tag(text, start))
        elif text[start] == "&":
            faults.add(
                "anchor",
                start,
                end,
                f"{text[start:end][:40]} gives this value a name to repeat it by (an anchor); that is not taken here.",
                'If it is text, put quotes around all of it: "&..". Otherwise write the value where it is needed.',
            )
        else:
            faults.add(
                "alias",
                start,
                end,
                f"{text[start:end][:40]} repeats a value from elsewhere (an alias), which is not taken here.",
                'If it is text, put quotes around all of it: "*..". Otherwise write the value itself.',
            )
        start = _SPACE.match(text, end).end()


def add_key(
    faults: Faults, text: str, place: tuple[int, int], key: str, reading: str | None, first: int | None
) -> None:
    """A key that cannot stay: empty, taken for something else (`reading`), or there already (`first`: where)."""
    shown = key if len(key) <= 40 else key[:40] + ".."
    if not key:
        faults.add(*empty_key(place[0]))
    elif key == "<<" and reading:
        faults.add(
            "merge-key",
            *place,
            "<< would copy keys from elsewhere in the file (a merge key), which is not taken here.",
            "Write these keys with their values here, too.",
        )
    elif reading:
        faults.add(
            "key-not-text",
            *place,
            f"The key {shown} is taken for {reading} by YAML programs.",
            f'Put quotes around it: "{shown}".',
        )
    if first is not None:
        line = text.count("\n", 0, first) + 1
        faults.add(
            "duplicate-key",
            *place,
            f"The key {shown} stands here for the second time; the first is in line {line}.",
            "Keep one of them. Where both values count, write them under one key, for instance as a list.",
        )


def add_key_with_parts(faults: Faults, start: int) -> None:
    faults.add(
        "key-not-text",
        start,
        start + 1,
        "A key is a word, but here a list or a set of keys stands in place of one.",
        "If it is text, put quotes around all of it. Double brackets, as templates use them, need quotes as well.",
    )


def add_rest(faults: Faults, text: str, end: int) -> None:
    """What follows where the record ended, at `end`."""
    start = _REST.match(text, end).end()
    if start == len(text):
        return
    if text[start] == "%":
        faults.add(*directive(text, start))
    elif text.startswith("---", start) or "..." in text[max(end - 3, 0) : start]:
        faults.add(
            "several-documents",
            start,
            word_end(text, start),
            "A second record begins here, but a file holds one.",
            "Move it to a file of its own; a line --- within a record is deleted.",
        )
    else:
        faults.add(
            "wrong-indentation",
            start,
            word_end(text, start),
            "This does not belong to what stands above it.",
            "If it goes on with the text above, indent it. A record is made of lines such as `title: Check-in`.",
        )


class Comments:
    """The # signs outside of texts, in order: each must clearly begin a comment."""

    def __init__(self, faults: Faults, text: str) -> None:
        self._faults = faults
        self._text = text
        self.next_sign = self._find(0)
        """The index of the first sign that was not looked at yet; beyond every mark if there is none."""

    def _find(self, start: int) -> int:
        found = self._text.find("#", start) if start >= 0 else -1
        return found if found >= 0 else maxsize

    def check(self, start: int, end: int) -> int:
        """Look at the signs before a text at `start`, pass over those in it up to `end`; return the next sign."""
        while self.next_sign < start:
            self._check_one(self.next_sign)
            self.next_sign = self._find(self._text.find("\n", self.next_sign))
        if self.next_sign < end:
            self.next_sign = self._find(end)
        return self.next_sign

    def _check_one(self, sign: int) -> None:
        line = self._text[self._text.rfind("\n", 0, sign) + 1 : sign]
        if line and line[-1] not in " \t":
            self._faults.add(*missing_space_before_comment(sign))
        elif line.strip() and self._text[sign + 1 : sign + 2] not in ("", " ", "#", "\t", "\r", "\n"):
            self._faults.add(
                "missing-space",
                sign,
                sign + 1,
                "What follows this # would be left out as a comment, although no space follows it.",
                'If it belongs to a text, put quotes around the whole text: "our #1 goal". If it is a comment, write a '
                "space after the #.",
            )
