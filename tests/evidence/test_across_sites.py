"""The summary over sites by the reference cases, and against a likelihood worked out in another way."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nicbook.evidence import across_sites
from nicbook.evidence.t_distribution import chance_below, two_sided_quantile

from .reference import are_near, load

CASES = load("meta_analysis")["cases"]
SITES = st.lists(st.tuples(st.floats(-3, 3), st.floats(0.01, 4)), min_size=3, max_size=8)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_reference(case) -> None:
    found = across_sites(case["input"]["yi"], case["input"]["vi"])
    expected = case["metafor"]["REML"]["adhoc"]
    prediction = expected["pi_default"]
    assert found.k == expected["k"]
    if found.k < 3:
        assert found.mean is found.interval is found.tau2 is found.standard_error is None
    else:
        assert are_near(found.tau2, expected["tau2"], 1e-7)
        assert are_near(found.mean, expected["estimate"], 1e-7)
        assert are_near(found.standard_error, expected["se"], 1e-7)
        assert are_near(found.interval, [expected["ci_lb"], expected["ci_ub"]], 1e-7)
    if found.k < 5:
        assert found.prediction is found.chance_below_zero is None
    else:
        assert are_near(found.prediction, [prediction["lb"], prediction["ub"]], 1e-7)
        assert found.chance_below_zero == pytest.approx(expected["prob_true_effect_below_0"], rel=1e-7)


def _likelihood(effects, variances, tau2):
    """That of the differences to the last effect, which know nothing of the mean, from their whole covariance."""
    last = variances[-1] + tau2
    size = len(effects) - 1
    rows = [[last + (variances[i] + tau2 if i == j else 0) for j in range(size)] for i in range(size)]
    values = [effect - effects[-1] for effect in effects[:-1]]
    log_determinant = squares = 0.0
    for i in range(size):
        log_determinant += math.log(rows[i][i])
        squares += values[i] ** 2 / rows[i][i]
        for j in range(i + 1, size):
            factor = rows[j][i] / rows[i][i]
            values[j] -= factor * values[i]
            rows[j] = [one - factor * other for one, other in zip(rows[j], rows[i], strict=True)]
    return -(log_determinant + squares) / 2


@given(SITES)
def test_no_other_variance_between_sites_is_likelier(sites) -> None:
    effects, variances = zip(*sites, strict=True)
    found = across_sites(effects, variances)
    best = _likelihood(effects, variances, found.tau2)
    others = [0.0, *(10 ** (power / 10) for power in range(-60, 20))]
    assert all(_likelihood(effects, variances, other) <= best + 1e-9 for other in others)


def test_of_two_peaks_the_higher_is_taken() -> None:
    effects, variances = [0.0, 0.0, 0.1, 0.1, 3.0, -3.0], [1e-4, 1e-4, 1e-4, 1e-4, 9.0, 9.0]
    found = across_sites(effects, variances)
    grid = [10 ** (power / 20) for power in range(-160, 60)]
    best = max(grid, key=lambda tau2: _likelihood(effects, variances, tau2))
    assert best / 1.2 < found.tau2 < best * 1.2


@given(SITES, st.floats(0.1, 10))
def test_the_unit_and_the_order_of_sites_change_nothing(sites, factor) -> None:
    found = across_sites(*zip(*sites, strict=True))
    scaled = across_sites(*zip(*((factor * effect, factor**2 * variance) for effect, variance in sites[::-1]), strict=True))
    assert scaled.mean == pytest.approx(factor * found.mean, rel=1e-6, abs=1e-6)
    assert scaled.interval == pytest.approx([factor * end for end in found.interval], rel=1e-6, abs=1e-6)


@given(SITES)
def test_what_is_said_holds_together(sites) -> None:
    effects, variances = zip(*sites, strict=True)
    found = across_sites(effects, variances)
    assert found.tau2 >= 0
    assert min(effects) - 1e-9 <= found.mean <= max(effects) + 1e-9
    assert found.interval[0] < found.mean < found.interval[1]
    assert found.standard_error**2 >= (1 - 1e-9) / sum(1 / (variance + found.tau2) for variance in variances)
    if found.k >= 5:
        assert found.prediction[0] <= found.interval[0] and found.interval[1] <= found.prediction[1]
        assert (found.chance_below_zero > 0.5) == (found.mean < 0) or abs(found.mean) < 1e-12


@pytest.mark.parametrize("k", range(7))
def test_so_few_sites_say_so_much(k) -> None:
    found = across_sites([0.1 * site for site in range(k)], [0.02] * k)
    assert found.k == k
    pooled = (found.tau2, found.mean, found.standard_error, found.interval)
    assert all(figure is None for figure in pooled) if k < 3 else None not in pooled
    assert (found.prediction is None) == (found.chance_below_zero is None) == (k < 5)


def test_sites_that_agree_are_not_made_surer_than_their_counts() -> None:
    found = across_sites([0.2] * 6, [0.04] * 6)
    assert found.tau2 == 0
    assert found.standard_error == pytest.approx(math.sqrt(0.04 / 6))
    assert found.prediction == found.interval


@pytest.mark.parametrize("scale", [1e-20, 1, 1e20])
def test_variances_may_be_very_different(scale) -> None:
    effects, variances = [1.0, 2.0, 3.0, 2.5, 1.5], [1e-12, 1e12, 0.1, 0.2, 1e-3]
    found = across_sites([math.sqrt(scale) * effect for effect in effects], [scale * each for each in variances])
    assert 1 < found.mean / math.sqrt(scale) < 3


def test_many_sites() -> None:
    found = across_sites([math.sin(site) for site in range(3000)], [0.5] * 3000)
    assert found.mean == pytest.approx(0, abs=0.01)
    assert found.tau2 == pytest.approx(0, abs=0.01)
    assert across_sites([3 * math.sin(site) for site in range(3000)], [0.5] * 3000).tau2 == pytest.approx(4, rel=0.01)


@pytest.mark.parametrize(
    ("effects", "variances", "sentence"),
    [
        ([1, 2], [1], "2 effects but 1 variances"),
        ([1, 2, 3], [1, 0, 1], "Variance 2 is 0"),
        ([1, 2, 3], [1, 1, -1], "Variance 3 is -1"),
        ([1, 2, 3], [1, 1, math.inf], "Variance 3 is inf"),
        ([1, math.nan, 3], [1, 1, 1], "Effect 2 is nan"),
        ([1, None, 3], [1, 1, 1], "Effect 2 is None"),
    ],
)
def test_what_cannot_be_meant_is_refused(effects, variances, sentence) -> None:
    with pytest.raises(ValueError, match=sentence):
        across_sites(effects, variances)


def test_quantiles_of_t_where_they_have_a_formula() -> None:
    assert two_sided_quantile(0.95, 1) == pytest.approx(math.tan(math.pi * 0.475), rel=1e-13)
    assert two_sided_quantile(0.95, 2) == pytest.approx(0.95 * math.sqrt(2 / (1 - 0.95**2)), rel=1e-13)
    assert two_sided_quantile(0.95, 10**7) == pytest.approx(1.959964, abs=1e-6)


@pytest.mark.parametrize("degrees", [1, 2, 3, 7, 20, 55, 400, 12_345])
def test_a_quantile_keeps_its_share(degrees) -> None:
    t = two_sided_quantile(0.95, degrees)
    assert chance_below(t, degrees) - chance_below(-t, degrees) == pytest.approx(0.95, abs=1e-12)


@given(st.floats(-60, 60), st.integers(1, 300))
def test_chances_of_t_mirror_and_rise(t, degrees) -> None:
    assert chance_below(t, degrees) + chance_below(-t, degrees) == pytest.approx(1, abs=1e-13)
    assert chance_below(t, degrees) <= chance_below(t + 0.5, degrees)


@pytest.mark.parametrize("t", [-1e6, -30.0, -2.0, -0.3, 0.0, 0.7, 5.0])
def test_chances_of_t_where_they_have_a_formula(t) -> None:
    one = math.atan2(1, -t) / math.pi
    assert chance_below(t, 1) == pytest.approx(one, rel=1e-12)
    assert chance_below(t, 2) == pytest.approx(0.5 + t / (2 * math.sqrt(2 + t * t)), abs=1e-13)


def test_what_all_sites_have_in_common_does_not_average_out() -> None:
    """One series taken off all of them: more sites do not make its variance smaller."""
    alone, together = across_sites([1.0, 2.0, 3.0] * 4, [0.5] * 12), across_sites([1.0, 2.0, 3.0] * 4, [0.5] * 12, 4.0)
    assert (together.tau2, together.mean) == (alone.tau2, alone.mean)
    assert together.standard_error**2 == pytest.approx(alone.standard_error**2 + 4)
    assert together.prediction[0] < alone.prediction[0] < alone.prediction[1] < together.prediction[1]
