"""A fishbone as SVG: the problem at the head, bones above and below the spine. It grows in height with its causes."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from math import ceil

from markupsafe import Markup

from nicbook.drawing.fishbone import Bone, Fishbone, Twig
from nicbook.drawing.wrapping import one_line, text_width, wrap

MARGIN = 8
TITLE_SIZE, SMALL_SIZE = 13, 11
LINE, SMALL_LINE = 16, 14
"""px: a line of a title, and of what stands below it."""
ROOM = 10
"""px: from the line of one cause to the words of the next."""
INDENT, DEEPEST = 14, 4
"""px: how much further right a cause stands than the one that it leads to, and how often."""
ALL_COLUMNS, NARROWEST, WIDEST = 720, 140, 250
"""px: the words of all bones side by side, and those of one bone at least and at most."""
SLANT = 40
"""px: how far the longest bone leans; the others lean as steeply."""
GUTTER = 18
HEAD_WIDTH, HEAD_PAD, HEAD_LINES = 150, 12, 12
MOST_LINES = 6

_SVG = Markup("""\
<svg xmlns="http://www.w3.org/2000/svg" class="nicbook-fishbone" viewBox="0 0 {width} {height}" width="{width}" height="{height}" \
role="group" aria-labelledby="{prefix}-title">
<title id="{prefix}-title">Causes of: {problem}</title>
<g aria-hidden="true">
{decoration}
</g>
<g role="list">
{twigs}
</g>
</svg>""")
_TWIG = Markup('<g role="listitem"><a class="nf-twig{gone}" href="{href}" aria-label="{name}">{tip}{lines}{note}</a></g>')
_TEXT = Markup('<text class="{}" x="{}" y="{}">{}</text>')
_LINE = Markup('<path class="{}" d="M{} {}{}"/>')
_BOX = Markup('<rect class="{}" x="{}" y="{}" width="{}" height="{}" rx="{}"/>')


@dataclass(frozen=True, slots=True)
class _Row:
    """A cause in its place on a bone; `top` is counted from the first cause of the bone."""

    twig: Twig
    leads_to: str
    """The cause or, on the bone itself, the category that it hangs on, in words."""
    top: int
    lines: tuple[str, ...]
    notes: tuple[str, ...]

    @property
    def indent(self) -> int:
        return INDENT * min(self.twig.depth, DEEPEST)

    @property
    def base(self) -> int:
        """Where the line under the words runs."""
        return self.top + LINE * len(self.lines) + SMALL_LINE * len(self.notes) + 4


@dataclass(frozen=True, slots=True)
class _Placed:
    """A bone in its place: it joins the spine at `join` and ends at `end`, where its category stands."""

    bone: Bone
    rows: tuple[_Row, ...]
    left: int
    top: int
    """Where its first cause begins."""
    join: tuple[int, int]
    end: tuple[float, int]
    label: tuple[str, ...]

    def x_at(self, y: float) -> float:
        (x, foot), (end, tip) = self.join, self.end
        return x + (end - x) * (y - foot) / (tip - foot)


def to_svg(fishbone: Fishbone, to: Callable[[str], str] = "{}/".format, *, prefix: str = "fishbone") -> Markup:
    """The drawing: a named link for every cause; lines, categories and head are for the eye, and each name says them.

    `to` gives the link to the page of a cause, `prefix` begins every id. "" for a fishbone without causes.
    """
    if not fishbone.bones:
        return Markup("")
    pairs = ceil(len(fishbone.bones) / 2)
    words = min(max(ALL_COLUMNS // pairs - GUTTER - SLANT, NARROWEST), WIDEST)
    rows = [_rows(bone, words) for bone in fishbone.bones]
    labels = [wrap(bone.title, words - 20, TITLE_SIZE, 2) for bone in fishbone.bones]
    heights = [_height(each) + LINE * len(label) + 12 for each, label in zip(rows, labels, strict=True)]
    head = wrap(fishbone.problem, HEAD_WIDTH - 2 * HEAD_PAD, TITLE_SIZE, HEAD_LINES)
    head_height = LINE * len(head) + 2 * HEAD_PAD
    spine = MARGIN + max(*heights[::2], head_height // 2)
    column = words + GUTTER + SLANT
    placed = []
    for index, bone in enumerate(fishbone.bones):
        left = MARGIN + 12 + index // 2 * column
        label_height = LINE * len(labels[index]) + 12
        length = heights[index] - label_height
        join = left + column - 6, spine
        tip = spine - length if index % 2 == 0 else spine + length
        end = join[0] - SLANT * heights[index] / max(heights), tip
        top = tip + ROOM if index % 2 == 0 else spine + ROOM
        placed.append(_Placed(bone, rows[index], left, top, join, end, labels[index]))
    right = MARGIN + 12 + pairs * column + GUTTER
    return _SVG.format(
        width=right + HEAD_WIDTH + MARGIN,
        height=spine + max(*heights[1::2], 0, head_height // 2) + MARGIN,
        prefix=prefix,
        problem=one_line(fishbone.problem),
        decoration=_joined(
            [
                _LINE.format("nf-spine", MARGIN + 12, spine, f"H{right}"),
                _LINE.format("nf-spine", MARGIN, spine - 12, "l12 12l-12 12"),
                _BOX.format("nf-head", right, spine - head_height // 2, HEAD_WIDTH, head_height, 6),
                *_lines(head, "nf-title", right + HEAD_PAD, spine - head_height // 2 + HEAD_PAD + 12),
                *(part for each in placed for part in _bone(each)),
            ]
        ),
        twigs=_joined(_twig(each, row, to) for each in placed for row in each.rows),
    )


def _joined(parts: Iterable[Markup]) -> Markup:
    return Markup("\n").join(parts)


def _rows(bone: Bone, words: int) -> tuple[_Row, ...]:
    rows: list[_Row] = []
    path: list[str] = []
    top = 0
    for twig in bone.twigs:
        path[twig.depth :] = [one_line(twig.title)]
        leads_to = f"Leads to: {path[-2]}" if twig.depth else f"Category: {one_line(bone.title)}"
        room = words - INDENT * min(twig.depth, DEEPEST)
        lines, notes = wrap(twig.title, room, TITLE_SIZE, MOST_LINES), wrap(twig.note, room, SMALL_SIZE, MOST_LINES)
        rows.append(_Row(twig, leads_to, top, lines, notes))
        top = rows[-1].base + ROOM
    return tuple(rows)


def _height(rows: tuple[_Row, ...]) -> int:
    return rows[-1].base + 2 * ROOM + 6


def _lines(lines: tuple[str, ...], kind: str, x: float, base: float, step: int = LINE) -> list[Markup]:
    return [_TEXT.format(kind, _short(x), _short(base + index * step), line) for index, line in enumerate(lines)]


def _bone(placed: _Placed) -> list[Markup]:
    """The bone with its category, and the lines of its causes."""
    (x, spine), (end, tip) = placed.join, placed.end
    width = max((text_width(line, TITLE_SIZE) for line in placed.label), default=0) + 20
    height = LINE * len(placed.label) + 8
    left, top = end + 10 - width, tip - height if tip < spine else tip
    parts = [
        _LINE.format("nf-bone", x, spine, f"L{_short(end)} {tip}"),
        _BOX.format("nf-label", _short(left), top, _short(width), height, 4),
        *_lines(placed.label, "nf-category", left + 10, top + 16),
    ]
    lines: list[int] = []
    for row in placed.rows:
        y, indent = placed.top + row.base, row.indent
        if row.twig.depth == 0:
            parts.append(_LINE.format("nf-line", placed.left, y, f"H{_short(placed.x_at(y))}"))
        else:
            stem = placed.left + indent - INDENT + 5
            end_of_words = placed.left + indent + max((text_width(line, TITLE_SIZE) for line in row.lines), default=0)
            parts.append(_LINE.format("nf-line", stem, lines[row.twig.depth - 1], f"V{y}H{_short(end_of_words)}"))
        lines[row.twig.depth :] = [y]
    return parts


def _twig(placed: _Placed, row: _Row, to: Callable[[str], str]) -> Markup:
    twig = row.twig
    x, y = placed.left + row.indent, placed.top + row.top
    is_cut = bool(row.lines) and row.lines[-1].endswith("…")
    return _TWIG.format(
        gone=" nf-gone" if twig.is_retired else "",
        href=to(twig.address),
        name=". ".join(filter(None, (one_line(twig.title), twig.note, row.leads_to))),
        tip=Markup("<title>{}</title>").format(one_line(twig.title)) if is_cut else "",
        lines=Markup("").join(_lines(row.lines, "nf-title", x, y + 12)),
        note=Markup("").join(_lines(row.notes, "nf-note", x, y + LINE * len(row.lines) + 11, SMALL_LINE)),
    )


def _short(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0")
