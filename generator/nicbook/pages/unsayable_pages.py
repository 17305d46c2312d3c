"""What cannot be said about a network, and what would make it sayable: one page a network."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from nicbook.corpus import Entry
from nicbook.evidence import unsayable
from nicbook.evidence.across_sites import ENOUGH_TO_POOL, ENOUGH_TO_PREDICT
from nicbook.evidence.learned import standing
from nicbook.evidence.open_questions import drivers_without_measure
from nicbook.evidence.series import ENOUGH
from nicbook.evidence.sides import LEAST_ON_A_SIDE
from nicbook.evidence.unsayable import Judged
from nicbook.pages.environment import render
from nicbook.pages.frame import Crumb, frame_of
from nicbook.pages.gaps_pages import Row, Section, section
from nicbook.pages.glossary import explained
from nicbook.pages.items import Item, item_of, items_of
from nicbook.pages.lesson_views import says_of
from nicbook.pages.links import Links
from nicbook.pages.moving_views import moving_view
from nicbook.pages.page import Page
from nicbook.pages.results import result_of
from nicbook.pages.words import sentence_case
from nicbook.text import Heading

_NOT_KNOWN = ("no-measure", "no-data", "too-early", "reported")
"""States of an aim in which nobody can say whether it moves."""


def unsayable_page(entry: Entry, links: Links) -> Page:
    """What cannot be said about a network. `links` are those of this page."""
    frame = frame_of(entry, links)
    title = f"What cannot be said about {frame.title}"
    sections = tuple(each for each in _sections(entry, links) if each.rows)
    html = render(
        "unsayable.html",
        frame=frame,
        title=title,
        crumbs=(*frame.crumbs, Crumb(frame.title, links.to(entry.address))),
        is_from_publications=unsayable.is_from_publications(links.theory, entry.id),
        sections=sections,
        gaps=links.to_page(f"{entry.address}/gaps/"),
    )
    description = f"What the records of {frame.title} do not allow anybody to say, and what would make it sayable."
    headings = tuple(Heading(2, each.id, each.title) for each in sections)
    return Page(f"{entry.address}/cannot-be-said/", title, explained(html, links), headings, description, description, entry.path)


def _sections(network: Entry, links: Links) -> Iterator[Section]:
    """All of them in their order, also those without rows."""
    theory, n = links.theory, network.id

    def rows(entries: Iterable[Entry], words: str = "") -> tuple[Row, ...]:
        return tuple(Row(item_of(each, links, among_others=True), ((words, ()),) if words else ()) for each in entries)

    def judged(found: Iterable[Judged], words: str) -> tuple[Row, ...]:
        return tuple(_of_results(each, words, links) for each in found)

    def form(kind: str, words: str) -> tuple[str, str]:
        return links.to_page(f"format/{kind}/"), words

    how_to_measure = form("measure", "How a measure and its values are written down")
    how_to_report = form("finding", "How a finding is written down")
    yield section(
        "nicbook-aims-move",
        "Whether these aims move",
        "There are no values over time to judge by, or too few.",
        f"each had a measure with a value every week or month: from {ENOUGH} values on something can be told.",
        how_to_measure,
        _aims(network, links),
    )
    yield section(
        "nicbook-drivers-move",
        "Whether these drivers move",
        "No measure with values over time tells it here.",
        "each had a measure with values.",
        how_to_measure,
        (
            *rows(theory.entries[gap.record] for gap in drivers_without_measure(theory, n)),
            *rows(unsayable.drivers_without_values(theory, n), "It has a measure, and no values of it over time are recorded here."),
        ),
    )
    yield section(
        "nicbook-for-whom",
        "For whom it got better or worse",
        "These values are of everyone together. A mean may rise while some group falls behind.",
        "the table had rows for groups, each of enough people to be shown.",
        how_to_measure,
        rows(unsayable.without_groups(theory, n)),
    )
    yield section(
        "nicbook-hidden",
        "How the smallest groups fare",
        "Some values are held back, because few people stand behind them and could be recognised. That stays so.",
        "more people were counted together: of several terms, or of several schools. Or somebody asks them, and tells it in words.",
        how_to_measure,
        rows(unsayable.with_hidden_values(theory, n)),
    )
    yield section(
        "nicbook-not-compared",
        "Whether the change made the difference",
        "These results are compared with nothing, or with one figure only. Things may have got better or worse everywhere, "
        "the time of year may have done it, or a bad year may have been followed by a usual one.",
        "the same were counted where the change was not made: in a region to compare with, or at schools that start later.",
        form("finding", "How a comparison is written down"),
        (
            *judged(unsayable.without_comparison(theory, n), "at"),
            *(
                Row(item_of(each, links, among_others=True), ((sentence_case(says_of(each, links)), ()),))
                for each in unsayable.reported_without_comparison(theory, n)
            ),
        ),
    )
    yield section(
        "nicbook-few-schools",
        "What the next school may expect",
        "Too few schools did the same and have results; one that changed a core part did another thing. With one or two, "
        "nothing is put together; with three or four there is a mean, and no telling how far the next school may lie from "
        "it.",
        f"more schools did the same: results of {ENOUGH_TO_POOL} make a mean, results of {ENOUGH_TO_PREDICT} an expectation.",
        how_to_measure,
        judged(unsayable.from_few_schools(theory, n), "so far from"),
    )
    yield section(
        "nicbook-few-values",
        "How it went at these schools",
        "They started, and their values are too few to judge by, or there are none. They count among those that started.",
        f"each had at least {ENOUGH} values, {LEAST_ON_A_SIDE} or more of them before it started and {LEAST_ON_A_SIDE} or more after.",
        how_to_measure,
        (
            *judged(unsayable.with_few_points(theory, n), "at"),
            *rows(unsayable.without_values(theory, n), "No measure that would tell has values of a school that tried it."),
        ),
    )
    yield section(
        "nicbook-conflicts",
        "Which of these is right",
        "Sources disagree, or count differently. All stand here as they are; nobody here can say which holds.",
        "somebody found out what each of them counted, and wrote it into the findings.",
        how_to_report,
        (Row(None, tuple(_of_a_source(each, links) for each in group)) for group in unsayable.disagreements(theory, n)),
    )
    yield section(
        "nicbook-read-in-part",
        "What else these sources say",
        "Only a part of each was read for these records. What speaks against the part may stand in the rest.",
        "somebody read the whole, added what is missing, and said so in the record of the source.",
        form("source", "How a source is written down"),
        rows(unsayable.read_in_part(theory, n)),
    )
    yield section(
        "nicbook-by-itself",
        "Whether somebody from outside would have found the same",
        "These results are reported by the network itself, its hub or a member, going by the authors of the source.",
        "somebody who does not take part counted the same, or the figures behind it were published.",
        how_to_report,
        rows(unsayable.reported_by_itself(theory, n)),
    )
    own = standing(theory, n, "cycle", "adaptation")
    yield section(
        "nicbook-own-word",
        "Whether others would judge these tests in the same way",
        "Whether a prediction was met, and how an adaptation went, is said here by those who tried it. The pages show it as "
        "their word.",
        "figures stood beside every word: a value before and after, or better a value every week.",
        form("cycle", "How a test is written down"),
        [Row(None, (("All tests and adaptations of this network.", ()),))] if own else [],
    )


def _aims(network: Entry, links: Links) -> Iterator[Row]:
    for entry in standing(links.theory, network.id, "aim"):
        view = moving_view(entry, links)
        if view.state in _NOT_KNOWN:
            yield Row(item_of(entry, links, among_others=True), ((f"{view.label}: {view.words}", ()),))


def _of_a_source(entry: Entry, links: Links) -> tuple[str, tuple[Item, ...]]:
    """A finding after the figures that it reports."""
    figures = result_of(entry, links).figures
    return f"{figures}:" if figures else "", (item_of(entry, links),)


def _of_results(each: Judged, words: str, links: Links) -> Row:
    entries = links.theory.entries
    schools = items_of((entries[site] for site in each.schools if site in entries), links)
    measure = item_of(entries[each.measure], links)
    from_whom = (words, schools) if schools else ("so far from no school that did it as it is written", ())
    return Row(item_of(entries[each.change], links, among_others=True), (("By", (measure,)), from_whom))
