"""The diagrams of a theory: the whole, an overview of it, one for each primary driver, and the part around a record."""

from __future__ import annotations

import pytest

from nicbook.drawing.diagram import Strength
from nicbook.drawing.from_theory import (
    MOST_NODES,
    driver_diagram,
    focus_diagrams,
    local_diagram,
    overview_diagram,
)
from nicbook.drawing.local import MOST_NODES as MOST_AROUND

from .theories import edges, ids, notes, read

CYCLE = "tests: {tests}\nsite: school\nstarted: 2024-01-08"
THEORY = {
    "sites_school": "kind: school",
    "sites_other": "kind: school",
    "drivers_a": "drives: [aim]\ncauses: [cause]",
    "drivers_b": "drives: [aim]",
    "drivers_a1": "drives: [a]",
    "drivers_both": "drives: [a, b]",
    "ideas_i": "drives: [a1]",
    "ideas_j": "drives: [a1, both]",
    "ideas_k": "drives: [b]",
    "causes_cause": "",
    "causes_deeper": "leads_to: [cause]",
    "causes_loose": "",
    "routines_meeting": "from: [k]\nserves: [b]",
    "routines_bare": "",
    "measures_days": "role: process\nbetter: lower\nof: [meeting]\ndefinition: {unit: days, counts: events}",
    "cycles_try_i": CYCLE.format(tests="i"),
    "cycles_try_meeting": CYCLE.format(tests="meeting"),
    "adaptations_ours": "of: meeting\nsite: school\nstarted: 2024-02-01",
    "lessons_learned": "claim: It helps.\nabout: [days, i]",
    "pipelines_way": "stages: [{id: one, title: One}]",
}


def test_the_whole_is_every_aim_driver_and_idea_of_the_network() -> None:
    theory, network = read(**THEORY)
    diagram = driver_diagram(theory, network)
    assert ids(diagram) == "a a1 aim b both i j k"
    assert edges(diagram) == "a1>a a>aim b>aim both>a both>b i>a1 j>a1 j>both k>b"
    assert diagram.headings == ("Aims", "Primary drivers", "Secondary drivers", "Change ideas")


def test_what_a_driver_drove_once_does_not_hide_it() -> None:
    theory, network = read(
        drivers_gone="drives: [aim]\nretired: {date: 2024}",
        drivers_p="drives: [aim]",
        drivers_under_gone="drives: [gone, aim]",
        drivers_once="drives: [aim, {to: p, retired: {date: 2024}}]",
        drivers_below="drives: [p]",
    )
    assert ids(overview_diagram(theory, network)) == "aim gone once p under-gone"
    assert [driver.id for driver, _ in focus_diagrams(theory, network)] == ["gone", "once", "p", "under-gone"]


def test_an_overview_has_the_ideas_that_drive_an_aim_directly_or_counts_them() -> None:
    theory, network = read(drivers_a="drives: [aim]", ideas_i="drives: [aim]", ideas_j="drives: [a]")
    assert ids(overview_diagram(theory, network)) == "a aim i"
    many = {f"ideas_i{n}": "drives: [aim]" for n in range(MOST_NODES)}
    overview = overview_diagram(*read(drivers_a="drives: [aim]", **many))
    assert ids(overview) == "a aim"
    assert notes(overview)["aim"] == f"and {MOST_NODES} ideas"


def test_an_overview_counts_what_leads_to_each_primary_driver() -> None:
    theory, network = read(**THEORY)
    diagram = overview_diagram(theory, network)
    assert ids(diagram) == "a aim b"
    assert notes(diagram) == {"a": "2 drivers, 2 ideas", "b": "1 driver, 2 ideas"}
    assert {node.id: node.address for node in diagram.nodes} == {
        "aim": "networks/n/aims/aim", "a": "networks/n/diagram/a", "b": "networks/n/diagram/b",
    }  # fmt: skip


def test_a_focus_diagram_has_the_aims_of_a_driver_and_all_that_leads_to_it() -> None:
    theory, network = read(**THEORY)
    assert [(driver.id, ids(diagram)) for driver, diagram in focus_diagrams(theory, network)] == [
        ("a", "A a1 aim both i j"),
        ("b", "aim B both j k"),
    ]


