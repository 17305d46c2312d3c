"""How one school stands with one idea, and what it reports on one measure: the cells of every table about schools."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from markupsafe import Markup

from nicbook.corpus import Entry
from nicbook.drawing.diagram import Tried
from nicbook.drawing.dots import sign as outcome_sign
from nicbook.drawing.marks import mark
from nicbook.evidence.coverage import title_of
from nicbook.evidence.site_change import SiteChange
from nicbook.evidence.where import Report, Standing, reports_of, results_at
from nicbook.pages.links import Links
from nicbook.pages.words import words_of
from nicbook.records.adaptation import Adaptation
from nicbook.records.cycle import Cycle
from nicbook.records.dates import When
from nicbook.records.measure import Measure

_CLEAR = ("clearly better", "clearly worse")
_DAY = re.compile(r"(\d{4}-\d\d)-\d\d")


@dataclass(frozen=True, slots=True)
class Named:
    """A record by its title, with what must be said beside it."""

    title: str
    href: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the values of a school show of everyone, or of one group."""

    sign: Markup
    words: str
    group: str
    """The group that this is about; "" for everyone."""
    is_compared: bool
    """Whether there is anything to compare a clear change with."""


@dataclass(frozen=True, slots=True)
class Results:
    """What one measure shows at a school: of everyone, and of each group of which it shows something clear."""

    measure: Named
    outcomes: tuple[Outcome, ...]


@dataclass(frozen=True, slots=True)
class RecordLink:
    """A test or a version of the school's own, as short as a cell needs it."""

    words: str
    title: str
    href: str


@dataclass(frozen=True, slots=True)
class Trial:
    """How one school stands with one idea."""

    sign: Markup
    state: str
    scale: str
    """How much of the school the test was about that has the word; "" for all of it."""
    results: tuple[Results, ...]
    own_words: tuple[str, ...]
    """What the school itself says of how it went."""
    records: tuple[RecordLink, ...]
    is_unmeasured: bool
    """Whether something was tried of which no value tells."""


@dataclass(frozen=True, slots=True)
class Reported:
    """Up to when a school reports a measure, and how it is counted."""

    until: str
    version: str
    """The version of the measure; "" where there are none."""
    is_earlier_version: bool
    others: str
    """The newest date that others have; "" where this school's is as new."""


def named(entry: Entry, links: Links, note: str = "") -> Named:
    return Named(title_of(links.theory, entry), links.to(entry.address), note)


def trial_of(standing: Standing, idea: Entry, links: Links) -> Trial:
    records = [links.theory.entries[address] for address in standing.records]
    results = tuple(_results(idea, standing.site, links))
    return Trial(
        sign=mark(Tried(standing.state)),
        state=standing.state,
        scale=words_of(standing.scale),
        results=results,
        own_words=tuple(_own_words(records)),
        records=tuple(_record_link(each, links) for each in records),
        is_unmeasured=not results and standing.state != "planned",
    )


def _results(idea: Entry, site: str, links: Links) -> Iterator[Results]:
    for address, result in results_at(links.theory, idea, site):
        outcomes = [_outcome(result.change, "")] if result.change.outcome != "no data" else []
        outcomes += [
            _outcome(change, ", ".join(group for _, group in groups)) for groups, change in result.groups if change.outcome in _CLEAR
        ]
        if outcomes:
            yield Results(named(links.theory.entries[address], links), tuple(outcomes))


def _outcome(change: SiteChange, group: str) -> Outcome:
    is_compared = change.outcome not in _CLEAR or bool(change.compared_with)
    return Outcome(outcome_sign(change.outcome), change.outcome, group, is_compared)


def _own_words(records: Iterable[Entry]) -> Iterator[str]:
    """The verdict of its newest version that has one, and those on the predictions of its newest test that has some."""
    said = [each.record for each in records]
    verdicts = [one.verdict for one in said if isinstance(one, Adaptation) and one.verdict]
    if verdicts:
        yield words_of(verdicts[-1])
    predictions = [
        verdicts for one in said if isinstance(one, Cycle) and (verdicts := [each.verdict for each in one.predictions if each.verdict])
    ]
    if predictions:
        words = ", ".join(map(words_of, predictions[-1]))
        yield f"{'prediction' if len(predictions[-1]) == 1 else 'predictions'} {words}"


def _record_link(entry: Entry, links: Links) -> RecordLink:
    word = "test" if entry.kind == "cycle" else "own version"
    return RecordLink(f"{word} {to_the_month(entry.record.started)}", entry.record.title, links.to(entry.address))


def to_the_month(when: When) -> str:
    """A date without its day: enough for a table, and nothing more is told of a school without a name."""
    return _DAY.sub(r"\1", str(when))


def reported(measure: Entry, links: Links) -> dict[str, Reported]:
    """What each site reports on a measure, by its address."""
    record = measure.record
    assert isinstance(record, Measure)
    reports = reports_of(links.theory, measure)
    newest = max((report.until for report in reports.values()), key=lambda when: when.earliest, default=None)

    def one(report: Report) -> Reported:
        is_behind = newest is not None and report.until.latest < newest.earliest
        return Reported(
            until=to_the_month(report.until),
            version=report.version,
            is_earlier_version=bool(record.versions) and report.version != record.versions[-1].id,
            others=to_the_month(newest) if is_behind else "",
        )

    return {site: one(report) for site, report in reports.items()}
