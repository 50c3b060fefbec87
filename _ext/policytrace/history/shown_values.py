"""Which values of earlier plans may be told: none that is held back since it tells of few persons.

What is shown now is told. What is held back now, or was so in any of the plans that are looked at,
is not. What has simply been taken away is told as it was, unless something is held back that it
could be added up with.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from policytrace.changes.kinds import (
    PlanChange,
    ValuesAdded,
    ValuesCounted,
    ValuesNoteChanged,
    ValuesRevised,
)
from policytrace.changes.plan_state import PlanState, ValueKey
from policytrace.history.judging import JudgedChange
from policytrace.schema.plain import OWN
from policytrace.schema.vocabulary import AreaKind


class ShownValues:
    """The values that may be told of the plan `now`, and of what it was in `others`."""

    def __init__(
        self,
        now: PlanState,
        others: Iterable[PlanState],
        leads_to: Callable[[str], str | None] = lambda _: None,
    ) -> None:
        """`leads_to` gives the id that an object has now, by one that it had."""
        self._now, self._leads_to = now, leads_to
        self._held_back: dict[str, set[ValueKey]] = {}
        self._near: dict[str, set[tuple[str, str]]] = {}
        self._places = {(one.name, one.kind) for one in now.places}
        for state in (now, *(one.with_places_of(now) for one in others)):
            for indicator, keys in state.held_back.items():
                its_id = self._id_now(indicator)
                self._held_back.setdefault(its_id, set()).update(keys)
                near = self._near.setdefault(its_id, set())
                near.update((key.period, _place(key)) for key in keys)

    def of(self, judged: JudgedChange) -> JudgedChange | None:
        """A change less the numbers that may not be told; None if nothing is left of it."""
        change = self._change(judged.change)
        if change is None:
            return None
        return judged if change is judged.change else replace(judged, change=change)

    def _change(self, change: PlanChange) -> PlanChange | None:
        indicator = self._id_now(change.object.id)
        match change:
            case ValuesAdded(values=added):
                left = tuple(one for one in added if self._may_be_told(indicator, one[0]))
                return replace(change, values=left) if left else None
            case (
                ValuesRevised(values=revised)
                | ValuesNoteChanged(values=revised)
                | ValuesCounted(values=revised)
            ):
                kept = tuple(one for one in revised if self._may_be_told(indicator, one[0]))
                return replace(change, values=kept) if kept else None
        return change

    def _may_be_told(self, indicator: str, key: ValueKey) -> bool:
        if key in self._now.values.get(indicator, {}):
            return True
        if key in self._held_back.get(indicator, ()):
            return False
        near = self._near.get(indicator, set())
        if (key.area, key.area_kind) in self._places:
            return (key.period, _place(key)) not in near
        # What it is called now is not known, so it may be any of the places.
        return all(period != key.period for period, _ in near)

    def _id_now(self, item_id: str) -> str:
        if item_id in self._now.objects:
            return item_id
        return self._leads_to(item_id) or item_id


def _place(key: ValueKey) -> str:
    """Where values can be added up: the municipality and its parts are one."""
    is_own = key.area_kind == AreaKind.MUNICIPALITY or key.area_kind.startswith(OWN)
    return "" if is_own else key.area
