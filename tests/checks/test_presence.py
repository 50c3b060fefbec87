"""What a project demands of its objects is told of when it is missing, by the rule that answers."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from policytrace.checks.engine import run
from policytrace.checks.findings import Finding
from policytrace.checks.presence import OTHER, RULE_OF
from policytrace.checks.registry import RULES
from policytrace.locations import Location
from policytrace.plan.model import Item
from policytrace.schema.required import Requirement, Requirements
from policytrace.schema.role_specs import ROLES
from policytrace.schema.roles import (
    CustomField,
    CustomLink,
    CustomType,
    FieldName,
    Key,
    LinkKind,
    Role,
)
from policytrace.schema.typed import Value
from policytrace.schema.vocabulary import Status
from policytrace.settings import Settings
from tests.plan_builder import blamed, context_of, english, item, plan

RISK = CustomType("risk")
BUDGET = CustomField("budget")
NEEDS = CustomLink("beror_på")


def demanded(*keys: Key, when: FieldName | None = None) -> Requirement:
    return Requirement(keys=keys, when=when)


def found_in(*items: Item, required: Requirements) -> list[Finding]:
    """What is found of what the project demands."""
    graph = plan(*items)
    context = replace(context_of(graph), required=required)
    rules = {*RULE_OF.values(), OTHER}
    return [one for one in run(graph, Settings(), context) if one.code in rules]


def told(*items: Item, required: Requirements) -> list[tuple[str, str, str]]:
    return [
        (one.code, one.item, english(one.message)) for one in found_in(*items, required=required)
    ]


def risk(**values: Value) -> Item:
    """An object of a type without a role."""
    return Item(
        id="RIS-A",
        role=RISK,
        title="That nobody comes",
        location=Location(file="plan.md", line=1),
        values={CustomField(word): value for word, value in values.items()},
    )


def action(**values: str) -> Item:
    return item("ATG-A", Role.ACTION, **values)


# ------------------------------------------------------------ what a project adds to the rest


def test_each_action_must_have_a_budget() -> None:
    required = {Role.ACTION: (demanded(BUDGET),)}
    assert told(action(), required=required) == [
        ("PT211", "ATG-A", "“Title of ATG-A” (action) has no :budget:.")
    ]
    with_budget = replace(action(), values={BUDGET: 250_000})
    assert told(with_budget, required=required) == []


def test_what_is_written_and_is_no_such_value_is_left_to_the_rule_on_form() -> None:
    malformed = replace(action(), malformed={BUDGET: "hundra"})
    assert told(malformed, required={Role.ACTION: (demanded(BUDGET),)}) == []


@pytest.mark.parametrize("value", [0, False])
def test_nothing_is_a_value_too(value: Value) -> None:
    assert told(risk(budget=value), required={RISK: (demanded(BUDGET),)}) == []


def test_a_type_without_a_role_can_be_asked_for_fields_and_links() -> None:
    required = {RISK: (demanded(BUDGET), demanded(NEEDS), demanded(LinkKind.OWNER))}
    assert told(risk(), required=required) == [
        ("PT211", "RIS-A", f"“That nobody comes” (risk) has no :{option}:.")
        for option in ("beror_på", "budget", "owner")
    ]


def test_what_is_demanded_of_one_type_is_not_demanded_of_others() -> None:
    assert told(action(), required={RISK: (demanded(BUDGET),)}) == []


def test_one_of_several_is_enough() -> None:
    required = {Role.ACTION: (demanded(FieldName.RESOURCE, BUDGET),)}
    assert told(action(resource="Two days"), required=required) == []
    assert told(action(), required=required) == [
        ("PT211", "ATG-A", "“Title of ATG-A” (action) has no :resource: / :budget:.")
    ]


def test_some_things_are_demanded_only_where_a_field_is_set() -> None:
    required = {Role.ACTION: (demanded(FieldName.RESOURCE, when=FieldName.STARTS),)}
    assert told(action(), required=required) == []
    assert [code for code, *_ in told(action(starts="2027-01-01"), required=required)] == ["PT211"]
    assert [code for code, *_ in told(action(starts="soon"), required=required)] == ["PT211"]


def test_what_is_cancelled_is_not_asked() -> None:
    cancelled = item("ATG-A", Role.ACTION, status=Status.CANCELLED)
    assert told(cancelled, required={Role.ACTION: (demanded(BUDGET),)}) == []


def test_nothing_is_demanded_that_the_project_does_not_demand() -> None:
    graph = plan(*(item(f"X-{number}", role) for number, role in enumerate(Role)))
    found = run(graph, Settings(), replace(context_of(graph), required={}))
    assert {one.code for one in found} & {*RULE_OF.values(), OTHER} == {"PT701"}


# --------------------------------------------------------------------- which rule tells of it


@pytest.mark.parametrize(
    ("role", "key", "code"), [(role, key, code) for (role, key), code in RULE_OF.items()]
)
def test_what_is_missing_is_told_once_by_its_own_rule(role: Role, key: Key, code: str) -> None:
    assert code in RULES
    found = found_in(item("X-A", role), required={role: (demanded(key),)})
    assert [one.code for one in found if str(key) in english(one.message)] == [code]


def test_a_rule_of_its_own_is_about_what_the_role_holds() -> None:
    assert [
        (role, key)
        for role, key in RULE_OF
        if not isinstance(role, Role) or key not in ROLES[role].entries
    ] == []


def test_the_first_of_several_says_which_rule_it_is() -> None:
    required = {Role.INDICATOR: (demanded(FieldName.TARGET_VALUE, FieldName.TARGET_GAP),)}
    assert [one.code for one in found_in(item("IND-A", Role.INDICATOR), required=required)] == [
        "PT302"
    ]


def test_the_tests_own_metamodel_demands_nothing_that_no_rule_has_a_name_for() -> None:
    graph = plan(*(item(f"X-{number}", role) for number, role in enumerate(Role)))
    assert blamed("PT211", graph) == []


# ---------------------------------------------------------------------------- how to mend it


@pytest.mark.parametrize(
    ("key", "hint"),
    [
        (LinkKind.OWNER, "Add :owner: with the id of an object, for example ORG-A."),
        (LinkKind.MEASURED_BY, "Add :measured_by: with the id of an object, for example …."),
        (FieldName.STARTS, "Add :starts: with a date, as 2027-11-15."),
        (FieldName.RESOURCE, "Add :resource: to the object."),
        (BUDGET, "Add :budget: to the object."),
    ],
)
def test_the_hint_says_what_to_add(key: Key, hint: str) -> None:
    organisation = item("ORG-A", Role.ORGANISATION)
    [found] = found_in(action(), organisation, required={Role.ACTION: (demanded(key),)})
    assert english(found.hint) == hint
    assert found.location == Location(file="plan.md", line=1)


def test_the_words_are_the_project_s() -> None:
    graph = plan(action())
    context = replace(
        context_of(graph, today=date(2027, 1, 1)),
        required={Role.ACTION: (demanded(FieldName.DUE),)},
        words={"role.action": "åtgärd", "field.due": "klar_senast"},
    )
    [found] = [one for one in run(graph, Settings(), context) if one.code == "PT205"]
    assert english(found.message) == "“Title of ATG-A” (åtgärd) has no :klar_senast:."
