"""The shape that stands beside each word for a status or a change: hollow for a gap, full for what is there."""

from __future__ import annotations

from markupsafe import Markup

from nicbook.drawing.diagram import Change, Status

SIZE = 10
"""px: every shape fills a square of this side."""

_CIRCLE = "M5 1a4 4 0 1 0 0 8a4 4 0 1 0 0-8z"
_DIAMOND = "M5 .5L9.5 5L5 9.5L.5 5z"
_CROSS = "M1.5 1.5l7 7m0-7l-7 7"
_SHAPES: dict[Status | Change, tuple[str, str]] = {
    Status.DRAFT: ("hollow", "M5 1L9.5 9H.5z"),
    Status.NO_MEASURE: ("hollow", _CIRCLE),
    Status.MEASURED: ("full", _CIRCLE),
    Status.NO_TEST: ("hollow", _DIAMOND),
    Status.TESTED: ("full", _DIAMOND),
    Status.RETIRED: ("hollow", _CROSS),
    Change.ADDED: ("hollow", "M5 .5v9M.5 5h9"),
    Change.RETIRED: ("hollow", _CROSS),
    Change.CHANGED: ("hollow", "M1 3.5h8m-8 3h8M7 .5l-4 9"),
}


def mark(meaning: Status | Change) -> Markup:
    """The shape as a path, to be drawn in a square of `SIZE` with its corner at the origin."""
    style, path = _SHAPES[meaning]
    return Markup('<path class="nd-mark nd-{}" d="{}"/>').format(style, path)
