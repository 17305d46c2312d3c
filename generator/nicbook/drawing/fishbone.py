"""The causes of a network's problem as a fishbone: a bone for each category, and on each cause the causes of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from markupsafe import Markup

from nicbook.corpus import Entry
from nicbook.drawing.wrapping import one_line
from nicbook.records.cause import Cause
from nicbook.theory import Theory

OTHER = "Other"
"""The bone of causes that name no category and lead to no other cause; it comes last."""


@dataclass(frozen=True, slots=True)
class Twig:
    """A cause on a bone, or on the cause that it leads to."""

    address: str
    title: str
    note: str
    """How it was found, or where it stands with all that leads to it."""
    is_retired: bool
    depth: int
    """0 on the bone itself, 1 on a cause there, and so on."""


@dataclass(frozen=True, slots=True)
class Bone:
    """A category, with its causes in reading order: under each, one deeper, those that lead to it."""

    title: str
    twigs: tuple[Twig, ...]


@dataclass(frozen=True, slots=True)
class Fishbone:
    problem: str
    bones: tuple[Bone, ...]


def fishbone_of(theory: Theory, network: str, problem: str, found_by: Callable[[str], str]) -> Fishbone:
    """The causes of one network; `found_by` says in words how a cause was found.

    A cause stands in full once, on the bone of its category or, where it has none, on a cause that it leads to. On every
    further cause that it leads to it is named again, with where it stands. Where causes lead to each other in a circle,
    the first of them stands on the bone.
    """
    return _Tree(theory, network, found_by).fishbone(problem)


class _Tree:
    def __init__(self, theory: Theory, network: str, found_by: Callable[[str], str]) -> None:
        self.causes = {entry.address: entry for entry in theory.of_kind("cause", network)}
        self.found_by = found_by
        self.leads_to: dict[str, list[str]] = defaultdict(list)
        self.led_by: dict[str, list[str]] = defaultdict(list)
        for address in self.causes:
            for link in theory.links_from(address):
                if link.key == "leads_to" and link.target in self.causes and link.target not in self.leads_to[address]:
                    self.leads_to[address].append(link.target)
                    self.led_by[link.target].append(address)
        self.bones = self._bones()
        self.told: set[str] = set()

    def fishbone(self, problem: str) -> Fishbone:
        roots: dict[str, list[str]] = {bone: [] for bone in sorted(set(self.bones.values()), key=_in_order)}
        for address, bone in self.bones.items():
            if all(self.bones.get(target) != bone for target in self.leads_to[address]):
                roots[bone].append(address)
        twigs = {bone: [twig for root in on_it for twig in self._walk(root, bone)] for bone, on_it in roots.items()}
        for address in self.causes:
            if address not in self.told:
                bone = self.bones.get(address, OTHER)
                twigs.setdefault(bone, []).extend(self._walk(address, bone))
        return Fishbone(problem, tuple(Bone(bone, tuple(twigs[bone])) for bone in sorted(twigs, key=_in_order)))

    def _bones(self) -> Mapping[str, str]:
        """The bone of each cause that has one, in the spelling that comes first."""
        spellings: dict[str, str] = {OTHER.casefold(): OTHER}
        bones = {}
        for address, entry in self.causes.items():
            category = _cause(entry).category
            if category is not None:
                bones[address] = spellings.setdefault(category.casefold(), category)
            elif not self.leads_to[address]:
                bones[address] = OTHER
        return bones

    def _walk(self, root: str, bone: str) -> Iterator[Twig]:
        waiting = [(root, 0)]
        while waiting:
            address, depth = waiting.pop()
            entry = self.causes[address]
            home = self.bones.get(address, bone)
            if home != bone or address in self.told:
                where = f"see “{home}”" if home != bone else "see above"
                yield Twig(address, entry.record.title, where, entry.record.retired is not None, depth)
                continue
            self.told.add(address)
            words = _cause(entry).found_by
            note = [f"found by {self.found_by(words)}"] if words else []
            note += ["retired"] if entry.record.retired is not None else []
            yield Twig(address, entry.record.title, ", ".join(note), entry.record.retired is not None, depth)
            waiting += [(source, depth + 1) for source in reversed(self.led_by[address])]


def _in_order(bone: str) -> tuple[bool, str]:
    return bone == OTHER, bone.casefold()


def _cause(entry: Entry) -> Cause:
    assert isinstance(entry.record, Cause)
    return entry.record


def to_outline(fishbone: Fishbone, to: Callable[[str], str] = "{}/".format) -> Markup:
    """The fishbone in words, as nested lists: each category, its causes, and under each the causes that lead to it.

    `to` gives the link to the page of a cause. "" for a fishbone without causes.
    """
    bones = [
        Markup('<li><div class="nf-category">{}</div>{}</li>').format(one_line(bone.title), _list(bone.twigs, to))
        for bone in fishbone.bones
    ]
    return Markup('<ul class="nicbook-causes">{}</ul>').format(Markup("").join(bones)) if bones else Markup("")


def _list(twigs: tuple[Twig, ...], to: Callable[[str], str]) -> Markup:
    parts = []
    depth = -1
    for twig in twigs:
        closing = Markup("</li>") + Markup("</ul></li>") * (depth - twig.depth)
        parts.append(Markup("<ul>") if twig.depth > depth else closing)
        depth = twig.depth
        note = Markup(' <span class="nicbook-kind">{}</span>').format(twig.note) if twig.note else Markup("")
        parts.append(Markup('<li><a href="{}">{}</a>{}').format(to(twig.address), one_line(twig.title), note))
    return Markup("").join(parts) + Markup("</li></ul>") * (depth + 1)
