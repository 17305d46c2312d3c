"""How much is known is told from the records, with what the next step needs; a page by evidence says why of every box."""

from __future__ import annotations

from datetime import date

import pytest

from nicbook.diagnostics import has_errors
from nicbook.exports.formats import export
from nicbook.drawing.over_time import whole_layout
from nicbook.website import Website, make_website, read_base

from .html import Html, website_of

N = "theory/networks/n"
UP, DOWN, SAME = 620, 420, 515
TEST = (
    "title: Test at {site}\ntests: talk\nsite: {site}\nstarted: 2025-01\nended: 2025-06\n"
    "happened: Done.\nlearned: Much.\ndecision: {decision}\nscale: school\n"
)
FILES = {
    f"{N}/network.yml": "title: Our network\n",
    f"{N}/aims/aim.yml": "title: The aim\nstatement: More.\n",
    f"{N}/drivers/ties.yml": "title: Ties\ndrives: [aim]\n",
    f"{N}/change-ideas/talk.yml": "title: Talk\ndrives: [ties]\n",
    f"{N}/measures/attendance.yml": (
        "title: Attendance\nrole: outcome\nbetter: higher\nof: [talk, ties]\nstrata: [group]\n"
        "definition: {unit: percent, counts: students}\n"
    ),
    "theory/sources/report.yml": "title: A report\nkind: report\n",
}


def base_of(schools: dict[str, int], decision: str = "adopt", **others: str) -> dict[str, str]:
    """Schools that each tested an idea from 2025 on, with the level of their values after that."""
    files, rows = dict(FILES), ["date,site,numerator,denominator"]
    for place, (site, level) in enumerate(schools.items()):
        files[f"theory/sites/{site}.yml"] = (
            f"title: School {site.upper()}\nkind: school\ncontext: {{locale: {1 + place % 4}1, shares: {{low_income: 60}}}}\n"
        )
        files[f"{N}/cycles/test-{site}.yml"] = TEST.format(site=site, decision=decision)
        values = [500, 520] * 6 + [level - 10, level + 10] * 6 if level else []
        rows += [f"{2024 + month // 12}-{month % 12 + 1:02d},{site},{value},1000" for month, value in enumerate(values)]
    if len(rows) > 1:
        files[f"{N}/measures/attendance.csv"] = "\n".join(rows) + "\n"
    return files | {f"{N}/{name.replace('__', '/').replace('_', '-')}.yml": text for name, text in others.items()}


def read(files: dict[str, str], address: str = "networks/n/change-ideas/talk/") -> str:
    return Html(website_of(files).pages[address].html).text


def test_an_idea_that_nobody_tested() -> None:
    text = read(base_of({}))
    assert "Step 1 of 6: idea. This says how much is known, not how good it is. No completed test of it is recorded here." in text
    assert "The next step, “tried”, needs: one completed test" in text


def test_one_test_is_named_with_its_school() -> None:
    text = read(base_of({"a": 0}))
    assert "Completed: Test at a at School A (2025-01 to 2025-06)." in text
    assert "Of 1 that started: 1 no data. No measure tells what came of it." in text
    assert "needs: a second completed test at another school, at another scale or in another term." in text


def test_a_clear_result_at_one_school_may_be_chance_and_every_start_counts() -> None:
    text = read(base_of({"a": UP, "b": SAME, "c": 0}))
    assert "Step 4 of 6: works here." in text
    assert "They differ in the school." in text
    assert "Of 3 that started: 1 clearly better, 1 too close to tell, 1 no data, by Attendance." in text
    assert "Clearly better at School A: 1 kind of context (city, 50 to 75 percent from low-income families)." in text
    assert "Clearly better at one school may be chance: 3 schools were looked at." in text
    assert "needs: clearly better at 3 schools or more (now 1); these in 2 kinds of context or more (now 1); " in text
    assert "more schools that did what is written and where it is clearly better than schools where it is judged and is not (now 1 against 1)" in text


