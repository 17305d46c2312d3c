"""Small groups and what gives them away: pure arithmetic on the sizes of groups."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

Name = TypeVar("Name", bound=Hashable)

MINIMUM = 10
"""The least size of a group whose figures may be shown, unless a network asks for more (NCES SLDS Technical Brief 3)."""


@dataclass(frozen=True, slots=True)
class Partition(Generic[Name]):
    """One total and the groups it is made of. A size of None is hidden; of a bound it is the least it may be."""

    total: float
    groups: Mapping[Name, float | None]


def suppress(groups: Mapping[Name, float], *, minimum: int = MINIMUM, total_published: bool = True) -> set[Name]:
    """The groups to hide: those under the minimum and, where a published total would give them back, the next smallest.

    The hidden groups are at least two and together reach the minimum (NCES 2011-603). Of equal sizes, the first in
    the order of names goes.
    """
    hidden = {name for name, size in groups.items() if size < minimum}
    if not hidden or not total_published:
        return hidden
    shown = sorted((name for name in groups if name not in hidden), key=lambda name: (groups[name], name))
    while shown and (len(hidden) < 2 or sum(groups[name] for name in hidden) < minimum):
        hidden.add(shown.pop(0))
    return hidden


def still_to_hide(partition: Partition[Name], *, minimum: int = MINIMUM) -> list[Name]:
    """The further groups to hide, smallest first, because subtraction from the total gives a small group away.

    What is left of the total after the groups that are shown is the hidden part: people in suppressed groups, or in
    groups that are not listed at all. Groups that add up to more than the total overlap: then each is subtracted alone.
    """
    shown = {name: size for name, size in partition.groups.items() if size is not None}
    left_over = partition.total - sum(shown.values())
    is_hidden = len(shown) < len(partition.groups)
    smallest_first = sorted(shown, key=lambda name: (shown[name], name))
    if left_over < 0:
        return [name for name in smallest_first if 0 < partition.total - shown[name] < minimum]
    if left_over >= minimum or (left_over == 0 and not is_hidden):
        return []
    further: list[Name] = []
    for name in smallest_first:
        if left_over >= minimum:
            break
        further.append(name)
        left_over += shown[name]
    return further
