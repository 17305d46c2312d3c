"""Improvement in name only: the yearly plan relabelled, opinion in place of data, nobody's view but one's own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import pairwise

from nicbook.corpus import Entry
from nicbook.diagnostics import Diagnostic, Severity, diagnose
from nicbook.evidence.tests import cycle_of, has_few_tests, says_what_was_seen, standing_tests, tests_of_all_forms
from nicbook.records.change_idea import ChangeIdea
from nicbook.records.dates import When
from nicbook.records.driver import Driver
from nicbook.records.measure import Measure
from nicbook.records.network import Network
from nicbook.rules.wording import some_of
from nicbook.text import to_words
from nicbook.theory import Arrow, Theory

HALF_A_YEAR = timedelta(days=183)
_VOICES = re.compile(
    r"\b(students?|pupils?|learners?|child|children|youth|young|famil(y|ies)|parents?|guardians?|caregivers?|mothers?|"
    r"fathers?|research\w*|universit(y|ies)|professors?|scientists?|scholars?|evaluators?)\b",
    re.IGNORECASE,
)
"""Roles of those who live with the problem, and of those who study it."""


# --- measures and tests ----------------------------------------------------------------------------------------------


def yearly_process_measures(theory: Theory, today: date | None) -> Iterator[Diagnostic]:
    for entry, measure in _measures(theory):
        if _is_yearly_process(measure):
            message = "This measures the work itself, but only once a year: too late to change anything while it runs."
            hint = "Take it as often as the work is done, such as weekly or monthly, if need be in a few classes only."
            yield diagnose("yearly-process-measure", entry.path, entry.span(("definition", "how_often")), message, hint)


def only_late_measures(theory: Theory, today: date | None) -> Iterator[Diagnostic]:
    """A yearly measure of the work is told by itself, and would be an early one if it were taken often."""
    for network in _standing_networks(theory):
        measures = [measure for _, measure in _measures(theory, network.id)]
        are_late = [measure.timing == "lagging" or measure.definition.how_often == "yearly" for measure in measures]
        if measures and all(are_late) and not any(map(_is_yearly_process, measures)):
            message = "Every measure of this network moves late: each is lagging or taken once a year."
            hint = (
                "Add one from inside the work that moves within weeks (`timing: leading`), such as a count that is "
                "taken every week."
            )
            yield _of_network("only-late-measures", theory, network, ("title",), message, hint)


def tests_without_data(theory: Theory, today: date | None) -> Iterator[Diagnostic]:
    for entry in standing_tests(theory):
        cycle = cycle_of(entry)
        if cycle.ended is not None and not says_what_was_seen(cycle):
            message = "This test has ended, and nothing was counted, measured or watched: what is left is an opinion."
            hint = (
                "Write under `predictions` what was `found`, in figures or in words, and how it was collected "
                "(`data_plan`). If somebody simply watched, write `design: observation`."
            )
            yield diagnose("test-without-data", entry.path, entry.span(("predictions",)), message, hint)


def one_test_a_year(theory: Theory, today: date | None) -> Iterator[Diagnostic]:
    """An idea, with the routines that grew from it, that is tested once a school year, two years or more.

    Tests less than half a year apart are no yearly plan, even across the summer. Where the date of one does not tell
    its school year, nothing is told.
    """
    for entry in (*theory.of_kind("change-idea"), *theory.of_kind("routine")):
        grew_from_idea = any(link.key == "from" for link in theory.links_from(entry.address))
        if entry.record.retired is not None or grew_from_idea:
            continue
        starts = [cycle_of(test).started for test in tests_of_all_forms(theory, entry)]
        years = [_school_year(when) for when in starts]
        if len(years) < 2 or None in years or len(set(years)) < len(years):
            continue
        if all(after.earliest - before.earliest >= HALF_A_YEAR for before, after in pairwise(starts)):
            message = (
                f"“{entry.record.title}” was tested once each school year ({', '.join(map(str, years))}), like a yearly "
                "plan."
            )
            hint = (
                "Plan the next test so small that it takes two weeks, and let another follow it (`follows`). If it can "
                "only be tried once a year, say so under `accepted`."
            )
            yield diagnose("one-test-a-year", entry.path, entry.span(("title",)), message, hint)


# --- the problem -----------------------------------------------------------------------------------------------------


def no_view_of_users(theory: Theory, today: date | None) -> Iterator[Diagnostic]:
    for entry, network in _networks_at_work(theory):
        if (network.problem is None or network.problem.seen_by_users is None) and not _is_of_an_organisation(network):
            message = "This network does not say how students and staff experience the problem."
            hint = "Ask a few of them, and write what they say under `problem`, as `seen_by_users`."
            yield _of_network("no-users-view", theory, entry, ("problem",), message, hint)


def no_cause(theory: Theory, today: date | None) -> Iterator[Diagnostic]:
    with_causes = _networks_with_causes(theory)
    for entry, network in _networks_at_work(theory):
        if entry.network not in with_causes and not _is_of_an_organisation(network):
            message = "This network names no cause: nothing says why the system produces today's results."
            hint = "Look for causes (map the process, ask students and staff) and add each as a file in causes/."
            yield _of_network("no-cause", theory, entry, ("title",), message, hint)


def no_source_of_variation(theory: Theory, today: date | None) -> Iterator[Diagnostic]:
    """Where there is no cause at all, that is told; a likely source could not be named."""
    with_causes = _networks_with_causes(theory)
    for entry, network in _networks_at_work(theory):
        if not network.variation:
            message = "This network does not say where results differ today, and what probably makes the difference."
            hint = "Write under `variation` `between` what they differ, what was `seen`, and the `likely_source`."
        elif entry.network in with_causes and not any(one.likely_source for one in network.variation):
            message = "This network says that results differ, but not what probably makes the difference."
            hint = "Name the cause under `likely_source`."
        else:
            continue
        yield _of_network("no-source-of-variation", theory, entry, ("variation",), message, hint)


def nobody_but_staff(theory: Theory, today: date | None) -> Iterator[Diagnostic]:
    for entry, network in _networks_at_work(theory):
        roles = [to_words(one.who) for one in network.expertise]
        if any(_VOICES.search(role) for role in roles):
            continue
        if roles:
            message = f"`expertise` names no student, family or researcher, only: {some_of(roles)}."
        else:
            message = "This network names nobody under `expertise`: no student, no family and no researcher."
        hint = "Invite some of them, and write under `expertise` their role and what they bring, without their names."
        yield _of_network("nobody-but-staff", theory, entry, ("expertise",), message, hint)


# --- ideas -----------------------------------------------------------------------------------------------------------


def solutions_without_cause(theory: Theory, today: date | None) -> Iterator[Diagnostic]:
    """Ideas whose drivers, all the way up, name no cause, told at the first of these drivers.

    A network that has no causes at all is told so once, by `no_cause`.
    """
    arrows = [arrow for arrow in theory.arrows() if _stands(arrow)]
    with_cause = _drivers_with_cause(theory, arrows)
    carried: dict[str, list[Entry]] = {}
    served: dict[str, list[str]] = {}
    for arrow in arrows:
        if arrow.source.kind == "change-idea" and arrow.target.kind == "driver":
            served.setdefault(arrow.source.address, []).append(arrow.target.address)
    for idea, drivers in served.items():
        if with_cause.isdisjoint(drivers):
            carried.setdefault(drivers[0], []).append(theory.entries[idea])
    with_causes = _networks_with_causes(theory)
    for address, ideas in carried.items():
        driver = theory.entries[address]
        if driver.network not in with_causes:
            continue
        titles = some_of([f"“{idea.record.title}”" for idea in ideas])
        message = f"No cause stands behind this driver, so nothing says what problem these ideas solve: {titles}."
        hint = "Name under `causes` what this driver answers to, or move what is tried to a driver that names one."
        is_early = all(has_few_tests(theory, idea.address) for idea in ideas)
        severity = Severity.INFO if is_early else Severity.WARNING
        yield diagnose("solution-without-cause", driver.path, driver.span(("title",)), message, hint, severity)


def only_own_practice(theory: Theory, today: date | None) -> Iterator[Diagnostic]:
    for entry in theory.of_kind("change-idea"):
        idea = entry.record
        if not isinstance(idea, ChangeIdea) or idea.retired is not None or idea.origin is None:
            continue
        cites = idea.sources or idea.origin.sources or idea.origin.note or any(arrow.sources for arrow in idea.drives)
        if idea.origin.from_ != "practice" or cites:
            continue
        if len({cycle_of(test).site for test in tests_of_all_forms(theory, entry)}) == 1:
            message = "This idea comes from practice, cites nothing, and was tested at one school only."
            hint = (
                "Say under `origin` where it was seen (`note`) or which research supports it (`sources`), and ask a "
                "second school to test it: so far it may be a habit of one."
            )
            severity = Severity.INFO if has_few_tests(theory, entry.address) else Severity.WARNING
            yield diagnose("only-own-practice", entry.path, entry.span(("origin",)), message, hint, severity)


# --- what they share -------------------------------------------------------------------------------------------------


def _measures(theory: Theory, network: str | None = None) -> Iterator[tuple[Entry, Measure]]:
    for entry in theory.of_kind("measure", network):
        if isinstance(entry.record, Measure) and entry.record.retired is None:
            yield entry, entry.record


def _is_yearly_process(measure: Measure) -> bool:
    return measure.role in ("process", "fidelity") and measure.definition.how_often == "yearly"


def _standing_networks(theory: Theory) -> Iterable[Entry]:
    return (entry for entry in theory.networks if entry.record.retired is None)


def _networks_at_work(theory: Theory) -> Iterator[tuple[Entry, Network]]:
    """Networks that propose or test solutions, so that they should know the problem; earlier ones have no gaps yet."""
    for entry in _standing_networks(theory):
        has_solutions = theory.of_kind("change-idea", entry.id) or theory.of_kind("cycle", entry.id)
        if isinstance(entry.record, Network) and has_solutions:
            yield entry, entry.record


def _is_of_an_organisation(network: Network) -> bool:
    """A whole organisation that improves everywhere has no single problem."""
    return network.problem is None and network.organisation_aim is not None


def _of_network(code: str, theory: Theory, network: Entry, key: tuple[str, ...], message: str, hint: str) -> Diagnostic:
    """A gap of a network: a note as long as it has tested nothing, such as one whose history is only reported."""
    severity = None if standing_tests(theory, network.id) else Severity.INFO
    return diagnose(code, network.path, network.span(key), message, hint, severity)


def _networks_with_causes(theory: Theory) -> set[str | None]:
    """Networks that have a cause of their own, or a driver that names one of another network."""
    standing = [entry for kind in ("cause", "driver") for entry in theory.of_kind(kind) if entry.record.retired is None]
    return {entry.network for entry in standing if not isinstance(entry.record, Driver) or entry.record.causes}


def _drivers_with_cause(theory: Theory, arrows: Iterable[Arrow]) -> set[str]:
    """Drivers that name a cause, or drive one that does."""
    driving: dict[str, list[str]] = {}
    for arrow in arrows:
        driving.setdefault(arrow.target.address, []).append(arrow.source.address)
    drivers = theory.of_kind("driver")
    waiting = [entry.address for entry in drivers if isinstance(entry.record, Driver) and entry.record.causes]
    found: set[str] = set()
    while waiting:
        address = waiting.pop()
        if address not in found:
            found.add(address)
            waiting.extend(driving.get(address, ()))
    return found


def _stands(arrow: Arrow) -> bool:
    is_retired = arrow.source.record.retired or arrow.target.record.retired or (arrow.drives and arrow.drives.retired)
    return not is_retired


def _school_year(when: When) -> str | None:
    """The school year that a date lies in, such as 2025/26; None where it may lie in two."""
    first, last = (day.year if day.month >= 7 else day.year - 1 for day in (when.earliest, when.latest))
    return f"{first}/{(first + 1) % 100:02d}" if first == last else None


RULES = (
    yearly_process_measures,
    only_late_measures,
    tests_without_data,
    one_test_a_year,
    no_view_of_users,
    no_cause,
    no_source_of_variation,
    nobody_but_staff,
    solutions_without_cause,
    only_own_practice,
)
