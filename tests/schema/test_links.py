"""Which objects a link can join: by the table for what the code knows, anything for the rest."""

from __future__ import annotations

import pytest

from policytrace.schema.links import LINK_TARGETS, may_point_to, target_roles
from policytrace.schema.role_specs import ROLES
from policytrace.schema.roles import (
    CustomField,
    CustomLink,
    CustomType,
    FieldName,
    LinkKind,
    Role,
    in_order,
    key_name,
)

RISK = CustomType("risk")
NEEDS = CustomLink("beror_på")


def test_every_kind_of_link_joins_something() -> None:
    assert LINK_TARGETS.keys() == set(LinkKind)
    assert all(targets for sources in LINK_TARGETS.values() for targets in sources.values())


def test_a_role_has_the_links_of_the_table_and_no_others() -> None:
    assert target_roles(LinkKind.MEASURED_BY, Role.ACTION) == {Role.INDICATOR}
    assert target_roles(LinkKind.MEASURED_BY, Role.INDICATOR) == set()
    assert may_point_to(LinkKind.OWNER, Role.ACTION, Role.ORGANISATION)
    assert not may_point_to(LinkKind.OWNER, Role.ACTION, Role.PLAN)


@pytest.mark.parametrize("kind", LinkKind)
def test_a_type_without_a_role_may_have_every_kind_of_link_to_what_that_kind_points_to(
    kind: LinkKind,
) -> None:
    expected = {role for targets in LINK_TARGETS[kind].values() for role in targets}
    assert target_roles(kind, RISK) == expected
    assert not may_point_to(kind, RISK, RISK)


@pytest.mark.parametrize("kind", LinkKind)
@pytest.mark.parametrize("source", Role)
def test_nothing_points_to_a_type_without_a_role_by_a_link_that_the_code_knows(
    kind: LinkKind, source: Role
) -> None:
    assert not may_point_to(kind, source, RISK)


@pytest.mark.parametrize("source", [*Role, RISK])
@pytest.mark.parametrize("target", [*Role, RISK, CustomType("sak")])
def test_a_link_of_the_project_s_own_joins_anything(
    source: Role | CustomType, target: Role | CustomType
) -> None:
    assert may_point_to(NEEDS, source, target)
    assert target_roles(NEEDS, source) == set(Role)


@pytest.mark.parametrize("role", [role for role in Role if ROLES[role].form])
def test_the_links_that_are_asked_for_are_links_that_the_role_may_have(role: Role) -> None:
    kinds = [key for key in ROLES[role].entries if isinstance(key, LinkKind)]
    assert [kind for kind in kinds if not target_roles(kind, role)] == []


def test_what_has_no_role_is_called_by_its_word() -> None:
    assert [key_name(key) for key in (RISK, NEEDS, CustomField("budget"))] == [
        "role.risk",
        "link.beror_på",
        "field.budget",
    ]
    assert [key_name(key) for key in (Role.PLAN, LinkKind.OWNER, FieldName.DUE)] == [
        "role.plan",
        "link.owner",
        "field.due",
    ]
    assert [str(key) for key in (RISK, NEEDS, CustomField("budget"))] == [
        "risk",
        "beror_på",
        "budget",
    ]


def test_a_type_that_is_called_as_a_role_is_another() -> None:
    assert CustomType("plan") != Role.PLAN
    assert CustomLink("owner") != LinkKind.OWNER


def test_roles_are_told_before_what_has_none() -> None:
    sak = CustomType("sak")
    assert in_order([sak, Role.PLAN, RISK, Role.GOAL, RISK]) == (Role.GOAL, Role.PLAN, RISK, sak)
