"""Whether an aim moves and whether it is reached: never more than the values of its measure say."""

from __future__ import annotations

import pytest

from nicbook.evidence.aims import _named_sites
from nicbook.evidence.moving import Moving, moving
from nicbook.website import read_base

from .bases import MEASURE, PERCENT, by_group, counts, monthly, read

BASELINE = MEASURE + PERCENT + "baseline_until: 2024-12\n"
AIM = "title: Aim\nstatement: More students come\nmeasure: attendance\nbaseline: {value: {value: 50, size: 100}}\ntarget: {value: 70, by: 2026-12}\n"
STEADY = ["50,100", "52,100"] * 6
UP, DOWN, SAME = ["70,100"] * 12, ["30,100"] * 12, ["50,100", "53,100"] * 6


def aim(table: str, text: str = AIM, measure: str = BASELINE, **others: str) -> Moving:
    theory, _ = read(table, measure, aims_aim=text, **others)
    return moving(theory, theory.entries["networks/n/aims/aim"])


def at(**schools: list[str]) -> str:
    return counts(*(row for school, values in schools.items() for row in monthly(school, values)))


@pytest.mark.parametrize(
    ("north", "south", "state"),
    (
        (UP, UP, "moving"),
        (UP, SAME, "moving"),
        (UP, DOWN, "mixed"),
        (DOWN, SAME, "wrong-way"),
        (SAME, SAME, "not-moving"),
    ),
)
def test_a_signal_of_the_schools_is_what_moves(north: list[str], south: list[str], state: str) -> None:
    assert aim(at(north=STEADY + north, south=STEADY + south)).state == state


def test_what_it_rests_on() -> None:
    found = aim(at(north=STEADY + UP, south=STEADY + SAME))
    assert [(each.line.site, each.verdict, each.points) for each in found.schools] == [
        ("sites/north", "better", 24),
        ("sites/south", "no signal", 24),
    ]
    assert (found.measure, str(found.until)) == ("networks/n/measures/attendance", "2025-12")
    assert found.made_of == ("sites/north", "sites/south")


def test_few_points_are_too_early() -> None:
    found = aim(at(north=["50,100", "60,100", "70,100", "80,100"]), measure=MEASURE + PERCENT)
    assert (found.state, found.schools[0].wait.points) == ("too-early", 6)


def test_what_moves_elsewhere_alike_is_no_difference() -> None:
    assert aim(at(north=STEADY + UP, state=STEADY + UP)).state == "as-elsewhere"
    assert aim(at(north=STEADY + UP, state=STEADY + SAME)).state == "moving"


def test_lower_may_be_better() -> None:
    lower = BASELINE.replace("higher", "lower")
    assert aim(at(north=STEADY + DOWN), measure=lower).state == "moving"
    assert aim(at(north=STEADY + UP), measure=lower).state == "wrong-way"


def test_a_signal_that_may_be_the_season_is_none() -> None:
    """Autumn is higher than spring, and each autumn like the one before."""
    spring, autumn = ["50,100", "51,100", "52,100"] * 2, ["70,100", "71,100", "72,100"] * 2
    table = counts(*monthly("north", spring + autumn), *monthly("north", autumn, 2025, 7))
    seasonal = MEASURE + PERCENT + "seasonal: true\nbaseline_until: 2024-06\n"
    assert aim(table, measure=MEASURE + PERCENT + "baseline_until: 2024-06\n").state == "moving"
    assert aim(table, measure=seasonal).state == "not-moving"


# --- what is not there -----------------------------------------------------------------------------------------------


def test_no_measure() -> None:
    found = aim("", "title: Aim\nstatement: More\n")
    assert (found.state, found.reach) == ("no-measure", "cannot-tell")


def test_no_values() -> None:
    assert (aim("").state, aim("").reach) == ("no-data", "cannot-tell")
    assert aim(counts("2024,north,suppressed,suppressed")).state == "no-data"


def test_reported_but_not_followed() -> None:
    found = aim("", findings_one="title: One\nof: aim\nsources: [report]\nafter: {value: 51, size: 1133}\n")
    assert (found.state, found.reach) == ("reported", "cannot-tell")


