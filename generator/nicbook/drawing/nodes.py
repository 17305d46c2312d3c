"""Records as boxes and their arrows as lines: what every diagram of a theory is made of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

from nicbook.corpus import Entry
from nicbook.drawing.diagram import Diagram, Edge, Kind, Node, Status, Strength
from nicbook.evidence.coverage import status
from nicbook.evidence.kind_words import kind_words, own_word
from nicbook.records.network import Network
from nicbook.theory import Arrow, Theory

ILLUSTRATIVE = "Illustrative: made up to show the format"
_IN_A_NOTE = {"aim": "aim", "driver": "driver", "change-idea": "idea"}


def diagram_of(
    theory: Theory,
    network: str | None,
    title: str,
    shown: Iterable[Entry],
    notes: Mapping[str, str] | None = None,
    focus: Collection[str] = (),
) -> Diagram:
    """These aims, drivers and change ideas, and the arrows between them; `notes` and `focus` go by address.

    Change ideas stand in a column of their own, right of the deepest drivers.
    """
    entries = {entry.address: entry for entry in shown}
    layers = {each: theory.layers[each] for each, entry in entries.items() if entry.kind != Kind.CHANGE_IDEA}
    last = max(layers.values(), default=0) + 1
    nodes = []
    for address, entry in entries.items():
        state = status(theory, entry)
        nodes.append(
            Node(
                id=_id(entry, network),
                kind=Kind(entry.kind),
                kind_label=kind_words(theory, entry),
                layer=layers.get(address, last),
                title=entry.record.title,
                address=address,
                status=Status(state) if state else None,
                note=(notes or {}).get(address, ""),
                is_focus=address in focus,
            )
        )
    words = {node.layer: _plural(node.kind_label) for node in nodes}
    headings = {layer: each[0].upper() + each[1:] for layer, each in words.items()}
    owner = theory.entries.get(f"networks/{network}")
    return Diagram(
        title=title,
        nodes=tuple(nodes),
        edges=tuple(
            _edge(arrow, network)
            for entry in entries.values()
            for arrow in _one_for_each_target(theory.arrows_from(entry))
            if arrow.target.address in entries
        ),
        headings=tuple(headings.get(layer, "") for layer in range(last + 1)),
        note=". ".join(_notes(owner)) if owner else "",
    )


def theory_by(network: Entry) -> str:
    """Who put the theory of a network together, where that is said; else ""."""
    record = network.record
    assert isinstance(record, Network)
    return f"Put together by {record.theory_by}" if record.theory_by else ""


def _notes(network: Entry) -> Iterator[str]:
    if network.record.illustrative:
        yield ILLUSTRATIVE
    if by := theory_by(network):
        yield by


def targets_of(theory: Theory, entry: Entry, network: str | None = None) -> list[Entry]:
    """What a record moves: in one network, or (None) in any."""
    return [arrow.target for arrow in theory.arrows_from(entry) if network in (None, arrow.target.network)]


def sources_of(theory: Theory, entry: Entry, network: str | None = None) -> list[Entry]:
    """What moves a record: in one network, or (None) in any."""
    return [arrow.source for arrow in theory.arrows_to(entry) if network in (None, arrow.source.network)]


def rings(
    first: Entry, step: Callable[[Entry], Iterable[Entry]], most: int | None = None
) -> list[list[Entry]]:
    """A record, what is one step from it, what is two steps from it, and so on; the last ring may be cut at `most`."""
    reached = {first.address}
    found = [[first]]
    while found[-1] and (most is None or len(reached) < most):
        ring: dict[str, Entry] = {each.address: each for entry in found[-1] for each in step(entry)}
        found.append([entry for address, entry in ring.items() if address not in reached])
        reached.update(ring)
    return found


def how_many(theory: Theory, entries: Collection[Entry]) -> str:
    """“14 drivers, 30 ideas”, in the network's own words; "" for none."""
    counts = Counter(entry.kind for entry in entries)
    words = {entry.kind: own_word(theory, entry) or _IN_A_NOTE[entry.kind] for entry in entries}
    told = ((counts[kind], words[kind]) for kind in _IN_A_NOTE if counts[kind])
    return ", ".join(f"1 {word}" if count == 1 else f"{count} {_plural(word)}" for count, word in told)


def _plural(words: str) -> str:
    return words if words.endswith("s") else f"{words[:-1]}ies" if words.endswith("y") else f"{words}s"


def _id(entry: Entry, network: str | None) -> str:
    return entry.id if entry.network == network else f"{entry.network}/{entry.id}"


def _edge(arrow: Arrow, network: str | None) -> Edge:
    return Edge(
        source=_id(arrow.source, network),
        target=_id(arrow.target, network),
        strength=Strength(arrow.drives.drawn_strength if arrow.drives else "hypothesised"),
        is_retired=is_retired(arrow),
    )


def is_retired(arrow: Arrow) -> bool:
    """Whether a relation itself was retired; what it joins may stand."""
    return arrow.drives is not None and arrow.drives.retired is not None


def _one_for_each_target(arrows: Iterable[Arrow]) -> Iterable[Arrow]:
    """The arrow that stands, where one was retired and came again; else the last."""
    chosen: dict[str, Arrow] = {}
    for arrow in arrows:
        earlier = chosen.get(arrow.target.address)
        if earlier is None or not is_retired(arrow) or is_retired(earlier):
            chosen[arrow.target.address] = arrow
    return chosen.values()
