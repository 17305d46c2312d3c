"""Aims: how much, of what, for whom, by when. The keys are the aim; its sentence is checked against them.

One slip gets one message: a fault of the target is not told again as a difference from the sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from itertools import chain, islice

from nicbook.diagnostics import Diagnostic, Severity
from nicbook.evidence.coverage import missing_parts
from nicbook.evidence.said_dates import durations, names_no_event
from nicbook.records.figures import Quantity
from nicbook.rules import aim_sentences
from nicbook.rules.aim_read import ReadAim, plain, read_aim, target_key
from nicbook.rules.wording import listed
from nicbook.theory import Theory

NO_COUNTS = (None, "percent", "points", "rate", "score")
"""Units, or that there is none, in which a change may be given in points and no figure is as large as a year."""

_HOLDS_ON = re.compile(r"\b(?:maintain|keep|sustain|hold|stay|remain|preserve)", re.IGNORECASE)


def aims(theory: Theory, today: date | None) -> Iterator[Diagnostic]:
    """Everything about every aim that is not retired."""
    for entry in theory.of_kind("aim"):
        if entry.record.retired is not None:
            continue
        aim = read_aim(theory, entry)
        amount = list(islice(chain(_target(aim), aim_sentences.amounts(aim)), 1))
        start = list(_relative_without_baseline(aim, amount_is_told=bool(amount)))
        time = list(_date_without_anchor(aim))
        yield from (*amount, *start, *time)
        yield from islice(chain(_target_before_baseline(aim), aim_sentences.dates(aim)), 1)
        yield from _incomplete(aim, start_is_told=bool(start), time_is_told=bool(time))


def _incomplete(aim: ReadAim, start_is_told: bool, time_is_told: bool) -> Iterator[Diagnostic]:
    """The parts that no other message speaks of."""
    record, target = aim.record, aim.record.target
    has_time = target is not None and (target.by is not None or target.within is not None)
    parts = (
        (record.measure is None, "what is measured", "`measure`"),
        (target is None, "how much", "`target`"),
        (not has_time and not time_is_told, "by when", "`by` under `target`"),
        (record.for_whom is None, "for whom", "`for_whom`"),
        (record.baseline is None and not start_is_told, "where it starts from", "`baseline`"),
    )
    missing = [(words, key) for is_missing, words, key in parts if is_missing]
    if not missing:
        return
    is_draft = "is a draft: it " if missing_parts(record) else ""
    where = ("target",) if missing == [("by when", "`by` under `target`")] else ()
    message = f"This aim {is_draft}does not say yet {listed([words for words, _ in missing])}."
    keys = listed([key for _, key in missing])
    hint = f"Add {keys}. Readers see the sentence; the page and the charts work with these keys."
    yield aim.tell("aim-incomplete", where, message, hint)


def _target(aim: ReadAim) -> Iterator[Diagnostic]:
    if aim.record.target is not None:
        yield from chain(_looks_like_a_year(aim), _points_of_what(aim), _not_a_percentage(aim), _not_better(aim))
    elif aim.start is not None:
        yield from _not_a_percentage(aim)


def _looks_like_a_year(aim: ReadAim) -> Iterator[Diagnostic]:
    target = aim.record.target
    key = target_key(target)
    number = target.value.exact if target.value is not None else getattr(target, key)
    if number is None or number != int(number) or not 1990 <= number <= 2060:
        return
    years = {day.when.earliest.year for day in aim.days}
    if target.by is not None:
        years |= {target.by.earliest.year, target.by.latest.year}
    is_said = any(goal.value == number for goal in aim.said.goals)
    if number in years or (not is_said and aim.unit in NO_COUNTS):
        yield aim.tell(
            "target-like-a-year",
            ("target", key),
            f"The figure to reach, {plain(number)}, looks like a year.",
            f"Write the year under `by` (`by: {plain(number)}`), and under `{key}` how much is to be reached.",
        )


def _points_of_what(aim: ReadAim) -> Iterator[Diagnostic]:
    if aim.record.target.points is not None and aim.measure is not None and aim.unit not in NO_COUNTS:
        yield aim.tell(
            "percent-or-points",
            ("target", "points"),
            f"`points` means percentage points, but “{aim.measure.title}” is not a percentage: its unit is {aim.unit}.",
            f"Write the figure to reach in {aim.unit}: `value: ..`.",
        )


def _not_a_percentage(aim: ReadAim) -> Iterator[Diagnostic]:
    if aim.unit != "percent":
        return
    if aim.start is not None and _is_out_of_range(aim.start):
        yield aim.tell(
            "target-out-of-range",
            ("baseline", "value"),
            f"The baseline is {aim.start}, but a percentage lies between 0 and 100.",
            "Correct the number, or choose a measure that counts.",
        )
    elif aim.goal is not None and _is_out_of_range(aim.goal):
        key = target_key(aim.record.target)
        message = f"The target comes to {aim.goal} percent, but a percentage lies between 0 and 100."
        if key == "value":
            hint = "Correct the number, or choose a measure that counts."
        else:
            hint = (
                f"Check `{key}`: `points` adds percentage points to the baseline, `percent` adds a part of it, `times` "
                "multiplies it."
            )
        yield aim.tell("target-out-of-range", ("target", key), message, hint)


def _is_out_of_range(figure: Quantity) -> bool:
    return any(bound is not None and not 0 <= bound <= 100 for bound in (figure.low, figure.high))


def _not_better(aim: ReadAim) -> Iterator[Diagnostic]:
    """A target on the wrong side of the baseline, or on it."""
    if aim.measure is None:
        return
    wants_more = aim.measure.better == "higher"
    change = _change(aim, wants_more)
    if change is None or (change > 0 if wants_more else change < 0):
        return
    target, better, measure = aim.record.target, aim.measure.better, aim.measure.title
    key = target_key(target)
    if change == 0:
        if _HOLDS_ON.search(aim.sentence):
            return
        message, hint = "The target is the baseline, so nothing is to change.", "Correct one of the two."
    elif key == "value":
        message = f"The target ({target.value}) is worse than the baseline ({aim.start}): of “{measure}”, {better} is better."
        hint = f"Exchange the two, correct them, or correct `better: {better}` in the measure, whichever is wrong."
    else:
        amount = getattr(target, key)
        if key == "times":
            asked, mended = f"{plain(amount)} times the baseline", f"{1 / amount:.2g}" if amount > 0 else ".."
        else:
            asked, mended = f"{plain(abs(amount))} {key} {'more' if amount > 0 else 'less'}", plain(-amount)
        message = f"The target asks for {asked}, but of “{measure}”, {better} is better."
        hint = f"Write `{key}: {mended}` if that is meant, or correct `better: {better}` in the measure."
    yield aim.tell("target-not-better", ("target", key), message, hint)


def _change(aim: ReadAim, wants_more: bool) -> float | None:
    """By how much the target differs from the baseline, or a number of the same sign; of a range, its best end."""
    target = aim.record.target
    if target.times is not None:
        return target.times - 1
    if target.value is None:
        return target.points if target.points is not None else target.percent
    best = (target.value.high, target.value.low) if wants_more else (target.value.low, target.value.high)
    reached = next((bound for bound in best if bound is not None), None)
    return None if reached is None or aim.start is None or aim.start.exact is None else reached - aim.start.exact


def _relative_without_baseline(aim: ReadAim, amount_is_told: bool) -> Iterator[Diagnostic]:
    """Double of what? The key says so, or the sentence does without naming a figure to reach."""
    if aim.start is not None:
        return
    target = aim.record.target
    hint = "Add `baseline: {value: .., date: ..}`: the figure as it stood before the work began, and when."
    if target is not None and target.value is None:
        key = target_key(target)
        said = f"`{key}: {plain(getattr(target, key))}`"
        message = f"The target is relative ({said}), but there is no baseline to compare with."
        yield aim.tell("target-without-baseline", ("target", key), message, hint)
    elif aim.said.changes and not aim.said.goals and not aim.said.names_a_start and not amount_is_told:
        words = aim.said.changes[0].words
        message = f"“{words}” is relative, and the aim does not say compared with what: it has no baseline."
        yield aim.tell_words("target-without-baseline", words, message, hint)


def _date_without_anchor(aim: ReadAim) -> Iterator[Diagnostic]:
    """Within two years of what? A span that begins with an event of each learner needs no date."""
    target = aim.record.target
    if target is not None and target.by is not None:
        return
    if target is not None and target.within is not None:
        if names_no_event(target.within):
            yield aim.tell(
                "date-without-anchor",
                ("target", "within"),
                f"“{target.within}” does not say from when, so later nobody can tell whether that time is over.",
                "Write a date instead, such as `by: 2027-06`, or name the event it counts from: “one year of enrolling”.",
            )
    elif aim.loose_time is not None:
        words, lacks_only_the_year = aim.loose_time.words, aim.loose_time.lacks_only_the_year
        what = "from when" if durations(words) else "which year"
        message = f"“{words}” does not say {what}, so later nobody can tell whether that time is over."
        hint = "Add the date under `target`, such as `by: 2027-06`, or `within` with the event it is counted from."
        severity = Severity.INFO if lacks_only_the_year else None
        yield aim.tell_words("date-without-anchor", words, message, hint, severity)


def _target_before_baseline(aim: ReadAim) -> Iterator[Diagnostic]:
    baseline, target = aim.record.baseline, aim.record.target
    since = baseline and (baseline.date or baseline.value.date)
    if since and target is not None and target.by is not None and target.by.latest < since.earliest:
        yield aim.tell(
            "target-before-baseline",
            ("target", "by"),
            f"The target is to be reached by {target.by}, before the date of its baseline ({since}).",
            "Correct one of the two dates.",
        )


RULES = (aims,)
