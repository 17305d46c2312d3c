"""One network, many schools: which school tries which idea and how it went, and who reports which measure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from markupsafe import Markup

from nicbook.corpus import Entry
from nicbook.drawing.diagram import Tried
from nicbook.drawing.marks import mark
from nicbook.drawing.nodes import rings, targets_of
from nicbook.evidence.where import STATES, standings, taking_part, what_is_tried
from nicbook.pages.environment import render
from nicbook.pages.frame import Crumb, frame_of
from nicbook.pages.glossary import explained
from nicbook.pages.links import Links
from nicbook.pages.page import Page
from nicbook.pages.trial_views import Named, Reported, Trial, named, reported, trial_of
from nicbook.pages.words import sentence_case, words_of
from nicbook.records.measure import Measure
from nicbook.records.site import Site
from nicbook.theory import Theory

MOST_COLUMNS = 6
"""What one table can hold for a reader: more ideas go by the primary drivers that they move, more measures by their role."""

_ROLES = ("outcome", "process", "fidelity", "balancing")


@dataclass(frozen=True, slots=True)
class Row:
    """A school, with a cell for each column; None where it has nothing there."""

    school: Named
    cells: tuple[Trial | Reported | None, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """Schools by ideas, or by measures. Only schools that have something stand in it."""

    id: str
    title: str
    """What the columns have in common; "" where there is but one table."""
    href: str
    columns: tuple[Named, ...]
    rows: tuple[Row, ...]
    without: tuple[Named, ...]
    """The schools that have nothing in it."""


@dataclass(frozen=True, slots=True)
class Partner:
    """Who takes part and is no school: what it tries and reports itself."""

    site: Named
    tries: tuple[tuple[Named, Trial], ...]
    reports: tuple[tuple[Named, Reported], ...]


@dataclass(frozen=True, slots=True)
class SchoolsView:
    schools: tuple[Named, ...]
    ideas: tuple[Grid, ...]
    untried: tuple[Named, ...]
    """The ideas that stand and that nobody has tried."""
    states: tuple[tuple[str, Markup], ...]
    """The legend: every state with its shape."""
    measures: tuple[Grid, ...]
    unreported: tuple[Named, ...]
    """The measures that nobody reports."""
    partners: tuple[Partner, ...]


def schools_href(entry: Entry, links: Links) -> str:
    """The link to the page of a network's schools; "" where nobody is known to take part."""
    who = taking_part(links.theory, entry)
    return links.to_page(_address(entry)) if who.schools or who.partners else ""


def schools_page(entry: Entry, links: Links) -> Page | None:
    """The schools of a network; None where nobody is known to take part. `links` are those of this page."""
    if not schools_href(entry, links):
        return None
    frame = frame_of(entry, links)
    title = f"The schools of {frame.title}"
    html = render(
        "schools.html",
        frame=frame,
        title=title,
        crumbs=(*frame.crumbs, Crumb(frame.title, links.to(entry.address))),
        view=schools_view(entry, links),
    )
    return Page(
        address=_address(entry),
        title=title,
        html=explained(html, links),
        description=f"Which school of {frame.title} tries which idea, how it went there, and who reports which measure.",
        source=entry.path,
    )


def _address(entry: Entry) -> str:
    return f"{entry.address}/schools/"


