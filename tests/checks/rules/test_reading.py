"""PT001, PT002: what could not be read is a finding like any other."""

from __future__ import annotations

import pytest

from policytrace.locations import Location
from policytrace.messages import message
from policytrace.plan.graph import Graph
from policytrace.plan.model import Problem, ReadingProblem
from tests.plan_builder import COMPLETE, all_findings, findings_of


def problem(kind: Problem, item_id: str = "") -> ReadingProblem:
    """A problem of `kind` on line 3."""
    return ReadingProblem(
        problem=kind,
        item=item_id,
        location=Location(file="plan.md", line=3),
        message=message("Something is wrong."),
        hint=message("Mend it."),
    )


@pytest.mark.parametrize(
    ("code", "kind", "other"),
    [("PT001", Problem.TEXT, Problem.SHAPE), ("PT002", Problem.SHAPE, Problem.TEXT)],
)
def test_a_problem_becomes_a_finding_of_its_rule(code: str, kind: Problem, other: Problem) -> None:
    given = problem(kind, "ATG-A")
    [found] = findings_of(code, Graph((), problems=[problem(other), given]))
    assert (found.item, found.location) == (given.item, given.location)
    assert (found.message, found.hint) == (given.message, given.hint)


def test_a_problem_of_reading_hides_no_other_finding() -> None:
    graph = Graph(COMPLETE[:-1], problems=[problem(Problem.TEXT)])
    assert {("PT001", ""), ("PT104", "STR-A")} <= set(all_findings(graph))
