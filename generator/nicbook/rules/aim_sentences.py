"""The sentence of an aim against its keys: its figures, its units and its dates.

A sentence may name several figures; a difference is told only where none of those it could mean fits.
"""

from __future__ import annotations

from collections.abc import Iterator

from nicbook.diagnostics import Diagnostic
from nicbook.evidence.said_amounts import Amount
from nicbook.evidence.said_dates import durations, durations_within
from nicbook.records.dates import When
from nicbook.records.figures import Quantity
from nicbook.rules.aim_read import ReadAim, plain, target_key

_COUNTS = ("count", "minutes", "hours", "days", "currency")


def amounts(aim: ReadAim) -> Iterator[Diagnostic]:
    """What is wrong with the figures of the sentence; the first one told is the one to mend."""
    yield from _count_or_rate(aim)
    yield from _goals(aim)
    yield from _starts(aim)
    yield from _changes(aim)
    yield from _verbs(aim)


def _count_or_rate(aim: ReadAim) -> Iterator[Diagnostic]:
    """A share measured with a count, a count with a share, or both in one sentence."""
    said, measure = aim.said, aim.measure.title if aim.measure else ""
    figures = (*said.goals, *said.changes)
    only = {figure.unit for figure in figures}
    is_share = aim.unit == "percent" or (aim.unit == "rate" and " per " not in aim.sentence)
    if only == {"count"} and is_share:
        words, but = figures[0].words, f"“{measure}” is a {'rate' if aim.unit == 'rate' else 'percentage'}"
        message = f"“{words}” is a count, but {but}."
        hint = "Say which share is to be reached (“from 60 to 70 percent”), or choose a measure that counts."
    elif only == {"count"} and aim.unit is None and said.says_percentage_of:
        words = figures[0].words
        message = f"The sentence speaks of a percentage, but “{words}” is a count."
        hint = "Write “the number of ..” where a count is meant, or say which percentage is to be reached."
    elif only == {"percent"} and said.goals and aim.unit in _COUNTS:
        words = said.goals[0].words
        message = f"“{words}” is a share, but “{measure}” is not a percentage: its unit is {aim.unit}."
        hint = "Say which number is to be reached, or choose a measure in percent."
    elif only == {"percent"} and said.goals and aim.unit in (None, "percent") and said.says_number_of:
        words = said.goals[0].words
        message = f"The sentence speaks of a number of people or things, but “{words}” is a share."
        hint = "Write “the percentage of ..” where a share is meant."
    else:
        return
    yield aim.tell_words("count-or-rate", words, message, hint)


def _goals(aim: ReadAim) -> Iterator[Diagnostic]:
    if aim.goal is None:
        return
    goals = [goal for goal in aim.said.goals if _comparable(goal, aim.unit)]
    if goals and not any(_says(goal, aim.goal) for goal in goals):
        yield _differs(aim, goals[0], f"the target is {aim.goal}", "`target`")


def _starts(aim: ReadAim) -> Iterator[Diagnostic]:
    if aim.start is None:
        return
    starts = [step.start for step in aim.said.steps if _comparable(step.start, aim.unit)]
    if starts and not any(_says(start, aim.start) for start in starts):
        yield _differs(aim, starts[0], f"the baseline is {aim.start}", "`baseline`")


def _comparable(amount: Amount, unit: str | None) -> bool:
    """Whether an amount may mean the measure's figure: “from 3 to 5 courses” says nothing about a percentage."""
    if unit == "percent":
        return amount.unit in ("percent", "points", "")
    return amount.unit != "percent" or unit in (None, "rate", "score", "points")


def _says(amount: Amount, figure: Quantity) -> bool:
    bounds = [bound for bound in (figure.low, figure.high) if bound is not None]
    return not bounds or any(amount.fits(bound) for bound in bounds) or min(bounds) <= amount.value <= max(bounds)


def _differs(aim: ReadAim, amount: Amount, but: str, key: str) -> Diagnostic:
    return aim.tell_words(
        "sentence-differs",
        amount.words,
        f"The sentence says “{amount.words}”, but {but}.",
        f"Make the sentence and {key} say the same.",
    )


def _changes(aim: ReadAim) -> Iterator[Diagnostic]:
    """“by 10 percent” and its like: changes that the keys contradict, or that can be read in two ways.

    Where the sentence also names the figure to reach, its other changes may be about something else.
    """
    changes = aim.said.changes
    if any(_fits(aim, change) for change in changes):
        return
    yield from (found for change in changes if (found := _mixed_up(aim, change)))
    if any(aim.goal is None or _says(goal, aim.goal) for goal in aim.said.goals):
        return
    for change in changes:
        if _fits(aim, change) is False:
            yield _differs(aim, change, f"the keys say {_keys(aim)}", "`target`")
        elif change.unit == "percent" and _is_of_a_share(aim):
            yield _ambiguous(aim, change)


