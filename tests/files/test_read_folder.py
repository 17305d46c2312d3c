"""What is read from a folder, and what is refused by name."""

from __future__ import annotations

import os
import socket
import sys
from pathlib import Path

import pytest

from nicbook.files import CannotRun
from nicbook.files.folder import DEPTH_LIMIT, SIZE_LIMIT, read_folder

posix_only = pytest.mark.skipif(sys.platform == "win32", reason="needs links, pipes and modes of a POSIX system")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    write(tmp_path, "theory/networks/demo/network.yml", b"title: Demo\n")
    return tmp_path


def write(root: Path, path: str, content: bytes = b"x") -> None:
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_bytes(content)


def codes(root: Path) -> list[tuple[str, str]]:
    return [(found.code.name, found.path) for found in read_folder(root)[1]]


def test_every_file_under_theory_and_content_is_read_in_order(root: Path) -> None:
    write(root, "theory/sites/b.yml", b"b")
    write(root, "theory/sites/a.yml", b"a")
    write(root, "content/about.md", "Über uns".encode())
    write(root, "notes/private.txt")
    write(root, "mkdocs.yml")
    files, found = read_folder(root)
    assert found == ()
    assert list(files.items()) == [
        ("content/about.md", "Über uns".encode()),
        ("theory/networks/demo/network.yml", b"title: Demo\n"),
        ("theory/sites/a.yml", b"a"),
        ("theory/sites/b.yml", b"b"),
    ]


def test_hidden_files_and_folders_are_passed_over(root: Path) -> None:
    for path in ("theory/.DS_Store", "theory/sites/.gitkeep", "content/.obsidian/workspace.md"):
        write(root, path)
    files, found = read_folder(root)
    assert (list(files), found) == (["theory/networks/demo/network.yml"], ())


def test_a_folder_without_theory_is_a_fault_of_usage(tmp_path: Path) -> None:
    with pytest.raises(CannotRun, match="no folder theory/"):
        read_folder(tmp_path)


@posix_only
def test_links_are_refused_and_never_followed(root: Path) -> None:
    os.symlink("/etc/passwd", root / "theory/passwd.yml")
    os.symlink("nowhere", root / "theory/broken.yml")
    os.symlink("..", root / "theory/loop")
    os.symlink("/etc", root / "content")
    files, found = read_folder(root)
    assert list(files) == ["theory/networks/demo/network.yml"]
    assert [(diagnostic.code.name, diagnostic.path) for diagnostic in found] == [
        ("symbolic-link", "content"),
        ("symbolic-link", "theory/broken.yml"),
        ("symbolic-link", "theory/loop"),
        ("symbolic-link", "theory/passwd.yml"),
    ]


@posix_only
def test_pipes_and_sockets_are_refused_without_waiting(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    os.mkfifo(root / "theory/pipe.yml")
    monkeypatch.chdir(root / "theory")  # the name of a socket must be short
    with socket.socket(socket.AF_UNIX) as endless:
        endless.bind("socket.yml")
        assert codes(root) == [("special-file", "theory/pipe.yml"), ("special-file", "theory/socket.yml")]


def test_a_hard_link_is_refused(root: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    outside = tmp_path_factory.mktemp("outside") / "secret"
    outside.write_bytes(b"secret")
    os.link(outside, root / "theory/secret.yml")
    assert codes(root) == [("hard-link", "theory/secret.yml")]


@posix_only
@pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="root may read everything")
def test_an_unreadable_file_or_folder_is_named(root: Path) -> None:
    write(root, "theory/closed.yml")
    write(root, "theory/shut/inside.yml")
    os.chmod(root / "theory/closed.yml", 0)
    os.chmod(root / "theory/shut", 0)
    try:
        assert codes(root) == [("unreadable", "theory/closed.yml"), ("unreadable", "theory/shut")]
    finally:
        os.chmod(root / "theory/shut", 0o700)


def test_a_folder_named_like_a_record_is_refused(root: Path) -> None:
    write(root, "theory/sites/x.yml/y.yml")
    assert codes(root) == [("folder-named-like-a-file", "theory/sites/x.yml")]


def test_a_file_may_be_as_large_as_the_limit_and_no_larger(root: Path) -> None:
    write(root, "theory/fits.csv", b"1" * SIZE_LIMIT)
    write(root, "theory/large.csv", b"1" * (SIZE_LIMIT + 1))
    files, found = read_folder(root)
    assert "theory/fits.csv" in files and "theory/large.csv" not in files
    assert [diagnostic.path for diagnostic in found] == ["theory/large.csv"]


def test_folders_that_are_too_deep_are_named_and_the_rest_is_read(root: Path) -> None:
    deep = "theory/" + "d/" * (DEPTH_LIMIT - 1)
    write(root, deep + "fits.yml")
    write(root, deep + "e/" * 30 + "lost.yml")
    files, found = read_folder(root)
    assert deep + "fits.yml" in files
    assert [(diagnostic.code.name, diagnostic.path) for diagnostic in found] == [("folders-too-deep", deep + "e")]


@posix_only
@pytest.mark.parametrize(
    ("name", "shown"),
    [
        (b"line\nbreak.yml", "line break.yml"),
        (b"esc\x1b[31m.yml", "esc<U+001B>[31m.yml"),
        ("gnp\u202eslmy.yml".encode(), "gnp<U+202E>slmy.yml"),
        ("zero\u200bwidth.yml".encode(), "zero<U+200B>width.yml"),
        ("cafe\u0301.yml".encode(), "cafe\u0301.yml"),
        (b"not-utf8-\xff.yml", "not-utf8-<U+DCFF>.yml"),
        (b"back\\slash.yml", "back\\slash.yml"),
        (b"what?.yml", "what?.yml"),
        (b"trailing ", "trailing "),
    ],
)
def test_a_name_that_cannot_be_typed_or_stored_everywhere_is_refused(root: Path, name: bytes, shown: str) -> None:
    try:
        with open(os.fsencode(root) + b"/theory/" + name, "wb"):
            pass
    except OSError:
        pytest.skip("this file system does not take the name")
    files, found = read_folder(root)
    assert list(files) == ["theory/networks/demo/network.yml"]
    assert [(diagnostic.code.name, diagnostic.path) for diagnostic in found] == [("unusable-name", f"theory/{shown}")]


def test_names_that_differ_in_case_only_are_named(root: Path) -> None:
    write(root, "theory/sites/Lincoln.yml")
    if (root / "theory/sites/LINCOLN.yml").exists():
        pytest.skip("this file system does not tell the two apart")
    write(root, "theory/sites/lincoln.yml")
    write(root, "theory/Sites/other.yml")
    assert codes(root) == [
        ("names-differ-in-case-only", "theory/sites"),
        ("names-differ-in-case-only", "theory/sites/lincoln.yml"),
    ]


def test_one_bad_file_does_not_hide_the_others(root: Path) -> None:
    os.symlink("/etc/passwd", root / "theory/a.yml")
    write(root, "theory/b.yml/inside")
    write(root, "theory/c.yml")
    files, found = read_folder(root)
    assert "theory/c.yml" in files
    assert len(found) == 2
