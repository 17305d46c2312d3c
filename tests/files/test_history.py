"""The day on which a file last changed, from git: known, or left out; and nothing in a repository is run."""

from __future__ import annotations

import os
import shutil
import subprocess
from datetime import date
from pathlib import Path

import pytest

from nicbook.files.history import last_changes

pytestmark = pytest.mark.skipif(not shutil.which("git"), reason="There is no git on this machine.")

AIM, PAGE = "theory/networks/n/aims/a.yml", "content/about.md"


class Repository:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        self.git("init", "-q", "-b", "main")

    def git(self, *arguments: str, day: str = "2026-01-01") -> None:
        who = {f"GIT_{role}_{what}": "a@example.org" for role in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
        when = {"GIT_AUTHOR_DATE": f"{day}T12:00:00Z", "GIT_COMMITTER_DATE": f"{day}T12:00:00Z"}
        own = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
        subprocess.run(["git", *arguments], cwd=self.folder, env={**os.environ, **who, **when, **own}, check=True, capture_output=True)

    def commit(self, day: str, **files: str) -> None:
        self.write(**files)
        self.git("add", "-A", day=day)
        self.git("commit", "-q", "--allow-empty", "-m", day, day=day)

    def write(self, aim: str | None = None, page: str | None = None) -> None:
        for path, text in ((AIM, aim), (PAGE, page)):
            if text is not None:
                (self.folder / path).parent.mkdir(parents=True, exist_ok=True)
                (self.folder / path).write_text(text, encoding="utf-8", newline="")


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    made = Repository(tmp_path / "base")
    made.commit("2026-01-05", aim="one\n", page="words\n")
    made.commit("2026-03-02", aim="two\n")
    return made


def test_the_last_commit_that_touched_a_file(repository: Repository) -> None:
    assert last_changes(repository.folder) == {PAGE: date(2026, 1, 5), AIM: date(2026, 3, 2)}


def test_of_a_file_that_was_changed_since_nothing_is_said(repository: Repository) -> None:
    repository.write(aim="three\n")
    (repository.folder / "theory/new.yml").write_text("new\n")
    assert last_changes(repository.folder) == {PAGE: date(2026, 1, 5)}


def test_other_line_ends_are_no_change(repository: Repository) -> None:
    repository.write(aim="two\r\n")
    assert last_changes(repository.folder)[AIM] == date(2026, 3, 2)


def test_a_base_in_a_folder_of_the_repository(tmp_path: Path) -> None:
    whole = Repository(tmp_path)
    base = tmp_path / "schools" / "base"
    (base / "theory").mkdir(parents=True)
    (base / "theory" / "a.yml").write_text("a\n")
    (tmp_path / "theory").mkdir()
    (tmp_path / "theory" / "a.yml").write_text("another\n")
    whole.commit("2026-02-03")
    (tmp_path / "theory" / "a.yml").write_text("changed\n")
    whole.commit("2026-04-05")
    assert last_changes(base) == {"theory/a.yml": date(2026, 2, 3)}


def test_merges(repository: Repository) -> None:
    repository.git("checkout", "-q", "-b", "branch")
    repository.commit("2026-04-01", page="of the branch\n")
    repository.git("checkout", "-q", "main")
    repository.commit("2026-05-01", aim="of main\n")
    repository.git("merge", "-q", "--no-ff", "--no-commit", "branch", day="2026-06-01")
    assert last_changes(repository.folder)[AIM] == date(2026, 5, 1)
    repository.commit("2026-06-01", aim="of the merge\n")
    assert last_changes(repository.folder) == {PAGE: date(2026, 4, 1), AIM: date(2026, 6, 1)}


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such names.")
def test_unusual_names(repository: Repository) -> None:
    names = ["é.yml", "a b.yml", 'a"b.yml', "a\tb.yml", "a\nb.yml", "-a.yml", "\x01a.yml"]
    for name in names:
        (repository.folder / "theory" / name).write_text(name)
    repository.commit("2026-04-01")
    found = last_changes(repository.folder)
    assert all(found[f"theory/{name}"] == date(2026, 4, 1) for name in names)


def test_at_the_end_of_a_shallow_clone_nothing_is_known(repository: Repository, tmp_path: Path) -> None:
    repository.git("clone", "-q", "--depth", "2", repository.folder.as_uri(), str(tmp_path / "clone"))
    assert last_changes(tmp_path / "clone") == {AIM: date(2026, 3, 2)}
    repository.git("branch", "grafted")
    assert last_changes(repository.folder)[PAGE] == date(2026, 1, 5)


def test_where_there_is_no_history(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert last_changes(tmp_path) == {}
    empty = Repository(tmp_path / "empty")
    assert last_changes(empty.folder) == {}
    assert last_changes(tmp_path / "nowhere") == {}
    empty.commit("2026-01-01", aim="one\n")
    (empty.folder / ".git" / "HEAD").write_text("nonsense")
    assert last_changes(empty.folder) == {}
    monkeypatch.setenv("PATH", "")
    assert last_changes(empty.folder) == {}


def test_another_repository_named_by_the_surroundings_is_not_read(repository: Repository, tmp_path: Path, monkeypatch) -> None:
    other = Repository(tmp_path / "other")
    other.commit("2020-01-01", aim="two\n")
    monkeypatch.setenv("GIT_DIR", str(other.folder / ".git"))
    assert last_changes(repository.folder)[AIM] == date(2026, 3, 2)


@pytest.mark.skipif(os.name == "nt", reason="The programs below are shell scripts.")
def test_nothing_of_the_repository_is_run(repository: Repository, tmp_path: Path) -> None:
    ran = tmp_path / "ran"
    program = tmp_path / "program"
    program.write_text(f"#!/bin/sh\ntouch {ran}\ncat\n")
    program.chmod(0o755)
    for setting in ("core.fsmonitor", "core.pager", "pager.log", "diff.external", "gpg.program", "core.sshCommand", "filter.x.clean", "diff.x.textconv"):
        repository.git("config", setting, str(program))
    for setting in ("log.showSignature", "color.ui"):
        repository.git("config", setting, "always" if setting == "color.ui" else "true")
    repository.git("config", "log.showRoot", "false")
    (repository.folder / ".git" / "info" / "attributes").write_text("* filter=x diff=x\n")
    for hook in ("post-index-change", "pre-auto-gc", "post-checkout"):
        (repository.folder / ".git" / "hooks" / hook).parent.mkdir(exist_ok=True)
        shutil.copy(program, repository.folder / ".git" / "hooks" / hook)
    assert last_changes(repository.folder) == {PAGE: date(2026, 1, 5), AIM: date(2026, 3, 2)}
    assert not ran.exists()
