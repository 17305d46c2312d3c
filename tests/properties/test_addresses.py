"""No page takes the place of another: two that want one address are an error."""

from __future__ import annotations

import pytest

from nicbook.diagnostics import has_errors
from nicbook.website import make_website, read_base

from .base import RICH, TODAY

DRIVER = "theory/networks/ties/drivers/another.yml"
CLASHES = {
    "an alias that is the id of another record": {DRIVER: "title: B\ndrives: [attendance]\naliases: [quick-notice]\n"},
    "an alias that is the record's own id": {DRIVER: "title: B\ndrives: [attendance]\naliases: [another]\n"},
    "an alias that two records have": {DRIVER: "title: B\ndrives: [attendance]\naliases: [adult-ties]\n"},
    "an alias of a network that is another network": {
        "theory/networks/more/network.yml": "title: More\naliases: [ties]\n"
    },
    "a page in place of home": {"content/index.md": "# Home\n"},
    "a page in place of an index": {"content/drivers.md": "# Drivers\n"},
    "a page in place of a record": {"content/networks/ties.md": "# Ties\n"},
    "a page in place of a diagram": {"content/networks/ties/diagram.md": "# Diagram\n"},
    "two pages": {"content/about/index.md": "# About\n"},
}


@pytest.mark.parametrize("name", CLASHES)
def test_an_address_is_given_once(name: str) -> None:
    files = {**RICH, **{path: text.encode() for path, text in CLASHES[name].items()}}
    _, found = read_base(files, TODAY)
    assert has_errors(found)
    assert {one.path for one in found if one.severity == "error"} <= {*CLASHES[name], "theory/networks/ties/drivers/ties-to-adults.yml"}


def test_every_record_has_its_page() -> None:
    base, _ = read_base(RICH, TODAY)
    pages = make_website(base).pages
    for entry in base.theory.entries.values():
        assert pages[f"{entry.address}/"].source == entry.path
