"""What was found of a change idea or routine: whether it worked in a sentence, and all that this rests on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup

from nicbook.corpus import Entry
from nicbook.evidence.conditions import by_place
from nicbook.evidence.coverage import is_compared, title_of
from nicbook.evidence.maturity import Maturity, maturity
from nicbook.evidence.shift import Outcome
from nicbook.evidence.starts import forms_of
from nicbook.evidence.variation import Variation
from nicbook.pages.equity_views import BalanceRow, balance_rows
from nicbook.pages.evidence_table import Evidence, evidence_of
from nicbook.pages.items import Item, item_of, naming
from nicbook.pages.kind_tests import TestRow, test_rows
from nicbook.pages.links import Links
from nicbook.pages.maturity_views import MaturityView, maturity_view
from nicbook.pages.shown import Shown, show
from nicbook.pages.variation_views import VariationView, variation_view
from nicbook.pages.variation_words import outcomes_words, places_in_brief
from nicbook.pages.words import sentence_case, words_of
from nicbook.records.adaptation import Adaptation
from nicbook.records.finding import Finding

_VERDICTS = ("better", "mixed", "no-difference", "worse", "cannot-tell", None)
_FEW_TESTS = 3
"""So many are named where the level of maturity is told."""


@dataclass(frozen=True, slots=True)
class Answer:
    """Whether it worked, for somebody in a hurry."""

    words: str
    beside: str
    """What must be known with it; "" where nothing must."""
    way: str
    """What a link below it leads to; "" for none."""
    href: str


@dataclass(frozen=True, slots=True)
class Version:
    """A site's own version of a routine, in a table of such versions."""

    item: Item
    where: Item
    started: str
    changed: tuple[tuple[Shown, bool], ...]
    """What was changed, each with whether it is a core part."""
    verdict: str
    result: Shown | None


@dataclass(frozen=True, slots=True)
class Found:
    """What the records of an idea or routine tell."""

    answer: Answer
    places: str
    """In what kinds of place it was clearly better; "" where schools with results lie in one only."""
    reported: Markup
    """What sources report of it, with links; "" where none does."""
    known: MaturityView
    variation: VariationView | None
    """Its results school by school; None where fewer than two schools have some."""
    tests: tuple[TestRow, ...]
    tests_at: str
    """Where they stand, if they are too many to be named twice; else ""."""
    evidence: tuple[Evidence, ...]
    adaptations: tuple[Version, ...]
    balancing: tuple[BalanceRow, ...]


def found_of(entry: Entry, links: Links) -> Found:
    """What was found of a change idea or routine."""
    variation, evidence = variation_view(entry, links), evidence_of(entry, links)
    tests = test_rows(naming(entry, links, "cycle", "tests"), links)
    best, more = maturity(links.theory, entry).best, variation.href if variation else ""
    return Found(
        answer=_answer(entry, links, variation, evidence),
        places=places_in_brief(by_place(links.theory, best)) if best is not None else "",
        reported=_reported(entry, evidence, f"{more}#nicbook-evidence-table", links),
        known=maturity_view(entry, links),
        variation=variation,
        tests=tests,
        tests_at=f"{more}#nicbook-tests" if len(tests) > _FEW_TESTS else "",
        evidence=evidence,
        adaptations=_versions(naming(entry, links, "adaptation", "of"), links),
        balancing=balance_rows(entry.network or "", links, of=entry.address),
    )


# --- the answer ------------------------------------------------------------------------------------------------------


def _answer(entry: Entry, links: Links, variation: VariationView | None, evidence: tuple[Evidence, ...]) -> Answer:
    known = maturity(links.theory, entry)
    if known.best is not None:
        words, beside = _judged(known, known.best), _beside(known.best, links)
        if variation is not None:
            return Answer(words, beside, "For whom, and what the next school may expect", "#nicbook-variation")
        return Answer(words, beside, "How much is known", "#nicbook-maturity")
    rows = [row for group in evidence for row in group.rows]
    if any(row.item.kind == "finding" for row in rows):
        words = "Sources report results; no values of schools are kept here."
        return Answer(words, "", "Every result, one by one", "#nicbook-evidence-table")
    if known.completed:
        words = "Not known: schools say in words what their tests taught, and no measure shows what came of it."
        return Answer(words, "", "How much is known", "#nicbook-maturity")
    why = "it was begun, and no test of it is completed" if known.starts else "no test of it is recorded here"
    return Answer(f"Not known: {why}.", "", "", "")


