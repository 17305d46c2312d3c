"""The six heads under which a driver diagram is judged (Issen et al. 2018), answered in words and never as a score."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from nicbook.corpus import Entry
from nicbook.evidence.coverage import missing_parts, status
from nicbook.records.aim import Aim
from nicbook.records.change_idea import ChangeIdea
from nicbook.records.driver import Driver
from nicbook.theory import Arrow, Theory


@dataclass(frozen=True, slots=True)
class Missing:
    """One thing that is missing, and the records where it is; addresses in order."""

    what: str
    where: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Head:
    """One head: its question, what the diagram answers, and what is missing for a full answer."""

    question: str
    answer: str
    missing: tuple[Missing, ...]


def six_heads(theory: Theory, network: str) -> tuple[Head, ...]:
    """What the diagram of a network says under each head. What is retired is left aside."""
    aims, drivers, ideas = (
        [entry for entry in theory.of_kind(kind, network) if entry.record.retired is None]
        for kind in ("aim", "driver", "change-idea")
    )
    current = {entry.address for entry in (*aims, *drivers, *ideas)}
    arrows = [
        arrow
        for arrow in theory.arrows(network)
        if arrow.source.address in current and not (arrow.drives and arrow.drives.retired)
    ]
    return (
        _aim(aims),
        _overview(theory, aims, drivers, ideas, arrows),
        _components(drivers, ideas),
        _cause_and_effect(drivers, arrows),
        _evidence(theory, ideas, arrows),
        _measurement(theory, drivers),
    )


def _head(question: str, full: str, *missing: tuple[str, Iterable[Entry]], none: str = "") -> Head:
    """The answer is `full` where nothing is missing; `none` where there is nothing to judge."""
    found = tuple(Missing(what, tuple(dict.fromkeys(entry.address for entry in where))) for what, where in missing)
    found = tuple(each for each in found if each.where)
    return Head(question, none or ("Not yet in full." if found else full), found)


def _aim(aims: list[Entry]) -> Head:
    by_part: dict[str, list[Entry]] = {}
    for entry in aims:
        assert isinstance(entry.record, Aim)
        parts = [*missing_parts(entry.record)]
        parts += [] if entry.record.for_whom else ["for whom"]
        parts += [] if entry.record.baseline else ["a baseline"]
        for part in parts:
            by_part.setdefault(part, []).append(entry)
    return _head(
        "Is the overall aim clear?",
        "Yes: it says how much, of what, for whom and by when, and where it starts from.",
        *((f"The aim does not say {part}", entries) for part, entries in by_part.items()),
        none="" if aims else "There is no aim yet.",
    )


def _overview(theory: Theory, aims: list[Entry], drivers: list[Entry], ideas: list[Entry], arrows: list[Arrow]) -> Head:
    leading = {arrow.source.address for arrow in arrows}
    led_to = {arrow.target.address for arrow in arrows}
    primary = [entry for entry in drivers if theory.layers[entry.address] == 1]
    return _head(
        "Does it give a logical overview?",
        "Yes: every driver and every idea leads to an aim, and every driver has an idea or a driver behind it.",
        ("It leads nowhere", [entry for entry in (*drivers, *ideas) if entry.address not in leading]),
        ("Nothing works on it yet", [entry for entry in (*aims, *drivers) if entry.address not in led_to]),
        ("There are more primary drivers than the two to five that a reader can hold", primary if len(primary) > 5 else []),
        none="" if drivers else "There are no drivers yet.",
    )


def _components(drivers: list[Entry], ideas: list[Entry]) -> Head:
    return _head(
        "Is it clear what each part means?",
        "Yes: every driver is explained, and every idea says how it should work.",
        ("A title, but nothing that explains it", [entry for entry in drivers if not entry.record.summary]),
        ("No hypothesis", [entry for entry in ideas if isinstance(entry.record, ChangeIdea) and not entry.record.hypothesis]),
        none="" if drivers or ideas else "There is nothing to explain yet.",
    )


def _cause_and_effect(drivers: list[Entry], arrows: list[Arrow]) -> Head:
    without_reason = [arrow.source for arrow in arrows if arrow.drives is not None and arrow.drives.because is None]
    without_cause = [entry for entry in drivers if isinstance(entry.record, Driver) and not entry.record.causes]
    return _head(
        "Does it say why one thing should move another?",
        "Yes: every arrow gives its reason, and every driver names a cause it answers to.",
        ("An arrow without a reason begins here", without_reason),
        ("No root cause is named behind it", without_cause),
        none="" if arrows else "There are no arrows yet.",
    )


def _evidence(theory: Theory, ideas: list[Entry], arrows: list[Arrow]) -> Head:
    bare = [arrow.source for arrow in arrows if arrow.drives and not (arrow.drives.shown_by or arrow.drives.sources)]
    untested = [entry for entry in ideas if status(theory, entry) == "no test yet"]
    return _head(
        "What evidence stands behind it?",
        "Every arrow names a source or a test, and every idea has been tested.",
        ("An arrow with neither a source nor a test begins here", bare),
        ("Not tested yet", untested),
        none="" if arrows else "There is nothing to show yet.",
    )


def _measurement(theory: Theory, drivers: list[Entry]) -> Head:
    unmeasured = [entry for entry in drivers if status(theory, entry) == "no measure yet"]
    empty = [entry for entry in drivers if status(theory, entry) == "no values yet"]
    return _head(
        "Can one see whether it moves?",
        "Yes: every driver has a measure with values.",
        ("No measure yet", unmeasured),
        ("A measure, but no values yet", empty),
        none="" if drivers else "There is nothing to measure yet.",
    )
