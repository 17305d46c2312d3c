"""The pages about the format: every key and word of every kind, and the example as its files have it."""

from __future__ import annotations

import re
from html import unescape

import pytest

from nicbook.records.kinds import KINDS, Kind
from nicbook.records.schema import schema_of
from nicbook.website import build

BASE = {
    "theory/networks/ties/network.yml": "title: Ties\nillustrative: true\n",
    "theory/networks/ties/aims/attendance.yml": "title: Attendance\nstatement: More come.\n",
    "theory/networks/ties/drivers/adults.yml": (
        "title: Adults who know me\n"
        "# Two spaces stand before keys inside.\n"
        "drives:\n"
        "  - to: attendance\n"
        "    because: >-\n"
        "      Somebody notices: 1 < 2 & more, even\n"
        "      # so.\n"
        "causes: []\n"
    ),
}

ON_THE_INDEX = ("Cited", "Figure", "Since", "Retired", "Wording", "ReportedStatus", "Accepted")
"""Parts that every kind has: their keys are explained once, on the index."""

every_kind = pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS.keys())


def pages(files: dict[str, str]) -> dict[str, str]:
    website, _ = build({path: text.encode() for path, text in files.items()})
    return {address: page.html for address, page in website.pages.items()}


def words(html: str) -> str:
    return unescape(re.sub("<[^>]*>", "", html))


@pytest.fixture(scope="module")
def with_example() -> dict[str, str]:
    return pages(BASE)


@every_kind
def test_a_page_names_every_key_and_every_word_of_its_kind(with_example: dict[str, str], kind: Kind) -> None:
    html = with_example[f"format/{kind.name}/"]
    schema = schema_of(kind)
    for key, value in schema["properties"].items():
        assert f"<code>{key}</code>" in html
        for word in value.get("enum", ()):
            assert f"<code>{word}</code>" in html
    for name, part in schema["$defs"].items():
        if name not in ON_THE_INDEX:
            assert all(f"<code>{key}</code>" in html for key in part["properties"])


def test_the_index_leads_to_every_kind_and_explains_what_all_share(with_example: dict[str, str]) -> None:
    html = with_example["format/"]
    assert all(f'href="{name}/"' in html for name in KINDS)
    assert all(f"<code>{key}</code>" in html for key in ("size", "at", "because_of", "replaced_by", "aliases", "by"))
    assert all(place in html for place in ('id="dates"', 'id="figures"', 'id="sources"', 'id="since"', 'id="retired"'))


def test_a_key_tells_what_it_takes(with_example: dict[str, str]) -> None:
    driver = with_example["format/driver/"]
    assert re.search(r"<code>drives</code>\s*<span[^>]*>required", driver)
    text = re.sub(r"\s+", " ", words(driver))
    assert "a list; each item is its to alone, or these keys:" in text
    assert "the id of an aim or a driver" in text
    assert "a list; each item is the id of a cause" in text
    assert '<a href="../cause/">a cause</a>' in driver


def test_the_example_is_shown_as_it_is_written_with_its_ids_as_links(with_example: dict[str, str]) -> None:
    html = with_example["format/driver/"]
    shown = re.search(r'<pre class="nicbook-file"><code>(.*?)</code></pre>', html, re.DOTALL)
    assert shown and words(shown[1]) == BASE["theory/networks/ties/drivers/adults.yml"]
    assert '<a href="../../networks/ties/aims/attendance/">attendance</a>' in shown[1]
    assert "<b>because</b>" in shown[1]
    assert "Made up to show the format" in html and 'href="../../networks/ties/drivers/adults/"' in html


def test_a_table_is_shown_beside_its_record() -> None:
    table = 'date,site,value,note\n2025,north,4,"late, and cold"\n'
    measure = "title: Late buses\nrole: process\nbetter: lower\ndefinition: {unit: count, counts: events}\n"
    folder = "theory/networks/ties/measures"
    files = {**BASE, f"{folder}/late-buses.yml": measure, f"{folder}/late-buses.csv": table}
    files["theory/sites/north.yml"] = "title: North\nkind: school\n"
    assert table in words(pages(files)["format/measure/"])


def test_without_an_example_the_keys_stand_alone() -> None:
    html = pages({"theory/networks/ties/network.yml": "title: Ties\n"})["format/network/"]
    assert "<code>seen_by_users</code>" in html
    assert "Examples" not in html and "Made up" not in html
