"""One slip of the hand in a valid theory is harmless, or it is told at its place; it is never an exception."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from hypothesis import given, note, settings
from hypothesis import strategies as st

from nicbook.diagnostics import Diagnostic, Severity
from nicbook.website import make_website, read_base

from . import mutations
from .base import RICH, TODAY
from .mutations import Slip

PATHS = [path for path in RICH if path.endswith((".yml", ".csv", ".md"))]
IDS = sorted({path.rpartition("/")[2].removesuffix(".yml") for path in PATHS if path.endswith(".yml")} - {"network"})
IDS += ["ties", "letters", "ties/attendance"]

TELLS_WHAT_IS_MISSING = {"missing-key", "unfinished-cycle", "not-exactly-one"}
"""What is not there has no place: it is told where the record or the part begins, or at what asks for it."""
TELLS_OF_BOTH = {"duplicate-key", "duplicate-row"}
"""Told at the second of two places; the message names the first."""


@st.composite
def slips(draw: st.DrawFn) -> tuple[str, Slip]:
    path = draw(st.sampled_from(PATHS))
    choices: tuple[Callable[..., Slip], ...] = {
        "csv": mutations.CSV,
        "yml": (*mutations.YAML, *mutations.WITH_IDS),
    }.get(path[-3:], mutations.ANY)
    slip = draw(st.sampled_from(choices))

    def choose(several: Any) -> Any:
        return draw(st.sampled_from(list(several)))

    more = (IDS,) if slip in mutations.WITH_IDS else ()
    made = slip(RICH[path].decode(), choose, *more)
    note(f"{path}: {slip.__name__}, lines {made.first} to {made.last}")
    note(made.content.decode(errors="replace")[:3000])
    return path, made


@settings(max_examples=600, deadline=None, derandomize=True)
@given(slips())
def test_a_slip_is_harmless_or_told_at_its_place(slip: tuple[str, Slip]) -> None:
    path, made = slip
    _, found = read_base({**RICH, path: made.content}, TODAY)
    errors = [one for one in found if one.severity is Severity.ERROR]
    note("\n".join(f"{one.path}:{one.span.line} {one.code.name}: {one.message}" for one in errors))
    here = [one for one in errors if one.path == path]
    elsewhere = [one for one in errors if one.path != path]
    assert not here or any(is_near(one, made) for one in here), "none of the errors stands where the slip was made"
    assert not (here and elsewhere), "what is told elsewhere follows only from a fault that is told here"
    for one in elsewhere:
        assert is_about(one, path), f"what {one.path} is told has nothing to do with {path}"


def is_near(error: Diagnostic, made: Slip) -> bool:
    first, last = made.first - 1, end_of_part(made)
    if error.code.name in TELLS_WHAT_IS_MISSING:
        return True
    if error.code.name in TELLS_OF_BOTH:
        return error.span.line >= first
    return first <= error.span.line <= last


def end_of_part(made: Slip) -> int:
    """The line after the slip, or after all lines that stand deeper than it: their indentation may be what is wrong."""
    lines = made.content.decode(errors="replace").split("\n")
    end = made.last
    indent = indentation(lines[made.first - 1]) if made.first <= len(lines) else 0
    while end < len(lines) and indentation(lines[end]) > indent:
        end += 1
    return end + 1


def indentation(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def is_about(error: Diagnostic, path: str) -> bool:
    """Whether an error refers to the record of a file: it stands in its table, or in a file that names it, or names it."""
    folder, _, name = path.rpartition("/")
    if name == "network.yml":
        return error.path.startswith(folder)
    id = name.rpartition(".")[0]
    names_it = re.compile(rf"(?<![a-z0-9-]){id}(?![a-z0-9-])")
    text = RICH[error.path].decode() if error.path in RICH else ""
    return error.path.rpartition(".")[0] == path.rpartition(".")[0] or bool(names_it.search(text + error.message))


@settings(max_examples=40, deadline=None, derandomize=True)
@given(slips())
def test_pages_can_be_made_after_any_slip(slip: tuple[str, Slip]) -> None:
    """With errors nothing is published, but `serve` shows what is left."""
    path, made = slip
    base, _ = read_base({**RICH, path: made.content}, TODAY)
    website = make_website(base)
    assert website.pages[""].html
