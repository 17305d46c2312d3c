"""The sheets to print: they say what the files say, and each fills one page of paper."""

from __future__ import annotations

import re

import pytest

from nicbook.pages.sheets import AFTER, AIM, ANSWERS, BEFORE, Field
from nicbook.records.kinds import KINDS
from nicbook.records.schema import schema_of

MILLIMETRE = 72 / 25.4
SHEETS = {"sheets/driver-diagram/": "landscape", "sheets/test/": "portrait"}


def part(kind: str, name: str = "") -> dict:
    schema = schema_of(KINDS[kind])
    return (schema["$defs"][name] if name else schema)["properties"]


CYCLE, PREDICTION, AIMS = part("cycle"), part("cycle", "Prediction"), part("aim")


def words_of(key: dict) -> list[str]:
    return key.get("enum") or schema_of(KINDS["cycle"])["$defs"][key["$ref"].rpartition("/")[2]]["enum"]


@pytest.mark.parametrize("field", [*BEFORE.values(), *AFTER.values()], ids=lambda field: field.keys[0])
def test_a_box_of_the_test_names_keys_and_words_of_the_format(field: Field) -> None:
    of = PREDICTION if field is AFTER["found"] else CYCLE
    assert set(field.keys) <= of.keys()
    if field.choices:
        assert list(field.choices) == words_of(of["verdict" if field is AFTER["found"] else field.keys[0]])


def test_the_three_answers_are_those_of_the_format() -> None:
    answers = part("cycle", "Answers")
    assert [field.keys[0] for field in ANSWERS] == list(answers)
    for field in ANSWERS:
        assert list(field.choices) == words_of(answers[field.keys[0]])


def test_what_a_finished_test_must_say_has_a_box() -> None:
    required = {*schema_of(KINDS["cycle"])["required"], "ended", "happened", "learned", "decision"}
    assert required <= {key for field in (*BEFORE.values(), *AFTER.values()) for key in field.keys}
    assert len(BEFORE) + len(AFTER) + 1 == 12  # with the three answers: what a teacher fills in fifteen minutes


def test_the_boxes_of_the_aim_name_keys_of_the_format() -> None:
    assert {field.keys[0].partition(":")[0] for field in AIM} <= AIMS.keys()


@pytest.mark.parametrize("address", SHEETS)
@pytest.mark.parametrize(("paper", "size"), [("A4", (210, 297)), ("Letter", (215.9, 279.4))])
def test_a_sheet_fills_one_page(real_site: str, visit, address: str, paper: str, size: tuple[float, float]) -> None:
    opened = visit(real_site + address)
    printed = opened.pdf(format=paper, prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", printed)) == 1
    wide, high = map(float, re.search(rb"/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]", printed).groups())
    expected = size if SHEETS[address] == "portrait" else size[::-1]
    assert (wide / MILLIMETRE, high / MILLIMETRE) == pytest.approx(expected, abs=1)
    opened.emulate_media(media="print")
    shown = opened.locator("body").inner_text()
    assert "Twelve boxes" in shown or "Draw a line" in shown
    assert "Typing it in" not in shown and "Home" not in shown


@pytest.mark.parametrize("width", [1280, 390])
def test_a_sheet_on_the_screen_fits_its_width(real_site: str, visit, width: int) -> None:
    for address in SHEETS:
        opened = visit(real_site + address, width=width)
        assert opened.evaluate("document.documentElement.scrollWidth") <= width


def test_the_menu_leads_to_the_sheets(real_site: str, visit) -> None:
    opened = visit(real_site + "sheets/")
    for name in ("Driver diagram", "A test of change"):
        assert opened.locator(".nicbook-sheets").get_by_role("link", name=name).count() == 1
