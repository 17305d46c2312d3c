"""What MkDocs makes of a Website: addresses, the menu, edit links, the index of the search, other files."""

from __future__ import annotations

import json
import re
from html import unescape
from pathlib import Path

import pytest

from nicbook.files import CannotRun
from nicbook.mkdocs_host.commands import write_website
from nicbook.website import Website

from .example import page, website


@pytest.fixture
def written(root: Path, tmp_path: Path):
    """written(website, lines of mkdocs.yml) returns the folder of the finished website."""

    def write(made: Website, *settings: str) -> Path:
        with (root / "mkdocs.yml").open("a") as file:
            file.writelines(f"{line}\n" for line in settings)
        (tmp_path / "out").mkdir()
        write_website(made, root, tmp_path / "out")
        return tmp_path / "out"

    return write


def of(*pages) -> Website:
    return Website({one.address: one for one in pages}, {})


def menu(folder: Path, address: str = "") -> list[str]:
    """The words of the menu, in order."""
    html = (folder / address / "index.html").read_text(encoding="utf-8")
    inner = re.search(r'<nav class="md-nav md-nav--primary".*?(?=<div class="md-sidebar md-sidebar--secondary")', html, re.S)[0]
    links = re.findall(r'<a href="([^"]*)" class="md-nav__link[^"]*">(.*?)</a>', inner, re.S)
    return [f"{' '.join(unescape(re.sub('<[^>]*>', '', words)).split())} {href}" for href, words in links]


def test_every_page_stands_at_its_address(written) -> None:
    folder = written(website())
    for address in website().pages:
        assert (folder / address / "index.html").is_file()
    assert (folder / "assets/nicbook.css").read_bytes() == b".nicbook {}"
    assert 'href="../assets/nicbook.css"' in (folder / "about/index.html").read_text(encoding="utf-8")


def test_the_menu_follows_the_addresses_and_opens_where_the_reader_is(written) -> None:
    folder = written(
        of(
            page("", "Home", in_navigation=True),
            page("networks/a/", "Network A", in_navigation=True),
            page("networks/a/aims/", "Aims of A", in_navigation=True),
            page("networks/a/aims/x/", "Aim X"),
            page("about/", "About", in_navigation=True),
        )
    )
    assert menu(folder) == ["Home .", "Network A networks/a/", "About about/"]
    assert menu(folder, "networks/a/aims/x/") == [
        "Home ../../../..",
        "Network A ../../",
        "Aims of A ../",
        "About ../../../../about/",
    ]


def test_pages_of_a_sort_stand_together_under_one_entry_of_the_menu(written) -> None:
    folder = written(
        of(
            page("", "Home", in_navigation=True),
            page("aims/", "Aims", in_navigation=True, under="By kind"),
            page("drivers/", "Drivers", in_navigation=True, under="By kind"),
            page("about/", "About", in_navigation=True),
            page("aims/x/", "Aim X"),
            page("sheets/", "Sheets", in_navigation=True, under="How to"),
            page("sheets/test/", "A sheet", in_navigation=True),
        )
    )
    assert menu(folder) == ["Home .", "By kind aims/", "About about/", "How to sheets/"]
    about, sheets = "About ../../about/", "How to ../../sheets/"
    assert menu(folder, "aims/x/") == ["Home ../..", "Aims ../", "Drivers ../../drivers/", about, sheets]
    opened = menu(folder, "sheets/test/")
    assert [entry.split()[0] for entry in opened] == ["Home", "By", "About", "Sheets", "A"]


def test_a_base_may_have_a_menu_of_its_own(written) -> None:
    folder = written(
        of(
            page("", "Home"),
            page("about/", "How we work", source="content/about.md"),
            page("guide/", "Guide", source="content/guide/index.md"),
        ),
        "nav: [about.md, guide/index.md, index.md]",
    )
    assert menu(folder) == ["How we work about/", "Guide guide/", "Home ."]


def test_a_menu_that_names_a_page_that_is_not_there_stops_the_build(written) -> None:
    with pytest.raises(CannotRun, match="gone.md"):
        written(of(page("", "Home")), "nav: [index.md, gone.md]")


