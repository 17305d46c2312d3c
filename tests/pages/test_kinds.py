"""What the page of each kind answers first, and how it says what the records leave open."""

from __future__ import annotations

import re
from datetime import date

import pytest

from nicbook.pages.frame import Upkeep
from nicbook.pages.links import Links
from nicbook.pages.diagrams import Drawings
from nicbook.pages.record_pages import record_page
from nicbook.website import read_base

from .html import Html, website_of

N = "theory/networks/n"
BASE = {
    f"{N}/network.yml": "title: Coming to school\nproblem: {statement: Too many miss school., seen_by_users: Nobody notices.}\n",
    f"{N}/aims/attendance.yml": (
        "title: Attendance\nstatement: More come.\nmeasure: rate\nbaseline: {value: 80, date: 2025}\ntarget: {value: 90, by: 2027-06}\n"
    ),
    f"{N}/measures/rate.yml": (
        "title: Attendance rate\nrole: outcome\nbetter: higher\n"
        "definition: {unit: percent, counts: students, numerator: Students there, denominator: Students enrolled}\n"
    ),
    f"{N}/measures/rate.csv": "date,site,numerator,denominator\n2026-01,lincoln,180,200\n2026-02,lincoln,suppressed,suppressed\n",
    f"{N}/drivers/ties.yml": "title: Ties to adults\ndrives: [attendance]\n",
    f"{N}/change-ideas/call.yml": "title: Call home\ndrives: [ties]\nhypothesis: If we call then they come.\neffort: low\n",
    "theory/sites/lincoln.yml": "title: Lincoln High\nkind: school\ncontext: {locale: 41, students: 900, shares: {low_income: 71}}\n",
    "theory/sources/report.yml": "title: A report\nkind: report\nauthors: The district\nyear: 2025\n",
}
TEST = "title: First calls\ntests: call\nsite: lincoln\nstarted: 2026-01-12\n"
ENDED = f"{TEST}ended: 2026-01-30\nhappened: We called.\nlearned: Calls at noon reach nobody.\ndecision: adapt\n"
FINDING = "title: A result\nof: call\nsources: [{id: report, at: table 3}]\nunit: percent\nafter: {value: 52, size: 1131}\n"


def read(address: str, files: dict[str, str] | None = None) -> str:
    website = website_of({**BASE, **(files or {})})
    return Html(website.pages[address].html).text


def test_an_idea_nobody_has_tested_says_how_to_begin() -> None:
    text = read("networks/n/change-ideas/call/")
    assert "If we call then they come." in text
    assert "Tested No test is recorded here." in text
    assert "What to try on Monday Try it once, with one class or one group" in text


@pytest.mark.parametrize(
    ("path", "record", "words"),
    [
        ("change-ideas/bare", "title: Bare\ndrives: [ties]\n", "Nobody has written down yet how it should work."),
        ("drivers/bare", "title: Bare\ndrives: [attendance]\n", "Nobody has written down yet what is meant by it."),
        ("routines/bare", "title: Bare\nserves: [ties]\n", "Nobody has written down yet why it should work."),
    ],
)
def test_a_title_alone_is_said_to_be_one(path: str, record: str, words: str) -> None:
    told = read(f"networks/n/{path}/", {f"{N}/{path}.yml": f"{record}sources: [report]\n"})
    assert f"{words} The source may say more: A report." in told
    assert "Try it once" not in told
    assert words not in read(f"networks/n/{path}/", {f"{N}/{path}.yml": f"{record}summary: In one sentence.\n"})


def test_a_title_alone_cannot_be_tried_on_monday() -> None:
    bare = {f"{N}/change-ideas/call.yml": "title: Call home\ndrives: [ties]\n"}
    assert "What to try on Monday There is only a title so far" in read("networks/n/change-ideas/call/", bare)


def test_a_tested_idea_goes_on_from_its_last_test() -> None:
    tests = {
        f"{N}/cycles/first.yml": f"{ENDED}next: Call in the evening.\n",
        f"{N}/cycles/second.yml": ENDED.replace("2026-01", "2026-03").replace("First", "Second") + "next: Let students call.\n",
    }
    text = read("networks/n/change-ideas/call/", tests)
    assert "Tested Lincoln High: adapt Lincoln High: adapt" in text
    assert "The last test (Second calls) says what comes next: Let students call." in text
    assert "2026-01-12 to 2026-01-30 adapt Calls at noon reach nobody." in text


