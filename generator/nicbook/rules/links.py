"""What the links of a theory lead to: drivers and ideas that drive nothing, what is retired, variants that are not there.

Links that name nothing, or the wrong kind of record, are told by linking.py: they are no part of the theory.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from difflib import get_close_matches

from nicbook.diagnostics import Diagnostic, diagnose
from nicbook.records.kinds import KINDS
from nicbook.records.routine import Routine
from nicbook.theory import Theory, drives_of

_RESTS_ON = frozenset(("drives", "part_of", "measure", "serves", "causes", "of", "variation"))
"""Keys by which the working theory rests on a record; tests, findings and lessons may be about what is retired."""


def orphans(theory: Theory, today: date | None) -> Iterator[Diagnostic]:
    """Drivers and change ideas without an arrow that stands."""
    for entry in theory.entries.values():
        if entry.kind not in ("driver", "change-idea") or entry.record.retired is not None:
            continue
        if all(arrow.retired is not None for arrow in drives_of(entry.record)):
            what = KINDS[entry.kind].words
            message = f"This {what} drives nothing, so it stands alone in the diagram."
            hint = f"Name under `drives` what it should move, or mark the {what} as `retired` with the reason."
            yield diagnose("orphan", entry.path, entry.span(("drives",)), message, hint)


def retired_targets(theory: Theory, today: date | None) -> Iterator[Diagnostic]:
    """Records of the working theory that rest on a retired one."""
    for entry in theory.entries.values():
        if entry.record.retired is not None or entry.kind in ("cycle", "adaptation", "finding", "lesson"):
            continue
        arrows = drives_of(entry.record)
        for link in theory.links_from(entry.address):
            target = theory.entries[link.target]
            retired = target.record.retired
            if retired is None or link.key not in _RESTS_ON or link.location[-1] in ("sources", "id", "shown_by"):
                continue
            if link.key == "drives" and (link.location[-1] != "to" or arrows[int(link.location[1])].retired is not None):
                continue
            after = f"by {retired.replaced_by}" if retired.replaced_by else "by what took its place"
            or_retire = "mark this arrow as `retired` too" if link.key == "drives" else "take it out"
            message = f"`{entry.document.key_at(link.location)}` names “{target.id}”, which is retired."
            hint = f"Replace it {after}, or {or_retire}."
            yield diagnose("retired-target", entry.path, entry.span(link.location), message, hint)


def unknown_variants(theory: Theory, today: date | None) -> Iterator[Diagnostic]:
    """Tests, adaptations and findings of a variant that their routine does not have."""
    for entry in theory.entries.values():
        variant = getattr(entry.record, "variant", None)
        if variant is None:
            continue
        for link in theory.links_from(entry.address):
            target = theory.entries[link.target]
            if link.location not in (("tests",), ("of",)) or not isinstance(target.record, Routine):
                continue
            known = [each.id for each in target.record.variants]
            if variant not in known:
                close = get_close_matches(variant, known, 1)
                message = f"The routine {target.id} has no variant “{variant}”."
                hint = f"Did you mean {close[0]}?" if close else f"Its variants are: {', '.join(known) or 'none'}."
                yield diagnose("unknown-variant", entry.path, entry.span(("variant",)), message, hint)


RULES = (orphans, retired_targets, unknown_variants)
