"""What somebody sees who writes records in VS Code: faults underlined, keys and words offered, explanations at hand."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from editor_client import Editor, Fault

HERE = Path(__file__).parent
REPOSITORY = HERE.parent.parent
NETWORK = "theory/networks/example"


@pytest.fixture(scope="session")
def language_server(node_modules: Path) -> list[str]:
    """The command that starts the server."""
    return ["node", str(node_modules / "yaml-language-server" / "bin" / "yaml-language-server"), "--stdio"]


@pytest.fixture(scope="session")
def editor(language_server: list[str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Editor]:
    """An editor with the settings and schemas of this repository, in a folder that is otherwise empty."""
    workspace = tmp_path_factory.mktemp("base")
    shutil.copytree(REPOSITORY / "schema", workspace / "schema")
    flat = json.loads((REPOSITORY / ".vscode" / "settings.json").read_text(encoding="utf-8"))
    yaml = {name.removeprefix("yaml."): value for name, value in flat.items()}
    opened = Editor(language_server, workspace, {"yaml": {**yaml, "schemaStore": {"enable": False}}})
    yield opened
    opened.close()


@pytest.mark.parametrize(
    ("path", "text", "expected"),
    [
        (
            f"{NETWORK}/drivers/unknown-key.yml",
            "title: Ties to adults\ndrives: [attendance]\nunmesured: no survey yet\n",
            Fault(3, 1, 10, "Property unmesured is not allowed."),
        ),
        (
            f"{NETWORK}/drivers/unknown-key-inside.yml",
            "title: Ties to adults\ndrives:\n  - to: attendance\n    becuase: somebody notices\n",
            Fault(4, 5, 12, "Property becuase is not allowed."),
        ),
        (
            f"{NETWORK}/drivers/unknown-word.yml",
            "title: Ties to adults\ndrives:\n  - to: attendance\n    strength: stong\n",
            Fault(4, 15, 20, 'Value is not accepted. Valid values: "strong", "weak", "hypothesised".'),
        ),
        (
            f"{NETWORK}/drivers/missing-key.yml",
            "title: Ties to adults\n",
            Fault(1, 1, 2, 'Missing property "drives".'),
        ),
        (
            f"{NETWORK}/drivers/not-a-list.yml",
            "title: Ties to adults\ndrives: attendance\n",
            Fault(2, 9, 19, 'Incorrect type. Expected "array".'),
        ),
        (
            f"{NETWORK}/change-ideas/not-an-id.yml",
            "title: Greet at the door\ndrives: [Ties to adults]\n",
            Fault(2, 10, 24, "Write an id: the name of a file without .yml, or network/id for another network."),
        ),
        (
            f"{NETWORK}/cycles/not-a-date.yml",
            "title: One class\ntests: greet\nsite: north\nstarted: last fall\n",
            Fault(4, 10, 19, "Write it as 2018, 2018-03, 2018-03-02, a school year 2018/19, or a span 2018-03..2019-06."),
        ),
        (
            "theory/sites/not-a-figure.yml",
            "title: North\nkind: school\ncontext:\n  students: 1,200\n",
            Fault(
                4,
                13,
                18,
                "Write a number such as 52 or 7.5, or: over 50, under 77, at least 95, at most 5, about 100, 60 to 70, suppressed.",
            ),
        ),
        (
            "theory/sites/not-a-locale.yml",
            "title: North\nkind: school\ncontext:\n  locale: 14\n",
            Fault(4, 11, 13, "Value is not accepted. Valid values: 11, 12, 13, 21, 22, 23, 31, 32, 33, 41, 42, 43."),
        ),
        (
            f"{NETWORK}/network.yml",
            "title: Coming to school\nprivacy:\n  minimum_group: 3\n",
            Fault(3, 18, 19, "Value is below the minimum of 5."),
        ),
        (
            "theory/sources/not-text.yml",
            "title: A report\nkind: report\nauthors: 12\n",
            Fault(3, 10, 12, 'Incorrect type. Expected "string".'),
        ),
        (
            f"{NETWORK}/findings/no-sources.yml",
            "title: More came\nof: attendance\nsources: []\n",
            Fault(3, 10, 12, "Array has too few items. Expected 1 or more."),
        ),
    ],
    ids=lambda value: Path(value).stem if isinstance(value, str) and value.endswith(".yml") else "",
)
def test_a_planted_fault_is_underlined_where_it_is(editor: Editor, path: str, text: str, expected: Fault) -> None:
    assert editor.faults({path: text})[path] == [expected]


def test_every_record_is_written_without_a_complaint(editor: Editor) -> None:
    paths = [path.relative_to(REPOSITORY).as_posix() for path in sorted((REPOSITORY / "theory").rglob("*.yml"))]
    found = editor.faults({path: (REPOSITORY / path).read_text(encoding="utf-8") for path in paths})
    assert len(found) > 80
    assert not {path: faults for path, faults in found.items() if faults}


def test_short_forms_are_no_faults(editor: Editor) -> None:
    files = {
        f"{NETWORK}/drivers/short.yml": (
            "title: T\ndrives: [attendance, ties/attendance]\nsince: 2018\nwordings: [Other words]\nsources: [report]\n"
        ),
        "theory/sites/short.yml": "title: T\nkind: school\ncontext: {shares: {low_income: over 50}}\n",
    }
    assert not any(editor.faults(files).values())


def test_keys_are_offered_that_are_not_there_yet(editor: Editor) -> None:
    offered = editor.completions(f"{NETWORK}/drivers/keys.yml", "title: T\ndrives: [attendance]\n‸\n")
    assert {"scope", "causes", "unmeasured", "retired"} <= offered.keys()
    assert not {"title", "drives"} & offered.keys()


def test_a_part_is_offered_with_the_keys_that_it_needs(editor: Editor) -> None:
    offered = editor.completions(f"{NETWORK}/measures/keys.yml", "title: T\n‸\n")
    assert offered["definition"].split() == ["definition:", "unit:", "$1", "counts:", "$2"]
    inside = editor.completions(f"{NETWORK}/drivers/inside.yml", "title: T\ndrives:\n  - to: attendance\n    ‸\n")
    assert {"strength", "because", "shown_by"} <= inside.keys()


@pytest.mark.parametrize(
    ("path", "text", "words"),
    [
        ("drivers/a.yml", "title: T\nscope: ‸\n", {"macro", "meso", "micro"}),
        ("drivers/b.yml", "title: T\ndrives:\n  - to: x\n    strength: ‸\n", {"strong", "weak", "hypothesised"}),
        ("cycles/c.yml", "title: T\ndecision: ‸\n", {"adopt", "adapt", "expand", "abandon", "repeat"}),
        ("routines/d.yml", "title: T\ncost:\n  band: ‸\n", {"none", "low", "medium", "high"}),
        ("aims/e.yml", "title: T\nillustrative: ‸\n", {"true", "false"}),
    ],
)
def test_the_words_of_a_key_are_offered(editor: Editor, path: str, text: str, words: set[str]) -> None:
    assert editor.completions(f"{NETWORK}/{path}", text).keys() == words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("title: T\nunmea‸sured: no survey\n", "Why there is no measure of it yet."),
        ("title: T\nsi‸nce: 2018\n", "From when the record belongs to the theory"),
        ("title: T\ndrives:\n  - to: x\n    be‸cause: a reason\n", "Why this should move that."),
        ("title: T\ndrives:\n  - to‸: x\n", "The id of the aim or driver that this moves."),
        ("title: T\nkind: no‸rm\n", "`structure`"),
    ],
)
def test_a_key_is_explained(editor: Editor, text: str, expected: str) -> None:
    assert expected in editor.hover(f"{NETWORK}/drivers/hover.yml", text)
