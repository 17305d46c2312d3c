"""A chart as SVG: for a page that has the stylesheet, or as a file that stands alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from importlib import resources
from itertools import groupby

from markupsafe import Markup, escape

from nicbook.drawing.charts.chart import Chart
from nicbook.drawing.charts.geometry import SMALL, ChartLayout, Dot
from nicbook.drawing.charts.layout import lay_out_chart
from nicbook.drawing.charts.places import BOLD, FLAG, LINE, REACH, TEXT, Flag
from nicbook.drawing.charts.signs import SHAPES, VERDICT_SHAPES
from nicbook.drawing.charts.words import Listed, description_of, listed, words_of
from nicbook.drawing.wrapping import one_line, wrap

CLOSE = 9
"""px: points that are closer to each other on the whole are drawn smaller."""
TITLE, TITLE_LINE = 16, 21
"""px: the title of a chart that stands alone."""
EDGE = 16
"""px: around a chart that stands alone."""

_SVG = Markup("""\
<svg xmlns="http://www.w3.org/2000/svg" class="nicbook-chart" viewBox="{left} {left} {width} {height}" \
width="{width}" height="{height}" role="{role}" aria-labelledby="{prefix}-title" aria-describedby="{prefix}-desc">
<title id="{prefix}-title">{title}</title>
<desc id="{prefix}-desc">{description}</desc>
{content}
</svg>""")
_FLAG = Markup(
    '<g class="nc-flag-{kind}"><rect class="nc-reach" x="{left}" y="{top}" width="{reach}" height="{high}"/>'
    '<rect class="nc-pill" x="{x}" y="{y}" width="{width}" height="{height}" rx="{radius}"/>'
    '<text text-anchor="middle" x="{middle}" y="{base}">{words}</text></g>'
)
_LINK = Markup('<a href="{}" aria-label="{}">{}</a>')


@cache
def stylesheet() -> str:
    """The rules for charts: light and dark, forced colours, print."""
    return resources.files("nicbook.drawing.charts").joinpath("chart.css").read_text(encoding="utf-8")


def to_svg(layout: ChartLayout, *, prefix: str = "chart", list_id: str = "") -> Markup:
    """The drawing for a page: an image described by its verdict, or where it has flags a group with their links.

    `prefix` begins every id in it, `list_id` those of the list of marks and splits below it, which flags lead to;
    "" where there is no such list, and no links.
    """
    drawing = _joined(_drawn(layout))
    if not list_id or not layout.flags:
        content = drawing + _joined(_flag(flag) for flag in layout.flags)
    else:
        named = {(each.kind, each.position): each for each in listed(layout.chart, list_id)}
        links = (_LINK.format(*_aim(flag, named), _flag(flag)) for flag in layout.flags)
        content = Markup('<g aria-hidden="true">\n{}\n</g>\n{}').format(drawing, _joined(links))
    is_group = bool(list_id and layout.flags)
    return _svg(layout.chart, prefix, is_group, content, 0, layout.width, layout.height)


def to_svg_file(chart: Chart) -> str:
    """The drawing as a file that stands alone: with its title, its words, and the stylesheet."""
    layout = lay_out_chart(chart)
    titles = wrap(chart.title, layout.width / BOLD, TITLE, 3)
    top = len(titles) * TITLE_LINE + 2
    parts = [_text("title", 0, (number + 1) * TITLE_LINE - 8, line) for number, line in enumerate(titles)]
    drawing = _joined([*_drawn(layout), *map(_flag, layout.flags)])
    parts.append(Markup('<g transform="translate(0 {})">\n{}\n</g>').format(top, drawing))
    base = top + layout.height + LINE
    words = words_of(chart)
    below = [("said", words.verdict), ("quiet", " ".join(words.rests_on))]
    below += [("quiet", f"{each.name}: {each.words}") for each in listed(chart, "chart")]
    for kind, said in below:
        for line in wrap(said, layout.width / BOLD, TEXT, 100):
            parts.append(_text(kind, 0, base, line))
            base += LINE + 2
        base += 4
    style = Markup("<style>\n{}</style>\n").format(Markup(stylesheet()))
    return _svg(chart, "chart", False, style + _joined(parts), EDGE, layout.width, base) + "\n"


def _svg(chart: Chart, prefix: str, is_group: bool, content: Markup, edge: int, width: int, height: int) -> Markup:
    return _SVG.format(
        left=-edge,
        width=width + 2 * edge,
        height=height + 2 * edge,
        role="group" if is_group else "img",
        prefix=prefix,
        title=one_line(chart.title),
        description=one_line(description_of(chart)),
        content=content,
    )


def _joined(parts: Iterable[Markup]) -> Markup:
    return Markup("\n").join(parts)


def _drawn(layout: ChartLayout) -> Iterator[Markup]:
    """All but the flags: what lies below first."""
    frame = layout.frame
    for left, right in layout.bands:
        size = f'width="{_short(right - left)}" height="{_short(frame.bottom - frame.top)}"'
        yield Markup(f'<rect class="nc-band" x="{_short(left)}" y="{_short(frame.top)}" {size}/>')
    for kind, strokes in groupby(layout.strokes, key=lambda stroke: stroke.kind):
        yield _path(kind, "".join(_line(stroke.places) for stroke in strokes))
    is_close = layout.width <= SMALL.width or frame.right - frame.left < CLOSE * len(layout.chart.points)
    yield from _dots(layout.dots, is_close)
    yield from _dots(layout.key, False)
    if layout.verdict:
        x, y = layout.verdict
        sign = _path(f"verdict nc-{_verdict_class(layout)}", VERDICT_SHAPES[layout.chart.last.verdict])
        yield Markup(f'<g transform="translate({_short(x)} {_short(y)})">{sign}</g>')
    for text in layout.texts:
        kind = f"verdict nc-{_verdict_class(layout)}" if text.kind == "verdict" else text.kind
        yield _text(kind, text.x, text.base, text.words, text.anchor)


def _verdict_class(layout: ChartLayout) -> str:
    return layout.chart.last.verdict.split()[0]


def _dots(dots: tuple[Dot, ...], is_close: bool) -> Iterator[Markup]:
    """The points of one sign as one path: a chart of many points stays small."""
    size = " nc-close" if is_close else ""
    for sign in sorted({dot.sign for dot in dots}, key=list(SHAPES).index):
        places = "".join(f"M{_short(dot.x)} {_short(dot.y)}{SHAPES[sign]}" for dot in dots if dot.sign is sign)
        yield _path(f"{sign.name.lower().replace('_', '-')}{size}", places)


def _path(kind: str, path: str) -> Markup:
    return Markup(f'<path class="nc-{kind}" d="{path}"/>')


def _line(places: tuple[tuple[float, float], ...]) -> str:
    """A point alone has no line; a level line needs its first end only."""
    (x, y), *rest = places
    if not rest:
        return ""
    return f"M{_short(x)} {_short(y)}" + "".join(f"L{_short(x)} {_short(y)}" for x, y in rest)


def _text(kind: str, x: float, base: float, words: str, anchor: str = "start") -> Markup:
    how = f' text-anchor="{anchor}"' if anchor != "start" else ""
    return Markup(f'<text class="nc-{kind}"{how} x="{_short(x)}" y="{_short(base)}">{escape(one_line(words))}</text>')


def _flag(flag: Flag) -> Markup:
    left, right = flag.reach
    return _FLAG.format(
        kind=flag.kind,
        left=_short(left),
        top=_short(flag.y - REACH / 2),
        reach=_short(right - left),
        high=REACH,
        x=_short(flag.x - flag.width / 2),
        y=_short(flag.y - FLAG / 2),
        width=_short(flag.width),
        height=FLAG,
        radius=FLAG // 2 if flag.kind == "mark" else 3,
        middle=_short(flag.x),
        base=_short(flag.y + 4),
        words=flag.words,
    )


def _aim(flag: Flag, named: dict[tuple[str, int], Listed]) -> tuple[str, str]:
    """Where a flag leads and what it is called: its own page if it stands for one thing that has one, else the list."""
    items = [named[flag.kind, position] for position in range(flag.first, flag.last + 1)]
    href = items[0].href if len(items) == 1 and items[0].href else f"#{items[0].id}"
    return href, one_line("; ".join(f"{each.name}: {each.words}" for each in items))


def _short(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0")
