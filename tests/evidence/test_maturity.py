"""Status is computed: each level needs its records, n is every site that started, and maturity can fall."""

from __future__ import annotations

from datetime import date

import pytest

from nicbook.evidence.maturity import maturity, term_of
from nicbook.evidence.progress import progress_of
from nicbook.records.dates import read_when
from nicbook.theory import Theory

from .test_variation import DOWN, MEASURE, ROUTINE, SAME, STEADY, UP, cycle, theory_of

BETTER, WORSE, SAME_AS_BEFORE = STEADY + UP, STEADY + DOWN, STEADY + SAME


def level(theory: Theory) -> int:
    return maturity(theory, theory.entries[ROUTINE]).level


def schools(**values: list[str]) -> dict[str, list[str]]:
    return values


def test_nothing_tried_is_an_idea() -> None:
    assert level(theory_of({})) == 0


def test_a_test_that_runs_is_not_completed() -> None:
    running = cycle("a", ended="", happened="", learned="", decision="")
    assert level(theory_of({"a": []}, networks__n__cycles__test_a=running)) == 0


def test_one_completed_test() -> None:
    theory = theory_of({"a": BETTER})
    assert (level(theory), maturity(theory, theory.entries[ROUTINE]).is_candidate) == (1, True)


@pytest.mark.parametrize(
    ("more", "differs"),
    ((cycle("a", "2025-02"), ()), (cycle("a", "2025-09"), ("term",)), (cycle("a", scale="one-class"), ("scale",))),
)
def test_two_tests_count_as_repeated_where_they_differ(more: str, differs: tuple[str, ...]) -> None:
    theory = theory_of({"a": SAME_AS_BEFORE}, networks__n__cycles__more=more)
    found = maturity(theory, theory.entries[ROUTINE])
    assert (found.level, found.differ_in) == (2 if differs else 1, differs)


def test_works_here() -> None:
    assert level(theory_of(schools(a=BETTER, b=SAME_AS_BEFORE))) == 3


def test_works_across_three_sites_in_two_kinds_of_context() -> None:
    assert level(theory_of(schools(a=BETTER, b=BETTER, c=BETTER))) == 4
    alike = {f"sites__{site}": f"title: {site}\nkind: school\ncontext: {{locale: 11, shares: {{low_income: 60}}}}\n" for site in "abc"}
    assert level(theory_of(schools(a=BETTER, b=BETTER, c=BETTER), **alike)) == 3


def test_as_many_that_are_not_better_hold_it_back() -> None:
    three = schools(a=BETTER, b=BETTER, c=BETTER)
    assert level(theory_of(three | schools(d=SAME_AS_BEFORE, e=WORSE))) == 4
    assert level(theory_of(three | schools(d=SAME_AS_BEFORE, e=WORSE, f=SAME_AS_BEFORE))) == 3


def test_reliable_needs_seven_in_ten_of_all_that_started_and_a_look_at_groups() -> None:
    five = {site: BETTER for site in "abcde"}
    assert level(theory_of(five)) == 4, "nobody looked at groups"
    assert level(with_groups(five, UP)) == 5
    assert level(with_groups(five, UP, of="abcd")) == 4, "groups of four schools only"
    assert level(with_groups(five, DOWN)) == 4, "a group is worse off"
    assert level(with_groups(five | schools(f=[], g=[]), UP)) == 5
    assert level(with_groups(five | schools(f=[], g=[], h=[]), UP)) == 4, "5 of 8 that started"


def with_groups(sites: dict[str, list[str]], group: list[str], of: str = "abcde") -> Theory:
    """`of` are the schools whose group of learners has values."""
    rows = ["date,site,group,numerator,denominator"]
    for site, values in sites.items():
        for month, value in enumerate(values):
            rows.append(f"{2024 + month // 12}-{month % 12 + 1:02d},{site},,{value}")
    for month, value in enumerate(STEADY + group):
        top, bottom = value.split(",")
        for site in of:
            rows.append(f"{2024 + month // 12}-{month % 12 + 1:02d},{site},learners,{int(top) // 2},{int(bottom) // 2}")
    return theory_of(
        sites, networks__n__measures__attendance=MEASURE + "strata: [group]\n", table="\n".join(rows) + "\n"
    )


