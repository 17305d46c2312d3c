"""Everything that a record says can be read on its page, whatever its kind shows first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel

from nicbook.corpus import Entry
from nicbook.evidence.coverage import title_of
from nicbook.files.folder import read_folder
from nicbook.pages.links import Links
from nicbook.pages.words import words_of
from nicbook.records.fields import Markdown, Ref
from nicbook.records.kinds import KINDS
from nicbook.text import to_words
from nicbook.website import Base, Website, make_website, read_base

from .html import Html

REPOSITORY = Path(__file__).parent.parent.parent
RICH = REPOSITORY / "tests" / "properties" / "rich"

NOT_SHOWN = {("illustrative",), ("stages", "id")}
"""Told by a notice of its own; a name that only the table uses."""


@cache
def published(root: Path) -> tuple[Base, Website]:
    base, _ = read_base(read_folder(root)[0])
    return base, make_website(base)


def stated(part: BaseModel, location: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Every single value that a record states, with its keys."""
    for name in part.model_fields_set:
        yield from _values(getattr(part, name), (*location, type(part).model_fields[name].alias or name))


def _values(value: Any, location: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Any]]:
    if isinstance(value, BaseModel):
        yield from stated(value, location)
    elif isinstance(value, tuple):
        for item in value:
            yield from _values(item, location)
    elif isinstance(value, Mapping):
        for key, item in value.items():
            yield from _values(item, (*location, key))
    elif value is not None and not isinstance(value, bool):
        yield location, value


def as_read(value: Any, entry: Entry, base: Base) -> str:
    if isinstance(value, Ref):
        [address] = base.addresses.meanings(value, entry.network)
        return title_of(base.theory, base.theory.entries[address])
    if isinstance(value, Markdown):
        return to_words(value, Links(base.theory, base.addresses, "", entry.network).resolve)
    return f"{value:g}" if isinstance(value, float) else str(value)


def readings(words: str, location: tuple[str, ...]) -> tuple[str, ...]:
    """What a page may say for a value: a word of a vocabulary in plain words, a target of -50 percent as 50 percent less."""
    return (words, words_of(words), *((f"{words.removeprefix('-')} percent",) if location[0] == "target" else ()))


@pytest.mark.parametrize("root", [REPOSITORY, RICH], ids=["our own", "rich"])
def test_all_that_is_stated_can_be_read(root: Path) -> None:
    base, website = published(root)
    lost = []
    kinds = set()
    for entry in base.theory.entries.values():
        kinds.add(entry.kind)
        text = unescape(Html(website.pages[f"{entry.address}/"].html).text)
        for location, value in stated(entry.record):
            words = as_read(value, entry, base)
            if location not in NOT_SHOWN and not any(reading in text for reading in readings(words, location)):
                lost.append(f"{entry.path}: {'.'.join(location)}: {words}")
    assert not lost, "\n".join(lost)
    assert kinds == set(KINDS)


@pytest.mark.parametrize("root", [REPOSITORY, RICH], ids=["our own", "rich"])
def test_every_cell_of_a_table_can_be_read(root: Path) -> None:
    base, website = published(root)
    for entry in base.theory.entries.values():
        if entry.table is None:
            continue
        # The values of a measure with many charts stand on pages below its own, one for each site.
        pages = [page for address, page in website.pages.items() if address.startswith(f"{entry.address}/")]
        text = " ".join(Html(page.html).text for page in pages)
        header = entry.table.table.header
        for row in entry.table.table.rows:
            if "suppressed" in row.cells:
                continue  # what is small is named as such, and no more of its row is shown
            for column, cell in zip(header, row.cells, strict=True):
                if column not in ("site", "stage", "count"):  # a count may be held back behind a bound
                    words = f"{int(cell):,}" if cell.isdecimal() else cell
                    assert cell in text or words in text, f"{entry.table.path}: {column} {cell}"
