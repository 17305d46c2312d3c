"""What the formats of other programs say of a diagram: status with its sign, relations in words, our colours."""

from __future__ import annotations

import re
from functools import cache

from nicbook.drawing.diagram import Node, Status
from nicbook.drawing.svg import stylesheet
from nicbook.drawing.wrapping import one_line

_SIGNS = {
    Status.DRAFT: "△",
    Status.NO_MEASURE: "○",
    Status.NO_VALUES: "⊙",
    Status.MEASURED: "●",
    Status.NO_TEST: "◇",
    Status.TESTED: "◆",
    Status.RETIRED: "✕",
    Status.UNTESTED: "□",
    Status.BEING_TESTED: "⧖",
    Status.MOVING: "▶",
    Status.MIXED: "⇅",
    Status.CONTRADICTED: "⊘",
}
_COLOUR = re.compile(r"--nd-([a-z]+):\s*(?:var\(--[\w-]+,\s*)?(#[0-9a-f]{6})")


def status_words(node: Node) -> str:
    """The status as a shape and a word, or ""."""
    return f"{_SIGNS[node.status]} {node.status}" if node.status else ""


def kind_words(node: Node) -> str:
    words = one_line(node.kind_label)
    return words[:1].upper() + words[1:]


@cache
def colours() -> dict[str, str]:
    """The light colours of the drawing by name ("ink", "driver" ..), as its stylesheet states them: #rrggbb."""
    first_rule = stylesheet().partition("}")[0]
    return dict(_COLOUR.findall(first_rule))


COLOUR_OF = {"aim": "aim", "driver": "driver", "change-idea": "idea"}
"""The colour of each kind of node."""
