"""What holds for every page: it stays whole inside Markdown, its ids are its own, and it is light."""

from __future__ import annotations

import gzip
import re
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel

from nicbook.records.fields import Markdown
from nicbook.records.kinds import BY_FOLDER
from nicbook.website import make_website

from .html import Html
from .test_every_field import REPOSITORY, RICH, published

RECORD = 20_000
ASSETS = 150_000
"""Bytes, gzipped."""


@pytest.mark.parametrize("root", [REPOSITORY, RICH], ids=["our own", "rich"])
def test_no_page_holds_an_empty_line(root: Path) -> None:
    for page in published(root)[1].pages.values():
        assert not re.search(r"\n\s*\n", page.html), page.address


@pytest.mark.parametrize("root", [REPOSITORY, RICH], ids=["our own", "rich"])
def test_ids_are_unique_and_what_buttons_open_is_there(root: Path) -> None:
    for page in published(root)[1].pages.values():
        read = Html(page.html)
        repeated = [id for id, count in Counter(read.ids).items() if count > 1]
        assert not repeated, f"{page.address}: {repeated}"
        assert set(read.opens) <= set(read.ids), page.address
        assert len(read.opens) == len(set(read.opens)), page.address


def test_the_page_of_a_record_is_light(real_folder: Path) -> None:
    pages = [
        file
        for file in real_folder.rglob("index.html")
        if (parts := file.relative_to(real_folder).parts)[0] in ("networks", "sites", "sources")
        and (len(parts) == 3 or len(parts) == 5 and parts[2] in BY_FOLDER or len(parts) == 6 and parts[2] == "measures")
    ]
    assert len(pages) > 80
    sizes = {str(file.relative_to(real_folder)): len(gzip.compress(file.read_bytes())) for file in pages}
    assert {file: size for file, size in sizes.items() if size > RECORD} == {}


def test_what_all_pages_share_is_light(real_folder: Path) -> None:
    html = (real_folder / "index.html").read_text(encoding="utf-8")
    shared = {real_folder / path for path in re.findall(r'<(?:script src|link rel="stylesheet" href)="([^"]+)"', html)}
    shared |= set(real_folder.glob("assets/javascripts/workers/*.js"))
    assert len(shared) > 5
    assert sum(len(gzip.compress(file.read_bytes())) for file in shared) < ASSETS


LONG = Markdown("First line.\n\nSecond line.\n\n- a list\n- of two\n\n> and a quotation\n")
BLOCKS = re.compile(r"<(div|p|ul|ol|dl|blockquote|table|h\d)[ >]")
LINES = re.compile(r"<(p|h[1-6]|span|strong|button|a)(?: [^>]*)?>((?:(?!</?\1[ >]).)*)</\1>", re.DOTALL)


def lengthened(value: Any) -> Any:
    """The same record, with several paragraphs in place of every text."""
    if isinstance(value, Markdown):
        return LONG
    if isinstance(value, BaseModel):
        return value.model_copy(update={name: lengthened(getattr(value, name)) for name in value.model_fields_set})
    return tuple(map(lengthened, value)) if isinstance(value, tuple) else value


@pytest.mark.parametrize("root", [REPOSITORY, RICH], ids=["our own", "rich"])
def test_texts_of_several_paragraphs_stand_where_blocks_may_stand(root: Path) -> None:
    """A browser ends a line where a block begins in it, and tears the page apart."""
    base = published(root)[0]
    entries = {address: replace(entry, record=lengthened(entry.record)) for address, entry in base.theory.entries.items()}
    pages = make_website(replace(base, theory=replace(base.theory, entries=entries))).pages
    for address in entries:
        html = pages[f"{address}/"].html
        for line in LINES.finditer(html):
            assert not BLOCKS.search(line[2]), f"{address}: {line[0][:300]}"
    assert sum(page.html.count("Second line.") for page in pages.values()) > 100
