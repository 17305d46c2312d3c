"""What changed in a theory, on which date, why, and because of what."""

from __future__ import annotations

from datetime import date

from nicbook.diagnostics import Severity
from nicbook.evidence.history import Moment, Step, moments, undated
from nicbook.theory import Theory
from nicbook.website import read_base

RECORDS = {
    "aims/old": "statement: More.\nretired: {date: 2024, why: Too vague., replaced_by: aim}",
    "aims/aim": "statement: More.\nsince: {date: 2024-01}",
    "drivers/a": "drives:\n  - {to: aim, since: {date: 2024-01-01, why: We saw it., because_of: [report]}}\n"
    "  - {to: old, retired: {date: 2023/24}}",
    "drivers/b": "drives: [aim]\nretired: {why: Nobody remembers.}",
    "change-ideas/i": "drives: [a]\nsince: {date: 2022-05-06, because_of: [report, a]}",
    "routines/r": "serves: [a]\nsince: {date: 2025}",
    "measures/m": "role: outcome\nbetter: lower\ndefinition: {unit: days, counts: events}\nsince: {date: 2021}",
    "findings/report": "of: a\nsources: [paper]",
}


def theory() -> Theory:
    files = {f"theory/networks/n/{place}.yml": f"title: A title\n{text}\n" for place, text in RECORDS.items()}
    files["theory/networks/n/network.yml"] = "title: Our network\n"
    files["theory/networks/other/network.yml"] = "title: Another network\n"
    files["theory/networks/other/aims/theirs.yml"] = "title: Theirs\nstatement: More.\nsince: {date: 2020}\n"
    files["theory/sources/paper.yml"] = "title: A paper\nkind: article\n"
    base, found = read_base({path: text.encode() for path, text in files.items()})
    assert not [one.message for one in found if one.severity is Severity.ERROR]
    return base.theory


def told(step: Step) -> tuple[str, str | None, bool, str | None]:
    return step.address.rpartition("/")[2], step.target, step.is_retired, step.when and step.when.text


def at(day: date) -> Moment:
    return next(moment for moment in moments(theory(), "n") if moment.day == day)


def test_moments_come_in_order_with_what_came_and_went() -> None:
    assert [(moment.day, [told(step) for step in moment.steps]) for moment in moments(theory(), "n")] == [
        (date(2022, 5, 6), [("i", None, False, "2022-05-06")]),
        (date(2023, 7, 1), [("a", "networks/n/aims/old", True, "2023/24")]),
        (
            date(2024, 1, 1),
            [
                ("aim", None, False, "2024-01"),
                ("a", "networks/n/aims/aim", False, "2024-01-01"),
                ("old", None, True, "2024"),
            ],
        ),
        (date(2025, 1, 1), [("r", None, False, "2025")]),
    ]


def test_what_has_no_since_was_always_there_and_is_never_new() -> None:
    base = theory()
    undated = {entry.address for entry in base.entries.values() if entry.record.since is None}
    added = {step.address for moment in moments(base, "n") for step in moment.steps if not step.is_retired and not step.target}
    assert undated and not undated & added


def test_a_step_says_why_and_what_led_to_it() -> None:
    _, arrow, old = at(date(2024, 1, 1)).steps
    assert (arrow.why, arrow.because_of) == ("We saw it.", ("networks/n/findings/report",))
    assert (old.why, old.replaced_by) == ("Too vague.", "networks/n/aims/aim")
    [idea] = at(date(2022, 5, 6)).steps
    assert idea.because_of == ("networks/n/findings/report", "networks/n/drivers/a")


def test_what_went_on_an_unknown_date_stands_apart() -> None:
    [step] = undated(theory(), "n")
    assert told(step) == ("b", None, True, None)
    assert step.why == "Nobody remembers."


def test_a_network_without_dates_has_no_moments() -> None:
    files = {"theory/networks/n/network.yml": b"title: Our network\n"}
    assert moments(read_base(files)[0].theory, "n") == ()
