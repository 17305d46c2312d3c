"""The fishbone: every cause once in full, on its bone or on what it leads to; the list says the same."""

from __future__ import annotations

from collections import Counter
from itertools import combinations
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nicbook.drawing.fishbone import Bone, Fishbone, Twig, fishbone_of, to_outline
from nicbook.drawing.fishbone_svg import to_svg
from nicbook.drawing.wrapping import text_width
from nicbook.website import read_base

from .diagrams import HOSTILE_TITLES


def drawn(causes: dict[str, str]) -> Fishbone:
    """The fishbone of these causes: keys of YAML by id."""
    files = {"theory/networks/n/network.yml": b"title: Network\n"}
    files |= {f"theory/networks/n/causes/{name}.yml": f"title: The {name}\n{keys}\n".encode() for name, keys in causes.items()}
    base, _ = read_base(files)
    return fishbone_of(base.theory, "n", "The problem", lambda word: word.replace("-", " "))


def rows(fishbone: Fishbone) -> list[tuple[str, list[tuple[int, str, str]]]]:
    return [(bone.title, [(twig.depth, twig.title, twig.note) for twig in bone.twigs]) for bone in fishbone.bones]


def test_a_bone_for_each_category_and_other_last() -> None:
    found = drawn({"a": "category: Zeal", "b": "", "c": "category: Buses\nfound_by: time-study", "d": "category: buses"})
    assert rows(found) == [
        ("Buses", [(0, "The c", "found by time study"), (0, "The d", "")]),
        ("Zeal", [(0, "The a", "")]),
        ("Other", [(0, "The b", "")]),
    ]


def test_a_cause_hangs_on_the_cause_that_it_leads_to() -> None:
    found = drawn({"a": "category: Buses", "b": "leads_to: [a]\ncategory: Buses", "c": "leads_to: [b]"})
    assert rows(found) == [("Buses", [(0, "The a", ""), (1, "The b", ""), (2, "The c", "")])]


def test_a_cause_of_another_category_is_named_where_it_leads_with_where_it_stands() -> None:
    found = drawn({"a": "category: Buses", "b": "category: Lists\nleads_to: [a]\nfound_by: fishbone", "c": "leads_to: [b]"})
    assert rows(found) == [
        ("Buses", [(0, "The a", ""), (1, "The b", "see “Lists”")]),
        ("Lists", [(0, "The b", "found by fishbone"), (1, "The c", "")]),
    ]


def test_a_cause_that_leads_to_two_is_told_in_full_once() -> None:
    found = drawn({"a": "category: Buses", "b": "category: Buses", "c": "leads_to: [a, b]", "d": "leads_to: [c]"})
    ((_, twigs),) = rows(found)
    assert twigs == [(0, "The a", ""), (1, "The c", ""), (2, "The d", ""), (0, "The b", ""), (1, "The c", "see above")]


def test_loops_and_causes_of_other_networks_do_no_harm() -> None:
    found = drawn({"a": "leads_to: [b]", "b": "leads_to: [a]", "c": "leads_to: [elsewhere/x, c]"})
    in_full = {title for _, twigs in rows(found) for _, title, note in twigs if not note.startswith("see ")}
    assert in_full == {"The a", "The b", "The c"}
    assert rows(drawn({"a": "category: Buses\nleads_to: [b]", "b": "category: Buses\nleads_to: [a]"})) == [
        ("Buses", [(0, "The a", ""), (1, "The b", ""), (2, "The a", "see above")])
    ]


def test_without_causes_there_is_nothing_to_draw() -> None:
    assert to_svg(drawn({})) == to_outline(drawn({})) == ""


@st.composite
def theories(draw: st.DrawFn) -> dict[str, str]:
    """Up to 14 causes that lead to each other in any way, in circles too."""
    causes = {}
    all_of_them = draw(st.integers(1, 14))
    for number in range(all_of_them):
        category = draw(st.sampled_from(["", "category: Buses\n", "category: Lists\n", "category: Health\n"]))
        targets = draw(st.lists(st.integers(0, all_of_them - 1).filter(lambda to: to != number), unique=True, max_size=3) if all_of_them > 1 else st.just([]))
        leads = f"leads_to: [{', '.join(f'c{target}' for target in targets)}]" if targets else ""
        causes[f"c{number}"] = category + leads
    return causes


