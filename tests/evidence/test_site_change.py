"""What one school's values show of a change: nothing that they do not, and what happened elsewhere taken off."""

from __future__ import annotations

from math import sqrt

import pytest

from nicbook.evidence.lines import lines_of
from nicbook.evidence.site_change import SiteChange, site_change
from nicbook.records.dates import read_when

from .bases import MEASURE, PERCENT, counts, monthly, read

STEADY = ["500,1000", "520,1000"] * 6
UP, DOWN, SAME = ["600,1000", "620,1000"] * 6, ["400,1000", "420,1000"] * 6, ["510,1000", "520,1000"] * 6


def change(values: list[str], start: str = "2025-01", measure: str = MEASURE + PERCENT, **elsewhere: list[str]) -> SiteChange:
    rows = monthly("north", values) + [row for site, its in elsewhere.items() for row in monthly(site, its)]
    theory, entry = read(counts(*rows), measure)
    lines = lines_of(theory, entry)
    return site_change(
        [line for line in lines if line.site == "sites/north"],
        [line for line in lines if line.role == "comparison"],
        read_when(start),
        entry.record,
    )


@pytest.mark.parametrize(
    ("after", "outcome"), ((UP, "clearly better"), (DOWN, "clearly worse"), (SAME, "too close to tell"))
)
def test_a_signal_after_the_start_is_clear(after: list[str], outcome: str) -> None:
    assert change(STEADY + after).outcome == outcome


def test_lower_may_be_better() -> None:
    lower = MEASURE.replace("higher", "lower") + PERCENT
    assert change(STEADY + DOWN, measure=lower).outcome == "clearly better"
    assert change(STEADY + UP, measure=lower).outcome == "clearly worse"


def test_the_figures_by_hand() -> None:
    """Twelve months at 50 and 52 percent, then twelve at 60 and 62: 10 points, with the larger of two variances."""
    found = change(STEADY + UP)
    assert (found.before, found.after, found.effect) == pytest.approx((51, 61, 10))
    scatter = 2 * (12 / 11) / 12  # each side lies 1 above or below its mean
    of_counts = sum(share * (100 - share) / 1000 for share in [50, 52, 60, 62] * 6) / 12**2
    assert of_counts > scatter / 2
    assert found.variance == pytest.approx(max(scatter, of_counts))
    half = 2.0738730679040147 * sqrt(max(scatter, of_counts))  # t with 22 degrees of freedom
    assert found.interval == pytest.approx((10 - half, 10 + half))


def test_the_scatter_counts_where_it_is_larger_than_the_counts_allow() -> None:
    found = change(["300,1000", "700,1000"] * 6 + ["400,1000", "800,1000"] * 6)
    assert found.variance == pytest.approx(2 * 400 * (12 / 11) / 12)


@pytest.mark.parametrize("before", (3, 1, 0))
def test_under_four_on_a_side_is_too_few(before: int) -> None:
    assert change(STEADY[:before] + UP, f"2024-{before + 1:02d}").outcome == "too few points to tell"


def test_under_ten_in_all_is_too_few() -> None:
    assert change(STEADY[:4] + UP[:5], "2024-05").outcome == "too few points to tell"


def test_no_values_is_no_data() -> None:
    theory, entry = read(counts(*monthly("south", STEADY)))
    assert site_change([], lines_of(theory, entry), read_when("2025-01"), entry.record).outcome == "no data"


def test_what_moves_alike_elsewhere_is_no_difference() -> None:
    found = change(STEADY + UP, state=STEADY + UP)
    assert (found.outcome, found.compared_with) == ("no difference", ("sites/state",))
    assert (found.own, found.elsewhere, found.effect) == pytest.approx((10, 10, 0))


def test_what_happened_elsewhere_is_taken_off() -> None:
    found = change(STEADY + UP, state=STEADY + ["520,1000", "540,1000"] * 6)
    assert found.outcome == "clearly better"
    assert (found.own, found.elsewhere, found.effect) == pytest.approx((10, 2, 8))
    alone = change(STEADY + UP)
    assert found.variance is not None and alone.variance is not None and found.variance > alone.variance


def test_a_fall_elsewhere_makes_better_what_stayed() -> None:
    assert change(STEADY + SAME, state=STEADY + DOWN).outcome == "clearly better"


def test_what_was_moving_before_is_not_due_to_the_change() -> None:
    rising = [f"{500 + 12 * month},1000" for month in range(24)]
    found = change(rising)
    assert (found.outcome, found.was_moving) == ("too close to tell", True)


def test_what_fell_elsewhere_all_along_makes_nothing_better() -> None:
    falling = [f"{800 - 15 * month},1000" for month in range(24)]
    found = change(STEADY + SAME, state=falling)
    assert found.interval is not None and found.interval[0] > 0
    assert (found.outcome, found.was_moving) == ("too close to tell", True)


def test_a_comparison_too_noisy_to_tell_is_not_alike() -> None:
    """It rose by a point, give or take 25: that is no sign that it rose by ten as the school did."""
    noisy = ["200,1000", "800,1000"] * 6 + ["210,1000", "810,1000"] * 6
    assert change(STEADY + UP, state=noisy).outcome == "too close to tell"


def test_four_values_before_tell_little_of_chance() -> None:
    """Equal means of four and of twenty values: the interval has the 3 degrees of freedom of the wild side, not 22."""
    found = change(["300,1000", "700,1000"] * 2 + ["499,1000", "501,1000"] * 10, "2024-05")
    half = 3.1824463 * sqrt(1600 / 12)
    assert found.interval == pytest.approx((-half, half), rel=1e-4)


