"""Small groups in the figures of records, and sites that take part without their name."""

from __future__ import annotations

import pytest

from .base import AIM, CYCLE, CYCLE_BEGINS, FINDING, FINDING_BEGINS, MEASURE, NETWORK, SITE, VALUES, private_codes


def prediction(text: str, more: str = "") -> list[tuple[str, int]]:
    return private_codes({CYCLE: f"{CYCLE_BEGINS}{more}predictions:\n- {{question: Do they come?, {text}}}\n"})


def finding(text: str) -> list[tuple[str, int]]:
    return private_codes({FINDING: FINDING_BEGINS + text})


# Sizes


@pytest.mark.parametrize("size", ("3", "0", "about 3", "at most 3", "3 to 9", "under 5", "under 10", "at most 30", "5 to 30", "suppressed"))
def test_numbers_of_a_test_need_a_size_that_surely_reaches_the_minimum(size: str) -> None:
    assert prediction(f"measure: attendance, before: 33, after: 67, size: {size}") == [("small-group", 6)]
    assert prediction(f"measure: attendance, before: 33, size: {size}") == [("small-group", 6)]


@pytest.mark.parametrize("size", ("10", "60", "at least 10", "over 50", "about 100", "10 to 20"))
def test_numbers_of_a_test_with_enough_people(size: str) -> None:
    assert prediction(f"measure: attendance, before: 33, after: 67, size: {size}") == []


@pytest.mark.parametrize("size", ("suppressed", "under 10"))
def test_a_size_without_numbers(size: str) -> None:
    assert prediction(f"measure: attendance, before: suppressed, after: suppressed, size: {size}") == []
    assert prediction(f"measure: attendance, found: More came than before., size: {size}") == []


@pytest.mark.parametrize("what", ("", "unit: percent, ", "unit: score, ", "unit: points, ", "measure: share who came, "))
def test_the_size_may_be_missing_only_where_it_is_said_that_no_people_are_counted(what: str) -> None:
    assert prediction(f"{what}before: 33, after: 67") == [("size-missing", 6)]


@pytest.mark.parametrize("what", ("unit: minutes", "unit: currency", "measure: lessons"))
def test_time_money_and_lessons_need_no_size(what: str) -> None:
    assert prediction(f"{what}, before: 33, after: 67") == []


def test_six_lessons_are_no_small_group() -> None:
    assert prediction("measure: lessons, before: 33, after: 67, size: 6") == []
    assert finding("outcome: lessons\nafter: {value: 67, size: 6}\n") == []


@pytest.mark.parametrize(
    "text",
    (
        "before: {value: 33, size: 4}",
        "after: {value: 67, size: suppressed}",
        "after: {value: 67, size: under 10}",
        "comparison: {who: the rest, after: {value: 67, size: 4}}",
        "context: {students: 4}",
        "context: {teachers: 4}",
    ),
)
def test_a_finding_about_few(text: str) -> None:
    assert finding(text + "\n") == [("small-group", 4)]


@pytest.mark.parametrize(
    "text",
    (
        "unit: percent\nbefore: 49\nafter: {value: 67, size: 1131}\ncontext: {students: 1131, teachers: 40, schools: 4, states: 2}",
        "unit: percent\nafter: {value: suppressed, size: under 10}",
        "effect: {value: 3, scale: points}",
        "unit: count\nafter: 3",
    ),
)
def test_a_finding_as_it_is_published(text: str) -> None:
    assert finding(text + "\n") == []


def test_the_baseline_of_an_aim() -> None:
    aim = "title: Aim\nstatement: More\nmeasure: attendance\nbaseline: {value: {value: 40, size: 4}}\n"
    assert private_codes({AIM: aim}) == [("small-group", 4)]


def test_the_minimum_is_that_of_the_network() -> None:
    network = {NETWORK: "title: Our network\nprivacy: {minimum_group: 20}\n"}
    assert private_codes({**network, FINDING: FINDING_BEGINS + "after: {value: 67, size: 15}\n"}) == [("small-group", 4)]
    # What all networks share goes by the most careful of them.
    assert private_codes({**network, SITE: "title: A\nkind: school\nsummary: 12 of 15 students\n"}) == [("small-group-in-text", 3)]
    assert private_codes({**network, "content/a.md": "# A\n\n12 of 15 students\n"}) == [("small-group-in-text", 3)]


