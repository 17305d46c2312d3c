"""What is made up stays among what is made up: readers must never take it for real."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from nicbook.diagnostics import Diagnostic, diagnose
from nicbook.records.fields import Markdown
from nicbook.records.kinds import SHARED
from nicbook.records.walk import walk
from nicbook.theory import Theory


def made_up_among_real(theory: Theory, today: date | None) -> Iterator[Diagnostic]:
    """Illustrative records in a network that is not, and real networks that rest on illustrative records.

    A text may lead to an illustration: nothing rests on what it links to, and the page there says what it is.
    """
    for entry in theory.entries.values():
        network = theory.entries.get(f"networks/{entry.network}")
        is_real = not entry.record.illustrative
        if network is not None and not is_real and not network.record.illustrative:
            message = "This record is made up, but its network is real, so it would stand among real results."
            hint = "Move it to a network that is `illustrative: true` as a whole."
            yield diagnose("made-up-among-real", entry.path, entry.span(("illustrative",)), message, hint)
        if not is_real or entry.kind in SHARED or (network is not None and network.record.illustrative):
            continue
        texts = {location for location, value in walk(entry.record) if isinstance(value, Markdown)}
        for link in theory.links_from(entry.address):
            if link.location in texts:
                continue
            target = theory.entries[link.target]
            owner = theory.entries.get(f"networks/{target.network}")
            if target.record.illustrative or (owner is not None and owner.record.illustrative):
                message = f"This record is real, but it rests on “{target.id}”, which is made up."
                hint = "Name a real record, or leave this out."
                yield diagnose("made-up-among-real", entry.path, entry.span(link.location), message, hint)


RULES = (made_up_among_real,)
