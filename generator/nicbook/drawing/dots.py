"""A change at each of several places: a dot with its interval on one scale, one strip below the other, and the same in words.

A strip is as wide as its place on a page: what lies across is in percent, so that names and words stand beside it, or on
a phone above it, as text of the page.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup

from nicbook.drawing.charts.chart import amount
from nicbook.drawing.charts.scale import ValueScale, tick_words, value_scale
from nicbook.evidence.across_sites import Interval
from nicbook.evidence.series import Better
from nicbook.evidence.shift import Outcome

MIDDLE = 14
"""px: how far below the upper edge of its strip a dot lies."""
_EDGE = 4
"""Percent of a strip that stay free at each end, for the half of a label."""
_MOST_TICKS = 6

_SHAPES: dict[Outcome, tuple[str, str]] = {
    "clearly better": ("better", "M-5 0a5 5 0 1 0 10 0a5 5 0 1 0-10 0z"),
    "clearly worse": ("worse", "M-4.5-4.5h9v9h-9z"),
    "no difference": ("same", "M0-5.5l5.5 5.5l-5.5 5.5l-5.5-5.5z"),
    "too close to tell": ("open", "M-4.5 0a4.5 4.5 0 1 0 9 0a4.5 4.5 0 1 0-9 0z"),
    "too few points to tell": ("few", "M-4 0h0m4 0h0m4 0h0"),
    "no data": ("none", "M-4 0h8"),
}
"""The class and the shape of each outcome, around its place: full where it is clear, hollow where it is not."""
_MEAN = "M0-5.5l9 5.5l-9 5.5l-9-5.5z"

_STRIP = Markup('<svg class="nicbook-strip" aria-hidden="true">{}</svg>')
_UPRIGHT = Markup('<line class="nicbook-strip-{kind}" x1="{x}%" x2="{x}%" y1="0" y2="100%"/>')
_REACH = Markup('<line class="nicbook-strip-{kind}" x1="{left}%" x2="{right}%" y1="{y}" y2="{y}"/>')
_AT = Markup('<svg x="{x}%" y="{y}" overflow="visible"><path class="nicbook-dot-{kind}" d="{path}"/></svg>')
_TICK = Markup('<text x="{x}%" y="28" text-anchor="middle">{words}</text>')
_SIDE = Markup('<text x="{x}%" dx="{by}" y="11" text-anchor="{anchor}">{words}</text>')
_SIGN = Markup('<svg class="nicbook-dot-sign" viewBox="-6 -6 12 12" aria-hidden="true"><path class="nicbook-dot-{}" d="{}"/></svg>')


@dataclass(frozen=True, slots=True)
class DotScale:
    """The scale that all strips of a drawing share. It always holds 0, with room on both sides."""

    values: ValueScale

    def at(self, value: float) -> float:
        """Where a value lies across a strip, in percent."""
        low, high = self.values.low, self.values.high
        return round(_EDGE + (100 - 2 * _EDGE) * (value - low) / (high - low), 2)


def dot_scale(intervals: Iterable[Interval]) -> DotScale:
    ends = [end for interval in intervals for end in interval]
    low, high = min([0.0, *ends]), max([0.0, *ends])
    room = (high - low) / 10
    return DotScale(value_scale((min(low, -room), max(high, room)), most_ticks=_MOST_TICKS))


def axis(scale: DotScale, better: Better) -> Markup:
    """What stands over the strips: which side of 0 is the better one, and the numbers."""
    left, right = ("worse", "better") if better == "higher" else ("better", "worse")
    sides = [
        _SIDE.format(x=scale.at(0), by=-7, anchor="end", words=f"← {left}"),
        _SIDE.format(x=scale.at(0), by=7, anchor="start", words=f"{right} →"),
    ]
    ticks = zip(scale.values.ticks, tick_words(scale.values), strict=True)
    numbers = [_TICK.format(x=scale.at(tick), words=f"+{said}" if tick > 0 else said) for tick, said in ticks]
    return _STRIP.format(Markup("").join([*sides, *numbers]))


def dot_strip(scale: DotScale, effect: float, interval: Interval, outcome: Outcome) -> Markup:
    """The change at one school or of one group."""
    kind, path = _SHAPES[outcome]
    return _strip(scale, _reach(scale, interval, "reach"), _AT.format(x=scale.at(effect), y=MIDDLE, kind=kind, path=path))


def mean_strip(scale: DotScale, mean: float, interval: Interval) -> Markup:
    return _strip(scale, _reach(scale, interval, "reach"), _AT.format(x=scale.at(mean), y=MIDDLE, kind="mean", path=_MEAN))


def next_strip(scale: DotScale, prediction: Interval) -> Markup:
    """What the next may expect: a range, without a dot that would look like a promise."""
    return _strip(scale, _reach(scale, prediction, "next"))


def sign(outcome: Outcome) -> Markup:
    """The shape that stands beside the word for an outcome."""
    return _SIGN.format(*_SHAPES[outcome])


def _strip(scale: DotScale, *parts: Markup) -> Markup:
    grid = (_UPRIGHT.format(kind="grid" if tick else "zero", x=scale.at(tick)) for tick in scale.values.ticks)
    return _STRIP.format(Markup("").join([*grid, *parts]))


def _reach(scale: DotScale, interval: Interval, kind: str) -> Markup:
    return _REACH.format(kind=kind, left=scale.at(interval[0]), right=scale.at(interval[1]), y=MIDDLE)


# --- the same in words -----------------------------------------------------------------------------------------------


def places_for(intervals: Iterable[Interval], unit: str) -> int:
    """How many decimals the narrowest of some intervals deserves; percentages to a tenth, as everywhere."""
    narrowest = min((high - low for low, high in intervals), default=1.0)
    if unit == "percent" or narrowest >= 1:
        return 1
    return 2 if narrowest >= 0.1 else 3


def signed(value: float, places: int = 1) -> str:
    """A change with its sign: “+8.2”, “−3.0”, “0”."""
    text = f"{value:+.{places}f}"
    return text.replace("-", "−") if any(digit in text for digit in "123456789") else "0"


def effect_words(value: float, unit: str, places: int = 1) -> str:
    """A change with its unit: “+8.2 points” of percentages, “−3.0 days”."""
    return _with_unit(signed(value, places), unit)


def interval_words(interval: Interval, places: int = 1) -> str:
    return f"{signed(interval[0], places)} to {signed(interval[1], places)}"


def range_words(interval: Interval, unit: str, places: int = 1) -> str:
    """A range as one says it: “between −3 and +15 points”. Whole numbers where it is wide and these do not hide a side."""
    low, high = interval
    if high - low >= 10 and all(abs(end) >= 0.5 for end in interval):
        places = 0
    return f"between {signed(low, places)} and {_with_unit(signed(high, places), unit)}"


def _with_unit(text: str, unit: str) -> str:
    words = amount(text, "points" if unit == "percent" else unit)
    return words.removesuffix("s") if text.lstrip("+−") == "1" else words
