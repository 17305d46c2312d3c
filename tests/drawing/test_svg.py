"""The drawing as SVG: for the eye, for a screen reader, and safe whatever the titles are."""

from __future__ import annotations

import re
from dataclasses import replace
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings

from nicbook.drawing.diagram import Change, Diagram, Edge, Status, Strength
from nicbook.drawing.layout import TITLE_SIZE, lay_out
from nicbook.drawing.svg import stylesheet, to_svg
from nicbook.drawing.wrapping import one_line, text_width

from .diagrams import HOSTILE_TITLES, SMALL, diagram, diagrams, node

SVG = "{http://www.w3.org/2000/svg}"
Element = ElementTree.Element


def parse(svg: str) -> Element:
    return ElementTree.fromstring(svg)


def links(svg: str) -> list[Element]:
    return list(parse(svg).iter(f"{SVG}a"))


def test_links_come_in_reading_order_and_say_what_they_drive() -> None:
    assert [link.get("aria-label") for link in links(to_svg(lay_out(SMALL)))] == [
        "Aim: More students earn credit. Draft.",
        "Driver: Productive persistence. Measured. Drives: More students earn credit (strong).",
        "Driver: Starting strong. No measure yet. "
        "Drives: Advancing teaching (hypothesised); Productive persistence (strong).",
        "Change idea: Opening lessons. Tested. Drives: Starting strong (weak).",
        "Driver: Advancing teaching. No measure yet. Drives: More students earn credit (weak).",
        "Change idea: Lesson study. Retired. Drives: Advancing teaching (hypothesised).",
        "Change idea: An idea that drives nothing. No test yet.",
    ]


def test_every_link_leads_to_its_page_and_stands_in_a_list() -> None:
    svg = to_svg(lay_out(SMALL))
    assert {link.get("href") for link in links(svg)} == {f"../{node.id}/" for node in SMALL.nodes}
    items = [each for each in parse(svg).iter() if each.get("role") == "listitem"]
    assert [item[0].tag for item in items] == [f"{SVG}a"] * len(SMALL.nodes)


def test_lines_headings_and_legend_are_for_the_eye_alone() -> None:
    root = parse(to_svg(lay_out(SMALL)))
    hidden = next(each for each in root if each.get("aria-hidden") == "true")
    words = ["".join(text.itertext()) for text in hidden.iter(f"{SVG}text")]
    assert words == [
        "Aim", "Primary drivers", "Secondary drivers", "Change ideas",
        "strong relation", "weak relation", "hypothesised relation",
        "draft", "no measure yet", "measured", "no test yet", "tested", "retired",
    ]  # fmt: skip


def test_the_legend_has_only_what_occurs() -> None:
    one = lay_out(diagram([node("aim", 0), node("idea", 3, status=Status.TESTED)], "idea>aim:weak"))
    assert [sign.words for sign in one.legend] == ["weak relation", "tested"]


def test_the_drawing_is_named_and_its_ids_can_be_kept_apart() -> None:
    root = parse(to_svg(lay_out(SMALL), prefix="first"))
    assert root.get("role") == "group"
    named = {each.get("id"): each.text for each in root.iter() if each.get("id")}
    assert set(named) == {"first-title", "first-desc"}
    assert named[root.get("aria-labelledby") or ""] == "A theory"


def test_each_status_has_a_word_and_a_shape_of_its_own() -> None:
    shapes = set()
    for status in Status:
        (link,) = links(to_svg(lay_out(diagram([node("aim", 0, status=status)]))))
        mark = next(path for path in link.iter(f"{SVG}path") if "nd-mark" in (path.get("class") or ""))
        shapes.add((mark.get("class"), mark.get("d")))
        assert status in ["".join(text.itertext()) for text in link.iter(f"{SVG}text")]
    assert len(shapes) == len(Status)


@settings(deadline=None)
@given(diagrams())
def test_all_text_lies_in_its_box(any_diagram: Diagram) -> None:
    for link in links(to_svg(lay_out(any_diagram))):
        box = next(link.iter(f"{SVG}rect"))
        width, height = float(box.get("width") or 0), float(box.get("height") or 0)
        for text in link.iter(f"{SVG}text"):
            y = float(text.get("y") or 0)
            for line in text.iter(f"{SVG}tspan"):
                y += float(line.get("dy") or 0)
                assert float(line.get("x") or 0) + text_width(line.text or "", TITLE_SIZE) < width
            assert 10 <= y <= height - 4


@pytest.mark.parametrize("title", HOSTILE_TITLES)
@pytest.mark.parametrize("standalone", [False, True])
def test_titles_are_only_ever_text(title: str, standalone: bool) -> None:
    hostile = Diagram(title, (node("aim", 0, title), node("idea", 3, title)), (), (title,))
    harmless = Diagram("x", (node("aim", 0, "x"), node("idea", 3, "x")), (), ("x",))

    def shape(drawn: Diagram) -> list[tuple[str, list[str]]]:
        ignored = (f"{SVG}tspan", f"{SVG}title")
        root = parse(to_svg(lay_out(drawn), styles=stylesheet() if standalone else ""))
        return [(each.tag, sorted(each.attrib)) for each in root.iter() if each.tag not in ignored]

    assert shape(hostile) == shape(harmless)
    root = parse(to_svg(lay_out(hostile)))
    assert next(root.iter(f"{SVG}title")).text == one_line(title)
    assert one_line(title) in (links(to_svg(lay_out(hostile)))[0].get("aria-label") or "")


