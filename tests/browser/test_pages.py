"""Pages as readers meet them, in a real browser: at both widths, in both schemes, by mouse and by keyboard."""

from __future__ import annotations

import re

import pytest
from axe_playwright_python.sync_playwright import Axe

REAL = {
    "home": "",
    "prose": "principles/",
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


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("page", REAL.values(), ids=REAL.keys())
def test_a_page_has_no_barrier_and_asks_no_other_host(real_site: str, visit, page: str, width: int, scheme: str) -> None:
    opened = visit(real_site + page, width=width, scheme=scheme)
    found = Axe().run(opened).response["violations"]
    assert not found, "\n".join(f"{each['id']}: {[node['target'] for node in each['nodes']]}" for each in found)
    assert opened.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), "the page scrolls sideways"


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


def test_search_finds_a_record_by_a_word_of_its_text(real_site: str, visit) -> None:
    opened = visit(real_site)
    field = opened.locator(".md-search__input")
    field.click()
    field.press_sequentially("effective strategies")
    opened.locator(".md-search-result__link").first.click()
    opened.wait_for_url(re.compile("drivers/productive-persistence/"))
