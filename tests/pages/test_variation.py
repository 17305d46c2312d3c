"""How far results differ from school to school: every dot and every sentence says what the values say, and no more."""

from __future__ import annotations

import re
from collections.abc import Mapping
from math import sqrt

import pytest

from nicbook.pages.diagrams import Drawings
from nicbook.pages.links import Links
from nicbook.pages.record_pages import record_page
from nicbook.pages.results_pages import results_page
from nicbook.pages.variation_views import MeasureResults, VariationView, variation_view
from nicbook.website import Base, read_base

from .html import Html

STEADY = ["500,1000", "520,1000"] * 6
UP, DOWN, SAME = ["600,1000", "620,1000"] * 6, ["400,1000", "420,1000"] * 6, ["510,1000", "520,1000"] * 6
ROUTINE = "networks/n/routines/routine"
MEASURE = """title: Share who come
role: outcome
better: higher
of: [routine]
strata: [group]
definition: {unit: percent, counts: students}
"""
LOCALES = ("11", "21", "31", "41")


def cycle(site: str, started: str = "2025-01", **more: str) -> str:
    said = {"title": f"Test at {site}", "tests": "routine", "site": site, "started": started, "ended": started}
    said |= {"happened": "Done", "learned": "Much", "decision": "adopt", "scale": "school"} | more
    return "".join(f"{key}: {value}\n" for key, value in said.items())


def files_of(
    schools: Mapping[str, list[str]], more: Mapping[str, str] = {}, measure: str = MEASURE
) -> dict[str, str]:
    """Schools that all tested the routine from 2025 on, with their months from 2024 on."""
    files = {
        "networks/n/network.yml": "title: Our network\n",
        "networks/n/routines/routine.yml": "title: A routine\nwhy: It helps.\nvariants: [{id: full}, {id: short}]\n",
        "networks/n/measures/come.yml": measure,
        "sites/region.yml": "title: The Region\nkind: reference\n",
    }
    rows = ["date,site,group,numerator,denominator"]
    for place, (name, values) in enumerate(schools.items()):
        site, _, group = name.partition("_")
        if not group and site != "region":
            files[f"sites/{site}.yml"] = (
                f"title: {site.title()} School\nkind: school\n"
                f"context: {{locale: {LOCALES[place % 4]}, shares: {{low_income: {20 + 25 * (place % 3)}}}}}\n"
            )
            files[f"networks/n/cycles/test-{site}.yml"] = cycle(site)
        rows += [
            f"{2024 + month // 12}-{month % 12 + 1:02d},{site},{group},{value}" for month, value in enumerate(values)
        ]
    return files | {"networks/n/measures/come.csv": "\n".join(rows) + "\n"} | more


def base_of(files: Mapping[str, str]) -> Base:
    base, found = read_base({f"theory/{path}": text.encode() for path, text in files.items()})
    assert not [one for one in found if one.severity == "error"], found
    return base


def view(
    schools: Mapping[str, list[str]], more: Mapping[str, str] = {}, measure: str = MEASURE, of: str = ROUTINE
) -> VariationView | None:
    base = base_of(files_of(schools, more, measure))
    return variation_view(base.theory.entries[of], Links(base.theory, base.addresses, f"{of}/", "n"))


def first(
    schools: Mapping[str, list[str]], more: Mapping[str, str] = {}, measure: str = MEASURE
) -> MeasureResults:
    found = view(schools, more, measure)
    assert found is not None
    return found.first


def page_of(schools: Mapping[str, list[str]], more: Mapping[str, str] = {}, measure: str = MEASURE) -> str:
    base = base_of(files_of(schools, more, measure))
    links = Links(base.theory, base.addresses, f"{ROUTINE}/", "n")
    return record_page(base.theory.entries[ROUTINE], Drawings(base.theory), links).html


def figures_of(schools: Mapping[str, list[str]], more: Mapping[str, str] = {}, measure: str = MEASURE) -> str:
    """The page of all results in figures."""
    base = base_of(files_of(schools, more, measure))
    page = results_page(base.theory.entries[ROUTINE], Links(base.theory, base.addresses, f"{ROUTINE}/results/", "n"))
    assert page is not None
    return page.html


def told(found: MeasureResults) -> str:
    return " ".join(sentence for pool in found.pools for sentence in pool.sentences)