def test_what_works_across_needs_groups_to_be_reliable() -> None:
    text = read(base_of(dict.fromkeys("abcde", UP)))
    assert "Step 5 of 6: works across." in text and "Mixed" not in text
    assert "The next step, “reliable”, needs: results by group at 5 schools or more, to see whether it works for all (now 0)." in text
    assert "at one school may be chance" not in text and "schools may be chance" not in text


def test_what_a_process_measure_tells_is_not_what_students_gain() -> None:
    process = FILES[f"{N}/measures/attendance.yml"].replace("outcome", "process")
    told = "All of this is told by a process measure, Attendance: whether it happens, not yet what students gain."
    assert told in read(base_of({"a": UP, "b": UP}, measures__attendance=process))
    assert told not in read(base_of({"a": UP, "b": UP}))


def test_one_chart_of_many_keeps_a_driver_being_tested_and_says_why() -> None:
    schools = {"a": UP} | {each: SAME for each in "bcdefghijkl"}
    pages = website_of(base_of(schools)).pages
    text = Html(pages["networks/n/diagram/by-evidence/"].html).text
    assert "1 of 12 charts is clear. Chance alone would give as many or more in about" in text
    assert "1 of 12 results is clear." in text


def test_a_harm_is_flagged_with_its_place() -> None:
    text = read(base_of({"a": UP, "b": DOWN}))
    assert "Mixed. Attendance became clearly worse at School B." in text


def test_where_a_core_part_was_changed_that_is_said_of_what_worked_and_of_what_did_harm() -> None:
    base = base_of({"a": UP, "b": DOWN, "c": UP}, routines__weekly="title: Weekly talks\nfrom: [talk]\n")
    for site in "ab":
        base[f"{N}/adaptations/at-{site}.yml"] = (
            f"title: Ours\nof: weekly\nsite: {site}\nstarted: 2025-01\nmodifications: [{{what: No talk, core: true}}]\n"
        )
    text = read(base)
    assert "Attendance became clearly worse at School B (a core part was changed there)." in text
    assert "Clearly better at School C: " in text
    assert "Clearly better at School A too, but a core part was changed there or only some classes took part" in text


def test_what_all_gave_up_is_flagged_with_the_tests() -> None:
    text = read(base_of({"a": 0}, decision="abandon"))
    assert "Abandoned. The last completed test at every school decided to give it up: Test at a at School A" in text


def test_what_is_old_is_flagged_only_where_a_clock_may_be_looked_at() -> None:
    def page(today: date | None) -> str:
        base, found = read_base({path: text.encode() for path, text in base_of({"a": 0}).items()}, today)
        assert not has_errors(found)
        return Html(make_website(base, today=today).pages["networks/n/change-ideas/talk/"].html).text

    assert "Stale. The newest evidence is of 2025-06, more than 24 months ago." in page(date(2027, 7, 1))
    assert "The newest evidence" not in page(date(2027, 6, 1))
    assert "The newest evidence" not in page(None)


def test_what_a_source_calls_it_stands_beside_and_does_not_count() -> None:
    idea = f"{FILES[f'{N}/change-ideas/talk.yml']}reported_status: {{is: proven to work, sources: [report]}}\n"
    text = read(base_of({}, **{"change_ideas__talk": idea}))
    assert "Step 1 of 6" in text and "What sources report" not in text
    assert "A source calls it “proven to work”: A report. That is shown as said, and does not enter the step." in text


# --- every result, one by one ----------------------------------------------------------------------------------------

FINDING = "title: {title}\nof: talk\nsources: [report]\noutcome: Days missed\nunit: percent\nbefore: {{value: 12}}\nafter: {{value: 9}}\n"
COMPARED = "design: comparison\ncomparison: {who: Schools nearby, before: 11, after: 11}\nverdict: better\n"


def test_reports_do_not_enter_the_step_and_the_page_says_so() -> None:
    text = read(base_of({}, findings__beside=FINDING.format(title="Beside") + COMPARED))
    assert "Step 1 of 6" in text
    assert "What sources report about it stands in the list of every result. The step follows from the tests and values kept here alone." in text


