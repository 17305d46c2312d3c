"""Pages as readers meet them, in a real browser: at both widths, in both schemes, by mouse and by keyboard."""

from __future__ import annotations

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

REAL = {
    "home": "",
    "prose": "principles/",
    "glossary": "glossary/",
    "index": "change-ideas/",
    "network": "networks/carnegie-math-pathways/",
    "diagram": "networks/carnegie-math-pathways/diagram/",
    "aim": "networks/carnegie-math-pathways/aims/credit-in-one-year/",
    "driver": "networks/carnegie-math-pathways/drivers/starting-strong/",
    "change-idea": "networks/carnegie-math-pathways/change-ideas/mindset-interventions/",
    "measure": "networks/carnegie-math-pathways/measures/college-math-credit/",
    "finding": "networks/carnegie-math-pathways/findings/traditional-credit-puzzle/",
    "source": "sources/college-puzzle/",
}
_EXAMPLE = "networks/example-coming-to-school"
EXAMPLE = {
    "whole network": f"{_EXAMPLE}/",
    "tested idea": f"{_EXAMPLE}/change-ideas/weekly-look-together/",
    "retired idea": f"{_EXAMPLE}/change-ideas/perfect-attendance-prizes/",
    "values": f"{_EXAMPLE}/measures/regular-attendance/",
    "many values": f"{_EXAMPLE}/measures/days-attended/",
    "values of a school": f"{_EXAMPLE}/measures/days-attended/example-canal/",
    "values to compare with": f"{_EXAMPLE}/measures/days-attended/example-region/",
    "cycle": f"{_EXAMPLE}/cycles/check-in-at-south/",
    "routine": f"{_EXAMPLE}/routines/weekly-check-in/",
    "candidate": f"{_EXAMPLE}/routines/student-led-check-in/",
    "adaptation": f"{_EXAMPLE}/adaptations/south-check-in/",
    "compared": f"{_EXAMPLE}/findings/university-study-of-check-ins/",
    "lesson": f"{_EXAMPLE}/lessons/look-then-ask/",
    "cause": f"{_EXAMPLE}/causes/late-notice/",
    "pipeline": f"{_EXAMPLE}/pipelines/through-ninth-grade/",
    "site": "sites/example-south/",
    "learned": f"{_EXAMPLE}/learned/",
    "gaps": f"{_EXAMPLE}/gaps/",
    "cannot be said": f"{_EXAMPLE}/cannot-be-said/",
    "schools": f"{_EXAMPLE}/schools/",
}
"""Kinds, and states of kinds, that only the illustrative network has."""
PAGES = REAL | EXAMPLE
each_page = pytest.mark.parametrize("page", PAGES.values(), ids=PAGES.keys())
JUDGED = {"rules": {"target-size": {"enabled": True}}, "resultTypes": ["violations"]}
"""What axe looks for: targets large enough for a finger too. To list all that is fine would take it as long again."""


def assert_no_barrier(opened: Page) -> None:
    found = Axe().run(opened, options=JUDGED).response["violations"]
    assert not found, "\n".join(f"{each['id']}: {[node['target'] for node in each['nodes']]}" for each in found)
    assert opened.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), "the page scrolls sideways"


@pytest.mark.parametrize("width", [1280, 390])
@each_page
def test_a_page_has_no_barrier_in_either_scheme_and_asks_no_other_host(real_site: str, visit, page: str, width: int) -> None:
    opened = visit(real_site + page, width=width, scheme="light")
    assert_no_barrier(opened)
    opened.emulate_media(color_scheme="dark")
    opened.wait_for_selector("body[data-md-color-scheme=slate]")
    assert_no_barrier(opened)


@each_page
def test_a_page_can_be_read_at_twice_the_size(real_site: str, visit, page: str) -> None:
    """A window of 1280 px at 200 percent shows 640: nothing may be cut off or need scrolling sideways."""
    opened = visit(real_site + page, width=640)
    assert opened.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), "the page scrolls sideways"
    cut_off = opened.evaluate(
        """() => [...document.querySelectorAll(".nicbook *")].filter((one) => {
             const { overflowX, clipPath } = getComputedStyle(one);
             const hides = ["hidden", "clip", "auto", "scroll"].includes(overflowX) && clipPath === "none";
             return hides && !one.closest(".nicbook-theory, svg") && one.clientWidth && one.scrollWidth > one.clientWidth + 1;
           }).map((one) => one.className)"""
    )
    assert cut_off == []


