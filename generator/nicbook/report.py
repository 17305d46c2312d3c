"""Diagnostics -> what a person reads in a terminal, a program reads as JSON, and GitHub shows beside the lines.

Every format shows the same diagnostics, after `without_private_values`. Imports only diagnostics.
"""

from __future__ import annotations

import json
import re
import textwrap
import unicodedata
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import accumulate

from nicbook.diagnostics import START, Code, Diagnostic, Diagnostics, Severity, Span, harmless, sorted_by_place

PAGE_WIDTH = 88
"""Columns of the text report."""
FRAME_WIDTH = 76
"""Characters that are shown of a source line; a longer one is cut around the marker."""
ANNOTATIONS = 9
"""GitHub shows ten annotations of each severity in a step: nine diagnostics, and how many more there are."""
SUMMARY_LIMIT = 1_000_000
"""Bytes of problems in the summary of a step; GitHub drops a summary of more than 1 MiB."""

WORDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def source_texts(files: Mapping[str, bytes], diagnostics: Iterable[Diagnostic]) -> dict[str, str]:
    """The texts to show source lines from: of the files that diagnostics name, whatever their bytes."""
    named = {found.path for found in diagnostics}
    return {path: files[path].decode("utf-8-sig", "replace") for path in sorted(named & files.keys())}


def without_private_values(diagnostics: Iterable[Diagnostic]) -> Diagnostics:
    """The diagnostics by place; of those on a line with a private one, only the rule: their words may echo its value.

    Private diagnostics themselves name no value; it is the others that quote what stands there.
    """
    found = sorted_by_place(diagnostics)
    private: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
    for each in found:
        if each.code.private:
            private[each.path].append((each.span.line, each.span.end_line))
    begins = {path: [first for first, _ in lines] for path, lines in private.items()}
    ends = {path: list(accumulate((last for _, last in lines), max)) for path, lines in private.items()}

    def shares_a_line(each: Diagnostic) -> bool:
        earlier = bisect_right(begins.get(each.path, ()), each.span.end_line)
        return earlier > 0 and ends[each.path][earlier - 1] >= each.span.line

    return sorted_by_place(
        replace(each, message=each.code.rule, hint="First mend what is private on this line; then check again.")
        if not each.code.private and shares_a_line(each)
        else each
        for each in found
    )


def to_json(diagnostics: Iterable[Diagnostic], records: Mapping[str, int]) -> str:
    """Diagnostics, their counts by severity, and the number of records of each kind, as ASCII."""
    shown = without_private_values(diagnostics)
    report = {
        "diagnostics": [
            {
                "code": each.code.name,
                "severity": each.severity.value,
                "message": each.message,
                "hint": each.hint,
                "path": harmless(each.path),
                "line": each.span.line,
                "column": each.span.column,
                "end_line": each.span.end_line,
                "end_column": each.span.end_column,
            }
            for each in shown
        ],
        "counts": {severity.value: count for severity, count in _counts(shown).items()},
        "records": dict(sorted(records.items())),
    }
    return json.dumps(report, indent=2) + "\n"


def to_text(
    diagnostics: Iterable[Diagnostic], sources: Mapping[str, str], records: Mapping[str, int] | None = None
) -> str:
    """For a person: every error and warning with its source line, and a closing line that counts.

    Notes come first and take a line each: they name gaps, and must not bury what is to be mended. `sources` is the text
    of files by path. No line is shown of a file with a private diagnostic, nor of a table: its rows may be counts of
    small groups.
    """
    shown = without_private_values(diagnostics)
    notes = [_note(each) for each in shown if each.severity is Severity.INFO]
    blocks = [f"{block}\n" for severity, block in _blocks(shown, sources) if severity is not Severity.INFO]
    return "".join([*notes, "\n" if notes else "", *blocks]) + _closing_line(shown, records) + "\n"


