"""Tests of change: as rows on the pages of what they tested, and prediction beside result on their own."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from markupsafe import Markup

from nicbook.corpus import Entry
from nicbook.pages.items import Item, item_of, naming
from nicbook.pages.links import Links
from nicbook.pages.shown import Field, Shown, fields_of, show, term, with_unit
from nicbook.pages.words import term_of_choice, words_of
from nicbook.records.cycle import Cycle, Prediction


@dataclass(frozen=True, slots=True)
class TestRow:
    """One test in a table of tests."""

    title: str
    href: str
    what: Item
    """What was tested."""
    where: Item
    when: str
    scale: str
    decision: Markup
    """The decision; "still running" before there is one."""
    learned: Shown | None


def test_rows(tests: Iterable[Entry], links: Links) -> tuple[TestRow, ...]:
    """Tests by the day they started."""
    return tuple(_row(entry, links) for entry in sorted(tests, key=_begun))


def _begun(entry: Entry) -> tuple[str, str]:
    test = entry.record
    assert isinstance(test, Cycle)
    return test.started.earliest.isoformat(), entry.address


def _row(entry: Entry, links: Links) -> TestRow:
    test = entry.record
    assert isinstance(test, Cycle)
    what, where = (links.theory.named_at(entry, (key,)) for key in ("tests", "site"))
    return TestRow(
        title=test.title,
        href=links.to(entry.address),
        what=item_of(what, links) if what else Item(str(test.tests), "", ""),
        where=item_of(where, links) if where else Item(str(test.site), "", ""),
        when=when_words(test),
        scale=words_of(test.scale) if test.scale else "",
        decision=decision_words(test),
        learned=show(test.learned, replace(links, network=entry.network)) if test.learned else None,
    )


def when_words(test: Cycle) -> str:
    return f"{test.started} to {test.ended}" if test.ended else f"since {test.started}"


def decision_words(test: Cycle) -> Markup:
    if test.decision is None:
        return Markup("no decision yet")
    return term(term_of_choice("decision", test.decision), words_of(test.decision))


@dataclass(frozen=True, slots=True)
class Row:
    """One question of a test: what was predicted, and what was found."""

    question: Shown
    expected: Shown | None
    made: str
    found: Shown | None
    figures: str
    """ "8.5 → 7.5 days (n = 19)"; "" where there are none."""
    measure: Shown | None
    verdict: str
    is_prediction: bool


@dataclass(frozen=True, slots=True)
class CycleView:
    when: str
    decision: Markup
    has_ended: bool
    rows: tuple[Row, ...]
    answers: tuple[Field, ...]
    before: Item | None
    """The test that this one follows."""
    after: tuple[Item, ...]
    """The tests that follow this one."""


def cycle_view(entry: Entry, links: Links) -> CycleView:
    test = entry.record
    assert isinstance(test, Cycle)
    before = links.theory.named_at(entry, ("follows",))
    return CycleView(
        when=when_words(test),
        decision=decision_words(test),
        has_ended=test.ended is not None,
        rows=tuple(_prediction(entry, index, links) for index in range(len(test.predictions))),
        answers=fields_of(test.answers, links) if test.answers else (),
        before=item_of(before, links) if before else None,
        after=tuple(item_of(each, links) for each in naming(entry, links, "cycle", "follows")),
    )


def _prediction(entry: Entry, index: int, links: Links) -> Row:
    test = entry.record
    assert isinstance(test, Cycle)
    one = test.predictions[index]
    measure = links.theory.measure_of(entry, ("predictions", index, "measure"))
    return Row(
        question=show(one.question, links),
        expected=show(one.expect, links) if one.expect else None,
        made=str(one.made or test.started) if one.expect else str(one.made or ""),
        found=show(one.found, links) if one.found else None,
        figures=_figures(one, one.unit or (measure.definition.unit if measure else "")),
        measure=show(one.measure, links) if one.measure else None,
        verdict=one.verdict or "",
        is_prediction=one.expect is not None,
    )


def _figures(one: Prediction, unit: str) -> str:
    size = f" (n = {one.size})" if one.size else ""
    if one.before and one.after:
        return f"from {one.before} to {with_unit(str(one.after), unit)}{size}"
    if one.before:
        return f"{with_unit(str(one.before), unit)} before{size}"
    return f"{with_unit(str(one.after), unit)}{size}" if one.after else size.strip()
