"""What YAML and CSV files have in common: UTF-8 text of a bounded size, without characters that nobody can see."""

from __future__ import annotations

import re
from itertools import islice
from typing import NamedTuple
from unicodedata import combining, normalize

from nicbook.diagnostics import START, Diagnostics, diagnose
from nicbook.reading.places import Lines, span_in

MOST_TOLD = 20
"""How many faults of one kind in one file are told one by one."""

_ABOVE = "".join(f"{chr(plane * 0x10000)}-{chr(plane * 0x10000 + 0xFFFD)}" for plane in range(1, 17))
REFUSED = re.compile(
    "[^\t\n\r\x20-\x7e\xa0-\u061b\u061d-\u200d\u2010-\u2027\u202f-\u2065\u206a-\ud7ff"
    f"\ue000-\ufdcf\ufdf0-\ufefe\uff00-\ufffd{_ABOVE}]"
)
"""A character that no file may hold, be it typed or written as an escape such as `\\u202e`. The pattern lists what is
allowed instead, which is ten times faster."""

_LONE_CR = re.compile("\r(?!\n)")

STAND_IN = "\ufffd"
"""Takes the place of a refused character, so that reading can go on."""

_WORDS = (
    (re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]"), "an invisible sign that turns the text around"),
    (re.compile("[\u2028\u2029]"), "an invisible line separator"),
    (re.compile("\ufeff"), "an invisible byte order mark, which may only begin a file,"),
    (re.compile("[\ud800-\udfff]"), "half of a character"),
    (re.compile("[\x00-\x1f\x7f-\x9f]"), "an invisible control character"),
    (re.compile("."), "a number that stands for no character"),
)


class Fault(NamedTuple):
    """One fault in `text[start:end]`."""

    code: str
    start: int
    end: int
    message: str
    hint: str


class Faults:
    """The faults of one file, collected while it is read, each with its stretch of the text."""

    def __init__(self, path: str, text: str) -> None:
        self._path = path
        self._text = text
        self._found: dict[tuple[int, int, str], tuple[str, str]] = {}
        self._told: dict[str, int] = {}

    def add(self, code: str, start: int, end: int, message: str, hint: str) -> None:
        """Tell a fault once, and of a kind that goes on and on only the first ones."""
        told = self._told.get(code, 0)
        if told <= MOST_TOLD and (start, end, code) not in self._found:
            self._told[code] = told + 1
            if told == MOST_TOLD:
                message = "From here on there are more faults of this kind."
            self._found[start, end, code] = message, hint

    def diagnostics(self) -> Diagnostics:
        """All that was told, by place."""
        if not self._found:
            return ()
        lines = Lines(self._text)
        return tuple(
            diagnose(code, self._path, lines.span(start, end), message, hint)
            for (start, end, code), (message, hint) in sorted(self._found.items())
        )


def decode(path: str, content: bytes) -> tuple[str | None, Diagnostics]:
    """The text of a UTF-8 file, without the byte order mark that it may begin with; or why it is no such file.

    Its lines end with LF or CRLF.
    """
    hint = "Save the file again with the encoding “UTF-8” (a spreadsheet program calls it “CSV UTF-8”)."
    if content.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        message = "This is a workbook or a document of an office program, not a text file."
        hint = "Open it in that program and save it as “CSV UTF-8 (comma delimited)”."
        return None, (diagnose("not-utf-8", path, START, message, hint),)
    if content.startswith((b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")):
        message = "This file is saved as UTF-16 or UTF-32, which is not read here."
        return None, (diagnose("not-utf-8", path, START, message, hint),)
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        before = content[: error.start].decode("utf-8").removeprefix("\ufeff")
        message = "What stands here is not UTF-8 text; often it is an accented letter or a curly quote."
        place = span_in(before, len(before), len(before))
        return None, (diagnose("not-utf-8", path, place, message, hint),)
    text = text.removeprefix("\ufeff")
    if "\r" in text and (lone := _LONE_CR.search(text)):
        message = "From here on, lines end with a lone carriage return (U+000D), as only very old programs do."
        hint = "Save the file again with line ends “LF” or “CRLF”; in a spreadsheet program, as “CSV UTF-8”."
        return None, (diagnose("old-line-end", path, span_in(text, lone.start(), lone.start()), message, hint),)
    return text, ()


def refused_places(text: str) -> list[int]:
    """Where the first refused characters of a file stand, as many as are told."""
    return [match.start() for match in islice(REFUSED.finditer(text), MOST_TOLD + 1)]


def refused(start: int, end: int, character: str, where: str = "") -> Fault:
    """The fault of a refused character that `text[start:end]` writes; `where` goes before the message."""
    words = next(words for pattern, words in _WORDS if pattern.fullmatch(character))
    return Fault(
        "refused-character",
        start,
        end,
        f"{where}{'here' if where else 'Here'} stands {words} (U+{ord(character):04X}).",
        "Delete it: put the cursor after it and press backspace once, or type the words around it anew."
        if end - start == 1
        else "Delete this code.",
    )


MOST_MARKS = 30
"""How many accents and other marks may pile up on one letter (the stream-safe format of Unicode, UAX 15)."""

_LONG_RUN = re.compile(f"[\u0300-\U0010ffff]{{{MOST_MARKS + 1},}}")


def composed(faults: Faults, start: int, end: int, text: str, where: str = "") -> str:
    """The text in normal form NFC; but a fault of `text[start:end]` where marks pile up, which can take minutes."""
    for run in _LONG_RUN.finditer(text):
        marks = 0
        for character in run[0]:
            marks = marks + 1 if combining(character) else 0
            if marks > MOST_MARKS:
                words = f"more than {MOST_MARKS} accents are piled up on one letter."
                message = where + words if where else words.capitalize()
                faults.add("refused-character", start, end, message, "Type the words anew.")
                return text
    return normalize("NFC", text)
