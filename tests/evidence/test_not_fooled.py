"""Records that look like a success and are none: what else they could come from is seen, and nothing is claimed."""

from __future__ import annotations

from random import Random

import pytest

from nicbook.evidence.lines import lines_of, verdict_of
from nicbook.evidence.maturity import maturity
from nicbook.evidence.moving import moving
from nicbook.evidence.progress import progress_of
from nicbook.evidence.site_change import SiteChange, site_change
from nicbook.records.dates import read_when

from .bases import MEASURE, PERCENT, counts, monthly, read
from .test_site_change import change
from .test_variation import DOWN, ROUTINE, SAME, STEADY, UP, cycle, theory_of, variation
from .test_variation import MEASURE as OF_THE_ROUTINE

MINUTES = "definition: {unit: minutes, counts: lessons}\n"
LOWER = MEASURE.replace("higher", "lower") + MINUTES


def of_values(values: list[str], measure: str = LOWER) -> SiteChange:
    rows = monthly("north", [f"{value}," for value in values])
    theory, entry = read("date,site,value,size\n" + "".join(f"{row}\n" for row in rows), measure)
    return site_change(lines_of(theory, entry), (), read_when("2025-01"), entry.record)


def level(theory) -> int:
    return maturity(theory, theory.entries[ROUTINE]).level


# --- one school ------------------------------------------------------------------------------------------------------


def test_bounds_are_not_dropped_where_what_is_left_looks_worse() -> None:
    """Half of the months fell to at most 5; the other half alone would say that it became worse."""
    found = of_values(["7", "8"] * 6 + ["at most 5", "9"] * 6)
    assert (found.outcome, found.effect) == ("too close to tell", None)


def test_bounds_that_change_nothing_leave_what_is_clear() -> None:
    found = of_values(["7", "8"] * 6 + ["4", "at most 5"] * 6)
    assert (found.outcome, found.effect) == ("clearly better", None)
    higher = LOWER.replace("lower", "higher")
    assert of_values(["7", "8"] * 6 + ["4", "at most 5"] * 6, higher).outcome == "clearly worse"


def test_ranges_that_overlap_tell_nothing() -> None:
    """All of it may have stood at 18: only ends of the same name lie apart."""
    assert of_values(["10 to 20"] * 12 + ["15 to 30"] * 12).outcome == "too close to tell"
    assert of_values(["10 to 14"] * 12 + ["15 to 30"] * 12).outcome == "clearly worse"


def test_a_comparison_of_other_years_takes_nothing_off() -> None:
    rows = monthly("north", STEADY + UP) + monthly("state", STEADY, year=2015) + monthly("state", UP[:6], year=2025)
    theory, entry = read(counts(*rows))
    lines = lines_of(theory, entry)
    own, state = ([line for line in lines if line.site == site] for site in ("sites/north", "sites/state"))
    found = site_change(own, state, read_when("2025-01"), entry.record)
    assert (found.elsewhere, found.compared_with) == (None, ())


def test_only_the_time_counts_of_which_the_comparison_has_values() -> None:
    """The school rose only after the comparison had ended."""
    found = change(STEADY + SAME[:6] + ["800,1000", "820,1000"] * 3, state=STEADY + SAME[:6])
    assert (found.points_after, found.outcome) == (6, "too close to tell")


def test_comparisons_that_disagree_leave_open_what_would_have_happened() -> None:
    up, down = ["560,1000", "580,1000"] * 6, ["440,1000", "460,1000"] * 6
    rows = monthly("north", STEADY + up) + monthly("state", STEADY + up) + monthly("nearby", STEADY + down)
    theory, entry = read(counts(*rows))
    lines = lines_of(theory, entry)
    own = [line for line in lines if line.site == "sites/north"]
    others = [line for line in lines if line.role == "comparison"]
    assert site_change(own, others, read_when("2025-01"), entry.record).outcome == "too close to tell"
    assert change(STEADY + up, state=STEADY + SAME).outcome == "clearly better"


def test_a_rise_that_began_before_is_not_due_to_the_change() -> None:
    straight = [f"{400 + 12 * month},1000" for month in range(18)]
    found = change(straight, start="2024-09")
    assert (found.points_before, found.outcome, found.was_moving) == (8, "too close to tell", True)


def test_a_rise_after_something_else_changed_is_not_due_to_the_change() -> None:
    measure = MEASURE + PERCENT + "splits: [{site: north, date: 2025-07, why: A second counselor came.}]\n"
    found = change(STEADY + SAME[:6] + UP[:6], measure=measure)
    assert (found.points_after, found.outcome) == (6, "too close to tell")
    assert change(STEADY + SAME[:6] + UP[:6] + UP).outcome == "clearly better"


# --- several schools -------------------------------------------------------------------------------------------------


def test_what_rose_after_the_school_had_stopped_is_not_due_to_the_change() -> None:
    stopped = "title: Ours\nof: routine\nsite: {}\nstarted: 2025-01\nfollow_up: [{{date: 2025-02, status: stopped}}]\n"
    schools = {each: STEADY + UP for each in "abc"}
    ours = {f"networks__n__adaptations__ours_{each}": stopped.format(each) for each in "abc"}
    assert level(theory_of(schools)) == 4
    theory = theory_of(schools, **ours)
    assert (level(theory), variation(theory).counts) == (2, {"too few points to tell": 3})


