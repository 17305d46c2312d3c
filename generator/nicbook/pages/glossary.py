"""The glossary: its page, and its words made to explain themselves where a page uses them as a label."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from types import MappingProxyType

from markupsafe import Markup

from nicbook.pages.environment import render
from nicbook.pages.frame import Crumb
from nicbook.pages.links import Links
from nicbook.pages.page import HOW_TO, Page
from nicbook.text import Heading

ADDRESS = "glossary/"

_MARKED = re.compile(r'<span data-term="([a-z-]+)">([^<]*)</span>')
"""What shown.term() makes. Contributed text cannot: the sanitiser lets no such attribute through."""

# A link for browsers that do not know popovers: the stylesheet then shows it in place of the button.
_BUTTON = Markup(
    '<button type="button" class="nicbook-term" popovertarget="nicbook-term-{id}">{words}</button>'
    '<a class="nicbook-term-link" href="{glossary}#{id}" hidden>{words}</a>'
)
_DEFINITION = Markup(
    '<div class="nicbook-definition" id="nicbook-term-{id}" popover><p><strong>{name}</strong> {short}</p>'
    '<p><a href="{glossary}#{id}">In the glossary</a></p></div>\n'
)


@dataclass(frozen=True, slots=True)
class Term:
    """A word of the field, in plain words."""

    id: str
    name: str
    short: str
    long: str = ""
    source: str = ""

    @property
    def title(self) -> str:
        return self.name[:1].upper() + self.name[1:]


@dataclass(frozen=True, slots=True)
class Group:
    """Terms that belong together on the page."""

    id: str
    title: str
    terms: tuple[Term, ...]


@cache
def groups() -> tuple[Group, ...]:
    """All terms, as glossary.toml has them."""
    text = resources.files("nicbook.pages").joinpath("glossary.toml").read_text(encoding="utf-8")
    return tuple(
        Group(group["id"], group["title"], tuple(Term(**term) for term in group["term"]))
        for group in tomllib.loads(text)["group"]
    )


@cache
def terms() -> Mapping[str, Term]:
    return MappingProxyType({term.id: term for group in groups() for term in group.terms})


def explained(html: str, links: Links) -> str:
    """A page in which the first use of each marked term opens its definition; the others are plain words.

    The definitions stand once each at the end of the page's own `<div>`.
    """
    glossary = links.to_page(ADDRESS)
    used: dict[str, Term] = {}

    def first_use(found: re.Match[str]) -> str:
        id, words = found[1], Markup(found[2])
        if id in used:
            return words
        used[id] = terms()[id]
        return _BUTTON.format(id=id, words=words, glossary=glossary)

    html = _MARKED.sub(first_use, html)
    definitions = Markup("").join(
        _DEFINITION.format(id=term.id, name=term.title, short=term.short, glossary=glossary) for term in used.values()
    )
    return f"{html.removesuffix('</div>')}{definitions}</div>"


def glossary_page(links: Links) -> Page:
    title = "Glossary"
    html = render("glossary.html", title=title, crumbs=(Crumb("Home", links.to_page("")),), groups=groups())
    headings = tuple(Heading(2, group.id, group.title) for group in groups())
    words = " ".join(f"{term.name}: {term.short}" for term in terms().values())
    about = "The words that these pages use, in plain words."
    return Page(ADDRESS, title, html, headings, words, about, in_navigation=True, under=HOW_TO)

