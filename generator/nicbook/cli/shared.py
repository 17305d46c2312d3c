"""What several commands need: a base with all that is wrong with it, a day, files, and faults told in one sentence."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Mapping
from datetime import date
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from nicbook.diagnostics import Diagnostics, has_errors, to_mend
from nicbook.files import CannotRun
from nicbook.files.folder import read_folder
from nicbook.report import source_texts, to_text
from nicbook.settings import newer_format, stated_format

if TYPE_CHECKING:
    from nicbook.website import Base


def day(_context: click.Context, _option: click.Parameter, value: str | None) -> date | None:
    """The day that an option names, for click. Raises BadParameter for anything but a day such as 2026-11-21."""
    if value is None:
        return None
    if re.fullmatch(r"\d{4}-\d\d-\d\d", value) is None:
        raise click.BadParameter("write a day as 2026-11-21")
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise click.BadParameter(f"there is no day {value}") from None


def in_one_sentence(command: Callable[..., Any]) -> Callable[..., Any]:
    """What the surroundings prevent is told in one plain sentence, never as a traceback."""

    @wraps(command)
    def run(*arguments: Any, **options: Any) -> Any:
        try:
            return command(*arguments, **options)
        except CannotRun as fault:
            click.echo(f"nicbook: {fault}", err=True)
            sys.exit(2)

    return run


def read(root: Path, today: date | None) -> tuple[Mapping[str, bytes], Base, Diagnostics]:
    """The files of a base, the base, and everything that is wrong with it. Raises CannotRun for a newer format."""
    from nicbook.website import read_base

    settings = root / "mkdocs.yml"
    if settings.is_file():
        stated = stated_format(settings.read_text(encoding="utf-8", errors="replace"))
        if newer := newer_format(stated):
            raise CannotRun(newer)
    files, refused = read_folder(root)
    base, found = read_base(files, today, refused)
    return files, base, found


def read_without_errors(root: Path) -> Base:
    """The base at `root`. One with errors is not drawn: they are told, and the command ends with 1."""
    files, base, found = read(root, None)
    if has_errors(found):
        mendable = to_mend(found)
        click.echo(to_text(mendable, source_texts(files, mendable), base.records), nl=False, err=True)
        sys.exit(1)
    return base


def show(content: bytes, output: Path | None) -> None:
    """Write it to the file that was named, or print it."""
    if output is None:
        click.echo(content.decode(), nl=False)
    else:
        write(output, content)


def write(path: Path, content: bytes) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    except OSError as error:
        raise CannotRun(f"{path} cannot be written: {error.strerror}.") from error
