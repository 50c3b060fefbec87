"""Links: which roles each kind can join. The one table of them."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from policytrace.schema.roles import (
    ADOPTED_ROLES,
    CustomLink,
    CustomType,
    LinkKey,
    LinkKind,
    Role,
    TypeKey,
)

_ALL = frozenset(Role)

LINK_TARGETS: Mapping[LinkKind, Mapping[Role, frozenset[Role]]] = MappingProxyType(
    {
        LinkKind.PART_OF: {
            Role.PURPOSE: frozenset({Role.STRATEGY, Role.PURPOSE}),
            Role.GOAL: frozenset({Role.STRATEGY, Role.GOAL, Role.PURPOSE}),
            Role.PRIORITY: frozenset({Role.STRATEGY}),
            Role.STARTING_POINT: frozenset({Role.PRIORITY}),
            Role.COMMITMENT: frozenset({Role.STRATEGY, Role.PRIORITY, Role.COMMITMENT}),
            Role.KEY_FACTOR: frozenset({Role.STRATEGY, Role.KEY_FACTOR}),
            Role.TARGET_GROUP: frozenset({Role.STRATEGY, Role.TARGET_GROUP}),
            Role.PLAN: frozenset({Role.STRATEGY, Role.PRIORITY, Role.PLAN}),
            Role.ACTION: frozenset({Role.PLAN, Role.ACTION}),
            Role.ORGANISATION: frozenset({Role.ORGANISATION}),
            Role.MILESTONE: frozenset({Role.ACTION}),
        },
        LinkKind.CONTRIBUTES_TO: dict.fromkeys(
            (Role.ACTION, Role.STARTING_POINT, Role.GOAL, Role.COMMITMENT),
            frozenset({Role.PURPOSE, Role.GOAL, Role.STARTING_POINT, Role.COMMITMENT}),
        ),
        LinkKind.USES: {Role.ACTION: frozenset({Role.KEY_FACTOR})},
        LinkKind.CONCERNS: dict.fromkeys(
            (Role.PRIORITY, Role.PLAN, Role.ACTION, Role.INDICATOR, Role.ANALYSIS),
            frozenset({Role.TARGET_GROUP}),
        ),
        LinkKind.MEASURED_BY: dict.fromkeys(
            ADOPTED_ROLES | {Role.STRATEGY, Role.PLAN, Role.ACTION}, frozenset({Role.INDICATOR})
        ),
        LinkKind.OWNER: dict.fromkeys(
            _ALL - {Role.ORGANISATION, Role.DECISION}, frozenset({Role.ORGANISATION})
        ),
        LinkKind.PERFORMER: {Role.ACTION: frozenset({Role.ORGANISATION})},
        LinkKind.PARTICIPANT: dict.fromkeys(
            (Role.PLAN, Role.ACTION, Role.FOLLOW_UP, Role.ANALYSIS), frozenset({Role.ORGANISATION})
        ),
        LinkKind.FOLLOWS_UP: {
            Role.FOLLOW_UP: frozenset(
                {Role.STRATEGY, Role.GOAL, Role.PRIORITY, Role.PLAN, Role.ACTION, Role.INDICATOR}
            )
        },
        LinkKind.LOOKED_AT: {Role.FOLLOW_UP: frozenset({Role.INDICATOR})},
        LinkKind.ANALYSES: {
            Role.ANALYSIS: frozenset({Role.PLAN, Role.ACTION, Role.DECISION, Role.STRATEGY})
        },
        LinkKind.BODY: {Role.DECISION: frozenset({Role.ORGANISATION})},
        LinkKind.DECIDED_BY: dict.fromkeys(
            _ALL - {Role.DECISION, Role.ORGANISATION, Role.OPINION}, frozenset({Role.DECISION})
        ),
        LinkKind.REPORTED_IN: dict.fromkeys(
            (Role.PLAN, Role.ACTION, Role.FOLLOW_UP, Role.ANALYSIS), frozenset({Role.DECISION})
        ),
        LinkKind.WAIVES: {Role.WAIVER: _ALL - {Role.WAIVER}},
        LinkKind.OPINION_ON: {
            Role.OPINION: ADOPTED_ROLES
            | {Role.STRATEGY, Role.PLAN, Role.ACTION, Role.INDICATOR, Role.ANALYSIS}
        },
        LinkKind.TARGET_SET_BY: {Role.INDICATOR: frozenset({Role.ORGANISATION})},
        LinkKind.REPLACES: {role: frozenset({role}) for role in Role},
    }
)
"""For each kind of link: which roles may have it, and which roles it may point to."""

NOT_ADOPTED = frozenset({LinkKind.DECIDED_BY, LinkKind.REPORTED_IN})
"""Links that are no part of what a decision adopts: they may change without a new one."""

ONE_TARGET = frozenset({LinkKind.PART_OF, LinkKind.BODY})
"""Links that a new object has to one object only."""

_FROM_ANY: Mapping[LinkKind, frozenset[Role]] = MappingProxyType(
    {kind: frozenset().union(*targets.values()) for kind, targets in LINK_TARGETS.items()}
)


def target_roles(kind: LinkKey, source: TypeKey) -> frozenset[Role]:
    """The roles that a link of `kind` may point to from an object of the type `source`.

    Empty: such an object has no such link. A type without a role may have every kind of link. What
    the code does not know can join anything, also what has no role: see `may_point_to`.
    """
    if isinstance(kind, CustomLink):
        return _ALL
    if isinstance(source, CustomType):
        return _FROM_ANY[kind]
    return LINK_TARGETS[kind].get(source, frozenset())


def may_point_to(kind: LinkKey, source: TypeKey, target: TypeKey) -> bool:
    """Whether a link of `kind` may join objects of these types."""
    return isinstance(kind, CustomLink) or target in target_roles(kind, source)
