"""`nicbook chart`: any CSV is drawn or refused in plain words, and a measure shows no more than its page."""

from __future__ import annotations

import json
from collections.abc import Mapping
from itertools import product
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nicbook.drawing.charts.chart import Chart
from nicbook.exports.chart_command import CannotChart, chart_content, chart_of_file, chart_of_measure, kind_of
from nicbook.reading.any_table import read_any_table
from nicbook.website import Base, read_base

CORPORA = Path(__file__).parent.parent / "corpora"
REPOSITORY = Path(__file__).parent.parent.parent


def drawn(text: str | bytes, *, site=None, groups: Mapping[str, str] | None = None, rules="anhoej", kind="run") -> Chart:
    content = text if isinstance(text, bytes) else text.encode()
    return chart_of_file("folder/my-data.csv", content, site, groups or {}, rules, kind)


def refusal(text: str | bytes, **options) -> str:
    with pytest.raises(CannotChart) as fault:
        drawn(text, **options)
    said = str(fault.value)
    assert said.endswith(".") and "Traceback" not in said and len(said) < 600
    return said


def values(chart: Chart) -> list[float | None]:
    return [None if point.value is None else float(point.value) for point in chart.points]


def labels(chart: Chart) -> list[str]:
    return [point.label for point in chart.points]


# --- the form of the file


@pytest.mark.parametrize("sign", [",", ";", "\t"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_any_delimiter_with_or_without_a_mark_and_any_line_end(sign: str, mark: str, end: str) -> None:
    rows = ["date,value,note", '2025-01,3,"a, b; c"', "2025-02,5,", "2025-03,4,x"]
    text = mark + end.join(row if '"' in row else row.replace(",", sign) for row in rows) + end
    if sign != ",":
        text = text.replace('2025-01,3,"', f'2025-01{sign}3{sign}"')
    chart = drawn(text)
    assert values(chart) == [3, 5, 4] and [point.note for point in chart.points] == ["a, b; c", "", "x"]


@pytest.mark.parametrize("case", json.loads((CORPORA / "csv_spectrum.json").read_text("utf-8")), ids=lambda case: case["id"])
@pytest.mark.parametrize("sign", [",", ";", "\t"])
def test_other_peoples_files_are_read_as_they_expect(case, sign: str) -> None:
    table, problems = read_any_table("x.csv", _with(case["text"], sign).encode())
    assert table is not None, problems
    expected = [{name: cell.replace("\r\n", "\n") for name, cell in row.items()} for row in case["expected"]]
    assert [dict(zip(table.header, row.cells, strict=True)) for row in table.rows] == expected


def _with(text: str, sign: str) -> str:
    """The same table with another sign between its columns."""
    outside = True
    made = []
    for character in text:
        outside ^= character == '"'
        made.append(sign if outside and character == "," else character)
    return "".join(made)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "is empty"),
        (b"\xff\xfed\x00", "UTF-16"),
        (b"PK\x03\x04", "workbook"),
        (b"date,value\n2025-01,\xe9\n", "not UTF-8"),
        (b'date,value\n2025-01,"3\n', "quote"),
        (b"date,value\n2025-01,3,4\n", "Row 2"),
        (b"date,date\n2025-01,3\n", "name"),
        (b"date,value\n", "no rows"),
        ("date,value\n2025-01,3\u202e\n".encode(), "invisible"),
    ],
)
def test_what_is_no_table_is_refused(content: bytes, words: str) -> None:
    assert words in refusal(content)


# --- dates


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (["2025-01-05", "2025-01-12"], ["2025-01-05", "2025-01-12"]),
        (["2025-01", "2025-02"], ["2025-01", "2025-02"]),
        (["2023/24", "2024/25"], ["2023/24", "2024/25"]),
        (["2023", "2024"], ["2023", "2024"]),
        (["2025-01-05T10:30:00Z", "2025-01-06 11:00"], ["2025-01-05", "2025-01-06"]),
        (["9/5/2025", "9/15/2025"], ["2025-09-05", "2025-09-15"]),
        (["5.9.2025", "15.9.2025"], ["2025-09-05", "2025-09-15"]),
        (["2/2/2026", "3/3/2026"], ["2026-02-02", "2026-03-03"]),
        (["2025-02", "2025-01"], ["2025-01", "2025-02"]),
    ],
)
def test_dates_are_read_in_the_ways_that_have_one_reading(cells: list[str], expected: list[str]) -> None:
    text = "when it was,how many\n" + "".join(f"{cell},{number}\n" for number, cell in enumerate(cells))
    assert labels(drawn(text)) == expected


