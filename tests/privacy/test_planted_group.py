"""Small groups, and groups of which all are alike, are planted in a measure: nobody can work them out from the website.

Two worlds that differ only in what is held back must look the same, byte for byte. Where a sum is shown with its parts,
every table of whole numbers that fits what is shown is tried.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import product

import pytest

from nicbook.pages.equity_views import measure_page
from nicbook.pages.links import Links
from nicbook.pages.measure_charts import TOGETHER
from nicbook.privacy.groups import may_show_counts, published_percent
from nicbook.website import make_website

from .base import AIM, MEASURE, NETWORK, VALUES, errors, output, read

MEASURE_TEXT = (
    "title: Attendance\nrole: outcome\nbetter: higher\nstrata: [grade]\nof: [aim]\nbaseline_until: 2024-06\n"
    "definition: {unit: percent, counts: students}\n"
)
AIM_TEXT = (
    "title: Aim\nstatement: More students come\nmeasure: attendance\nfor_whom: Students in grade 9\n"
    "baseline: {value: {value: 50, size: 100}}\ntarget: {value: 97, by: 2027-05}\n"
)
SITES = {
    "theory/sites/district.yml": "title: River District\nkind: district\n",
    "theory/sites/north.yml": "title: North High School\nkind: school\npart_of: district\n",
    "theory/sites/south.yml": "title: South High School\nkind: school\npart_of: district\n",
    "theory/sites/east.yml": "title: East School\nkind: school\n",
}


def base(*rows: str, columns: str = "numerator,denominator", minimum: int = 10) -> dict[str, str]:
    return {
        **SITES,
        NETWORK: f"title: Our network\nprivacy: {{minimum_group: {minimum}}}\n",
        MEASURE: MEASURE_TEXT,
        AIM: AIM_TEXT,
        VALUES: f"date,site,grade,{columns}\n" + "".join(f"{row}\n" for row in rows),
    }


def published(files: Mapping[str, str]) -> str:
    assert errors(files) == []
    return output(files)


# --- two worlds that look the same -----------------------------------------------------------------------------------

OTHERS = [f"2024-{month:02d},north,10,{20 + month},50" for month in range(1, 13)]


def over_a_year(grade: str, values: list[str]) -> list[str]:
    return [f"2024-{month:02d},north,{grade},{value}" for month, value in enumerate(values, 1)]


WORLDS = {
    "nobody, one or two of 40": [base(*OTHERS, *over_a_year("9", [f"{low},40"] * 12)) for low in (0, 1, 2)],
    "all, or all but some, of 40": [base(*OTHERS, *over_a_year("9", [f"{high},40"] * 12)) for high in (38, 39, 40)],
    "how many they are": [base(*OTHERS, *over_a_year("9", [f"0,{size}"] * 12)) for size in (12, 40, 400)],
    "which months were worse": [
        base(*OTHERS, *over_a_year("9", months)) for months in (["38,40"] * 6 + ["40,40"] * 6, ["40,40", "38,40"] * 6)
    ],
    "the last one, after others": [
        base(*OTHERS, *over_a_year("9", ["20,40", "24,40"] * 5 + ["30,40", last])) for last in ("38,40", "40,40")
    ],
    "the first one, before others": [
        base(*OTHERS, *over_a_year("9", [first, *["20,40", "24,40"] * 5])) for first in ("0,40", "2,40")
    ],
    "values in place of counts": [
        base(*over_a_year("9", [f"{value},40"] * 12), columns="value,size") for value in ("95.5", "97.5", "100")
    ],
    "a school beside another": [base("2024-01,north,,60,100", f"2024-01,east,,{low},40") for low in (0, 1, 2)],
    "a school, and a total for both": [
        base("2024-01,north,9,60,100", "2024-01,north,10,50,100", f"2024-01,east,9,{low},40", "2024-01,east,10,20,40")
        for low in (0, 1, 2)
    ],
    "how many they are, of few": [base(*OTHERS, *over_a_year("9", [value] * 12)) for value in ("10,12", "15,18")],
    "what a tenth of a percent leaves out": [
        base(f"2024-01,north,9,{row}", "2024-01,north,10,0,40", "2024-02,north,9,60,100", "2024-02,north,10,0,40")
        for row in ("200,300", "667,1000")
    ],
    "with a higher minimum": [base(f"2024-01,north,9,{low},30", "2024-01,north,10,15,30", minimum=25) for low in (0, 1)],
}


@pytest.mark.parametrize("worlds", WORLDS.values(), ids=WORLDS)
def test_worlds_that_differ_in_what_is_held_back_look_the_same(worlds: list[dict[str, str]]) -> None:
    first, *others = map(published, worlds)
    assert all(other == first for other in others)


def test_a_world_that_differs_in_what_is_shown_looks_different() -> None:
    """Else the test above would see nothing."""
    first, other = (published(base(*OTHERS, *over_a_year("9", [f"{value},40"] * 12))) for value in (20, 21))
    assert first != other


# --- sums and their parts --------------------------------------------------------------------------------------------

Row = tuple[int, int]
"""Numerator and denominator."""
Shown = dict[str, tuple[str, str]]
"""For each row, its value and its size as the page shows them; "" for a size that is not there."""


def shown(files: Mapping[str, str]) -> Shown:
    """What a page shows of each place and group: the last row of each chart's table."""
    assert errors(files) == []
    read_base = read(files)[1]
    entry = read_base.theory.entries["networks/n/measures/attendance"]
    page = measure_page(entry, Links(read_base.theory, read_base.addresses, "networks/n/measures/attendance/", "n"))
    assert page is not None
    found: Shown = {}
    for each in page.charts.sets:
        for chart in each.charts:
            cells = dict(zip(chart.table.header, chart.table.rows[-1], strict=True))
            found[f"{each.title}: {chart.title}"] = cells["Value"], cells.get("n", cells.get("Out of", ""))
    return found


