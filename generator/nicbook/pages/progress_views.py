"""How the evidence of each box of a diagram stands, in a word and in the sentence that explains it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from markupsafe import Markup, escape

from nicbook.corpus import Entry
from nicbook.evidence.kind_words import kind_words
from nicbook.evidence.maturity import maturity
from nicbook.evidence.progress import WORDS, charts_on, moved_elsewhere, progress_of, signals_of
from nicbook.evidence.run_chart import RunChart
from nicbook.evidence.variation import variations
from nicbook.pages.glossary import terms
from nicbook.pages.items import Item, item_of
from nicbook.pages.links import Links
from nicbook.pages.maturity_views import named, of_those_who_started
from nicbook.pages.moving_views import moving_view
from nicbook.pages.words import sentence_case

_TOO_FEW = "too few points to tell"
_SINCE = f"{_TOO_FEW} since the process changed there"
_VERDICTS = ("better", "worse", "changed", "no signal", _TOO_FEW, _SINCE)


@dataclass(frozen=True, slots=True)
class ProgressView:
    """One box."""

    item: Item
    word: str
    why: Markup


def words_by_evidence() -> tuple[tuple[str, str], ...]:
    """Every word of a diagram by evidence, with its rule."""
    return tuple((word, terms()[word.replace(" ", "-")].short) for word in WORDS)


def progress_view(entry: Entry, links: Links) -> ProgressView:
    """The progress of an aim, driver or change idea."""
    if entry.kind == "aim":
        view = moving_view(entry, links)
        why = Markup("{}: {}").format(view.label, view.words)
    elif entry.kind == "driver":
        why = _of_a_driver(entry, links)
    else:
        why = _of_a_change(entry, links)
    word = progress_of(links.theory, entry)
    if word == "being tested" and (chance := _chance_words(entry, links)):
        why = Markup("{} {}").format(why, chance)
    return ProgressView(item_of(entry, links, among_others=True), word, why)


def _chance_words(entry: Entry, links: Links) -> str:
    """Why what is clear does not count yet; "" where it does, or where nothing is."""
    found = signals_of(links.theory, entry)
    if not found.may_be_chance:
        return ""
    what = "results" if entry.kind == "change-idea" else "charts"
    often = round(10 * found.chance)
    return (
        f"{found.clear} of {found.judged} {what} {'is' if found.clear == 1 else 'are'} clear. Chance alone would give as many "
        f"or more in about {often} of 10 cases, so it stays “being tested”."
    )


def layer_words(entry: Entry, links: Links) -> Markup:
    """Why a driver counts as primary, secondary and so on."""
    theory = links.theory
    words = sentence_case(kind_words(theory, entry))
    moved = [arrow.target for arrow in theory.arrows_from(entry)]
    if not moved:
        return escape(f"{words}, as long as it drives nothing.")
    deepest = max(moved, key=lambda each: theory.layers[each.address])
    if deepest.kind == "aim":
        return Markup("{}: no other driver stands between it and the aim {}.").format(words, named(deepest.address, links))
    of_it = kind_words(theory, deepest)
    return Markup("{}: it is one step further from the aim than {} ({}).").format(words, named(deepest.address, links), of_it)


def _of_a_driver(entry: Entry, links: Links) -> Markup:
    found = charts_on(links.theory, entry)
    if not found:
        return Markup("No outcome or process measure tells about it.")
    return Markup(" ").join(
        _of_a_measure(address, Counter(map(_verdict_words, charts)), links) for address, charts in found.items()
    )


def _verdict_words(chart: RunChart) -> str:
    return _SINCE if chart.verdict == _TOO_FEW and len(chart.parts) > 1 else chart.verdict


def _of_a_measure(address: str, counts: Counter[str], links: Links) -> Markup:
    said = ", ".join(f"{counts[verdict]} {verdict}" for verdict in _VERDICTS if counts[verdict])
    told = f"of {counts.total()} that report it, {said}" if said else "no school reports it"
    as_there = " (as elsewhere too)" if moved_elsewhere(links.theory, links.theory.entries[address]) else ""
    return Markup("By {}: {}{}.").format(named(address, links), told, as_there)


def _of_a_change(entry: Entry, links: Links) -> Markup:
    known = maturity(links.theory, entry)
    if not known.starts:
        return Markup("No school's own test of it is recorded here.")
    found = variations(links.theory, entry)
    if not found:
        given_up = " The last completed test at every school gave it up." if known.is_abandoned and known.completed else ""
        return escape(f"Of {len(known.starts)} that started: {len(known.starts)} no data.{given_up}")
    return Markup(" ").join(of_those_who_started(each, links) for each in found)