def test_an_idea_that_became_a_routine_points_at_its_smallest_form() -> None:
    routine = {f"{N}/routines/weekly.yml": "title: Weekly calls\nfrom: [call]\nsmallest: One teacher, one family.\n"}
    text = read("networks/n/change-ideas/call/", routine)
    assert "Others have made a routine of it: Weekly calls (candidate). Its smallest form: One teacher, one family." in text


def test_a_retired_idea_is_not_offered_and_says_why() -> None:
    idea = BASE[f"{N}/change-ideas/call.yml"] + "retired: {date: 2026-02, why: It changed nothing., replaced_by: ties}\n"
    text = read("networks/n/change-ideas/call/", {f"{N}/change-ideas/call.yml": idea})
    assert "Retired 2026-02. It changed nothing. In its place: Ties to adults" in text
    assert "Monday" not in text
    unknown = read("networks/n/change-ideas/call/", {f"{N}/change-ideas/call.yml": idea.split("retired")[0] + "retired: {}\n"})
    assert "Retired. The date is not known. Why is not known." in unknown


def test_a_strong_relation_that_nothing_shows_is_doubted() -> None:
    text = read("networks/n/drivers/ties/", {f"{N}/drivers/ties.yml": "title: Ties\ndrives: [{to: attendance, strength: strong}]\n"})
    assert "hypothesised relation Called strong, but nothing is named that shows it." in text
    assert "What to try Call home" in text


def test_a_measure_says_what_is_counted_and_shows_its_values_by_school() -> None:
    text = read("networks/n/measures/rate/")
    assert "Numerator Students there Denominator Students enrolled" in text
    assert "Which way is better higher" in text
    assert "Date Value Counted Out of 2026-01 90% 180 200 2026-02 not shown: small group" in text


def test_a_routine_says_what_is_not_written_down() -> None:
    routine = {f"{N}/routines/weekly.yml": "title: Weekly calls\nwhy: It helps.\nserves: [ties]\nsteps: [Call.]\ncore: [Ask first.]\n"}
    text = read("networks/n/routines/weekly/", routine)
    assert "it should also say what is needed, who does it, when, how long it takes, how often it is done, what may change, how well it works" in text
    assert "Ask first. Assumed: no test is named that shows it." in text


@pytest.mark.parametrize(
    ("record", "words"),
    [
        ("smallest: One teacher, one family.\nsteps: [Call.]\n", "To start small One teacher, one family. Step by step"),
        ("steps: [Call.]\n", "Try it once, with one class or one group."),
        ("sources: [report]\n", "Nobody has written down its steps here, so ask those who know it. The source may say more: A report."),
    ],
)
def test_a_routine_says_what_to_do_on_monday(record: str, words: str) -> None:
    routine = {f"{N}/routines/weekly.yml": f"title: Weekly calls\n{record}"}
    assert f"What to do on Monday {words}" in read("networks/n/routines/weekly/", routine)
    retired = {f"{N}/routines/weekly.yml": f"title: Weekly calls\n{record}retired: {{}}\n"}
    assert "Monday" not in read("networks/n/routines/weekly/", retired)


def test_a_routine_says_what_it_needs_before_what_to_do() -> None:
    routine = {
        f"{N}/routines/weekly.yml": "title: Weekly calls\nmaterials: [list.csv, A telephone]\nsteps: [Call.]\n",
        f"{N}/files/list.csv": "name\n",
    }
    text = read("networks/n/routines/weekly/", routine)
    assert text.index("Before you begin") < text.index("Step by step")
    assert "list.csv to print from this page of the website A telephone" in text


@pytest.mark.parametrize(
    ("cost", "words"),
    [
        ("{band: low, hours: {value: {value: about 1, date: 2025/26}, per: week}}", "low; about 1 hour a week (2025/26)"),
        ("{hours: {value: 12, per: once}}", "12 hours once"),
        ("{band: none}", "Cost none"),
    ],
)
def test_a_routine_says_what_it_costs(cost: str, words: str) -> None:
    assert words in read("networks/n/routines/weekly/", {f"{N}/routines/weekly.yml": f"title: Weekly calls\ncost: {cost}\n"})


