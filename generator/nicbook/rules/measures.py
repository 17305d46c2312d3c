"""Measures: whether anybody could take them again, whether people are counted, what a network measures, and figures that
stand in two places.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from nicbook.corpus import Entry
from nicbook.diagnostics import Diagnostic, Severity, diagnose
from nicbook.privacy.figures import TIME_AND_MONEY
from nicbook.privacy.people import begins_with_people
from nicbook.reading.document import Location
from nicbook.records.common import Figure
from nicbook.records.dates import When
from nicbook.records.figures import Quantity
from nicbook.records.finding import Finding
from nicbook.records.measure import PEOPLE, Measure
from nicbook.records.series import Observation, Series
from nicbook.rules.wording import listed
from nicbook.theory import Theory

_SHARES = ("percent", "rate")


def measures_without_definition(theory: Theory, today: date | None) -> Iterator[Diagnostic]:
    """An operational definition: anyone who follows it gets the same number. A warning once there are values."""
    for entry, measure in _measures(theory):
        definition = measure.definition
        parts = (
            ("numerator", "what is counted", definition.unit in _SHARES and definition.numerator is None),
            ("denominator", "out of what", definition.unit in _SHARES and definition.denominator is None),
            ("population", "who is included and who is not", definition.population is None),
            ("who_collects", "who collects it", definition.who_collects is None),
            ("how_often", "how often", definition.how_often is None),
        )
        missing = [(key, words) for key, words, is_missing in parts if is_missing]
        if missing:
            lacks = listed([words for _, words in missing])
            message = f"Two schools could not measure this alike: the definition does not say {lacks}."
            hint = f"Add {listed([f'`{key}`' for key, _ in missing])} under `definition`."
            severity = Severity.WARNING if entry.table is not None else Severity.INFO
            yield diagnose("measure-without-definition", entry.path, entry.span(("definition",)), message, hint, severity)


def people_not_said_to_be_counted(theory: Theory, today: date | None) -> Iterator[Diagnostic]:
    """Measures that count people by their words, and by `counts` something else, so that no small group is held back."""
    for entry, measure in _measures(theory):
        definition = measure.definition
        key = "denominator" if definition.denominator else "numerator"
        words = getattr(definition, key)
        if definition.counts in PEOPLE or definition.unit in TIME_AND_MONEY or words is None or not begins_with_people(words):
            continue
        message = f"The {key} names people, but `counts: {definition.counts}` says that none are counted: small groups would be shown."
        hint = (
            "Write `counts: students`, `staff` or `families`. If it is really something else that is counted, name that "
            f"first in the {key}."
        )
        yield diagnose("people-not-counted", entry.path, entry.span(("definition", "counts")), message, hint)


def roles_of_measures(theory: Theory, today: date | None) -> Iterator[Diagnostic]:
    """A network that measures needs to see the work itself, and what might suffer from it.

    Where every measure moves late, `only-late-measures` already asks for one from inside the work.
    """
    for network in theory.networks:
        measures = [measure for _, measure in _measures(theory, network.id)]
        roles = {measure.role for measure in measures}
        if not measures or network.record.retired is not None:
            continue
        moves_early = any(one.timing != "lagging" and one.definition.how_often != "yearly" for one in measures)
        if moves_early and not roles & {"process", "fidelity"}:
            message = "This network has no process measure: its measures do not tell whether the work itself changes."
            hint = "Add a measure with `role: process`, such as the share of families who are called before nine."
            yield diagnose("no-process-measure", network.path, network.span(("title",)), message, hint)
        if "balancing" not in roles:
            message = "This network has no balancing measure: nothing would tell that something else gets worse."
            hint = "Ask what could suffer, such as teachers' time, and add a measure of it with `role: balancing`."
            yield diagnose("no-balancing-measure", network.path, network.span(("title",)), message, hint)


def figures_in_two_places(theory: Theory, today: date | None) -> Iterator[Diagnostic]:
    """A finding whose figure is the network's own value for that time and place is mostly a copy of it."""
    for entry in theory.of_kind("finding"):
        finding, measure = entry.record, _measure_of(theory, entry)
        if not isinstance(finding, Finding) or finding.retired is not None or measure is None:
            continue
        for key in ("after", "before"):
            figure: Figure | None = getattr(finding, key)
            row = figure and _same_value(measure, finding, figure)
            if figure and row:
                yield _copied(entry, (key,), figure, measure, row)
                break


def _copied(entry: Entry, key: Location, figure: Figure, measure: Entry, row: Observation) -> Diagnostic:
    message = (
        f"{figure.value} also stands in the values of “{measure.record.title}” for {row.date}: one is probably a copy of "
        "the other, and readers would count it twice."
    )
    hint = (
        "If the source took it from this network, retire the finding and keep the values. If the two were counted "
        "independently, say so under `accepted`."
    )
    return diagnose("figure-in-two-places", entry.path, entry.span(key), message, hint)


def _measure_of(theory: Theory, entry: Entry) -> Entry | None:
    """The measure that a finding's figures are of."""
    for link in theory.links_from(entry.address):
        target = theory.entries[link.target]
        if link.location in (("outcome",), ("of",)) and target.kind == "measure":
            return target
    return None


def _same_value(entry: Entry, finding: Finding, figure: Figure) -> Observation | None:
    """The row of a measure that has a finding's figure, where its time and place leave one row only."""
    measure, when = entry.record, figure.date or finding.period
    if not isinstance(measure, Measure) or not isinstance(entry.table, Series) or when is None:
        return None
    if finding.unit not in (None, measure.definition.unit) or figure.value.exact is None:
        return None
    site = finding.context.site if finding.context else None
    rows = [row for row in entry.table.observations if site in (None, row.site) and _overlap(row.date, when)]
    rows = [row for row in rows if _is_named(row, finding.group or "")] or [row for row in rows if not any(row.groups)]
    return rows[0] if len(rows) == 1 and _has(rows[0], figure.value, measure.definition.unit) else None


def _is_named(row: Observation, group: str) -> bool:
    """Whether the words for a finding's group name the group of a row."""
    cells = [re.escape(cell) for cell in row.groups if cell]
    return bool(cells) and all(re.search(rf"\b{cell}\b", group, re.IGNORECASE) for cell in cells)


def _overlap(one: When, other: When) -> bool:
    return one.earliest <= other.latest and other.earliest <= one.latest


def _has(row: Observation, figure: Quantity, unit: str) -> bool:
    """Whether a row says a figure, which may have been rounded where the row counts."""
    if row.value is not None:
        return row.value.exact == figure.exact
    top, bottom = row.numerator and row.numerator.exact, row.denominator and row.denominator.exact
    if top is None or not bottom:
        return False
    decimals = len(figure.text.partition(".")[2])
    return round((100 if unit == "percent" else 1) * top / bottom, decimals) == figure.exact


def _measures(theory: Theory, network: str | None = None) -> Iterator[tuple[Entry, Measure]]:
    for entry in theory.of_kind("measure", network):
        if isinstance(entry.record, Measure) and entry.record.retired is None:
            yield entry, entry.record


RULES = (measures_without_definition, people_not_said_to_be_counted, roles_of_measures, figures_in_two_places)
