"""Warnings that somebody has looked at and accepts: they become notes, with the reason."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from nicbook.corpus import Entry
from nicbook.diagnostics import Diagnostic, Diagnostics, Severity, diagnose, registry
from nicbook.text import to_words


def accept(diagnostics: Iterable[Diagnostic], entries: Mapping[str, Entry]) -> Diagnostics:
    """The diagnostics with every accepted warning turned into a note. An error cannot be accepted."""
    reasons = {
        (entry.path, accepted.code): to_words(accepted.why)
        for entry in entries.values()
        for accepted in entry.record.accepted
    }
    judged = []
    for found in diagnostics:
        record = f"{found.path.removesuffix('.csv')}.yml" if found.path.endswith(".csv") else found.path
        why = reasons.get((record, found.code.name))
        if why is not None and found.severity is Severity.WARNING:
            reason = "." if found.code.private else f", because: {why}"
            found = replace(found, severity=Severity.INFO, hint=f"Nothing to mend: it is accepted{reason}")
        judged.append(found)
    return (*judged, *_cannot_be_accepted(entries))


def _cannot_be_accepted(entries: Mapping[str, Entry]) -> Iterator[Diagnostic]:
    for entry in entries.values():
        for index, accepted in enumerate(entry.record.accepted):
            code = registry().get(accepted.code)
            if code is None or code.severity is Severity.ERROR:
                message = (
                    f"There is no warning with the code {accepted.code}."
                    if code is None
                    else f"{accepted.code} is an error, and errors cannot be accepted."
                )
                hint = "Write the code of a warning, as `nicbook check` shows it."
                yield diagnose("cannot-accept", entry.path, entry.span(("accepted", index, "code")), message, hint)
