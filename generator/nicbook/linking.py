"""Records -> the theory: every reference is resolved, and every one that cannot be is told, with what was probably meant."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass

import networkx as nx

from nicbook.addresses import Addresses
from nicbook.corpus import Corpus, Entry
from nicbook.diagnostics import Diagnostic, Diagnostics, Span, diagnose
from nicbook.reading.document import Location
from nicbook.reading.places import span_in
from nicbook.records.fields import FileName, Markdown, Ref
from nicbook.records.kinds import KINDS
from nicbook.records.walk import walk
from nicbook.text import addresses_in, links_in
from nicbook.theory import Link, Theory, assemble

LOOPLESS = (
    ("drives", ("drives", "part_of"), ("aim", "driver")),
    ("follows", ("follows",), ("cycle",)),
    ("is part of", ("part_of",), ("site",)),
    ("is adapted from", ("adapted_from",), ("routine",)),
    ("is replaced by", ("retired",), tuple(KINDS)),
)
"""Relations in which nothing may lead back to itself: the words for it, the keys that make it, the kinds it joins."""


def link(corpus: Corpus, pages: Mapping[str, str], assets: Container[str]) -> tuple[Theory, Diagnostics]:
    """The theory of a corpus, and everything that is wrong with its links.

    `pages` are the texts of the prose pages by path: their `[[links]]` are checked too. `assets` are the paths in the
    website of the files that are handed out.
    """
    addresses = Addresses(corpus)
    links: list[Link] = []
    found: list[Diagnostic] = []
    for entry in corpus.checked:
        for reference in _references(entry):
            location = reference.location
            target, problem = _resolve(entry, reference, addresses)
            if problem is not None:
                found.append(problem)
            elif target in corpus.entries and entry.address in corpus.entries:
                links.append(Link(entry.address, target, location))
        found.extend(_table_sites(entry, addresses))
        found.extend(_missing_files(entry, assets))
        found.extend(_page_addresses(entry))
    incomplete = frozenset(place.network for place in corpus.dropped.values() if place.network is not None)
    theory = assemble(corpus.entries.values(), links, incomplete)
    loops, looping = _loops(theory)
    if loops:
        found.extend(loops)
        straight = (one for one in links if (one.source, one.location) not in looping)
        theory = assemble(corpus.entries.values(), straight, incomplete)
    for path, text in sorted(pages.items()):
        found.extend(_page_links(path, text, addresses))
    return theory, tuple(found)


@dataclass(frozen=True, slots=True)
class _Reference:
    """An id that a record names. In a text any kind may stand, the record itself too."""

    location: Location
    text: str
    kinds: tuple[str, ...] = ()
    is_in_text: bool = False


def _references(entry: Entry) -> Iterator[_Reference]:
    for location, value in walk(entry.record):
        if isinstance(value, Ref):
            yield _Reference(location, value, value.kinds)
        elif isinstance(value, Markdown):
            for text_link in links_in(value):
                yield _Reference(location, text_link.target, is_in_text=True)


def _resolve(entry: Entry, reference: _Reference, addresses: Addresses) -> tuple[str | None, Diagnostic | None]:
    text, kinds = reference.text, reference.kinds
    meanings = addresses.meanings(text, entry.network)
    if len(meanings) != 1:
        span = _place_of(entry, reference)
        return None, _unresolved(entry.path, span, text, entry.network, kinds, meanings, addresses)
    span, key = entry.span(reference.location), entry.document.key_at(reference.location)
    target = meanings[0]
    if target == entry.address and not reference.is_in_text:
        return None, diagnose(
            "self-reference", entry.path, span, f"`{key}` names this record itself.", "Name another record, or leave it out."
        )
    if kinds and addresses.kind(target) not in kinds:
        wanted, given = _one_of(kinds), _one_of((addresses.kind(target),))
        return None, diagnose(
            "wrong-kind",
            entry.path,
            span,
            f"`{key}` names “{text}”, which is {given}; the id of {wanted} belongs here.",
            f"Name {wanted}, or write this under the key that is meant for it.",
        )
    return target, None


def _place_of(entry: Entry, reference: _Reference) -> Span:
    """Where a reference stands: in a text, the `[[link]]` itself."""
    span = entry.span(reference.location)
    if not reference.is_in_text:
        return span
    as_written = re.compile(rf"\[\[\s*{re.escape(reference.text)}\s*(?:\]\]|\\?\|)")
    lines = entry.document.text.split("\n")
    for number in range(span.line, span.end_line + 1):
        if found := as_written.search(lines[number - 1]):
            return Span(number, found.start() + 1, number, found.end() + 1)
    return span


def _one_of(kinds: tuple[str, ...]) -> str:
    """“an aim or a driver”."""
    words = (KINDS[kind].words for kind in kinds)
    return " or ".join(f"{'an' if word[0] in 'aeiou' else 'a'} {word}" for word in words)


def _unresolved(
    path: str,
    span: Span,
    text: str,
    network: str | None,
    kinds: tuple[str, ...],
    meanings: list[str],
    addresses: Addresses,
) -> Diagnostic:
    if meanings:
        choices = " or ".join("/".join(address.split("/")[1::2]) for address in meanings)
        return diagnose(
            "ambiguous-reference",
            path,
            span,
            f"“{text}” is the id of {len(meanings)} records in different networks.",
            f"Say which is meant: {choices}.",
        )
    close = addresses.suggestion(text, network, kinds)
    if close is not None and close.lower() == text.lower():
        return diagnose(
            "case-difference",
            path,
            span,
            f"“{text}” differs from the id “{close}” in capital letters.",
            f"Write {close}: ids have no capital letters, just as the names of the files.",
        )
    wanted = " or ".join(KINDS[kind].words for kind in kinds) or "record"
    folders = " or ".join(KINDS[kind].folder for kind in kinds)
    hint = f"Did you mean {close}?" if close else "Write the name of a file"
    if not close:
        hint += f" in {folders}/ without .yml, or add that file." if folders else " of this base without .yml, or add that file."
    return diagnose("dangling-reference", path, span, f"There is no {wanted} with the id “{text}”.", hint)


def _table_sites(entry: Entry, addresses: Addresses) -> Iterator[Diagnostic]:
    """The sites that a table names, each told once, where it first stands."""
    if entry.table is None:
        return
    for site, span in entry.table.first_rows_of_sites():
        meanings = addresses.meanings(site, None)
        if len(meanings) != 1 or addresses.kind(meanings[0]) != "site":
            close = addresses.suggestion(site, None, ("site",))
            yield diagnose(
                "unknown-site",
                entry.table.path,
                span,
                "The site of this row has no file in theory/sites/.",
                f"Did you mean {close}?" if close else "Add the file, or write the id of a site that is there.",
            )


def _page_addresses(entry: Entry) -> Iterator[Diagnostic]:
    """Links and pictures in a record's texts that cannot be shown: only records and other websites are linked there."""
    for location, value in walk(entry.record):
        if not isinstance(value, Markdown):
            continue
        for address in addresses_in(value):
            message = "Pictures are not shown in a record." if address.is_picture else f"“{address.href}” leads nowhere from a record."
            hint = "Link to a record such as [[attendance]], or to an address that begins with https://."
            yield diagnose("dangling-page", entry.path, entry.span(location), message, hint)


