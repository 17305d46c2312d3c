"""The gate itself: every document and every record is looked at, and what must not be shown drops out here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType

from nicbook.corpus import Corpus, Entry
from nicbook.diagnostics import Diagnostic, Diagnostics, Severity, diagnose
from nicbook.privacy.figures import figure_faults
from nicbook.privacy.groups import MINIMUM
from nicbook.privacy.people import telling_parts
from nicbook.privacy.tables import table_faults
from nicbook.reading.places import span_in
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
        "Write “some” or “most”, without the numbers.",
    ),
}
"""What is said of each, and how to mend it: never the words of the text."""
_NOT_TEXT = frozenset(("contact", "url", "doi"))
_MAY_NAME = frozenset(("authors",))


def gate(corpus: Corpus, texts: Mapping[str, str]) -> tuple[Corpus, Diagnostics]:
    """The corpus without the records that would show a small group or a person, and what to mend in their files.

    `texts` are those of prose pages and of tables that are handed out, by path: they are public too.
    """
    minimums = {
        entry.network: entry.record.privacy.minimum_group
        for entry in corpus.entries.values()
        if isinstance(entry.record, Network)
    }
    found: list[Diagnostic] = []
    for document in corpus.documents:
        minimum = minimums.get(_network_of(document.path), MINIMUM)
        for location, text in document.texts():
            keys = [step for step in location if isinstance(step, str)]
            if keys and keys[-1] in _NOT_TEXT:
                continue
            for code, _, _ in telling_parts(text, minimum):
                if not (code == "names-a-person" and keys and keys[-1] in _MAY_NAME):
                    found.append(_told(code, document.path, document.nearest(location)))
    for path, text in texts.items():
        for code, start, end in telling_parts(text, MINIMUM):
            found.append(_told(code, path, span_in(text, start, end)))
    for entry in corpus.checked:
        minimum = minimums.get(entry.network, MINIMUM)
        found.extend(figure_faults(entry, corpus.entries, minimum))
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


def _told(code: str, path: str, span) -> Diagnostic:
    return diagnose(code, path, span, *_TOLD[code])
