"""Templates -> HTML: one Jinja environment, autoescaped and strict, whose templates only loop and print."""

from __future__ import annotations

from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined


@cache
def _environment() -> Environment:
    # autoescape is a plain True: select_autoescape would miss names such as diagram.svg.
    return Environment(
        loader=PackageLoader("nicbook.pages", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def render(template: str, **values: Any) -> str:
    return _environment().get_template(template).render(**values)
