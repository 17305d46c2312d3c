"""The format by example: a page for each kind of record, made from its model and from the illustrative network."""

from __future__ import annotations

from dataclasses import dataclass, replace

from markupsafe import Markup

from nicbook.pages.environment import render
from nicbook.pages.format_example import Example, example_of
from nicbook.pages.format_keys import INDEX, common_keys, keys_of_part, own_keys, with_article
from nicbook.pages.frame import Crumb, is_illustrative, sentence_case
from nicbook.pages.links import Links
from nicbook.pages.page import HOW_TO, Page
from nicbook.records import dates, figures
from nicbook.records.kinds import KINDS, SHARED, Kind
from nicbook.text import Heading, to_html

TITLE = "The format by example"
_TABLES = {
    "measure": "Its values stand in a table of the same name beside it, with the columns date, site, one for each of "
    "`strata`, then numerator and denominator, or value and size; where they are needed, version and note. An empty "
    "cell in a group column means everyone. Where a group is small, write `suppressed` in place of its numbers.",
    "pipeline": "Its counts stand in a table of the same name beside it, with the columns cohort, site, others for "
    "groups if you like, stage and count. Where a group is small, write `suppressed` in place of its count.",
}


@dataclass(frozen=True, slots=True)
class KindLine:
    """A kind of record in the index."""

    title: str
    href: str
    about: str
    file: Markup
    """Where its files stand, with what the author chooses marked."""


def format_index(links: Links) -> Page:
    html = render(
        "format-index.html",
        title=TITLE,
        crumbs=(Crumb("Home", links.to_page("")),),
        kinds=[_kind_line(kind, links) for kind in KINDS.values()],
        how_dates=dates.HOW_TO_WRITE,
        how_figures=figures.HOW_TO_WRITE,
        figure=keys_of_part("Figure", links),
        source=keys_of_part("Cited", links),
        since=keys_of_part("Since", links),
        retired=keys_of_part("Retired", links),
        common=common_keys(links),
    )
    headings = (
        Heading(2, "kinds", "The kinds of record"),
        Heading(2, "values", "How values are written"),
        Heading(2, "every", "Keys of every record"),
    )
    description = "Every kind of record and every key, with an example of each."
    return Page(INDEX, TITLE, html, headings, description, description, in_navigation=True, under=HOW_TO)


def format_page(kind: Kind, links: Links) -> Page:
    """What a kind of record may say, key by key, and the illustrative records of that kind as they are written."""
    title = f"The format of {with_article(kind)}"
    line = _kind_line(kind, links)
    keys = own_keys(kind, links)
    examples = _examples(kind, links)
    html = render(
        "format.html",
        title=title,
        crumbs=(Crumb("Home", links.to_page("")), Crumb(TITLE, links.to_page(INDEX))),
        kind=line,
        table=to_html(_TABLES.get(kind.name, ""), links.resolve),
        keys=keys,
        common=common_keys(links),
        index=links.to_page(INDEX),
        plural=kind.plural,
        all_of_them=links.to_page(f"{kind.folder}/"),
        examples=examples,
    )
    headings = [Heading(2, "keys", "Its keys"), Heading(2, "every", "Keys of every record")]
    if examples:
        headings.insert(0, Heading(2, "example", "Examples"))
    words = f"{line.about} {' '.join(key.name for key in keys)}"
    return Page(f"{INDEX}{kind.name}/", title, html, tuple(headings), words, line.about)


def _kind_line(kind: Kind, links: Links) -> KindLine:
    about = (kind.model.__doc__ or "").strip()
    return KindLine(sentence_case(kind.words), links.to_page(f"{INDEX}{kind.name}/"), about, _file(kind))


def _file(kind: Kind) -> Markup:
    if kind.name == "network":
        return Markup("theory/networks/<var>network</var>/network.yml")
    folder = kind.folder if kind.name in SHARED else f"networks/<var>network</var>/{kind.folder}"
    return Markup(f"theory/{folder}/<var>id</var>.yml")


def _examples(kind: Kind, links: Links) -> tuple[Example, ...]:
    """The illustrative records of a kind, the longest first: it shows most."""
    entries = [entry for entry in links.theory.of_kind(kind.name) if is_illustrative(entry, links)]
    entries.sort(key=lambda entry: (-len(entry.document.text), entry.address))
    return tuple(example_of(entry, replace(links, network=entry.network)) for entry in entries)
