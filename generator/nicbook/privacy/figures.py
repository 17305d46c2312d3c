"""Small groups in the figures of records: sizes under the minimum, sizes that are missing, and what names a hidden site."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from nicbook.corpus import Entry
from nicbook.diagnostics import Diagnostic, diagnose
from nicbook.reading.document import Location
from nicbook.records.aim import Aim
from nicbook.records.common import Figure
from nicbook.records.cycle import Cycle, Prediction
from nicbook.records.dates import When
from nicbook.records.fields import Markdown, Ref
from nicbook.records.figures import Quantity
from nicbook.records.finding import Finding
from nicbook.records.measure import PEOPLE, Measure
from nicbook.records.site import Site
from nicbook.records.walk import walk

TIME_AND_MONEY = ("minutes", "hours", "days", "currency")
_TOLD = ("found", "happened", "surprises", "learned")
"""Keys whose text tells what was found."""
_PERCENT = re.compile(r"\d ?(?:%|percent|points)")
DAY = re.compile(r"\d{4}-\d\d-\d\d")


def figure_faults(entry: Entry, entries: Mapping[str, Entry], minimum: int) -> Iterator[Diagnostic]:
    """What the figures of one record would show of a small group."""
    for location, value in walk(entry.record):
        if isinstance(value, Quantity) and location[-1] in ("students", "teachers") and is_small(value, minimum):
            yield _small(entry, location, minimum)
        elif isinstance(value, Figure | Prediction) and value.size is not None and _counts_people(entry, value, entries):
            numbers = [value.value] if isinstance(value, Figure) else [value.before, value.after]
            is_shown = any(not number.is_suppressed for number in numbers if number is not None)
            if is_small(value.size, minimum) or (is_shown and not reaches(value.size, minimum)):
                yield _small(entry, (*location, "size"), minimum)
    if isinstance(entry.record, Cycle):
        yield from _cycle_faults(entry, entry.record, entries)
    elif isinstance(entry.record, Finding | Aim):
        yield from _extremes(entry, entries)
    yield from _unnamed_site_faults(entry, entries)


def is_small(people: Quantity, minimum: int) -> bool:
    """Whether a size says more than that the group is under the minimum, which `suppressed` and `under 10` do not."""
    return people.high is not None and people.high < minimum


def reaches(people: Quantity, minimum: int) -> bool:
    """Whether a size is surely not under the minimum."""
    return people.low is not None and people.low >= minimum


def _small(entry: Entry, location: Location, minimum: int) -> Diagnostic:
    return _fault(
        "small-group",
        entry,
        location,
        f"`{location[-1]}` is, or may be, under the minimum of {minimum} people.",
        "Take out the numbers that go with it and say in words what was found.",
    )


def _fault(code: str, entry: Entry, location: Location, message: str, hint: str) -> Diagnostic:
    return diagnose(code, entry.path, entry.span(location), message, hint)


def _cycle_faults(entry: Entry, cycle: Cycle, entries: Mapping[str, Entry]) -> Iterator[Diagnostic]:
    """Tests start small on purpose: one with few people records words and a verdict, and no numbers."""
    if cycle.scale == "one-learner":
        for location, value in walk(cycle):
            is_telling = isinstance(value, Markdown) and location[-1] in _TOLD and _PERCENT.search(value)
            if is_telling or (isinstance(value, Quantity) and location[-1] in ("before", "after")):
                yield _fault(
                    "small-group",
                    entry,
                    location,
                    "This test is with one learner, so a number here is about that person.",
                    "Say in `found` what was seen, give a `verdict`, and take the numbers out.",
                )
        return
    for index, prediction in enumerate(cycle.predictions):
        location = ("predictions", index)
        keys = [key for key in ("before", "after") if getattr(prediction, key) is not None]
        if keys and prediction.size is None and _counts_people(entry, prediction, entries):
            yield _fault(
                "size-missing",
                entry,
                (*location, keys[0]),
                f"`{keys[0]}` may be about people, but `size` is missing.",
                "Add `size: ..`, how many people it is about; with fewer than the minimum, use words in place of numbers. "
                "If lessons or events are counted, name a measure that says so.",
            )


def _counts_people(entry: Entry, part: Figure | Prediction, entries: Mapping[str, Entry]) -> bool:
    """Whether a figure may be about people: only a measure of something else, or a unit of time or money, says no."""
    if isinstance(part, Prediction):
        measure, unit = _measure(entry, part.measure, entries), part.unit
    else:
        measure, unit = _measure(entry, _measure_named(entry), entries), None
    if measure is not None:
        return measure.definition.counts in PEOPLE
    return unit not in TIME_AND_MONEY


def _measure_named(entry: Entry) -> Any:
    """The measure that the figures of an aim or a finding are about."""
    return getattr(entry.record, "outcome" if isinstance(entry.record, Finding) else "measure", None)


def _measure(entry: Entry, reference: Any, entries: Mapping[str, Entry]) -> Measure | None:
    if reference is None:
        return None
    network, slash, id = str(reference).rpartition("/")
    found = entries.get(f"networks/{network if slash else entry.network}/measures/{id}")
    return found.record if found and isinstance(found.record, Measure) else None


def _extremes(entry: Entry, entries: Mapping[str, Entry]) -> Iterator[Diagnostic]:
    """0 or 100 percent of a group of unknown size says the same of every member of it."""
    record = entry.record
    measure = _measure(entry, _measure_named(entry), entries)
    unit = record.unit if isinstance(record, Finding) and record.unit else measure and measure.definition.unit
    if unit not in ("percent", None) or (measure and measure.definition.counts not in PEOPLE):
        return
    for location, value in walk(record):
        if not isinstance(value, Figure) or (value.size is not None and not value.size.is_suppressed):
            continue
        low, high = value.value.low, value.value.high
        if high != 0 and not (low == 100 and high in (None, 100)):
            continue
        bound = "at most 5" if high == 0 else "at least 95"
        yield _fault(
            "bare-extreme",
            entry,
            location,
            f"`{location[-1]}` says the same of every member of a group whose size is not stated.",
            f"Write `{bound}`, or add how many people it is about: `{{value: .., size: ..}}`. If it is no percentage, "
            "say so under `unit`.",
        )


def _is_band(figure: Quantity, step: int) -> bool:
    """Whether a figure is as rough as a band: its bounds differ, and are multiples of `step`."""
    bounds = [bound for bound in (figure.low, figure.high) if bound is not None]
    return len(set(bounds)) == len(bounds) and all(bound % step == 0 for bound in bounds)


def is_unnamed(entry: Entry | None) -> bool:
    """Whether this is a site that takes part under a neutral id."""
    return entry is not None and isinstance(entry.record, Site) and not entry.record.named


def _unnamed_site_faults(entry: Entry, entries: Mapping[str, Entry]) -> Iterator[Diagnostic]:
    """A site under a neutral id gives bands only, and dates to the month."""
    parts = [(location, value) for location, value in walk(entry.record) if location]
    about: list[Location] = []  # the parts that are about such a site; (): the whole record
    if is_unnamed(entry):
        about.append(())
        for key in ("aliases", "part_of"):
            if getattr(entry.record, key):
                message = f"`{key}` leads from this site to its name or its district."
                yield _fault("unnamed-site", entry, (key,), message, "Leave it out.")
    for location, value in parts:
        if isinstance(value, Ref) and is_unnamed(entries.get(f"sites/{value}")):
            about.append(() if location[0] == "context" else location[:-1])
    for location, value in parts:
        if not any(location[: len(place)] == place for place in about) or location[0] in ("sources", "accepted"):
            continue
        if isinstance(value, When) and DAY.search(value.text):
            message, hint = "An exact day can tell which school this was.", "Write the month only, such as 2018-03."
        elif isinstance(value, Quantity) and "context" in location and not _is_band(value, 25 if "shares" in location else 100):
            message = "An exact figure can be looked up in public tables, so that it names the school."
            hint = "Write a band, such as `500 to 1000` students, or `over 75` percent."
        else:
            continue
        yield _fault("unnamed-site", entry, location, message, hint)
