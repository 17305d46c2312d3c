"""The page of a test of change: plan, do, study, act, its claims beside its figures, its ramp, its chart, its features."""

from __future__ import annotations

from .html import Html, website_of
from .test_every_field import REPOSITORY, published

N = "theory/networks/n"
BASE = {
    f"{N}/network.yml": "title: Coming to school\n",
    f"{N}/aims/attendance.yml": "title: Attendance\nstatement: More come.\n",
    f"{N}/drivers/ties.yml": "title: Ties to adults\ndrives: [attendance]\n",
    f"{N}/change-ideas/call.yml": "title: Call home\ndrives: [ties]\nhypothesis: If we call then they come.\n",
    f"{N}/measures/rate.yml": "title: Attendance rate\nrole: outcome\nbetter: higher\ndefinition: {unit: percent, counts: students}\n",
    f"{N}/measures/rate.csv": "date,site,numerator,denominator\n2025-12,lincoln,80,100\n2026-01,lincoln,82,100\n2026-02,lincoln,83,100\n",
    "theory/sites/lincoln.yml": "title: Lincoln High\nkind: school\ncontext: {locale: 41, shares: {low_income: 71}}\n",
    "theory/sites/roosevelt.yml": "title: Roosevelt High\nkind: school\ncontext: {locale: 12, shares: {low_income: 30}}\n",
}
TEST = "title: First calls\ntests: call\nsite: lincoln\nstarted: 2026-01-12\nscale: one-class\n"
END = "ended: 2026-01-30\nhappened: We called.\nlearned: Calls at noon reach nobody.\ndecision: adapt\n"
SECOND = (
    "title: Second calls\ntests: call\nsite: roosevelt\nstarted: 2026-09-14\nscale: school\nfollows: first\n"
)


def page(cycles: dict[str, str], id: str = "first") -> Html:
    files = {f"{N}/cycles/{name}.yml": text for name, text in cycles.items()}
    return Html(website_of({**BASE, **files}).pages[f"networks/n/cycles/{id}/"].html)


def read(text: str, **others: str) -> str:
    return page({"first": text, **others}).text


def test_plan_do_study_act_stand_in_this_order_with_what_was_written() -> None:
    text = read(
        f"{TEST}{END}objective: Find a good time.\ndata_plan: A list.\nsurprises: A neighbour came.\nnext: Call in the evening.\n"
        "assumptions: That families work by day.\n"
        "predictions: [{question: Do they answer?, expect: Nearly all., found: Most did., verdict: partly}]\n"
    )
    pieces = (
        *("Plan what we wanted to find out", "Find a good time.", "Do they answer?", "A list."),
        *("Do what happened", "We called."),
        *("Study what we found", "A neighbour came.", "Calls at noon reach nobody.", "Did the change happen as planned? not answered"),
        *("Act what comes next", "The decision: adapt", "Call in the evening.", "That families work by day."),
    )
    places = []
    for piece in pieces:
        places.append(text.find(piece, places[-1] if places else text.index("Plan what")))
    assert all(earlier < later for earlier, later in zip(places, places[1:], strict=False)), dict(zip(pieces, places, strict=True))


def test_prediction_and_result_stand_side_by_side_with_both_verdicts() -> None:
    text = read(
        f"{TEST}{END}predictions:\n"
        "  - {question: Do more come?, expect: Ten points more., made: 2026-01-09, measure: rate, found: A few more., before: 80, after: 82, size: 120, verdict: partly}\n"
        "  - {question: Do families like it?, expect: Nearly all., found: Most do., verdict: met}\n"
        "  - {question: What do they say?, found: They like it.}\n"
        "answers: {as_planned: partly, aim_moved: too-early}\n"
    )
    assert (
        "Do more come? Predicted 2026-01-09, date as stated Ten points more. "
        "Found A few more. from 80 to 82 percent (n = 120) Measured by Attendance rate "
        "Those who tested say partly met By its figures not met" in text
    )
    assert "Predicted 2026-01-12, when the test began Nearly all. Found Most do. Those who tested say prediction met What" in text
    assert "What do they say? No prediction Nobody had said what to expect. Found They like it." in text
    assert "Did the change happen as planned? partly" in text
    assert "Did that move us towards the aim? too early to tell" in text


def test_a_test_that_runs_says_so() -> None:
    text = read(TEST)
    assert "still running" in text and "since 2026-01-12" in text
    assert "Act what comes next No decision yet: the test is still running." in text


def test_the_ramp_names_each_test_with_what_is_new_in_it() -> None:
    cycles = {"first": TEST + END, "second": SECOND}
    for id, title in (("first", "First calls this test"), ("second", "First calls")):
        text = page(cycles, id).text
        assert "From one class to a whole school, at 2 sites (rural, city), in 2 terms." in text
        assert f"2026-01-12 to 2026-01-30 {title} Lincoln High adapt one class since 2026-09-14 Second calls" in text
        assert (
            "Roosevelt High New: another site; city in place of rural; 25 to 50 percent from low-income families in place of "
            "50 to 75; larger; autumn 2026 no decision yet a whole school" in text
        )


def test_where_a_ramp_branches_it_says_what_a_test_goes_on_from() -> None:
    beside = SECOND.replace("Second", "Other").replace("2026-09-14", "2026-10-05")
    text = read(TEST + END, second=SECOND, third=beside)
    assert text.count("goes on from “First calls”") == 1


def test_a_test_that_nothing_follows_has_no_ramp_and_says_how_to_get_one() -> None:
    text = read(TEST)
    assert "The ramp of tests" not in text
    assert "Linked tests missing No test comes before it or after it. To get it: Let the next test build on what this one taught" in text


def test_features_say_there_missing_or_not_known() -> None:
    text = read(f"{TEST}predictions: [{{question: Do more come?, measure: rate}}]\n".replace("scale: one-class\n", ""))
    assert "Data over time there Its measure has 3 values here around the time of the test." in text
    assert "Small at first not known This test does not say how large it was." in text
    assert "A stated theory there “Call home” says why it should work and what it should move." in text


def test_the_chart_of_a_measure_at_the_site_marks_the_time_of_the_test() -> None:
    question = "predictions: [{question: Do more come?, measure: rate}]\n"
    text = read(TEST + END + question)
    assert "What changed before this test began did not come from it. Attendance rate" in text
    assert "This test began (2026-01-12)" in text and "This test ended (2026-01-30)" in text
    elsewhere = read((TEST + END + question).replace("lincoln", "roosevelt"))
    assert "How it moved here" not in elsewhere


def test_beside_the_chart_of_everyone_stands_how_groups_fared() -> None:
    page = published(REPOSITORY)[1].pages["networks/example-coming-to-school/cycles/check-in-at-canal/"]
    said = "This chart is of everyone together. By group, since the change began here: English learners: clearly worse;"
    assert said in Html(page.html).text
