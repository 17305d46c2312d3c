"""A measure's table as lines: what belongs together, what is a number, and what a page may show of it."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from nicbook.evidence.lines import verdict_of, wait_of

from .bases import MEASURE, PERCENT, by_group, counts, lines, monthly, read

STAFF = "title: Minutes\nrole: process\nbetter: lower\ndefinition: {unit: minutes, counts: staff, how_often: monthly}\n"
LESSONS = "title: Lessons\nrole: process\nbetter: higher\ndefinition: {unit: percent, counts: lessons}\n"


def test_one_line_for_each_site_group_and_version() -> None:
    versions = MEASURE + PERCENT + "versions: [{id: v2, since: 2025}, {id: v1, since: 2024}]\n"
    table = (
        "date,site,grade,numerator,denominator,version\n2024,south,,50,100,v1\n2024,north,9,30,50,v1\n"
        "2024,north,,60,100,v1\n2025,north,,70,100,v2\n"
    )
    found = [(line.site, line.groups, line.version) for line in lines(table, versions)]
    assert found == [
        ("sites/south", (), "v1"),
        ("sites/north", (), "v2"),
        ("sites/north", (), "v1"),
        ("sites/north", (("grade", "9"),), "v1"),
    ]


def test_no_table_gives_no_lines() -> None:
    assert lines("") == ()


def test_points_are_in_the_order_of_their_first_days_and_keep_their_words() -> None:
    versions = MEASURE + PERCENT
    (line,) = lines(counts("2023/24,north,50,100", "2024-09..2024-12,north,60,100", "2025,north,70,100"), versions)
    assert [str(point.when) for point in line.points] == ["2023/24", "2024-09 to 2024-12", "2025"]
    assert [point.day for point in line.points] == [date(2023, 7, 1), date(2024, 9, 1), date(2025, 1, 1)]


def test_only_exact_numbers_become_numbers() -> None:
    table = "date,site,value,size,note\n2024-01,north,60,100,\n2024-02,north,at least 60,100,\n2024-03,north,suppressed,,\n2024-04,north,,,snow\n"
    (line,) = lines(table)
    assert [(point.state, point.value, point.shown, point.low, point.high) for point in line.points] == [
        ("exact", 60.0, 60.0, None, None),
        ("bound", None, None, 60.0, None),
        ("suppressed", None, None, None, None),
        ("missing", None, None, None, None),
    ]
    assert line.points[3].note == "snow"


def test_bounds_of_counts_are_bounds_of_the_share() -> None:
    rows = ("2024-01,north,at most 10,40", "2024-02,north,30,50 to 60", "2024-03,north,at most 1,40", "2024-04,north,over 9,over 30")
    (line,) = lines(counts(*rows))
    assert [(point.state, point.low, point.high) for point in line.points] == [
        ("bound", None, 25.0),
        ("bound", 50.0, 60.0),
        ("bound", None, 5.0),
        ("missing", None, None),
    ]


def test_counts_stay_exact_so_that_ties_are_ties() -> None:
    (line,) = lines(counts("2024-01,north,20,30", "2024-02,north,40,60", "2024-03,north,14,21"))
    assert {point.value for point in line.points} == {Fraction(200, 3)}
    assert verdict_of(line, read("")[1].record).parts[0].useful == 0
    assert [point.shown for point in line.points] == [66.7, 66.7, 66.7]


# --- what a page may show --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("row", "shown", "shows_counts"),
    (
        ("0,12", "<=5.0", False),
        ("12,12", ">=95.0", False),
        ("0,500", "<=5.0", False),
        ("500,500", ">=95.0", False),
        ("10,12", 83.3, False),
        ("15,20", 75.0, False),
        ("15,21", 71.4, True),
        ("379,400", 94.8, True),
        ("380,400", ">=95.0", False),
    ),
)
def test_percentages_of_people_are_shown_by_the_rule(row: str, shown: float | str, shows_counts: bool) -> None:
    (line,) = lines(counts(f"2024-01,north,{row}"))
    assert (line.points[0].shown, line.points[0].shows_counts) == (shown, shows_counts)


def test_values_of_people_are_shown_by_the_same_rule() -> None:
    (line,) = lines("date,site,value,size\n2024-01,north,100,30\n2024-02,north,60.25,30\n2024-03,north,50,14\n")
    assert [(point.shown, point.shows_counts) for point in line.points] == [(">=95.0", False), (60.3, True), (50.0, False)]


def test_lessons_and_minutes_have_nothing_to_hide() -> None:
    (line,) = lines(counts("2024-01,north,3,3", "2024-02,north,0,3"), LESSONS)
    assert [(point.shown, point.shows_counts) for point in line.points] == [(100.0, True), (0.0, True)]
    (line,) = lines("date,site,value,size\n2024-01,north,7.25,12\n", STAFF)
    assert (line.points[0].shown, line.points[0].shows_counts) == (7.25, True)


def test_counts_that_could_be_subtracted_are_held_back_together() -> None:
    """40 of 120 less 40 of 80 would give back 0 of 40."""
    table = by_group("2024,north,,40,120", "2024,north,9,40,80", "2024,north,10,0,40", "2025,north,,50,120", "2024,east,,30,60")
    found = {(line.site, line.groups): [point.shows_counts for point in line.points] for line in lines(table)}
    assert found == {
        ("sites/north", ()): [False, True],
        ("sites/north", (("group", "9"),)): [False],
        ("sites/north", (("group", "10"),)): [False],
        ("sites/east", ()): [True],
    }


def test_a_district_and_its_schools_could_be_subtracted_too() -> None:
    table = counts("2024,district,100,200", "2024,north,60,100", "2024,south,40,40", "2024,east,30,60")
    assert [(line.site, line.points[0].shows_counts) for line in lines(table)] == [
        ("sites/district", False),
        ("sites/north", False),
        ("sites/south", False),
        ("sites/east", True),
    ]


# --- who counts for what ---------------------------------------------------------------------------------------------


def test_schools_wholes_and_what_happened_elsewhere() -> None:
    table = counts("2024,state,500,1000", "2024,district,100,200", "2024,north,60,100", "2024,east,30,60")
    assert [line.role for line in lines(table)] == ["comparison", "together", "school", "school"]


def test_a_district_among_districts_counts_as_a_school() -> None:
    assert [line.role for line in lines(counts("2024,district,100,200", "2024,east,30,60"))] == ["together", "school"]
    assert [line.role for line in lines(counts("2024,district,100,200"))] == ["school"]


# --- baselines, breaks, and what is still needed ---------------------------------------------------------------------


def test_the_baseline_is_what_ends_by_its_last_day() -> None:
    measure = MEASURE + PERCENT + "baseline_until: 2024-03-15\n"
    (line,) = lines(counts(*monthly("north", ["50,100", "51,100", "52,100", "60,100"])), measure)
    assert line.baseline == 2


def test_a_break_counts_at_its_school_and_inside_the_data_only() -> None:
    splits = "splits: [{site: north, date: 2024-03, why: A new bus}, {site: north, date: 2030, why: Later}, {site: north, date: 2001, why: Before}]\n"
    table = counts(*monthly("north", ["50,100"] * 5), *monthly("south", ["50,100"] * 5))
    north, south = lines(table, MEASURE + PERCENT + splits)
    assert [(each.after, str(each.when), each.why) for each in north.breaks] == [(2, "2024-03", "A new bus")]
    assert south.breaks == ()


def test_the_verdict_is_that_of_the_run_chart_with_its_baseline() -> None:
    measure = MEASURE + PERCENT + "baseline_until: 2024-12\n"
    values = ["50,100", "52,100"] * 6 + ["70,100"] * 12
    theory, entry = read(counts(*monthly("north", values)), measure)
    (line,) = lines(counts(*monthly("north", values)), measure)
    chart = verdict_of(line, entry.record)
    assert (chart.verdict, chart.parts[0].centre) == ("better", 51.0)


def test_how_many_more_points_and_about_when() -> None:
    theory, entry = read(counts(*monthly("north", ["50,100", "52,100", "54,100", "56,100"])))
    (line,) = lines(counts(*monthly("north", ["50,100", "52,100", "54,100", "56,100"])))
    wait = wait_of(line, entry.record, verdict_of(line, entry.record))
    assert (wait.points, wait.by.year, wait.by.month) == (6, 2024, 10)


def test_one_point_goes_by_how_often_values_are_taken() -> None:
    _, entry = read("date,site,value,size\n2024-01,north,7,12\n", STAFF)
    (line,) = lines("date,site,value,size\n2024-01,north,7,12\n", STAFF)
    assert wait_of(line, entry.record, verdict_of(line, entry.record)).by == date(2024, 10, 27)
    _, entry = read(counts("2024-01,north,7,12"))
    (line,) = lines(counts("2024-01,north,7,12"))
    assert wait_of(line, entry.record, verdict_of(line, entry.record)).by is None


def test_enough_points_need_no_more() -> None:
    values = [f"{number},100" for number in (50, 60, 52, 61, 49, 58, 47, 63, 51, 57, 44, 66)]
    _, entry = read(counts(*monthly("north", values)))
    (line,) = lines(counts(*monthly("north", values)))
    assert wait_of(line, entry.record, verdict_of(line, entry.record)) is None


def test_the_rules_see_no_more_than_a_reader() -> None:
    """0 of 40 and 2 of 40 are the same bound; beside other points they still lie below."""
    first, second = (
        lines(counts(*monthly("north", [f"{low},40", "20,40", f"{low},40", "24,40"])))[0] for low in (0, 2)
    )
    assert [point.value for point in first.points] == [point.value for point in second.points] == [5, 50, 5, 60]


def test_ties_are_ties_too_where_counts_are_not_shown() -> None:
    (line,) = lines(counts("2024-01,north,20,30", "2024-02,north,10,15", "2024-03,north,200,300"))
    assert {point.value for point in line.points} == {Fraction(667, 10)}
