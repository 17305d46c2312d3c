"""The website as a folder of Markdown that any engine builds: pages as a title and a raw block, and the files beside."""

from __future__ import annotations

import re
from functools import cache
from importlib import resources

import yaml

from nicbook.pages.page import Page
from nicbook.website import Website

STYLESHEETS = ("assets/nicbook/elsewhere.css", "assets/nicbook/nicbook.css")
"""What a page needs under another theme, in this order; the script is assets/nicbook/nicbook.js."""

_ELSEWHERE, _OURS = STYLESHEETS
_VARIABLE = re.compile(r"(--nicbook-[\w-]+):\s*([^;]+);")
_REM = re.compile(r"(?<![\w.])(\d*\.?\d+)rem\b")
_OUR_THEME = re.compile(r"(\[dir\] )?\.md-typeset ")


def to_markdown(website: Website) -> dict[str, bytes]:
    """The folder, by path: `<address>index.md` for every page, and every file of the website.

    The HTML of a page is as in our own website, byte for byte. Its links expect addresses that end in a slash, as
    MkDocs and most engines make them.
    """
    pages = {f"{page.address}index.md": _as_markdown(page) for page in website.pages.values()}
    style = website.files[_OURS].decode()
    return {**pages, **website.files, _OURS: _for_any_theme(style).encode(), _ELSEWHERE: elsewhere().encode()}


def _as_markdown(page: Page) -> bytes:
    title = yaml.safe_dump({"title": page.title}, allow_unicode=True, default_style='"', width=10_000)
    return f"---\n{title}---\n\n{page.html.strip()}\n".encode()


@cache
def elsewhere() -> str:
    """What our shell gives to a page elsewhere: the values of our variables, in light colours, and a few measures."""
    package = resources.files("nicbook")
    shell = package.joinpath("theme", "assets", "nicbook", "shell.css").read_text(encoding="utf-8")
    light = shell.partition('[data-md-color-scheme="slate"]')[0]
    rest = re.search(r"^:root \{([^}]*)\}", shell, re.MULTILINE)
    values = dict(_VARIABLE.findall(light)) | dict(_VARIABLE.findall(rest[1] if rest else ""))
    lines = "".join(f"  {name}: {value};\n" for name, value in values.items())
    return _for_any_theme(f":root {{\n{lines}}}\n\n" + package.joinpath("exports", "elsewhere.css").read_text(encoding="utf-8"))


def _for_any_theme(css: str) -> str:
    """Styles written for our theme, in which a rem is 20 px and all stands in `.md-typeset`; every rule keeps its weight."""
    scaled = _REM.sub(lambda match: f"{float(match[1]) * 1.25:g}rem", css)
    return _OUR_THEME.sub(lambda match: ":root:root " if match[1] else ":root ", scaled)
