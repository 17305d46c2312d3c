"""Aims as people write them, judged as an adviser on improvement would: strong ones in silence, weak ones by their weakness."""

from __future__ import annotations

from datetime import date

import pytest

from nicbook.diagnostics import Diagnostic, Severity
from nicbook.website import read_base

HIGHER = "better: higher\ndefinition: {unit: %s, counts: students}\n"
LOWER = "better: lower\ndefinition: {unit: %s, counts: students}\n"


def told(aim: str, measure: str = HIGHER % "percent", today: date | None = None) -> list[Diagnostic]:
    """What is said about an aim (only that) beside a measure “rate”."""
    files = {
        "theory/networks/n/network.yml": "title: Coming to school\n",
        "theory/networks/n/measures/rate.yml": f"title: The rate\nrole: outcome\n{measure}",
        "theory/networks/n/aims/aim.yml": f"title: The aim\n{aim}\n",
    }
    _, found = read_base({path: text.encode() for path, text in files.items()}, today)
    assert not [one for one in found if one.severity is Severity.ERROR], found
    return [one for one in found if one.path.endswith("/aim.yml") and one.code.family == "rules-aims"]


def codes(found: list[Diagnostic], severity: Severity | None = None) -> set[str]:
    return {one.code.name for one in found if severity in (None, one.severity)}


def with_keys(sentence: str, baseline: str, target: str) -> str:
    start = f"\nbaseline: {baseline}" if baseline else ""
    return f'statement: "{sentence}"\nmeasure: rate\ntarget: {target}{start}\nfor_whom: Our students'


# --- the sentence alone ----------------------------------------------------------------------------------------------

