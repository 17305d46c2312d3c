"""Driver diagrams on pages: laid out once for each network, drawn with the links that each page needs."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from nicbook.corpus import Entry
from nicbook.drawing.by_evidence import by_evidence
from nicbook.drawing.diagram import Kind
from nicbook.drawing.from_theory import MOST_NODES, focus_diagrams, local_diagram, overview_diagram
from nicbook.drawing.layout import Layout, lay_out
from nicbook.drawing.nodes import theory_by
from nicbook.drawing.outline import to_outline
from nicbook.drawing.over_time import whole_layout
from nicbook.drawing.svg import to_svg
from nicbook.pages.links import Links
from nicbook.theory import Theory


class Drawings:
    """The layouts of a theory's diagrams; those that stand on several pages are computed once."""

    def __init__(self, theory: Theory) -> None:
        self._theory = theory
        self._whole: dict[str, Layout] = {}
        self._overview: dict[str, Layout] = {}

    def whole(self, network: Entry) -> Layout:
        """The diagram of a network: its aims, drivers and change ideas."""
        if network.id not in self._whole:
            self._whole[network.id] = whole_layout(self._theory, network)
        return self._whole[network.id]

    def is_too_large(self, network: Entry) -> bool:
        """Whether the whole diagram has more boxes than a reader can take in at once, and drivers to divide it by."""
        boxes = {kind: len(self._theory.of_kind(kind, network.id)) for kind in Kind}
        return sum(boxes.values()) > MOST_NODES and boxes[Kind.DRIVER] > 0

    def first(self, network: Entry) -> Layout:
        """What readers see first of a network: the whole diagram, or an overview where that is too large."""
        if not self.is_too_large(network):
            return self.whole(network)
        if network.id not in self._overview:
            self._overview[network.id] = lay_out(overview_diagram(self._theory, network))
        return self._overview[network.id]

    def focus(self, network: Entry) -> tuple[tuple[Entry, Layout], ...]:
        """Where the whole is too large: each primary driver, with the diagram of what leads to it."""
        if not self.is_too_large(network):
            return ()
        return tuple((driver, lay_out(diagram)) for driver, diagram in focus_diagrams(self._theory, network))

    def by_evidence(self, network: Entry, layout: Layout) -> Layout:
        """One of the diagrams of a network, by evidence."""
        return by_evidence(self._theory, network, layout)

    def local(self, entry: Entry) -> Layout | None:
        """The part of the diagram around one record; None for a record that is not in it."""
        diagram = local_diagram(self._theory, entry)
        return lay_out(diagram) if diagram else None


@dataclass(frozen=True, slots=True)
class DiagramView:
    """A driver diagram: the drawing for a wide screen, and the list of the same content for all others."""

    id: str
    """Begins every id in it, so that several diagrams can stand on one page."""
    title: str
    svg: Markup
    outline: Markup
    by: str
    """Who put the theory together; "" where nothing is said."""
    retired: int
    """How many of its boxes are retired, and relations between boxes that stand."""
    href: str
    """The drawing on the page that has it full-screen: a phone opens it there; "" for a record that belongs to none."""


def diagram_view(entry: Entry, drawings: Drawings, links: Links) -> DiagramView | None:
    """The driver diagram of a network as one page shows it first; None where there is nothing to draw."""
    layout = drawings.first(entry)
    return view_of(layout, f"diagram-{entry.id}", entry, links) if layout.boxes else None


def local_view(entry: Entry, drawings: Drawings, links: Links) -> DiagramView | None:
    """The part of the diagram around one record; None for a record that is not in it."""
    layout = drawings.local(entry)
    return view_of(layout, "local", entry, links) if layout else None


def view_of(layout: Layout, id: str, entry: Entry, links: Links) -> DiagramView:
    """A diagram of the network that a record belongs to, with links as its page needs them."""
    network = links.theory.network_of(entry)
    gone = {box.node.id for box in layout.boxes if box.node.is_retired}
    relations = [edge for edge in layout.diagram.edges if edge.is_retired and not {edge.source, edge.target} & gone]
    return DiagramView(
        id=id,
        title=layout.diagram.title,
        svg=to_svg(layout, links.to, prefix=id),
        outline=to_outline(layout, links.to, prefix=id),
        by=theory_by(network) if network else "",
        retired=len(gone) + len(relations),
        href=links.to_page(f"{network.address}/diagram/") + f"#diagram-{network.id}-drawing" if network else "",
    )
