"""What a network has learned: its lessons, what is known of each driver and idea, and what was given up and why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from nicbook.corpus import Entry
from nicbook.evidence.learned import (
    Synthesis,
    changes_of,
    leads_to,
    lessons_of,
    stop_of,
    synthesis,
    without_lesson,
)
from nicbook.evidence.progress import Progress, progress_of
from nicbook.evidence.unsayable import is_from_publications
from nicbook.evidence.variation import Variation, variations
from nicbook.pages.environment import render
from nicbook.pages.frame import Crumb, frame_of
from nicbook.pages.glossary import explained
from nicbook.pages.gone_views import gone_view
from nicbook.pages.items import Item, item_of, items_of
from nicbook.pages.lesson_views import Evidence, LessonView, evidence_of, lesson_view
from nicbook.pages.links import Links
from nicbook.pages.moving_views import moving_view
from nicbook.pages.page import Page
from nicbook.pages.sheets import TEST as TEST_SHEET
from nicbook.pages.shown import Shown, show
from nicbook.pages.time_pages import time_href
from nicbook.pages.variation_words import started_words
from nicbook.records.adaptation import Adaptation
from nicbook.records.lesson import Lesson
from nicbook.text import Heading
from nicbook.theory import Theory

_MEASURES_SAY: dict[Progress, str] = {
    "untested": "No values tell yet whether it moves.",
    "being tested": "It is measured, and no more is clear yet than chance alone may give.",
    "moving": "Where it is measured, it is clearly better at one school or more, and clearly worse at none.",
    "mixed": "Where it is measured, it is clearly better at one school or more, and clearly worse at one or more.",
    "contradicted": "Where it is measured, it is clearly worse at one school or more, and clearly better at none.",
}

@dataclass(frozen=True, slots=True)
class LessonCard:
    """One lesson in the list of all."""

    item: Item
    id: str
    claim: Shown
    when: str
    about: tuple[Item, ...]
    view: LessonView
    conditions: Shown | None
    hard: Shown | None
    next: Shown | None


@dataclass(frozen=True, slots=True)
class Said:
    """Words out of a record, with the record."""

    words: Shown
    item: Item


@dataclass(frozen=True, slots=True)
class Found:
    """How many of the schools that started came out in which way, on one measure."""

    words: str
    item: Item


@dataclass(frozen=True, slots=True)
class Tried:
    """What is known of one idea or routine, in short."""

    item: Item
    id: str
    schools: tuple[Item, ...]
    found: tuple[Found, ...]
    """By the values of the schools."""
    reported: tuple[Evidence, ...]
    """By its findings; where no value tells anything, by its tests."""
    hard: tuple[Said, ...]
    next: Said | None
    has_lesson: bool


@dataclass(frozen=True, slots=True)
class Group:
    """A driver or an aim, with what was learned about it; or what leads to none."""

    item: Item | None
    """None for the network itself."""
    measured: str
    lessons: tuple[Item, ...]
    tried: tuple[Tried, ...]
    elsewhere: tuple[tuple[str, str], ...]
    """Ideas that stand under another driver: title and place on this page."""


def learned_page(entry: Entry, links: Links) -> Page:
    """What a network has learned. `links` are those of this page."""
    theory, frame = links.theory, frame_of(entry, links)
    lessons = lessons_of(theory, entry.id)
    title = f"What {frame.title} has learned"
    groups = _groups(entry, lessons, links)
    sections = {
        "nicbook-lessons": "Lessons, the last written first",
        "nicbook-by-driver": "By driver",
        "nicbook-no-lesson": "Tried, and no lesson yet",
        "nicbook-given-up": "What was given up, and why",
    }
    html = render(
        "learned.html",
        frame=frame,
        title=title,
        titles=sections,
        crumbs=(*frame.crumbs, Crumb(frame.title, links.to(entry.address))),
        is_from_publications=is_from_publications(theory, entry.id),
        lessons=tuple(_card(each, links) for each in lessons),
        groups=groups,
        without=items_of(without_lesson(theory, entry.id), links, among_others=True),
        gone=gone_view(entry, links),
        over_time=time_href(entry, links),
        gaps=links.to_page(f"{entry.address}/gaps/"),
        format=links.to_page("format/lesson/"),
        sheet=links.to_page(TEST_SHEET),
    )
    description = f"The lessons of {frame.title}, with what supports and what contradicts them."
    headings = tuple(Heading(2, id, words) for id, words in sections.items() if f'id="{id}"' in html)
    return Page(f"{entry.address}/learned/", title, explained(html, links), headings, description, description, entry.path)


def _card(entry: Entry, links: Links) -> LessonCard:
    lesson, here = entry.record, replace(links, network=entry.network)
    assert isinstance(lesson, Lesson)
    about = (links.theory.entries[link.target] for link in links.theory.links_from(entry.address) if link.key == "about")
    return LessonCard(
        item=item_of(entry, links),
        id=f"lesson-{entry.id}",
        claim=show(lesson.claim, here),
        when=str(lesson.written or ""),
        about=items_of(about, links, among_others=True),
        view=lesson_view(entry, links),
        conditions=show(lesson.conditions, here) if lesson.conditions else None,
        hard=show(lesson.hard, here) if lesson.hard else None,
        next=show(lesson.next, here) if lesson.next else None,
    )


# --- driver by driver ------------------------------------------------------------------------------------------------


def _groups(network: Entry, lessons: tuple[Entry, ...], links: Links) -> tuple[Group, ...]:
    """Drivers from the aim on, then the aims themselves, then what leads to none of them."""
    theory = links.theory
    tried = [(entry, found) for entry in changes_of(theory, network.id) if (found := synthesis(theory, entry)).is_tried]
    of_lessons, of_tried = _by_target(theory, lessons), _by_target(theory, (entry for entry, _ in tried))
    targets = [each for each in {**of_lessons, **of_tried} if each]
    targets.sort(key=lambda each: (theory.entries[each].kind == "aim", theory.layers[each], each))
    views = {entry.address: _tried(entry, found, links) for entry, found in tried}
    shown: set[str] = set()
    groups = []
    for target in [*targets, ""]:
        here = of_tried.get(target, [])
        first = [entry for entry in here if entry.address not in shown]
        shown |= {entry.address for entry in here}
        group = Group(
            item=item_of(theory.entries[target], links, among_others=True) if target else None,
            measured=_measured(theory.entries[target], links) if target else "",
            lessons=items_of(of_lessons.get(target, ()), links),
            tried=tuple(views[entry.address] for entry in first),
            elsewhere=tuple((views[each.address].item.title, views[each.address].id) for each in here if each not in first),
        )
        if group.lessons or here:
            groups.append(group)
    return tuple(groups)


def _measured(entry: Entry, links: Links) -> str:
    if entry.kind == "aim":
        view = moving_view(entry, links)
        return f"{view.label}: {view.words}"
    return _MEASURES_SAY[progress_of(links.theory, entry)]


def _by_target(theory: Theory, entries: Iterable[Entry]) -> dict[str, list[Entry]]:
    """Records by the drivers and aims that they lead to; under "" those that lead to none."""
    found: dict[str, list[Entry]] = {}
    for entry in entries:
        for target in leads_to(theory, entry) or ("",):
            found.setdefault(target, []).append(entry)
    return found


def _tried(entry: Entry, known: Synthesis, links: Links) -> Tried:
    theory = links.theory
    here = replace(links, network=entry.network)
    lessons = [theory.entries[each] for each in known.lessons]
    tests = [theory.entries[each] for each in known.tests]
    results = variations(theory, entry)
    reported = [theory.entries[each] for each in known.findings] or ([] if results else tests)
    schools = (theory.entries[start.site] for start in known.starts if start.site in theory.entries)
    return Tried(
        item=item_of(entry, links, among_others=True),
        id=f"tried-{entry.id}",
        schools=tuple(sorted(items_of(schools, links), key=lambda item: item.title.casefold())),
        found=tuple(_found(each, links) for each in results),
        reported=evidence_of(reported, links),
        hard=(*_all_said(lessons, "hard", here), *_reasons(entry, known, here)),
        next=next(iter((*_all_said(lessons, "next", here), *_all_said(tests, "next", here))), None),
        has_lesson=bool(lessons),
    )


def _found(found: Variation, links: Links) -> Found:
    return Found(started_words(found), item_of(links.theory.entries[found.measure], links))


def _all_said(entries: Iterable[Entry], key: str, links: Links) -> Iterator[Said]:
    for entry in entries:
        words = getattr(entry.record, key)
        if words is not None:
            yield Said(show(words, replace(links, network=entry.network)), item_of(entry, links))


def _reasons(entry: Entry, known: Synthesis, links: Links) -> Iterator[Said]:
    """Why schools stopped it."""
    for start in known.starts:
        for address in start.records:
            adaptation = links.theory.entries[address]
            last = stop_of(adaptation) if isinstance(adaptation.record, Adaptation) else None
            if last is not None and last.why is not None:
                yield Said(show(last.why, replace(links, network=adaptation.network)), item_of(adaptation, links))
