"""Our own verdict on a prediction: certain, or none."""

from __future__ import annotations

import pytest

from nicbook.evidence.predictions import computed
from nicbook.records.cycle import Prediction


def verdict(expect: str, unit: str | None, after: str, before: str | None = None) -> str | None:
    values = {"question": "Does it help?", "expect": expect, "unit": unit, "before": before, "after": after}
    return computed(Prediction.model_validate({key: value for key, value in values.items() if value}), None)


@pytest.mark.parametrize(
    ("expect", "unit", "after", "ours"),
    [
        ("At least 80 percent.", "percent", "80", "met"),
        ("At least 80 percent.", "percent", "71", "not-met"),
        ("80% or more of the ninth graders", "percent", "82.5", "met"),
        ("More than 12 students", "count", "12", "not-met"),
        ("More than twelve students", "count", "13", "met"),
        ("In under 10 minutes", "minutes", "10", "not-met"),
        ("No more than 20 minutes a week.", "minutes", "20", "met"),
        ("Within 5 school days by March 2026, as at the first school.", "days", "4.5", "met"),
        ("5 or fewer", "count", "6", "not-met"),
    ],
)
def test_a_figure_to_reach(expect: str, unit: str, after: str, ours: str) -> None:
    assert verdict(expect, unit, after) == ours


@pytest.mark.parametrize(
    ("expect", "unit", "before", "after", "ours"),
    [
        ("From 62 to 80 percent", "percent", "62", "80", "met"),
        ("The talk comes within 6 school days in place of 8.", "days", "8", "6", "met"),
        ("The number of late students drops from 12 to 8", "count", "12", "11", "not-met"),
        ("Attendance rises by 5 points", "percent", "60", "66", "met"),
        ("Ten points more than in the year before.", "percent", "71", "72", "not-met"),
        ("It falls to 20 percent", "percent", "30", "19", "met"),
        ("It doubles", "count", "3", "6", "met"),
        ("It halves", "minutes", "30", "20", "partly"),
    ],
)
def test_a_change_from_the_figure_before(expect: str, unit: str, before: str, after: str, ours: str) -> None:
    assert verdict(expect, unit, after, before) == ours


def test_half_of_the_way_is_partly() -> None:
    said = "At least 80 percent"
    assert verdict(said, "percent", "70", before="60") == "partly"
    assert verdict(said, "percent", "69", before="60") == "not-met"
    assert verdict(said, "percent", "70") == "not-met"
    assert verdict("No more than 20 minutes", "minutes", "21", before="31") == "partly"


def test_a_bound_counts_where_it_leaves_no_doubt() -> None:
    said = "At least 80 percent"
    assert verdict(said, "percent", "at least 95") == "met"
    assert verdict(said, "percent", "at most 5") == "not-met"
    assert verdict(said, "percent", "at least 70") is None
    assert verdict(said, "percent", "60 to 70", before="50") is None  # from half of the way to two thirds of it
    assert verdict(said, "percent", "about 90") is None
    assert verdict(said, "percent", "suppressed") is None


@pytest.mark.parametrize(
    ("expect", "unit"),
    [
        ("About half of them", "percent"),
        ("About 80 percent", "percent"),
        ("80 percent", "percent"),
        ("On three Mondays of four.", "percent"),
        ("More than 9 in 10", "percent"),
        ("At least 80 percent, and nobody complains", "percent"),
        ("At least 80 percent. It takes time.", "percent"),
        ("At least 80 percent if it does not snow", "percent"),
        ("In every class at least 80 percent", "percent"),
        ("No class has fewer than 12 students", "count"),
        ("At least 5 percent more", "percent"),  # of the figure, or points?
        ("At least 12 students", "percent"),
        ("Within 3 weeks", "days"),
        ("Over 5 days they come", "days"),
        ("Ninth grade reaches 80 percent", "percent"),
        ("From 60 to 80 percent", "percent"),  # it began at 50
        ("At most 5 points more", "percent"),
        ("At least 80 percent", None),
        ("At least 8" + "0" * 300, "percent"),
    ],
)
def test_where_there_is_a_doubt_nothing_is_said(expect: str, unit: str | None) -> None:
    assert verdict(expect, unit, "90", before="50") is None


def test_what_rounding_decides_is_not_said() -> None:
    assert verdict("At least 80 percent", "percent", "79.6") is None
    assert verdict("At least 80 percent", "percent", "79.4") == "not-met"


def test_without_a_result_there_is_no_verdict() -> None:
    assert computed(Prediction(question="Does it help?", expect="At least 80 percent", unit="percent"), None) is None
