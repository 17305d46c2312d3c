"""The diagram as a picture, for slides, letters and chats that take no SVG."""

from __future__ import annotations

import re
from functools import cache

from nicbook.drawing.layout import Layout
from nicbook.drawing.svg import stylesheet, to_svg
from nicbook.exports import CannotExport

SCALE = 2
"""Pixels of the picture for one px of the drawing: sharp on paper and on fine screens."""

_SKIPPED = re.compile(r"/\*.*?\*/|@media[^{]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}", re.DOTALL)
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_DECLARATION = re.compile(r"([\w-]+)\s*:\s*([^;]+)")
_VARIABLE = re.compile(r"var\((--[\w-]+)(?:,\s*([^()]+))?\)")
_MIX = re.compile(r"color-mix\(in srgb, #(\w{6}) (\d+)%, #(\w{6})\)")
_FONT = 'text { font-family: Arial, "Liberation Sans", Helvetica, "Noto Sans", Roboto, "DejaVu Sans", sans-serif }'
_TEXT = '<svg xmlns="http://www.w3.org/2000/svg" width="20" height="20"><text y="15">{}</text></svg>'


def to_png(layout: Layout) -> bytes:
    """The drawing in its light colours on white, in a sans-serif font that the machine has.

    Raises CannotExport where the renderer is not installed or the machine has no font.
    """
    try:
        from resvg_py import svg_to_bytes
    except ImportError as error:
        raise CannotExport.without("png") from error
    if svg_to_bytes(svg_string=_TEXT.format("A")) == svg_to_bytes(svg_string=_TEXT.format("")):
        raise CannotExport("A picture needs a font, and this machine has none. Install one, such as DejaVu or Liberation.")
    styles = f"{_FONT}\n{plain(stylesheet())}"
    return bytes(svg_to_bytes(svg_string=str(to_svg(layout, styles=styles)), background="#ffffff", zoom=SCALE))


@cache
def plain(css: str) -> str:
    """The rules that hold for light colours, in the part of CSS that a renderer of pictures knows.

    It knows no variables, no mixed colours and no conditions. A variable that a class of its own sets
    (`.nd-aim { --nd-kind: .. }`) makes a rule for each such class. Left out are outlines, and selectors with a
    colon: they are about a reader's doings, or about a document that stands alone.
    """
    rules = [
        (selector.strip(), dict(_DECLARATION.findall(body)))
        for selectors, body in _RULE.findall(_SKIPPED.sub("", css))
        for selector in selectors.split(",")
        if ":" not in selector and ".nicbook-outline" not in selector
    ]
    everywhere: dict[str, str] = {}
    scoped: dict[str, dict[str, str]] = {}
    for selector, declarations in rules:
        own = {name: value for name, value in declarations.items() if name.startswith("--")}
        if selector == ".nicbook-diagram":
            everywhere |= own
        elif own:
            scoped.setdefault(selector, {}).update(own)
    lines = []
    for selector, declarations in rules:
        for name, value in declarations.items():
            if name.startswith("--"):
                continue
            used = {variable for variable, _ in _VARIABLE.findall(value)}
            scopes = {scope: own for scope, own in scoped.items() if used & own.keys()} or {"": {}}
            for scope, own in scopes.items():
                lines.append(f"{scope} {selector} {{ {name}: {_worked_out(value, everywhere | own)} }}".strip())
    return "\n".join(lines)


def _worked_out(value: str, known: dict[str, str]) -> str:
    def of_variable(match: re.Match[str]) -> str:
        return _worked_out(known.get(match[1], match[2] or ""), known)

    return _MIX.sub(_mixed, _VARIABLE.sub(of_variable, value))


def _mixed(match: re.Match[str]) -> str:
    share = int(match[2]) / 100
    one, other = (bytes.fromhex(colour) for colour in match.group(1, 3))
    return "#" + bytes(round(a * share + b * (1 - share)) for a, b in zip(one, other)).hex()