# One learner


@pytest.mark.parametrize(
    "text", ("before: 33", "after: 67, size: 60", "found: From 40 percent to 80 percent., verdict: met", "found: 80% were right.")
)
def test_a_test_with_one_learner_has_no_numbers(text: str) -> None:
    assert prediction(text, "scale: one-learner\n") == [("small-group", 7)]


def test_a_test_with_one_learner_has_words_and_a_verdict() -> None:
    words = "expect: Two more answers., found: She came on 3 days at 8:15., verdict: met"
    assert prediction(words, "scale: one-learner\n") == []


# 0 and 100 percent


@pytest.mark.parametrize("unit", ("unit: percent\n", "", "outcome: attendance\n"))
@pytest.mark.parametrize("value", ("0", "100", "at least 100", "at most 0", "100 to 100", "{value: 100, size: suppressed}"))
def test_all_or_none_of_a_group_of_unknown_size(unit: str, value: str) -> None:
    assert ("bare-extreme", 4 + bool(unit)) in finding(f"{unit}after: {value}\n")


@pytest.mark.parametrize(
    "text",
    (
        "unit: percent\nafter: at least 95",
        "unit: percent\nafter: at most 5",
        "unit: percent\nbefore: 1\nafter: 99.5",
        "unit: percent\nafter: {value: 100, size: 400}",
        "unit: count\nafter: 0",
        "after: 1131",
        "after: at least 95",
        "unit: days\nafter: 100",
        "outcome: lessons\nafter: 100",
    ),
)
def test_what_is_not_all_or_none(text: str) -> None:
    assert finding(text + "\n") == []


# Sites without their name

UNNAMED = "title: School A\nkind: school\nnamed: false\n"


@pytest.mark.parametrize(
    "text",
    (
        "context: {students: 612}",
        "context: {students: about 612}",
        "context: {students: 612 to 612}",
        "context: {students: 611 to 613}",
        "context: {students: over 611}",
        "context: {shares: {low_income: 61 to 62}}",
        "context: {date: 2018-03-02}",
        "aliases: [lincoln-high]",
        "part_of: district",
    ),
)
def test_what_would_give_a_site_away(text: str) -> None:
    district = {"theory/sites/district.yml": "title: District\nkind: district\n"}
    assert private_codes({**district, SITE: f"{UNNAMED}{text}\n"}) == [("unnamed-site", 4)]


def test_bands_and_months_do_not_give_a_site_away() -> None:
    context = "context: {locale: 13, students: 500 to 1000, shares: {low_income: over 75, disability: under 25}, date: 2018-03}\n"
    assert private_codes({SITE: UNNAMED + context}) == []


@pytest.mark.parametrize("date", ("2018-03-02", "2018-03-02..2018-03-06", "2018-03..2018-04-06"))
def test_no_record_tells_an_exact_day_of_such_a_site(date: str) -> None:
    cycle = CYCLE_BEGINS.replace("2026-09", date)
    measure = "title: A\nrole: outcome\nbetter: higher\ndefinition: {unit: percent, counts: students}\n"
    for path, text in (
        (CYCLE, cycle),
        (FINDING, f"{FINDING_BEGINS}period: {date}\ncontext: {{site: lincoln}}\n"),
        (MEASURE, f"{measure}splits: [{{site: lincoln, date: {date}, why: A new bell}}]\n"),
        (NETWORK, f"title: Our network\nmembers: [{{site: lincoln, since: {date}}}]\n"),
        (VALUES, f"date,site,value,size\n{date},lincoln,90,60\n"),
    ):
        assert private_codes({SITE: UNNAMED, path: text}) != []
        assert private_codes({path: text}) == []


def test_other_days_of_a_network_may_be_exact() -> None:
    network = "title: Our network\nmembers: [{site: lincoln, since: 2018-03}]\nhistory: [{date: 2018-03-02, what: We met}]\n"
    assert private_codes({SITE: UNNAMED, NETWORK: network}) == []


def test_a_finding_does_not_tell_the_exact_size_of_such_a_site() -> None:
    text = "context: {site: lincoln, students: 612}\n"
    assert private_codes({SITE: UNNAMED, FINDING: FINDING_BEGINS + text}) == [("unnamed-site", 4)]