def schools_view(entry: Entry, links: Links) -> SchoolsView:
    theory = links.theory
    who = taking_part(theory, entry)
    ideas = what_is_tried(theory, entry)
    trials = {idea.address: _trials(idea, (*who.schools, *who.partners), links) for idea in ideas}
    measures = [each for each in theory.of_kind("measure", entry.id) if each.record.retired is None]
    reports = {measure.address: reported(measure, links) for measure in measures}
    schools = {each.address: site_named(each, links) for each in who.schools}
    tried = [idea for idea in ideas if trials[idea.address].keys() & schools.keys()]
    by_role = _by_role([measure for measure in measures if reports[measure.address].keys() & schools.keys()])
    return SchoolsView(
        schools=tuple(schools.values()),
        ideas=_grids("tries", _by_driver(entry, tried, links), trials, schools, lambda each: _idea_named(each, links)),
        untried=tuple(named(each, links) for each in ideas if not trials[each.address] and each.record.retired is None),
        states=tuple((state, mark(Tried(state))) for state in STATES),
        measures=_grids(
            "reports", by_role, reports, schools, lambda each: named(each, links, _role(each) if len(by_role) == 1 else "")
        ),
        unreported=tuple(named(each, links) for each in measures if not reports[each.address]),
        partners=tuple(
            Partner(
                site_named(each, links),
                tuple((named(idea, links), its) for idea in ideas if (its := trials[idea.address].get(each.address))),
                tuple((named(one, links), its) for one in measures if (its := reports[one.address].get(each.address))),
            )
            for each in who.partners
        ),
    )


def _trials(idea: Entry, sites: Iterable[Entry], links: Links) -> dict[str, Trial]:
    found = standings(links.theory, idea)
    return {each.address: trial_of(found[each.address], idea, links) for each in sites if each.address in found}


def site_named(entry: Entry, links: Links) -> Named:
    """A site; what is not a school says what it is."""
    assert isinstance(entry.record, Site)
    return named(entry, links, "" if entry.record.kind in ("school", "other") else words_of(entry.record.kind))


def _idea_named(entry: Entry, links: Links) -> Named:
    return named(entry, links, "retired" if entry.record.retired else "")


# --- tables ----------------------------------------------------------------------------------------------------------


Columns = tuple[Named | None, Sequence[Entry]]
"""The columns of one table, and what they have in common."""


def _grids(
    id: str,
    groups: Iterable[Columns],
    cells: Mapping[str, Mapping[str, Trial | Reported]],
    schools: Mapping[str, Named],
    column: Callable[[Entry], Named],
) -> tuple[Grid, ...]:
    """A table for each group of columns; `cells` by the addresses of the column and of the school."""
    grids = []
    for number, (what, entries) in enumerate(groups, 1):
        rows = {site: tuple(cells[each.address].get(site) for each in entries) for site in schools}
        grids.append(
            Grid(
                id=f"{id}-{number}",
                title=what.title if what else "",
                href=what.href if what else "",
                columns=tuple(map(column, entries)),
                rows=tuple(Row(schools[site], row) for site, row in rows.items() if any(row)),
                without=tuple(schools[site] for site, row in rows.items() if not any(row)),
            )
        )
    return tuple(grids)


def _by_driver(network: Entry, ideas: Sequence[Entry], links: Links) -> list[Columns]:
    """One table, or, of many ideas, one for each primary driver; an idea that moves several stands under the first."""
    if len(ideas) <= MOST_COLUMNS:
        return [(None, ideas)] if ideas else []
    groups: dict[str, list[Entry]] = {}
    for idea in ideas:
        groups.setdefault(_primary_driver(links.theory, network, idea), []).append(idea)
    return [
        (named(links.theory.entries[driver], links) if driver else Named("Other ideas", ""), groups[driver])
        for driver in sorted(groups, key=lambda address: (not address, address))
    ]


def _primary_driver(theory: Theory, network: Entry, idea: Entry) -> str:
    """The address of the first primary driver that an idea or routine should move; "" where there is none."""
    served = [theory.entries[link.target] for link in theory.links_from(idea.address) if link.key == "serves"]
    moved = chain(*(chain(*rings(first, lambda each: targets_of(theory, each, network.id))) for first in (idea, *served)))
    return min(
        (each.address for each in moved if each.kind == "driver" and each.network == network.id and theory.layers[each.address] == 1),
        default="",
    )


def _by_role(measures: Sequence[Entry]) -> list[Columns]:
    if len(measures) <= MOST_COLUMNS:
        return [(None, measures)] if measures else []
    return [
        (Named(f"{sentence_case(role)} measures", ""), of_role)
        for role in _ROLES
        if (of_role := [each for each in measures if _role(each) == role])
    ]


def _role(measure: Entry) -> str:
    assert isinstance(measure.record, Measure)
    return measure.record.role
