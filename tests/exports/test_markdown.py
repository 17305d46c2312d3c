"""The website elsewhere: the folder of Markdown, built by a plain MkDocs with other themes and no plugin."""

from __future__ import annotations

import posixpath
import re
import subprocess
import sys
from html import unescape
from datetime import date
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
import yaml

from nicbook.exports.markdown import STYLESHEETS, elsewhere, to_markdown
from nicbook.files.folder import read_folder
from nicbook.files.history import last_changes
from nicbook.mkdocs_host import build_website
from nicbook.website import Website, make_website, read_base

REPOSITORY = Path(__file__).parent.parent.parent
AWKWARD = """\
# How we `look` & listen

```
first

\tafter a tab, an empty line and & &amp; <b> <!-- no comment -->


~~~
```

\\`\\`\\`
no code, but words between signs that begin code
\\`\\`\\`

~~~~
```
a block in a block
```
~~~~

1. one

   > quoted & *said* [twice](about.md)

| a | b |
|---|---|
| `x \\| y` | <script>alert(1)</script> |

[^1] {: .red } !!! note "x" :smile: $x$ {{ x }} {% x %} &copy; &nosuch; &#0; a&b http://a.example/?a=1&copy=2
"""
"""Prose in which Markdown engines find much to do."""


def made_of(files: dict[str, bytes]) -> Website:
    base, found = read_base(files)
    assert not [one for one in found if one.severity == "error"]
    return make_website(base, last_changes(REPOSITORY), date.today())


@pytest.fixture(scope="module")
def website() -> Website:
    return made_of(read_folder(REPOSITORY)[0])


@pytest.fixture(scope="module")
def awkward() -> Website:
    return made_of(
        {
            "content/about.md": AWKWARD.encode(),
            "theory/networks/demo/network.yml": (
                b'title: "50% of \\"all\\": it\'s # a - {title} | \xe2\x80\x94 \xc3\xa9\xf0\x9f\xa7\xaa"\n'
                b"summary: |\n  Words.\n\n      code\n\n      \\tafter\n\n  More words.\n"
            ),
        }
    )


def built(website: Website, theme: str, folder: Path) -> Path:
    """The finished website, made with the mkdocs.yml that the README shows."""
    for path, content in to_markdown(website).items():
        file = folder / "docs" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    told = re.search("```\n(site_name: .*?)```", (REPOSITORY / "README.md").read_text(encoding="utf-8"), re.DOTALL)[1]
    (folder / "mkdocs.yml").write_text(told.replace("readthedocs", theme) + "plugins: []\n")
    run = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "-f", str(folder / "mkdocs.yml")]
    said = subprocess.run(run, capture_output=True, text=True)
    assert said.returncode == 0, said.stderr
    assert not said.stderr.strip()
    return folder / "site"


