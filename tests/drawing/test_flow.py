"""The panel of a cohort: bars on one scale, what was lost, and nothing drawn where a count is not shown."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from nicbook.drawing.flow import FULL, WIDTH, Bar, to_svg

from .diagrams import HOSTILE_TITLES


def rects(svg: str, kind: str) -> list[tuple[float, float]]:
    """Where the bars of a kind begin, and how long they are."""
    found = [each for each in ElementTree.fromstring(svg).iter() if each.get("class") == kind]
    return [(float(each.get("x", 0)), float(each.get("width", 0))) for each in found]


def words(svg: str) -> list[str]:
    return [each.text or "" for each in ElementTree.fromstring(svg).iter() if each.tag.endswith("text")]


BARS = (Bar("Enrolled", 1.0, "200"), Bar("On track", 0.75, "150 · 75%", "25 of 100 are lost"), Bar("Promoted", 0.5, "100 · 50%"))


def test_bars_are_as_long_as_their_shares_and_the_lost_stand_at_their_ends() -> None:
    svg = to_svg("North", BARS)
    assert [length for _, length in rects(svg, "nf-bar")] == pytest.approx([FULL, FULL * 0.75, FULL * 0.5], abs=0.1)
    assert rects(svg, "nf-gone") == [pytest.approx((FULL * share, FULL * 0.25), abs=0.1) for share in (0.75, 0.5)]
    assert words(svg) == ["Enrolled", "200", "25 of 100 are lost", "On track", "150 · 75%", "Promoted", "100 · 50%"]


def test_what_is_not_shown_has_no_bar_and_hides_what_was_lost_around_it() -> None:
    svg = to_svg("North", (BARS[0], Bar("On track", None, "not shown: small group"), BARS[2]))
    assert len(rects(svg, "nf-bar")) == 2
    assert rects(svg, "nf-gone") == []
    assert "not shown: small group" in words(svg)


def test_stages_of_panels_side_by_side_stand_level_whatever_is_shown() -> None:
    hidden = (BARS[0], Bar("On track", None, "not yet"), Bar("Promoted", None, "not yet"))
    assert ElementTree.fromstring(to_svg("a", BARS)).get("height") == ElementTree.fromstring(to_svg("b", hidden)).get("height")


def test_more_than_at_first_stays_within_the_panel() -> None:
    svg = to_svg("North", (BARS[0], Bar("Moved in", 1.5, "300")), full=1.5)
    assert [length for _, length in rects(svg, "nf-bar")] == pytest.approx([FULL / 1.5, FULL], abs=0.1)
    assert FULL < WIDTH


def test_where_most_are_lost_has_a_shape_and_words_of_its_own() -> None:
    svg = to_svg("North", (BARS[0], Bar("On track", 0.5, "100", "Most are lost here: 50 of 100", is_most=True)))
    classes = [each.get("class") for each in ElementTree.fromstring(svg).iter()]
    assert "nf-most" in classes and "nf-arrow" not in classes


@pytest.mark.parametrize("title", HOSTILE_TITLES)
def test_titles_are_only_ever_text(title: str) -> None:
    svg = to_svg(title, (Bar(title, 1.0, "20"), Bar(title, 0.5, "10", "50 of 100 are lost")))
    assert {each.tag.rpartition("}")[2] for each in ElementTree.fromstring(svg).iter()} == {"svg", "text", "rect", "path"}
