"""Any bytes under any path: diagnostics, never an exception, and pages of what is left."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from nicbook.diagnostics import START, has_errors
from nicbook.records.kinds import KINDS
from nicbook.website import make_website, read_base

from .base import RICH

PIECES = (
    *("title: A thing\n", "drives: [attendance]\n", "drives:\n  - to: ", "kind: school\n", "statement: |\n  Words\n", "  - ", "- ", "? ", "...\n", "---\n"),
    *("{", "}", "[", "]", "[[", "]]", ": ", ":", ",", "#", " #", "'", '"', "\\", "|", ">", "&a ", "*a", "!!x ", "%", "~", "null", "<<: "),
    *("\n", "\r\n", "\r", "\t", " ", "  ", "\x00", "\u2028", "\u202e", "\ufeff", "é", "🧪", "x" * 70, "9" * 400, "-0", "1e999", "0x7f"),
    *("date,site,value,size\n", "2025-01,lincoln,45,30\n", "suppressed", "over 50", "2025-01..2024", "0/0", "9999-12-31", "1000/01", "sources:\n"),
    *("# Heading\n", "![a](b.png)", "[a](home.md)", "<script>", "&lt;", "`", "***", "|-|\n", "[a]: b\n", "attendance", "ties/attendance", "a/b/c"),
)
CONTENT = st.one_of(
    st.binary(max_size=60),
    st.lists(st.sampled_from(PIECES), max_size=25).map(lambda pieces: "".join(pieces).encode()),
    st.tuples(st.sampled_from(sorted(RICH.values())), st.sampled_from(PIECES)).map(lambda two: two[0] + two[1].encode()),
)
NAMES = st.one_of(
    st.sampled_from(("a", "ties", "lincoln", "index", "con", "network", "A", "a b", "-", "", ".", "é", "a#b", "x" * 65)),
    st.text(max_size=6).filter(lambda name: "/" not in name),
)
PATHS = st.one_of(
    st.sampled_from(sorted(RICH)),
    st.builds(
        "{}/{}{}".format,
        st.sampled_from(
            [
                *(f"theory/networks/ties/{kind.folder}" for kind in KINDS.values()),
                *("theory/sites", "theory/sources", "theory/networks/new", "theory/networks/new/aims", "theory", "content", "content/a/b", ""),
                "theory/networks/ties/files",
            ]
        ),
        NAMES,
        st.sampled_from((".yml", ".csv", ".md", ".yaml", ".YML", ".pdf", ".png", ".jpg", "", "/network.yml", ".yml/a.yml")),
    ),
)


@settings(max_examples=80, deadline=None, derandomize=True)
@given(st.dictionaries(PATHS, CONTENT, min_size=1, max_size=6), st.booleans())
def test_any_files(files: dict[str, bytes], with_others: bool) -> None:
    every = {**RICH, **files} if with_others else files
    base, found = read_base(every)
    for one in found:
        assert one.span >= START and one.span.end_line >= one.span.line, one
        if one.path in every:
            lines = every[one.path].decode(errors="replace").split("\n")
            assert one.span.end_line <= len(lines) + 1, one
        assert "\n" not in one.message + one.hint and one.message and one.hint
    if with_others:
        pages = make_website(base).pages
        assert has_errors(found) or all(f"{address}/" in pages for address in base.theory.entries)
