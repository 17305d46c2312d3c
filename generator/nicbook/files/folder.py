"""A folder on disk -> its files as bytes, trusting nothing that it finds there."""

from __future__ import annotations

import errno
import os
import re
import stat
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from nicbook.diagnostics import START, Diagnostic, Diagnostics, diagnose, harmless, sorted_by_place
from nicbook.files import FOLDERS, CannotRun

SIZE_LIMIT = 10_000_000
"""Bytes of one file."""
DEPTH_LIMIT = 12
"""Folders below ROOT; the format needs five."""

_NOT_ON_WINDOWS = re.compile(r'[<>:"|?*\\]|[ .]$')
_LIKE_A_FILE = (".yml", ".yaml", ".csv", ".md")
_NO_FOLLOW = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


def read_folder(root: Path) -> tuple[dict[str, bytes], Diagnostics]:
    """Every file under theory/ and content/ by its path relative to ROOT (forward slashes, sorted).

    What is not an ordinary, readable file with a usable name is left out and named in the diagnostics; nothing is
    followed, and nothing is opened that could wait. Hidden files are passed over. Raises CannotRun where there is no theory/ folder.
    """
    if not (root / "theory").is_dir():
        raise CannotRun(f"There is no folder theory/ in {root}: is this the folder that holds mkdocs.yml and theory/?")
    files: dict[str, bytes] = {}
    found: list[Diagnostic] = []
    to_visit: list[str] = []
    for name in FOLDERS:
        if (root / name).is_symlink():
            found.append(_link(name))
        elif (root / name).is_dir():
            to_visit.append(name)
    while to_visit:
        folder = to_visit.pop()
        try:
            entries = [entry for entry in os.scandir(root / folder) if not entry.name.startswith(".")]
        except OSError as error:
            found.append(_unreadable(folder, error))
            continue
        found += _same_but_for_case(folder, [entry.name for entry in entries])
        for entry in entries:
            path = f"{folder}/{entry.name}"
            if fault := _fault_of_name(path, entry.name):
                found.append(fault)
            elif entry.is_symlink():
                found.append(_link(path))
            elif entry.is_dir(follow_symlinks=False):
                if fault := _fault_of_folder(path):
                    found.append(fault)
                else:
                    to_visit.append(path)
            elif entry.is_file(follow_symlinks=False):
                content = _read(os.path.join(root, path), path)
                if isinstance(content, Diagnostic):
                    found.append(content)
                else:
                    files[path] = content
            else:
                found.append(_special(path))
    return dict(sorted(files.items())), sorted_by_place(found)


def _read(file: str, path: str) -> bytes | Diagnostic:
    """The bytes of an ordinary file, judged by what was really opened."""
    try:
        handle = os.open(file, os.O_RDONLY | _NO_FOLLOW)
    except OSError as error:
        return _link(path) if error.errno == errno.ELOOP else _unreadable(path, error)
    try:
        facts = os.fstat(handle)
        if not stat.S_ISREG(facts.st_mode):
            return _special(path)
        if facts.st_nlink > 1:
            return _diagnose(
                "hard-link",
                path,
                f"{path} is the same file as one elsewhere on this computer.",
                "Copy it under another name, delete this one, and give the copy its name.",
            )
        if facts.st_size > SIZE_LIMIT:
            return _diagnose(
                "file-too-large",
                path,
                f"{path} has {facts.st_size / 1e6:.1f} MB; at most {SIZE_LIMIT / 1e6:.0f} MB can be published.",
                "Make it smaller (a picture can be scaled down, a table split), or put it elsewhere and link to it.",
            )
        with os.fdopen(handle, "rb", closefd=False) as stream:
            return stream.read(facts.st_size)
    except OSError as error:
        return _unreadable(path, error)
    finally:
        os.close(handle)


def _fault_of_name(path: str, name: str) -> Diagnostic | None:
    if harmless(name) != name:
        problem = "a character that cannot be seen or typed"
    elif unicodedata.normalize("NFC", name) != name:
        problem = "an accented letter that is stored as two characters"
    elif sign := _NOT_ON_WINDOWS.search(name):
        problem = {" ": "a space at the end", ".": "a dot at the end"}.get(sign[0], f"the sign {sign[0]}")
    else:
        return None
    return _diagnose(
        "unusable-name",
        path,
        f"The name {harmless(name)} has {problem}.",
        "Give it a name of lower-case letters, digits and hyphens, such as student-survey.",
    )


def _fault_of_folder(path: str) -> Diagnostic | None:
    if path.endswith(_LIKE_A_FILE):
        return _diagnose(
            "folder-named-like-a-file",
            path,
            f"{path} is a folder, but its name ends like that of a file.",
            "Take the ending off the folder's name, or put a file in its place.",
        )
    if path.count("/") >= DEPTH_LIMIT:
        return _diagnose(
            "folders-too-deep",
            path,
            f"{path} lies more than {DEPTH_LIMIT} folders deep, and nothing in it is read.",
            "Move what is in it further up, into the folder that says its kind.",
        )
    return None


def _same_but_for_case(folder: str, names: list[str]) -> Iterator[Diagnostic]:
    seen: dict[str, str] = {}
    for name in sorted(names):
        first = seen.setdefault(name.casefold(), name)
        if first != name:
            yield _diagnose(
                "names-differ-in-case-only",
                f"{folder}/{name}",
                f"In {folder} there are both {harmless(first)} and {harmless(name)}.",
                "Rename one of them, or delete the one that is not needed.",
            )


def _link(path: str) -> Diagnostic:
    return _diagnose(
        "symbolic-link",
        path,
        f"{path} is a link to another place.",
        "Delete the link and put a copy of the file or folder itself there.",
    )


def _special(path: str) -> Diagnostic:
    return _diagnose(
        "special-file",
        path,
        f"{path} is neither an ordinary file nor a folder.",
        "Delete it.",
    )


def _unreadable(path: str, error: OSError) -> Diagnostic:
    return _diagnose(
        "unreadable",
        path,
        f"{path} cannot be opened: {error.strerror}.",
        "Allow everybody to read it, in its properties or permissions, or ask whoever put it there.",
    )


def _diagnose(code: str, path: str, message: str, hint: str) -> Diagnostic:
    return diagnose(code, harmless(path), START, message, hint)
