"""Judgements: what the method of improvement asks of the records, one small function a rule, one module a family.

A rule takes the theory and the day (None where nobody may look at a clock) and tells what it finds. Gaps of drafts and
candidates are info, warnings are what an author can mend, errors what would mislead or harm.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from nicbook.diagnostics import Diagnostic, Diagnostics
from nicbook.rules import aims, cycles, dates, drivers, findings, illustrative, links, measures, routines, superficial
from nicbook.theory import Theory

Rule = Callable[[Theory, date | None], Iterator[Diagnostic]]

RULES: tuple[Rule, ...] = (
    *aims.RULES,
    *cycles.RULES,
    *dates.RULES,
    *drivers.RULES,
    *findings.RULES,
    *illustrative.RULES,
    *links.RULES,
    *measures.RULES,
    *routines.RULES,
    *superficial.RULES,
)


def judge(theory: Theory, today: date | None) -> Diagnostics:
    """Everything that the rules find. What only follows from the absence of a record with faults is not told."""
    told = (found for rule in RULES for found in rule(theory, today))
    unsure = tuple(f"theory/networks/{network}/" for network in theory.incomplete)
    return tuple(found for found in told if not (found.code.absence and found.path.startswith(unsure)))
