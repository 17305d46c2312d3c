"""Where a change is tried: how every school stands with every idea, by what its tests and its own versions say last."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

from nicbook.corpus import Entry
from nicbook.evidence.lines import Line, lines_of, sites_above
from nicbook.evidence.starts import WHOLE_SITE, forms_of, is_to_come
from nicbook.evidence.variation import SiteResult, variations
from nicbook.records.adaptation import Adaptation
from nicbook.records.cycle import Cycle
from nicbook.records.dates import When
from nicbook.records.network import Network
from nicbook.records.site import Site
from nicbook.theory import Theory, once

State = Literal["planned", "testing", "adopted", "adapted", "abandoned"]
"""How a school stands with an idea; a school that has no state has tried nothing of it.

What was written last has the word: of two dates the one that begins later; on one day, what a test decided stands before
a version that began with it, and that before a test that began.

- A test that has no decision yet: `testing`; `planned` where it is to start after today.
- What a test decided: adopt is `adopted`, adapt `adapted`, abandon `abandoned`. Expand and repeat are `testing`, for the
  school goes on; but expand is `adopted` where the test was of the whole school or more, which can only expand elsewhere.
- A school's own version of a routine, as its last follow-up says: planning is `planned` and stopped `abandoned`.
  Running and sustained are `adapted` where it names what was changed, else `adopted`. The same without a follow-up,
  `planned` where it is to start after today.

A school of which all is retired is `abandoned`; beside what stands, what is retired does not count.
"""

STATES: tuple[State, ...] = get_args(State)

_DECIDED: Mapping[str, State] = {
    "adopt": "adopted",
    "adapt": "adapted",
    "expand": "testing",
    "repeat": "testing",
    "abandon": "abandoned",
}


@dataclass(frozen=True, slots=True)
class Standing:
    """How one site stands with one idea or routine."""

    site: str
    """The address of the site."""
    state: State
    when: When
    """The date of what has the word."""
    by: str
    """The address of the test or adaptation that has the word."""
    scale: str
    """The scale of the test that has the word, where it is less than a whole school; else ""."""
    records: tuple[str, ...]
    """The addresses of all its tests and adaptations of the idea, by the day on which they started."""


@once
def standings(theory: Theory, entry: Entry) -> Mapping[str, Standing]:
    """How every site that tried or plans a change idea, with the routines that grew from it, or a routine, stands with it:
    by the address of the site."""
    found: dict[str, list[Entry]] = {}
    for form in forms_of(theory, entry):
        for record in _records_of(theory, theory.entries[form]):
            found.setdefault(f"sites/{record.record.site}", []).append(record)
    return {site: _standing(site, _that_count(found[site]), theory.today) for site in sorted(found)}


def _that_count(records: list[Entry]) -> list[Entry]:
    return [entry for entry in records if entry.record.retired is None] or records


def _records_of(theory: Theory, subject: Entry) -> Iterator[Entry]:
    """The tests and adaptations of one idea or routine, retired and planned ones too."""
    for address in sorted({each.source for each in theory.links_to(subject.address) if each.location in (("tests",), ("of",))}):
        entry = theory.entries[address]
        if isinstance(entry.record, Cycle | Adaptation) and theory.are_alike_real(subject, entry):
            yield entry


def _standing(site: str, records: list[Entry], today: date | None) -> Standing:
    records.sort(key=lambda entry: (entry.record.started.earliest, entry.address))
    words = [(entry, *_word(entry.record, today)) for entry in records]
    last, state, when, _ = max(words, key=lambda word: (word[2].earliest, word[2].latest, word[3], word[0].address))
    scale = last.record.scale if isinstance(last.record, Cycle) and last.record.scale not in WHOLE_SITE else None
    return Standing(site, state, when, last.address, scale or "", tuple(entry.address for entry in records))


def _word(record: Cycle | Adaptation, today: date | None) -> tuple[State, When, int]:
    """What a record says, when, and its rank among words of one day."""
    if record.retired is not None:
        return "abandoned", record.retired.date or record.started, 0
    if isinstance(record, Cycle):
        if record.decision is not None:
            goes_beyond = record.decision == "expand" and record.scale in WHOLE_SITE
            return "adopted" if goes_beyond else _DECIDED[record.decision], record.ended or record.started, 0
        return "planned" if is_to_come(record, today) else "testing", record.started, 2
    kept: State = "adapted" if record.modifications else "adopted"
    last = record.last_heard
    if last is None:
        return "planned" if is_to_come(record, today) else kept, record.started, 1
    stands: dict[str, State] = {"planning": "planned", "stopped": "abandoned"}
    return stands.get(last.status, kept), last.date, 1


def results_at(theory: Theory, entry: Entry, site: str) -> tuple[tuple[str, SiteResult], ...]:
    """What the values of a site show of an idea or routine: each measure's address with the result. Without those of
    which the site has no values."""
    return tuple(
        (each.measure, result)
        for each in variations(theory, entry)
        for result in each.sites
        if result.start.site == site and (result.change.outcome != "no data" or result.groups)
    )


# --- the ideas and schools of a network ------------------------------------------------------------------------------


def what_is_tried(theory: Theory, network: Entry) -> tuple[Entry, ...]:
    """The change ideas of a network and its routines that grew from none, by address; then what else its schools try,
    such as another network's. A routine that grew from an idea counts as that idea."""
    own = [each for kind in ("change-idea", "routine") for each in theory.of_kind(kind, network.id)]
    tried = (
        theory.named_at(record, (key,))
        for kind, key in (("cycle", "tests"), ("adaptation", "of"))
        for record in theory.of_kind(kind, network.id)
        if record.record.retired is None
    )
    alike = (each for each in (*own, *tried) if each is not None and theory.are_alike_real(network, each))
    found = {root.address: root for each in alike for root in _roots(theory, each)}
    return tuple(sorted(found.values(), key=lambda each: (each.network != network.id, each.address)))


