"""Judges changes between two plans: which decision each is made by, or that there is none.

What an edition holds is judged as PT503 judges it: against the edition. What has none is judged by
the earlier of the two plans: a decision that is not in it covers a change.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from policytrace.changes.comparing import compare
from policytrace.changes.kinds import (
    FieldChanged,
    LinkChanged,
    PlanChange,
    ReadabilityChanged,
    StatusChanged,
)
from policytrace.changes.plan_state import PlanObject, PlanState
from policytrace.editions.changed import Breach, breaches, newer_than
from policytrace.editions.decided_with import OPEN, DecidedWith, upwards
from policytrace.editions.edition import Edition, Editions
from policytrace.editions.newer_decisions import NewerDecisions, needs_decision
from policytrace.history.present_ids import editions_with_present_ids, present_ids
from policytrace.schema.roles import FieldName


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgedChange:
    """A change, and what it was made by."""

    change: PlanChange
    decision: PlanObject | None = None
    """The newest that covers it, where it took one."""
    undecided: bool = False
    """Whether it took a decision, and there was none when it was made."""
    later: PlanObject | None = None
    """The first decision that was made after it and covers it, if it was made without one."""
    withheld: bool = False
    """Whether what it said is not told, since it must not be published."""


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

    def with_present_ids(
        self, states: Iterable[PlanState], known: PlanState
    ) -> tuple[Judge, Mapping[str, str]]:
        """The judge of earlier plans that are told by the ids that objects have as `known` now.

        Gives those ids too, by the ones that objects have had in `states` or in an edition.
        """
        of_editions = (one.state for one in self._editions.editions)
        ids = present_ids((*states, *of_editions), known, self._leads_to)
        judge = Judge(
            editions=editions_with_present_ids(self._editions, ids),
            changes_freely=self._freely,
            leads_to=self._leads_to,
        )
        return judge, ids

    def renamed(self, before: PlanState, after: PlanState) -> Mapping[str, str]:
        """The ids that objects have in the plan `after`, by those that they had `before`."""
        return {
            old: new
            for old in before.objects
            if old not in after.objects and (new := self._leads_to(old)) is not None
        }

    def judged(
        self,
        before: PlanState,
        after: PlanState,
        *,
        known: PlanState | None = None,
        day: date = date.max,
    ) -> Iterator[JudgedChange]:
        """What has changed from one plan to the other, by which decision.

        The later of the two is of `day`. A decision that was made until then covers a change, and
        may have been written in later: in `known`. One that was made after it does not: the change
        was made without a decision. Of editions, those count that were frozen on `day` or before.
        """
        renamed = self.renamed(before, after)
        judging = _Judging(
            before=before,
            after=after,
            known=known,
            day=day,
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
        known: PlanState | None,
        day: date,
        old_ids: dict[str, str],
        editions: Editions,
        freely: Collection[str],
        leads_to: Callable[[str], str | None],
    ) -> None:
        self._before, self._after, self._known = before, after, known
        self._day, self._old_ids, self._editions, self._freely = day, old_ids, editions, freely
        self._leads_to = leads_to
        self._was_with, self._is_with = DecidedWith(before), DecidedWith(after)
        self._newer: dict[str, NewerDecisions] = {}
        self._breaches: frozenset[tuple[object, ...]] | None = None

    def judged(self, change: PlanChange) -> JudgedChange:
        item_id = change.object.id
        old_id = self._old_ids.get(item_id, item_id)
        was = self._before.objects.get(old_id)
        if not needs_decision(change, was, self._freely):
            return JudgedChange(change=change)
        edition = self._edition_of(item_id)
        if edition is not None:
            covering = self._newer_than(edition).covering(item_id, old_id=old_id)
            takes = _what(change) in self._found_breaches()
        else:
            covering = self._newer_than(None).covering(
                item_id, old_id=old_id, anew=was is None or was.status in OPEN
            )
            takes = self._takes_decision(was, item_id)
            is_unknown = isinstance(change, ReadabilityChanged)
            if is_unknown or (was is None and not takes):
                return JudgedChange(change=change)
        made = next((one for one in covering if self._is_of_its_time(one)), None)
        undecided = made is None and takes
        return JudgedChange(
            change=change,
            decision=made,
            undecided=undecided,
            later=min(covering, key=_day, default=None) if undecided else None,
        )

    def _takes_decision(self, was: PlanObject | None, item_id: str) -> bool:
        """Whether an object is a part of what has been decided, or becomes so."""
        if was is None:
            return self._is_with.is_decided(item_id)
        return was.status in OPEN or self._was_with.is_decided(was.id)

    def _is_of_its_time(self, decision: PlanObject) -> bool:
        """Whether a decision was made by the day of the change, whenever it was written in."""
        return _day(decision) <= self._day.isoformat()

    def _edition_of(self, item_id: str) -> Edition | None:
        """The newest edition of the nearest plan that an object is or was decided with."""
        for one in upwards((item_id,), (self._is_with, self._was_with)):
            if one in self._editions.newest:
                return self._editions.newest[one]
        return None

    def _newer_than(self, edition: Edition | None) -> NewerDecisions:
        """The decisions that are newer than an edition, or else than the plan before."""
        key = edition.decision if edition else ""
        if key not in self._newer:
            self._newer[key] = (
                newer_than(edition, self._after, self._known)
                if edition
                else NewerDecisions(self._before, self._after, named_in=self._known)
            )
        return self._newer[key]

    def _found_breaches(self) -> frozenset[tuple[object, ...]]:
        if self._breaches is None:
            found: Iterable[Breach] = breaches(
                self._editions, self._after, self._freely, self._leads_to
            )
            self._breaches = frozenset(_what(one.change) for one in found)
        return self._breaches


def _day(decision: PlanObject) -> str:
    return str(decision.fields.get(FieldName.DATE))


def _what(change: PlanChange) -> tuple[object, ...]:
    """What tells a change of an object from another."""
    if isinstance(change, ReadabilityChanged):
        is_status = change.key == FieldName.STATUS
        kind, key = (StatusChanged, "") if is_status else (FieldChanged, change.key)
        return kind, change.object.id, key
    key = change.key if isinstance(change, FieldChanged | LinkChanged) else ""
    return type(change), change.object.id, key


def _frozen_by(editions: Editions, day: date) -> Editions:
    return Editions(editions=tuple(one for one in editions.editions if one.frozen <= day))
