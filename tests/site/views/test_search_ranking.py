"""The order of what a search finds, as far as it depends on what the pages are about."""

from __future__ import annotations

from policytrace.schema.roles import Role
from policytrace.site.views.search_ranking import GUIDE, PAGE, weight_of
from tests.plan_builder import item
from tests.site.views.own import risk


def test_a_priority_weighs_more_than_its_plan_and_that_more_than_a_measure() -> None:
    weights = [
        weight_of(item("X-1", role))
        for role in (Role.PRIORITY, Role.PLAN, Role.ACTION, Role.INDICATOR)
    ]
    assert weights == sorted(weights, reverse=True)
    assert len(set(weights)) == len(weights)


def test_everything_weighs_more_than_a_guide() -> None:
    assert all(weight_of(item("X-1", role)) > GUIDE for role in Role)
    assert weight_of(risk()) == PAGE > GUIDE
