"""Theory over time: what changed in a network's theory on each date and why, with the diagram as it then was."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from markupsafe import Markup

from nicbook.corpus import Entry
from nicbook.drawing.diagram import Change, Diagram
from nicbook.drawing.marks import mark
from nicbook.drawing.over_time import marked, restricted
from nicbook.evidence.history import Moment, Step, moments, undated
from nicbook.pages.diagrams import Drawings, DiagramView, view_of
from nicbook.pages.environment import render
from nicbook.pages.frame import Crumb, frame_of, kind_words
from nicbook.pages.links import Links
from nicbook.pages.page import Page
from nicbook.pages.shown import Shown, show
from nicbook.records.fields import Markdown

MOST_BOXES = 1_000
"""How many boxes the drawings of one page may have together: a page with more would be slow on a phone."""


@dataclass(frozen=True, slots=True)
class Named:
    """A record by its title, with the word for its kind."""

    title: str
    href: str
    kind_words: str


@dataclass(frozen=True, slots=True)
class StepView:
    """One thing that was added or retired: a record, or its relation to `target`."""

    word: str
    sign: Markup
    record: Named
    target: Named | None
    why: Shown | None
    because_of: tuple[Named, ...]
    replaced_by: Named | None


@dataclass(frozen=True, slots=True)
class MomentView:
    """A date on which something changed, or (without steps) what stood before the first."""

    id: str
    day: date
    dates: str
    steps: tuple[StepView, ...]
    is_same: bool
    """Whether the diagram stayed as it was."""
    diagram: DiagramView | None
    """None where it stayed as it was, or where the page has no room for it."""


@dataclass(frozen=True, slots=True)
class TwoDates:
    """Two drawings of one layout: the theory on an earlier date, and on a later one with what changed between them."""

    choices: tuple[MomentView, ...]
    """All dates that are drawn on the page, the earliest first."""
    earlier: DiagramView
    later: DiagramView


def time_href(entry: Entry, links: Links) -> str:
    """The link to the page of a network's theory over time; "" where nothing has changed."""
    has_changed = moments(links.theory, entry.id) or undated(links.theory, entry.id)
    return links.to_page(_address(entry)) if has_changed else ""


def time_page(entry: Entry, drawings: Drawings, links: Links) -> Page | None:
    """The theory of a network over time; None where nothing has changed. `links` are those of this page."""
    found, without_date = moments(links.theory, entry.id), undated(links.theory, entry.id)
    if not found and not without_date:
        return None
    views = _moment_views(entry, found, drawings, links) if found else ()
    frame = frame_of(entry, links)
    title = f"How the theory of {frame.title} changed"
    html = render(
        "time.html",
        frame=frame,
        title=title,
        crumbs=(*frame.crumbs, Crumb(frame.title, links.to(entry.address))),
        diagram=links.to_page(f"{entry.address}/diagram/"),
        moments=views,
        undated=tuple(_step_view(step, links) for step in without_date),
        two=_two_dates(entry, views, drawings, links),
    )
    return Page(
        address=_address(entry),
        title=title,
        html=html,
        description=f"What {frame.title} added to its theory and what it retired, when and why.",
        source=entry.path,
    )


def _address(entry: Entry) -> str:
    return f"{entry.address}/over-time/"


def _moment_views(entry: Entry, found: tuple[Moment, ...], drawings: Drawings, links: Links) -> tuple[MomentView, ...]:
    """The theory as it was at first, then each date: the latest first, and as many drawings as there is room for."""
    room = MOST_BOXES - 2 * len(drawings.whole(entry).boxes)  # for the two that stand side by side
    views: list[MomentView] = []
    for before, after in reversed([*pairwise((None, None, *found))]):
        diagram = marked(links.theory, entry, _day(before), _day(after))
        if after is None and not diagram.nodes:
            continue
        is_same = after is not None and not any(part.change for part in (*diagram.nodes, *diagram.edges))
        room -= 0 if is_same else len(diagram.nodes)
        is_drawn = not is_same and (room >= 0 or not any(view.diagram for view in views))
        id = f"on-{after.day}" if after else "at-first"
        views.append(
            MomentView(
                id=id,
                day=_day(after),
                dates=_dates(after) if after else f"Before {_dates(found[0])}",
                steps=tuple(_step_view(step, links) for step in after.steps) if after else (),
                is_same=is_same,
                diagram=_view(diagram, id, entry, drawings, links) if is_drawn else None,
            )
        )
    return tuple(views)


def _two_dates(entry: Entry, views: tuple[MomentView, ...], drawings: Drawings, links: Links) -> TwoDates | None:
    """The first and the last date that are drawn; None where there is but one."""
    drawn = tuple(view for view in reversed(views) if view.diagram)
    if len(drawn) < 2:
        return None
    first, last = drawn[0].day, drawn[-1].day
    earlier, later = marked(links.theory, entry, first, first), marked(links.theory, entry, first, last)
    return TwoDates(
        choices=drawn,
        earlier=_view(earlier, "earlier", entry, drawings, links),
        later=_view(later, "later", entry, drawings, links),
    )


def _view(diagram: Diagram, id: str, entry: Entry, drawings: Drawings, links: Links) -> DiagramView:
    return view_of(restricted(drawings.whole(entry), diagram), id, entry, links)


def _day(moment: Moment | None) -> date:
    return moment.day if moment else date.min


def _dates(moment: Moment) -> str:
    """The date of a moment as it is written; where one says the month and another the day, both."""
    return ", ".join(dict.fromkeys(str(step.when) for step in moment.steps))


def _step_view(step: Step, links: Links) -> StepView:
    entries = links.theory.entries

    def named(address: str | None) -> Named | None:
        entry = entries.get(address or "")
        return Named(entry.record.title, links.to(entry.address), kind_words(entry, links)) if entry else None

    change = Change.RETIRED if step.is_retired else Change.ADDED
    return StepView(
        word="retired" if step.is_retired else "new",
        sign=mark(change),
        record=named(step.address),
        target=named(step.target),
        why=show(Markdown(step.why), links) if step.why else None,
        because_of=tuple(filter(None, map(named, step.because_of))),
        replaced_by=named(step.replaced_by),
    )
