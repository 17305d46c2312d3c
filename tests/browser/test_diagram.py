"""The driver diagram in a real browser: brought out by mouse and keyboard, walked along its lines, opened on a phone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import networkx as nx
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page

from nicbook.files.folder import read_folder
from nicbook.mkdocs_host import build_website
from nicbook.website import read_base

REPOSITORY = Path(__file__).parent.parent.parent
REAL = "networks/carnegie-math-pathways/"
EXAMPLE = "networks/example-coming-to-school/"
LARGE = "networks/large/"
BROUGHT_OUT = "document.querySelectorAll('.nicbook-diagram .nd-on[data-node]')"


@pytest.fixture(scope="session")
def large_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The website of a network with 121 boxes, among them a driver called “whole”."""
    root = tmp_path_factory.mktemp("large")
    texts = {
        "mkdocs.yml": "site_name: Large\ndocs_dir: content\ntheme: {name: material}\nplugins: [search, {nicbook: {format: 1}}]\n",
        "content/about.md": "# About\n",
        f"theory/{LARGE}network.yml": "title: A large network\nproblem: {statement: Too many miss school.}\n",
        f"theory/{LARGE}aims/aim.yml": "title: The aim\nstatement: More.\n",
    }
    primary = ["whole", "families", "lessons", "schedule"]
    for name in primary:
        texts[f"theory/{LARGE}drivers/{name}.yml"] = f"title: About {name}\ndrives: [aim]\n"
    for number in range(36):
        texts[f"theory/{LARGE}drivers/d{number}.yml"] = f"title: Driver {number}\ndrives: [{primary[number % 4]}]\n"
    for number in range(80):
        texts[f"theory/{LARGE}change-ideas/i{number}.yml"] = f"title: Idea {number}\ndrives: [d{number % 36}]\n"
    for path, text in texts.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    built = build_website(root, root / "site")
    assert built.output == root / "site"
    return root / "site"


@pytest.fixture
def large_site(large_folder: Path, site) -> str:
    return site(large_folder)


@pytest.fixture(scope="module")
def moves() -> nx.DiGraph:
    """What drives what in the real network, by the titles of the records."""
    files, _ = read_folder(REPOSITORY)
    base, _ = read_base(files)
    return nx.DiGraph(
        (arrow.source.id, arrow.target.id) for arrow in base.theory.arrows("carnegie-math-pathways")
    )


@pytest.fixture
def phone(browser: Browser) -> Iterator:
    """phone(address) opens a page on a phone that is touched."""
    contexts = []

    def open_page(address: str, **more) -> Page:
        context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True, **more)
        contexts.append(context)
        page = context.new_page()
        page.goto(address)
        return page

    yield open_page
    for context in contexts:
        context.close()


def node(page: Page, id: str) -> Locator:
    return page.locator(f'.nicbook-diagram [data-node="{id}"]')


def brought_out(page: Page) -> set[str]:
    return set(page.evaluate(f"[...{BROUGHT_OUT}].map(node => node.dataset.node)"))


def lines_brought_out(page: Page) -> set[tuple[str, str]]:
    lines = page.evaluate("[...document.querySelectorAll('.nd-line.nd-on')].map(line => [line.dataset.from, line.dataset.to])")
    return {(source, target) for source, target in lines}


def related(moves: nx.DiGraph, id: str) -> tuple[set[str], set[tuple[str, str]]]:
    """A node with all that it drives and all that drives it, and the arrows on the way."""
    driven, driving = nx.descendants(moves, id) | {id}, nx.ancestors(moves, id) | {id}
    arrows = {(a, b) for a, b in moves.edges if {a, b} <= driven or {a, b} <= driving}
    return driven | driving, arrows


def barriers(page: Page) -> str:
    found = Axe().run(page).response["violations"]
    return "\n".join(f"{each['id']}: {[node['target'] for node in each['nodes']]}" for each in found)


# --- brought out -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("id", ["starting-strong", "credit-in-one-year", "structured-lesson-study", "language-and-literacy"])
def test_pointing_at_a_box_brings_out_what_it_drives_and_what_drives_it(real_site: str, visit, moves, id: str) -> None:
    opened = visit(f"{real_site}{REAL}diagram/")
    assert not brought_out(opened)
    node(opened, id).hover()
    assert (brought_out(opened), lines_brought_out(opened)) == related(moves, id)
    opened.locator("h1").hover()
    assert not brought_out(opened)


def test_the_keyboard_brings_out_the_same_and_escape_lets_go(real_site: str, visit, moves) -> None:
    opened = visit(f"{real_site}{REAL}diagram/")
    opened.locator("h1").hover()
    opened.locator(".nicbook-crumbs a").last.focus()
    opened.keyboard.press("Tab")
    opened.keyboard.press("Tab")
    id = opened.evaluate("document.activeElement.dataset.node")
    assert (brought_out(opened), lines_brought_out(opened)) == related(moves, id)
    assert opened.get_by_text("Arrow keys follow the lines").is_visible()
    opened.keyboard.press("Escape")
    assert not brought_out(opened)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_what_steps_back_can_still_be_read(real_site: str, visit, scheme: str) -> None:
    opened = visit(f"{real_site}{REAL}diagram/", scheme=scheme)
    opened.emulate_media(reduced_motion="reduce")
    node(opened, "structured-lesson-study").hover()
    assert brought_out(opened)
    assert not barriers(opened)


