"""The networks side by side, and one way through each of them: real ones only, and what is not known says so."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from nicbook.files.folder import read_folder
from nicbook.pages.links import Links
from nicbook.pages.path_views import path_view
from nicbook.website import Base, Website, build, read_base

from .html import Html
from .test_every_field import published

REPOSITORY = Path(__file__).parents[2]

SEEDS = (
    "bten",
    "c3wp",
    "carnegie-math-pathways",
    "carpe",
    "fresno",
    "high-tech-high-college-access",
    "menomonee-falls",
    "new-visions",
    "summit",
)
"""The networks that the knowledge base grew from."""

FILES = {
    "networks/alpha/network.yml": "title: Alpha\nproblem: {statement: Few students finish}\nmembers: [north]\nhub: {site: north}\n",
    "networks/alpha/aims/aim.yml": "title: More finish\nstatement: More students finish\n",
    "networks/alpha/causes/cause.yml": "title: Nobody asks\n",
    "networks/alpha/drivers/driver.yml": "title: Known by an adult\ndrives: [aim]\ncauses: [cause]\n",
    "networks/alpha/change-ideas/idea.yml": "title: A weekly talk\ndrives: [driver]\n",
    "networks/alpha/lessons/lesson.yml": "title: Talks help\nclaim: Talks help\nabout: [idea]\nsupported_by: [finding]\n",
    "networks/alpha/findings/finding.yml": "title: Talks were liked\nof: idea\nsources: [report]\n",
    "networks/beta/network.yml": "title: Beta\norganisation_aim: Everybody improves\n",
    "networks/beta/lessons/first.yml": "title: Begin small\nclaim: Begin small\nabout: [beta]\n",
    "networks/example/network.yml": "title: Made up\nillustrative: true\n",
    "networks/example/aims/a.yml": "title: A made-up aim\nstatement: More\n",
    "sites/north.yml": "title: North High\nkind: school\ncontext: {locale: 43, students: 500, shares: {low_income: 60}}\n",
    "sources/report.yml": "title: The report\nkind: report\n",
}


def text_of(html: str) -> str:
    return Html(html).text


def website(**others: str) -> Website:
    files = {f"theory/{path}": text.encode() for path, text in FILES.items() if not others or path.split("/")[1] != others["leave_out"]}
    made, _ = build(files | {"mkdocs.yml": b""})
    return made


def test_every_real_network_is_there_and_nothing_made_up() -> None:
    page = website().pages["side-by-side/"]
    words = text_of(page.html)
    for expected in ("Few students finish", "More finish", "A weekly talk", "Talks help", "Everybody improves", "North High"):
        assert expected in words
    assert "rural, remote, 500 students, 60 percent from low-income families" in words
    assert "no aim with a measure is known here" in words
    assert "made-up" not in words and "Made up" not in words


def test_one_network_is_compared_with_nothing() -> None:
    pages = website(leave_out="beta").pages
    assert "side-by-side/" not in pages
    assert "side-by-side" not in pages[""].html


def test_a_reader_can_walk_from_the_problem_to_the_source() -> None:
    html = website().pages["networks/alpha/"].html
    path = text_of(html[html.index('id="nicbook-path"') :])
    places = [
        path.index(words)
        for words in ("Few students finish", "Nobody asks", "Known by an adult", "A weekly talk", "Talks were liked", "Talks help", "The report")
    ]
    assert places == sorted(places)


def test_what_is_not_known_on_the_way_says_so() -> None:
    html = website().pages["networks/beta/"].html
    path = text_of(html[html.index('id="nicbook-path"') :])
    assert path.index("Everybody improves") < path.index("not known here") < path.index("Begin small")


@pytest.fixture(scope="module")
def base() -> Base:
    return read_base(read_folder(REPOSITORY)[0])[0]


@pytest.mark.parametrize("seed", SEEDS)
def test_each_network_of_the_beginning_has_a_whole_path(seed: str, base: Base) -> None:
    network = base.theory.entries[f"networks/{seed}"]
    steps = path_view(network, replace(Links(base.theory, base.addresses, ""), network=seed))
    assert len(steps) == 7
    assert [step.label for step in steps if step.item is None and step.words is None] == []


def test_whose_theory_it_is_stands_beside_its_aims_and_with_its_diagram() -> None:
    network = FILES["networks/alpha/network.yml"] + "theory_by: two visitors, from what they read\n"
    files = {f"theory/{path}": text.encode() for path, text in (FILES | {"networks/alpha/network.yml": network}).items()}
    made, _ = build(files | {"mkdocs.yml": b""})
    for address in ("side-by-side/", "networks/alpha/", "networks/alpha/diagram/", "networks/alpha/drivers/driver/"):
        assert "Put together by two visitors, from what they read." in text_of(made.pages[address].html), address


@pytest.mark.parametrize("seed", SEEDS)
def test_the_theory_of_each_network_of_the_beginning_says_who_put_it_together(seed: str) -> None:
    page = published(REPOSITORY)[1].pages[f"networks/{seed}/diagram/"]
    assert "Put together by the editors" in text_of(page.html)
