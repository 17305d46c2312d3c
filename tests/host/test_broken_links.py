"""A link inside the website that leads nowhere is an error."""

from __future__ import annotations

import pytest

from nicbook.broken_links import broken_links
from nicbook.website import Website

from .example import page, website


def found_on(link: str) -> list[str]:
    made = Website(
        {
            one.address: one
            for one in (
                page("", "Home"),
                page("a/b/", "Here", f'<p id="here"><a class="x" href="{link}">go</a></p>', source="theory/b.yml"),
                page("a/", "Above", '<h2 id="part">Part</h2>'),
                page("über/", "Far"),
            )
        },
        {"a/files/tool.pdf": b""},
    )
    return [f"{found.path}: {found.message}" for found in broken_links(made)]


@pytest.mark.parametrize(
    "link",
    [
        "../../", "..", "../", "../../a/", ".", "", "#here", "../#part", "../../%C3%BCber/", "../files/tool.pdf",
        "https://example.org/nowhere", "mailto:hub@example.org", "../../a/?x=1#part",
    ],
)  # fmt: skip
def test_links_that_lead_somewhere_are_fine(link: str) -> None:
    assert found_on(link) == []


@pytest.mark.parametrize(
    "link", ["../c/", "#nowhere", "../#here", "../../../", "/a/", "../files/gone.pdf", "../index.md", "../files/"]
)
def test_links_that_lead_nowhere_are_named_with_the_file_to_mend(link: str) -> None:
    assert found_on(link) == [f"theory/b.yml: On the page “Here” the link {link} leads nowhere."]


def test_images_are_links_too_and_words_are_not() -> None:
    pages = [
        page("", "Home", '<img alt="" src="gone.png">', source="content/home.md"),
        page("words/", "Words", '<p>Write href="gone/" &lt;a href="gone/"&gt; there.</p><code>id="x"</code>'),
    ]
    made = Website({one.address: one for one in pages}, {})
    assert [found.path for found in broken_links(made)] == ["content/home.md"]


def test_the_example_has_no_broken_link() -> None:
    assert broken_links(website()) == ()
