"""The leaky pipeline on its page: where each cohort is lost, groups side by side, and cohorts followed over the years."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from math import floor

from markupsafe import Markup

from nicbook.corpus import Entry
from nicbook.drawing.flow import Bar, to_svg
from nicbook.evidence.lines import top_of
from nicbook.evidence.pipeline import MORE, Gap, Groups, Passage, Reached, Share, apart, passages, widest
from nicbook.pages.links import Links
from nicbook.pages.words import sentence_case
from nicbook.privacy.groups import MINIMUM
from nicbook.records.network import Network
from nicbook.records.pipeline import Pipeline
from nicbook.records.series import Flow

EVERYONE = "Everyone"
TOO_FEW_COHORTS = 10
"""Under so many, no rule tells a change from chance (Anhøj)."""

_STATES = {
    "held-back": "count not shown", "suppressed": "not shown: small group", "not-yet": "not yet", "missing": "not stated",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class StageRow:
    """One stage of one panel, in words."""

    title: str
    count: str
    of_first: str
    of_before: str


@dataclass(frozen=True, slots=True)
class Panel:
    """One cohort, everyone or one group."""

    title: str
    svg: Markup
    most_lost: str
    rows: tuple[StageRow, ...]


@dataclass(frozen=True, slots=True)
class GapRow:
    """The groups at one stage: the share of each, and how far the highest and the lowest are apart."""

    title: str
    shares: tuple[str, ...]
    gap: str


@dataclass(frozen=True, slots=True)
class Strip:
    """Panels side by side on one scale: the cohorts of a site or, for one cohort, its groups."""

    title: str
    panels: tuple[Panel, ...]
    groups: tuple[str, ...] = ()
    gaps: tuple[GapRow, ...] = ()


@dataclass(frozen=True, slots=True)
class Cell:
    """How many of a cohort reached a stage: in words and, where the share is shown, as a bar in percent."""

    words: str
    percent: str = ""


@dataclass(frozen=True, slots=True)
class Followed:
    """The cohorts of a site, everyone or one group, year after year."""

    title: str
    rows: tuple[tuple[str, tuple[Cell, ...]], ...]
    change: str
    """The first and the last cohort compared, in words."""


@dataclass(frozen=True, slots=True)
class SiteView:
    title: str
    href: str
    strips: tuple[Strip, ...]
    followed: tuple[Followed, ...]


@dataclass(frozen=True, slots=True)
class PipelineView:
    stages: tuple[str, ...]
    sites: tuple[SiteView, ...]
    has_groups: bool


def pipeline_view(entry: Entry, links: Links) -> PipelineView | None:
    """The pipeline as its page shows it; None where no counts stand beside it."""
    pipeline, flow = entry.record, entry.table
    assert isinstance(pipeline, Pipeline)
    if not isinstance(flow, Flow) or not flow.counts:
        return None
    network = links.theory.network_of(entry)
    minimum = network.record.privacy.minimum_group if network and isinstance(network.record, Network) else MINIMUM
    sites = dict.fromkeys(one.site for one in flow.counts)
    every = passages(pipeline, flow, minimum, {site: top_of(site, sites, links.theory) for site in sites})
    return PipelineView(
        stages=tuple(stage.title for stage in pipeline.stages),
        sites=tuple(_site(site, list(ways), pipeline, links) for site, ways in groupby(every, lambda way: way.site)),
        has_groups=any(way.groups for way in every),
    )


def _site(address: str, ways: list[Passage], pipeline: Pipeline, links: Links) -> SiteView:
    site = links.theory.entries.get(address)
    return SiteView(
        title=site.record.title if site else address,
        href=links.to(address) if site else "",
        strips=tuple(_strips(ways, pipeline)),
        followed=tuple(_followed(cohorts, pipeline) for cohorts in _by_group(ways) if len(cohorts) > 1),
    )


def _by_group(ways: list[Passage]) -> list[list[Passage]]:
    """The cohorts of everyone, then those of each group."""
    found: dict[Groups, list[Passage]] = {}
    for way in sorted(ways, key=lambda way: len(way.groups)):
        found.setdefault(way.groups, []).append(way)
    return list(found.values())


# --- side by side ----------------------------------------------------------------------------------------------------


def _strips(ways: list[Passage], pipeline: Pipeline) -> Iterator[Strip]:
    """All cohorts in one strip; where there are groups, a strip for each cohort and each way to group it."""
    full = max([1.0, *(_length(way, each) or 0 for way in ways for each in way.stages)])
    if not any(way.groups for way in ways):
        yield Strip("", tuple(_panel(f"Cohort {way.cohort}", way, pipeline, full) for way in ways))
        return
    for _, of_cohort in groupby(ways, lambda way: (way.cohort.earliest, way.cohort.latest)):
        cohort = list(of_cohort)
        everyone = [way for way in cohort if not way.groups]
        families = [list(family) for columns, family in groupby(cohort, _columns) if columns]
        for family in families or [[]]:
            by = f", by {' and '.join(map(_plain, _columns(family[0])))}" if family else ""
            panels = (_panel(_group(way) or EVERYONE, way, pipeline, full) for way in [*everyone, *family])
            gaps = _gaps(family, pipeline) if len(family) > 1 else ()
            yield Strip(f"Cohort {cohort[0].cohort}{by}", tuple(panels), tuple(map(_group, family)), gaps)


def _columns(way: Passage) -> tuple[str, ...]:
    return tuple(column for column, _ in way.groups)


def _group(way: Passage) -> str:
    return ", ".join(group for _, group in way.groups)


def _plain(column: str) -> str:
    return column.replace("_", " ").replace("-", " ")


def _length(way: Passage, reached: Reached) -> float | None:
    """How long the bar of a stage is, where the first stage is 1; None where one of the two counts is not shown."""
    first = way.stages[0].count
    return reached.count / first if reached.count is not None and first else None


def _panel(title: str, way: Passage, pipeline: Pipeline, full: float) -> Panel:
    titles = {stage.id: stage.title for stage in pipeline.stages}
    most = () if _is_partly_hidden(way) else {loss.end for loss in way.most_lost if loss.going_on != ">=95.0"}
    said = _most_lost(way, titles)
    bars = tuple(
        Bar(titles[each.stage], _length(way, each), _amount(each), _lost(each, each.stage in most), each.stage in most)
        for each in way.stages
    )
    rows = tuple(
        StageRow(titles[each.stage], each.words or _STATES[each.state], _percent(each.of_first), _percent(each.of_before))
        for each in way.stages
    )
    return Panel(title, to_svg(f"{title}. {said}", bars, full=full), said, rows)


def _amount(reached: Reached) -> str:
    """What fits beside a bar; a bar that is longer than the first shows by itself that more came."""
    share = _percent(reached.of_first).replace("95% or more", "≥ 95%").replace("5% or less", "≤ 5%")
    return " · ".join(filter(None, (reached.words or _STATES[reached.state], "" if reached.of_first == MORE else share)))


def _percent(share: Share) -> str:
    if share is None:
        return ""
    if isinstance(share, float):
        return f"{share:g}%"
    return {MORE: "more came", "<=5.0": "5% or less", ">=95.0": "95% or more"}[share]


def _lost(reached: Reached, is_most: bool) -> str:
    share = reached.of_before
    if share is None:
        return ""
    if share == MORE:
        return "More than before"
    return f"{'Most are lost here: ' if is_most else ''}{_of_100(share)}{'' if is_most else ' are lost'}"


def _of_100(going_on: Share) -> str:
    """How many of 100 do not go on."""
    if isinstance(going_on, float):
        return f"{floor(100 - going_on + 0.5)} of 100"
    return "at most 5 of 100" if going_on == ">=95.0" else "at least 95 of 100"


def _is_partly_hidden(way: Passage) -> bool:
    """Whether more may be lost at a stage that is not shown than at all that are."""
    return any(each.state in ("held-back", "suppressed", "bound", "missing") for each in way.stages)


def _most_lost(way: Passage, titles: dict[str, str]) -> str:
    """Where most are lost, in a sentence; of stages that are not shown, nothing follows."""
    going_on = [each.of_before for each in way.stages[1:] if each.state != "not-yet"]
    is_told = bool(going_on) and all(share in ("<=5.0", ">=95.0") for share in going_on)
    if not way.steps and not (is_told and going_on.count("<=5.0") < 2):
        return "Too little is shown to tell where most are lost."
    is_partly_hidden = _is_partly_hidden(way) and not is_told
    where = "At the steps that are shown, " if is_partly_hidden else "So far, " if way.stages[-1].state == "not-yet" else ""
    losses = [loss for loss in way.most_lost if loss.going_on != ">=95.0"]
    if not losses:
        said = f"{where}at most 5 of 100 are lost from one stage to the next."
    else:
        places = " and ".join(f"between “{titles[one.start]}” and “{titles[one.end]}”" for one in losses)
        amounts = " and ".join(_of_100(one.going_on) for one in losses)
        said = f"{where}most are lost {places}: {amounts} who were there."
    return sentence_case(said)


def _gaps(family: list[Passage], pipeline: Pipeline) -> tuple[GapRow, ...]:
    rows = []
    for index, stage in enumerate(pipeline.stages[1:], 1):
        reached = {_group(way): way.stages[index] for way in family}
        found = widest({name: each.of_first for name, each in reached.items()})
        is_whole = all(each.of_first not in (None, MORE) for each in reached.values())
        words = _gap(*found) + ("" if is_whole else ", of those shown") if found else "cannot be shown"
        if all(each.state == "not-yet" for each in reached.values()):
            words = _STATES["not-yet"]
        shares = tuple(_percent(each.of_first) or each.words or _STATES[each.state] for each in reached.values())
        rows.append(GapRow(stage.title, shares, words))
    return tuple(rows)


def _gap(high: str, low: str, gap: Gap) -> str:
    points = f"{gap.bound} {gap.points:g} points".strip()
    return points if gap.bound == "at most" or not gap.points else f"{points}, {high} above {low}"


# --- over the years --------------------------------------------------------------------------------------------------


def _followed(cohorts: list[Passage], pipeline: Pipeline) -> Followed:
    columns = " and ".join(map(_plain, _columns(cohorts[0])))
    title = f"{sentence_case(columns)}: {_group(cohorts[0])}" if columns else EVERYONE
    rows = tuple((str(way.cohort), tuple(map(_cell, way.stages))) for way in cohorts)
    return Followed(title, rows, _change(cohorts, pipeline))


def _cell(reached: Reached) -> Cell:
    share = reached.of_first
    bounds = {"<=5.0": "5%", ">=95.0": "95%"}
    words = " · ".join(filter(None, (reached.words or _STATES[reached.state], _percent(share))))
    return Cell(words, f"{share:g}%" if isinstance(share, float) else bounds.get(share or "", ""))


def _change(cohorts: list[Passage], pipeline: Pipeline) -> str:
    """The first and the last cohort at the furthest stage that two of them have reached; never a verdict on so few."""
    for index in range(len(pipeline.stages) - 1, 0, -1):
        shares = [(way.cohort, way.stages[index].of_first) for way in cohorts]
        shown = [(cohort, share) for cohort, share in shares if share is not None and share != MORE]
        if len(shown) < 2:
            continue
        (first, before), (last, after) = shown[0], shown[-1]
        gap = apart(before, after)
        said = (
            f"Of the cohort of {first}, {_percent(before)} reached “{pipeline.stages[index].title}”; "
            f"of that of {last}, {_percent(after)}"
        )
        if gap and not gap.bound:
            more = isinstance(before, float) and isinstance(after, float) and after > before
            said += f": {gap.points:g} points {'more' if more else 'less'}" if gap.points else ": the same"
        chance = f" {len(shown)} cohorts are too few to tell a change from chance." if len(shown) < TOO_FEW_COHORTS else ""
        return f"{said}.{chance}"
    return "Too little is shown to compare the cohorts."