def _missing_files(entry: Entry, assets: Container[str]) -> Iterator[Diagnostic]:
    for location, value in walk(entry.record):
        if isinstance(value, FileName) and f"networks/{entry.network}/files/{value}" not in assets:
            message = f"There is no file {value} in theory/networks/{entry.network}/files/."
            hint = "Add the file there, or describe it in words."
            yield diagnose("missing-file", entry.path, entry.span(location), message, hint)


def _loops(theory: Theory) -> tuple[list[Diagnostic], set[tuple[str, Location]]]:
    """One diagnostic for each group of records that lead back to themselves, with one whole way round."""
    found: list[Diagnostic] = []
    inside: set[tuple[str, Location]] = set()
    links = [link for _, _, link in theory.graph.edges(data="link")]
    for words, keys, kinds in LOOPLESS:
        steps = {
            (link.source, link.target): link
            for link in links
            if _relation(link) in keys and theory.entries[link.source].kind in kinds
        }
        graph = nx.DiGraph(list(steps))
        for group in nx.strongly_connected_components(graph):
            if len(group) == 1:
                continue
            way = [edge[0] for edge in nx.find_cycle(graph.subgraph(sorted(group)), source=min(group))]
            start = way.index(min(way))
            way = way[start:] + way[:start]
            first = theory.entries[way[0]]
            names = [theory.entries[address].id for address in (*way, way[0])]
            found.append(
                diagnose(
                    "loop",
                    first.path,
                    first.span(steps[way[0], way[1 % len(way)]].location),
                    f"These records lead back to themselves: {f' {words} '.join(names)}.",
                    "Take out the one that is the wrong way round.",
                )
            )
            inside |= {(step.source, step.location) for (a, b), step in steps.items() if a in group and b in group}
    return found, inside


def _relation(link: Link) -> str:
    """The key that makes a link, where that key is the whole of the relation; others (such as sources) make none."""
    return {
        ("drives", "to"): "drives",
        ("retired", "replaced_by"): "retired",
        ("adapted_from", "routine"): "adapted_from",
    }.get((link.key, link.location[-1]), link.key if len(link.location) == 1 else "")


def _page_links(path: str, text: str, addresses: Addresses) -> Iterator[Diagnostic]:
    for found in links_in(text):
        meanings = addresses.meanings(found.target, None)
        if len(meanings) != 1:
            yield _unresolved(path, span_in(text, found.start, found.end), found.target, None, (), meanings, addresses)