def rows(files: dict[str, str]) -> str:
    return read(files).partition("Every result, one by one")[2].partition("What may have suffered")[0]


def test_better_needs_something_to_compare_with() -> None:
    alone = FINDING.format(title="Alone") + "design: before-after\nverdict: better\n"
    text = rows(base_of({}, findings__alone=alone, findings__beside=FINDING.format(title="Beside") + COMPARED))
    before, _, after = text.partition("Beside finding")
    assert "from 12 percent to 9 percent reported better A report" in before and "than usual" not in before
    assert "Compared with Schools nearby: from 11 to 11 percent better than usual A report" in after


def test_better_is_no_difference_where_all_else_moved_alike() -> None:
    alike = FINDING.format(title="Alike") + COMPARED.replace("before: 11, after: 11", "before: 11, after: 8")
    assert "reported better, but by its figures no difference" in rows(base_of({}, findings__alike=alike))


def test_sources_that_disagree_stand_side_by_side_and_say_so() -> None:
    said = {
        "findings__a": FINDING.format(title="Fewer days"),
        "findings__b": FINDING.format(title="Other"),
        "findings__c": FINDING.format(title="As many days").replace("of: talk", "of: n") + "disagrees_with: [a]\n",
    }
    text = rows(base_of({}, **said))
    pair = text.index("These sources disagree; all are kept Fewer days finding Disagrees with the row below.")
    assert pair < text.index("As many days finding Disagrees with the row above.") < text.index("Other finding")
    assert "Our network" in text, "what another finding is about is named"


def test_a_test_has_a_row_for_each_answer_as_the_schools_own() -> None:
    cycle = TEST.format(site="a", decision="adopt") + (
        "predictions:\n"
        "  - {question: Do more come?, expect: At least 80 percent, unit: percent, after: 70, size: 100, verdict: met}\n"
        "  - {question: Do they like it?, found: Most do.}\n"
        "  - {question: Not asked yet?}\n"
    )
    text = rows(base_of({"a": 0}, cycles__test_a=cycle))
    assert text.count("the school's own test, school") == 2 and "Not asked yet?" not in text
    assert "70 percent (n = 100) prediction met By its figures: not met says the school itself" in text
    assert "city, 50 to 75 percent from low-income families" in text


def test_a_test_in_words_alone_is_a_result_too() -> None:
    assert "School A city, 50 to 75 percent from low-income families PDSA cycle Much. no verdict says the school itself" in rows(
        base_of({"a": 0})
    )


# --- the answer on the first screen ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("schools", "words"),
    (
        ({"a": UP}, "Clearly better at the one school that started."),
        ({"a": DOWN}, "Clearly worse at the one school that started."),
        ({"a": UP, "b": SAME, "c": 0}, "Clearly better at 1 of 3 schools that started. At the others: 1 too close to tell, 1 no data."),
        ({"a": UP, "b": UP, "c": DOWN}, "Mixed: clearly better at 2 of 3 schools that started, clearly worse at 1."),
        ({"a": SAME, "b": SAME}, "Clearly better at none of 2 schools that started."),
        ({"a": 0}, "Not known: schools say in words what their tests taught"),
        ({}, "Not known: no test of it is recorded here."),
    ),
)
def test_a_reader_in_a_hurry_is_told_whether_it_worked_and_for_how_many(schools: dict[str, int], words: str) -> None:
    text = read(base_of(schools))
    assert f"Did it work? {words}" in text
    assert ("Nothing is there to compare these changes with." in text) == any(schools.values())


def test_what_sources_report_is_no_answer_of_our_own() -> None:
    text = read(base_of({}, findings__beside=FINDING.format(title="Beside") + COMPARED))
    assert "Did it work? Sources report results; no values of schools are kept here. Every result, one by one" in text


