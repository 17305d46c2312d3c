"""Nothing in a text is ever active, whatever stands in it, and what is not Markdown is shown as it is written."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser

from nicbook.text import MAX_TEXT, Target, addresses_in, links_in, to_html, to_page, to_words

CORPORA = Path(__file__).parents[1] / "corpora"
NAUGHTY: list[str] = json.loads((CORPORA / "blns.json").read_text(encoding="utf-8"))
CASES: list[dict[str, str]] = json.loads((CORPORA / "dompurify_expect.json").read_text(encoding="utf-8"))
PAYLOADS = [case["payload"] for case in CASES]

TAGS = set("p strong em a code pre blockquote ul ol li hr br table thead tbody tr th td h1 h2 h3 h4 h5 h6".split())
ATTRIBUTES = {"a": {"href", "rel"}, "ol": {"start"}, **{f"h{level}": {"id"} for level in range(1, 7)}}
ADDRESS = re.compile(r"https?://|mailto:|\.\./record/$|#", re.IGNORECASE)


def known(target: str) -> Target:
    return Target("../record/", target)


def in_contexts(text: str) -> Iterator[str]:
    """The text, and the same in all places of Markdown where another reading of it might begin."""
    yield text
    line = text.replace("\n", " ")
    yield f"# {line}\n\n> {line}\n\n- {line}\n\n| {line} |\n|-|\n| {line} |\n"
    yield f"[{text}](http://b.org) [a](<{line}>) [b]({line}) ![{text}]({line}) [c](http://b.org '{text}')"
    yield f"<{line}> <http://b.org/{line}> [[{text}]] [[a|{text}]]\n\n[a]: <{line}> '{line}'\n\n[a] ![a]"
    yield f"```{line}\n{text}\n```\n\n    {line}\n\n`{text}` \\{text} &{text};"


def outputs(text: str) -> Iterator[str]:
    yield str(to_html(text, known))
    yield str(to_page(text, known, lambda href: None).html)


class Strict(HTMLParser):
    """Fails at every element, attribute and address that is not allowed, and at every element that is left open."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.text = ""
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in TAGS
        assert {name for name, _ in attrs} <= ATTRIBUTES.get(tag, set())
        for name, value in attrs:
            if name == "href":
                assert ADDRESS.match(value or "")
            if name == "id":
                assert re.fullmatch(r"[a-z0-9][a-z0-9_-]*", value or "")
        if tag not in ("br", "hr"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_comment(self, data: str) -> None:
        raise AssertionError("a comment")

    handle_decl = unknown_decl = handle_pi = handle_comment


@pytest.mark.parametrize("corpus", [PAYLOADS, NAUGHTY], ids=["payloads", "naughty strings"])
def test_nothing_active_comes_out(corpus):
    assert len(corpus) in (112, 258)
    for text in corpus:
        for markdown in in_contexts(text):
            for html in outputs(markdown):
                Strict(html)


@settings(max_examples=500, deadline=None)
@given(st.text() | st.text(alphabet="<>[]()!*_`|\\#-=&;:/\"' \n\tax1\x00\ud800"))
def test_any_text_comes_out_safe(text):
    for html in outputs(text):
        Strict(html)
    to_words(text), links_in(text), addresses_in(text)


WITH_A_MEANING_IN_MARKDOWN = {
    "\\\\": "\\",
    "-": "",
    ",./;'[]\\-=": ",./;'[]-=",
    ",。・:*:・゜’( ☻ ω ☻ )。・:*:・゜’": ",。・::・゜’( ☻ ω ☻ )。・::・゜’",
    "&lt;script&gt;alert(&#39;123&#39;);&lt;/script&gt;": "<script>alert('123');</script>",
    "<IMG SRC=&#106;&#97;&#118;&#97;&#115;&#99;&#114;&#105;&#112;&#116;&#58;&#97;&#108;&#101;&#114;&#116;&#40;&#39;&#88;"
    "&#83;&#83;&#39;&#41;>": "<IMG SRC=javascript:alert('XSS')>",
    "<IMG SRC=\"jav&#x09;ascript:alert('XSS');\">": "<IMG SRC=\"jav\tascript:alert('XSS');\">",
    "<IMG SRC=\"jav&#x0D;ascript:alert('XSS');\">": "<IMG SRC=\"jav\nascript:alert('XSS');\">",
    "<IMG SRC=\" &#14;  javascript:alert('XSS');\">": "<IMG SRC=\" \ufffd  javascript:alert('XSS');\">",
    '<a href=http://foo.bar/#x=`y></a><img alt="`><img src=x:x onerror=javascript:alert(1)></a>">':
        '<a href=http://foo.bar/#x=y></a><img alt="><img src=x:x onerror=javascript:alert(1)></a>">',
    '<script src="\\\\%(jscript)s"></script>': '<script src="\\%(jscript)s"></script>',
    '<BODY onload!#$%&()*~+-_.,:;?@[/|\\]^`=alert("XSS")>': '<BODY onload!#$%&()*~+-_.,:;?@[/|]^`=alert("XSS")>',
    "`ls -al /`": "ls -al /",
    '{{ "".__class__.__mro__[2].__subclasses__()[40]("/etc/passwd").read() }}':
        '{{ "".class.mro[2].subclasses()40.read() }}',
}  # fmt: skip


def test_naughty_strings_are_shown_as_they_are_written():
    meant = [text for text in NAUGHTY if text in WITH_A_MEANING_IN_MARKDOWN]
    assert len(meant) == len(WITH_A_MEANING_IN_MARKDOWN)
    for text in NAUGHTY:
        written = WITH_A_MEANING_IN_MARKDOWN.get(text, re.sub("[\x00-\x08\x0b-\x1f\x7f-\x9f]", "\ufffd", text))
        assert Strict(str(to_html(text, known))).text.strip() == written.strip()


def repeated(piece: str, size: int) -> str:
    return (piece * (size // len(piece) + 1))[:size]


@pytest.mark.parametrize(
    "piece",
    ["[a", "[", "[[", "[[a]]", "[[a|", "![", "![a](", "[a](", "[a][", "[a]: b\n", "* ", "- \n", "> ", ">", "1. "]
    + ["*a ", "_a_b", "***a", "`", "`a``", "<", "<http://a", "<a@b.c>", "&", "&#1", "\\", "(", "a  \n", "a\n=\n"]
    + ["# a\n", "a|\n-|\n", "\t"],
)
def test_endless_repetition_comes_out(piece):
    # Some of these once took minutes, or ended in a recursion error, in the parsers that others use.
    field = repeated(piece, MAX_TEXT)
    Strict(str(to_html(field, known)))
    to_words(field), links_in(field), addresses_in(field)


@pytest.mark.parametrize(
    "markdown",
    [
        "[" * 5_000 + "]" * 5_000,
        "![" * 3_000 + "](a)" * 3_000,
        "*a " * 4_000 + "a* " * 4_000,
        "> " * 300 + "a\n" + "a\n" * 8_000,
        "".join("  " * depth + "- a\n" for depth in range(130)),
        "|a" * 3_000 + "|\n" + "|-" * 3_000 + "|\n" + "a\n" * 3_000,
        "[a]: http://b.org/" + "x" * 9_000 + "\n\n" + "[a]" * 3_000,
        "\n\n".join(f"`{'`' * count}" for count in range(190)),
    ],
    ids=["brackets", "pictures", "emphasis", "quotes", "lists", "wide table", "one address many times", "code"],
)
def test_deep_and_wide_texts_come_out(markdown):
    for html in outputs(markdown):
        Strict(html)
    to_words(markdown), links_in(markdown), addresses_in(markdown)


def test_nothing_runs_in_a_browser(browser: Browser):
    page = browser.new_page()
    seen: list[str] = []
    page.on("dialog", lambda dialog: (seen.append(dialog.message), dialog.dismiss()))
    page.on("request", lambda request: seen.append(request.url))
    page.on("pageerror", lambda error: seen.append(str(error)))
    every = [html for text in PAYLOADS + NAUGHTY for markdown in in_contexts(text) for html in outputs(markdown)]
    page.set_content("<!doctype html><main>" + "".join(f"<div>{html}</div>" for html in every) + "</main>")
    names = page.evaluate("[...new Set([...document.querySelectorAll('main *')].map(each => each.localName))]")
    attributes = page.evaluate(
        "[...new Set([...document.querySelectorAll('main *')].flatMap(each => each.getAttributeNames()))]"
    )
    addresses = page.evaluate("[...document.links].map(each => each.getAttribute('href'))")
    blocks = page.evaluate("document.querySelector('main').childElementCount")
    page.close()
    assert set(names) <= TAGS | {"div"}
    assert set(attributes) <= {"href", "rel", "start", "id"}
    assert all(ADDRESS.match(address) for address in addresses)
    assert blocks == len(every)
    assert seen == []