def test_a_date_with_two_readings_is_refused_with_both() -> None:
    said = refusal("day,n\n3/3/2026,4\n3/2/2026,5\n")
    assert said == (
        "folder/my-data.csv: Row 3, column `day`: 3/2/2026 can be read in two ways. "
        "Write 2026-03-02 or 2026-02-03: year, month, day."
    )
    assert "written in different ways" in refusal("day,n\n13/2/2026,4\n2/13/2026,5\n")


def test_one_slip_among_dates_is_told_and_not_passed_over() -> None:
    assert "Row 3, column `month`: this is no date." in refusal("month,n\n2025-01,3\nFebruary,4\n2025-03,5\n")
    assert "Row 3, column `date`: this is no date." in refusal("date,n\n2025-01,3\n,4\n")


def test_without_dates_points_stand_in_the_order_of_the_file() -> None:
    chart = drawn("minutes\n4\n7\n5\n")
    assert labels(chart) == ["1", "2", "3"] and chart.points[0].day is None
    assert values(drawn("teachers,n\nfew,1200\nmany,1250\n", groups={"teachers": "few"})) == [1200]


def test_numbers_that_look_like_years_are_values_where_nothing_says_time() -> None:
    assert values(drawn("school,students\na,1998\nb,2004\n")) == [1998, 2004]
    assert labels(drawn("n,school year\n3,1998\n4,2004\n")) == ["1998", "2004"]


# --- values


def test_the_only_column_of_numbers_is_drawn() -> None:
    chart = drawn("date,who counted,minutes\n2025-01,the clerk,3.5\n2025-02,a teacher,NA\n2025-03,nobody,\n2025-04,x,.5\n")
    assert values(chart) == [3.5, None, None, 0.5]
    assert [point.state for point in chart.points] == ["exact", "missing", "missing", "exact"]
    assert chart.title == "my-data: minutes" and chart.unit == "" and chart.better is None


def test_decimal_commas_are_read_between_semicolons() -> None:
    assert values(drawn("Datum;Wert;note\n5.9.2025;3,5;a, b\n15.9.2025;-4;x\n16.9.2025;0,25;\n")) == [3.5, -4, 0.25]
    assert values(drawn('date;a\n2025-01;"3,5"\n2025-02;"91,25 %"\n')) == [3.5, 91.25]


@pytest.mark.parametrize("line", ["sep=;\n", "SEP=;\r\n", "\ufeffsep=;\n", '"sep=;"\n'])
def test_a_first_line_for_spreadsheets_is_passed_over(line: str) -> None:
    assert values(drawn(f"{line}date;a\n2025-01;3\n2025-02;4\n")) == [3, 4]


def test_a_part_and_its_whole_are_a_percentage_or_a_rate() -> None:
    chart = drawn("date,num,denom\n2025-01,30,40\n2025-02,2,3\n2025-03,,4\n2025-04,0,0\n")
    assert chart.unit == "percent" and values(chart) == [75, pytest.approx(66.6667), None, None]
    assert [point.size for point in chart.points] == [40, 3, 4, 0]
    assert drawn("date,Numerator,Denominator\n2025-01,30,20\n").unit == "rate"
    assert drawn("date,numerator,denominator\n2025-01,3,20\n", kind="u").unit == "rate"


def test_percent_signs_say_the_unit() -> None:
    chart = drawn("date,came\n2025-01,91%\n2025-02,94.5 %\n")
    assert chart.unit == "percent" and values(chart) == [91, 94.5]


