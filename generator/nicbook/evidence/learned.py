"""What a network has learned: what its lessons lead to, what is newer than they are, what was tried, what was given up."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from nicbook.corpus import Entry
from nicbook.evidence.starts import Start, forms_of, starts_of
from nicbook.records.adaptation import Adaptation, FollowUp
from nicbook.records.cycle import Cycle
from nicbook.records.dates import When, read_when
from nicbook.records.finding import Finding
from nicbook.records.kinds import KINDS
from nicbook.records.lesson import Lesson
from nicbook.records.source import Source
from nicbook.theory import Theory, once

_LEADS_ON = {
    "change-idea": ("drives",),
    "cycle": ("tests",),
    "adaptation": ("of",),
    "finding": ("of",),
    "measure": ("of",),
    "lesson": ("about",),
}
"""Under which key a record of a kind names what it is about; a routine names its drivers, or the ideas it grew from."""


def standing(theory: Theory, network: str, *kinds: str) -> tuple[Entry, ...]:
    """The records of these kinds in a network that are not retired, by kind and address."""
    return tuple(entry for kind in kinds for entry in theory.of_kind(kind, network) if entry.record.retired is None)


def records_of(theory: Theory, network: str) -> Iterator[Entry]:
    """Every record of a network, also what is retired, by kind and address."""
    for kind in KINDS:
        yield from theory.of_kind(kind, network)


# --- lessons ---------------------------------------------------------------------------------------------------------


def lessons_of(theory: Theory, network: str) -> tuple[Entry, ...]:
    """The lessons of a network that stand, the newest first; those without a date last."""
    return tuple(sorted(standing(theory, network, "lesson"), key=_newest_first))


def _newest_first(entry: Entry) -> tuple[int, str]:
    written = entry.record.written
    return -written.latest.toordinal() if written else 0, entry.address


def leads_to(theory: Theory, entry: Entry) -> tuple[str, ...]:
    """The addresses of the drivers and aims that a record is about, by way of routines, ideas, tests and measures.

    () for what is about none of them, such as a network.
    """
    found: set[str] = set()
    seen: set[str] = set()
    waiting = [entry.address]
    while waiting:
        address = waiting.pop()
        if address in seen:
            continue
        seen.add(address)
        if theory.entries[address].kind in ("driver", "aim"):
            found.add(address)
        else:
            waiting += _named(theory, theory.entries[address])
    return tuple(sorted(found))


def _named(theory: Theory, entry: Entry) -> list[str]:
    links = theory.links_from(entry.address)
    if entry.kind == "routine":
        drivers = [link.target for link in links if link.key == "serves"]
        return drivers or [link.target for link in links if link.key == "from"]
    if entry.kind == "cause":
        return [link.source for link in theory.links_to(entry.address) if link.key == "causes"]
    keys = _LEADS_ON.get(entry.kind, ())
    return [link.target for link in links if link.key in keys and (link.key != "drives" or link.location[-1] == "to")]


@dataclass(frozen=True, slots=True)
class Newer:
    """Evidence that came after a lesson was written, and that the lesson does not name."""

    address: str
    when: When
    """When a test ended, when a school's version was stopped or kept for good, the time of a finding or of its source."""


@once
def newer_evidence(theory: Theory, entry: Entry) -> tuple[Newer, ...]:
    """What is surely newer than a lesson, about the same records or a routine that grew from them; the newest first.

    () for a lesson without a date: nobody can tell then.
    """
    lesson = entry.record
    assert isinstance(lesson, Lesson)
    if lesson.written is None:
        return ()
    links = theory.links_from(entry.address)
    known = {link.target for link in links if link.key != "about"}
    forms = {form for link in links if link.key == "about" for form in forms_of(theory, theory.entries[link.target])}
    found: dict[str, When] = {}
    for form in forms:
        for link in theory.links_to(form):
            evidence = theory.entries[link.source]
            if link.location not in (("tests",), ("of",)) or link.source in known or not theory.are_alike_real(entry, evidence):
                continue
            last = max(_dates(theory, evidence), key=_first_day, default=None)
            if last is not None and last.earliest > lesson.written.latest:
                found[link.source] = last
    in_order = sorted(found.items(), key=lambda each: (-each[1].earliest.toordinal(), each[0]))
    return tuple(Newer(address, when) for address, when in in_order)


@once
def doubt_of(theory: Theory, entry: Entry) -> str:
    """What must be said wherever a lesson is named: that it is contradicted, or that newer evidence exists; "" for neither.

    It is contradicted where it names evidence against it that is not surely older than the newest evidence for it.
    """
    if entry.record.retired is not None:
        return ""
    against, supporting = (_last_dates(theory, entry, key) for key in ("contradicted_by", "supported_by"))
    newest = max((when.earliest for when in supporting if when), default=None)
    if any(when is None or newest is None or when.latest >= newest for when in against):
        return "contradicted"
    return "newer evidence exists" if newer_evidence(theory, entry) else ""


def _last_dates(theory: Theory, entry: Entry, key: str) -> list[When | None]:
    """When the evidence that a lesson names under a key was found out; None where that is not known."""
    named = (theory.entries[link.target] for link in theory.links_from(entry.address) if link.key == key)
    return [max(_dates(theory, each), key=_first_day, default=None) for each in named]