MIXED = {
    "ash": STEADY + UP,
    "birch": STEADY + UP,
    "cedar": STEADY + SAME,
    "elm": STEADY + DOWN,
    "fir": STEADY + ["560,1000", "580,1000"] * 6,
    "hazel": STEADY + SAME,
    "larch": STEADY[:3],
    "maple": [],
}

# --- the dots --------------------------------------------------------------------------------------------------------


def test_one_school_with_results_is_no_variation() -> None:
    assert view({"ash": STEADY + UP, "birch": []}) is None
    assert view({"ash": STEADY + UP, "birch": STEADY + SAME}) is not None


def test_every_school_that_started_is_in_the_sentence() -> None:
    found = first(MIXED)
    assert found.started == (
        "Of 8 that started: 3 clearly better, 1 clearly worse, 2 too close to tell, 1 too few points to tell, 1 no data."
    )
    assert len(found.drawn) + len(found.not_drawn) == 8


def test_schools_stand_by_their_change_and_those_without_one_below_with_why() -> None:
    found = first(MIXED)
    names = [row.name.split()[0] for row in found.drawn]
    assert names == ["Ash", "Birch", "Fir", "Cedar", "Hazel", "Elm"]
    assert [(row.name, row.why) for row in found.not_drawn] == [
        ("Larch School", "3 values before and 0 after: it takes 4 before, and more can no longer be had."),
        ("Maple School", "No values that can be shown."),
    ]


def test_what_is_missing_says_how_much_and_by_when() -> None:
    found = first({"ash": STEADY + UP, "birch": STEADY + UP, "cedar": STEADY + UP[:2]})
    [row] = found.not_drawn
    assert row.why == "12 values before and 2 after: at least 2 more after are needed, at this pace by about Apr 2025."


def test_one_dot_by_hand() -> None:
    """Twelve months at 50 and 52 percent, twelve at 60 and 62: 10 points, with the variance of the counts or the scatter,
    whichever is larger, and t with 22 degrees of freedom. The scale reaches from −5 to +15."""
    found = first({"ash": STEADY + UP, "birch": STEADY + SAME})
    row = found.drawn[0]
    scatter = 2 * (12 / 11) / 12
    of_counts = sum(share * (100 - share) / 1000 for share in [50, 52, 60, 62] * 6) / 12**2
    half = 2.0738730679040147 * sqrt(max(scatter, of_counts))
    assert (row.effect, row.interval) == ("+10.0 points", f"+{10 - half:.1f} to +{10 + half:.1f}")
    ticks = dict(re.findall(r'<text x="([\d.]+)%" y="28" text-anchor="middle">([^<]+)<', found.axis))
    places = {float(words.replace("−", "-")): float(x) for x, words in ticks.items()}

    def at(value: float) -> float:
        return places[0] + (places[10] - places[0]) * value / 10

    [dot] = re.findall(r'<svg x="([\d.]+)%"', row.strip)
    [(left, right)] = re.findall(r'class="nicbook-strip-reach" x1="([\d.]+)%" x2="([\d.]+)%"', row.strip)
    [zero] = re.findall(r'class="nicbook-strip-zero" x1="([\d.]+)%"', row.strip)
    assert float(zero) == pytest.approx(places[0])
    assert [float(each) for each in (left, dot, right)] == pytest.approx([at(10 - half), at(10), at(10 + half)], abs=0.02)


def test_outcomes_differ_in_word_and_shape() -> None:
    rows = first(MIXED).drawn + first(MIXED).not_drawn
    shapes = {row.outcome: re.findall(r' d="([^"]+)"', row.sign)[0] for row in rows}
    assert len(shapes) == len(set(shapes.values())) == 5


def test_where_lower_is_better_the_best_fell() -> None:
    measure = MEASURE.replace("better: higher", "better: lower")
    found = first({"ash": STEADY + UP, "birch": STEADY + DOWN}, measure=measure)
    assert [(row.name, row.outcome, row.effect) for row in found.drawn] == [
        ("Birch School", "clearly better", "−10.0 points"),
        ("Ash School", "clearly worse", "+10.0 points"),
    ]
    assert "← better" in found.axis and "worse →" in found.axis


def test_groups_stand_under_their_school() -> None:
    found = first(
        {"ash": STEADY + UP, "ash_newcomers": STEADY + DOWN, "ash_others": STEADY[:3], "birch": STEADY + SAME}
    )
    groups = found.drawn[0].groups
    assert [(row.name, row.outcome, bool(row.strip)) for row in groups] == [
        ("Newcomers", "clearly worse", True),
        ("Others", "too few points to tell", False),
    ]


