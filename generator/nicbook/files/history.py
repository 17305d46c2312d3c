"""When files last changed, from git. Nothing of a repository is trusted: it is only read, and runs no program."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

from nicbook.files import FOLDERS

_SECONDS = 60
"""How long git may take; a website without these dates is better than none."""

# Settings of the repository that would start a program, or change what is printed.
_PLAIN = ("-c", "core.fsmonitor=", "-c", "core.hooksPath=/dev/null", "-c", "log.showRoot=true", "-c", "log.excludeDecoration=")
# -c: of a merge, the files that differ from all of its parents; those of the branches are told by their own commits.
_LOG = (
    *("log", "-z", "-c", "--name-only", "--no-renames", "--relative", "--date=short", "--decorate=full"),
    *("--no-color", "--no-ext-diff", "--no-show-signature", "--format=%x01%cd%x01%D"),
)
_COMMIT = re.compile(r"\x01(\d{4}-\d\d-\d\d)\x01(.*)", re.DOTALL)


def last_changes(root: Path) -> Mapping[str, date]:
    """The day of the last commit that touched each file under theory/ and content/, by its path relative to `root`.

    A file is left out where this is not known: it is not in git, it was changed since, or its last change lies behind
    the end of a shallow clone. Empty where there is no repository, or no git.
    """
    committed = dict(_committed(_git(root, "ls-tree", "-r", "-z", "HEAD", *FOLDERS)))
    if not committed:
        return {}
    days = _days(_git(root, *_LOG))
    return {
        path: days[path] for path, blob in sorted(committed.items()) if path in days and _is_unchanged(root / path, blob)
    }


def _git(root: Path, *arguments: str) -> list[str]:
    """What git prints, cut at its NULs; nothing where it cannot run or finds no repository."""
    # Inside a hook, GIT_DIR and its like name another repository.
    surroundings = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    surroundings |= {"GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0", "GIT_NO_LAZY_FETCH": "1"}
    command = ["git", "--no-pager", *_PLAIN, *arguments]
    try:
        done = subprocess.run(
            command, cwd=root, env=surroundings, stdin=subprocess.DEVNULL, capture_output=True, timeout=_SECONDS, check=True
        )
    except (OSError, subprocess.SubprocessError):
        return []
    return os.fsdecode(done.stdout).split("\0")


def _committed(lines: list[str]) -> Iterator[tuple[str, str]]:
    """The files of the last commit, with the hash of their content."""
    for line in lines:
        facts, tab, path = line.partition("\t")
        if tab:
            yield path, facts.rpartition(" ")[2]


def _days(parts: list[str]) -> dict[str, date]:
    """The last day of each path. At the end of a shallow clone every file looks new: what stands there is not known."""
    days: dict[str, date] = {}
    day: date | None = None
    begins = False
    for part in parts:
        if commit := _COMMIT.fullmatch(part):
            is_end = "grafted" in commit[2].split(", ")
            day, begins = None if is_end else date.fromisoformat(commit[1]), True
            continue
        path = part.removeprefix("\n") if begins else part
        begins = False
        if day is not None and (path not in days or days[path] < day):
            days[path] = day
    return days


def _is_unchanged(file: Path, blob: str) -> bool:
    """Whether a file holds what was committed: git names a content by a hash of it.

    On Windows its lines may end differently.
    """
    algorithm = hashlib.sha1 if len(blob) == 40 else hashlib.sha256
    try:
        content = file.read_bytes() if file.is_file() else b""
    except OSError:
        return False
    return any(
        algorithm(b"blob %d\0" % len(each) + each).hexdigest() == blob for each in (content, content.replace(b"\r\n", b"\n"))
    )
