"""Anybody's table -> a series of values in the order of time. What is not plain is refused, never guessed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from nicbook.reading.csv import Table
from nicbook.records.any_cells import FIRST_ROW, Unclear, are_numbers, are_times, is_missing, is_value, quantity, times
from nicbook.records.dates import When
from nicbook.records.figures import Quantity

MOST_NAMED = 8
"""How many columns, or series, are named one by one."""

_NUMERATORS, _DENOMINATORS = ("numerator", "num"), ("denominator", "denom", "den")
_BESIDE = ("size", "version", "note")
"""Columns of ours that tell more about a value."""

_Columns = Mapping[str, Sequence[str]]


class NotThere(ValueError):
    """The table does not hold the series that is asked for, or several. The text says which there are."""


@dataclass(frozen=True, slots=True)
class Value:
    """One row. None, or "", where the table has no such column or nothing in it."""

    when: When | None
    value: Quantity | None
    numerator: Quantity | None
    denominator: Quantity | None
    size: Quantity | None
    version: str
    note: str


@dataclass(frozen=True, slots=True)
class AnySeries:
    """The values of one site and group in the order of time, or without dates in that of the file."""

    name: str
    """The column of the values; "" where each is a part of a whole."""
    keys: tuple[tuple[str, str], ...]
    """What tells it from other series of the table: columns, and what stands there."""
    values: tuple[Value, ...]
    is_percent: bool
    """Whether the cells say so with a % sign."""


def read_any_series(table: Table, site: str | None = None, groups: Mapping[str, str] | None = None) -> AnySeries:
    """The only series of a table, or the one that is asked for. Raises Unclear and NotThere."""
    if all(is_value(cell) or is_missing(cell) for cell in table.header):
        raise Unclear("The first row should name the columns.")
    if not table.rows:
        raise Unclear("This table has a header, but no rows.")
    columns = {name: [row.cells[at] for row in table.rows] for at, name in enumerate(table.header)}
    time = _time_column(columns)
    if time and is_value(time):
        raise Unclear("The first row should name the columns.")
    names = _value_columns(columns, time)
    whens = times(time, columns[time]) if time else None
    keys = _key_columns(columns, time, names)
    asked = ({"site": site} if site is not None else {}) | dict(groups or {})
    chosen = _chosen(columns, keys, asked)
    if whens:
        chosen.sort(key=lambda at: (whens[at].earliest, whens[at].latest))

    def figure(name: str | None, at: int) -> Quantity | None:
        return quantity(name, at + FIRST_ROW, columns[name][at]) if name in columns else None

    value = names.get("value")
    return AnySeries(
        name=value or "",
        keys=tuple((key, columns[key][chosen[0]]) for key in keys if columns[key][chosen[0]]),
        values=tuple(
            Value(
                when=whens[at] if whens else None,
                value=figure(value, at),
                numerator=figure(names.get("numerator"), at),
                denominator=figure(names.get("denominator"), at),
                size=figure("size", at),
                version=columns["version"][at] if "version" in columns else "",
                note=columns["note"][at] if "note" in columns else "",
            )
            for at in chosen
        ),
        is_percent=value is not None and any(columns[value][at].endswith("%") for at in chosen),
    )


def _time_column(columns: _Columns) -> str | None:
    """The column `date`, or else the first one that holds dates; None where there is none."""
    if "date" in columns:
        return "date"
    return next((name for at, name in enumerate(columns) if are_times(name, columns[name], at == 0)), None)


def _value_columns(columns: _Columns, time: str | None) -> dict[str, str]:
    """The column `value`, or those of a part and its whole, or else the only one that holds numbers."""
    if "value" in columns:
        return {"value": "value"}
    top = [name for name in columns if name.lower() in _NUMERATORS]
    bottom = [name for name in columns if name.lower() in _DENOMINATORS]
    if len(top) == len(bottom) == 1:
        return {"numerator": top[0], "denominator": bottom[0]}
    found = [name for name in columns if name not in (time, "site", *_BESIDE) and are_numbers(columns[name])]
    if len(found) == 1:
        return {"value": found[0]}
    if not found:
        has_comma = any("," in cell for name in columns for cell in columns[name] if cell[:1].isdigit())
        hint = " Write decimals with a point, and thousands without a comma." if has_comma else ""
        raise Unclear(f"This table has no column of numbers to draw.{hint}")
    raise Unclear(
        f"Several columns hold numbers: {_some(f'`{name}`' for name in found)}. Rename the one to draw to `value`, or a "
        "part and its whole to `numerator` and `denominator`."
    )


def _key_columns(columns: _Columns, time: str | None, names: Mapping[str, str]) -> list[str]:
    """The columns that tell one series from another: those of words that come again, and where several rows still have
    the same date, those of numbers that do."""
    others = [name for name in columns if name not in (time, *names.values(), *_BESIDE)]
    again = [name for name in others if name == "site" or len(set(columns[name])) < len(columns[name])]
    keys = [name for name in again if name == "site" or not are_numbers(columns[name])]
    told = [columns[name] for name in (time, "version", *keys) if name in columns]
    rows = list(zip(*told, strict=True))
    if time and len(set(rows)) < len(rows):
        keys = again
    return keys


def _chosen(columns: _Columns, keys: Sequence[str], asked: Mapping[str, str]) -> list[int]:
    """The rows of the series that is asked for. Where a group is not asked for, everyone goes before all groups."""
    rows = list(range(len(next(iter(columns.values())))))
    for name, wanted in asked.items():
        if name not in columns:
            raise NotThere(f"This table has no column `{name}`. Its columns are: {_some(f'`{each}`' for each in columns)}.")
        there = dict.fromkeys(columns[name][at] for at in rows)
        rows = [at for at in rows if columns[name][at] == wanted]
        if not rows:
            raise NotThere(f"The column `{name}` does not hold “{wanted}” here. It holds: {_some(filter(None, there))}.")
    groups = [key for key in keys if key != "site" and key not in asked]
    rows = [at for at in rows if not any(columns[key][at] for key in groups)] or rows
    series = dict.fromkeys(tuple(columns[key][at] for key in keys) for at in rows)
    if len(series) > 1:
        open_keys = [(at, key) for at, key in enumerate(keys) if key not in asked]
        ways = (" ".join(_option(key, each[at]) for at, key in open_keys if each[at]) for each in series)
        raise NotThere(
            f"This table holds {len(series)} series. Choose one: {_some(filter(None, ways))}. "
            "A column of remarks is named `note`."
        )
    return rows


def _option(key: str, text: str) -> str:
    quoted = f'"{text}"' if " " in text else text
    return f"--site {quoted}" if key == "site" else f"--group {key}={quoted}"


def _some(words: Iterable[str]) -> str:
    words = list(words)
    rest = f" and {len(words) - MOST_NAMED} more" if len(words) > MOST_NAMED else ""
    return ", ".join(words[:MOST_NAMED]) + rest
