"""Addresses as a page sees them: every link of a page is relative, so that the website works under any path."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass

from nicbook.addresses import Addresses
from nicbook.evidence.coverage import note_of, title_of
from nicbook.text import Target
from nicbook.theory import Theory


def relative(page: str, target: str) -> str:
    """The way from a page to another address (both "" or ending in "/") or to a file of the website."""
    way = posixpath.relpath("/" + target, "/" + page)
    return f"{way}/" if target.endswith("/") or not target else way


@dataclass(frozen=True)
class Links:
    """What ids mean on one page: `network` is the network that the page belongs to, if any."""

    theory: Theory
    addresses: Addresses
    page: str
    network: str | None = None

    def to(self, address: str) -> str:
        """The link to a record by its address."""
        return relative(self.page, f"{address}/")

    def to_page(self, page: str) -> str:
        return relative(self.page, page)

    def to_file(self, name: str) -> str:
        """The link to a file in files/ of this page's network."""
        return relative(self.page, f"networks/{self.network}/files/{name}")

    def resolve(self, text: str) -> Target | None:
        """The record that an id or a `[[link]]` on this page means; None where there is none."""
        meanings = self.addresses.meanings(text, self.network)
        if len(meanings) != 1 or meanings[0] not in self.theory.entries:
            return None
        entry = self.theory.entries[meanings[0]]
        return Target(self.to(entry.address), title_of(self.theory, entry), note_of(self.theory, entry))
