"""What is refused in a YAML file, at which place, and in words that a teacher understands."""

from __future__ import annotations

import tomllib
from importlib import resources

import pytest

import nicbook.reading.yaml
import yaml
from reading_support import data_of, places, read

ONLY_LIBYAML = {
    "note: [b:, c]\n": [("colon-in-text", 1, 9)],
    "a: >#b\n  c\n": [("missing-space", 1, 5)],
}
"""Told by libyaml in these words; the parser in Python reads the first and tells the second otherwise."""

MISTAKES = {
    # text that needs quotes
    "title: Reading: a first look\nsummary: b\n": [("colon-in-text", 1, 15)],
    "title: “Reading: a first look”\n": [("colon-in-text", 1, 16)],
    "title: @home\n": [("needs-quotes", 1, 8)],
    "title: `code`\n": [("needs-quotes", 1, 8)],
    "share: %50\n": [("needs-quotes", 1, 8)],
    "title: *bold* words\n": [("needs-quotes", 1, 8)],
    "title: **bold** words\n": [("needs-quotes", 1, 8)],
    "title: & more\n": [("needs-quotes", 1, 8)],
    "title: | more\n": [("needs-quotes", 1, 8)],
    "found: > 50\n": [("needs-quotes", 1, 8)],
    "found: >= 50\nb: c\n": [("needs-quotes", 1, 8)],
    "title: ? really\n": [("needs-quotes", 1, 8)],
    "title: ,b\n": [("needs-quotes", 1, 8)],
    "title: ]\n": [("needs-quotes", 1, 8)],
    "title: [note] a text\n": [("needs-quotes", 1, 15)],
    "drives:\n  * attendance\n  * climate\n": [("needs-quotes", 2, 3)],
    "list: [?x]\n": [("needs-quotes", 1, 8)],
    "list: [-, a]\n": [("needs-quotes", 1, 8)],
    "title: {{ name }}\n": [("key-not-text", 1, 9)],
    # quotes
    'title: "abc\nsummary: def\n': [("unclosed-quote", 1, 8)],
    'title: "abc\nsummary: "def"\nwhy: x\n': [("unclosed-quote", 1, 8)],
    'title: "abc\nsummary: "def"\nwhy: "x"\n': [("unclosed-quote", 1, 8)],
    "title: 'it's fine'\nb: c\n": [("text-after-quote", 1, 12)],
    'title: "he said "hi" there"\n': [("text-after-quote", 1, 18)],
    'title: "a"# comment\n': [("missing-space", 1, 11)],
    'title: "C:\\Users"\n': [("unknown-escape", 1, 11)],
    'title: "\\q"\n': [("unknown-escape", 1, 9)],
    'title: "\\U00110000"\n': [("unknown-escape", 1, 9)],
    # brackets
    "a: [b, c\nd: e\n": [("unclosed-bracket", 1, 4)],
    "a: {b: c\nd: e\n": [("unclosed-bracket", 1, 4)],
    "a: [b, [c, d]\ne: f\n": [("unclosed-bracket", 1, 4)],
    "[ [": [("unclosed-bracket", 1, 3)],
    "a: [b}\n": [("unclosed-bracket", 1, 6)],
    "a: [b]]\nc: d\n": [("unclosed-bracket", 1, 7)],
    "a: {b: c d: e}\n": [("missing-comma", 1, 11)],
    "a: [b, , c]\n": [("misplaced-comma", 1, 8)],
    "a: [b,#c\n  d]\n": [("missing-space", 1, 7)],
    "a: [b,\nc]\n": [("wrong-indentation", 2, 1)],
    # keys, lists and indentation
    "title: Our #1 goal\n": [("missing-space", 1, 12)],
    "a:b\nc: d\n": [("missing-space", 1, 2)],
    "c: d\na:b\n": [("missing-space", 2, 2)],
    "a:\n  -b\n  -c\n": [("missing-space", 2, 3)],
    "a:\n  - b\n  -c\n  - d\n": [("missing-space", 3, 3)],
    "title\nsummary: b\n": [("missing-colon", 1, 1)],
    "summary: b\ntitle\n": [("missing-colon", 2, 1)],
    "summary: b\ntitle\nwhy: c\n": [("missing-colon", 2, 1)],
    '{"foo"\n : "bar"}\n': [("missing-colon", 2, 2)],
    "a: 1\n b: 2\n": [("wrong-indentation", 2, 2)],
    "a: 1\r\n\r\n b: 2\r\n": [("wrong-indentation", 3, 2)],
    "a:\n    b: 1\n  c: 2\n": [("wrong-indentation", 3, 3)],
    "a:\n    - b\n  - c\n": [("wrong-indentation", 3, 3)],
    "a: b\n- c\n": [("wrong-indentation", 2, 1)],
    "- a\nb: c\n": [("wrong-indentation", 2, 1)],
    "a: |\n    b\n  c\nd: e\n": [("wrong-indentation", 3, 3)],
    "a: - b\n": [("list-beside-key", 1, 4)],
    "a:\n\tb: 1\n\tc: 2\n": [("tab-indentation", 2, 1), ("tab-indentation", 3, 1)],
    "-\ta\n": [("tab-indentation", 1, 2)],
    "--- a: b\n": [("unreadable-line", 1, 6)],
    "a: b\n\n...\nc: d\n": [("several-documents", 4, 1)],
    # what YAML has and we do not take
    "a: b\nc: d\na: e\n": [("duplicate-key", 3, 1)],
    "a: {b: 1, 'b': 2}\n": [("duplicate-key", 1, 11)],
    "caf\u00e9: 1\ncafe\u0301: 2\n": [("duplicate-key", 2, 1)],
    "a: &x b\n": [("anchor", 1, 4)],
    "a: *x\n": [("alias", 1, 4)],
    "<<: {a: b}\n": [("merge-key", 1, 1)],
    "a: !important\n": [("tag", 1, 4)],
    "a: ! b\n": [("tag", 1, 4)],
    "a: !!python/object/apply:os.system [ls]\n": [("tag", 1, 4)],
    "a: &x !!str b\n": [("anchor", 1, 4), ("tag", 1, 7)],
    "a: b\n---\nc: d\n": [("several-documents", 2, 1)],
    "%YAML 1.2\n---\na: b\n": [("directive", 1, 1)],
    "# first\n\n%FOO\n---\na: b\n": [("directive", 3, 1)],
    "a: b\n%students: 5\n": [("directive", 2, 1)],
    "? [a, b]\n: c\n": [("key-not-text", 1, 3)],
    "on: a\n": [("key-not-text", 1, 1)],
    "a:\n  1: b\n  2018-01-01: c\n": [("key-not-text", 2, 3), ("key-not-text", 3, 3)],
    "~: a\n": [("key-not-text", 1, 1)],
    ": a\n": [("empty-key", 1, 1)],
    '"": a\n': [("empty-key", 1, 1)],
    "{: a}\n": [("empty-key", 1, 2)],
    "": [("empty-file", 1, 1)],
    "# only a comment\n": [("empty-file", 1, 1)],
    "---\n": [("empty-file", 1, 1)],
    # several at once
    "a: &x b\nc: *x\nc: !y d\non: e\nf: 'g\n": [
        ("anchor", 1, 4),
        ("alias", 2, 4),
        ("duplicate-key", 3, 1),
        ("tag", 3, 4),
        ("key-not-text", 4, 1),
        ("unclosed-quote", 5, 4),
    ],
}


