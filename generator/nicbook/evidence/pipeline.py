"""Where students are lost: the counts of a pipeline as the ways of cohorts through its stages.

Each cohort is followed by itself: it is compared with what it was at the start and at the stage before, never with
other people. A share is computed only from two counts that are both shown, so that none gives a hidden count back; and a
count that would say the same of nearly everyone is held back for the bound alone (Maryland: a bound with no counts).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Literal

from nicbook.privacy.groups import published_percent
from nicbook.records.dates import When
from nicbook.records.figures import Quantity
from nicbook.records.pipeline import Pipeline
from nicbook.records.series import Count, Flow

MORE = "more"
"""In place of a share: more were counted than before, as where students move in."""

Share = float | str | None
"""Percent as `published_percent` gives it: a number, `<=5.0` or `>=95.0`; or MORE. None where one of the two counts
is not shown."""

State = Literal["exact", "held-back", "bound", "suppressed", "not-yet", "missing"]
Groups = tuple[tuple[str, str], ...]
_Key = tuple[str, tuple[date, date], Groups]
"""Site, first and last day of the cohort, groups."""


@dataclass(frozen=True, slots=True)
class Reached:
    """How many of a cohort reached one stage."""

    stage: str
    """The id of the stage."""
    state: State
    """`held-back`: nearly all or nearly none went on, or the count would give back another that is held back; then only a
    share that is a bound is given. `not-yet`: neither this cohort nor a later one of this site has any figure as far as here; `missing`: the table
    has none."""
    count: int | None = None
    """People; None unless exact."""
    words: str = ""
    """The figure as written; "" where there is none."""
    of_first: Share = None
    """Of those at the first stage; None at the first stage itself."""
    of_before: Share = None
    """Of those at the stage before."""


@dataclass(frozen=True, slots=True)
class Loss:
    """A step from one stage to the next on which people are lost."""

    start: str
    end: str
    going_on: Share
    """The share of those at `start` who reached `end`."""


@dataclass(frozen=True, slots=True)
class Passage:
    """One cohort of one site, everyone or one group of them, on its way through all stages."""

    cohort: When
    site: str
    """The address of the site."""
    groups: Groups
    """Column and value; () for everyone."""
    stages: tuple[Reached, ...]
    """One for each stage of the pipeline, in its order."""

    @property
    def steps(self) -> tuple[tuple[Reached, Reached], ...]:
        """Each stage with the next, where both counts are shown."""
        return tuple((one, other) for one, other in pairwise(self.stages) if one.count is not None and other.count is not None)

    @property
    def most_lost(self) -> tuple[Loss, ...]:
        """The step on which most people are lost; several where it is as many, () where nobody is seen to be lost."""
        drops = [(one.count - other.count, one, other) for one, other in self.steps]
        if not drops:
            return self._most_lost_by_bounds
        most = max(drop for drop, _, _ in drops)
        if most <= 0:
            return ()
        return tuple(Loss(one.stage, other.stage, other.of_before) for drop, one, other in drops if drop == most)

    @property
    def _most_lost_by_bounds(self) -> tuple[Loss, ...]:
        """Where nearly all are lost at one step, and nearly none at all others."""
        going_on = [other.of_before for other in self.stages[1:]]
        if going_on.count("<=5.0") != 1 or any(share not in ("<=5.0", ">=95.0") for share in going_on):
            return ()
        at = going_on.index("<=5.0")
        return (Loss(self.stages[at].stage, self.stages[at + 1].stage, "<=5.0"),)


@dataclass(frozen=True, slots=True)
class Gap:
    """How far two shares are apart, in percentage points; `bound` says whether that is the least or the most it may be."""

    points: float
    bound: Literal["", "at least", "at most"] = ""


def passages(pipeline: Pipeline, flow: Flow, minimum: int, tops: Mapping[str, str] | None = None) -> tuple[Passage, ...]:
    """Every cohort on its way: sites as in the file, their cohorts by date, everyone before groups.

    `minimum` is the least size of a group whose shares may be shown; `tops` has the largest whole that a site of the table
    is part of: only rows below the same one can be subtracted from each other.
    """
    rows: dict[_Key, dict[str, Count]] = {}
    for one in flow.counts:
        groups = tuple((column, group) for column, group in zip(flow.group_columns, one.groups, strict=True) if group)
        key = one.site, (one.cohort.earliest, one.cohort.latest), groups
        rows.setdefault(key, {}).setdefault(one.stage, one)
    sites = list(dict.fromkeys(site for site, _, _ in rows))
    columns = list(dict.fromkeys(tuple(column for column, _ in groups) for _, _, groups in rows))
    names = list(dict.fromkeys(groups for _, _, groups in rows))

    def place(key: _Key) -> tuple[object, ...]:
        site, days, groups = key
        family = tuple(column for column, _ in groups)
        return sites.index(site), days, len(groups), columns.index(family), names.index(groups)

    order = [stage.id for stage in pipeline.stages]
    reached = _last_stages(flow, order)
    in_order = sorted(rows, key=place)
    ways: dict[_Key, list[Reached]] = {key: [] for key in in_order}
    for index, stage in enumerate(order):
        figures = {key: rows[key][stage].count if stage in rows[key] else None for key in in_order}
        held_back = _held_back(rows, order[: index + 1], ways, minimum, tops or {})
        for key in in_order:
            is_missing = index <= reached[key[0], key[1][0]]
            before = rows[key].get(order[index - 1]) if index else None
            ways[key].append(_reached(stage, figures[key], before, ways[key], minimum, key in held_back, is_missing))
    return tuple(
        Passage(next(iter(rows[key].values())).cohort, f"sites/{key[0]}", key[2], tuple(ways[key])) for key in in_order
    )


def apart(one: Share, other: Share) -> Gap | None:
    """How far two shares are apart; None where one of them is not shown or is no share of a whole."""
    if one is None or other is None or MORE in (one, other):
        return None
    (low, top), (bottom, high) = sorted((_range(one), _range(other)))
    if low == top and bottom == high:
        return Gap(round(high - low, 1))
    return Gap(round(bottom - top, 1), "at least") if bottom > top else Gap(round(high - low, 1), "at most")


def widest(shares: Mapping[str, Share]) -> tuple[str, str, Gap] | None:
    """The names with the highest and the lowest share, and how far these are apart; None where fewer than two are shown."""
    ranges = {name: _range(share) for name, share in shares.items() if share is not None and share != MORE}
    in_order = sorted(ranges, key=lambda name: ranges[name])
    gap = apart(shares[in_order[-1]], shares[in_order[0]]) if len(in_order) > 1 else None
    return (in_order[-1], in_order[0], gap) if gap else None


def _range(share: float | str) -> tuple[float, float]:
    if isinstance(share, float):
        return share, share
    return (0.0, 5.0) if share.startswith("<") else (95.0, 100.0)


def _last_stages(flow: Flow, order: list[str]) -> dict[tuple[str, date], int]:
    """How far a site has figures for a cohort or a later one, by the first day of the cohort: the index of a stage."""
    last: dict[tuple[str, date], int] = {}
    furthest: dict[str, int] = {}
    for one in sorted(flow.counts, key=lambda one: one.cohort.earliest, reverse=True):
        here = order.index(one.stage) if one.count is not None else -1
        furthest[one.site] = max(furthest.get(one.site, -1), here)
        last[one.site, one.cohort.earliest] = furthest[one.site]
    return last


def _held_back(
    rows: Mapping[_Key, Mapping[str, Count]],
    order: list[str],
    ways: Mapping[_Key, list[Reached]],
    minimum: int,
    tops: Mapping[str, str],
) -> set[_Key]:
    """Whose count at the last of these stages is not shown, lest it or another one be known.

    Groups could be subtracted from everyone, and schools from their whole: where one of them is held back, all are.
    """
    counts = {key: _exact(rows[key].get(order[-1])) for key in rows}
    near = {
        key
        for key, count in counts.items()
        if count is not None and _is_near(count, _exact(rows[key].get(order[-2])) if ways[key] else None, ways[key], minimum)
    }

    def occasion(key: _Key) -> tuple[str, tuple[date, date]]:
        return tops.get(key[0], key[0]), key[1]

    closed_groups = {occasion(key) for key in near}
    closed_sites = {occasion(key) for key in near if not key[2]}
    return near | {
        key
        for key in rows
        if (key[2] and occasion(key) in closed_groups)
        or (not key[2] and tops.get(key[0], key[0]) != key[0] and occasion(key) in closed_sites)
    }


def _is_near(count: int, before: int | None, stages: list[Reached], minimum: int) -> bool:
    """Whether a count would tell that nearly all or nearly none went on: of the stage before, or of any that is shown."""
    shown = [each.count for each in stages if each.count is not None]
    if any(0 <= whole - count < minimum for whole in shown):
        return True
    return any(isinstance(_share(count, whole, 1), str) and count <= whole for whole in (*shown, before) if whole is not None)


def _reached(
    stage: str, figure: Quantity | None, before: Count | None, stages: list[Reached], minimum: int, is_held_back: bool, is_missing: bool
) -> Reached:
    if figure is None:
        return Reached(stage, "missing" if is_missing else "not-yet")
    if figure.exact is None:
        return Reached(stage, "suppressed" if figure.is_suppressed else "bound", words=_words(figure))
    count = int(figure.exact)
    of_first = _share(count, stages[0].count if stages else None, minimum)
    if is_held_back:
        of_before = _share(count, _exact(before), minimum)
        return Reached(stage, "held-back", of_first=_only_bound(of_first), of_before=_only_bound(of_before))
    of_before = _share(count, stages[-1].count if stages else None, minimum)
    return Reached(stage, "exact", count, _words(figure), of_first, of_before)


def _exact(row: Count | None) -> int | None:
    return int(row.count.exact) if row is not None and row.count is not None and row.count.exact is not None else None


def _only_bound(share: Share) -> Share:
    return share if share in ("<=5.0", ">=95.0") else None


def _words(figure: Quantity) -> str:
    return "" if figure.is_suppressed else str(figure)


def _share(count: int, whole: int | None, minimum: int) -> Share:
    if whole is None:
        return None
    return MORE if count > whole else published_percent(count, whole, minimum)
