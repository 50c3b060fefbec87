"""Judges changes between two plans: which decision each is made by, or that there is none.

What an edition holds is judged as PT503 judges it: against the edition. What has none is judged by
the earlier of the two plans: a decision that is not in it covers a change.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from policytrace.changes.comparing import (
    FieldChanged,
    LinkChanged,
    PlanChange,
    compare,
)
from policytrace.changes.plan_state import PlanObject, PlanState
from policytrace.editions.changed import Breach, breaches
from policytrace.editions.edition import Edition, Editions
from policytrace.editions.newer_decisions import NewerDecisions, needs_decision
from policytrace.schema.roles import LinkKind, Role
from policytrace.schema.vocabulary import Status

_NOBODY_DECIDED = frozenset(status for status in Status if status.is_proposal)

_NO_PLAN = PlanState.of(())


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgedChange:
    """A change, and what it was made by."""

    change: PlanChange
    decision: PlanObject | None = None
    """The newest that covers it, where it took one."""
    undecided: bool = False
    """Whether it took a decision, and there is none."""


class Judge:
    """Judges changes in the plan of one project."""

    def __init__(
        self,
        *,
        editions: Editions,
        changes_freely: Collection[str],
        leads_to: Callable[[str], str | None],
    ) -> None:
        """See `policytrace.editions.changed.breaches` for what `leads_to` and the others are."""
        self._editions, self._freely, self._leads_to = editions, changes_freely, leads_to

    def judged(
        self,
        before: PlanState,
        after: PlanState,
        *,
        known: PlanState | None = None,
        day: date = date.max,
    ) -> Iterator[JudgedChange]:
        """What has changed from one plan to the other, by which decision.

        Decisions are looked for in `known`, if that is given: one may have been written in later
        than what it covers. Of editions, those count that were frozen on `day` or before.
        """
        renamed = {
            old: new
            for old in before.objects
            if old not in after.objects and (new := self._leads_to(old)) is not None
        }
        judging = _Judging(
            before=before,
            after=after,
            known=known or after,
            old_ids={new: old for old, new in renamed.items()},
            editions=_frozen_by(self._editions, day),
            freely=self._freely,
            leads_to=self._leads_to,
        )
        for change in compare(before, after, renamed):
            yield judging.judged(change)


class _Judging:
    """Judges the changes between two plans. What it takes is worked out when it is asked for."""

    def __init__(  # noqa: PLR0913 - each by its name
        self,
        *,
        before: PlanState,
        after: PlanState,
        known: PlanState,
        old_ids: dict[str, str],
        editions: Editions,
        freely: Collection[str],
        leads_to: Callable[[str], str | None],
    ) -> None:
        self._before, self._after, self._known = before, after, known
        self._old_ids, self._editions, self._freely = old_ids, editions, freely
        self._leads_to = leads_to
        self._newer: dict[int, NewerDecisions] = {}
        self._breaches: frozenset[tuple[object, ...]] | None = None

    def judged(self, change: PlanChange) -> JudgedChange:
        item_id = change.object.id
        was = self._before.objects.get(self._old_ids.get(item_id, item_id))
        if not needs_decision(change, was, self._freely):
            return JudgedChange(change=change)
        edition = self._edition_of(item_id)
        if edition is not None:
            decision = self._covering(item_id, edition.state, edition.decided)
            undecided = decision is None and _what(change) in self._found_breaches()
            return JudgedChange(change=change, decision=decision, undecided=undecided)
        if was is None and not self._is_decided(self._after, item_id):
            return JudgedChange(change=change)
        becomes_decided = was is None or was.status in _NOBODY_DECIDED
        decision = self._covering(item_id, _NO_PLAN if becomes_decided else self._before)
        start = was.id if was else item_id
        undecided = decision is None and (becomes_decided or self._is_decided(self._before, start))
        return JudgedChange(change=change, decision=decision, undecided=undecided)

    def _edition_of(self, item_id: str) -> Edition | None:
        """The newest edition of the nearest plan that an object is or was part of."""
        for one in _upwards(item_id, (self._after, self._before)):
            if one in self._editions.newest:
                return self._editions.newest[one]
        return None

    def _covering(self, item_id: str, was: PlanState, since: date = date.min) -> PlanObject | None:
        """A decision that is newer than a plan was, and covers an object."""
        if id(was) not in self._newer:
            self._newer[id(was)] = NewerDecisions(was, self._known, since)
        return self._newer[id(was)].covering(item_id)

    def _found_breaches(self) -> frozenset[tuple[object, ...]]:
        if self._breaches is None:
            found: Iterable[Breach] = breaches(
                self._editions, self._after, self._freely, self._leads_to
            )
            self._breaches = frozenset(_what(one.change) for one in found)
        return self._breaches

    def _is_decided(self, state: PlanState, item_id: str) -> bool:
        """Whether an object is a part of what has been decided.

        It is decided with the plan that it is part of; what measures it, only if it says so itself.
        """
        found = [state.objects[one] for one in _upwards(item_id, (state,)) if one in state.objects]
        if not found or any(one.status in _NOBODY_DECIDED for one in found):
            return False
        in_plan = any(one.kind == Role.PLAN for one in found)
        return in_plan or bool(found[0].status or found[0].links.get(LinkKind.DECIDED_BY))


def _upwards(item_id: str, states: Iterable[PlanState]) -> Iterator[str]:
    """An object and what it is part of, the nearest first, up to its plans."""
    queue, seen = [item_id], {item_id}
    for one in queue:
        yield one
        for state in states:
            found = state.objects.get(one)
            if found is None or found.kind == Role.PLAN:
                continue
            for whole in found.links.get(LinkKind.PART_OF, ()):
                if whole not in seen:
                    seen.add(whole)
                    queue.append(whole)


def _what(change: PlanChange) -> tuple[object, ...]:
    """What tells a change of an object from another."""
    key = change.key if isinstance(change, FieldChanged | LinkChanged) else ""
    return type(change), change.object.id, key


def _frozen_by(editions: Editions, day: date) -> Editions:
    return Editions(editions=tuple(one for one in editions.editions if one.frozen <= day))
