"""Aims, drivers and change ideas: what they move, what moves them, and what to try next."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from nicbook.corpus import Entry
from nicbook.evidence.coverage import missing_parts
from nicbook.pages.found_views import Found, found_of
from nicbook.pages.items import Item, item_of, items_of, naming
from nicbook.pages.links import Links
from nicbook.pages.progress_views import ProgressView, layer_words, progress_view
from nicbook.pages.results import Result, results_about
from nicbook.pages.sheets import TEST as TEST_SHEET
from nicbook.pages.shown import Field, Shown, fields_of, figure_words, show, with_unit
from nicbook.records.aim import Aim, Target
from nicbook.records.cycle import Cycle
from nicbook.records.routine import Routine
from nicbook.text import to_words
from nicbook.theory import drives_of


@dataclass(frozen=True, slots=True)
class Arrow:
    """A relation of the theory as the page of its source shows it."""

    target: Item
    strength: str
    """As it is drawn."""
    is_doubted: bool
    """Whether it is called strong but names nothing that shows it."""
    fields: tuple[Field, ...]


def arrows_of(entry: Entry, links: Links) -> tuple[Arrow, ...]:
    arrows = []
    for index, drives in enumerate(drives_of(entry.record)):
        target = links.theory.named_at(entry, ("drives", index, "to"))
        arrows.append(
            Arrow(
                item_of(target, links, among_others=True) if target else Item(str(drives.to), "", ""),
                drives.drawn_strength,
                drives.strength == "strong" and drives.drawn_strength != "strong",
                fields_of(drives, links, leave_out=("to", "strength")),
            )
        )
    return tuple(arrows)


@dataclass(frozen=True, slots=True)
class AimView:
    """How much, of what, for whom, by when. "" where the record does not say."""

    baseline: str
    baseline_date: str
    target: str
    by: str
    way: tuple[tuple[str, str], ...]
    """The same as a line to read: (from, 68 percent), (to, 80 percent), (by, 2027-05)."""
    measure: Shown | None
    for_whom: Shown | None
    sources: Shown | None
    missing: tuple[str, ...]
    drivers: tuple[Item, ...]
    parts: tuple[Item, ...]
    """The aims that are part of this one."""
    results: tuple[Result, ...]


def aim_view(entry: Entry, links: Links) -> AimView:
    aim = entry.record
    assert isinstance(aim, Aim)
    measure = links.theory.measure_of(entry)
    unit = measure.definition.unit if measure else ""
    baseline, target = aim.baseline, aim.target
    return AimView(
        baseline=figure_words(baseline.value, unit) if baseline else "",
        baseline_date=str(baseline.date or "") if baseline else "",
        target=_target_words(target, unit) if target else "",
        by=_by(target) if target else "",
        way=_way(figure_words(baseline.value, unit) if baseline else "", target, unit, measured=measure is not None),
        measure=show(aim.measure, links) if aim.measure else None,
        for_whom=show(aim.for_whom, links) if aim.for_whom else None,
        sources=show(baseline.sources, links) if baseline and baseline.sources else None,
        missing=missing_parts(aim),
        drivers=items_of(naming(entry, links, "driver", "drives", "to"), links, in_full=True),
        parts=items_of(naming(entry, links, "aim", "part_of"), links, in_full=True),
        results=results_about(entry, links),
    )


def _by(target: Target) -> str:
    return str(target.by or "") or (f"within {to_words(target.within)}" if target.within else "")


def _target_words(target: Target, unit: str) -> str:
    if target.value is not None:
        return with_unit(str(target.value), unit)
    if target.times is not None:
        return f"{target.times:g} times the baseline"
    change = target.points if target.points is not None else target.percent
    assert change is not None
    unit = "percentage points" if target.points is not None else "percent"
    return f"{abs(change):g} {unit} {'more' if change > 0 else 'less'}"


def _way(baseline: str, target: Target | None, unit: str, *, measured: bool) -> tuple[tuple[str, str], ...]:
    start = (("from", baseline),) if baseline else ()
    if target is None:
        return (*start, ("", "no target yet")) if measured else start
    goal = ("to" if target.value is not None else "", _target_words(target, unit))
    end = ("by" if target.by else "", _by(target))
    return (*start, goal, end) if end[1] else (*start, goal)


@dataclass(frozen=True, slots=True)
class DriverView:
    arrows: tuple[Arrow, ...]
    measures: tuple[Item, ...]
    ideas: tuple[Item, ...]
    routines: tuple[Item, ...]
    drivers: tuple[Item, ...]
    """The drivers that move this one."""
    layer: Markup
    """Why it counts as primary, secondary and so on, in a sentence."""
    progress: ProgressView


def driver_view(entry: Entry, links: Links) -> DriverView:
    def of(kind: str, *keys: str) -> tuple[Item, ...]:
        return items_of(naming(entry, links, kind, *keys), links, in_full=True)

    return DriverView(
        arrows=arrows_of(entry, links),
        measures=of("measure", "of"),
        ideas=of("change-idea", "drives", "to"),
        routines=of("routine", "serves"),
        drivers=of("driver", "drives", "to"),
        layer=layer_words(entry, links),
        progress=progress_view(entry, links),
    )


@dataclass(frozen=True, slots=True)
class Start:
    """A way to begin with an idea: go on from what others have made of it."""

    item: Item
    words: Shown | None


@dataclass(frozen=True, slots=True)
class IdeaView:
    arrows: tuple[Arrow, ...]
    found: Found
    routine: Start | None
    """A routine that grew from it, with its smallest form."""
    last_test: Start | None
    """The last test that names a next step."""
    how: str
    """The page that says how a test is written down."""
    sheet: str
    """A test to print and to write on."""


def idea_view(entry: Entry, links: Links) -> IdeaView:
    tests = naming(entry, links, "cycle", "tests")
    return IdeaView(
        arrows=arrows_of(entry, links),
        found=found_of(entry, links),
        routine=_routine(entry, links),
        last_test=_last_test(tests, links),
        how=links.to_page("format/cycle/"),
        sheet=links.to_page(TEST_SHEET),
    )


def _routine(entry: Entry, links: Links) -> Start | None:
    for each in naming(entry, links, "routine", "from"):
        if isinstance(each.record, Routine) and each.record.retired is None:
            smallest = each.record.smallest
            return Start(item_of(each, links), show(smallest, links) if smallest else None)
    return None


def _last_test(tests: tuple[Entry, ...], links: Links) -> Start | None:
    ended = [
        (test.record.ended.latest, test.address, test, test.record.next)
        for test in tests
        if isinstance(test.record, Cycle) and test.record.ended and test.record.next
    ]
    if not ended:
        return None
    _, _, test, following = max(ended)
    return Start(item_of(test, links), show(following, links))
