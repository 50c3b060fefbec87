"""How much each kind of object weighs in a search: what is most often asked for comes first."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from policytrace.plan.model import Item
from policytrace.schema.roles import Role

_WEIGHTS: Mapping[Role, float] = MappingProxyType(
    {
        Role.STRATEGY: 3,
        Role.PRIORITY: 3,
        Role.ORGANISATION: 2,
        Role.TARGET_GROUP: 2,
        Role.PLAN: 1.5,
        Role.DECISION: 1.5,
        Role.ACTION: 1.2,
        Role.INDICATOR: 0.8,
    }
)
"""Of the others each weighs 1."""

GUIDE = 0.0
"""The weight of a page that is written for those who keep the site: it comes after all others."""

PAGE = 1.0
"""The weight of any other page."""


def weight_of(item: Item) -> float:
    """What the page about an object weighs."""
    return _WEIGHTS.get(item.role, PAGE) if isinstance(item.role, Role) else PAGE
