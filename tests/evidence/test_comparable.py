"""Before and after: where the season matters, values of one season only, up to the latest that has one to compare."""

from __future__ import annotations

from datetime import date

from nicbook.evidence.comparable import Day, first_and_last

from .bases import MEASURE, PERCENT, read


def months(*days: tuple[int, int]) -> list[Day]:
    return [(date(year, month, 1), date(year, month, 28)) for year, month in days]


def pair(seasonal: bool, *days: tuple[int, int]) -> tuple[Day, Day | None] | None:
    _, entry = read("", MEASURE + PERCENT + ("seasonal: true\n" if seasonal else ""))
    return first_and_last(months(*days), entry.record)


def test_the_latest_day_with_a_partner_in_its_season_then_its_earliest_partner() -> None:
    assert pair(True, (2020, 3), (2023, 3), (2023, 10), (2024, 10), (2025, 1)) == tuple(months((2023, 10), (2024, 10)))
    assert pair(True, (2022, 10), (2023, 10), (2024, 10)) == tuple(months((2022, 10), (2024, 10)))


def test_without_a_partner_there_is_the_latest_alone() -> None:
    assert pair(True, (2024, 3), (2024, 10)) == (*months((2024, 10)), None)
    assert pair(True) is None


def test_where_the_season_does_not_matter_the_first_and_the_last() -> None:
    assert pair(False, (2024, 3), (2024, 10), (2025, 1)) == tuple(months((2024, 3), (2025, 1)))
