"""Under what conditions a change was tried: beside each school's dot, and in what schools differ."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from nicbook.corpus import Entry
from nicbook.evidence.conditions import Conditions, Difference, Meanwhile, conditions_of, differences
from nicbook.evidence.context import BANDS
from nicbook.evidence.ramp import SCALES
from nicbook.evidence.starts import Start
from nicbook.evidence.variation import SiteResult, Variation
from nicbook.pages.equity_views import share_words
from nicbook.pages.links import Links
from nicbook.pages.measure_charts import names_of
from nicbook.pages.shown import Field, Shown, show
from nicbook.pages.variation_covered import IN_PLACES
from nicbook.pages.words import label_of, sentence_case
from nicbook.records.fields import Markdown
from nicbook.records.measure import Measure
from nicbook.text import to_words

_CONDITIONS = {
    "a core part changed": "where a core part was changed",
    "no core part changed": "where no core part was changed",
    "something else changed too": "where something else changed too",
    "nothing else is known to have changed": "where nothing else is known to have changed",
}


@dataclass(frozen=True, slots=True)
class Beside:
    """What is known of a school beside its dot."""

    brief: str
    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class Contrast:
    """One condition, where it was clearly better and where it was not: each condition with the schools that have it."""

    label: str
    worked: tuple[tuple[str, str], ...]
    did_not: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Contrasts:
    """In what schools differ where it was clearly better and where it was not."""

    rows: tuple[Contrast, ...]
    alike: str
    """The conditions that do not differ, as far as they are known."""
    hypotheses: tuple[str, ...]
    why_none: str
    """Why there is no hypothesis; "" where there is one."""


# --- beside a dot ----------------------------------------------------------------------------------------------------


def beside(entry: Entry, site: SiteResult, links: Links) -> Beside:
    known, start = conditions_of(links.theory, entry, site), site.start
    return Beside(", ".join(_brief(known, start, links)) or "nothing is known of it", tuple(_fields(known, start, links)))


def _brief(known: Conditions, start: Start, links: Links) -> Iterator[str]:
    """The conditions as a line to skim. The dot is of the whole school, also where only a part of it tried the change."""
    if start.scale:
        yield f"tried only with {SCALES[start.scale]}"
    if "place" in known.context:
        yield known.context["place"]
    if "low_income" in known.context:
        yield f"low income {known.context['low_income']} percent"
    if known.variant:
        yield f"variant {known.variant}"
    for one in known.fidelity:
        yield f"as designed {share_words(one.value, _unit(one.measure, links))}"
    if known.changed_core:
        yield "a core part changed"
    if known.meanwhile:
        yield "something else changing"
    if known.stopped:
        yield "stopped"
    if known.withdrawn is not None:
        yield "withdrawn"


def _fields(known: Conditions, start: Start, links: Links) -> Iterator[Field]:
    """The same in full, with the records behind it."""
    context = "; ".join(
        sentence_case(words) if key == "place" else f"{_label(key)}: {_words(key, words)}"
        for key, words in known.context.items()
    )
    yield _said("Context", context or "not stated")
    yield _said("Started", str(start.when))
    if known.variant:
        yield _said("Variant", known.variant)
    done = "; ".join(
        f"{links.theory.entries[one.measure].record.title}: {share_words(one.value, _unit(one.measure, links))} ({one.of})"
        for one in known.fidelity
    )
    yield _said("Done as designed", done or "not measured")
    if known.changed_core:
        changed = tuple(show(Markdown(what), links) for what in known.changed_core)
        yield Field("changed_core", "Core parts that were changed", Shown("list", items=changed))
    else:
        yield _said("Core parts", "no change is known")
    if known.meanwhile:
        yield Field("meanwhile", "What else was changing", Shown("list", items=tuple(_began(one, links) for one in known.meanwhile)))
    else:
        yield _said("What else was changing", "nothing is known")
    if known.stopped:
        when, why = known.stopped
        yield _said("Stopped", when)
        yield Field("why", "Why it stopped", show(Markdown(why), links)) if why else _said("Why it stopped", "not stated")
    if known.withdrawn is not None:
        yield _said("Withdrawn", "its records are retired; what its values show still counts")
        yield Field("why", "Why", show(Markdown(known.withdrawn), links)) if known.withdrawn else _said("Why", "not stated")


def _said(label: str, words: str) -> Field:
    return Field("", label, Shown("words", escape(words)))


def _began(one: Meanwhile, links: Links) -> Shown:
    when = f"{one.began} to {one.ended}" if one.ended else f"since {one.began}"
    words = to_words(one.why).rstrip(".") or links.theory.entries[one.by].record.title
    return Shown("words", Markup('<a href="{}">{}</a> ({})').format(links.to(one.by), words, when))


def _unit(measure: str, links: Links) -> str:
    record = links.theory.entries[measure].record
    assert isinstance(record, Measure)
    return record.definition.unit


# --- what differs where it did not work ------------------------------------------------------------------------------


def contrasts_of(entry: Entry, found: Variation, links: Links) -> Contrasts | None:
    """None where it was clearly better everywhere, or nowhere."""
    known = differences(links.theory, entry, found)
    if not known:
        return None
    alike = [row for row in known if len(_conditions(row)) == 1]
    rows = [_contrast(row, links) for row in known if row not in alike]
    hypotheses = tuple(_hypothesis(row, links) for row in known if row.separates)
    return Contrasts(
        rows=(*rows, *_fidelity_rows(entry, found, known[0], links)),
        alike="; ".join(f"{_label(row.key)} ({_words(row.key, *_conditions(row))})" for row in alike),
        hypotheses=hypotheses,
        why_none="" if hypotheses else _why_none(known),
    )


def _why_none(known: Sequence[Difference]) -> str:
    if any(row.divides for row in known):
        return "These are too few schools to say which of these differences matters."
    return "No condition that is known of all these schools tells the two apart."


def _contrast(row: Difference, links: Links) -> Contrast:
    return Contrast(_label(row.key), _side(row.key, row.worked, links), _side(row.key, row.did_not, links))


def _fidelity_rows(entry: Entry, found: Variation, sites: Difference, links: Links) -> Iterator[Contrast]:
    """For each fidelity measure, its values at the sites of another row."""
    done = {
        site.start.site: {one.measure: one.value for one in conditions_of(links.theory, entry, site).fidelity}
        for site in found.sites
    }

    def side(measure: str, row: Sequence[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
        alike: dict[str, list[str]] = {}
        for site, _ in row:
            value = done[site].get(measure)
            words = share_words(value, _unit(measure, links)) if value is not None else "not measured"
            alike.setdefault(words, []).append(site)
        return tuple((words, names_of(these, links)) for words, these in alike.items())

    for measure in sorted({measure for values in done.values() for measure in values}):
        title = links.theory.entries[measure].record.title
        yield Contrast(f"Done as designed: {title}", side(measure, sites.worked), side(measure, sites.did_not))


def _conditions(row: Difference) -> set[str]:
    return {words for _, words in (*row.worked, *row.did_not) if words}


def _side(key: str, sites: Sequence[tuple[str, str]], links: Links) -> tuple[tuple[str, str], ...]:
    alike: dict[str, list[str]] = {}
    for site, words in sorted(sites, key=lambda each: (_rank(each[1]), each[0])):
        alike.setdefault(_words(key, words) or "not known", []).append(site)
    return tuple((words, names_of(these, links)) for words, these in alike.items())


def _rank(words: str) -> tuple[int, str]:
    """Bands in their order, other conditions by name, what is not known last."""
    return (BANDS.index(words) if words in BANDS else len(BANDS) + (not words), words)


def _label(key: str) -> str:
    labels = {"changed_core": "Core parts", "meanwhile": "Other changes there"}
    return labels.get(key) or label_of(key)


def _words(key: str, words: str) -> str:
    """A condition in a table; bands are percentages of students."""
    return f"{words} percent" if words and key not in ("place", "variant", "changed_core", "meanwhile") else words


def _hypothesis(row: Difference, links: Links) -> str:
    """A condition that separates where it was clearly better from where it was not, as something to test."""
    worked, did_not = _where(row.key, row.worked), _where(row.key, row.did_not)
    return (
        f"Schools {worked}: clearly better at all {len(row.worked)} ({names_of((site for site, _ in row.worked), links)}). "
        f"Schools {did_not}: at none of {len(row.did_not)} ({names_of((site for site, _ in row.did_not), links)}). "
        f"Hypothesis to test: it works {worked}, and less or not at all {did_not}."
    )


def _where(key: str, side: Sequence[tuple[str, str]]) -> str:
    return " or ".join(_phrase(key, words) for words in sorted({words for _, words in side}, key=_rank))


def _phrase(key: str, words: str) -> str:
    if key == "place":
        return IN_PLACES.get(words, words)
    if key in ("changed_core", "meanwhile"):
        return _CONDITIONS[words]
    if key == "variant":
        return f"with the variant {words}"
    noun = label_of(key)
    return f"with {words} percent {noun[:1].lower() + noun[1:] if key in ('low_income', 'disability') else noun}"


def meanwhile_words(entry: Entry, found: Variation, links: Links) -> str:
    """At how many schools something else changed too, of those that kept the core parts; "" where at none that is clearly
    better."""
    kept = [site for site in found.sites if not site.start.changed_core]
    better = [site for site in kept if site.change.outcome == "clearly better"]
    others = [site for site in kept if site.change.outcome in ("no difference", "too close to tell", "clearly worse")]
    changed = {site.start.site for site in (*better, *others) if conditions_of(links.theory, entry, site).meanwhile}
    of_better, of_others = (sum(site.start.site in changed for site in side) for side in (better, others))
    if not of_better:
        return ""
    lead = "Something" if len(kept) == len(found.sites) else "Of the schools that kept its core parts, something"
    said = f"{lead} else changed too at {_of(of_better, len(better))} that {_were(better)} clearly better"
    if others:
        said += f", and at {_of(of_others, len(others))} that could be judged and {_were(others)} not"
    return f"{said}. Part of what is seen may come from that."


def _were(sites: Sequence[SiteResult]) -> str:
    return "was" if len(sites) == 1 else "were"


def _of(some: int, every: int) -> str:
    if every == 1:
        return "the one" if some else "none of the one"
    return f"all {every}" if some == every else f"{some or 'none'} of the {every}"
