"""Everything together: files in, a Website and every diagnostic of the run out. Pure: reads and writes nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from importlib import resources
from types import MappingProxyType

from nicbook.addresses import Addresses
from nicbook.assets import read_assets
from nicbook.corpus import read_corpus
from nicbook.diagnostics import START, Diagnostic, Diagnostics, Severity, diagnose, sorted_by_place
from nicbook.drawing.charts.svg import stylesheet as chart_stylesheet
from nicbook.drawing.svg import stylesheet as diagram_stylesheet
from nicbook.linking import link
from nicbook.pages.checks_page import ADDRESS as CHECKS
from nicbook.pages.checks_page import checks_page
from nicbook.pages.frame import Upkeep
from nicbook.pages.format_keys import INDEX as FORMAT
from nicbook.pages.format_pages import format_index, format_page
from nicbook.pages.glossary import ADDRESS as GLOSSARY
from nicbook.pages.glossary import glossary_page
from nicbook.pages.index_pages import home_page, kind_page
from nicbook.pages.known_pages import known_pages
from nicbook.pages.links import Links
from nicbook.pages.measure_pages import measure_pages
from nicbook.pages.diagram_pages import diagram_pages
from nicbook.pages.diagrams import Drawings
from nicbook.pages.page import Page
from nicbook.pages.prose_pages import HOME, is_prose, prose_address, prose_page, read_prose, unknown_places
from nicbook.pages.record_pages import moved_page, record_page
from nicbook.pages.results_pages import results_page
from nicbook.pages.schools_pages import schools_page
from nicbook.pages.sheets import ADDRESS as SHEETS
from nicbook.pages.sheets import DIAGRAM as DIAGRAM_SHEET
from nicbook.pages.sheets import TEST as TEST_SHEET
from nicbook.pages.sheets import driver_diagram_sheet, sheets_index, test_sheet
from nicbook.pages.side_by_side import ADDRESS as SIDE_BY_SIDE
from nicbook.pages.side_by_side import side_by_side_page
from nicbook.pages.time_pages import time_page
from nicbook.privacy import gate
from nicbook.records.kinds import KINDS
from nicbook.rules import judge
from nicbook.rules.acceptance import accept
from nicbook.theory import Theory


GUIDE = "content/contribute.md"
"""The page that says how to contribute, if a base has one: every record's page leads there."""

_TAKEN = (CHECKS, FORMAT, GLOSSARY, SHEETS, SIDE_BY_SIDE, *(f"{kind.folder}/" for kind in KINDS.values()), "assets/", "search/")
"""Addresses below which the website makes its own pages and files."""

_OWN_PAGES = (
    *(CHECKS, FORMAT, GLOSSARY, SHEETS, DIAGRAM_SHEET, TEST_SHEET, SIDE_BY_SIDE),
    *(f"{kind.folder}/" for kind in KINDS.values()),
    *(f"{FORMAT}{kind.name}/" for kind in KINDS.values()),
)
"""Pages of every website, which prose may link to as [glossary](glossary/index.md)."""


@dataclass(frozen=True, slots=True)
class Base:
    """A knowledge base as it was read: the theory, and the prose that goes with it."""

    theory: Theory
    addresses: Addresses
    prose: tuple[Page, ...]
    assets: Mapping[str, bytes]
    """Files that are handed out as they are, by their path in the website."""
    records: Mapping[str, int]
    """How many records of each kind could be read."""
    remarks: Diagnostics = ()
    """What was found while reading, before the theory was judged."""


@dataclass(frozen=True, slots=True)
class Website:
    """What is published: pages by their address, and other files by their path in the site."""

    pages: Mapping[str, Page]
    files: Mapping[str, bytes]


def read_base(
    files: Mapping[str, bytes], today: date | None = None, refused: Diagnostics = ()
) -> tuple[Base, Diagnostics]:
    """Read and check everything. `files` are keyed by path relative to ROOT; `refused` is what was wrong with others.

    Dates in the future are judged only where `today` is given.
    """
    prose_texts, unreadable = _prose_texts(files)
    assets, not_handed_out = read_assets(files)
    corpus, misread = read_corpus(files)
    records = Counter({kind: 0 for kind in KINDS})
    records.update(entry.kind for entry in corpus.entries.values())
    let_through, held_back = gate(corpus, _written(files))
    theory, unlinked = link(let_through, prose_texts, assets)
    addresses = Addresses(let_through)
    prose, misplaced = _prose_pages(files, prose_texts, theory, addresses)
    remarks = (*refused, *unreadable, *not_handed_out, *misread, *held_back, *unlinked, *misplaced)
    diagnostics = sorted_by_place(accept((*remarks, *judge(theory, today)), theory.entries))
    return Base(theory, addresses, prose, assets, MappingProxyType(dict(records)), remarks), diagnostics


def make_website(
    base: Base, changes: Mapping[str, date] = MappingProxyType({}), today: date | None = None
) -> Website:
    """The pages of a base. Meant for a base without errors: what dropped out is simply not there.

    `changes` are the days on which files last changed, by path, where that is known. Only where `today` is given do pages
    say that nothing new was heard for a long time.
    """
    base = replace(base, theory=replace(base.theory, today=today))
    return Website(
        MappingProxyType({page.address: page for page in _pages(base, changes)}),
        MappingProxyType({**base.assets, **_own_files()}),
    )


def build(files: Mapping[str, bytes]) -> tuple[Website, Diagnostics]:
    """Files -> website. Publish it only where no diagnostic is an error."""
    base, diagnostics = read_base(files)
    return make_website(base), diagnostics


