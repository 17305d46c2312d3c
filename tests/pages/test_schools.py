"""One network, many schools: who tries what and who reports what, without rank or count; and a school's own page."""

from __future__ import annotations

import posixpath
import re

import pytest

from nicbook.website import Website

from .html import Html, website_of

NETWORK = "theory/networks/n"
PAGE = "networks/n/schools/"
BASE = {
    f"{NETWORK}/network.yml": "title: Our network\nmembers: [zebra, apple, quince, district]\n",
    f"{NETWORK}/aims/aim.yml": "title: The aim\nstatement: More.\n",
    f"{NETWORK}/drivers/driver.yml": "title: The driver\ndrives: [aim]\n",
    f"{NETWORK}/change-ideas/call.yml": "title: Call first\ndrives: [driver]\n",
    f"{NETWORK}/change-ideas/prizes.yml": "title: Prizes\ndrives: [driver]\nretired: {date: 2025-06}\n",
    f"{NETWORK}/change-ideas/bus.yml": "title: An earlier bus\ndrives: [driver]\n",
    f"{NETWORK}/routines/alone.yml": "title: Alone\nserves: [driver]\n",
    "theory/sites/zebra.yml": "title: Zebra School\nkind: school\n",
    "theory/sites/apple.yml": "title: apple School\nkind: school\n",
    "theory/sites/quince.yml": "title: Quince School\nkind: school\n",
    "theory/sites/district.yml": "title: The District\nkind: district\n",
}


def cycle(site: str, of: str = "call", decision: str = "", started: str = "2025-01", ended: str = "2025-02", **more: str) -> str:
    end = f"ended: {ended}\nhappened: Done.\nlearned: Much.\ndecision: {decision}\n" if decision else ""
    said = "".join(f"{key}: {value}\n" for key, value in more.items())
    return f"title: A test of {of} at {site}\ntests: {of}\nsite: {site}\nstarted: {started}\n{end}{said}"


def measure(**more: str) -> str:
    said = "".join(f"{key}: {value}\n" for key, value in more.items())
    return "role: outcome\nbetter: higher\ndefinition: {unit: percent, counts: students}\nof: [call]\n" + said


def site(**files: str) -> Website:
    """`cycles__a` is the record cycles/a; `__csv` at the end makes it the table beside it."""
    texts = dict(BASE)
    for name, text in files.items():
        path = name.replace("__csv", ".csv").replace("__", "/")
        texts[f"{NETWORK}/{path}" + ("" if path.endswith(".csv") else ".yml")] = text
    return website_of(texts)


def said(website: Website, address: str = PAGE) -> str:
    return Html(website.pages[address].html).text


def rows(website: Website, address: str = PAGE) -> list[str]:
    """The words of every row of a table, without the head."""
    return [Html(row).text for row in re.findall(r"<tr>\n<th scope=\"row\">.*?</tr>", website.pages[address].html, re.DOTALL)]


TESTED = {
    "cycles__a": cycle("zebra", decision="adopt", scale="one-class"),
    "cycles__b": cycle("apple", decision="abandon"),
    "cycles__c": cycle("apple", "prizes"),
    "cycles__d": cycle("zebra", "alone", "adapt"),
}


def test_schools_stand_in_the_order_of_the_alphabet() -> None:
    assert [row.split(" School")[0] for row in rows(site(**TESTED))] == ["apple", "Zebra"]


def test_a_cell_says_the_state_and_how_large_the_test_was_and_leads_to_the_test() -> None:
    website = site(**TESTED)
    apple, zebra = rows(website)
    assert "abandoned test 2025-01" in apple and "testing test 2025-01" in apple
    assert "adopted one class test 2025-01" in zebra and "adapted test 2025-01" in zebra
    assert "../cycles/a/" in Html(website.pages[PAGE].html).links


def test_what_nobody_tried_and_who_tried_nothing_is_said() -> None:
    text = said(site(**TESTED))
    assert "No test at a school is recorded here of An earlier bus." in text
    assert "Nothing of this is recorded at Quince School." in text


def test_the_schools_own_words_are_marked_as_its_own() -> None:
    predictions = "[{question: Q?, expect: Yes., found: No., verdict: not-met}, {question: R?, expect: Yes., verdict: met}]"
    text = said(site(cycles__a=cycle("zebra", decision="adapt", predictions=predictions)))
    assert "The school says: predictions not met, met" in text


def test_what_the_values_show_is_computed_and_says_what_it_is_compared_with() -> None:
    months = [f"{year}-{month:02d}" for year in (2023, 2024) for month in range(1, 13)]
    table = "date,site,numerator,denominator\n" + "".join(
        f"{month},zebra,{500 + 20 * (step % 2) + 100 * (step > 11)},1000\n" for step, month in enumerate(months)
    )
    website = site(cycles__a=cycle("zebra", started="2024-01", scale="school"), measures__m="title: Came\n" + measure(), measures__m__csv=table)
    assert "Came clearly better than before; nothing to compare with" in rows(website)[0]


def test_there_are_no_totals_of_tests() -> None:
    many = {f"cycles__t{number}": cycle("zebra", decision="repeat", started=f"2024-{number:02d}") for number in range(1, 8)}
    assert not re.search(r"\b[78]\b|\bseven\b", said(site(**many)).replace("2024-07", ""))


