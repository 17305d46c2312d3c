"""Diagrams to draw in tests: a small one by hand, and any at all."""

from __future__ import annotations

from hypothesis import strategies as st

from nicbook.drawing.diagram import Diagram, Edge, Kind, Node, Status, Strength

HOSTILE_TITLES = (
    "</text><script>alert(1)</script>",
    '" onload="alert(1)" x="',
    "' onfocus='alert(1)",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "]]> --> <![CDATA[",
    "{{ 7 * 7 }} {% raw %} {0} {width}",
    "a\x00b\x1b[31m\ud800\ufffe",
    "\u202e right to left",
    "🧪" * 60,
    "W" * 400,
    "word " * 200,
)


def node(name: str, layer: int, title: str = "", status: Status | None = None, last: int = 3) -> Node:
    kind = Kind.AIM if layer == 0 else Kind.CHANGE_IDEA if layer == last else Kind.DRIVER
    return Node(name, kind, kind.replace("-", " "), layer, title or f"The title of {name}", f"../{name}", status)


def diagram(nodes: list[Node], arrows: str = "", title: str = "A theory") -> Diagram:
    """Edges are written as words: `b>a` (b drives a, hypothesised) or `b>a:strong`."""
    edges = []
    for arrow in arrows.split():
        ends, _, strength = arrow.partition(":")
        source, _, target = ends.partition(">")
        edges.append(Edge(source, target, Strength(strength or "hypothesised")))
    return Diagram(title, tuple(nodes), tuple(edges), ("Aim", "Primary drivers", "Secondary drivers", "Change ideas"))


SMALL = diagram(
    [
        node("aim", 0, "More students earn credit", Status.DRAFT),
        node("persistence", 1, "Productive persistence", Status.MEASURED),
        node("teaching", 1, "Advancing teaching", Status.NO_MEASURE),
        node("start", 2, "Starting strong", Status.NO_MEASURE),
        node("lessons", 3, "Opening lessons", Status.TESTED),
        node("study", 3, "Lesson study", Status.RETIRED),
        node("alone", 3, "An idea that drives nothing", Status.NO_TEST),
    ],
    "persistence>aim:strong teaching>aim:weak start>persistence:strong start>teaching "
    "lessons>start:weak study>teaching",
)


@st.composite
def diagrams(draw: st.DrawFn, titles: st.SearchStrategy[str] = st.text(max_size=60)) -> Diagram:
    """Up to five layers, some of them empty, with edges of any span and nodes without any."""
    layers = draw(st.lists(st.integers(0, 4), max_size=18))
    nodes = [
        Node(
            f"n{index}",
            draw(st.sampled_from(Kind)),
            "kind",
            layer,
            draw(titles),
            f"n{index}/",
            draw(st.none() | st.sampled_from(Status)),
        )
        for index, layer in enumerate(layers)
    ]
    pairs = [(a.id, b.id) for a in nodes for b in nodes if a.layer > b.layer]
    chosen = draw(st.lists(st.sampled_from(pairs), unique=True, max_size=40)) if pairs else []
    edges = [Edge(source, target, draw(st.sampled_from(Strength))) for source, target in chosen]
    return Diagram("Any theory", tuple(nodes), tuple(edges), ("Aim", "", "Secondary drivers"))
