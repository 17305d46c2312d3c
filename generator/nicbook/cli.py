"""The command `nicbook`. Exit codes: 0 fine, 1 the content has errors, 2 it could not run."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping
from datetime import date, datetime
from difflib import get_close_matches
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from nicbook.diagnostics import Diagnostics, Severity, has_errors, registry, to_mend
from nicbook.files import CannotRun
from nicbook.files.folder import read_folder
from nicbook.files.history import last_changes
from nicbook.report import source_texts, to_explanation, to_github, to_json, to_summary, to_text
from nicbook.settings import newer_format, stated_format

if TYPE_CHECKING:
    from nicbook.theory import Theory
    from nicbook.website import Base

FORMATS = ("svg", "outline", "json", "mermaid", "dot", "graphml", "png", "pptx")
IN_A_FILE = ("png", "pptx")
"""Formats of a diagram that are no text."""

ROOT = click.argument("root", default=".", type=click.Path(path_type=Path))


def _day(_context: click.Context, _option: click.Parameter, value: str | None) -> date | None:
    if value is None:
        return None
    try:
        return datetime.strptime(value, "%Y-%m-%d").date()
    except ValueError:
        raise click.BadParameter("write a day as 2026-11-21") from None


def _in_one_sentence(command: Callable[..., Any]) -> Callable[..., Any]:
    """What the surroundings prevent is told in one plain sentence, never as a traceback."""

    @wraps(command)
    def run(*arguments: Any, **options: Any) -> Any:
        try:
            return command(*arguments, **options)
        except CannotRun as fault:
            click.echo(f"nicbook: {fault}", err=True)
            sys.exit(2)

    return run


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="nicbook")
def main() -> None:
    """The knowledge base of a networked improvement community."""


@main.command()
@ROOT
@click.option("--format", "form", type=click.Choice(["text", "github", "json"]), default="text", show_default=True)
@click.option("--today", callback=_day, metavar="DATE", help="The day to judge dates by.  [default: the day it is]")
@click.option("--strict", is_flag=True, help="Exit with 1 for warnings too.")
@_in_one_sentence
def check(root: Path, form: str, today: date | None, strict: bool) -> None:
    """Tell every problem of the base at ROOT, and how to mend it."""
    files, base, found = _read(root, today or date.today())
    if form == "json":
        click.echo(to_json(found, base.records), nl=False)
    elif form == "github":
        click.echo(to_github(found, source_texts(files, found), base.records), nl=False)
        _append_summary(to_summary(found, base.records))
    else:
        click.echo(to_text(found, source_texts(files, found), base.records), nl=False)
    has_warnings = any(one.severity is Severity.WARNING for one in found)
    sys.exit(1 if has_errors(found) or (strict and has_warnings) else 0)


@main.command()
@click.argument("code")
@_in_one_sentence
def explain(code: str) -> None:
    """Tell the rule behind CODE, why it matters, and show it by example."""
    known = registry()
    if code not in known:
        close = get_close_matches(code, known, 1)
        raise CannotRun(f"There is no code {code}. " + (f"Did you mean {close[0]}?" if close else "`nicbook check` shows codes."))
    click.echo(to_explanation(known[code]), nl=False)


@main.command()
@click.argument("network")
@click.option("--format", "form", type=click.Choice(FORMATS), default="svg", show_default=True)
@click.option("--as-of", "day", callback=_day, metavar="DATE", help="The theory as it stood on this day.")
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="A file to write it to.")
@_in_one_sentence
def diagram(network: str, form: str, day: date | None, output: Path | None) -> None:
    """Draw the driver diagram of NETWORK, an id, from the base in this folder."""
    from nicbook.drawing.from_theory import driver_diagram
    from nicbook.drawing.over_time import restricted, whole_layout
    from nicbook.exports import CannotExport
    from nicbook.exports.formats import export
    from nicbook.theory import as_of

    if output is None and form in IN_A_FILE:
        raise CannotRun(f"A diagram as {form} is no text to print here. Name a file for it: -o {network}.{form}")
    files, base, found = _read(Path("."), None)
    if has_errors(found):
        click.echo(to_text(found, source_texts(files, found), base.records), nl=False, err=True)
        sys.exit(1)
    entry = base.theory.entries.get(f"networks/{network}")
    if entry is None:
        raise CannotRun(_no_network(network, base.theory))
    layout = whole_layout(base.theory, entry)
    if day:
        then = as_of(base.theory, day)
        entry_then = then.entries.get(entry.address)
        if entry_then is None:
            raise CannotRun(f"The network {network} was not there on {day}.")
        layout = restricted(layout, driver_diagram(then, entry_then))
    try:
        content = export(layout, form)
    except CannotExport as fault:
        raise CannotRun(str(fault)) from fault
    if output is None:
        click.echo(content.decode(), nl=False)
    else:
        _write(output, content)


@main.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path, file_okay=False))
@ROOT
@_in_one_sentence
def markdown(folder: Path, root: Path) -> None:
    """Write the website of the base at ROOT to DIR as Markdown that any MkDocs builds, whatever its theme."""
    from nicbook.broken_links import broken_links
    from nicbook.exports.markdown import to_markdown
    from nicbook.files.publishing import publish
    from nicbook.website import make_website

    files, base, found = _read(root, None)
    website = None if has_errors(found) else make_website(base, last_changes(root))
    if website:
        found += broken_links(website)
    mendable = to_mend(found)
    click.echo(to_text(mendable, source_texts(files, mendable)), nl=False, err=True)
    if website is None or has_errors(found):
        click.echo("Nothing was written.", err=True)
        sys.exit(1)

    def write(folder: Path) -> None:
        for path, content in to_markdown(website).items():
            _write(folder / path, content)

    publish(folder, root, write)
    click.echo(f"Written to {folder}.")


@main.command()
@click.argument("kind", required=False)
@click.option("-o", "--output", type=click.Path(path_type=Path, file_okay=False), help="A folder to write KIND.json to.")
@_in_one_sentence
def schema(kind: str | None, output: Path | None) -> None:
    """Tell editors the keys of a KIND of record (all kinds, if none is named) as JSON Schema."""
    from nicbook.records.kinds import KINDS
    from nicbook.records.schema import schema_text

    if kind is not None and kind not in KINDS:
        raise CannotRun(f"There is no kind {kind}. The kinds are: {', '.join(KINDS)}.")
    if kind is None and output is None:
        raise CannotRun(f"Name a folder to write all of them to: `-o schema`; or one kind: {', '.join(KINDS)}.")
    texts = {name: schema_text(KINDS[name]) for name in ([kind] if kind else KINDS)}
    for name, text in texts.items():
        if output is None:
            click.echo(text, nl=False)
        else:
            _write(output / f"{name}.json", text.encode())


@main.command()
@ROOT
@click.option("-o", "--output", type=click.Path(path_type=Path, file_okay=False), help="The folder to publish to.")
@_in_one_sentence
def build(root: Path, output: Path | None) -> None:
    """Publish the website of the base at ROOT; with errors, nothing is published and the old website stays."""
    from nicbook.mkdocs_host import build_website

    built = build_website(root, output)
    mendable = to_mend(built.diagnostics)
    click.echo(to_text(mendable, source_texts(built.sources, mendable)), nl=False, err=True)
    if built.output is None:
        click.echo("Nothing was published: the website is as it was.", err=True)
        sys.exit(1)
    if not built.in_one_step:
        click.echo("Readers may have missed a moment: this system cannot exchange two folders in one step.", err=True)
    click.echo(f"Published to {built.output}.")


@main.command()
@ROOT
@_in_one_sentence
def serve(root: Path) -> None:
    """Show the website on http://127.0.0.1:8000, and again after every edit; errors are shown as a page."""
    from nicbook.mkdocs_host import serve as serve_website

    serve_website(root)


def _read(root: Path, today: date | None) -> tuple[Mapping[str, bytes], Base, Diagnostics]:
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


def _append_summary(summary: str) -> None:
    """Add it to the file that GitHub shows on the page of a workflow run, where a run names one."""
    if named := os.environ.get("GITHUB_STEP_SUMMARY"):
        try:
            with open(named, "a", encoding="utf-8") as file:
                file.write(summary)
        except OSError as error:
            raise CannotRun(f"The summary cannot be written to {named}: {error.strerror}.") from error


def _write(path: Path, content: bytes) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    except OSError as error:
        raise CannotRun(f"{path} cannot be written: {error.strerror}.") from error


def _no_network(name: str, theory: Theory) -> str:
    known = [network.id for network in theory.networks]
    close = get_close_matches(name, known, 1)
    if close:
        return f"There is no network {name}. Did you mean {close[0]}?"
    return f"There is no network {name}. The networks here are: {', '.join(known) or 'none'}."
