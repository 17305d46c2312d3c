"""A series of anybody's table -> a chart to draw. What the numbers count, and which way is better, nobody has said."""

from __future__ import annotations

from fractions import Fraction

from nicbook.drawing.charts.chart import Chart, ChartPoint, Kind, Rules
from nicbook.drawing.charts.judged import judged
from nicbook.records.any_series import AnySeries, Value
from nicbook.records.figures import Quantity


def chart_of_series(series: AnySeries, title: str, *, rules: Rules = "anhoej", kind: Kind = "run") -> Chart:
    """Parts that are never larger than their wholes are drawn as percentages, other parts as rates.

    Raises ValueError where the values cannot be drawn as this kind of chart.
    """
    pairs = [(_exact(each.numerator), _exact(each.denominator)) for each in series.values]
    is_share = all(top is None or bottom is None or 0 <= top <= bottom for top, bottom in pairs) and kind != "u"
    is_parts = any(pair != (None, None) for pair in pairs)
    unit = "percent" if series.is_percent or (is_parts and is_share) else "rate" if is_parts else ""
    scale = 100 if is_parts and is_share else 1
    versions: dict[str, list[ChartPoint]] = {}
    for number, each in enumerate(series.values, 1):
        versions.setdefault(each.version, []).append(_point(each, str(number), scale))
    segments = (
        judged(points, unit=unit, version=version, rules=rules, kind=kind) for version, points in versions.items()
    )
    return Chart(title, unit, tuple(segments), rules, kind)


def _point(each: Value, number: str, scale: int) -> ChartPoint:
    top, bottom = _exact(each.numerator), _exact(each.denominator)
    when = each.when
    size = each.size or each.denominator
    point = {
        "day": when.earliest if when else None,
        "label": str(when) if when else number,
        "size": _exact(size),
        "note": each.note,
    }
    figures = [figure for figure in (each.value, each.numerator, each.denominator) if figure is not None]
    if any(figure.is_suppressed for figure in figures):
        return ChartPoint(state="suppressed", **point)
    if each.value is not None:
        if each.value.is_exact:
            return ChartPoint(value=each.value.exact, **point)
        return ChartPoint(state="bound", low=each.value.low, high=each.value.high, **point)
    if each.numerator is None or not bottom:
        return ChartPoint(state="missing", **point)
    if top is not None:
        value = Fraction(top) * scale / Fraction(bottom)
        return ChartPoint(value=value, numerator=top, denominator=bottom, **point)
    low, high = (None if end is None else scale * end / bottom for end in (each.numerator.low, each.numerator.high))
    return ChartPoint(state="bound", low=low, high=high, **point)


def _exact(figure: Quantity | None) -> float | None:
    return figure.exact if figure is not None else None
