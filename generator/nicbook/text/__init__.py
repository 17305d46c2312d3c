"""Contributed Markdown -> safe HTML and plain words; lists the links of a text; what they lead to is passed in.

Imports no other module of nicbook but its own `parsing`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from urllib.parse import unquote

import nh3
from markdown_it.token import Token
from markupsafe import Markup

from nicbook.text.parsing import OUTSIDE, one_line, parse, render, visible

MAX_TEXT = 20_000
"""Characters of one text of a record. Within the limits every text, however odd, is rendered in a few seconds."""
MAX_PAGE = 200_000
"""Characters of a prose page."""


@dataclass(frozen=True, slots=True)
class Target:
    """The record that a link leads to: an address that is safe to publish, and its title in plain text."""

    href: str
    title: str
    note: str = ""
    """What must be said beside the words that an author chose for it; the title says it itself."""


Resolve = Callable[[str], Target | None]
"""From the target of a `[[link]]`, as it is written, to the record; None where there is no such record."""

ResolvePage = Callable[[str], str | None]
"""From the address in `[words](../about.md#why)`, as it is written, to the one to publish; None where no page is meant.

It is asked about every address, however odd, that is not http, https, mailto or `#heading`.
"""


@dataclass(frozen=True, slots=True)
class TextLink:
    """A `[[target]]` or `[[target|words]]`: markdown[start:end]. `words` is "" where none are chosen: the title shows."""

    target: str
    words: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Address:
    """A picture, or a link that does not lead out of the website: markdown[start:end]."""

    href: str
    is_picture: bool
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of a prose page: level 1 to 6, its id in the HTML, its plain words."""

    level: int
    id: str
    title: str


@dataclass(frozen=True, slots=True)
class PageText:
    """A prose page, rendered. `title` is its first level-1 heading, which stays in the HTML, in plain words, or ""."""

    html: Markup
    title: str
    headings: tuple[Heading, ...]
    unresolved: tuple[Address, ...]
    """Links that lead to no page, and pictures, which are not published yet: only their words are shown."""


def links_in(markdown: str) -> tuple[TextLink, ...]:
    """Every `[[link]]` in order. Rendering makes links of these and no others: not in code, nor after a backslash."""
    if "[[" not in markdown:
        return ()
    return tuple(
        TextLink(child.meta["target"], child.meta["words"], *child.meta["place"])
        for child in _children(parse(markdown))
        if child.type == "record"
    )


def addresses_in(markdown: str) -> tuple[Address, ...]:
    """Every picture, and every link that does not lead out of the website: a record's text shows their words only."""
    return _addresses(parse(markdown)) if "[" in markdown else ()


def to_html(markdown: str, resolve: Resolve) -> Markup:
    """A record's text as blocks of HTML. Headings become bold paragraphs: a text may not change the page's outline."""
    plain = markdown.rstrip(" \n")
    if _PLAIN.fullmatch(plain):
        return Markup(f"<p>{escape(plain, quote=False)}</p>\n")
    return _field(markdown, resolve) if "[[" in markdown else _field_without_links(markdown)


def to_words(markdown: str, resolve: Resolve = lambda target: None) -> str:
    """The plain words of a text on one line, for search, summaries and descriptions."""
    if _PLAIN.fullmatch(markdown.strip(" \n")):
        return one_line(markdown)
    tokens = parse(markdown)
    _settle(tokens, resolve)
    return _words(tokens)


def to_page(markdown: str, resolve: Resolve, resolve_page: ResolvePage) -> PageText:
    """A prose page. It has no front matter: `---` is a line or a heading, as everywhere in Markdown."""
    tokens = parse(markdown)
    addresses = _addresses(tokens)
    ids = _give_ids(tokens)

    def page_or_heading(href: str) -> str | None:
        if href.startswith("#"):
            return href if href[1:] in ids else None
        return resolve_page(href)

    _settle(tokens, resolve, page_or_heading)
    headings = tuple(
        Heading(int(token.tag[1]), str(token.attrs["id"]), _words([tokens[index + 1]]))
        for index, token in enumerate(tokens)
        if token.type == "heading_open"
    )
    title = next((heading.title for heading in headings if heading.level == 1), "")
    unresolved = (each for each in addresses if each.is_picture or page_or_heading(each.href) is None)
    return PageText(_html(tokens, _PAGE_CLEANER), title, headings, tuple(unresolved))


_LINE = r"""["'(“‘]?[^\W\d_][^\\`*_\[\]<&\x00-\x1f\x7f-\xa0\ud800-\udfff]*+(?<! )"""
_PLAIN = re.compile(f"{_LINE}(?:\n{_LINE})*+")
"""One paragraph in which no sign has a meaning: most texts are such, and need no parser."""


def _field(markdown: str, resolve: Resolve) -> Markup:
    tokens = parse(markdown)
    _settle(tokens, resolve)
    for index, token in enumerate(tokens):
        if token.type == "heading_open":
            inline, closing = tokens[index + 1 : index + 3]
            inline.children = [Token("strong_open", "strong", 1), *inline.children, Token("strong_close", "strong", -1)]
            token.tag = closing.tag = "p"
    return _html(tokens, _FIELD_CLEANER)