def test_what_process_measures_alone_tell_is_said() -> None:
    five = {site: BETTER for site in "abcde"}
    process = theory_of(five, networks__n__measures__attendance=MEASURE.replace("outcome", "process"))
    assert maturity(process, process.entries[ROUTINE]).is_process_only
    outcome = theory_of(five)
    assert not maturity(outcome, outcome.entries[ROUTINE]).is_process_only


def test_a_test_that_is_retired_is_no_reason_for_a_level() -> None:
    assert level(theory_of({"a": BETTER}, networks__n__cycles__test_a=cycle("a", retired="{}"))) == 0


def test_one_clear_result_among_many_moves_nothing_yet() -> None:
    one = schools(a=BETTER)
    among_two, among_nine = one | schools(b=SAME_AS_BEFORE), one | {site: SAME_AS_BEFORE for site in "bcdefghi"}
    for sites, progress in ((one, "moving"), (among_two, "moving"), (among_nine, "being tested")):
        theory = theory_of(sites)
        assert progress_of(theory, theory.entries[ROUTINE]) == progress
    theory = theory_of(among_nine | schools(b=BETTER, c=BETTER))
    assert progress_of(theory, theory.entries[ROUTINE]) == "moving"


@pytest.mark.parametrize(("values", "word"), ((BETTER, "moving"), (WORSE, "contradicted")))
def test_a_driver_moves_where_more_charts_are_clear_than_chance_gives(values: list[str], word: str) -> None:
    driver = {
        "networks__n__aims__aim": "title: Aim\nstatement: More.\n",
        "networks__n__drivers__ties": "title: Ties\ndrives: [aim]\n",
        "networks__n__measures__attendance": MEASURE.replace("[routine]", "[ties]"),
    }
    for clear, many, progress in ((1, 1, word), (1, 12, "being tested"), (3, 12, word)):
        sites = {f"s{n}": values if n < clear else SAME_AS_BEFORE for n in range(many)}
        theory = theory_of(sites, **driver)
        assert progress_of(theory, theory.entries["networks/n/drivers/ties"]) == progress


def test_a_harm_anywhere_is_flagged() -> None:
    theory = theory_of(schools(a=BETTER, b=WORSE))
    assert maturity(theory, theory.entries[ROUTINE]).is_mixed
    assert progress_of(theory, theory.entries[ROUTINE]) == "mixed"


def test_only_harm_contradicts() -> None:
    theory = theory_of(schools(a=WORSE, b=SAME_AS_BEFORE))
    assert progress_of(theory, theory.entries[ROUTINE]) == "contradicted"


def test_given_up_by_all() -> None:
    theory = theory_of(schools(a=SAME_AS_BEFORE), networks__n__cycles__test_a=cycle("a", decision="abandon"))
    assert maturity(theory, theory.entries[ROUTINE]).is_abandoned
    assert progress_of(theory, theory.entries[ROUTINE]) == "contradicted"


def test_stale_is_told_where_the_day_is_known() -> None:
    from dataclasses import replace

    theory = theory_of(schools(a=SAME_AS_BEFORE))
    assert maturity(theory, theory.entries[ROUTINE]).is_stale is None
    for today, is_stale in ((date(2027, 1, 31), False), (date(2027, 2, 1), True)):
        then = replace(theory, today=today)
        assert maturity(then, then.entries[ROUTINE]).is_stale is is_stale


@pytest.mark.parametrize(
    ("when", "term"),
    (("2024-09", (2024, "autumn")), ("2025-03-01", (2025, "spring")), ("2024", None), ("2024/25", None), ("2024-06..2024-07", None)),
)
def test_term(when: str, term: tuple[int, str] | None) -> None:
    assert term_of(read_when(when)) == term
