"""What a contributor's Markdown becomes: HTML, words, and the list of its links."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from hypothesis import example, given, settings
from hypothesis import strategies as st

from nicbook.text import Address, Heading, Target, TextLink, addresses_in, links_in, to_html, to_page, to_words

CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
RECORDS = {"early-alert": Target("../early-alert/", "Early alert <1>"), "other/aim": Target("../../other/aims/aim/", "Aim")}


def pages(href: str) -> str | None:
    return {"about.md": "../about/", "über uns.md#team": "../über-uns/#team"}.get(href)


def html(markdown: str) -> str:
    return to_html(markdown, RECORDS.get)


class Links(HTMLParser):
    """The href and the words of every link."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[list[str | None]] = []
        self.inside = False
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a":
            self.found.append([dict(attrs)["href"], ""])
            self.inside = True

    def handle_endtag(self, tag: str) -> None:
        self.inside = self.inside and tag != "a"

    def handle_data(self, data: str) -> None:
        if self.inside:
            self.found[-1][1] += data


# Blocks


def test_paragraphs_lists_tables_and_code():
    assert html("One.\n\n- a\n- **b**\n") == "<p>One.</p>\n<ul>\n<li>a</li>\n<li><strong>b</strong></li>\n</ul>\n"
    assert "<td>1</td>" in html("| a |\n|--:|\n| 1 |")
    assert html("```js onclick=x\n<b>\n```") == "<pre><code>&lt;b&gt;\n</code></pre>\n"
    assert '<ol start="3">' in html("3. c")


def test_raw_html_is_shown_as_it_is_written():
    assert html("<b onclick=x>b</b> &amp; <!-- c -->") == "<p>&lt;b onclick=x&gt;b&lt;/b&gt; &amp; &lt;!-- c --&gt;</p>\n"
    assert html("<script>\nx\n</script>") == "<p>&lt;script&gt;\nx\n&lt;/script&gt;</p>\n"


def test_headings_of_a_field_stay_out_of_the_outline_of_the_page():
    assert html("# What we saw\n\nx\n\nTitle\n===") == (
        "<p><strong>What we saw</strong></p>\n<p>x</p>\n<p><strong>Title</strong></p>\n"
    )


def test_no_control_character_comes_out():
    for markdown in ("a\x00b\x1b[31m", "\x0c", "a\x02*b*\x85", "*a*\ud800", "x &#12; &#13; &#x1b; y", "`\x07`", "\ud800"):
        for out in (html(markdown), to_words(markdown), to_page(markdown, RECORDS.get, pages).html):
            assert CONTROL.search(out) is None


def test_a_line_of_no_break_spaces_is_an_empty_line():
    assert html("a\n\xa0\nb") == "<p>a</p>\n<p>b</p>\n"


def test_every_kind_of_line_break_is_one():
    assert html("a  \r\nb\r\n\r\n*c*\rd") == html("a  \nb\n\n*c*\nd") == "<p>a<br>\nb</p>\n<p><em>c</em>\nd</p>\n"


# Links out of the website, to pages, and pictures


def test_links_lead_to_web_and_mail_addresses_only():
    assert html("[a](http://b.org \"t\")") == '<p><a href="http://b.org" rel="nofollow noopener">a</a></p>\n'
    assert 'href="HTTPS://b.org"' in html("<HTTPS://b.org>")
    assert 'href="mailto:a@b.org"' in html("<a@b.org>")


def test_a_link_with_any_other_scheme_is_shown_as_it_is_written():
    for written in (
        "[a](javascript:alert(1))", "[a](JaVaScRiPt:x)", "[a](data:text/html,x)", "[a](vbscript:x)", "[a](ftp://b.org)",
        "[a](http:b)", "[a](tel:1)", "<javascript:alert(1)>", "<svg:svg>", "![a](data:image/png;base64,AA)",
    ):  # fmt: skip
        assert to_words(written) == written
        assert "<a" not in html(written)
    assert "<a" not in html("[a](javascript&colon;alert(1)) [a](java\\script:x) [b]\n\n[b]: javascript:alert(1)")


def test_a_field_shows_the_words_of_pictures_and_of_links_to_pages_and_they_are_listed():
    markdown = "See [the **page**](../about.md), [](x.md), //a\n![a [[early-alert]] chart](http://b.org/a.png)"
    assert html(markdown) == "<p>See the <strong>page</strong>, , //a\na early-alert chart</p>\n"
    found = addresses_in(markdown)
    assert [(each.href, each.is_picture) for each in found] == [
        ("../about.md", False), ("x.md", False), ("http://b.org/a.png", True)
    ]  # fmt: skip
    assert [markdown[each.start : each.end] for each in found] == [
        "[the **page**](../about.md)", "[](x.md)", "![a [[early-alert]] chart](http://b.org/a.png)"
    ]  # fmt: skip
    assert addresses_in("[a](http%3A//b.org)")[0].href == "http://b.org"
    assert addresses_in("[out](https://b.org), <a@b.org>, `[x](y.md)`, [[early-alert]]") == ()