def test_what_fell_back_is_not_clear() -> None:
    fell_back = ["640,1000"] * 5 + ["490,1000", "500,1000"] * 5
    assert change(STEADY + fell_back).outcome == "too close to tell"


def test_a_value_about_the_time_of_the_start_counts_on_neither_side() -> None:
    """It began some time in the first half of 2025: months of that half may lie before or after."""
    found = change(STEADY + UP, "2025-01..2025-06")
    assert (found.points_before, found.points_after) == (12, 7)


def test_a_month_is_after_a_start_in_that_month() -> None:
    found = change(STEADY + UP, "2025-01")
    assert (found.points_before, found.points_after) == (12, 12)


def test_shares_of_almost_all_are_no_figures() -> None:
    """What a page shows as 95 or more has no mean, and takes no part in a pool."""
    found = change(STEADY + ["970,1000", "980,1000"] * 6)
    assert found.outcome == "clearly better"
    assert (found.effect, found.before, found.after, found.interval) == (None, None, None, None)


def test_values_of_two_versions_are_not_compared() -> None:
    versions = MEASURE + PERCENT + "versions: [{id: v1, since: 2024-01}, {id: v2, since: 2025-01}]\n"
    rows = [f"{row},v1" for row in monthly("north", STEADY)] + [f"{row},v2" for row in monthly("north", UP, 2025)]
    theory, entry = read("date,site,numerator,denominator,version\n" + "\n".join(rows) + "\n", versions)
    found = site_change(lines_of(theory, entry), (), read_when("2025-01"), entry.record)
    assert found.outcome == "too few points to tell"


# --- the season ------------------------------------------------------------------------------------------------------

SEASONAL = MEASURE + PERCENT + "seasonal: true\n"
HIGH_IN_AUTUMN = [f"{value},1000" for value in (500, 505, 510, 515, 520, 525, 700, 705, 710, 715, 720, 725)]


def test_the_same_months_are_compared() -> None:
    """Only the autumn has values on both sides; the low spring would make any autumn look better."""
    theory, entry = read(counts(*monthly("north", HIGH_IN_AUTUMN), *monthly("north", HIGH_IN_AUTUMN[6:], 2025, 7)), SEASONAL)
    found = site_change(lines_of(theory, entry), (), read_when("2025-07"), entry.record)
    assert (found.points_before, found.points_after, found.effect) == (6, 6, 0)
    assert found.outcome == "too close to tell"


def test_a_change_in_every_month_is_clear() -> None:
    up = [f"{int(row.split(',')[0]) + 60 + 3 * month},1000" for month, row in enumerate(HIGH_IN_AUTUMN)]
    found = change(HIGH_IN_AUTUMN * 2 + up, "2026-01", SEASONAL)
    assert (found.outcome, found.is_seasonal) == ("clearly better", True)
    assert found.effect == pytest.approx(6 + 3 * 5.5 / 10)
    assert change(HIGH_IN_AUTUMN * 3, "2026-01", SEASONAL).outcome == "too close to tell"


def test_of_a_comparison_that_ends_early_the_same_months_are_compared() -> None:
    up = [f"{int(row.split(',')[0]) + 60 + 3 * month},1000" for month, row in enumerate(HIGH_IN_AUTUMN)]
    found = change(HIGH_IN_AUTUMN * 2 + up, "2026-01", SEASONAL, state=(HIGH_IN_AUTUMN * 3)[:29])
    assert (found.points_before, found.points_after, found.compared_with) == (10, 5, ("sites/state",))
    assert found.effect == pytest.approx(6 + 3 * 2 / 10)


def test_one_year_before_may_be_one_year_of_other_students() -> None:
    up = [f"{int(row.split(',')[0]) + 60 + 3 * month},1000" for month, row in enumerate(HIGH_IN_AUTUMN)]
    assert change(HIGH_IN_AUTUMN + up, measure=SEASONAL).outcome == "too close to tell"
    assert change(HIGH_IN_AUTUMN + up, measure=SEASONAL, state=HIGH_IN_AUTUMN * 2).outcome == "clearly better"


def test_a_rise_of_every_month_that_chance_could_make_is_not_clear() -> None:
    """One month rose by 30 points, eleven by a tenth: all go one way, but the mean may as well be 0."""
    up = [f"{int(row.split(',')[0]) + (300 if not month else 1)},1000" for month, row in enumerate(HIGH_IN_AUTUMN)]
    found = change(HIGH_IN_AUTUMN * 2 + up, "2026-01", SEASONAL)
    assert found.interval is not None and found.interval[0] < 0 < found.interval[1]
    assert found.outcome == "too close to tell"


def test_five_parts_of_the_year_are_too_few_for_the_sign_test() -> None:
    """All five going one way happen by chance in 1 of 16 cases."""
    months = [int(row.split(",")[0]) for row in HIGH_IN_AUTUMN]

    def outcome(many: int) -> str:
        rows = [f"{year}-{month + 1:02d},north,{months[month]},1000" for year in (2023, 2024) for month in range(many)]
        rows += [f"2025-{month + 1:02d},north,{months[month] + 100 + month},1000" for month in range(many)]
        theory, entry = read(counts(*rows), SEASONAL)
        return site_change(lines_of(theory, entry), (), read_when("2025-01"), entry.record).outcome

    assert (outcome(5), outcome(6)) == ("too close to tell", "clearly better")


def test_what_rose_every_year_is_not_due_to_the_change() -> None:
    years = [f"{300 + 60 * year + 5 * month},1000" for year in range(4) for month in range(12)]
    found = change(years, "2027-01", SEASONAL)
    assert (found.outcome, found.was_moving) == ("too close to tell", True)
