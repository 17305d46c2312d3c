"""A finished website, or its folder of Markdown -> its place on disk; a failed or killed build never harms the last good one."""

from __future__ import annotations

import ctypes
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from nicbook.files import FOLDERS, CannotRun

WEBSITE = ".nicbook-website"
MARKDOWN = ".nicbook-markdown"
"""Marks: the hidden files by which a folder is known to hold what we made, and so may be replaced by the same again."""

_MADE_BY = {WEBSITE: "nicbook build", MARKDOWN: "nicbook markdown"}

_SOURCES = (*FOLDERS, ".git", "generator", "schema", "tests")


def publish(target: Path, root: Path, write: Callable[[Path], None], mark: str = WEBSITE) -> bool:
    """Let `write` fill an empty folder beside `target`, then put that in the target's place, with its mark.

    Whatever happens before the last step (an exception, a signal, a kill), the old website stays as it was.
    Returns whether the two were exchanged in one step, so that no reader can have met a gap; where the system
    cannot do that, two renames follow each other and the first is undone if the second fails.
    Raises CannotRun for a target that must not be replaced, while another build of it is running, and where
    the system does not let us write.
    """
    target = target.resolve()
    try:
        _refuse(target, root.resolve(), mark)
        with _working_folder(target) as work:
            new = work / "new"
            new.mkdir()
            write(new)
            leave_mark(new, mark)
            return _put_in_place(new, target, work / "old")
    except OSError as error:
        raise CannotRun(f"The website could not be written to {target}: {error.strerror or error}.") from error


def leave_mark(folder: Path, mark: str = WEBSITE) -> None:
    """Leave the mark by which the next run knows that it may replace this folder."""
    text = f"Made by the command `{_MADE_BY[mark]}`, which replaces this folder when it runs again.\n"
    (folder / mark).write_text(text, encoding="utf-8")


def _refuse(target: Path, root: Path, mark: str) -> None:
    if target == root or target in root.parents:
        raise CannotRun(f"The website cannot be written to {target}: that folder holds the network's own files.")
    for name in _SOURCES:
        if target == root / name or root / name in target.parents:
            raise CannotRun(f"The website cannot be written to {target}: {name}/ holds files that people write.")
    if target.exists() and not target.is_dir():
        raise CannotRun(f"The website cannot be written to {target}: that is a file.")
    if target.is_dir() and any(target.iterdir()) and not (target / mark).is_file():
        others = [command for other, command in _MADE_BY.items() if (target / other).is_file()]
        there = f"holds what `{others[0]}` made" if others else "is not empty and no website of ours is in it"
        raise CannotRun(
            f"The website cannot be written to {target}: the folder {there}. "
            "Delete it first if nothing in it is needed, or choose another folder."
        )


@contextmanager
def _working_folder(target: Path) -> Iterator[Path]:
    """An empty folder beside the target that one build at a time may use; what a killed build left in it goes."""
    work = target.parent / f".{target.name}.building"
    lock = _lock(work)
    if lock is None:
        raise CannotRun(f"Another build of {target} is running. Wait until it has finished, then try again.")
    try:
        _tidy(work, target)
        yield work
    finally:
        _tidy(work, target)
        with suppress(OSError):  # Windows does not delete a file that is open: there the empty folder stays
            (work / "lock").unlink()
        os.close(lock)
        with suppress(OSError):
            work.rmdir()


def _lock(work: Path) -> int | None:
    """A handle that holds the lock until it is closed or its process dies; None while another process holds it."""
    work.mkdir(parents=True, exist_ok=True)
    file = work / "lock"
    handle = os.open(file, os.O_RDWR | os.O_CREAT)
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        if os.path.samestat(os.stat(file), os.fstat(handle)):  # else the build before us has just deleted it
            return handle
    except (BlockingIOError, PermissionError, FileNotFoundError):
        pass
    os.close(handle)
    return None


def _tidy(work: Path, target: Path) -> None:
    """Remove what is left of a build, once the old website is back if it was moved aside and nothing replaced it."""
    old = work / "old"
    if old.exists() and not target.exists():
        old.rename(target)
    for leftover in (old, work / "new"):
        shutil.rmtree(leftover, ignore_errors=True)


def _put_in_place(new: Path, target: Path, old: Path) -> bool:
    """Make `new` the target. True if in one step, so that nobody could see the target missing."""
    if not target.exists():
        new.rename(target)
        return True
    if _exchange(new, target):
        return True
    target.rename(old)  # undone by _tidy if the next line fails
    new.rename(target)
    return False


def _exchange(one: Path, other: Path) -> bool:
    """Swap two folders in one step; False where the system or the file system cannot (then nothing has changed)."""
    if sys.platform != "linux":
        return False
    rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if rename is None:
        return False
    here, exchange = -100, 2  # AT_FDCWD, RENAME_EXCHANGE: linux/fcntl.h, linux/fs.h
    return rename(here, os.fsencode(one), here, os.fsencode(other), exchange) == 0
