"""The ramp that a test belongs to: tests that follow each other, and what is different in each from the one before.

Belief rises with tests under different conditions (Carnegie): from few people to many, and where it could go wrong.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from nicbook.corpus import Entry
from nicbook.evidence.context import place_of, share_band
from nicbook.evidence.maturity import term_of
from nicbook.evidence.tests import by_start, cycle_of, test_before
from nicbook.records.site import Site
from nicbook.theory import Theory

SCALES = {
    "one-learner": "one learner",
    "one-class": "one class",
    "several-classes": "several classes",
    "school": "a whole school",
    "several-schools": "several schools",
    "network": "the whole network",
}
"""From small to large, in words."""

Condition = Literal["site", "place", "low-income", "scale", "term", "variant"]


@dataclass(frozen=True, slots=True)
class Difference:
    """A condition that is not as it was in the test before."""

    condition: Condition
    before: str
    """An id of a site, a kind of place, a band in percent, a scale, a term, or a variant ("" for the usual form)."""
    now: str


@dataclass(frozen=True, slots=True)
class Step:
    """One test of a ramp."""

    test: Entry
    before: Entry | None
    """The test of the ramp that it follows; None for the first."""
    conditions: Mapping[Condition, str | None]
    """Under which conditions it was; None where that is not known."""
    differences: tuple[Difference, ...]
    """Those in which it surely differs from the test before. A test that names no variant tries the usual form."""


def chain_of(theory: Theory, entry: Entry) -> tuple[Step, ...]:
    """All tests that hang together with this one by `follows`, in order of start, then address.

    A test may be followed by several, so this is a tree. A retired test, and what hangs on it alone, is left out unless
    it is the one asked for. A test that nothing is linked with is a ramp of one step.
    """

    def counts(one: Entry) -> bool:
        return one.record.retired is None or one.address == entry.address

    first = entry
    while (before := test_before(theory, first)) is not None and counts(before):
        first = before
    found, waiting = {first.address: first}, [first]
    while waiting:
        for link in theory.links_to(waiting.pop().address):
            after = theory.entries[link.source]
            if link.location == ("follows",) and counts(after) and after.address not in found:
                found[after.address] = after
                waiting.append(after)
    return tuple(_step(theory, test, found) for test in sorted(found.values(), key=by_start))


def _step(theory: Theory, test: Entry, chain: Mapping[str, Entry]) -> Step:
    named = test_before(theory, test)
    before = chain.get(named.address) if named is not None else None
    now = _conditions(theory, test)
    differences = _differences(_conditions(theory, before), now) if before is not None else ()
    return Step(test, before, MappingProxyType(now), tuple(differences))


def _differences(before: Mapping[Condition, str | None], now: Mapping[Condition, str | None]) -> Iterator[Difference]:
    for condition, value in now.items():
        then = before[condition]
        if value is not None and then is not None and value != then:
            yield Difference(condition, then, value)


def _conditions(theory: Theory, test: Entry) -> dict[Condition, str | None]:
    cycle, at = cycle_of(test), theory.named_at(test, ("site",))
    site = at.record if at is not None and isinstance(at.record, Site) else None
    term = term_of(cycle.started)
    return {
        "site": str(cycle.site),
        "place": place_of(site) if site else None,
        "low-income": share_band(site, "low_income") if site else None,
        "scale": cycle.scale,
        "term": f"{term[1]} {term[0]}" if term else None,
        "variant": str(cycle.variant or ""),
    }
