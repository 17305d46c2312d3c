"""How often a routine that does nothing looks as if it worked: its maturity over seeded simulations at 10 schools.

Every routine is tested twice at each of 10 schools of eight kinds of context. Where it moves nothing, it must reach maturity
4 or 5 in under 5 of 100 runs; the last two situations, in which it does move something, show that it could. Not a test:
run it by hand, `python tests/benchmarks/no_effect.py [RUNS]`; it exits with 1 where a situation fails.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterator
from random import Random

from nicbook.evidence.maturity import maturity
from nicbook.evidence.variation import variations
from nicbook.website import read_base

SCHOOLS = 10
RUNS = 100
MOST = 5
"""Of 100 runs, fewer than this may reach maturity 4 or 5."""

NETWORK = "title: A network\nmembers: [{}]\n"
ROUTINE = "title: A routine\nwhy: It should help.\n"
MEASURE = """title: Ninth graders who come
role: outcome
better: higher
of: [routine]
definition: {unit: percent, counts: students}
"""
PLACES = ("11", "21", "32", "43")
LOW_INCOME = (20, 40, 60, 80)

Noise = Callable[[Random, int], list[float]]


def independent(random: Random, points: int) -> list[float]:
    return [random.gauss(0, 4) for _ in range(points)]


def lasting(random: Random, points: int) -> list[float]:
    """Each month resembles the month before (a correlation of 0.3), as attendance does."""
    values = [random.gauss(0, 4)]
    while len(values) < points:
        values.append(0.3 * values[-1] + random.gauss(0, 4) * (1 - 0.3**2) ** 0.5)
    return values


def drifting(random: Random, points: int) -> list[float]:
    """Each school has a slow trend of its own, up or down."""
    slope = random.gauss(0, 0.1)
    return [slope * at + random.gauss(0, 4) for at in range(points)]


def shared_trend(a_month: float) -> Noise:
    """All schools, with nothing to compare them with, get better at one pace all the time."""

    def noise(random: Random, points: int) -> list[float]:
        return [a_month * (at - points / 2) + random.gauss(0, 4) for at in range(points)]

    return noise


def lasting_long(random: Random, points: int) -> list[float]:
    """The same with a correlation of 0.6."""
    values = [random.gauss(0, 4)]
    while len(values) < points:
        values.append(0.6 * values[-1] + random.gauss(0, 4) * (1 - 0.6**2) ** 0.5)
    return values


SITUATIONS: dict[str, dict[str, object]] = {
    "12 months before, 12 after": {},
    "6 months before, 12 after": {"before": 6},
    "24 months before, 24 after": {"before": 24, "after": 24},
    "three measures": {"measures": 3},
    "a comparison series": {"is_compared": True},
    "four groups at each school": {"groups": ("a", "b", "c", "d")},
    "months that resemble the one before": {"noise": lasting},
    "months that resemble the one before a lot": {"noise": lasting_long},
    "months that resemble the one before, and a comparison series": {"noise": lasting, "is_compared": True},
    "months that resemble the one before a lot, and a comparison series": {"noise": lasting_long, "is_compared": True},
    "a slow trend at each school": {"noise": drifting},
    "a trend that all schools share, 0.15 points a month for 48 months": {
        "noise": shared_trend(0.15), "before": 24, "after": 24
    },
    "a trend that all schools share, 0.3 points a month for 24 months": {"noise": shared_trend(0.3)},
    "six schools without data": {"silent": 6},
    "schools that began in their worst half year": {"begins_low": True},
    "an effect of 6 points (1.5 standard deviations) everywhere": {"effect": 6},
    "an effect of 10 points (2.5 standard deviations) everywhere": {"effect": 10},
}

LIMITS = ("months that resemble the one before a lot, and a comparison series",)
"""Known not to be told from an effect: all schools are compared with one series that drifts, and the intervals of FIELD
take every month for a new one. Shown, and not judged."""


def main(runs: int) -> int:
    failed = 0
    for name, situation in SITUATIONS.items():
        levels: Counter[int] = Counter()
        outcomes: Counter[str] = Counter()
        for run in range(runs):
            base, _ = read_base(files(Random(f"{name} {run}"), **situation))
            routine = base.theory.entries["networks/n/routines/routine"]
            levels[maturity(base.theory, routine).level] += 1
            for each in variations(base.theory, routine):
                outcomes.update(each.counts)
        high = levels[4] + levels[5]
        is_fine = "effect" in situation or name in LIMITS or 100 * high < MOST * runs
        failed += not is_fine
        told = ", ".join(f"{level}: {count}" for level, count in sorted(levels.items()))
        better, worse = (100 * outcomes[each] / outcomes.total() for each in ("clearly better", "clearly worse"))
        print(f"{name}: {high} of {runs} reach 4 or 5{'' if is_fine else ' (TOO MANY)'}")
        print(f"    levels {told}; of 100 results {better:.1f} clearly better, {worse:.1f} clearly worse")
    return 1 if failed else 0


def files(
    random: Random,
    *,
    before: int = 12,
    after: int = 12,
    measures: int = 1,
    noise: Noise = independent,
    groups: tuple[str, ...] = (),
    silent: int = 0,
    is_compared: bool = False,
    begins_low: bool = False,
    effect: float = 0,
) -> dict[str, bytes]:
    """A base whose routine moves nothing, or each school by `effect` points. Shares lie around 65 of 100, of 150 students a school or group."""
    start = f"{2020 + before // 12}-{before % 12 + 1:02d}"
    texts = {
        "networks/n/network.yml": NETWORK.format(", ".join(f"school-{n}" for n in range(SCHOOLS))),
        "networks/n/routines/routine.yml": ROUTINE,
    }
    for n in range(SCHOOLS):
        place, share = PLACES[n % 4], LOW_INCOME[n // 4 % 4]
        texts[f"sites/school-{n}.yml"] = (
            f"title: School {n}\nkind: school\ncontext: {{locale: {place}, shares: {{low_income: {share}}}}}\n"
        )
        for scale in ("one-class", "school"):
            texts[f"networks/n/cycles/{scale}-{n}.yml"] = (
                f"title: Test {scale} at {n}\ntests: routine\nsite: school-{n}\nstarted: {start}\nended: {start}\n"
                f"scale: {scale}\nhappened: It was done.\nlearned: Something.\ndecision: repeat\n"
            )
    if is_compared:
        texts["sites/elsewhere.yml"] = "title: Elsewhere\nkind: reference\n"
    for m in range(measures):
        texts[f"networks/n/measures/measure-{m}.yml"] = MEASURE + ("strata: [group]\n" if groups else "")
        sites = [f"school-{n}" for n in range(SCHOOLS - silent)] + (["elsewhere"] if is_compared else [])
        head = "date,site,group,numerator,denominator" if groups else "date,site,numerator,denominator"
        table = [head, *rows(random, sites, groups, before, after, noise, begins_low, effect)]
        texts[f"networks/n/measures/measure-{m}.csv"] = "\n".join(table) + "\n"
    return {f"theory/{path}": text.encode() for path, text in texts.items()} | {"mkdocs.yml": b""}


def rows(
    random: Random,
    sites: list[str],
    groups: tuple[str, ...],
    before: int,
    after: int,
    noise: Noise,
    begins_low: bool,
    effect: float,
) -> Iterator[str]:
    points = before + after
    for site in sites:
        level = random.gauss(65, 6)
        for group in groups or ("",):
            values = noise(random, points)
            if begins_low:
                # Whoever is worried begins: of three half years of noise before, the worst is the last.
                halves = [values[:6], *(noise(random, 6) for _ in range(2))]
                values[before - 6 : before] = min(halves, key=sum)
            for at, value in enumerate(values):
                value += effect if at >= before and site != "elsewhere" else 0
                size = 150 * max(len(groups), 1)
                count = min(max(round(size * (level + value) / 100), round(0.08 * size)), round(0.92 * size))
                cell = f",{group}" if groups else ""
                yield f"{2020 + at // 12}-{at % 12 + 1:02d},{site}{cell},{count},{size}"
        if groups:
            for at in range(points):
                count = round(150 * len(groups) * min(max(level + random.gauss(0, 4), 8), 92) / 100)
                yield f"{2020 + at // 12}-{at % 12 + 1:02d},{site},,{count},{150 * len(groups)}"


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else RUNS))
