"""Whether a prediction came true, by its own words and figures, beside what its author says.

Words in, verdict out. Only what can be read in one way is read: a sentence with one amount and a clear comparison, and
figures that leave no doubt. Of all else nothing is said.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from math import inf
from typing import Literal

from nicbook.evidence.said_dates import read_days
from nicbook.evidence.said_words import NUMBER, VALUES
from nicbook.records.cycle import Prediction
from nicbook.records.figures import Quantity
from nicbook.records.measure import Measure
from nicbook.text import to_words

Verdict = Literal["met", "partly", "not-met"]

LONGEST = 200
"""Characters. What is longer says more than one thing."""


@dataclass(frozen=True, slots=True)
class Expected:
    """What a prediction says for certain."""

    form: Literal["level", "change", "times"]
    """A figure to reach, a difference from the figure before, or a multiple of it."""
    amount: float
    """Of a change always above 0: `is_up` says which way."""
    is_up: bool
    """Whether the amount is the least, or else the most, that fits."""
    is_strict: bool = False
    """Whether the amount itself does not fit: “more than 12”."""
    slack: float = 0.0
    """How near to the amount a figure is the same when rounded as the words are."""


def computed(one: Prediction, measure: Measure | None) -> Verdict | None:
    """Our verdict on a prediction; None where its words or figures leave a doubt.

    Partly: the figure before is known, and at least half of the way from there to what was expected was gone.
    """
    unit = one.unit or (measure.definition.unit if measure else None)
    if one.expect is None or one.after is None or unit is None:
        return None
    before = one.before.exact if one.before is not None else None
    expected = read_expected(to_words(one.expect), unit, before)
    if expected is None:
        return None
    goal = _goal(expected, before)
    return None if goal is None else _judge(one.after, goal, before, expected)


def _goal(expected: Expected, before: float | None) -> float | None:
    if expected.form == "level":
        return expected.amount
    if before is None or (expected.form == "times" and before <= 0):
        return None
    if expected.form == "times":
        return before * expected.amount
    return before + expected.amount if expected.is_up else before - expected.amount


def _judge(after: Quantity, goal: float, before: float | None, expected: Expected) -> Verdict | None:
    # Turned over where less is wanted, so that more is always nearer.
    sign = 1 if expected.is_up else -1
    ends = (after.low if after.low is not None else -inf, after.high if after.high is not None else inf)
    if after.is_suppressed or (ends[0] == ends[1] and not after.is_exact):
        return None
    worst, best = sorted(sign * end for end in ends)
    goal *= sign

    def fits(value: float) -> bool:
        return value > goal + 1e-9 if expected.is_strict else value >= goal - 1e-9

    if fits(worst):
        return "met"
    if fits(best) or (after.is_exact and 1e-9 < goal - worst <= expected.slack):
        return None
    half = None if before is None or sign * before >= goal else (sign * before + goal) / 2
    if half is None or best < half - 1e-9:
        return "not-met"
    return "partly" if worst >= half - 1e-9 else None


# --- the words -------------------------------------------------------------------------------------------------------

_NUMBER = re.compile(rf"(?<![\w.,$#/:–-])(?P<number>{NUMBER})(?!\w|[:/–-]\w|[.,]\d)", re.IGNORECASE)
_UNSURE = re.compile(
    r"\b(?:about|around|approximately|roughly|nearly|almost|circa|if|unless|except|but|and|while|without|half|third|quarter"
    r"|or(?!\s+(?:more|fewer|less|higher|lower|above|below|longer|shorter)\b)|not?(?!\s+(?:more|less|fewer)\s+than\b)"
    r"|none|nobody|never|hardly|every|each(?!\s+(?:day|week|month|term|year)\b))\b"
    r"|n['’]t\b|[.;:!?]\s+\S",
    re.IGNORECASE,
)
"""What is rounded, depends on something, denies something, or says more than one thing."""
_START = re.compile(rf"\b(?:(?:up|down)\s+)?(?:from|in place of|instead of|rather than)\s+{_NUMBER.pattern}(?:\s*%|\s+percent\b)?", re.IGNORECASE)
_UNIT = re.compile(
    r"(?P<points>[\s-]*(?:(?:percentage|percent|%)\s*)?(?:points?|pp)\b)"
    r"|(?P<percent>\s*%|\s+(?:percent|per cent)\b)"
    r"|\s+(?:(?:school|working|calendar)\s+)?(?P<time>seconds|minutes|hours|days|weeks|months|years)\b"
    r"|\s+(?!(?:more|fewer|less|higher|lower|longer|shorter|or|times|than|to|in|of|by|on|at|per|each|every|as|for)\b)(?P<thing>[a-z][\w-]*)",
    re.IGNORECASE,
)
_BOUNDS = re.compile(
    r"(?P<least>\b(?:at least|(?:no|not) (?:fewer|less) than|a minimum of))\s*$"
    r"|(?P<most>\b(?:at most|(?:no|not) more than|a maximum of|(?P<within>within)))\s*$"
    r"|(?P<above>\b(?:more than|higher than|greater than|above|(?P<over>over)))\s*$"
    r"|(?P<below>\b(?:less than|fewer than|lower than|below|under))\s*$",
    re.IGNORECASE,
)
_OR = re.compile(r"(?:\s+[\w-]+)?\s+or\s+(?:(?P<least>more|higher|above|longer)|(?P<most>fewer|less|lower|below|shorter))\b", re.IGNORECASE)
_MORE = re.compile(r"\s+(?:(?P<up>more|higher|longer)|(?P<down>fewer|less|lower|shorter))\b", re.IGNORECASE)
_BY = re.compile(r"\b(?:by|(?:rise|increase|gain|growth|drop|fall|decrease|decline|reduction) of)\s*$", re.IGNORECASE)
_TO = re.compile(r"\bto\s*$", re.IGNORECASE)
_MOVES = re.compile(
    r"\b(?:(?P<up>rises?|increases?|grows?|growth|gains?|climbs?|goes up|go up)"
    r"|(?P<down>falls?|drops?|decreases?|declines?|shrinks?|reductions?|goes down|go down))\b",
    re.IGNORECASE,
)
_TIMES = re.compile(
    r"\b(?:(?P<double>doubles?|twice as (?:many|much|high|often|long))|(?P<triple>triples?)|(?P<halve>halves|is halved|are halved))\b",
    re.IGNORECASE,
)
_CLAUSE_ENDS = re.compile(
    r"\s*(?:$|[,.)¤]|(?:by|in|on|at|per|an?|each|every|for|of|after|before|during|until|when|with|as|than|this|next)\b)", re.IGNORECASE
)


def read_expected(words: str, unit: str, before: float | None) -> Expected | None:
    """What a sentence says about a figure in this unit; None where it could mean something else.

    `before`, the figure before the test, may stand in the sentence as where things start: “from 62 to 80 percent”.
    """
    _, text = read_days(words.strip())
    if len(words) > LONGEST or _UNSURE.search(text):
        return None
    start = _START.search(text)
    if start is not None and before is not None and _value(start["number"]) == before:
        text = f"{text[: start.start()]}{text[start.end() :]}"
    else:
        start = None
    numbers = list(_NUMBER.finditer(text))
    if not numbers and not re.search(r"\d", text):
        return _multiple(text)
    if len(numbers) != 1 or re.search(r"\d", text[: numbers[0].start()] + text[numbers[0].end() :]) or _TIMES.search(text):
        return None
    return _Sentence(text, numbers[0], unit).expected(before if start is not None else None)


def _multiple(text: str) -> Expected | None:
    found = list(_TIMES.finditer(text))
    if len(found) != 1:
        return None
    times = {"double": 2.0, "triple": 3.0, "halve": 0.5}[str(found[0].lastgroup)]
    return Expected("times", times, times > 1)


class _Sentence:
    """A sentence with one number, cut into what stands before it, its unit, and what comes after."""

    def __init__(self, text: str, number: re.Match[str], unit: str) -> None:
        self.amount, self.unit = _value(number["number"]), unit
        self.slack = 0.5 * 10 ** -len(number["number"].partition(".")[2])
        said = _UNIT.match(text, number.end())
        self.said = str(said.lastgroup) if said else ""
        self.time = said["time"].lower() if said and said["time"] else ""
        self.rest = text[said.end() if said else number.end() :]
        self.bound = _BOUNDS.search(text, 0, number.start())
        self.lead = text[: self.bound.start() if self.bound else number.start()]
        moves = {str(move.lastgroup) for move in _MOVES.finditer(text)}
        self.moves = moves.pop() if len(moves) == 1 else ""

    def expected(self, start: float | None) -> Expected | None:
        more, by, to = _MORE.match(self.rest), _BY.search(self.lead), _TO.search(self.lead)
        if more or by:
            way = str(more.lastgroup) if more else self.moves
            is_clear = bool(way) and not (more and by) and self._is_change_in_unit()
            # “at most 5 points more” sets no goal.
            is_goal = self.bound is None or bool(self.bound["least"] or self.bound["above"])
            is_strict = bool(self.bound and self.bound["above"])
            return Expected("change", self.amount, way == "up", is_strict, self.slack) if is_clear and is_goal else None
        if not self._is_level_in_unit():
            return None
        either = _OR.match(self.rest)
        if self.bound is not None:
            is_other = self.bound["within"] and not self.time or self.bound["over"] and self.time
            if either or is_other:
                return None
            is_up, is_strict = bool(self.bound["least"] or self.bound["above"]), bool(self.bound["above"] or self.bound["below"])
            return Expected("level", self.amount, is_up, is_strict, self.slack)
        if either:
            return Expected("level", self.amount, either["least"] is not None, slack=self.slack)
        if to and start is not None and start != self.amount:
            return Expected("level", self.amount, self.amount > start, slack=self.slack)
        if to and self.moves:
            return Expected("level", self.amount, self.moves == "up", slack=self.slack)
        return None

    def _is_level_in_unit(self) -> bool:
        match self.said:
            case "percent":
                return self.unit == "percent"
            case "points":
                return self.unit in ("points", "score")
            case "time":
                return self.unit == self.time
            case "thing":
                return self.unit == "count"
        return bool(_CLAUSE_ENDS.match(self.rest) or _OR.match(self.rest))

    def _is_change_in_unit(self) -> bool:
        """Of a share, percent could be points or a part of it: only points are clear."""
        match self.said:
            case "points":
                return self.unit in ("percent", "points", "score")
            case "time":
                return self.unit == self.time
            case "thing":
                return self.unit == "count"
        return self.said == "" and self.unit in ("count", "score")


def _value(text: str) -> float:
    return float(VALUES[text.lower()]) if text.lower() in VALUES else float(text.replace(",", ""))
