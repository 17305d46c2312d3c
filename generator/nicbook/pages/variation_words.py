"""How far a change's results differ from school to school, in sentences that claim no more than the values say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from markupsafe import Markup

from nicbook.drawing.charts.verdict import count_words
from nicbook.drawing.dots import effect_words, interval_words, range_words
from nicbook.evidence.across_sites import ENOUGH_TO_POOL, ENOUGH_TO_PREDICT
from nicbook.evidence.series import ENOUGH
from nicbook.evidence.shift import Outcome
from nicbook.evidence.sides import LEAST_ON_A_SIDE
from nicbook.evidence.variation import Pool, SiteResult, Variation
from nicbook.pages.links import Links
from nicbook.pages.measure_charts import names_of
from nicbook.pages.shown import term
from nicbook.records.measure import Measure

_ORDER: tuple[Outcome, ...] = (
    "clearly better", "clearly worse", "no difference", "too close to tell", "too few points to tell", "no data"
)

RULES = (
    "Before is the mean of a school's values before it started, after that of all later ones; where the school stopped, "
    "until then. It started when an adaptation or a test of the whole school did; where there was neither, when its first "
    "test did. A value about a time in which it may have begun counts on neither side; where only the month of the start "
    "is known, that month counts after it. Beyond a day on which something else is known to have changed the process, no "
    "value counts.",
    "Where a series from elsewhere is there, what it changed by is taken off: only the time counts of which both have values.",
    "The interval goes by the larger of two variances: that of the scatter of the values, and that of the numbers counted.",
    f"Under {ENOUGH} values, or {LEAST_ON_A_SIDE} before or after, nothing is told; the school still counts.",
    "Without a comparison, a change is clear where the run chart has a signal by the Anhøj rules, the interval leaves out "
    "0, and two in three of the last ten values lie beyond the mean before. With one, where the interval leaves out 0; where "
    "both moved clearly and alike: no difference. Nothing is clear where either was moving before it began.",
    "Where the table has a bound in place of a value, only that is said which holds wherever in it the value lies.",
)
"""How the change at a school is computed (FIELD, Across sites; evidence/sides.py, shift.py and site_change.py)."""

SEASONAL_RULE = (
    "These values depend on the time of year, so each part of the year is compared with itself. Instead of the run "
    "chart, the sign test tells: nearly all parts of the year must have moved the same way. Other students in another "
    "year may do that too, so without a comparison nothing is clear from one year before alone."
)


def unit_words(unit: str) -> str:
    """What a change is in: "" where a unit has no word."""
    return "" if unit in ("count", "score", "rate", "currency") else unit


def started_words(found: Variation) -> str:
    """ "Of 10 that started: 3 clearly better, 1 clearly worse, 6 no data": every site that started counts."""
    return f"Of {len(found.sites)} that started: {counts_words(found)}."


def counts_words(found: Variation) -> str:
    """How many sites have each outcome; where some have values of groups alone, no data is of everyone together."""
    said = _counted(found.counts)
    groups_only = sum(site.change.outcome == "no data" for site in found.with_results)
    if groups_only:
        said[-1] += f" of everyone ({groups_only} of groups only)"
    return ", ".join(said)


def _counted(counts: Mapping[Outcome, int]) -> list[str]:
    return [f"{counts[one]} {one}" for one in _ORDER if counts.get(one)]


def outcomes_words(sites: Iterable[SiteResult]) -> str:
    """ "3 clearly better, 4 too close to tell" """
    return ", ".join(_counted(Counter(site.change.outcome for site in sites)))


def place_words(place: str, sites: Sequence[SiteResult]) -> str:
    """ "Rural: 3 schools, none clearly better, 3 too close to tell." """
    none = [] if any(site.change.outcome == "clearly better" for site in sites) else ["none clearly better"]
    return f"{place.capitalize()}: {', '.join([count_words(len(sites), 'school'), *none, outcomes_words(sites)])}."


def places_in_brief(places: Mapping[str, Sequence[SiteResult]]) -> str:
    """ "By place, clearly better at: city 2 of 2, rural none of 4 (clearly worse at 1)."; "" where schools with results lie in
    one kind of place only."""
    told = {place: sites for place, sites in places.items() if any(site.change.outcome != "no data" for site in sites)}
    if len(told) < 2:
        return ""
    return f"By place, clearly better at: {', '.join(_in_brief(place, sites) for place, sites in told.items())}."


def _in_brief(place: str, sites: Sequence[SiteResult]) -> str:
    counts = Counter(site.change.outcome for site in sites)
    otherwise = sum(site.change.outcome == "clearly better" and not site.start.is_as_written for site in sites)
    notes = [f"{otherwise} did it otherwise"] if otherwise else []
    notes += [f"clearly worse at {counts['clearly worse']}"] if counts["clearly worse"] else []
    beside = f" ({', '.join(notes)})" if notes else ""
    return f"{place} {counts['clearly better'] or 'none'} of {len(sites)}{beside}"


def apart_words(found: Variation, links: Links) -> str:
    """Which schools are put together with no others, because they did not do what is written; "" where there is none."""
    names = names_of(sorted(site.start.site for site in found.apart), links)
    if not names:
        return ""
    one = len(found.apart) == 1
    did = " or ".join(
        filter(
            None,
            (
                "changed a core part" if any(site.start.changed_core for site in found.apart) else "",
                "tried it in some classes only" if any(site.start.scale for site in found.apart) else "",
            ),
        )
    )
    who, its = ("One school", "its") if one else (f"{len(found.apart)} schools", "their")
    return (
        f"{who} {did} ({names}), so {its} values tell of another thing than what is written here. {'It is' if one else 'They are'} "
        f"in no mean and in nothing that the next school may expect, but {'stands' if one else 'stand'} above and "
        f"{'counts' if one else 'count'} among those that started."
    )


def without_comparison(found: Variation, measure: Measure) -> Markup:
    """What else may have moved what is not compared with anything; "" where all schools and groups are."""
    changes = [site.change for site in found.with_effect]
    alone = [change for change in changes if change.elsewhere is None]
    of_groups = any(change.effect is not None and change.elsewhere is None for _, _, change in found.judged_groups)
    if not alone and not of_groups:
        return Markup("")
    them = "their groups" if not alone else "them" if len(alone) == len(changes) else f"{len(alone)} of them"
    season = "times of year that differ from one year to the next" if measure.seasonal else "the time of year"
    nothing = (
        f"What {them} could be compared with has too few values of the same time"
        if found.has_comparison and alone
        else f"Nothing is there to compare {them} with"
    )
    trend = " Taken together, these schools were on their way before they began." if found.was_on_its_way else ""
    return Markup(
        "Schools that chose to try this then saw these changes. {}, so nobody can say that trying it brought this: it may "
        "come from a trend that went on anyway, from {}, or from schools that began when things were at their worst and "
        "would have come back by themselves ({}).{}"
    ).format(nothing, season, term("regression-to-the-mean", "regression to the mean"), trend)


# --- what the next school may expect ---------------------------------------------------------------------------------


def pool_words(pool: Pool, measure: Measure, places: int, kinds: str) -> Iterator[str]:
    """What the schools of one pool say together, sentence by sentence; the mean last and never alone. `kinds` says where
    they lie."""
    unit, k, together = measure.definition.unit, len(pool.sites), pool.together
    if k < ENOUGH_TO_POOL:
        yield _of_few(k)
        return
    assert together.mean is not None and together.interval is not None
    if together.prediction is None or together.chance_below_zero is None:
        yield f"{k} schools are too few to say what the next may expect: that takes {ENOUGH_TO_PREDICT}."
    else:
        expected = range_words(together.prediction, unit, places)
        if pool.is_compared:
            yield (
                f"In a new, similar school expect {expected}, about 9 times in 10, on top of what changes elsewhere anyway."
            )
        else:
            yield (
                f"Schools that chose to try this then saw changes by which the next similar one that chooses to would then "
                f"see {expected}, about 9 times in 10."
            )
        yield f"It rests on {k} schools: {kinds}."
        if len(pool.versions) > 1:
            yield f"They did not all do the same version of it, but versions {' and '.join(pool.versions)}."
        below = together.chance_below_zero
        chance = below if measure.better == "higher" else 1 - below
        harm = "a decline" if measure.better == "higher" else "a rise, which is for the worse"
        against = " against elsewhere" if pool.is_compared else ""
        yield f"{_of_schools(chance)} may see {harm}{against}."
    if together.tau2 == 0:
        yield (
            "These schools differ no more than chance would make them differ, but so few cannot show that they are alike."
        )
    mean = effect_words(together.mean, unit, places)
    yield f"The mean of these {k} is {mean}, with a 95 percent interval from {interval_words(together.interval, places)}."


def _of_few(k: int) -> str:
    if k == 1:
        return "One school speaks for itself only."
    return (
        "Both schools stand above. They are not put together: two cannot tell how far schools differ, so nothing can be "
        "said of a mean or of the next school."
    )


def _of_schools(chance: float) -> str:
    """A chance from 0 to 1 in natural frequencies."""
    if chance < 0.05:
        return "Fewer than 1 school in 20"
    if chance > 0.95:
        return "More than 19 schools in 20"
    if chance < 0.275:
        return f"About 1 school in {round(1 / chance)}"
    return f"About {round(10 * chance)} schools in 10"


def pools_title(pools: Sequence[Pool]) -> str:
    """The heading over what schools say together: it promises no more than the first of them does."""
    tell = [pool for pool in pools if pool.together.prediction is not None]
    if not tell:
        return "What these schools say together"
    return "What the next school may expect" if tell[0].is_compared else "What the next school that tries it may see"


def pool_title(pool: Pool, links: Links) -> str:
    """What these schools did alike."""
    said = [links.theory.entries[pool.form].record.title]
    said += [f"variant {pool.variant}"] if pool.variant else []
    said += [f"counted by version {pool.version}"] if pool.version else []
    said.append("with a comparison" if pool.is_compared else "without a comparison")
    return ", ".join(said)


def chance_words(results: int) -> str:
    """How many of so many results chance alone would call clear; "" for fewer than two.

    No rule by which a result is clear lets more than 1 in 20 through where nothing changed: the interval, or of a seasonal
    measure the sign test, is of 5 percent, and whatever else it takes makes it fewer.
    """
    if results < 2:
        return ""
    expected = results / 20
    often = f"about {round(expected)} of them" if expected >= 1.5 else "about one of them"
    if expected < 0.75:
        often = f"one on about every {round(1 / expected)} pages like this"
    return (
        f"{results} results of schools and groups could be judged here. Where nothing changed, chance alone would "
        f"call at most about 1 in 20 clearly better or clearly worse: {often}. Where values drift slowly anyway, or "
        f"students differ from year to year, it is more."
    )
