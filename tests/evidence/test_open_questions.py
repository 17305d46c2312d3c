"""Where a network may test next: each gap is found, and none where there is none."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from nicbook.diagnostics import Severity
from nicbook.evidence import open_questions, unsayable
from nicbook.evidence.open_questions import Gap
from nicbook.theory import Theory
from nicbook.website import read_base

from .bases import MEASURE, PERCENT, by_group, counts, monthly
from .test_learned import BASE, N, read, test_of

ROUTINE = "networks/n/change-ideas/call"
CONTEXT = "title: {0}\nkind: school\ncontext: {{locale: {1}, shares: {{low_income: {2}}}}}\n"


def theory_of(files: dict[str, str]) -> Theory:
    base, found = read_base({path: text.encode() for path, text in (BASE | files).items()})
    assert not [one for one in found if one.severity is Severity.ERROR], found
    return base.theory


def ids(gaps: tuple[Gap, ...]) -> list[str]:
    return [gap.record.rpartition("/")[2] for gap in gaps]


def last(addresses: tuple[str, ...]) -> list[str]:
    return [each.rpartition("/")[2] for each in addresses]


def test_drivers_that_nothing_measures_and_for_which_nothing_was_tried() -> None:
    more = {"drivers__deep": "title: Deep\ndrives: [ties]\n", "drivers__alone": "title: Alone\ndrives: [aim]\n"}
    theory = read(**more)
    assert ids(open_questions.drivers_without_measure(theory, "n")) == ["alone", "deep", "ties"]
    assert ids(open_questions.drivers_without_test(theory, "n")) == ["alone", "deep", "ties"]
    tried = read(
        **more,
        change_ideas__dig="title: Dig\ndrives: [deep]\n",
        cycles__first=test_of("dig", "2026-01-01"),
        measures__count="title: C\nrole: process\nbetter: higher\nof: [deep]\ndefinition: {unit: count, counts: events}\n",
    )
    assert ids(open_questions.drivers_without_test(tried, "n")) == ["alone"], "what moves a driver was tried for it too"
    assert ids(open_questions.drivers_without_measure(tried, "n")) == ["alone", "ties"]


def test_an_idea_is_untried_until_a_school_starts_it_or_a_finding_is_about_it() -> None:
    planned = "title: O\nof: weekly\nsite: north\nstarted: 2027\nfollow_up: [{date: 2026, status: planning}]\n"
    theory = read(adaptations__ours=planned)
    [gap] = open_questions.never_tried(theory, "n")
    assert (gap.record, last(gap.others)) == (ROUTINE, ["ours"])
    assert open_questions.never_tried(read(cycles__first=test_of("weekly", "2026-01-01")), "n") == ()
    assert open_questions.never_tried(read(findings__one="title: R\nof: call\nsources: [old]\n"), "n") == ()


def test_tried_at_one_school_only() -> None:
    first, second = test_of("call", "2026-01-01"), test_of("weekly", "2026-02-01")
    [gap] = open_questions.tried_at_one_site(read(cycles__first=first, cycles__second=second), "n")
    assert (gap.record, gap.others) == (ROUTINE, ("sites/north",))
    elsewhere = second.replace("site: north", "site: south")
    assert open_questions.tried_at_one_site(read(cycles__first=first, cycles__second=elsewhere), "n") == ()


def test_kinds_of_context_that_member_schools_have_and_nobody_tried_it_in() -> None:
    theory = theory_of(
        {
            f"{N}/network.yml": "title: Our network\nmembers: [north, south, far]\n",
            f"{N}/cycles/first.yml": test_of("call", "2026-01-01"),
            "theory/sites/north.yml": CONTEXT.format("North", 11, 80),
            "theory/sites/south.yml": CONTEXT.format("South", 12, 90),
            "theory/sites/far.yml": CONTEXT.format("Far", 42, 30),
        }
    )
    [gap] = open_questions.untried_contexts(theory, "n")
    assert {(kind.place, kind.low_income): schools for kind, schools in gap.contexts.items()} == {("rural", "25 to 50"): ("sites/far",)}


def test_failures_that_repeat_at_two_schools() -> None:
    failed = "predictions: [{question: Do more come?, expect: Ten more., found: None., verdict: not-met}]\n"
    first = test_of("call", "2026-01-01", more=failed)
    again = test_of("weekly", "2026-02-01", more=failed)
    abandoned = test_of("weekly", "2026-02-01", site="south").replace("decision: adapt", "decision: abandon")
    assert open_questions.repeated_failures(read(cycles__first=first, cycles__again=again), "n") == (), "one school only"
    [gap] = open_questions.repeated_failures(read(cycles__first=first, cycles__other=abandoned), "n")
    assert last(gap.others) == ["first", "other"]


def test_what_nobody_heard_of_for_24_months_where_somebody_may_look_at_a_clock() -> None:
    theory = read(cycles__first=test_of("call", "2026-01-01"))
    assert open_questions.stale(theory, "n") == ()
    assert open_questions.stale(replace(theory, today=date(2028, 1, 1)), "n") == ()
    assert ids(open_questions.stale(replace(theory, today=date(2028, 1, 2)), "n")) == ["call"]


def test_drafts_routines_predictions_and_arrows() -> None:
    theory = read(
        cycles__first=test_of("call", "2026-01-01", more="predictions: [{question: Q?, expect: Ten *more*., found: Six came.}]\n"),
        drivers__ties="title: Ties\ndrives: [{to: aim, strength: weak}]\n",
    )
    assert [gap.lacks for gap in open_questions.draft_aims(theory, "n")] == [("a measure", "a target", "a date to reach it by")]
    [routine] = open_questions.incomplete_routines(theory, "n")
    assert "what to do, step by step" in routine.lacks
    assert [gap.lacks for gap in open_questions.unanswered_predictions(theory, "n")] == [("Ten *more*.",)]
    assert [(each.source.id, each.target.id) for each in open_questions.hypothesised_arrows(theory, "n")] == [("call", "ties")]


# --- what cannot be said ---------------------------------------------------------------------------------------------

RISE = [*["120,200"] * 6, *["124,200"] * 6, *["150,200"] * 12]


def of(*sites: str) -> dict[str, str]:
    """A network whose schools tried the same idea on 2025-01 and have two years of values."""
    rows = [row for site in sites for row in monthly(site, RISE)]
    return {
        f"{N}/measures/rate.yml": MEASURE.replace("strata: [grade, group]\n", "") + "of: [call]\n" + PERCENT,
        f"{N}/measures/rate.csv": counts(*rows),
        **{f"theory/sites/{site}.yml": f"title: {site}\nkind: school\n" for site in sites if site != "region"},
        **{
            f"{N}/cycles/at-{site}.yml": test_of("call", "2025-06-01", site, "scale: school\n").replace("2025-09-01", "2025-01-01")
            for site in sites
            if site != "region"
        },
    }


def test_results_of_few_schools_are_no_expectation() -> None:
    few = unsayable.from_few_schools(theory_of(of("a", "b", "c", "d")), "n")
    assert [each.schools for each in few] == [("sites/a", "sites/b", "sites/c", "sites/d")]
    assert unsayable.from_few_schools(theory_of(of("a", "b", "c", "d", "e")), "n") == ()


def test_results_that_are_compared_with_nothing() -> None:
    [alone] = unsayable.without_comparison(theory_of(of("a")), "n")
    assert alone.schools == ("sites/a",)
    region = {"theory/sites/region.yml": "title: The region\nkind: reference\n"}
    assert unsayable.without_comparison(theory_of({**of("a", "region"), **region}), "n") == ()


def test_schools_that_started_and_have_too_few_values_or_none() -> None:
    files = of("a", "b")
    rows = files[f"{N}/measures/rate.csv"].splitlines(keepends=True)
    files[f"{N}/measures/rate.csv"] = "".join(row for row in rows if ",b," not in row or row < "2024-04")
    [unclear] = unsayable.with_few_points(theory_of(files), "n")
    assert unclear.schools == ("sites/b",)
    assert unsayable.without_values(theory_of({f"{N}/cycles/first.yml": test_of("call", "2026-01-01")}), "n")


def test_measures_of_people_without_groups_and_with_values_that_are_held_back() -> None:
    assert [each.id for each in unsayable.without_groups(theory_of(of("a")), "n")] == ["rate"]
    table = by_group("2025-01,north,a,60,100", "2025-01,north,b,suppressed,suppressed")
    theory = theory_of({f"{N}/measures/rate.yml": MEASURE + PERCENT, f"{N}/measures/rate.csv": table})
    assert unsayable.without_groups(theory, "n") == ()
    assert [each.id for each in unsayable.with_hidden_values(theory, "n")] == ["rate"]
    assert unsayable.with_hidden_values(theory_of(of("a")), "n") == ()


def test_a_network_that_was_put_together_from_publications() -> None:
    finding = {f"{N}/findings/one.yml": "title: R\nof: call\nsources: [old]\n"}
    assert unsayable.is_from_publications(theory_of(finding), "n")
    assert not unsayable.is_from_publications(theory_of({}), "n"), "nothing is known of it at all"
    assert not unsayable.is_from_publications(theory_of({**finding, **of("a")}), "n")


def test_sources_that_disagree_that_were_read_in_part_and_that_were_written_by_the_network() -> None:
    finding = "title: R\nof: call\nverdict: better\nsources: [%s]\n"
    files = {
        f"{N}/network.yml": "title: Our network\nhub: {site: north}\n",
        "theory/sources/own.yml": "title: Own\nkind: web\nauthors: North, with friends\nread: excerpt\n",
        f"{N}/findings/one.yml": finding % "own",
        f"{N}/findings/two.yml": finding % "old" + "disagrees_with: [one]\n",
        f"{N}/findings/three.yml": finding % "old" + "disagrees_with: [two]\ncomparison: {who: Others, after: 3}\n",
    }
    theory = theory_of(files)
    assert [[each.id for each in group] for group in unsayable.disagreements(theory, "n")] == [["one", "three", "two"]]
    assert [each.id for each in unsayable.read_in_part(theory, "n")] == ["own"]
    assert [each.id for each in unsayable.reported_by_itself(theory, "n")] == ["one"]
    assert [each.id for each in unsayable.reported_without_comparison(theory, "n")] == ["one", "three", "two"]


def test_what_a_theory_begins_with() -> None:
    said = {"theory/networks/n/network.yml": "title: Our network\nproblem: {statement: Few come, seen_by_users: Nobody asks}\n"}
    [gap] = open_questions.theory_without(theory_of({**said, "theory/networks/bare/network.yml": "title: Bare\n"}), "bare")
    assert gap.lacks == ("what students and staff say of the problem", "a cause", "an aim", "a driver")
    [gap] = open_questions.theory_without(theory_of(said), "n")
    assert gap.lacks == ("a cause",)