def test_nothing_moves_for_those_who_asked_for_that(real_site: str, visit) -> None:
    opened = visit(f"{real_site}{REAL}diagram/")
    seconds = "getComputedStyle(document.querySelector('.nd-node')).transitionDuration"
    assert opened.evaluate(seconds) != "0s"
    opened.emulate_media(reduced_motion="reduce")
    assert opened.evaluate(seconds) == "0s"


# --- by keyboard -----------------------------------------------------------------------------------------------------


def test_the_keyboard_reaches_every_box_in_reading_order(real_site: str, visit) -> None:
    opened = visit(f"{real_site}{REAL}diagram/")
    nodes = opened.locator(".nicbook-diagram a")
    assert nodes.count() == 19
    nodes.first.focus()
    names = []
    for _ in range(19):
        names.append(opened.evaluate("document.activeElement.getAttribute('aria-label')"))
        opened.keyboard.press("Tab")
    assert names[0].startswith("Aim: College math credit within one year")
    assert names[1].startswith("Primary driver: ")
    assert len(set(names)) == 19


def test_arrow_keys_follow_the_lines_and_enter_opens_the_page(real_site: str, visit, moves) -> None:
    opened = visit(f"{real_site}{REAL}diagram/")
    node(opened, "credit-in-one-year").focus()
    walked = []
    for key in ("ArrowRight", "ArrowRight", "ArrowRight", "ArrowLeft"):
        opened.keyboard.press(key)
        walked.append(opened.evaluate("document.activeElement.dataset.node"))
    primary, secondary, idea, back = walked
    arrows = [(primary, "credit-in-one-year"), (secondary, primary), (idea, secondary), (idea, back)]
    assert all(moves.has_edge(*arrow) for arrow in arrows)
    opened.keyboard.press("ArrowDown")
    below = opened.locator("[data-node]:focus").bounding_box()
    assert below["x"] == pytest.approx(node(opened, back).bounding_box()["x"], abs=3)
    assert below["y"] > node(opened, back).bounding_box()["y"]
    opened.keyboard.press("ArrowUp")
    assert opened.evaluate("document.activeElement.dataset.node") == back
    opened.keyboard.press("Enter")
    opened.wait_for_url(re.compile(f"drivers/{back}/$"))


# --- what was retired ------------------------------------------------------------------------------------------------


def test_what_was_retired_can_be_hidden_by_keyboard(real_site: str, visit) -> None:
    opened = visit(f"{real_site}{EXAMPLE}diagram/")
    shown = opened.locator(".nicbook-diagram [role=listitem]:visible")
    everything = shown.count()
    assert node(opened, "rewards-for-attendance").is_visible()
    choice = opened.get_by_role("checkbox", name=re.compile("Show what was retired"))
    assert choice.is_checked()
    choice.focus()
    opened.keyboard.press("Space")
    assert shown.count() == everything - 3
    for id in ("rewards-for-attendance", "perfect-attendance-prizes", "half-the-days-missed"):
        assert not node(opened, id).is_visible()
    assert not opened.locator('.nd-line[data-from="rewards-for-attendance"]').is_visible()
    opened.get_by_text("The same as a list").click()
    assert not opened.locator(".nicbook-outline").get_by_text("Rewards make students want to come").is_visible()
    opened.keyboard.press("Tab")
    choice.press("Space")
    assert shown.count() == everything


def test_where_nothing_was_retired_nothing_is_asked(real_site: str, visit) -> None:
    assert visit(f"{real_site}{REAL}diagram/").get_by_role("checkbox", name=re.compile("retired")).count() == 0


# --- on a phone ------------------------------------------------------------------------------------------------------


def test_a_phone_shows_the_list_and_opens_the_drawing(real_site: str, phone) -> None:
    opened = phone(f"{real_site}{REAL}diagram/")
    assert not opened.locator(".nicbook-diagram").is_visible()
    assert opened.get_by_role("link", name="Productive persistence", exact=True).is_visible()
    opener = opened.get_by_role("button", name="Open the drawing")
    opener.tap()
    dialog = opened.get_by_role("dialog", name="Driver diagram of Carnegie Math Pathways")
    drawing = dialog.locator(".nicbook-diagram")
    assert drawing.is_visible()
    assert dialog.bounding_box() == {"x": 0, "y": 0, "width": 390, "height": 844}

    def width() -> float:
        return drawing.bounding_box()["width"]

    readable = width()
    dialog.get_by_role("button", name="Larger").tap()
    assert width() > readable
    dialog.get_by_role("button", name="Whole").tap()
    whole = drawing.bounding_box()
    assert whole["width"] <= 390 and whole["height"] <= 844
    for button in dialog.get_by_role("button").all():
        box = button.bounding_box()
        assert min(box["width"], box["height"]) >= 44
    opened.keyboard.press("Escape")
    assert not dialog.is_visible() and not drawing.is_visible()
    assert opener.evaluate("button => button === document.activeElement")
    opener.tap()
    dialog.get_by_role("button", name="Close").tap()
    assert not dialog.is_visible()


