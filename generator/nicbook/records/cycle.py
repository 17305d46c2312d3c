"""A cycle: one test of one change, with predictions made before the data (PDSA and its kin)."""

from __future__ import annotations

from typing import Self

from pydantic import model_validator

from nicbook.records.common import Part, Record, Unit
from nicbook.records.fields import Date, FigureText, Slug, Text, fault, reference_to, vocabulary, words_or_reference_to

Answer = vocabulary("fully", "partly", "not", "cannot-tell", "too-early")


class Prediction(Part):
    """A question, what was expected, and what was found. Without `expect` it is an observation."""

    question: Text
    """What the test should answer."""
    expect: Text | None = None
    """What was expected, said before the data."""
    made: Date | None = None
    """When it was said; left out: when the cycle started."""
    measure: words_or_reference_to("measure") | None = None
    """The measure that answers, or words."""
    unit: Unit | None = None
    """The unit, where no measure gives it."""
    found: Text | None = None
    """What was found, in words."""
    before: FigureText | None = None
    """The figure before the change."""
    after: FigureText | None = None
    """The figure after the change."""
    size: FigureText | None = None
    """How many people or cases the figures are about."""
    verdict: vocabulary("met", "partly", "not-met", "cannot-tell") | None = None
    """Whether the prediction was met, as the author sees it."""


class Answers(Part):
    """The three questions at the end of every cycle."""

    as_planned: vocabulary("fully", "partly", "not") | None = None
    """Did the change happen as planned?"""
    process_moved: Answer | None = None
    """Did the direct effect show?"""
    aim_moved: Answer | None = None
    """Did that move us towards the aim?"""


class Cycle(Record):
    """One test of one change."""

    tests: reference_to("change-idea", "routine")
    """The change idea or routine that is tested."""
    variant: Slug | None = None
    """The variant of the routine."""
    adaptation: reference_to("adaptation") | None = None
    """The site's own version that is tested."""
    site: reference_to("site")
    """Where."""
    started: Date
    """When the test began."""
    ended: Date | None = None
    """When it ended; then what happened, what was learned and the decision belong here too."""
    follows: reference_to("cycle") | None = None
    """The cycle before this one in the chain."""
    design: vocabulary("pdsa", "lesson-study", "observation", "time-series", "randomised") = "pdsa"
    """The form of the inquiry."""
    scale: (
        vocabulary("one-learner", "one-class", "several-classes", "school", "several-schools", "network") | None
    ) = None
    """How large the test is."""
    objective: Text | None = None
    """What the test is for."""
    data_plan: Text | None = None
    """What is collected, by whom, when."""
    predictions: tuple[Prediction, ...] = ()
    """What was expected before the data, and what was found."""
    happened: Text | None = None
    """What was done, and what was seen."""
    surprises: Text | None = None
    """What nobody expected."""
    learned: Text | None = None
    """What the test taught."""
    assumptions: Text | None = None
    """What to revisit, and what else this suggests."""
    answers: Answers | None = None
    """The three questions at the end."""
    decision: vocabulary("adopt", "adapt", "expand", "abandon", "repeat") | None = None
    """What to do with the change now."""
    next: Text | None = None
    """The next step."""

    @model_validator(mode="after")
    def _has_ended_with_a_study(self) -> Self:
        missing = [name for name in ("happened", "learned", "decision") if getattr(self, name) is None]
        if self.ended is not None and missing:
            raise fault(
                "unfinished-cycle",
                f"The cycle has ended, but does not say: {', '.join(missing)}.",
                "Write what happened, what was learned and the decision (adopt, adapt, expand, abandon or repeat), "
                "or leave out `ended` while the test runs.",
                at="ended",
            )
        return self
