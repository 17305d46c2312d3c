"""The rows of a drawing of results school by school: each school or group with its dot, its words and its figures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from nicbook.corpus import Entry
from nicbook.drawing.charts.from_lines import site_title
from nicbook.drawing.dots import (
    dot_scale,
    dot_strip,
    effect_words,
    interval_words,
    mean_strip,
    next_strip,
    places_for,
    sign,
)
from nicbook.evidence.lines import Line, lines_of
from nicbook.evidence.pipeline import Groups
from nicbook.evidence.site_change import SiteChange
from nicbook.evidence.starts import Start
from nicbook.evidence.variation import Pool, SiteResult, Variation
from nicbook.pages.equity_views import share_words
from nicbook.pages.links import Links
from nicbook.pages.measure_charts import group_words, names_of
from nicbook.pages.variation_conditions import Beside
from nicbook.pages.variation_covered import kinds_of_place
from nicbook.pages.variation_notes import notes_on, why_no_effect
from nicbook.pages.variation_words import pool_title, pool_words
from nicbook.records.measure import Measure


@dataclass(frozen=True, slots=True)
class Computed:
    """How a change was computed, in words; "" where a figure cannot be shown, or there is none."""

    start: str
    before: str
    after: str
    own: str
    elsewhere: str


@dataclass(frozen=True, slots=True)
class Row:
    """A school, or a group at a school."""

    name: str
    href: str
    outcome: str
    sign: Markup
    effect: str
    """The change with its unit; "" where there is none."""
    interval: str
    strip: Markup
    why: str
    """Why there is no change to draw; "" where there is."""
    is_alone: bool
    """Whether it has nothing to be compared with where others here have."""
    notes: tuple[str, ...]
    """What to know with the result: values that do not count, and why what looks clear is not."""
    computed: Computed
    groups: tuple[Row, ...] = ()
    beside: Beside | None = None
    """None of groups, and where it stands with another measure."""


@dataclass(frozen=True, slots=True)
class PoolView:
    """Schools that did the same, together."""

    title: str
    """What they did alike; "" where there is one pool only."""
    made_of: str
    sentences: tuple[str, ...]
    strips: tuple[tuple[str, Markup, str], ...]
    """A name, a strip, and its figures: what the next may expect, and the mean last."""


class Rows:
    """Makes the rows of one measure: their scale and decimals are the same for all of them."""

    def __init__(self, found: Variation, measure: Entry, links: Links) -> None:
        assert isinstance(measure.record, Measure)
        self._measure, self._links = measure.record, links
        self._lines = [line for line in lines_of(links.theory, measure) if line.role != "comparison"]
        changes = [change for site in found.sites for change in (site.change, *(each for _, each in site.groups))]
        intervals = [change.interval for change in changes if change.interval]
        self._has_comparison = any(change.elsewhere is not None for change in changes)
        together = [each for pool in found.pools for each in (pool.together.interval, pool.together.prediction) if each]
        self.scale = dot_scale([*intervals, *together])
        self._places = places_for(intervals, self._measure.definition.unit)

    def school(self, site: SiteResult, beside: Beside | None) -> Row:
        address = site.start.site
        name = site_title(self._links.theory, address)
        href = self._links.to(address) if address in self._links.theory.entries else ""
        groups = tuple(
            self._row(change, group_words(groups), "", self._lines_of(address, groups), site.start) for groups, change in site.groups
        )
        return self._row(site.change, name, href, self._lines_of(address, ()), site.start, groups, beside)

    def _lines_of(self, site: str, groups: Groups) -> list[Line]:
        return [line for line in self._lines if (line.site, line.groups) == (site, groups)]

    def _row(
        self,
        change: SiteChange,
        name: str,
        href: str,
        lines: Sequence[Line],
        start: Start,
        groups: tuple[Row, ...] = (),
        beside: Beside | None = None,
    ) -> Row:
        unit = self._measure.definition.unit
        has_effect = change.effect is not None and change.interval is not None
        return Row(
            name=name,
            href=href,
            outcome=change.outcome,
            sign=sign(change.outcome),
            effect=effect_words(change.effect, unit, self._places) if has_effect else "",
            interval=interval_words(change.interval, self._places) if has_effect else "",
            strip=dot_strip(self.scale, change.effect, change.interval, change.outcome) if has_effect else Markup(""),
            why="" if has_effect else why_no_effect(change, lines, start, self._links.theory.today, has_groups=bool(groups)),
            is_alone=has_effect and self._has_comparison and change.elsewhere is None,
            notes=tuple(notes_on(change, lines, start)),
            computed=Computed(
                start=str(start.when),
                before=self._mean(change.before, change.points_before),
                after=self._mean(change.after, change.points_after),
                own=effect_words(change.own, unit, self._places) if change.own is not None else "",
                elsewhere=effect_words(change.elsewhere, unit, self._places) if change.elsewhere is not None else "",
            ),
            groups=groups,
            beside=beside,
        )

    def _mean(self, mean: float | None, points: int) -> str:
        values = f"{points} {'value' if points == 1 else 'values'}"
        if mean is None:
            return values
        return f"{share_words(round(mean, self._places), self._measure.definition.unit)} ({values})"

    def pool(self, pool: Pool, *, has_title: bool) -> PoolView:
        together, unit = pool.together, self._measure.definition.unit
        strips = []
        if together.prediction is not None:
            strip = next_strip(self.scale, together.prediction)
            label = "A new, similar school" if pool.is_compared else "The next that chooses to"
            strips.append((label, strip, interval_words(together.prediction, self._places)))
        if together.mean is not None and together.interval is not None:
            figures = f"{effect_words(together.mean, unit, self._places)} ({interval_words(together.interval, self._places)})"
            strips.append((f"Mean of {len(pool.sites)}", mean_strip(self.scale, together.mean, together.interval), figures))
        return PoolView(
            title=pool_title(pool, self._links) if has_title else "",
            made_of=names_of(sorted(pool.sites), self._links),
            sentences=tuple(pool_words(pool, self._measure, self._places, kinds_of_place(pool.sites, self._links))),
            strips=tuple(strips),
        )