def _roots(theory: Theory, entry: Entry) -> list[Entry]:
    ideas = [theory.entries[link.target] for link in theory.links_from(entry.address) if link.key == "from"]
    return [idea for idea in ideas if theory.are_alike_real(entry, idea)] or [entry]


@dataclass(frozen=True, slots=True)
class TakingPart:
    """Who takes part in a network, by title: no order of merit."""

    schools: tuple[Entry, ...]
    """Schools, and what else has results of its own as schools do."""
    partners: tuple[Entry, ...]
    """All others, such as a district beside its schools."""


@once
def taking_part(theory: Theory, network: Entry) -> TakingPart:
    """The members of a network, and the sites of its tests, adaptations and tables. What is only a comparison takes no
    part."""
    assert isinstance(network.record, Network)
    members = {f"sites/{member.site}" for member in network.record.members}
    records = (each for kind in ("cycle", "adaptation") for each in theory.of_kind(kind, network.id))
    tried = {f"sites/{each.record.site}" for each in records if each.record.retired is None}
    lines = [line for measure in theory.of_kind("measure", network.id) for line in lines_of(theory, measure)]
    reporting = {line.site for line in lines if line.role == "school"}
    found = [
        theory.entries[address]
        for address in members | tried | reporting | {line.site for line in lines if line.role == "together"}
        if address in theory.entries
    ]
    sites = [each for each in found if isinstance(each.record, Site) and each.record.kind != "reference"]
    wholes = {f"sites/{above}" for each in sites for above in sites_above(each.id, theory)}
    schools = {
        each.address
        for each in sites
        if each.record.kind == "school" or (each.address in tried | reporting and each.address not in wholes)
    }
    sites.sort(key=lambda each: (each.record.title.casefold(), each.address))
    return TakingPart(
        tuple(each for each in sites if each.address in schools),
        tuple(each for each in sites if each.address not in schools),
    )


# --- common measures -------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Report:
    """What one site reports on one measure."""

    until: When
    """The date of its newest value."""
    version: str
    """The version of the measure that this value is counted by; "" where there are no versions."""


def reports_of(theory: Theory, measure: Entry) -> Mapping[str, Report]:
    """Who reports a measure: by the address of the site. A row without a value is no report; what a comparison has is none
    either."""
    newest: dict[str, tuple[Line, When]] = {}
    for line in lines_of(theory, measure):
        dates = [point.when for point in line.points if point.state != "missing"]
        if line.role == "comparison" or not dates:
            continue
        last = max(dates, key=lambda when: (when.earliest, when.latest))
        known = newest.get(line.site)
        if known is None or (last.earliest, last.latest) > (known[1].earliest, known[1].latest):
            newest[line.site] = line, last
    return {site: Report(last, line.version) for site, (line, last) in newest.items()}
