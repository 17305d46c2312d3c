"""Titles as lines that fit a box, without a browser at hand to measure them."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import pairwise

# Advance widths in hundredths of the font size, the wider of DejaVu Sans (as wide as Verdana: the widest of the
# common system fonts) and Liberation Sans (as wide as Arial), rounded up to the next 5.
_WIDTHS = {
    character: width
    for width, characters in {
        30: "IijlΙϳІіјıł'",
        35: " ,./:;\\|¦·‘’",
        40: "()-[]ft‐",
        45: "!r¡²³¹",
        50: "\"*J`¨ª°´¸º",
        55: "cszεζϲгзсэєѕ“”",
        60: "?L_kvxy§¯ΓγκλνξςυχЛвтухчь–•",
        65: "$0123456789FTabdeghnopqu{}¢£¤¥«µ¶»¿ßðøþΞΣΤβδηθμορστГЗТУабеиклоряђ€đ",
        70: "ABEKPSVXYZÞΑΒΔΕΖΚΛΡΥΧαπφЅАБВЕРХЧЬднпцћџ",
        75: "CNRUΝψЄИКСЭЯъ",
        80: "&DGHOQÐØΗΘΟΠΦΩЏДЛНОПЦмы",
        85: "#+<=>^w~¬±×÷ΨωЪю≤≥−",
        90: "MΜЂЋМФЫфњ",
        95: "жшщљ",
        100: "%Wm©®¼½¾Ææ—…→←",
        110: "@ЊœЉЖШЩЮ",
    }.items()
    for character in characters
}
_OTHER_LETTER, _IDEOGRAPH, _EMOJI = 85, 100, 140
_REFUSED_BY_XML = re.compile("[\ufffe\uffff]")
_AFTER_HYPHEN = re.compile(r"(?<=[/-])(?=.)")


def one_line(text: str) -> str:
    """The text on one line, with characters that XML or a terminal must not see replaced by U+FFFD."""
    spaced = " ".join(text.split())
    if spaced.isprintable():
        return spaced
    visible = "".join("\ufffd" if unicodedata.category(c) in ("Cc", "Cs") else c for c in spaced)
    return _REFUSED_BY_XML.sub("\ufffd", visible)


@lru_cache(maxsize=4096)
def _advance(character: str) -> int:
    base = unicodedata.normalize("NFD", character)[0]
    if base in _WIDTHS:
        return _WIDTHS[base]
    if unicodedata.category(base) in ("Mn", "Me", "Cf"):
        return 0
    if unicodedata.east_asian_width(base) in "WF":
        return _EMOJI if unicodedata.category(base) == "So" else _IDEOGRAPH
    return _OTHER_LETTER


def text_width(text: str, size: float) -> float:
    """The room that a text of this font size needs, in the unit of `size`; seldom less than it takes."""
    return sum(map(_advance, text)) * size / 100


def wrap(text: str, width: float, size: float, most: int, kept_free: float = 0) -> tuple[str, ...]:
    """The text in as few lines of at most `width` as it takes, about equally long; after `most`, an ellipsis.

    Breaks at spaces; a word that does not fit a line, after its hyphens and strokes, and then anywhere. The last line
    leaves `kept_free` at its end, unless that takes one more line.
    """
    pieces = [piece for word in one_line(text).split() for piece in _pieces(f"{word} ", width, size)]
    # The best way to set the pieces before each break: lines, whether there is too little room at the end, squares of
    # the room left, start of the last line.
    best = [(0, False, 0.0, 0)]
    for end in range(1, len(pieces) + 1):
        free = kept_free if end == len(pieces) else 0
        ways: list[tuple[int, bool, float, int]] = []
        for start in range(end - 1, -1, -1):
            room = width - text_width("".join(pieces[start:end]).rstrip(), size)
            if ways and room < 0:
                break
            count, _, unused, _ = best[start]
            ways.append((count + 1, room < free, unused + (room - free) ** 2, start))
        best.append(min(ways))
    breaks = [len(pieces)]
    while breaks[-1]:
        breaks.append(best[breaks[-1]][3])
    breaks.reverse()
    lines = ["".join(pieces[start:end]).rstrip() for start, end in pairwise(breaks[: most + 1])]
    if len(breaks) > most + 1:
        rest = "".join(pieces[breaks[most - 1] :])
        lines[-1] = _cut(rest, width - text_width("…", size), size)[0].rstrip(" ,;:-") + "…"
    return tuple(lines)


def _pieces(word: str, width: float, size: float) -> list[str]:
    if text_width(word.rstrip(), size) <= width:
        return [word]
    return [piece for part in _AFTER_HYPHEN.split(word) for piece in _cut(part, width, size)]


def _cut(text: str, width: float, size: float) -> list[str]:
    """The text in parts no wider than `width`, of one character at least; marks on a letter stay with it."""
    parts = []
    start = used = 0
    for index, character in enumerate(text):
        advance = _advance(character)
        used += advance
        if used * size > width * 100 and index > start:
            parts.append(text[start:index])
            start, used = index, advance
    return [*parts, text[start:]]