def test_one_measure_is_shown_and_the_others_are_a_click_away() -> None:
    days = "title: Days\nrole: process\nbetter: lower\nof: [routine]\ndefinition: {unit: days, counts: events}\n"
    rows = "".join(
        f"{2024 + month // 12}-{month % 12 + 1:02d},{site},{8 + month % 2 - 3 * (month > 11)},30\n"
        for site in ("ash", "birch")
        for month in range(24)
    )
    more = {"networks/n/measures/days.yml": days, "networks/n/measures/days.csv": f"date,site,value,size\n{rows}"}
    found = view(MIXED, more)
    assert found is not None and [one.measure.title for one in (found.first, *found.others)] == ["Share who come", "Days"]
    assert [row.effect for row in found.others[0].drawn] == ["−3.00 days", "−3.00 days"]
    html = page_of(MIXED, more)
    assert html.index("Share who come</a>") < html.index("Days</a>") < html.index('href="results/"')
    assert "Days: Of 8 that started" in Html(html).text
    assert "−3.00 days" in Html(figures_of(MIXED, more)).text


def test_an_idea_shows_the_results_of_its_routines() -> None:
    more = {
        "networks/n/change-ideas/idea.yml": "title: An idea\n",
        "networks/n/routines/routine.yml": "title: A routine\nfrom: [idea]\n",
    }
    more["networks/n/change-ideas/idea.yml"] += "drives: [driver]\n"
    more["networks/n/drivers/driver.yml"] = "title: Driver\ndrives: [aim]\n"
    more["networks/n/aims/aim.yml"] = "title: Aim\nstatement: More come\n"
    found = view(MIXED, more, of="networks/n/change-ideas/idea")
    assert found is not None and found.first.started.startswith("Of 8 that started: 3 clearly better")


# --- what the next school may expect ---------------------------------------------------------------------------------

FIVE = {"ash": STEADY + UP, "birch": STEADY + SAME, "cedar": STEADY + DOWN, "elm": STEADY + UP, "fir": STEADY + SAME}
LEVEL = {"region": STEADY + STEADY}


@pytest.mark.parametrize("many", (2, 3, 4, 5))
@pytest.mark.parametrize("elsewhere", ({}, LEVEL))
def test_from_five_schools_on_the_next_may_expect_something(many: int, elsewhere: Mapping[str, list[str]]) -> None:
    found = first(dict([*FIVE.items()][:many]) | elsewhere)
    words = told(found)
    assert ("9 times in 10" in words) == ("may see a decline" in words) == (many == 5)
    assert ("The mean of these" in words) == (many > 2)
    names = [name for pool in found.pools for name, _, _ in pool.strips]
    next_one = "A new, similar school" if elsewhere else "The next that chooses to"
    assert names == ([next_one] if many == 5 else []) + ([f"Mean of {many}"] if many > 2 else [])
    if many == 2:
        assert "not put together" in words
    if 2 < many < 5:
        assert f"{many} schools are too few to say what the next may expect" in words


def test_that_schools_did_different_versions_is_said() -> None:
    versions = {
        f"networks/n/adaptations/at-{site}.yml": f"title: Ours\nof: routine\nsite: {site}\nstarted: 2025-01\nversion: '{version}'\n"
        for site, version in (("ash", 1), ("elm", 2))
    }
    assert "They did not all do the same version of it, but versions 1 and 2." in told(first(FIVE, versions))
    assert "version" not in told(first(FIVE))


def test_the_mean_comes_last_and_never_alone() -> None:
    [sentences] = [pool.sentences for pool in first(FIVE).pools]
    assert [index for index, words in enumerate(sentences) if "mean" in words] == [len(sentences) - 1]
    assert "95 percent interval" in sentences[-1] and len(sentences) > 2


def test_only_with_a_comparison_does_a_page_say_expect() -> None:
    alone, compared = first(FIVE), first(FIVE | LEVEL)
    assert "Schools that chose to try this then saw" in told(alone) and "In a new, similar school expect" in told(compared)
    assert "expect" not in told(alone) + alone.pools_title
    for cause in ("trend", "time of year", "regression to the mean"):
        assert cause in alone.caution
    assert compared.caution == ""


