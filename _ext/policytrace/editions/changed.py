"""What has been changed since it was frozen, and no newer decision covers. Linear in the plan."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import chain

from policytrace.changes.comparing import (
    Added,
    FieldChanged,
    LinkChanged,
    PlanChange,
    Removed,
    StatusChanged,
    compare,
)
from policytrace.changes.plan_state import PlanObject, PlanState
from policytrace.editions.corrections import corrected
from policytrace.editions.edition import Edition, Editions
from policytrace.schema.roles import FieldName, LinkKind, Role
from policytrace.schema.vocabulary import DecisionKind, Status

_ON_ITS_WAY = (Status.DECIDED, Status.IN_PROGRESS, Status.DONE)
"""The states of what is decided, in the order in which it may pass through them by itself."""

_OPEN = frozenset(status for status in Status if status.is_proposal)
"""The states of what nobody has decided."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Breach:
    """A change of what a decision covers, without a new one."""

    change: PlanChange
    edition: Edition
    """The newest that holds the object, or the plan that it is new in."""
    plan: PlanObject | None
    """The plan that the object is, or was, a part of; None if that is gone too."""


def covered(state: PlanState, plan: str) -> tuple[str, ...]:
    """Ids of what an edition of a plan is about: the plan, its parts, and what measures them.

    An indicator is decided only where it says so itself.
    """
    parts = state.parts(plan, LinkKind.PART_OF)
    measures = chain.from_iterable(
        one.links.get(LinkKind.MEASURED_BY, ()) for one in parts.values()
    )
    decided = (
        one
        for one in measures
        if one in state.objects and state.objects[one].links.get(LinkKind.DECIDED_BY)
    )
    return tuple(dict.fromkeys((*parts, *decided)))


def breaches(
    editions: Editions,
    now: PlanState,
    changes_freely: Collection[str],
    leads_to: Callable[[str], str | None],
) -> Iterator[Breach]:
    """What has been changed without a decision since the newest editions.

    `changes_freely` are the keys of fields and links that need none; `leads_to` gives the id that
    an object has got in the place of an earlier one.
    """
    holder: dict[str, tuple[Edition, str]] = {}
    for edition in reversed(editions.editions):
        for plan in edition.plans:
            if editions.newest[plan] is edition:
                for item_id in covered(edition.state, plan):
                    holder[item_id] = (edition, plan)
    renamed = {
        old: new for old in holder if old not in now.objects and (new := leads_to(old)) is not None
    }
    old_ids = {new: old for old, new in renamed.items()}
    new_parts = _new_parts(editions, now, {*holder, *renamed.values()})
    for edition in editions.editions:
        mine = {item_id: plan for item_id, (one, plan) in holder.items() if one is edition}
        if not mine and edition.decision not in new_parts:
            continue
        before = corrected((edition.state.objects[one] for one in mine), edition.corrections)
        plans = {
            **{renamed.get(item_id, item_id): plan for item_id, plan in mine.items()},
            **new_parts.get(edition.decision, {}),
        }
        after = PlanState.of(
            (now.objects[item_id] for item_id in plans if item_id in now.objects), now
        )
        mender = _Mender(edition, now)
        whole_before = PlanState.of(before.objects.values(), edition.state)
        for change in compare(whole_before, after, renamed):
            was = edition.state.objects.get(old_ids.get(change.object.id, change.object.id))
            if _needs_decision(change, was, changes_freely) and not mender.covers(change):
                plan = plans.get(change.object.id) or mine.get(change.object.id, "")
                yield Breach(change=change, edition=edition, plan=now.objects.get(plan))


def unfrozen(editions: Editions, now: PlanState) -> Iterator[tuple[str, PlanObject]]:
    """The plans whose newest edition is of an older decision than their newest, and that decision.

    Until it is frozen, nothing tells what is changed after it.
    """
    for plan, edition in editions.newest.items():
        mender = _Mender(edition, now)
        parts = now.parts(plan, LinkKind.PART_OF).values()
        found = {
            decision.id: decision
            for part in parts
            for decision in mender.newer(part)
            if decision.id not in editions.frozen
        }
        for decision in found.values():
            yield plan, decision


_ADOPTS_NOTHING = frozenset(kind for kind in DecisionKind if not kind.adopts)


class _Mender:
    """Knows which decisions are newer than an edition, and what they cover."""

    def __init__(self, edition: Edition, now: PlanState) -> None:
        self._edition, self._now = edition, now
        self._known = frozenset(
            chain.from_iterable(
                one.links.get(LinkKind.DECIDED_BY, ()) for one in edition.state.objects.values()
            )
        )
        self._covers: dict[str, bool] = {}

    def covers(self, change: PlanChange) -> bool:
        """Whether a newer decision covers an object, or something that it is or was part of."""
        one = change.object
        return any(map(self._is_covered, self._upwards(one)))

    def newer(self, one: PlanObject) -> Iterator[PlanObject]:
        """The newer decisions that an object says that it is decided by."""
        for decision_id in one.links.get(LinkKind.DECIDED_BY, ()):
            decision = self._now.objects.get(decision_id)
            if decision is not None and decision_id not in self._known and self._adopts(decision):
                yield decision

    def _is_covered(self, item_id: str) -> bool:
        if item_id not in self._covers:
            one = self._now.objects.get(item_id)
            self._covers[item_id] = one is not None and any(self.newer(one))
        return self._covers[item_id]

    def _upwards(self, one: PlanObject) -> Iterator[str]:
        """The object and what it is part of, as it stands now and as it was frozen."""
        queue, seen = [one.id], {one.id}
        for item_id in queue:
            yield item_id
            for state in (self._now, self._edition.state):
                found = state.objects.get(item_id)
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
        day = decision.fields.get(FieldName.DATE)
        try:
            return date.fromisoformat(str(day)) >= self._edition.decided
        except ValueError:
            return False


def _new_parts(
    editions: Editions, now: PlanState, known: Collection[str]
) -> Mapping[str, Mapping[str, str]]:
    """What is new in a plan since its newest edition: by that, the plan by the part's id."""
    found: dict[str, dict[str, str]] = {}
    for plan, edition in editions.newest.items():
        for part in now.parts(plan, LinkKind.PART_OF):
            if part not in known:
                found.setdefault(edition.decision, {})[part] = plan
    return found


def _needs_decision(
    change: PlanChange, was: PlanObject | None, changes_freely: Collection[str]
) -> bool:
    status = change.object.status
    decided_now = status not in _OPEN and status != Status.CANCELLED
    if isinstance(change, Added):
        return decided_now
    if was is not None and was.status in _OPEN:
        return isinstance(change, StatusChanged) and decided_now
    match change:
        case Removed():
            return True
        case StatusChanged(before=before, after=after):
            return not _is_forward(before, after)
        case FieldChanged(key=key) | LinkChanged(key=key):
            return key not in changes_freely
    return True


def _is_forward(before: str, after: str) -> bool:
    order = [str(status) for status in _ON_ITS_WAY]
    return before in order and after in order and order.index(before) <= order.index(after)
