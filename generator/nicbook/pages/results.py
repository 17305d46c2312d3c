"""Findings as rows of a table, and those that disagree side by side: both are shown with their sources."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from markupsafe import Markup

from nicbook.corpus import Entry
from nicbook.evidence.coverage import has_one_figure, is_compared, moved_alike
from nicbook.evidence.unsayable import disagreements
from nicbook.pages.items import naming
from nicbook.pages.links import Links
from nicbook.pages.shown import Field, Shown, fields_of, figure_words, show, term
from nicbook.pages.words import words_of
from nicbook.records.common import Figure
from nicbook.records.finding import Effect, Finding
from nicbook.theory import Theory


@dataclass(frozen=True, slots=True)
class Result:
    """One finding. Figures are words with their unit; "" where the source states none."""

    title: str
    href: str
    group: Shown | None
    before: str
    after: str
    """The figure after; where there is none, the size of the effect."""
    figures: str
    """Before and after in one line: “from 65.8 to 78.1 percent”."""
    comparison: str
    """Its figures; where there are none, who it is compared with."""
    verdict: Markup
    sources: Shown | None
    is_this: bool = False


@dataclass(frozen=True, slots=True)
class FindingView:
    """One finding on its own page."""

    result: Result
    outcome: Shown | None
    compared_with: Shown | None
    compared_figures: str
    effect: str
    """Its size; "" where the source gives none."""
    certainty: str
    """How sure the source is of it."""
    verdict: str
    """The word of the vocabulary that it says; "" where the source says nothing."""
    is_compared: bool
    has_one_figure: bool
    """Whether of those that it is compared with there is one figure only, so that how it moved there is not known."""
    is_count: bool
    """Whether it only tells how large a network is: nothing there could be better or worse."""
    context: tuple[Field, ...]
    others: tuple[Result, ...]
    """This finding and those that disagree with it; () where none does."""


def finding_view(entry: Entry, links: Links) -> FindingView:
    finding = entry.record
    assert isinstance(finding, Finding)
    group = (links.theory.entries[address] for address in disagreeing(entry, links.theory))
    return FindingView(
        result=result_of(entry, links),
        outcome=show(finding.outcome, links) if finding.outcome else None,
        compared_with=show(finding.comparison.who, links) if finding.comparison else None,
        compared_figures=_compared_figures(finding, _unit(entry, links)),
        effect=effect_words(finding.effect) if finding.effect else "",
        certainty=certainty_words(finding.effect) if finding.effect else "",
        verdict=finding.verdict or "",
        is_compared=is_compared(finding),
        has_one_figure=finding.comparison is not None and has_one_figure(finding.comparison),
        is_count=_is_count(finding, links.theory.named_at(entry, ("of",))),
        context=fields_of(finding.context, links) if finding.context else (),
        others=tuple(result_of(each, links, is_this=each.address == entry.address) for each in group),
    )


def result_of(entry: Entry, links: Links, *, is_this: bool = False) -> Result:
    finding = entry.record
    assert isinstance(finding, Finding)
    here = replace(links, network=entry.network)
    unit = _unit(entry, links)
    return Result(
        title=finding.title,
        href=links.to(entry.address),
        group=show(finding.group, here) if finding.group else None,
        before=figure_words(finding.before, unit),
        after=figure_words(finding.after, unit) or (effect_words(finding.effect) if finding.effect else ""),
        figures=_figures(finding.before, finding.after, unit) or (effect_words(finding.effect) if finding.effect else ""),
        comparison=_compared_figures(finding, unit) or _who(finding, here),
        verdict=verdict_words(finding),
        sources=show(finding.sources, here) if finding.sources else None,
        is_this=is_this,
    )


def _unit(entry: Entry, links: Links) -> str:
    finding, measure = entry.record, links.theory.measure_of(entry, ("outcome",))
    assert isinstance(finding, Finding)
    return finding.unit or (measure.definition.unit if measure else "")


def _compared_figures(finding: Finding, unit: str) -> str:
    compared = finding.comparison
    if compared is None:
        return ""
    figures = _figures(compared.before, compared.after, unit)
    return f"{figures} (one figure only)" if has_one_figure(compared) else figures


def _figures(before: Figure | None, after: Figure | None, unit: str) -> str:
    """Both in one line, with the unit said once where nothing stands between: “from 65.8 to 78.1 percent”."""
    if before is None or after is None:
        return figure_words(before or after, unit)
    is_plain = before.value.is_exact and before.size is None and before.date is None
    return f"from {figure_words(before, '' if is_plain else unit)} to {figure_words(after, unit)}"


def reported_words(entry: Entry, links: Links) -> str:
    """What a finding reports, in one line: “from 65.8 to 78.1 percent, compared with California: 47 percent (one figure
    only)”; "" where it reports no figure."""
    finding = entry.record
    assert isinstance(finding, Finding)
    result = result_of(entry, links)
    who, figures = _who(finding, replace(links, network=entry.network)), _compared_figures(finding, _unit(entry, links))
    compared = ": ".join(filter(None, (who, figures)))
    return ", compared with ".join(filter(None, (result.figures, compared))) if result.figures else ""


def _who(finding: Finding, links: Links) -> str:
    return show(finding.comparison.who, links).html.striptags() if finding.comparison else ""


def verdict_words(finding: Finding) -> Markup:
    """What the source says: “better than usual” only where something is compared, else “reported better”. "" for nothing."""
    if finding.verdict is None:
        return Markup("")
    words = words_of(finding.verdict)
    if finding.verdict not in ("better", "worse"):
        return Markup(words)
    is_better = finding.verdict == "better"
    if moved_alike(finding):
        return Markup(f"reported {words}, but by its figures no difference")
    if is_compared(finding):
        return term("better-than-usual" if is_better else "", f"{words} than usual")
    return term("reported-better" if is_better else "", f"reported {words}")


def _is_count(finding: Finding, about: Entry | None) -> bool:
    judges = finding.before, finding.comparison, finding.effect, finding.verdict
    return about is not None and about.kind == "network" and finding.unit in (None, "count") and judges == (None,) * 4


def effect_words(effect: Effect) -> str:
    """The size of an effect, in the words of its scale."""
    match effect.scale:
        case "times":
            return f"{effect.value:g} times as much"
        case "odds-ratio" | "improvement-index":
            return f"{effect.value:g} ({words_of(effect.scale)})"
        case "points":
            return f"{effect.value:+g} percentage points"
    return f"{effect.value:+g} {words_of(effect.scale)}"


def certainty_words(effect: Effect) -> str:
    """How sure a source is of an effect."""
    said = []
    if effect.interval:
        low, high = effect.interval
        said.append(f"95 percent interval from {low:g} to {high:g}")
    if effect.significant is not None:
        said.append(f"{'' if effect.significant else 'not '}statistically significant, as the source says")
    return "; ".join(said)


def results_of(network: str, links: Links) -> tuple[Result, ...]:
    return _results(links.theory.of_kind("finding", network), links)


def results_about(entry: Entry, links: Links) -> tuple[Result, ...]:
    """The findings of one record, whatever network they stand in."""
    return _results(naming(entry, links, "finding", "of"), links)


def _results(entries: Iterable[Entry], links: Links) -> tuple[Result, ...]:
    return tuple(result_of(entry, links) for entry in entries)


def disagreeing(entry: Entry, theory: Theory) -> tuple[str, ...]:
    """The addresses of a finding and of all that disagree with it, either way round, in order; () where none does."""
    others = {link.target for link in theory.links_from(entry.address) if link.key == "disagrees_with"}
    others |= {link.source for link in theory.links_to(entry.address) if link.key == "disagrees_with"}
    return tuple(sorted({entry.address, *others})) if others else ()


def conflicts(network: str, links: Links) -> tuple[tuple[Result, ...], ...]:
    """The groups of findings of a network that disagree."""
    return tuple(_results(group, links) for group in disagreements(links.theory, network))
