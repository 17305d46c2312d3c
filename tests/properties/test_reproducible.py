"""The same files make the same diagnostics and the same website, byte for byte, whatever else differs."""

from __future__ import annotations

import os
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nicbook.diagnostics import has_errors
from nicbook.records.kinds import KINDS
from nicbook.website import make_website, read_base

from .base import FAULTY, RICH, TODAY, contents, digest

BASES = {"valid": RICH, "faulty": FAULTY}
both = pytest.mark.parametrize("name", BASES)


@cache
def expected(name: str) -> str:
    return digest(BASES[name])


def test_the_rich_base_is_valid_and_has_every_kind() -> None:
    base, found = read_base(RICH, TODAY)
    assert not has_errors(found)
    assert all(base.records[kind] for kind in KINDS)
    assert has_errors(read_base(FAULTY)[1])


@both
@settings(max_examples=8, deadline=None, derandomize=True)
@given(data=st.data())
def test_the_order_of_the_files_makes_no_difference(name: str, data: st.DataObject) -> None:
    paths = data.draw(st.permutations(list(BASES[name])))
    assert digest({path: BASES[name][path] for path in paths}) == expected(name)


@both
def test_reading_twice_gives_the_same(name: str) -> None:
    (base, found), (base_again, found_again) = read_base(BASES[name], TODAY), read_base(BASES[name], TODAY)
    first = contents(make_website(base), found)
    assert contents(make_website(base_again), found_again) == first
    assert contents(make_website(base), found) == first, "making the pages used something up"


SURROUNDINGS = (
    {"PYTHONHASHSEED": "0", "TZ": "Pacific/Kiritimati"},
    {"PYTHONHASHSEED": "1", "TZ": "America/Adak", "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    {"PYTHONHASHSEED": "random", "LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8"},
)


def test_the_surroundings_make_no_difference() -> None:
    """Hash seed, time zone, language and working folder, each run a Python of its own."""
    program = Path(__file__).with_name("base.py")
    runs = [
        subprocess.Popen(
            [sys.executable, program], env={**os.environ, **each}, cwd=folder, stdout=subprocess.PIPE, text=True
        )
        for each, folder in zip(SURROUNDINGS, (program.parent, "/", "/"), strict=True)
    ]
    outputs = [run.communicate()[0].split() for run in runs]
    assert outputs == [[expected("valid"), expected("faulty")]] * len(SURROUNDINGS)


def test_the_clock_is_not_read() -> None:
    """Dates in the future are judged only by a day that is given."""
    far = b"title: A\nclaim: B\nabout: [ties]\nwritten: 2999-01\n"
    files = {**RICH, "theory/networks/ties/lessons/names-matter.yml": far}
    assert not has_errors(read_base(files)[1])
    assert has_errors(read_base(files, TODAY)[1])
