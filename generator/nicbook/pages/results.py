"""Findings as rows of a table, and those that disagree side by side: both are shown with their sources."""

from __future__ import annotations

from dataclasses import dataclass

from nicbook.corpus import Entry
from nicbook.pages.links import Links
from nicbook.pages.shown import Shown, show
from nicbook.records.common import Figure
from nicbook.records.finding import Finding
from nicbook.records.measure import Measure
from nicbook.theory import Theory


@dataclass(frozen=True, slots=True)
class Result:
    """One finding. Figures are words with their unit; "" where the source states none."""

    title: str
    href: str
    group: Shown | None
    before: str
    after: str
    comparison: str
    sources: Shown | None
    is_this: bool = False


def result_of(entry: Entry, links: Links, *, is_this: bool = False) -> Result:
    finding = entry.record
    assert isinstance(finding, Finding)
    unit = _unit(entry, finding, links.theory)
    compared = finding.comparison
    return Result(
        title=finding.title,
        href=links.to(entry.address),
        group=show(finding.group, links) if finding.group else None,
        before=figure_words(finding.before, unit),
        after=figure_words(finding.after, unit),
        comparison=figure_words(compared.after or compared.before, unit) if compared else "",
        sources=show(finding.sources, links) if finding.sources else None,
        is_this=is_this,
    )


def _unit(entry: Entry, finding: Finding, theory: Theory) -> str:
    if finding.unit:
        return finding.unit
    for link in theory.links_from(entry.address):
        measure = theory.entries[link.target].record
        if link.key == "outcome" and isinstance(measure, Measure):
            return measure.definition.unit
    return ""


def figure_words(figure: Figure | None, unit: str) -> str:
    """A figure as a reader says it: “52 percent (n = 1131)”."""
    if figure is None:
        return ""
    unit = {"count": "", "score": ""}.get(unit, unit)
    size = f" (n = {figure.size})" if figure.size is not None else ""
    return f"{figure.value} {unit}".strip() + size


def results_of(network: str, links: Links) -> tuple[Result, ...]:
    return tuple(result_of(entry, links) for entry in links.theory.of_kind("finding", network))


def disagreeing(entry: Entry, theory: Theory) -> tuple[str, ...]:
    """The addresses of a finding and of all that disagree with it, either way round, in order; () where none does."""
    others = {link.target for link in theory.links_from(entry.address) if link.key == "disagrees_with"}
    others |= {link.source for link in theory.links_to(entry.address) if link.key == "disagrees_with"}
    return tuple(sorted({entry.address, *others})) if others else ()


def conflicts(network: str, links: Links) -> tuple[tuple[Result, ...], ...]:
    """The groups of findings of a network that disagree, each group once."""
    findings = links.theory.of_kind("finding", network)
    groups = dict.fromkeys(filter(None, (disagreeing(entry, links.theory) for entry in findings)))
    whole = [group for group in groups if not any(set(group) < set(other) for other in groups)]
    return tuple(tuple(result_of(links.theory.entries[address], links) for address in group) for group in whole)