# --- reached ---------------------------------------------------------------------------------------------------------


def reach(*rows: str, text: str = AIM, measure: str = BASELINE) -> str:
    return aim(counts(*rows), text, measure).reach


def test_reached_by_the_last_value_in_time() -> None:
    assert reach("2025,north,70,100") == "reached"
    assert reach("2025,north,69,100") == "not-yet"
    assert reach("2025,north,75,100", "2026,north,69,100") == "not-reached"
    assert reach("2025,north,60,100", "2027,north,90,100") == "not-reached"
    assert reach("2027,north,90,100") == "not-reached"


def test_reached_together_not_each_by_itself() -> None:
    assert reach("2025,north,90,100", "2025,south,50,100") == "reached"
    assert reach("2025,north,75,100", "2025,south,60,100") == "not-yet"


def test_a_school_that_is_hidden_leaves_it_open() -> None:
    assert reach("2025,north,90,100", "2025,south,90,100", "2025,east,suppressed,suppressed") == "cannot-tell"


def test_averages_of_several_schools_leave_it_open() -> None:
    found = aim("date,site,value,size\n2025,north,90,100\n2025,south,90,100\n")
    assert (found.reach, found.together) == ("cannot-tell", None)


def test_bounds_tell_no_more_than_they_are() -> None:
    assert reach("2025,north,98,100") == "reached"
    assert reach("2025,north,98,100", text=AIM.replace("value: 70", "value: 97")) == "not-yet"
    assert aim("date,site,value,size\n2025,north,at least 70,100\n").state == "no-data"


def test_the_goal_follows_from_the_baseline() -> None:
    for target, value in (("times: 1.5", 75), ("points: 25", 75), ("percent: 50", 75)):
        assert aim("", AIM.replace("value: 70", target)).goal.value == value
    rough = AIM.replace("value: 50,", "value: about 50,").replace("value: 70", "points: 25")
    assert aim(counts("2025,north,90,100"), rough).reach == "cannot-tell"


# --- whom it is about ------------------------------------------------------------------------------------------------


def test_an_aim_that_names_a_school_is_about_that_school() -> None:
    found = aim(counts("2025,north,90,100", "2025,south,50,100"), AIM + "for_whom: Students of South High\n")
    assert ([each.line.site for each in found.schools], found.reach) == (["sites/south"], "not-yet")


def test_the_longest_name_at_one_place_counts() -> None:
    sites = {
        "district": "title: Example District\nkind: district\n",
        "south": "title: Example South High School\nkind: school\n",
        "north": "title: Example North High School\nkind: school\n",
    }
    base, _ = read_base({f"theory/sites/{site}.yml": text.encode() for site, text in sites.items()})
    assert _named_sites(base.theory, "Students of Example South") == {"sites/south"}
    assert _named_sites(base.theory, "Example students") == set()
    assert _named_sites(base.theory, "Schools of Example District") == {"sites/district"}


def test_an_aim_that_names_a_group_is_about_that_group() -> None:
    table = "date,site,grade,numerator,denominator\n2025,north,,50,200\n2025,north,9,90,100\n"
    assert aim(table, AIM + "for_whom: Ninth graders\n").reach == "reached"
    assert aim(table, AIM + "for_whom: Students in grade 9\n").reach == "reached"
    assert aim(table, AIM + "for_whom: Tenth graders\n").reach == "not-yet"
    learners = by_group("2025,north,,50,200", "2025,north,english-learners,90,100")
    assert aim(learners, AIM + "for_whom: English learners\n").reach == "reached"


def test_groups_alone_leave_open_whom_the_aim_is_about() -> None:
    found = aim(by_group("2025,north,a,90,100", "2025,north,b,95,101"))
    assert (found.reach, found.together) == ("cannot-tell", None)
    assert "groups only" in found.why_unknown


def test_an_aim_of_a_school_without_values_has_none() -> None:
    table = counts("2025,north,90,100")
    assert aim(table, AIM + "for_whom: Students of South High\n").state == "no-data"
    assert aim(table, AIM + "for_whom: Students in River District\n").reach == "reached"
    assert aim(counts("2025,east,90,100"), AIM + "for_whom: Students in River District\n").state == "no-data"