def test_who_reports_up_to_when_in_which_version_and_who_does_not() -> None:
    website = site(
        measures__m="title: Came\n" + measure(versions="[{id: v1, since: 2024}, {id: v2, since: 2025-02}]"),
        measures__m__csv="date,site,numerator,denominator,version\n2025-01,apple,60,100,v1\n2025-03,zebra,60,100,v2\n",
        measures__other="title: Stayed\n" + measure(),
    )
    apple, zebra = rows(website)
    assert "up to 2025-01, version v1 an earlier version others up to 2025-03" in apple
    assert "up to 2025-03, version v2" in zebra and "earlier" not in zebra
    text = said(website)
    assert "No values of these are recorded at Quince School." in text
    assert "Nobody reports these measures here: Stayed." in text


def test_partners_stand_apart() -> None:
    assert re.search(r"Others who take part The District district", said(site(**TESTED)))
    assert not [row for row in rows(site(**TESTED)) if "District" in row]


def test_a_network_of_which_nobody_is_known_has_no_such_page() -> None:
    assert PAGE not in website_of({f"{NETWORK}/network.yml": "title: Our network\n"}).pages


def test_many_ideas_go_by_their_primary_driver() -> None:
    more = {f"drivers__d{number}": f"title: Driver {number}\ndrives: [aim]\n" for number in range(3)}
    for number in range(9):
        more[f"change-ideas__i{number}"] = f"title: Idea {number}\ndrives: [d{number % 3}]\n"
        more[f"cycles__c{number}"] = cycle("apple", f"i{number}")
    html = site(**more).pages[PAGE].html
    tables = re.findall(r"<table.*?</table>", html, re.DOTALL)
    assert [table.count('scope="col"') for table in tables] == [4, 4, 4]
    assert [Html(heading).text for heading in re.findall(r"<h3.*?</h3>", html)] == ["Driver 0", "Driver 1", "Driver 2"]


# --- the page of a school --------------------------------------------------------------------------------------------


def drawn(website: Website, address: str) -> dict[str, str]:
    """What a screen reader says of each box, by its id."""
    html = website.pages[address].html
    return {id: name for id, name in re.findall(r'data-node="(.*?)".*?aria-label="(.*?)"', html)}


def test_the_diagram_as_a_school_sees_it_marks_what_it_tried_and_nothing_else() -> None:
    boxes = drawn(site(**TESTED), "sites/apple/")
    assert boxes["call"].startswith("Change idea: Call first. Abandoned. Drives")
    assert "Retired. Testing." in boxes["prizes"]
    assert boxes["bus"] == "Change idea: An earlier bus. Drives: The driver (hypothesised)."
    assert "measure" not in boxes["driver"]


def test_what_has_no_box_is_named_below_the_diagram() -> None:
    assert "Tried here too, and not in the diagram: Alone" in said(site(**TESTED), "sites/zebra/")


def test_of_a_large_theory_a_school_sees_its_own_part() -> None:
    more = {f"change-ideas__i{number}": f"title: Idea {number}\ndrives: [driver]\n" for number in range(90)}
    boxes = drawn(site(**more, **TESTED), "sites/apple/")
    assert boxes.keys() == {"aim", "driver", "call", "prizes"}


def test_a_school_says_what_it_reports_and_what_only_others_do() -> None:
    website = site(
        measures__m="title: Came\n" + measure(),
        measures__m__csv="date,site,numerator,denominator\n2025-01,apple,60,100\n",
        cycles__a=cycle("zebra"),
    )
    assert "Came: up to 2025-01" in said(website, "sites/apple/")
    assert "Others report these too: Came." in said(website, "sites/zebra/")


@pytest.mark.parametrize("address", (PAGE, "sites/zebra/", "sites/quince/", "sites/district/"))
def test_every_link_leads_somewhere(address: str) -> None:
    website = site(**TESTED)
    for link in Html(website.pages[address].html).links:
        target, _, anchor = link.partition("#")
        page = posixpath.normpath(posixpath.join("/" + address, target)).strip("/")
        page = website.pages[f"{page}/" if page else ""]
        assert not anchor or anchor in Html(page.html).ids, link


def test_nothing_made_up_stands_on_the_page_of_a_real_school() -> None:
    made_up = {
        "theory/networks/toy/network.yml": "title: A toy\nillustrative: true\nmembers: [apple]\n",
        "theory/networks/toy/cycles/play.yml": "illustrative: true\n" + cycle("apple", "n/call", "adopt").replace("A test", "A game"),
    }
    website = website_of(BASE | made_up)
    assert "What it tries in A toy" not in said(website, "sites/apple/")
    assert not [row for row in rows(website) if "adopted" in row]
    assert "Call first" not in said(website, "networks/toy/schools/")


def test_a_school_without_its_name_is_dated_to_the_month() -> None:
    hidden = {"theory/sites/quince.yml": "title: School Q\nkind: school\nnamed: false\n"}
    texts = BASE | hidden | {f"{NETWORK}/cycles/a.yml": cycle("quince", decision="adopt")}
    assert not re.search(r"\d{4}-\d\d-\d\d", said(website_of(texts)))
    days = TESTED | {"cycles__a": cycle("zebra", decision="adopt", started="2025-01-13", ended="2025-02-20")}
    assert not re.search(r"\d{4}-\d\d-\d\d", said(site(**days)))
