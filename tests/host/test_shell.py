"""The shell around every page, in a real browser: what runs, what may not run, and who can use it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page

from nicbook.mkdocs_host.commands import write_website
from nicbook.website import Website

from .example import TITLES_THAT_LOOK_LIKE_CODE, page, website

DEPTHS = ["", "about/", "networks/demo/", "networks/demo/aims/credit/", "nowhere", "nowhere/at/all/"]
POLICY = re.compile(r'<head>\s*<meta http-equiv="Content-Security-Policy" content="([^"]+)">')


@pytest.fixture
def folder(root: Path, tmp_path: Path) -> Path:
    (tmp_path / "out").mkdir()
    write_website(website(), root, tmp_path / "out")
    return tmp_path / "out"


@pytest.fixture
def base(folder: Path, site) -> str:
    return site(folder)


def search(opened: Page, words: str) -> Locator:
    field = opened.locator(".md-search__input")
    field.click()
    field.press_sequentially(words)
    return opened.locator(".md-search-result__link")


def test_no_page_complains_or_asks_another_host(base: str, visit) -> None:
    for address in DEPTHS:
        visit(base + address)


def test_the_policy_comes_first_and_is_the_same_on_every_page(folder: Path) -> None:
    pages = list(folder.rglob("*.html"))
    policies = {POLICY.search(file.read_text(encoding="utf-8"))[1] for file in pages}
    assert len(pages) > 10 and len(policies) == 1
    policy = policies.pop()
    assert re.fullmatch(
        r"default-src 'none'; script-src 'self'( 'sha256-[A-Za-z0-9+/]{43}=')+; style-src 'self'; "
        r"style-src-attr 'unsafe-inline'; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
        r"worker-src 'self'; base-uri 'none'; form-action 'none'; object-src 'none'",
        policy,
    )
    for file in pages:
        assert b'<meta charset="utf-8">' in file.read_bytes()[:1024]


def test_a_base_below_a_folder_of_its_host_has_one_policy_too(root: Path, tmp_path: Path, site, visit) -> None:
    with (root / "mkdocs.yml").open("a") as file:
        file.write("site_url: https://example.org/schools/demo/\n")
    (tmp_path / "host/schools/demo").mkdir(parents=True)
    write_website(website(), root, tmp_path / "host/schools/demo")
    missing = (tmp_path / "host/schools/demo/404.html").read_text(encoding="utf-8")
    (tmp_path / "host/404.html").write_text(missing, encoding="utf-8")
    base = site(tmp_path / "host") + "schools/demo/"
    visit(base + "networks/demo/aims/credit/")
    lost = visit(base + "nowhere/at/all/")
    lost.get_by_role("link", name="start at the home page").click()
    assert lost.url == base


@pytest.mark.parametrize("address", ["", "networks/demo/aims/credit/", "nowhere/at/all"])
def test_search_finds_a_record_by_its_words_from_every_depth(base: str, visit, address: str) -> None:
    opened = visit(base + address)
    search(opened, "transfer-level").first.click()
    opened.wait_for_url(re.compile("networks/demo/aims/credit/"))
    assert opened.locator("h1").inner_text() == "Half of the students earn credit in one year"


def test_the_colours_follow_the_device_and_then_the_reader(base: str, visit) -> None:
    for scheme, theme in (("light", "default"), ("dark", "slate")):
        assert visit(base, scheme=scheme).locator("body").get_attribute("data-md-color-scheme") == theme
    opened = visit(base, scheme="light")
    for _ in range(2):  # as on this device -> light -> dark
        opened.locator("form[data-md-component=palette] label:visible").click()
    assert opened.locator("body").get_attribute("data-md-color-scheme") == "slate"
    opened.goto(base + "networks/demo/aims/credit/")
    assert opened.locator("body").get_attribute("data-md-color-scheme") == "slate"


@pytest.mark.parametrize("width", [1280, 390])
def test_everybody_can_use_the_shell(base: str, visit, width: int) -> None:
    for address in ("", "about/", "networks/demo/aims/credit/", "nowhere"):
        opened = visit(base + address, width=width)
        for scheme, theme in (("light", "default"), ("dark", "slate")):
            opened.emulate_media(color_scheme=scheme)
            opened.wait_for_selector(f"body[data-md-color-scheme={theme}]")
            found = Axe().run(opened)
            assert found.violations_count == 0, f"{address} in {scheme}: {found.generate_report()}"


def test_titles_that_look_like_code_are_shown_and_never_run(base: str, visit) -> None:
    opened = visit(base)
    search(opened, "hostile").first.wait_for()
    pages = [opened, *(visit(f"{base}hostile/{number}/") for number in range(len(TITLES_THAT_LOOK_LIKE_CODE)))]
    for shown in pages:
        assert shown.evaluate("document.body.dataset.ran") is None
        assert shown.locator("[onerror], img[src=x]").count() == 0
        assert shown.locator("script:not([src])").filter(has_text="dataset.ran").count() == 0
        menu = shown.locator(".md-nav--primary").inner_text()
        for title in TITLES_THAT_LOOK_LIKE_CODE:
            assert title in menu
    for shown, title in zip(pages[1:], TITLES_THAT_LOOK_LIKE_CODE, strict=True):
        assert shown.title() == f"{title} · Demo network"
        assert shown.locator("meta[name=description]").get_attribute("content") == title


def test_script_that_came_into_a_page_all_the_same_is_stopped_by_the_policy(root: Path, tmp_path, site, visit) -> None:
    attacks = (
        "<script>document.body.dataset.ran=1</script>"
        '<img src=x onerror="document.body.dataset.ran=1"><svg onload="document.body.dataset.ran=1"></svg>'
        '<iframe srcdoc="<script>parent.document.body.dataset.ran=1</script>"></iframe>'
        '<a id="go" href="javascript:document.body.dataset.ran=1">go</a>'
        '<form action="https://example.org/"><button>send</button></form><base href="https://example.org/">'
    )
    (tmp_path / "out").mkdir()
    write_website(Website({"": page("", "Home", attacks)}, {}), root, tmp_path / "out")
    opened = visit(site(tmp_path / "out"), may_complain=True)
    opened.locator("#go").click()
    opened.evaluate("document.forms[document.forms.length - 1].submit()")
    assert opened.evaluate("document.body.dataset.ran") is None
    assert opened.url.startswith("http://127.0.0.1")


def test_a_page_outside_the_menu_opens_the_menu_where_it_belongs(base: str, visit) -> None:
    menu = visit(base + "networks/demo/aims/credit/").locator(".md-nav--primary")
    assert menu.get_by_role("link", name="Aims").is_visible()
    assert menu.locator(".md-nav__item--active").filter(has_text="Aims").count() > 0
    assert "Another network" in menu.inner_text()
    assert "Half of the students" not in menu.inner_text()


def test_the_keyboard_can_skip_the_menu(base: str, visit) -> None:
    opened = visit(base + "networks/demo/aims/credit/")
    opened.keyboard.press("Tab")
    assert opened.evaluate("document.activeElement.textContent.trim()") == "Skip to content"
    opened.keyboard.press("Enter")
    opened.keyboard.press("Tab")
    assert opened.evaluate("document.activeElement.closest('.nicbook') !== null")


def test_only_the_content_is_printed(base: str, visit) -> None:
    opened = visit(base + "about/", scheme="dark")
    opened.emulate_media(media="print")
    for shell in (".md-header", ".md-sidebar--primary", ".md-sidebar--secondary", ".nicbook-footer"):
        assert not opened.locator(shell).is_visible()
    assert opened.locator("h1").is_visible()
    assert opened.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"


def test_without_scripts_the_pages_and_the_menu_are_there(folder: Path) -> None:
    home = (folder / "index.html").read_text(encoding="utf-8")
    assert 'href="networks/demo/"' in home and "Schools that learn together" in home
