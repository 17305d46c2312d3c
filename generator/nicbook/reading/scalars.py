"""What YAML would make of a text that stands without quotes."""

from __future__ import annotations

import re

NOTHING = "nothing"

_WORDS = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), NOTHING),
    **{
        form: "yes or no"
        for word in ("y", "n", "yes", "no", "on", "off", "true", "false")
        for form in (word, word.capitalize(), word.upper())
    },
    **dict.fromkeys((".nan", ".NaN", ".NAN"), "a number"),
    **dict.fromkeys(("=", "<<"), "a sign with a meaning of its own"),
}
_PATTERNS = (
    # YAML 1.2, then 1.1: whole numbers (also octal, hexadecimal, binary, 1_000), decimals
    (r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+", "a number"),
    (r"[-+]?(?:[1-9][0-9_]*|0[0-7_]+|0x[0-9a-fA-F_]+|0b[01_]+)", "a number"),
    (r"[-+]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][-+]?[0-9]+)?|[-+]?\.(?:inf|Inf|INF)", "a number"),
    (r"(?:[-+]?[0-9][0-9_]*\.[0-9_]*|\.[0-9][0-9_]*)(?:[eE][-+][0-9]+)?", "a number"),
    # YAML 1.1: numbers to the base of 60, timestamps
    (r"[-+]?(?:[1-9][0-9_]*(?::[0-5]?[0-9])+|[0-9][0-9_]*(?::[0-5]?[0-9])+\.[0-9_]*)", "a time"),
    (r"[0-9]{4}-[0-9]{2}-[0-9]{2}", "a date"),
    (
        r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[Tt]|[ \t]+)[0-9]{1,2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]*)?"
        r"(?:[ \t]*(?:Z|[-+][0-9]{1,2}(?::[0-9]{2})?))?",
        "a date",
    ),
)


def another_reading(text: str) -> str | None:
    """What a YAML 1.1 or 1.2 program takes this unquoted text for, in words ("a number"); None if it stays text.

    Sources: the types of YAML 1.1 (yaml.org/type: bool, float, int, merge, null, timestamp, value) and the core
    schema of YAML 1.2 (section 10.3.2).
    """
    if text in _WORDS:
        return _WORDS[text]
    if text[0] in "+-.0123456789":
        for pattern, reading in _PATTERNS:
            if re.fullmatch(pattern, text):
                return reading
    return None
