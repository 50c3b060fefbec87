"""What is decided together: an object, what it is part of, and what it measures.

An action is decided with its plan, and a part of a strategy with the strategy; a plan is not. An
indicator has its target from what it measures, so that target is decided with it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property

from policytrace.changes.plan_state import PlanObject, PlanState
from policytrace.schema.roles import ADOPTED_ROLES, LinkKind, Role
from policytrace.schema.vocabulary import Status

OPEN = frozenset(status for status in Status if status.is_proposal)
"""The states of what nobody has decided."""


class DecidedWith:
    """What the objects of a plan are decided with. Linear in its links."""

    def __init__(self, state: PlanState) -> None:
        self._state = state
        self._decided: dict[str, bool] = {}

    def is_decided(self, item_id: str) -> bool:
        """Whether an object is a part of what has been decided, or has its target from that.

        What says that it is a proposal is one, and so is what is part of it.
        """
        if item_id not in self._decided:
            self._decided[item_id] = False  # what is a part of itself
            self._decided[item_id] = self._finds_decided(item_id)
        return self._decided[item_id]

    def wholes(self, item_id: str) -> Iterable[str]:
        """What an object is part of and decided with, or the decided things that it measures."""
        one = self._state.objects.get(item_id)
        if one is None or one.kind == Role.PLAN:
            return ()
        if one.kind == Role.INDICATOR:
            return filter(self.is_decided, self._measured.get(item_id, ()))
        return one.links.get(LinkKind.PART_OF, ())

    def _finds_decided(self, item_id: str) -> bool:
        found = [
            self._state.objects[one]
            for one in upwards((item_id,), (self,))
            if one in self._state.objects
        ]
        if not found or _may_be_open(found[0]):
            return False
        one = found[0]
        if one.kind == Role.INDICATOR:
            return says_decided(one) or len(found) > 1
        if any(map(_may_be_open, found)):
            return False
        return (
            says_decided(one)
            or any(whole.kind == Role.PLAN for whole in found)
            or (
                one.kind in ADOPTED_ROLES
                and any(whole.kind == Role.STRATEGY and says_decided(whole) for whole in found)
            )
        )

    @cached_property
    def _measured(self) -> Mapping[str, list[str]]:
        """What each indicator measures."""
        found: dict[str, list[str]] = defaultdict(list)
        for one in self._state.objects.values():
            for indicator in one.links.get(LinkKind.MEASURED_BY, ()):
                found[indicator].append(one.id)
        return found


def _may_be_open(one: PlanObject) -> bool:
    return one.status in OPEN or one.is_status_unknown


def says_decided(one: PlanObject) -> bool:
    """Whether an object says itself that it has been decided."""
    return one.status not in OPEN and bool(one.status or one.links.get(LinkKind.DECIDED_BY))


def upwards(ids: Iterable[str], plans: Iterable[DecidedWith]) -> Iterator[str]:
    """An object, by its ids, and all that it is decided with in some plans, the nearest first."""
    queue, plans = [*dict.fromkeys(ids)], tuple(plans)
    seen = set(queue)
    for one in queue:
        yield one
        for plan in plans:
            for whole in plan.wholes(one):
                if whole not in seen:
                    seen.add(whole)
                    queue.append(whole)
