"""What is covered: which drivers are measured, which ideas are tested, and which aims are still drafts."""

from __future__ import annotations

from nicbook.corpus import Entry
from nicbook.records.aim import Aim
from nicbook.records.cycle import Cycle
from nicbook.records.driver import Driver
from nicbook.theory import Theory


def missing_parts(aim: Aim) -> tuple[str, ...]:
    """What an aim lacks of “how much, of what, for whom, by when”; an aim that lacks some is a draft."""
    target = aim.target
    parts = {
        "a measure": aim.measure is not None,
        "a target": target is not None,
        "a date to reach it by": target is not None and (target.by is not None or target.within is not None),
    }
    return tuple(part for part, is_there in parts.items() if not is_there)


def status(theory: Theory, entry: Entry) -> str | None:
    """The state of a record of the theory in the words shown beside it; None where there is nothing to say."""
    record = entry.record
    if record.retired is not None:
        return "retired"
    naming = [(theory.entries[link.source], link) for link in theory.links_to(entry.address)]
    if isinstance(record, Aim):
        return "draft" if missing_parts(record) else None
    if isinstance(record, Driver):
        is_measured = any(source.kind == "measure" and link.key == "of" for source, link in naming)
        return "measured" if is_measured else "no measure yet"
    if entry.kind in ("change-idea", "routine"):
        tests = [source.record for source, link in naming if link.key == "tests"]
        return "tested" if any(isinstance(test, Cycle) and test.ended is not None for test in tests) else "no test yet"
    return None
