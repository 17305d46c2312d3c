"""Whether an aim moves, and whether it is reached: what the run charts of its measure say, and what that rests on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from nicbook.corpus import Entry
from nicbook.evidence.aims import About, Goal, about, goal_of
from nicbook.evidence.gaps import latest_versions
from nicbook.evidence.lines import Line, Wait, lines_of, minimum_of, verdict_of, wait_of
from nicbook.evidence.points import Point
from nicbook.evidence.pooling import Pooled, pooled_lines
from nicbook.evidence.run_chart import RunChart, chance_of_signal
from nicbook.evidence.series import Verdict
from nicbook.records.aim import Aim
from nicbook.records.dates import When
from nicbook.records.measure import Measure
from nicbook.theory import Theory

State = Literal["moving", "moving-at-some", "as-elsewhere", "wrong-way", "mixed", "not-moving", "too-early", "no-data", "reported", "no-measure"]
Reach = Literal["reached", "not-reached", "not-yet", "cannot-tell"]


@dataclass(frozen=True, slots=True)
class Judged:
    """One line with its run chart."""

    line: Line
    chart: RunChart
    wait: Wait | None
    """What is still needed before it can be judged; None where it can."""

    @property
    def verdict(self) -> Verdict:
        return self.chart.verdict

    @property
    def points(self) -> int:
        """How many values enter the rules."""
        return len(self.line.exact)


@dataclass(frozen=True, slots=True)
class Moving:
    """Where an aim stands."""

    state: State
    reach: Reach
    measure: str = ""
    """The address of the measure; "" where the aim has none."""
    schools: tuple[Judged, ...] = ()
    """The lines of the schools that the aim is about, each in its latest version; of a whole where no school has any."""
    together: Judged | None = None
    """All of them in one line, or a whole that they are part of; None where that cannot be shown."""
    made_of: tuple[str, ...] = ()
    elsewhere: tuple[Judged, ...] = ()
    """What happened elsewhere anyway."""
    goal: Goal | None = None
    last: Point | None = None
    """The value that tells whether the goal is reached."""
    why_unknown: str = ""
    """Of what cannot be told: why not."""
    until: When | None = None
    """Up to what date there are values."""

    @property
    def chance(self) -> float:
        """How likely chance alone gives a signal at as many schools as are better, from 0 to 1."""
        return chance_of_as_many(self.chances, len(self.of("better")))

    @property
    def chances(self) -> tuple[float, ...]:
        """How likely chance alone gives a signal, school by school."""
        return tuple(chance_of_signal(each.chart.parts[-1].useful) for each in self.schools)

    def of(self, *verdicts: Verdict) -> tuple[Judged, ...]:
        return tuple(each for each in self.schools if each.verdict in verdicts)


def chance_of_as_many(chances: Iterable[float], signals: int) -> float:
    """How likely chance alone gives so many signals or more, from 0 to 1. `chances` are those of one signal, chart by chart."""
    exactly = [1.0]
    for one in chances:
        exactly = [
            (exactly[n] * (1 - one) if n < len(exactly) else 0.0) + (exactly[n - 1] * one if n else 0.0)
            for n in range(len(exactly) + 1)
        ]
    return sum(exactly[signals:])


def moving(theory: Theory, entry: Entry) -> Moving:
    """Where an aim stands, judged by nothing but the values of its measure."""
    aim = entry.record
    assert isinstance(aim, Aim)
    goal = goal_of(entry)
    named = theory.named_at(entry, ("measure",))
    if named is None or not isinstance(named.record, Measure):
        return Moving("no-measure", "cannot-tell", goal=goal, why_unknown="it has no measure yet")
    measure, lines = named.record, lines_of(theory, named)
    these = about(theory, entry, lines)
    latest = latest_versions(these.lines)
    if not any(line.exact for line in latest):
        state: State = "no-data" if lines or not _is_reported(theory, entry, named) else "reported"
        return Moving(
            state, "cannot-tell", named.address, goal=goal, why_unknown="no values over time are recorded here"
        )
    shown = [line for line in latest if line.exact]
    schools = [line for line in shown if line.role == "school"] or shown
    judged = [_judged(line, measure) for line in schools]
    pooled = _one_line(theory, named, these, latest)
    together = _judged(pooled.line, measure) if pooled else None
    elsewhere = tuple(_judged(line, measure) for line in latest_versions(these.comparisons) if line.exact)
    reach, last, why = _reach(goal, these, pooled, measure)
    return Moving(
        state=_state(judged, together, elsewhere),
        reach=reach,
        measure=named.address,
        schools=tuple(judged),
        together=together,
        made_of=pooled.made_of if pooled else (),
        elsewhere=elsewhere,
        goal=goal,
        last=last,
        why_unknown=why,
        until=max((line.exact[-1] for line in shown), key=lambda point: point.day).when,
    )


def _judged(line: Line, measure: Measure) -> Judged:
    chart = verdict_of(line, measure)
    return Judged(line, chart, wait_of(line, measure, chart))


def _one_line(theory: Theory, measure: Entry, these: About, latest: tuple[Line, ...]) -> Pooled | None:
    """The people that the aim is about as one line: a school alone, all schools together, or their whole."""
    assert isinstance(measure.record, Measure)
    if not these.is_certain:
        return None
    if len(latest) == 1:
        return Pooled(latest[0], (latest[0].site,))
    schools = [line for line in latest if line.role == "school" or not these.names_schools]
    pieces = pooled_lines(schools, measure.record, f"networks/{measure.network}", minimum_of(theory, measure))
    last = max((line.points[-1].day for line in latest), default=None)
    of_now = [each for each in pieces if each.line.points[-1].day == last]
    return of_now[-1] if of_now else None


def _is_reported(theory: Theory, aim: Entry, measure: Entry) -> bool:
    naming = (theory.links_to(aim.address), theory.links_to(measure.address))
    return any(theory.entries[link.source].kind == "finding" for links in naming for link in links)


def _state(schools: list[Judged], together: Judged | None, elsewhere: tuple[Judged, ...]) -> State:
    every = (*schools, *([together] if together else []))
    verdicts = [each.verdict for each in every]
    if "better" in verdicts:
        if any(each.verdict == "better" for each in elsewhere):
            return "as-elsewhere"
        if "worse" in verdicts:
            return "mixed"
        judged = [each for each in schools if each.verdict != "too few points to tell"]
        is_most = 2 * sum(each.verdict == "better" for each in judged) > len(judged)
        return "moving" if is_most or (together and together.verdict == "better") else "moving-at-some"
    if "worse" in verdicts:
        return "wrong-way"
    return "not-moving" if any(each.wait is None for each in every) else "too-early"


def _reach(
    goal: Goal | None, these: About, pooled: Pooled | None, measure: Measure
) -> tuple[Reach, Point | None, str]:
    """Only an exact value of the people that the aim is about tells that it is reached, and none after its date."""
    if goal is None:
        return "cannot-tell", None, "it has no exact figure to reach"
    if not these.is_certain:
        return "cannot-tell", None, "there are values of groups only, and the aim does not say which of them it is about"
    if pooled is None or not _is_everyone(pooled, these):
        return "cannot-tell", None, "no value of all its schools together can be shown"
    points = pooled.line.exact
    in_time = [point for point in points if goal.by is None or point.day <= goal.by.latest]
    if not in_time:
        return "not-reached", None, ""
    last = in_time[-1]
    if _is_at(last, goal, measure):
        return "reached", last, ""
    is_over = goal.by is not None and points[-1].when.latest >= goal.by.latest
    return "not-reached" if is_over else "not-yet", last, ""


def _is_everyone(pooled: Pooled, these: About) -> bool:
    """Whether a line is made of all the schools that have rows, or of a whole that they are part of."""
    schools = {line.site for line in these.lines if line.role == "school"}
    return schools <= set(pooled.made_of) or not schools & set(pooled.made_of)


def _is_at(point: Point, goal: Goal, measure: Measure) -> bool:
    """Whether a value is at the goal or past it; of what is shown as a bound, no more is told than the bound."""
    is_bound = (point.low, point.high) != (None, None)
    if measure.better == "higher":
        value = point.low if is_bound else point.value
        return value is not None and float(value) >= goal.value
    value = point.high if is_bound else point.value
    return value is not None and float(value) <= goal.value
