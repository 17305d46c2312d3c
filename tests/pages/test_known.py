"""What a network has learned, where it may test next, and what cannot be said: in words that a reader meets."""

from __future__ import annotations

import re
from datetime import date

import pytest

from nicbook.diagnostics import Severity
from nicbook.pages.page import Page
from nicbook.website import make_website, read_base

from .html import Html

N = "theory/networks/n"
BASE = {
    f"{N}/network.yml": "title: Coming to school\n",
    f"{N}/aims/aim.yml": "title: The aim\nstatement: More.\n",
    f"{N}/drivers/ties.yml": "title: Ties to adults\ndrives: [aim]\n",
    f"{N}/change-ideas/call.yml": "title: Call home\ndrives: [ties]\n",
    "theory/sites/north.yml": "title: North High\nkind: school\n",
    "theory/sites/south.yml": "title: South High\nkind: school\n",
    "theory/sources/report.yml": "title: A report\nkind: report\n",
}
TEST = (
    "title: First calls\ntests: call\nsite: north\nstarted: 2026-01-12\nended: 2026-01-30\nhappened: We called.\n"
    "learned: Noon reaches nobody.\ndecision: adapt\n"
    "predictions: [{question: Do they come?, expect: Ten more., found: Two more., verdict: not-met}]\n"
)
LESSON = "title: Ask first\nclaim: Ask before you tell.\nabout: [call]\nwritten: 2026-02-10\nsupported_by: [first]\nhard: To call at all.\n"
LATER = TEST.replace("First calls", "Later calls").replace("site: north", "site: south").replace("2026-01", "2026-03")


def pages_of(files: dict[str, str], today: date | None = None) -> dict[str, Page]:
    base, found = read_base({path: text.encode() for path, text in (BASE | files).items()})
    assert not [one for one in found if one.severity is Severity.ERROR], [one.message for one in found]
    return dict(make_website(base, today=today).pages)


def read(page: str, files: dict[str, str] | None = None, today: date | None = None) -> str:
    return Html(pages_of(files or {}, today)[f"networks/n/{page}/"].html).text


TESTED = {f"{N}/cycles/first.yml": TEST, f"{N}/lessons/ask.yml": LESSON}
GREW = TESTED | {f"{N}/cycles/later.yml": LATER}


def test_a_network_links_to_what_it_knows_and_every_such_link_leads_somewhere() -> None:
    pages = pages_of(TESTED)
    section = re.search(r'<ul class="nicbook-known">.*?</ul>', pages["networks/n/"].html, re.DOTALL)[0]
    links = Html(section).links
    assert {"learned/", "gaps/", "cannot-be-said/", "schools/", "diagram/by-evidence/"} == set(links)
    assert all(f"networks/n/{link}" in pages for link in links)


def test_a_driver_whose_measure_has_no_values_is_not_measured() -> None:
    measure = {f"{N}/measures/trust.yml": "title: Trust\nof: [ties]\nrole: process\nbetter: higher\ndefinition: {unit: score, counts: events}\n"}
    pages = pages_of(measure)
    assert "no values yet" in Html(pages["networks/n/drivers/ties/"].html).text
    said = Html(pages["networks/n/cannot-be-said/"].html).text
    assert "Ties to adults primary driver It has a measure, and no values of it over time are recorded here." in said
    values = {f"{N}/measures/trust.csv": "date,site,value\n2026-01,north,3\n"}
    assert "no values yet" not in Html(pages_of(measure | values)["networks/n/drivers/ties/"].html).text


def test_what_was_learned_lately_tells_the_years_behind_it_and_that_nothing_is_compared() -> None:
    finding = "title: It rose\nof: call\nperiod: 2015..2017\nunit: percent\nbefore: 40\nafter: 52\nsources: [report]\n"
    lesson = LESSON.replace("[first]", "[rose]")
    files = {f"{N}/findings/rose.yml": finding, f"{N}/lessons/ask.yml": lesson}
    claim = "Ask first, written 2026-02-10, on evidence of 2015 to 2017"
    for page in ("", "networks/n/"):
        assert f"{claim}, without a comparison" in Html(pages_of(files)[page].html).text
    compared = {f"{N}/findings/rose.yml": finding + "comparison: {who: The state, before: 40, after: 41}\n"}
    text = Html(pages_of(files | compared)["networks/n/"].html).text
    assert claim in text and f"{claim}, without" not in text


def test_the_search_knows_where_something_was_tried_and_titles_in_place_of_ids() -> None:
    site = "title: North High\nkind: school\ncontext: {locale: 43, students: 300, shares: {low_income: 80}}\n"
    idea = f"title: Call home\ndrives: [ties]\nhypothesis: It moves [[ties]]\nsummary: {'A call ' * 300}\ntags: [truancy]\n"
    pages = pages_of(TESTED | {"theory/sites/north.yml": site, f"{N}/change-ideas/call.yml": idea})
    assert pages["sites/north/"].search == "Rural, remote. Students from low-income families: over 75 percent."
    found = pages["networks/n/change-ideas/call/"].search
    assert found.startswith("It moves Ties to adults. A call A call")
    assert found.endswith(" … Started in: rural. Students from low-income families: over 75 percent. truancy")