def test_our_words_for_figures_are_known() -> None:
    chart = drawn("date,value,size\n2025-01,suppressed,suppressed\n2025-02,at most 5,40\n2025-03,12,40\n")
    assert [point.state for point in chart.points] == ["suppressed", "bound", "exact"]
    assert chart.points[1].high == 5 and values(chart) == [None, None, 12]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("date,a,b\n2025-01,3,4\n", "Several columns hold numbers: `a`, `b`. Rename the one to draw to `value`"),
        ("date,a\n2025-01,x\n", "no column of numbers"),
        ('date,a\n2025-01,"3,5"\n2025-02,"4,5"\n', "Write decimals with a point"),
        ("date;a\n2025-01;3,5\n2025-02;1,234,5\n", "Write decimals with a point"),
        ("date;a\n2025-01;3,5\n2025-02;4.5\n", "Write decimals with a point"),
        ("2025-01,3\n2025-02,4\n", "The first row should name the columns."),
        ("2025-01,north,3\n2025-02,north,4\n", "The first row should name the columns."),
        ("3\n4\n5\n", "The first row should name the columns."),
        ("3\n", "The first row should name the columns."),
        ("date,a\n2025-01,3\n2025-02,4\n2025-03,five\n", "Row 4, column `a`: this is no number."),
        ("date,value\n2025-01,٣\n", "Row 2, column `value`: this is no number."),
        ("date,value\n2025-01,1_000\n", "this is no number"),
        ("date,value\n2025-01,0x10\n", "this is no number"),
    ],
)
def test_what_cannot_be_told_is_refused_with_what_to_do(text: str, words: str) -> None:
    assert words in refusal(text)


# --- several series in one file

OURS = (
    "date,site,grade,numerator,denominator,version\n"
    "2025-01,north,9,30,40,v1\n2025-01,north,10,20,40,v1\n2025-01,north,,50,80,v1\n"
    "2025-02,north,9,31,40,v2\n2025-02,north,,52,80,v2\n2025-01,south,9,12,40,v1\n"
)


def test_the_one_that_is_asked_for_is_drawn() -> None:
    assert values(drawn(OURS, site="north")) == [62.5, 65]
    assert values(drawn(OURS, site="north", groups={"grade": "9"})) == [75, 77.5]
    assert drawn(OURS, site="north", groups={"grade": "9"}).title == "my-data: north, 9"
    assert values(drawn(OURS, site="south")) == [30]


def test_versions_are_drawn_apart() -> None:
    assert [segment.version for segment in drawn(OURS, site="north").segments] == ["v1", "v2"]


def test_several_are_named_and_none_is_guessed() -> None:
    assert "--site north" in refusal(OURS.replace("52,80", "52,80").replace("north,,", "north,11,"))
    two = "date,school,count\n2025-01,A school,4\n2025-02,A school,5\n2025-01,B,7\n2025-02,B,6\n"
    assert 'Choose one: --group school="A school", --group school=B.' in refusal(two)
    assert values(drawn(two, groups={"school": "B"})) == [7, 6]
    assert "does not hold “C” here. It holds: A school, B." in refusal(two, groups={"school": "C"})
    assert "no column `town`" in refusal(two, groups={"town": "x"})
    assert "no column `site`" in refusal(two, site="x")


def test_groups_of_numbers_are_seen_where_dates_come_again() -> None:
    text = "date,grade,value\n2025-01,9,4\n2025-01,10,5\n2025-02,9,6\n2025-02,10,7\n"
    assert "--group grade=9" in refusal(text)
    assert values(drawn(text, groups={"grade": "10"})) == [5, 7]
    assert values(drawn("date,degrees,value\n2025-01,9,4\n2025-02,9,5\n")) == [4, 5]


# --- rules and kinds


def test_rules_and_kinds() -> None:
    text = "date,num,den\n" + "".join(f"20{year}-0{month},{30 + month},100\n" for year in (23, 24, 25) for month in range(1, 8))
    assert drawn(text, kind="p").last.limits is not None
    assert drawn(text, rules="making-data-count", kind="i").last.colours
    assert "cannot be drawn as this kind of chart. It needs a numerator" in refusal("date,value\n2025-01,3\n", kind="p")
    assert "cannot be" in refusal("date,num,den\n2025-01,-3,20\n", kind="p")
    assert [kind_of(None, "anhoej"), kind_of("p", "perla"), kind_of(None, "making-data-count")] == ["run", "p", "i"]
    with pytest.raises(CannotChart, match="I chart only"):
        kind_of("p", "making-data-count")


# --- what comes out


def test_json_has_points_parts_verdict_words_and_rules() -> None:
    told = json.loads(chart_content(drawn("date,num,den\n2025-01,30,40\n2025-02,suppressed,suppressed\n"), "json"))
    assert {"unit", "kind", "rules", "better", "verdict", "words", "series"} <= set(told)
    assert told["verdict"] == "too few points to tell" and told["rules"] == "anhoej" and told["better"] is None
    assert told["words"][0].startswith("Too few points to tell: at least 10 more are needed")
    (series,) = told["series"]
    assert series["points"] == [
        {"date": "2025-01", "state": "exact", "value": 75.0, "size": 40, "numerator": 30, "denominator": 40},
        {"date": "2025-02", "state": "suppressed", "value": None},
    ]
    assert series["parts"][0]["centre"] == 75.0 and series["parts"][0]["signal"] is None