def _prose_texts(files: Mapping[str, bytes]) -> tuple[dict[str, str], Diagnostics]:
    texts: dict[str, str] = {}
    found: list[Diagnostic] = []
    for path in filter(is_prose, sorted(files)):
        text, problems = read_prose(path, files[path])
        found.extend(problems)
        if text is not None:
            texts[path] = text
    return texts, tuple(found)


def _written(files: Mapping[str, bytes]) -> dict[str, str]:
    """Every text file as it was written, also a faulty one: all of it is public, and passes the gate."""
    return {
        path: content.decode("utf-8-sig", "replace") for path, content in files.items() if path.endswith((".yml", ".csv", ".md"))
    }


def _prose_pages(
    files: Iterable[str], texts: Mapping[str, str], theory: Theory, addresses: Addresses
) -> tuple[tuple[Page, ...], Diagnostics]:
    """The prose pages that could be read; a page that could not is still one that links may lead to."""
    paths = {f"content/{address}index.md": address for address in _OWN_PAGES}
    paths |= {path: "" if path == HOME else prose_address(path) for path in filter(is_prose, sorted(files))}
    taken: dict[str, str] = {}
    pages: list[Page] = []
    found: list[Diagnostic] = []
    for path, text in texts.items():
        first = taken.setdefault(paths[path], path)
        if path != HOME and (not paths[path] or paths[path].startswith(_TAKEN) or first != path):
            owner = f"The page {first}" if first != path else "The website itself"
            hint = "Choose another name. What the home page says first stands in content/home.md."
            found.append(diagnose("reserved-name", path, START, f"{owner} has the address of this name already.", hint))
            continue
        page, problems = prose_page(path, text, Links(theory, addresses, paths[path]), paths)
        found.extend(problems)
        if page is not None:
            pages.append(page)
    found.extend(unknown_places({page.source: page for page in pages if page.source}, texts))
    return tuple(pages), tuple(found)


def _pages(base: Base, changes: Mapping[str, date]) -> Iterator[Page]:
    """Every page, in the order of the menu."""
    theory, addresses = base.theory, base.addresses
    drawings = Drawings(theory)
    guide = next((page.address for page in base.prose if page.source == GUIDE), "")
    upkeep = Upkeep(changes, guide)
    to_mend = _to_mend(base)

    def links(page: str, network: str | None = None) -> Links:
        return Links(theory, addresses, page, network)

    introduction = next((page for page in base.prose if page.source == HOME), None)
    yield home_page(theory, drawings, links(""), introduction)
    for kind in KINDS.values():
        yield kind_page(kind, theory, links(f"{kind.folder}/"))
    yield from (page for page in base.prose if page is not introduction)
    compared = side_by_side_page(links(SIDE_BY_SIDE))
    if compared is not None:
        yield compared
    yield sheets_index(links(SHEETS))
    yield driver_diagram_sheet(links(DIAGRAM_SHEET))
    yield test_sheet(links(TEST_SHEET))
    yield glossary_page(links(GLOSSARY))
    yield checks_page(links(CHECKS))
    yield format_index(links(FORMAT))
    for kind in KINDS.values():
        yield format_page(kind, links(f"{FORMAT}{kind.name}/"))
    for entry in theory.entries.values():
        network = entry.network
        yield record_page(entry, drawings, links(f"{entry.address}/", network), upkeep)
        for alias in entry.record.aliases:
            old = f"{entry.address.rpartition('/')[0]}/{alias}/"
            yield moved_page(old, entry, links(old, network))
        if entry.kind in ("change-idea", "routine"):
            results = results_page(entry, links(f"{entry.address}/results/", network))
            if results is not None:
                yield results
        if entry.kind == "measure":
            yield from measure_pages(entry, partial(links, network=network))
        if entry.kind == "network":
            yield from diagram_pages(entry, drawings, partial(links, network=network))
            yield from known_pages(entry, to_mend.get(entry.id, ()), partial(links, network=network))
            over_time = time_page(entry, drawings, links(f"{entry.address}/over-time/", network))
            if over_time is not None:
                yield over_time
            schools = schools_page(entry, links(f"{entry.address}/schools/", network))
            if schools is not None:
                yield schools


def _to_mend(base: Base) -> Mapping[str, Diagnostics]:
    """The warnings and notes that readers may help with, by network: without those that somebody accepted, and without
    those about persons, for a page that says where a name stands would lead everybody to it."""
    found = (*base.remarks, *judge(base.theory, base.theory.today))
    kept = [
        now
        for was, now in zip(found, accept(found, base.theory.entries), strict=False)
        if now.severity is was.severity is not Severity.ERROR and not now.code.private
    ]
    networks: dict[str, list[Diagnostic]] = {}
    for one in sorted_by_place(kept):
        match one.path.split("/"):
            case ["theory", "networks", network, *_]:
                networks.setdefault(network, []).append(one)
    return {network: tuple(remarks) for network, remarks in networks.items()}


def _own_files() -> dict[str, bytes]:
    """The stylesheet and the script that every page uses."""
    folder = resources.files("nicbook.pages") / "assets"
    parts = sorted((part for part in folder.iterdir()), key=lambda part: part.name)
    styles = [part.read_bytes() for part in parts if part.name.endswith(".css")]
    scripts = [part.read_bytes() for part in parts if part.name.endswith(".js")]
    return {
        "assets/nicbook/nicbook.css": b"\n".join([*styles, diagram_stylesheet().encode(), chart_stylesheet().encode()]),
        "assets/nicbook/nicbook.js": b"\n".join(scripts),
    }
