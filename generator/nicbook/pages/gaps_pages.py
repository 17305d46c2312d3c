"""Where a network may test next: what its records leave open, each with why it matters and the smallest next step."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from markupsafe import Markup

from nicbook.corpus import Entry
from nicbook.diagnostics import Diagnostics, Severity
from nicbook.evidence import open_questions
from nicbook.evidence.context import KindOfContext
from nicbook.evidence.learned import records_of
from nicbook.evidence.open_questions import Gap
from nicbook.evidence.unsayable import is_from_publications
from nicbook.pages.checks_page import ADDRESS as CHECKS
from nicbook.pages.checks_page import with_code
from nicbook.pages.environment import render
from nicbook.pages.frame import Crumb, frame_of
from nicbook.pages.glossary import explained
from nicbook.pages.items import Item, item_of, items_of
from nicbook.pages.lesson_views import says_of
from nicbook.pages.links import Links
from nicbook.pages.page import Page
from nicbook.pages.sheets import TEST as TEST_SHEET
from nicbook.pages.shown import Shown, show
from nicbook.pages.words import sentence_case
from nicbook.records.driver import Driver
from nicbook.records.fields import Markdown
from nicbook.text import Heading, to_words

SHOWN, MOST = 8, 300
"""Of one section so many rows stand open, and so many at all: a page has an end."""

REMARKS = "nicbook-remarks"

_TOLD = {
    "driver-without-measure": open_questions.drivers_without_measure,
    "incomplete-routine": open_questions.incomplete_routines,
    "unanswered-prediction": open_questions.unanswered_predictions,
}
"""Checks that say of a record what a section of the page says of it already."""


@dataclass(frozen=True, slots=True)
class Row:
    """One record in a section: its title, then lines of words, each with the records that it names."""

    item: Item | None
    parts: tuple[tuple[str | Markup, tuple[Item, ...]], ...] = ()
    note: Shown | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """One thing that is open, why it matters, and what to do about it."""

    id: str
    title: str
    why: str
    step: str
    href: str
    link: str
    """The words of the link behind the step."""
    rows: tuple[Row, ...] = ()
    folded: tuple[Row, ...] = ()
    """Those that are shown when a reader asks for them."""
    is_cut: bool = False
    """Whether there are more than a page can hold."""


def section(id: str, title: str, why: str, step: str, way: tuple[str, str], rows: Iterable[Row]) -> Section:
    """A section of a page; `way` is where its step leads, and the words for that."""
    rows = tuple(rows)
    return Section(id, title, why, step, *way, rows[:SHOWN], rows[SHOWN:MOST], len(rows) > MOST)


def gaps_page(entry: Entry, remarks: Diagnostics, links: Links) -> Page:
    """Where a network may test next. `remarks` are what the checks say of its records; `links` those of this page."""
    frame = frame_of(entry, links)
    title = f"Where {frame.title} may test next"
    sections = tuple(each for each in _sections(entry, links) if each.rows)
    told = {(code, links.theory.entries[gap.record].path) for code, gaps in _TOLD.items() for gap in gaps(links.theory, entry.id)}
    other = tuple(one for one in remarks if (one.code.name, one.path) not in told)
    warnings, notes = (
        _remarks(entry, tuple(one for one in other if one.severity is severity), links)
        for severity in (Severity.WARNING, Severity.INFO)
    )
    html = render(
        "gaps.html",
        frame=frame,
        title=title,
        crumbs=(*frame.crumbs, Crumb(frame.title, links.to(entry.address))),
        is_from_publications=is_from_publications(links.theory, entry.id),
        sections=sections,
        warnings=warnings,
        notes=notes,
        checks=links.to_page(CHECKS),
        unsayable=links.to_page(f"{entry.address}/cannot-be-said/"),
    )
    description = f"What is open in {frame.title}: what nobody has tested or measured yet, and what its records lack."
    headings = [Heading(2, each.id, each.title) for each in sections]
    if warnings or notes:
        headings.append(Heading(2, REMARKS, "What the checks ask for"))
    return Page(f"{entry.address}/gaps/", title, explained(html, links), tuple(headings), description, description, entry.path)


def _sections(network: Entry, links: Links) -> Iterator[Section]:
    """All of them in their order, also those without rows."""
    theory, n = links.theory, network.id

    def rows(gaps: Iterable[Gap], *says: str) -> Iterator[Row]:
        """Each record with what it lacks or rests on, after these words."""
        for gap in gaps:
            entry = theory.entries[gap.record]
            others = items_of((theory.entries[each] for each in gap.others if each in theory.entries), links)
            lacks = ", ".join(to_words(Markdown(each)) for each in gap.lacks)
            words = " ".join(filter(None, (*says, lacks)))
            yield Row(item_of(entry, links, among_others=True), ((words, others),) if others or lacks else ())

    def form(kind: str, words: str) -> tuple[str, str]:
        return links.to_page(f"format/{kind}/"), words

    sheet = links.to_page(TEST_SHEET), "The sheet for a test, to print"
    how_to_test = form("cycle", "How a test is written down")
    yield section(
        "nicbook-theory-lacks",
        "What the theory begins with",
        "Without these nobody can tell why an idea should help, or whom it should help.",
        "Ask three students and three members of staff what they see, and write it down.",
        form("network", "How a network is written down"),
        rows(open_questions.theory_without(theory, n), "It does not say:"),
    )
    yield section(
        "nicbook-no-measure",
        "Drivers that nothing measures",
        "Without a measure nobody can see whether a driver moves, so no test for it can end in more than an opinion.",
        "Choose one number that somebody can count every week, and count it three times before you change anything.",
        form("measure", "How a measure is written down"),
        (_of_driver(theory.entries[gap.record], links) for gap in open_questions.drivers_without_measure(theory, n)),
    )
    yield section(
        "nicbook-no-test-for",
        "Drivers for which no test is recorded",
        "The theory says that they matter. Nothing recorded here tells whether anybody can move them.",
        "Take one idea for the driver, or think of one, and try it once with one class or one group.",
        sheet,
        rows(open_questions.drivers_without_test(theory, n)),
    )
    yield section(
        "nicbook-never-tried",
        "Ideas and routines of which no test is recorded",
        "Nobody can learn from what was not tried, or was tried and not written down.",
        "Try it once with one class or one group, and write down beforehand what you expect.",
        sheet,
        rows(open_questions.never_tried(theory, n), "It is planned:"),
    )
    yield section(
        "nicbook-one-site",
        "Tried at one school only",
        "What was seen at one school may be due to that school, or to chance.",
        "Ask one school that differs from the first to repeat the test, with the same prediction.",
        how_to_test,
        rows(open_questions.tried_at_one_site(theory, n), "So far only at"),
    )
    yield section(
        "nicbook-contexts",
        "Not tried in places like some of our schools",
        "Schools of these kinds take part, and nobody can tell them yet what to expect.",
        "Ask one of the schools named here whether it would try the smallest form.",
        sheet,
        (_of_contexts(gap, links) for gap in open_questions.untried_contexts(theory, n)),
    )
    yield section(
        "nicbook-failures",
        "Did not do what was predicted, at two schools or more",
        "A failure that repeats may say where the theory is wrong, or under which conditions it does not hold.",
        "Before it is tried again, lay these tests side by side: what do they have in common?",
        how_to_test,
        (_of_failures(gap, links) for gap in open_questions.repeated_failures(theory, n)),
    )
    yield section(
        "nicbook-stale",
        "Nothing heard for two years",
        "Schools and students have changed since. What held then may not hold now.",
        "Ask one school that does it: still, and with what result? Write the answer into its adaptation.",
        form("adaptation", "How an adaptation is written down"),
        (
            Row(item_of(theory.entries[gap.record], links, among_others=True), ((f"Last heard of: {gap.last}.", ()),))
            for gap in open_questions.stale(theory, n)
        ),
    )
    yield section(
        "nicbook-drafts",
        "Aims that are drafts",
        "Nobody could tell whether such an aim is reached.",
        "Agree on one figure, even a rough one, and on a date.",
        form("aim", "How an aim is written down"),
        rows(open_questions.draft_aims(theory, n), "It lacks"),
    )
    yield section(
        "nicbook-routines",
        "Routines that another school could not repeat yet",
        "What is not written down, the next school will do in its own way, and nobody can compare.",
        "Add one sentence for each, by those who do it.",
        form("routine", "How a routine is written down"),
        rows(open_questions.incomplete_routines(theory, n), "It does not say:"),
    )
    yield section(
        "nicbook-unanswered",
        "Predictions that nobody went back to",
        "The test is over. Whether it came out as expected is what the next school needs to know.",
        "Write one word beside each: met, partly met, not met, or cannot tell.",
        how_to_test,
        rows(open_questions.unanswered_predictions(theory, n), "Expected:"),
    )
    yield section(
        "nicbook-arrows",
        "Relations that are only thought",
        "It is thought that one moves the other. Nothing named here shows it.",
        "Say what you would see if it were not so, and look for that in your next test.",
        form("driver", "How a relation and what shows it are written down"),
        (_of_arrow(arrow, links) for arrow in open_questions.hypothesised_arrows(theory, n)),
    )


def _of_driver(entry: Entry, links: Links) -> Row:
    """A driver that nothing measures, with what it says of that."""
    driver = entry.record
    assert isinstance(driver, Driver)
    note = show(driver.unmeasured, links) if driver.unmeasured else None
    return Row(item_of(entry, links, among_others=True), note=note)


def context_words(kind: KindOfContext) -> str:
    return f"{kind.place}, {kind.low_income} percent of students from low-income families"


def _of_contexts(gap: Gap, links: Links) -> Row:
    entries = links.theory.entries
    parts = (
        (f"{sentence_case(context_words(kind))}:", items_of((entries[site] for site in schools), links))
        for kind, schools in gap.contexts.items()
    )
    return Row(item_of(entries[gap.record], links, among_others=True), tuple(parts))


def _of_failures(gap: Gap, links: Links) -> Row:
    entries = links.theory.entries

    def line(test: Entry) -> tuple[Markup, tuple[Item, ...]]:
        return Markup("{}:").format(sentence_case(says_of(test, links))), (item_of(test, links),)

    return Row(item_of(entries[gap.record], links, among_others=True), tuple(line(entries[test]) for test in gap.others))


def _of_arrow(arrow: open_questions.Arrow, links: Links) -> Row:
    source, target = item_of(arrow.source, links, among_others=True), item_of(arrow.target, links)
    return Row(source, (("is thought to move", (target,)),))


def _remarks(network: Entry, found: Diagnostics, links: Links) -> tuple[Row, ...]:
    """What the checks say, record by record, each with how to mend it."""
    entries = {entry.path: entry for entry in records_of(links.theory, network.id)}
    said: dict[str, list[tuple[str | Markup, tuple[Item, ...]]]] = {}
    for one in found:
        path = f"{one.path.removesuffix('.csv')}.yml" if one.path.endswith(".csv") else one.path
        if path in entries:
            said.setdefault(path, []).append((with_code(f"{one.message} {one.hint}"), ()))
    return tuple(Row(item_of(entries[path], links, among_others=True), tuple(parts)) for path, parts in said.items())
