"""A website takes the place of the old one whole, or not at all."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from nicbook.files import CannotRun
from nicbook.files.publishing import MARKDOWN, WEBSITE, leave_mark, publish

KILLED = [pytest.param(getattr(signal, name), id=name) for name in ("SIGINT", "SIGTERM", "SIGKILL") if hasattr(signal, name)]


def heed_ctrl_c() -> None:
    """What runs in the background of a shell is started deaf to Ctrl-C; a program that a person starts is not."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for name in ("theory", "content", "generator"):
        (tmp_path / "base" / name).mkdir(parents=True)
    return tmp_path / "base"


def writer(text: str):
    def write(folder: Path) -> None:
        (folder / "deep").mkdir()
        (folder / "index.html").write_text(text)
        (folder / "deep" / "page.html").write_text(text)

    return write


def site(folder: Path) -> dict[str, str]:
    return {path.relative_to(folder).as_posix(): path.read_text() for path in sorted(folder.rglob("*")) if path.is_file()}


def beside(target: Path) -> list[str]:
    return sorted(path.name for path in target.parent.iterdir() if path.name.startswith(f".{target.name}"))


def test_the_first_website_and_the_next_take_their_place_and_leave_nothing_beside(root: Path) -> None:
    target = root / "site"
    for text in ("first", "second"):
        publish(target, root, writer(text))
        assert (site(target)["index.html"], site(target)["deep/page.html"]) == (text, text)
        assert beside(target) == []


def test_what_was_in_the_old_website_and_is_not_in_the_new_is_gone(root: Path) -> None:
    publish(root / "site", root, lambda folder: (folder / "old.html").write_text("old"))
    publish(root / "site", root, writer("new"))
    assert "old.html" not in site(root / "site")


def test_a_website_outside_the_base_is_written_too(root: Path, tmp_path: Path) -> None:
    publish(tmp_path / "new" / "folders" / "site", root, writer("far"))
    assert site(tmp_path / "new" / "folders" / "site")["index.html"] == "far"


@pytest.mark.skipif(sys.platform == "win32", reason="modes of a POSIX system")
def test_a_web_server_may_read_what_was_published(root: Path) -> None:
    before = os.umask(0o022)
    try:
        publish(root / "site", root, writer("open"))
    finally:
        os.umask(before)
    assert (root / "site").stat().st_mode & 0o777 == 0o755


@pytest.mark.parametrize("failure", [ValueError("a bug"), KeyboardInterrupt(), CannotRun("a fault")])
def test_a_failed_build_leaves_the_old_website_as_it_was(root: Path, failure: BaseException) -> None:
    publish(root / "site", root, writer("old"))
    before = site(root / "site")

    def fails(folder: Path) -> None:
        writer("half")(folder)
        raise failure

    with pytest.raises(type(failure)):
        publish(root / "site", root, fails)
    assert site(root / "site") == before
    assert beside(root / "site") == []


def test_a_full_disk_is_told_in_a_sentence(root: Path) -> None:
    def fails(folder: Path) -> None:
        raise OSError(28, "No space left on device")

    with pytest.raises(CannotRun, match="could not be written to .*site: No space left on device"):
        publish(root / "site", root, fails)


