"""How mature a change idea or routine is: what follows from its records, never what somebody says of it.

The levels and their rules are those of DESIGN, “Derived facts”. Each level needs all that the one below it needs.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from nicbook.corpus import Entry
from nicbook.evidence.context import KindOfContext, kind_of_context
from nicbook.evidence.starts import Start, forms_of, starts_of, tried
from nicbook.evidence.variation import Variation, side_effects, variations
from nicbook.records.cycle import Cycle
from nicbook.records.dates import When
from nicbook.records.site import Site
from nicbook.theory import Theory, once

Level = Literal[0, 1, 2, 3, 4, 5]
NAMES = ("idea", "tried", "repeated", "works here", "works across", "reliable")
"""The name of each level, from 0 on."""
REPEATED = 2
"""A routine below this level is a candidate."""

_BY_RESULTS = 3
"""From this level on, results make it."""
_SITES_ACROSS = 3
_CONTEXTS_ACROSS = 2
SITES_RELIABLE = 5
"""So many sites must have started, and at so many of them groups must have been looked at."""
_YEARS_UNTIL_STALE = 2


@dataclass(frozen=True, slots=True)
class Maturity:
    """A level, what it rests on, and what must be known beside it."""

    level: Level
    completed: tuple[str, ...]
    """The addresses of the completed tests, of all forms, by their start."""
    differ_in: tuple[str, ...]
    """What the completed tests differ in: `site`, `scale`, `term`."""
    starts: tuple[Start, ...]
    """Every site that started: n."""
    best: Variation | None
    """The results on the measure that the level rests on, else on the one with most of them; None without any."""
    is_process_only: bool
    """Whether a level that rests on results rests on a process measure: no outcome measure reaches it."""
    contexts: tuple[KindOfContext, ...]
    """The kinds of context of the sites that are clearly better on that measure."""
    is_mixed: bool
    """Whether some measure, also a balancing one, is clearly worse anywhere, at a site or for a group."""
    is_abandoned: bool
    """Whether it is retired, or its latest completed test at every site decided to abandon it."""
    last: When | None
    """The date of the newest evidence."""
    is_stale: bool | None
    """Whether that is more than 24 months ago; None where nobody may look at a clock, or there is no evidence."""

    @property
    def name(self) -> str:
        return NAMES[self.level]

    @property
    def is_candidate(self) -> bool:
        return self.level < REPEATED


@once
def maturity(theory: Theory, entry: Entry) -> Maturity:
    """The maturity of a change idea, with the routines that grew from it, or of a routine."""
    begun = (each for form in forms_of(theory, entry) for each in tried(theory, form))
    tests = [each for each in begun if each.kind == "cycle" and each.record.retired is None]
    completed = sorted(
        (each for each in tests if each.record.ended is not None),
        key=lambda each: (each.record.started.earliest, each.address),
    )
    differ_in = _differences([each.record for each in completed])
    found = variations(theory, entry)
    levels = [_level(theory, each) for each in found] if differ_in else []
    level = max(levels, default=2 if differ_in else 1 if completed else 0)
    best = _best(theory, found, [its == level for its in levels])
    last = _newest(theory, entry, tests)
    return Maturity(
        level=level,
        completed=tuple(each.address for each in completed),
        differ_in=differ_in,
        starts=starts_of(theory, entry),
        best=best,
        is_process_only=best is not None and level >= _BY_RESULTS and not _is_outcome(theory, best),
        contexts=_contexts(theory, best) if best else (),
        is_mixed=any(_does_harm(each) for each in (*found, *side_effects(theory, entry))),
        is_abandoned=entry.record.retired is not None or _is_given_up(completed),
        last=last,
        is_stale=_is_stale(last, theory.today) if theory.today and last else None,
    )


def _differences(completed: list[Cycle]) -> tuple[str, ...]:
    """In what at least two of these tests surely differ."""
    values = {
        "site": {str(test.site) for test in completed},
        "scale": {test.scale for test in completed if test.scale},
        "term": {term for test in completed if (term := term_of(test.started))},
    }
    return tuple(name for name, seen in values.items() if len(seen) > 1)


def term_of(when: When) -> tuple[int, str] | None:
    """The calendar year and its half, autumn from July on as the school year does; None where it may be either."""
    halves = {(day.year, "autumn" if day.month >= 7 else "spring") for day in (when.earliest, when.latest)}
    return halves.pop() if len(halves) == 1 else None


def _level(theory: Theory, found: Variation) -> Level:
    """From 2, what a repeated change reaches by its results on one measure."""
    better = found.better
    if not better or found.was_on_its_way:
        return 2
    others = found.of("clearly worse", "no difference", "too close to tell")
    is_across = (
        len(better) >= _SITES_ACROSS
        and len(_contexts(theory, found)) >= _CONTEXTS_ACROSS
        and len(better) > len(others)
    )
    if not is_across:
        return 3
    is_reliable = (
        len(found.sites) >= SITES_RELIABLE
        and 10 * len(better) >= 7 * len(found.sites)
        and len(found.sites_with_groups) >= SITES_RELIABLE
        and all(change.outcome != "clearly worse" for _, _, change in found.judged_groups)
    )
    return 5 if is_reliable else 4


def _best(theory: Theory, found: tuple[Variation, ...], reach: list[bool]) -> Variation | None:
    """The results that the level rests on: of those that reach it, an outcome measure's before a process measure's."""
    those = [each for each, reaches in zip(found, reach) if reaches]
    return next((each for each in those if _is_outcome(theory, each)), next(iter((*those, *found)), None))


def _is_outcome(theory: Theory, found: Variation) -> bool:
    return theory.entries[found.measure].record.role == "outcome"


def _contexts(theory: Theory, found: Variation) -> tuple[KindOfContext, ...]:
    sites = (theory.entries[each.start.site].record for each in found.better)
    return tuple(sorted({kind for site in sites if isinstance(site, Site) and (kind := kind_of_context(site))}))


def _does_harm(found: Variation) -> bool:
    """Also where a core part was changed; but the values of a school tell nothing of a test in some of its classes."""
    in_part = {site.start.site for site in found.sites if site.start.scale}
    worse = [site.start.site for site in found.of("clearly worse")]
    worse += [site for site, _, change in found.judged_groups if change.outcome == "clearly worse"]
    return not in_part.issuperset(worse)


def _is_given_up(completed: list[Entry]) -> bool:
    """`completed`, by their start: the last one at each site has the word."""
    last = {str(each.record.site): each.record.decision for each in completed}
    return bool(last) and set(last.values()) == {"abandon"}


def _newest(theory: Theory, entry: Entry, tests: list[Entry]) -> When | None:
    """The latest of the ends of tests, of what was heard of adaptations, and of the times that findings are about."""
    dates = [test.record.ended or test.record.started for test in tests]
    for form in forms_of(theory, entry):
        for link in theory.links_to(form):
            source = theory.entries[link.source]
            if link.location != ("of",) or source.record.retired is not None:
                continue
            if source.kind == "adaptation":
                dates += [source.record.started, *(one.date for one in source.record.follow_up)]
            elif source.kind == "finding" and source.record.period is not None:
                dates.append(source.record.period)
    return max(dates, key=lambda when: (when.latest, when.text), default=None)


def _is_stale(last: When, today: date) -> bool:
    return (today.year - _YEARS_UNTIL_STALE, today.month, today.day) > (last.latest.year, last.latest.month, last.latest.day)
