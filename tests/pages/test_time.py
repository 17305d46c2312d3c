"""The page of a network's theory over time: what it tells, and where there is none."""

from __future__ import annotations

import re

from nicbook.pages.page import Page
from nicbook.website import Base, make_website, read_base

NETWORK = "theory/networks/n"
ADDRESS = "networks/n/over-time/"
TEXTS = {
    "network": "title: A network\nproblem: {statement: Too many miss school.}\n",
    "aims/aim": "title: The aim\nstatement: More.\n",
    "drivers/first": "title: The first driver\ndrives: [aim]\n",
}


def read(**more: str) -> Base:
    """A network with these records besides those it always has; `drivers__late` is the record drivers/late."""
    texts = TEXTS | {name.replace("__", "/"): text for name, text in more.items()}
    base, found = read_base({f"{NETWORK}/{name}.yml": text.encode() for name, text in texts.items()})
    assert not [each for each in found if each.severity == "error"], found
    return base


def page_of(**more: str) -> Page | None:
    return make_website(read(**more)).pages.get(ADDRESS)


def words(page: Page | None) -> str:
    """What the page says, without drawings and lists of them."""
    assert page is not None
    text = re.sub(r"<svg.*?</svg>|<div class=\"nicbook-theory.*?</details>", "", page.html, flags=re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", " ", text).split())


def test_a_network_that_never_changed_has_no_such_page_and_no_link_to_it() -> None:
    website = make_website(read())
    assert ADDRESS not in website.pages
    assert not [address for address, page in website.pages.items() if "over-time" in page.html]


def test_a_network_that_changed_has_a_link_to_it_on_its_diagram() -> None:
    website = make_website(read(drivers__late="title: Late\ndrives: [aim]\nsince: 2025-03\n"))
    assert 'href="../over-time/"' in website.pages["networks/n/diagram/"].html


def test_dates_are_shown_as_written_and_the_latest_first() -> None:
    page = page_of(
        drivers__a="title: A\ndrives: [aim]\nsince: 2024/25\n",
        drivers__b="title: B\ndrives: [aim]\nsince: 2025-03-02\nretired: {date: 2026}\n",
    )
    headings = re.findall(r"<h2[^>]*>(.*?)</h2>", page.html)
    assert headings == ["2026", "2025-03-02", "2024/25", "Before 2024/25", "Two dates side by side"]


def test_a_change_tells_why_what_led_to_it_and_what_took_its_place() -> None:
    page = page_of(
        drivers__old="title: Old\ndrives: [aim]\nretired: {date: 2025-03, why: It *helped* nobody., replaced_by: new}\n",
        drivers__new="title: New\ndrives: [aim]\nsince: {date: 2025-03, because_of: [first]}\n",
    )
    said = words(page)
    assert "new primary driver New Why is not said. What led to it: The first driver" in said
    assert "retired primary driver Old It helped nobody. In its place: New" in said
    assert "<em>helped</em>" in page.html


def test_a_relation_that_came_or_went_is_told_too() -> None:
    page = page_of(drivers__second="title: Second\ndrives: [{to: first, since: {date: 2025-03, why: A test showed it.}}, aim]\n")
    assert "new relation Second drives The first driver A test showed it." in words(page)


def test_what_was_retired_on_an_unknown_date_stands_apart() -> None:
    page = page_of(drivers__old="title: Old\ndrives: [aim]\nretired: {why: Nobody knew when.}\n")
    assert "Date not known" in words(page) and "Nobody knew when." in words(page)
    assert "Two dates side by side" not in page.html


def test_what_is_in_no_diagram_is_told_in_words() -> None:
    page = page_of(routines__r="title: A routine\nsince: 2025-03\n", drivers__late="title: Late\ndrives: [aim]\nsince: 2024\n")
    assert "2025-03 new routine A routine (candidate) Why is not said." in words(page)


def test_a_theory_in_which_everything_is_dated_begins_with_its_first_date() -> None:
    dated = {"aims__aim": "title: The aim\nstatement: More.\nsince: 2020\n", "drivers__first": "title: F\ndrives: [aim]\nsince: 2021\n"}
    page = page_of(**dated)
    assert re.findall(r"<h2[^>]*>(.*?)</h2>", page.html) == ["2021", "2020", "Two dates side by side"]


def test_a_large_theory_with_many_dates_is_drawn_on_the_latest_only() -> None:
    ideas = {f"change-ideas/i{each}": f"title: I{each}\ndrives: [first]\nsince: {2000 + each % 20}\n" for each in range(300)}
    page = page_of(**ideas)
    assert page.html.count("Not drawn:") > 10
    assert page.html.count('class="nd-node') < 1500
    assert page.html.count("<h2") >= 20
