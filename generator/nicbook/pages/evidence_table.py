"""The evidence of an idea or routine: every result with its outcome, context, design and variant, none merged.

A result belongs to an outcome in a context (ESSA, WWC), and a short form of a routine is not the long one. So there is a row
for each, and nothing that sums them up.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from markupsafe import Markup, escape

from nicbook.corpus import Entry
from nicbook.evidence.context import kind_of_context
from nicbook.evidence.starts import forms_of
from nicbook.evidence.tests import cycle_of, has_result, tests_of
from nicbook.pages.cycle_views import Row as Prediction
from nicbook.pages.cycle_views import prediction_row
from nicbook.pages.items import Item, item_of, naming
from nicbook.pages.links import Links
from nicbook.pages.results import certainty_words, disagreeing, effect_words, result_of
from nicbook.pages.shown import Field, Shown, fields_of, show, term
from nicbook.pages.words import term_of_choice, words_of
from nicbook.records.finding import Finding
from nicbook.records.site import Site


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    """One result. "" and None where the record does not say."""

    item: Item
    kind: str
    """What it is: “finding”, or “the school's own test” with its scale."""
    outcome: Shown | None
    group: Shown | None
    site: Item | None
    place: Shown | None
    """The context in words."""
    context: tuple[Field, ...]
    """What else is known of it."""
    kind_of_context: str
    design: Markup
    what: Item | None
    """What was tried, where that is another record than the page is about."""
    variant: str
    figures: str
    comparison: str
    """What it is compared with, in figures or words."""
    effect: str
    words: Shown | None
    """What was found, in words."""
    verdict: Markup
    verdict_word: str
    """Of the vocabulary; it gives the shape."""
    rating: Shown | None
    ours: str
    """The verdict as the figures have it, where it is another than the author's."""
    sources: Shown | None


@dataclass(frozen=True, slots=True)
class Evidence:
    """Rows that stand together: findings that disagree, or one record."""

    rows: tuple[EvidenceRow, ...]
    disagree: bool


def evidence_of(entry: Entry, links: Links) -> tuple[Evidence, ...]:
    """All results of a change idea, with the routines that grew from it, or of a routine: findings first, then tests.

    Findings that disagree stand side by side, also one that is about something else.
    """
    theory = links.theory
    forms = [theory.entries[address] for address in forms_of(theory, entry)]
    findings = {each.address: each for form in forms for each in naming(form, links, "finding", "of")}
    groups: list[Evidence] = []
    told: set[str] = set()
    for address in findings:
        if address not in told:
            together = _together(address, links)
            told |= set(together)
            rows = tuple(_of_finding(theory.entries[each], entry, links) for each in together)
            groups.append(Evidence(rows, len(rows) > 1))
    tests = {test.address: test for form in forms for test in tests_of(theory, form.address)}
    for test in tests.values():
        if rows := tuple(_of_test(test, entry, links)):
            groups.append(Evidence(rows, False))
    return tuple(groups)


def _together(address: str, links: Links) -> tuple[str, ...]:
    """A finding and all that are joined to it by disagreements."""
    found, waiting = {address}, [address]
    while waiting:
        others = set(disagreeing(links.theory.entries[waiting.pop()], links.theory)) - found
        found |= others
        waiting += sorted(others)
    return tuple(sorted(found))


def _of_finding(entry: Entry, page: Entry, links: Links) -> EvidenceRow:
    finding, here = entry.record, replace(links, network=entry.network)
    assert isinstance(finding, Finding)
    result = result_of(entry, links)
    about = links.theory.named_at(entry, ("of",))
    context, site = finding.context, links.theory.named_at(entry, ("context", "site"))
    compared = finding.comparison
    return EvidenceRow(
        item=item_of(entry, links),
        kind="finding",
        outcome=show(finding.outcome, here) if finding.outcome else None,
        group=result.group,
        site=item_of(site, links) if site else None,
        place=show(context.text, here) if context and context.text else None,
        context=fields_of(context, here, leave_out=("site", "text")) if context else (),
        kind_of_context=_kind_of_context(site),
        design=term(term_of_choice("design", finding.design), words_of(finding.design)) if finding.design else Markup(""),
        what=item_of(about, links, among_others=True) if about and about.address != page.address else None,
        variant=str(finding.variant or ""),
        figures=f"from {result.before} to {result.after}" if result.before and result.after else result.after or result.before,
        comparison=_comparison(show(compared.who, here), result.comparison) if compared else Markup(""),
        effect=f"{effect_words(finding.effect)}; {certainty_words(finding.effect)}".removesuffix("; ") if finding.effect else "",
        words=None,
        verdict=result.verdict,
        verdict_word=finding.verdict or "",
        rating=show(finding.rating, here) if finding.rating else None,
        ours="",
        sources=result.sources,
    )


def _comparison(who: Shown, figures: str) -> Markup:
    name = who.inline or Markup(who.html).striptags()
    return Markup("{}: {}").format(name, figures) if figures else escape(name)


def _of_test(entry: Entry, page: Entry, links: Links) -> Iterator[EvidenceRow]:
    """A row for each question that has an answer; for a test that only says in words what it taught, one row."""
    test, here = cycle_of(entry), replace(links, network=entry.network)
    about, site = (links.theory.named_at(entry, (key,)) for key in ("tests", "site"))
    bare = EvidenceRow(
        item=item_of(entry, links),
        kind=f"the school's own test{f', {words_of(test.scale)}' if test.scale else ''}",
        outcome=None,
        group=None,
        site=item_of(site, links) if site else None,
        place=None,
        context=(),
        kind_of_context=_kind_of_context(site),
        design=term(term_of_choice("design", test.design), words_of(test.design)),
        what=item_of(about, links, among_others=True) if about and about.address != page.address else None,
        variant=str(test.variant or ""),
        figures="",
        comparison=Markup(""),
        effect="",
        words=None,
        verdict=Markup(""),
        verdict_word="",
        rating=None,
        ours="",
        sources=None,
    )
    answered = [index for index, one in enumerate(test.predictions) if has_result(one)]
    for index in answered:
        yield _answer(bare, prediction_row(entry, index, here))
    if not answered and test.learned is not None:
        yield replace(bare, words=show(test.learned, here))


def _answer(bare: EvidenceRow, one: Prediction) -> EvidenceRow:
    differs = one.ours is not None and (one.claimed is None or one.claimed.word != one.ours.word)
    return replace(
        bare,
        outcome=one.measure or one.question,
        figures=one.figures,
        words=one.found,
        verdict=escape(one.claimed.words) if one.claimed else Markup(""),
        verdict_word=one.claimed.word if one.claimed else "",
        ours=one.ours.words if differs and one.ours else "",
    )


def _kind_of_context(site: Entry | None) -> str:
    kind = kind_of_context(site.record) if site is not None and isinstance(site.record, Site) else None
    return f"{kind.place}, {kind.low_income} percent from low-income families" if kind else ""