def test_svg_stands_alone() -> None:
    svg = chart_content(drawn("date,value\n2025-01,30\n2025-02,31\n"), "svg").decode()
    words = [text.text for text in ElementTree.fromstring(svg).iter("{http://www.w3.org/2000/svg}text")]
    assert words[0] == "my-data" and any(text.startswith("Too few points to tell") for text in words)


CELLS = st.sampled_from(
    ["", "3", "-2.5", "2025-01", "2025", "3/2/2026", "13/2/2026", "x", "9%", "NA", "suppressed", "at most 5", "1e5", '"a;b"', '"', "\x00"]
)


@given(st.lists(st.lists(CELLS, min_size=1, max_size=4), min_size=1, max_size=6), st.sampled_from(",;\t"), st.booleans())
def test_any_table_is_drawn_or_refused_in_a_sentence(rows: list[list[str]], sign: str, has_names: bool) -> None:
    header = ["date", "value", "site", "grade"][: len(rows[0])] if has_names else [f"c{at}" for at in range(len(rows[0]))]
    text = "\n".join(sign.join(row) for row in [header, *rows]) + "\n"
    for kind in ("run", "p"):
        try:
            chart = drawn(text, kind=kind)
        except CannotChart as fault:
            assert str(fault).endswith(".")
        else:
            json.loads(chart_content(chart, "json"))
            ElementTree.fromstring(chart_content(chart, "svg"))


@given(st.binary(max_size=200))
def test_any_bytes_are_drawn_or_refused_in_a_sentence(content: bytes) -> None:
    try:
        drawn(content)
    except CannotChart as fault:
        assert str(fault).endswith(".")


# --- a measure of a base

SITES = {
    "theory/sites/north.yml": "title: North\nkind: school\n",
    "theory/sites/south.yml": "title: South\nkind: school\n",
    "theory/sites/state.yml": "title: The state\nkind: reference\n",
    "theory/networks/net/network.yml": "title: A network\n",
}
MEASURE = """\
title: Students who come
role: outcome
better: higher
definition: {unit: percent, counts: students}
strata: [grade]
baseline_until: 2025-02
of: [calls]
splits: [{site: south, date: 2025-02-10, why: A new counselor.}]
"""
TABLE = """\
date,site,grade,numerator,denominator
2025-01,north,,40,60
2025-02,north,,41,60
2025-03,north,,0,60
2025-04,north,,13,19
2025-05,north,,suppressed,suppressed
2025-01,north,9,20,30
2025-01,south,,30,60
2025-02,south,,30,60
2025-03,south,,33,60
2025-01,state,,500,1000
2025-02,state,,510,1000
"""


def base(table: str = TABLE, measure: str = MEASURE) -> Base:
    folder = "theory/networks/net"
    files = SITES | {
        f"{folder}/measures/attendance.yml": measure,
        f"{folder}/measures/attendance.csv": table,
        f"{folder}/measures/empty.yml": MEASURE,
        f"{folder}/aims/come.yml": "title: They come\nstatement: They come.\n",
        f"{folder}/drivers/asked.yml": "title: Asked\ndrives: [come]\n",
        f"{folder}/change-ideas/calls.yml": "title: Calls\ndrives: [asked]\n",
        f"{folder}/cycles/one.yml": "title: A call that asks\ntests: calls\nsite: north\nstarted: 2025-02-03\n",
        f"{folder}/cycles/two.yml": "title: Elsewhere\ntests: calls\nsite: south\nstarted: 2025-02-03\n",
    }
    made, _ = read_base({path: text.encode() for path, text in files.items()})
    return made


def of_measure(name="attendance", site=None, groups=None, rules="anhoej", kind="run") -> Chart:
    made = base()
    return chart_of_measure(made.theory, made.addresses, name, site, groups or {}, rules, kind)


def test_a_measure_brings_its_direction_baseline_splits_tests_and_comparison() -> None:
    north, south = of_measure(site="north"), of_measure("net/attendance", site="south")
    assert north.better == "higher" and north.unit == "percent" and north.last.short_baseline == 2
    assert north.title == "Students who come: North"
    assert [(mark.title, mark.label) for mark in north.marks] == [("A call that asks", "2025-02-03")]
    assert [each.name for each in north.comparisons] == ["The state"]
    assert [(split.after, split.why) for split in south.last.splits] == [(2, "A new counselor.")]


