"""How much is known about an idea or routine: its level with the records that make it, what the next one needs, and flags."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from markupsafe import Markup

from nicbook.corpus import Entry
from nicbook.evidence.context import KindOfContext
from nicbook.evidence.coverage import is_candidate
from nicbook.evidence.maturity import NAMES, SITES_RELIABLE, Level, Maturity, maturity
from nicbook.evidence.starts import forms_of
from nicbook.evidence.tests import cycle_of
from nicbook.evidence.variation import Variation, side_effects, variations
from nicbook.pages.glossary import terms
from nicbook.pages.kind_tests import when_words
from nicbook.pages.links import Links
from nicbook.pages.measure_charts import group_words
from nicbook.pages.shown import Shown, show
from nicbook.pages.variation_words import counts_words


@dataclass(frozen=True, slots=True)
class Step:
    """One of the six levels."""

    name: str
    rule: str
    is_reached: bool
    is_here: bool


@dataclass(frozen=True, slots=True)
class Flag:
    """What must be known beside the level, and why."""

    word: str
    why: tuple[Markup, ...]


@dataclass(frozen=True, slots=True)
class Reported:
    """What a source calls it."""

    words: Shown
    sources: Shown | None


@dataclass(frozen=True, slots=True)
class MaturityView:
    """Sentences are safe HTML; each has the links to the records that it rests on."""

    name: str
    number: int
    """Which of the six levels it is, from 1."""
    is_candidate: bool
    """Whether it is a routine, and to be called a candidate."""
    steps: tuple[Step, ...]
    tests: tuple[Markup, ...]
    """The completed tests, each with its school and dates."""
    because: tuple[Markup, ...]
    caution: str
    needs: tuple[str, ...]
    """What the next level needs; () at the last."""
    next: str
    """The name of the next level; "" at the last."""
    flags: tuple[Flag, ...]
    reported: Reported | None


def maturity_view(entry: Entry, links: Links) -> MaturityView:
    """The view of a change idea or routine."""
    known, found = maturity(links.theory, entry), variations(links.theory, entry)
    status = entry.record.reported_status
    here = replace(links, network=entry.network)
    is_last = known.level == len(NAMES) - 1
    return MaturityView(
        name=known.name,
        number=known.level + 1,
        is_candidate=is_candidate(links.theory, entry),
        steps=tuple(
            Step(name, terms()[name.replace(" ", "-")].short, level <= known.level, level == known.level)
            for level, name in enumerate(NAMES)
        ),
        tests=tuple(_test(links.theory.entries[address], links) for address in known.completed),
        because=tuple(_because(entry, known, found, links)),
        caution=_caution(known, found),
        needs=tuple(_needs(known)),
        next="" if is_last else NAMES[known.level + 1],
        flags=tuple(_flags(entry, known, found, links)),
        reported=Reported(show(status.is_, here), show(status.sources, here) if status.sources else None) if status else None,
    )


# --- why it stands there ---------------------------------------------------------------------------------------------


def _because(entry: Entry, known: Maturity, found: tuple[Variation, ...], links: Links) -> Iterator[Markup]:
    begun = len(known.starts)
    if not known.completed:
        yield Markup("No completed test of it is recorded here.")
        if begun:
            yield Markup("Begun at {}.").format(_joined(named(each.site, links) for each in known.starts))
    if _is_reported(entry, links):
        yield Markup("What sources report about it stands in the list of every result. The step follows from the tests and values kept here alone.")
    if len(known.completed) > 1:
        yield Markup(_differences(known))
    if begun and not found:
        yield Markup(f"Of {begun} that started: {begun} no data. No measure tells what came of it.")
    for each in found:
        yield of_those_who_started(each, links)
    if known.level >= NAMES.index("works here") and known.best is not None:
        better = known.best.better
        where = _joined(named(each.start.site, links) for each in better)
        yield Markup("Clearly better at {}: {}.").format(where, _contexts(known.contexts))
        if known.is_process_only:
            yield Markup("All of this is told by a process measure, {}: whether it happens, not yet what students gain.").format(
                named(known.best.measure, links)
            )
        if others := [each for each in known.best.of("clearly better") if not each.start.is_as_written]:
            yield Markup(
                "Clearly better at {} too, but a core part was changed there or only some classes took part: that does not "
                "tell of the {} as written."
            ).format(
                _joined(named(each.start.site, links) for each in others), "idea" if entry.kind == "change-idea" else "routine"
            )
    if known.best is not None and known.best.better and known.best.was_on_its_way:
        yield Markup(
            "Taken together, the schools that are compared with nothing were on their way before they began, so their results "
            "do not raise the step."
        )
    if known.level == len(NAMES) - 1 and known.best is not None:
        looked = len(known.best.sites_with_groups)
        yield Markup(f"Groups were looked at in {looked} schools, and none is clearly worse.")


def _test(entry: Entry, links: Links) -> Markup:
    site = links.theory.named_at(entry, ("site",))
    where = Markup(" at {}").format(named(site.address, links)) if site else Markup("")
    return Markup("{}{} ({})").format(named(entry.address, links), where, when_words(cycle_of(entry)))


def _is_reported(entry: Entry, links: Links) -> bool:
    theory = links.theory
    to_it = (link for form in forms_of(theory, entry) for link in theory.links_to(form))
    return any(link.location == ("of",) and theory.entries[link.source].kind == "finding" for link in to_it)


def _differences(known: Maturity) -> str:
    if not known.differ_in:
        return "They are alike in school, scale and term, as far as they say, so nothing was repeated under other conditions."
    words = {"site": "the school", "scale": "the scale", "term": "the term"}
    return f"They differ in {_listed([words[each] for each in known.differ_in])}."


def _contexts(kinds: tuple[KindOfContext, ...]) -> str:
    if not kinds:
        return "what kinds of context these are is not stated"
    told = "; ".join(f"{kind.place}, {kind.low_income}" for kind in kinds)
    return f"{'1 kind' if len(kinds) == 1 else f'{len(kinds)} kinds'} of context ({told} percent from low-income families)"


def _caution(known: Maturity, found: tuple[Variation, ...]) -> str:
    """What a reader must bear in mind where something is clearly better: chance makes such results too."""
    better = len(known.best.better) if known.best else 0
    if not better:
        return ""
    said = []
    if better < 3:
        looked = len(known.best.sites) if known.best else 0
        at = "one school" if better == 1 else f"{better} schools"
        said.append(f"Clearly better at {at} may be chance{f': {looked} schools were looked at' if looked > better else ''}.")
    if len(found) > 1:
        said.append(f"{len(found)} measures were looked at, and the level rests on the one that shows most.")
    return " ".join(said)


# --- what the next level needs ---------------------------------------------------------------------------------------


def _needs(known: Maturity) -> Iterator[str]:
    better = len(known.best.better) if known.best else 0
    others = len(known.best.of("clearly worse", "no difference", "too close to tell")) if known.best else 0
    level: Level = known.level
    if level == 0:
        yield "one completed test: what happened, what was learned, and what the school decided"
    elif level == 1:
        again = "a second completed test" if len(known.completed) == 1 else "a completed test"
        yield f"{again} at another school, at another scale or in another term"
    elif level == 2:
        yield (
            "a measure that is clearly better at one school that did what is written, in all of its classes: 10 values or "
            "more, 4 or more on each side of the start"
        )
        if known.best and known.best.better and known.best.was_on_its_way:
            yield "something to compare with, for these schools were on their way before they began"
    elif level == 3:
        if better < 3:
            yield f"clearly better at 3 schools or more (now {better})"
        if len(known.contexts) < 2:
            yield f"these in 2 kinds of context or more (now {len(known.contexts) or 'not stated'})"
        if better <= others:
            yield f"more schools that did what is written and where it is clearly better than schools where it is judged and is not (now {better} against {others})"
    elif level == 4 and known.best is not None:
        begun = len(known.best.sites)
        if begun < SITES_RELIABLE:
            yield f"{SITES_RELIABLE} schools or more that started (now {begun})"
        if 10 * better < 7 * begun:
            yield f"clearly better at 7 in 10 of those that started (now {better} of {begun})"
        looked = len(known.best.sites_with_groups)
        if looked < SITES_RELIABLE:
            yield f"results by group at {SITES_RELIABLE} schools or more, to see whether it works for all (now {looked})"
        if any(change.outcome == "clearly worse" for _, _, change in known.best.judged_groups):
            yield "no group for which it is clearly worse"


# --- flags -----------------------------------------------------------------------------------------------------------


def _flags(entry: Entry, known: Maturity, found: tuple[Variation, ...], links: Links) -> Iterator[Flag]:
    if known.is_mixed:
        word = "mixed" if any(each.of("clearly better") for each in found) else "clearly-worse"
        yield Flag(word, tuple(_harms((*found, *side_effects(links.theory, entry)), links)))
    if known.is_abandoned:
        yield Flag("abandoned", (_given_up(entry, known, links),))
    if known.is_stale and known.last:
        yield Flag("stale", (Markup("The newest evidence is of {}, more than 24 months ago.").format(known.last),))


def _harms(found: tuple[Variation, ...], links: Links) -> Iterator[Markup]:
    for each in found:
        measure = named(each.measure, links)
        otherwise = {
            one.start.site: " (a core part was changed there)" if one.start.changed_core else "" for one in each.sites
        }
        if worse := each.of("clearly worse"):
            where = _joined(named(one.start.site, links) + otherwise[one.start.site] for one in worse)
            yield Markup("{} became clearly worse at {}.").format(measure, where)
        for site, groups, change in each.judged_groups:
            if change.outcome == "clearly worse":
                who = group_words(groups)
                where = named(site, links)
                yield Markup("{} became clearly worse at {} for: {}{}.").format(measure, where, who, otherwise[site])


def _given_up(entry: Entry, known: Maturity, links: Links) -> Markup:
    if entry.record.retired is not None:
        return Markup("It is retired: why stands above.")
    theory = links.theory
    last = {str(cycle_of(theory.entries[each]).site): each for each in known.completed}
    tests = _joined((_test(theory.entries[each], links) for each in last.values()), "; ")
    return Markup("The last completed test at every school decided to give it up: {}.").format(tests)


# --- words -----------------------------------------------------------------------------------------------------------


def of_those_who_started(found: Variation, links: Links) -> Markup:
    """“Of 10 that started: 3 clearly better, ..”, in which every site counts."""
    return Markup("Of {} that started: {}, by {}.").format(len(found.sites), counts_words(found), named(found.measure, links))


def named(address: str, links: Links) -> Markup:
    """A link to a record, by its title."""
    return Markup('<a href="{}">{}</a>').format(links.to(address), links.theory.entries[address].record.title)


def _joined(parts: Iterable[Markup], by: str = ", ") -> Markup:
    return Markup(by).join(parts)


def _listed(words: list[str]) -> str:
    return " and ".join(filter(None, (", ".join(words[:-1]), words[-1])))
