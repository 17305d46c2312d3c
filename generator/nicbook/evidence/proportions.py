"""Shares of a whole, and how sure they are."""

from __future__ import annotations

import math
from statistics import NormalDist


def wilson(numerator: float, denominator: float, *, confidence: float = 0.95) -> tuple[float, float] | None:
    """The interval of a proportion, from 0 to 1 (Wilson 1927), as R's `prop.test` gives it without correction.

    None where there is nothing to go by, a denominator of 0. Raises ValueError where the numerator is not in the
    denominator.
    """
    if not 0 <= numerator <= denominator:
        raise ValueError(f"{numerator} of {denominator} is no share of a whole.")
    if denominator == 0:
        return None
    z2 = NormalDist().inv_cdf((1 + confidence) / 2) ** 2
    share = numerator / denominator
    middle = share + z2 / (2 * denominator)
    half = math.sqrt(z2 * (share * (1 - share) + z2 / (4 * denominator)) / denominator)
    whole = 1 + z2 / denominator
    low = 0.0 if numerator == 0 else (middle - half) / whole
    high = 1.0 if numerator == denominator else (middle + half) / whole
    return low, high