def test_a_focus_diagram_that_is_too_large_counts_what_is_further_away() -> None:
    near = {f"drivers_d{n}": "drives: [a]" for n in range(20)}
    far = {f"ideas_i{n}": f"drives: [d{n % 2}]" for n in range(MOST_NODES)}
    theory, network = read(drivers_a="drives: [aim]", **near, **far)
    [(_, diagram)] = focus_diagrams(theory, network)
    assert len(diagram.nodes) == 22
    assert notes(diagram) == {"d0": "and 40 ideas", "d1": "and 40 ideas"}


@pytest.mark.parametrize(
    ("address", "around"),
    [
        ("aims/aim", "a AIM b"),
        ("drivers/a", "A a1 aim both"),
        ("drivers/both", "a aim b BOTH j"),
        ("change-ideas/j", "a a1 aim b both J"),
        ("cycles/try-i", "a a1 aim I"),
        ("routines/meeting", "aim B both K"),
        ("adaptations/ours", "aim B both K"),
        ("measures/days", "aim B both K"),
        ("cycles/try-meeting", "aim B both K"),
        ("lessons/learned", "a a1 aim B both I K"),
        ("causes/cause", "A a1 aim both"),
        ("causes/deeper", "A a1 aim both"),
        ("causes/loose", None),
        ("routines/bare", None),
        ("pipelines/way", None),
        ("", None),
    ],
)
def test_around_a_record_stands_what_it_is_about(address: str, around: str | None) -> None:
    theory, _ = read(**THEORY)
    diagram = local_diagram(theory, theory.entries[f"networks/n/{address}".rstrip("/")])
    assert (ids(diagram) if diagram else None) == around


def test_around_a_school_stands_what_is_tested_there() -> None:
    theory, _ = read(**THEORY)
    diagram = local_diagram(theory, theory.entries["sites/school"])
    assert diagram and ids(diagram) == "n/a n/a1 n/aim N/B n/both N/I N/K"
    assert local_diagram(theory, theory.entries["sites/other"]) is None


def test_what_moves_a_record_is_counted_where_it_is_too_much() -> None:
    theory, _ = read(drivers_a="drives: [aim]", **{f"ideas_i{n}": "drives: [a]" for n in range(MOST_AROUND)})
    diagram = local_diagram(theory, theory.entries["networks/n/drivers/a"])
    assert diagram and ids(diagram) == "A aim"
    assert notes(diagram) == {"a": "and 24 ideas"}


def test_a_record_about_very_much_shows_some_of_it_and_says_so() -> None:
    drivers = {f"drivers_d{n:02}": "drives: [aim]" for n in range(40)}
    theory, _ = read(**drivers, lessons_all=f"claim: So.\nabout: [{', '.join(f'd{n:02}' for n in range(40))}]")
    diagram = local_diagram(theory, theory.entries["networks/n/lessons/all"])
    assert diagram and len(diagram.nodes) == MOST_AROUND
    assert "23 of 40" in diagram.title


def test_a_long_way_to_the_aim_is_cut_and_says_so() -> None:
    chain = {f"drivers_d{n:02}": f"drives: [d{n - 1:02}]" if n else "drives: [aim]" for n in range(50)}
    theory, _ = read(**chain)
    diagram = local_diagram(theory, theory.entries["networks/n/drivers/d49"])
    assert diagram and len(diagram.nodes) == MOST_AROUND
    assert notes(diagram) == {"d26": "and more that it drives"}


def test_an_arrow_that_was_retired_and_came_again_stands() -> None:
    theory, network = read(
        drivers_a="drives:\n  - {to: aim, strength: strong, retired: {date: 2023}}\n  - {to: aim, strength: weak}",
        drivers_b="drives: [{to: aim, retired: {date: 2024}}]",
    )
    diagram = driver_diagram(theory, network)
    assert {(edge.source, edge.strength, edge.is_retired) for edge in diagram.edges} == {
        ("a", Strength.WEAK, False),
        ("b", Strength.HYPOTHESISED, True),
    }
    assert {edge.source for edge in diagram.gone()} == {"b"}
