"""The shape that stands beside each word for a status, a change or a level of maturity: hollow for a gap, full for what is
there."""

from __future__ import annotations

from markupsafe import Markup

from nicbook.drawing.diagram import Change, Status, Tried
from nicbook.evidence.coverage import CANDIDATE
from nicbook.evidence.maturity import NAMES

SIZE = 10
"""px: every shape fills a square of this side."""

_CIRCLE = "M5 1a4 4 0 1 0 0 8a4 4 0 1 0 0-8z"
_DIAMOND = "M5 .5L9.5 5L5 9.5L.5 5z"
_CROSS = "M1.5 1.5l7 7m0-7l-7 7"
_DICE = {0: (), 1: (4,), 2: (2, 6), 3: (2, 4, 6), 4: (0, 2, 6, 8), 5: (0, 2, 4, 6, 8)}
"""Where the dots of a level stand, in a square of three by three places: as many as it has steps above an idea."""


def _dots(places: tuple[int, ...]) -> str:
    return "".join(f"M{1 + 3 * (place % 3)} {2 + 3 * (place // 3)}a1 1 0 1 0 2 0a1 1 0 1 0-2 0z" for place in places)


_SHAPES: dict[str, tuple[str, str]] = {
    Status.DRAFT: ("hollow", "M5 1L9.5 9H.5z"),
    Status.NO_MEASURE: ("hollow", _CIRCLE),
    Status.NO_VALUES: ("hollow", f"{_CIRCLE}M5 4.2a.8 .8 0 1 0 0 1.6a.8 .8 0 1 0 0-1.6z"),
    Status.MEASURED: ("full", _CIRCLE),
    Status.NO_TEST: ("hollow", _DIAMOND),
    Status.TESTED: ("full", _DIAMOND),
    Status.RETIRED: ("hollow", _CROSS),
    Status.UNTESTED: ("hollow", "M1.5 1.5h7v7h-7z"),
    Status.BEING_TESTED: ("hollow", "M1.5 .8h7l-7 8.4h7z"),
    Status.MOVING: ("full", "M2 .8l7 4.2l-7 4.2z"),
    Status.MIXED: ("hollow", "M2.5 9V1.2M.7 3.4l1.8-2.2l1.8 2.2M7.5 1v7.8M5.7 6.6l1.8 2.2l1.8-2.2"),
    Status.CONTRADICTED: ("hollow", f"{_CIRCLE}M2.2 7.8l5.6-5.6"),
    CANDIDATE: ("hollow", "M5 .8l4.3 3.1l-1.6 5.1h-5.4l-1.6-5.1z"),
    **{name: ("full", _dots(_DICE[level])) for level, name in enumerate(NAMES) if level},
    Change.ADDED: ("hollow", "M5 .5v9M.5 5h9"),
    Change.RETIRED: ("hollow", _CROSS),
    Change.CHANGED: ("hollow", "M1 3.5h8m-8 3h8M7 .5l-4 9"),
    Tried.PLANNED: ("hollow", f"{_CIRCLE}M5 2.8v2.4h1.8"),
    Tried.TESTING: ("hollow", "M3.2 .8h3.6M4 .8v3l-3 5.4h8l-3-5.4v-3"),
    Tried.ADOPTED: ("hollow", "M1 5.4l2.9 2.9l5-6.6"),
    Tried.ADAPTED: ("hollow", "M1.4 3.2l2.4 2.4l4.6-4.8M1 8.7q2-1.9 4 0t4 0"),
    Tried.ABANDONED: ("hollow", f"{_CIRCLE}M3 5h4"),
}


def mark(meaning: str) -> Markup:
    """The shape beside a word of `Status`, `Change`, `Tried` or of maturity: a path in a square of `SIZE` at the origin."""
    style, path = _SHAPES[meaning]
    return Markup('<path class="nd-mark nd-{}" d="{}"/>').format(style, path)
