"""The outline says all that the drawing shows, once in full."""

from __future__ import annotations

from dataclasses import replace
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings

from nicbook.drawing.diagram import Change, Diagram, Status
from nicbook.drawing.layout import lay_out
from nicbook.drawing.outline import to_outline, to_text, walk

from .diagrams import HOSTILE_TITLES, SMALL, diagram, diagrams, node


@settings(deadline=None)
@given(diagrams())
def test_every_node_once_in_full_and_every_edge_once(any_diagram: Diagram) -> None:
    items = list(walk(lay_out(any_diagram)))
    in_full = [item.node.id for item in items if not item.seen]
    assert sorted(in_full) == sorted(node.id for node in any_diagram.nodes)
    told = []
    path: list[str] = []
    for item in items:
        del path[item.depth :]
        if path:
            told.append((item.node.id, path[-1], item.edge and item.edge.strength))
        path.append(item.node.id)
    drawn = [(edge.source, edge.target, edge.strength) for edge in any_diagram.edges]
    assert sorted(told) == sorted(drawn)


def test_as_text() -> None:
    assert to_text(lay_out(SMALL)) == """\
A theory

- Aim: More students earn credit (draft)
  - Driver: Productive persistence (measured, strong relation)
    - Driver: Starting strong (no measure yet, strong relation)
      - Change idea: Opening lessons (tested, weak relation)
  - Driver: Advancing teaching (no measure yet, weak relation)
    - Driver: Starting strong (see above, hypothesised relation)
    - Change idea: Lesson study (retired, hypothesised relation)
- Change idea: An idea that drives nothing (no test yet)
"""


def test_as_html_each_title_links_to_its_page() -> None:
    root = ElementTree.fromstring(to_outline(lay_out(SMALL), prefix="x"))
    pages = [link for link in root.iter("a") if not (link.get("href") or "").startswith("#")]
    assert {link.get("href"): link.text for link in pages} == {f"{each.address}/": each.title for each in SMALL.nodes}


def test_see_above_leads_to_the_place_that_says_all() -> None:
    root = ElementTree.fromstring(to_outline(lay_out(SMALL), prefix="x"))
    (above,) = [link for link in root.iter("a") if link.get("href") == "#x-node-start"]
    assert above.get("aria-label") == "see above: Starting strong"
    (full,) = [item for item in root.iter("li") if item.get("id") == "x-node-start"]
    assert "Opening lessons" in "".join(full.itertext())


RETIRED = diagram(
    [
        node("aim", 0),
        node("a-old", 1, status=Status.RETIRED),
        node("b", 1),
        node("shared", 3),
        node("left", 3),
        node("gone", 3, status=Status.RETIRED),
    ],
    "a-old>aim b>aim shared>a-old shared>b left>a-old gone>b",
)


def test_without_what_is_retired_everything_else_is_still_told() -> None:
    assert to_text(lay_out(RETIRED)) == """\
A theory

- Aim: The title of aim
  - Driver: The title of b (hypothesised relation)
    - Change idea: The title of shared (hypothesised relation)
    - Change idea: The title of gone (retired, hypothesised relation)
  - Driver: The title of a-old (retired, hypothesised relation)
    - Change idea: The title of left (see below, hypothesised relation)
    - Change idea: The title of shared (see above, hypothesised relation)
- Change idea: The title of left
"""
    root = ElementTree.fromstring(to_outline(lay_out(RETIRED)))
    hidden = {each for item in root.iter("li") if item.get("class") == "nd-gone" for each in item.iter("a")}
    assert {link.text for link in root.iter("a") if link not in hidden} == {
        f"The title of {name}" for name in ("aim", "b", "shared", "left")
    }


def test_what_a_page_is_about_and_what_changed_is_said() -> None:
    about = replace(node("aim", 0), is_focus=True, note="and 7 drivers", change=Change.ADDED)
    outline = to_outline(lay_out(diagram([about])))
    (item,) = ElementTree.fromstring(outline)
    assert "".join(item.itertext()) == "The title of aimaim, and 7 drivers, what this page is about, new"


def test_many_to_many_does_not_explode() -> None:
    layers = [[f"n{layer}-{n}" for n in range(12)] for layer in range(6)]
    nodes = [node(name, layer, last=5) for layer, names in enumerate(layers) for name in names]
    arrows = " ".join(f"{b}>{a}" for left, right in zip(layers, layers[1:]) for a in left for b in right)
    items = list(walk(lay_out(diagram(nodes, arrows))))
    assert len(items) == 12 + 5 * 12 * 12


@settings(deadline=None)
@given(diagrams())
def test_it_is_well_formed(any_diagram: Diagram) -> None:
    outline = to_outline(lay_out(any_diagram))
    assert bool(outline) == bool(any_diagram.nodes)
    if outline:
        ElementTree.fromstring(outline)


@pytest.mark.parametrize("title", HOSTILE_TITLES)
def test_titles_are_only_ever_text(title: str) -> None:
    nodes = [node("aim", 0, title), node("b", 1, title), node("c", 1), node("d", 2, title)]
    hostile = lay_out(diagram(nodes, "b>aim c>aim d>b d>c"))
    tags = {each.tag for each in ElementTree.fromstring(to_outline(hostile)).iter()}
    assert tags == {"ul", "li", "div", "span", "a"}
    assert all(character.isprintable() or character == "\n" for character in to_text(hostile).replace("\u202e", ""))