def test_the_edit_link_leads_to_the_file_a_page_was_made_from(written) -> None:
    folder = written(
        website(), "repo_url: https://git.example.org/nic/base", "edit_uri: edit/main/content/"
    )
    links = {
        address: re.findall(r'href="(https://[^"]*)" rel="edit', (folder / address / "index.html").read_text())
        for address in ("", "about/", "networks/demo/aims/credit/")
    }
    assert links == {
        "": [],
        "about/": ["https://git.example.org/nic/base/edit/main/content/about.md"],
        "networks/demo/aims/credit/": [
            "https://git.example.org/nic/base/edit/main/theory/networks/demo/aims/credit.yml"
        ],
    }


def test_the_theme_is_not_told_of_the_repository_so_that_it_asks_nobody(written) -> None:
    folder = written(website(), "repo_url: https://github.com/nic/base", "edit_uri: edit/main/content/")
    assert "md-source" not in (folder / "index.html").read_text(encoding="utf-8")


def test_the_search_knows_one_lean_entry_for_each_page_that_has_words(written) -> None:
    folder = written(of(page("", "Home"), page("a/", "A & B", "<h1>A</h1><p>long text</p>", search="<i>words</i>")))
    index = json.loads((folder / "search/search_index.json").read_text(encoding="utf-8"))
    assert index["docs"] == [
        {"location": "a/", "title": "A &amp; B", "text": "&lt;i&gt;words&lt;/i&gt;", "boost": 1}
    ]


def test_a_base_without_search_is_fine(root: Path, tmp_path: Path) -> None:
    text = (root / "mkdocs.yml").read_text().replace("[search, nicbook]", "[nicbook]")
    (root / "mkdocs.yml").write_text(text)
    (tmp_path / "out").mkdir()
    write_website(website(), root, tmp_path / "out")
    assert not (tmp_path / "out/search").exists()


def test_nothing_of_content_is_published_that_is_not_in_the_website(root: Path, written) -> None:
    for name in ("leak.html", "leak.yml", "leak.md", "photo.jpg", "script.js"):
        (root / "content" / name).write_text("leak")
    folder = written(of(page("", "Home")))
    assert [path.name for path in folder.rglob("*leak*")] == []
    assert not (folder / "photo.jpg").exists() and not (folder / "script.js").exists()


def test_headings_become_the_table_of_contents(written) -> None:
    folder = written(website())
    html = (folder / "about/index.html").read_text(encoding="utf-8")
    contents = re.search(r'<nav class="md-nav md-nav--secondary".*?</nav>\s*</div>', html, re.S)[0]
    assert re.findall(r'href="(#[^"]*)"', contents) == ["#start-small", "#look", "#tables", "#code"]


def test_the_map_of_the_website_names_every_page_and_no_day(written) -> None:
    folder = written(of(page("", "Home"), page("a/", "A")), "site_url: https://example.org/nic/")
    text = (folder / "sitemap.xml").read_text(encoding="utf-8")
    assert re.findall("<loc>(.*?)</loc>", text) == ["https://example.org/nic/", "https://example.org/nic/a/"]
    assert "lastmod" not in text and not (folder / "sitemap.xml.gz").exists()


def test_without_an_address_there_is_no_map(written) -> None:
    assert not (written(website()) / "sitemap.xml").exists()


def test_features_of_the_theme_that_do_not_work_safely_are_off(written) -> None:
    folder = written(website(), "extra: {note: 1}")
    (folder.parent / "base/mkdocs.yml").write_text(
        (folder.parent / "base/mkdocs.yml")
        .read_text()
        .replace("name: material", "name: material\n  features: [navigation.instant, navigation.instant.progress, search.suggest, content.code.copy]")
    )
    (folder.parent / "again").mkdir()
    write_website(website(), folder.parent / "base", folder.parent / "again")
    html = (folder.parent / "again/index.html").read_text(encoding="utf-8")
    features = json.loads(re.search(r'<script id="__config" type="application/json">(.*?)</script>', html)[1])["features"]
    assert "content.code.copy" in features
    assert not {"navigation.instant", "navigation.instant.progress", "search.suggest"} & set(features)
