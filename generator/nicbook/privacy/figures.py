"""Small groups in the figures of records: sizes under the minimum, sizes that are missing, and what names a hidden site."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from nicbook.corpus import Entry
from nicbook.diagnostics import Diagnostic, diagnose
from nicbook.records.aim import Aim
from nicbook.records.common import Figure
from nicbook.records.cycle import Cycle, Prediction
from nicbook.records.dates import When
from nicbook.records.figures import Quantity
from nicbook.records.finding import Finding
from nicbook.records.measure import PEOPLE, Measure
from nicbook.records.site import Site
from nicbook.reading.document import Location
from nicbook.records.walk import walk

_PEOPLE_KEYS = frozenset(("size", "students", "teachers"))
"""Keys whose figure says how many people something is about."""


def figure_faults(entry: Entry, entries: Mapping[str, Entry], minimum: int) -> Iterator[Diagnostic]:
    """What the figures of one record would show of a small group."""
    for location, value in walk(entry.record):
        if isinstance(value, Quantity) and location[-1] in _PEOPLE_KEYS and _is_small(value, minimum):
            yield _fault(
                "small-group",
                entry,
                location,
                f"`{location[-1]}` is under the minimum of {minimum} people.",
                "Take out the numbers and say in words what was found; write `suppressed` where a number is needed.",
            )
    if isinstance(entry.record, Cycle):
        yield from _cycle_faults(entry, entry.record, entries)
    elif isinstance(entry.record, Finding | Aim):
        yield from _extremes(entry, entries)
    yield from _unnamed_site_faults(entry, entries)


def _is_small(people: Quantity, minimum: int) -> bool:
    """Whether a size is, or may by its own words only be, under the minimum."""
    return people.high is not None and people.high < minimum


def _fault(code: str, entry: Entry, location: Location, message: str, hint: str) -> Diagnostic:
    return diagnose(code, entry.path, entry.span(location), message, hint)


def _cycle_faults(entry: Entry, cycle: Cycle, entries: Mapping[str, Entry]) -> Iterator[Diagnostic]:
    """Tests start small on purpose: one with few people records words and a verdict, and no numbers."""
    for index, prediction in enumerate(cycle.predictions):
        keys = [key for key in ("before", "after") if getattr(prediction, key) is not None]
        if not keys:
            continue
        location = ("predictions", index, keys[0])
        if cycle.scale == "one-learner":
            yield _fault(
                "small-group",
                entry,
                location,
                "This test is with one learner, so a number here is about that person.",
                "Say in `found` what was seen, give a `verdict`, and take the numbers out.",
            )
        elif prediction.size is None and _counts_people(entry, prediction, entries):
            yield _fault(
                "size-missing",
                entry,
                location,
                f"`{keys[0]}` is about people, but `size` is missing.",
                "Add `size: ..`, how many people it is about; with fewer than the minimum, use words in place of numbers.",
            )


def _counts_people(entry: Entry, prediction: Prediction, entries: Mapping[str, Entry]) -> bool:
    measure = _measure(entry, prediction.measure, entries)
    if measure is not None:
        return measure.definition.counts in PEOPLE
    return prediction.unit in ("percent", "count", "rate")


def _measure(entry: Entry, reference: Any, entries: Mapping[str, Entry]) -> Measure | None:
    if reference is None:
        return None
    network, slash, id = str(reference).rpartition("/")
    found = entries.get(f"networks/{network if slash else entry.network}/measures/{id}")
    return found.record if found and isinstance(found.record, Measure) else None


def _extremes(entry: Entry, entries: Mapping[str, Entry]) -> Iterator[Diagnostic]:
    """0 or 100 percent of a group of unknown size says the same of every member of it."""
    record = entry.record
    measure = _measure(entry, record.outcome if isinstance(record, Finding) else record.measure, entries)
    unit = record.unit if isinstance(record, Finding) and record.unit else measure and measure.definition.unit
    if unit != "percent" or (measure and measure.definition.counts not in PEOPLE):
        return
    for location, value in walk(record):
        if not isinstance(value, Figure) or value.size is not None or value.value.exact not in (0, 100):
            continue
        bound = "at least 95" if value.value.exact else "at most 5"
        yield _fault(
            "bare-extreme",
            entry,
            location,
            f"`{location[-1]}` says the same of every member of a group whose size is not stated.",
            f"Write `{bound}`, or add how many people it is about: `{{value: .., size: ..}}`.",
        )


def _unnamed_site_faults(entry: Entry, entries: Mapping[str, Entry]) -> Iterator[Diagnostic]:
    """A site under a neutral id gives bands only, and dates to the month (DESIGN, sites)."""
    if isinstance(entry.record, Site):
        if entry.record.named:
            return
        for location, value in walk(entry.record):
            if isinstance(value, Quantity) and value.is_exact:
                yield _fault(
                    "unnamed-site",
                    entry,
                    location,
                    "An exact figure can be looked up in public tables, so that it names the school.",
                    "Write a band, such as `500 to 1000`, or `over 75`.",
                )
        return
    reference = getattr(entry.record, "site", None)
    site = entries.get(f"sites/{reference}")
    if site is None or not isinstance(site.record, Site) or site.record.named:
        return
    for location, value in walk(entry.record):
        if isinstance(value, When) and value.earliest == value.latest:
            yield _fault(
                "unnamed-site",
                entry,
                location,
                "An exact day can tell which school this was.",
                "Write the month only, such as 2018-03.",
            )
