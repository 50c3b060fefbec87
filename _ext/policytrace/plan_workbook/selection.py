"""Which objects a workbook of a plan holds."""

from __future__ import annotations

from collections.abc import Iterable

from policytrace.plan.graph import Graph, reading_order
from policytrace.plan.model import Item
from policytrace.plan.queries import parts_of
from policytrace.schema.roles import LinkKind

_ABOUT = (LinkKind.FOLLOWS_UP, LinkKind.ANALYSES, LinkKind.OPINION_ON)


def objects_of_plans(graph: Graph, plans: Iterable[Item]) -> tuple[Item, ...]:
    """Plans with all that is part of them, and what has been seen and said of that."""
    wholes = tuple(plans)
    ids = {*(plan.id for plan in wholes), *parts_of(graph, wholes)}
    about = {
        found.id for item_id in ids for kind in _ABOUT for found in graph.sources(item_id, kind)
    }
    found = (graph.items[item_id] for item_id in ids | about if item_id in graph.items)
    return tuple(sorted(found, key=reading_order))