def test_groups_without_a_comparison_are_not_passed_off_as_compared() -> None:
    found = first(FIVE | LEVEL | {"ash_newcomers": STEADY + UP})
    assert "to compare their groups with" in found.caution
    [group] = found.drawn[0].groups
    assert (group.is_alone, found.drawn[0].is_alone) == (True, False)


def test_a_risk_is_told_as_so_many_schools() -> None:
    """Effects of 10, 0.5, −10, 10 and 0.5 points: the next may well fall; where lower is better, the same share rises."""
    assert "About 4 schools in 10 may see a decline." in told(first(FIVE))
    lower = MEASURE.replace("better: higher", "better: lower")
    assert "About 6 schools in 10 may see a rise, which is for the worse." in told(first(FIVE, measure=lower))
    rose = {name: STEADY + ["600,1000", "620,1000"] * 6 for name in FIVE}
    assert "Fewer than 1 school in 20 may see a decline." in told(first(rose))


def test_schools_that_seem_alike_are_not_called_alike() -> None:
    words = Html(page_of({name: STEADY + UP for name in FIVE})).text
    assert "so few cannot show that they are alike" in words
    assert "no variation" not in words and "I2" not in words and "I²" not in words


def test_variants_are_kept_apart_and_that_is_said() -> None:
    more = {f"networks/n/cycles/test-{site}.yml": cycle(site, variant="short") for site in ("cedar", "elm", "fir")}
    words = Html(page_of(FIVE, more)).text
    assert "A routine, variant short, without a comparison (Cedar School, Elm School and Fir School): 3 schools are too few" in words
    assert "never two forms, variants or doses" in words
    assert "9 times in 10" not in words


def test_chance_is_told() -> None:
    found = view(MIXED)
    assert found is not None
    assert found.chance.startswith("6 results of schools and groups could be judged here.")
    assert "at most about 1 in 20" in found.chance and "one on about every 3 pages like this" in found.chance


# --- beside the dots, and below --------------------------------------------------------------------------------------

BESIDE = {
    "networks/n/adaptations/short-at-elm.yml": (
        "title: Short at Elm\nof: routine\nsite: elm\nstarted: 2025-01\n"
        "modifications: [{what: Nobody asks the student, core: true}]\n"
        "follow_up: [{date: 2025-11, status: stopped, why: The counselor left}]\n"
    ),
    "networks/n/routines/buses.yml": "title: Earlier buses\n",
    "networks/n/cycles/buses-at-ash.yml": cycle("ash", tests="buses", title="Bus at Ash"),
    "networks/n/cycles/test-fir.yml": cycle("fir", variant="short"),
    "networks/n/measures/designed.yml": (
        "title: Done as designed\nrole: fidelity\nbetter: higher\nof: [routine]\n"
        "definition: {unit: percent, counts: events}\n"
    ),
    "networks/n/measures/designed.csv": "date,site,numerator,denominator\n2025-10,ash,36,40\n",
}


def test_what_is_known_of_a_school_stands_beside_its_dot() -> None:
    words = Html(page_of(MIXED, BESIDE)).text
    assert "city, low income under 25 percent, as designed 90%, something else changing" in words
    assert "What else was changing Bus at Ash" in words
    assert "a core part changed, stopped" in words
    assert "Nobody asks the student" in words and "The counselor left" in words and "2025-11" in words
    assert "variant short" in words


def test_who_changed_a_core_part_stands_in_no_mean_and_that_is_said() -> None:
    found = first(MIXED, BESIDE)
    assert found.apart == (
        "One school changed a core part (Elm School), so its values tell of another thing than what is written here. It is "
        "in no mean and in nothing that the next school may expect, but stands above and counts among those that started."
    )
    assert "Elm School" not in " ".join(pool.made_of for pool in found.pools)
    assert found.apart in Html(page_of(MIXED, BESIDE)).text
    assert first(MIXED).apart == ""


def test_each_kind_of_place_has_its_line_with_a_caution() -> None:
    words = Html(page_of(MIXED)).text
    assert "City: 2 schools, 2 clearly better." in words
    assert "Rural: 2 schools, none clearly better, 1 clearly worse, 1 no data. Nothing here is tested" in words