def _judged(known: Maturity, best: Variation) -> str:
    """For how many of all that started it was clearly better or worse, on the measure that its maturity rests on."""
    begun, better, worse = (len(one) for one in (best.sites, best.of("clearly better"), best.of("clearly worse")))
    if not best.judged_groups and len(best.of("too few points to tell", "no data")) == begun:
        return f"Too early to tell: at {'the one school' if begun == 1 else f'all {begun} schools'} that started, values are too few."
    if begun == 1:
        outcome = "clearly better" if better else "clearly worse" if worse else "not clearly better"
        said = f"{outcome} at the one school that started"
    else:
        said = f"clearly better at {better or 'none'} of {begun} schools that started"
        said += f", clearly worse at {worse}" if worse else ""
    if known.is_mixed and not worse:
        said += "; for a group, or by another measure, clearly worse"
    return f"Mixed: {said}." if known.is_mixed and better else f"{sentence_case(said)}."


def _beside(best: Variation, links: Links) -> str:
    others = [f"{count} {outcome}" for outcome, count in best.counts.items() if outcome not in ("clearly better", "clearly worse")]
    alone = [site for site in best.with_effect if site.change.elsewhere is None]
    them = "these changes" if len(alone) == len(best.with_effect) else f"{len(alone)} of these changes"
    few: tuple[Outcome, ...] = ("too few points to tell", "no data")
    where = "At the others" if best.of("clearly better", "clearly worse") else f"All {len(best.sites)}"
    measure = links.theory.entries[best.measure]
    is_process = ", a process measure: whether it happens, not yet what students gain" if measure.record.role == "process" else ""
    return " ".join(
        filter(
            None,
            (
                f"{where}: {', '.join(others)}." if others and 1 < len(best.sites) > len(best.of(*few)) else "",
                _as_written(best),
                f"Told by: {title_of(links.theory, measure)}{is_process}.",
                _nothing_beside(best, them) if alone else "",
            ),
        )
    )


def _nothing_beside(best: Variation, them: str) -> str:
    if best.has_comparison:
        return f"What {them} could be compared with has too few values of the same time."
    return f"Nothing is there to compare {them} with."


def _as_written(best: Variation) -> str:
    """What the schools show that did what is written; "" where all did."""
    kept = [site for site in best.sites if site.start.is_as_written]
    if len(kept) == len(best.sites):
        return ""
    if not kept:
        return "None of them did what is written in all of its classes, so this tells of something else."
    what = "kept its core parts" if not any(site.start.scale for site in best.sites) else "did it as written, in all classes"
    return f"Of the {len(kept)} that {what}: {outcomes_words(kept)}."


def _reported(entry: Entry, evidence: Iterable[Evidence], table: str, links: Links) -> Markup:
    """How many findings have which verdict, as their sources say it: never summed up, for each is of its outcome and place."""
    forms = [links.theory.entries[address] for address in forms_of(links.theory, entry)]
    found = {each.address: each for form in forms for each in naming(form, links, "finding", "of") if each.record.retired is None}
    alike: dict[tuple[str | None, bool], list[Entry]] = {}
    for each in found.values():
        finding = each.record
        assert isinstance(finding, Finding)
        alike.setdefault((finding.verdict, is_compared(finding)), []).append(each)
    if not alike:
        return Markup("")
    in_order = sorted(alike, key=lambda one: (_VERDICTS.index(one[0]), not one[1]))
    said = Markup("; ").join(_of_alike(alike[one], *one, table, links) for one in in_order)
    return Markup("{}: {}.").format("Sources disagree" if any(each.disagree for each in evidence) else "Sources report", said)


def _of_alike(findings: list[Entry], verdict: str | None, has_comparison: bool, table: str, links: Links) -> Markup:
    """ "one reports better, compared with nothing" """
    one = len(findings) == 1
    what = f"report{'s' if one else ''} {words_of(verdict)}" if verdict else f"say{'s' if one else ''} not whether it was better"
    where = links.to(findings[0].address) if one else table
    against = f"compared with {'others' if has_comparison else 'nothing'}"
    return Markup('<a href="{}">{} {}</a>, {}').format(where, "one" if one else len(findings), what, against)


# --- what schools made of it -----------------------------------------------------------------------------------------


def _versions(entries: tuple[Entry, ...], links: Links) -> tuple[Version, ...]:
    versions = []
    for entry in entries:
        adaptation = entry.record
        assert isinstance(adaptation, Adaptation)
        where = links.theory.named_at(entry, ("site",))
        versions.append(
            Version(
                item_of(entry, links),
                item_of(where, links) if where else Item(str(adaptation.site), "", ""),
                str(adaptation.started),
                tuple((show(one.what, links), one.core) for one in adaptation.modifications),
                _said(adaptation),
                show(adaptation.result, links) if adaptation.result else None,
            )
        )
    return tuple(versions)


def _said(adaptation: Adaptation) -> str:
    """How it went, as the school sees it: nothing is compared here, so “better” is only reported."""
    if adaptation.verdict is None:
        return ""
    return f"{'reported ' if adaptation.verdict in ('better', 'worse') else ''}{words_of(adaptation.verdict)}"
