"""Small groups in tables: in a row of their own, and what a reader can work out from the other rows."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping

import pytest

from .base import COUNTS, MEASURE, NETWORK, SITE, VALUES, errors, output, private_codes

SIZES = "date,site,grade,value,size\n"
SUPPRESSED = "2026-09,lincoln,11,suppressed,\n"

SMALL_ROWS = {
    "small size": "date,site,value,size\n2026-09,lincoln,90,7\n",
    "small denominator": "date,site,numerator,denominator\n2026-09,lincoln,2,7\n",
    "small denominator beside a large size": "date,site,numerator,denominator,size\n2026-09,lincoln,2,7,500\n",
    "value with a suppressed size": "date,site,value,size\n2026-09,lincoln,90,suppressed\n",
    "numerator with a suppressed denominator": "date,site,numerator,denominator\n2026-09,lincoln,2,suppressed\n",
    "size that may be small": "date,site,value,size\n2026-09,lincoln,90,at most 30\n",
    "size in words": "date,site,value,size\n2026-09,lincoln,suppressed,about 7\n",
    "size as a range": "date,site,value,size\n2026-09,lincoln,suppressed,7 to 7\n",
    "size as a bound": "date,site,value,size\n2026-09,lincoln,suppressed,at most 7\n",
    "nobody": "date,site,value,size\n2026-09,lincoln,suppressed,0\n",
}


@pytest.mark.parametrize("table", SMALL_ROWS.values(), ids=SMALL_ROWS)
def test_a_small_group_in_a_row_of_its_own(table: str) -> None:
    assert private_codes({VALUES: table}) == [("small-group", 2)]


@pytest.mark.parametrize("count", ("7", "0", "about 7", "7 to 7", "at most 7", "under 7"))
def test_a_small_count_in_a_pipeline(count: str) -> None:
    assert private_codes({COUNTS: f"cohort,site,stage,count\n2018,lincoln,enrol,{count}\n"}) == [("small-group", 2)]


def test_a_size_is_needed_where_people_are_counted() -> None:
    assert private_codes({VALUES: "date,site,value\n2026-09,lincoln,90\n"}) == [("size-missing", 2)]


FINE = {
    "size": "date,site,value,size\n2026-09,lincoln,90,10\n",
    "size of at least the minimum": "date,site,value,size\n2026-09,lincoln,90,at least 10\n",
    "suppressed": "date,site,value,size\n2026-09,lincoln,suppressed,suppressed\n",
    "suppressed and empty": "date,site,value,size\n2026-09,lincoln,suppressed,\n",
    "suppressed as a bound": "date,site,value,size\n2026-09,lincoln,suppressed,under 10\n",
    "groups without a total": SIZES + "2026-09,lincoln,9,90,40\n2026-09,lincoln,10,90,12\n" + SUPPRESSED,
    "groups that hide one another": SIZES + "2026-09,lincoln,,90,60\n2026-09,lincoln,9,90,40\n"
    "2026-09,lincoln,10,suppressed,\n" + SUPPRESSED,
    "all groups shown": SIZES + "2026-09,lincoln,,90,60\n2026-09,lincoln,9,90,40\n2026-09,lincoln,10,90,20\n",
    "groups that overlap in columns of their own": "date,site,gender,group,value,size\n2026-09,lincoln,,,90,100\n"
    "2026-09,lincoln,f,,90,50\n2026-09,lincoln,m,,90,50\n2026-09,lincoln,,low-income,90,70\n2026-09,lincoln,,other,90,30\n",
    "two dates": SIZES + "2026-09,lincoln,,90,60\n2026-10,lincoln,9,90,55\n",
}


@pytest.mark.parametrize("table", FINE.values(), ids=FINE)
def test_what_may_be_shown(table: str) -> None:
    assert private_codes({VALUES: table}) == []


def test_lessons_and_events_are_not_people() -> None:
    table = {"theory/networks/n/measures/lessons.csv": "date,site,numerator,denominator\n2026-09,lincoln,2,3\n"}
    assert private_codes(table) == []


GIVEN_AWAY = {
    "by the total": (SIZES + "2026-09,lincoln,,90,60\n2026-09,lincoln,9,90,40\n2026-09,lincoln,10,90,12\n" + SUPPRESSED, [4]),
    "by the total, as nobody is listed": (SIZES + "2026-09,lincoln,,90,60\n2026-09,lincoln,9,90,52\n", [3]),
    "by a bound that says all": (
        SIZES + "2026-09,lincoln,,90,60\n2026-09,lincoln,9,90,40\n2026-09,lincoln,10,suppressed,12 to 12\n" + SUPPRESSED,
        [4],
    ),
    "by a total that another column gives": (
        "date,site,grade,gender,value,size\n2026-09,lincoln,,f,90,100\n2026-09,lincoln,,m,90,100\n2026-09,lincoln,9,,90,90\n"
        "2026-09,lincoln,10,,90,102\n2026-09,lincoln,11,,suppressed,\n",
        [4],
    ),
    "by a group that another column gives": (
        "date,site,grade,gender,value,size\n2026-09,lincoln,9,,90,15\n2026-09,lincoln,9,f,suppressed,\n"
        "2026-09,lincoln,9,m,suppressed,\n2026-09,lincoln,10,m,90,50\n2026-09,lincoln,,m,90,62\n",
        [2],
    ),
    "in a school year written in two ways": (
        SIZES + "2025/26,lincoln,,90,60\n2025-07..2026-06,lincoln,9,90,40\n2025-07..2026-06,lincoln,10,90,12\n"
        "2025-07..2026-06,lincoln,11,suppressed,\n",
        [4],
    ),
    "among groups that overlap": (
        "date,site,group,value,size\n2026-09,lincoln,,90,60\n2026-09,lincoln,girls,90,52\n2026-09,lincoln,low-income,90,40\n",
        [3],
    ),
    "among groups that overlap, hidden": (
        "date,site,group,value,size\n2026-09,lincoln,,90,60\n2026-09,lincoln,girls,90,52\n2026-09,lincoln,boys,suppressed,\n"
        "2026-09,lincoln,low-income,90,40\n",
        [4],
    ),
}


@pytest.mark.parametrize(("table", "lines"), GIVEN_AWAY.values(), ids=GIVEN_AWAY)
def test_a_group_that_is_given_away(table: str, lines: list[int]) -> None:
    assert private_codes({VALUES: table}) == [("complementary-group", line) for line in lines]


def test_a_stage_of_a_pipeline_that_is_given_away() -> None:
    table = "cohort,site,grade,stage,count\n2018,lincoln,,enrol,60\n2018,lincoln,9,enrol,52\n2018,lincoln,10,enrol,suppressed\n"
    assert private_codes({COUNTS: table}) == [("complementary-group", 3)]


DISTRICT = {
    "theory/sites/state.yml": "title: State\nkind: reference\n",
    "theory/sites/district.yml": "title: District\nkind: district\npart_of: state\n",
    "theory/sites/a.yml": "title: A\nkind: school\npart_of: district\n",
    "theory/sites/b.yml": "title: B\nkind: school\npart_of: district\n",
}


@pytest.mark.parametrize("whole", ("district", "state"))
@pytest.mark.parametrize("last", ("2026-09,b,suppressed,\n", ""), ids=("hidden", "left out"))
def test_a_school_that_its_district_gives_away(whole: str, last: str) -> None:
    table = f"date,site,value,size\n2026-09,{whole},90,60\n2026-09,a,90,52\n{last}"
    assert private_codes({**DISTRICT, VALUES: table}) == [("complementary-group", 3)]


def test_a_district_of_which_few_schools_take_part() -> None:
    assert private_codes({**DISTRICT, VALUES: "date,site,value,size\n2026-09,district,90,900\n2026-09,a,90,52\n"}) == []


@pytest.mark.parametrize("word", ("all", "All", "total", "everyone", "overall"))
def test_everyone_is_an_empty_cell(word: str) -> None:
    """Else a sum would pass for one more group, and nothing would be subtracted from it."""
    rows = f"2026-09,lincoln,{word},90,60\n2026-09,lincoln,9,90,52\n" + SUPPRESSED
    assert [line for _, line in errors({VALUES: SIZES + rows})] == [2]


@pytest.mark.parametrize("minimum", (5, 20))
def test_the_minimum_is_that_of_the_network(minimum: int) -> None:
    network = {NETWORK: f"title: Our network\nprivacy: {{minimum_group: {minimum}}}\n"}
    rows = f"2026-09,lincoln,90,{minimum}\n2026-10,lincoln,90,{minimum - 1}\n"
    assert private_codes({**network, VALUES: "date,site,value,size\n" + rows}) == [("small-group", 3)]


def test_made_up_groups_are_protected_like_others() -> None:
    measure = "title: A\nrole: outcome\nbetter: higher\nillustrative: true\ndefinition: {unit: percent, counts: students}\n"
    assert private_codes({MEASURE: measure, VALUES: "date,site,value,size\n2026-09,lincoln,90,7\n"}) == [("small-group", 2)]


def test_an_exact_day_of_a_site_without_its_name() -> None:
    site = {SITE: "title: School A\nkind: school\nnamed: false\n"}
    table = "date,site,value,size\n2026-08,lincoln,90,60\n2026-09-14,lincoln,90,60\n"
    assert private_codes({**site, VALUES: table}) == [("unnamed-site", 3)]


@pytest.mark.parametrize(
    "table",
    (
        "2026-09,lincoln,7777,8888\n",  # no header: the first row is taken for it
        "date,site,numerator,denominator\n2026-09,7777,30,50\n",  # a cell too many in front
        "date,site,numerator,denominator\n2026-09,lincoln,7777x,50\n",
        "date,site,numerator,denominator\n2026-09,lincoln,7777,50\n",
        "date,site,numerator,denominator\n7777,lincoln,3,50,9\n",
        "date;site;value;size\n2026-09;lincoln;7777;8\n",
    ),
)
def test_no_message_repeats_a_cell(table: str) -> None:
    assert "7777" not in output({VALUES: table})


# Whoever mends all that is told must have given nothing away: tried on tables of grades by genders


@pytest.mark.parametrize("seed", range(40))
def test_nobody_can_work_out_a_small_group_from_two_columns(seed: int) -> None:
    minimum, chance = 5, random.Random(seed)
    grades, genders = ("9", "10", "11")[: chance.choice((2, 3))], ("f", "m")
    inner = {(grade, gender): chance.choice((0, 1, 3, 4, 5, 6, 7, 9, 12)) for grade in grades for gender in genders}
    keys = [(grade, gender) for grade in (*grades, "") for gender in (*genders, "")]
    kept = [key for key in keys if key in inner or chance.random() < 0.8]
    shown = _mended({key: _size(inner, key) for key in kept}, minimum)
    small = {key for key in kept if key not in shown and _size(inner, key) < minimum}
    seen = dict.fromkeys(small, frozenset())
    for table in _tables(tuple(inner), shown):
        seen = {key: sizes | {_size(table, key)} for key, sizes in seen.items()}
        if all(len(sizes) > 1 for sizes in seen.values()):
            return
    assert not small, f"{seen} can be worked out from {shown}"


Key = tuple[str, str]


def _size(inner: Mapping[Key, int], key: Key) -> int:
    return sum(size for other, size in inner.items() if all(part in ("", whole) for part, whole in zip(key, other, strict=True)))


def _mended(rows: dict[Key, int], minimum: int) -> dict[Key, int]:
    """The rows that still show their numbers after everything was mended that `check` asks for."""
    network = {NETWORK: f"title: Our network\nprivacy: {{minimum_group: {minimum}}}\n"}
    shown = dict(rows)
    while True:
        lines = [f"2026-09,lincoln,{','.join(key)},{f'90,{shown[key]}' if key in shown else 'suppressed,'}\n" for key in rows]
        told = private_codes({**network, VALUES: "date,site,grade,gender,value,size\n" + "".join(lines)})
        if not told:
            return shown
        for _, line in told:
            del shown[list(rows)[line - 2]]


def _tables(cells: tuple[Key, ...], shown: Mapping[Key, int]) -> Iterator[dict[Key, int]]:
    """Every table that could be meant: no count below 0 (or above 20), and every shown row as it is."""

    def possible(table: dict[Key, int]) -> bool:
        for key, size in shown.items():
            inside = [cell for cell in cells if all(part in ("", whole) for part, whole in zip(key, cell, strict=True))]
            known = sum(table.get(cell, 0) for cell in inside)
            if known > size or (known != size and all(cell in table for cell in inside)):
                return False
        return True

    waiting: list[dict[Key, int]] = [{}]
    while waiting:
        table = waiting.pop()
        if len(table) == len(cells):
            yield table
            continue
        cell = cells[len(table)]
        sizes = [shown[cell]] if cell in shown else range(21)
        waiting.extend(new for size in sizes if possible(new := {**table, cell: size}))
