"""The pages about the format as readers meet them: without barriers, and their examples can be copied."""

from __future__ import annotations

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe

REPOSITORY = Path(__file__).parent.parent.parent


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("page", ["format/", "format/network/", "format/measure/", "format/routine/"])
def test_a_page_has_no_barrier(real_site: str, visit, page: str, width: int, scheme: str) -> None:
    opened = visit(real_site + page, width=width, scheme=scheme)
    opened.eval_on_selector_all("details", "all => all.forEach(one => (one.open = true))")
    found = Axe().run(opened).response["violations"]
    assert not found, "\n".join(f"{each['id']}: {[node['target'] for node in each['nodes']]}" for each in found)
    assert opened.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), "the page scrolls sideways"


def test_what_is_copied_from_an_example_is_its_file(real_site: str, visit) -> None:
    opened = visit(real_site + "format/driver/")
    example = opened.locator("details.nicbook-example").first
    path = example.locator("code").first.inner_text()
    copied = opened.evaluate(
        "code => { getSelection().selectAllChildren(code); return getSelection().toString(); }",
        example.locator("pre > code").element_handle(),
    )
    assert copied.strip() == (REPOSITORY / path).read_text(encoding="utf-8").strip()


def test_an_id_in_an_example_leads_to_its_record(real_site: str, visit) -> None:
    opened = visit(real_site + "format/lesson/")
    opened.locator("pre").get_by_role("link", name="weekly-check-in").first.click()
    opened.wait_for_url("**/networks/example-coming-to-school/routines/weekly-check-in/")
