"""One path through a network that a reader can walk: from the problem to a source, and what is not known on the way."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from nicbook.corpus import Entry
from nicbook.evidence.starts import forms_of
from nicbook.pages.items import Item, item_of
from nicbook.pages.links import Links
from nicbook.pages.shown import Shown, show
from nicbook.records.cycle import Cycle
from nicbook.records.finding import Finding
from nicbook.records.network import Network
from nicbook.theory import Theory

_EVIDENCE = ("cycle", "finding", "adaptation")
_OF_ALL = ", not tied to one change"


@dataclass(frozen=True, slots=True)
class Step:
    """One place on the path."""

    label: str
    item: Item | None
    """None where no record of this kind is known on the path."""
    words: Shown | None = None
    """Of the problem, which is no record of its own: what it is."""


@dataclass(frozen=True, slots=True)
class _Path:
    """Records on one path, None where there is none. `seen` and `kept` are about the change, the others about all."""

    cause: Entry | None = None
    driver: Entry | None = None
    change: Entry | None = None
    seen: Entry | None = None
    kept: Entry | None = None
    seen_of_all: Entry | None = None
    kept_of_all: Entry | None = None

    @property
    def is_empty(self) -> bool:
        return not any(self._all)

    @property
    def length(self) -> tuple[int, int]:
        """How many steps have a record; then how many of these are about the change itself."""
        steps = (self.cause, self.driver, self.change, self.seen or self.seen_of_all, self.kept or self.kept_of_all)
        return sum(map(bool, steps)), bool(self.seen) + bool(self.kept)

    @property
    def _all(self) -> tuple[Entry | None, ...]:
        return self.seen, self.seen_of_all, self.kept, self.kept_of_all, self.change, self.driver, self.cause

    def source(self, theory: Theory, network: Entry) -> Entry | None:
        """The first source that a record of the path cites, what was seen before the rest."""
        cited = (
            theory.entries[link.target]
            for entry in (*self._all, network)
            if entry is not None
            for link in theory.links_from(entry.address)
            if link.key == "sources"
        )
        return _first(cited)


def path_view(network: Entry, links: Links) -> tuple[Step, ...]:
    """The path on which most is known; of several, the first by the address of what was tried. () where nothing is."""
    record = network.record
    assert isinstance(record, Network)
    path = max(_paths(links.theory, network), key=lambda each: each.length)
    if path.is_empty:
        return ()
    problem = record.problem.statement if record.problem else None
    start = problem or record.organisation_aim
    first = "The problem" if problem or not record.organisation_aim else "What the organisation wants to reach"
    steps = (
        ("What leads to it", path.cause),
        ("What should move it", path.driver),
        ("What is tried", path.change),
        (f"What was seen{_OF_ALL if path.seen_of_all and not path.seen else ''}", path.seen or path.seen_of_all),
        (f"What is kept{_OF_ALL if path.kept_of_all and not path.kept else ''}", path.kept or path.kept_of_all),
        ("Where it stands", path.source(links.theory, network)),
    )
    return (
        Step(first, None, show(start, links) if start else None),
        *(Step(label, item_of(entry, links, among_others=True) if entry else None) for label, entry in steps),
    )


def _paths(theory: Theory, network: Entry) -> Iterator[_Path]:
    """A path for each idea and routine, and one for the network as a whole."""
    cause = _first(_standing(theory, "cause", network))
    wholes = (network, *_standing(theory, "aim", network))
    kept_of_all = _about(theory, wholes, "lesson") or _first(_standing(theory, "lesson", network))
    whole = _Path(
        cause=cause,
        driver=_first(_standing(theory, "driver", network)),
        seen_of_all=_behind(theory, kept_of_all) or _first(filter(tells_a_result, _standing(theory, "finding", network))),
        kept_of_all=kept_of_all,
    )
    for change in (*_standing(theory, "change-idea", network), *_standing(theory, "routine", network)):
        forms = [theory.entries[form] for form in forms_of(theory, change)]
        kept = _about(theory, forms, "lesson") or _first(forms[1:])
        moved = (theory.entries[link.target] for link in theory.links_from(change.address) if link.key in ("drives", "serves"))
        driver = _first(entry for entry in moved if entry.kind == "driver")
        answers = theory.links_from(driver.address) if driver else ()
        yield _Path(
            cause=_first(theory.entries[link.target] for link in answers if link.key == "causes") or cause,
            driver=driver,
            change=change,
            seen=_behind(theory, kept) or _about(theory, forms, *_EVIDENCE),
            kept=kept,
            seen_of_all=whole.seen_of_all,
            kept_of_all=whole.kept_of_all,
        )
    yield whole


def _behind(theory: Theory, lesson: Entry | None) -> Entry | None:
    """What a lesson says that supports it."""
    links = theory.links_from(lesson.address) if lesson else ()
    return _first(theory.entries[link.target] for link in links if link.key == "supported_by")


def tells_a_result(entry: Entry) -> bool:
    """Whether a finding says more than how large the network is, or where."""
    finding = entry.record
    return isinstance(finding, Finding) and any((finding.before, finding.comparison, finding.effect, finding.verdict))


def _about(theory: Theory, subjects: Iterable[Entry], *kinds: str) -> Entry | None:
    naming = (theory.entries[link.source] for entry in subjects for link in theory.links_to(entry.address) if link.key in ("of", "tests", "about"))
    return _first(entry for entry in naming if entry.kind in kinds and not _is_running(entry))


def _is_running(entry: Entry) -> bool:
    """Whether it is a test that has shown nothing yet."""
    return isinstance(entry.record, Cycle) and entry.record.ended is None


def _standing(theory: Theory, kind: str, network: Entry) -> list[Entry]:
    return [entry for entry in theory.of_kind(kind, network.id) if entry.record.retired is None]


def _first(entries: Iterable[Entry]) -> Entry | None:
    return next((entry for entry in entries if entry.record.retired is None), None)
