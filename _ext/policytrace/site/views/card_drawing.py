"""How each role's objects are drawn where they are written: some have a card of their own kind."""

from __future__ import annotations

import gettext
from collections.abc import Callable, Mapping
from types import MappingProxyType

from policytrace.charts.model import Chart
from policytrace.plan.model import Item
from policytrace.schema.roles import ADOPTED_ROLES, Role, TypeKey
from policytrace.site.views.action_card import action_card
from policytrace.site.views.card import card_of
from policytrace.site.views.measure_row import measure_row_of
from policytrace.site.views.plan_card import plan_card
from policytrace.site.views.promise import Promise, promise_charts, promise_of
from policytrace.snapshot import Snapshot, once_an_object

Drawing = tuple[str, Callable[[Snapshot, Item], object]]

OWN_DRAWINGS: Mapping[TypeKey, Drawing] = MappingProxyType(
    {
        **dict.fromkeys((Role.STRATEGY, *ADOPTED_ROLES), ("promise.html.jinja", promise_of)),
        Role.ACTION: ("action_card.html.jinja", action_card),
        Role.PLAN: ("plan_card.html.jinja", plan_card),
        Role.INDICATOR: ("measure_row.html.jinja", measure_row_of),
    }
)
"""The template of each such role, and what it draws."""


@once_an_object
def drawing_of(snapshot: Snapshot, item: Item) -> tuple[str, object]:
    """The template of an object's card, and what that draws."""
    template, compute = OWN_DRAWINGS.get(item.role, ("card.html.jinja", card_of))
    return template, compute(snapshot, item)


def drawing_charts(drawn: object, translations: gettext.NullTranslations) -> Mapping[str, Chart]:
    """The charts of what `drawing_of` gave."""
    return promise_charts(drawn, translations) if isinstance(drawn, Promise) else {}
