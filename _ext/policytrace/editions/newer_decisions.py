"""Which changes take a decision, and whether a newer one covers them."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date
from itertools import chain

from policytrace.changes.comparing import (
    Added,
    FieldChanged,
    LinkChanged,
    PlanChange,
    StatusChanged,
    ValuesChange,
)
from policytrace.changes.plan_state import PlanObject, PlanState
from policytrace.schema.roles import FieldName, LinkKind, Role
from policytrace.schema.vocabulary import DecisionKind, Status

_ON_ITS_WAY = (Status.DECIDED, Status.IN_PROGRESS, Status.DONE)
"""The states of what is decided, in the order in which it may pass through them by itself."""

_OPEN = frozenset(status for status in Status if status.is_proposal)
"""The states of what nobody has decided."""

_ADOPTS_NOTHING = frozenset(kind for kind in DecisionKind if not kind.adopts)


def needs_decision(
    change: PlanChange, was: PlanObject | None, changes_freely: Collection[str]
) -> bool:
    """Whether a change of something that is decided, or becomes so, takes a decision.

    `was` is the object before; `changes_freely` are the keys of fields and links that need none.
    """
    status = change.object.status
    decided_now = status not in _OPEN and status != Status.CANCELLED
    if isinstance(change, Added):
        return decided_now
    if was is not None and was.status in _OPEN:
        return isinstance(change, StatusChanged) and decided_now
    match change:
        case StatusChanged(before=before, after=after):
            return not _is_forward(before, after)
        case FieldChanged(key=key) | LinkChanged(key=key):
            return key not in changes_freely
        case ValuesChange():
            return False
    return True


def _is_forward(before: str, after: str) -> bool:
    order = [str(status) for status in _ON_ITS_WAY]
    return before in order and after in order and order.index(before) <= order.index(after)


class NewerDecisions:
    """The decisions that are newer than a plan was, and what they cover."""

    def __init__(self, was: PlanState, now: PlanState, since: date = date.min) -> None:
        """`was` is the plan as it was decided, on the day `since`; `now` has what is newer."""
        self._was, self._now, self._since = was, now, since
        self._known = frozenset(
            chain.from_iterable(
                one.links.get(LinkKind.DECIDED_BY, ()) for one in was.objects.values()
            )
        )
        self._covers: dict[str, PlanObject | None] = {}

    def covering(self, item_id: str) -> PlanObject | None:
        """A newer decision that covers an object, or something that it is or was part of."""
        return next(filter(None, map(self._newest, self._upwards(item_id))), None)

    def of(self, one: PlanObject) -> Iterator[PlanObject]:
        """The newer decisions that an object says that it is decided by."""
        for decision_id in one.links.get(LinkKind.DECIDED_BY, ()):
            decision = self._now.objects.get(decision_id)
            if decision is not None and decision_id not in self._known and self._adopts(decision):
                yield decision

    def _newest(self, item_id: str) -> PlanObject | None:
        if item_id not in self._covers:
            one = self._now.objects.get(item_id)
            self._covers[item_id] = max(self.of(one), key=_day, default=None) if one else None
        return self._covers[item_id]

    def _upwards(self, item_id: str) -> Iterator[str]:
        """The object and what it is part of, as it stands now and as it was decided."""
        queue, seen = [item_id], {item_id}
        for one in queue:
            yield one
            for state in (self._now, self._was):
                found = state.objects.get(one)
                for whole in found.links.get(LinkKind.PART_OF, ()) if found else ():
                    if whole not in seen and self._is_work(whole):
                        seen.add(whole)
                        queue.append(whole)

    def _is_work(self, item_id: str) -> bool:
        """Whether it is decided with what is part of it: a plan is not, with its strategy."""
        found = self._now.objects.get(item_id)
        return found is not None and found.kind in (Role.PLAN, Role.ACTION)

    def _adopts(self, decision: PlanObject) -> bool:
        if decision.fields.get(FieldName.DECISION_KIND) in _ADOPTS_NOTHING:
            return False
        try:
            return date.fromisoformat(_day(decision)) >= self._since
        except ValueError:
            return False


def _day(decision: PlanObject) -> str:
    return str(decision.fields.get(FieldName.DATE))
