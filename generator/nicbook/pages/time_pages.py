"""Theory over time: what changed in a network's theory on each date and why, with the diagram as it then was."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from nicbook.corpus import Entry
from nicbook.drawing.diagram import Change, Diagram
from nicbook.drawing.from_theory import driver_diagram
from nicbook.drawing.marks import mark
from nicbook.drawing.over_time import marked, restricted
from nicbook.evidence.coverage import title_of
from nicbook.evidence.history import Moment, Step, moments, undated
from nicbook.evidence.kind_words import kind_words
from nicbook.pages.diagrams import Drawings, DiagramView, view_of
from nicbook.pages.environment import render
from nicbook.pages.frame import Crumb, frame_of
from nicbook.pages.links import Links
from nicbook.pages.page import Page
from nicbook.pages.shown import Shown, show
from nicbook.records.cycle import Cycle
from nicbook.records.fields import Markdown
from nicbook.theory import as_of

MOST_BOXES = 1_000
"""How many boxes the drawings of one page may have together: a page with more would be slow on a phone."""
CHANGES = {Change.ADDED: "New", Change.RETIRED: "Retired", Change.CHANGED: "Changed"}
NO_BOX = "No box is new, retired or changed"


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
class StatusView:
    """A record whose status changed, with the tests that ended meanwhile."""

    sign: Markup
    record: Named
    was: str
    now: str
    tests: tuple[Named, ...]


@dataclass(frozen=True, slots=True)
class MomentView:
    """A date on which something changed, or (without steps) what stood before the first."""

    id: str
    day: date
    dates: str
    steps: tuple[StepView, ...]
    statuses: tuple[StatusView, ...]
    has_room: bool
    """Whether there is room on the page for its drawing."""
    diagram: DiagramView | None
    """None where it stayed as it was, or where there is no room for it."""


@dataclass(frozen=True, slots=True)
class State:
    """The diagram on one day, and the same with what changed since the state before it."""

    moment: Moment | None
    """None for what stood before the first."""
    since: date
    """The day of the state before it."""
    now: Diagram
    was: Diagram
    marked: Diagram

    @property
    def is_drawn(self) -> bool:
        """Whether there is something to see that the state before it does not show."""
        parts = (*self.marked.nodes, *self.marked.edges)
        return bool(parts if self.moment is None else any(part.change for part in parts))


@dataclass(frozen=True, slots=True)
class TwoDates:
    """Two drawings of one layout: the theory on an earlier date, and on a later one with what changed between them."""

    choices: tuple[MomentView, ...]
    """All dates that are drawn on the page, the earliest first."""
    earlier: DiagramView
    later: DiagramView
    words: str
    """What is new, retired and changed, by title."""
    changes: tuple[tuple[str, Markup], ...]
    """The legend: every change with its shape."""


def time_href(entry: Entry, links: Links) -> str:
    """The link to the page of a network's theory over time; "" where nothing has changed."""
    has_changed = moments(links.theory, entry.id) or undated(links.theory, entry.id)
    return links.to_page(_address(entry)) if has_changed else ""


def time_page(entry: Entry, drawings: Drawings, links: Links) -> Page | None:
    """The theory of a network over time; None where nothing has changed. `links` are those of this page."""
    found, without_date = moments(links.theory, entry.id), undated(links.theory, entry.id)
    if not found and not without_date:
        return None
    states = _states(entry, found, links) if found else ()
    views = _moment_views(entry, states, drawings, links)
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
        two=_two_dates(entry, states, views, drawings, links),
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


def _states(entry: Entry, found: tuple[Moment, ...], links: Links) -> tuple[State, ...]:
    """The theory as it was at first, then on each date."""
    whole = driver_diagram(links.theory, entry)
    nothing = driver_diagram(as_of(links.theory, date.min), entry)
    states = [State(None, date.min, nothing, nothing, nothing)]
    for moment in found:
        since, was = _day(states[-1].moment), states[-1].now
        now = driver_diagram(as_of(links.theory, moment.day), entry)
        states.append(State(moment, since, now, was, marked(whole, was, now)))
    return tuple(states)


