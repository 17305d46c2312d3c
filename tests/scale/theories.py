"""Theories of any size: path -> bytes, made without chance."""

from __future__ import annotations

Files = dict[str, bytes]

NETWORK = "theory/networks/large"


def _base() -> Files:
    return {
        f"{NETWORK}/network.yml": b"title: A large network\nproblem: {statement: Too many miss school.}\n",
        f"{NETWORK}/aims/aim.yml": b"title: The aim\nstatement: More.\n",
    }


def _driver(number: int, *targets: str) -> tuple[str, bytes]:
    return f"{NETWORK}/drivers/d{number}.yml", f"title: Driver {number}\ndrives: [{', '.join(targets)}]\n".encode()


def _idea(number: int, *targets: str) -> tuple[str, bytes]:
    return f"{NETWORK}/change-ideas/i{number}.yml", f"title: Idea {number}\ndrives: [{', '.join(targets)}]\n".encode()


def chain(length: int) -> Files:
    """Every driver drives the one before it, the first one the aim."""
    return {**_base(), **dict(_driver(number, f"d{number - 1}" if number else "aim") for number in range(length))}


def children(count: int) -> Files:
    """An aim with so many drivers, all primary."""
    return {**_base(), **dict(_driver(number, "aim") for number in range(count))}


def loop(length: int) -> Files:
    return {**_base(), **dict(_driver(number, f"d{(number + 1) % length}") for number in range(length))}


def crossing(drivers: int, ideas: int) -> Files:
    """A fifth of the drivers are primary, and everything else drives three things that are far from one another."""
    primary = drivers // 5
    secondary = ({f"d{(number * step) % primary}" for step in (1, 7, 11)} for number in range(primary, drivers))
    tested = ({f"d{(number * step) % drivers}" for step in (1, 13, 17)} for number in range(ideas))
    return {
        **_base(),
        **dict(_driver(number, "aim") for number in range(primary)),
        **dict(_driver(number, *sorted(targets)) for number, targets in enumerate(secondary, primary)),
        **dict(_idea(number, *sorted(targets)) for number, targets in enumerate(tested)),
    }


def references(count: int) -> Files:
    """One lesson that names so many ideas."""
    names = "".join(f"  - i{number}\n" for number in range(count))
    return {
        **_base(),
        **dict(_idea(number, "aim") for number in range(count)),
        f"{NETWORK}/lessons/all.yml": f"title: On all of them\nclaim: They help.\nabout:\n{names}".encode(),
    }


def dangling(ideas: int, each: int, drivers: int) -> Files:
    """Ideas that drive so many drivers each that are not there, in a network with so many that are."""
    return {
        **children(drivers),
        **dict(
            _idea(number, *(f"d{number}x{target}" for target in range(each))) for number in range(ideas)
        ),
    }


def networks(count: int) -> Files:
    """So many networks of a hundred records each, with texts, sources, measures, tests and findings, all in order."""
    files = {
        "theory/sources/book.yml": b"title: A book\nkind: book\n",
        "theory/sites/school.yml": b"title: A school\nkind: school\n",
    }
    for number in range(count):
        network = f"theory/networks/n{number}"
        texts = {
            "network": "title: A network\nproblem: {statement: Too many miss school.}\nmembers: [school]\n",
            "aims/aim": "title: An aim\nstatement: More.\nmeasure: m0\ntarget: {value: 90, by: 2027}\n",
            "drivers/d0": "title: Driver\nsummary: What *has* to change for [[aim]].\ndrives: [{to: aim, because: Words., sources: [book]}]\n",
        }
        for each in range(1, 10):
            texts[f"drivers/d{each}"] = f"title: Driver {each}\ndrives: [d{(each - 1) // 3}]\n"
        for each in range(40):
            texts[f"change-ideas/i{each}"] = (
                f"title: Idea {each}\nhypothesis: If we do it, then **more** come, because.\ndrives: [d{each % 10}]\neffort: low\n"
            )
        for each in range(10):
            texts[f"measures/m{each}"] = (
                f"title: Measure {each}\nrole: process\nbetter: higher\nof: [d{each}]\ndefinition: {{unit: percent, counts: students}}\n"
            )
        for each in range(30):
            texts[f"cycles/c{each}"] = (
                f"title: Test {each}\ntests: i{each}\nsite: school\nstarted: 2025-09\nended: 2025-10\nhappened: It was done.\n"
                "learned: As [[i1]] says.\ndecision: adapt\npredictions:\n"
                "  - {question: Does it rise, expect: By 2, measure: m0, before: 80, after: 84, size: 30, verdict: met}\n"
            )
        for each in range(8):
            texts[f"findings/f{each}"] = f"title: Finding {each}\nof: i{each}\nafter: 80\nsources: [book]\n"
        files |= {f"{network}/{name}.yml": text.encode() for name, text in texts.items()}
    return files
