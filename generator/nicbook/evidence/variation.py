"""How far the results of one change differ from school to school, and what the next school may expect."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from statistics import fmean, stdev
from typing import Literal

from nicbook.corpus import Entry
from nicbook.evidence.across_sites import ENOUGH_TO_POOL, AcrossSites, across_sites
from nicbook.evidence.lines import Line, lines_of
from nicbook.evidence.pipeline import Groups
from nicbook.evidence.shift import Outcome
from nicbook.evidence.site_change import SiteChange, site_change
from nicbook.evidence.starts import Start, forms_of, starts_of
from nicbook.evidence.t_distribution import two_sided_quantile
from nicbook.records.measure import Measure
from nicbook.theory import Theory, once

ORDER: tuple[Outcome, ...] = (
    "clearly better", "no difference", "too close to tell", "clearly worse", "too few points to tell", "no data"
)


@dataclass(frozen=True, slots=True)
class SiteResult:
    """One site that started, and what its values show."""

    start: Start
    change: SiteChange
    """Of everyone there."""
    groups: tuple[tuple[Groups, SiteChange], ...] = ()
    """Of each group that has values, in the order of the measure's lines."""


@dataclass(frozen=True, slots=True)
class Pool:
    """Sites that did the same: what they found, together. Different forms, variants or doses are never pooled, nor are
    results with a comparison and results without, nor values that were counted in different ways. A site that did not do
    what is written, or only in some classes, stands in no pool."""

    form: str
    variant: str
    version: str
    """The version of the measure; "" where there are none."""
    is_compared: bool
    sites: tuple[str, ...]
    """The addresses of the sites whose effect enters."""
    versions: tuple[str, ...]
    """The versions of the routine that they name."""
    together: AcrossSites


@dataclass(frozen=True, slots=True)
class Variation:
    """The results of one idea or routine on one measure, at every site that started it."""

    measure: str
    """The address of the measure."""
    sites: tuple[SiteResult, ...]
    """By effect, the best first; then those without one, by address."""
    pools: tuple[Pool, ...]
    """Those of at least one site, the largest first."""
    wanted: Literal[1, -1]
    """Whether higher values are better, or lower ones."""
    has_comparison: bool
    """Whether the table has rows to compare with; they may be of another time."""

    @property
    def counts(self) -> Mapping[Outcome, int]:
        """How many sites have each outcome, in ORDER; n is all of them."""
        found = Counter(site.change.outcome for site in self.sites)
        return {outcome: found[outcome] for outcome in ORDER if found[outcome]}

    def of(self, *outcomes: Outcome) -> tuple[SiteResult, ...]:
        return tuple(site for site in self.sites if site.change.outcome in outcomes)

    @property
    def with_effect(self) -> tuple[SiteResult, ...]:
        return tuple(site for site in self.sites if site.change.effect is not None)

    @property
    def better(self) -> tuple[SiteResult, ...]:
        """The sites that count for it: clearly better, and what they did is what is written."""
        return tuple(site for site in self.of("clearly better") if site.start.is_as_written)

    @property
    def apart(self) -> tuple[SiteResult, ...]:
        """The sites whose effect enters no pool, for they changed a core part or tried it in some classes only."""
        return tuple(site for site in self.with_effect if not site.start.is_as_written)

    @property
    def was_on_its_way(self) -> bool:
        """Whether the sites that are compared with nothing were, taken together, on their way before they began: a slope
        too small to see at one site shows at many. By a t-test of their slopes, at 5 percent on the better side."""
        slopes = [
            site.change.slope_before
            for site in self.with_effect
            if site.change.elsewhere is None and site.change.slope_before is not None
        ]
        if len(slopes) < ENOUGH_TO_POOL or not (spread := stdev(slopes)):
            return False
        towards = self.wanted * fmean(slopes) * math.sqrt(len(slopes)) / spread
        return towards > two_sided_quantile(0.9, len(slopes) - 1)

    @property
    def with_results(self) -> tuple[SiteResult, ...]:
        """The sites that have any value of everyone there, or a group of which something can be said."""
        judged = {site for site, _, _ in self.judged_groups}
        return tuple(site for site in self.sites if site.change.outcome != "no data" or site.start.site in judged)

    @property
    def judged_groups(self) -> tuple[tuple[str, Groups, SiteChange], ...]:
        """The groups of which something can be said: the site, the group and its change."""
        return tuple(
            (site.start.site, groups, change)
            for site in self.sites
            for groups, change in site.groups
            if change.outcome not in ("no data", "too few points to tell")
        )

    @property
    def sites_with_groups(self) -> tuple[str, ...]:
        """The addresses of the sites at which something can be said of a group."""
        return tuple(dict.fromkeys(site for site, _, _ in self.judged_groups))


