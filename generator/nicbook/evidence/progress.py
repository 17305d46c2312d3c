"""Where each part of a theory stands by its evidence: untested, being tested, moving, mixed or contradicted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass, replace
from typing import Literal

from nicbook.corpus import Entry
from nicbook.evidence.gaps import latest_versions
from nicbook.evidence.lines import Line, lines_of, verdict_of
from nicbook.evidence.maturity import maturity
from nicbook.evidence.moving import chance_of_as_many, moving
from nicbook.evidence.run_chart import RunChart, chance_of_signal
from nicbook.evidence.series import Verdict
from nicbook.evidence.variation import variations
from nicbook.records.measure import Measure
from nicbook.theory import Theory, once

Progress = Literal["untested", "being tested", "moving", "mixed", "contradicted"]
"""What a diagram says of a box where it is shown by evidence.

- `untested`: no test is recorded, or no value of what should move.
- `being tested`: a test or values are recorded, and no more is clear than chance alone may give.
- `moving`: clearly better at one site or more, and clearly worse at none.
- `mixed`: clearly better somewhere, and clearly worse somewhere or for some group.
- `contradicted`: clearly worse, and clearly better nowhere; or given up by all who tested it.

What is clear counts as soon as chance alone would give as much in fewer than 1 of 10 cases: of many charts, one or two show
a signal by chance. What moved as it did elsewhere counts for nobody.
"""

WORDS: tuple[Progress, ...] = ("untested", "being tested", "moving", "mixed", "contradicted")

_TOO_LIKELY = 0.1
_BY_CHANCE = 0.05
"""How often a school is called clearly better or worse where nothing changed, at most (evidence/site_change.py)."""


@dataclass(frozen=True, slots=True)
class Signals:
    """How much is clear of all that could be judged."""

    judged: int
    """Charts of schools; of a change, its results at schools."""
    clear: int
    """Those that are clearly better or clearly worse."""
    chance: float
    """How likely chance alone gives as many or more, from 0 to 1."""

    @property
    def may_be_chance(self) -> bool:
        return self.clear > 0 and self.chance >= _TOO_LIKELY


@once
def progress_of(theory: Theory, entry: Entry) -> Progress:
    """The progress of an aim, driver, change idea or routine."""
    if entry.kind in ("change-idea", "routine"):
        return _of_a_change(theory, entry)
    return _of_an_aim(theory, entry) if entry.kind == "aim" else _of_a_driver(theory, entry)


@once
def signals_of(theory: Theory, entry: Entry) -> Signals:
    """How much is clear of an aim, driver, change idea or routine."""
    if entry.kind in ("change-idea", "routine"):
        found = variations(theory, entry)
        of_everyone = [site.change.outcome for each in found for site in each.sites]
        of_groups = [change.outcome for each in found for _, _, change in each.judged_groups]
        judged = [outcome for outcome in (*of_everyone, *of_groups) if outcome not in ("no data", "too few points to tell")]
        clear = judged.count("clearly better") + judged.count("clearly worse")
        return Signals(len(judged), clear, chance_of_as_many([_BY_CHANCE] * len(judged), clear))
    if entry.kind == "aim":
        charts = [each.chart for each in moving(theory, entry).schools]
    else:
        charts = [chart for of_measure in charts_on(theory, entry).values() for chart in of_measure]
    judged_charts = [chart for chart in charts if chart.verdict != "too few points to tell"]
    clear = sum(chart.verdict in ("better", "worse") for chart in judged_charts)
    chances = (chance_of_signal(chart.parts[-1].useful) for chart in judged_charts)
    return Signals(len(judged_charts), clear, chance_of_as_many(chances, clear))


def _of_a_change(theory: Theory, entry: Entry) -> Progress:
    known = maturity(theory, entry)
    is_better = any(each.better and not each.was_on_its_way for each in variations(theory, entry))
    if (known.is_mixed or is_better) and signals_of(theory, entry).may_be_chance:
        return "being tested"
    if known.is_mixed:
        return "mixed" if is_better else "contradicted"
    if is_better:
        return "moving"
    if known.is_abandoned and known.completed:
        return "contradicted"
    return "being tested" if known.starts else "untested"


def _of_an_aim(theory: Theory, entry: Entry) -> Progress:
    """By its own measure; what all its schools together show, or most of them, is no chance among many."""
    found = moving(theory, entry)
    words: dict[str, Progress] = {
        "moving": "moving",
        "moving-at-some": "moving",
        "mixed": "mixed",
        "wrong-way": "contradicted",
        "no-data": "untested",
        "reported": "untested",
        "no-measure": "untested",
    }
    is_at_some = found.state == "moving-at-some" or (
        found.state in ("mixed", "wrong-way") and (found.together is None or found.together.verdict not in ("better", "worse"))
    )
    if is_at_some and signals_of(theory, entry).may_be_chance:
        return "being tested"
    return words.get(found.state, "being tested")


def _of_a_driver(theory: Theory, entry: Entry) -> Progress:
    """By the outcome and process measures that are said to tell about it."""
    verdicts = [chart.verdict for of_measure in charts_on(theory, entry).values() for chart in of_measure]
    if signals_of(theory, entry).may_be_chance:
        return "being tested"
    if "better" in verdicts:
        return "mixed" if "worse" in verdicts else "moving"
    if "worse" in verdicts:
        return "contradicted"
    return "being tested" if verdicts else "untested"


@once
def charts_on(theory: Theory, entry: Entry) -> dict[str, tuple[RunChart, ...]]:
    """The charts of schools that tell of a driver: by the address of each outcome or process measure about it.

    Where a comparison shows the same, the chart says `changed` and not for better or worse.
    """
    naming = {link.source for link in theory.links_to(entry.address) if link.key == "of"}
    return {
        each: _charts(latest_versions(lines_of(theory, theory.entries[each])), measure)
        for each in sorted(naming)
        if isinstance(measure := theory.entries[each].record, Measure) and measure.role in ("outcome", "process") and measure.retired is None
    }


def moved_elsewhere(theory: Theory, measure: Entry) -> Set[Verdict]:
    """For better or for worse: what the charts of a measure's comparisons say of everyone there."""
    assert isinstance(measure.record, Measure)
    return _elsewhere(latest_versions(lines_of(theory, measure)), measure.record)


def _elsewhere(lines: Iterable[Line], measure: Measure) -> Set[Verdict]:
    compared = (line for line in lines if line.role == "comparison" and not line.groups)
    return {verdict_of(line, measure).verdict for line in compared} & {"better", "worse"}


def _charts(lines: Sequence[Line], measure: Measure) -> tuple[RunChart, ...]:
    as_there = _elsewhere(lines, measure)
    charts = (verdict_of(line, measure) for line in lines if line.role == "school" and not line.groups)
    return tuple(replace(chart, verdict="changed") if chart.verdict in as_there else chart for chart in charts)
