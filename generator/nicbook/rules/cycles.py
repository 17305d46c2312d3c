"""Tests of change: predictions made before the data, verdicts for all of them, and dates that can be true."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from nicbook.corpus import Entry
from nicbook.diagnostics import Diagnostic, Severity, diagnose
from nicbook.evidence.predictions import computed
from nicbook.evidence.tests import cycle_of, ends_before_it_starts, has_result, says_what_was_seen, standing_tests, test_before
from nicbook.records.cycle import Cycle
from nicbook.records.dates import When
from nicbook.records.kinds import KINDS
from nicbook.rules.wording import in_brief
from nicbook.theory import Theory


def without_prediction(theory: Theory, today: date | None) -> Iterator[Diagnostic]:
    """Results that answer no prediction. A test that found nothing out at all is told by rules/superficial.py."""
    for entry in standing_tests(theory):
        cycle = cycle_of(entry)
        if cycle.design == "observation" or (cycle.ended is not None and not says_what_was_seen(cycle)):
            continue
        if any(one.expect for one in cycle.predictions):
            yield from _entries_without_prediction(entry, cycle)
            continue
        place = entry.span(("predictions",))
        if cycle.ended is not None or any(map(has_result, cycle.predictions)):
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
    for entry in standing_tests(theory):
        cycle = cycle_of(entry)
        if ends_before_it_starts(cycle) or _test_that_started_later(theory, entry) is not None:
            continue
        told: set[When] = set()
        for index, one in enumerate(cycle.predictions):
            if one.expect is None or one.made is None or one.made in told:
                continue
            if cycle.ended is not None and one.made.earliest > cycle.ended.latest:
                when = f"had ended ({cycle.ended})"
            elif has_result(one) and one.made.earliest > cycle.started.latest:
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
    for entry in standing_tests(theory):
        cycle = cycle_of(entry)
        if cycle.ended is None or not says_what_was_seen(cycle):
            continue
        for index, one in enumerate(cycle.predictions):
            if one.expect is not None and one.verdict is None:
                message = f"The test has ended; nothing says whether it came out as expected: “{in_brief(one.expect)}”."
                hint = "Add a `verdict`: met, partly, not-met, or cannot-tell where the data do not say."
                place = entry.span(("predictions", index, "expect"))
                yield diagnose("unanswered-prediction", entry.path, place, message, hint)


def verdicts_that_differ(theory: Theory, today: date | None) -> Iterator[Diagnostic]:
    """A prediction that its author calls met and its figures do not, or the other way round.

    Between partly and not met the author knows better how near is near; and may know why figures cannot tell.
    """
    for entry in standing_tests(theory):
        for index, one in enumerate(cycle_of(entry).predictions):
            ours = computed(one, theory.measure_of(entry, ("predictions", index, "measure")))
            if ours is None or one.verdict in (None, "cannot-tell", ours) or "met" not in (ours, one.verdict):
                continue
            figures = f"from {one.before} to {one.after}" if one.before else f"{one.after}"
            message = (
                f"The verdict here is {_plain(one.verdict)}, but by its words and figures the prediction is {_plain(ours)}: "
                f"“{in_brief(one.expect)}”, and it was {figures}."
            )
            hint = (
                "Correct the verdict or the figure. If something else decides, say under `found` what it is, and accept "
                "this warning with the reason."
            )
            place = entry.span(("predictions", index, "verdict"))
            yield diagnose("verdict-differs", entry.path, place, message, hint)


def _plain(verdict: str) -> str:
    return {"partly": "partly met"}.get(verdict, verdict.replace("-", " "))


def ended_before_started(theory: Theory, today: date | None) -> Iterator[Diagnostic]:
    for entry in standing_tests(theory):
        cycle = cycle_of(entry)
        if ends_before_it_starts(cycle):
            message = f"The test ended ({cycle.ended}) before it started ({cycle.started})."
            hint = "Correct the date that has a slip in it."
            yield diagnose("ended-before-started", entry.path, entry.span(("ended",)), message, hint)


def follows_a_later_test(theory: Theory, today: date | None) -> Iterator[Diagnostic]:
    for entry in standing_tests(theory):
        cycle = cycle_of(entry)
        earlier = _test_that_started_later(theory, entry)
        if earlier is not None and not ends_before_it_starts(cycle) and not ends_before_it_starts(earlier):
            message = f"This test started {cycle.started}, but the one it follows started later: {earlier.started}."
            hint = "Correct the date that has a slip in it, or name under `follows` the test that came before."
            yield diagnose("follows-later-test", entry.path, entry.span(("follows",)), message, hint)


def _test_that_started_later(theory: Theory, entry: Entry) -> Cycle | None:
    """The test that this one says it follows, where that one certainly started later."""
    before = test_before(theory, entry)
    if before is None:
        return None
    earlier = cycle_of(before)
    return earlier if earlier.started.earliest > cycle_of(entry).started.latest else None


def retired_before_it_was_tested(theory: Theory, today: date | None) -> Iterator[Diagnostic]:
    """Tests of an idea or routine that had been given up. Where the dates are not exact enough, nothing is told."""
    for entry in standing_tests(theory):
        cycle = cycle_of(entry)
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
    verdicts_that_differ,
    ended_before_started,
    follows_a_later_test,
    retired_before_it_was_tested,
)