ALONE = {
    # Strong sentences: how much, from where, by when. Only the keys are still missing.
    "Increase the percentage of 9th graders on track from 62% to 80% by June 2027.": "",
    "Raise FAFSA completion from 64 to 74 percent by March 2, 2019.": "",
    "By June 30th, 2027, the chronic absence rate will fall to 12 percent from 24 percent.": "",
    "Decrease absenteeism in Grades 6-8 from 14% to 9% as measured by attendance reports by June, 2027.": "",
    "By March 2, 2020, we will increase the % of seniors who submit a FAFSA from 68% to 75%.": "",
    "By May 2027, we will close the gap in suspensions between boys of two groups (from 5% to 2%).": "",
    "Reduce no-shows by 50% from an average no-show rate of 80% to 40% by February 1, 2026.": "",
    "Raise graduation by 10 percentage points, from 70 to 80 percent, by June 2027.": "",
    "Cut the average wait for a counselor from 14 days to 5 days by May 2027.": "",
    "Increase the share of students attending 95% of days from 70% to 85% by June 2027.": "",
    "Increase the number of students in AP Calculus from 120 to 180 by fall 2027.": "",
    "Reduce the number of D and F grades from 340 to 170 per semester by June 2027.": "",
    "Increase on-time submission from 40% (fall 2025) to 85% by spring 2027.": "",
    "Increase attendance from sixty to eighty percent by the end of the 2026-27 school year.": "",
    "Raise the average writing score of fourth graders from 3.2 to 3.8 by spring 2027.": "",
    "Increase from 5% to 50% the share of developmental math students who earn credit within one year of enrolling.": "",
    "Lower the share of ninth graders with a failing grade from a third to a tenth by June 2027.": "",
    # Sound, though they name no baseline.
    "By 2025, 90% of students graduate.": "",
    "By June 2027, 80% of students in participating classrooms will explain their reasoning aloud every week.": "",
    "75% of third graders reading on grade level by 2025.": "",
    "Three-fourths of third graders to be proficient by 2025, an increase of about 25 percentage points.": "",
    "Nine out of ten students will have an adult who knows them by June 2027.": "",
    "By December 2026, at least 95 percent of families hear from a teacher before the first report card.": "",
    "By Spring 2027, all seniors will apply to a 4-year college.": "",
    # Vague: nothing to check, everything is missing.
    "Improve attendance.": "",
    "All students will read at grade level.": "",
    "Get my students to be more self-reflective.": "",
    "To give 10,000 students their mathematical lives back.": "",
    "Increase the number of beginning algebra students that learn from their quizzes.": "",
    "Every child, every day.": "",
    "Increase access to 3 AP courses for all juniors.": "",
    # A date that lacks its year is only noted.
    "Increase from 30% to 80% the share of my students who correct their errors on quizzes by the end of March.": "",
    # Relative, and nobody knows compared with what.
    "Reduce chronic absence by half.": "target-without-baseline",
    "Cut suspensions in half by 2027.": "target-without-baseline",
    "Halve the number of dropouts by June 2028.": "target-without-baseline",
    "Double the share of students earning credit within one year of enrolling.": "target-without-baseline",
    "Triple enrollment in AP courses by 2028.": "target-without-baseline",
    "Twice as many families will come to conferences by May 2027.": "target-without-baseline",
    "200 more students will graduate by June 2027.": "target-without-baseline",
    "Reduce suspensions by 20% by June 2027.": "target-without-baseline",
    "By December 2026, reduce readmissions among heart failure patients by 20%.": "target-without-baseline",
    "Reduce visits related to pain by 50% by August 1.": "target-without-baseline",
    "Increase student achievement 10%.": "target-without-baseline",
    "Our scores in reading will improve by two thirds by 2028.": "target-without-baseline",
    "Increase the number of teachers who focus on a few core ideas by 25% across all groups.": "target-without-baseline",
    # A percentage that is to change by percent.
    "Increase graduation by 10% by June 2027.": "percent-or-points",
    "Decrease chronic absenteeism 10 percent by June 2027.": "percent-or-points",
    "By 2026, 8th graders will show an 11.5% increase in math proficiency.": "percent-or-points",
    "The graduation rate will increase by at least 1% and a total of 5% by the end of year 2027-2028.": "percent-or-points",
    "Reduce the share of non-proficient students by ten percent by June 2027.": "percent-or-points",
    # Counts and shares in one sentence.
    "Increase the number of students who graduate to 90% by 2027.": "count-or-rate",
    "Increase the number of ninth graders on track from 62% to 80% by June 2027.": "count-or-rate",
    "Increase the percentage of students who graduate from 120 to 150 students by June 2027.": "count-or-rate",
    # Times that move along with the reader.
    "Increase kindergarten readiness from 45 percent to 70 percent over three years.": "date-without-anchor",
    "Raise on-time graduation from 80% to 90% within two years.": "date-without-anchor",
    "Within two years, every student in grades 3 to 5 will gain a year and a half in reading.": "date-without-anchor",
    "Ensure that at least 95 percent of ninth graders earn five credits by the end of the school year.": "date-without-anchor",
    "This year, 90% of our students will finish their essays.": "date-without-anchor",
    "Raise attendance from 88 to 93 percent by next spring.": "date-without-anchor",
    "In the next five years, 80% of our graduates will finish a degree.": "date-without-anchor",
    "Reduce falls from 12 to 6 a month within 12 months.": "date-without-anchor",
    # Several weaknesses, each told once.
    "Reduce suspensions by two thirds within two years.": "date-without-anchor target-without-baseline",
    "Raise the graduation rate by 10 points in three years.": "date-without-anchor target-without-baseline",
    "Improve proficiency by 10% this year.": "date-without-anchor percent-or-points",
    # The verb and the figures disagree.
    "Increase attendance from 92 to 84 percent by June 2027.": "target-not-better",
}


@pytest.mark.parametrize("sentence", ALONE)
def test_a_sentence_alone_is_a_draft_and_is_told_what_is_weak_in_its_words(sentence: str) -> None:
    found = told(f'statement: "{sentence}"')
    assert codes(found, Severity.WARNING) == set(ALONE[sentence].split())
    assert "aim-incomplete" in codes(found, Severity.INFO)
    assert len(found) == len(codes(found))


# --- with keys -------------------------------------------------------------------------------------------------------

ATTENDANCE = ("{value: 84, date: 2025/26}", "{value: 92, by: 2027-06}")
ABSENCE = ("{value: 24, date: 2025-06}", "{value: 12, by: 2027-06}")

