"""An error of the YAML library -> what is wrong and how to mend it, in plain words and at its place.

The library's own words never get through: they only choose the rule, and the text around the place decides the
rest. Both of its parsers are understood, the one written in C and the one written in Python.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from yaml import MarkedYAMLError

from nicbook.reading.source import Fault, refused
from nicbook.reading.yaml_faults import (
    ESCAPE,
    directive,
    empty_file,
    empty_key,
    escaped,
    missing_space,
    special_start,
    tab,
    tag,
    unclosed_quote,
    unknown_escape,
    word_end,
)

_CLOSING = {"[": "]", "{": "}"}


class Stop(NamedTuple):
    """Where reading stopped (`at`), where that began which was being read, and what came before."""

    text: str
    at: int
    began: int
    words: str
    last: tuple[int, int]
    """The stretch of the last key or value without parts that was read."""
    bracket: int
    """Where the innermost open bracket stands; -1 if none is open."""

    @property
    def character(self) -> str:
        return self.text[self.at : self.at + 1]

    @property
    def line_start(self) -> int:
        return self.text.rfind("\n", 0, self.at) + 1

    @property
    def before(self) -> str:
        """The text of the line up to the place."""
        return self.text[self.line_start : self.at]

    def here(self, code: str, message: str, hint: str) -> Fault:
        return Fault(code, self.at, word_end(self.text, self.at), message, hint)


def explain(error: MarkedYAMLError, text: str, last: tuple[int, int], bracket: int) -> Fault:
    """What is wrong where the library stopped; `last` and `bracket` are as in `Stop`."""
    at = min(error.problem_mark.index, len(text))
    began = error.context_mark.index if error.context_mark else at
    words = re.split(", but (?:found|got)", f"{error.context}: {error.problem}")[0]
    stop = Stop(text, at, began, words, last, bracket)
    if stop.character == "\t":
        return tab(at)
    for pattern, rule in _RULES:
        if re.search(pattern, stop.words):
            return rule(stop)
    return stop.here(
        "unreadable-line",
        "This cannot be read.",
        "Compare the line with those around it: a quote, a bracket or a colon may be missing, or some spaces.",
    )


def _colon_in_text(stop: Stop) -> Fault:
    return Fault(
        "colon-in-text",
        stop.at,
        stop.at + 1,
        "There is a colon inside a text without quotes, which makes the words before it look like a key.",
        'Put quotes around the whole text, as in title: "Reading: a first look".',
    )


def _unclosed_bracket(stop: Stop) -> Fault:
    opening = stop.text[stop.bracket]
    return Fault(
        "unclosed-bracket",
        stop.bracket,
        stop.bracket + 1,
        f"The bracket {opening} that opens here is not closed.",
        f"Write {_CLOSING[opening]} after the last item. If it is part of a text, put quotes around the text.",
    )


def _escape(stop: Stop) -> Fault:
    slash = stop.text.rfind("\\", stop.began, stop.at + 1)
    escape = ESCAPE.match(stop.text, slash)
    if "Unicode" in stop.words and escape:  # half of a character
        return refused(slash, escape.end(), escaped(escape))
    return unknown_escape(stop.text, slash, slash + 2)


def _under_bar(stop: Stop) -> Fault:
    header = stop.text[stop.began : stop.text.find("\n", stop.began)].rstrip()
    if re.fullmatch("[|>][-+1-9]*", header):
        return _wrong_indentation(stop)
    return special_start(stop.text, stop.began)


def _colon(stop: Stop) -> Fault:
    if stop.before.startswith("---"):
        return stop.here("unreadable-line", "A record cannot begin beside ---.", "Begin it on the next line.")
    if re.search(r":\s|.{1000}", stop.before):
        return _colon_in_text(stop)
    lines = [line for line in re.finditer(r"^(?![ \t]*(#|\r?$)).*$", stop.text[: stop.line_start], re.MULTILINE)]
    if not lines:
        return _wrong_indentation(stop)
    above = lines[-1]
    if joined := re.match(r"[ -]*[\w-]+(:)(?=\S)", above[0]):
        return missing_space(above.start() + joined.start(1), "colon")
    if _indentation(above[0]) == _indentation(stop.before):
        return _missing_colon(stop.text, above.start() + _indentation(above[0]))
    start = stop.line_start + _indentation(stop.before)
    return Fault(
        "wrong-indentation",
        start,
        word_end(stop.text, start),
        "This line is indented further than the one above, which has its value already.",
        "If it is a key, begin it in the same column as the key above. If it goes on with the text above, put "
        "quotes around the whole text.",
    )


def _indentation(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _missing_colon(text: str, start: int) -> Fault:
    end = text.find("\n", start)
    return Fault(
        "missing-colon",
        start,
        len(text[: end if end >= 0 else len(text)].rstrip()),
        "This line has no key: there is no colon with a space after it.",
        "Write `key: value`. If the line goes on with the text above it, indent it further than that text's key.",
    )


def _hyphen(stop: Stop) -> Fault:
    if not stop.before.strip(" -"):
        return _wrong_indentation(stop)
    return stop.here(
        "list-beside-key",
        "A list with hyphens cannot begin on the line of its key.",
        "Begin the list on the next line, one item a line; or put quotes around a text that begins with a hyphen.",
    )


def _no_colon(stop: Stop) -> Fault:
    start = stop.began
    beginning = stop.text[start : start + 100]
    if beginning[0] in "\"'":
        return unclosed_quote(stop.text, start)
    if re.match(r"-\S", beginning):
        return missing_space(start, "hyphen")
    if joined := re.match(r"[\w-]+(:)(?=\S)", beginning):
        return missing_space(start + joined.start(1), "colon")
    if beginning[0] in ("*", "&", "!"):
        return special_start(stop.text, start)
    return _missing_colon(stop.text, start)


def _item_expected(stop: Stop) -> Fault:
    if not stop.character:
        return _unclosed_bracket(stop)
    if stop.character in ("]", "}"):
        return _bracket(stop)
    if stop.character == ":":
        return empty_key(stop.at)
    return stop.here(
        "misplaced-comma",
        "An item is missing before this sign.",
        "Between brackets, a comma stands after each item and nowhere else.",
    )


def _value_expected(stop: Stop) -> Fault:
    if stop.text.startswith("...", stop.at):
        return empty_file()
    return special_start(stop.text, stop.at)


def _bracket(stop: Stop) -> Fault:
    line = stop.text[stop.text.rfind("\n", 0, stop.bracket) + 1 : stop.bracket]
    opening = stop.text[stop.bracket]
    if stop.character in ("]", "}"):
        return stop.here(
            "unclosed-bracket",
            f"This {stop.character} closes a bracket that was opened with {opening}.",
            f"Close {opening} with {_CLOSING[opening]}.",
        )
    if stop.character == ":" and not stop.before.strip():
        return stop.here("missing-colon", "A colon stands here without its key.", "Write it right after its key.")
    later = stop.text.count("\n", stop.bracket, stop.at)
    if not stop.character or later and _indentation(stop.before + ".") <= _indentation(line + "."):
        return _unclosed_bracket(stop)
    return stop.here(
        "missing-comma",
        f"Before this place a comma is missing, or the bracket {opening} is not closed.",
        "Between brackets, a comma stands after each item. A text with brackets or colons in it needs quotes.",
    )


def _out_of_line(stop: Stop) -> Fault:
    """A line of keys or of list items that cannot go on here."""
    start, end = stop.last
    if stop.before.strip() and stop.text[start] in "\"'" and not stop.text[end : stop.at].strip():
        if "\n" in stop.text[start:end]:
            return unclosed_quote(stop.text, start)
        return stop.here(
            "text-after-quote",
            f"The text goes on after its closing quote {stop.text[start]} here.",
            "Put the quotes around the whole text. A text with an apostrophe goes into double quotes; a double "
            'quote inside a text is written \\".',
        )
    if stop.character in ("]", "}"):
        return stop.here(
            "unclosed-bracket",
            f"This {stop.character} closes a bracket that was never opened.",
            "Delete it, or put quotes around the whole text.",
        )
    if stop.before.rstrip().endswith(("]", "}")):
        return stop.here(
            "needs-quotes",
            "Text goes on after a closing bracket.",
            'A text that begins with a bracket needs quotes around it: "[note] text".',
        )
    if stop.character == ":" and not stop.before.strip(" -"):
        return empty_key(stop.at)
    if stop.character in ("*", "&", "!"):
        return special_start(stop.text, stop.at)
    if "block mapping" in stop.words and stop.text.startswith("- ", stop.at):
        return stop.here(
            "wrong-indentation",
            "An item of a list stands among keys.",
            "A list stands under its key, and nothing else stands there; indent all its items in the same way.",
        )
    return _wrong_indentation(stop)


def _wrong_indentation(stop: Stop) -> Fault:
    return stop.here(
        "wrong-indentation",
        "This line is not in line with the lines above that it could belong to.",
        "Keys that belong together begin in the same column, and so do the items of a list: add or remove spaces.",
    )


_RULES: tuple[tuple[str, Callable[[Stop], Fault]], ...] = (
    ("directive", lambda stop: directive(stop.text, stop.began)),
    ("tag|URI", lambda stop: tag(stop.text, stop.began)),
    ("anchor|alias", lambda stop: special_start(stop.text, stop.began)),
    ("quoted scalar.*(end of stream|document)", lambda stop: unclosed_quote(stop.text, stop.began)),
    ("quoted scalar", _escape),
    ("block scalar", _under_bar),
    ("plain scalar", _colon_in_text),
    ("cannot start any token|keys are not allowed", lambda stop: special_start(stop.text, stop.at)),
    ("mapping values are not allowed", _colon),
    ("sequence entries are not allowed", _hyphen),
    ("could not find expected ':'", _no_colon),
    ("flow node.*node content", _item_expected),
    ("node content", _value_expected),
    ("flow (sequence|mapping)", _bracket),
    ("block (mapping|collection|sequence)", _out_of_line),
)
