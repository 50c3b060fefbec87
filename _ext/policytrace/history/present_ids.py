"""Present ids: earlier plans told by the ids that their objects have now.

The register of addresses says which id an object has got in the place of another. Two ids that
stand in one plan are two objects, whatever the address of one of them leads on to since.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import replace
from types import MappingProxyType

from policytrace.changes.plan_state import PlanObject, PlanState
from policytrace.editions.edition import Edition, Editions


def present_ids(
    states: Collection[PlanState], known: PlanState, leads_to: Callable[[str], str | None]
) -> Mapping[str, str]:
    """The ids that objects of `states` have in the plan as it is `known`, by those they had.

    Linear in the objects of all. `leads_to` gives the id that an object has got in the place of an
    earlier one.
    """
    every = dict.fromkeys(item_id for state in states for item_id in state.objects)
    found = {
        old: new for old in every if old not in known.objects and (new := leads_to(old)) is not None
    }
    if not found:
        return found
    beside = {
        item_id
        for state in states
        for item_id in state.objects
        if found.get(item_id) in state.objects
    }
    found = {old: new for old, new in found.items() if old not in beside}
    apart = {item_id for state in states for item_id in _together(state, found)}
    return {old: new for old, new in found.items() if old not in apart}


def _together(state: PlanState, found: Mapping[str, str]) -> Iterable[str]:
    """The ids in a plan of which several would become one."""
    old_ids = [one for one in state.objects if one in found]
    numbers = Counter(found[one] for one in old_ids)
    return (one for one in old_ids if numbers[found[one]] > 1)


def with_present_ids(state: PlanState, ids: Mapping[str, str]) -> PlanState:
    """A plan in which objects, and what links to them, are called by the ids that they have now."""
    if not ids:
        return state
    return replace(
        state,
        objects=MappingProxyType(
            {ids.get(one.id, one.id): _renamed(one, ids) for one in state.objects.values()}
        ),
        values=MappingProxyType({ids.get(key, key): one for key, one in state.values.items()}),
        held_back=MappingProxyType(
            {ids.get(key, key): one for key, one in state.held_back.items()}
        ),
        whole=with_present_ids(state.whole, ids) if state.whole else None,
    )


def _renamed(one: PlanObject, ids: Mapping[str, str]) -> PlanObject:
    links = {
        key: tuple(sorted({ids.get(target, target) for target in targets}))
        for key, targets in one.links.items()
    }
    return replace(one, id=ids.get(one.id, one.id), links=links)


def editions_with_present_ids(editions: Editions, ids: Mapping[str, str]) -> Editions:
    """Editions in which objects are called by the ids that they have now."""
    return replace(
        editions, editions=tuple(_edition_renamed(one, ids) for one in editions.editions)
    )


def _edition_renamed(edition: Edition, ids: Mapping[str, str]) -> Edition:
    return replace(
        edition,
        plans=tuple(ids.get(plan, plan) for plan in edition.plans),
        state=with_present_ids(edition.state, ids),
        corrections=tuple(
            replace(one, object=ids.get(one.object, one.object)) for one in edition.corrections
        ),
    )
