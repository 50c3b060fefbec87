"""The table of roles: each has its place, and what it says of itself fits the other tables."""

from __future__ import annotations

from itertools import pairwise

import pytest

from policytrace.schema.fields import FIELDS, FieldType
from policytrace.schema.metamodel import Metamodel
from policytrace.schema.reading import load_metamodel
from policytrace.schema.role_specs import CUSTOM, ROLES, RoleSpec, role_spec
from policytrace.schema.roles import CustomField, CustomLink, CustomType, FieldName, LinkKind, Role
from tests.paths import REPOSITORY
from tests.plan_builder import METAMODEL

SPECS = [pytest.param(spec, id=str(role)) for role, spec in ROLES.items()]


def test_every_role_has_a_spec() -> None:
    assert ROLES.keys() == set(Role)
    assert all(role_spec(role) is ROLES[role] for role in Role)


def test_a_type_without_a_role_has_the_spec_of_those() -> None:
    assert role_spec(CustomType("risk")) is CUSTOM
    assert CUSTOM.entries == ()
    assert CUSTOM.form is not None


@pytest.mark.parametrize("spec", SPECS)
def test_nothing_is_said_twice_of_a_role(spec: RoleSpec) -> None:
    assert len(spec.entries) == len(set(spec.entries))
    assert len(spec.told_last) == len(set(spec.told_last))
    assert set(spec.told_last) <= set(spec.entries)
    assert set(spec.asked_last) <= set(spec.entries)


@pytest.mark.parametrize("spec", SPECS)
def test_the_days_on_which_an_owner_must_exist_are_days(spec: RoleSpec) -> None:
    assert {FIELDS[name].type for name in spec.days} <= {FieldType.DAY}
    assert set(spec.days) <= set(spec.entries)


@pytest.mark.parametrize("spec", SPECS)
def test_what_a_form_insists_on_is_asked_for(spec: RoleSpec) -> None:
    if spec.form is not None:
        assert spec.form.insists <= set(spec.entries)


@pytest.mark.parametrize("spec", SPECS)
def test_only_the_first_part_of_a_text_is_without_a_heading(spec: RoleSpec) -> None:
    parts = spec.form.texts if spec.form else ()
    assert all(later.heading for _, later in pairwise(parts))


def test_whoever_is_told_how_it_goes_has_a_day_for_it() -> None:
    told = {role for role, spec in ROLES.items() if spec.has_action_status}
    assert told == {Role.ACTION, Role.PLAN, Role.PRIORITY}
    assert all(FieldName.NEXT_FOLLOW_UP in ROLES[role].entries for role in told)


@pytest.mark.parametrize(
    "metamodel", [METAMODEL, load_metamodel(REPOSITORY)], ids=["the tests' own", "the repository's"]
)
def test_what_is_required_of_a_role_is_among_what_it_holds(metamodel: Metamodel) -> None:
    for role, requirements in metamodel.required.items():
        held = set(role_spec(role).entries)
        for requirement in requirements:
            asked = {*requirement.keys, requirement.when, requirement.unless} - {None}
            assert {key for key in asked if not isinstance(key, CustomField | CustomLink)} <= held


def test_the_owner_is_a_link() -> None:
    assert all(
        isinstance(key, FieldName | LinkKind) for spec in ROLES.values() for key in spec.entries
    )