def test_a_network_without_a_diagram_or_schools_has_no_link_to_them() -> None:
    base, _ = read_base({f"{N}/network.yml": b"title: Bare\n"})
    pages = make_website(base).pages
    section = re.search(r'<ul class="nicbook-known">.*?</ul>', pages["networks/n/"].html, re.DOTALL)[0]
    assert Html(section).links == ["learned/", "gaps/", "cannot-be-said/"]


def test_a_lesson_stands_with_what_supports_it_in_the_words_of_its_author() -> None:
    text = read("learned", TESTED)
    assert "Ask first Ask before you tell. About Call home" in text
    assert "Supported by First calls test the school says: predictions not met; it decided: adapt Contradicted by Nothing is named." in text
    assert "What was hard To call at all." in text
    assert "ewer evidence" not in text


def test_newer_evidence_is_flagged_on_the_list_and_on_the_page_of_the_lesson() -> None:
    words = "Newer evidence exists. It came after this was written, and the lesson does not name it yet. Later calls test, 2026-03-30"
    for page in ("learned", "lessons/ask"):
        text = read(page, GREW)
        assert words in text
        assert "newer evidence exists" in text.replace(words, "")
    named = GREW | {f"{N}/lessons/ask.yml": LESSON.replace("[first]", "[first, later]")}
    assert "ewer evidence" not in read("lessons/ask", named)


def test_lessons_stand_the_newest_first_and_by_driver_or_under_the_network() -> None:
    lessons = {
        f"{N}/lessons/ask.yml": LESSON,
        f"{N}/lessons/new.yml": LESSON.replace("Ask first", "Ask again").replace("2026-02", "2026-05").replace("[call]", "[n]"),
        f"{N}/lessons/undated.yml": LESSON.replace("Ask first", "Ask ever").replace("written: 2026-02-10\n", ""),
        f"{N}/cycles/first.yml": TEST,
    }
    html = pages_of(lessons)["networks/n/learned/"].html
    assert re.findall(r'<h3 id="lesson-([a-z]+)-title', html) == ["new", "ask", "undated"]
    text = Html(html).text
    assert "Ties to adults primary driver No values tell yet whether it moves. Lessons: Ask first, Ask ever" in text
    assert "The network itself What is tied to no driver and to no aim. Lesson: Ask again" in text
    assert "When it was written is not said" in text


def test_what_is_known_of_an_idea_stands_in_short() -> None:
    text = read("learned", GREW)
    assert "Written 2026-02-10; rests on evidence of" in text
    assert "Call home change idea Who tried it North High, South High What was found Later calls test the school says" in text
    assert "What was hard To call at all. Ask first (newer evidence exists) What next Nobody has said." in text


def test_what_was_tried_without_a_lesson_is_said() -> None:
    text = read("learned", {f"{N}/cycles/first.yml": TEST})
    assert "No lesson is written down yet: how to begin" in text
    assert "Tried, and no lesson yet" in text
    assert "Call home change idea no lesson yet" in text


def test_what_was_given_up_stays_findable_with_its_reason() -> None:
    text = read(
        "learned",
        {
            f"{N}/drivers/prizes.yml": "title: Prizes\ndrives: [aim]\nretired: {date: 2025-11, why: They helped nobody., replaced_by: ties}\n",
            f"{N}/drivers/old.yml": "title: Old\ndrives: [aim]\nretired: {}\n",
            f"{N}/cycles/first.yml": TEST.replace("decision: adapt", "decision: abandon"),
            f"{N}/routines/weekly.yml": "title: Weekly calls\nfrom: [call]\n",
            f"{N}/adaptations/ours.yml": (
                "title: Our calls\nof: weekly\nsite: south\nstarted: 2025\nfollow_up: [{date: 2026-02, status: stopped, why: Nobody had time.}]\n"
            ),
        },
    )
    assert "Given up after a test First calls test, 2026-01-30 Noon reaches nobody. A test of Call home, at North High" in text
    assert "Stopped at a school Our calls adaptation, 2026-02 Nobody had time. Of Weekly calls (candidate), at South High" in text
    assert "Prizes primary driver, 2025-11 They helped nobody. In its place: Ties to adults" in text
    assert "Old primary driver, date not known Why is not said." in text


def test_a_gap_says_why_it_matters_and_a_smallest_step_and_counts_nothing() -> None:
    text = read("gaps", TESTED)
    assert "Drivers that nothing measures Without a measure" in text
    assert "A smallest next step: Choose one number" in text
    assert "Tried at one school only" in text and "Call home change idea So far only at North High" in text
    assert not re.search(r"\b\d+ (tests|ideas|schools|lessons|records)\b", text)


