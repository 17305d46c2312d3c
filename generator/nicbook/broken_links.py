"""The links of a finished Website: one that leads nowhere inside it is an error, whoever wrote it.

The last net below the checks of references and of contributed text, on the pages as they will be published.
Stands after website.py, whose value it looks at.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from html import unescape
from urllib.parse import unquote, urlsplit

from nicbook.diagnostics import START, Diagnostic, Diagnostics, diagnose, sorted_by_place
from nicbook.pages.page import Page
from nicbook.website import Website

_TAG = re.compile(r"""<[a-zA-Z](?:[^<>"]|"[^"]*")*>""")
_ATTRIBUTE = re.compile(r"""\s(id|href|src)="([^"]*)\"""")


def broken_links(website: Website) -> Diagnostics:
    """Every link and image of a page whose address, file or place on the page is not there.

    Pages are expected to quote attributes with `"`, as autoescaped templates and the sanitiser do. Links that
    leave the website (with a scheme or a host) are not followed.
    """
    links = {address: list(_attributes(page.html)) for address, page in website.pages.items()}
    places = {address: {value for name, value in found if name == "id"} for address, found in links.items()}
    return sorted_by_place(
        _broken(website.pages[address], value)
        for address, found in links.items()
        for name, value in found
        if name != "id" and not _leads_somewhere(address, value, places, website.files)
    )


def _attributes(html: str) -> Iterator[tuple[str, str]]:
    for tag in _TAG.finditer(html):
        for name, value in _ATTRIBUTE.findall(tag[0]):
            yield name, unescape(value)


def _leads_somewhere(
    address: str, link: str, places: Mapping[str, set[str]], files: Mapping[str, bytes]
) -> bool:
    scheme, host, path, _, fragment = urlsplit(link)
    if scheme or host:
        return True
    if path.startswith("/"):  # the website may be published below any folder of its host
        return False
    target = posixpath.normpath(posixpath.join(address, unquote(path)))
    page = "" if target == "." else f"{target}/"
    if page in places:
        return not fragment or unquote(fragment) in places[page]
    return target in files


def _broken(page: Page, link: str) -> Diagnostic:
    return diagnose(
        "broken-link",
        page.source or f"{page.address}index.html",
        START,
        f"On the page “{page.title}” the link {link} leads nowhere.",
        "Write the address of a page that exists, seen from this page, or name a record as [[its-id]].",
    )
