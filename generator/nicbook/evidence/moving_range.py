"""The moving range, from which charts of single values take their limits."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise

_UPPER_LIMIT = 3.267
"""Of moving ranges, in mean moving ranges."""


def mean_moving_range(values: Sequence[float | None], *, screen: bool = False) -> float | None:
    """The mean distance from one point to the next, in the unit of the values; None where there is none left.

    A missing value gives no moving range on either side. `screen` leaves out what is 3.267 times the mean or more and
    takes the mean again (Nelson 1982), which leaves nothing of a constant series.
    """
    ranges = [abs(right - left) for left, right in pairwise(values) if left is not None and right is not None]
    if screen and ranges:
        limit = _UPPER_LIMIT * mean(ranges)
        ranges = [each for each in ranges if each < limit]
    return mean(ranges) if ranges else None


def mean(values: Sequence[float]) -> float:
    """Rounded once, so that the mean of equal values is that value and none of them lies beside it."""
    about = math.fsum(values) / len(values)
    return about + math.fsum(value - about for value in values) / len(values)