def to_blocks(diagnostics: Iterable[Diagnostic], sources: Mapping[str, str]) -> tuple[tuple[Severity, str], ...]:
    """The same text, a block for each diagnostic, for a log that keeps them apart.

    Ask for all diagnostics of a run at once: a private one decides what others of its file may show.
    """
    return tuple(_blocks(without_private_values(diagnostics), sources))


def to_explanation(code: Code) -> str:
    """What a code is about, for a person: the rule, why it matters, and a file that breaks it beside one that keeps it."""
    parts = [f"{code.name}  ({WORDS[code.severity]})\n", _wrapped("Rule: ", code.rule), _wrapped("Why:  ", code.why) + "\n"]
    if code.example is not None:
        for title, text in (("So it is wrong", code.example.bad), ("So it is right", code.example.good)):
            parts.append(f"{title}, in {code.example.file}:\n\n{textwrap.indent(text.rstrip(), '    ')}\n")
    return "\n".join(parts).rstrip("\n") + "\n"


def to_github(diagnostics: Iterable[Diagnostic], sources: Mapping[str, str], records: Mapping[str, int]) -> str:
    """For the log of a GitHub workflow: commands that annotate the files, then the whole report as text.

    GitHub shows few annotations of a step: `to_summary` and the text have them all.
    """
    shown = without_private_values(diagnostics)
    lines = []
    for severity, command in COMMANDS.items():
        found = [each for each in shown if each.severity is severity]
        lines.extend(_annotation(command, each) + "\n" for each in found[:ANNOTATIONS])
        if len(found) > ANNOTATIONS:
            rest = len(found) - ANNOTATIONS
            lines.append(f"::{command} title=nicbook::and {rest} more: see the summary of this run, or its log\n")
    return "".join(lines) + to_text(shown, sources, records)


def to_summary(diagnostics: Iterable[Diagnostic], records: Mapping[str, int]) -> str:
    """For the page of a GitHub workflow run: the report as Markdown, file by file, those with errors first.

    Without source lines. What goes beyond SUMMARY_LIMIT is counted, and left to the log.
    """
    shown = without_private_values(diagnostics)
    with_errors = {each.path for each in shown if each.severity is Severity.ERROR}
    ordered = sorted(shown, key=lambda each: each.path not in with_errors)
    lines = [f"## {_closing_line(shown, records)}\n"]
    if shown:
        lines.append("\nErrors keep the website as it was until they are mended. Warnings and notes are advice.\n")
    room = SUMMARY_LIMIT
    path = None
    for place, each in enumerate(ordered):
        block = ("" if each.path == path else f"\n### {_literal(each.path)}\n\n") + _item(each)
        room -= len(block.encode())
        if room < 0:
            lines.append(f"\nAnd {len(ordered) - place} more: see the log.\n")
            break
        lines.append(block)
        path = each.path
    return "".join(lines)


def _counts(diagnostics: Diagnostics) -> dict[Severity, int]:
    counted = Counter(each.severity for each in diagnostics)
    return {severity: counted[severity] for severity in Severity}


# Text


def _blocks(shown: Diagnostics, sources: Mapping[str, str]) -> Iterator[tuple[Severity, str]]:
    hidden = {each.path for each in shown if each.code.private}
    lines_of: dict[str, list[str]] = {}
    for each in shown:
        if each.path not in lines_of:
            is_hidden = each.path in hidden or each.path.lower().endswith(".csv")
            lines_of[each.path] = [] if is_hidden else re.split("\r\n|\r|\n", sources.get(each.path, ""))
        yield each.severity, _without_orders(_block(each, _frame(each.span, lines_of[each.path])))


def _without_orders(text: str) -> str:
    """The text with a space in all that a build server would obey: it echoes what strangers wrote.

    GitHub takes `::command::` for an order at the start of a line, even an indented one, and `##[command]` anywhere;
    other servers have `##vso[` and `##teamcity[`.
    """
    return re.sub(r"##(?=\w*\[)", "# #", re.sub(r"^([^\S\n]*):(?=:)", r"\1: ", text, flags=re.MULTILINE))


