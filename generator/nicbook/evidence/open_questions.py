"""Where a network may test next: what its records leave open. Never how much anybody did."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from nicbook.corpus import Entry
from nicbook.evidence.conditions import coverage_of
from nicbook.evidence.context import KindOfContext, kind_of_context
from nicbook.evidence.coverage import missing_items, missing_parts, status
from nicbook.evidence.learned import changes_of, leads_to, standing, synthesis
from nicbook.evidence.lines import sites_above
from nicbook.evidence.maturity import maturity
from nicbook.evidence.starts import forms_of, is_only_planned
from nicbook.evidence.tests import cycle_of, says_what_was_seen, tests_of_all_forms
from nicbook.records.adaptation import Adaptation
from nicbook.records.aim import Aim
from nicbook.records.dates import When
from nicbook.records.network import Network
from nicbook.records.site import Site
from nicbook.theory import Arrow, Theory

FAILED_AT = 2
"""At so many sites a change has to fail before that is called a pattern."""


@dataclass(frozen=True, slots=True)
class Gap:
    """One thing that is open about a record."""

    record: str
    """Its address."""
    lacks: tuple[str, ...] = ()
    """What is missing, in words."""
    others: tuple[str, ...] = ()
    """The addresses of the tests or sites that it rests on."""
    contexts: Mapping[KindOfContext, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    """Kinds of context in which it was not tried, with the addresses of the member schools of each."""
    last: When | None = None
    """When something was last heard of it."""


def theory_without(theory: Theory, network: str) -> tuple[Gap, ...]:
    """What a working theory begins with and this network does not say (IHI; Bryk's first principle)."""
    entry = theory.entries[f"networks/{network}"]
    record = entry.record
    assert isinstance(record, Network)
    parts = {
        "what students and staff say of the problem": record.problem and record.problem.seen_by_users,
        "a cause": standing(theory, network, "cause"),
        "an aim": standing(theory, network, "aim"),
        "a driver": standing(theory, network, "driver"),
    }
    lacks = tuple(words for words, said in parts.items() if not said)
    return (Gap(entry.address, lacks),) if lacks else ()


def drivers_without_measure(theory: Theory, network: str) -> tuple[Gap, ...]:
    drivers = standing(theory, network, "driver")
    return tuple(Gap(entry.address) for entry in drivers if status(theory, entry) == "no measure yet")


def drivers_without_test(theory: Theory, network: str) -> tuple[Gap, ...]:
    """The drivers for which no school has tried anything, for them or for what moves them, and no finding is about it."""
    reached: set[str] = set()
    waiting = [
        address for entry in changes_of(theory, network) if synthesis(theory, entry).is_tried for address in leads_to(theory, entry)
    ]
    while waiting:
        address = waiting.pop()
        if address not in reached:
            reached.add(address)
            waiting += [arrow.target.address for arrow in theory.arrows_from(theory.entries[address])]
    return tuple(Gap(entry.address) for entry in standing(theory, network, "driver") if entry.address not in reached)


def never_tried(theory: Theory, network: str) -> tuple[Gap, ...]:
    """The ideas and routines that no school has started and no finding is about, with the adaptations that are planned."""
    return tuple(
        Gap(entry.address, others=_planned(theory, entry))
        for entry in changes_of(theory, network)
        if not synthesis(theory, entry).is_tried
    )


def _planned(theory: Theory, entry: Entry) -> tuple[str, ...]:
    naming = {link.source for form in forms_of(theory, entry) for link in theory.links_to(form) if link.location == ("of",)}
    found = (theory.entries[address] for address in sorted(naming))
    return tuple(
        each.address
        for each in found
        if isinstance(each.record, Adaptation) and each.record.retired is None and is_only_planned(each.record)
    )


def tried_at_one_site(theory: Theory, network: str) -> tuple[Gap, ...]:
    """The ideas and routines that one school has started, and no other."""
    found = ((entry, synthesis(theory, entry).starts) for entry in changes_of(theory, network))
    return tuple(Gap(entry.address, others=(starts[0].site,)) for entry, starts in found if len(starts) == 1)


def untried_contexts(theory: Theory, network: str) -> tuple[Gap, ...]:
    """The ideas and routines that were tried, with the kinds of context of member schools that none of it was tried in."""
    found = []
    kinds = contexts_of_members(theory, network)
    for entry in changes_of(theory, network):
        starts = synthesis(theory, entry).starts
        covered = coverage_of(theory, starts).covered
        contexts = {kind: schools for kind, schools in kinds.items() if kind not in covered}
        if starts and contexts:
            found.append(Gap(entry.address, contexts=MappingProxyType(contexts)))
    return tuple(found)


def contexts_of_members(theory: Theory, network: str) -> dict[KindOfContext, tuple[str, ...]]:
    """The kinds of context of the schools that take part in a network, each with its schools; by kind and address."""
    entry = theory.entries.get(f"networks/{network}")
    record = entry.record if entry is not None else None
    members = {f"sites/{member.site}" for member in record.members} if isinstance(record, Network) else set()
    members |= {f"sites/{each.record.site}" for each in standing(theory, network, "cycle", "adaptation")}
    members -= {f"sites/{above}" for site in members for above in sites_above(site.removeprefix("sites/"), theory)}
    found: dict[KindOfContext, tuple[str, ...]] = {}
    for address in sorted(members):
        site = theory.entries[address].record if address in theory.entries else None
        kind = kind_of_context(site) if isinstance(site, Site) and site.kind == "school" else None
        if kind is not None:
            found[kind] = (*found.get(kind, ()), address)
    return dict(sorted(found.items()))


def repeated_failures(theory: Theory, network: str) -> tuple[Gap, ...]:
    """What was given up, or did not do what was predicted, at two sites or more, with these tests."""
    found = []
    for entry in changes_of(theory, network):
        failed = [test for test in tests_of_all_forms(theory, entry) if _has_failed(test)]
        if len({cycle_of(test).site for test in failed}) >= FAILED_AT:
            found.append(Gap(entry.address, others=_addresses(failed)))
    return tuple(found)


def _has_failed(test: Entry) -> bool:
    cycle = cycle_of(test)
    return cycle.decision == "abandon" or any(one.verdict == "not-met" for one in cycle.predictions)


def stale(theory: Theory, network: str) -> tuple[Gap, ...]:
    """The ideas and routines of which nothing was heard for 24 months; () where nobody may look at a clock."""
    found = ((entry, maturity(theory, entry)) for entry in changes_of(theory, network))
    return tuple(Gap(entry.address, last=known.last) for entry, known in found if known.is_stale)


def draft_aims(theory: Theory, network: str) -> tuple[Gap, ...]:
    aims = ((entry, missing_parts(entry.record)) for entry in standing(theory, network, "aim") if isinstance(entry.record, Aim))
    return tuple(Gap(entry.address, lacks=parts) for entry, parts in aims if parts)


def incomplete_routines(theory: Theory, network: str) -> tuple[Gap, ...]:
    """The routines that lack an item of TIDieR, or the parts that must stay or may change."""
    routines = ((entry, missing_items(theory, entry)) for entry in standing(theory, network, "routine"))
    return tuple(Gap(entry.address, lacks=tuple(words for words, _ in items)) for entry, items in routines if items)


def unanswered_predictions(theory: Theory, network: str) -> tuple[Gap, ...]:
    """The tests that have ended while a prediction has no verdict, with these predictions."""
    found = []
    for entry in standing(theory, network, "cycle"):
        cycle = cycle_of(entry)
        open_ones = tuple(str(one.expect) for one in cycle.predictions if one.expect is not None and one.verdict is None)
        if cycle.ended is not None and says_what_was_seen(cycle) and open_ones:
            found.append(Gap(entry.address, lacks=open_ones))
    return tuple(found)


def hypothesised_arrows(theory: Theory, network: str) -> tuple[Arrow, ...]:
    """The arrows that stand and that nothing shows yet, by the address of their source."""
    return tuple(
        arrow
        for arrow in theory.arrows(network)
        if arrow.drives is not None
        and arrow.drives.retired is None
        and arrow.drives.drawn_strength == "hypothesised"
        and arrow.source.record.retired is None
        and arrow.target.record.retired is None
    )


def _addresses(entries: Iterable[Entry]) -> tuple[str, ...]:
    return tuple(entry.address for entry in entries)