STRONG = (
    ("Increase the percentage of 9th graders on track from 84% to 92% by June 2027.", *ATTENDANCE),
    ("Raise attendance to 92 percent by the end of the 2026-27 school year.", *ATTENDANCE),
    ("By 2027, 92% of students come every day.", *ATTENDANCE),
    ("At least ninety-two percent of ninth graders will come every day by June 30, 2027.", *ATTENDANCE),
    ("Raise attendance by 8 percentage points by June 2027.", *ATTENDANCE),
    ("Raise attendance by 8 points, from 84 to 92 percent, by spring 2027.", *ATTENDANCE),
    ("Raise attendance by 9.5 percent (from 84 to 92) by June 2027.", *ATTENDANCE),
    ("Come to school: every day, every student.", *ATTENDANCE),
    ("Improve attendance so that students from 12 schools learn more.", *ATTENDANCE),
    ("Raise attendance from 84% in 2025-26 to 92% by June 2027.", *ATTENDANCE),
    ("Raise attendance from 3 schools at 84% to 92 percent within two years.", *ATTENDANCE),
    ("Help students in grades 9 to 12 who miss 10% of days, so that attendance rises to 92% by June 2027.", *ATTENDANCE),
    ("Increase the share of students who attend 90% of days, and spread the check-in from 3 to 12 schools.", *ATTENDANCE),
    ("Raise attendance to 88 percent by June 2026 and to 92 percent by June 2027.", *ATTENDANCE),
    ("Raise attendance from 84 to more than 92 percent by June 2027.", "{value: 84}", "{value: over 92, by: 2027-06}"),
    ("Raise attendance to between 90 and 94 percent by June 2027.", "{value: 84}", "{value: 90 to 94, by: 2027-06}"),
    ("Raise attendance from about 84 to 92 percent by June 2027.", "{value: about 84}", "{value: 92, by: 2027-06}"),
    ("Double the share who earn credit within one year of enrolling.", "{value: 5}", "{times: 2, within: one year of enrolling}"),
    ("Double the share who earn credit within one year of enrolling.", "{value: 5}", "{value: 10, within: one year of enrolling}"),
    ("Twice as many students will earn credit in their first year.", "{value: 5}", "{percent: 100, within: their first year}"),
    ("Raise the share from 5 to 50 percent.", "{value: 5}", "{value: 50, within: one year of enrolling}"),
    ("Raise completion by 10 percent by June 2027.", "{value: 60}", "{percent: 10, by: 2027-06}"),
    ("Raise completion by 10 percentage points by June 2027.", "{value: 60}", "{points: 10, by: 2027-06}"),
    ("Raise completion by a third by June 2027.", "{value: 60}", "{value: 80, by: 2027-06}"),
    ("Two thirds of students will complete the form by June 2027.", "{value: 50}", "{value: 67, by: 2027-06}"),
    ("All students will graduate by June 2027.", "{value: 90}", "{value: 100, by: 2027-06}"),
    ("Keep attendance at 95 percent through June 2027.", "{value: 95}", "{value: 95, by: 2027-06}"),
    ("By June 2027, attendance will increase from 84% to 92%, with no gap larger than 5 points between groups.", *ATTENDANCE),
    ("Raise attendance, by 2027, from a 2025-26 baseline of 84%, to 92%.", *ATTENDANCE),
    ("100% of schools will use the check-in, so that attendance reaches 92% by June 2027.", *ATTENDANCE),
    ("By June 2027, 92 percent of our 1,200 students will attend at least 95 percent of days.", *ATTENDANCE),
    ("Raise attendance from 84 to 92 percent by cutting lateness by 50% by June 2027.", *ATTENDANCE),
    ("Raise the share of students in school from 21 in 25 to 23 in 25 by June 2027.", *ATTENDANCE),
    ("By June 2027, raise the share of students who score 80% of points, and who reach 75% in math, to 92%.", *ATTENDANCE),
    ("Raise attendance, now 84 percent, to 92 percent, 8 percentage points more, by June 2027.", *ATTENDANCE),
    ("From fall 2025 to June 2027, raise attendance from 84 to 92 percent.", *ATTENDANCE),
    ("Raise attendance from 84 to 92 percent by June 2027 so that all may apply to a 4-year college.", *ATTENDANCE),
    ("90 Prozent der Schüler kommen bis Juni 2027 jeden Tag.", *ATTENDANCE),
)


@pytest.mark.parametrize(("sentence", "baseline", "target"), STRONG)
def test_a_strong_aim_is_told_nothing(sentence: str, baseline: str, target: str) -> None:
    assert told(with_keys(sentence, baseline, target)) == []


