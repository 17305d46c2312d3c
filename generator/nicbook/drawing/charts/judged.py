"""Points and a set of rules -> a segment of a chart: its centre lines, limits and verdict."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from nicbook.drawing.charts.chart import Centre, ChartPoint, Direction, Kind, Limits, Rules, Segment, Split
from nicbook.evidence.control_chart import control_chart
from nicbook.evidence.making_data_count import ENOUGH_FOR_LIMITS, Colour, making_data_count
from nicbook.evidence.perla import perla
from nicbook.evidence.run_chart import run_chart
from nicbook.evidence.series import ENOUGH, Better, Verdict, is_there, parts

_MOVED: dict[Verdict, Direction] = {"better": "up", "worse": "down"}


def judged(
    points: Sequence[ChartPoint],
    *,
    unit: str = "",
    version: str = "",
    splits: tuple[Split, ...] = (),
    baseline: int | None = None,
    rules: Rules = "anhoej",
    kind: Kind = "run",
    better: Better | None = None,
) -> Segment:
    """The segment of these points, which stand in the order of time.

    `baseline`: the centre is that of the first so many points; passed over where there are splits. A control chart is
    judged by the rules, and changed where it has points outside the limits of its last part. Raises ValueError where
    points cannot be those of a P, P′ or U chart.
    """
    baseline = None if splits else baseline or None
    if rules == "making-data-count":
        centres, limits, colours, verdict, moved = _by_making_data_count(points, splits, baseline, better)
        needed = max(ENOUGH_FOR_LIMITS - _base(points, centres[-1], baseline), 0)
    else:
        centres, verdict, moved = _by_runs(points, splits, baseline, better, rules)
        needed = max(ENOUGH - centres[-1].useful, 0)
        limits, colours = None, ()
        if kind != "run":
            centres, limits = _control(points, centres, kind, unit, baseline)
            if verdict in ("no signal", "too few points to tell") and any(limits.outside[centres[-1].first - 1 :]):
                verdict = "changed"
    return Segment(tuple(points), centres, verdict, moved, needed, version, baseline, splits, limits, colours)


def _by_runs(
    points: Sequence[ChartPoint], splits: tuple[Split, ...], baseline: int | None, better: Better | None, rules: Rules
) -> tuple[tuple[Centre, ...], Verdict, Direction | None]:
    values, ends = [point.value for point in points], [split.after for split in splits]
    judge = run_chart if rules == "anhoej" else perla
    found = judge(values, freeze=baseline, splits=ends, better=better)
    upward = judge(values, freeze=baseline, splits=ends, better="higher")
    centres = tuple(Centre(part.first, part.last, part.centre, part.useful, part) for part in found.parts)
    return centres, found.verdict, _MOVED.get(upward.verdict)


def _by_making_data_count(
    points: Sequence[ChartPoint], splits: tuple[Split, ...], baseline: int | None, better: Better | None
) -> tuple[tuple[Centre, ...], Limits, tuple[Colour, ...], Verdict, Direction | None]:
    values = [None if point.value is None else float(point.value) for point in points]
    ends = [split.after for split in splits]
    found = making_data_count(values, better=better, recalculate_after=ends, baseline=baseline)
    upward = making_data_count(values, better="higher", recalculate_after=ends, baseline=baseline)
    centres = tuple(
        Centre(part.start + 1, part.stop, _first(found.centre, part), sum(is_there(values[at]) for at in part), None)
        for part in parts(len(values), ends)
    )
    is_enough = [
        _base(points, centre, baseline) >= ENOUGH_FOR_LIMITS
        for centre in centres
        for _ in range(centre.first, centre.last + 1)
    ]
    lower, upper = (
        tuple(limit if enough else None for limit, enough in zip(limits, is_enough, strict=True))
        for limits in (found.lower, found.upper)
    )
    outside = tuple(
        value is not None and low is not None and not low <= value <= high
        for value, low, high in zip(values, lower, upper, strict=True)
    )
    colours = tuple(colour if enough else "grey" for colour, enough in zip(found.colours, is_enough, strict=True))
    limits = Limits(lower, upper, outside)
    if is_enough and not is_enough[-1]:
        return centres, limits, colours, "too few points to tell", None
    return centres, limits, colours, found.verdict, _MOVED.get(upward.verdict)


def _base(points: Sequence[ChartPoint], centre: Centre, baseline: int | None) -> int:
    """How many values the mean and the limits of a part rest on."""
    base = points[centre.first - 1 : centre.last] if baseline is None else points[:baseline]
    return sum(is_there(point.value) for point in base)


def _control(
    points: Sequence[ChartPoint], centres: tuple[Centre, ...], kind: Kind, unit: str, baseline: int | None
) -> tuple[tuple[Centre, ...], Limits]:
    """The centre lines of a control chart in place of medians, and limits in the unit of the chart.

    There are none where they would rest on fewer than 13 points. Points whose counts are not to be told count as missing
    in P, P′ and U charts: the centre line and the width of the limits would give them away.
    """
    ends = [centre.last for centre in centres[:-1]]
    if kind == "i":
        scale = 1
        values = [None if point.value is None else float(point.value) for point in points]
        found = control_chart(values, kind=kind, freeze=baseline, splits=ends)
    else:
        if any(point.value is not None and point.denominator is None for point in points):
            raise ValueError("It needs a numerator and a denominator.")
        scale = 100 if unit == "percent" else 1
        told = [point.size is not None for point in points]
        counts = [point.numerator if is_told else None for point, is_told in zip(points, told, strict=True)]
        sizes = [point.denominator if is_told else None for point, is_told in zip(points, told, strict=True)]
        found = control_chart(counts, sizes, kind=kind, freeze=baseline, splits=ends)
    lines: list[Centre] = []
    limited: set[int] = set()
    for centre in centres:
        part = range(centre.first - 1, centre.last)
        line = _first(found.centre, part)
        lines.append(replace(centre, value=None if line is None else scale * line))
        base = found.values[part.start : part.stop if baseline is None else baseline]
        if sum(map(is_there, base)) >= ENOUGH_FOR_LIMITS:
            limited.update(part)
    lower, upper = (
        tuple(scale * limit if at in limited and limit is not None else None for at, limit in enumerate(limits))
        for limits in (found.lower, found.upper)
    )
    outside = tuple(is_outside and at in limited for at, is_outside in enumerate(found.signals))
    return tuple(lines), Limits(lower, upper, outside)


def _first(line: Sequence[float | None], part: range) -> float | None:
    """The centre of a part: the same at all of its points that have one."""
    return next((line[at] for at in part if line[at] is not None), None)
