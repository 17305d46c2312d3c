"""A routine that was not yet tested twice under different conditions is called a candidate wherever a page names it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urljoin

import pytest

from nicbook.evidence.coverage import is_candidate
from nicbook.records.kinds import KINDS
from nicbook.website import Website

from .html import website_of
from .test_every_field import REPOSITORY, RICH, published
from .test_kinds import BASE, ENDED, N

WEEKLY = "networks/n/routines/weekly/"
ROUTINE = "title: Weekly calls\nfrom: [call]\nwhy: It keeps the tie alive.\n"
FIRST = ENDED.replace("tests: call", "tests: weekly")
SECOND = FIRST.replace("2026", "2027")
NAMING = {
    f"{N}/routines/weekly.yml": ROUTINE,
    f"{N}/lessons/noon.yml": "title: Noon\nclaim: We use [[weekly]] and [[weekly|the calls]].\nabout: [weekly]\n",
}


class Anchors(HTMLParser):
    """The links of a page, each with its address and the words in it."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, str]] = []
        self._open: list[str] | None = None
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a":
            self.found.append((dict(attrs).get("href") or "", ""))
            self._open = []

    def handle_data(self, data: str) -> None:
        if self._open is not None:
            self._open.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "a" and self._open is not None:
            self.found[-1] = self.found[-1][0], " ".join("".join(self._open).split())
            self._open = None


def names(website: Website, addresses: Iterable[str]) -> Iterator[tuple[str, str, str]]:
    """Each time that a page names another one of those at these addresses: the page, the address and the words."""
    for page in website.pages.values():
        for href, words in Anchors(page.html).found:
            to = urljoin(f"https://x/{page.address}", href).removeprefix("https://x/")
            if to in addresses and page.address != to:
                yield page.address, to, words


@pytest.mark.parametrize("root", [REPOSITORY, RICH], ids=["our own", "rich"])
def test_no_page_names_a_candidate_without_saying_so(root: Path) -> None:
    base, website = published(root)
    candidates = [entry for entry in base.theory.of_kind("routine") if is_candidate(base.theory, entry)]
    assert candidates
    by_page = {f"{entry.address}/": entry for entry in candidates}
    named = list(names(website, by_page))
    assert {to for _, to, _ in named} == set(by_page)
    as_written = {f"format/{kind}/" for kind in KINDS}  # files as they are, with their own words
    bare = [f"{page}: {words}" for page, _, words in named if "(candidate)" not in words and page not in as_written]
    assert not bare, "\n".join(bare)


def test_its_own_page_and_what_is_found_of_it_say_so() -> None:
    page = website_of({**BASE, **NAMING}).pages[WEEKLY]
    assert page.title == "Weekly calls (candidate)"
    assert page.description.startswith("Candidate: It keeps the tie alive.")
    assert page.search.startswith("Candidate: ")
    assert ">candidate</button>" in page.html.partition("<h1>")[0]


def test_words_that_an_author_chose_say_so_too() -> None:
    words = [words for page, _, words in names(website_of({**BASE, **NAMING}), {WEEKLY}) if page == "networks/n/lessons/noon/"]
    assert set(words) == {"Weekly calls (candidate)", "the calls (candidate)"}


def test_two_tests_in_different_terms_make_it_none() -> None:
    one = website_of({**BASE, **NAMING, f"{N}/cycles/first.yml": FIRST})
    assert one.pages[WEEKLY].title == "Weekly calls (candidate)"
    two = website_of({**BASE, **NAMING, f"{N}/cycles/first.yml": FIRST, f"{N}/cycles/second.yml": SECOND})
    assert two.pages[WEEKLY].title == "Weekly calls"
    assert {words for _, _, words in names(two, {WEEKLY})} == {"Weekly calls", "the calls"}


def test_what_is_retired_is_a_candidate_for_nothing() -> None:
    website = website_of({**BASE, **NAMING, f"{N}/routines/weekly.yml": f"{ROUTINE}retired: {{}}\n"})
    assert website.pages[WEEKLY].title == "Weekly calls"