def test_a_link_is_never_without_words():
    assert html("[](http://b.org)") == '<p><a href="http://b.org" rel="nofollow noopener">http://b.org</a></p>\n'
    assert ">http://b.org</a>" in html("[![](x.png)](http://b.org)")


def test_an_address_that_is_named_thousands_of_times_does_not_make_gigabytes():
    bomb = "[a]: http://b.org/" + "x" * 9_000 + "\n\n" + "[a] " * 2_500
    assert len(html(bomb)) < 2_000_000
    assert addresses_in(bomb + "<http://b.org>")[-1].href == ""
    assert to_words(bomb) == " ".join(["a"] * 2_500)


# [[links]]


def test_links_to_records():
    assert html("See [[early-alert]].") == '<p>See <a href="../early-alert/">Early alert &lt;1&gt;</a>.</p>\n'
    assert html("[[early-alert|the\n*alert*]]") == '<p><a href="../early-alert/">the *alert*</a></p>\n'
    assert html("[[ other/aim ]]") == '<p><a href="../../other/aims/aim/">Aim</a></p>\n'
    assert html("[[early-alert\\|as in a table]]") == '<p><a href="../early-alert/">as in a table</a></p>\n'
    assert html("[[early-allert]], [[early-allert|alert]]") == "<p>early-allert, alert</p>\n"


def test_what_is_in_code_or_escaped_or_broken_is_no_link():
    for markdown in (
        "`[[early-alert]]`", "    [[early-alert]]", "```\n[[early-alert]]\n```", "\\[[early-alert]]", "[\\[early-alert]]",
        "[[]]", "[[ ]]", "[[early-alert]", "[[early-alert|", "[[early\n\nalert]]", "[[early\\-alert]]",
        "`` [[early-alert` ]] ``", "[[a`]]b`",
    ):  # fmt: skip
        assert links_in(markdown) == ()
        assert "<a" not in html(markdown)


def test_a_link_inside_a_link_wins_and_one_in_the_words_of_a_picture_is_words():
    assert Links(html("[a [[early-alert]] b](http://b.org)")).found == [["../early-alert/", "Early alert <1>"]]
    assert links_in("![a [[early-alert]]](b.png)") == ()


def test_links_are_listed_with_the_place_where_they_are_written():
    markdown = (
        "[[a]]\r\n\r\n"
        "> - text `[[no]]` [[b|the words]]\r\n"
        "lazy [[c]]\r\n\r\n"
        "| [[d]] | `\\|` [[d]] |\r\n|-|-|\r\n| [[d]] | [[e\\|w]] | [[left out]] |\r\n\r\n"
        "## [[f]] # [[f]] ##\r\n\r\n"
        "\t- x\r\n\r\n"
        "1. y\r\n\t  [[g|two\r\n\t  lines]]\r\n"
    )
    found = links_in(markdown)
    assert [(each.target, each.words) for each in found] == [
        ("a", ""), ("b", "the words"), ("c", ""), ("d", ""), ("d", ""), ("d", ""), ("e", "w"), ("f", ""), ("f", ""),
        ("g", "two lines"),
    ]  # fmt: skip
    assert [markdown[each.start : each.end] for each in found] == [
        "[[a]]", "[[b|the words]]", "[[c]]", "[[d]]", "[[d]]", "[[d]]", "[[e\\|w]]", "[[f]]", "[[f]]",
        "[[g|two\r\n\t  lines]]",
    ]  # fmt: skip
    assert [each.start for each in found] == sorted({each.start for each in found})
    assert links_in("x [[a]]") == (TextLink("a", "", 2, 7),)


PIECES = st.sampled_from(
    ["[[a-b]]", "[[a-b|words]]", "[[", "]]", "[", "]", "(", ")", "[x](y.md)", "![", "`", "``", "*", "_"]
    + ["\\", "|", "| ", "\\|"]
    + ["\n", "\n\n", "\r\n", "\r", "> ", "- ", "1. ", "# ", " #", "    ", "\t", " ", "\xa0", "|-|-|\n", "---\n", "===\n"]
    + ["[q]: /u\n", "[q]", "~~~\n", "<", ">", "<http://b.org>", "&amp;", "a", "é", "😀", "\x00", "\u2028"]
)
MARKDOWN = st.one_of(st.lists(PIECES, max_size=30).map("".join), st.text(max_size=60))


