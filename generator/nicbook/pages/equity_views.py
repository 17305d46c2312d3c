"""For whom it worked, and what it cost: gaps between groups before and after, and what is measured beside the aim."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from nicbook.corpus import Entry
from nicbook.drawing.charts.chart import amount
from nicbook.evidence.gaps import Balance, GroupChange, GroupGap, balancing, group_gaps
from nicbook.evidence.lines import Line, lines_of
from nicbook.evidence.pipeline import Gap, Share
from nicbook.evidence.points import Point
from nicbook.pages.items import Item, item_of
from nicbook.pages.links import Links
from nicbook.pages.measure_charts import TOGETHER, group_words, made_of_words, names_of
from nicbook.pages.measure_views import MeasureView, measure_view
from nicbook.pages.words import sentence_case
from nicbook.records.measure import Measure

HIDDEN = "cannot be shown"


@dataclass(frozen=True, slots=True)
class GroupRow:
    """One group, or the gap between groups, before and after; all in words."""

    title: str
    before: str
    after: str
    change: str


@dataclass(frozen=True, slots=True)
class GapView:
    """The groups at one place."""

    title: str
    href: str
    made_of: str
    """Of all schools together: which."""
    before: str
    """The date as written."""
    after: str
    """"" where there is one date only."""
    rows: tuple[GroupRow, ...]
    """() where the groups cannot be shown."""
    gap: GroupRow | None
    said: str
    """Who lost, and what is not shown; "" where nobody and nothing."""


@dataclass(frozen=True, slots=True)
class MeasurePage:
    """What the page of a measure shows of its table."""

    charts: MeasureView
    gaps: tuple[GapView, ...]


@dataclass(frozen=True, slots=True)
class BalanceRow:
    """A balancing measure at one school, in words."""

    measure: Item
    where: str
    href: str
    before: str
    after: str
    verdict: str


def measure_page(entry: Entry, links: Links) -> MeasurePage | None:
    """The charts of a measure and its gaps between groups; None where it has no table."""
    lines = lines_of(links.theory, entry)
    return MeasurePage(measure_view(entry, lines, links), gap_views(entry, lines, links)) if lines else None


def gap_views(entry: Entry, lines: Iterable[Line], links: Links) -> tuple[GapView, ...]:
    """The gaps between groups in the lines of a measure, place by place; () where its table has no groups."""
    measure = entry.record
    assert isinstance(measure, Measure)
    return tuple(_gap_view(each, measure, links) for each in group_gaps(links.theory, entry, lines))


def balance_rows(network: str, links: Links, of: str | None = None) -> tuple[BalanceRow, ...]:
    """What is measured lest something else gets worse; () where nothing is, which a page says too."""
    return tuple(_balance_row(each, links) for each in balancing(links.theory, network, of))


# --- gaps ------------------------------------------------------------------------------------------------------------


def _gap_view(each: GroupGap, measure: Measure, links: Links) -> GapView:
    unit = measure.definition.unit
    place = links.theory.entries.get(each.place)
    is_together = bool(each.made_of)
    return GapView(
        title=TOGETHER if is_together else place.record.title if place else each.place.rpartition("/")[2],
        href="" if is_together or not place else links.to(each.place),
        made_of=made_of_words(each.made_of, each.without, links),
        before=each.before,
        after=each.after,
        rows=tuple(_row(one, each, unit) for one in each.groups) if each.before else (),
        gap=_gap_row(each, unit) if each.before else None,
        said=_said(each, measure),
    )


def _row(one: GroupChange, each: GroupGap, unit: str) -> GroupRow:
    change = _points(one.by, unit) if one.by else ""
    if change and one.moved:
        change = "the same" if one.moved == "same" else f"{change} {one.moved}"
    return GroupRow(
        sentence_case(_name(one.name, each)),
        share_words(one.before, unit),
        share_words(one.after, unit) if each.after else "",
        change or (HIDDEN if each.after else ""),
    )


def _gap_row(each: GroupGap, unit: str) -> GroupRow:
    after = _gap(each.gap_after, each, unit) if each.after else ""
    return GroupRow("Gap", _gap(each.gap_before, each, unit), after, _gap_change(each, unit))


def _gap_change(each: GroupGap, unit: str) -> str:
    before, after = each.gap_before, each.gap_after
    if not before or not after or before[2].bound or after[2].bound:
        return HIDDEN if each.after else ""
    by = round(after[2].points - before[2].points, 1)
    if after[2].points and before[:2] == after[1::-1]:
        return "turned round"
    return f"{_points(Gap(abs(by)), unit)} {'narrower' if by < 0 else 'wider'}" if by else "as wide as before"


def _gap(gap: tuple[str, str, Gap] | None, each: GroupGap, unit: str) -> str:
    if gap is None:
        return HIDDEN
    high, low, size = gap
    words = _points(size, unit)
    if size.bound == "at most" or not size.points:
        return words
    return f"{words}, {_name(high, each)} above {_name(low, each)}"


def _said(each: GroupGap, measure: Measure) -> str:
    """What a reader should not miss: who lost, and what is not shown."""
    if not each.before:
        return "Fewer than two groups can be shown here."
    if not each.after:
        return "There is one date only, so no change can be seen."
    unwanted = "down" if measure.better == "higher" else "up"
    said = [f"{sentence_case(_name(one.name, each))} went {unwanted}." for one in each.groups if one.moved == unwanted]
    if not each.is_whole:
        said.append("Not all groups can be shown.")
    return " ".join(said)


def _name(group: str, each: GroupGap) -> str:
    """A group within a line of words, with the capital that its table gives it; several columns stand with a comma."""
    groups = tuple(zip(each.columns, group.split(", ", len(each.columns) - 1), strict=True))
    words = group_words(groups)
    return words if group[:1].isupper() else words[:1].lower() + words[1:]


def _points(gap: Gap, unit: str) -> str:
    words = {"percent": "point" if gap.points == 1 else "points"}.get(unit, "")
    size = f"{gap.points:g} {words}" if words else amount(gap.points, unit)
    return f"{gap.bound} {size}".strip()


def share_words(share: Share, unit: str) -> str:
    """A value as a page shows it, with its unit."""
    if share is None:
        return HIDDEN
    bounds = {"<=5.0": "at most 5", ">=95.0": "at least 95"}
    return amount(bounds.get(share, "") if isinstance(share, str) else share, unit)


# --- what may have suffered ------------------------------------------------------------------------------------------

_VERDICTS = {
    "better": "better",
    "worse": "worse",
    "changed": "changed, not to one side",
    "no signal": "no signal of a change",
    "too few points to tell": "too early to tell",
}


def _balance_row(each: Balance, links: Links) -> BalanceRow:
    measure = links.theory.entries[each.measure]
    assert isinstance(measure.record, Measure)
    unit = measure.record.definition.unit
    change = each.change
    return BalanceRow(
        measure=item_of(measure, links),
        where=names_of([each.site], links) if each.site else "no values yet",
        href=links.to(each.site) if each.site in links.theory.entries else "",
        before=_dated(change.before, unit) if change else HIDDEN if each.site else "not measured yet",
        after=_dated(change.after, unit) if change and change.after else "no second value yet" if each.site else "",
        verdict=_VERDICTS[each.verdict] if each.verdict else "",
    )


def _dated(point: Point, unit: str) -> str:
    return f"{share_words(point.shown, unit)} ({point.when})"
