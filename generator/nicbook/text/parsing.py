"""Markdown -> the parser's tokens, in which every link and picture knows its place in the source.

CommonMark with tables and `[[links]]`. Raw HTML is text; so is a link to anything but a web address, a mail
address or a page. Imports no other module of nicbook.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline, autolink, image, link
from markdown_it.token import Token

OUTSIDE = re.compile(r"https?://|mailto:", re.IGNORECASE)
"""How an address begins that leads out of the website."""

_MAX_ADDRESSES = 1_000_000
"""Characters of all addresses of one text; the links after them lead nowhere. Without a limit one address of
100 kB that is defined once and named 25,000 times (`[a]`) makes gigabytes."""

_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
_LINE_BREAK = re.compile("\r\n|\r|\n")
_EMPTY_LINE = re.compile(r"[\s>*+\-#.)0-9]*")
_SPACES = re.compile("[ \t\n]+")
_RECORD = re.compile(r"\[\[\s*+([^][|`\\\s][^][|`\\]*)(?:\\?\|([^][`]*))?\]\]")
_OTHER_SCHEME = re.compile(r"[^/?#]*:")


def parse(markdown: str) -> list[Token]:
    """The parser's tokens, and `record` for a `[[link]]`: its meta has `target` and `words`, which may be "".

    The meta of each `record`, `image` and `link_open` has `place`: markdown[start:end] is what was written.
    """
    lines = [_readable(line) for line in _LINE_BREAK.split(markdown)]
    tokens = _PARSER.parse("\n".join(lines))
    if "[" in markdown or "<" in markdown:
        _limit_addresses(tokens)
        _find_places(tokens, lines, [0, *(match.end() for match in _LINE_BREAK.finditer(markdown))])
    return tokens


def render(tokens: list[Token]) -> str:
    """HTML of tokens without `record` and `image`: not yet sanitised."""
    html: str = _PARSER.renderer.render(tokens, _PARSER.options, {})
    return html


def visible(text: str) -> str:
    """The text, as long as before, with U+FFFD for every control character, which no HTML may hold."""
    return _CONTROL.sub("\ufffd", text)


def one_line(text: str) -> str:
    return _SPACES.sub(" ", text).strip(" ")


def _readable(line: str) -> str:
    """The line without control characters; if it is empty but for odd spaces (no-break, ideographic), with usual ones.

    The parser would take a line of odd spaces for words, and then drop it without a trace.
    """
    line = visible(line)
    return re.sub(r"[^\S\t]", " ", line) if _EMPTY_LINE.fullmatch(line) else line


def _record_link(state: StateInline, silent: bool) -> bool:
    match = _RECORD.match(state.src, state.pos, state.posMax)
    if match is None:
        return False
    if not silent:
        token = state.push("record", "", 0)
        token.meta = {"target": one_line(match[1]), "words": one_line(match[2] or ""), "place": match.span()}
        token.content = token.meta["words"] or token.meta["target"]
    state.pos = match.end()
    return True


def _noting_place(rule: Callable[[StateInline, bool], bool]) -> Callable[[StateInline, bool], bool]:
    """A rule of the parser for links or pictures; the tokens that it makes do not say where they stand."""

    def noting(state: StateInline, silent: bool) -> bool:
        start, before = state.pos, len(state.tokens)
        if not rule(state, silent):
            return False
        if not silent:
            made = next(token for token in state.tokens[before:] if token.type != "text")
            made.meta["place"] = start, state.pos
        return True

    return noting


def _may_lead_to(href: str) -> bool:
    return OUTSIDE.match(href) is not None or _OTHER_SCHEME.match(href) is None


def _parser() -> MarkdownIt:
    # maxNesting bounds the parser's recursion; what is nested deeper (quotes in quotes) is left out.
    parser = MarkdownIt("commonmark", {"html": False, "maxNesting": 20}).enable("table")
    parser.validateLink = _may_lead_to  # type: ignore[method-assign]
    parser.inline.ruler.before("link", "record", _record_link)
    parser.inline.ruler.at("link", _noting_place(link))
    parser.inline.ruler.at("image", _noting_place(image))
    parser.inline.ruler.at("autolink", _noting_place(autolink))
    return parser


_PARSER = _parser()


def _limit_addresses(tokens: list[Token]) -> None:
    spent = 0
    for token in tokens:
        for child in token.children or ():
            for name in ("href", "src"):
                spent += len(str(child.attrs.get(name, "")))
                if name in child.attrs and spent > _MAX_ADDRESSES:
                    child.attrs[name] = ""


def _find_places(tokens: list[Token], lines: list[str], starts: list[int]) -> None:
    """Turn each `place` from offsets in a stretch of text, all that the parser's rules see, to offsets in the source.

    The parser keeps the lines of a stretch, and takes away what stands around its words: indents, `>`, `#`,
    borders of cells, and in a cell the backslash of `\\|`. None of that can begin a link; so in a line with a
    link, the words are where they first occur (in a row of a table: after the cells before).
    """
    row, after = -1, 0
    in_cell = False
    for token in tokens:
        if token.type != "inline":
            in_cell = token.type in ("th_open", "td_open")
            continue
        assert token.map is not None
        content = token.content.replace("|", "\\|") if in_cell else token.content
        begin, begins, sources = 0, [], []
        for line, words in enumerate(content.split("\n"), token.map[0]):
            if line != row:
                row, after = line, 0
            indent = len(words) - len(words.lstrip())
            found = lines[line].find(words[indent:], after)
            after = found + len(words) - indent
            begins.append(begin)
            sources.append(starts[line] + found - indent)
            begin += len(words) + 1

        def in_source(offset: int) -> int:
            if in_cell:
                offset += token.content.count("|", 0, offset)
            line = bisect_right(begins, offset) - 1
            return sources[line] + offset - begins[line]

        for child in token.children or ():
            if "place" in child.meta:
                start, end = child.meta["place"]
                child.meta["place"] = in_source(start), in_source(end)
