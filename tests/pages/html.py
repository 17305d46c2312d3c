"""What tests of pages read: the words that a reader sees, and the ids and links of a page."""

from __future__ import annotations

from html.parser import HTMLParser

from nicbook.diagnostics import has_errors
from nicbook.website import Website, make_website, read_base


class Html(HTMLParser):
    """A page as a browser takes it apart. What is hidden (the other form of a word of the glossary) is no text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.opens: list[str] = []
        """The ids of what buttons open."""
        self._hidden = 0
        self._words: list[str] = []
        self.feed(html)
        self.close()

    @property
    def text(self) -> str:
        """All words, with single spaces."""
        return " ".join("".join(self._words).split())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.ids += [value or "" for name, value in attrs if name == "id"]
        self.links += [value or "" for name, value in attrs if name == "href"]
        self.opens += [value or "" for name, value in attrs if name == "popovertarget"]
        if tag == "a" and "hidden" in given:
            self._hidden += 1
        elif tag in _BLOCKS:
            self._words.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag == "a" and self._hidden:
            self._hidden -= 1
        elif tag in _BLOCKS:
            self._words.append(" ")

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self._words.append(data)


_BLOCKS = frozenset("p div section h1 h2 h3 h4 li ul ol dl dt dd table tr td th caption blockquote pre header footer nav".split())


def website_of(files: dict[str, str]) -> Website:
    """The website of a small base without errors."""
    base, found = read_base({path: content.encode() for path, content in files.items()})
    assert not has_errors(found), [f"{one.path}: {one.message}" for one in found]
    return make_website(base)
