"""Cohorts on their way: shares only of counts that are shown, no cohort mixed with another, nothing hidden given back."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nicbook.evidence.pipeline import MORE, Gap, Passage, apart, passages, widest
from nicbook.reading.csv import read_csv
from nicbook.records.pipeline import Pipeline, Stage
from nicbook.records.tables import read_flow

STAGES = ("enter", "track", "finish")
PIPELINE = Pipeline(title="To the end", stages=tuple(Stage(id=stage, title=stage.title()) for stage in STAGES))


def ways(rows: str, *, minimum: int = 10) -> tuple[Passage, ...]:
    """Rows without a header: cohort,site,language,stage,count."""
    text = "cohort,site,language,stage,count\n" + "\n".join(line.strip() for line in rows.strip().splitlines()) + "\n"
    table, _ = read_csv("counts.csv", text.encode())
    flow, _ = read_flow(table, PIPELINE)
    return passages(PIPELINE, flow, minimum)


def way(*counts: object, cohort: str = "2024/25") -> Passage:
    rows = [f"{cohort},north,,{stage},{count}" for stage, count in zip(STAGES, counts) if count is not None]
    (only,) = ways("\n".join(rows))
    return only


def test_shares_of_the_first_stage_and_of_the_stage_before() -> None:
    one = way(200, 150, 60)
    assert [each.of_first for each in one.stages] == [None, 75.0, 30.0]
    assert [each.of_before for each in one.stages] == [None, 75.0, 40.0]


def test_shares_near_0_and_100_are_bounds() -> None:
    one = way(400, 400, 20)
    assert [each.of_first for each in one.stages] == [None, ">=95.0", "<=5.0"]


def test_more_than_before_is_said_and_is_no_share() -> None:
    one = way(100, 80, 120)
    assert (one.stages[2].of_before, one.stages[2].of_first) == (MORE, MORE)
    assert [(loss.start, loss.end) for loss in one.most_lost] == [("enter", "track")]


@pytest.mark.parametrize("hidden", ["suppressed", "under 40", "about 60"])
def test_nothing_is_computed_from_a_count_that_is_not_exact(hidden: str) -> None:
    one = way(100, hidden, 30)
    assert (one.stages[1].count, one.stages[1].of_first, one.stages[1].of_before) == (None, None, None)
    assert (one.stages[2].of_first, one.stages[2].of_before) == (30.0, None)
    assert one.steps == ()


def test_a_hidden_first_stage_leaves_no_share_of_it() -> None:
    assert [each.of_first for each in way("suppressed", 50, 25).stages] == [None, None, None]


def test_most_are_lost_where_most_people_are_lost_not_where_the_share_is_smallest() -> None:
    (loss,) = way(300, 200, 110).most_lost
    assert (loss.start, loss.end, loss.going_on) == ("enter", "track", 66.7)


def test_as_many_lost_at_two_steps_are_both_named() -> None:
    assert [loss.end for loss in way(100, 70, 40).most_lost] == ["track", "finish"]
    assert way(100, 100, 100).most_lost == ()


def test_under_the_minimum_of_the_network_no_share_is_shown() -> None:
    rows = "2024/25,north,,enter,25\n2024/25,north,,track,15"
    assert ways(rows, minimum=10)[0].stages[1].of_first == 60.0
    assert ways(rows, minimum=30)[0].stages[1].of_first is None


def test_what_a_cohort_has_not_reached_is_not_yet_and_what_was_left_out_is_missing() -> None:
    older, newer = ways(
        """2023/24,north,,enter,100
        2024/25,north,,enter,110
        2023/24,north,,track,90
        2024/25,north,,finish,80"""
    )
    assert [each.state for each in older.stages] == ["exact", "exact", "missing"]
    assert [each.state for each in newer.stages] == ["exact", "missing", "exact"]
    assert [each.state for each in way(100, 90, None).stages] == ["exact", "exact", "not-yet"]
    assert [each.state for each in way(100, 90, "").stages] == ["exact", "exact", "not-yet"]


def test_a_group_that_is_left_out_is_missing_where_everyone_was_counted() -> None:
    everyone, group = ways(
        """2024/25,north,,enter,100
        2024/25,north,English learners,enter,40
        2024/25,north,,track,90"""
    )
    assert (everyone.groups, group.groups) == ((), (("language", "English learners"),))
    assert [each.state for each in group.stages] == ["exact", "missing", "not-yet"]


def test_each_cohort_by_itself_however_the_rows_are_mixed() -> None:
    rows = [f"{year},{site},,{stage},{100 + 7 * n}" for n, (stage, site, year) in enumerate(product(STAGES, "ab", ("2023/24", "2024/25")))]
    assert [(one.site, str(one.cohort)) for one in ways("\n".join(rows))] == [
        ("sites/a", "2023/24"),
        ("sites/a", "2024/25"),
        ("sites/b", "2023/24"),
        ("sites/b", "2024/25"),
    ]
    by_cohort = sorted(rows)
    assert [[each.count for each in one.stages] for one in ways("\n".join(rows))] == [
        [each.count for each in one.stages] for one in ways("\n".join(sorted(by_cohort, key=lambda row: row.split(",")[1])))
    ]


NEAR_WORLDS = [(117, 45), (120, 42), (115, 47)]


@pytest.mark.parametrize("kind", ["groups", "schools"])
def test_what_is_held_back_is_the_same_whatever_it_is(kind: str) -> None:
    """Two worlds that differ in nothing but what is held back look alike: no sum gives it back."""

    def world(near: int, other: int) -> list[object]:
        if kind == "groups":
            names = [("north", ""), ("north", "home"), ("north", "bus")]
        else:
            names = [("district", ""), ("north", ""), ("south", "")]
        counts = [(200, 162), (120, near), (80, other)]
        rows = [
            f"2024/25,{site},{group},{stage},{count}"
            for (site, group), pair in zip(names, counts)
            for stage, count in zip(STAGES, pair)
        ]
        text = "cohort,site,language,stage,count\n" + "\n".join(rows) + "\n"
        flow, _ = read_flow(read_csv("counts.csv", text.encode())[0], PIPELINE)
        found = passages(PIPELINE, flow, 10, {"north": "district", "south": "district"} if kind == "schools" else {})
        assert found[0].stages[1].count == 162
        return [each.stages[1] for each in found]

    alike = [world(*pair) for pair in NEAR_WORLDS]
    assert [(each.count, each.state) for each in alike[0][1:]] == [(None, "held-back")] * 2
    assert alike[0] == alike[1] == alike[2]


def test_how_far_two_shares_are_apart() -> None:
    assert apart(70.5, 62.4) == apart(62.4, 70.5) == Gap(8.1)
    assert apart(">=95.0", 70.0) == Gap(25.0, "at least")
    assert apart("<=5.0", ">=95.0") == Gap(90.0, "at least")
    assert apart(">=95.0", ">=95.0") == Gap(5.0, "at most")
    assert apart(None, 50.0) is None
    assert apart(MORE, 50.0) is None


def test_the_widest_gap_is_between_the_groups_that_are_shown() -> None:
    assert widest({"a": 50.0, "b": 80.0, "c": 60.0, "d": None}) == ("b", "a", Gap(30.0))
    assert widest({"a": 50.0, "b": None}) is None
    assert widest({"a": 50.0, "b": 50.0}) == ("b", "a", Gap(0.0))


COUNTS = st.one_of(st.integers(10, 500), st.sampled_from(["suppressed", "under 40", "at least 50", ""]))


@given(st.lists(COUNTS, min_size=3, max_size=3))
def test_a_share_is_always_of_two_counts_that_stand_there(counts: list[object]) -> None:
    one = way(*counts)
    for index, each in enumerate(one.stages):
        for share, whole in ((each.of_first, one.stages[0]), (each.of_before, one.stages[max(index - 1, 0)])):
            if share in ("<=5.0", ">=95.0"):
                assert each.state == "held-back" and each.count is None
            elif share is not None:
                assert each.count is not None and whole.count is not None
            if isinstance(share, float):
                assert abs(share - 100 * each.count / whole.count) <= 0.05 + 1e-9
    for start, end in one.steps:
        assert None not in (start.count, end.count)
