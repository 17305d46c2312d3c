"""The glossary: words that explain themselves once where they are used, and a page with all of them."""

from __future__ import annotations

import re
from dataclasses import replace
from importlib import resources

import pytest

from nicbook.drawing.diagram import Status
from nicbook.pages import words
from nicbook.pages.glossary import ADDRESS, explained, glossary_page, terms
from nicbook.pages.links import Links
from nicbook.records.kinds import KINDS
from nicbook.website import read_base

from .html import Html, website_of
from .test_kinds import BASE, ENDED, N


@pytest.fixture
def links() -> Links:
    base, _ = read_base({})
    return Links(base.theory, base.addresses, "networks/n/aims/a/", "n")


def test_definitions_are_short_plain_and_each_there_once(links: Links) -> None:
    html = glossary_page(replace(links, page=ADDRESS)).html
    ids = Html(html).ids
    assert len(ids) == len(set(ids))
    for id, term in terms().items():
        assert id in ids
        assert len(term.short) <= 160, id
        assert re.fullmatch(r"[A-Z][^<>&]*[.]", term.short), term.short
        assert term.short in Html(html).text


def test_every_kind_and_every_word_that_is_marked_is_in_the_glossary() -> None:
    marked = {"test" if kind == "cycle" else kind for kind in KINDS} | {"primary-driver", "secondary-driver"}
    marked |= {status.value.replace(" ", "-") for status in Status}
    marked |= set(words._TERMS_OF_KEYS.values())
    marked |= {term for choices in words._TERMS_OF_WORDS.values() for term in choices.values()}
    for template in (resources.files("nicbook.pages") / "templates").iterdir():
        text = template.read_text(encoding="utf-8")
        marked |= set(re.findall(r'm?\.?term\("([a-z-]+)"', text)) | set(re.findall(r'm\.stated\([^)]*, "([a-z-]+)"\)', text))
    assert marked - {""} <= set(terms()), sorted(marked - set(terms()))


def test_only_the_first_use_opens_a_definition(links: Links) -> None:
    mark = '<span data-term="aim">aims</span>'
    html = explained(f'<div class="nicbook"><p>{mark} and {mark}</p></div>', links)
    read = Html(html)
    assert read.opens == ["nicbook-term-aim"] and read.ids == ["nicbook-term-aim"]
    assert read.text.startswith("aims and aims")
    assert terms()["aim"].short in read.text
    assert read.links == ["../../../../glossary/#aim"] * 2
    assert html.endswith("</div>")


def test_a_page_without_such_a_word_stays_as_it_is(links: Links) -> None:
    assert explained('<div class="nicbook"><p>Words</p></div>', links) == '<div class="nicbook"><p>Words</p></div>'


def test_labels_explain_themselves_in_the_networks_own_words() -> None:
    network = BASE[f"{N}/network.yml"] + "labels: {change-idea: strategy}\n"
    website = website_of({**BASE, f"{N}/network.yml": network, f"{N}/cycles/first.yml": ENDED})
    html = website.pages["networks/n/change-ideas/call/"].html
    assert re.search(r'popovertarget="nicbook-term-change-idea">strategy</button>', html)
    assert re.search(r'popovertarget="nicbook-term-tested">tested</button>', html)
    assert html.count('id="nicbook-term-tested"') == 1


def test_contributed_words_cannot_pass_for_a_mark() -> None:
    idea = BASE[f"{N}/change-ideas/call.yml"] + """summary: 'Say <span data-term="nothing">this</span> to them.'\n"""
    html = website_of({**BASE, f"{N}/change-ideas/call.yml": idea}).pages["networks/n/change-ideas/call/"].html
    assert "&lt;span data-term=" in html and "nicbook-term-nothing" not in html
