"""Small theories, read as every base is."""

from __future__ import annotations

from nicbook.corpus import Entry
from nicbook.diagnostics import Severity
from nicbook.drawing.diagram import Diagram
from nicbook.theory import Theory
from nicbook.website import read_base

NETWORK = "theory/networks/n/"


def read(**records: str) -> tuple[Theory, Entry]:
    """The theory and its network. Records by kind and id: `drivers_a="drives: [aim]"`; titles and an aim are added."""
    files = {f"{NETWORK}network.yml": "title: Our network\n"}
    files[f"{NETWORK}aims/aim.yml"] = "title: The aim\nstatement: More.\n"
    for name, text in records.items():
        folder, _, id = name.partition("_")
        id = id.replace("_", "-")
        place = "theory/sites" if folder == "sites" else f"{NETWORK}{folder.replace('ideas', 'change-ideas')}"
        files[f"{place}/{id}.yml"] = f"title: {id}\n{text}\n"
    base, found = read_base({path: text.encode() for path, text in files.items()})
    assert [one.message for one in found if one.severity is Severity.ERROR] == []
    return base.theory, base.theory.entries["networks/n"]


def ids(diagram: Diagram) -> str:
    """The ids of all nodes, those in focus in capitals."""
    return " ".join(sorted((node.id.upper() if node.is_focus else node.id for node in diagram.nodes), key=str.lower))


def edges(diagram: Diagram) -> str:
    return " ".join(sorted(f"{edge.source}>{edge.target}" for edge in diagram.edges))


def notes(diagram: Diagram) -> dict[str, str]:
    return {node.id: node.note for node in diagram.nodes if node.note}
