"""One slip of the hand in a valid theory is harmless, or it is told at its place; it is never an exception."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
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

TELLS_WHAT_IS_MISSING = {"missing-key", "unfinished-cycle", "not-exactly-one", "unnamed-site"}
"""What is not there has no place: it is told where the record or the part begins, or at what asks for it. What may not be
said beside the name of a site is told where it is said."""
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


@settings(max_examples=150, deadline=None, derandomize=True)
@given(slips())
def test_a_slip_is_harmless_or_told_at_its_place(slip: tuple[str, Slip]) -> None:
    path, made = slip
    _, found = read_base({**RICH, path: made.content}, TODAY)
    errors = [one for one in found if one.severity is Severity.ERROR]
    note("\n".join(f"{one.path}:{one.span.line} {one.code.name}: {one.message}" for one in errors))
    here = [one for one in errors if one.path == path]
    elsewhere = [one for one in errors if one.path != path]
    assert not here or any(is_near(one, made) for one in here), "none of the errors stands where the slip was made"
    codes = {one.code.name for one in here}
    assert not here or all(one.code.name in codes for one in elsewhere), "what follows from a fault that is told is told too"
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
    while end < len(lines) and (not lines[end].strip() or indentation(lines[end]) > indent):
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


@settings(max_examples=15, deadline=None, derandomize=True)
@given(slips())
def test_pages_can_be_made_after_any_slip(slip: tuple[str, Slip]) -> None:
    """With errors nothing is published, but `serve` shows what is left."""
    path, made = slip
    base, _ = read_base({**RICH, path: made.content}, TODAY)
    website = make_website(base)
    assert website.pages[""].html


RECORDS = [path for path in PATHS if path.endswith(".yml")]
KEY = re.compile(r"(?:^|[ {])([a-z_-]+): ", re.MULTILINE)


@pytest.mark.parametrize("path", RECORDS)
def test_no_key_is_lost_in_silence(path: str) -> None:
    """Misspelt, or without the space after its colon: it is told in its line."""
    text = RICH[path].decode()
    for key in KEY.finditer(text):
        line = text.count("\n", 0, key.start(1)) + 1
        for slip in (f"{key[1]}x: ", f"{key[1]}:"):
            if slip == "english_learnerx: " or slip == "low_incomex: ":
                continue  # shares have names of the author's own
            _, found = read_base({path: (text[: key.start(1)] + slip + text[key.end() :]).encode()})
            told = {one.span.line for one in found if one.path == path and one.severity is Severity.ERROR}
            assert line in told, f"{slip!r} in line {line} is not told, but only {sorted(told)}"


@pytest.mark.parametrize("line", ["summry:", "summry: ~", "wordings: [{text: Words, soruces: }]"])
def test_a_key_without_a_value_is_told_where_it_is_not_known(line: str) -> None:
    path = "theory/networks/ties/causes/nobody-asks.yml"
    _, found = read_base({**RICH, path: RICH[path] + line.encode() + b"\n"}, TODAY)
    assert [(one.path, one.code.name) for one in found if one.severity is Severity.ERROR] == [(path, "unknown-key")]


def test_a_fault_of_a_record_makes_none_in_its_table() -> None:
    """What a table needs of its record is not missed where it is there, but with a fault."""
    path = "theory/networks/ties/measures/daily-attendance.yml"
    text = RICH[path].decode()
    for right, wrong in (("strata: [grade]", "strat: [grade]"), ("since: 2025-01,", "since: 2025-1,"), ("unit: percent", "unit: percents")):
        _, found = read_base({**RICH, path: text.replace(right, wrong).encode()}, TODAY)
        assert {one.path for one in found if one.severity is Severity.ERROR} == {path}, wrong


def test_a_fault_of_a_part_makes_none_around_it() -> None:
    """One cause, one error: a list is not empty because its one item has a fault, nor is a size missing that has one."""
    cases = {
        "theory/networks/ties/findings/no-result.yml": ("sources: [make-believe]", "sources: [Make believe]"),
        "theory/networks/ties/cycles/first-try.yml": ("size: 30", "size: thirty"),
        "theory/networks/ties/measures/minutes-to-notice.yml": ("definition: {", "definitoin: {"),
    }
    for path, (right, wrong) in cases.items():
        _, found = read_base({**RICH, path: RICH[path].decode().replace(right, wrong).encode()}, TODAY)
        errors = [one for one in found if one.severity is Severity.ERROR]
        assert len(errors) == 1, [f"{one.path}:{one.span.line} {one.message}" for one in errors]


def test_a_page_that_cannot_be_read_is_no_page_that_is_missing() -> None:
    _, found = read_base({**RICH, "content/about.md": b"# Caf\xe9\n"}, TODAY)
    assert {one.path for one in found if one.severity is Severity.ERROR} == {"content/about.md"}
