"""For whom it worked: groups before and after, how far apart they are, and what may have suffered."""

from __future__ import annotations

from nicbook.evidence.gaps import GroupGap, balancing, group_gaps, knows_groups
from nicbook.evidence.lines import lines_of
from nicbook.evidence.pipeline import Gap

from .bases import MEASURE, PERCENT, by_group, counts, monthly, read

SEASONAL = MEASURE + PERCENT + "seasonal: true\n"


def gaps(table: str, measure: str = MEASURE + PERCENT) -> tuple[GroupGap, ...]:
    theory, entry = read(table, measure)
    return group_gaps(theory, entry, lines_of(theory, entry))


def test_the_gap_before_and_after() -> None:
    (found,) = gaps(by_group("2024,north,a,30,50", "2024,north,b,20,50", "2025,north,a,31,50", "2025,north,b,27,50"))
    assert (found.place, found.before, found.after, found.is_whole) == ("sites/north", "2024", "2025", True)
    assert (found.gap_before, found.gap_after) == (("a", "b", Gap(20.0)), ("a", "b", Gap(8.0)))
    assert [(each.name, each.before, each.after, each.by, each.moved) for each in found.groups] == [
        ("a", 60.0, 62.0, Gap(2.0), "up"),
        ("b", 40.0, 54.0, Gap(14.0), "up"),
    ]


def test_a_gap_that_closed_because_a_group_fell_says_so() -> None:
    (found,) = gaps(by_group("2024,north,a,30,50", "2024,north,b,20,50", "2025,north,a,22,50", "2025,north,b,20,50"))
    assert [each.moved for each in found.groups] == ["down", "same"]


def test_both_dates_are_of_the_same_season() -> None:
    rows = ("2023-12,north,a,30,50", "2023-12,north,b,20,50", "2024-05,north,a,20,50", "2024-05,north,b,12,50")
    later = ("2024-12,north,a,31,50", "2024-12,north,b,27,50", "2026-03,north,a,40,50", "2026-03,north,b,30,50")
    (found,) = gaps(by_group(*rows, *later), SEASONAL)
    assert (found.before, found.after) == ("2023-12", "2024-12")
    (found,) = gaps(by_group(*rows, *later))
    assert (found.before, found.after) == ("2023-12", "2026-03")


def test_versions_are_not_compared_with_each_other() -> None:
    versions = MEASURE + PERCENT + "versions: [{id: v1, since: 2024}, {id: v2, since: 2025}]\n"
    rows = [f"2024,north,{group},v1" for group in ("a,30,50", "b,20,50")] + [f"2025,north,{group},v2" for group in ("a,31,50", "b,27,50")]
    (found,) = gaps("date,site,group,numerator,denominator,version\n" + "".join(f"{row}\n" for row in rows), versions)
    assert (found.version, found.before, found.after, found.gap_after) == ("v2", "2025", "", None)


def test_groups_are_compared_within_a_column() -> None:
    table = "date,site,grade,group,numerator,denominator\n"
    table += "2024,north,9,,30,50\n2024,north,10,,20,50\n2024,north,,girls,25,50\n2024,north,,boys,24,50\n"
    assert [(found.columns, found.gap_before) for found in gaps(table)] == [
        (("grade",), ("9", "10", Gap(20.0))),
        (("group",), ("girls", "boys", Gap(2.0))),
    ]


def test_a_gap_of_bounds_is_a_bound() -> None:
    """95 points would say that all of one group and few of the other."""
    (found,) = gaps(by_group("2024,north,a,50,50", "2024,north,b,20,50"))
    assert found.gap_before == ("a", "b", Gap(55.0, "at least"))
    assert found.groups[0].before == ">=95.0"


def test_a_change_between_bounds_has_no_direction() -> None:
    rows = ("2024,north,a,48,50", "2024,north,b,20,50", "2025,north,a,50,50", "2025,north,b,20,50")
    (found,) = gaps(by_group(*rows))
    assert (found.groups[0].by, found.groups[0].moved) == (Gap(5.0, "at most"), "")


def test_a_hidden_group_has_no_gap_and_the_schools_together_are_shown() -> None:
    rows = [f"{year},{site},{group}" for year in (2024, 2025) for site in ("north", "south") for group in ("a,30,50", "b,20,50")]
    found = gaps(by_group(*rows, "2025,east,a,suppressed,suppressed", "2025,east,b,30,60"))
    assert [(each.place, each.before, each.after) for each in found] == [
        ("sites/north", "2024", "2025"),
        ("sites/south", "2024", "2025"),
        ("sites/east", "", ""),
        ("networks/n", "2024", "2025"),
    ]
    assert found[-1].without == ("sites/east",)
    assert found[2].gap_before is None
    assert [each.by for each in found[2].groups] == [None, None]


def test_where_schools_are_too_small_all_of_them_together_are_shown() -> None:
    rows = [f"{year},district,{group}" for year in (2024, 2025) for group in ("a,30,50", "b,20,50")]
    hidden = [f"{year},{site},{group},suppressed,suppressed" for year in (2024, 2025) for site in ("north", "south") for group in "ab"]
    found = gaps(by_group(*rows, *hidden))
    assert [(each.place, bool(each.before)) for each in found] == [
        ("sites/district", True),
        ("sites/north", False),
        ("sites/south", False),
    ]


def test_one_group_alone_has_no_gap() -> None:
    (found,) = gaps(by_group("2024,north,a,30,50", "2024,north,b,suppressed,suppressed"))
    assert (found.before, found.gap_before) == ("", None)


def test_a_table_of_averages_knows_no_groups() -> None:
    assert not knows_groups(read(counts("2024,north,30,50"))[1])
    assert knows_groups(read(by_group("2024,north,a,30,50"))[1])
    assert not knows_groups(read("")[1])


# --- balancing -------------------------------------------------------------------------------------------------------

MINUTES = "title: Minutes\nrole: balancing\nbetter: lower\nof: [weekly]\ndefinition: {unit: minutes, counts: events}\n"


def test_nothing_that_balances_is_measured() -> None:
    theory, _ = read(counts("2024,north,30,50"))
    assert balancing(theory, "n") == ()


def test_a_balancing_measure_before_and_after_at_each_school() -> None:
    rows = [*monthly("north", ["31,10", "24,10", "17,10"]), *monthly("south", ["38,10"])]
    theory, _ = read(
        "",
        routines_weekly="title: Weekly\n",
        routines_other="title: Other\n",
        measures_minutes=MINUTES,
    )
    (nothing,) = balancing(theory, "n")
    assert (nothing.measure, nothing.site, nothing.change) == ("networks/n/measures/minutes", "", None)
    theory, _ = read("date,site,value,size\n" + "".join(f"{row}\n" for row in rows), MINUTES, routines_weekly="title: Weekly\n")
    north, south = balancing(theory, "n")
    assert (north.change.before.shown, north.change.after.shown, north.verdict) == (31.0, 17.0, "too few points to tell")
    assert (south.change.before.shown, south.change.after) == (38.0, None)
    assert balancing(theory, "n", "networks/n/routines/weekly") == (north, south)
    assert balancing(theory, "n", "networks/n/routines/other") == ()
