"""The command `nicbook`. Exit codes: 0 fine, 1 the content has errors, 2 it could not run."""

from __future__ import annotations

import os
import sys
from datetime import date
from difflib import get_close_matches
from pathlib import Path

import click

from nicbook.cli.drawings import chart, diagram
from nicbook.cli.shared import day, in_one_sentence, read, write
from nicbook.diagnostics import Severity, has_errors, registry, to_mend
from nicbook.files import CannotRun
from nicbook.files.history import last_changes
from nicbook.report import source_texts, to_explanation, to_github, to_json, to_summary, to_text

ROOT = click.argument("root", default=".", type=click.Path(path_type=Path))


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="nicbook")
def main() -> None:
    """The knowledge base of a networked improvement community."""


@main.command()
@ROOT
@click.option("--format", "form", type=click.Choice(["text", "github", "json"]), default="text", show_default=True)
@click.option("--today", callback=day, metavar="DATE", help="The day to judge dates by.  [default: the day it is]")
@click.option("--notes", is_flag=True, help="List the notes on gaps too; github and json always do.")
@click.option("--strict", is_flag=True, help="Exit with 1 for warnings too.")
@in_one_sentence
def check(root: Path, form: str, today: date | None, notes: bool, strict: bool) -> None:
    """Tell every problem of the base at ROOT, and how to mend it."""
    files, base, found = read(root, today or date.today())
    if form == "json":
        click.echo(to_json(found, base.records), nl=False)
    elif form == "github":
        click.echo(to_github(found, source_texts(files, found), base.records), nl=False)
        _append_summary(to_summary(found, base.records))
    else:
        told = found if notes else to_mend(found)
        click.echo(to_text(told, source_texts(files, told), base.records), nl=False)
        if left_out := len(found) - len(told):
            click.echo(f"{left_out} {'note' if left_out == 1 else 'notes'} on gaps: `nicbook check --notes` lists them.")
    has_warnings = any(one.severity is Severity.WARNING for one in found)
    sys.exit(1 if has_errors(found) or (strict and has_warnings) else 0)


@main.command()
@click.argument("code")
@in_one_sentence
def explain(code: str) -> None:
    """Tell the rule behind CODE, why it matters, and show it by example."""
    known = registry()
    if code not in known:
        close = get_close_matches(code, known, 1)
        raise CannotRun(f"There is no code {code}. " + (f"Did you mean {close[0]}?" if close else "`nicbook check` shows codes."))
    click.echo(to_explanation(known[code]), nl=False)


main.add_command(diagram)
main.add_command(chart)


@main.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path, file_okay=False))
@ROOT
@in_one_sentence
def markdown(folder: Path, root: Path) -> None:
    """Write the website of the base at ROOT to DIR as Markdown that any MkDocs builds, whatever its theme."""
    from nicbook.broken_links import broken_links
    from nicbook.exports.markdown import to_markdown
    from nicbook.files.publishing import MARKDOWN, publish
    from nicbook.website import make_website

    files, base, found = read(root, None)
    website = None if has_errors(found) else make_website(base, last_changes(root), date.today())
    if website:
        found += broken_links(website)
    mendable = to_mend(found)
    click.echo(to_text(mendable, source_texts(files, mendable)), nl=False, err=True)
    if website is None or has_errors(found):
        click.echo("Nothing was written.", err=True)
        sys.exit(1)

    def fill(folder: Path) -> None:
        for path, content in to_markdown(website).items():
            write(folder / path, content)

    publish(folder, root, fill, MARKDOWN)
    click.echo(f"Written to {folder}.")


@main.command()
@click.argument("kind", required=False)
@click.option("-o", "--output", type=click.Path(path_type=Path, file_okay=False), help="A folder to write KIND.json to.")
@in_one_sentence
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
            write(output / f"{name}.json", text.encode())


@main.command()
@ROOT
@click.option("-o", "--output", type=click.Path(path_type=Path, file_okay=False), help="The folder to publish to.")
@in_one_sentence
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
@in_one_sentence
def serve(root: Path) -> None:
    """Show the website on http://127.0.0.1:8000, and again after every edit; errors are shown as a page."""
    from nicbook.mkdocs_host import serve as serve_website

    serve_website(root)


def _append_summary(summary: str) -> None:
    """Add it to the file that GitHub shows on the page of a workflow run, where a run names one."""
    if named := os.environ.get("GITHUB_STEP_SUMMARY"):
        try:
            with open(named, "a", encoding="utf-8") as file:
                file.write(summary)
        except OSError as error:
            raise CannotRun(f"The summary cannot be written to {named}: {error.strerror}.") from error
