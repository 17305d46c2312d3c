"""The figures that the sentence of an aim names, in English: what is to be reached, from where, and by how much.

Text in, values out. A number counts only where the words around it say what it does (“from .. to”, “by”, “ensure that
.. of”): thresholds, grades and ages are passed over, and so is all that could be read in two ways. May import
said_words.py only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from nicbook.evidence.said_words import (
    AFTER_A_CHANGE,
    ALL,
    AMOUNT,
    BARE_CHANGE,
    BEFORE_A_CHANGE,
    BETWEEN,
    BY,
    BY_A_PART,
    CLAUSE_ENDS,
    FRACTION,
    FROM,
    MORE,
    MOVES,
    MULTIPLIES,
    NUMBER_OF,
    ODDS,
    OPENS,
    PASSIVE,
    PERCENTAGE_OF,
    ROUGHLY,
    SHARE,
    START,
    TO,
    VALUES,
    VERB_TIMES,
)

FARTHEST = 150
"""Characters. What stands farther before a number does not say what the number is."""


@dataclass(frozen=True, slots=True)
class Amount:
    """A figure with its unit, and the words that say it."""

    words: str
    value: float
    unit: str
    """`percent`, `points`, `count` (of people or cases), `times`, `other` (minutes, courses), or "" where none is named."""
    slack: float
    """How far a figure may lie from `value` and still be what the words say: “62” may be 62.4, “double” 1.9."""

    def fits(self, figure: float) -> bool:
        return abs(figure - self.value) <= self.slack + 1e-9


@dataclass(frozen=True, slots=True)
class Step:
    """“from 62 to 80 percent”."""

    start: Amount
    goal: Amount
    verb: str
    """The word before it that says up or down, such as “reduce”; "" where there is none, or both."""
    rises: bool
    """What that word says."""

    @property
    def goes_the_other_way(self) -> bool:
        """Whether the figures fall where the verb says rise, or rise where it says fall."""
        change = self.goal.value - self.start.value
        return bool(self.verb) and (change < 0 if self.rises else change > 0)


@dataclass(frozen=True, slots=True)
class Amounts:
    """What could be read for certain."""

    steps: tuple[Step, ...] = ()
    goals: tuple[Amount, ...] = ()
    """Every figure to reach, those of `steps` too."""
    changes: tuple[Amount, ...] = ()
    """“by 10 percent”, “200 more students”, “double”."""
    names_a_start: bool = False
    """Whether it says where things stand, or the year it compares with."""
    is_about_a_share: bool = False
    """Whether it speaks of what is a percentage of somebody, such as attendance or graduation."""
    says_percentage_of: bool = False
    says_number_of: bool = False


def read_amounts(text: str, masked: str) -> Amounts:
    """The figures in a text; `masked` is the same text with its dates masked, letter for letter."""
    reader = _Reader(text, masked)
    matches = list(AMOUNT.finditer(masked))
    starts = {index: amount for index, match in enumerate(matches) if (amount := reader.start(match))}
    goals = {index: amount for index, match in enumerate(matches) if (amount := reader.goal(match))}
    changes = [amount for index, match in enumerate(matches) if index not in goals and (amount := reader.change(match))]
    steps = []
    for (one, first), (two, second) in pairwise(enumerate(matches)):
        if one in starts and BETWEEN.fullmatch(masked, first.end(), second.start()) and (goal := reader.to(second)):
            goals[two] = goal if goal.unit or reader.ends_the_clause(second) else replace(goal, unit="other")
            start = starts[one] if starts[one].unit else replace(starts[one], unit=goals[two].unit)
            steps.append(Step(start, goals[two], *reader.verb(first.start())))
    says_number_of = NUMBER_OF.search(masked) is not None
    return Amounts(
        tuple(steps),
        (*goals.values(), *reader.shares(bool(matches))),
        (*changes, *reader.multiples()),
        bool(steps or any(start.unit != "count" for start in starts.values()) or START.search(masked)),
        SHARE.search(masked) is not None and not says_number_of,
        PERCENTAGE_OF.search(masked) is not None,
        says_number_of,
    )


class _Reader:
    """Judges the numbers of one text by the words before and after them."""

    def __init__(self, text: str, masked: str) -> None:
        self.text = text
        self.masked = masked
        self.moves = list(MOVES.finditer(masked))

    def start(self, match: re.Match[str]) -> Amount | None:
        """“from 62 percent”."""
        found = self._before(FROM, match)
        return self._amount(match, found.start()) if found else None

    def to(self, match: re.Match[str]) -> Amount | None:
        """“to 80 percent”."""
        found = None if self._is_a_change(match) else self._before(TO, match)
        return self._amount(match, found.start()) if found else None

    def goal(self, match: re.Match[str]) -> Amount | None:
        """“to 80 percent”, or “80 percent of ..” at the beginning."""
        unit = _unit(match)
        if amount := self.to(match):
            is_plain = self._moves_before(match) and (unit or self.ends_the_clause(match))
            return amount if unit == "percent" or is_plain else None
        then = {"percent": r"\s+of\b", "count": r"[^.;,]{0,60}\bwill\b"}.get(unit)
        opens = then and re.match(then, self.masked[match.end() :]) and self._before(OPENS, match)
        return self._amount(match, match.start()) if opens and not self._is_a_change(match) else None

    def change(self, match: re.Match[str]) -> Amount | None:
        """“by 10 percent”, “10 percent more”, “increase attendance 10 percent”."""
        unit = _unit(match)
        if not unit:
            return None
        if self._is_a_change(match):
            after = AFTER_A_CHANGE.match(self.masked, match.end())
            return self._amount(match, match.start(), after.end() if after and unit != "count" else match.end())
        if (found := self._before(BY, match)) and self._moves_before(match):
            is_passive = PASSIVE.fullmatch(found["prior"]) and not MOVES.fullmatch(found["prior"])
            is_part = re.match(r"\s+of\b", self.masked[match.end() :])
            return None if is_passive or is_part else self._amount(match, found.end("prior") + 1)
        is_bare = unit != "count" and self.ends_the_clause(match) and self._before(BARE_CHANGE, match)
        return self._amount(match, match.start()) if is_bare else None

    def shares(self, has_numbers: bool) -> Iterator[Amount]:
        """“Two thirds of ..”, “9 in 10 ..” and “All students will ..” at the beginning."""
        for match in re.finditer(FRACTION, self.masked, re.IGNORECASE):
            opens = self._before(OPENS, match) and re.match(r"\s+of\b", self.masked[match.end() :])
            if opens or self._before(TO, match):
                yield Amount(match[0], 100 * _fraction(match), "percent", 1)
        for match in ODDS.finditer(self.masked):
            part, whole = _value(match["part"]), _value(match["whole"])
            if part < whole and self._before(OPENS, match):
                yield Amount(match[0], 100 * part / whole, "percent", 1)
        for match in ALL.finditer(self.masked):
            if not has_numbers and self._before(OPENS, match):
                yield Amount(match[0], 100, "percent", 0)

    def multiples(self) -> Iterator[Amount]:
        """“double”, “by half”, “twice as many”."""
        for match in BY_A_PART.finditer(self.masked):
            if moves := self._moves_before(match):
                part = _fraction(match)
                rises, falls = moves[-1]["rises"], moves[-1]["falls"]
                # “Improve by a third” may mean either way.
                yield self._multiple(match, 1 - part if falls else 1 + part, 0.1 if rises or falls else 1.0)
        for match in MULTIPLIES.finditer(self.masked):
            number = match["number"] or match["fold"]
            value = VERB_TIMES[match["verb"].lower()] if match["verb"] else _value(number) if number else 2.0
            yield self._multiple(match, value, 0.1)

    def verb(self, end: int) -> tuple[str, bool]:
        """The verb before a place that says up or down, and which; "" where there is none, or both."""
        said = [(move[0], move["rises"] is not None) for move in self.moves if move.end() <= end and move.lastgroup]
        return said[0] if len({rises for _, rises in said}) == 1 else ("", False)

    def ends_the_clause(self, match: re.Match[str]) -> bool:
        return CLAUSE_ENDS.match(self.masked, match.end()) is not None

    def _is_a_change(self, match: re.Match[str]) -> bool:
        """“10 percent increase”, “an increase of 10 percent”, “200 more students”."""
        if match["count"]:
            return MORE.search(match["count"]) is not None
        around = AFTER_A_CHANGE.match(self.masked, match.end()) or self._before(BEFORE_A_CHANGE, match)
        return around is not None and _unit(match) != ""

    def _before(self, pattern: re.Pattern[str], match: re.Match[str]) -> re.Match[str] | None:
        """What stands directly before a number; the distance bounds the time that odd texts take."""
        return pattern.search(self.masked, max(0, match.start() - FARTHEST), match.start())

    def _moves_before(self, match: re.Match[str]) -> list[re.Match[str]]:
        return [move for move in self.moves if move.end() <= match.start()]

    def _multiple(self, match: re.Match[str], value: float, slack: float) -> Amount:
        words = self.text[match.start() : match.end()].strip(" ,.;:")
        return Amount(words, value, "times", value * (0.4 if ROUGHLY.search(words) else slack))

    def _amount(self, match: re.Match[str], start: int, end: int | None = None) -> Amount:
        words = self.text[start : end or match.end()].strip()
        value = _value(match["number"])
        decimals = len(match["number"].partition(".")[2])
        return Amount(words, value, _unit(match), value / 20 if ROUGHLY.search(words) else 0.5 * 10**-decimals)


def _unit(match: re.Match[str]) -> str:
    return next((unit for unit in ("points", "percent", "count") if match[unit]), "")


def _value(text: str) -> float:
    return float(VALUES[text.lower()]) if text.lower() in VALUES else float(text.replace(",", ""))


def _fraction(match: re.Match[str]) -> float:
    if match["half"]:
        return 0.5
    top = {"two": 2, "three": 3, "four": 4}.get(match["top"].lower(), 1)
    return top / {"th": 3, "qu": 4, "fo": 4, "fi": 5}[match["part"][:2].lower()]
