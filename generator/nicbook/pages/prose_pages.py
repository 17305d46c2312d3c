"""Prose pages of content/: Markdown written by people, rendered and cleaned like every other contributed text."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping

from nicbook.diagnostics import START, Diagnostic, Diagnostics, diagnose
from nicbook.pages.environment import as_block
from nicbook.pages.links import Links, relative
from nicbook.pages.page import Page, shortened
from nicbook.reading.places import span_in
from nicbook.reading.source import Faults, decode, refused, refused_places
from nicbook.records.fields import MARKUP
from nicbook.text import MAX_PAGE, Address, addresses_in, to_page, to_words

HOME = "content/home.md"
"""The introduction of the home page; it has no page of its own."""


_NAME = re.compile(r"content/(?:[a-z0-9][a-z0-9_-]*/)*[a-z0-9][a-z0-9_-]*\.md")


def is_prose(path: str) -> bool:
    return path.startswith("content/") and path.endswith(".md")


def read_prose(path: str, content: bytes) -> tuple[str | None, Diagnostics]:
    """The text of a prose page, with LF at the end of its lines; or why it cannot be one."""
    if not _NAME.fullmatch(path):
        message = "The name of a page becomes a web address, and this one cannot."
        hint = "Use lower-case letters, digits and hyphens only, such as how-we-meet.md."
        return None, (diagnose("bad-file-name", path, START, message, hint),)
    text, problems = decode(path, content)
    if text is None:
        return None, problems
    text = text.replace("\r\n", "\n")
    faults = Faults(path, text)
    for place in refused_places(text):
        faults.add(*refused(place, place + 1, text[place]))
    problems = faults.diagnostics()
    return (None, problems) if problems else (text, ())


def prose_address(path: str) -> str:
    """The address of a prose page: content/principles/index.md -> principles/."""
    address = path.removeprefix("content/").removesuffix(".md")
    return "" if address == "index" else f"{address.removesuffix('/index')}/"


def prose_page(path: str, text: str, links: Links, paths: Mapping[str, str]) -> tuple[Page | None, Diagnostics]:
    """The page of one Markdown file, with its links that lead nowhere. `paths` are the addresses of all such pages."""
    if len(text) > MAX_PAGE:
        message = f"This page has {len(text)} characters; {MAX_PAGE} is the most."
        return None, (diagnose("long-text", path, START, message, "Split it into several pages."),)

    def resolve_page(href: str) -> str | None:
        target, place = _target(path, href)
        return relative(links.page, paths[target]) + place if target in paths else None

    rendered = to_page(text, links.resolve, resolve_page)
    words = to_words(text, links.resolve)
    title = rendered.title or path.rpartition("/")[2].removesuffix(".md")
    page = Page(
        address=links.page,
        title=title,
        html=as_block(f'<div class="nicbook nicbook-prose">{rendered.html}</div>'),
        headings=rendered.headings,
        search=words,
        description=shortened(words),
        source=path,
        in_navigation=True,
    )
    found = [_unresolved(path, text, address) for address in rendered.unresolved]
    if markup := MARKUP.search(title):
        message = f"The first heading names the page, so it is plain words, but “{markup[0]}” begins a piece of a web page's code."
        found.append(diagnose("markup-in-title", path, START, message, "Write it in words: “less than”, “and”."))
    return page, tuple(found)


def unknown_places(pages: Mapping[str, Page], texts: Mapping[str, str]) -> Iterator[Diagnostic]:
    """Links to a heading of another prose page that it does not have; `pages` and `texts` are by path."""
    for path in pages:
        for address in addresses_in(texts[path]):
            target, place = _target(path, address.href)
            if place and target in pages and place[1:] not in {heading.id for heading in pages[target].headings}:
                message = f"The page {target} has no heading “{place}”."
                ids = ", ".join(f"#{heading.id}" for heading in pages[target].headings)
                hint = f"Its headings are: {ids or 'none'}."
                yield diagnose("dangling-page", path, span_in(texts[path], address.start, address.end), message, hint)


def _target(path: str, href: str) -> tuple[str, str]:
    """The prose page that a link in another one means, and the place on it: ("content/about.md", "#why")."""
    page, _, place = href.partition("#")
    return posixpath.normpath(posixpath.join(posixpath.dirname(path), page)), f"#{place}" if place else ""


def _unresolved(path: str, text: str, address: Address) -> Diagnostic:
    message = "Pictures are not shown on pages yet." if address.is_picture else f"There is no page “{address.href}”."
    hint = (
        "Say in words what it shows."
        if address.is_picture
        else "Link to another page of content/ such as about.md, to a record such as [[attendance]], or to an address that "
        "begins with https://."
    )
    return diagnose("dangling-page", path, span_in(text, address.start, address.end), message, hint)