def test_a_span_of_dates_is_words() -> None:
    text = read("networks/n/findings/result/", {f"{N}/findings/result.yml": f"{FINDING}period: 2011/12..2012/13\n"})
    assert "When 2011/12 to 2012/13" in text


def test_how_large_a_network_is_needs_no_comparison() -> None:
    size = {f"{N}/findings/size.yml": "title: Its size\nof: n\noutcome: Number of schools\nafter: 43\nunit: count\nsources: [report]\n"}
    text = read("networks/n/findings/size/", size)
    assert "Reported 43" in text
    assert "comparison" not in text and "better or worse" not in text


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("verdict: better\ndesign: before-after\n", "Reported better."),
        ("verdict: worse\n", "Reported worse."),
        ("", "No verdict of the source is recorded here."),
    ],
)
def test_without_a_comparison_a_finding_is_only_reported(said: str, words: str) -> None:
    text = read("networks/n/findings/result/", {f"{N}/findings/result.yml": FINDING + said})
    assert words in text
    assert "Compared with this source names none" in text
    assert "Reported 52 percent (n = 1131)" in text


def test_one_figure_of_others_does_not_tell_how_it_moved_there() -> None:
    said = "before: 40\nverdict: better\ncomparison: {who: The state, after: 47}\n"
    text = read("networks/n/findings/result/", {f"{N}/findings/result.yml": FINDING + said})
    assert "Compared with 47 percent (one figure only) The state" in text
    assert "Reported better. The source says so, but one figure of others does not tell" in text
    assert "better than usual" not in text


def test_a_result_in_a_line_says_where_it_began() -> None:
    files = {
        f"{N}/findings/result.yml": FINDING + "before: 40\ncomparison: {who: The state, after: 47}\n",
        f"{N}/lessons/claim.yml": "title: A lesson\nabout: [call]\nclaim: It rises.\nsupported_by: [result]\n",
    }
    line = "from 40 to 52 percent (n = 1131), compared with The state: 47 percent (one figure only)"
    assert f"reported: {line}" in read("networks/n/lessons/claim/", files)
    assert f"Reported: {line}" in read("networks/n/cannot-be-said/", files)


def test_with_a_comparison_a_finding_is_what_the_source_says() -> None:
    compared = "verdict: better\ndesign: comparison\ncomparison: {who: The district, before: 40, after: 41}\n"
    text = read("networks/n/findings/result/", {f"{N}/findings/result.yml": FINDING + compared})
    assert "eported better" not in text
    assert "from 40 to 41 percent The district" in text
    assert "The source says better than usual" in text


def test_a_site_says_where_it_is_in_words() -> None:
    tests = {f"{N}/cycles/first.yml": ENDED}
    text = read("sites/lincoln/", tests)
    assert "rural, on the fringe of a city" in text
    assert "From low-income families 71 percent; band: 50 to 75" in text
    assert "What was tested here" in text and "First calls Call home 2026-01-12 to 2026-01-30 adapt" in text


def test_a_source_says_where_to_read_it_and_under_what_terms() -> None:
    assert "Where to read it no address known Terms not stated" in read("sources/report/")
    doi = {"theory/sources/paper.yml": "title: A paper\nkind: article\ndoi: 10.1000/182\n"}
    website = website_of({**BASE, **doi})
    assert "https://doi.org/10.1000/182" in Html(website.pages["sources/paper/"].html).links


def test_sources_are_gathered_from_the_whole_record() -> None:
    aim = BASE[f"{N}/aims/attendance.yml"].replace("date: 2025}", "sources: [{id: report, at: page 4}]}")
    aim += "sources: [{id: report, at: page 2}]\n"
    text = read("networks/n/aims/attendance/", {f"{N}/aims/attendance.yml": aim})
    assert "Sources A report The district, 2025 page 2; page 4" in text


