"""What is wrong, where, and how to mend it: faults of content are values, never exceptions.

Stands first: every other module may import this one, and it imports none of them.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from importlib import resources
from types import MappingProxyType


class Severity(StrEnum):
    """How much a diagnostic weighs. Nothing is published while there is an error."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of text: lines and columns (in characters) from 1, the end one past the last character."""

    line: int
    column: int
    end_line: int
    end_column: int


START = Span(1, 1, 1, 1)


@dataclass(frozen=True, slots=True)
class Example:
    """One file as it breaks a rule and as it keeps it; a path relative to theory/ (or to ROOT: content/..)."""

    file: str
    bad: str
    good: str
    beside: Mapping[str, str] = field(default_factory=dict, hash=False)
    """Other files that the example needs, by path: what it refers to."""


@dataclass(frozen=True, slots=True)
class Code:
    """One entry of the registry: the rule behind a diagnostic, why the rule matters, and an example."""

    name: str
    family: str
    """The data file that declares it, such as rules-aims."""
    severity: Severity
    rule: str
    why: str
    private: bool = False
    """Its reports name file, row and column only: never the value or the source line."""
    absence: bool = False
    """It says that some other record is not there: nobody knows while a record of the network cannot be read."""
    example: Example | None = None
    """None where files of text cannot show it, such as a link in a folder."""


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One fault of one file. `path` is relative to ROOT, with forward slashes."""

    code: Code
    path: str
    span: Span
    message: str
    hint: str
    severity: Severity

    @property
    def why(self) -> str:
        return self.code.why


Diagnostics = tuple[Diagnostic, ...]


@cache
def registry() -> Mapping[str, Code]:
    """Every code there is, from the data files in `codes/`, one file a family."""
    codes: dict[str, Code] = {}
    folder = resources.files(__package__) / "codes"
    for file in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if not file.name.endswith(".toml"):
            continue
        for name, entry in tomllib.loads(file.read_text(encoding="utf-8")).items():
            assert name not in codes, f"the code {name} is declared twice"
            example = Example(**entry.pop("example")) if "example" in entry else None
            family = file.name.removesuffix(".toml")
            codes[name] = Code(name, family, Severity(entry.pop("severity")), example=example, **entry)
    return MappingProxyType(codes)


def diagnose(
    code: str, path: str, span: Span, message: str, hint: str, severity: Severity | None = None
) -> Diagnostic:
    """A diagnostic of a declared code; `severity` overrides the code's own where a rule depends on maturity.

    Raises KeyError for a code that `codes/` does not declare: that is a fault of ours, not of an author.
    """
    entry = registry()[code]
    return Diagnostic(entry, path, span, harmless(message), harmless(hint), severity or entry.severity)


_HIDDEN = re.compile("[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]")


def harmless(text: str) -> str:
    """The text on one line, with control and direction characters shown as U+XXXX: echoed input must not drive a terminal."""
    return _HIDDEN.sub(lambda match: f"<U+{ord(match[0]):04X}>", text.replace("\n", " "))


def sorted_by_place(diagnostics: Iterable[Diagnostic]) -> Diagnostics:
    """By file, line and column, then code; the same fault told twice is told once."""
    return tuple(
        sorted(
            dict.fromkeys(diagnostics),
            key=lambda found: (found.path, found.span, found.code.name, found.message),
        )
    )


def has_errors(diagnostics: Iterable[Diagnostic]) -> bool:
    return any(found.severity is Severity.ERROR for found in diagnostics)


def to_mend(diagnostics: Iterable[Diagnostic]) -> Diagnostics:
    """What its author can mend: without the notes, which name gaps."""
    return tuple(found for found in diagnostics if found.severity is not Severity.INFO)
