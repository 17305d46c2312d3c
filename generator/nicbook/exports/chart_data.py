"""A chart as data, for `nicbook chart --format json`: what is drawn and what the rules found, never more."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from nicbook.drawing.charts.chart import Centre, Chart, Segment, drawn, line_value
from nicbook.drawing.charts.words import words_of


def to_chart_data(chart: Chart) -> dict[str, Any]:
    """Points with centre and limits in the unit of the chart, parts with their tests, and the verdict in words.

    Positions count from 1. A value that is known as a bound only has `low` and `high`; what is missing is null.
    """
    words = words_of(chart)
    return {
        "title": chart.title,
        "unit": chart.unit,
        "kind": chart.kind,
        "rules": chart.rules,
        "better": chart.better,
        "verdict": chart.last.verdict,
        "words": [words.verdict, *words.rests_on],
        "needed": chart.last.needed,
        "goal": chart.goal.value if chart.goal else None,
        "series": [_segment(chart, segment) for segment in chart.segments],
        "marks": [{"date": mark.label, "title": mark.title} for mark in chart.marks],
        "comparisons": [
            {"name": each.name, "points": [{"date": point.label, "value": drawn(point)} for point in each.points]}
            for each in chart.comparisons
        ],
    }


def _segment(chart: Chart, segment: Segment) -> dict[str, Any]:
    return {
        "version": segment.version,
        "verdict": segment.verdict,
        "baseline": segment.baseline,
        "splits": [{"after": split.after, "date": split.label, "why": split.why} for split in segment.splits],
        "parts": [
            {
                "first": centre.first,
                "last": centre.last,
                "centre": _line(chart, centre.value),
                "useful": centre.useful,
                **_test(centre),
            }
            for centre in segment.centres
        ],
        "points": [_point(chart, segment, at) for at in range(len(segment.points))],
    }


def _test(centre: Centre) -> dict[str, Any]:
    """What the rules found, but for what is told of every part."""
    found = asdict(centre.found) if centre.found else {}
    return {key: value for key, value in found.items() if key not in ("first", "last", "centre", "useful")}


def _point(chart: Chart, segment: Segment, at: int) -> dict[str, Any]:
    point, limits = segment.points[at], segment.limits
    told: dict[str, Any] = {"date": point.label if point.day else None, "state": point.state, "value": drawn(point)}
    if point.state == "bound":
        told |= {"low": point.low, "high": point.high}
    if point.size is not None:
        told["size"] = _count(point.size)
        if point.numerator is not None:
            told |= {"numerator": _count(point.numerator), "denominator": _count(point.denominator)}
    if limits:
        told |= {
            "lower": _line(chart, limits.lower[at]),
            "upper": _line(chart, limits.upper[at]),
            "outside": limits.outside[at],
        }
    if segment.colours:
        told["colour"] = segment.colours[at]
    if point.note:
        told["note"] = point.note
    return told


def _count(number: float | None) -> float | None:
    return int(number) if number is not None and number == int(number) else number


def _line(chart: Chart, value: float | None) -> float | None:
    return None if value is None else line_value(chart, value)
