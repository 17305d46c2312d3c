"""A small valid base to plant things in, and what is said and published of it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from nicbook.diagnostics import Diagnostics, Severity, has_errors
from nicbook.report import source_texts, to_github, to_json, to_text
from nicbook.website import Base, make_website, read_base

TODAY = date(2026, 11, 21)

NETWORK = "theory/networks/n/network.yml"
SITE = "theory/sites/lincoln.yml"
SOURCE = "theory/sources/report.yml"
AIM = "theory/networks/n/aims/aim.yml"
MEASURE = "theory/networks/n/measures/attendance.yml"
VALUES = "theory/networks/n/measures/attendance.csv"
PIPELINE = "theory/networks/n/pipelines/to-college.yml"
COUNTS = "theory/networks/n/pipelines/to-college.csv"
CYCLE = "theory/networks/n/cycles/first-calls.yml"
FINDING = "theory/networks/n/findings/fewer-absences.yml"

CYCLE_BEGINS = "title: First calls\ntests: call-home\nsite: lincoln\nstarted: 2026-09\n"
FINDING_BEGINS = "title: Fewer absences\nof: n\nsources: [report]\n"

BASE: Mapping[str, str] = {
    NETWORK: "title: Our network\n",
    SITE: "title: Lincoln\nkind: school\n",
    SOURCE: "title: Report\nkind: report\n",
    AIM: "title: Aim\nstatement: More students come\n",
    "theory/networks/n/change-ideas/call-home.yml": "title: Call home\ndrives: [aim]\n",
    MEASURE: "title: Attendance\nrole: outcome\nbetter: higher\nstrata: [grade, gender, group]\n"
    "definition: {unit: percent, counts: students}\n",
    "theory/networks/n/measures/lessons.yml": "title: Lessons that begin on time\nrole: process\nbetter: higher\n"
    "definition: {unit: percent, counts: lessons}\n",
    PIPELINE: "title: To college\nstages: [{id: enrol, title: Enrol}, {id: finish, title: Finish}]\n",
}


def read(files: Mapping[str, str | bytes]) -> tuple[dict[str, bytes], Base, Diagnostics]:
    """The base with these files in it (in place of those of the same name), as it is read."""
    every = {path: text.encode() if isinstance(text, str) else text for path, text in {**BASE, **files}.items()}
    return every, *read_base(every, TODAY)


def private_codes(files: Mapping[str, str | bytes]) -> list[tuple[str, int]]:
    """The codes of what may not be shown, with their lines."""
    return [(one.code.name, one.span.line) for one in read(files)[2] if one.code.private]


def errors(files: Mapping[str, str | bytes]) -> list[tuple[str, int]]:
    """The codes of all errors, with their lines."""
    return [(one.code.name, one.span.line) for one in read(files)[2] if one.severity is Severity.ERROR]


def output(files: Mapping[str, str | bytes]) -> str:
    """Everything that is told, in every form, and everything that is published: nothing while there are errors."""
    every, base, found = read(files)
    sources = source_texts(every, found)
    told = [to_text(found, sources, base.records), to_github(found, sources, base.records), to_json(found, base.records)]
    if has_errors(found):
        return "".join(told)
    website = make_website(base)
    pages = [f"{page.title}{page.html}{page.search}{page.description}" for page in website.pages.values()]
    return "".join([*told, *pages, *(content.decode("utf-8", "replace") for content in website.files.values())])
