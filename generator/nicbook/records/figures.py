"""Figures as sources print them: exact numbers, bounds in words, ranges, and what is suppressed."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number or its bounds, as written. Only `exact` numbers enter statistics."""

    text: str
    low: float | None = None
    """The least it may be (of `about 100`, the number itself); None where the words set no such bound."""
    high: float | None = None
    """The most it may be, likewise."""
    is_exact: bool = False
    is_suppressed: bool = False

    @property
    def exact(self) -> float | None:
        return self.low if self.is_exact else None

    def __str__(self) -> str:
        return self.text


_DIGITS = r"-?(?:0|[1-9][0-9]{0,14})(?:\.[0-9]{1,14})?"
_NUMBER = re.compile(_DIGITS)
_BOUND = re.compile(rf"(over|under|at least|at most|about) ({_DIGITS})")
_RANGE = re.compile(rf"({_DIGITS}) to ({_DIGITS})")

PATTERN = rf"^(?:{_DIGITS}|{_BOUND.pattern}|{_RANGE.pattern}|suppressed)$"
"""The form of a figure, for editors."""

HOW_TO_WRITE = (
    "Write a number such as 52 or 7.5, or: over 50, under 77, at least 95, at most 5, about 100, 60 to 70, suppressed."
)


def read_number(text: str) -> float:
    """An exact number in plain ASCII digits. Raises ValueError with a sentence for the author."""
    if _NUMBER.fullmatch(text):
        return float(text)
    raise ValueError(f"“{text}” is not a number as nicbook writes it{_why_not(text)}")


def read_quantity(text: str) -> Quantity:
    """A number or one of the bounds in words. Raises ValueError with a sentence for the author."""
    if _NUMBER.fullmatch(text):
        return Quantity(text, float(text), float(text), is_exact=True)
    if text == "suppressed":
        return Quantity(text, is_suppressed=True)
    if found := _BOUND.fullmatch(text):
        word, number = found[1], float(found[2])
        low = number if word in ("over", "at least", "about") else None
        high = number if word in ("under", "at most", "about") else None
        return Quantity(text, low, high)
    if found := _RANGE.fullmatch(text):
        low, high = float(found[1]), float(found[2])
        if low > high:
            raise ValueError(f"“{text}” goes down: the smaller number comes first")
        return Quantity(text, low, high)
    raise ValueError(f"“{text}” is not a figure as nicbook writes it{_why_not(text)}")


def _why_not(text: str) -> str:
    """The commonest slips, named."""
    if text.rstrip().endswith("%"):
        return ": leave out the % sign, since the unit is said elsewhere"
    if re.fullmatch(r"\d+,\d+", text):
        return ": write 1000 without a comma, and 7.5 with a point"
    if re.fullmatch(r"[-+]?0\d+(\.\d+)?", text):
        return ": leave out the zero in front"
    return ""