STRONG_LOWER = (
    ("Reduce chronic absence by half by June 2027.", *ABSENCE),
    ("Cut chronic absence from 24 to 12 percent by June 2027.", *ABSENCE),
    ("Halve chronic absence by June 2027.", "{value: 24}", "{times: 0.5, by: 2027-06}"),
    ("Reduce chronic absence by 50% by June 2027.", "{value: 24}", "{percent: -50, by: 2027-06}"),
    ("Reduce chronic absence by a quarter by June 2027.", "{value: 24}", "{value: 18, by: 2027-06}"),
    ("Reduce chronic absence by 12 percentage points by June 2027.", "{value: 24}", "{points: -12, by: 2027-06}"),
    ("Reduce chronic absence (missing 10% or more of days) from 24% to 12% by June 2027.", *ABSENCE),
    ("By June 2027, cut chronic absence by about half, to 12 percent.", *ABSENCE),
    ("Achieve a 50% reduction in chronic absence (24% to 12%) by June 2027.", *ABSENCE),
    ("Cut chronic absence by more than half by June 2027.", "{value: 24}", "{value: 10, by: 2027-06}"),
    ("Bring failures in ninth grade down to zero by June 2027.", "{value: 8}", "{value: 0, by: 2027-06}"),
)


@pytest.mark.parametrize(("sentence", "baseline", "target"), STRONG_LOWER)
def test_a_strong_aim_that_wants_less_is_told_nothing(sentence: str, baseline: str, target: str) -> None:
    assert told(with_keys(sentence, baseline, target), LOWER % "percent") == []


STRONG_OTHER_UNITS = (
    ("Cut the wait from 14 days to 5 days by May 2027.", "{value: 14}", "{value: 5, by: 2027-05}", LOWER % "days"),
    ("Reduce suspensions by 20% by June 2027.", "{value: 200}", "{percent: -20, by: 2027-06}", LOWER % "count"),
    ("Reduce suspensions by 40, to 160, by June 2027.", "{value: 200}", "{value: 160, by: 2027-06}", LOWER % "count"),
    ("200 more students will graduate by June 2027.", "{value: 800}", "{value: 1000, by: 2027-06}", HIGHER % "count"),
    ("Enroll 2,000 students by fall 2027.", "{value: 1800}", "{value: 2000, by: 2027-09}", HIGHER % "count"),
    ("Enroll 2030 students by fall 2027.", "{value: 1800}", "{value: 2030, by: 2027-09}", HIGHER % "count"),
    ("Raise the average score from 3.2 to 3.8 by spring 2027.", "{value: 3.2}", "{value: 3.8, by: 2027-05}", HIGHER % "score"),
    ("Reduce suspensions from 2 to 1 suspensions per 100 students.", "{value: 2}", "{value: 1, by: 2027-06}", LOWER % "rate"),
    ("Grow from 12 to 40 the number of teachers who try it by June 2027.", "{value: 12}", "{value: 40, by: 2027-06}", HIGHER % "count"),
    ("Cut calls from 30 to 15 minutes by June 2027.", "{value: 30}", "{value: 15, by: 2027-06}", LOWER % "minutes"),
    ("Raise the average GPA of ninth graders from 2.4 to 2.8.", "{value: 2.4}", "{value: 2.8, by: 2027-06}", HIGHER % "score"),
    ("Raise scores by 15 points by spring 2027.", "{value: 220}", "{points: 15, by: 2027-05}", HIGHER % "score"),
)


@pytest.mark.parametrize(("sentence", "baseline", "target", "measure"), STRONG_OTHER_UNITS)
def test_a_strong_aim_in_another_unit_is_told_nothing(sentence: str, baseline: str, target: str, measure: str) -> None:
    assert told(with_keys(sentence, baseline, target), measure) == []


