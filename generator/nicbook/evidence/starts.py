"""Where a change was started: every site counts, also one of which nothing more was heard."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from nicbook.corpus import Entry
from nicbook.evidence.lines import sites_above
from nicbook.records.adaptation import Adaptation
from nicbook.records.cycle import Cycle
from nicbook.records.dates import When
from nicbook.theory import Theory

WHOLE_SITE = ("school", "several-schools", "network")
"""The scales of tests that are about all of a school, or more."""


@dataclass(frozen=True, slots=True)
class Start:
    """One site that started a change, in one form of it."""

    site: str
    """The address of the site."""
    form: str
    """The address of what was tried: the change idea itself, or a routine that grew from it."""
    variant: str
    """The variant of the routine; "" where none is named."""
    version: str
    """The version of the routine; "" where none is named."""
    when: When
    """The first day of an adaptation or of a test of the whole school; where there is neither, of the first test. The
    values of a school cannot show what happened in one class."""
    scale: str
    """Of the test that `when` is of, where it is smaller than a school; "" otherwise."""
    records: tuple[str, ...]
    """The addresses of the tests and adaptations, by their day."""
    changed_core: tuple[str, ...]
    """The core parts that were changed there, as contributed Markdown: what was tried is then another thing than the
    routine as it is written."""
    is_withdrawn: bool
    """Whether all that is recorded of it is retired."""
    until: When | None
    """When it was stopped or given up, if that is the last that is said; the values after that tell of something else."""

    @property
    def is_as_written(self) -> bool:
        """Whether the values of the site tell of what is written: not where a core part was changed, nor where only some
        of its classes tried it."""
        return not self.changed_core and not self.scale


def forms_of(theory: Theory, entry: Entry) -> tuple[str, ...]:
    """The addresses of a change idea and of the routines that grew from it; of a routine, its own."""
    grown = (theory.entries[link.source] for link in theory.links_to(entry.address) if link.key == "from")
    return (entry.address, *sorted({each.address for each in grown if theory.are_alike_real(entry, each)}))


def starts_of(theory: Theory, entry: Entry) -> tuple[Start, ...]:
    """Every site that started a change idea or routine, by address.

    What is retired counts: a school that withdraws its result would else vanish, and with it what did not work. Only where
    another record of the same school replaces it, that one counts in its place. An adaptation that was only planned does
    not count. A whole, such as a district, does not count beside the schools that are part of it. A site that tried two
    forms or variants counts in the first that all of it tried; where none was, in the first.
    """
    found: dict[str, list[tuple[str, Entry]]] = {}
    for form in forms_of(theory, entry):
        for record in tried(theory, form):
            found.setdefault(f"sites/{record.record.site}", []).append((form, record))
    wholes = {f"sites/{above}" for site in found for above in sites_above(site.removeprefix("sites/"), theory)}
    return tuple(
        _start(site, _not_replaced(theory, found[site])) for site in sorted(found.keys() - wholes) if site in theory.entries
    )


def _not_replaced(theory: Theory, records: list[tuple[str, Entry]]) -> list[tuple[str, Entry]]:
    """The records of one site without those that another of them replaces; all of them where they replace each other."""
    here = {entry.address for _, entry in records}

    def successor(entry: Entry) -> str:
        named = theory.named_at(entry, ("retired", "replaced_by"))
        return named.address if named else ""

    return [each for each in records if successor(each[1]) not in here] or records


def tried(theory: Theory, form: str) -> Iterator[Entry]:
    """The tests and adaptations of one idea or routine that were begun, retired ones too, by address; nothing made up of
    what is real.

    What is to start after today was not begun; where nobody may look at a clock, all dates have come.
    """
    subject = theory.entries[form]
    for address in sorted({link.source for link in theory.links_to(form) if link.location in (("tests",), ("of",))}):
        entry = theory.entries[address]
        if not theory.are_alike_real(subject, entry) or not isinstance(entry.record, Cycle | Adaptation):
            continue
        if is_to_come(entry.record, theory.today):
            continue
        if isinstance(entry.record, Cycle) or not is_only_planned(entry.record):
            yield entry


def is_to_come(record: Cycle | Adaptation, today: date | None) -> bool:
    return today is not None and record.started.earliest > today


def is_only_planned(adaptation: Adaptation) -> bool:
    return bool(adaptation.follow_up) and all(one.status == "planning" for one in adaptation.follow_up)


def _start(site: str, records: list[tuple[str, Entry]]) -> Start:
    in_order = sorted(records, key=lambda each: (each[1].record.started.earliest, each[1].address))
    whole = [each for each in in_order if each[1].kind == "adaptation" or each[1].record.scale in WHOLE_SITE]
    form, first = (whole or in_order)[0]
    variant, scale = str(first.record.variant or ""), "" if whole else str(first.record.scale or "")
    return Start(
        site=site,
        form=form,
        variant=variant,
        version=next((str(each.record.version) for _, each in in_order if each.kind == "adaptation" and each.record.version), ""),
        when=first.record.started,
        scale=scale,
        records=tuple(entry.address for _, entry in in_order),
        changed_core=tuple(
            str(one.what)
            for _, entry in in_order
            if isinstance(entry.record, Adaptation)
            for one in entry.record.modifications
            if one.core
        ),
        is_withdrawn=all(entry.record.retired is not None for _, entry in in_order),
        until=_end_of([entry.record for _, entry in in_order]),
    )


def _end_of(records: list[Cycle | Adaptation]) -> When | None:
    """The date at which a site stopped; None where it goes on, or nothing says that it stopped."""
    last = max(map(_last_word, records), key=lambda word: (word[0].earliest, word[0].latest, not word[1]))
    return last[0] if last[1] else None


def _last_word(record: Cycle | Adaptation) -> tuple[When, bool]:
    """When something was last said of it, and whether it was that it stopped."""
    if isinstance(record, Cycle):
        return record.ended or record.started, record.ended is not None and record.decision == "abandon"
    last = record.last_heard
    return (last.date, last.status == "stopped") if last else (record.started, False)
