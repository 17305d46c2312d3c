"""A chart of values over time, as data: what is drawn, and what the rules found in it. Knows nothing of records."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Literal

from nicbook.evidence.making_data_count import Colour
from nicbook.evidence.perla import PerlaPart
from nicbook.evidence.run_chart import Part
from nicbook.evidence.series import Better, Number, Verdict

Rules = Literal["anhoej", "perla", "making-data-count"]
Kind = Literal["run", "i", "p", "pp", "u"]
Direction = Literal["up", "down"]
State = Literal["exact", "bound", "suppressed", "missing"]

RULES: dict[Rules, str] = {
    "anhoej": "Anhøj rules",
    "perla": "rules of Perla and colleagues",
    "making-data-count": "Making Data Count rules",
}
KINDS: dict[Kind, str] = {"run": "run chart", "i": "I chart", "p": "P chart", "pp": "P′ chart", "u": "U chart"}


@dataclass(frozen=True, slots=True)
class ChartPoint:
    """One value, in the unit of its chart."""

    day: date | None
    """Where it stands in time; None in all points of a chart that knows their order only."""
    label: str
    """Its date as written, or its number."""
    value: Number | None = None
    """What the rules go by; a Fraction where there are counts. None unless it is known exactly."""
    state: State = "exact"
    """How it is drawn and told. A bound is one even where its value is known to the rules."""
    shown: float | None = None
    """An exact value as it is drawn and told; None where that is `value` itself."""
    low: float | None = None
    """The least that a bound may be, and the most; None where it has no such end."""
    high: float | None = None
    numerator: float | None = None
    """For the limits of P and U charts only, like the denominator."""
    denominator: float | None = None
    size: float | None = None
    """Out of how many people or cases it is; None where that is not known, or not to be told."""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Split:
    """A place where the process is known to have changed: what comes later is judged by itself."""

    after: int
    """The position, from 1, of the last point before it."""
    label: str
    """Its date as written."""
    why: str
    day: date | None = None
    """None where the line may stand in the middle between two points."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What a control chart adds, point by point."""

    lower: tuple[float | None, ...]
    """None where there are too few points, or none to go by."""
    upper: tuple[float | None, ...]
    outside: tuple[bool, ...]


@dataclass(frozen=True, slots=True)
class Centre:
    """The centre line of one part: its points from `first` to `last`, counted from 1."""

    first: int
    last: int
    value: float | None
    """None where there is nothing to take it of."""
    useful: int
    """How many points count for the rules."""
    found: Part | PerlaPart | None
    """What the rules found in this part; None for rules that look at the series as a whole."""


@dataclass(frozen=True, slots=True)
class Segment:
    """Points that may be joined and compared: those of one version of a measure."""

    points: tuple[ChartPoint, ...]
    centres: tuple[Centre, ...]
    """One for each part."""
    verdict: Verdict
    moved: Direction | None = None
    """Where the later points lie, whatever is wanted."""
    needed: int = 0
    """How many more points it takes for a verdict."""
    version: str = ""
    baseline: int | None = None
    """The first so many points, which the centre is taken from; None for all of them, and where there are splits."""
    splits: tuple[Split, ...] = ()
    limits: Limits | None = None
    colours: tuple[Colour, ...] = ()
    """By point, for the rules that colour points."""
    short_baseline: int | None = None
    """How many values a baseline has that is too short to take the centre from; None where there is none such."""


@dataclass(frozen=True, slots=True)
class Goal:
    value: float
    words: str = "goal"


@dataclass(frozen=True, slots=True)
class Mark:
    """Something that was done, at its date: a test."""

    day: date
    label: str
    """Its date as written."""
    title: str
    href: str = ""
    """The link to its page; "" for none."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """What happened there anyway: a series beside, which no rules judge."""

    name: str
    points: tuple[ChartPoint, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """A run chart, or a control chart."""

    title: str
    unit: str
    """A unit of the measures (percent, days, count), or any words; "" where it is not known."""
    segments: tuple[Segment, ...]
    """At least one, in the order of time; the verdict is that of the last."""
    rules: Rules = "anhoej"
    kind: Kind = "run"
    better: Better | None = None
    """Which direction is wanted; None where nobody has said."""
    goal: Goal | None = None
    marks: tuple[Mark, ...] = ()
    """By date."""
    comparisons: tuple[Comparison, ...] = ()
    is_coded: bool = False
    """Whether values are percentages of people: to a tenth, and near 0 and 100 told as bounds."""
    today: date | None = None
    """The day on which it is read; None where nobody may look at a clock."""

    @property
    def points(self) -> tuple[ChartPoint, ...]:
        return tuple(point for segment in self.segments for point in segment.points)

    @property
    def last(self) -> Segment:
        return self.segments[-1]

    @property
    def centre_word(self) -> str:
        return "median" if self.kind == "run" and self.rules != "making-data-count" else "mean"


_HEADINGS = {"": "", "count": "number", "score": "score", "rate": "rate", "currency": "money"}
"""What stands over an axis for units that no amount is followed by."""


def unit_words(unit: str) -> str:
    """What stands over an axis."""
    return _HEADINGS.get(unit) or ("percentage points" if unit == "points" else unit)


def drawn(point: ChartPoint) -> float | None:
    """The value that a point stands at; None where it does not stand at one."""
    if point.state != "exact" or point.value is None:
        return None
    return float(point.value) if point.shown is None else point.shown


def number_words(number: float | Fraction) -> str:
    """A number short enough for a label: three significant digits after a whole number of up to three."""
    value = float(number)
    size = abs(value)
    for least, name in ((1e12, " trillion"), (1e9, " billion"), (1e6, " million")):
        if least <= size < 1e15:
            return f"{value / least:.3g}{name}"
    if size >= 1e15 or 0 < size < 0.001:
        return f"{value:.3g}".replace("-", "−")
    digits = 0 if size >= 1000 else 1 if size >= 10 else 2 if size >= 1 else 3
    text = f"{value:,.{digits}f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text.replace("-", "−")


def amount(number: float | Fraction | str, unit: str) -> str:
    """A number, or a figure in words, with its unit: “61.5%”, “7 days”, “at most 5%”."""
    text = number if isinstance(number, str) else number_words(number)
    if unit == "percent":
        return f"{text}%"
    return text if unit in _HEADINGS else f"{text} {unit}"


def unit_beside(unit: str) -> str:
    """The unit that numbers need where the axis names it already."""
    return unit if unit == "percent" else ""


def point_words(point: ChartPoint, unit: str) -> str:
    """What a point says, with its unit."""
    match point.state:
        case "suppressed":
            return "not shown: small group"
        case "missing":
            return "no value"
        case "bound":
            return amount(bound_words(point.low, point.high), unit)
    return amount(drawn(point) or 0, unit)


def bound_words(low: float | None, high: float | None) -> str:
    if low is None:
        return f"at most {number_words(high or 0)}"
    if high is None:
        return f"at least {number_words(low)}"
    return f"about {number_words(low)}" if low == high else f"{number_words(low)} to {number_words(high)}"


def line_words(chart: Chart, value: float, unit: str) -> str:
    """What a centre line or a limit says; near 0 and 100 percent of people a bound."""
    value = line_value(chart, value)
    if chart.is_coded and value in (5, 95):
        return amount("at most 5" if value == 5 else "at least 95", unit)
    return amount(value, unit)


def line_value(chart: Chart, value: float) -> float:
    """Where a centre line or a limit is drawn."""
    return min(max(round(value, 1), 5.0), 95.0) if chart.is_coded else value
