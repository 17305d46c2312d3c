"""What several sites found, together: how far their effects differ, their mean, and what the next site may expect."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from nicbook.evidence.t_distribution import chance_below, two_sided_quantile

_CONFIDENCE = 0.95
_STEPS = 40
ENOUGH_TO_POOL = 3
ENOUGH_TO_PREDICT = 5

Interval = tuple[float, float]


@dataclass(frozen=True, slots=True)
class AcrossSites:
    """What can be said of the effects at `k` sites; what so few sites cannot tell is None.

    One site speaks for itself and two are shown side by side: everything is None. Three or four have a mean with its
    interval. Five or more also say what a new, similar site may expect.
    """

    k: int
    tau2: float | None = None
    """The variance between sites, in squared units of the effects. Estimated as 0, it does not say that sites are alike."""
    mean: float | None = None
    standard_error: float | None = None
    """Of the mean."""
    interval: Interval | None = None
    """Of the mean, 95 percent."""
    prediction: Interval | None = None
    """For the effect at a new, similar site. It is made for 95 percent, and covers about 9 in 10."""
    chance_below_zero: float | None = None
    """The chance that a new, similar site has an effect under 0, from 0 to 1."""


def across_sites(effects: Sequence[float], variances: Sequence[float], shared: float = 0.0) -> AcrossSites:
    """A random-effects summary of one effect per site, in any one unit, and its sampling variance in that unit squared.

    REML for the variance between sites (Viechtbauer 2005), 0 at least; the interval of the mean with the Hartung-Knapp
    standard error that is never under the usual one (ad hoc variant; Röver et al. 2015) and t with k - 1 degrees of
    freedom; the interval for the next site with the same t, as `test="adhoc"` in metafor.

    `shared` is a variance that all effects have in common and that is not in `variances`, such as that of one series that
    was taken off all of them: more sites do not make it smaller, so it is added to that of the mean.

    Raises ValueError where effects and variances do not pair, are not finite numbers, or a variance is not above 0.
    """
    _check(effects, variances)
    k = len(effects)
    if k < ENOUGH_TO_POOL:
        return AcrossSites(k)
    tau2 = _reml(effects, variances)
    weights = [1 / (variance + tau2) for variance in variances]
    total = math.fsum(weights)
    mean = math.fsum(weight * effect for weight, effect in zip(weights, effects, strict=True)) / total
    scatter = math.fsum(weight * (effect - mean) ** 2 for weight, effect in zip(weights, effects, strict=True)) / (k - 1)
    error = math.sqrt(max(1.0, scatter) / total + shared)
    t = two_sided_quantile(_CONFIDENCE, k - 1)
    interval = (mean - t * error, mean + t * error)
    if k < ENOUGH_TO_PREDICT:
        return AcrossSites(k, tau2, mean, error, interval)
    spread = math.sqrt(tau2 + error**2)
    prediction = (mean - t * spread, mean + t * spread)
    return AcrossSites(k, tau2, mean, error, interval, prediction, chance_below(-mean / spread, k - 1))


def _check(effects: Sequence[float], variances: Sequence[float]) -> None:
    if len(effects) != len(variances):
        raise ValueError(f"There are {len(effects)} effects but {len(variances)} variances.")
    for at, (effect, variance) in enumerate(zip(effects, variances, strict=True), 1):
        if effect is None or not math.isfinite(effect):
            raise ValueError(f"Effect {at} is {effect}, which is no number.")
        if variance is None or not math.isfinite(variance) or variance <= 0:
            raise ValueError(f"Variance {at} is {variance}, and a variance is more than 0.")


def _reml(effects: Sequence[float], variances: Sequence[float]) -> float:
    """The variance between sites at which the restricted likelihood is highest.

    Its slope is looked at from 0 to a bound above which it only falls, in steps of 2; every place where the slope turns
    from up to down is halved down to one float, and the best of them, or 0, is it. Scoring steps alone can stick.
    """

    def weighted(tau2: float) -> tuple[list[float], float, list[float]]:
        weights = [1 / (variance + tau2) for variance in variances]
        total = math.fsum(weights)
        mean = math.fsum(weight * effect for weight, effect in zip(weights, effects, strict=True)) / total
        return weights, total, [weight * (effect - mean) ** 2 for weight, effect in zip(weights, effects, strict=True)]

    def slope(tau2: float) -> float:
        weights, total, squares = weighted(tau2)
        scatter = math.fsum(weight * square for weight, square in zip(weights, squares, strict=True))
        return scatter - total + math.fsum(weight * weight for weight in weights) / total

    def likelihood(tau2: float) -> float:
        weights, total, squares = weighted(tau2)
        return (math.fsum(map(math.log, weights)) - math.log(total) - math.fsum(squares)) / 2

    middle = math.fsum(effects) / len(effects)
    scatter = math.fsum((effect - middle) ** 2 for effect in effects) / (len(effects) - 1)
    bound = (scatter + math.sqrt(scatter**2 + 4 * scatter * max(variances))) / 2
    steps = [0.0, *(bound / 2**power for power in range(_STEPS, -1, -1))]
    rising = [slope(tau2) > 0 for tau2 in steps]
    peaks = [
        _turn(slope, low, high)
        for (low, high), (was, still) in zip(pairwise(steps), pairwise(rising), strict=True)
        if was and not still
    ]
    return max([0.0, *peaks], key=likelihood)


def _turn(slope: Callable[[float], float], low: float, high: float) -> float:
    """Where the slope turns from up to down between two places."""
    while low < (middle := (low + high) / 2) < high:
        low, high = (middle, high) if slope(middle) > 0 else (low, middle)
    return middle
