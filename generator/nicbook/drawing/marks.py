"""The shape that stands beside each status word: hollow for a gap, full for what is there."""

from __future__ import annotations

from markupsafe import Markup

from nicbook.drawing.diagram import Status

SIZE = 10
"""px: every shape fills a square of this side."""

_CIRCLE = "M5 1a4 4 0 1 0 0 8a4 4 0 1 0 0-8z"
_DIAMOND = "M5 .5L9.5 5L5 9.5L.5 5z"
_SHAPES = {
    Status.DRAFT: ("hollow", "M5 1L9.5 9H.5z"),
    Status.NO_MEASURE: ("hollow", _CIRCLE),
    Status.MEASURED: ("full", _CIRCLE),
    Status.NO_TEST: ("hollow", _DIAMOND),
    Status.TESTED: ("full", _DIAMOND),
    Status.RETIRED: ("hollow", "M1.5 1.5l7 7m0-7l-7 7"),
}


def mark(status: Status) -> Markup:
    """The shape as a path, to be drawn in a square of `SIZE` with its corner at the origin."""
    style, path = _SHAPES[status]
    return Markup('<path class="nd-mark nd-{}" d="{}"/>').format(style, path)
