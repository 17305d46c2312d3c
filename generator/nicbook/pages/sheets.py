"""Sheets to print and write on: a blank driver diagram and a blank test of change. Beside each box stands its key."""

from __future__ import annotations

from dataclasses import dataclass

from nicbook.pages.environment import render
from nicbook.pages.frame import Crumb
from nicbook.pages.links import Links
from nicbook.pages.page import HOW_TO, Page

ADDRESS = "sheets/"
DIAGRAM, TEST = f"{ADDRESS}driver-diagram/", f"{ADDRESS}test/"
_TITLE = "Sheets to print"

_HIGH, _WIDE = 150, 257
"""Millimetres of the drawing: with its heading it fits on A4 and on US Letter, both with margins of 10 mm."""


@dataclass(frozen=True, slots=True)
class Blank:
    """An empty box of the diagram, in millimetres."""

    x: float
    y: float
    width: float
    height: float
    kind: str


@dataclass(frozen=True, slots=True)
class Column:
    """A column of empty boxes under its heading."""

    heading: str
    question: str
    folder: str
    x: float
    boxes: tuple[Blank, ...]


@dataclass(frozen=True, slots=True)
class Field:
    """A box of the test sheet: what to write in it, and the keys to copy it to. `choices` are ticked, not written."""

    label: str
    keys: tuple[str, ...]
    hint: str = ""
    choices: tuple[str, ...] = ()


AIM = (
    Field("In one sentence", ("statement",)),
    Field("For whom", ("for_whom",)),
    Field("Now", ("baseline",)),
    Field("Goal", ("target",)),
    Field("By when", ("target: by",)),
    Field("How we measure it", ("measure",)),
)
"""What stands in the box of the aim."""

_ANSWER = ("fully", "partly", "not", "cannot-tell", "too-early")
BEFORE = {
    "what": Field("What do we try?", ("title", "tests"), "A few words, and the change idea or routine that it tests."),
    "where": Field("Where?", ("site",), "The school."),
    "when": Field("When?", ("started", "ended"), "From, to."),
    "scale": Field(
        "How large?",
        ("scale",),
        "As small as you can.",
        ("one-learner", "one-class", "several-classes", "school", "several-schools", "network"),
    ),
    "predictions": Field("What do we want to know, and what do we expect?", ("predictions",), "Before any data."),
    "data": Field("How will we know?", ("data_plan",), "What we count or watch, who does it, when."),
}
AFTER = {
    "found": Field("What did we find?", ("found",), "", ("met", "partly", "not-met", "cannot-tell")),
    "happened": Field("What happened?", ("happened", "surprises"), "What was done and seen; what surprised us."),
    "learned": Field("What did we learn?", ("learned",), "What to think anew; what else this suggests."),
    "decision": Field("What now?", ("decision",), "", ("adopt", "adapt", "expand", "abandon", "repeat")),
    "next": Field("The next step", ("next",), "What, who, by when."),
}
ANSWERS = (
    Field("Did the change happen as planned?", ("as_planned",), "", _ANSWER[:3]),
    Field("Did the direct effect show?", ("process_moved",), "", _ANSWER),
    Field("Did that move us towards the aim?", ("aim_moved",), "", _ANSWER),
)
"""The three questions at the end of every test."""


def sheets_index(links: Links) -> Page:
    sheets = (
        (links.to_page(DIAGRAM), "Driver diagram", "For a team that begins: the aim, what drives it, and what to try."),
        (links.to_page(TEST), "A test of change", "For one test: the prediction before the data, the answers after it."),
    )
    html = render("sheet-index.html", title=_TITLE, crumbs=_crumbs(links), sheets=sheets)
    return Page(ADDRESS, _TITLE, html, description="Blank sheets for a meeting on paper.", in_navigation=True, under=HOW_TO)


def driver_diagram_sheet(links: Links) -> Page:
    title = "Driver diagram"
    html = render(
        "sheet-driver-diagram.html",
        title=title,
        crumbs=_crumbs(links, _TITLE),
        columns=_columns(),
        aim=AIM,
        wide=_WIDE,
        high=_HIGH,
    )
    return Page(DIAGRAM, title, html, description="A blank driver diagram to print and write on.", in_navigation=True)


def test_sheet(links: Links) -> Page:
    title = "A test of change"
    html = render(
        "sheet-test.html",
        title=title,
        crumbs=_crumbs(links, _TITLE),
        before=BEFORE,
        after=AFTER,
        answers=ANSWERS,
        format=links.to_page("format/cycle/"),
    )
    return Page(TEST, title, html, description="A blank test sheet (PDSA) to print and write on.", in_navigation=True)


test_sheet.__test__ = False  # type: ignore[attr-defined]  # its name looks like that of a test


def _crumbs(links: Links, *parents: str) -> tuple[Crumb, ...]:
    return (Crumb("Home", links.to_page("")), *(Crumb(title, links.to_page(ADDRESS)) for title in parents))


def _columns() -> tuple[Column, ...]:
    columns = (
        ("Aim", "What do we want to reach?", "aims", "aim", 0, 56, 1),
        ("Primary drivers", "Which 2 to 5 conditions must change for that?", "drivers", "driver", 73, 48, 4),
        ("Secondary drivers", "What does each of them depend on?", "drivers", "driver", 138, 48, 8),
        ("Change ideas", "What could we try on Monday?", "change-ideas", "idea", 203, 54, 8),
    )
    top, gap = 17, 4
    made = []
    for heading, question, folder, kind, x, width, count in columns:
        height = (_HIGH - top - gap * (count - 1)) / count
        boxes = tuple(Blank(x, round(top + index * (height + gap), 2), width, round(height, 2), kind) for index in range(count))
        made.append(Column(heading, question, f"{folder}/", x, boxes))
    return tuple(made)
