"""What an aim is to reach, and which lines of its measure tell of it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from nicbook.corpus import Entry
from nicbook.evidence.lines import Line, sites_above
from nicbook.evidence.pipeline import Groups
from nicbook.records.aim import Aim
from nicbook.records.dates import When
from nicbook.records.figures import Quantity
from nicbook.records.site import Site
from nicbook.text import to_words
from nicbook.theory import Theory

_GRADES = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split()
_KIND_OF_SCHOOL = re.compile(r"( (Senior|Junior|High|Middle|Elementary|Primary|School|Academy|District))+$")

_OF_SCHOOLS = ("school", "district", "charter-network")


@dataclass(frozen=True, slots=True)
class Goal:
    """The figure that an aim is to reach."""

    aim: str
    """The address of the aim."""
    value: float
    """In the measure's unit."""
    by: When | None
    within: str
    """The time to reach it in, where each learner has a clock of their own; else ""."""


@dataclass(frozen=True, slots=True)
class About:
    """The lines of a measure that an aim is about."""

    lines: tuple[Line, ...]
    """Of schools and their wholes; those of one group only, or of everyone."""
    comparisons: tuple[Line, ...]
    """The same group elsewhere."""
    names_schools: bool
    """Whether the aim names schools, or a district, so that it is about these alone."""
    is_certain: bool
    """Whether they are the people whom the aim is about: False where the measure has groups only and the aim names none."""


def figure_to_reach(aim: Aim) -> Quantity | None:
    """The figure of an aim's target, also where it is relative and the baseline is exact; None where there is none."""
    target, start = aim.target, aim.baseline.value.value.exact if aim.baseline else None
    if target is None or target.value is not None or start is None:
        return target.value if target else None
    if target.times is not None:
        number = start * target.times
    elif target.points is not None:
        number = start + target.points
    else:
        number = start * (100 + (target.percent or 0)) / 100
    number = round(number, 6)
    return Quantity(f"{round(number, 1):.1f}".removesuffix(".0"), number, number, is_exact=True)


def goal_of(entry: Entry) -> Goal | None:
    """What an aim is to reach; None where that does not follow exactly from its figures."""
    aim = entry.record
    assert isinstance(aim, Aim)
    target, figure = aim.target, figure_to_reach(aim)
    if target is None or figure is None or figure.exact is None:
        return None
    return Goal(entry.address, figure.exact, target.by, to_words(target.within) if target.within else "")


def aims_measured_by(theory: Theory, measure: Entry) -> tuple[Entry, ...]:
    """The aims that stand and use a measure, by address."""
    links = (link for link in theory.links_to(measure.address) if link.location == ("measure",))
    aims = (theory.entries[address] for address in sorted({link.source for link in links}))
    return tuple(entry for entry in aims if entry.kind == "aim" and entry.record.retired is None)


def about(theory: Theory, entry: Entry, lines: Iterable[Line]) -> About:
    """Which of the lines of its measure an aim is about: the schools and the group that its words name, or all."""
    aim = entry.record
    assert isinstance(aim, Aim)
    statement = to_words(aim.statement)
    for_whom = to_words(aim.for_whom) if aim.for_whom else statement
    lines = tuple(lines)
    named = {groups for groups in {line.groups for line in lines if line.groups} if _names_group(groups, for_whom)}
    finest = max(map(len, named), default=0)
    groups = {each for each in named if len(each) == finest} or ({()} if any(not line.groups for line in lines) else None)
    kept = [line for line in lines if groups is None or line.groups in groups]
    sites = _named_sites(theory, f"{for_whom} {statement}")
    ours = [line for line in kept if line.role != "comparison"]
    if sites:
        ours = [line for line in ours if line.site in sites] or [
            line for line in ours if any(f"sites/{above}" in sites for above in sites_above(line.site.removeprefix("sites/"), theory))
        ]
    return About(
        tuple(ours),
        tuple(line for line in kept if line.role == "comparison"),
        bool(sites),
        groups is not None and len(groups) == 1,
    )


def first_about(theory: Theory, entry: Entry, lines: Iterable[Line]) -> tuple[Line, ...]:
    """The lines of groups that tell of an aim's gaps: the sites that it is about first, and within a group that it names
    only that group, beside the others of its kind."""
    lines = tuple(lines)
    these = about(theory, entry, lines)
    sites = {line.site for line in these.lines}
    named = {pair for line in these.lines for pair in line.groups} if these.is_certain else set()
    columns = {column for column, _ in named}

    def is_about(line: Line) -> bool:
        own = {column for column, _ in line.groups}
        return columns == own or (columns < own and named <= set(line.groups))

    kept = [line for line in lines if not named or is_about(line)]
    return tuple(sorted(kept, key=lambda line: line.site not in sites))


def _named_sites(theory: Theory, words: str) -> set[str]:
    """The schools and districts that words name: “Example South” means Example South High School, never Example District.

    At one place of the text the longest name counts. A district's name without its last word is no name of it where a
    school's begins so.
    """
    sites = [site for site in theory.of_kind("site") if isinstance(site.record, Site) and site.record.kind in _OF_SCHOOLS]
    schools = [site.record.title for site in sites if site.record.kind == "school"]
    names: dict[str, set[str]] = {}
    for site in sites:
        title = site.record.title
        short = _KIND_OF_SCHOOL.sub("", title)
        is_of_schools = site.record.kind != "school" and any(school.startswith(f"{short} ") for school in schools)
        for name in {title} if is_of_schools else {title, short}:
            if len(name) > 2 and name in words:
                names.setdefault(name, set()).add(site.address)
    found: set[str] = set()
    taken: list[tuple[int, int]] = []
    for name in sorted(names, key=lambda name: (-len(name), name)):
        for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", words):
            if all(match.end() <= start or match.start() >= end for start, end in taken):
                found |= names[name]
                taken.append(match.span())
    return found


def _names_group(groups: Groups, words: str) -> bool:
    return all(re.search(_group_pattern(*each), words, re.IGNORECASE) is not None for each in groups)


def _group_pattern(column: str, group: str) -> str:
    """“Ninth graders” and “grade 9” are group 9 of the column grade; a letter alone names nothing."""
    if column == "grade" and group.isdecimal() and 1 <= int(group) <= len(_GRADES):
        ordinal = rf"({_GRADES[int(group) - 1]}|{int(group)}(st|nd|rd|th))[- ]grade"
        return rf"\b({ordinal}|grades? {int(group)}\b)"
    words = r"[- ]".join(map(re.escape, re.split(r"[-_ ]", group)))
    return rf"(?<!\w){words}(?!\w)" if len(group) > 2 else "(?!)"
