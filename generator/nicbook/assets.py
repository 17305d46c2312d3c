"""Files that are handed out as they are: instruments and materials of routines, pictures of prose pages.

Only kinds that run nothing, known by their first bytes, and pictures that say nothing about who took them where.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from nicbook.diagnostics import START, Diagnostic, Diagnostics, diagnose

MOST_BYTES = 5_000_000
_BEGINNINGS = {
    "png": rb"\x89PNG\r\n\x1a\n",
    "jpg": rb"\xff\xd8\xff",
    "webp": rb"RIFF....WEBP",
    "pdf": rb"%PDF-",
    "csv": rb"",
}
_NAME = re.compile(r"[a-z0-9][a-z0-9._-]*")
_TELLING_PNG = frozenset((b"eXIf", b"tEXt", b"zTXt", b"iTXt", b"tIME"))
_TELLING_JPG = frozenset((0xE1, 0xED, 0xFE))
"""Exif and XMP, IPTC, comments."""
_TELLING_WEBP = frozenset((b"EXIF", b"XMP "))


def asset_address(path: str) -> str | None:
    """Where a file is published: of theory/networks/<id>/files/ and, but for Markdown, of content/. None for others."""
    match path.split("/"):
        case ["theory", "networks", network, "files", name]:
            return f"networks/{network}/files/{name}"
        case ["content", *rest] if not path.endswith(".md"):
            return "/".join(rest)
    return None


def read_assets(files: Mapping[str, bytes]) -> tuple[Mapping[str, bytes], Diagnostics]:
    """The files to hand out by their path in the website, and why others are refused."""
    kept: dict[str, bytes] = {}
    found: list[Diagnostic] = []
    for path in sorted(files):
        address = asset_address(path)
        if address is None:
            continue
        problems = list(_faults(path, files[path]))
        found.extend(problems)
        if not problems:
            kept[address] = files[path]
    return MappingProxyType(kept), tuple(found)


def _faults(path: str, content: bytes) -> Iterator[Diagnostic]:
    name = path.rpartition("/")[2]
    ending = name.rpartition(".")[2]
    if ending not in _BEGINNINGS or not _NAME.fullmatch(name):
        message = "This name cannot be part of a web address."
        if ending not in _BEGINNINGS:
            message = f"Files of the kind “{ending}” are not handed out."
        hint = (
            "Use png, jpg, webp, csv or pdf, with a name of lower-case letters, digits and hyphens. A drawing can be saved "
            "as png; a document as pdf."
        )
        yield diagnose("refused-file", path, START, message, hint)
    elif not re.match(_BEGINNINGS[ending], content, re.DOTALL):
        message = f"The name of this file ends in .{ending}, but what it holds is something else."
        yield diagnose("refused-file", path, START, message, "Save it again in the program it was made with.")
    elif len(content) > MOST_BYTES:
        message = f"This file has {len(content) // 1_000_000 + 1} MB; {MOST_BYTES // 1_000_000} MB are the most."
        yield diagnose("refused-file", path, START, message, "Save it as a smaller file, or link to where it is on the web.")
    elif _TELLS_MORE.get(ending, lambda _: False)(content):
        message = "This picture carries hidden notes that may say who took it, when and where."
        hint = "Save it again without them (many programs call this “export for the web” or “without metadata”)."
        yield diagnose("picture-metadata", path, START, message, hint)


def _png_tells(content: bytes) -> bool:
    place = 8
    while place + 8 <= len(content):
        if content[place + 4 : place + 8] in _TELLING_PNG:
            return True
        place += 12 + int.from_bytes(content[place : place + 4], "big")
    return False


def _jpg_tells(content: bytes) -> bool:
    place = 2
    while place + 4 <= len(content) and content[place] == 0xFF and content[place + 1] != 0xDA:
        if content[place + 1] in _TELLING_JPG:
            return True
        place += 2 + int.from_bytes(content[place + 2 : place + 4], "big")
    return False


def _webp_tells(content: bytes) -> bool:
    place = 12
    while place + 8 <= len(content):
        if content[place : place + 4] in _TELLING_WEBP:
            return True
        size = int.from_bytes(content[place + 4 : place + 8], "little")
        place += 8 + size + size % 2
    return False


_TELLS_MORE = {"png": _png_tells, "jpg": _jpg_tells, "webp": _webp_tells}