def test_the_answer_says_in_what_places_it_worked_and_how_it_went_where_its_core_was_kept() -> None:
    words = Html(page_of(MIXED, BESIDE)).text
    assert "clearly better at: city 2 of 2, suburb 1 of 2, town none of 2, rural none of 2 (clearly worse at 1)." in words
    assert "Of the 7 that kept its core parts: 3 clearly better, 2 too close to tell, 1 too few points to tell, 1 no data." in words
    assert "By place" not in Html(page_of({"ash": STEADY + UP, "maple": []})).text


def test_what_works_at_some_and_harms_at_others_says_so_wherever_its_status_stands() -> None:
    assert "works here, mixed" in Html(page_of(MIXED)).text.replace(" ,", ",")


def test_with_too_few_values_nothing_is_judged() -> None:
    assert "Did it work? Too early to tell: at the one school that started, values are too few." in Html(page_of({"ash": STEADY[:4]})).text
    two = Html(page_of({"ash": STEADY[:4], "birch": STEADY[:3]})).text
    assert "Did it work? Too early to tell: at all 2 schools that started, values are too few." in two


def test_who_the_next_school_would_be_similar_to_is_said() -> None:
    assert "It rests on 5 schools: 2 in a city, 1 in a suburb, 1 in a town, 1 in the country." in told(first(FIVE))


def test_something_else_that_changed_where_it_worked_is_said_once_for_all() -> None:
    more = {f"networks/n/adaptations/bus-{site}.yml": f"title: Bus\nof: bus\nsite: {site}\nstarted: 2025-02\n" for site in ("ash", "elm")}
    more["networks/n/routines/bus.yml"] = "title: A bus\n"
    found = first(FIVE, more)
    assert found.meanwhile.startswith(
        "Something else changed too at all 2 that were clearly better, and at none of the 3 that could be judged and were not."
    )
    assert found.meanwhile in Html(page_of(FIVE, more)).text
    assert first(FIVE).meanwhile == ""


def test_values_beyond_another_change_do_not_count_and_the_row_says_so() -> None:
    split = MEASURE + "splits: [{site: ash, date: 2025-09, why: A counselor came.}]\n"
    words = Html(figures_of(FIVE, measure=split)).text
    assert "Values from 2025-09 on are not compared: A counselor came." in words
    assert "61% (8 values)" in words


def test_a_row_says_why_what_looks_clear_is_not() -> None:
    """The mean has risen beyond chance, but the values cross their median too often for a signal."""
    values = [f"{share}0,1000" for share in (44, 48, 42, 46, 52, 56, 48, 50, 56, 52)]
    early = {"networks/n/cycles/test-ash.yml": cycle("ash", "2024-05")}
    [row, *_] = first({"ash": values, "birch": STEADY + SAME}, early).drawn
    assert (row.outcome, row.notes) == ("too close to tell", ("Its interval leaves out 0, but its run chart has no signal.",))


def test_a_test_that_was_withdrawn_still_counts_and_that_is_said() -> None:
    withdrawn = {"networks/n/cycles/test-elm.yml": cycle("elm", retired="{why: It looked bad.}")}
    assert first(MIXED, withdrawn).started == first(MIXED).started
    words = Html(page_of(MIXED, withdrawn)).text
    assert "rural, low income under 25 percent, withdrawn" in words
    assert "its records are retired; what its values show still counts Why It looked bad." in words


def test_what_schools_changed_stands_in_the_table_of_their_versions() -> None:
    words = Html(figures_of(MIXED, BESIDE)).text
    assert "Elm School 2025-01 A core part: Nobody asks the student" in words


def test_what_differs_is_a_table_with_its_caution_and_hypotheses() -> None:
    found = first({"ash": STEADY + UP, "birch": STEADY + SAME, "cedar": STEADY + UP, "elm": STEADY + SAME})
    assert found.contrasts is not None
    place = next(row for row in found.contrasts.rows if row.label == "Place")
    assert (place.worked, place.did_not) == (
        (("city", "Ash School"), ("town", "Cedar School")),
        (("rural", "Elm School"), ("suburb", "Birch School")),
    )
    assert found.contrasts.hypotheses[0] == (
        "Schools in a city or in a town: clearly better at all 2 (Ash School and Cedar School). "
        "Schools in the country or in a suburb: at none of 2 (Birch School and Elm School). Hypothesis to test: "
        "it works in a city or in a town, and less or not at all in the country or in a suburb."
    )
    assert found.contrasts.why_none == ""
    two = first({"ash": STEADY + UP, "birch": STEADY + SAME})
    assert two.contrasts is not None and two.contrasts.hypotheses == ()
    assert two.contrasts.why_none == "These are too few schools to say which of these differences matters."
    words = Html(figures_of(MIXED, BESIDE)).text
    assert "Done as designed: Done as designed 90%: Ash School not measured: Birch School" in words
    assert "with so few schools chance alone makes such patterns" in words and "significan" not in words


