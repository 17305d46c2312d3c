"""The verdict of a chart in a sentence, and what it rests on: enough for who has never seen a run chart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import timedelta
from itertools import pairwise
from statistics import median

from nicbook.drawing.charts.chart import KINDS, RULES, Chart, Segment, line_words
from nicbook.drawing.charts.scale import MONTHS
from nicbook.evidence.making_data_count import ENOUGH_FOR_LIMITS
from nicbook.evidence.perla import SHIFT, TREND, PerlaPart
from nicbook.evidence.run_chart import Part
from nicbook.evidence.series import ENOUGH, is_there

SHORT_BASELINE = 12
"""Under so many points a baseline gives false signals more often (Anhøj & Olesen 2014)."""
_CADENCES = (
    (1, "every day"), (7, "every week"), (14, "every two weeks"), (30.5, "every month"), (61, "every two months"),
    (91, "every three months"), (182.5, "every half year"), (365, "every year"),
)  # fmt: skip
"""Days from one point to the next, and how that is said."""
_TOO_FAR = 36_525
"""Days ahead that nobody wants to be told of."""


def verdict_words(chart: Chart) -> str:
    """One sentence."""
    match chart.last.verdict:
        case "better" | "worse" as word:
            return f"{word.capitalize()}: {_moved(chart)}."
        case "changed":
            return f"Changed: {_changed(chart)}."
        case "no signal":
            return "No signal: what is seen is within what chance alone would give."
    return f"Too few points to tell: {_needed(chart)}."


def _moved(chart: Chart) -> str:
    """Which way the later points went, and since when."""
    segment = chart.last
    what = {"percent": "the share has", "count": "the number has"}.get(chart.unit, "the values have")
    if chart.rules == "making-data-count":
        when = "lately"
    elif segment.splits:
        when = f"since {segment.splits[-1].label}"
    else:
        when = "since the baseline" if segment.baseline else "over the time shown"
    return f"{what} moved {segment.moved} {when}"


def _changed(chart: Chart) -> str:
    segment = chart.last
    found, outside = segment.centres[-1].found, _outside(segment)
    asked = "" if chart.better else "; nobody has said which direction is wanted"
    if segment.moved:
        return _moved(chart) + asked
    if found is None or found.signal:
        return "the values vary more than chance alone would give, but do not stay on one side"
    if outside:
        are = "1 point lies" if outside == 1 else f"{outside} points lie"
        return f"{are} outside the limits, where chance alone seldom puts any"
    earlier = "an earlier part varies more than chance alone would give"
    if segment.needed:
        return f"{earlier}. To judge the last part, {_needed(chart)}"
    return f"{earlier}, the last part does not"


def _outside(segment: Segment) -> int:
    """How many points of the last part lie outside the limits."""
    return sum(segment.limits.outside[segment.centres[-1].first - 1 :]) if segment.limits else 0


def _needed(chart: Chart) -> str:
    segment = chart.last
    part = segment.centres[-1]
    values = [point.value for point in segment.points[part.first - 1 : part.last] if is_there(point.value)]
    if not values:
        return "there is no value to judge"
    if len(values) > 1 and len(set(values)) == 1:
        return "all values are the same, and only values that differ can tell"
    more = f"at least {segment.needed} more {'is' if segment.needed == 1 else 'are'} needed"
    if chart.rules == "making-data-count":
        if segment.baseline:
            return f"limits need {ENOUGH_FOR_LIMITS} points, and the baseline has {ENOUGH_FOR_LIMITS - segment.needed}"
        more = f"limits need {ENOUGH_FOR_LIMITS} points; {more}"
    if len(values) - part.useful > 1 and 2 * part.useful <= len(values):
        return f"{more}, and not on the {chart.centre_word}"
    days = sorted({point.day for point in segment.points if point.day})
    if len(days) < 2:
        return more
    cadence = median((later - earlier).days for earlier, later in pairwise(days))
    if segment.needed * cadence > _TOO_FAR:
        return more
    by = days[-1] + timedelta(days=round(segment.needed * cadence))
    if chart.today is not None and by < chart.today:
        return more
    return f"{more}; at one {_every(cadence)}, by about {MONTHS[by.month - 1]} {by.year}"


def _every(cadence: float) -> str:
    """Days from one point to the next, in words."""
    near, words = min(_CADENCES, key=lambda pair: abs(pair[0] - cadence) / pair[0])
    if abs(near - cadence) <= 0.15 * near:
        return words
    if cadence < 60:
        return f"every {cadence:.0f} days"
    return f"every {cadence / 30.44:.0f} months" if cadence < 700 else f"every {cadence / 365.25:.0f} years"


# --- what it rests on


def rests_on(chart: Chart) -> Iterator[str]:
    """Sentences: the rules, how many points count, the centre line, and what a reader should be careful about."""
    segment = chart.last
    yield f"{_judged(chart)}{_of_parts(segment)}."
    yield from _centre_lines(chart)
    yield from _on_the_line(chart)
    if segment.baseline and sum(is_there(point.value) for point in segment.points[: segment.baseline]) < SHORT_BASELINE:
        yield f"A baseline of fewer than {SHORT_BASELINE} points gives false signals more often."
    for number, centre in enumerate(segment.centres, 1):
        where = f" in part {number}" if len(segment.centres) > 1 else ""
        if centre.found is not None and centre.found.signal:
            yield _signal(centre.found, where)
    yield from _limits(chart)
    if chart.rules != "anhoej":
        often = 36 if chart.rules == "perla" else 28
        yield (
            f"Where nothing has changed, these rules still see a change in about {often} of 100 charts of 24 points; "
            "the Anhøj rules in 3."
        )
    yield from _cautions(chart)


def _judged(chart: Chart) -> str:
    segment, rules = chart.last, RULES[chart.rules]
    if not segment.needed:
        return f"Judged by the {rules} on {count_words(segment.centres[-1].useful, 'point')}"
    is_short = chart.rules == "making-data-count" and segment.baseline
    where = " in the baseline" if is_short else ""
    enough = ENOUGH_FOR_LIMITS if chart.rules == "making-data-count" else ENOUGH
    count = enough - segment.needed
    return f"The {rules} need {enough} points{where}; {count} {'counts' if count == 1 else 'count'} so far"


def count_words(number: int, word: str) -> str:
    """“1 point”, “2 points”."""
    return f"{number} {word}" if number == 1 else f"{number} {word}s"


def _of_parts(segment: Segment) -> str:
    count = len(segment.centres)
    return f" in the last of {count} parts, each by itself" if count > 1 else ""


def _centre_lines(chart: Chart) -> Iterator[str]:
    """What the rules go by, and what is drawn where that is not the same."""
    segment = chart.last
    rule_lines = [centre.found.centre if centre.found else centre.value for centre in segment.centres]
    values = [line_words(chart, value, chart.unit) for value in rule_lines if value is not None]
    word = "mean" if chart.rules == "making-data-count" else "median"
    if not values:
        return
    if len(segment.centres) > 1:
        yield f"The {word}s of the parts are {_and(values)}."
    elif segment.baseline:
        yield f"The {word}, {values[0]}, is that of the baseline, the first {count_words(segment.baseline, 'point')}."
    elif segment.short_baseline is not None:
        size = count_words(segment.short_baseline, "value")
        yield f"The baseline has {size}, too few to judge by: the {word} of all points, {values[0]}, is used."
    else:
        yield f"The {word}, {values[0]}, is that of all points."
    if word != chart.centre_word:
        which = " of the points whose counts are shown" if _hides_counts(chart) else ""
        yield f"The line that is drawn is the {chart.centre_word}{which}."


def _hides_counts(chart: Chart) -> bool:
    """Whether a chart of counts leaves points out of its line and limits because their counts are not shown."""
    is_of_counts = chart.kind in ("p", "pp", "u")
    return is_of_counts and any(is_there(point.value) and point.size is None for point in chart.last.points)


def _and(words: Sequence[str]) -> str:
    return " and ".join(filter(None, (", ".join(words[:-1]), words[-1])))


def _on_the_line(chart: Chart) -> Iterator[str]:
    if chart.rules == "making-data-count":
        return
    segment = chart.last
    part = segment.centres[-1]
    there = sum(is_there(point.value) for point in segment.points[part.first - 1 : part.last])
    on_line = there - part.useful
    if on_line > 1 and 2 * on_line >= there:
        yield (
            f"{on_line} of {there} points lie exactly on the median, half or more: the rules can hardly tell anything here."
        )
    elif on_line:
        more = "One more lies on the median and does" if on_line == 1 else f"{on_line} more lie on the median and do"
        yield f"{more} not count."


def _signal(found: Part | PerlaPart, where: str) -> str:
    """What the rules saw, with what chance alone would seldom pass."""
    run = f"{count_words(found.longest_run or 0, 'point')} in a row lie on one side of the median{where}"
    if isinstance(found, PerlaPart):
        trend = f"{count_words(found.longest_trend, 'point')} in a row rise or fall{where}"
        seen = [run] * (found.longest_run >= SHIFT) + [trend] * (found.longest_trend >= TREND)
        return f"{' and '.join(seen)}."
    seen = []
    if (found.longest_run or 0) > (found.longest_run_limit or 0):
        seen.append(f"{run}, where chance seldom gives more than {found.longest_run_limit}")
    if (found.crossings or 0) < (found.crossings_limit or 0):
        seen.append(
            f"the values cross the median {_times(found.crossings or 0)}{where if not seen else ''}, "
            f"where chance seldom gives fewer than {found.crossings_limit}"
        )
    words = "; ".join(seen)
    return f"{words[:1].upper()}{words[1:]}."


def _times(count: int) -> str:
    return {0: "never", 1: "once"}.get(count, f"{count} times")


def _limits(chart: Chart) -> Iterator[str]:
    segment = chart.last
    if segment.limits is None:
        return
    name = KINDS["i" if chart.kind == "run" else chart.kind]
    article = "an" if name[0] == "I" else "a"
    if all(limit is None for limit in segment.limits.upper):
        which = ", with counts that are shown" if _hides_counts(chart) else ""
        yield f"No limits are drawn: {article} {name} needs {ENOUGH_FOR_LIMITS} points for them{which}."
        return
    outside = [point.label for point, is_out in zip(segment.points, segment.limits.outside, strict=True) if is_out]
    yield f"The limits are those of {article} {name}: a stable process stays within them nearly always."
    if outside:
        yield f"Outside the limits: {_and(outside) if len(outside) < 6 else f'{len(outside)} points'}."


def _cautions(chart: Chart) -> Iterator[str]:
    often = [Counter(point.day for point in segment.points if point.day) for segment in chart.segments]
    same = {day for each in often for day, times in each.items() if times > 1}
    twice = list(dict.fromkeys(point.label for point in chart.points if point.day in same))
    if twice:
        yield f"Several values have the same date ({_and(twice) if len(twice) < 4 else f'on {len(same)} days'}); each counts."
    states = Counter(point.state for point in chart.points if point.value is None)
    for state, words in (("suppressed", "not shown: the group is small"), ("bound", "only known as a bound and cannot count")):
        if count := states[state]:
            yield f"{count_words(count, 'point')} {'is' if count == 1 else 'are'} {words}."
    before = [segment.version for segment in chart.segments[:-1]]
    if before:
        yield f"Before, it was measured in another way ({_and(before)}): those points stand apart and do not count here."
