"""Large theories get clear answers: no recursion error, and no time that grows faster than the theory does.

Nothing here is timed; what is quadratic makes itself felt. The sizes are those of HAZARDS where they matter for depth,
smaller ones where only the kind of growth does.
"""

from __future__ import annotations

from datetime import date

import pytest

from nicbook.diagnostics import Diagnostic, Severity
from nicbook.drawing.data import to_data
from nicbook.drawing.from_theory import MOST_NODES, driver_diagram, focus_diagrams, local_diagram, overview_diagram
from nicbook.drawing.layout import Layout, lay_out
from nicbook.drawing.local import MOST_NODES as MOST_AROUND
from nicbook.drawing.outline import to_outline, to_text
from nicbook.drawing.over_time import whole_layout
from nicbook.drawing.svg import to_svg
from nicbook.report import source_texts, to_github, to_json, to_text as to_report
from nicbook.theory import as_of
from nicbook.website import Base, make_website, read_base

from . import theories
from .theories import NETWORK, Files


def read(files: Files) -> tuple[Base, list[Diagnostic]]:
    base, found = read_base(files, date(2026, 11, 21))
    return base, [one for one in found if one.severity is Severity.ERROR]


def draw(base: Base) -> Layout:
    [network] = base.theory.networks
    layout = lay_out(driver_diagram(base.theory, network))
    assert str(to_svg(layout)).count("<a ") >= len(layout.boxes)
    assert str(to_outline(layout)).count("<li") == to_text(layout).count("\n") - 2
    assert len(to_data(layout)["nodes"]) == len(layout.boxes)
    return layout


def test_many_records() -> None:
    base, errors = read(theories.networks(20))
    assert not errors
    assert sum(base.records.values()) == 20 * 100 + 2


def test_a_chain_of_ten_thousand() -> None:
    base, errors = read(theories.chain(10_000))
    assert not errors
    assert base.theory.layers["networks/large/drivers/d9999"] == 10_000
    assert len(as_of(base.theory, date(2026, 1, 1)).entries) == 10_002


def test_a_chain_is_drawn_and_published() -> None:
    base, _ = read(theories.chain(1_000))
    layout = draw(base)
    assert layout.crossings == 0
    pages = make_website(base).pages
    assert "layer 1000 driver" in pages["networks/large/drivers/d999/"].html
    assert "Driver 999" in pages["networks/large/diagram/"].html


def test_a_node_with_ten_thousand_children() -> None:
    base, errors = read(theories.children(10_000))
    assert not errors
    assert len(base.theory.links_to("networks/large/aims/aim")) == 10_000
    layout = draw(base)
    assert len(layout.boxes) == 10_001
    assert layout.crossings == 0


def test_a_node_with_many_children_is_published() -> None:
    base, _ = read(theories.children(1_000))
    html = make_website(base).pages["networks/large/aims/aim/"].html
    assert all(f">Driver {number}<" in html for number in range(1_000))


@pytest.mark.parametrize(("drivers", "ideas"), [(100, 499), (300, 1699)])
def test_a_crossed_diagram_is_drawn(drivers: int, ideas: int) -> None:
    base, errors = read(theories.crossing(drivers, ideas))
    assert not errors
    assert len(draw(base).boxes) == drivers + ideas + 1


def test_a_crossed_diagram_is_published() -> None:
    base, _ = read(theories.crossing(100, 499))
    pages = make_website(base).pages
    assert "Idea 498" in pages["networks/large/whole-diagram/"].html
    focus = {address for address in pages if address.startswith("networks/large/diagram/d")}
    assert len({address for address in focus if not address.endswith("/by-evidence/")}) == 20
    assert all(f"{address.removesuffix('by-evidence/')}by-evidence/" in focus for address in focus)


def test_around_each_record_of_a_crossed_theory_stands_little() -> None:
    base, _ = read(theories.crossing(100, 499))
    entries = base.theory.of_kind("driver") + base.theory.of_kind("change-idea")
    drawn = [local_diagram(base.theory, entry) for entry in entries]
    assert len(drawn) == 599
    assert all(diagram and len(diagram.nodes) <= MOST_AROUND for diagram in drawn)