def test_the_values_of_a_school_do_not_tell_of_one_class() -> None:
    schools = {each: STEADY + UP for each in "abc"}
    small = {f"networks__n__cycles__test_{each}": cycle(each, scale="one-class") for each in "abc"}
    theory = theory_of(schools, **small)
    assert (level(theory), variation(theory).pools) == (2, ())


def test_schools_that_changed_a_core_part_do_not_make_the_routine_work_across() -> None:
    schools = {each: STEADY + UP for each in "abcd"} | {each: STEADY + SAME for each in "ef"}
    changed = "title: Ours\nof: routine\nsite: {}\nstarted: 2025-01\nmodifications: [{{what: No talk, core: true}}]\n"
    ours = {f"networks__n__adaptations__ours_{each}": changed.format(each) for each in "abcd"}
    assert level(theory_of(schools)) == 4
    theory = theory_of(schools, **ours)
    assert (level(theory), variation(theory).of("clearly better") != ()) == (2, True)


def test_a_trend_that_all_schools_share_does_not_work_across() -> None:
    """At none of them can it be told from noise; all together show it."""
    noise = Random(7)
    schools = {
        each: [f"{round(4000 + 22 * month + noise.gauss(0, 130))},10000" for month in range(48)] for each in "abcdefgh"
    }
    starts = {f"networks__n__cycles__test_{each}": cycle(each, "2026-01") for each in schools}
    theory = theory_of(schools, **starts)
    found = variation(theory)
    assert found.was_on_its_way
    assert level(theory) <= 3
    flat = {each: STEADY + UP for each in "abcdefgh"}
    assert not variation(theory_of(flat)).was_on_its_way


@pytest.mark.parametrize(("groups", "word"), ((1, "being tested"), (6, "contradicted")))
def test_one_group_of_many_that_fell_contradicts_nothing(groups: int, word: str) -> None:
    rows = ["date,site,group,numerator,denominator"]
    sites = {each: STEADY + SAME for each in "abcdefgh"}
    for place, (site, values) in enumerate(sites.items()):
        for month, value in enumerate(values):
            rows.append(f"{2024 + month // 12}-{month % 12 + 1:02d},{site},,{value}")
        for month, value in enumerate(STEADY + (DOWN if place < groups else SAME)):
            rows.append(f"{2024 + month // 12}-{month % 12 + 1:02d},{site},learners,{value}")
    theory = theory_of(sites, "\n".join(rows) + "\n", networks__n__measures__attendance=OF_THE_ROUTINE + "strata: [group]\n")
    assert progress_of(theory, theory.entries[ROUTINE]) == word
    assert maturity(theory, theory.entries[ROUTINE]).is_mixed


def test_a_driver_does_not_move_where_all_else_moved_alike() -> None:
    driver = {
        "networks__n__aims__aim": "title: Aim\nstatement: More.\n",
        "networks__n__drivers__ties": "title: Ties\ndrives: [aim]\n",
        "networks__n__measures__attendance": OF_THE_ROUTINE.replace("[routine]", "[ties]"),
    }
    schools = {each: STEADY + UP for each in "abc"}
    for elsewhere, word in ((SAME, "moving"), (UP, "being tested")):
        theory = theory_of(schools | {"state": STEADY + elsewhere}, sites__state="title: The State\nkind: reference\n", **driver)
        assert progress_of(theory, theory.entries["networks/n/drivers/ties"]) == word


# --- charts ----------------------------------------------------------------------------------------------------------


def chart_of(values: list[str], measure: str = LOWER) -> str:
    rows = monthly("north", [f"{value}," for value in values])
    theory, entry = read("date,site,value,size\n" + "".join(f"{row}\n" for row in rows), measure)
    [line] = lines_of(theory, entry)
    return verdict_of(line, entry.record).verdict


def test_a_chart_shows_no_signal_that_bounds_would_take_away() -> None:
    assert chart_of(["7", "8"] * 6 + ["9"] * 12) == "worse"
    assert chart_of(["7", "8"] * 6 + ["at most 5", "9"] * 6) == "no signal"
    assert chart_of(["7", "8"] * 6 + ["4", "at most 5"] * 6) == "better"
    assert chart_of(["7", "8"] * 6 + ["4", "at most 9"] * 6) == "no signal"


def test_an_aim_does_not_move_by_what_else_changed_at_its_schools() -> None:
    rows = monthly("north", STEADY + UP) + monthly("south", STEADY + UP)
    splits = "splits: [{{site: {}, date: {}, why: A second counselor came.}}]\n"
    aim = "title: Aim\nstatement: More come.\nmeasure: attendance\ntarget: {value: 70, by: 2027}\n"
    for site, date, state in (("east", "2025-01", "moving"), ("north", "2025-01", "not-moving")):
        theory, _ = read(counts(*rows), MEASURE + PERCENT + splits.format(site, date), aims_more=aim)
        found = moving(theory, theory.entries["networks/n/aims/more"])
        together = found.together
        assert together is not None
        assert (together.verdict == "better") == (state == "moving")
