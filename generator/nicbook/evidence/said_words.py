"""The words around the figures of a sentence, in English: numbers in words, and patterns that say what a number does.

For said_amounts.py; predictions.py reads its numbers. Each pattern ends or begins at a number: “from an average of”
before it, “more” after it.
"""

from __future__ import annotations

import re

ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
VALUES = {word: value for value, word in enumerate(ONES)}
VALUES |= {word: 10 * value for value, word in enumerate(TENS, 2)}
VALUES |= {f"{tens}-{ones}": VALUES[tens] + VALUES[ones] for tens in TENS for ones in ONES[1:10]}
VALUES |= {"one hundred": 100}
NUMBER = r"(?:(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?|\b(?:" + "|".join(sorted(VALUES, key=len, reverse=True)) + ")\\b)"
COUNTED = (
    "students|pupils|learners|children|freshmen|sophomores|juniors|seniors|graders|graduates|applicants|teachers|educators"
    "|counselors|counsellors|principals|families|parents|referrals|suspensions|expulsions|absences"
    "|incidents|applications|dropouts"
)
NO_ADJECTIVE = "of|in|on|at|to|by|from|for|with|and|or|who|that|the|an?|per|out|than|as|within|will|are|is"
AMOUNT = re.compile(
    rf"(?<![\w.,$#/:¤–-])(?P<number>{NUMBER})(?:"
    r"(?P<points>[\s-]*(?:percentage|percent|%)?[\s-]*(?:points?|pp|ppts?)\b)"
    r"|(?P<percent>\s*%|[\s-]+(?:percent|per cent)\b)"
    rf"|(?P<count>(?:\s+(?!(?:{NO_ADJECTIVE})\b)[A-Za-z][\w'’-]*){{0,3}}?\s+(?:{COUNTED})\b)"
    rf"|(?!\w|[:/–-]\w|[.,]\d|\s*[ap]\.?m\b|\s+(?:in|out of|of every)\s+{NUMBER}))",
    re.IGNORECASE,
)
FRACTION = (
    r"(?:(?P<top>an?|one|two|three|four)[\s-])(?P<part>thirds?|quarters?|fourths?|fifths?)\b|(?:one[\s-]|a\s)?(?P<half>half)\b"
)

