"""The times that a sentence names, in English: dates, and times that only a reader of that year understands.

Text in, values out. What cannot be read in one way only is passed over in silence: a false alarm teaches people to
switch alarms off. May import the dates of records, nothing else of ours.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from nicbook.records.dates import When, read_when


@dataclass(frozen=True, slots=True)
class Day:
    """A date in the calendar; a deadline has “by”, “before” or “until” before it."""

    words: str
    when: When
    is_deadline: bool


@dataclass(frozen=True, slots=True)
class LooseTime:
    """A time without an anchor: “within two years”, “by next spring”, “by June”."""

    words: str
    lacks_only_the_year: bool


MASK = "¤"
"""Stands in place of each character of a date, so that its digits are not taken for amounts."""

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_DAY = r"(?P<day>\d\d?)(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>(?:19|20)\d\d)\b"
_SEASON = r"(?P<season>spring|summer|fall|autumn|winter)"
_DATES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"\b(?P<iso>(?:19|20)\d\d-\d\d-\d\d)\b",
        r"\b(?P<first>(?:19|20)\d\d)\s?[-–/]\s?(?P<last>(?:19|20)?\d\d)\b(?![-/]\d)",
        rf"\b{_MONTH}\s+{_DAY},?\s+{_YEAR}",
        rf"\b{_DAY}\s+(?:of\s+)?{_MONTH},?\s+{_YEAR}",
        rf"\b{_MONTH},?\s+(?:of\s+)?{_YEAR}",
        rf"\b\d\d?/\d\d?/{_YEAR}",
        rf"\b{_SEASON},?\s+(?:of\s+)?{_YEAR}",
        rf"(?<![\w.,$#/-]){_YEAR}(?![\w%/-]|[.,]\d|\s+(?:percent|per cent|more|students|pupils|families|teachers)\b)",
    )
)
_DEADLINE = re.compile(
    r"\b(?:by|before|until|no later than)\s+(?:the\s+)?(?:(?:end|close)\s+of\s+)?(?:the\s+)?"
    r"(?:school\s+|academic\s+|fiscal\s+)?(?:year\s+|sy\s*)?(?:late\s+|mid-?\s*)?$",
    re.IGNORECASE,
)

_COUNTS = "one two three four five six seven eight nine ten".split()
_HOW_MANY = r"(?:\d+|an?|one|two|three|four|five|six|seven|eight|nine|ten|twelve|eighteen|few|several)"
_UNIT = r"(?:months?|terms?|semesters?|quarters?|(?:school\s+|academic\s+|calendar\s+|fiscal\s+)?years?)"
_TERM = (
    r"(?:(?:school|academic|calendar|fiscal)\s+)?(?:year|semester|term|quarter|spring|summer|fall|autumn|winter)"
    r"(?:[\s-]+(?:break|end))?"
)
_CLAUSE_ENDS = r"(?=\s*(?:[,.;:)]|$))"
_OF_WHAT = r"(?!['’-]|\s+(?:of|after|from|since|before|following|in|\d|one|two|three)\b|\s+\d)"
_LOOSE_TIMES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b(?:by|before)\s+(?:the\s+)?(?:end\s+of\s+)?(?:the\s+|this\s+|next\s+)?{_TERM}\b{_OF_WHAT}",
        rf"\b(?:within|in|over|during)\s+(?:the\s+)?(?:next|coming)\s+{_HOW_MANY}\s+{_UNIT}\b{_OF_WHAT}",
        rf"\bwithin\s+{_HOW_MANY}\s+{_UNIT}\b{_CLAUSE_ENDS}",
        rf"^(?:in|over)\s+{_HOW_MANY}\s+{_UNIT}(?=\s*,)",
        rf"(?:(?<=%\s)|(?<=cent\s)|(?<=points\s)|(?<=half\s))(?:in|over)\s+{_HOW_MANY}\s+{_UNIT}\b{_CLAUSE_ENDS}",
        rf"\b(?:by|in|during|within|over)\s+(?:the\s+)?(?:this|next|coming|current)\s+{_TERM}s?\b{_OF_WHAT}",
        rf"(?:^|(?<!for)(?<!to)(?<!of)(?<!from)(?<!than)\s)(?:this|next)\s+{_TERM}\b{_CLAUSE_ENDS}",
    )
)
_MONTH_ALONE = re.compile(
    rf"\b(?:by|before)\s+(?:the\s+)?(?:end\s+of\s+)?{_MONTH}(?:\s+{_DAY}\b)?{_CLAUSE_ENDS}", re.IGNORECASE
)
_DURATION = re.compile(rf"\b({'|'.join(_COUNTS)}|\d+)[\s-]+(day|week|month|term|semester|year)s?\b", re.IGNORECASE)
_WITHIN = re.compile(rf"\bwithin\s+(?:the\s+)?(?:first\s+)?{_DURATION.pattern}", re.IGNORECASE)
_NO_EVENT = re.compile(
    r"(?:within\s+|in\s+|by\s+|over\s+)?(?:the\s+)?(?:end\s+of\s+)?(?:(?:the|this|next|coming|current|about)\s+)*"
    rf"(?:{_HOW_MANY}(?:\s*(?:-|–|to|or)\s*{_HOW_MANY})?\s+)?(?:days?|weeks?|{_UNIT}|{_TERM})"
    r"(?:\s+from\s+(?:now|today))?\.?",
    re.IGNORECASE,
)


def read_days(text: str) -> tuple[tuple[Day, ...], str]:
    """The dates in a text, in the order they stand there, and the text with each of them masked."""
    days: list[tuple[int, Day]] = []
    for pattern in _DATES:
        for found in list(pattern.finditer(text)):
            start, end = found.span()
            days.append((start, Day(found[0], _when(found), bool(_DEADLINE.search(text[:start])))))
            text = text[:start] + MASK * (end - start) + text[end:]
    return tuple(day for _, day in sorted(days, key=lambda each: each[0])), text


def _when(found: re.Match[str]) -> When:
    """The date of a match, never narrower than what the words may mean."""
    for written in _written(found.groupdict()):
        try:
            return read_when(written)
        except ValueError:  # June 31, or a 13th month
            continue
    raise AssertionError(found[0])


def _written(said: dict[str, str | None]) -> list[str]:
    """A date as records write it; where there may be no such date, a wider one after it."""
    year = said.get("year") or ""
    if iso := said.get("iso"):
        return [iso, iso[:4]]
    if (first := said.get("first")) and (last := said.get("last")):
        later = int(last) if len(last) == 4 else int(first[:2] + last)
        if later == int(first) + 1:  # to its last summer, as people mean it who say “by the end of 2026-27”
            return [f"{first}-07..{later}-08"]
        return [f"{first}-{last}" if len(last) == 2 else f"{first}..{later}", f"{first}..{later}", first]
    if name := said.get("month"):
        month = f"{year}-{_MONTHS.index(name[:3].lower()) + 1:02}"
        return [f"{month}-{int(said.get('day') or 0):02}", month]
    if (said.get("season") or "").lower() == "winter":
        return [f"{int(year) - 1}-11..{int(year) + 1}-03"]
    return [year]


def read_loose_time(text: str) -> LooseTime | None:
    """The first time without an anchor in a text that names no date."""
    for pattern in _LOOSE_TIMES:
        if found := pattern.search(text):
            return LooseTime(found[0].strip(), lacks_only_the_year=False)
    if found := _MONTH_ALONE.search(text):
        return LooseTime(found[0].rstrip("."), lacks_only_the_year=True)
    return None


def names_no_event(text: str) -> bool:
    """Whether a time span is bare: “two years” and “the end of the school year”, but not “one year of enrolling”."""
    return _NO_EVENT.fullmatch(text.strip()) is not None


def durations(text: str) -> dict[tuple[str, str], str]:
    """The time spans in a text: how many of which unit, such as ("2", "year"), and the words for each."""
    return {
        (str(_COUNTS.index(found[1].lower()) + 1) if found[1].lower() in _COUNTS else found[1], found[2].lower()): found[0]
        for found in _DURATION.finditer(text)
    }


def durations_within(text: str) -> dict[tuple[str, str], str]:
    """The same, but only those that follow “within”."""
    return {span: words for found in _WITHIN.finditer(text) for span, words in durations(found[0]).items()}
