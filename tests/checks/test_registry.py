"""The catalogue of rules: codes, order of registration, and what each rule must say of itself."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

import policytrace.checks.rules  # noqa: F401 - importing it fills the registry
from policytrace.checks.registry import (
    RULES,
    Context,
    DuplicateRuleError,
    Violation,
    rule,
    violation,
)
from policytrace.plan.graph import Graph
from policytrace.schema.roles import Role
from policytrace.severity import Severity
from tests.plan_builder import item, plan

FIRST_GATE = {*(f"PT10{n}" for n in range(1, 9)), *(f"PT20{n}" for n in range(1, 10))}


def nothing(_graph: Graph, _context: Context) -> Iterator[Violation]:
    """Find nothing."""
    return iter(())


@pytest.fixture
def registry() -> Iterator[None]:
    """The real registry, put back as it was afterwards."""
    saved = dict(RULES)
    yield
    RULES.clear()
    RULES.update(saved)


def test_the_first_gate_is_registered() -> None:
    assert RULES.keys() >= FIRST_GATE


@pytest.mark.parametrize("code", sorted(RULES))
def test_a_rule_says_what_is_wrong_and_how_to_mend_it(code: str) -> None:
    entry = RULES[code]
    assert entry.code == code
    assert entry.title == entry.title.strip() != ""
    assert not entry.title.endswith(".")
    assert entry.page.what, "its page does not say what is wrong"
    assert entry.page.remedy, "its page says no remedy"


def test_only_an_action_that_nothing_measures_is_less_than_an_error_in_the_first_gate() -> None:
    less = {code for code in FIRST_GATE if RULES[code].severity is not Severity.ERROR}
    assert less == {"PT209"}


@pytest.mark.usefixtures("registry")
def test_a_rule_registers_under_its_code() -> None:
    assert rule("PT998", Severity.INFO, "Something")(nothing) is nothing
    entry = RULES["PT998"]
    assert (entry.severity, entry.title, entry.family) == (Severity.INFO, "Something", "PT9")
    assert entry.page.what == "Find nothing."


@pytest.mark.usefixtures("registry")
def test_two_rules_cannot_have_one_code() -> None:
    with pytest.raises(DuplicateRuleError, match="PT101 is already unreached"):
        rule("PT101", Severity.INFO, "Something")(nothing)
    assert RULES["PT101"].check is not nothing


@pytest.mark.parametrize(
    "code", ["", "PT1", "PT1001", "pt101", "XX101", "PT10A", "PT101\n", "PT１０１"]
)
def test_a_code_is_pt_and_three_digits(code: str) -> None:
    with pytest.raises(ValueError, match="not a rule code"):
        rule(code, Severity.INFO, "Something")


def test_a_violation_stands_where_its_object_stands() -> None:
    [goal] = plan(item("MAL-A", Role.GOAL))
    found = violation(goal, None, None)  # type: ignore[arg-type]
    assert (found.item, found.location) == (goal.id, goal.location)


def test_a_word_of_the_project_is_used_where_there_is_one() -> None:
    context = Context(today=date(2027, 1, 15), words={"link.owner": "ansvarig"})
    assert context.word("link.owner") == "ansvarig"
    assert context.word("field.next_follow_up") == "next_follow_up"