def test_every_warning_of_the_checks_stands_on_the_page_of_gaps() -> None:
    files = GREW | {
        f"{N}/cycles/late.yml": TEST.replace("First", "Third").replace("verdict: not-met", "made: 2026-02-20"),
        f"{N}/drivers/bold.yml": "title: Bold\ndrives: [{to: aim, strength: strong}]\n",
        f"{N}/change-ideas/gone.yml": "title: Gone\ndrives: [old]\n",
        f"{N}/drivers/old.yml": "title: Old\ndrives: [aim]\nretired: {date: 2020}\n",
        f"{N}/drivers/nowhere.yml": "title: Nowhere\ndrives: []\n",
    }
    today = date(2026, 12, 1)
    base, found = read_base({path: text.encode() for path, text in (BASE | files).items()}, today)
    warnings = [one for one in found if one.severity is Severity.WARNING and one.path.startswith(N)]
    assert {one.code.name for one in warnings} >= {"strong-without-evidence", "retired-target", "late-prediction", "driver-without-measure"}
    page = Html(make_website(base, today=today).pages["networks/n/gaps/"].html).text
    told_above = {"driver-without-measure": "Ties to adults", "unanswered-prediction": "Expected: Ten more."}
    for one in warnings:
        assert told_above.get(one.code.name, f"{one.message} {one.hint}".replace("`", "")) in page, one.code.name


def test_what_somebody_accepted_and_where_a_name_may_stand_is_no_gap() -> None:
    strong = "title: Bold\ndrives: [{to: aim, strength: strong}]\n"
    assert "strongly" in read("gaps", {f"{N}/drivers/bold.yml": strong})
    accepted = f"{strong}accepted: [{{code: strong-without-evidence, why: We know.}}]\n"
    assert "strongly" not in read("gaps", {f"{N}/drivers/bold.yml": accepted})
    named = {f"{N}/drivers/bold.yml": "title: Bold\ndrives: [aim]\nsummary: Ask Ms. Okafor about it.\n"}
    base, found = read_base({path: text.encode() for path, text in (BASE | named).items()})
    assert "names-a-person" in {one.code.name for one in found}
    assert "person" not in Html(make_website(base).pages["networks/n/gaps/"].html).text


def test_a_gap_is_stale_only_where_the_day_is_known() -> None:
    assert "Nothing heard for two years" not in read("gaps", TESTED)
    assert "Call home change idea Last heard of: 2026-01-30." in read("gaps", TESTED, date(2029, 1, 1))


def test_a_network_made_from_publications_says_so_and_blames_nobody() -> None:
    finding = {f"{N}/findings/one.yml": "title: More came\nof: call\nverdict: better\nsources: [report]\n"}
    text = read("cannot-be-said", finding)
    assert "Everything here was put together from published sources." in text
    assert "More came finding The source says: reported better" in text
    assert "not what its members did or left undone" in read("gaps", finding)
    assert "published sources" not in read("cannot-be-said", TESTED)


def test_what_cannot_be_said_comes_with_what_would_make_it_sayable() -> None:
    for section in re.findall(r"<section class=\"nicbook-open-question\".*?</section>", pages_of(GREW)["networks/n/cannot-be-said/"].html, re.DOTALL):
        assert "It could be said if" in section


SMALL = "date,site,group,numerator,denominator\n2025-01,north,aurora,60,100\n2025-01,north,borealis,suppressed,suppressed\n"


def test_of_hidden_groups_only_that_there_are_some_is_said() -> None:
    text = read(
        "cannot-be-said",
        {
            f"{N}/measures/rate.yml": (
                "title: Attendance\nrole: outcome\nbetter: higher\nstrata: [group]\ndefinition: {unit: percent, counts: students}\n"
            ),
            f"{N}/measures/rate.csv": SMALL,
        },
    )
    assert "How the smallest groups fare Some values are held back" in text
    assert "borealis" not in text and "aurora" not in text and "North High" not in text


@pytest.mark.parametrize("page", ["learned", "gaps", "cannot-be-said"])
def test_a_made_up_network_says_on_each_of_its_pages_that_it_is(page: str) -> None:
    made_up = {path: f"{text}illustrative: true\n" for path, text in (BASE | GREW).items()}
    assert "Illustrative. Made up to show the format" in read(page, made_up)
    assert "Illustrative." not in read(page, GREW)


def test_a_long_list_is_folded_and_has_an_end() -> None:
    ideas = {f"{N}/change-ideas/i{each}.yml": f"title: Idea {each}\ndrives: [ties]\n" for each in range(400)}
    html = pages_of(ideas)["networks/n/gaps/"].html
    section = re.search(r'<section[^>]*aria-labelledby="nicbook-never-tried".*?</section>', html, re.DOTALL)[0]
    assert section.count("<li") == 300
    assert section.split("<details")[0].count("<li") == 8
    assert "There are more than this page can hold." in section
