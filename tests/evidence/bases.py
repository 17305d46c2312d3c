"""A small base with one measure, read as every base is: a table goes in, the theory and its measure come out."""

from __future__ import annotations

from nicbook.corpus import Entry
from nicbook.diagnostics import Severity
from nicbook.evidence.lines import Line, lines_of
from nicbook.theory import Theory
from nicbook.website import read_base

PERCENT = "definition: {unit: percent, counts: students}\n"
MEASURE = "title: Attendance\nrole: outcome\nbetter: higher\nstrata: [grade, group]\n"
SITES = {
    "state": "title: The State\nkind: reference\n",
    "nearby": "title: Schools nearby\nkind: reference\n",
    "district": "title: River District\nkind: district\n",
    "north": "title: North High School\nkind: school\npart_of: district\n",
    "south": "title: South High School\nkind: school\npart_of: district\n",
    "east": "title: East School\nkind: school\n",
}


def read(table: str, measure: str = MEASURE + PERCENT, **others: str) -> tuple[Theory, Entry]:
    """`others` are further records of the network, such as `aims_more="title: More\\n.."` for aims/more.yml."""
    files = {f"theory/sites/{site}.yml": text for site, text in SITES.items()}
    files |= {
        "theory/networks/n/network.yml": "title: Our network\n",
        "theory/networks/n/measures/attendance.yml": measure,
        "theory/sources/report.yml": "title: Report\nkind: report\n",
    }
    if table:
        files["theory/networks/n/measures/attendance.csv"] = table
    for name, text in others.items():
        folder, _, id = name.partition("_")
        files[f"theory/networks/n/{folder.replace('ideas', 'change-ideas')}/{id}.{'csv' if ',site,' in text else 'yml'}"] = text
    base, found = read_base({path: text.encode() for path, text in files.items()})
    assert not [one for one in found if one.severity is Severity.ERROR], found
    return base.theory, base.theory.entries["networks/n/measures/attendance"]


def lines(table: str, measure: str = MEASURE + PERCENT, **others: str) -> tuple[Line, ...]:
    return lines_of(*read(table, measure, **others))


def counts(*rows: str) -> str:
    return "date,site,numerator,denominator\n" + "".join(f"{row}\n" for row in rows)


def by_group(*rows: str) -> str:
    return "date,site,group,numerator,denominator\n" + "".join(f"{row}\n" for row in rows)


def monthly(site: str, values: list[str], year: int = 2024, month: int = 1) -> list[str]:
    """One row a month, such as `2024-01,north,60,100`."""
    rows = []
    for step, value in enumerate(values):
        years, months = divmod(month - 1 + step, 12)
        rows.append(f"{year + years}-{months + 1:02d},{site},{value}")
    return rows
