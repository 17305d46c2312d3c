"""Hostile and odd text in every place that holds text: shown as it is written or refused cleanly, and never active."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import pytest

from nicbook.diagnostics import Diagnostic, Diagnostics, Severity
from nicbook.pages.page import Page
from nicbook.reading.yaml import read_yaml
from nicbook.website import Website, make_website, read_base

from .base import RICH

CORPORA = Path(__file__).parents[1] / "corpora"


def corpus(name: str) -> list:
    return json.loads((CORPORA / name).read_text(encoding="utf-8"))


BIDIRECTIONAL = [case["text"] for case in corpus("trojan_source.json")]
TEXTS = [*corpus("blns.json"), *(case["payload"] for case in corpus("dompurify_expect.json")), *BIDIRECTIONAL]

NETWORK = "theory/networks/hostile"
BASE = {
    f"{NETWORK}/network.yml": b"title: Hostile texts\n",
    f"{NETWORK}/aims/aim.yml": b"title: An aim\nstatement: More.\n",
    f"{NETWORK}/measures/count.yml": b"title: A count\nrole: process\nbetter: higher\ndefinition: {unit: count, counts: events}\n",
    "theory/sources/book.yml": b"title: A book\nkind: book\n",
    "theory/sites/school.yml": b"title: A school\nkind: school\n",
}


def quoted(text: str) -> str:
    """A text as YAML in double quotes."""
    return json.dumps(text, ensure_ascii=False)


def errors(found: Diagnostics) -> dict[str, set[int]]:
    """The lines with errors of every file that has some."""
    lines: dict[str, set[int]] = {}
    for one in found:
        if one.severity is Severity.ERROR:
            lines.setdefault(one.path, set()).add(one.span.line)
    return lines


def read(templates: Mapping[str, str], texts: list[str] = TEXTS) -> tuple[Website, dict[str, set[int]]]:
    """The base with one file a text and template, in which %s stands for the text and {n} in the path for its number."""
    files = dict(BASE)
    for number, text in enumerate(texts):
        for path, template in templates.items():
            content = template.replace("%s", quoted(text)) if path.endswith(".yml") else template.replace("%s", text)
            files[path.format(n=number)] = content.encode("utf-8", "surrogatepass")
    base, found = read_base(files)
    return make_website(base), errors(found)


class Html(HTMLParser):
    """What a browser would see: elements with their attributes, and the text in between."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.parts: set[tuple[str, str]] = set()
        self.addresses: list[str] = []
        self.styles: list[str] = []
        self.text = ""
        self.odd: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.parts |= {(tag, ""), *((tag, name) for name, _ in attrs)}
        self.addresses += [value or "" for name, value in attrs if name in ("href", "src", "action", "xlink:href")]
        self.styles += [value or "" for name, value in attrs if name == "style"]

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_comment(self, data: str) -> None:
        self.odd.append(data)

    handle_decl = unknown_decl = handle_pi = handle_comment


MARKDOWN = {
    *((tag, "") for tag in "p strong em a code pre blockquote ul ol li hr br table thead tbody tr th td h1 h2 h3 h4 h5 h6".split()),
    *(("a", name) for name in ("href", "rel")),
    *((f"h{level}", "id") for level in range(1, 7)),
    ("ol", "start"),
}


@cache
def our_own() -> Website:
    """The pages that are there without any record: they hold no contributed text."""
    return make_website(read_base({})[0])


def contributed(website: Website) -> list[Page]:
    return [page for page in website.pages.values() if page != our_own().pages.get(page.address)]


@cache
def harmless_parts() -> set[tuple[str, str]]:
    """The elements and attributes that pages have where every text is harmless, and those that Markdown may make."""
    base, _ = read_base({**RICH, **BASE})
    found = MARKDOWN.union(*(Html(page.html).parts for page in contributed(make_website(base))))
    assert not {tag for tag, _ in found} & {"script", "style", "iframe", "object", "embed", "base", "form", "meta", "link", "img"}
    assert not any(name.startswith("on") or name == "srcdoc" for _, name in found)
    return found


def assert_nothing_active(website: Website) -> None:
    for page in contributed(website):
        html = Html(page.html)
        assert html.parts <= harmless_parts(), f"{page.address}: {html.parts - harmless_parts()}"
        assert not html.odd, page.address
        assert all(re.fullmatch(r"--indent: \d+ch|--nd-width: \d+px|--share: [\d.]+", style) for style in html.styles), page.address
        for address in html.addresses:
            assert re.match(r"https?://|mailto:|#|(\.\./)*[A-Za-z0-9._/#-]*$", address), f"{page.address}: {address!r}"
        for plain in (page.title, *(heading.title for heading in page.headings)):
            assert "\n" not in plain
        # Themes print the title as it is, in head and menu.
        assert not re.search(r"<[A-Za-z/!?]|&(#\d+|#[xX][0-9A-Fa-f]+|[A-Za-z]\w*);", page.title), page.address


