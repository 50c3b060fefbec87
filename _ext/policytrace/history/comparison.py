"""Two plans of a project side by side: what has changed, object by object."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from types import MappingProxyType

from policytrace.changes.kinds import Removed, ValuesChange
from policytrace.changes.plan_state import PlanObject, PlanState
from policytrace.editions.edition import Editions
from policytrace.history.judging import Judge, JudgedChange
from policytrace.history.shown_values import ShownValues
from policytrace.history.sources import EditionSource, OtherFolder, PlanSource, Revision
from policytrace.schema.roles import FieldName, LinkKind


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectChanges:
    """An object, and what has changed with it."""

    object: PlanObject
    """As it is now; what has been taken away, as it was."""
    changes: tuple[JudgedChange, ...]

    @property
    def is_gone(self) -> bool:
        """Whether it has been taken away."""
        return any(isinstance(one.change, Removed) for one in self.changes)


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedPlan:
    """One of the two plans."""

    source: PlanSource
    state: PlanState


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanComparison:
    """What has changed from one plan to the other."""

    before: ComparedPlan
    after: ComparedPlan
    objects: tuple[ObjectChanges, ...]
    """In the order of the plan; what has been taken away last."""

    @property
    def tells_values(self) -> bool:
        """Whether anything is told of values."""
        return any(
            isinstance(change.change, ValuesChange)
            for one in self.objects
            for change in one.changes
        )

    @property
    def number(self) -> int:
        """How many changes there are."""
        return sum(len(one.changes) for one in self.objects)

    @property
    def undecided(self) -> int:
        """How many of them took a decision that there is not."""
        return sum(change.undecided for one in self.objects for change in one.changes)


def comparison_of(
    before: ComparedPlan, after: ComparedPlan, judge: Judge, editions: Editions, today: date
) -> PlanComparison:
    """What has changed. An edition is compared with the part of the other plan that it is of."""
    states = [before.state, after.state]
    if any(map(_is_document, (before, after))):
        states = [_without_days_of_rhythms(state) for state in states]
    parts = tuple(_parts(one, other, editions) for one, other in ((before, after), (after, before)))
    ids = next((found for found in parts if found is not None), None)
    if ids is not None:
        states = [_restricted(state, ids) for state in states]
    judged = judge.judged(states[0], states[1], day=_day_of(after.source, editions, today))
    return PlanComparison(before=before, after=after, objects=by_object(judged))


def less_hidden(comparison: PlanComparison, shown: ShownValues) -> PlanComparison:
    """A comparison without values that may not be told."""
    left = (
        replace(one, changes=tuple(filter(None, map(shown.of, one.changes))))
        for one in comparison.objects
    )
    return replace(comparison, objects=tuple(one for one in left if one.changes))


def by_object(changes: Iterable[JudgedChange]) -> tuple[ObjectChanges, ...]:
    """Changes that follow each other, those of an object together."""
    return tuple(
        ObjectChanges(object=found[0].change.object, changes=found)
        for found in (
            tuple(group) for _, group in groupby(changes, lambda one: one.change.object.id)
        )
    )


def _day_of(source: PlanSource, editions: Editions, today: date) -> date:
    """The day that a plan is of: a decision that was made after it covers nothing in it."""
    match source:
        case Revision(commit=commit):
            return commit.day
        case EditionSource(decision=decision):
            frozen = (one.frozen for one in editions.editions if one.decision == decision)
            return next(frozen, today)
        case _:
            return today


def _is_document(plan: ComparedPlan) -> bool:
    return isinstance(plan.source, EditionSource | OtherFolder)


def _parts(plan: ComparedPlan, other: ComparedPlan, editions: Editions) -> frozenset[str] | None:
    """What an edition is of, here and in the other plan; None if the plan is no edition."""
    if not isinstance(plan.source, EditionSource):
        return None
    found = set(plan.state.objects)
    for edition in editions.editions:
        if edition.decision == plan.source.decision:
            for whole in edition.plans:
                found.update(other.state.parts(whole, LinkKind.PART_OF))
    return frozenset(found)


def _restricted(state: PlanState, ids: frozenset[str]) -> PlanState:
    return PlanState.of(
        (one for one in state.objects.values() if one.id in ids),
        whole=state,
        values=MappingProxyType({key: one for key, one in state.values.items() if key in ids}),
        home=state.home,
    )


def _without_days_of_rhythms(state: PlanState) -> PlanState:
    """The plan without the days that a document has of what a rhythm gives: they move by time."""
    return replace(state, objects=MappingProxyType(dict(_all_without(state))))


def _all_without(state: PlanState) -> Iterator[tuple[str, PlanObject]]:
    for one in state.objects.values():
        fields = one.fields
        if FieldName.RHYTHM in fields:
            fields = {
                key: value for key, value in fields.items() if key != FieldName.NEXT_FOLLOW_UP
            }
        yield one.id, replace(one, fields=fields)
