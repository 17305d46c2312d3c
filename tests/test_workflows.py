"""The workflows on GitHub: safe against whoever opens a pull request, and their own steps do what they should."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

GITHUB = Path(__file__).parent.parent / ".github"
WORKFLOWS = {path.name: path for path in sorted((GITHUB / "workflows").iterdir())}
INSTALLED = Path(sys.executable).parent
RIGHTS = {
    ("check.yml", "content"): {"contents": "read"},
    ("tests.yml", "tests"): {"contents": "read"},
    ("publish.yml", "build"): {"contents": "read"},
    ("publish.yml", "deploy"): {"pages": "write", "id-token": "write"},
}
"""What each job may do, and nothing else."""


def read(name: str) -> dict[Any, Any]:
    return yaml.safe_load(WORKFLOWS[name].read_text(encoding="utf-8"))


def steps(name: str) -> list[dict[str, Any]]:
    return [step for job in read(name)["jobs"].values() for step in job["steps"]]


def test_zizmor_finds_nothing() -> None:
    zizmor = [INSTALLED / "zizmor", "--offline", "--strict-collection", "--persona=auditor", "--no-progress", GITHUB]
    result = subprocess.run(zizmor, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout + result.stderr
    for name in WORKFLOWS:
        assert name in result.stderr, f"zizmor did not look at {name}"


def test_no_job_may_do_more_than_it_must() -> None:
    rights = {(name, job): content["permissions"] for name in WORKFLOWS for job, content in read(name)["jobs"].items()}
    assert rights == RIGHTS
    assert all(read(name)["permissions"] == {} for name in WORKFLOWS)


@pytest.mark.parametrize("name", WORKFLOWS)
def test_a_stranger_gets_no_rights_and_no_secrets(name: str) -> None:
    triggers = read(name)[True]  # YAML 1.1 reads the key `on` as true
    assert set(triggers) <= {"pull_request", "push", "workflow_dispatch"}
    assert "secrets" not in str(read(name))
    assert read(name)["concurrency"]
    for step in steps(name):
        assert "${{" not in step.get("run", ""), "what a stranger can choose must not become a part of a script"
        if "actions/checkout@" in step.get("uses", ""):
            assert step["with"]["persist-credentials"] is False


@pytest.mark.parametrize("name", WORKFLOWS)
def test_every_action_is_pinned_and_says_its_version(name: str) -> None:
    lines = re.findall(r"^.*\buses:.*$", WORKFLOWS[name].read_text(encoding="utf-8"), re.MULTILINE)
    assert lines
    for line in lines:
        assert re.fullmatch(r" +uses: actions/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", line), line


# The steps of check.yml, run here

on_linux = pytest.mark.skipif(os.name == "nt", reason="the steps are written for the Linux machines of GitHub")

NETWORK = "theory/networks/n/network.yml"


def write(folder: Path, files: dict[str, str]) -> Path:
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def base(tmp_path: Path) -> Path:
    settings = "site_name: The base\ntheme: material\ndocs_dir: content\nplugins: [search, nicbook]\n"
    old = {"mkdocs.yml": settings, NETWORK: "title: Old\n", "content/about.md": "# Old\n", "theory/sites/old.yml": "title: Old\nkind: school\n"}
    folder = write(tmp_path / "base", old)
    (folder / ".venv").mkdir()
    (folder / ".venv/bin").symlink_to(INSTALLED)
    return folder


@pytest.fixture
def proposed(tmp_path: Path) -> Path:
    """A pull request that would run code of its own if anything but its records and prose were used."""
    hook = f"open({str(tmp_path / 'ran')!r}, 'w')\n"
    settings = "site_name: Theirs\nhooks: [hook.py]\ntheme: material\nplugins: [search, nicbook]\n"
    return write(
        tmp_path / "proposed",
        {"mkdocs.yml": settings, "hook.py": hook, "generator/nicbook/__init__.py": hook, NETWORK: "title: Coming\n"},
    )


def run_check(workspace: Path) -> tuple[str, subprocess.CompletedProcess[str]]:
    """Run the scripts of check.yml after the installation until one fails; the last one's name, and what it said."""
    scripts = [step for step in steps("check.yml") if "run" in step and step["name"] != "Install the base branch's nicbook"]
    assert [step["name"] for step in scripts][1:] == ["Check", "Build a preview"]
    for step in scripts:
        done = subprocess.run(
            ["bash", "-e", "-c", step["run"]],
            cwd=workspace / step.get("working-directory", "."),
            env=os.environ | {"GITHUB_STEP_SUMMARY": str(workspace / "summary.md")},
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            break
    assert not (workspace / "ran").exists(), "code of the pull request ran"
    return step["name"], done


@on_linux
def test_a_good_proposal_becomes_a_preview_in_the_dress_of_the_base(base: Path, proposed: Path, tmp_path: Path) -> None:
    write(proposed, {"content/new.md": "# New\n"})
    last, done = run_check(tmp_path)
    assert (last, done.returncode) == ("Build a preview", 0), done.stdout + done.stderr
    page = (tmp_path / "preview/networks/n/index.html").read_text(encoding="utf-8")
    assert "Coming" in page and "The base" in page and "Theirs" not in page
    assert (tmp_path / "preview/new/index.html").exists()
    assert not (tmp_path / "preview/about").exists() and not (tmp_path / "preview/sites/old").exists()
    assert "No problems" in (tmp_path / "summary.md").read_text(encoding="utf-8")


@on_linux
def test_a_fault_is_shown_at_its_place_in_the_pull_request(base: Path, proposed: Path, tmp_path: Path) -> None:
    write(proposed, {NETWORK: "title: Coming\ntilte: Again\n"})
    last, done = run_check(tmp_path)
    assert (last, done.returncode) == ("Check", 1)
    assert f"::error file={NETWORK},line=2," in done.stdout
    assert "tilte" in (tmp_path / "summary.md").read_text(encoding="utf-8")
    assert not (tmp_path / "preview").exists()


@on_linux
def test_links_of_a_proposal_are_refused_and_not_followed(base: Path, proposed: Path, tmp_path: Path) -> None:
    secret = write(tmp_path / "runner", {"secret.yml": "title: Secret\n"})
    (proposed / "theory/sources").mkdir()
    (proposed / "theory/sources/secret.yml").symlink_to(secret / "secret.yml")
    (proposed / "content").symlink_to(secret)
    last, done = run_check(tmp_path)
    assert (last, done.returncode) == ("Check", 1)
    annotated = re.findall(r"^::error file=([^,]*),.*title=symbolic-link::", done.stdout, re.MULTILINE)
    assert annotated == ["content", "theory/sources/secret.yml"]
    assert "Secret" not in done.stdout


@on_linux
def test_a_proposal_without_records_is_told_so(base: Path, tmp_path: Path) -> None:
    write(tmp_path / "proposed", {"README.md": "nothing else"})
    last, done = run_check(tmp_path)
    assert (last, done.returncode) == ("Check", 2)
    assert "There is no folder theory/" in done.stderr
