"""The commands that draw: a driver diagram, a chart."""

from __future__ import annotations

import sys
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from nicbook.cli.shared import day, in_one_sentence, read_without_errors, show
from nicbook.files import CannotRun

if TYPE_CHECKING:
    from nicbook.theory import Theory

FORMATS = ("svg", "outline", "json", "mermaid", "dot", "graphml", "png", "pptx")
IN_A_FILE = ("png", "pptx")
"""Formats of a diagram that are no text."""


@click.command()
@click.argument("network")
@click.option("--format", "form", type=click.Choice(FORMATS), help="[default: what the name of the file says, else svg]")
@click.option("--as-of", "as_of_day", callback=day, metavar="DATE", help="The theory as it stood on this day.")
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="A file to write it to.")
@in_one_sentence
def diagram(network: str, form: str | None, as_of_day: date | None, output: Path | None) -> None:
    """Draw the driver diagram of NETWORK, an id, from the base in this folder."""
    from nicbook.drawing.from_theory import driver_diagram
    from nicbook.drawing.over_time import restricted, whole_layout
    from nicbook.exports import CannotExport
    from nicbook.exports.formats import export
    from nicbook.theory import as_of

    ending = output.suffix.lower().removeprefix(".") if output else ""
    form = form or (ending if ending in FORMATS else "svg")
    if output is None and form in IN_A_FILE:
        raise CannotRun(f"A diagram as {form} is no text to print here. Name a file for it: -o {network}.{form}")
    base = read_without_errors(Path("."))
    entry = base.theory.entries.get(f"networks/{network}")
    if entry is None:
        raise CannotRun(_no_network(network, base.theory))
    layout = whole_layout(base.theory, entry)
    if as_of_day:
        then = as_of(base.theory, as_of_day)
        entry_then = then.entries.get(entry.address)
        if entry_then is None:
            raise CannotRun(f"The network {network} was not there on {as_of_day}.")
        layout = restricted(layout, driver_diagram(then, entry_then, as_of_day))
    try:
        content = export(layout, form)
    except CannotExport as fault:
        raise CannotRun(str(fault)) from fault
    show(content, output)


def _no_network(name: str, theory: Theory) -> str:
    known = [network.id for network in theory.networks]
    close = get_close_matches(name, known, 1)
    if close:
        return f"There is no network {name}. Did you mean {close[0]}?"
    return f"There is no network {name}. The networks here are: {', '.join(known) or 'none'}."


def _groups(_context: click.Context, _option: click.Parameter, values: tuple[str, ...]) -> dict[str, str]:
    if any("=" not in value for value in values):
        raise click.BadParameter("write a group as grade=9")
    return dict(tuple(value.split("=", 1)) for value in values)


@click.command()
@click.argument("what", metavar="FILE.csv|MEASURE")
@click.option("--site", metavar="ID", help="The values of this site.")
@click.option(
    "--group",
    "groups",
    multiple=True,
    callback=_groups,
    metavar="COLUMN=VALUE",
    help="The values of this group; may be given several times.",
)
@click.option(
    "--rules",
    type=click.Choice(["anhoej", "perla", "making-data-count"]),
    default="anhoej",
    show_default=True,
    help="What tells a change from chance.",
)
@click.option("--kind", type=click.Choice(["run", "i", "p", "pp", "u"]), help="A run or a control chart.  [default: run]")
@click.option("--format", "form", type=click.Choice(["svg", "json"]), default="svg", show_default=True)
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="A file to write it to.")
@in_one_sentence
def chart(what: str, site: str | None, groups: dict[str, str], rules: Any, kind: Any, form: str, output: Path | None) -> None:
    """Draw the values of FILE.csv, anybody's, or of MEASURE, an id, from the base in this folder, over time."""
    from nicbook.exports.chart_command import CannotChart, chart_content, chart_of_file, chart_of_measure, kind_of

    path = Path(what)
    try:
        kind = kind_of(kind, rules)
        if path.suffix.lower() == ".csv" or path.is_file():
            drawn = chart_of_file(what, _bytes(path), site, groups, rules, kind)
        else:
            base = read_without_errors(Path("."))
            drawn = chart_of_measure(base.theory, base.addresses, what, site, groups, rules, kind)
    except CannotChart as fault:
        if not fault.is_content:
            raise CannotRun(str(fault)) from fault
        click.echo(f"nicbook: {fault}", err=True)
        sys.exit(1)
    show(chart_content(drawn, form), output)


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise CannotRun(f"{path} cannot be read: {error.strerror}.") from error
