"""A lesson that is contradicted, or older than what is known now, says so wherever a page names it."""

from __future__ import annotations

from pathlib import Path

import pytest

from nicbook.evidence.coverage import note_of
from nicbook.records.kinds import KINDS

from .html import Html, website_of
from .test_candidates import names
from .test_every_field import REPOSITORY, RICH, published
from .test_kinds import BASE, ENDED, N


@pytest.mark.parametrize("root", [REPOSITORY, RICH], ids=["our own", "rich"])
def test_no_page_names_a_lesson_in_doubt_without_saying_so(root: Path) -> None:
    base, website = published(root)
    notes = {f"{entry.address}/": note_of(base.theory, entry) for entry in base.theory.of_kind("lesson")}
    notes = {page: note for page, note in notes.items() if note}
    assert notes or root == RICH
    as_written = {f"format/{kind}/" for kind in KINDS}  # files as they are, with their own words
    bare = [
        f"{page}: {words}"
        for page, to, words in names(website, notes)
        if f"({notes[to]})" not in words and page not in as_written
    ]
    assert not bare, "\n".join(bare)


def test_its_own_page_says_so_beside_its_heading() -> None:
    lesson = "title: Noon\nclaim: Call at noon.\nabout: [call]\nsupported_by: [first]\ncontradicted_by: [second]\nwritten: 2026-12\n"
    records = {f"{N}/cycles/first.yml": ENDED, f"{N}/cycles/second.yml": ENDED, f"{N}/lessons/noon.yml": lesson}
    pages = website_of({**BASE, **records}).pages
    page = pages["networks/n/lessons/noon/"]
    assert page.title == "Noon (contradicted)"
    assert ">contradicted</span>" in page.html.partition("<h1>")[0]
    assert "Noon (contradicted)" in Html(pages["networks/n/change-ideas/call/"].html).text
