"""What in a text would tell who somebody is: patterns only, since learned detectors are wrong too often.

Every pattern takes time in proportion to the text: none may begin in the middle of what another beginning covers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import unescape
from typing import NamedTuple

_NUMBERS = {
    word: number
    for number, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen twenty".split()
    )
}
_GAP = r"[\s-]+"
_NUMBER = rf"(?:\d{{1,4}}(?![.,]?\d)|{'|'.join(_NUMBERS)})"
_GRADERS = (
    rf"(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|\d+(?:st|nd|rd|th)){_GAP}graders"
)
_LEARNERS = (
    rf"(?:students|pupils|learners|children|kids|youths?|girls|boys|freshmen|sophomores|juniors|seniors|ELL?s|{_GRADERS})"
)
_PEOPLE = (
    rf"(?:{_LEARNERS}|teachers|staff members|staff(?!\s\w+s\b)|counsell?ors|principals|coaches|families|parents|mothers|"
    "fathers|women|men|people|adults|participants|respondents)"
)
_BETWEEN = (
    rf"(?:(?!(?:\w*[^\Ws]s'?|and|by|for|from|in|of|on|or|than|that|to|where|which|who|whose|with)\b)[\w']+{_GAP}){{0,5}}?"
)
"""Words between a number and the people it counts: “low-income ninth-grade”, but not “ways that”."""
_THE = rf"(?:{_GAP}(?:the|our|these|those|her|his|their))?{_GAP}"

_FEW_PATTERNS = (
    (
        ("of",),
        rf"(?:\b(?:(?P<part>{_NUMBER})|none|neither|all|half|percent|thirds?)|%){_GAP}(?:of|out{_GAP}of){_THE}"
        rf"(?P<few>{_NUMBER})(?:\s\([^()\n]{{0,20}}\))?{_GAP}{_BETWEEN}{_PEOPLE}\b",
    ),
    (
        ("out",),
        rf"\b(?P<part>{_NUMBER}){_GAP}{_BETWEEN}{_PEOPLE}{_GAP}out{_GAP}of{_THE}(?P<few>{_NUMBER})\b(?!{_GAP}(?!{_PEOPLE})\w+s\b)",
    ),
    (
        ("out", ". of", ": of", "; of", "(of", "\n\nof"),
        rf"(?:\bout{_GAP}of|(?:[.;:(]\s?|\n\n)of){_THE}(?P<few>{_NUMBER}){_GAP}{_BETWEEN}{_PEOPLE},?{_GAP}(?:(?:only|just){_GAP})?"
        rf"(?P<part>{_NUMBER})\b",
    ),
    (("all",), rf"\ball{_GAP}(?P<few>{_NUMBER}){_GAP}{_BETWEEN}{_LEARNERS}\b(?P<part>)"),
    (("n=", "n ="), rf"\bn ?= ?(?P<few>\d{{1,4}})(?![.,]?\d)(?! (?!{_PEOPLE}\b)[a-z])(?P<part>)"),
)

_MONTH = (
    "(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|"
    "nov(?:ember)?|dec(?:ember)?)"
)
_DAY = (
    rf"(?:\d{{4}}-\d\d-\d\d|\d{{1,2}}[/.-]\d{{1,2}}[/.-]\d{{2,4}}|{_MONTH}\.? \d{{1,2}}(?:st|nd|rd|th)?(?!\d)|"
    rf"\d{{1,2}}(?:st|nd|rd|th)?\.?(?: of)? {_MONTH}\b)"
)
_NOT_A_YEAR = r"(?!(?:19|20)\d\d(?!\d))"
_CAPITAL = "[A-ZÀ-ÖØ-Þ]"
_GRADE = r"(?:\d+(?:st|nd|rd|th)[ -]grade|[Gg]rade \d+|grader)"
_FIRST_NAME_L = (
    r"(?!(?:Algebra|Appendix|Class|Cohort|District|English|Figure|Group|Level|Model|Option|Part|Plan|Profile|School|"
    rf"Section|Site|Step|Table|Team|Title|Unit|Version)\b)\b{_CAPITAL}[\w'-]{{0,30}}[^\W\d_] [A-HJ-ZÀ-ÖØ-Þ][.,]"
)
"""“Jane D.”, and neither “Table D.” nor “Algebra I.”"""

_PERSON_PATTERNS = (
    (
        "secret",
        ("gh", "glpat-", "akia", "aiza", "xox", "sk-", "eyj", "private key", "passw", "pwd", "key", "token", "secret", "://"),
        r"\b(?:gh[pousr]_\w{20,}|github_pat_\w{20,}|glpat-[\w-]{16,}|AKIA[0-9A-Z]{16}|AIza[\w-]{30,}|xox[abprs]-[\w-]{10,}"
        r"|sk-(?:\w+-)?\w{20,}|eyJ[\w-]{10,}\.eyJ[\w-]{5,})"
        r"|-----BEGIN [A-Z ]*PRIVATE KEY-----"
        r"|(?<![^\W_])(?:password|passwd|pwd|api[ _-]?key|secret[ _-]?key|access[ _-]?(?:key|token)|client[ _-]?secret)"
        r"\s{0,3}(?:[:=]|\bis\b)\s{0,3}(?=\S{0,40}[\d!@#$%^&*_-])\S{6,}"
        r"|://[^\s/:@]+:[^\s/:@]+@",
    ),
    (
        "mail-address",
        ("@", "%40", "at)", "at]", "at )", "at ]", " dot "),
        r"(?<![\w.+@-])[\w.+-]+(?:(?:@|%40)[\w-]+(?:\.[\w-]+)+|\s?[\[(]\s?at\s?[\])]\s?\w+| at \w+ dot (?:com|edu|gov|net|org|us)\b)",
    ),
    (
        "phone-number",
        tuple("0123456789"),
        r"(?<![\w+-])(?<!\d[ .,/])(?:\+?1[ .-]?)?(?:\(\d{3}\)[ -]?|[2-9]\d\d(?: ?[-./] ?| ))\d{3}(?: ?[-.] ?| )\d{4}(?![\w-]| \d)"
        r"|(?<![\w.])(?:\+|00 ?)[1-9](?:[ ()-]{0,2}\d){7,13}(?!\d)"
        rf"|\b(?:tel|telephone|phone|cell|mobile|fax)\b[^\w\n]{{0,3}}{_NOT_A_YEAR}\d(?:[ .-]?\d){{6,10}}(?!\d)",
    ),
    (
        "birth-date",
        ("born", "birth", "dob", "d.o.b"),
        rf"\b(?:born|birthday|birth ?date|date of birth|d\.?o\.?b\b)\W{{0,3}}(?:\w+\W{{1,2}}){{0,3}}?{_DAY}",
    ),
    (
        "student-number",
        ("student", "pupil", "learner", "state", "lunch", "osis", "sasid", "ssn", "ssid"),
        rf"\b(?:student|pupil|learner|state|lunch)(?:'?s)?[ -](?:with )?(?:ids?\b(?:\W{{0,3}}\b(?:is|was|numbers?|no|nr)\b)?|#)"
        rf"\W{{0,3}}{_NOT_A_YEAR}[A-Z]?\d{{4,}}"
        r"|\b(?:student|pupil|learner|lunch)(?:'s)?[ -](?:number|no|nr)\b\W{0,3}(?:(?:is|was)\W)?(?:[A-Z]\d{4,}|\d{5,})"
        r"|\b(?:OSIS|SASID|SSN|SSID)(?: (?:number|no|id))?\b\W{0,3}\d[\d-]{5,}",
    ),
    ("student-number", ("-",), r"\b(?<!-)\d{3}-\d{2}-\d{4}(?![\w-])"),
)
_NAME_PATTERN = re.compile(
    rf"\b(?:Ms|Mr|Mrs|Mx|Miss|MS\.|MR\.|MRS\.)\.?\s+{_CAPITAL}"
    rf"|\b(?:[Ss]tudents?|[Pp]upils?|[Ll]earners?) (?:{_FIRST_NAME_L}|named {_CAPITAL})"
    rf"|{_FIRST_NAME_L}(?=[^.\n]{{0,40}}\b{_GRADE})"
    rf"|\b{_GRADE}[^.\n]{{0,40}}?{_FIRST_NAME_L}"
)


class _Rule(NamedTuple):
    code: str
    needs: tuple[str, ...]
    """One of these is in every text that the pattern finds something in, in lower case: to look for it is quick."""
    pattern: re.Pattern[str]


_RULES = (
    *(_Rule(code, needs, re.compile(pattern, re.IGNORECASE)) for code, needs, pattern in _PERSON_PATTERNS),
    _Rule("names-a-person", ("ms", "mr", "mx", "miss", "student", "pupil", "learner", "grade"), _NAME_PATTERN),
    *(_Rule("small-group-in-text", needs, re.compile(pattern, re.IGNORECASE)) for needs, pattern in _FEW_PATTERNS),
)
_WEB_ADDRESS = re.compile(r"https?://\S+|\b10\.\d{4,}/\S+")
_IN_ADDRESSES = frozenset(("mail-address", "secret"))

_SAME = str.maketrans(
    {**dict.fromkeys("\u00a0\u2007\u2009\u202f", " "), **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014", "-"), "＠": "@", "’": "'"}
)
_MARKUP = re.compile(r"[*`\\\u00ad\u200b-\u200d\u2060]|\b_+|_+\b|&#?\w{1,31};")


def telling_parts(text: str, minimum: int) -> Iterator[tuple[str, int, int]]:
    """Every part of a text that may not be published: the code of its rule, and where it begins and ends."""
    plain, places = _as_read(text)
    lower = plain.lower()
    has_address = "://" in plain or "10." in plain
    without_addresses = _WEB_ADDRESS.sub(lambda match: " " * len(match[0]), plain) if has_address else plain
    for code, needs, pattern in _RULES:
        if not any(sign in lower for sign in needs):
            continue
        for found in pattern.finditer(plain if code in _IN_ADDRESSES else without_addresses):
            if code != "small-group-in-text" or _number(found["part"]) <= _number(found["few"]) < minimum:
                yield code, places[found.start()], places[found.end()]


_PEOPLE_FIRST = re.compile(rf"\W*(?:(?:the|all|every|our|number of|share of)\s+)*{_BETWEEN}{_PEOPLE}\b(?!['’])", re.IGNORECASE)


def begins_with_people(words: str) -> bool:
    """Whether the words for what is counted begin with people: “All ninth graders who ..”, but not “Calls to families”."""
    return _PEOPLE_FIRST.match(words) is not None


def _number(word: str | None) -> int:
    return _NUMBERS[word.lower()] if word and word.lower() in _NUMBERS else int(word or 0)


def _as_read(text: str) -> tuple[str, Sequence[int]]:
    """The text as a reader of the website sees it, without signs of Markdown, and where each character stands in `text`."""
    text = text.translate(_SAME)
    if not _MARKUP.search(text):
        return text, range(len(text) + 1)
    pieces: list[str] = []
    places: list[int] = []
    at = 0
    for mark in _MARKUP.finditer(text):
        meant = unescape(mark[0]) if mark[0][0] == "&" else ""
        pieces += text[at : mark.start()], meant
        places += *range(at, mark.start()), *[mark.start()] * len(meant)
        at = mark.end()
    return "".join(pieces) + text[at:], [*places, *range(at, len(text) + 1)]
