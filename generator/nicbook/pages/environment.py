"""Templates -> HTML: one Jinja environment, autoescaped and strict, whose templates only loop and print."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from nicbook.drawing.marks import mark

_PRE = re.compile(r"<pre\b.*?</pre>", re.DOTALL)
_EMPTY_LINE = re.compile(r"\n\s*(?=\n)")
_FENCE = re.compile(r"^( *)([`~])(?=\2\2)", re.MULTILINE)


@cache
def _environment() -> Environment:
    # autoescape is a plain True: select_autoescape would miss names such as diagram.svg.
    environment = Environment(
        loader=PackageLoader("nicbook.pages", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals["mark"] = mark
    return environment


def render(template: str, **values: Any) -> str:
    return as_block(_environment().get_template(template).render(**values))


def as_block(html: str) -> str:
    """The same page, so written that it stays as it is inside a Markdown file too.

    There an empty line ends a block of HTML, a tab becomes spaces, and a line that begins with ``` or ~~~ begins code.
    """
    html = _PRE.sub(lambda pre: pre[0].replace("\n", "&#10;"), html)
    html = _EMPTY_LINE.sub("", html).strip().replace("\t", "&#9;")
    return _FENCE.sub(lambda match: f"{match[1]}&#{ord(match[2])};", html)
