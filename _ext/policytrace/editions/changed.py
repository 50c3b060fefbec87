"""What has been changed since it was frozen, and no newer decision covers. Linear in the plan."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain

from policytrace.changes.comparing import compare
from policytrace.changes.kinds import PlanChange
from policytrace.changes.plan_state import PlanObject, PlanState
from policytrace.editions.corrections import corrected
from policytrace.editions.decided_with import DecidedWith
from policytrace.editions.edition import Edition, Editions
from policytrace.editions.newer_decisions import NewerDecisions, needs_decision
from policytrace.schema.roles import LinkKind


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

    An indicator is decided where it says so itself, and its target with what it measures.
    """
    parts = state.parts(plan, LinkKind.PART_OF)
    measures = chain.from_iterable(
        one.links.get(LinkKind.MEASURED_BY, ()) for one in parts.values()
    )
    together = DecidedWith(state)
    decided = filter(together.is_decided, measures)
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
        newer = newer_than(edition, now)
        whole_before = PlanState.of(before.objects.values(), edition.state)
        for change in compare(whole_before, after, renamed):
            item_id = change.object.id
            old_id = old_ids.get(item_id, item_id)
            was = edition.state.objects.get(old_id)
            if needs_decision(change, was, changes_freely) and not newer.covering(
                item_id, old_id=old_id
            ):
                plan = plans.get(item_id) or mine.get(item_id, "")
                yield Breach(change=change, edition=edition, plan=now.objects.get(plan))


def unfrozen(editions: Editions, now: PlanState) -> Iterator[tuple[str, PlanObject]]:
    """The plans whose newest edition is of an older decision than their newest, and that decision.

    Until it is frozen, nothing tells what is changed after it.
    """
    for plan, edition in editions.newest.items():
        newer = newer_than(edition, now)
        parts = now.parts(plan, LinkKind.PART_OF).values()
        found = {
            decision.id: decision
            for part in parts
            for decision in newer.of(part)
            if decision.id not in editions.frozen
        }
        for decision in found.values():
            yield plan, decision


def newer_than(
    edition: Edition, now: PlanState, named_in: PlanState | None = None
) -> NewerDecisions:
    """The decisions that are newer than an edition: it knows none of them; see `NewerDecisions`."""
    known = chain.from_iterable(
        one.links.get(LinkKind.DECIDED_BY, ()) for one in edition.state.objects.values()
    )
    return NewerDecisions(
        edition.state, now, named_in=named_in, known=frozenset(known), since=edition.decided
    )


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
