"""The page that lists every code: the rule, why it matters, and an example of it broken and kept."""

from __future__ import annotations

from itertools import groupby

from nicbook.diagnostics import registry
from nicbook.pages.environment import render
from nicbook.pages.frame import Crumb
from nicbook.pages.links import Links
from nicbook.pages.page import Page
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


def checks_page(links: Links) -> Page:
    order = list(FAMILIES)
    codes = sorted(registry().values(), key=lambda code: (order.index(code.family), code.name))
    families = [(family, FAMILIES[family], tuple(members)) for family, members in groupby(codes, lambda code: code.family)]
    title = "What the check looks for"
    return Page(
        address=ADDRESS,
        title=title,
        html=render("checks.html", title=title, crumbs=(Crumb("Home", links.to_page("")),), families=families),
        headings=tuple(Heading(2, family, name) for family, name, _ in families),
        search=" ".join(f"{code.name} {code.rule}" for code in codes),
        description="Every rule that nicbook checks, why it matters, and how a file keeps it.",
        in_navigation=True,
    )
