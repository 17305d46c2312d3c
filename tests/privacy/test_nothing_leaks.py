"""What may not be shown is planted in every place of a base: it is told, and appears in no output."""

from __future__ import annotations

import pytest

from .base import AIM, COUNTS, CYCLE, CYCLE_BEGINS, FINDING, FINDING_BEGINS, MEASURE, NETWORK, SITE, SOURCE, VALUES, errors, output, private_codes, read

MAIL = "jane.doe@school.org"

PLACES = {
    "title": {CYCLE: CYCLE_BEGINS.replace("First calls", f"Calls by {MAIL}")},
    "text": {CYCLE: f"{CYCLE_BEGINS}summary: Write to {MAIL}\n"},
    "text over lines": {CYCLE: f"{CYCLE_BEGINS}summary: >\n  Write\n  to\n  {MAIL}\n  now\n"},
    "text with codes": {CYCLE: f'{CYCLE_BEGINS}summary: "Write to jane.doe\\x40school.org"\n'},
    "tag": {CYCLE: f"{CYCLE_BEGINS}tags: ['{MAIL}']\n"},
    "wording": {AIM: f"title: Aim\nstatement: More\nwordings: [{{text: Write to {MAIL}}}]\n"},
    "label": {NETWORK: f"title: Our network\nlabels: {{driver: {MAIL}}}\n"},
    "key of a label": {NETWORK: f"title: Our network\nlabels: {{{MAIL}: Cause}}\n"},
    "key of a share": {SITE: f"title: A\nkind: school\ncontext: {{shares: {{{MAIL}: 50}}}}\n"},
    "unknown key": {CYCLE: f"{CYCLE_BEGINS}{MAIL}: called\n"},
    "reference": {CYCLE: f"{CYCLE_BEGINS}follows: {MAIL}\n"},
    "link": {CYCLE: f"{CYCLE_BEGINS}summary: See [[{MAIL}]]\n"},
    "word of a vocabulary": {CYCLE: f"{CYCLE_BEGINS}decision: {MAIL}\n"},
    "figure": {FINDING: f"{FINDING_BEGINS}after: {MAIL}\n"},
    "date": {CYCLE: CYCLE_BEGINS.replace("2026-09", MAIL)},
    "web address": {SOURCE: f"title: Report\nkind: report\nurl: https://example.org/?by={MAIL}\n"},
    "doi": {SOURCE: f"title: Report\nkind: report\ndoi: {MAIL}\n"},
    "comment": {CYCLE: f"# ask {MAIL}\n{CYCLE_BEGINS}"},
    "record that cannot be read": {CYCLE: f"{CYCLE_BEGINS}summary: Write: to {MAIL}\n"},
    "record that is not UTF-8": {CYCLE: f"{CYCLE_BEGINS}summary: José, {MAIL}\n".encode("latin-1")},
    "key that is there twice": {CYCLE: f"{CYCLE_BEGINS}title: {MAIL}\n"},
    "record with another fault": {CYCLE: f"{CYCLE_BEGINS}summary: Write to {MAIL}\ndecision: wait\n"},
    "note of a table": {VALUES: f"date,site,value,size,note\n2026-09,lincoln,90,60,Ask {MAIL}\n"},
    "group of a table": {VALUES: f"date,site,grade,value,size\n2026-09,lincoln,{MAIL},90,60\n"},
    "site of a table": {VALUES: f"date,site,value,size\n2026-09,{MAIL},90,60\n"},
    "number of a table": {VALUES: f"date,site,value,size\n2026-09,lincoln,{MAIL},60\n"},
    "header of a table": {VALUES: f"date,site,value,size,{MAIL}\n2026-09,lincoln,90,60,\n"},
    "table of a pipeline": {COUNTS: f"cohort,site,class,stage,count\n2018,lincoln,{MAIL},enrol,60\n"},
    "table of a record with a fault": {
        MEASURE: "title: A\n",
        VALUES: f"date,site,value,size,note\n2026-09,lincoln,90,60,Ask {MAIL}\n",
    },
    "table that is handed out": {"theory/networks/n/files/form.csv": f"who\n{MAIL}\n"},
    "prose page": {"content/about.md": f"# About\n\nWrite to {MAIL}.\n"},
    "heading of a prose page": {"content/about.md": f"# About {MAIL}\n"},
    "link of a prose page": {"content/about.md": f"# About\n\n[Write]({MAIL})\n"},
    "coded link of a prose page": {"content/about.md": "# About\n\n[Write](jane.doe&#64;school.org)\n"},
}


