"""The part of the diagram that one record is about: what stands on the page of that record."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from itertools import chain, islice

from nicbook.corpus import Entry
from nicbook.drawing.diagram import Diagram, Kind
from nicbook.drawing.nodes import diagram_of, how_many, rings, sources_of, targets_of
from nicbook.theory import Theory

MOST_NODES = 24
"""What a drawing beside the text of a page can hold."""

_NAMED_BY = {
    "cycle": ("tests",),
    "routine": ("from", "serves"),
    "adaptation": ("of",),
    "measure": ("of",),
    "finding": ("of",),
    "lesson": ("about",),
}
"""The keys with which a record says what it is about."""
_NAMING = {"measure": ("measure",), "cause": ("causes",), "site": ("site",)}
"""The keys with which others say that they are about a record."""
_NAMERS = ("aim", "driver", "cycle", "adaptation")
_OTHERWISE = {"cause": ("leads_to",), "finding": ("outcome",)}
"""Where neither of them leads anywhere."""


def local_diagram(theory: Theory, entry: Entry) -> Diagram | None:
    """What a record is about, all that this moves, and what moves it directly; None where there is nothing to see.

    An aim, driver or change idea is about itself; a test about what it tests, a routine about the ideas it grew from
    and the drivers it serves, and so on; a site about what is tested there. Past `MOST_NODES` what moves a record is
    counted on its box, and of many records that a page is about the first ones show.
    """
    about = _about(theory, entry)
    above: dict[str, Entry] = {}
    for each in about:
        moved = chain(*rings(each, partial(targets_of, theory), MOST_NODES))
        together = above | {one.address: one for one in islice(moved, MOST_NODES)}
        if not above or len(together) <= MOST_NODES:
            above = together
    focus = [each for each in about if each.address in above]
    shown = dict(above)
    for each in focus:
        together = shown | {source.address: source for source in sources_of(theory, each)}
        if len(together) <= MOST_NODES:
            shown = together
    if len(shown) < 2:
        return None
    notes = {each.address: _left_out(theory, each, shown) for each in focus}
    notes |= {
        address: "and more that it drives"
        for address, each in above.items()
        if any(target.address not in shown for target in targets_of(theory, each))
    }
    title = f"The driver diagram around {entry.record.title}"
    if len(focus) < len(about):
        title += f" ({len(focus)} of {len(about)} places)"
    return diagram_of(theory, entry.network, title, shown.values(), notes, {each.address for each in focus})


def _left_out(theory: Theory, entry: Entry, shown: Mapping[str, Entry]) -> str:
    hidden = [source for source in sources_of(theory, entry) if source.address not in shown]
    return f"and {how_many(theory, hidden)}" if hidden else ""


def _about(theory: Theory, entry: Entry) -> list[Entry]:
    """The aims, drivers and change ideas that a record is about, aims first."""
    found: dict[str, Entry] = {}
    waiting = [entry]
    seen = {entry.address}
    while waiting:
        each = waiting.pop()
        if each.kind in set(Kind):
            found[each.address] = each
            continue
        further = _names(theory, each, _NAMED_BY) + [
            theory.entries[link.source]
            for link in theory.links_to(each.address)
            if link.key in _NAMING.get(each.kind, ()) and theory.entries[link.source].kind in _NAMERS
        ]
        further = [one for one in further or _names(theory, each, _OTHERWISE) if one.address not in seen]
        seen.update(one.address for one in further)
        waiting += further
    return sorted(found.values(), key=lambda each: (list(Kind).index(Kind(each.kind)), each.address))


def _names(theory: Theory, entry: Entry, keys: Mapping[str, tuple[str, ...]]) -> list[Entry]:
    named = keys.get(entry.kind, ())
    return [theory.entries[link.target] for link in theory.links_from(entry.address) if link.key in named]
