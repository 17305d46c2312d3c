"""Charts as drawings: everything in its frame, nothing over words, nothing joined that must not be, told by shape."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from itertools import combinations
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nicbook.drawing.charts.chart import Chart, ChartPoint, Comparison, Goal, Mark, Split
from nicbook.drawing.charts.geometry import NARROW, SMALL, WIDE
from nicbook.drawing.charts.html import drawings
from nicbook.drawing.charts.layout import lay_out_chart
from nicbook.drawing.charts.places import overlap
from nicbook.drawing.charts.scale import value_scale
from nicbook.drawing.charts.signs import SHAPES, VERDICT_SHAPES, Sign
from nicbook.drawing.charts.svg import stylesheet, to_svg, to_svg_file
from nicbook.drawing.charts.judged import judged

from .charts import NOISE, STEP, SUPPRESSED, at_most, chart, charts, months, points, shares
from .diagrams import HOSTILE_TITLES
from .test_svg import contrast

SVG = "{http://www.w3.org/2000/svg}"
SIZES = st.sampled_from([WIDE, NARROW, SMALL])


def parse(svg: str) -> ElementTree.Element:
    return ElementTree.fromstring(svg)


def words(layout, kind: str = "") -> list[str]:
    return [text.words for text in layout.texts if not kind or text.kind == kind]


def strokes(layout, kind: str) -> list[int]:
    """How many places each line of a kind has."""
    return [len(stroke.places) for stroke in layout.strokes if stroke.kind == kind]


# --- any chart


@given(charts(), SIZES)
def test_no_words_cover_others_and_all_lie_on_the_drawing(any_chart: Chart, size) -> None:
    layout = lay_out_chart(any_chart, size)
    for one, other in combinations(layout.texts, 2):
        assert not overlap(one.box, other.box), (one, other)
    for text in layout.texts:
        left, top, right, bottom = text.box
        assert -0.5 <= left and right <= layout.width + 0.5 and 0 <= top and bottom <= layout.height, text


@given(charts(), SIZES)
def test_every_point_stands_in_the_frame_or_at_its_foot(any_chart: Chart, size) -> None:
    layout = lay_out_chart(any_chart, size)
    frame = layout.frame
    for dot in layout.dots:
        assert frame.left <= dot.x <= frame.right
        if dot.sign in (Sign.SUPPRESSED, Sign.MISSING):
            assert frame.bottom < dot.y <= layout.height
        else:
            assert frame.top - 0.01 <= dot.y <= frame.bottom + 0.01
    for stroke in layout.strokes:
        if stroke.kind != "comparison":
            assert all(frame.left - 0.01 <= x <= frame.right + 0.01 for x, _ in stroke.places)


@given(charts())
def test_flags_do_not_touch_each_other_or_words(any_chart: Chart) -> None:
    layout = lay_out_chart(any_chart, NARROW)
    boxes = [(*flag.reach, flag.y - 9, flag.y + 9) for flag in layout.flags]
    boxes = [(left, top, right, bottom) for left, right, top, bottom in boxes]
    assert not any(overlap(one, other) for one, other in combinations(boxes, 2))
    assert not any(overlap(box, text.box) for box in boxes for text in layout.texts)


@given(charts())
def test_a_drawing_is_well_formed_and_the_same_each_time(any_chart: Chart) -> None:
    svg = to_svg_file(any_chart)
    parse(svg)
    assert svg == to_svg_file(any_chart)
    parse(drawings(any_chart, "p"))


# --- scales


@given(st.lists(st.floats(-1e9, 1e9).map(lambda value: round(value, 6)), min_size=1, max_size=20), st.sampled_from(["percent", "days"]))
def test_a_scale_holds_all_values_between_few_round_ticks(values: list[float], unit: str) -> None:
    scale = value_scale(values, unit)
    assert scale.low <= min(values) and max(values) <= scale.high
    assert 2 <= len(scale.ticks) <= 8 and list(scale.ticks) == sorted(set(scale.ticks))
    assert (scale.ticks[0], scale.ticks[-1]) == (scale.low, scale.high)


@pytest.mark.parametrize(
    ("values", "ends"),
    [
        ([12, 30], (0, 30)),
        ([55, 65], (50, 70)),
        ([0, 100], (0, 100)),
        ([91, 97], (80, 100)),
        ([3], (0, 3)),
        ([0], (0, 1)),
        ([-3, 8], (-5, 10)),
    ],
)
def test_it_begins_at_0_unless_the_values_are_far_from_it(values: list[float], ends: tuple[float, float]) -> None:
    scale = value_scale(map(float, values), "percent")
    assert (scale.low, scale.high) == ends
    assert scale.is_cut == (ends[0] > 0)


def test_an_axis_that_does_not_begin_at_0_says_so() -> None:
    assert words(lay_out_chart(chart([91, 97, 94])))[1] == "percent, axis begins at 80"
    assert words(lay_out_chart(chart([12, 30, 20])))[1] == "percent"


def test_time_is_proportional_to_days() -> None:
    days = [date(2025, 1, 1), date(2025, 1, 11), date(2025, 3, 12)]
    first, second, third = (dot.x for dot in lay_out_chart(chart([1, 2, 3], days=days)).dots)
    assert (third - second) / (second - first) == pytest.approx(6)


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (months(4), ["Sep", "2024", "Oct", "Nov", "Dec"]),
        ([date(2026, 3, day) for day in (2, 4, 9)], ["Mar 2", "2026", "Mar 3", "Mar 4"]),
        ([date(2015, 7, 1), date(2018, 7, 1), date(2024, 7, 1)], ["2016", "2017", "2018"]),
    ],
)
def test_the_time_axis_names_days_months_or_years(days: list[date], expected: list[str]) -> None:
    layout = lay_out_chart(chart(range(len(days)), days=days))
    below = [text.words for text in layout.texts if text.anchor == "middle" and text.base > layout.frame.bottom]
    assert below[: len(expected)] == expected


def test_school_years_and_numbers_are_named_as_they_are() -> None:
    years = [replace(point, label=f"{2015 + at}/{16 + at}") for at, point in enumerate(points([1, 2, 3]))]
    assert "2017/18" in words(lay_out_chart(Chart("", "", (judged(years),))))
    numbers = [ChartPoint(None, str(at), float(at)) for at in range(1, 31)]
    assert "1" in words(lay_out_chart(Chart("", "", (judged(numbers),))))


# --- what is drawn


def test_nothing_is_joined_over_gaps_splits_and_versions() -> None:
    assert strokes(lay_out_chart(chart([1, 2, None, 3, SUPPRESSED, 4, 5, at_most(5), 6])), "series") == [2, 1, 2, 1]
    split = chart([1, 2, 3, 4, 5], splits=(Split(2, "2024-11", "A new counselor."),))
    assert strokes(lay_out_chart(split), "series") == [2, 3]
    first, second = judged(points([1, 2, 3])), judged(points([4, 5], months(2, date(2025, 1, 1))))
    assert strokes(lay_out_chart(Chart("", "", (first, second))), "series") == [3, 2]


def test_what_has_no_value_stands_at_the_foot_and_says_why() -> None:
    layout = lay_out_chart(chart([40, SUPPRESSED, None, at_most(5)]))
    assert [dot.sign for dot in layout.dots] == [Sign.POINT, Sign.SUPPRESSED, Sign.MISSING, Sign.AT_MOST]
    assert {"not shown: small group", "no value", "at most"} <= set(words(layout))
    assert layout.dots[3].y == layout.frame.y(5)


def test_a_suppressed_value_is_nowhere() -> None:
    hidden = ChartPoint(None, "", state="suppressed", note="")
    one, other = (to_svg_file(chart([40, hidden, 50], title="x")) for _ in range(2))
    assert one == other and "7 " not in words(lay_out_chart(chart([40, hidden, 50])))


def test_what_may_not_be_told_is_drawn_as_it_may() -> None:
    coded = shares([(0, 15)] * 8 + [(7, 23)] * 2)
    told = [replace(point, state="bound", high=5.0) for point in coded[:8]] + [
        replace(point, shown=30.4, size=None) for point in coded[8:]
    ]
    layout = lay_out_chart(chart(told, is_coded=True))
    assert {dot.y for dot in layout.dots} == {layout.frame.y(5), layout.frame.y(30.4)}
    assert {y for stroke in layout.strokes if stroke.kind == "centre" for _, y in stroke.places} == {layout.frame.y(5)}
    assert words(layout, "centre") == ["median at most 5%"]


def test_lines_are_named_where_they_end() -> None:
    other = Comparison("The district", tuple(points([20, 21, 22])))
    layout = lay_out_chart(chart([30, 33, 31], goal=Goal(40), comparisons=(other,)))
    assert words(layout, "last") == ["31%"]
    assert words(layout, "centre") == ["median 31%"]
    assert words(layout, "goal") == ["goal 40%"]
    assert words(layout, "comparison") == ["The district"]


def test_a_last_value_before_a_gap_stands_beside_its_point() -> None:
    layout = lay_out_chart(chart([30, 33, 31, None, None]))
    (last,) = (text for text in layout.texts if text.kind == "last")
    assert last.words == "31%" and last.x < layout.frame.right


def test_parts_have_centre_lines_of_their_own_with_their_values() -> None:
    layout = lay_out_chart(chart(STEP, splits=(Split(12, "2025-09", "A new counselor.", date(2025, 8, 20)),)))
    assert strokes(layout, "centre") == [2, 2]
    assert "median 12.5%" in words(layout) and words(layout, "centre") == ["median 20%"]
    (line,) = (stroke for stroke in layout.strokes if stroke.kind == "split")
    assert line.places[0][0] == layout.frame.x(date(2025, 8, 20).toordinal())
    assert [(flag.kind, flag.words) for flag in layout.flags] == [("split", "A")]


def test_baselines_and_versions_are_named() -> None:
    layout = lay_out_chart(chart(STEP, baseline=12))
    assert len(layout.bands) == 1 and "baseline" in words(layout)
    first = judged(points([1, 2, 3]), version="v1")
    second = judged(points([4, 5], months(2, date(2025, 3, 1))), version="v2")
    assert {"v1, median 2", "v2"} <= set(words(lay_out_chart(Chart("", "", (first, second)))))


def test_limits_are_drawn_from_13_points_on() -> None:
    assert not strokes(lay_out_chart(chart(NOISE[:12], kind="i")), "limit")
    layout = lay_out_chart(chart(NOISE[:13], kind="i"))
    assert len(strokes(layout, "limit")) == 2
    assert [text for text in words(layout, "limit") if text.startswith("lower limit")]


def test_limits_of_shares_go_with_their_sizes_but_do_not_tell_them() -> None:
    counts = shares((40 + at % 5, 100 + 10 * (at % 3)) for at in range(14))
    told = lay_out_chart(chart(counts, kind="p"))
    assert len({y for stroke in told.strokes if stroke.kind == "limit" for _, y in stroke.places}) > 2
    untold = lay_out_chart(chart([replace(point, size=None) for point in counts], kind="p"))
    assert not strokes(untold, "limit") and not strokes(untold, "centre")


def test_points_outside_and_points_of_a_change_differ_in_shape() -> None:
    outside = lay_out_chart(chart([*NOISE[:14], 90], kind="i"))
    assert [dot.sign for dot in outside.dots].count(Sign.OUTSIDE) == 1 and "outside the limits" in words(outside)
    coloured = lay_out_chart(chart(STEP, rules="making-data-count", kind="i", better="higher"))
    assert {Sign.BETTER, Sign.WORSE} <= {dot.sign for dot in coloured.dots}
    assert len(set(SHAPES.values())) == len(SHAPES) and len(set(VERDICT_SHAPES.values())) == len(VERDICT_SHAPES)


def test_a_chart_without_values_says_so() -> None:
    for empty in (chart([None, None]), chart([SUPPRESSED]), chart([])):
        assert "no values to show" in words(lay_out_chart(empty))


def test_many_points_cost_little() -> None:
    assert len(to_svg(lay_out_chart(chart(NOISE * 50, days=[date.fromordinal(735000 + at) for at in range(1200)])))) < 40_000


# --- marks


MARKS = (
    Mark(date(2024, 10, 5), "2024-10-05", "One class", "../one/"),
    Mark(date(2025, 3, 1), "2025-03", "Two classes", "../two/"),
    Mark(date(2025, 3, 8), "2025-03-08", "A call", "../call/"),
    Mark(date(2010, 1, 1), "2010", "Long ago", "../old/"),
)


def test_marks_stand_at_their_dates_and_close_ones_share_a_flag() -> None:
    marks = tuple(sorted(MARKS, key=lambda mark: mark.day))
    layout = lay_out_chart(chart(NOISE, marks=marks))
    assert [flag.words for flag in layout.flags] == ["2", "3–4"]
    places = [stroke.places[0][0] for stroke in layout.strokes if stroke.kind == "mark"]
    assert places == [layout.frame.x(mark.day.toordinal()) for mark in marks[1:]]


def test_a_flag_leads_to_its_page_and_several_to_the_list() -> None:
    svg = parse(to_svg(lay_out_chart(chart(NOISE, marks=MARKS[:3])), prefix="a", list_id="list"))
    assert svg.get("role") == "group"
    links = list(svg.iter(f"{SVG}a"))
    assert [link.get("href") for link in links] == ["../one/", "#list-mark-2"]
    assert links[0].get("aria-label") == "1: One class (2024-10-05)"
    assert not list(svg.iter("tabindex"))


def test_without_links_it_is_one_image_with_its_verdict_as_description() -> None:
    svg = parse(to_svg(lay_out_chart(chart(NOISE, title="Attendance")), prefix="a"))
    assert svg.get("role") == "img"
    named = {each.get("id"): each.text for each in svg.iter() if each.get("id")}
    assert named[svg.get("aria-labelledby")] == "Attendance"
    assert named[svg.get("aria-describedby")].startswith("No signal:")


# --- on a page, and as a file


def test_ids_on_a_page_are_unique() -> None:
    ids = re.findall(r' id="([^"]+)"', drawings(chart(NOISE), "one") + drawings(chart(NOISE), "two"))
    assert len(ids) == len(set(ids)) == 8


def test_a_page_brings_the_style_and_a_file_has_its_own() -> None:
    assert "<style" not in drawings(chart(NOISE), "a")
    alone = to_svg_file(chart(NOISE, title="Attendance"))
    assert stylesheet() in alone and "Attendance" in alone and "No signal" in alone
    assert not re.search(r"https?://(?!www\.w3\.org/2000/svg)|@import|url\(|<script|<a ", alone)
    assert not set("<&") & set(stylesheet())


@pytest.mark.parametrize("title", HOSTILE_TITLES)
def test_words_are_only_ever_text(title: str) -> None:
    def drawn(words: str) -> Chart:
        point = ChartPoint(None, words, 5.0)
        marks = (Mark(date(2024, 10, 1), words, words, "../a/"),)
        numbered = Chart(words, words, (judged([point, point], version=words),), comparisons=(Comparison(words, ()),))
        return replace(numbered, segments=chart([1, 2], unit=words).segments, marks=marks)

    def shape(chart: Chart) -> list[tuple[str, list[str]]]:
        root = parse(to_svg(lay_out_chart(chart), list_id="a"))
        return [(each.tag, sorted(each.attrib)) for each in root.iter() if each.tag != f"{SVG}text"]

    assert shape(drawn(title)) == shape(drawn("x"))
    parse(to_svg_file(drawn(title)))


PALETTES = re.findall(r"\{([^{}]*--nc-change:[^{}]*)\}", stylesheet())[:2]


@pytest.mark.parametrize("palette", PALETTES, ids=["light", "dark"])
def test_colours_have_contrast(palette: str) -> None:
    colours = dict(re.findall(r"--nc-(\w+): [^#;]*(#[0-9a-f]{6})", palette))
    for text in ("ink", "quiet", "series", "goal"):
        assert contrast(colours[text], colours["paper"]) >= 4.5
    for graphic in ("line", "good", "warn", "change"):
        assert contrast(colours[graphic], colours["paper"]) >= 3


def test_of_many_charts_each_has_its_last_value_on_one_scale() -> None:
    scale, span = value_scale([0.0, 60.0]), (date(2024, 1, 1), date(2026, 1, 1))
    layouts = [lay_out_chart(chart(values, goal=Goal(50)), SMALL, scale=scale, span=span) for values in ([10, 20], [30, None])]
    assert [words(layout, "last") for layout in layouts] == [["20%"], ["30%"]]
    assert len({(layout.frame.y(10), layout.frame.start, layout.frame.end) for layout in layouts}) == 1
    assert not words(layouts[0], "goal") and strokes(layouts[0], "goal")
