"""The page that lists every code: the rule, why it matters, and an example of it broken and kept."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from itertools import groupby

from markupsafe import Markup, escape

from nicbook.diagnostics import Code, registry
from nicbook.pages.environment import render
from nicbook.pages.frame import Crumb
from nicbook.pages.links import Links
from nicbook.pages.page import HOW_TO, Page
from nicbook.text import Heading

ADDRESS = "checks/"

FAMILIES = {
    "rules-aims": "Aims",
    "rules-drivers": "Drivers and change ideas",
    "rules-measures": "Measures",
    "rules-cycles": "Tests of change",
    "rules-routines": "Routines and adaptations",
    "rules-findings": "Findings and lessons",
    "rules-superficial": "Improvement in name only",
    "rules": "Dates, and what was accepted",
    "theory": "How records hang together",
    "privacy": "Small groups and persons",
    "records": "What a record says",
    "reading": "How a file is written",
    "files": "Files and folders",
}
"""What readers call the families of codes, those first that are about improvement."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of an example."""

    text: str
    is_the_point: bool
    """Whether the bad and the good example differ here."""


@dataclass(frozen=True, slots=True)
class Check:
    """One code as the page shows it."""

    name: str
    severity: str
    rule: Markup
    why: Markup
    file: str = ""
    """The file of the example; "" where there is none."""
    bad: tuple[Line, ...] = ()
    good: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class Family:
    id: str
    title: str
    checks: tuple[Check, ...]


def checks_page(links: Links) -> Page:
    order = list(FAMILIES)
    codes = sorted(registry().values(), key=lambda code: (order.index(code.family), code.name))
    families = [
        Family(family, FAMILIES[family], tuple(_check(code) for code in members))
        for family, members in groupby(codes, lambda code: code.family)
    ]
    title = "What the check looks for"
    return Page(
        address=ADDRESS,
        title=title,
        html=render("checks.html", title=title, crumbs=(Crumb("Home", links.to_page("")),), families=families),
        headings=tuple(Heading(2, family.id, family.title) for family in families),
        search=" ".join(f"{code.name} {code.rule}" for code in codes),
        description="Every rule that nicbook checks, why it matters, and how a file keeps it.",
        in_navigation=True,
        under=HOW_TO,
    )


def _check(code: Code) -> Check:
    check = Check(code.name, code.severity, with_code(code.rule), with_code(code.why))
    if code.example is None:
        return check
    bad, good = code.example.bad.splitlines(), code.example.good.splitlines()
    return replace(check, file=code.example.file, bad=_lines(bad, good), good=_lines(good, bad))


def _lines(text: list[str], other: list[str]) -> tuple[Line, ...]:
    """The lines of one example; the point are those that the other one has not."""
    lines = []
    for kind, start, end, _, _ in SequenceMatcher(None, text, other, autojunk=False).get_opcodes():
        lines.extend(Line(line, kind != "equal") for line in text[start:end])
    return tuple(lines)


def with_code(sentence: str) -> Markup:
    """What stands between backticks, as in `contact`, becomes code."""
    return Markup(re.sub("`([^`]+)`", r"<code>\1</code>", str(escape(sentence))))