ABOUT = (
    r"(?:(?:at least|at most|no more than|no less than|no fewer than|more than|less than|fewer than|over|under|below|above|about"
    r"|around|approximately|roughly|nearly|almost|only|just|an?|the|additional|another)\s+)*"
)
LEVEL = r"(?:(?:an?|the|its|our|their)\s+(?:[\w'’¤-]+\s+){0,6}?(?:of|at)\s+)?"
FROM = re.compile(rf"\bfrom\s+{LEVEL}{ABOUT}$", re.IGNORECASE)
TO = re.compile(
    r"(?<!access )(?<!according )(?<!related )(?<!compared )(?<!up )(?<!next )(?<!due )"
    rf"\bto\s+(?:be\s+|reach\s+)?{LEVEL}{ABOUT}$"
    rf"|(?<!who )(?<!that )\breach(?:es|ing)?\s+{LEVEL}{ABOUT}$",
    re.IGNORECASE,
)
BY = re.compile(rf"(?P<prior>[\w-]+)[\s,]+by\s+{LEVEL}{ABOUT}$", re.IGNORECASE)
PASSIVE = re.compile(r"\w+ed|read|taken|led|written|given|done|taught|made|run", re.IGNORECASE)
OPENS = re.compile(
    r"(?:(?:^|[.:;])\s*(?:(?:by|before|in|on|at|within|during|for)\s[^,.;]{0,60}?[,¤]\s+){0,2}|\bensur(?:e|ing)\s+(?:that\s+)?)"
    rf"{ABOUT}$",
    re.IGNORECASE,
)
BETWEEN = re.compile(
    r"(?:\s*\([^()]*\))?(?:\s+(?:of|in|on|for|as|at|during|last)\b[^,;:]{0,50}?|\s+[\w¤]+)?,?\s+to\s[^,;:]*", re.IGNORECASE
)
NOUN_OF_CHANGE = r"(?:increase|reduction|decrease|improvement|gain|growth|rise|drop|decline)"
AFTER_A_CHANGE = re.compile(
    rf"[\s-]+(?:(?!of\b|to\b|in\b|on\b|at\b|and\b|will\b|who\b)[a-z]+\s+)?{NOUN_OF_CHANGE}\b"
    r"|\s+(?:more|fewer|less|higher|lower)\b(?!\s+likely)",
    re.IGNORECASE,
)
BEFORE_A_CHANGE = re.compile(rf"\b{NOUN_OF_CHANGE}s?\s+of\s+{ABOUT}$", re.IGNORECASE)
BARE_CHANGE = re.compile(
    r"\b(?:increase|raise|improve|boost|reduce|decrease|lower|cut|grow|drop)\s+"
    r"(?:(?!(?:to|of|from|at|by|than|who|that|with|where|or|and|scoring|earning|attending)\b)[\w'’-]+\s+){0,6}"
    rf"{ABOUT}$",
    re.IGNORECASE,
)
CLAUSE_ENDS = re.compile(
    r"\s*(?:[,.;)¤]|$|(?:by|before|in|over|within|this|next|from|each|per|at|during)\b)", re.IGNORECASE
)
MORE = re.compile(r"\b(?:more|fewer|less|additional|extra)\b", re.IGNORECASE)
ROUGHLY = re.compile(
    r"\b(?:about|around|approximately|roughly|nearly|almost|(?:more|less|fewer) than|over|under|above|below)\b", re.IGNORECASE
)
MOVES = re.compile(
    r"\b(?:(?P<rises>increas(?:e|es|ed|ing)|rais(?:e|es|ed|ing)|boost(?:s|ing)?|grow(?:s|ing)?|growth|gains?|rise)"
    r"|(?P<falls>reduc(?:e|es|ed|ing)|reductions?|decreas(?:e|es|ed|ing)|lower(?:s|ing)?|cut(?:s|ting)?|shrink(?:s|ing)?)"
    r"|improv\w+|ris(?:es|ing)|rose|fall|falls|fell|declin\w+|drop\w*|clos(?:e|es|ing)|narrow\w*|expand\w*|lift\w*)\b",
    re.IGNORECASE,
)
BY_A_PART = re.compile(
    rf"\b(?:by|in)\s+{ABOUT}(?:{FRACTION})(?!\s+(?:of|an?|the|day|hour|year|point|grade|period|mile)s?\b)", re.IGNORECASE
)
MULTIPLIES = re.compile(
    rf"(?:^|[,.;:]\s*|\b(?:to|will|by|and|we|can|must)\s+){ABOUT}(?P<verb>halv|doubl|tripl|quadrupl)(?:e|ing)\b"
    r"(?![\s-]+(?:dose|block|period|check|entry|digit|number)s?\b)"
    rf"|\b(?:(?P<twice>twice)|(?P<number>{NUMBER})\s+times)\s+as\s+(?:many|much|often)\b"
    rf"|\b(?P<fold>{NUMBER})[\s-]?fold\b",
    re.IGNORECASE,
)
VERB_TIMES = {"halv": 0.5, "doubl": 2.0, "tripl": 3.0, "quadrupl": 4.0}
ODDS = re.compile(rf"(?P<part>{NUMBER})\s+(?:out of|in|of every|in every)\s+(?:every\s+)?(?P<whole>{NUMBER})\b", re.IGNORECASE)
ALL = re.compile(
    rf"(?:all|every|each)\s+(?:[\w'’-]+\s+){{0,4}}?(?:{COUNTED}|student|child|learner|pupil|senior|family)\s+will\b",
    re.IGNORECASE,
)
PERCENTAGE_OF = re.compile(r"\b(?:percentage|percent|per cent|proportion|share) of\b|%\s+of\b", re.IGNORECASE)
NUMBER_OF = re.compile(
    r"(?:^(?:the\s+)?|(?:increas|rais|grow|boost|expand|reduc|decreas|lower|cut)\w*\s+(?:the\s+|our\s+)?(?:total\s+)?)"
    r"numbers?\s+of\b",
    re.IGNORECASE,
)
SHARE = re.compile(
    rf"{PERCENTAGE_OF.pattern}|\b(?:rates?|attendance|absenteeism|chronic(?:ally)?\s+absen\w+|graduation|proficien\w+|on[- ]track"
    r"|completion|persistence|retention)\b",
    re.IGNORECASE,
)
START = re.compile(
    r"\b(?:baseline|current(?:ly)?|now at|today)\b[^.;]{0,40}?\d"
    r"|\b(?:from|than|compared (?:to|with)|relative to|versus|against|below|above|using)\s+(?:[\w'’]+\s+){0,4}¤",
    re.IGNORECASE,
)
