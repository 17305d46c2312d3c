"""What in a text would tell who somebody is: patterns only, since learned detectors are wrong too often (HAZARDS, People)."""

from __future__ import annotations

import re
from collections.abc import Iterator

_NUMBERS = {
    word: number
    for number, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen twenty".split()
    )
}
_NUMBER = rf"(?:\d+|{'|'.join(_NUMBERS)})"
_PERSON = (
    r"(?:students?|pupils?|learners?|children|kids|teachers?|staff|families|parents|girls|boys|freshm[ae]n|seniors?|"
    r"(?:sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|\d+th)[- ]graders?)"
)
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
_DAY = rf"(?:\d{{4}}-\d\d-\d\d|\d{{1,2}}[/.]\d{{1,2}}[/.]\d{{2,4}}|{_MONTH}\.? \d{{1,2}}|\d{{1,2}}\.? {_MONTH})"

_PATTERNS = {
    "secret": re.compile(
        r"\b(?:gh[pousr]_\w{20,}|github_pat_\w{20,}|AKIA[0-9A-Z]{16}|xox[abprs]-[\w-]{10,}|sk-[\w-]{20,})"
        r"|-----BEGIN [A-Z ]*PRIVATE KEY-----"
        r"|\b(?:password|passwd|api[_-]?key|secret[_-]?key|access[_-]?token)\s*[:=]\s*\S{6,}",
        re.IGNORECASE,
    ),
    "mail-address": re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"),
    "phone-number": re.compile(
        r"(?<![\w.,/-])(?:\+?1[ .-]?)?(?:\(\d{3}\) ?|\d{3}[ .-])\d{3}[ .-]\d{4}(?![\w-])"
        r"|(?<![\w.])\+\d{1,3}(?:[ .-]?\(?\d{2,4}\)?){3,5}(?!\w)"
    ),
    "birth-date": re.compile(rf"\b(?:born|birthday|birth ?date|date of birth|dob)\b\W{{0,3}}(?:\w+\W{{1,2}}){{0,2}}?{_DAY}", re.IGNORECASE),
    "student-number": re.compile(
        r"\b(?:student|pupil|learner)(?:['’]?s)?[ -](?:id|number|no\.?|nr\.?|#)\W{0,3}(?:(?:is|was)\W)?[A-Z]?\d{4,}"
        r"|\b(?:OSIS|SSN|SSID)\W{0,3}\d[\d-]{5,}",
        re.IGNORECASE,
    ),
    "names-a-person": re.compile(
        r"\b(?:Ms|Mr|Mrs|Mx|Miss)\.? [A-Z][a-z]+"
        r"|\b(?:[Ss]tudent|[Pp]upil|[Ll]earner) [A-Z][a-z]+ [A-Z]\."
        r"|\b[A-Z][a-z]+ [A-Z]\.(?=[^.\n]{0,40}\b(?:\d+(?:st|nd|rd|th)[- ]grade|[Gg]rade \d+|grader))"
    ),
}
_ONE_OF_FEW = re.compile(
    rf"\b(?:{_NUMBER}|none|all) (?:of|out of) (?:the |our |these |those |her |his |their )?({_NUMBER}) (?:\w+[- ]){{0,2}}?{_PERSON}\b",
    re.IGNORECASE,
)
_WEB_ADDRESS = re.compile(r"https?://\S+|\b10\.\d{4,}/\S+")
_IN_ADDRESSES = frozenset(("mail-address", "secret"))


def telling_parts(text: str, minimum: int) -> Iterator[tuple[str, int, int]]:
    """Every part of a text that may not be published: the code of its rule, and where it begins and ends."""
    without_addresses = _WEB_ADDRESS.sub(lambda match: " " * len(match[0]), text)
    for code, pattern in _PATTERNS.items():
        for found in pattern.finditer(text if code in _IN_ADDRESSES else without_addresses):
            yield code, found.start(), found.end()
    for found in _ONE_OF_FEW.finditer(text):
        size = found[1].lower()
        if (int(size) if size.isdigit() else _NUMBERS[size]) < minimum:
            yield "small-group-in-text", found.start(), found.end()
