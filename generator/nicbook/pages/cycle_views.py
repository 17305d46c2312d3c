"""The page of a test: plan, do, study, act; its prediction beside its result; its ramp, its chart and its four features."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from markupsafe import Markup

from nicbook.corpus import Entry
from nicbook.drawing.charts.chart import Chart, Mark
from nicbook.drawing.charts.from_lines import LineCharts, site_title
from nicbook.drawing.charts.html import drawings
from nicbook.drawing.charts.words import listed, table_of
from nicbook.drawing.charts.words import words_of as chart_words
from nicbook.evidence.cycle_features import Feature, features_of, lines_here, measures_named
from nicbook.evidence.lines import lines_of
from nicbook.evidence.predictions import computed
from nicbook.evidence.ramp import SCALES, Condition, Difference, Step, chain_of
from nicbook.evidence.tests import cycle_of
from nicbook.evidence.where import results_at
from nicbook.pages.items import Item, item_of
from nicbook.pages.kind_tests import decision_words, when_words
from nicbook.pages.links import Links
from nicbook.pages.measure_charts import group_words
from nicbook.pages.measure_views import ChartView
from nicbook.pages.shown import Shown, show, with_unit
from nicbook.pages.words import sentence_case, words_of
from nicbook.records.cycle import Cycle, Prediction
from nicbook.records.measure import Measure
from nicbook.theory import Theory

QUESTIONS = {
    "as_planned": "Did the change happen as planned?",
    "process_moved": "Did the direct effect show?",
    "aim_moved": "Did that move us towards the aim?",
}
VERDICTS = {"met": "prediction met", "partly": "partly met", "not-met": "not met", "cannot-tell": "cannot tell"}


@dataclass(frozen=True, slots=True)
class Verdict:
    word: str
    """Of the vocabulary; it gives the shape."""
    words: str


@dataclass(frozen=True, slots=True)
class Row:
    """One question of a test: what was predicted, and what was found."""

    question: Shown
    expected: Shown | None
    """None where nobody had said what to expect."""
    made: str
    found: Shown | None
    figures: str
    """ "8.5 → 7.5 days (n = 19)"; "" where there are none."""
    measure: Shown | None
    claimed: Verdict | None
    """As the author sees it."""
    ours: Verdict | None
    """As its words and figures have it; None where they leave a doubt."""


@dataclass(frozen=True, slots=True)
class StepView:
    """One test of the ramp."""

    title: str
    href: str
    when: str
    where: Item
    after: str
    """The test that it goes on from, where that is not the one before it in the list; "" otherwise."""
    differences: tuple[str, ...]
    decision: Markup
    scale: str
    rise: int
    """From 1, one learner, to 6, a whole network; 0 where the scale is not stated."""
    is_this: bool


@dataclass(frozen=True, slots=True)
class CycleView:
    when: str
    decision: Markup
    has_ended: bool
    rows: tuple[Row, ...]
    answers: tuple[tuple[str, Verdict | None], ...]
    """The three questions at the end; () before it."""
    charts: tuple[tuple[Item, ChartView, str], ...]
    """Of the measures that its predictions name, everyone at its site; then what the charts of groups there say."""
    features: tuple[tuple[Feature, Verdict], ...]
    ramp: tuple[StepView, ...]
    """() where no other test is linked with it."""
    ramp_words: str


def cycle_view(entry: Entry, links: Links) -> CycleView:
    test = cycle_of(entry)
    steps = chain_of(links.theory, entry)
    return CycleView(
        when=when_words(test),
        decision=decision_words(test),
        has_ended=test.ended is not None,
        rows=tuple(prediction_row(entry, index, links) for index in range(len(test.predictions))),
        answers=tuple(_answers(test)) if test.ended or test.answers else (),
        charts=tuple(_charts(entry, links)),
        features=tuple((feature, _holds(feature)) for feature in features_of(links.theory, entry)),
        ramp=tuple(_steps(entry, steps, links)) if len(steps) > 1 else (),
        ramp_words=_ramp_words(steps),
    )


# --- plan and study --------------------------------------------------------------------------------------------------


def prediction_row(entry: Entry, index: int, links: Links) -> Row:
    test = cycle_of(entry)
    one = test.predictions[index]
    measure = links.theory.measure_of(entry, ("predictions", index, "measure"))
    ours = computed(one, measure)
    return Row(
        question=show(one.question, links),
        expected=show(one.expect, links) if one.expect else None,
        made=_made(one, test),
        found=show(one.found, links) if one.found else None,
        figures=_figures(one, one.unit or (measure.definition.unit if measure else "")),
        measure=show(one.measure, links) if one.measure else None,
        claimed=Verdict(one.verdict, VERDICTS[one.verdict]) if one.verdict else None,
        ours=Verdict(ours, VERDICTS[ours]) if ours else None,
    )


def _made(one: Prediction, test: Cycle) -> str:
    """When the prediction was made: the website does not know when it was written into the record."""
    if one.made is not None:
        return f"{one.made}, date as stated"
    return f"{test.started}, when the test began" if one.expect else ""


def _figures(one: Prediction, unit: str) -> str:
    size = f" (n = {one.size})" if one.size else ""
    if one.before and one.after:
        return f"from {one.before} to {with_unit(str(one.after), unit)}{size}"
    if one.before:
        return f"{with_unit(str(one.before), unit)} before{size}"
    return f"{with_unit(str(one.after), unit)}{size}" if one.after else size.strip()


def _answers(test: Cycle) -> Iterator[tuple[str, Verdict | None]]:
    for key, question in QUESTIONS.items():
        answer = getattr(test.answers, key) if test.answers else None
        yield question, Verdict(answer, words_of(answer)) if answer else None


def _charts(entry: Entry, links: Links) -> Iterator[tuple[Item, ChartView, str]]:
    """Everyone at the site; where there is one value only, there is nothing to draw."""
    for number, measure in enumerate(measures_named(links.theory, entry), 1):
        assert isinstance(measure.record, Measure)
        here = [line for line in lines_here(links.theory, entry, measure) if not line.groups]
        if sum(point.state in ("exact", "bound") for line in here for point in line.points) < 2:
            continue
        charts = LineCharts(links.theory, measure, lines_of(links.theory, measure), links.to)
        title = f"{measure.record.title}: {site_title(links.theory, here[0].site)}"
        chart = _with_period(charts.chart(here, title), entry, links.to(entry.address))
        view = ChartView(
            title=title,
            href="",
            made_of="",
            id=f"chart-{number}",
            small=Markup(""),
            drawing=drawings(chart, f"chart-{number}"),
            words=chart_words(chart),
            marks=listed(chart, f"chart-{number}"),
            table=table_of(chart),
        )
        yield item_of(measure, links), view, _of_groups(entry, measure, links.theory)


def _of_groups(entry: Entry, measure: Entry, theory: Theory) -> str:
    """How it went for groups there since the change began: everyone together may hide that one of them fell behind."""
    tested, site = theory.named_at(entry, ("tests",)), theory.named_at(entry, ("site",))
    if tested is None or site is None:
        return ""
    said = [
        f"{group_words(groups)}: {change.outcome}"
        for address, result in results_at(theory, tested, site.address)
        for groups, change in result.groups
        if address == measure.address
    ]
    return f"This chart is of everyone together. By group, since the change began here: {'; '.join(said)}." if said else ""


def _with_period(chart: Chart, entry: Entry, href: str) -> Chart:
    """The first and the last day of this test among the tests that others ran here."""
    test = cycle_of(entry)
    marks = [mark for mark in chart.marks if mark.href != href]
    marks.append(Mark(test.started.earliest, str(test.started), "This test began"))
    if test.ended is not None:
        marks.append(Mark(test.ended.latest, str(test.ended), "This test ended"))
    return replace(chart, marks=tuple(sorted(marks, key=lambda mark: mark.day)))


def _holds(feature: Feature) -> Verdict:
    match feature.holds:
        case True:
            return Verdict("fully", "there")
        case False:
            return Verdict("not", "missing")
    return Verdict("cannot-tell", "not known")


# --- the ramp --------------------------------------------------------------------------------------------------------


def _steps(entry: Entry, steps: Sequence[Step], links: Links) -> Iterator[StepView]:
    last = None
    for step in steps:
        test, site = cycle_of(step.test), links.theory.named_at(step.test, ("site",))
        yield StepView(
            title=test.title,
            href=links.to(step.test.address),
            when=when_words(test),
            where=item_of(site, links) if site else Item(str(test.site), "", ""),
            after=step.before.record.title if step.before and step.before is not last else "",
            differences=tuple(map(_difference_words, step.differences)),
            decision=decision_words(test),
            scale=SCALES[test.scale] if test.scale else "scale not stated",
            rise=_rank(test.scale) if test.scale else 0,
            is_this=step.test.address == entry.address,
        )
        last = step.test


def _difference_words(one: Difference) -> str:
    match one.condition:
        case "site":
            return "another site"
        case "place":
            return f"{one.now} in place of {one.before}"
        case "low-income":
            return f"{one.now} percent from low-income families in place of {one.before}"
        case "scale":
            return "larger" if _rank(one.now) > _rank(one.before) else "smaller"
        case "term":
            return one.now
    return f"variant {one.now}" if one.now else "the usual form again"


def _ramp_words(steps: Sequence[Step]) -> str:
    """How far the ramp reaches, and in how different conditions: never how many tests there were."""
    scales, sites, places, terms = (_values(steps, condition) for condition in ("scale", "site", "place", "term"))
    largest = max(scales, key=_rank, default=None)
    said = [f"from {SCALES[scales[0]]} to {SCALES[largest]}"] if largest and largest != scales[0] else []
    where = f"at {len(sites)} sites" if len(sites) > 1 else "all at one site"
    said.append(f"{where} ({', '.join(places)})" if len(places) > 1 else where)
    said.append(f"in {len(terms)} terms" if len(terms) > 1 else "all in one term")
    more = "" if len(sites) > 1 else " What holds with other people, at other places and at other times is believed more."
    return f"{sentence_case(', '.join(said))}.{more}"


def _rank(scale: str) -> int:
    return [*SCALES].index(scale) + 1


def _values(steps: Sequence[Step], condition: Condition) -> list[str]:
    return [*dict.fromkeys(value for step in steps if (value := step.conditions[condition]) is not None)]