def evidence_span(theory: Theory, entry: Entry) -> tuple[When, When] | None:
    """From when to when the evidence reaches that supports a lesson; None where none of it is dated."""
    dates: list[When] = []
    for link in theory.links_from(entry.address):
        if link.key != "supported_by":
            continue
        match theory.entries[link.target].record:
            case Cycle() as test:
                dates += filter(None, (test.started, test.ended))
            case Adaptation() as version:
                dates += (version.started, *(one.date for one in version.follow_up if one.status != "planning"))
            case Finding() as finding:
                dates += filter(None, (finding.period, finding.after.date if finding.after else None))
    if not dates:
        return None
    return min(dates, key=_first_day), max(dates, key=lambda when: when.latest)


def _first_day(when: When) -> date:
    return when.earliest


def _dates(theory: Theory, entry: Entry) -> Iterator[When]:
    """When something was found out; nothing for what is retired, still runs, or is only planned."""
    record = entry.record
    if record.retired is not None:
        return
    if isinstance(record, Cycle) and record.ended is not None:
        yield record.ended
    elif isinstance(record, Adaptation):
        yield from (one.date for one in record.follow_up if one.status in ("stopped", "sustained"))
    elif isinstance(record, Finding):
        yield from filter(None, (record.period, record.after.date if record.after else None))
        for link in theory.links_from(entry.address):
            source = theory.entries[link.target].record
            if link.key == "sources" and isinstance(source, Source) and source.year and 1000 <= source.year < 3000:
                yield read_when(str(source.year))


# --- what was tried --------------------------------------------------------------------------------------------------


def changes_of(theory: Theory, network: str) -> tuple[Entry, ...]:
    """The change ideas of a network that stand, and the routines that grew from none of them."""
    ideas = standing(theory, network, "change-idea")
    grown = {form for idea in ideas for form in forms_of(theory, idea)}
    return (*ideas, *(each for each in standing(theory, network, "routine") if each.address not in grown))


@dataclass(frozen=True, slots=True)
class Synthesis:
    """What is known of one idea or routine, with the routines that grew from it; all by address."""

    about: str
    starts: tuple[Start, ...]
    """Every school that started it."""
    tests: tuple[str, ...]
    """Its completed tests, the latest first."""
    findings: tuple[str, ...]
    lessons: tuple[str, ...]
    """The newest first."""

    @property
    def is_tried(self) -> bool:
        return bool(self.starts or self.findings)


def synthesis(theory: Theory, entry: Entry) -> Synthesis:
    naming = [(link.location[0], theory.entries[link.source]) for form in forms_of(theory, entry) for link in theory.links_to(form)]
    named = {
        source.address: source
        for key, source in naming
        if source.record.retired is None and key in ("tests", "of", "about") and theory.are_alike_real(entry, source)
    }

    def of(kind: str) -> list[Entry]:
        return sorted((each for each in named.values() if each.kind == kind), key=lambda each: each.address)

    ended = sorted((each for each in of("cycle") if each.record.ended), key=lambda each: each.record.ended.latest, reverse=True)
    return Synthesis(
        about=entry.address,
        starts=tuple(
            start
            for start in starts_of(theory, entry)
            if any(theory.are_alike_real(entry, theory.entries[each]) for each in start.records)
        ),
        tests=tuple(each.address for each in ended),
        findings=tuple(each.address for each in of("finding")),
        lessons=tuple(each.address for each in sorted(of("lesson"), key=_newest_first)),
    )


def without_lesson(theory: Theory, network: str) -> tuple[Entry, ...]:
    """The ideas and routines that some school has tested or started, and the drivers they move, that no lesson is about."""
    tried = [entry for entry in changes_of(theory, network) if (found := synthesis(theory, entry)).starts and not found.lessons]
    taught = {address for lesson in lessons_of(theory, network) for address in leads_to(theory, lesson)}
    moved = {address for entry in changes_of(theory, network) if starts_of(theory, entry) for address in leads_to(theory, entry)}
    drivers = (entry for entry in standing(theory, network, "driver") if entry.address in moved - taught)
    return (*drivers, *tried)


# --- what was given up -----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class GivenUp:
    """What a network tried or held and gave up; by address."""

    retired: tuple[str, ...]
    """Records of any kind that are retired, the latest first; those whose date is not known last."""
    tests: tuple[str, ...]
    """Tests that ended in the decision to abandon, the latest first."""
    stopped: tuple[tuple[str, FollowUp], ...]
    """Adaptations that were stopped, with what was said then, the latest first."""


def given_up(theory: Theory, network: str) -> GivenUp:
    retired = [entry for entry in records_of(theory, network) if entry.record.retired is not None]
    tests = [
        entry
        for entry in standing(theory, network, "cycle")
        if isinstance(entry.record, Cycle) and entry.record.ended and entry.record.decision == "abandon"
    ]
    stopped = [(entry, last) for entry in standing(theory, network, "adaptation") if (last := stop_of(entry)) is not None]
    return GivenUp(
        _addresses(sorted(retired, key=lambda each: _latest(each.record.retired.date))),
        _addresses(sorted(tests, key=lambda each: _latest(each.record.ended))),
        tuple((entry.address, last) for entry, last in sorted(stopped, key=lambda each: _latest(each[1].date))),
    )


def stop_of(entry: Entry) -> FollowUp | None:
    """What was last heard of an adaptation, if that is that it was stopped."""
    assert isinstance(entry.record, Adaptation)
    last = entry.record.last_heard
    return last if last is not None and last.status == "stopped" else None


def _latest(when: When | None) -> int:
    return -when.latest.toordinal() if when else 0


def _addresses(entries: Iterable[Entry]) -> tuple[str, ...]:
    return tuple(entry.address for entry in entries)
