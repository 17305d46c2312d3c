"""Charts to draw in tests: by hand, and any at all."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

from hypothesis import strategies as st

from nicbook.drawing.charts.chart import Chart, ChartPoint, Comparison, Goal, Mark, Split
from nicbook.drawing.charts.judged import judged

SUPPRESSED = ChartPoint(None, "", state="suppressed")
STEP = [12, 14, 11, 13, 15, 12, 10, 14, 13, 11, 12, 14, 19, 21, 18, 20, 22, 19, 20, 18, 21, 23, 19, 20]
"""A step up after 12 points."""
NOISE = [12, 14, 11, 13, 15, 12, 10, 14, 13, 11, 12, 14, 15, 11, 13, 14, 10, 12, 15, 11, 14, 13, 10, 12]


def at_most(high: float) -> ChartPoint:
    return ChartPoint(None, "", state="bound", high=high)


def months(count: int, first: date = date(2024, 9, 1)) -> list[date]:
    numbers = range(first.year * 12 + first.month - 1, first.year * 12 + first.month - 1 + count)
    return [date(number // 12, number % 12 + 1, 1) for number in numbers]


def points(values, days=None, sizes=None) -> list[ChartPoint]:
    """A point a month: of numbers, of None for a missing one, and of points without their date."""
    made = []
    for number, (value, day) in enumerate(zip(values, days or months(len(values)), strict=True)):
        like = value if isinstance(value, ChartPoint) else ChartPoint(None, "", value, "missing" if value is None else "exact")
        size = sizes[number] if sizes else like.size
        made.append(
            ChartPoint(
                day, f"{day:%Y-%m}", like.value, like.state, like.shown, like.low, like.high, like.numerator,
                like.denominator, size, like.note,
            )
        )  # fmt: skip
    return made


def chart(values, *, unit="percent", title="A measure", days=None, **options) -> Chart:
    """One segment of `points`; `splits`, `baseline`, `rules`, `kind` and `better` go to the rules too."""
    to_rules = {key: options.pop(key) for key in ("splits", "baseline") if key in options}
    shared = {key: options[key] for key in ("rules", "kind", "better") if key in options}
    segment = judged(points(values, days), unit=unit, **to_rules, **shared)
    return Chart(title, unit, (segment,), **options)


def shares(pairs) -> list[ChartPoint]:
    """Parts of wholes, in percent."""
    return [
        ChartPoint(None, "", Fraction(100 * top, bottom), numerator=top, denominator=bottom, size=bottom)
        for top, bottom in pairs
    ]


VALUES = st.none() | st.floats(-1e6, 1e6) | st.sampled_from([0.0, 50.0, 100.0])
SHARES = st.none() | st.integers(0, 100).map(float)
WORDS = st.text(max_size=30) | st.sampled_from(["W" * 60, "The state without the district", "<script>", "a & b"])


@st.composite
def charts(draw: st.DrawFn) -> Chart:
    """Any chart: units, gaps, bounds, versions, splits, baselines, marks, goals, comparisons."""
    unit = draw(st.sampled_from(["percent", "days", "", "count", "a very long unit of some kind or other " * 2]))
    values = SHARES if unit == "percent" else VALUES
    any_point = values.map(lambda value: ChartPoint(None, "", value, "missing" if value is None else "exact"))
    any_point |= st.just(SUPPRESSED)
    any_point |= st.integers(0, 100).map(lambda high: at_most(float(high)))
    start = date(2024, 1, 1)
    segments = []
    for version in draw(st.sampled_from([("",), ("v1", "v2")])):
        given = draw(st.lists(any_point, max_size=30))
        gaps = draw(st.lists(st.integers(0, 200), min_size=len(given), max_size=len(given)))
        days = []
        for gap in gaps:
            start += timedelta(days=gap)
            days.append(start)
        ends = sorted(draw(st.sets(st.integers(1, len(given) - 1), max_size=3))) if len(given) > 1 else []
        segments.append(
            judged(
                points(given, days),
                unit=unit,
                version=version,
                splits=tuple(Split(end, f"{days[end]}", "It changed.", days[end]) for end in ends),
                baseline=draw(st.none() | st.integers(1, 12)),
                kind=draw(st.sampled_from(["run", "i"])),
                better=draw(st.sampled_from(["higher", "lower", None])),
            )
        )
    marks = sorted(draw(st.lists(st.dates(date(2023, 1, 1), date(2030, 1, 1)), max_size=8)))
    others = points(draw(st.lists(values, max_size=5)))
    return Chart(
        draw(WORDS),
        unit,
        tuple(segments),
        goal=draw(st.none() | st.floats(0, 100).map(Goal)),
        marks=tuple(Mark(day, f"{day}", "A test", "../a/") for day in marks),
        comparisons=(Comparison(draw(WORDS), tuple(others)),) if draw(st.booleans()) else (),
    )
