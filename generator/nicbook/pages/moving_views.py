"""Whether an aim moves, in one sentence with what it rests on, and whether it is reached."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from nicbook.corpus import Entry
from nicbook.drawing.charts.chart import amount
from nicbook.drawing.charts.scale import MONTHS
from nicbook.drawing.charts.verdict import count_words
from nicbook.evidence.aims import first_about
from nicbook.evidence.lines import lines_of
from nicbook.evidence.moving import Judged, Moving, State, moving
from nicbook.pages.equity_views import BalanceRow, GapView, balance_rows, gap_views, share_words
from nicbook.pages.items import Item, item_of
from nicbook.pages.links import Links
from nicbook.pages.measure_charts import names_of
from nicbook.pages.measure_views import averages_only
from nicbook.pages.words import sentence_case
from nicbook.records.measure import Measure

_LABELS: dict[State, str] = {
    "moving": "Moving",
    "moving-at-some": "Moving",
    "as-elsewhere": "Moving, as elsewhere",
    "wrong-way": "Moving the wrong way",
    "mixed": "Moving both ways",
    "not-moving": "Not moving yet",
    "too-early": "Too early to tell",
    "no-data": "No data yet",
    "reported": "Reported, not followed over time here",
    "no-measure": "Not measured yet",
}


@dataclass(frozen=True, slots=True)
class MovingView:
    """Where an aim stands."""

    state: str
    label: str
    """The first words of the sentence."""
    words: str
    """The rest of it."""
    reach: str
    """Whether it is reached, in a sentence; "" where it has no measure."""
    reach_state: str
    measure: Item | None
    """What it rests on."""
    rests_on: str
    """The rules, and up to what date there are values; "" where there are none."""
    caution: str
    """That averages do not tell for whom it worked; "" where groups are known, or there are no values."""


@dataclass(frozen=True, slots=True)
class AimEvidence:
    """What the page of an aim shows of the values of its measure, and of what is measured beside it."""

    moving: MovingView
    gaps: tuple[GapView, ...]
    balancing: tuple[BalanceRow, ...]


def aim_evidence(entry: Entry, links: Links) -> AimEvidence:
    measure = links.theory.named_at(entry, ("measure",))
    is_measure = measure is not None and isinstance(measure.record, Measure)
    return AimEvidence(
        moving_view(entry, links),
        gap_views(measure, first_about(links.theory, entry, lines_of(links.theory, measure)), links) if measure is not None and is_measure else (),
        balance_rows(entry.network or "", links),
    )


def moving_view(entry: Entry, links: Links) -> MovingView:
    """Where an aim stands, in words that claim no more than the values of its measure say."""
    found = moving(links.theory, entry)
    measure = links.theory.entries[found.measure] if found.measure else None
    unit = measure.record.definition.unit if measure is not None and isinstance(measure.record, Measure) else ""
    return MovingView(
        state=found.state,
        label=_label(found),
        words=_words(found, links),
        reach=_reach(found, unit, links),
        reach_state=found.reach,
        measure=item_of(measure, links) if measure is not None else None,
        rests_on=_rests_on(found),
        caution=averages_only(measure) if measure is not None and found.schools else "",
    )


def _label(found: Moving) -> str:
    label = _LABELS[found.state]
    if found.state != "moving-at-some":
        return label
    return f"{label} at {len(found.of('better'))} of {_places(found.schools)}"


def _rests_on(found: Moving) -> str:
    if not found.until:
        return ""
    said = [f"Judged by the Anhøj rules on values up to {found.until}."]
    short = sorted({each.line.in_baseline for each in found.schools if each.line.has_short_baseline})
    if short:
        size = f"{short[0]} to {short[-1]} values" if len(short) > 1 else count_words(short[0], "value")
        said.append(f"The baseline has {size}, too few to judge by: the median of all points is used.")
    return " ".join(said)


def _words(found: Moving, links: Links) -> str:
    match found.state:
        case "no-measure":
            return "nobody has said what tells whether this is reached."
        case "no-data":
            return "no values that can be shown are recorded here."
        case "reported":
            return "sources give single results, and no series of values is recorded here."
        case "too-early":
            return _too_early(found, links.theory.today)
        case "as-elsewhere":
            elsewhere = names_of([each.line.site for each in found.elsewhere if each.verdict == "better"], links)
            return f"{_signals(found, links)}; but so does {elsewhere}, so this may have come anyway."
        case "moving-at-some":
            least = len(found.of("better"))
            where = f"{least} {'school' if least == 1 else 'schools'} or more"
            often = max(1, round(100 * found.chance))
            return f"{_signals(found, links)}. Chance alone gives a signal at {where} in about {often} of 100 such networks."
    return f"{_signals(found, links)}."


def _signals(found: Moving, links: Links) -> str:
    """How many schools show what; all of them together where they alone show it."""
    told = [
        (len(found.of("better")), "a signal for the better"),
        (len(found.of("worse")), "a signal for the worse"),
        (len(found.of("changed")), "a signal, but not to one side"),
        (len(found.of("no signal")), "no signal"),
        (len(found.of("too few points to tell")), "too few points to tell"),
    ]
    said = [f"{count} {_verb(count, what)} {what}" for count, what in told if count]
    first, _, rest = said[0].partition(" ")
    if len(found.schools) == 1:
        return f"{names_of([found.schools[0].line.site], links)} {rest}"
    said[0] = f"{first} of {_places(found.schools)} {rest}"
    together = found.together.verdict if found.together else None
    can_tell = len(found.schools) - len(found.of("too few points to tell"))
    if together in ("better", "worse") and 2 * len(found.of(together)) <= can_tell:
        said.insert(0, f"all together show a signal for the {together}")
    return "; ".join(said)


def _verb(count: int, what: str) -> str:
    if what.startswith("too few"):
        return "has" if count == 1 else "have"
    return "shows" if count == 1 else "show"


def _places(schools: Sequence[Judged]) -> str:
    """Schools, or where each has several groups, groups at schools."""
    is_one_each = len({each.line.site for each in schools}) == len(schools)
    return f"{len(schools)} {'schools' if is_one_each else 'groups at schools'}"


def _too_early(found: Moving, today: date | None) -> str:
    """How many points there are, how many more it takes at least, and about when they will be there, if that is to come."""
    judged = found.schools
    counts = sorted({_last_part(each) for each in judged})
    amounts = f"{counts[0]} to {counts[-1]}" if len(counts) > 1 else str(counts[0])
    said = f"{amounts} {'point' if counts == [1] else 'points'}"
    if len(judged) > 1:
        said += f" at each of {_places(judged)}"
    elif judged[0].line.breaks:
        said += f" since the process changed ({judged[0].line.breaks[-1].when})"
    nearest = min((each.wait for each in judged if each.wait), key=lambda wait: (wait.points, wait.by or date.max))
    needed = f"{nearest.points} more {'is' if nearest.points == 1 else 'are'} needed"
    is_to_come = nearest.by is not None and (today is None or nearest.by >= today)
    by = f", at this pace by about {MONTHS[nearest.by.month - 1]} {nearest.by.year}" if is_to_come else ""
    return f"{said}, and at least {needed}{by}."


def _last_part(each: Judged) -> int:
    """How many values the last part of a line has."""
    part = each.chart.parts[-1]
    return sum(point.value is not None for point in each.line.points[part.first - 1 : part.last])


def _reach(found: Moving, unit: str, links: Links) -> str:
    if found.state == "no-measure":
        return ""  # said already
    if found.reach == "cannot-tell" or found.goal is None:
        return f"Not yet measurable: {found.why_unknown}."
    goal = f"the goal is {amount(found.goal.value, unit)}"
    if found.goal.by:
        goal += f" by {found.goal.by}"
    elif found.goal.within:
        goal += f" within {found.goal.within}"
    word = {"reached": "Reached", "not-yet": "Not reached yet", "not-reached": "Not reached"}[found.reach]
    if found.last is None:
        return f"{word}: {goal}, and there is no value from before that."
    value = share_words(found.last.shown, unit)
    if found.reach == "reached" and found.state == "too-early":
        where = f"{value}, {names_of(found.made_of, links)}, {found.last.when}"
        return f"Reached by its last value ({where}); one value can be chance. {sentence_case(goal)}."
    return f"{word}: {value} ({names_of(found.made_of, links)}, {found.last.when}), and {goal}."