def words(text: str) -> str:
    """A text in the form in which a browser shows it: composed, with single spaces."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def is_bidirectional(text: str) -> bool:
    return re.search("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]", text) is not None


def test_titles() -> None:
    """Of a record, of a stage, of a cause's bone: plain words, shown letter by letter, in the diagram too."""
    idea, pipeline = f"{NETWORK}/change-ideas/t{{n}}.yml", f"{NETWORK}/pipelines/p{{n}}.yml"
    website, refused = read(
        {
            idea: "title: %s\ndrives: [aim]\n",
            pipeline: "title: A pipeline\nstages:\n  - id: first\n    title: %s\n",
            f"{NETWORK}/causes/c{{n}}.yml": "title: A cause\ncategory: %s\n",
        }
    )
    assert_nothing_active(website)
    network = Html(website.pages["networks/hostile/"].html)
    shown = 0
    for number, text in enumerate(TEXTS):
        for path, line in ((idea, 1), (pipeline, 4), (f"{NETWORK}/causes/c{{n}}.yml", 2)):
            path = path.format(n=number)
            if path in refused:
                assert refused[path] == {line}
                continue
            page = Html(website.pages[path.removeprefix("theory/").removesuffix(".yml") + "/"].html)
            assert words(text) in words(page.text)
            if line == 1:
                assert words(text) in words(network.text)
            shown += 1
        assert not is_bidirectional(text) or idea.format(n=number) in refused
    assert shown > 350


def test_a_networks_own_words() -> None:
    """They stand on the pages of all its aims, and in its diagram."""
    network, aim = "theory/networks/n{n}/network.yml", "theory/networks/n{n}/aims/aim.yml"
    website, refused = read({network: "title: A network\nlabels:\n  aim: %s\n", aim: "title: An aim\nstatement: More.\n"})
    assert_nothing_active(website)
    for number, text in enumerate(TEXTS):
        if lines := refused.get(network.format(n=number)):
            assert lines == {3}
        else:
            assert words(text) in words(Html(website.pages[f"networks/n{number}/aims/aim/"].html).text)


def assert_shown(text: str, page: Html) -> None:
    """Every word of a Markdown text is there to read, or in the address of a link."""
    visible = unescape(page.text + " ".join(page.addresses))
    text = re.sub(r"\]\([^)]*\)", "]", unescape(text))  # where a link leads that leads nowhere
    for word in re.findall(r"[^\W_]{3,}", unicodedata.normalize("NFC", text)):
        assert word in visible, f"{word!r} of {text!r} is lost"


LESSON = """title: A lesson
about: [aim]
claim: %s
summary: %s
conditions: |
  Before it: %s
wordings:
  - {text: %s, sources: [{id: book, at: %s}]}
reported_status: {is: %s}
since: {date: 2020, why: %s}
retired: {why: %s}
"""
FINDING = """title: A finding
of: aim
sources: [{id: book, at: %s}]
outcome: %s
group: %s
rating: %s
context: {text: %s}
comparison: {who: %s, after: 4}
"""


def test_texts() -> None:
    """Fields of Markdown, also in lists, in tables of results and beside sources."""
    lesson, finding = f"{NETWORK}/lessons/l{{n}}.yml", f"{NETWORK}/findings/f{{n}}.yml"
    website, refused = read({lesson: LESSON, finding: FINDING})
    assert_nothing_active(website)
    for path, kind in ((lesson, "lessons/l"), (finding, "findings/f")):
        shown = 0
        for number, text in enumerate(TEXTS):
            if path.format(n=number) in refused:
                continue
            page = Html(website.pages[f"networks/hostile/{kind}{number}/"].html)
            assert_shown(text, page)
            shown += 1
        assert shown > 250
    for number, text in enumerate(TEXTS):
        assert not is_bidirectional(text) or lesson.format(n=number) in refused


IDS = """title: An idea
drives: [aim]
tags: [%s]
aliases: [%s]
since: %s
effort: %s
illustrative: %s
sources: [%s]
accepted:
  - code: %s
    why: It is tried.
    date: %s
retired: {replaced_by: %s}
"""
LINES_OF_IDS = {"tags": 3, "aliases": 4, "since": 5, "effort": 6, "illustrative": 7, "sources": 8, "code": 10, "date": 12, "replaced_by": 13}
SITE = """title: A site
kind: %s
grades: [%s]
named: %s
context:
  locale: %s
  students: %s
  shares: {low_income: %s}
"""
SOURCE = """title: A source
kind: book
year: %s
url: %s
"""