def test_where_folders_cannot_be_exchanged_two_renames_do(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    publish(root / "site", root, writer("old"))
    monkeypatch.setattr(sys, "platform", "a-system-without-exchange")
    in_one_step = publish(root / "site", root, writer("new"))
    assert not in_one_step
    assert site(root / "site")["index.html"] == "new"
    assert beside(root / "site") == []


def test_the_first_of_two_renames_is_undone_when_the_second_fails(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    publish(root / "site", root, writer("old"))
    monkeypatch.setattr(sys, "platform", "a-system-without-exchange")
    rename = Path.rename

    def refuse_the_new(self: Path, to: Path) -> Path:
        if self.name == "new":
            raise PermissionError(13, "Permission denied")
        return rename(self, to)

    monkeypatch.setattr(Path, "rename", refuse_the_new)
    with pytest.raises(CannotRun, match="Permission denied"):
        publish(root / "site", root, writer("new"))
    assert site(root / "site")["index.html"] == "old"
    assert beside(root / "site") == []


def test_a_website_moved_aside_by_a_killed_build_comes_back(root: Path) -> None:
    publish(root / "site", root, writer("old"))
    (root / ".site.building").mkdir()
    (root / "site").rename(root / ".site.building" / "old")

    def fails(folder: Path) -> None:
        raise ValueError

    with pytest.raises(ValueError):
        publish(root / "site", root, fails)
    assert site(root / "site")["index.html"] == "old"


SLOW_BUILD = """
import sys, time
from pathlib import Path
from nicbook.files.publishing import publish

def write(folder):
    (folder / "index.html").write_text("half")
    print("writing", flush=True)
    time.sleep(600)

publish(Path(sys.argv[1]), Path(sys.argv[2]), write)
"""


@pytest.fixture
def slow_build(root: Path):
    process = subprocess.Popen(
        [sys.executable, "-c", SLOW_BUILD, str(root / "site"), str(root)],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        preexec_fn=heed_ctrl_c,
    )
    assert process.stdout and process.stdout.readline() == "writing\n"
    yield process
    process.kill()
    process.wait()
    process.stdout.close()


@pytest.mark.parametrize("kill", KILLED)
def test_a_killed_build_leaves_the_old_website_and_the_next_build_cleans_up(root: Path, kill, request) -> None:
    publish(root / "site", root, writer("old"))
    before = site(root / "site")
    slow = request.getfixturevalue("slow_build")
    slow.send_signal(kill)
    slow.wait(timeout=60)
    assert site(root / "site") == before
    publish(root / "site", root, writer("new"))
    assert site(root / "site")["index.html"] == "new"
    assert beside(root / "site") == []


def test_a_second_build_says_that_another_is_running_and_harms_neither(root: Path, request) -> None:
    publish(root / "site", root, writer("old"))
    before = site(root / "site")
    slow = request.getfixturevalue("slow_build")
    with pytest.raises(CannotRun, match="Another build of .*site is running"):
        publish(root / "site", root, writer("new"))
    assert slow.poll() is None
    assert site(root / "site") == before
    assert (root / ".site.building" / "new" / "index.html").read_text() == "half"


@pytest.mark.skipif(sys.platform != "linux", reason="folders are exchanged in one step on Linux only")
def test_a_reader_never_misses_a_page_while_websites_are_exchanged(root: Path) -> None:
    publish(root / "site", root, writer("0"))
    reader = subprocess.Popen(
        [
            sys.executable,
            "-c",
            "import sys, select\n"
            "print('reading', flush=True)\n"
            "while not select.select([sys.stdin], [], [], 0)[0]:\n"
            "    open(sys.argv[1]).read()\n",
            str(root / "site" / "index.html"),
        ],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert reader.stdout.readline() == "reading\n"
    for turn in range(30):
        if not publish(root / "site", root, writer(str(turn))):
            reader.communicate("\n")
            pytest.skip("this file system cannot exchange two folders")
        time.sleep(0.01)
    _, errors = reader.communicate("\n", timeout=60)
    assert (reader.returncode, errors) == (0, "")


@pytest.mark.parametrize("place", [".", "..", "/", "theory", "content", "generator", "theory/site", "content/a/b", ".git"])
def test_the_base_its_sources_and_what_holds_it_are_never_replaced(root: Path, place: str) -> None:
    with pytest.raises(CannotRun, match="cannot be written to"):
        publish(root / place, root, writer("no"))
    assert sorted(path.name for path in root.iterdir()) == ["content", "generator", "theory"]


def test_a_folder_that_is_not_ours_is_not_replaced_unless_it_is_empty(root: Path) -> None:
    (root / "empty").mkdir()
    publish(root / "empty", root, writer("fine"))
    (root / "photos").mkdir()
    (root / "photos" / "one.jpg").write_text("dear")
    with pytest.raises(CannotRun, match="is not empty and no website of ours is in it"):
        publish(root / "photos", root, writer("no"))
    assert site(root / "photos") == {"one.jpg": "dear"}
    leave_mark(root / "photos")
    publish(root / "photos", root, writer("fine"))
    assert "one.jpg" not in site(root / "photos")


@pytest.mark.parametrize(
    ("first", "second", "command"), [(WEBSITE, MARKDOWN, "nicbook build"), (MARKDOWN, WEBSITE, "nicbook markdown")]
)
def test_a_website_and_its_markdown_do_not_replace_each_other(root: Path, first: str, second: str, command: str) -> None:
    publish(root / "site", root, writer("dear"), first)
    with pytest.raises(CannotRun, match=f"holds what `{command}` made. Delete it first .* or choose another folder"):
        publish(root / "site", root, writer("no"), second)
    assert site(root / "site")["index.html"] == "dear"
    publish(root / "site", root, writer("new"), first)
    assert site(root / "site")["index.html"] == "new"


def test_a_file_is_not_replaced(root: Path) -> None:
    (root / "site").write_text("a file")
    with pytest.raises(CannotRun, match="that is a file"):
        publish(root / "site", root, writer("no"))


@pytest.mark.skipif(sys.platform == "win32", reason="links of a POSIX system")
def test_a_link_to_a_source_folder_is_no_way_around(root: Path) -> None:
    os.symlink(root / "theory", root / "site")
    with pytest.raises(CannotRun, match="theory/ holds files that people write"):
        publish(root / "site", root, writer("no"))