WEAK = (
    # Percent or points.
    ("percent-or-points", "by 8 percent", "Raise attendance by 8 percent by June 2027.", *ATTENDANCE),
    ("percent-or-points", "by 5%", "Raise attendance by 5% by June 2027.", "{value: 84}", "{points: 5, by: 2027-06}"),
    ("percent-or-points", "by 5 percentage points", "Raise it by 5 percentage points.", "{value: 84}", "{percent: 5, by: 2027-06}"),
    ("percent-or-points", "by 10%", "Raise attendance by 10% by June 2027.", "", "{value: 92, by: 2027-06}"),
    # Count or rate.
    ("count-or-rate", "200 more students", "200 more students will come every day by June 2027.", *ATTENDANCE),
    ("count-or-rate", "to 300 students", "Increase those who come every day to 300 students by June 2027.", *ATTENDANCE),
    ("count-or-rate", "to 92%", "Increase the number of students who come every day to 92% by June 2027.", *ATTENDANCE),
    # The target and the baseline.
    ("target-without-baseline", "times: 2", "Double the share by June 2027.", "", "{times: 2, by: 2027-06}"),
    ("target-without-baseline", "points: 8", "Raise attendance from 84% by 8 points.", "", "{points: 8, by: 2027-06}"),
    ("target-like-a-year", "2027", "Raise attendance to 92 percent by 2027.", "{value: 84}", "{value: 2027, by: 2027}"),
    ("target-like-a-year", "2027", "Raise attendance by 2027.", "{value: 84}", "{value: 2027, by: 2027-09}"),
    ("target-out-of-range", "110", "Raise attendance to 110 percent.", "{value: 84}", "{value: 110, by: 2027-06}"),
    ("target-out-of-range", "25", "Raise attendance by 25 percent.", "{value: 84}", "{percent: 25, by: 2027-06}"),
    ("target-out-of-range", "840", "Raise attendance to 92 percent.", "{value: 840}", "{value: 92, by: 2027-06}"),
    ("target-not-better", "84", "Raise attendance from 84 to 92 percent.", "{value: 92}", "{value: 84, by: 2027-06}"),
    ("target-not-better", "92", "Raise attendance to 92 percent.", "{value: 92}", "{value: 92, by: 2027-06}"),
    ("target-not-better", "-5", "Raise attendance by 5 points.", "{value: 92}", "{points: -5, by: 2027-06}"),
    ("target-before-baseline", "2024-06", "Raise attendance.", "{value: 84, date: 2025/26}", "{value: 92, by: 2024-06}"),
    # Time.
    ("date-without-anchor", "two years", "Raise attendance to 92%.", "{value: 84}", "{value: 92, within: two years}"),
    ("date-without-anchor", "the end of the school year", "More.", "{value: 84}", "{value: 92, within: the end of the school year}"),
    ("date-without-anchor", "within two years", "Raise it to 92% within two years.", "{value: 84}", "{value: 92}"),
    # The sentence and the keys.
    ("sentence-differs", "to 95%", "Raise attendance from 84% to 95% by June 2027.", *ATTENDANCE),
    ("sentence-differs", "from 80%", "Raise attendance from 80% to 92% by June 2027.", *ATTENDANCE),
    ("sentence-differs", "to ninety percent", "Raise attendance to ninety percent by June 2027.", *ATTENDANCE),
    ("sentence-differs", "by 12 percent", "Raise attendance by 12 percent by June 2027.", *ATTENDANCE),
    ("sentence-differs", "June 2028", "Raise attendance from 84% to 92% by June 2028.", *ATTENDANCE),
    ("sentence-differs", "2022-23", "Raise attendance from 84% in 2022-23 to 92% by June 2027.", *ATTENDANCE),
    ("sentence-differs", "95% of", "By June 2027, 95% of students come every day.", *ATTENDANCE),
    ("sentence-differs", "Double", "Double the share by June 2027.", *ATTENDANCE),
    ("sentence-differs", "All students will", "All students will come every day by June 2027.", *ATTENDANCE),
    ("sentence-differs", "Half", "Half of our students will pass by June 2027.", "{value: 20}", "{value: 60, by: 2027-06}"),
    ("sentence-differs", "triple", "We will triple the share.", "{value: 5}", "{times: 2, within: one year of enrolling}"),
    ("sentence-differs", "two year", "Raise the share to 50% within two years of enrolling.", "{value: 5}", "{value: 50, within: one year of enrolling}"),
    # The verb.
    ("target-not-better", "to 92 percent", "Reduce attendance from 84 to 92 percent by June 2027.", *ATTENDANCE),
)


