"""From any number of a real network to its source in two clicks: the record that says it, and what that cites."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from urllib.parse import urljoin

import pytest

from .test_every_field import REPOSITORY, published

NETWORKS = ("bten", "c3wp", "carnegie-math-pathways", "carpe", "fresno", "high-tech-high-college-access",
            "menomonee-falls", "new-visions", "summit")  # fmt: skip
NO_FIGURE = re.compile(r"^\d{4}(-\d\d){0,2}$|from 10 values on something can be told")
"""Dates, and the rule for how many values tell something."""
WITHIN = "http://base/"
WITHOUT_END = frozenset("area base br col embed hr img input link meta source track wbr path line rect circle use".split())


class Numbers(HTMLParser):
    """Each text of a page that holds a figure, with the links of the smallest part of the page that has any."""

    def __init__(self, html: str, address: str) -> None:
        super().__init__()
        self._page = urljoin(WITHIN, address)
        self._open: list[tuple[str, list[str], set[str]]] = [("page", [], set())]
        """Of each element that is open: its name, the figures in it that still wait for a link, and its links."""
        self.found: list[tuple[str, frozenset[str]]] = []
        self.links: set[str] = set()
        self.feed(html)
        self.close()
        while self._open:
            self._leave()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a" and (target := dict(attrs).get("href")):
            link = urljoin(self._page, target).split("#")[0].removeprefix(WITHIN)
            self.links.add(link)
            self._open[-1][2].add(link)
        if tag not in WITHOUT_END:
            self._open.append((tag, [], set()))

    def handle_endtag(self, tag: str) -> None:
        if any(name == tag for name, _, _ in self._open):
            while self._open[-1][0] != tag:
                self._leave()
            self._leave()

    def handle_data(self, data: str) -> None:
        if re.search(r"\d", data) and "h1" not in (name for name, _, _ in self._open):
            self._open[-1][1].append(" ".join(data.split()))

    def _leave(self) -> None:
        _, waiting, links = self._open.pop()
        if links:
            self.found += ((text, frozenset(links)) for text in waiting)
            waiting = []
        if self._open:
            self._open[-1][1].extend(waiting)
            self._open[-1][2].update(links)


@pytest.fixture(scope="module")
def pages() -> dict[str, Numbers]:
    website = published(REPOSITORY)[1]
    return {address: Numbers(page.html, address) for address, page in website.pages.items()}


@pytest.mark.parametrize("network", NETWORKS)
def test_every_number_leads_to_its_source(network: str, pages: dict[str, Numbers]) -> None:
    def cites(address: str) -> bool:
        return address.startswith("sources/") or any(link.startswith("sources/") for link in pages[address].links)

    lost = {
        (address, text)
        for address, page in pages.items()
        if address.startswith(f"networks/{network}/") and not cites(address)
        for text, links in page.found
        if not NO_FIGURE.search(text) and not any(link in pages and cites(link) for link in links)
    }
    assert lost == set()


def test_every_number_that_networks_are_compared_by_leads_to_its_source(pages: dict[str, Numbers]) -> None:
    seen = 0
    for text, links in pages["side-by-side/"].found:
        seen += 1
        assert any(page.startswith("sources/") for link in links if link in pages for page in pages[link].links), text
    assert seen > 5