def test_a_word_explains_itself_by_the_keyboard(real_site: str, visit) -> None:
    opened = visit(real_site + EXAMPLE["cycle"])
    word = opened.get_by_role("button", name="Predicted")
    meaning = opened.locator("#nicbook-term-prediction")
    assert not meaning.is_visible()
    word.focus()
    opened.keyboard.press("Enter")
    assert meaning.is_visible()
    box, place = word.bounding_box(), meaning.bounding_box()
    assert abs(place["y"] - box["y"] - box["height"]) < 20, "it opens elsewhere"
    opened.keyboard.press("Tab")
    assert opened.evaluate("document.activeElement.textContent") == "In the glossary"
    opened.keyboard.press("Escape")
    assert not meaning.is_visible()
    assert opened.evaluate("document.activeElement.textContent") == "Predicted"
    opened.keyboard.press("Enter")
    opened.keyboard.press("Tab")
    opened.keyboard.press("Enter")
    opened.wait_for_url(re.compile("/glossary/#prediction$"))
    assert opened.locator("#prediction").is_visible()


def test_a_word_that_is_open_has_no_barrier_either(real_site: str, visit) -> None:
    for scheme in ("light", "dark"):
        opened = visit(real_site + EXAMPLE["cycle"], width=390, scheme=scheme)
        opened.get_by_role("button", name="Predicted").click()
        assert_no_barrier(opened)


def test_on_paper_a_routine_is_a_hand_out(real_site: str, visit) -> None:
    opened = visit(real_site + EXAMPLE["routine"], scheme="dark")
    assert len(re.findall(rb"/Type */Page\b", opened.pdf(format="Letter"))) <= 2
    opened.emulate_media(media="print")
    read = opened.locator(".nicbook").inner_text()
    for words in ("Weekly attendance check-in", "Coming to school (an example)", "Say thank you, and stop", "routines/weekly-check-in.yml"):
        assert words in read
    for words in ("What points here", "how such a file is written", "In the glossary", "Where it stands"):
        assert words not in read


def test_a_click_in_the_diagram_leads_to_the_page_of_the_node(real_site: str, visit) -> None:
    opened = visit(real_site + REAL["network"])
    opened.locator("svg").get_by_role("link", name=re.compile("^Primary driver: Productive persistence")).click()
    opened.wait_for_url(re.compile("drivers/productive-persistence/$"))
    assert opened.locator("h1").inner_text() == "Productive persistence"


def test_the_keyboard_reaches_every_node_in_reading_order(real_site: str, visit) -> None:
    opened = visit(real_site + REAL["diagram"])
    nodes = opened.locator("svg a")
    count = nodes.count()
    assert count == 19
    nodes.first.focus()
    names = []
    for _ in range(count):
        names.append(opened.evaluate("document.activeElement.getAttribute('aria-label')"))
        opened.keyboard.press("Tab")
    assert names[0].startswith("Aim: College math credit within one year")
    assert names[1].startswith("Primary driver: ")
    assert len(set(names)) == count


def test_a_phone_shows_the_list_in_place_of_the_drawing(real_site: str, visit) -> None:
    opened = visit(real_site + REAL["diagram"], width=390)
    assert not opened.locator(".nicbook-drawing").is_visible()
    assert opened.get_by_role("link", name="Productive persistence", exact=True).is_visible()


def test_the_two_wordings_and_the_disagreeing_sources_are_shown(real_site: str, visit) -> None:
    aim = visit(real_site + REAL["aim"]).inner_text("main")
    assert "from 5 to 50 percent" in aim and "Double the share" in aim
    finding = visit(real_site + REAL["finding"]).inner_text("main")
    assert "5 percent" in finding and "6 percent" in finding


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("check-in", "networks/new-visions/routines/strategic-data-check-in/"),
        ("attendance", "networks/new-visions/routines/attendance-system/"),
        ("FAFSA", "networks/carpe/routines/fafsa-practices/"),
        ("new teachers", "networks/bten/"),
        ("writing", "networks/c3wp/routines/writers-program/"),
    ],
)
def test_search_shows_first_what_answers(real_site: str, visit, words: str, answer: str) -> None:
    opened = visit(real_site, width=390)
    opened.locator("label.md-header__button[for=__search]").click()
    opened.locator(".md-search__input").press_sequentially(words)
    results = opened.locator(".md-search-result__link")
    results.nth(2).wait_for()
    first = results.evaluate_all("links => links.slice(0, 3).map(link => new URL(link.href).pathname.slice(1))")
    assert answer in first


def test_search_finds_a_record_by_a_word_of_its_text(real_site: str, visit) -> None:
    opened = visit(real_site)
    field = opened.locator(".md-search__input")
    field.click()
    field.press_sequentially("persist through challenges")
    opened.locator(".md-search-result__link").first.click()
    opened.wait_for_url(re.compile("drivers/productive-persistence/"))