def test_a_title_that_is_cut_can_still_be_read() -> None:
    title = "A very long title " * 20
    (link,) = links(to_svg(lay_out(diagram([node("aim", 0, title)]))))
    assert [each.text for each in link.iter(f"{SVG}title")] == [title.strip()]


def test_a_page_brings_the_style_and_a_file_has_its_own() -> None:
    layout = lay_out(SMALL)
    assert "<style" not in to_svg(layout)
    alone = to_svg(layout, styles=stylesheet())
    assert stylesheet() in alone
    assert not re.search(r"https?://(?!www\.w3\.org/2000/svg)|@import|url\(|<script", alone)


def test_the_stylesheet_may_stand_in_xml() -> None:
    assert not set("<&") & set(stylesheet())


CHANGED = Diagram(
    "Two dates",
    (
        node("aim", 0),
        replace(node("a", 1), change=Change.ADDED),
        replace(node("b", 1, status=Status.MEASURED), change=Change.RETIRED),
        replace(node("c", 1), change=Change.CHANGED),
    ),
    (
        Edge("a", "aim", Strength.WEAK, change=Change.ADDED),
        Edge("b", "aim", Strength.WEAK, change=Change.RETIRED),
        Edge("c", "aim", Strength.WEAK, change=Change.RETIRED),
    ),
)


def with_class(root: Element, name: str) -> list[Element]:
    return [each for each in root.iter() if name in (each.get("class") or "").split()]


def test_nodes_and_lines_can_be_found_by_what_they_join() -> None:
    root = parse(to_svg(lay_out(SMALL)))
    assert {link.get("data-node") for link in root.iter(f"{SVG}a")} == {each.id for each in SMALL.nodes}
    edges = {(edge.source, edge.target) for edge in SMALL.edges}
    for part in ("nd-line", "nd-head"):
        drawn = [each for each in with_class(root, part) if each.get("data-from")]
        assert len(drawn) == len(edges)
        assert {(each.get("data-from"), each.get("data-to")) for each in drawn} == edges


def test_what_is_retired_can_be_hidden_with_all_its_lines() -> None:
    drawn = replace(SMALL, edges=tuple(replace(each, is_retired=each.source == "start") for each in SMALL.edges))
    gone = with_class(parse(to_svg(lay_out(drawn))), "nd-gone")
    boxes = [link.get("data-node") for each in gone if (link := each.find(f"{SVG}a")) is not None]
    assert boxes == ["study"]
    assert sorted({(each.get("data-from"), each.get("data-to")) for each in gone if each.tag == f"{SVG}path"}) == [
        ("start", "persistence"),
        ("start", "teaching"),
        ("study", "teaching"),
    ]


def test_what_a_page_is_about_is_said_and_drawn() -> None:
    drawn = lay_out(Diagram("x", (replace(node("aim", 0), is_focus=True), node("b", 1)), ()))
    focus, other = links(to_svg(drawn))
    assert "nd-focus" in (focus.get("class") or "") and "nd-focus" not in (other.get("class") or "")
    assert focus.get("aria-label") == "Aim: The title of aim. What this page is about."
    assert re.search(r"\.nd-focus[^{]*\{[^}]*stroke-width: 3", stylesheet())


def test_a_note_is_drawn_and_said() -> None:
    note = "14 drivers, 30 ideas and some more than fit on one line"
    (link,) = links(to_svg(lay_out(Diagram("x", (replace(node("aim", 0), note=note),), ()))))
    words = [" ".join("".join(text.itertext()).split()) for text in link.iter(f"{SVG}text")]
    assert note in words
    assert link.get("aria-label") == f"Aim: The title of aim. {note}."


def test_each_change_has_a_word_and_a_shape() -> None:
    root = parse(to_svg(lay_out(CHANGED)))
    tags = with_class(root, "nd-tag")
    assert sorted("".join(tag.itertext()) for tag in tags) == ["changed", "new", "retired here"]
    assert len({path.get("d") for tag in tags for path in tag.iter(f"{SVG}path")}) == 3
    assert [len(with_class(root, name)) for name in ("nd-added", "nd-dropped", "nd-changed")] == [3, 5, 1]
    # A line of its own mark only where neither end came or went.
    assert [each.get("data-from") for each in with_class(root, "nd-mark-on-line")] == ["c"]
    assert {"new", "retired here", "changed"} <= {"".join(text.itertext()) for text in root.iter(f"{SVG}text")}
    names = [link.get("aria-label") for link in root.iter(f"{SVG}a")]
    assert "Driver: The title of b. Measured. Retired here. Drives: The title of aim (weak)." in names


PALETTES = re.findall(r"\{([^{}]*--nd-idea:[^{}]*)\}", stylesheet())


@pytest.mark.parametrize("palette", PALETTES, ids=["light", "dark page", "dark file", "forced"])
def test_colours_have_contrast(palette: str) -> None:
    colours = dict(re.findall(r"--nd-(\w+): [^#;]*(#[0-9a-f]{6})", palette))
    if not colours:  # the reader's own colours
        return
    for text in ("ink", "quiet"):
        assert contrast(colours[text], colours["paper"]) >= 4.5
    for graphic in ("line", "focus", "aim", "driver", "idea"):
        assert contrast(colours[graphic], colours["paper"]) >= 3


def contrast(one: str, other: str) -> float:
    """WCAG 2.2, contrast ratio."""

    def luminance(colour: str) -> float:
        parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_a_page_and_a_file_are_equally_dark() -> None:
    _, page, file, _ = (dict(re.findall(r"--nd-(\w+): [^#;]*(#[0-9a-f]{6})", palette)) for palette in PALETTES)
    assert page == file