def as_shown(row: Row, with_size: bool) -> tuple[str, str]:
    percent = published_percent(*row, 10)
    words = {"<=5.0": "at most 5%", ">=95.0": "at least 95%"}.get(str(percent), f"{percent:g}%" if isinstance(percent, float) else "")
    return words, str(row[1]) if with_size and may_show_counts(*row, 10) else ""


def fits(row: Row, told: tuple[str, str] | None) -> bool:
    """Whether a row may be the one of which this is told; nothing is told of what is not there."""
    return told is None or as_shown(row, bool(told[1])) == told


def rows(sizes: range, told: tuple[str, str] | None) -> Iterator[Row]:
    yield from (row for size in sizes for top in range(size + 1) if fits(row := (top, size), told))


def of_hidden(parts: list[tuple[str, str] | None], total: tuple[str, str] | None, sizes: range) -> set[int]:
    """The numerators that the last part may have, over all tables that fit."""
    known = [list(rows(sizes, part)) for part in parts]
    found: set[int] = set()
    for table in product(*known):
        if table[-1][0] not in found and fits((sum(top for top, _ in table), sum(size for _, size in table)), total):
            found.add(table[-1][0])
    return found


def test_the_attack_works_where_counts_are_shown() -> None:
    assert of_hidden([("50%", "40"), ("at most 5%", "")], ("30.8%", "65"), range(21, 41)) == {0}


def test_a_group_cannot_be_subtracted_from_everyone() -> None:
    found = shown(base("2024,north,,20,65", "2024,north,9,20,40", "2024,north,10,0,25"))
    name = "North High School by grade: Grade "
    parts = [found[f"{name}9"], found[f"{name}10"]]
    assert parts[1][0] == "at most 5%"
    assert len(of_hidden(parts, found["North High School: North High School"], range(21, 60))) > 1


def test_a_school_cannot_be_subtracted_from_its_district() -> None:
    found = shown(base("2024,district,,20,65", "2024,north,,20,40", "2024,south,,0,25"))
    parts = [found["School by school: North High School"], found["School by school: South High School"]]
    assert len(of_hidden(parts, found["School by school: River District"], range(21, 60))) > 1


def test_a_school_cannot_be_subtracted_from_all_schools_together() -> None:
    found = shown(base("2024,north,,20,40", "2024,east,,0,25"))
    assert not any(name.startswith(TOGETHER) for name in found)
    found = shown(base("2024,north,,20,40", "2024,east,,10,15"))
    together = found[f"{TOGETHER}: {TOGETHER}"]
    assert together[1] == ""


def test_a_hidden_group_cannot_be_subtracted_from_the_district() -> None:
    """The district has 100 more than the school that is shown: the hidden ones are many enough, or the gate says no."""
    found = shown(base("2024,district,,50,120", "2024,north,,20,40", "2024,south,,suppressed,suppressed"))
    assert [size for _, size in found.values()] == ["", ""]
    assert errors(base("2024,district,,20,45", "2024,north,,20,40", "2024,south,,suppressed,suppressed")) != []


# --- what is nowhere -------------------------------------------------------------------------------------------------


def test_the_numbers_of_a_bound_stand_nowhere_on_any_page() -> None:
    files = base(*OTHERS, "2024-12,north,9,733,733", "2024-12,east,9,0,739")
    website = make_website(read(files)[1])
    for page in website.pages.values():
        words = f"{re.sub('<[^>]*>', ' ', page.html)} {page.search} {page.description}"
        assert not re.search(r"\b(733|739)\b", words), page.address
    measure = website.pages["networks/n/measures/attendance/"].html
    assert "at least 95%" in measure and "at most 5%" in measure


def test_a_gap_between_bounds_is_a_bound() -> None:
    files = base("2024,north,9,40,40", "2024,north,10,0,40", "2025,north,9,20,40", "2025,north,10,10,40")
    measure = make_website(read(files)[1]).pages["networks/n/measures/attendance/"].html
    assert "at least 90 points" in measure
    assert "100 points" not in measure


def test_a_suppressed_point_says_so() -> None:
    files = base("2024-01,north,9,20,40", "2024-02,north,9,suppressed,suppressed", "2024-03,north,9,30,40")
    measure = make_website(read(files)[1]).pages["networks/n/measures/attendance/"].html
    assert "not shown: small group" in measure
    assert "suppressed,suppressed" not in measure