def test_a_measure_shows_no_more_than_may_be_shown() -> None:
    told = json.loads(chart_content(of_measure(site="north"), "json"))
    points = told["series"][0]["points"]
    assert points[2]["state"] == "bound" and points[2]["value"] is None and points[2]["high"] == 5
    assert points[3]["value"] == 68.4 and "numerator" not in points[3] and "size" not in points[3]
    assert points[4]["state"] == "suppressed" and points[4]["value"] is None
    svg = chart_content(of_measure(site="north", kind="p"), "svg").decode()
    assert "68.42" not in svg and ">0%" not in svg


@pytest.mark.parametrize("measure", [MEASURE, MEASURE.replace("baseline_until: 2025-02\n", "")])
@pytest.mark.parametrize(("hidden", "open_size"), [(("58,60", "59,60", "60,60"), 60), (("0,60", "1,60", "2,60"), 60), (("58,60", "60,60"), 19)])
@pytest.mark.parametrize(
    ("rules", "kind"),
    [*product(("anhoej", "perla"), ("run", "i", "p", "pp", "u")), ("making-data-count", "i")],
)
def test_what_is_shown_as_a_bound_cannot_be_worked_out_from_lines_and_limits(
    measure: str, hidden: tuple[str, ...], open_size: int, rules, kind
) -> None:
    opened = [f"2024-{month:02},north,,{open_size // 2 + month % 5},{open_size}\n" for month in range(1, 13)]
    opened += [f"2025-{month:02},north,,{open_size // 2 + month % 3},{open_size}\n" for month in range(1, 3)]
    seen = set()
    for counts in hidden:
        made = base(f"date,site,grade,numerator,denominator\n{''.join(opened)}2025-03,north,,{counts}\n", measure)
        chart = chart_of_measure(made.theory, made.addresses, "attendance", "north", {}, rules, kind)
        assert chart.points[-1].state == "bound"
        seen.add((chart_content(chart, "svg"), chart_content(chart, "json")))
    assert len(seen) == 1


def test_the_line_of_a_p_chart_says_when_it_is_not_of_all_points() -> None:
    rows = [f"2024-{month:02},north,,{30 + month % 5},60\n" for month in range(1, 13)] + ["2025-01,north,,30,60\n"]
    table = f"date,site,grade,numerator,denominator\n{''.join(rows)}2025-03,north,,60,60\n"
    made = base(table, MEASURE.replace("baseline_until: 2025-02\n", ""))
    chart = chart_of_measure(made.theory, made.addresses, "attendance", "north", {}, "anhoej", "p")
    told = json.loads(chart_content(chart, "json"))
    assert "The line that is drawn is the mean of the points whose counts are shown." in told["words"]
    assert told["series"][0]["points"][-1]["upper"] is None and told["series"][0]["points"][0]["upper"] is not None


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({}, "values of 3 sites. Choose one: --site north, --site south, --site state."),
        ({"site": "west"}, "no values of the site west. There are some of: north, south, state."),
        ({"site": "north", "groups": {"grade": "12"}}, "no values of this group. Choose: without --group, --group grade=9."),
        ({"name": "attendence"}, "Did you mean attendance?"),
        ({"name": "net/attendence"}, "Did you mean net/attendance?"),
        ({"name": "calls"}, "no measure calls"),
        ({"name": "empty"}, "has no values yet"),
    ],
)
def test_what_is_not_there_is_named_with_what_is(asked, words: str) -> None:
    with pytest.raises(CannotChart) as fault:
        of_measure(**asked)
    assert words in str(fault.value) and not fault.value.is_content


def test_a_group_is_drawn_where_it_is_asked_for() -> None:
    assert [point.label for point in of_measure(site="north", groups={"grade": "9"}).points] == ["2025-01"]


def test_the_measures_of_this_base_can_be_drawn_from_their_files_too() -> None:
    folder = REPOSITORY / "theory" / "networks"
    tables = sorted(folder.glob("*/measures/*.csv"))
    assert tables
    for table in tables:
        sites = {line.split(",")[1] for line in table.read_text(encoding="utf-8").splitlines()[1:]}
        if len(sites) > 1:
            with pytest.raises(CannotChart, match="--site"):
                chart_of_file(str(table), table.read_bytes(), None, {}, "anhoej", "run")
        else:
            chart_of_file(str(table), table.read_bytes(), None, {}, "anhoej", "run")