@pytest.mark.parametrize(("code", "words", "sentence", "baseline", "target"), WEAK)
def test_one_slip_is_told_once_and_in_its_place(code: str, words: str, sentence: str, baseline: str, target: str) -> None:
    text = with_keys(sentence, baseline, target)
    found = [one for one in told(text) if one.code.name != "aim-incomplete"]
    assert [(one.code.name, one.severity) for one in found] == [(code, Severity.WARNING)]
    line = f"title: The aim\n{text}".split("\n")[found[0].span.line - 1]
    place = line[found[0].span.column - 1 : found[0].span.end_column - 1]
    assert place in words or words in place


WEAK_OTHERWISE = (
    ("target-not-better", "Reduce chronic absence by 20% by June 2027.", "{value: 24}", "{percent: 20, by: 2027-06}", LOWER % "percent"),
    ("sentence-differs", "Reduce chronic absence by half by June 2027.", "{value: 24}", "{value: 18, by: 2027-06}", LOWER % "percent"),
    ("sentence-differs", "Cut the wait from 14 days to 5 days by May 2027.", "{value: 14}", "{value: 7, by: 2027-05}", LOWER % "days"),
    ("sentence-differs", "100 more students graduate by June 2027.", "{value: 800}", "{value: 1000, by: 2027-06}", HIGHER % "count"),
    ("count-or-rate", "Reduce suspensions from 12 percent to 8 percent.", "{value: 200}", "{value: 150, by: 2027-06}", LOWER % "count"),
    ("count-or-rate", "90% of families hear from us by May 2027.", "{value: 14}", "{value: 5, by: 2027-05}", LOWER % "days"),
    ("percent-or-points", "Cut the wait by May 2027.", "{value: 14}", "{points: -5, by: 2027-05}", LOWER % "days"),
    ("target-like-a-year", "Enroll more students by 2027.", "{value: 1800}", "{value: 2027, by: 2027}", HIGHER % "count"),
)


@pytest.mark.parametrize(("code", "sentence", "baseline", "target", "measure"), WEAK_OTHERWISE)
def test_one_slip_in_another_unit_is_told_once(code: str, sentence: str, baseline: str, target: str, measure: str) -> None:
    assert [one.code.name for one in told(with_keys(sentence, baseline, target), measure)] == [code]


# --- what is missing -------------------------------------------------------------------------------------------------


def test_all_that_is_missing_is_said_in_one_note() -> None:
    (found,) = told("statement: Improve attendance.")
    assert found.severity is Severity.INFO
    assert found.message == (
        "This aim is a draft: it does not say yet what is measured, how much, by when, for whom and where it starts from."
    )


def test_an_aim_that_lacks_only_its_baseline_is_no_draft() -> None:
    (found,) = told(with_keys("By 2027, 92% of students come every day.", "", "{value: 92, by: 2027}"))
    assert found.message == "This aim does not say yet where it starts from."


def test_a_missing_date_is_told_at_the_target() -> None:
    (found,) = told(with_keys("Raise attendance from 84 to 92 percent.", "{value: 84}", "{value: 92}"))
    assert (found.code.name, found.span.line) == ("aim-incomplete", 4)


def test_a_retired_aim_is_not_judged() -> None:
    assert told("statement: Reduce absence by half.\nretired: {why: We know better}") == []


def test_a_month_without_its_year_is_only_noted() -> None:
    found = told('statement: "Raise attendance from 84 to 92 percent by the end of March."')
    assert codes(found, Severity.INFO) == {"aim-incomplete", "date-without-anchor"}


def test_words_are_found_in_a_folded_sentence() -> None:
    (found,) = told(
        "statement: >-\n  Raise attendance\n  from 84 to 95 percent by June 2027.\nmeasure: rate\n"
        "baseline: {value: 84}\ntarget: {value: 92, by: 2027-06}\nfor_whom: Our students"
    )
    assert (found.span.line, found.span.column, found.span.end_column) == (4, 11, 24)


def test_a_statement_that_is_an_essay_is_not_read() -> None:
    assert codes(told(f"statement: {'We will cut it by half. ' * 60}")) == {"aim-incomplete"}


@pytest.mark.parametrize(
    "text",
    ["9" * 900, "from 1 to " * 90, "by a " * 180, "in 2027 " * 110, "the " * 240, "to a b c d e f " * 60, "%" * 900, "ten-" * 240],
)
def test_odd_statements_are_read_without_trouble(text: str) -> None:
    assert "aim-incomplete" in codes(told(f'statement: "{text}"'))