def test_what_is_no_text() -> None:
    """Ids, dates, figures, words of a vocabulary, addresses: every one is refused in its line."""
    idea = f"{NETWORK}/change-ideas/i{{n}}.yml"
    website, refused = read({idea: IDS, "theory/sites/s{n}.yml": SITE, "theory/sources/b{n}.yml": SOURCE})
    assert_nothing_active(website)
    for number, text in enumerate(TEXTS):
        assert f"theory/sites/s{number}.yml" in refused
        assert f"theory/sources/b{number}.yml" in refused
        lines = refused[idea.format(n=number)]
        if read_yaml("", quoted(text).encode("utf-8", "surrogatepass"))[0] is None:
            continue  # a character that no file may hold; nothing else is told then
        fits = {"illustrative"} if text == "true" else set()
        if re.fullmatch(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", text):
            fits |= {"tags", "aliases", "code"}
        assert {key for key, line in LINES_OF_IDS.items() if line not in lines} <= fits, repr(text)


def test_cells() -> None:
    """Notes and groups of a table are shown letter by letter; a refused one is told with its row."""
    rows = list(enumerate(TEXTS))
    path = f"{NETWORK}/measures/cells.csv"
    told_rows: set[int] = set()
    while True:
        files = {**BASE, path: table(rows), path.replace(".csv", ".yml"): RECORD_OF_CELLS}
        base, found = read_base(files)
        here = [one for one in found if one.severity is Severity.ERROR]
        if not here:
            break
        assert {one.path for one in here} == {path}
        told = {row_of(one, rows) for one in here}
        told_rows |= {rows[index][0] for index in told}
        rows = [row for index, row in enumerate(rows) if index not in told]
    for start in range(0, len(rows), 200):  # a page has charts for so many groups, not for all of them
        some = rows[start : start + 200]
        website = make_website(read_base({**BASE, path: table(some), path.replace(".csv", ".yml"): RECORD_OF_CELLS})[0])
        assert_nothing_active(website)
        visible = words(Html(website.pages["networks/hostile/measures/cells/"].html).text)
        for _, text in some:
            assert words(text) in visible
    assert len(rows) > 300
    assert all(number in told_rows for number, text in enumerate(TEXTS) if is_bidirectional(text))


def row_of(error: Diagnostic, rows: list[tuple[int, str]]) -> int:
    """Which row a message names; or its line, where the file is refused before there are rows."""
    if row := re.match(r"Row (\d+)", error.message):
        return int(row[1]) - 2
    line = 2
    for index, (_, text) in enumerate(rows):
        line += 1 + 2 * text.count("\n")
        if error.span.line < line:
            return index
    raise AssertionError("an error behind the last row")


RECORD_OF_CELLS = b"title: Cells\nrole: process\nbetter: higher\nstrata: [grade]\ndefinition: {unit: count, counts: events}\n"


def table(rows: list[tuple[int, str]]) -> bytes:
    lines = ["date,site,grade,value,note"]
    for number, text in rows:
        cell = '"' + text.replace('"', '""') + '"'
        lines.append(f"{1900 + number // 12}-{number % 12 + 1:02},school,{cell},1,{cell}")
    return ("\n".join(lines) + "\n").encode("utf-8", "surrogatepass")


@pytest.mark.parametrize("column", ["date", "site", "value"])
def test_cells_that_hold_no_text(column: str) -> None:
    index = ["date", "site", "value"].index(column)
    path = f"{NETWORK}/measures/count.csv"
    for text in TEXTS:
        if re.fullmatch(r"[12]\d{3}|-?(0|[1-9]\d*)(\.\d+)?|", text):
            continue
        cells = ["2020-01", "school", "1"]
        cells[index] = '"' + text.replace('"', '""') + '"'
        _, found = read_base({**BASE, path: f"date,site,value\n{','.join(cells)}\n".encode("utf-8", "surrogatepass")})
        assert path in errors(found), f"{text!r} is taken"


def test_prose_pages() -> None:
    pages = {"content/whole{n}.md": "%s", "content/part{n}.md": "# A page\n\n## %s\n\n- %s\n\n[[aim|%s]]\n"}
    website, refused = read(pages)
    assert_nothing_active(website)
    shown = 0
    for number, text in enumerate(TEXTS):
        if f"content/whole{number}.md" in refused:
            continue
        page = Html(website.pages[f"whole{number}/"].html)
        assert_shown(text, page)
        shown += 1
    assert shown > 250
    for number, text in enumerate(TEXTS):
        assert not is_bidirectional(text) or f"content/whole{number}.md" in refused, "a text may be turned around"


def test_names_of_files() -> None:
    """A path is refused, or it can be an address; and a refused one is told by a message that cannot steer a terminal."""
    taken: dict[str, bytes] = {}
    for text in TEXTS:
        name = text.replace("/", "-")[:100]
        files = {
            f"theory/sites/{name}.yml": b"title: A site\nkind: school\n",
            f"theory/networks/{name}/network.yml": b"title: A network\n",
            f"{NETWORK}/drivers/{name}.yml": b"title: A driver\ndrives: [aim]\n",
            f"{NETWORK}/measures/{name}.csv": b"date,site,value\n",
            f"{NETWORK}/files/{name}.pdf": b"%PDF-1.4",
            f"content/{name}.md": b"# A page\n",
        }
        _, found = read_base({**BASE, **files})
        told = "".join(one.message + one.hint for one in found)
        assert not re.search("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]", told)
        taken |= {path: content for path, content in files.items() if path not in errors(found)}
    website = make_website(read_base({**BASE, **taken})[0])
    assert len(website.pages) > len(our_own().pages) + 20
    assert_nothing_active(website)
    for address in (*website.pages, *website.files):
        assert re.fullmatch(r"[A-Za-z0-9._/-]*", address), address
