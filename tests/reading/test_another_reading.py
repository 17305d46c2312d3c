"""Which unquoted texts YAML programs take for something else, by YAML 1.1 (as PyYAML has it) and by YAML 1.2."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

import yaml
from nicbook.reading.scalars import another_reading
from reading_support import steady

READINGS = {
    "a number": "0 1 -1 +1 010 08 0o10 0x1F 0b101 1_000 1. .5 -.5 1e3 1E-3 1.5e+3 685.230_15e+03 .inf -.INF .nan 2018",
    "a time": "12:30 190:20:30 190:20:30.15 -1:30 1:5",
    "a date": "2018-03-02 2001-12-14t21:59:43.10-05:00 2001-12-15T2:59:43.1Z",
    "yes or no": "y Y n N yes Yes YES no NO on On off OFF true True FALSE",
    "nothing": "~ null Null NULL",
    "a sign with a meaning of its own": "= <<",
}
TEXTS = "yEs nO oN NUL 2018-03 2018/19 2018-03-02..2018-04-01 12:60 1.2.3 v2 1,5 - -- . .. + 0x 1e 0o8 08:30 5% ½ ١"


@pytest.mark.parametrize(
    ("text", "reading"), [(text, reading) for reading, texts in READINGS.items() for text in texts.split()]
)
def test_what_is_not_text(text: str, reading: str) -> None:
    assert another_reading(text) == reading


def test_what_is_empty_is_nothing() -> None:
    assert another_reading("") == "nothing"


@pytest.mark.parametrize("text", [*TEXTS.split(), "10:30 on Mondays", "2018-03-02 or so"])
def test_what_is_text(text: str) -> None:
    assert another_reading(text) is None


RESOLVER = yaml.SafeLoader("")
TEXT_TAG = "tag:yaml.org,2002:str"
CORE_SCHEMA = re.compile(
    r"|~|null|Null|NULL|true|True|TRUE|false|False|FALSE|[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+"
    r"|[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?|[-+]?(\.inf|\.Inf|\.INF)|\.nan|\.NaN|\.NAN"
)
"""YAML 1.2.2, section 10.3.2, as printed there."""


@steady
@given(
    st.text("0123456789+-._:eExobTZ ", max_size=9)
    | st.from_regex(r"[-+]?[0-9_]{1,3}[.:][0-9_]{0,3}([eE:][-+]?[0-9]{1,2})?", fullmatch=True)
    | st.from_regex(r"[0-9]{4}-[0-9]{1,2}-[0-9]{2}([tT ][0-9]{1,2}:[0-9]{2}:[0-9]{2}(Z|[-+][0-9])?)?", fullmatch=True)
)
def test_numbers_times_and_dates_are_those_of_yaml_1_1_and_1_2(text: str) -> None:
    by_1_1 = RESOLVER.resolve(yaml.ScalarNode, text, (True, False)) != TEXT_TAG
    by_1_2 = CORE_SCHEMA.fullmatch(text) is not None
    assert (another_reading(text) is not None) == (by_1_1 or by_1_2)
