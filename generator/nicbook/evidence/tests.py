"""Facts about tests of change: which there are of an idea or routine, in order, and what each of them says."""

from __future__ import annotations

import re

from nicbook.corpus import Entry
from nicbook.records.cycle import Cycle, Prediction
from nicbook.theory import Theory


def cycle_of(entry: Entry) -> Cycle:
    """The record of a test. Every function here takes and returns entries of tests."""
    assert isinstance(entry.record, Cycle)
    return entry.record


def by_start(entry: Entry) -> tuple[str, str]:
    """The order of tests: the day they started, then their address."""
    return cycle_of(entry).started.earliest.isoformat(), entry.address


def standing_tests(theory: Theory, network: str | None = None) -> tuple[Entry, ...]:
    """The tests that are not retired, of one network or (None) of all, by address."""
    return tuple(entry for entry in theory.of_kind("cycle", network) if entry.record.retired is None)


def tests_of(theory: Theory, address: str) -> tuple[Entry, ...]:
    """The tests of one change idea or routine, without those that are retired, in order of start, then address."""
    naming = (theory.entries[link.source] for link in theory.links_to(address) if link.location == ("tests",))
    return tuple(sorted((one for one in naming if one.kind == "cycle" and one.record.retired is None), key=by_start))


def tests_of_all_forms(theory: Theory, entry: Entry) -> tuple[Entry, ...]:
    """The tests of an idea and of the routines that grew from it, in order of start, then address."""
    routines = [link.source for link in theory.links_to(entry.address) if link.key == "from"]
    tests = {test.address: test for address in (entry.address, *routines) for test in tests_of(theory, address)}
    return tuple(sorted(tests.values(), key=by_start))


def has_few_tests(theory: Theory, address: str) -> bool:
    """Whether an idea or routine has fewer than two completed tests."""
    return sum(cycle_of(test).ended is not None for test in tests_of(theory, address)) < 2


def test_before(theory: Theory, entry: Entry) -> Entry | None:
    """The test that this one follows; None where it follows none, or none that can be read."""
    before = theory.named_at(entry, ("follows",))
    return before if before is not None and before.kind == "cycle" else None


def ends_before_it_starts(cycle: Cycle) -> bool:
    return cycle.ended is not None and cycle.ended.latest < cycle.started.earliest


def has_result(one: Prediction) -> bool:
    return any((one.found, one.after, one.verdict))


def says_what_was_seen(cycle: Cycle) -> bool:
    """Whether a test names anything that was counted, measured or watched. An observation's data is what happened."""
    return (
        cycle.design == "observation"
        or cycle.data_plan is not None
        or any(one.measure or one.before or one.after or _tells_more_than_opinion(one.found) for one in cycle.predictions)
    )


_OPINION = re.compile(r"\b(?:feel|feels|felt|gut|think|thought|believe|seem|seems|seemed|impression|liked|loved)\b", re.IGNORECASE)
_SEEN = re.compile(
    r"\d|\b(?:saw|seen|counted|said|told|wrote|asked|answered|watched|observed|noted|recorded|measured|showed)\b", re.IGNORECASE
)


def _tells_more_than_opinion(found: str | None) -> bool:
    """“We felt it went well” is none that another school could learn from; what was seen, said or counted is."""
    return found is not None and (_OPINION.search(found) is None or _SEEN.search(found) is not None)
