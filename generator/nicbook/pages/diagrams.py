"""Driver diagrams on pages: laid out once for each network, drawn with the links that each page needs."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from nicbook.corpus import Entry
from nicbook.drawing.from_theory import driver_diagram
from nicbook.drawing.layout import Layout, lay_out
from nicbook.drawing.outline import to_outline
from nicbook.drawing.svg import to_svg
from nicbook.pages.links import Links
from nicbook.theory import Theory


class Drawings:
    """The layouts of a theory's diagrams, each computed when it is first asked for."""

    def __init__(self, theory: Theory) -> None:
        self._theory = theory
        self._whole: dict[str, Layout] = {}

    def whole(self, network: Entry) -> Layout:
        """The diagram of a network: its aims, drivers and change ideas."""
        if network.id not in self._whole:
            self._whole[network.id] = lay_out(driver_diagram(self._theory, network))
        return self._whole[network.id]


@dataclass(frozen=True, slots=True)
class DiagramView:
    """A driver diagram: the drawing for a wide screen, and the list of the same content for all others."""

    title: str
    svg: Markup
    outline: Markup
    href: str
    """The page that has it full-screen."""


def diagram_view(entry: Entry, drawings: Drawings, links: Links) -> DiagramView | None:
    """The driver diagram of a network as one page shows it; None where there is nothing to draw."""
    layout, prefix = drawings.whole(entry), f"diagram-{entry.id}"
    if not layout.boxes:
        return None
    return DiagramView(
        title=layout.diagram.title,
        svg=to_svg(layout, links.to, prefix=prefix),
        outline=to_outline(layout, links.to, prefix=prefix),
        href=links.to_page(f"{entry.address}/diagram/"),
    )