@pytest.fixture(scope="module", params=["readthedocs", "mkdocs"])
def site_elsewhere(request: pytest.FixtureRequest, website: Website, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(website, request.param, tmp_path_factory.mktemp(request.param))


def element(html: str) -> str:
    """The element `<div class="nicbook ..">` of a page, as it is written there."""
    start = html.index('<div class="nicbook')
    depth = 0
    for tag in re.finditer(r"<(/?)div\b[^>]*>", html[start:]):
        depth += -1 if tag[1] else 1
        if depth == 0:
            return html[start : start + tag.end()]
    raise AssertionError("the element is not closed")


def text_of(folder: Path, address: str) -> str:
    return (folder / address / "index.html").read_bytes().decode()


def test_every_page_is_the_same_byte_for_byte_in_both_websites(
    website: Website, real_folder: Path, site_elsewhere: Path
) -> None:
    for address in website.pages:
        assert element(text_of(site_elsewhere, address)) == element(text_of(real_folder, address)), address


def test_every_link_leads_somewhere_there_too(website: Website, site_elsewhere: Path) -> None:
    ids: dict[str, set[str]] = {}
    for address in website.pages:
        html = element(text_of(site_elsewhere, address))
        for link in re.findall(r'\s(?:href|src)="([^"]*)"', html):
            scheme, host, path, _, fragment = urlsplit(unescape(link))
            if scheme or host:
                continue
            target = posixpath.normpath(posixpath.join(address, unquote(path))) if path else address
            file = site_elsewhere / target
            file = file / "index.html" if file.is_dir() else file
            assert file.is_file(), f"{address}: {link}"
            if fragment:
                key = str(file)
                ids[key] = ids.get(key) or set(re.findall(r'\sid="([^"]*)"', file.read_bytes().decode()))
                assert unquote(fragment) in ids[key], f"{address}: {link}"


def test_files_of_the_website_are_there(website: Website, site_elsewhere: Path) -> None:
    for path, content in website.files.items():
        if path not in STYLESHEETS:
            assert (site_elsewhere / path).read_bytes() == content


@pytest.mark.parametrize("theme", ["readthedocs", "mkdocs"])
def test_what_markdown_engines_would_change_stays_as_it_is(awkward: Website, theme: str, tmp_path: Path) -> None:
    site = built(awkward, theme, tmp_path / "elsewhere")
    root = tmp_path / "base"
    (root / "content").mkdir(parents=True)
    (root / "content/about.md").write_text(AWKWARD)
    (root / "theory/networks/demo").mkdir(parents=True)
    (root / "theory/networks/demo/network.yml").write_text('title: "A network"\n')
    (root / "mkdocs.yml").write_text("site_name: A\ntheme: {name: material}\nplugins: [search, nicbook]\n")
    ours = build_website(root, tmp_path / "ours").output
    assert ours is not None
    assert element(text_of(site, "about/")) == element(text_of(ours, "about/"))
    for address, page in awkward.pages.items():
        assert page.html.strip() in text_of(site, address)


def test_no_page_has_an_empty_line_or_a_line_that_begins_code(website: Website, awkward: Website) -> None:
    for page in (*website.pages.values(), *awkward.pages.values()):
        assert not re.search(r"\n\s*\n|\t|^ *(```|~~~)", page.html, re.MULTILINE), page.address


def test_a_code_block_reads_as_it_was_written(awkward: Website) -> None:
    code = unescape(re.findall("<pre><code>(.*?)</code></pre>", awkward.pages["about/"].html, re.DOTALL)[0])
    assert code == AWKWARD.partition("```\n")[2].partition("```")[0]


def test_titles_are_those_of_the_pages(awkward: Website, website: Website) -> None:
    for made in (awkward, website):
        folder = to_markdown(made)
        for address, page in made.pages.items():
            front = folder[f"{address}index.md"].decode().split("---\n")[1]
            assert yaml.safe_load(front) == {"title": page.title}


def test_every_colour_and_measure_that_pages_use_has_a_value_elsewhere(website: Website) -> None:
    styles = to_markdown(website)[STYLESHEETS[1]].decode()
    used = set(re.findall(r"var\((--nicbook-[\w-]+)\)", styles))
    stated = set(re.findall(r"(--nicbook-[\w-]+):", elsewhere() + styles))
    assert used and used <= stated
    assert ".md-typeset " not in styles and ".md-typeset " not in elsewhere()


def test_pages_elsewhere_keep_their_colours_and_sizes(site, visit, site_elsewhere: Path) -> None:
    opened = visit(site(site_elsewhere) + "networks/carnegie-math-pathways/", may_complain=True)
    box = opened.locator(".nicbook-diagram .nd-driver .nd-box").first
    assert box.evaluate("element => getComputedStyle(element).fill") == "rgb(255, 255, 255)"
    status = opened.locator(".nicbook-status").first
    assert float(status.evaluate("element => parseFloat(getComputedStyle(element).fontSize)")) >= 12
