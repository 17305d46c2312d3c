"""Every site that started counts, and what several sites say together is never more than so few can say."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from nicbook.evidence.conditions import by_place, conditions_of, coverage_of, differences
from nicbook.evidence.context import KindOfContext
from nicbook.evidence.maturity import maturity
from nicbook.evidence.starts import starts_of
from nicbook.evidence.unsayable import from_few_schools
from nicbook.evidence.variation import Variation, results_measures, variations
from nicbook.theory import Theory
from nicbook.website import read_base

STEADY = ["500,1000", "520,1000"] * 6
UP, DOWN, SAME = ["600,1000", "620,1000"] * 6, ["400,1000", "420,1000"] * 6, ["510,1000", "520,1000"] * 6
ROUTINE = "networks/n/routines/routine"
MEASURE = "title: Attendance\nrole: outcome\nbetter: higher\nof: [routine]\ndefinition: {unit: percent, counts: students}\n"
LOCALES = ("11", "21", "31", "41")


def cycle(site: str, started: str = "2025-01", **more: str) -> str:
    said = {"title": f"Test at {site}", "tests": "routine", "site": site, "started": started, "ended": started}
    said |= {"happened": "Done", "learned": "Much", "decision": "adopt", "scale": "school"} | more
    return "".join(f"{key}: {value}\n" for key, value in said.items() if value)


def theory_of(schools: dict[str, list[str]], table: str = "", designed_table: str = "", **others: str) -> Theory:
    """Schools a, b, .. in different kinds of context, each of which tested the routine from 2025 on; `table` in place of
    their values, `designed_table` for measures/designed."""
    files = {
        "networks/n/network.yml": "title: Our network\n",
        "networks/n/routines/routine.yml": "title: A routine\n",
        "networks/n/measures/attendance.yml": MEASURE,
        "sites/district.yml": "title: River District\nkind: district\n",
        "sites/state.yml": "title: The State\nkind: reference\n",
    }
    rows = ["date,site,numerator,denominator"]
    for place, (site, values) in enumerate(schools.items()):
        files[f"sites/{site}.yml"] = (
            f"title: School {site}\nkind: school\npart_of: district\n"
            f"context: {{locale: {LOCALES[place % 4]}, shares: {{low_income: 60}}}}\n"
        )
        files[f"networks/n/cycles/test-{site}.yml"] = cycle(site)
        rows += [
            f"{2024 + month // 12}-{month % 12 + 1:02d},{site},{value}" for month, value in enumerate(values)
        ]
    files["networks/n/measures/attendance.csv"] = table or "\n".join(rows) + "\n"
    if designed_table:
        files["networks/n/measures/designed.csv"] = designed_table
    files |= {name.replace("__", "/").replace("_", "-") + ".yml": text for name, text in others.items()}
    base, found = read_base({f"theory/{path}": text.encode() for path, text in files.items()})
    assert not [one for one in found if one.severity == "error"], found
    return base.theory


def variation(theory: Theory) -> Variation:
    [found] = variations(theory, theory.entries[ROUTINE])
    return found


def test_every_site_that_started_counts() -> None:
    found = variation(theory_of({"a": STEADY + UP, "b": STEADY + DOWN, "c": STEADY + SAME, "d": STEADY[:3], "e": []}))
    assert found.counts == {
        "clearly better": 1,
        "too close to tell": 1,
        "clearly worse": 1,
        "too few points to tell": 1,
        "no data": 1,
    }
    assert [site.start.site for site in found.sites] == [f"sites/{each}" for each in "acbde"]


def test_two_sites_are_not_pooled_and_four_promise_nothing() -> None:
    schools = {"a": STEADY + UP, "b": STEADY + SAME, "c": STEADY + DOWN, "d": STEADY + UP, "e": STEADY + SAME}
    for many in (2, 3, 4, 5):
        [pool] = variation(theory_of(dict(list(schools.items())[:many]))).pools
        has_mean, promises = pool.together.interval is not None, pool.together.prediction is not None
        assert (len(pool.sites), has_mean, promises) == (many, many >= 3, many >= 5)


def test_different_variants_are_not_pooled() -> None:
    theory = theory_of(
        {"a": STEADY + UP, "b": STEADY + SAME, "c": STEADY + UP},
        networks__n__routines__routine="title: A routine\nvariants: [{id: short}]\n",
        networks__n__cycles__test_c=cycle("c", variant="short"),
    )
    assert [(pool.variant, len(pool.sites)) for pool in variation(theory).pools] == [("", 2), ("short", 1)]


def test_a_school_that_changed_a_core_part_is_not_pooled_and_still_counts() -> None:
    schools = {each: STEADY + UP for each in "abcdef"}
    changed = "title: Otherwise\nof: routine\nsite: f\nstarted: 2025-01\nmodifications: [{what: No talk, core: true}]\n"
    found = variation(theory_of(schools, networks__n__adaptations__ours=changed))
    [pool] = found.pools
    assert pool.sites == tuple(f"sites/{each}" for each in "abcde")
    assert [site.start.site for site in found.apart] == ["sites/f"]
    assert found.counts == {"clearly better": 6}
    [pool] = variation(theory_of(schools, networks__n__adaptations__ours=changed.replace("true", "false"))).pools
    assert len(pool.sites) == 6


def test_where_all_changed_a_core_part_the_next_school_may_expect_nothing() -> None:
    changed = "title: Otherwise\nof: routine\nsite: a\nstarted: 2025-01\nmodifications: [{what: No talk, core: true}]\n"
    theory = theory_of({"a": STEADY + UP}, networks__n__adaptations__ours=changed)
    assert variation(theory).pools == ()
    assert [each.schools for each in from_few_schools(theory, "n")] == [()]


def test_a_school_that_withdraws_its_test_stays_among_those_that_started() -> None:
    schools = {"a": STEADY + UP, "b": STEADY + DOWN}
    found = variation(theory_of(schools, networks__n__cycles__test_b=cycle("b", retired="{why: We would rather not say.}")))
    assert found.counts == {"clearly better": 1, "clearly worse": 1}
    assert [site.start.is_withdrawn for site in found.sites] == [False, True]


def test_what_replaces_a_retired_test_at_its_school_counts_in_its_place() -> None:
    replaced = cycle("a", retired="{replaced_by: again}")
    theory = theory_of({"a": STEADY + UP}, networks__n__cycles__test_a=replaced, networks__n__cycles__again=cycle("a", "2025-03"))
    [start] = starts_of(theory, theory.entries[ROUTINE])
    assert (start.when.text, start.is_withdrawn) == ("2025-03", False)
    elsewhere = theory_of(
        {"a": STEADY + UP, "b": []}, networks__n__cycles__test_a=replaced, networks__n__cycles__again=cycle("b", "2025-03")
    )
    assert [each.site for each in starts_of(elsewhere, elsewhere.entries[ROUTINE])] == ["sites/a", "sites/b"]


def test_each_kind_of_place_has_its_schools() -> None:
    theory = theory_of({each: STEADY + UP for each in "abcde"}, sites__d="title: School d\nkind: school\n")
    places = by_place(theory, variation(theory))
    assert {place: [site.start.site for site in sites] for place, sites in places.items()} == {
        "city": ["sites/a", "sites/e"],
        "suburb": ["sites/b"],
        "town": ["sites/c"],
    }


def test_a_district_does_not_count_beside_its_schools() -> None:
    theory = theory_of({"a": STEADY + UP}, networks__n__cycles__of_all=cycle("district", scale="several-schools"))
    assert [start.site for start in starts_of(theory, theory.entries[ROUTINE])] == ["sites/a"]


def test_values_counted_in_two_ways_are_not_pooled() -> None:
    table = ["date,site,numerator,denominator,version"]
    for site, version in (("a", "v1"), ("b", "v2")):
        table += [
            f"{2024 + month // 12}-{month % 12 + 1:02d},{site},{value},{version}" for month, value in enumerate(STEADY + UP)
        ]
    versions = MEASURE + "versions: [{id: v1, since: 2023-01}, {id: v2, since: 2023-06}]\n"
    theory = theory_of({"a": [], "b": []}, "\n".join(table) + "\n", networks__n__measures__attendance=versions)
    assert [(pool.version, pool.sites) for pool in variation(theory).pools] == [("v1", ("sites/a",)), ("v2", ("sites/b",))]


def test_schools_share_the_chance_of_what_they_are_compared_with() -> None:
    values = {each: STEADY + UP for each in "abcde"} | {"state": ["400,1000", "620,1000"] * 12}
    rows = [
        f"{2024 + month // 12}-{month % 12 + 1:02d},{site},{value}" for site, its in values.items() for month, value in enumerate(its)
    ]
    table = "\n".join(["date,site,numerator,denominator", *rows]) + "\n"
    found = variation(theory_of({each: [] for each in "abcde"}, table))
    [pool] = found.pools
    assert pool.is_compared and len(pool.sites) == 5
    of_state = found.sites[0].change.variance - found.sites[0].change.own_variance
    assert pool.together.standard_error**2 > of_state > 5 * found.sites[0].change.own_variance


def test_results_of_groups_alone_are_results() -> None:
    rows = [f"{2024 + month // 12}-{month % 12 + 1:02d},a,x,{value}" for month, value in enumerate(STEADY + DOWN)]
    table = "\n".join(["date,site,group,numerator,denominator", *rows]) + "\n"
    theory = theory_of({"a": []}, table, networks__n__measures__attendance=MEASURE + "strata: [group]\n")
    [(site, _, change)] = variation(theory).judged_groups
    assert (site, change.outcome) == ("sites/a", "clearly worse")
    assert maturity(theory, theory.entries[ROUTINE]).is_mixed


def test_harm_on_a_balancing_measure_is_harm() -> None:
    balancing = MEASURE.replace("outcome", "balancing")
    for after, is_mixed in ((DOWN, True), (UP, False)):
        theory = theory_of({"a": STEADY + after}, networks__n__measures__attendance=balancing)
        known = maturity(theory, theory.entries[ROUTINE])
        assert (known.is_mixed, known.best) == (is_mixed, None)


def test_what_a_district_started_alone_its_own_row_tells() -> None:
    table = ["date,site,numerator,denominator"]
    for site in ("a", "district"):
        table += [f"{2024 + month // 12}-{month % 12 + 1:02d},{site},{value}" for month, value in enumerate(STEADY + UP)]
    of_all = cycle("district", scale="network")
    theory = theory_of({"a": []}, "\n".join(table) + "\n", networks__n__cycles__test_a=of_all)
    assert [(site.start.site, site.change.outcome) for site in variation(theory).sites] == [("sites/district", "clearly better")]


def test_what_is_to_start_after_today_has_not_started() -> None:
    theory = theory_of({"a": STEADY + UP, "b": STEADY}, networks__n__cycles__test_b=cycle("b", "2031-01", ended="", decision=""))
    before = replace(theory, today=date(2030, 12, 1))
    assert [start.site for start in starts_of(before, before.entries[ROUTINE])] == ["sites/a"]
    later = replace(theory, today=date(2031, 2, 1))
    assert len(starts_of(later, later.entries[ROUTINE])) == 2


def test_how_small_the_test_was_that_values_of_a_school_stand_for() -> None:
    theory = theory_of({"a": STEADY + UP, "b": STEADY}, networks__n__cycles__test_b=cycle("b", scale="one-class"))
    assert [start.scale for start in starts_of(theory, theory.entries[ROUTINE])] == ["", "one-class"]


def test_a_site_counts_in_the_form_that_all_of_it_tried() -> None:
    theory = theory_of(
        {"a": STEADY + UP},
        networks__n__routines__routine="title: A routine\nvariants: [{id: short}, {id: full}]\n",
        networks__n__cycles__first=cycle("a", "2024-09", scale="one-class", variant="short"),
        networks__n__cycles__test_a=cycle("a", "2025-01", variant="full"),
    )
    [start] = starts_of(theory, theory.entries[ROUTINE])
    assert (start.variant, str(start.when), start.scale) == ("full", "2025-01", "")


def test_what_was_only_planned_has_not_started() -> None:
    plan = "title: Plan\nof: routine\nsite: state\nstarted: 2025-06\nfollow_up: [{{date: 2025-06, status: {}}}]\n"
    planned = theory_of({"a": STEADY + UP}, networks__n__adaptations__plan=plan.format("planning"))
    running = theory_of({"a": STEADY + UP}, networks__n__adaptations__plan=plan.format("running"))
    assert len(starts_of(planned, planned.entries[ROUTINE])) == 1
    assert len(starts_of(running, running.entries[ROUTINE])) == 2


def test_the_school_began_when_all_of_it_did() -> None:
    theory = theory_of({"a": STEADY + UP}, networks__n__cycles__first=cycle("a", "2024-09", scale="one-class"))
    [start] = starts_of(theory, theory.entries[ROUTINE])
    assert (str(start.when), len(start.records)) == ("2025-01", 2)


def test_an_idea_has_the_results_of_the_routines_that_grew_from_it() -> None:
    theory = theory_of(
        {"a": STEADY + UP},
        networks__n__routines__routine="title: A routine\nfrom: [idea]\n",
        networks__n__change_ideas__idea="title: Idea\ndrives: [driver]\n",
        networks__n__drivers__driver="title: Driver\ndrives: [aim]\n",
        networks__n__aims__aim="title: Aim\nstatement: More\n",
    )
    [found] = variations(theory, theory.entries["networks/n/change-ideas/idea"])
    assert found.counts == {"clearly better": 1}


def test_without_a_measure_of_its_own_that_of_its_driver_tells() -> None:
    others = dict(
        networks__n__measures__attendance=MEASURE.replace("of: [routine]", "of: [driver]"),
        networks__n__routines__routine="title: A routine\nserves: [driver]\n",
        networks__n__drivers__driver="title: Driver\ndrives: [aim]\n",
        networks__n__aims__aim="title: Aim\nstatement: More\n",
    )
    theory = theory_of({"a": STEADY + UP}, **others)
    assert [each.id for each in results_measures(theory, theory.entries[ROUTINE])] == ["attendance"]
    fidelity = MEASURE.replace("outcome", "fidelity")
    theory = theory_of({"a": STEADY + UP}, networks__n__measures__attendance=fidelity)
    assert results_measures(theory, theory.entries[ROUTINE]) == ()


# --- the conditions --------------------------------------------------------------------------------------------------


def test_how_far_it_was_done_as_designed_is_of_the_time_in_which_it_was_done_and_passes_over_no_bound() -> None:
    minutes = MEASURE.replace("outcome", "fidelity").replace("percent, counts: students", "minutes, counts: other")
    stopped = "title: A\nof: routine\nsite: a\nstarted: 2025-01\nfollow_up: [{date: 2025-03, status: stopped}]\n"

    def done(*values: str) -> object:
        table = "date,site,value\n" + "".join(f"2025-{month:02d},a,{value}\n" for month, value in enumerate(values, 1))
        others = {"networks__n__measures__designed": minutes, "networks__n__adaptations__own": stopped}
        theory = theory_of({"a": STEADY + UP}, designed_table=table, **others)
        [fidelity] = conditions_of(theory, theory.entries[ROUTINE], variation(theory).sites[0]).fidelity
        return fidelity.value

    assert done("30", "34", "32", "0", "0") == 32
    assert done("30", "at most 10", "20") == 20


def test_how_far_it_was_done_as_designed_is_of_all_the_time_since_the_start() -> None:
    fidelity = MEASURE.replace("Attendance", "As designed").replace("outcome", "fidelity").replace("students", "lessons")
    rows = ["date,site,numerator,denominator", "2024-12,a,40,40"]
    rows += [f"2025-{month:02d},a,{40 if month == 12 else 10},40" for month in range(1, 13)]
    theory = theory_of({"a": STEADY + UP}, networks__n__measures__designed=fidelity, designed_table="\n".join(rows) + "\n")
    [site] = variation(theory).sites
    [done] = conditions_of(theory, theory.entries[ROUTINE], site).fidelity
    assert (done.value, done.of) == (25, "median of 12 values since it began")


def test_what_differs_where_it_did_not_work() -> None:
    schools = {"a": STEADY + UP, "b": STEADY + SAME, "c": STEADY + UP, "d": STEADY + SAME, "e": []}
    others = {
        f"networks__n__adaptations__at_{site}": (
            f"title: At {site}\nof: routine\nsite: {site}\nstarted: 2025-01\nmodifications: [{{what: Shorter, core: true}}]\n"
        )
        for site in "bd"
    }
    theory = theory_of(schools, **others)
    rows = {row.key: row for row in differences(theory, theory.entries[ROUTINE], variation(theory))}
    assert [site for site, _ in rows["changed_core"].worked] == ["sites/a", "sites/c"]
    assert rows["changed_core"].separates
    assert not rows["low_income"].separates


def test_one_school_on_a_side_suggests_nothing() -> None:
    theory = theory_of({"a": STEADY + UP, "b": STEADY + SAME, "c": STEADY + SAME})
    rows = differences(theory, theory.entries[ROUTINE], variation(theory))
    assert rows and not any(row.separates for row in rows)


def test_what_else_was_changing_there() -> None:
    other = "title: Another\n"
    theory = theory_of(
        {"a": STEADY + UP},
        networks__n__routines__other=other,
        networks__n__cycles__during=cycle("a", "2025-03", tests="other"),
        networks__n__cycles__long_ago=cycle("a", "2024-03", tests="other"),
    )
    assert changed_at_a(theory) == [("networks/n/cycles/during", "2025-03", "2025-03")]


def changed_at_a(theory: Theory) -> list[tuple[str, str, str]]:
    [result] = variation(theory).sites
    found = conditions_of(theory, theory.entries[ROUTINE], result).meanwhile
    return [(each.by, str(each.began), str(each.ended or "")) for each in found]


def test_what_began_before_the_first_value_or_after_the_last_changed_nothing_between_them() -> None:
    theory = theory_of(
        {"a": STEADY + UP},
        networks__n__routines__other="title: Another\n",
        networks__n__adaptations__old="title: Old\nof: other\nsite: a\nstarted: 2020-09\n",
        networks__n__adaptations__begun="title: Begun\nof: other\nsite: a\nstarted: 2024-11\n",
        networks__n__cycles__late=cycle("a", "2025-12-15", tests="other"),
    )
    assert changed_at_a(theory) == [("networks/n/adaptations/begun", "2024-11", "")]


def test_a_test_of_the_idea_that_a_routine_grew_from_is_no_other_change() -> None:
    theory = theory_of(
        {"a": STEADY + UP},
        networks__n__aims__aim="title: The aim\nstatement: More.\n",
        networks__n__drivers__ties="title: Ties\ndrives: [aim]\n",
        networks__n__change_ideas__idea="title: The idea\ndrives: [ties]\n",
        networks__n__routines__routine="title: A routine\nfrom: [idea]\n",
        networks__n__cycles__first_try=cycle("a", "2025-03", tests="idea"),
    )
    assert changed_at_a(theory) == []


def test_where_a_measure_says_that_the_process_changed_something_else_changed() -> None:
    """Also on the day of the start: its own words tell a reader what it was. And in another measure than the values are of."""
    splits = "splits: [{site: a, date: 2025-01, why: A bus line ended}, {site: a, date: 2025-06, why: A counselor came}]\n"
    theory = theory_of({"a": STEADY + UP}, networks__n__measures__other=MEASURE + splits)
    assert changed_at_a(theory) == [("networks/n/measures/other", day, "") for day in ("2025-01", "2025-06")]


def test_where_it_was_stopped_and_why() -> None:
    at_a = "title: At a\nof: routine\nsite: a\nstarted: 2025-01\nfollow_up: [{date: 2025-05, status: stopped, why: No time}]\n"
    theory = theory_of({"a": STEADY + UP}, networks__n__adaptations__at_a=at_a)
    [result] = variation(theory).sites
    assert conditions_of(theory, theory.entries[ROUTINE], result).stopped == ("2025-05", "No time")


def test_which_kinds_of_context_are_covered() -> None:
    theory = theory_of({"a": STEADY + UP, "b": STEADY}, sites__b="title: B\nkind: school\n")
    found = coverage_of(theory, starts_of(theory, theory.entries[ROUTINE]))
    assert found.covered == {KindOfContext("city", "50 to 75"): ("sites/a",)}
    assert (len(found.not_covered), found.unknown) == (15, ("sites/b",))


def test_what_is_made_up_does_not_count_for_what_is_real() -> None:
    theory = theory_of(
        {"a": STEADY + UP},
        networks__example__network="title: Made up\nillustrative: true\n",
        networks__example__cycles__try=cycle("state", tests="n/routine"),
    )
    assert [start.site for start in starts_of(theory, theory.entries[ROUTINE])] == ["sites/a"]
