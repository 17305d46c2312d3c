"""Where each part of a theory stands by its evidence: untested, being tested, moving, mixed or contradicted."""

from __future__ import annotations

from typing import Literal

from nicbook.corpus import Entry
from nicbook.evidence.gaps import latest_versions
from nicbook.evidence.lines import lines_of, verdict_of
from nicbook.evidence.maturity import maturity
from nicbook.evidence.moving import moving
from nicbook.evidence.series import Verdict
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
    verdicts = [verdict for of_measure in verdicts_on(theory, entry).values() for verdict in of_measure]
    if "better" in verdicts:
        return "mixed" if "worse" in verdicts else "moving"
    if "worse" in verdicts:
        return "contradicted"
    return "being tested" if verdicts else "untested"


def verdicts_on(theory: Theory, entry: Entry) -> dict[str, tuple[Verdict, ...]]:
    """What the charts of schools say of a driver: by the address of each outcome or process measure that tells about it."""
    naming = {link.source for link in theory.links_to(entry.address) if link.key == "of"}
    return {
        each: tuple(
            verdict_of(line, measure).verdict
            for line in latest_versions(lines_of(theory, theory.entries[each]))
            if line.role == "school" and not line.groups
        )
        for each in sorted(naming)
        if isinstance(measure := theory.entries[each].record, Measure) and measure.role in ("outcome", "process")
    }