def test_kinds_of_context_that_are_not_covered_are_said() -> None:
    found = view({"ash": STEADY + UP, "birch": STEADY + SAME})
    assert found is not None
    cells = {(place, band): [(one.title, outcome) for one, outcome in schools] for place, row in found.covered.rows for band, schools in zip(found.bands, row)}
    assert len(cells) == 16
    assert {where: names for where, names in cells.items() if names} == {
        ("city", "under 25"): [("Ash School", "clearly better")],
        ("suburb", "25 to 50"): [("Birch School", "too close to tell")],
    }


def test_how_a_change_was_computed_stands_there() -> None:
    schools = MIXED | {"region": STEADY + ["510,1000", "530,1000"] * 6}
    assert "Elsewhere is The Region: its change is taken off." in Html(page_of(schools)).text
    words = Html(figures_of(schools)).text
    assert "the larger of two variances" in words and "Under 10 values, or 4 before or after" in words
    assert "2025-01 51% (12 values) 61% (12 values) +10.0 points +1.0 points" in Html(figures_of(schools)).text


def test_a_seasonal_measure_says_that_like_is_compared_with_like() -> None:
    words = Html(figures_of(MIXED, measure=MEASURE + "seasonal: true\n")).text
    assert "each part of the year is compared with itself" in words
    assert "times of year that differ from one year to the next" in words


def test_shares_of_nearly_all_have_no_figure() -> None:
    """Months at 97 percent of 1,000 show as a bound: no mean gives them back."""
    high = {"ash": STEADY + ["970,1000", "980,1000"] * 6, "birch": STEADY + SAME}
    row = next(row for row in first(high).not_drawn if row.name == "Ash School")
    assert (row.outcome, row.effect) == ("clearly better", "") and "shown as a bound" in row.why
    assert "97" not in Html(page_of(high)).text


def test_a_share_with_an_odd_name_harms_nothing() -> None:
    odd = {
        f"sites/{site}.yml": f"title: {site.title()} School\nkind: school\ncontext: {{shares: {{place: {share}, variant: 30}}}}\n"
        for site, share in (("ash", 20), ("birch", 60), ("cedar", 20), ("elm", 60))
    }
    found = first({"ash": STEADY + UP, "birch": STEADY + SAME, "cedar": STEADY + UP, "elm": STEADY + SAME}, odd)
    assert found.contrasts is not None


def test_a_dot_of_a_school_says_that_only_a_class_tried_it() -> None:
    found = view(
        {"a": STEADY + UP, "b": STEADY + UP}, {"networks/n/cycles/test-b.yml": cycle("b", scale="one-class")}
    )
    assert found is not None
    briefs = {row.name: row.beside.brief for row in found.first.drawn if row.beside}
    assert "tried only with one class" in briefs["B School"] and "tried only" not in briefs["A School"]


def test_no_data_of_everyone_is_told_apart_from_no_data() -> None:
    found = first({"a": [], "a_x": STEADY + DOWN, "b": [], "b_x": STEADY + SAME, "c": []})
    assert found.started == "Of 3 that started: 3 no data of everyone (2 of groups only)."
    assert [row.why for row in found.drawn] == ["No values of everyone together, only of groups."] * 2


def test_values_that_never_differ_do_not_ask_for_more() -> None:
    found = first({"a": STEADY + UP, "a_x": ["24,25", "25,25"] * 12, "b": STEADY + UP})
    [group] = [group for row in found.drawn for group in row.groups]
    assert (group.outcome, group.why) == (
        "too few points to tell",
        "12 values before and 12 after: too many of them lie exactly on their median.",
    )


def test_where_something_else_changed_soon_nobody_waits_for_more_values() -> None:
    split = MEASURE + "splits: [{site: birch, date: 2025-03, why: A counselor came.}]\n"
    assert "12 values before and 2 after: 2 too few, and later values tell of something else." in Html(figures_of(FIVE, measure=split)).text