def results_measures(theory: Theory, entry: Entry) -> tuple[Entry, ...]:
    """The outcome and process measures by which an idea or routine is judged, by address.

    Those said to tell about it or a form of it, and those that its tests made a prediction on; where there are none, those
    of the drivers and aims that it should move directly.
    """
    return _measures_of(theory, entry, ("outcome", "process"))


def _measures_of(theory: Theory, entry: Entry, roles: Collection[str]) -> tuple[Entry, ...]:
    forms = forms_of(theory, entry)
    own: set[str] = set()
    for form in forms:
        for link in theory.links_to(form):
            if link.key == "of" and theory.entries[link.source].kind == "measure":
                own.add(link.source)
            elif link.location == ("tests",):
                own |= {each.target for each in theory.links_from(link.source) if each.location[-1] == "measure"}
    found = [each for each in sorted(own) if _tells_of(theory, entry, theory.entries[each], roles)]
    if not found:
        moved = {
            link.target for form in forms for link in theory.links_from(form) if link.key in ("drives", "serves")
        }
        served = {link.source for each in moved for link in theory.links_to(each) if link.key == "of"}
        served |= {link.target for each in moved for link in theory.links_from(each) if link.location == ("measure",)}
        found = [each for each in sorted(served) if _tells_of(theory, entry, theory.entries[each], roles)]
    return tuple(theory.entries[each] for each in found)


def _tells_of(theory: Theory, change: Entry, entry: Entry, roles: Collection[str]) -> bool:
    measure = entry.record
    is_one = isinstance(measure, Measure) and measure.role in roles and measure.retired is None
    return is_one and theory.are_alike_real(change, entry)


@once
def variations(theory: Theory, entry: Entry) -> tuple[Variation, ...]:
    """For an idea or routine, what each measure shows at the sites that started it, the measures with most results first.

    A measure that has results at none of them is left out.
    """
    return _variations(theory, entry, results_measures(theory, entry))


@once
def side_effects(theory: Theory, entry: Entry) -> tuple[Variation, ...]:
    """The same for the balancing measures: they do not tell whether it works, but whether something else got worse."""
    return _variations(theory, entry, _measures_of(theory, entry, ("balancing",)))


def _variations(theory: Theory, entry: Entry, measures: tuple[Entry, ...]) -> tuple[Variation, ...]:
    starts = starts_of(theory, entry)
    told = [each for measure in measures if (each := _variation(theory, measure, starts)).with_results]
    return tuple(sorted(told, key=lambda each: (-len(each.with_effect), each.measure)))


def _variation(theory: Theory, entry: Entry, starts: tuple[Start, ...]) -> Variation:
    measure = entry.record
    assert isinstance(measure, Measure)
    lines = lines_of(theory, entry)
    comparisons = tuple(line for line in lines if line.role == "comparison")
    started = {start.site for start in starts}
    # What a district started for all, and no school for itself, its own row tells.
    role = "school" if any(line.role == "school" and line.site in started for line in lines) else "together"
    at_sites: dict[str, dict[Groups, list[Line]]] = {}
    for line in lines:
        if line.role == role:
            at_sites.setdefault(line.site, {}).setdefault(line.groups, []).append(line)

    def result(start: Start) -> SiteResult:
        families = at_sites.get(start.site, {})
        changes = {
            groups: site_change(of_group, comparisons, start.when, measure, start.until) for groups, of_group in families.items()
        }
        everyone = changes.pop((), SiteChange("no data", is_seasonal=measure.seasonal))
        return SiteResult(start, everyone, tuple(changes.items()))

    wanted: Literal[1, -1] = 1 if measure.better == "higher" else -1
    sites = sorted(
        map(result, starts),
        key=lambda site: (
            site.change.effect is None,
            -wanted * (site.change.effect or 0.0),
            ORDER.index(site.change.outcome),
            site.start.site,
        ),
    )
    return Variation(entry.address, tuple(sites), _pools(sites), wanted, bool(comparisons))


def _pools(sites: list[SiteResult]) -> tuple[Pool, ...]:
    alike: dict[tuple[str, str, str, bool], list[SiteResult]] = {}
    for site in sites:
        if site.change.effect is not None and site.start.is_as_written:
            is_compared = site.change.elsewhere is not None
            key = site.start.form, site.start.variant, site.change.version, is_compared
            alike.setdefault(key, []).append(site)
    pools = [
        Pool(
            *key,
            sites=tuple(site.start.site for site in these),
            versions=tuple(sorted({site.start.version for site in these if site.start.version})),
            together=_together(these),
        )
        for key, these in alike.items()
    ]
    return tuple(
        sorted(pools, key=lambda pool: (-len(pool.sites), pool.form, pool.variant, pool.version, pool.is_compared))
    )


def _together(sites: list[SiteResult]) -> AcrossSites:
    """What was taken off all of them is as uncertain for ten sites as for one."""
    changes = [site.change for site in sites]
    shared = max(change.variance - change.own_variance for change in changes)
    return across_sites([change.effect for change in changes], [change.own_variance for change in changes], shared)