@pytest.mark.parametrize("files", PLACES.values(), ids=PLACES)
def test_a_mail_address_anywhere(files: dict[str, str | bytes]) -> None:
    assert "mail-address" in {code for code, _ in errors(files)}
    assert MAIL not in output(files)


def test_a_contact_may_be_a_mail_address_and_nothing_else() -> None:
    assert private_codes({NETWORK: f"title: Our network\nhub: {{contact: {MAIL}}}\n"}) == []
    phone = {NETWORK: "title: Our network\nhub: {contact: call 555-123-4567}\n"}
    assert private_codes(phone) == [("phone-number", 2)]
    assert "555-123" not in output(phone)


def test_authors_may_be_named() -> None:
    assert private_codes({SOURCE: "title: Report\nkind: report\nauthors: Ms. Okafor\n"}) == []
    assert private_codes({SOURCE: "title: Report\nkind: report\nsummary: Ms. Okafor\n"}) == [("names-a-person", 3)]


@pytest.mark.parametrize(
    ("name", "code"),
    (("call-555-123-4567", "phone-number"), ("2-of-3-students", "small-group-in-text"), ("student-id-204918", "student-number")),
)
def test_the_name_of_a_file(name: str, code: str) -> None:
    assert private_codes({CYCLE.replace("first-calls", name): CYCLE_BEGINS}) == [(code, 1)]


@pytest.mark.parametrize("name", ("report-2011-2012", "calls-2018-03-02", "cycle-555", "grade-9-of-12"))
def test_the_name_of_a_file_that_tells_nothing(name: str) -> None:
    assert private_codes({CYCLE.replace("first-calls", name): CYCLE_BEGINS}) == []


def test_who_accepts_a_name_does_not_repeat_it_in_the_report() -> None:
    text = "summary: Ms. Okafor called\naccepted: [{code: names-a-person, why: She is the author of the method}]\n"
    _, _, found = read({CYCLE: CYCLE_BEGINS + text})
    assert [one.severity for one in found if one.code.private] == ["info"]
    assert all("author" not in one.hint and "Okafor" not in one.hint for one in found)


# A small group: numbers that stand nowhere else are looked for

SMALL = {
    "table": {VALUES: "date,site,grade,numerator,denominator\n2026-09,lincoln,9,7771,7772\n"},
    "test": {CYCLE: f"{CYCLE_BEGINS}predictions:\n- {{question: Q, measure: attendance, before: 77.71, after: 77.72, size: 3}}\n"},
    "test with another fault": {
        CYCLE: f"{CYCLE_BEGINS}predictions:\n- {{question: Q, measure: attendance, before: 77.71, size: 3, verdict: wow}}\n"
    },
    "finding": {FINDING: f"{FINDING_BEGINS}after: {{value: 77.71, size: 3}}\n"},
    "finding with another fault on the line": {FINDING: f"{FINDING_BEGINS}after: {{value: 77.71, size: 3, sizes: 4}}\n"},
    "text": {CYCLE: f"{CYCLE_BEGINS}summary: 2 of 3 students had 77.71 points\n"},
}


@pytest.mark.parametrize("files", SMALL.values(), ids=SMALL)
def test_the_numbers_of_a_small_group_are_nowhere(files: dict[str, str]) -> None:
    network = {NETWORK: "title: Our network\nprivacy: {minimum_group: 1000}\n"} if VALUES in files else {}
    files = {path: text.replace("7772", "772").replace("7771", "771") for path, text in files.items()} if network else files
    assert errors({**network, **files})
    shown = output({**network, **files})
    assert not any(number in shown for number in ("77.71", "77.72", "772", "771"))