@pytest.fixture(params=["libyaml", "python"])
def parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both parsers that PyYAML may come with; the one in Python is what a machine without libyaml has."""
    loader = yaml.CSafeLoader if request.param == "libyaml" else yaml.SafeLoader
    monkeypatch.setattr(nicbook.reading.yaml, "_Loader", loader)


@pytest.mark.parametrize("text", MISTAKES, ids=repr)
@pytest.mark.usefixtures("parser")
def test_a_mistake_is_named_where_it_is(text: str) -> None:
    document, diagnostics = read(text)
    assert document is None
    assert places(diagnostics) == MISTAKES[text]


@pytest.mark.parametrize("text", ONLY_LIBYAML, ids=repr)
def test_libyaml_sees_more(text: str) -> None:
    document, diagnostics = read(text)
    assert document is None
    assert places(diagnostics) == ONLY_LIBYAML[text]


LIBRARY_WORDS = ("mapping", "scalar", "token", "parse", "stream", "schema", "node", "flow", "expected")


@pytest.mark.parametrize("text", MISTAKES, ids=repr)
def test_a_mistake_is_told_in_plain_words_with_a_way_to_mend_it(text: str) -> None:
    for found in read(text)[1]:
        told = f"{found.message} {found.hint} {found.code.rule} {found.why}".lower()
        assert not [word for word in LIBRARY_WORDS if word in told]
        assert found.message.endswith(".")
        assert found.hint.endswith(".")


def test_every_code_of_yaml_files_has_a_case() -> None:
    """The others are about sizes and characters, or about tables; their own tests have them."""
    cased = {code for cases in MISTAKES.values() for code, _, _ in cases}
    elsewhere = {"record-too-large", "table-too-large", "too-deep", "too-many-values"}
    elsewhere |= {"not-utf-8", "refused-character", "old-line-end"}
    ours = tomllib.loads((resources.files("nicbook") / "codes" / "reading.toml").read_text(encoding="utf-8"))
    assert {code for code in ours if not code.startswith("csv-")} == cased | elsewhere


def test_a_duplicate_key_names_the_line_of_the_first() -> None:
    (found,) = read("a: 1\nb:\n  a: 2\na: 3\n")[1]
    assert "line 1" in found.message


def test_after_twenty_faults_of_a_kind_the_rest_is_summed_up() -> None:
    diagnostics = read("".join(f"- &a{number} b\n" for number in range(50)))[1]
    assert len(diagnostics) == 21
    assert diagnostics[-1].span.line == 21
    assert "more" in diagnostics[-1].message


FINE = {
    "title: Check-in\nwhen: 10:30 on Mondays\n": {"title": "Check-in", "when": "10:30 on Mondays"},
    "url: http://example.org/a#b\n": {"url": "http://example.org/a#b"},
    "a: b # comment\n# another\nc: 'd' # third\n": {"a": "b", "c": "d"},
    "---\na: b\n...\n": {"a": "b"},
    "a:\n- b\n- c: d\n  e: f\n": {"a": ["b", {"c": "d", "e": "f"}]},
    "drives: [\n  a,\n  b,\n]\n": {"drives": ["a", "b"]},
    'a: "b\n  c"\n': {"a": "b c"},
    "a: >\n  b\n  c\n\n  d\n": {"a": "b c\nd\n"},
    "a: |\n  b # not a comment\n  c": {"a": "b # not a comment\nc\n"},
    "a:\nb: ~\nc: null\nd: ''\n": {"a": None, "b": None, "c": None, "d": ""},
    '"on": a\n"1": b\n': {"on": "a", "1": "b"},
    "a: NO\nb: 010\nc: 12:30\nd: 2018-03-02\ne: 1_000\n": {
        "a": "NO", "b": "010", "c": "12:30", "d": "2018-03-02", "e": "1_000",
    },
    "a: -5\nb: -x\n": {"a": "-5", "b": "-x"},
    "[a, {b: c}]\n": ["a", {"b": "c"}],
    "cafe\u0301: re\u0301sume\u0301\n": {"caf\u00e9": "r\u00e9sum\u00e9"},
}  # fmt: skip


@pytest.mark.parametrize("text", FINE, ids=repr)
@pytest.mark.usefixtures("parser")
def test_what_is_right_is_read_as_it_is_written(text: str) -> None:
    assert data_of(text) == FINE[text]
