"""Under what conditions a change was tried at each site, and in what the sites differ where it did not work.

What sites have in common is a hypothesis to test: with so few sites chance alone makes such patterns, so nothing here is
tested for significance.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from statistics import median

from nicbook.corpus import Entry
from nicbook.evidence.context import BANDS, PLACES, KindOfContext, kind_of_context, place_of, share_band
from nicbook.evidence.gaps import latest_versions
from nicbook.evidence.lines import lines_of
from nicbook.evidence.pipeline import Share
from nicbook.evidence.points import rounded
from nicbook.evidence.starts import Start, forms_of, tried
from nicbook.evidence.variation import SiteResult, Variation, results_measures
from nicbook.records.adaptation import Adaptation
from nicbook.records.cycle import Cycle
from nicbook.records.dates import When
from nicbook.records.measure import Measure
from nicbook.records.site import Site
from nicbook.theory import Theory

_FIRST = ("place", "low_income", "english_learner", "disability")


@dataclass(frozen=True, slots=True)
class Fidelity:
    """How far what was done is what was meant, by a fidelity measure at a site."""

    measure: str
    """The address of the measure."""
    value: Share
    """The median of its values since the start, until it was stopped; where one of these is a bound, the last that can be shown."""
    of: str
    """What `value` is of, in words."""


@dataclass(frozen=True, slots=True)
class Meanwhile:
    """Something else that changed at a site."""

    by: str
    """The address of the test or adaptation; of the measure that says so."""
    began: When
    ended: When | None
    why: str
    """As a measure says it, in contributed Markdown; "" for a test or adaptation."""


@dataclass(frozen=True, slots=True)
class Conditions:
    """What is known of one site that started a change."""

    context: Mapping[str, str]
    """In words, by `place` and by the keys of shares (bands in percent); what is not known is not in it."""
    variant: str
    fidelity: tuple[Fidelity, ...]
    changed_core: tuple[str, ...]
    """The core parts that were changed, as contributed Markdown."""
    meanwhile: tuple[Meanwhile, ...]
    """What else began there within the time that is compared, by its first day."""
    stopped: tuple[str, str] | None
    """When it was stopped, and why ("" where nobody says); None where it is not known to have stopped."""
    withdrawn: str | None
    """Why the records of it are retired ("" where nobody says); None where one of them stands."""


def conditions_of(theory: Theory, entry: Entry, result: SiteResult) -> Conditions:
    """The conditions at one site of a change idea or routine that started there."""
    start = result.start
    site = theory.entries[start.site].record
    mine = [theory.entries[each].record for each in start.records]
    adaptations = [record for record in mine if isinstance(record, Adaptation)]
    return Conditions(
        context=_context(site) if isinstance(site, Site) else {},
        variant=start.variant,
        fidelity=tuple(_fidelity(theory, entry, start)),
        changed_core=start.changed_core,
        meanwhile=tuple(sorted(_meanwhile(theory, entry, result), key=lambda one: (one.began.earliest, one.by))),
        stopped=_stopped(start, adaptations),
        withdrawn=str(mine[-1].retired.why or "") if start.is_withdrawn else None,
    )


def _context(site: Site) -> dict[str, str]:
    shares = site.context.shares if site.context else {}
    known = {**{key: share_band(site, key) for key in (*_FIRST[1:], *sorted(shares))}, "place": place_of(site)}
    return {key: words for key, words in known.items() if words}


def _fidelity(theory: Theory, entry: Entry, start: Start) -> Iterator[Fidelity]:
    naming = {link.source for form in forms_of(theory, entry) for link in theory.links_to(form) if link.key == "of"}
    for address in sorted(naming):
        measure = theory.entries[address]
        if not isinstance(measure.record, Measure) or measure.record.role != "fidelity" or measure.record.retired is not None:
            continue
        for line in latest_versions(line for line in lines_of(theory, measure) if line.site == start.site and not line.groups):
            since = [point for point in line.points if _is_while(point.when, start)]
            shown = [point for point in since if point.shown is not None]
            has_bounds = any(point.state == "bound" or isinstance(point.shown, str) for point in since)
            if len(shown) > 1 and not has_bounds:
                middle = Fraction(median(point.shown for point in shown))
                value = rounded(middle, is_percent=measure.record.definition.unit == "percent")
                yield Fidelity(address, value, f"median of {len(shown)} values since it began")
            elif shown:
                yield Fidelity(address, shown[-1].shown, str(shown[-1].when))


def _is_while(when: When, start: Start) -> bool:
    return when.latest >= start.when.earliest and (start.until is None or when.earliest <= start.until.latest)


def _meanwhile(theory: Theory, entry: Entry, result: SiteResult) -> Iterator[Meanwhile]:
    """Other tests and adaptations, and where a measure of this change says that the process changed.

    An idea that a routine grew from is no other change. Nor is what ended before the start; what began before the first
    value that is compared, or later than the last, cannot have made the difference between them. Without such values, what
    is known counts whenever it began.
    """
    start, span = result.start, result.change.span
    forms = set(forms_of(theory, entry))
    forms |= {link.target for form in forms for link in theory.links_from(form) if link.key == "from"}

    def is_within(began: When) -> bool:
        return span is None or span[0] <= began.earliest <= span[1]

    for address in sorted({link.source for link in theory.links_to(start.site) if link.location == ("site",)}):
        other = theory.entries[address]
        if other.record.retired is not None or not isinstance(other.record, Cycle | Adaptation):
            continue
        subject = {link.target for link in theory.links_from(address) if link.location in (("tests",), ("of",))}
        is_it = bool(subject & forms) or not any(address in {each.address for each in tried(theory, one)} for one in subject)
        began, ended = other.record.started, _ended(other.record)
        if not is_it and is_within(began) and (ended is None or ended.latest >= start.when.earliest):
            yield Meanwhile(address, began, ended, "")
    for measure in results_measures(theory, entry):
        assert isinstance(measure.record, Measure)
        for split in measure.record.splits:
            if f"sites/{split.site}" == start.site and is_within(split.date):
                yield Meanwhile(measure.address, split.date, None, str(split.why))


def _ended(record: Cycle | Adaptation) -> When | None:
    if isinstance(record, Cycle):
        return record.ended
    last = record.last_heard
    return last.date if last and last.status == "stopped" else None


def _stopped(start: Start, adaptations: Iterable[Adaptation]) -> tuple[str, str] | None:
    if start.until is None:
        return None
    last_words = (one for record in adaptations for one in record.follow_up if one.status == "stopped")
    return str(start.until), next((str(one.why) for one in last_words if one.why and one.date == start.until), "")


# --- what differs where it did not work ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Difference:
    """One condition, at the sites that are clearly better and at those that could be judged and are not."""

    key: str
    """`place`, a key of shares, `variant`, `changed_core` or `meanwhile`."""
    worked: tuple[tuple[str, str], ...]
    """The site's address and the condition in words, "" where it is not known."""
    did_not: tuple[tuple[str, str], ...]

    @property
    def divides(self) -> bool:
        """Whether it is known of all, and no condition on one side is found on the other."""
        sides = [{words for _, words in side} for side in (self.worked, self.did_not)]
        return "" not in sides[0] | sides[1] and sides[0].isdisjoint(sides[1])

    @property
    def separates(self) -> bool:
        """Whether it divides them, and each side has two: one school alone differs from others in many things."""
        return self.divides and min(len(self.worked), len(self.did_not)) >= 2


