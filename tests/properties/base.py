"""A small valid base that uses every kind of record and nearly every key, one with faults, and what a reading gives.

Run as a program it prints the digests of both: everything that is told and everything that would be published.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from types import MappingProxyType

from nicbook.diagnostics import Diagnostics
from nicbook.website import Website, make_website, read_base

TODAY = date(2026, 11, 21)
_FOLDER = Path(__file__).parent / "rich"

RICH: Mapping[str, bytes] = MappingProxyType(
    {path.relative_to(_FOLDER).as_posix(): path.read_bytes() for path in sorted(_FOLDER.rglob("*")) if path.is_file()}
)

FAULTY: Mapping[str, bytes] = MappingProxyType(
    {
        **RICH,
        "theory/networks/ties/drivers/a.yml": b"title: A\ndrives: [b, nowhere]\n",
        "theory/networks/ties/drivers/b.yml": b"title: B\ndrives: [a, attendence]\n",
        "theory/networks/letters/drivers/a.yml": b"title: A\ndrives: [a]\n",
        "theory/networks/letters/drivers/attendance.yml": b"title: [no\n",
        "theory/sites/roosevelt.yml": b"title: One\nkind: schol\nkey: 1\n",
        "content/faulty.md": b"[[plain-leters]] [nowhere](gone.md) [[a]]\n",
    }
)
"""Faults whose messages choose among several records: what is nearest, where a loop begins, what is meant."""


def contents(website: Website, found: Diagnostics) -> tuple[object, ...]:
    """All that a reading gives, in its order."""
    return found, list(website.pages.items()), list(website.files.items())


def digest(files: Mapping[str, bytes]) -> str:
    """It differs whenever a diagnostic, a page or a file of the website differs, or their order."""
    base, found = read_base(files, TODAY)
    return hashlib.sha256(repr(contents(make_website(base), found)).encode("utf-8", "surrogatepass")).hexdigest()


if __name__ == "__main__":
    print(digest(RICH), digest(FAULTY))
