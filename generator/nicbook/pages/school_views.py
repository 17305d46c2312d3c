"""What a site tries, sees and reports in each network that it takes part in: for its own page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from nicbook.corpus import Entry
from nicbook.drawing.at_school import at_school, own_part
from nicbook.drawing.diagram import Tried
from nicbook.drawing.layout import lay_out
from nicbook.drawing.over_time import restricted
from nicbook.evidence.where import Standing, standings, taking_part, what_is_tried
from nicbook.pages.diagrams import Drawings, DiagramView, view_of
from nicbook.pages.links import Links
from nicbook.pages.measure_pages import href_at
from nicbook.pages.schools_pages import schools_href
from nicbook.pages.trial_views import Named, Reported, Trial, named, reported, trial_of


@dataclass(frozen=True, slots=True)
class Place:
    """A site in one network."""

    id: str
    network: Named
    schools: str
    """The link to the page of all schools of the network."""
    tries: tuple[tuple[Named, Trial], ...]
    diagram: DiagramView | None
    """The network's diagram with what is tried here marked; None where nothing in it is."""
    not_drawn: tuple[Named, ...]
    """What is tried here and has no box in the diagram, such as a routine that grew from no idea."""
    reports: tuple[tuple[Named, Reported], ...]
    unreported: tuple[Named, ...]
    """The measures that others in the network report, and this site does not."""


def places_of(entry: Entry, drawings: Drawings, links: Links) -> Iterator[Place]:
    """The networks that a site takes part in, by address; a real site in no network that is made up."""
    for network in links.theory.networks:
        who = taking_part(links.theory, network)
        if entry in (*who.schools, *who.partners) and links.theory.are_alike_real(entry, network):
            yield _place(entry, network, drawings, links)


def _place(entry: Entry, network: Entry, drawings: Drawings, links: Links) -> Place:
    theory = links.theory
    found = ((idea, standings(theory, idea).get(entry.address)) for idea in what_is_tried(theory, network))
    tried = {idea.address: (idea, standing) for idea, standing in found if standing is not None}
    drawn = {idea.address: its for idea, its in tried.values() if idea.kind == "change-idea" and idea.network == network.id}
    measures = [each for each in theory.of_kind("measure", network.id) if each.record.retired is None]
    reports = [(measure, reported(measure, links)) for measure in measures]
    return Place(
        id=network.id,
        network=named(network, links),
        schools=schools_href(network, links),
        tries=tuple((named(idea, links), trial_of(its, idea, links)) for idea, its in tried.values()),
        diagram=_diagram(entry, network, drawn, drawings, links) if drawn else None,
        not_drawn=tuple(named(idea, links) for idea, _ in tried.values() if idea.address not in drawn) if drawn else (),
        reports=tuple(
            (replace(named(each, links), href=href_at(each, entry.address, links)), its[entry.address])
            for each, its in reports
            if entry.address in its
        ),
        unreported=tuple(named(each, links) for each, its in reports if its and entry.address not in its),
    )


def _diagram(
    entry: Entry, network: Entry, drawn: dict[str, Standing], drawings: Drawings, links: Links
) -> DiagramView:
    """The whole in the places that it has everywhere; where that is too large, what leads from what is tried here to the
    aims."""
    states = {address: Tried(standing.state) for address, standing in drawn.items()}
    title = f"Driver diagram of {network.record.title} as {entry.record.title} sees it"
    if drawings.is_too_large(network):
        layout = lay_out(own_part(links.theory, network, states, title))
    else:
        whole = drawings.whole(network)
        layout = restricted(whole, at_school(whole.diagram, states, title))
    return replace(view_of(layout, f"at-{network.id}", network, links), href="")