@lru_cache(maxsize=50_000)
def _field_without_links(markdown: str) -> Markup:
    return _field(markdown, lambda target: None)


def _children(tokens: Iterable[Token]) -> Iterable[Token]:
    return (child for token in tokens for child in token.children or ())


def _addresses(tokens: list[Token]) -> tuple[Address, ...]:
    return tuple(
        Address(_href(child), child.type == "image", *child.meta["place"])
        for child in _children(tokens)
        if child.type == "image" or (child.type == "link_open" and not _leads_out(child))
    )


def _leads_out(link: Token) -> bool:
    return OUTSIDE.match(str(link.attrs["href"])) is not None


def _href(token: Token) -> str:
    """The address as it was written: the parser encodes it."""
    return unquote(str(token.attrs["src" if token.type == "image" else "href"]))


def _spoken(children: Iterable[Token]) -> str:
    """The words of a stretch of text; those of a picture are its description."""
    spoken = []
    for child in children:
        within = child.children or () if child.type == "image" else (child,)
        spoken.extend(" " if each.type in ("softbreak", "hardbreak") else each.content for each in within)
    return "".join(spoken)


def _words(tokens: Iterable[Token]) -> str:
    return visible(one_line(" ".join(_spoken(token.children or (token,)) for token in tokens)))


def _text(words: str) -> Token:
    return Token("text", "", 0, content=words)


def _settle(tokens: list[Token], resolve: Resolve, resolve_page: ResolvePage = lambda href: None) -> None:
    """Let every link lead to what it means, or be its words; let every picture be its words."""
    for token in tokens:
        if not token.children:
            continue
        settled: list[Token] = []
        opened: int | None = None
        for child in token.children:
            if child.type == "record":
                target = resolve(child.meta["target"])
                if target is None:
                    settled.append(_text(child.content))
                else:
                    chosen = child.meta["words"]
                    words = _text((f"{chosen} ({target.note})" if target.note else chosen) if chosen else target.title)
                    start = Token("link_open", "a", 1, attrs={"href": target.href})
                    settled.extend((start, words, Token("link_close", "a", -1)))
            elif child.type == "image":
                settled.append(_text(_spoken([child])))
            elif child.type == "link_open":
                opened = len(settled) if _lead(child, resolve_page) else None
                if opened is not None:
                    settled.append(child)
            elif child.type == "link_close":
                if opened is not None:
                    if not _spoken(settled[opened:]).strip():
                        settled.append(_text(str(settled[opened].attrs["href"])))
                    settled.append(child)
            else:
                settled.append(child)
        token.children = settled


def _lead(link: Token, resolve_page: ResolvePage) -> bool:
    """Let a link lead where it means to; False where that is nowhere."""
    if _leads_out(link):
        link.attrs = {"href": link.attrs["href"], "rel": "nofollow noopener"}
        return True
    page = resolve_page(_href(link))
    link.attrs = {"href": page or ""}
    return page is not None


def _give_ids(tokens: list[Token]) -> set[str]:
    """Give every heading an id, as MkDocs does it (`our-aim`, then `our-aim_1`); they are returned.

    None begins with an underscore, as those of the theme do (`__drawer`).
    """
    ids: set[str] = set()
    repeats: dict[str, int] = {}
    for index, token in enumerate(tokens):
        if token.type != "heading_open":
            continue
        latin = unicodedata.normalize("NFKD", _words([tokens[index + 1]])).encode("ascii", "ignore").decode()
        slug = re.sub(r"[-\s]+", "-", re.sub(r"[^\w\s-]", "", latin).lower()).strip("-_") or "section"
        id = slug
        while id in ids:
            repeats[slug] = repeats.get(slug, 0) + 1
            id = f"{slug}_{repeats[slug]}"
        ids.add(id)
        token.attrs["id"] = id
    return ids


_TAGS = set("p strong em a code pre blockquote ul ol li hr br table thead tbody tr th td".split())
_HEADINGS = set("h1 h2 h3 h4 h5 h6".split())
_ATTRIBUTES = {"a": {"href", "rel"}, "ol": {"start"}}


def _cleaner(tags: set[str], attributes: dict[str, set[str]]) -> nh3.Cleaner:
    return nh3.Cleaner(tags=tags, attributes=attributes, url_schemes={"http", "https", "mailto"}, link_rel=None)


_FIELD_CLEANER = _cleaner(_TAGS, _ATTRIBUTES)
_PAGE_CLEANER = _cleaner(_TAGS | _HEADINGS, _ATTRIBUTES | {tag: {"id"} for tag in _HEADINGS})


def _html(tokens: list[Token], cleaner: nh3.Cleaner) -> Markup:
    """The renderer escapes all text and makes allowed elements only; the cleaner makes sure of it."""
    return Markup(visible(cleaner.clean(render(tokens))))
