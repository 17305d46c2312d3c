"""A chart in words: a new reader understands it from these alone, and nothing is claimed that was not seen."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given

from nicbook.drawing.charts.chart import Chart, ChartPoint, Comparison, Goal, Mark, Split, amount, number_words
from nicbook.drawing.charts.words import chance_words, description_of, lines_words, listed, table_of, words_of
from nicbook.drawing.charts.scale import value_scale
from nicbook.drawing.charts.judged import judged

from .charts import NOISE, STEP, SUPPRESSED, at_most, chart, charts, months, points, shares

DOWN = STEP[::-1]


def verdict(*values, **options) -> str:
    return words_of(chart(*values, **options)).verdict


def rests_on(*values, **options) -> str:
    return " ".join(words_of(chart(*values, **options)).rests_on)


@pytest.mark.parametrize(
    ("values", "options", "said"),
    [
        (STEP, {"better": "higher", "baseline": 12}, "Better: the share has moved up since the baseline."),
        (STEP, {"better": "lower", "baseline": 12}, "Worse: the share has moved up since the baseline."),
        (DOWN, {"better": "lower", "unit": "days"}, "Better: the values have moved down over the time shown."),
        (STEP, {}, "Changed: the share has moved up over the time shown; nobody has said which direction is wanted."),
        ([8, 12] * 6 + [20] * 12 + [8, 12] * 6, {"better": "higher"}, "Changed: the values vary more than chance alone would give, but do not stay on one side."),
        (NOISE, {"better": "higher"}, "No signal: what is seen is within what chance alone would give."),
        ([12, 14, 11, 15], {}, "Too few points to tell: at least 6 more are needed; at one every month, by about May 2025."),
        ([*range(9), 30, 4], {}, "Too few points to tell: at least 1 more is needed; at one every month, by about Jul 2025."),
        ([None] * 4, {}, "Too few points to tell: there is no value to judge."),
        ([], {}, "Too few points to tell: there is no value to judge."),
        ([5] * 15, {}, "Too few points to tell: all values are the same, and only values that differ can tell."),
        ([5] * 8 + [1, 2, 8, 9], {}, "Too few points to tell: at least 6 more are needed, and not on the median."),
        (STEP, {"rules": "making-data-count", "kind": "i", "better": "higher"}, "Better: the share has moved up lately."),
        (NOISE[:9], {"rules": "making-data-count", "kind": "i"}, "Too few points to tell: limits need 13 points; at least 4 more are needed; at one every month, by about Aug 2025."),
        ([*NOISE, 90], {"kind": "i", "better": "higher"}, "Changed: 1 point lies outside the limits, where chance alone seldom puts any."),
    ],
)  # fmt: skip
def test_verdicts(values, options, said: str) -> None:
    assert verdict(values, **options) == said


def test_no_day_is_promised_that_has_gone_by() -> None:
    waiting = "Too few points to tell: at least 6 more are needed"
    assert verdict([12, 14, 11, 15], today=date(2025, 5, 1)) == f"{waiting}; at one every month, by about May 2025."
    assert verdict([12, 14, 11, 15], today=date(2026, 11, 22)) == f"{waiting}."


def test_the_last_part_has_the_word() -> None:
    split = (Split(24, "2026-09", "A second counselor."),)
    assert verdict([*NOISE, *DOWN], better="lower", splits=split, days=months(48)) == (
        "Better: the share has moved down since 2026-09."
    )
    assert verdict([*STEP, *NOISE], better="higher", splits=split, days=months(48)) == (
        "Changed: an earlier part varies more than chance alone would give, the last part does not."
    )
    assert verdict([*STEP, 3, 5], better="higher", splits=split, days=months(26)) == (
        "Too few points to tell: at least 8 more are needed; "
        "at one every month, by about Jun 2027."
    )


@pytest.mark.parametrize(
    ("gap", "said"),
    [
        (1, "at one every day, by about Mar 2026"),
        (7, "at one every week, by about Apr 2026"),
        (14, "at one every two weeks, by about May 2026"),
        (30, "at one every month, by about Aug 2026"),
        (45, "at one every 45 days, by about Nov 2026"),
        (91, "at one every three months, by about Aug 2027"),
        (150, "at one every 5 months, by about Aug 2028"),
        (365, "at one every year, by about Feb 2032"),
        (730, "at one every 2 years, by about Feb 2038"),
    ],
)
def test_when_there_will_be_enough_follows_from_the_median_gap(gap: int, said: str) -> None:
    last = date(2026, 3, 1)
    days = [last - timedelta(gap * 9), *(last - timedelta(gap * number) for number in (2, 1, 0))]
    assert said in verdict([1, 4, 2, 3], days=days)


@pytest.mark.parametrize("days", [[date(2026, 3, 1)], [date(2026, 3, 1)] * 2, [date(1000, 1, 1), date(2999, 1, 1)]])
def test_where_that_cannot_be_told_nothing_is_said(days) -> None:
    assert re.fullmatch(r"Too few points to tell: at least \d+ more are needed\.", verdict(range(len(days)), days=days))


def test_rules_number_and_baseline_are_said() -> None:
    assert rests_on(STEP, baseline=12) == (
        "Judged by the Anhøj rules on 24 points. The median, 12.5%, is that of the baseline, the first 12 points. "
        "13 points in a row lie on one side of the median, where chance seldom gives more than 8; the values cross the "
        "median 7 times, where chance seldom gives fewer than 8."
    )
    assert "A baseline of fewer than 12 points gives false signals more often." in rests_on(STEP, baseline=8)
    assert "fewer than 12" not in rests_on(STEP, baseline=12)
    split = (Split(12, "2025-09", "A second counselor."),)
    assert "9 count so far in the last of 2 parts, each by itself. The medians of the parts are 12.5% and 20%." in rests_on(
        STEP, splits=split
    )


def test_other_rules_are_named_with_how_often_they_are_wrong() -> None:
    assert "rules of Perla and colleagues" in rests_on(NOISE, rules="perla")
    assert "about 36 of 100 charts" in rests_on(NOISE, rules="perla")
    assert "about 28 of 100 charts" in rests_on(NOISE, rules="making-data-count", kind="i")
    assert "of 100 charts" not in rests_on(NOISE)


def test_too_few_points_are_told_with_how_many_it_takes() -> None:
    assert rests_on([12, 14, None, 11, 15]).startswith("The Anhøj rules need 10 points; 4 count so far.")
    assert rests_on([12]).startswith("The Anhøj rules need 10 points; 0 count so far.")
    assert rests_on(NOISE[:9], rules="making-data-count", kind="i").startswith(
        "The Making Data Count rules need 13 points; 9 count so far."
    )


def test_limits_that_would_rest_on_few_points_judge_nothing() -> None:
    split = (Split(14, "2025-11", "A second counselor."),)
    made = chart(STEP, splits=split, rules="making-data-count", kind="i", better="higher")
    words = words_of(made)
    assert words.verdict.startswith("Too few points to tell: limits need 13 points; at least 3 more are needed")
    assert words.rests_on[0] == (
        "The Making Data Count rules need 13 points; 10 count so far in the last of 2 parts, each by itself."
    )
    upper = made.last.limits.upper
    assert None not in upper[:14] and set(upper[14:]) == {None}
    assert set(made.last.colours[14:]) == {"grey"} and made.last.moved is None
    short = chart(STEP, baseline=12, rules="making-data-count", kind="i")
    assert words_of(short).verdict == "Too few points to tell: limits need 13 points, and the baseline has 12."
    assert words_of(short).rests_on[0] == "The Making Data Count rules need 13 points in the baseline; 12 count so far."


def test_the_description_counts_and_dates_what_has_a_value() -> None:
    said = description_of(chart([41.2, 73.8, None, SUPPRESSED], better="higher"))
    assert "2 points with a value, from 2024-09 to 2024-10; the last is 73.8%." in said
    assert said.endswith("The lowest known exactly is 41.2%, the highest 73.8%. 2 points without a value that is shown.")
    assert "the last is at most 5%." in description_of(chart([41.2, at_most(5)]))
    assert description_of(chart([None])).endswith("there is no value to judge. 1 point without a value that is shown.")


def test_points_on_the_median_are_told() -> None:
    assert "on 10 points. The median, 5%, is that of all points. One more lies on the median and does not count." in (
        rests_on([1, 9, 2, 8, 3, 5, 7, 4, 6, 2, 8])
    )
    assert "8 of 12 points lie exactly on the median, half or more" in rests_on([5] * 8 + [1, 2, 8, 9])


def test_limits_are_told_or_why_there_are_none() -> None:
    assert "No limits are drawn: an I chart needs 13 points for them." in rests_on(NOISE[:12], kind="i")
    assert "The line that is drawn is the mean." in rests_on(NOISE, kind="i")
    assert "Outside the limits: 2026-09." in rests_on([*NOISE, 90], kind="i")
    assert "a P′ chart" in rests_on(shares((40 + at % 7, 100) for at in range(14)), kind="pp")


def test_what_a_reader_should_be_careful_about_is_said() -> None:
    assert "2 points are not shown: the group is small." in rests_on([1, SUPPRESSED, 2, SUPPRESSED])
    assert "1 point is only known as a bound and cannot count." in rests_on([1, at_most(5), 2])
    same = [date(2026, 3, 1), date(2026, 3, 1), date(2026, 4, 1)]
    assert "Several values have the same date (2026-03); each counts." in rests_on([1, 2, 3], days=same)
    first, second = judged(points([1, 2, 3]), version="v1"), judged(points([4, 5]), version="v2")
    said = " ".join(words_of(Chart("", "", (first, second))).rests_on)
    assert "it was measured in another way (v1)" in said and "2 count so far" in said


@given(charts())
def test_nothing_is_ever_called_significant_or_an_improvement(any_chart: Chart) -> None:
    words = words_of(any_chart)
    said = " ".join((words.verdict, *words.rests_on)).lower()
    assert "significant" not in said and "improve" not in said
    if any_chart.better is None:
        for part in any_chart.segments:
            assert part.verdict not in ("better", "worse") or any_chart.last.verdict == part.verdict
    assert all(sentence.endswith((".", "?")) and sentence[0] != " " for sentence in (words.verdict, *words.rests_on))


# --- numbers, lists and tables


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (Fraction(200, 3), "66.7"), (100.0, "100"), (7.5, "7.5"), (0.25, "0.25"), (0, "0"), (-3.25, "−3.25"), (1234.4, "1,234"),
        (2_500_000, "2.5 million"), (2.4e9, "2.4 billion"), (5e14, "500 trillion"), (1e20, "1e+20"), (0.0001, "0.0001"), (-0.0, "0"),
    ],
)  # fmt: skip
def test_numbers_are_short(number, words: str) -> None:
    assert number_words(number) == words


def test_amounts_have_their_unit() -> None:
    assert [amount(7, unit) for unit in ("percent", "days", "count", "")] == ["7%", "7 days", "7", "7"]


def test_the_table_has_every_point_as_it_may_be_told() -> None:
    first, second, *_ = shares([(20, 30), (0, 15)])
    told = [first, replace(second, state="bound", high=5.0, size=None), SUPPRESSED, None, at_most(8)]
    table = table_of(chart(told))
    assert table.header == ("Date", "Value", "n")
    assert table.rows == (
        ("2024-09", "66.7%", "30"),
        ("2024-10", "at most 5%", ""),
        ("2024-11", "not shown: small group", ""),
        ("2024-12", "no value", ""),
        ("2025-01", "at most 8%", ""),
    )


def test_the_table_has_versions_and_notes_where_there_are_any() -> None:
    noted = [ChartPoint(None, "1", 2.0, note="ice")]
    first, second = judged(noted, version="v1"), judged([ChartPoint(None, "2", 3.0)], version="v2")
    table = table_of(Chart("", "days", (first, second)))
    assert table.header == ("Point", "Value", "Version", "Note")
    assert table.rows == (("1", "2 days", "v1", "ice"), ("2", "3 days", "v2", ""))


def test_marks_and_splits_are_listed_with_ids_of_their_own() -> None:
    made = chart(
        STEP, splits=(Split(12, "2025-09", "A second counselor."),), marks=(Mark(date(2025, 1, 1), "2025-01", "A call", "../a/"),)
    )
    found = [(each.id, each.name, each.words, each.href) for each in listed(made, "c")]
    assert found == [("c-mark-1", "1", "A call (2025-01)", "../a/"), ("c-split-a", "A", "A second counselor. (2025-09)", "")]


# --- chance


def test_many_charts_say_what_chance_alone_would_give() -> None:
    assert chance_words([chart(NOISE)]) == chance_words([chart(NOISE[:5])] * 9) == ""
    few = chance_words([chart(NOISE)] * 4 + [chart(NOISE[:5])])
    assert few.startswith("Of the charts here, 4 have enough points") and re.search(r"one page like this in \d+ would", few)
    many = chance_words([chart(NOISE)] * 100)
    assert "about 3 of them would still show a signal" in many and "baseline" not in few + many
    assert chance_words([chart(NOISE)] * 2, "the charts of single schools").startswith("Of the charts of single schools, 2 have")
    assert chance_words([chart(NOISE), chart(NOISE, baseline=12)]).endswith(
        "by chance alone; it is more often than that, because some medians come from a baseline only."
    )


def test_the_lines_of_small_charts_are_told_once() -> None:
    other = Comparison("The district", tuple(points([20, 21, 22])))
    small = [chart([30, 33, 31], goal=Goal(40), comparisons=(other,), baseline=2), chart([1, 2, 3])]
    assert lines_words(small, value_scale([30.0, 40.0])) == (
        "The straight line is the median; long dashes are the goal, 40%; short dashes are what is compared: The district; "
        "the shaded time is the baseline; the axis begins at 30%."
    )
    assert lines_words(small[1:], value_scale([0.0])) == "The straight line is the median."
    assert lines_words([], value_scale([])) == ""
