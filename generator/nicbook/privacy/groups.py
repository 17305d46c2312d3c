"""Small groups and what gives them away: pure arithmetic on the sizes of groups."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import floor
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

    The hidden groups are at least two and together reach the minimum (NCES 2011-603). Where they are all small and
    together as many as small groups can be, each would be known to be one under the minimum: then one more goes too.
    Of equal sizes, the first in the order of names goes.
    """
    hidden = {name for name, size in groups.items() if size < minimum}
    if not hidden or not total_published:
        return hidden
    most = len(hidden) * (minimum - 1)
    together = sum(groups[name] for name in hidden)
    for name in sorted(groups.keys() - hidden, key=lambda name: (groups[name], name)):
        if len(hidden) >= 2 and together >= minimum and together != most:
            break
        hidden.add(name)
        together += groups[name]
    return hidden


def published_percent(numerator: float, denominator: float, minimum: int = MINIMUM) -> float | str | None:
    """The percentage of a group that may be shown, by Maryland's rule: to a tenth, or a bound near 0 and 100.

    None under the minimum; `<=5.0` or `>=95.0` where the tenth is 5 or less, or 95 or more, so that 0 and 100 percent, which
    say the same of everyone, are never shown. Raises ValueError where the numerator is not in the denominator.
    """
    if not 0 <= numerator <= denominator:
        raise ValueError(f"{numerator} of {denominator} is no share of a group.")
    if denominator < max(minimum, 1):
        return None
    tenths = floor(Fraction(numerator) * 1000 / Fraction(denominator) + Fraction(1, 2))
    if tenths <= 50:
        return "<=5.0"
    if tenths >= 950:
        return ">=95.0"
    return tenths / 10


def may_show_counts(numerator: float, denominator: float, minimum: int = MINIMUM) -> bool:
    """Whether the two counts behind a percentage may be shown beside it: over 20 people, and no bound (Maryland)."""
    percent = published_percent(numerator, denominator, minimum)
    return denominator > 20 and isinstance(percent, float)


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
