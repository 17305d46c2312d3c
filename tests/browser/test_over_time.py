"""Theory over time in a real browser: each date with its diagram, and any two dates side by side."""

from __future__ import annotations

from datetime import date
from itertools import combinations
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from nicbook.drawing.diagram import Change, Diagram
from nicbook.drawing.from_theory import driver_diagram
from nicbook.drawing.over_time import marked
from nicbook.evidence.history import moments
from nicbook.files.folder import read_folder
from nicbook.theory import Theory, as_of
from nicbook.website import read_base

REPOSITORY = Path(__file__).parent.parent.parent
NETWORK = "example-coming-to-school"
ADDRESS = f"networks/{NETWORK}/over-time/"
CLASSES = {Change.ADDED: "nd-added", Change.RETIRED: "nd-dropped", Change.CHANGED: "nd-changed"}

Marks = tuple[dict[str, str], dict[str, str]]
"""The boxes of a drawing and its lines, each with how it changed ("" where it did not)."""

SHOWN = """pane => {
  const change = part => ["nd-added", "nd-dropped", "nd-changed"].filter(each => part.classList.contains(each)).join(" ");
  const nodes = [...pane.querySelectorAll("[role=listitem]")];
  const lines = [...pane.querySelectorAll(".nd-line[data-from]")];
  return [
    Object.fromEntries(nodes.map(node => [node.querySelector("[data-node]").dataset.node, change(node)])),
    Object.fromEntries(lines.map(line => [`${line.dataset.from} ${line.dataset.to}`, change(line)])),
  ];
}"""


@pytest.fixture(scope="module")
def theory() -> Theory:
    files, _ = read_folder(REPOSITORY)
    base, _ = read_base(files)
    return base.theory


@pytest.fixture(scope="module")
def days(theory: Theory) -> dict[str, date]:
    """The days on which something changed, by the part of the page that tells of them, the earliest first."""
    return {"at-first": date.min} | {f"on-{each.day}": each.day for each in moments(theory, NETWORK)}


def marks_of(diagram: Diagram) -> Marks:
    return (
        {node.id: CLASSES.get(node.change, "") for node in diagram.nodes},
        {f"{edge.source} {edge.target}": CLASSES.get(edge.change, "") for edge in diagram.edges},
    )


def between(theory: Theory, before: date, after: date) -> Marks:
    network = theory.entries[f"networks/{NETWORK}"]
    was, now = (driver_diagram(as_of(theory, day), network) for day in (before, after))
    return marks_of(marked(driver_diagram(theory, network), was, now))


def shown(page: Page, selector: str) -> Marks:
    nodes, lines = page.locator(selector).evaluate(SHOWN)
    return nodes, lines


def test_each_date_shows_the_diagram_as_it_then_was(real_site: str, visit, theory: Theory, days: dict[str, date]) -> None:
    opened = visit(real_site + ADDRESS)
    assert len(days) >= 6
    before = date.min
    for id, day in days.items():
        assert shown(opened, f"#{id}-drawing") == between(theory, before, day)
        before = day
    newest, oldest = list(days)[-1], list(days)[0]
    assert opened.locator(f"#{newest}-drawing").is_visible()
    assert not opened.locator(f"#{oldest}-drawing").is_visible()
    opened.locator("section", has=opened.locator(f"#{oldest}-heading")).get_by_text("The diagram then").click()
    assert opened.locator(f"#{oldest}-drawing").is_visible()


def test_all_drawings_have_a_box_in_the_same_place(real_site: str, visit) -> None:
    opened = visit(real_site + ADDRESS)
    places = opened.evaluate(
        """[...document.querySelectorAll('.nicbook-diagram [data-node="noticed-early"]')]
        .map(node => [node.parentNode.getAttribute('transform'), node.ownerSVGElement.getAttribute('viewBox').split(' ')[2]].join())"""
    )
    assert len(places) >= 8 and len(set(places)) == 1


def test_any_two_dates_stand_side_by_side_with_what_changed(
    real_site: str, visit, theory: Theory, days: dict[str, date]
) -> None:
    opened = visit(real_site + ADDRESS)
    for first, second in combinations(days, 2):
        opened.get_by_label("Second date", exact=True).select_option(second)
        opened.get_by_label("First date", exact=True).select_option(first)
        opened.get_by_label("Second date", exact=True).select_option(second)
        assert shown(opened, ".nicbook-pane >> nth=0") == between(theory, days[first], days[first])
        assert shown(opened, ".nicbook-pane >> nth=1") == between(theory, days[first], days[second]), (first, second)


def test_a_change_has_a_word_a_shape_and_a_name(real_site: str, visit, days: dict[str, date]) -> None:
    opened = visit(real_site + ADDRESS)
    before = opened.locator(".nicbook-pane >> nth=1").inner_html()
    for choice in (list(days)[-2], list(days)[-1]):
        opened.get_by_label("Second date", exact=True).select_option(choice)
    pane = opened.locator(".nicbook-pane >> nth=1")
    for id, word in (("rewards-for-attendance", "retired here"), ("known-by-an-adult", "new"), ("weekly-look-together", "changed")):
        tag = pane.locator(f'[data-node="{id}"] .nd-tag')
        assert tag.text_content() == word
        assert tag.locator(".nd-mark").count() == 1
        name = pane.locator(f'[data-node="{id}"]').get_attribute("aria-label")
        assert f"{word[0].upper()}{word[1:]}." in name and f'{word[0].upper()}{word[1:]}.' in before
    assert not opened.locator(".nicbook-pane >> nth=0").locator(".nd-tag").count()


def test_an_earlier_second_date_moves_the_first(real_site: str, visit, days: dict[str, date]) -> None:
    opened = visit(real_site + ADDRESS)
    order = list(days)
    opened.get_by_label("First date", exact=True).select_option(order[3])
    opened.get_by_label("Second date", exact=True).select_option(order[1])
    assert opened.get_by_label("First date", exact=True).input_value() == order[0]
    opened.get_by_label("First date", exact=True).select_option(order[4])
    assert opened.get_by_label("Second date", exact=True).input_value() == order[5]


def test_without_javascript_the_first_and_the_last_date_are_compared(
    real_site: str, browser: Browser, theory: Theory, days: dict[str, date]
) -> None:
    context = browser.new_context(java_script_enabled=False)
    opened = context.new_page()
    opened.goto(real_site + ADDRESS)
    first, *_, last = days.values()
    headings = opened.locator(".nicbook-pane h3")
    assert [each.inner_text() for each in headings.all()] == ["Before 2025-06", "2026-06"]
    assert not opened.locator("select").first.is_visible()
    diagram = opened.locator(".nicbook-pane >> nth=1").inner_html()
    new = [id for id, change in between(theory, first, last)[0].items() if change]
    assert new and all(f'data-node="{id}"' in diagram for id in new)
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_the_page_has_no_barrier(real_site: str, visit, width: int, scheme: str) -> None:
    opened = visit(real_site + ADDRESS, width=width, scheme=scheme)
    for each in opened.locator(".nicbook-then > summary").all():
        each.click()
    found = Axe().run(opened).response["violations"]
    assert not found, "\n".join(f"{each['id']}: {[node['target'] for node in each['nodes']]}" for each in found)
    assert opened.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), "the page scrolls sideways"
