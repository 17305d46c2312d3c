"""How far the results of a change differ from school to school: the dots with what is known beside each, and what follows."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from nicbook.corpus import Entry
from nicbook.drawing.dots import axis
from nicbook.evidence.conditions import by_place
from nicbook.evidence.context import BANDS
from nicbook.evidence.variation import SiteResult, Variation, variations
from nicbook.pages.items import Item, item_of
from nicbook.pages.links import Links
from nicbook.pages.measure_charts import names_of
from nicbook.pages.variation_conditions import Contrasts, beside, contrasts_of, meanwhile_words
from nicbook.pages.variation_covered import Covered, covered_by
from nicbook.pages.variation_rows import PoolView, Row, Rows
from nicbook.pages.variation_words import (
    RULES,
    SEASONAL_RULE,
    apart_words,
    chance_words,
    place_words,
    pools_title,
    started_words,
    unit_words,
    without_comparison,
)
from nicbook.records.measure import Measure

_LEAST = 2
"""So many schools must have results before there is a difference between them to show."""


@dataclass(frozen=True, slots=True)
class MeasureResults:
    measure: Item
    started: str
    """Of n that started: how many had which outcome."""
    unit: str
    """In words; percentages differ by percentage points. "" for units that nobody says."""
    axis: Markup
    drawn: tuple[Row, ...]
    """Schools with a change, or with a group that has one; the best first."""
    not_drawn: tuple[Row, ...]
    compared_with: str
    """What is elsewhere; "" where there is nothing to compare with."""
    caution: Markup
    """That there is no comparison; "" where there is one for all."""
    pools: tuple[PoolView, ...]
    pools_title: str
    apart: str
    """Which schools stand in no pool, and why; "" where all do."""
    meanwhile: str
    """At how many of them something else changed too; "" where at none that is clearly better."""
    contrasts: Contrasts | None
    """None where it was clearly better everywhere, or nowhere."""
    is_seasonal: bool


@dataclass(frozen=True, slots=True)
class VariationView:
    href: str
    """The page of all results in figures."""
    first: MeasureResults
    """On the measure with most results."""
    others: tuple[MeasureResults, ...]
    single: tuple[tuple[Item, str], ...]
    """The measures with results at one school only, with the sentence on all that started."""
    chance: str
    places: tuple[str, ...]
    """A sentence for each kind of place, on the first measure."""
    covered: Covered
    bands: tuple[str, ...]
    rules: tuple[str, ...]


def results_address(entry: Entry) -> str:
    return f"{entry.address}/results/"


def variation_view(entry: Entry, links: Links) -> VariationView | None:
    """The results of a change idea or routine, school by school; None where no measure has some at two schools."""
    found = variations(links.theory, entry)
    several = [each for each in found if len(each.with_results) >= _LEAST]
    if not several:
        return None
    first, *others = (_results(entry, each, links, is_first=each is several[0]) for each in several)
    judged = sum(_judged(site) for each in several for site in each.sites)
    is_seasonal = any(each.is_seasonal and each.drawn for each in (first, *others))
    return VariationView(
        href=links.to_page(results_address(entry)),
        first=first,
        others=tuple(others),
        single=tuple(
            (item_of(links.theory.entries[each.measure], links), started_words(each)) for each in found if each not in several
        ),
        chance=chance_words(judged),
        places=tuple(place_words(place, sites) for place, sites in by_place(links.theory, several[0]).items()),
        covered=covered_by(several[0].sites, links),
        bands=BANDS,
        rules=(*RULES, SEASONAL_RULE) if is_seasonal else RULES,
    )


def _judged(site: SiteResult) -> int:
    changes = (site.change, *(change for _, change in site.groups))
    return sum(change.outcome not in ("no data", "too few points to tell") for change in changes)


def _results(entry: Entry, found: Variation, links: Links, *, is_first: bool) -> MeasureResults:
    measure = links.theory.entries[found.measure]
    assert isinstance(measure.record, Measure)
    drawing = Rows(found, measure, links)
    rows = [drawing.school(site, beside(entry, site, links) if is_first else None) for site in found.sites]
    rows.sort(key=lambda row: not _is_drawn(row))
    return MeasureResults(
        measure=item_of(measure, links),
        started=started_words(found),
        unit=unit_words(measure.record.definition.unit),
        axis=axis(drawing.scale, measure.record.better),
        drawn=tuple(row for row in rows if _is_drawn(row)),
        not_drawn=tuple(row for row in rows if not _is_drawn(row)),
        compared_with=names_of(sorted({one for site in found.sites for one in site.change.compared_with}), links),
        caution=without_comparison(found, measure.record),
        pools=tuple(drawing.pool(pool, has_title=len(found.pools) > 1) for pool in found.pools),
        pools_title=pools_title(found.pools),
        apart=apart_words(found, links),
        meanwhile=meanwhile_words(entry, found, links),
        contrasts=contrasts_of(entry, found, links),
        is_seasonal=measure.record.seasonal,
    )


def _is_drawn(row: Row) -> bool:
    return bool(row.strip) or any(group.strip for group in row.groups)
