"""What the records of a network do not allow anybody to say, and why: so that nobody says it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from nicbook.corpus import Entry
from nicbook.evidence.across_sites import ENOUGH_TO_PREDICT
from nicbook.evidence.coverage import has_values, is_compared, status
from nicbook.evidence.gaps import knows_groups
from nicbook.evidence.learned import changes_of, records_of, standing
from nicbook.evidence.lines import lines_of
from nicbook.evidence.starts import starts_of
from nicbook.evidence.variation import variations
from nicbook.records.finding import Finding
from nicbook.records.measure import PEOPLE, Measure
from nicbook.records.network import Network
from nicbook.records.source import Source
from nicbook.text import to_words
from nicbook.theory import Theory


@dataclass(frozen=True, slots=True)
class Judged:
    """One idea or routine on one measure; all by address."""

    change: str
    measure: str
    schools: tuple[str, ...]
    """The schools whose values show how far they moved; or those of which that cannot be told."""


def is_from_publications(theory: Theory, network: str) -> bool:
    """Whether all that is known of a network comes from sources: no test, no adaptation and no values of its own."""
    own = standing(theory, network, "cycle", "adaptation")
    return not own and not _with_values(theory, network) and any(_cited(theory, network))


def _with_values(theory: Theory, network: str) -> tuple[Entry, ...]:
    return tuple(filter(has_values, standing(theory, network, "measure")))


def drivers_without_values(theory: Theory, network: str) -> tuple[Entry, ...]:
    """The drivers that have a measure, and no value of any."""
    drivers = standing(theory, network, "driver")
    return tuple(entry for entry in drivers if status(theory, entry) == "no values yet")


def without_groups(theory: Theory, network: str) -> tuple[Entry, ...]:
    """The measures of people whose values tell nothing about groups."""
    return tuple(
        entry
        for entry in _with_values(theory, network)
        if isinstance(entry.record, Measure) and entry.record.definition.counts in PEOPLE and not knows_groups(entry)
    )


def with_hidden_values(theory: Theory, network: str) -> tuple[Entry, ...]:
    """The measures of which some values are held back because few people stand behind them: never which."""
    return tuple(
        entry
        for entry in _with_values(theory, network)
        if any(point.state == "suppressed" for line in lines_of(theory, entry) for point in line.points)
    )


def without_comparison(theory: Theory, network: str) -> tuple[Judged, ...]:
    """The results of schools that are compared with nothing: what would have happened anyway is not known."""
    return tuple(
        Judged(change.address, found.measure, schools)
        for change in changes_of(theory, network)
        for found in variations(theory, change)
        if (schools := tuple(site.start.site for site in found.with_effect if not site.change.compared_with))
    )


def reported_without_comparison(theory: Theory, network: str) -> tuple[Entry, ...]:
    """The findings that say better or worse, or how far something moved, and are compared with nothing or with one figure."""
    return tuple(
        entry
        for entry in standing(theory, network, "finding")
        if isinstance(entry.record, Finding) and _tells_a_change(entry.record) and not is_compared(entry.record)
    )


def is_without_comparison(theory: Theory, lesson: Entry) -> bool:
    """Whether a lesson is supported by findings alone, some of which say how far something moved, and none is compared."""
    named = [theory.entries[link.target].record for link in theory.links_from(lesson.address) if link.key == "supported_by"]
    findings = [record for record in named if isinstance(record, Finding)]
    is_of_findings = len(findings) == len(named) and any(map(_tells_a_change, findings))
    return is_of_findings and not any(map(is_compared, findings))


def _tells_a_change(finding: Finding) -> bool:
    return finding.verdict in ("better", "worse") or finding.before is not None or finding.effect is not None


def from_few_schools(theory: Theory, network: str) -> tuple[Judged, ...]:
    """The results of fewer than five schools that can be put together; of none where all of them changed a core part."""
    found = []
    for change in changes_of(theory, network):
        for each in variations(theory, change):
            largest = max((pool.sites for pool in each.pools), key=len, default=())
            if each.with_effect and len(largest) < ENOUGH_TO_PREDICT:
                found.append(Judged(change.address, each.measure, tuple(sorted(largest))))
    return tuple(found)


def with_few_points(theory: Theory, network: str) -> tuple[Judged, ...]:
    """Where schools started something and their values are too few to tell, or there are none."""
    return tuple(
        Judged(change.address, found.measure, tuple(sorted(site.start.site for site in unclear)))
        for change in changes_of(theory, network)
        for found in variations(theory, change)
        if (unclear := found.of("too few points to tell", "no data"))
    )


def without_values(theory: Theory, network: str) -> tuple[Entry, ...]:
    """The ideas and routines that a school has started, and of whose results no measure has any value there."""
    return tuple(each for each in changes_of(theory, network) if starts_of(theory, each) and not variations(theory, each))


def disagreements(theory: Theory, network: str) -> tuple[tuple[Entry, ...], ...]:
    """The findings that disagree, group by group, each group once."""
    findings = {entry.address: entry for entry in standing(theory, network, "finding")}
    beside: dict[str, set[str]] = {address: set() for address in findings}
    for address in findings:
        for link in theory.links_from(address):
            if link.key == "disagrees_with" and link.target in findings:
                beside[address].add(link.target)
                beside[link.target].add(address)
    groups, seen = [], set()
    for address in findings:
        group, waiting = set(), [address]
        while waiting:
            each = waiting.pop()
            if each not in group and each not in seen:
                group.add(each)
                waiting += beside[each]
        seen |= group
        if len(group) > 1:
            groups.append(tuple(findings[each] for each in sorted(group)))
    return tuple(groups)


def read_in_part(theory: Theory, network: str) -> tuple[Entry, ...]:
    """The sources that records of a network cite and of which only a part was read, by address."""
    sources = (each for each in _cited(theory, network) if isinstance(each.record, Source))
    return tuple(each for each in sources if each.record.read in ("excerpt", "contents"))


def _cited(theory: Theory, network: str) -> Iterator[Entry]:
    cited = {link.target for entry in records_of(theory, network) for link in theory.links_from(entry.address)}
    yield from (theory.entries[address] for address in sorted(cited) if theory.entries[address].kind == "source")


def reported_by_itself(theory: Theory, network: str) -> tuple[Entry, ...]:
    """The findings whose sources were all written by the network, its hub or a member, as far as their authors tell."""
    names = tuple(_names_of_members(theory, network))
    found = []
    for entry in standing(theory, network, "finding"):
        named = [theory.entries[link.target].record for link in theory.links_from(entry.address) if link.key == "sources"]
        if named and all(isinstance(source, Source) and _is_by(source, names) for source in named):
            found.append(entry)
    return tuple(found)


def _names_of_members(theory: Theory, network: str) -> Iterator[str]:
    entry = theory.entries.get(f"networks/{network}")
    if entry is None or not isinstance(entry.record, Network):
        return
    yield entry.record.title
    for link in theory.links_from(entry.address):
        if link.key in ("hub", "members") and theory.entries[link.target].kind == "site":
            yield theory.entries[link.target].record.title


def _is_by(source: Source, names: tuple[str, ...]) -> bool:
    authors = to_words(source.authors or "")
    return any(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", authors) for name in names)