@settings(max_examples=500, deadline=None)
@given(MARKDOWN)
@example("1. | 1 | [[a-b]] |\n|-|-|")
@example("\xa0\n[[a-b]]")
@example("1. \u3000\n   1\n   [[a-b]]")
@example("# - [[a-b]] - [[a-b]]")
def test_rendering_makes_links_of_what_is_listed_and_of_nothing_else(markdown):
    listed = links_in(markdown)
    # A resolver that knows every record, so that every link shows.
    shown = [words for href, words in Links(to_html(markdown, lambda id: Target("r/", "T"))).found if href == "r/"]
    assert shown == [each.words or "T" for each in listed]
    for each in listed:
        written = CONTROL.sub("\ufffd", markdown[each.start : each.end])
        assert written.startswith("[[") and written.endswith("]]")
        if not re.search("[\r\n]", written):
            target, _, words = re.sub(r"\\+\|", "|", written[2:-2]).partition("|")
            assert (target.strip(), words.strip()) == (each.target, each.words.replace("\\|", "|"))
    for address in addresses_in(markdown):
        assert markdown[address.start] == ("!" if address.is_picture else "[")
        assert markdown[address.end - 1] in ")]"


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from([*"aBé .'\"(:&<!#=\n", "  ", "1. ", "- "])))
def test_plain_words_take_no_parser_and_that_shows_nowhere(pieces):
    # The backslash changes no meaning here, but makes the parser read the text.
    plain = "".join(pieces)
    assert html(plain) == html(f"{plain}\n\n\\").removesuffix("<p>\\</p>\n")


# Words


def test_words_are_those_that_a_reader_sees():
    assert to_words("# A\n\n- *b* `c`\n- [d](http://x.org)\n\n> e  \n> f\n\n```\ng\n```") == "A b c d e f g"
    assert to_words("[[early-alert]], [[early-alert|x]], [[nope]]", RECORDS.get) == "Early alert <1>, x, nope"
    assert to_words("[[early-alert]], [[early-alert|x]]") == "early-alert, x"
    assert to_words("<b>a</b> & ![chart *of* b](x.png)\n") == "<b>a</b> & chart of b"
    assert to_words(" Plain words\nof two lines. \n") == "Plain words of two lines."


@settings(max_examples=300, deadline=None)
@given(MARKDOWN)
def test_words_are_one_line(markdown):
    words = to_words(markdown)
    assert not re.search("[\t\n\r]|^ | $|  ", words)


# Pages


def test_a_page_has_ids_on_its_headings():
    markdown = "# Our [[early-alert]] aim\n\n## Don't  panic\n\n## Don't panic\n\n## 学校\n\n## __drawer\n\nÉtude\n---"
    page = to_page(markdown, RECORDS.get, pages)
    assert page.title == "Our Early alert <1> aim"
    assert page.headings == (
        Heading(1, "our-early-alert-aim", "Our Early alert <1> aim"),
        Heading(2, "dont-panic", "Don't panic"),
        Heading(2, "dont-panic_1", "Don't panic"),
        Heading(2, "section", "学校"),
        Heading(2, "drawer", "__drawer"),
        Heading(2, "etude", "Étude"),
    )
    assert '<h2 id="dont-panic_1">Don\'t panic</h2>' in page.html


def test_ids_are_unique_even_where_a_heading_looks_like_the_next_id():
    page = to_page("# a_1\n# a\n# a\n# a\n# a_1", RECORDS.get, pages)
    assert [heading.id for heading in page.headings] == ["a_1", "a", "a_2", "a_3", "a_1_1"]


def test_a_page_without_a_level_one_heading_has_no_title_and_front_matter_is_markdown():
    page = to_page("---\ntitle: x\n---\n", RECORDS.get, pages)
    assert page.html == '<hr>\n<h2 id="title-x">title: x</h2>\n'
    assert page.title == ""


def test_links_between_pages():
    markdown = (
        "# Top\n\n[a](about.md) [b](über%20uns.md#team) [c](#top) [d](#nowhere) [e](gone.md) ![f](f.png) "
        "[g](http://x.org) [[gone]]"
    )
    page = to_page(markdown, RECORDS.get, pages)
    assert Links(page.html).found == [
        ["../about/", "a"], ["../über-uns/#team", "b"], ["#top", "c"], ["http://x.org", "g"]
    ]  # fmt: skip
    assert 'rel="nofollow noopener">g' in page.html and page.html.count("rel=") == 1
    assert page.unresolved == tuple(
        Address(href, href == "f.png", markdown.index(written), markdown.index(written) + len(written))
        for href, written in (("#nowhere", "[d](#nowhere)"), ("gone.md", "[e](gone.md)"), ("f.png", "![f](f.png)"))
    )
    assert " d e f " in page.html


def test_addresses_and_ids_are_escaped():
    page = to_page("# a\" onclick=\"x\n\n[b](x.md\"onclick=\"y)", RECORDS.get, lambda href: "../p/?\"&lt;")
    assert page.headings[0].id == "a-onclickx"
    assert '<a href="../p/?&quot;&amp;lt;">b</a>' in page.html