def differences(theory: Theory, entry: Entry, found: Variation) -> tuple[Difference, ...]:
    """Condition by condition, where a change was clearly better and where it was not; () where one of the two is empty.

    Sites of which too little is known stand on neither side. A condition that no site states is left out.
    """
    worked = found.of("clearly better")
    did_not = found.of("no difference", "too close to tell", "clearly worse")
    if not worked or not did_not:
        return ()
    told = {site.start.site: _told(conditions_of(theory, entry, site)) for site in (*worked, *did_not)}
    keys = dict.fromkeys([*_FIRST, *(key for each in told.values() for key in each)])

    def side(sites: tuple[SiteResult, ...], key: str) -> tuple[tuple[str, str], ...]:
        return tuple(sorted((site.start.site, told[site.start.site].get(key, "")) for site in sites))

    rows = (Difference(key, side(worked, key), side(did_not, key)) for key in keys)
    return tuple(row for row in rows if any(words for _, words in (*row.worked, *row.did_not)))


def _told(conditions: Conditions) -> dict[str, str]:
    words = {
        **conditions.context,
        "changed_core": "a core part changed" if conditions.changed_core else "no core part changed",
        "meanwhile": "something else changed too" if conditions.meanwhile else "nothing else is known to have changed",
    }
    return {**words, "variant": conditions.variant} if conditions.variant else words


# --- place by place --------------------------------------------------------------------------------------------------


def by_place(theory: Theory, found: Variation) -> Mapping[str, tuple[SiteResult, ...]]:
    """The sites that started, by the place of PLACES where they lie; without those that do not say it."""
    places: dict[str, list[SiteResult]] = {place: [] for place in PLACES.values()}
    for each in found.sites:
        site = theory.entries[each.start.site].record
        if isinstance(site, Site) and (place := place_of(site)):
            places[place].append(each)
    return {place: tuple(sites) for place, sites in places.items() if sites}


# --- which kinds of context are covered ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Coverage:
    """The kinds of context in which a change was started, and those in which it was not."""

    covered: Mapping[KindOfContext, tuple[str, ...]]
    """The addresses of the sites of each kind."""
    not_covered: tuple[KindOfContext, ...]
    """Of all sixteen kinds, the others."""
    unknown: tuple[str, ...]
    """The addresses of the sites that do not say theirs."""


def coverage_of(theory: Theory, starts: Iterable[Start]) -> Coverage:
    covered: dict[KindOfContext, tuple[str, ...]] = {}
    unknown: list[str] = []
    for start in starts:
        site = theory.entries[start.site].record
        kind = kind_of_context(site) if isinstance(site, Site) else None
        if kind is None:
            unknown.append(start.site)
        else:
            covered[kind] = (*covered.get(kind, ()), start.site)
    every = [KindOfContext(place, band) for place in PLACES.values() for band in BANDS]
    return Coverage(
        {kind: covered[kind] for kind in every if kind in covered},
        tuple(kind for kind in every if kind not in covered),
        tuple(unknown),
    )
