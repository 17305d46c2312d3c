"""Our pages as MkDocs knows them: files, pages whose content is ready, the table of contents, the navigation."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from html import escape

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation, Section
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.structure.toc import AnchorLink, TableOfContents

from nicbook.pages.page import Page

START = "page-start"
"""The id of the place where a page's own content begins, for the link that skips the menu."""


class ReadyPage(MkDocsPage):
    """A page that MkDocs neither reads nor renders. MkDocs keeps titles as HTML, so ours are escaped for it."""

    def __init__(self, page: Page, file: File, config: MkDocsConfig) -> None:
        super().__init__(escape(page.title, quote=False), file, config)
        self.ours = page
        self.toc = table_of_contents(page)

    @property
    def is_index(self) -> bool:
        """Whether the theme takes it for the title of its section: a page beside others of its sort is an entry of its own."""
        is_beside_others = self.parent is not None and bool(self.ours.under) and self.parent.title == self.ours.under
        return super().is_index and not is_beside_others

    def read_source(self, config: MkDocsConfig) -> None:
        self.markdown = ""
        self.meta = {"search": {"exclude": True}}  # its entry in the index is ours, not drawn from the HTML
        if len(self.toc.items[0].children) < 2:
            self.meta["hide"] = ["toc"]

    def render(self, config: MkDocsConfig, files: Files) -> None:
        self.content = self.ours.html


def table_of_contents(page: Page) -> TableOfContents:
    """The headings below the page's own, nested by level, under one entry that is the start of the page."""
    top = AnchorLink(escape(page.title, quote=False), START, 1)
    above = [top]
    for heading in page.headings:
        if heading.level > 1:
            entry = AnchorLink(escape(heading.title, quote=False), heading.id, heading.level)
            while above[-1].level >= heading.level:
                above.pop()
            above[-1].children.append(entry)
            above.append(entry)
    return TableOfContents([top])


def add_page(files: Files, config: MkDocsConfig, page: Page) -> None:
    """Put a page outside MkDocs' automatic navigation, at its address, with the link that edits its source."""
    file = File.generated(config, _source_uri(page), content="", inclusion=InclusionLevel.NOT_IN_NAV)
    if page.source:
        file.edit_uri = posixpath.relpath(page.source, "content")  # MkDocs wants it seen from docs_dir
    ReadyPage(page, file, config)
    files.append(file)


def _source_uri(page: Page) -> str:
    """The name that a `nav` in mkdocs.yml gives the page: that of its prose file, or one made from its address."""
    if page.source and page.source.startswith("content/"):
        name = page.source.removeprefix("content/")
        folder, file = posixpath.split(name.removesuffix(".md"))
        if page.address == (f"{folder}/" if file == "index" else f"{folder}/{file}/").lstrip("/"):
            return name
    return f"{page.address}index.md"  # the theme takes an index for the title of its section


def navigation(pages: Mapping[str, ReadyPage]) -> Navigation:
    """The menu: the pages that belong in it, in their order, each below the nearest page whose address holds its own.

    A page outside the menu is given the nearest one as its parent, so that the menu opens there. Pages of a sort stand
    together under one entry.
    """
    shown = {address: page for address, page in pages.items() if page.ours.in_navigation}
    nearest = {address: _nearest(address, shown) for address in pages}
    sections = {
        parent: Section(shown[parent].title, [shown[parent]])
        for address, parent in nearest.items()
        if parent is not None and address in shown
    }
    items: list[Section | ReadyPage] = []
    sorts: dict[str, Section] = {}
    for address, page in pages.items():
        parent = nearest[address]
        if address in sections:
            page.parent = sections[address]
        elif parent is not None:
            page.parent = sections.get(parent) or shown[parent]
        if address in shown:
            item = sections.get(address, page)
            if parent is None and page.ours.under:
                if page.ours.under not in sorts:
                    items.append(sorts.setdefault(page.ours.under, Section(page.ours.under, [])))
                sorts[page.ours.under].children.append(item)
                item.parent = sorts[page.ours.under]
            elif parent is None:
                items.append(item)
            else:
                sections[parent].children.append(item)
                item.parent = sections[parent]
    return Navigation(items, list(shown.values()))


def _nearest(address: str, shown: Mapping[str, ReadyPage]) -> str | None:
    while address:
        address = address[: address.rstrip("/").rfind("/") + 1]
        if address and address in shown:
            return address
    return None