@settings(deadline=None, max_examples=60)
@given(theories())
def test_every_cause_once_in_full_and_every_link_once(causes: dict[str, str]) -> None:
    found = drawn(causes)
    in_full: Counter[str] = Counter()
    links: Counter[tuple[str, str]] = Counter()
    for bone in found.bones:
        path: list[str] = []
        for twig in bone.twigs:
            path[twig.depth :] = [twig.address]
            if not twig.note.startswith("see "):
                in_full[twig.address] += 1
            if twig.depth:
                links[path[-1], path[-2]] += 1
    assert in_full == Counter(f"networks/n/causes/{name}" for name in causes)
    written = [
        (f"networks/n/causes/{name}", f"networks/n/causes/{target.strip()}")
        for name, keys in causes.items()
        if "[" in keys
        for target in keys[keys.index("[") + 1 : -1].split(",")
    ]
    assert links == Counter(written)


def many(number: int, bones: int = 6) -> Fishbone:
    title = "Calls home reach a number that nobody has answered since the spring"
    twigs = [Twig(f"c{n}", f"{title}, {n}", "see “Rules and habits of the attendance office”", False, n // bones % 6) for n in range(number)]
    return Fishbone("Too many are away", tuple(Bone(f"Category {n}", tuple(twigs[n::bones])) for n in range(bones)))


@pytest.mark.parametrize("number", [6, 36, 120])
def test_words_never_stand_on_each_other_nor_outside(number: int) -> None:
    root = ElementTree.fromstring(to_svg(many(number)))
    width, height = float(root.get("width", 0)), float(root.get("height", 0))
    assert width < 960, "it grows in height, not in width"
    boxes = []
    for each in root.iter("{http://www.w3.org/2000/svg}text"):
        left, base = float(each.get("x", 0)), float(each.get("y", 0))
        size = 11 if each.get("class") == "nf-note" else 13
        boxes.append((left, left + text_width(each.text or "", size), base - 0.7 * size, base))
    assert all(0 < left and right < width and 0 < top and base < height for left, right, top, base in boxes)
    for (left, right, top, base), (other_left, other_right, other_top, other_base) in combinations(boxes, 2):
        assert right <= other_left or other_right <= left or base <= other_top or other_base <= top


def test_every_cause_is_a_link_that_says_how_it_was_found_and_where_it_hangs() -> None:
    found = drawn({"a": "category: Buses", "b": "leads_to: [a]\nfound_by: empathy-interview"})
    root = ElementTree.fromstring(to_svg(found, "../{}/".format))
    links = {each.get("href"): each.get("aria-label") for each in root.iter("{http://www.w3.org/2000/svg}a")}
    assert links == {
        "../networks/n/causes/a/": "The a. Category: Buses",
        "../networks/n/causes/b/": "The b. found by empathy interview. Leads to: The a",
    }


def test_the_list_says_the_same_as_the_drawing() -> None:
    found = drawn({"a": "category: Buses", "b": "leads_to: [a]\nfound_by: fishbone", "c": "", "d": "retired: {why: It is mended}"})
    drawing, outline = ElementTree.fromstring(to_svg(found)), ElementTree.fromstring(to_outline(found))
    assert [each.get("href") for each in outline.iter("a")] == [
        each.get("href") for each in drawing.iter("{http://www.w3.org/2000/svg}a")
    ]
    told = " ".join(outline.itertext())
    for each in ("Buses", "Other", "found by fishbone", "retired"):
        assert each in told


@pytest.mark.parametrize("title", HOSTILE_TITLES)
def test_titles_are_only_ever_text(title: str) -> None:
    hostile = Fishbone(title, (Bone(title, (Twig("a", title, "", False, 0), Twig("b", title, "retired", True, 1))),))
    tags = {each.tag.rpartition("}")[2] for each in ElementTree.fromstring(to_svg(hostile)).iter()}
    assert tags <= {"svg", "title", "g", "a", "text", "path", "rect"}
    assert {each.tag for each in ElementTree.fromstring(to_outline(hostile)).iter()} == {"ul", "li", "div", "span", "a"}
