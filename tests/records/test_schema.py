"""The schemas that editors use: as new as the models, complete, and mapped to the folders."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from nicbook.cli import main
from nicbook.records import dates, figures
from nicbook.records.kinds import KINDS, Kind
from nicbook.records.schema import schema_of, schema_text

REPOSITORY = Path(__file__).parent.parent.parent
MEND = "The schemas are older than the models. This renews them: .venv/bin/nicbook schema -o schema"

every_kind = pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS.keys())


def parts(schema: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield schema
    yield from schema["$defs"].values()


@every_kind
def test_the_committed_schema_is_the_generated_one(kind: Kind) -> None:
    file = REPOSITORY / "schema" / f"{kind.name}.json"
    assert file.exists() and file.read_text(encoding="utf-8") == schema_text(kind), MEND


def test_there_is_no_schema_of_a_kind_that_is_gone() -> None:
    assert {file.stem for file in (REPOSITORY / "schema").iterdir()} == set(KINDS)


@every_kind
def test_every_key_is_explained_and_no_other_is_allowed(kind: Kind) -> None:
    schema = schema_of(kind)
    for part in parts(schema):
        assert part["additionalProperties"] is False
        for key, value in part["properties"].items():
            explained = value if "description" in value else schema["$defs"][value["$ref"].rpartition("/")[2]]
            assert explained["description"], key


@every_kind
def test_an_editor_is_never_given_a_choice_of_schemas_or_a_null(kind: Kind) -> None:
    text = schema_text(kind)
    assert not re.search(r'"(anyOf|oneOf|allOf|default)"|"null"', text)


def test_schemas_name_no_host() -> None:
    ids = {schema_of(kind)["$id"] for kind in KINDS.values()}
    assert ids == {f"urn:nicbook:schema:{name}" for name in KINDS}


@pytest.mark.parametrize("text", ["2018", "2018-03", "2018-03-02", "2018/19", "2018-03..2019-06", "2018..2019/20"])
def test_the_pattern_of_dates_lets_every_form_through(text: str) -> None:
    dates.read_when(text)
    assert re.fullmatch(dates.PATTERN, text)


@pytest.mark.parametrize("text", ["last fall", "03/02/2018", "2018-3", "18", "2018-03-02T10:00", "2018 .. 2019"])
def test_the_pattern_of_dates_refuses_what_is_no_date(text: str) -> None:
    with pytest.raises(ValueError):
        dates.read_when(text)
    assert not re.fullmatch(dates.PATTERN, text)


@pytest.mark.parametrize("text", ["52", "-7.5", "over 50", "at most 5", "about 100", "60 to 70", "suppressed"])
def test_the_pattern_of_figures_lets_every_form_through(text: str) -> None:
    figures.read_quantity(text)
    assert re.fullmatch(figures.PATTERN, text)


@pytest.mark.parametrize("text", ["50%", "1,200", "many", "more than 50", "010", "60-70", "over  50"])
def test_the_pattern_of_figures_refuses_what_is_no_figure(text: str) -> None:
    with pytest.raises(ValueError):
        figures.read_quantity(text)
    assert not re.fullmatch(figures.PATTERN, text)


def test_vs_code_has_a_schema_for_the_folder_of_every_kind() -> None:
    settings = json.loads((REPOSITORY / ".vscode" / "settings.json").read_text(encoding="utf-8"))
    shared = {name: f"theory/{name}s/*.yml" for name in ("site", "source")}
    own = {name: f"theory/networks/*/{kind.folder}/*.yml" for name, kind in KINDS.items()}
    globs = {**own, **shared, "network": "theory/networks/*/network.yml"}
    assert settings["yaml.schemas"] == {f"./schema/{name}.json": glob for name, glob in globs.items()}
    recommended = json.loads((REPOSITORY / ".vscode" / "extensions.json").read_text(encoding="utf-8"))
    assert recommended == {"recommendations": ["redhat.vscode-yaml"]}


def test_the_command_prints_one_schema_or_writes_all(tmp_path: Path) -> None:
    run = CliRunner()
    printed = run.invoke(main, ["schema", "driver"])
    assert printed.exit_code == 0 and json.loads(printed.stdout)["title"] == "Driver"
    written = run.invoke(main, ["schema", "-o", str(tmp_path / "new")])
    assert written.exit_code == 0 and not written.output
    assert {file.name for file in (tmp_path / "new").iterdir()} == {f"{name}.json" for name in KINDS}


@pytest.mark.parametrize("arguments", [[], ["drivr"], ["driver", "-o", __file__]])
def test_what_the_command_cannot_do_is_told_in_a_sentence(arguments: list[str]) -> None:
    answer = CliRunner().invoke(main, ["schema", *arguments])
    assert answer.exit_code == 2
    assert "Traceback" not in answer.output and answer.output.strip()
