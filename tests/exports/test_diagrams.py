"""Driver diagrams in other programs' formats: what those programs read is what the diagram says."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from xml.etree import ElementTree

import networkx as nx
import pytest
from drawing.diagrams import HOSTILE_TITLES, SMALL, diagram, diagrams, node
from hypothesis import given, settings

from nicbook.drawing.diagram import Status
from nicbook.drawing.layout import Layout, lay_out
from nicbook.drawing.outline import walk
from nicbook.drawing.svg import stylesheet, to_svg
from nicbook.drawing.wrapping import one_line
from nicbook.exports.dot import to_dot
from nicbook.exports.formats import FORMATS, export
from nicbook.exports.graphml import to_graphml
from nicbook.exports.mermaid import to_mermaid
from nicbook.exports.png import plain, to_png
from nicbook.exports.slide import LARGEST, SMALLEST, to_slide

pptx = pytest.importorskip("pptx")

SVG = "{http://www.w3.org/2000/svg}"
LANGUAGE = ("end", "style a:b#c;", "`b` **b**", "%%{init: {}}%%", "x; click y", "\\N \\G \\", 'a|b "c" [d]', "<br>&#34;")
"""Titles that mean something in Mermaid, DOT or XML."""
HOSTILE = lay_out(
    diagram(
        [node("end", 0, "50% of “all”", Status.DRAFT)]
        + [node(f"n{i}", 1, title, list(Status)[i % 6]) for i, title in enumerate(HOSTILE_TITLES + LANGUAGE)],
        " ".join(f"n{i}>end:{('strong', 'weak', 'hypothesised')[i % 3]}" for i in range(len(HOSTILE_TITLES + LANGUAGE))),
        title="\"A\" --- theory: 'x' \\ #",
    )
)
SMALL_LAYOUT = lay_out(SMALL)
LARGE = lay_out(
    diagram(
        [node("aim", 0)] + [node(f"d{i}", 1) for i in range(5)] + [node(f"c{i}", 3) for i in range(200)],
        " ".join([*(f"d{i}>aim" for i in range(5)), *(f"c{i}>d{i % 5}" for i in range(200))]),
    )
)
EMPTY = lay_out(diagram([]))
every_layout = pytest.mark.parametrize("layout", [SMALL_LAYOUT, HOSTILE, EMPTY], ids=["small", "hostile", "empty"])


def decoded(text: str) -> str:
    return re.sub(r"#(\d+);", lambda found: chr(int(found[1])), text)


@every_layout
@pytest.mark.parametrize("format", sorted(FORMATS.keys() - {"svg", "outline", "json"}))
def test_every_format_is_the_same_twice(layout: Layout, format: str) -> None:
    content = export(layout, format)
    assert content == export(layout, format)
    assert content


# --- Mermaid -----------------------------------------------------------------------------------------------------------


@every_layout
def test_mermaid_says_every_node_and_relation(layout: Layout) -> None:
    text = to_mermaid(layout)
    labels = re.findall(r'^  n_\w+\["(.*)"\]:::[\w-]+$', text, re.MULTILINE)
    assert len(labels) == len(layout.boxes)
    for box, label in zip(layout.boxes, labels):
        assert not set(label.replace("<br/>", "")) & set('"<>[]{}|`\\%&:')  # nothing that Mermaid could take for its own
        said = [decoded(part) for part in label.split("<br/>")]
        assert said[1] == one_line(box.node.title)
        assert box.node.status is None or said[2].endswith(str(box.node.status))
    assert re.findall(r"\|(\w+)\|", text) == [str(route.edge.strength) for route in layout.routes]


def test_mermaid_aims_at_the_left_and_draws_each_strength_in_its_own_way() -> None:
    text = to_mermaid(SMALL_LAYOUT)
    assert "\nflowchart RL\n" in text
    assert "  n_persistence ==>|strong| n_aim\n" in text
    assert "  n_lessons -.->|weak| n_start\n" in text
    assert re.search(r"linkStyle 0,5 stroke-dasharray: 7 4\n  linkStyle 3,4 stroke-dasharray: 2 5\n", text)


# --- DOT ---------------------------------------------------------------------------------------------------------------


@pytest.mark.skipif(shutil.which("dot") is None, reason="Graphviz is not installed: apt install graphviz")
@every_layout
def test_graphviz_reads_what_was_meant(layout: Layout) -> None:
    drawn = subprocess.run(["dot", "-Tsvg"], input=to_dot(layout), capture_output=True, text=True, check=True)
    assert not drawn.stderr
    svg = drawn.stdout
    assert svg.count('class="node"') == len(layout.boxes)
    assert svg.count('class="edge"') == len(layout.routes)
    nodes = [element for element in ElementTree.fromstring(svg.encode()).iter(f"{SVG}g") if element.get("class") == "node"]
    said = ["".join(text.text or "" for text in element.iter(f"{SVG}text")) for element in nodes]
    for box in layout.boxes:
        title = without_spaces(one_line(box.node.title))
        assert any(title in without_spaces(words) for words in said)


def without_spaces(text: str) -> str:
    return "".join(text.split())


def test_dot_draws_each_strength_in_its_own_way_and_says_it() -> None:
    text = to_dot(SMALL_LAYOUT)
    assert "rankdir=RL" in text
    assert '"persistence" -> "aim" [style=bold, label="strong"]' in text
    assert '"lessons" -> "start" [style=dashed, label="weak"]' in text
    assert '"study" -> "teaching" [style=dotted, label="hypothesised"]' in text


# --- GraphML -----------------------------------------------------------------------------------------------------------


@settings(max_examples=40)
@given(diagrams())
def test_networkx_reads_the_same_graph_back(any_diagram) -> None:
    layout = lay_out(any_diagram)
    graph = nx.parse_graphml(to_graphml(layout))
    assert {name: data["title"] for name, data in graph.nodes(data=True)} == {
        one.id: one_line(one.title) for one in any_diagram.nodes
    }
    assert {(start, end, data["strength"]) for start, end, data in graph.edges(data=True)} == {
        (edge.source, edge.target, str(edge.strength)) for edge in any_diagram.edges
    }


# --- PNG ---------------------------------------------------------------------------------------------------------------


@every_layout
def test_the_picture_is_twice_as_large_as_the_drawing_and_white_behind_it(layout: Layout) -> None:
    from PIL import Image

    picture = Image.open(io.BytesIO(to_png(layout)))
    assert picture.width == 2 * layout.width and picture.height > 2 * layout.height  # its title stands above it
    assert picture.convert("RGBA").getpixel((0, 0)) == (255, 255, 255, 255)


def test_the_picture_has_the_colours_of_each_kind_and_letters() -> None:
    from PIL import Image

    picture = Image.open(io.BytesIO(to_png(SMALL_LAYOUT))).convert("RGB")
    seen = {"#%02x%02x%02x" % colour for _, colour in picture.getcolors(picture.width * picture.height)}
    assert {"#3d4fa8", "#0d6560", "#a85a08"} <= seen  # aim, driver, change idea
    aim = next(box for box in SMALL_LAYOUT.boxes if box.node.id == "aim")
    top = picture.height - 2 * SMALL_LAYOUT.height + 2 * aim.y
    inside = picture.crop((2 * aim.x + 24, top + 6, 2 * (aim.x + aim.width) - 6, top + 2 * aim.height - 6))
    assert min(low for low, _ in inside.getextrema()) < 80  # the dark of letters


def test_no_style_of_a_picture_is_left_to_a_variable() -> None:
    styles = plain(stylesheet())
    assert "var(" not in styles and "color-mix" not in styles
    assert ".nd-aim .nd-bar { fill: #3d4fa8 }" in styles
    for name in set(re.findall(r'class="([^"]*)"', str(to_svg(SMALL_LAYOUT)))):
        shapes = {part for part in name.split() if part in ("nd-box", "nd-bar", "nd-mark", "nd-line", "nd-heads")}
        assert all(f".{shape} {{" in styles for shape in shapes)


# --- the slide ---------------------------------------------------------------------------------------------------------


def slide_of(layout: Layout):
    presentation = pptx.Presentation(io.BytesIO(to_slide(layout)))
    assert len(presentation.slides) == 1
    return presentation, presentation.slides[0]


def boxes_of(slide):
    return [shape for shape in slide.shapes if shape.shape_type == pptx.enum.shapes.MSO_SHAPE_TYPE.AUTO_SHAPE]


@every_layout
def test_the_slide_has_a_box_for_every_node_in_the_order_of_the_outline(layout: Layout) -> None:
    _, slide = slide_of(layout)
    assert slide.shapes.title.text_frame.text == one_line(layout.diagram.title)
    order = [item.node for item in walk(layout) if not item.seen]
    boxes = boxes_of(slide)
    assert [box.name for box in boxes] == [one_line(one.title) for one in order]
    for box, one in zip(boxes, order):
        assert one.status is None or str(one.status) in box.text_frame.text
        assert one_line(one.title) in box._element.nvSpPr.cNvPr.get("descr")


def test_connectors_are_glued_to_the_boxes_that_they_join() -> None:
    _, slide = slide_of(SMALL_LAYOUT)
    titles = {box.shape_id: box.name for box in boxes_of(slide)}
    joined = set()
    for shape in slide.shapes:
        ends = shape._element.xpath(".//a:stCxn | .//a:endCxn")
        if ends:
            assert [end.get("idx") for end in ends] == ["1", "3"]  # from the left side of one to the right of another
            joined.add((*(titles[int(end.get("id"))] for end in ends), shape.name))
    title = {one.id: one.title for one in SMALL.nodes}
    assert joined == {(title[edge.source], title[edge.target], f"{edge.strength} relation") for edge in SMALL.edges}


@pytest.mark.parametrize(
    ("layout", "smallest"), [(SMALL_LAYOUT, SMALLEST), (HOSTILE, SMALLEST), (LARGE, 5)], ids=["small", "hostile", "large"]
)
def test_everything_is_on_the_slide_and_large_enough_to_read(layout: Layout, smallest: float) -> None:
    presentation, slide = slide_of(layout)
    for shape in slide.shapes:
        assert 0 <= shape.left and shape.left + shape.width <= presentation.slide_width
        assert 0 <= shape.top and shape.top + shape.height <= presentation.slide_height
    sizes = [box.text_frame.paragraphs[0].runs[0].font.size.pt for box in boxes_of(slide)]
    assert smallest - 0.1 <= min(sizes) <= max(sizes) <= LARGEST
    assert max(presentation.slide_width, presentation.slide_height) <= 56 * 914_400


def test_a_small_theory_fits_the_usual_slide() -> None:
    presentation, _ = slide_of(SMALL_LAYOUT)
    assert (presentation.slide_width, presentation.slide_height) == (12_192_000, 6_858_000)


def test_the_slide_tells_no_date_and_no_author() -> None:
    archive = zipfile.ZipFile(io.BytesIO(to_slide(SMALL_LAYOUT)))
    assert {file.date_time for file in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    properties = archive.read("docProps/core.xml").decode()
    assert "A theory" in properties and "created" not in properties and "creator" not in properties
