"""Student's t distribution, to about 1e-13: its tail and its quantiles, from the incomplete beta function."""

from __future__ import annotations

import math
from functools import lru_cache
from statistics import NormalDist


def chance_below(t: float, degrees: int) -> float:
    """The chance, from 0 to 1, of a value under `t`; tails keep their relative accuracy. `degrees` of freedom: 1 or more."""
    tail = _beta_share(degrees / (degrees + t * t), degrees / 2, 0.5) / 2
    return tail if t < 0 else 1 - tail


@lru_cache(maxsize=None)
def two_sided_quantile(confidence: float, degrees: int) -> float:
    """The t that so much of the distribution keeps within, on both sides of 0.

    By Newton's method from the normal quantile. The tail is convex and the start lies below the root, so each step goes
    up to it; the first that does not has reached the accuracy of floats.
    """
    tail = (1 - confidence) / 2
    t = NormalDist().inv_cdf(1 - tail)
    while True:
        step = (chance_below(-t, degrees) - tail) / _density(t, degrees)
        if step <= t * 1e-15:
            return t
        t += step


def _density(t: float, degrees: int) -> float:
    scale = math.lgamma((degrees + 1) / 2) - math.lgamma(degrees / 2) - math.log(degrees * math.pi) / 2
    return math.exp(scale - (degrees + 1) / 2 * math.log1p(t * t / degrees))


def _beta_share(x: float, a: float, b: float) -> float:
    """The regularised incomplete beta function I_x(a, b), by a continued fraction (Press et al., Numerical Recipes, 6.4)."""
    if x <= 0 or x >= 1:
        return float(x >= 1)
    if x > (a + 1) / (a + b + 2):
        return 1 - _beta_share(1 - x, b, a)
    front = math.exp(math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b) + a * math.log(x) + b * math.log1p(-x)) / a
    c = 1.0
    total = d = 1 / (1 - (a + b) * x / (a + 1))
    m = 0
    while True:
        m += 1
        even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        for factor in (even, odd):
            d = 1 / (1 + factor * d)
            c = 1 + factor / c
            total *= c * d
        if abs(c * d - 1) < 1e-15:
            return front * total
