"""The card of a plan: what is decided, who answers, how it stands, what is late, what comes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from policytrace.plan.milestones import is_over, milestones_of, missed_milestones, who_answers
from policytrace.plan.model import Item
from policytrace.plan.queries import (
    follow_up_to_come,
    follow_ups_made,
    is_proposal,
    missed_follow_up,
)
from policytrace.schema.roles import FieldName, LinkKind, Role
from policytrace.schema.vocabulary import ActionStatus
from policytrace.site.views.card import Entry, card_of
from policytrace.site.views.decision_state import DecisionState, decision_state
from policytrace.site.views.frozen_edition import FrozenEdition, editions_about
from policytrace.site.views.opinions import OpinionCount, opinions_about
from policytrace.site.views.referral import ReferralNote, referral_note
from policytrace.site.views.registry import PLAN, Options
from policytrace.snapshot import Snapshot
from policytrace.status.action_status import ComputedStatus

DAYS_AHEAD = 3
"""How many of the days to come are told."""

_DAYS = (FieldName.STARTS, FieldName.NEXT_FOLLOW_UP, FieldName.DUE)
"""What a day can be of an action, in the order that they are told of one day."""

_HAPPENINGS: tuple[FieldName | Role, ...] = (*_DAYS, Role.MILESTONE)

_OVER = (ActionStatus.DONE, ActionStatus.CANCELLED)

_TOLD = (
    LinkKind.PART_OF,
    LinkKind.OWNER,
    LinkKind.DECIDED_BY,
    FieldName.STATUS,
    FieldName.VALID_FROM,
    FieldName.VALID_TO,
    FieldName.REFERRAL_BEGINS,
    FieldName.REFERRAL_ENDS,
)
"""What the card says in its own words, and not once more among the facts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Late:
    """An action or a milestone that should have been further on; the plan, if not followed up."""

    item: Item
    owners: tuple[Item, ...]
    due: date | None
    """The last day, if that has passed."""
    missed: date | None
    """The day of the follow-up that should have been made."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DayAhead:
    """What is to happen on a day to come."""

    day: date
    happening: FieldName | Role
    """What the day is of the actions; the role of milestones, where they are to be reached."""
    items: tuple[Item, ...]
    """The actions, or milestones of some."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanCard:
    """What the template draws."""

    item: Item
    decided: DecisionState
    progress: ComputedStatus
    owners: tuple[Item, ...]
    part_of: tuple[Item, ...]
    first: date | None
    last: date | None
    late: tuple[Late, ...]
    ahead: tuple[DayAhead, ...]
    follow_ups: tuple[Item, ...]
    """Those that have been made of the plan itself, the latest first."""
    edition: FrozenEdition | None
    """The newest that has been frozen of it."""
    facts: tuple[Entry, ...]
    """All else that it holds."""
    referral: ReferralNote | None
    """Set while it is sent out for opinions."""
    opinions: OpinionCount | None
    """How many there are on it and on its actions."""

    @property
    def is_proposal(self) -> bool:
        """Whether all that it holds is proposed, its days too."""
        states = (self.progress.state, *(state for state, _ in self.progress.actions))
        return all(state in (None, ActionStatus.CANCELLED) for state in states)


def plan_card(snapshot: Snapshot, plan: Item) -> PlanCard:
    """The card of `plan`."""
    graph, card = snapshot.graph, card_of(snapshot, plan)
    actions = snapshot.actions_by_plan.get(plan.id, ())
    given = opinions_about(snapshot, plan)
    return PlanCard(
        item=plan,
        decided=decision_state(snapshot, Options(items={PLAN: plan})),
        progress=snapshot.action_statuses[plan.id],
        owners=graph.targets(plan, LinkKind.OWNER),
        part_of=graph.targets(plan, LinkKind.PART_OF),
        first=plan.day(FieldName.VALID_FROM),
        last=plan.day(FieldName.VALID_TO),
        late=(*_late(snapshot, plan, actions), *_late_milestones(snapshot, actions)),
        ahead=_ahead(snapshot, actions),
        follow_ups=follow_ups_made(graph, plan),
        edition=next(iter(editions_about(snapshot, plan)), None),
        facts=tuple(entry for entry in card.first + card.facts if _is_untold(entry)),
        referral=referral_note(snapshot, plan),
        opinions=given.count if given else None,
    )


def _is_untold(entry: Entry) -> bool:
    return entry.key not in _TOLD


def _late(snapshot: Snapshot, plan: Item, actions: Iterable[Item]) -> Iterator[Late]:
    for item in (plan, *actions):
        missed = missed_follow_up(snapshot.graph, item, snapshot.today)
        is_late = item is not plan and snapshot.action_statuses[item.id].state is ActionStatus.LATE
        if missed is None and not is_late:
            continue
        due = item.day(FieldName.DUE)
        yield Late(
            item=item,
            owners=snapshot.graph.targets(item, LinkKind.OWNER),
            due=due if due and due < snapshot.today else None,
            missed=missed,
        )


def _late_milestones(snapshot: Snapshot, actions: Iterable[Item]) -> Iterator[Late]:
    for action in actions:
        for milestone in missed_milestones(snapshot.graph, action, snapshot.today):
            yield Late(
                item=milestone,
                owners=who_answers(snapshot.graph, milestone),
                due=milestone.day(FieldName.DUE),
                missed=None,
            )


def _ahead(snapshot: Snapshot, actions: Iterable[Item]) -> tuple[DayAhead, ...]:
    """The nearest days to come.

    What nobody has decided is told only where nothing else is: else it would be told as if it was.
    """
    going = [
        action
        for action in actions
        if snapshot.graph.carries(action) and snapshot.action_statuses[action.id].state not in _OVER
    ]
    decided = [action for action in going if not is_proposal(action)]
    days: dict[tuple[date, int], list[Item]] = {}
    for action in decided or going:
        for number, happening in enumerate(_DAYS):
            day = (
                follow_up_to_come(snapshot.graph, action)
                if happening is FieldName.NEXT_FOLLOW_UP
                else action.day(happening)
            )
            if day is None or day < snapshot.today:
                continue
            days.setdefault((day, number), []).append(action)
        for milestone in milestones_of(snapshot.graph, action):
            day = milestone.day(FieldName.DUE)
            if day is None or day < snapshot.today or is_over(snapshot.graph, milestone):
                continue
            if not decided or not milestone.proposed:
                days.setdefault((day, len(_DAYS)), []).append(milestone)
    return tuple(
        DayAhead(day=day, happening=_HAPPENINGS[number], items=tuple(days[day, number]))
        for day, number in sorted(days)[:DAYS_AHEAD]
    )