def test_home_shows_the_problem_the_aim_and_what_was_learned_lately() -> None:
    files = {
        f"{N}/cycles/first.yml": ENDED,
        f"{N}/lessons/evening.yml": "title: Evenings\nclaim: Call in the evening.\nabout: [call]\nsupported_by: [first]\nwritten: 2026-03\n",
    }
    text = read("", files)
    assert "The problem we work on Coming to school Too many miss school. Aim Attendance" in text
    assert "from 80 percent to 90 percent by 2027-06" in text
    learned = text[text.rindex("What was learned lately") :]
    assert learned.index("Call in the evening.") < learned.index("Calls at noon reach nobody.")


def test_of_several_networks_home_shows_the_aim_in_a_line() -> None:
    text = read("", {"theory/networks/a/network.yml": "title: Another network\n"})
    assert "Too many miss school. Aim Attendance from 80 percent to 90 percent by 2027-06" in text


def test_home_says_what_can_be_tried_and_how_much_is_known_of_it() -> None:
    routines = {
        f"{N}/routines/calls.yml": "title: Weekly calls\nsummary: A call to *each* family.\n",
        f"{N}/routines/gone.yml": "title: Old calls\nretired: {why: Nobody answered.}\n",
        "theory/networks/a/network.yml": "title: Another network\n",
        "theory/networks/a/routines/talks.yml": "title: Talks\nwhy: Talking helps.\n",
    }
    tried = read("", routines).partition("Routines, and how much is known of each")[2].partition("Everything, by kind")[0]
    assert "Talks (candidate) Talking helps. Another network Weekly calls (candidate) A call to each family. Coming to school" in tried
    assert "Old calls" not in tried


def test_home_keeps_what_is_made_up_apart() -> None:
    example = {
        "theory/networks/e/routines/r.yml": "title: A made-up routine\nillustrative: true\n",
        "theory/networks/e/network.yml": "title: An example\nillustrative: true\nproblem: {statement: A made-up problem.}\n",
        "theory/networks/e/lessons/l.yml": "title: L\nillustrative: true\nclaim: A made-up claim.\nabout: [e]\nwritten: 2026-05\n",
    }
    text = read("", example)
    assert text.index("Coming to school") < text.index("Made up to show the format") < text.index("A made-up problem.")
    assert text.index("Made up to show the format") < text.index("A made-up routine") and "how much is known of each" not in text
    assert "A made-up claim." not in text


def test_the_foot_says_when_it_last_changed_and_how_to_mend_it() -> None:
    base, _ = read_base({path: content.encode() for path, content in BASE.items()})
    paths = (f"{N}/measures/rate.yml", f"{N}/measures/rate.csv")

    def foot(changes: dict[str, date]) -> str:
        links = Links(base.theory, base.addresses, "networks/n/measures/rate/", "n")
        entry = base.theory.entries["networks/n/measures/rate"]
        html = record_page(entry, Drawings(base.theory), links, Upkeep(changes, guide="contributing/")).html
        assert {"../../../../format/measure/", "../../../../contributing/"} <= set(Html(html).links)
        return re.search("Made from .*?mend", Html(html).text, re.IGNORECASE)[0]

    assert f"{paths[0]} and {paths[1]}. Last changed 2026-03-02." in foot({paths[0]: date(2026, 3, 2), paths[1]: date(2026, 1, 5)})
    assert "Last changed" not in foot({paths[0]: date(2026, 3, 2)})


def test_of_a_site_under_a_neutral_id_only_the_month_is_told() -> None:
    site = "theory/sites/school-x.yml"
    base, _ = read_base({site: b"title: School X\nkind: school\nnamed: false\n"})
    links = Links(base.theory, base.addresses, "sites/school-x/")
    page = record_page(base.theory.entries["sites/school-x"], Drawings(base.theory), links, Upkeep({site: date(2026, 3, 2)}))
    assert "Last changed 2026-03." in Html(page.html).text and "2026-03-02" not in page.html


def test_findings_that_disagree_in_a_chain_are_one_group() -> None:
    chain = {
        f"{N}/findings/f{n}.yml": f"title: Finding {n}\nof: n\nsources: [report]\noutcome: Days\n"
        + (f"disagrees_with: [f{n - 1}]\n" if n else "")
        for n in range(4)
    }
    assert read("networks/n/", chain).count("These sources disagree; all figures are kept") == 1
