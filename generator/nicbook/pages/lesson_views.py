"""A lesson: what supports it and what speaks against it, each in its own words, and whether something newer is known."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup

from nicbook.corpus import Entry
from nicbook.evidence.learned import doubt_of, evidence_span, newer_evidence
from nicbook.evidence.unsayable import is_without_comparison
from nicbook.pages.items import Item, item_of
from nicbook.pages.kind_tests import decision_words
from nicbook.pages.links import Links
from nicbook.pages.results import reported_words, verdict_words
from nicbook.pages.words import words_of
from nicbook.records.adaptation import Adaptation
from nicbook.records.cycle import Cycle
from nicbook.records.finding import Finding
from nicbook.records.lesson import Lesson

_PREDICTED = {"partly": "partly met"}


@dataclass(frozen=True, slots=True)
class Evidence:
    """A record that a lesson rests on, or that is newer than it."""

    item: Item
    says: Markup
    """Its own verdict; "" where it has none."""
    when: str = ""


@dataclass(frozen=True, slots=True)
class LessonView:
    supported_by: tuple[Evidence, ...]
    contradicted_by: tuple[Evidence, ...]
    newer: tuple[Evidence, ...]
    """What was found out after it was written, and is not named in it."""
    is_dated: bool
    doubt: str
    """What is said beside its title: “contradicted”; "" for nothing."""
    span: str
    """From when to when the evidence reaches that supports it; "" where none is dated."""
    is_without_comparison: bool
    """Whether findings alone support it, and none of them is compared."""


def lesson_view(entry: Entry, links: Links, *, in_full: bool = False) -> LessonView:
    """`in_full` with what the records it rests on say first."""
    lesson = entry.record
    assert isinstance(lesson, Lesson)

    def named(key: str) -> tuple[Evidence, ...]:
        found = (links.theory.entries[link.target] for link in links.theory.links_from(entry.address) if link.key == key)
        return tuple(_evidence(each, links, in_full=in_full) for each in found)

    newer = newer_evidence(links.theory, entry)
    return LessonView(
        named("supported_by"),
        named("contradicted_by"),
        tuple(_evidence(links.theory.entries[each.address], links, when=str(each.when)) for each in newer),
        lesson.written is not None,
        doubt_of(links.theory, entry),
        span_words(entry, links),
        is_without_comparison(links.theory, entry),
    )


def span_words(entry: Entry, links: Links) -> str:
    """From when to when the evidence reaches that supports a lesson; "" where none is dated."""
    span = evidence_span(links.theory, entry)
    if span is None:
        return ""
    first, last = map(str, span)
    return first if first == last else f"{first} to {last}"


def evidence_of(entries: Iterable[Entry], links: Links) -> tuple[Evidence, ...]:
    return tuple(_evidence(entry, links) for entry in entries)


def _evidence(entry: Entry, links: Links, *, in_full: bool = False, when: str = "") -> Evidence:
    return Evidence(item_of(entry, links, in_full=in_full, among_others=True), says_of(entry, links), when)


def says_of(entry: Entry, links: Links) -> Markup:
    """The verdict of a test, a finding or an adaptation, as its author gives it; of a finding without one its figure."""
    match entry.record:
        case Cycle(ended=None):
            return Markup("still running")
        case Cycle() as test:
            verdicts = dict.fromkeys(one.verdict for one in test.predictions if one.verdict)
            words = Markup(" and ").join(_PREDICTED.get(each, words_of(each)) for each in verdicts)
            decision = Markup("it decided: {}").format(decision_words(test)) if test.decision else Markup("")
            predicted = Markup("predictions {}").format(words) if words else Markup("")
            said = Markup("; ").join(filter(None, (predicted, decision)))
            return Markup("the school says: {}").format(said) if said else said
        case Finding() as finding:
            if words := verdict_words(finding):
                return Markup("the source says: {}").format(words)
            figures = reported_words(entry, links)
            return Markup("reported: {}").format(figures) if figures else Markup("")
        case Adaptation(verdict=str() as verdict):
            return Markup("the school says: {}").format(words_of(verdict))
    return Markup("")