def _moment_views(
    entry: Entry, states: tuple[State, ...], drawings: Drawings, links: Links
) -> tuple[MomentView, ...]:
    """The latest first, and as many drawings as there is room for: first of all for the earliest, then for the latest."""
    to_draw = [state for state in states if state.is_drawn]
    room = MOST_BOXES - 2 * len(drawings.whole(entry).boxes)  # for the two that stand side by side
    with_room = []
    for state in [*to_draw[:1], *reversed(to_draw[1:])]:
        room -= len(state.marked.nodes)
        if room >= 0 or len(with_room) < 2:
            with_room.append(state)
    views = []
    for state in reversed(states):
        if state.moment is None and not state.is_drawn:
            continue
        id = f"on-{state.moment.day}" if state.moment else "at-first"
        has_room = any(state is each for each in with_room)
        views.append(
            MomentView(
                id=id,
                day=_day(state.moment),
                dates=_dates(state.moment) if state.moment else f"Before {_dates(states[1].moment)}",
                steps=tuple(_step_view(step, links) for step in state.moment.steps) if state.moment else (),
                statuses=_statuses(state, links),
                has_room=has_room or not state.is_drawn,
                diagram=_view(state.marked, id, entry, drawings, links) if has_room else None,
            )
        )
    return tuple(views)


def _statuses(state: State, links: Links) -> tuple[StatusView, ...]:
    """The boxes whose status is another than on the date before, such as an idea that has been tested meanwhile."""
    was, now = ({node.id: node for node in each.nodes} for each in (state.was, state.now))
    views = []
    for node in state.marked.nodes:
        if node.change is Change.CHANGED:
            tests = [
                source
                for link in links.theory.links_to(node.address)
                if link.key == "tests"
                and isinstance(test := (source := links.theory.entries[link.source]).record, Cycle)
                and test.ended is not None
                and state.since < test.ended.earliest <= _day(state.moment)
            ]
            views.append(
                StatusView(
                    sign=mark(Change.CHANGED),
                    record=_named(links.theory.entries[node.address], links),
                    was=str(was[node.id].status or "complete"),
                    now=str(now[node.id].status or "complete"),
                    tests=tuple(_named(test, links) for test in tests),
                )
            )
    return tuple(views)


def _two_dates(
    entry: Entry, states: tuple[State, ...], views: tuple[MomentView, ...], drawings: Drawings, links: Links
) -> TwoDates | None:
    """The first and the last date that are drawn; None where there is but one."""
    drawn = tuple(view for view in reversed(views) if view.diagram)
    if len(drawn) < 2:
        return None
    whole = drawings.whole(entry).diagram
    days = {_day(state.moment): state.now for state in states}
    first, last = days[drawn[0].day], days[drawn[-1].day]
    changed = marked(whole, first, last)
    words = (
        f"{label}: {', '.join(titles)}"
        for change, label in CHANGES.items()
        if (titles := sorted(node.title for node in changed.nodes if node.change is change))
    )
    return TwoDates(
        choices=drawn,
        earlier=_view(first, "earlier", entry, drawings, links),
        later=_view(changed, "later", entry, drawings, links),
        words="; ".join(words) or NO_BOX,
        changes=tuple((str(change), mark(change)) for change in Change),
    )


def _view(diagram: Diagram, id: str, entry: Entry, drawings: Drawings, links: Links) -> DiagramView:
    return view_of(restricted(drawings.whole(entry), diagram), id, entry, links)


def _named(entry: Entry, links: Links) -> Named:
    return Named(title_of(links.theory, entry), links.to(entry.address), kind_words(links.theory, entry))


def _day(moment: Moment | None) -> date:
    return moment.day if moment else date.min


def _dates(moment: Moment) -> str:
    """The date of a moment as it is written; where one says the month and another the day, both."""
    return ", ".join(dict.fromkeys(str(step.when) for step in moment.steps))


def _step_view(step: Step, links: Links) -> StepView:
    entries = links.theory.entries

    def named(address: str | None) -> Named | None:
        entry = entries.get(address or "")
        return _named(entry, links) if entry else None

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
