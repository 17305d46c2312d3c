"""Drawings of one theory at several dates share their places, and say what changed between two of them."""

from __future__ import annotations

from datetime import date

import pytest

from nicbook.corpus import Entry
from nicbook.drawing.diagram import Change, Diagram, Status
from nicbook.drawing.from_theory import driver_diagram
from nicbook.drawing.layout import lay_out
from nicbook.drawing.over_time import marked, restricted, whole_layout
from nicbook.drawing.svg import to_svg
from nicbook.theory import Theory, as_of

from .theories import ids, read

THEORY = {
    "sites_school": "kind: school",
    "drivers_a": "drives: [aim, {to: c, since: {date: 2023-09}, retired: {date: 2024-09}}]",
    "drivers_b": "drives: [aim]\nretired: {date: 2024-05}",
    "drivers_c": "drives: [aim]",
    "ideas_new": "drives: [a]\nsince: {date: 2024-02}",
    "ideas_brief": "drives: [a]\nsince: {date: 2023-02}\nretired: {date: 2023-06}",
    "ideas_tested": "drives: [{to: a, strength: weak, retired: {date: 2024-01}}, {to: a, since: {date: 2024-01}}]",
    "cycles_try": "tests: tested\nsite: school\nstarted: 2024-01-08\nended: 2024-03-01\nhappened: It went well.\nlearned: It helps.\ndecision: adopt",
}
BEFORE, AFTER = date(2024, 1, 1), date(2024, 12, 31)


def between(theory: Theory, network: Entry, before: date, after: date) -> Diagram:
    was, now = (driver_diagram(as_of(theory, day), network) for day in (before, after))
    return marked(driver_diagram(theory, network), was, now)


def changes(diagram: Diagram) -> dict[str, Change | None]:
    nodes = {node.id: node.change for node in diagram.nodes}
    return nodes | {f"{edge.source}>{edge.target}": edge.change for edge in diagram.edges}


def test_what_changed_between_two_dates_is_marked() -> None:
    theory, network = read(**THEORY)
    assert changes(between(theory, network, date(2023, 12, 31), AFTER)) == {
        "aim": None,
        "a": None, "a>aim": None, "a>c": Change.RETIRED,
        "b": Change.RETIRED, "b>aim": Change.RETIRED,
        "c": None, "c>aim": None,
        "new": Change.ADDED, "new>a": Change.ADDED,
        "tested": Change.CHANGED, "tested>a": Change.CHANGED,
    }  # fmt: skip


def test_what_came_and_went_between_two_dates_is_in_neither() -> None:
    theory, network = read(**THEORY)
    assert "brief" not in ids(between(theory, network, date.min, BEFORE))
    assert changes(between(theory, network, date(2023, 5, 1), BEFORE))["brief"] is Change.RETIRED


def test_what_is_retired_later_stands_until_then() -> None:
    theory, network = read(**THEORY)
    then = driver_diagram(as_of(theory, BEFORE), network)
    assert {node.id for node in then.nodes if node.is_retired} == set()
    assert not then.gone()
    assert ("a", "c") in {(edge.source, edge.target) for edge in then.edges}


@pytest.mark.parametrize("day", [date(2020, 1, 1), BEFORE, date(2024, 5, 2), AFTER])
def test_every_date_has_the_places_of_the_whole(day: date) -> None:
    theory, network = read(**THEORY)
    whole = whole_layout(theory, network)
    diagram = driver_diagram(as_of(theory, day), network)
    layout = restricted(whole, diagram)
    places = {box.node.id: (box.x, box.y, box.width, box.height) for box in whole.boxes}
    routes = {(route.edge.source, route.edge.target): route.points for route in whole.routes}
    statuses = {node.id: (node.title, node.status) for node in diagram.nodes}
    assert {box.node.id: (box.node.title, box.node.status) for box in layout.boxes} == statuses
    assert all(places[box.node.id] == (box.x, box.y, box.width, box.height) for box in layout.boxes)
    assert {route.edge for route in layout.routes} == set(diagram.edges)
    assert all(routes[route.edge.source, route.edge.target] == route.points for route in layout.routes)
    assert (layout.width, layout.height) == (whole.width, whole.height)
    assert str(to_svg(layout)).count("<a ") == len(diagram.nodes)


def test_the_statuses_are_those_of_the_date() -> None:
    theory, network = read(**THEORY)
    whole = whole_layout(theory, network)
    then = restricted(whole, driver_diagram(as_of(theory, BEFORE), network))
    assert {box.node.id: box.node.status for box in whole.boxes}["b"] is Status.RETIRED
    assert {box.node.id: box.node.status for box in then.boxes}["b"] is Status.NO_MEASURE
    assert Status.RETIRED not in {sign.meaning for sign in then.legend}
    assert all(heading.x in {box.x for box in then.boxes} for heading in then.headings)


def test_a_theory_that_grows_by_one_keeps_its_order() -> None:
    drivers = {f"drivers_d{n}": f"drives: [aim]\nsince: {{date: 20{10 + n}}}" for n in range(6)}
    ideas = {f"ideas_i{n:02}": f"drives: [d{n % 6}]\nsince: {{date: 20{16 + n // 8}}}" for n in range(24)}
    before = whole_layout(*read(**drivers, **ideas))
    after = whole_layout(*read(**drivers, **ideas, ideas_a_new="drives: [d3]\nsince: {date: 2030}"))
    assert [box.node.id for box in after.boxes if box.node.id != "a-new"] == [box.node.id for box in before.boxes]
    assert after.crossings == 0


def test_a_box_is_called_after_the_column_that_it_stands_in() -> None:
    theory, network = read(drivers_p="drives: [aim]\nsince: {date: 2024}", drivers_b="drives: [aim, {to: p, since: {date: 2024}}]")
    layout = restricted(whole_layout(theory, network), driver_diagram(as_of(theory, date(2023, 1, 1)), network))
    words = {node.id: (node.layer, node.kind_label) for node in layout.diagram.nodes}
    assert words["b"] == (2, "secondary driver")
    assert [heading.lines for heading in layout.headings] == [("Aims",), ("Secondary drivers",)]


def test_the_title_says_the_day() -> None:
    theory, network = read()
    title = driver_diagram(as_of(theory, BEFORE), network, BEFORE).title
    assert title == "Driver diagram of Our network, as of 2024-01-01"


def test_without_dates_the_layout_is_that_of_the_whole() -> None:
    theory, network = read(drivers_a="drives: [aim]", ideas_i="drives: [a]")
    assert whole_layout(theory, network) == lay_out(driver_diagram(theory, network))
