"""A cohort on its way through stages, as bars one below the other: how many came this far, and how many did not."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from nicbook.drawing.wrapping import one_line, text_width, wrap

WIDTH = 268
"""px: the whole panel, so narrow that three stand side by side on a wide screen, and one on a phone."""
FULL = 162
"""px: the bar of everyone at the first stage."""
TITLE_SIZE, SMALL_SIZE = 13, 12
LINE, BAR, SPACE = 17, 16, 8
"""px: a line of text, the height of a bar, and what stands between two stages."""
MOST_LINES = 3

_SVG = Markup("""\
<svg xmlns="http://www.w3.org/2000/svg" class="nicbook-flow" viewBox="0 0 {width} {height}" width="{width}" height="{height}" \
role="img" aria-label="{name}">
{parts}
</svg>""")
_TEXT = Markup('<text class="{}" x="{}" y="{}">{}</text>')
_RECT = Markup('<rect class="{}" x="{}" y="{}" width="{}" height="{}"/>')
_ARROW = Markup('<path class="nf-arrow" d="M5 {}v7m-3.5-3.5l3.5 4l3.5-4"/>')
_MOST = Markup('<path class="nf-most" d="M0 {}h10l-5 9z"/>')


@dataclass(frozen=True, slots=True)
class Bar:
    """One stage."""

    title: str
    length: float | None
    """How many of those at the first stage are here, from 0 to 1, or more where more came; None where it is not shown."""
    amount: str
    """What stands beside the bar, or in its place."""
    lost: str = ""
    """What happened since the stage before, in words."""
    is_most: bool = False
    """Whether most are lost since the stage before."""


def to_svg(name: str, bars: tuple[Bar, ...], *, full: float = 1.0) -> Markup:
    """The panel of one cohort. `name` says what it shows to who cannot see it: the numbers stand in a table beside.

    `full` is the length of the longest bar of all panels that stand on one scale, 1 at least.
    """
    parts: list[Markup] = []
    y = 0
    before: float | None = None
    for index, bar in enumerate(bars):
        if index:
            y += SPACE
            if bar.lost:
                parts.append((_MOST if bar.is_most else _ARROW).format(y + 4))
                parts.append(_TEXT.format("nf-lost nf-strong" if bar.is_most else "nf-lost", 16, y + 12, bar.lost))
            y += LINE + SPACE
        for line in wrap(bar.title, WIDTH, TITLE_SIZE, MOST_LINES):
            parts.append(_TEXT.format("nf-title", 0, y + 13, line))
            y += LINE
        y += 3
        parts += _bar(bar, before, y, FULL / full)
        y += BAR
        before = bar.length
    return _SVG.format(width=WIDTH, height=y + 2, name=one_line(name), parts=Markup("\n").join(parts))


def _bar(bar: Bar, before: float | None, y: int, scale: float) -> list[Markup]:
    """The bar, what was lost since the one before as an empty bar at its end, and the amount."""
    if bar.length is None:
        sign = Markup('<path class="nf-none" d="M1 {}h{}"/>').format(y + BAR / 2, 26)
        return [sign, _TEXT.format("nf-small", 36, y + 12, bar.amount)]
    width = bar.length * scale
    parts = []
    if before is not None and before > bar.length:
        parts.append(_RECT.format("nf-gone", _short(width), y + 0.5, _short((before - bar.length) * scale), BAR - 1))
    parts.append(_RECT.format("nf-bar", 0, y, _short(max(width, 1)), BAR))
    end = max(bar.length, before or 0) * scale
    x = min(end + 8, WIDTH - text_width(bar.amount, SMALL_SIZE))
    return [*parts, _TEXT.format("nf-amount", _short(x), y + 12, bar.amount)]


def _short(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0")
