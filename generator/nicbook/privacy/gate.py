"""The gate itself: every file and every record is looked at, and what must not be shown drops out here."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType

from nicbook.corpus import Corpus
from nicbook.diagnostics import START, Diagnostic, Diagnostics, Severity, Span, diagnose
from nicbook.privacy.figures import figure_faults
from nicbook.privacy.groups import MINIMUM
from nicbook.privacy.people import telling_parts
from nicbook.privacy.tables import table_faults
from nicbook.reading.document import Document
from nicbook.reading.places import Lines
from nicbook.records.network import Network

_TOLD = {
    "secret": (
        "Something here looks like a password or the secret code of an account.",
        "Take it out, and replace it wherever it is in use: it was published.",
    ),
    "mail-address": (
        "There is a mail address here.",
        "Take it out, or write it under `contact` if it belongs to a role.",
    ),
    "phone-number": ("There is a phone number here.", "Take it out; readers write to the hub's `contact`."),
    "birth-date": ("There is a date of birth here.", "Take it out; a grade, or “14 to 16 years old”, says enough."),
    "student-number": ("There is a student number here.", "Take it out; no reader needs it."),
    "names-a-person": (
        "Something here looks like the name of a person.",
        "Write the role instead (“a ninth-grade teacher”). If nobody can be harmed, record that somebody looked: "
        "`accepted: [{code: names-a-person, why: ..}]`.",
    ),
    "small-group-in-text": (
        "People are counted here out of a group that is under the network's minimum.",
        "Write “some” or “most”, without the numbers. A share of very many people is written “two thirds”, or in percent.",
    ),
}
"""What is said of each, and how to mend it: never the words of the text."""
_KEYS_THAT_MAY = {"mail-address": "contact", "names-a-person": "authors"}
"""The key whose value may hold what must stand nowhere else."""


def gate(corpus: Corpus, texts: Mapping[str, str]) -> tuple[Corpus, Diagnostics]:
    """The corpus without the records that would show a small group or a person, and what to mend in their files.

    `texts` are the texts of all files by path, whatever they hold: comments, faulty files and prose pages are public too.
    """
    minimums = {
        entry.network: entry.record.privacy.minimum_group
        for entry in corpus.entries.values()
        if isinstance(entry.record, Network)
    }
    highest = max(minimums.values(), default=MINIMUM)
    documents = {document.path: document for document in corpus.documents}
    found: list[Diagnostic] = []
    for path, text in texts.items():
        minimum = minimums.get(_network_of(path), highest)
        found.extend(_text_faults(path, text, documents.get(path), minimum))
    for entry in corpus.checked:
        minimum = minimums.get(entry.network, highest)
        faults = figure_faults(entry, corpus.entries, minimum)
        # A size that has a fault of its own has dropped out of what is left of a record: it is not missing.
        found.extend(one for one in faults if entry.address in corpus.entries or one.code.name != "size-missing")
        found.extend(table_faults(entry, corpus.entries, minimum))

    refused = {one.path.rpartition(".")[0] for one in found if one.severity is Severity.ERROR}
    kept = {address: entry for address, entry in corpus.entries.items() if entry.path.removesuffix(".yml") not in refused}
    dropped = {address: entry.place for address, entry in corpus.entries.items() if address not in kept}
    return (
        replace(corpus, entries=MappingProxyType(kept), dropped=MappingProxyType({**corpus.dropped, **dropped})),
        tuple(found),
    )


def _network_of(path: str) -> str | None:
    parts = path.split("/")
    return parts[2] if parts[:2] == ["theory", "networks"] else None


def _text_faults(path: str, text: str, document: Document | None, minimum: int) -> Iterator[Diagnostic]:
    """What the name of a file and its text tell of persons, also where letters are written as codes such as `\\x40`."""
    for code, _, _ in telling_parts(re.sub(r"[-_./]+", " ", path), minimum):
        yield _told(code, path, START)
    parts = [(code, start, end, _words(text[start:end])) for code, start, end in telling_parts(text, minimum)]
    as_written = {(code, words) for code, _, _, words in parts}
    allowed = set()
    if document is not None and (parts or "\\" in text):
        for location, value in document.texts():
            for code, start, end in telling_parts(value, minimum):
                part = code, _words(value[start:end])
                if location[-1:] == (_KEYS_THAT_MAY.get(code),):
                    allowed.add(part)
                elif part not in as_written:
                    yield _told(code, path, document.nearest(location))
    lines = Lines(text)
    for code, start, end, words in parts:
        if (code, words) not in allowed:
            yield _told(code, path, lines.span(start, end))


def _words(text: str) -> str:
    return " ".join(text.split())


def _told(code: str, path: str, span: Span) -> Diagnostic:
    message, hint = _TOLD[code]
    if path.endswith(".md"):
        hint = hint.partition(" If nobody can be harmed")[0]  # a page has no `accepted`
    return diagnose(code, path, span, message, hint)
