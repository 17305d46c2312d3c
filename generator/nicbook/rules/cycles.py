"""Tests of change: predictions made before the data, verdicts for all of them, and dates that can be true."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from textwrap import shorten

from nicbook.corpus import Entry
from nicbook.diagnostics import Diagnostic, Severity, diagnose
from nicbook.records.cycle import Cycle, Prediction
from nicbook.records.dates import When
from nicbook.records.kinds import KINDS
from nicbook.text import to_words
from nicbook.theory import Theory


def standing_tests(theory: Theory, network: str | None = None) -> Iterator[tuple[Entry, Cycle]]:
    """The tests that are not retired, of one network or of all."""
    for entry in theory.of_kind("cycle", network):
        if isinstance(entry.record, Cycle) and entry.record.retired is None:
            yield entry, entry.record


def tests_of(theory: Theory, address: str) -> tuple[Cycle, ...]:
    """The tests of one change idea or routine, without those that are retired."""
    naming = (theory.entries[link.source].record for link in theory.links_to(address) if link.location == ("tests",))
    return tuple(record for record in naming if isinstance(record, Cycle) and record.retired is None)


def tests_of_all_forms(theory: Theory, entry: Entry) -> tuple[Cycle, ...]:
    """The tests of an idea and of the routines that grew from it."""
    routines = [link.source for link in theory.links_to(entry.address) if link.key == "from"]
    return tuple(cycle for address in (entry.address, *routines) for cycle in tests_of(theory, address))


def is_candidate(theory: Theory, address: str) -> bool:
    """Whether an idea or routine has fewer than two completed tests: its gaps are told as notes."""
    return sum(cycle.ended is not None for cycle in tests_of(theory, address)) < 2


def in_brief(text: str) -> str:
    """The first words of a contributed text, to quote in a message."""
    return shorten(to_words(text).rstrip("."), 80, placeholder=" …")


def some_of(words: Sequence[str]) -> str:
    """A list to read in a message: the first of many are enough to find the others."""
    more = f" and {len(words) - 5} more" if len(words) > 5 else ""
    return ", ".join(words[:5]) + more


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


def _ends_before_it_starts(cycle: Cycle) -> bool:
    return cycle.ended is not None and cycle.ended.latest < cycle.started.earliest


def _has_result(one: Prediction) -> bool:
    return any((one.found, one.after, one.verdict))


def without_prediction(theory: Theory, today: date | None) -> Iterator[Diagnostic]:
    """Results that answer no prediction. A test that found nothing out at all is told by rules/superficial.py."""
    for entry, cycle in standing_tests(theory):
        if cycle.design == "observation" or (cycle.ended is not None and not says_what_was_seen(cycle)):
            continue
        if any(one.expect for one in cycle.predictions):
            yield from _entries_without_prediction(entry, cycle)
            continue
        place = entry.span(("predictions",))
        if cycle.ended is not None or any(map(_has_result, cycle.predictions)):
            message = "This test has results, but does not say what was expected before the data came in."
            hint = (
                "If it was noted down beforehand, write it under `predictions` as `expect`. If nobody expected "
                "anything, write `design: observation`."
            )
            yield diagnose("no-prediction", entry.path, place, message, hint)
        else:
            message = "This test does not say yet what is expected."
            hint = "Before you look at the data, write under `predictions` a `question` and what you `expect`."
            yield diagnose("no-prediction", entry.path, place, message, hint, Severity.INFO)


def _entries_without_prediction(entry: Entry, cycle: Cycle) -> Iterator[Diagnostic]:
    """Beside real predictions, what was seen in words is an observation; figures and verdicts answer something."""
    for index, one in enumerate(cycle.predictions):
        answers = [key for key in ("verdict", "after") if getattr(one, key) is not None]
        if one.expect is None and answers:
            message = f"“{in_brief(one.question)}” has a result here, but no prediction that it could answer."
            hint = (
                "Write under `expect` what was expected beforehand. If nothing was, tell what was seen in words under "
                "`found`, without figures and verdict."
            )
            yield diagnose("no-prediction", entry.path, entry.span(("predictions", index, answers[0])), message, hint)


def late_predictions(theory: Theory, today: date | None) -> Iterator[Diagnostic]:
    """Predictions made when results could already be seen. Where the dates are not exact enough, nothing is told.

    Predictions made on the same date are told once. Where the test's own dates cannot be true, those are told instead.
    """
    for entry, cycle in standing_tests(theory):
        if _ends_before_it_starts(cycle) or _test_that_started_later(theory, entry, cycle) is not None:
            continue
        told: set[When] = set()
        for index, one in enumerate(cycle.predictions):
            if one.expect is None or one.made is None or one.made in told:
                continue
            if cycle.ended is not None and one.made.earliest > cycle.ended.latest:
                when = f"had ended ({cycle.ended})"
            elif _has_result(one) and one.made.earliest > cycle.started.latest:
                when = f"had started ({cycle.started}), so that results could already be seen"
            else:
                continue
            told.add(one.made)
            message = f"This prediction was made ({one.made}) after the test {when}."
            hint = (
                "Correct the date if it is wrong. If it was written afterwards, take out `expect`, `made` and `verdict` "
                "and keep what was seen under `found`."
            )
            yield diagnose("late-prediction", entry.path, entry.span(("predictions", index, "made")), message, hint)


def unanswered_predictions(theory: Theory, today: date | None) -> Iterator[Diagnostic]:
    """Predictions of an ended test that nobody went back to."""
    for entry, cycle in standing_tests(theory):
        if cycle.ended is None or not says_what_was_seen(cycle):
            continue
        for index, one in enumerate(cycle.predictions):
            if one.expect is not None and one.verdict is None:
                message = f"The test has ended; nothing says whether it came out as expected: “{in_brief(one.expect)}”."
                hint = "Add a `verdict`: met, partly, not-met, or cannot-tell where the data do not say."
                place = entry.span(("predictions", index, "expect"))
                yield diagnose("unanswered-prediction", entry.path, place, message, hint)


def ended_before_started(theory: Theory, today: date | None) -> Iterator[Diagnostic]:
    for entry, cycle in standing_tests(theory):
        if _ends_before_it_starts(cycle):
            message = f"The test ended ({cycle.ended}) before it started ({cycle.started})."
            hint = "Correct the date that has a slip in it."
            yield diagnose("ended-before-started", entry.path, entry.span(("ended",)), message, hint)


def follows_a_later_test(theory: Theory, today: date | None) -> Iterator[Diagnostic]:
    for entry, cycle in standing_tests(theory):
        earlier = _test_that_started_later(theory, entry, cycle)
        if earlier is not None and not _ends_before_it_starts(cycle) and not _ends_before_it_starts(earlier):
            message = f"This test started {cycle.started}, but the one it follows started later: {earlier.started}."
            hint = "Correct the date that has a slip in it, or name under `follows` the test that came before."
            yield diagnose("follows-later-test", entry.path, entry.span(("follows",)), message, hint)


def _test_that_started_later(theory: Theory, entry: Entry, cycle: Cycle) -> Cycle | None:
    """The test that this one says it follows, where that one certainly started later."""
    if cycle.follows is None:
        return None
    for link in theory.links_from(entry.address):
        earlier = theory.entries[link.target].record
        if link.location == ("follows",) and isinstance(earlier, Cycle):
            return earlier if earlier.started.earliest > cycle.started.latest else None
    return None


def retired_before_it_was_tested(theory: Theory, today: date | None) -> Iterator[Diagnostic]:
    for entry, cycle in standing_tests(theory):
        for link in theory.links_from(entry.address):
            if link.location != ("tests",):
                continue
            tested = theory.entries[link.target]
            retired = tested.record.retired
            if retired is None or retired.date is None or retired.date.latest >= cycle.started.earliest:
                continue
            what = KINDS[tested.kind].words
            message = (
                f"The {what} “{tested.record.title}” was retired ({retired.date}) before this test started "
                f"({cycle.started})."
            )
            hint = (
                f"If the {what} is being tried again, take `retired` out of its record and say why under `since`. If "
                "not, correct the date, or name what was really tested."
            )
            yield diagnose("retired-before-test", entry.path, entry.span(link.location), message, hint)


RULES = (
    without_prediction,
    late_predictions,
    unanswered_predictions,
    ended_before_started,
    follows_a_later_test,
    retired_before_it_was_tested,
)