def test_two_fingers_zoom_and_what_they_hold_stays_under_them(real_site: str, phone) -> None:
    opened = phone(f"{real_site}{REAL}diagram/")
    opened.get_by_role("button", name="Open the drawing").tap()
    for _ in range(4):  # it opens as a whole: there must be something to move in
        opened.get_by_role("button", name="Larger").tap()
    box = node(opened, "productive-persistence")
    before = box.bounding_box()
    x, y = before["x"] + before["width"] / 2, before["y"] + before["height"] / 2
    fingers = opened.context.new_cdp_session(opened)

    def touch(kind: str, *apart: float) -> None:
        points = [{"x": x + side * each, "y": y, "id": index} for each in apart for index, side in enumerate((-1, 1))]
        fingers.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    touch("touchStart", 30)
    for apart in (35, 40, 45, 50, 55, 60):
        touch("touchMove", apart)
    touch("touchEnd")
    after = box.bounding_box()
    assert after["width"] == pytest.approx(2 * before["width"], rel=0.1)
    assert after["x"] + after["width"] / 2 == pytest.approx(x, abs=15)
    assert after["y"] + after["height"] / 2 == pytest.approx(y, abs=15)


def test_a_mouse_drags_the_drawing_without_following_a_link(real_site: str, visit) -> None:
    opened = visit(f"{real_site}{REAL}diagram/", width=390)
    opened.get_by_role("button", name="Open the drawing").click()
    for _ in range(4):
        opened.get_by_role("button", name="Larger").click()
    box = node(opened, "productive-persistence")
    box.hover()
    before = box.bounding_box()  # once it has been scrolled to
    x, y = max(before["x"], 0) + 60, before["y"] + before["height"] / 2
    opened.mouse.move(x, y)
    opened.mouse.down()
    opened.mouse.move(x - 40, y, steps=4)
    opened.mouse.up()
    assert box.bounding_box()["x"] < before["x"] - 20
    assert opened.url.endswith("/diagram/")


def test_without_javascript_a_phone_gets_the_drawing_in_a_box_that_scrolls(real_site: str, phone) -> None:
    opened = phone(f"{real_site}{REAL}diagram/", java_script_enabled=False)
    assert not opened.locator(".nicbook-diagram").is_visible()
    opened.get_by_role("link", name="Open the drawing").tap()
    assert opened.locator(".nicbook-diagram").is_visible()
    assert opened.locator(".nicbook-diagram").bounding_box()["width"] > 900
    assert opened.locator(".nicbook-drawing").bounding_box()["width"] <= 390


# --- too large for one drawing ---------------------------------------------------------------------------------------


def test_a_large_theory_is_an_overview_with_a_diagram_for_each_primary_driver(large_site: str, visit) -> None:
    opened = visit(f"{large_site}{LARGE}")
    assert opened.locator(".nicbook-diagram [data-node]").count() == 5
    opened = visit(f"{large_site}{LARGE}diagram/")
    assert opened.locator(".nicbook-diagram [data-node]").count() == 5
    opened.get_by_role("link", name="About whole", exact=True).click()
    opened.wait_for_url(re.compile("/diagram/whole/$"))
    assert node(opened, "whole").is_visible() and not node(opened, "families").count()
    assert opened.locator(".nicbook-diagram [data-node]").count() == 2 + 9 + 20
    opened.get_by_label("Breadcrumb").get_by_role("link", name="Diagram").click()
    opened.get_by_role("link", name=re.compile("all 121 boxes")).click()
    opened.wait_for_url(re.compile("/whole-diagram/$"))
    assert opened.locator(".nicbook-diagram [data-node]").count() == 121


# --- barriers --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("page", ["diagram/", "diagram/families/", "whole-diagram/"])
def test_a_diagram_of_a_large_theory_has_no_barrier(large_site: str, visit, page: str, width: int, scheme: str) -> None:
    opened = visit(f"{large_site}{LARGE}{page}", width=width, scheme=scheme)
    assert not barriers(opened)
    assert opened.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), "the page scrolls sideways"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("page", [f"{EXAMPLE}diagram/", f"{REAL}diagram/"])
def test_an_open_drawing_has_no_barrier(real_site: str, visit, page: str, scheme: str) -> None:
    opened = visit(f"{real_site}{page}", width=390, scheme=scheme)
    opened.get_by_role("button", name="Open the drawing").click()
    opened.mouse.move(1, 1)  # what a mouse points at brings out its lines, and the rest steps back
    assert not barriers(opened)