def test_what_sources_say_of_it_stands_beside_the_answer_also_where_they_disagree() -> None:
    better = FINDING.format(title="Better") + "design: before-after\nverdict: better\n"
    same = FINDING.format(title="Same") + "design: quasi-experiment\nverdict: no-difference\n"
    said = "one reports better, compared with nothing; one reports no difference, compared with others."
    for lead, its in (("Sources report", same), ("Sources disagree", same + "disagrees_with: [better]\n")):
        text = read(base_of({"a": UP}, findings__better=better, findings__same=its)).replace(" ,", ",")
        assert f"{lead}: {said}" in text
    assert "Sources report" not in read(base_of({"a": UP}))


def test_what_is_long_is_one_click_away() -> None:
    """Where results school by school have a page of their own, tests and single results stand there."""
    files = base_of({"a": UP, "b": SAME, "c": UP, "d": DOWN})
    page, results = (website_of(files).pages[f"networks/n/change-ideas/talk/{where}"].html for where in ("", "results/"))
    for id in ("nicbook-tests", "nicbook-evidence-table", "nicbook-covered", "nicbook-differs-1", "nicbook-rules"):
        assert f'href="results/#{id}"' in page and f'id="{id}"' in results and f'id="{id}"' not in page


# --- the diagram by evidence -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("schools", "word", "why"),
    (
        ({}, "untested", "No school's own test of it is recorded here."),
        ({"a": 0}, "being tested", "Of 1 that started: 1 no data."),
        ({"a": UP}, "moving", "Of 1 that started: 1 clearly better, by Attendance."),
        ({"a": UP, "b": DOWN}, "mixed", "Of 2 that started: 1 clearly better, 1 clearly worse, by Attendance."),
        ({"a": DOWN}, "contradicted", "Of 1 that started: 1 clearly worse, by Attendance."),
    ),
)
def test_each_box_says_how_its_evidence_stands_and_why(schools: dict[str, int], word: str, why: str) -> None:
    page = website_of(base_of(schools)).pages["networks/n/diagram/by-evidence/"]
    text = Html(page.html).text
    assert f"Talk change idea {word} {why}" in text
    drawing = page.html.partition("<svg xmlns")[2].partition("</svg>\n</div>")[0]
    assert f"Change idea: Talk. {word.capitalize()}." in drawing
    outline = page.html.partition('<ul class="nicbook-outline">')[2]
    assert f"</svg>{word}</span>" in outline.partition(">Talk<")[2][:400]


def test_a_driver_counts_what_the_charts_of_its_schools_say() -> None:
    text = read(base_of({"a": UP, "b": SAME}), "networks/n/diagram/by-evidence/")
    assert "Ties primary driver moving By Attendance: of 2 that report it, 1 better, 1 no signal." in text


def test_both_views_lead_to_each_other_and_what_is_retired_stays_so() -> None:
    retired = f"{FILES[f'{N}/change-ideas/talk.yml']}retired: {{}}\n"
    website: Website = website_of(base_of({}, change_ideas__talk=retired))
    assert 'href="by-evidence/"' in website.pages["networks/n/diagram/"].html
    page = website.pages["networks/n/diagram/by-evidence/"].html
    assert 'href="../"' in page and "Change idea: Talk. Retired." in page


# --- layers ----------------------------------------------------------------------------------------------------------

DEEP = {
    f"drivers__{name}": f"title: {name.capitalize()}\ndrives: [{target}]\n"
    for name, target in (("two", "ties"), ("three", "two"), ("four", "three"))
}


def test_a_deep_driver_has_one_name_on_its_page_in_the_drawing_and_in_other_formats() -> None:
    files = base_of({}, **DEEP)
    assert "Layer 4 driver: it is one step further from the aim than Three (tertiary driver)." in read(files, "networks/n/drivers/four/")
    assert "Primary driver: no other driver stands between it and the aim The aim." in read(files, "networks/n/drivers/ties/")
    base, _ = read_base({path: text.encode() for path, text in files.items()})
    layout = whole_layout(base.theory, base.theory.entries["networks/n"])
    assert b"Layer 4 driver: Four" in export(layout, "outline")
    assert b"Layer 4 driver" in export(layout, "mermaid")