def test_a_crossed_theory_is_divided_by_its_primary_drivers() -> None:
    base, _ = read(theories.crossing(100, 499))
    [network] = base.theory.networks
    assert len(overview_diagram(base.theory, network).nodes) == 21
    parts = focus_diagrams(base.theory, network)
    assert len(parts) == 20
    assert all(2 <= len(diagram.nodes) <= MOST_NODES for _, diagram in parts)


def test_a_theory_that_grew_on_many_dates_is_laid_out() -> None:
    files = theories.crossing(100, 499)
    for number, (path, content) in enumerate(files.items()):
        if b"drives" in content:
            files[path] = content + f"since: {{date: {2000 + number % 25}-{1 + number % 12:02}}}\n".encode()
    base, errors = read(files)
    assert not errors
    [network] = base.theory.networks
    assert len(whole_layout(base.theory, network).boxes) == 600


def test_a_loop_is_named_in_full_and_once() -> None:
    base, [error] = read(theories.loop(1_000))
    assert error.code.name == "loop"
    assert all(f"d{number} " in error.message for number in range(1_000))
    make_website(base)


def test_a_record_with_thousands_of_references() -> None:
    base, errors = read(theories.references(5_000))
    assert not errors
    assert len(base.theory.links_from("networks/large/lessons/all")) == 5_000


def test_thousands_of_dangling_references() -> None:
    files = theories.dangling(ideas=100, each=100, drivers=0)
    base, errors = read(files)
    assert [error.code.name for error in errors] == ["dangling-reference"] * 10_000
    assert {error.span.line for error in errors} == {2}
    texts = source_texts(files, tuple(errors))
    assert "10000 errors" in to_report(tuple(errors), texts)
    assert to_json(tuple(errors), base.records).count('"dangling-reference"') == 10_000
    assert to_github(tuple(errors), texts, base.records)
    make_website(base)


def test_thousands_of_dangling_references_among_thousands_of_records() -> None:
    """A suggestion for each would compare all of them with all."""
    _, errors = read(theories.dangling(ideas=1_000, each=1, drivers=1_000))
    assert len(errors) == 1_000
    assert all(error.hint for error in errors)


def test_thousands_of_references_to_one_renamed_record() -> None:
    files = {path.replace("/aim.yml", "/the-aim.yml"): content for path, content in theories.children(1_500).items()}
    _, errors = read(files)
    assert len(errors) == 1_500
    assert errors[0].hint == errors[-1].hint


@pytest.mark.parametrize(
    "piece",
    ["x", "x ", "A-", "A'", "a.", "a@", "eyJ-", "://a:", "one of ", "born ", "1 ", "[[", "[a](", "*", "<", "> "],
)
def test_a_long_text_of_any_sort(piece: str) -> None:
    """Told to be too long; what looks for people in it does not try every beginning with every end."""
    text = (piece * 40_000)[:40_000] + " grade 9, of 3 students @ ://"
    content = f"title: A text\nkind: book\nsummary: '{text.replace(chr(39), chr(39) * 2)}'\n".encode()
    _, errors = read({"theory/sources/long.yml": content, "content/long.md": text.encode()})
    assert any(error.code.name == "long-text" for error in errors)


def test_a_table_of_a_hundred_thousand_rows() -> None:
    """Too many rows are told; as many as there may be are read."""
    record = b"title: A count\nrole: process\nbetter: higher\ndefinition: {unit: count, counts: events}\n"
    rows = [f"{1900 + number // 336}-{number // 28 % 12 + 1:02}-{number % 28 + 1:02},school,{number % 90},50" for number in range(30_000)]
    files = {
        f"{NETWORK}/network.yml": b"title: A network\n",
        "theory/sites/school.yml": b"title: A school\nkind: school\n",
        f"{NETWORK}/measures/count.yml": record,
        f"{NETWORK}/measures/count.csv": ("date,site,value,size\n" + "\n".join(rows) + "\n").encode(),
    }
    base, errors = read(files)
    assert not errors
    assert len(base.theory.entries["networks/large/measures/count"].table.observations) == 30_000
    faulty = files[f"{NETWORK}/measures/count.csv"].replace(b",school,", b",nowhere,x")
    _, errors = read({**files, f"{NETWORK}/measures/count.csv": faulty})
    assert errors