def _fits(aim: ReadAim, change: Amount) -> bool | None:
    """Whether a change is the one that the keys say; None where they say none of its unit."""
    match change.unit:
        case "times":
            known = None if aim.percent is None else 1 + aim.percent / 100
        case "percent":
            known = aim.percent
            if known is None and aim.points is not None and _is_of_a_share(aim):
                return False
        case "count":
            known = aim.points if aim.unit == "count" else None
        case _:
            known = aim.points
    return None if known is None else change.fits(abs(known))


def _is_of_a_share(aim: ReadAim) -> bool:
    return aim.unit == "percent" or (aim.record.measure is None and aim.said.is_about_a_share)


def _mixed_up(aim: ReadAim, change: Amount) -> Diagnostic | None:
    """Percent where the keys have as many points, or the other way round."""
    number = plain(change.value)
    if change.unit == "percent" and _is_of_a_share(aim) and aim.points is not None and change.fits(abs(aim.points)):
        message = f"The sentence says “{change.words}”, but the keys say {number} percentage points."
        hint = f"Write “{number} percentage points” in the sentence, if that is meant."
    elif change.unit == "points" and aim.percent is not None and change.fits(abs(aim.percent)):
        message = f"The sentence says “{change.words}”, but the keys say {number} percent of the baseline."
        hint = f"Write `points: {plain(aim.percent)}` under `target`, or “{number} percent” in the sentence."
    else:
        return None
    return aim.tell_words("percent-or-points", change.words, message, hint)


def _ambiguous(aim: ReadAim, change: Amount) -> Diagnostic:
    start = aim.start.exact if aim.start is not None and aim.start.exact else 60.0
    number, part = plain(change.value), plain(start * change.value / 100)
    return aim.tell_words(
        "percent-or-points",
        change.words,
        f"“{change.words}” can be read in two ways, since it is a percentage that is to change: of a baseline of "
        f"{plain(start)} percent, {number} percent are {part} percentage points, not {number}.",
        "Name both figures (“from .. to .. percent”), or write “percentage points”. Under `target`, `points` means "
        "percentage points and `percent` a part of the baseline.",
    )


def _keys(aim: ReadAim) -> str:
    if aim.start is not None and aim.goal is not None:
        return f"from {aim.start} to {aim.goal}"
    key = target_key(aim.record.target)
    return f"`{key}: {plain(getattr(aim.record.target, key))}`"


def _verbs(aim: ReadAim) -> Iterator[Diagnostic]:
    for step in aim.said.steps:
        if step.goes_the_other_way:
            figures = f"“{step.start.words} {step.goal.words}”"
            yield aim.tell_words(
                "target-not-better",
                step.goal.words,
                f"The sentence says “{step.verb}”, but {figures} goes the other way.",
                "Exchange the two figures, or the verb.",
            )
            return


def dates(aim: ReadAim) -> Iterator[Diagnostic]:
    """The dates and time spans of the sentence, where the keys have some too."""
    target, baseline = aim.record.target, aim.record.baseline
    if target is not None and target.by is not None:
        deadlines = [day for day in aim.days if day.is_deadline]
        if deadlines and not any(_overlap(day.when, target.by) for day in deadlines):
            words = deadlines[0].words
            yield _date_differs(aim, words, f"the target has `by: {target.by}`")
    if target is not None and target.within is not None:
        meant, said = durations(target.within), durations_within(aim.sentence)
        if meant and said and meant.keys().isdisjoint(said):
            yield _date_differs(aim, next(iter(said.values())), f"the target has `within: {target.within}`")
    if baseline is not None and baseline.date is not None and len(aim.said.steps) == 1:
        step = aim.said.steps[0]
        between = aim.sentence.partition(step.start.words)[2].partition(step.goal.words)[0]
        for day in aim.days:
            if not day.is_deadline and day.words in between and not _overlap(day.when, baseline.date):
                yield _date_differs(aim, day.words, f"the baseline has `date: {baseline.date}`")


def _date_differs(aim: ReadAim, words: str, but: str) -> Diagnostic:
    hint = "Make the sentence and the keys say the same."
    return aim.tell_words("sentence-differs", words, f"The sentence says “{words}”, but {but}.", hint)


def _overlap(one: When, other: When) -> bool:
    return one.earliest <= other.latest and other.earliest <= one.latest
