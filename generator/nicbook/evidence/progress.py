"""Where each part of a theory stands by its evidence: untested, being tested, moving, mixed or contradicted."""

from __future__ import annotations

from typing import Literal

from nicbook.corpus import Entry
from nicbook.evidence.gaps import latest_versions
from nicbook.evidence.lines import lines_of, verdict_of
from nicbook.evidence.maturity import maturity
from nicbook.evidence.moving import moving
from nicbook.evidence.variation import variations
from nicbook.records.measure import Measure
from nicbook.theory import Theory, once

Progress = Literal["untested", "being tested", "moving", "mixed", "contradicted"]
"""What a diagram says of a box where it is shown by evidence.

- `untested`: nothing was tried, or nothing is measured.
- `being tested`: something was tried or is measured, and no value shows a clear change yet.
- `moving`: clearly better at one site or more, and clearly worse at none.
- `mixed`: clearly better somewhere, and clearly worse somewhere or for some group.
- `contradicted`: clearly worse, and clearly better nowhere; or given up by all who tested it.
"""

WORDS: tuple[Progress, ...] = ("untested", "being tested", "moving", "mixed", "contradicted")


@once
def progress_of(theory: Theory, entry: Entry) -> Progress:
    """The progress of an aim, driver, change idea or routine."""
    if entry.kind in ("change-idea", "routine"):
        return _of_a_change(theory, entry)
    return _of_what_should_move(theory, entry)


def _of_a_change(theory: Theory, entry: Entry) -> Progress:
    known = maturity(theory, entry)
    is_better = any(each.of("clearly better") for each in variations(theory, entry))
    if known.is_mixed:
        return "mixed" if is_better else "contradicted"
    if is_better:
        return "moving"
    if known.is_abandoned and known.completed:
        return "contradicted"
    return "being tested" if known.starts else "untested"


def _of_what_should_move(theory: Theory, entry: Entry) -> Progress:
    """An aim by its own measure; a driver by the outcome and process measures that are said to tell about it."""
    if entry.kind == "aim":
        state = moving(theory, entry).state
        words: dict[str, Progress] = {
            "moving": "moving",
            "moving-at-some": "moving",
            "mixed": "mixed",
            "wrong-way": "contradicted",
            "no-data": "untested",
            "no-measure": "untested",
        }
        return words.get(state, "being tested")
    naming = {link.source for link in theory.links_to(entry.address) if link.key == "of"}
    measures = [theory.entries[each] for each in sorted(naming)]
    verdicts = [
        verdict_of(line, measure.record).verdict
        for measure in measures
        if isinstance(measure.record, Measure) and measure.record.role in ("outcome", "process")
        for line in latest_versions(lines_of(theory, measure))
        if line.role == "school" and not line.groups
    ]
    if "better" in verdicts:
        return "mixed" if "worse" in verdicts else "moving"
    if "worse" in verdicts:
        return "contradicted"
    return "being tested" if verdicts else "untested"
