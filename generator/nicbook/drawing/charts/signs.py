"""The shapes of a chart: what a point is, and what a verdict says, by form and word and never by colour alone."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum

from nicbook.drawing.charts.chart import Segment
from nicbook.evidence.making_data_count import Colour
from nicbook.evidence.series import Verdict


class Sign(StrEnum):
    """What a point is drawn as. The value is its meaning, which is written where the sign occurs."""

    POINT = ""
    BETTER = "part of a change for the better"
    WORSE = "part of a change for the worse"
    CHANGED = "part of a change"
    OUTSIDE = "outside the limits"
    AT_MOST = "at most"
    AT_LEAST = "at least"
    ABOUT = "about"
    BETWEEN = "between two bounds"
    SUPPRESSED = "not shown: small group"
    MISSING = "no value"


_CIRCLE = "m-4 0a4 4 0 1 0 8 0a4 4 0 1 0-8 0z"
SHAPES: dict[Sign, str] = {
    Sign.POINT: "h0",
    Sign.BETTER: "m-4.5 0a4.5 4.5 0 1 0 9 0a4.5 4.5 0 1 0-9 0z",
    Sign.WORSE: "m-4-4h8v8h-8z",
    Sign.CHANGED: "m0-5.5l5.5 5.5l-5.5 5.5l-5.5-5.5z",
    Sign.OUTSIDE: "m-7 0a7 7 0 1 0 14 0a7 7 0 1 0-14 0z",
    Sign.AT_MOST: f"{_CIRCLE}m4 4v8m-3-3l3 3l3-3",
    Sign.AT_LEAST: f"{_CIRCLE}m4-4v-8m-3 3l3-3l3 3",
    Sign.ABOUT: _CIRCLE,
    Sign.BETWEEN: "m-3-6h6m-3 0v12m-3 0h6",
    Sign.SUPPRESSED: "m0-5l5 5l-5 5l-5-5z",
    Sign.MISSING: "m0-4v8",
}
"""Each as a path, to be drawn from the place of the point on."""

_COLOURS: dict[Colour, Sign] = {
    "blue": Sign.BETTER,
    "orange": Sign.WORSE,
    "purple": Sign.CHANGED,
    "grey": Sign.POINT,
}


def signs_of(segment: Segment, index: int) -> Iterator[Sign]:
    """What one point of a segment is drawn as: one sign, or two where it lies outside its limits."""
    point = segment.points[index]
    if point.state == "suppressed":
        yield Sign.SUPPRESSED
    elif point.state == "bound":
        if point.low is None:
            yield Sign.AT_MOST
        elif point.high is None:
            yield Sign.AT_LEAST
        else:
            yield Sign.ABOUT if point.low == point.high else Sign.BETWEEN
    elif point.value is None:
        yield Sign.MISSING
    else:
        yield _COLOURS[segment.colours[index]] if segment.colours else Sign.POINT
        if segment.limits and segment.limits.outside[index]:
            yield Sign.OUTSIDE


VERDICTS: dict[Verdict, str] = {
    "better": "Better",
    "worse": "Worse",
    "changed": "Changed",
    "no signal": "No signal",
    "too few points to tell": "Too few points",
}
"""What stands beside a chart; the sentence below it says more."""

VERDICT_SHAPES: dict[Verdict, str] = {
    "better": "M1 5.5l3 3l5-7",
    "worse": "M5 .5v5.5m0 2.4v1.1",
    "changed": "M5 .5L9.5 5L5 9.5L.5 5z",
    "no signal": "M1 5h8",
    "too few points to tell": "M1 7.5v0m4 0v0m4 0v0",
}
"""In a square of 10 px."""
