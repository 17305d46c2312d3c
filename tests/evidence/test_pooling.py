"""All schools together: sums of counts, the row of a whole, and what cannot be shown."""

from __future__ import annotations

from nicbook.evidence.pooling import Pooled, pooled_lines

from .bases import by_group, counts, read
from nicbook.evidence.lines import lines_of


def pooled(table: str, measure: str | None = None) -> tuple[Pooled, ...]:
    theory, entry = read(table, *([measure] if measure else []))
    return pooled_lines(lines_of(theory, entry), entry.record, "networks/n", 10)


def shown(found: Pooled) -> list[object]:
    return [point.shown for point in found.line.points]


NORTH_SOUTH = ("sites/north", "sites/south")


def test_counts_are_added_up() -> None:
    (found,) = pooled(counts("2024,north,60,100", "2024,south,10,100", "2025,north,70,100", "2025,south,20,100"))
    assert (found.made_of, shown(found)) == (NORTH_SOUTH, [35.0, 45.0])
    assert [(point.numerator, point.denominator, point.shows_counts) for point in found.line.points] == [
        (70, 200, True),
        (90, 200, True),
    ]


def test_averages_are_not_averaged() -> None:
    assert pooled("date,site,value,size\n2024,north,60,100\n2024,south,10,300\n") == ()


def test_one_school_is_not_all_of_them() -> None:
    assert pooled(counts("2024,north,60,100", "2025,north,60,100")) == ()


def test_a_school_and_its_district_are_not_added_up() -> None:
    (found,) = pooled(counts("2024,district,900,1000", "2024,north,60,100", "2024,east,10,100"))
    assert (found.made_of, shown(found)) == (("sites/north", "sites/east"), [35.0])


def test_where_a_school_is_hidden_its_district_stands_for_all() -> None:
    (found,) = pooled(counts("2024,district,100,200", "2024,north,60,100", "2024,south,suppressed,suppressed"))
    assert (found.made_of, shown(found)) == (("sites/district",), [50.0])


def test_where_nothing_stands_for_a_hidden_school_there_is_a_gap() -> None:
    rows = ("2024,north,60,100", "2024,south,10,100", "2025,north,60,100", "2025,south,suppressed,suppressed")
    (found,) = pooled(counts(*rows, "2026,north,60,100", "2026,south,20,100"))
    assert [(point.state, point.shown) for point in found.line.points] == [("exact", 35.0), ("suppressed", None), ("exact", 40.0)]


def test_a_small_school_is_left_out_where_the_others_show_their_counts() -> None:
    rows = ("2024,north,60,100", "2024,south,10,100", "2024,east,suppressed,suppressed")
    (found,) = pooled(counts(*rows, "2025,north,70,100", "2025,south,20,100", "2025,east,30,100"))
    assert (found.made_of, found.without, shown(found)) == (NORTH_SOUTH, ("sites/east",), [35.0, 45.0])


def test_nobody_is_left_out_where_a_total_would_give_it_back() -> None:
    theory, entry = read(counts("2024,district,75,208", "2024,north,60,100", "2024,south,suppressed,suppressed"))
    (found,) = pooled_lines(lines_of(theory, entry), entry.record, "networks/n", 10)
    assert (found.made_of, found.without) == (("sites/district",), ())


def test_a_line_of_all_together_begins_with_the_second_school() -> None:
    (found,) = pooled(counts("2023,north,60,100", "2024,north,60,100", "2024,south,10,100", "2025,north,60,100"))
    assert [(str(point.when), point.shown, point.note) for point in found.line.points] == [
        ("2024", 35.0, ""),
        ("2025", None, "only one school has values"),
    ]


def test_a_change_of_schools_is_not_joined() -> None:
    first, second = pooled(
        counts("2024,north,60,100", "2024,south,10,100", "2025,north,60,100", "2025,south,10,100", "2025,east,90,100")
    )
    assert (first.made_of, shown(first)) == (NORTH_SOUTH, [35.0])
    assert (second.made_of, shown(second)) == ((*NORTH_SOUTH, "sites/east"), [53.3])


def test_the_state_is_no_school() -> None:
    (found,) = pooled(counts("2024,state,900,1000", "2024,north,60,100", "2024,south,10,100"))
    assert shown(found) == [35.0]


def test_each_group_by_itself() -> None:
    table = by_group("2024,north,,60,200", "2024,south,,10,100", "2024,north,girls,30,50", "2024,south,girls,40,50")
    assert [(found.line.groups, shown(found)) for found in pooled(table)] == [((), [23.3]), ((("group", "girls"),), [70.0])]


def test_what_the_sum_would_give_back_is_not_added_up() -> None:
    """60 of 140 less 60 of 100 would give back 0 of 40; 60 of 500 of 800 has many on both sides."""
    assert pooled(counts("2024,north,60,100", "2024,south,0,40")) == ()
    assert pooled(counts("2024,north,60,100", "2024,south,39,40")) == ()
    (found,) = pooled(counts("2024,north,60,100", "2024,south,480,500"))
    assert (shown(found), found.line.points[0].shows_counts) == ([90.0], False)


def test_counts_of_a_small_school_are_not_given_back() -> None:
    (found,) = pooled(counts("2024,north,60,100", "2024,south,7,15"))
    assert (shown(found), found.line.points[0].shows_counts) == ([58.3], False)