def _block(found: Diagnostic, frame: list[str]) -> str:
    place = f"{harmless(found.path)}:{found.span.line}:{found.span.column}"
    lines = [f"{place}  {WORDS[found.severity]}  {found.code.name}", _wrapped("  ", found.message)]
    if frame:
        lines += ["", *frame, ""]
    lines += [_wrapped("  Why:  ", found.why), _wrapped("  Mend: ", found.hint), ""]
    return "\n".join(lines)


def _note(found: Diagnostic) -> str:
    place = f"{harmless(found.path)}:{found.span.line}:{found.span.column}"
    return _without_orders(f"{place}  {WORDS[Severity.INFO]}  {found.code.name}  {found.message} {found.hint}".rstrip()) + "\n"


def _wrapped(label: str, text: str) -> str:
    return textwrap.fill(
        text,
        PAGE_WIDTH,
        initial_indent=label,
        subsequent_indent=" " * len(label),
        break_long_words=False,
        break_on_hyphens=False,
    )


def _frame(span: Span, lines: list[str]) -> list[str]:
    """The first line of the span and a marker under it; nothing for a whole file, an unknown or an empty line."""
    if span == START or span.line > len(lines) or not lines[span.line - 1]:
        return []
    line = lines[span.line - 1]
    first = span.column - 1
    last = span.end_column - 1 if span.end_line == span.line else len(line)
    cut = max(0, min(first - FRAME_WIDTH // 2, len(line) - FRAME_WIDTH))
    end = cut + FRAME_WIDTH
    before = ("…" if cut else "") + _printable(line[cut:first])
    marked = _printable(line[first : min(last, end)])
    after = _printable(line[max(first, min(last, end)) : end]) + ("…" if end < len(line) else "")
    return [
        f"{span.line:>6} | {before}{marked}{after}",
        f"{'':>6} | {' ' * _width(before)}{'^' * max(1, _width(marked))}",
    ]


def _printable(text: str) -> str:
    return harmless(text.replace("\t", "    "))


def _width(text: str) -> int:
    """The columns that a terminal gives to the text."""
    joined = sum(unicodedata.category(sign) in ("Mn", "Me", "Cf") for sign in text)
    wide = sum(unicodedata.east_asian_width(sign) in ("W", "F") for sign in text)
    return len(text) - joined + wide


def _closing_line(shown: Diagnostics, records: Mapping[str, int] | None) -> str:
    told = [_counted(count, WORDS[severity]) for severity, count in _counts(shown).items() if count]
    among = "" if records is None else f" in {_counted(sum(records.values()), 'record')}"
    return f"{', '.join(told) or 'No problems'}{among}."


def _counted(count: int, word: str) -> str:
    return f"{count} {word}" if count == 1 else f"{count} {word}s"


# GitHub


def _annotation(command: str, found: Diagnostic) -> str:
    span = found.span
    properties = {
        "file": harmless(found.path),
        "line": span.line,
        "endLine": span.end_line,
        "col": span.column,
        "endColumn": span.end_column,
        "title": found.code.name,
    }
    listed = ",".join(f"{name}={_escaped_property(str(value))}" for name, value in properties.items())
    return f"::{command} {listed}::" + _escaped(f"{found.message}\nWhy: {found.why}\nMend: {found.hint}")


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _escaped_property(text: str) -> str:
    return _escaped(text).replace(":", "%3A").replace(",", "%2C")


def _item(found: Diagnostic) -> str:
    parts = (
        f"- **Line {found.span.line}, {WORDS[found.severity]}, {found.code.name}**",
        _literal(found.message),
        f"*Why:* {_literal(found.why)}",
        f"*Mend:* {_literal(found.hint)}",
    )
    return "\\\n  ".join(parts) + "\n"


def _literal(text: str) -> str:
    """The text for Markdown, in which every sign that could mean something then means itself."""
    return re.sub(r"([!-/:-@\[-`{-~])", r"\\\1", harmless(text))
