"""How it goes with actions, plans and priorities: the one table of rules.

What nobody has decided has no state: nobody is late with a proposal. For all else the first rule
that fits gives the state. *Begun* is an action whose status is in progress. A day has passed on the
day after it. *Soon* is within 90 days, and *a large part* a fourth of those actions that have been
decided and not cancelled.

====  ======================  =============  ===================================================
Rule  State                   Holds for      When
====  ======================  =============  ===================================================
L1    cancelled               action, plan   its status says so
..                            plan, priority all its actions are cancelled
L2    done                    action, plan   its status says so
..                            plan, priority all its actions are done, but those cancelled
L3    what is judged          all            somebody has judged otherwise, and says why, in what
                                             function and until when; see `override_of`
L4    late                    action, plan   its last day has passed
L5    late                    all            the day for its next follow-up passed more than 90
                                             days ago, and none has been made since that day
L6    late                    all            its latest follow-up says so
L7    late                    plan, priority a large part of its actions are late
L8    at risk                 all            the day for its next follow-up has passed, and none
                                             has been made since that day
L9    at risk                 all            its latest follow-up says so
L10   at risk                 action         one of its milestones has passed and is not reached
L11   at risk                 action         its first day has passed, and it has not begun
L12   at risk                 action         its last day comes soon, and it has not begun
L13   at risk                 plan, priority one of its actions is late, or a large part at risk
L14   not started             action         it has not begun
..                            plan, priority none of its actions has begun or is done
L15   at risk                 all            one of its indicators goes the wrong way
L16   on plan                 all            in all other cases
====  ======================  =============  ===================================================

A plan or a priority with proposals left is not done or cancelled because its other actions are. A
priority for which nothing but proposals is left has no state. Indicators count when work has begun,
since they can tell nothing of it before; then no worsening is hidden behind the words on plan.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from fractions import Fraction
from types import MappingProxyType

from policytrace.measure.performance import Performance
from policytrace.measure.performance_report import PerformanceByIndicator
from policytrace.messages import Message, message
from policytrace.plan.graph import Graph
from policytrace.plan.milestones import missed_milestones
from policytrace.plan.model import Item
from policytrace.plan.queries import is_proposal, latest_follow_up, missed_follow_up
from policytrace.schema.roles import FieldName, LinkKind, Role
from policytrace.schema.typed import Assessment
from policytrace.schema.vocabulary import ActionStatus, Status, Verdict

SOON = timedelta(days=90)
"""How near a day is that comes soon, and how old one that passed long ago."""

LARGE_PART = Fraction(1, 4)
"""The part of a plan's actions that decides about the plan."""

ActionCount = tuple[ActionStatus | None, int]
"""How many actions are in a state; None: how many are proposals, that have none."""

OVERRIDABLE = (
    ActionStatus.NOT_STARTED,
    ActionStatus.ON_PLAN,
    ActionStatus.AT_RISK,
    ActionStatus.LATE,
)
"""What somebody can judge. That something is done or cancelled is its status, which is decided."""


class StatusRule(StrEnum):
    """The rules of the table."""

    CANCELLED = "L1"
    DONE = "L2"
    OVERRIDDEN = "L3"
    LAST_DAY_PASSED = "L4"
    FOLLOW_UP_LONG_OVERDUE = "L5"
    FOLLOWED_UP_AS_LATE = "L6"
    MANY_LATE = "L7"
    FOLLOW_UP_OVERDUE = "L8"
    FOLLOWED_UP_AS_AT_RISK = "L9"
    MILESTONE_PASSED = "L10"
    FIRST_DAY_PASSED = "L11"
    LAST_DAY_SOON = "L12"
    SOME_LATE = "L13"
    NOT_BEGUN = "L14"
    WRONG_WAY = "L15"
    NOTHING_AGAINST = "L16"


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusOverride:
    """What somebody has judged instead of the rules."""

    state: ActionStatus
    reason: str
    function: str
    """Who judges: a body or a function, never a person."""
    until: date
    """The last day on which it holds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ComputedStatus:
    """A state, the rule that gave it, and what the rule looked at."""

    state: ActionStatus | None
    """None: nobody has decided it, so there is no telling how it goes."""
    ground: StatusRule | None
    """None if no rule was asked, since there is no state."""
    reason: Message
    days: tuple[tuple[FieldName, date], ...] = ()
    """The days that count."""
    follow_up: Item | None = None
    """The latest follow-up that has been made."""
    going_wrong: tuple[Item, ...] = ()
    """The indicators that go the wrong way; told only when that decides."""
    milestones: tuple[Item, ...] = ()
    """The milestones that have passed and are not reached; told only when that decides."""
    actions: tuple[ActionCount, ...] = ()
    """For a plan or a priority: how many of its actions are in each state, the proposals last."""
    judgement: StatusOverride | None = None
    """Set if it holds, and then `state` is what it says."""
    computed: ActionStatus | None = None
    """With a judgement: what the rules say."""

    @property
    def number_of_actions(self) -> int:
        """How many actions there are, those cancelled and those proposed among them."""
        return sum(number for _, number in self.actions)


def action_statuses(
    graph: Graph,
    today: date,
    performance: PerformanceByIndicator,
    home: str,
    actions: Mapping[str, tuple[Item, ...]],
) -> Mapping[str, ComputedStatus]:
    """How it goes with each action, plan and priority, by its id. Linear in objects and links.

    `performance` are the verdicts on the indicators, of which those on the area `home` count;
    `actions` are those of each plan and priority.
    """
    judge = _StatusTable(graph, today, performance, home)
    found = {action.id: judge.action(action) for action in graph.of_role(Role.ACTION)}
    for whole in graph.of_role(Role.PLAN, Role.PRIORITY):
        states = [found[action.id].state for action in actions.get(whole.id, ())]
        found[whole.id] = judge.whole(whole, states)
    return MappingProxyType(found)


def override_of(item: Item, today: date) -> StatusOverride | None:
    """The judgement on an object that holds on a day; None if there is none, or it lacks something.

    It must say which state, why, by whom and until when, and must not be about a proposal.
    """
    return None if overrides_a_proposal(item, today) else _judgement(item, today)


def overrides_a_proposal(item: Item, today: date) -> bool:
    """Whether somebody judges something that nobody has decided, so that there is no state."""
    if item.role is Role.PRIORITY or not (item.status is None or item.proposed):
        return False
    if item.value(FieldName.STATE, ActionStatus) is ActionStatus.ON_PLAN:
        return True
    return is_proposal(item) and _judgement(item, today) is not None


def _judgement(item: Item, today: date) -> StatusOverride | None:
    state = item.value(FieldName.STATE, ActionStatus)
    reason, function = item.text(FieldName.STATE_REASON), item.text(FieldName.STATE_BY)
    until = item.day(FieldName.STATE_UNTIL)
    if state not in OVERRIDABLE or not reason or not function or until is None or until < today:
        return None
    return StatusOverride(state=state, reason=reason, function=function, until=until)


_Found = tuple[ActionStatus, StatusRule, Message]


@dataclass(frozen=True, slots=True)
class _StatusTable:
    """Applies the table; the rules stand in its order."""

    graph: Graph
    today: date
    performance: PerformanceByIndicator
    home: str
    """The area whose indicators count."""

    def action(self, action: Item) -> ComputedStatus:
        days = (FieldName.STARTS, FieldName.DUE, FieldName.NEXT_FOLLOW_UP)
        if is_proposal(action):
            return self._undecided(action, days, _PROPOSAL)
        wrong = self._going_wrong(action)
        candidates = (
            self._decided(action),
            self._late(action, FieldName.DUE),
            self._at_risk(action),
            self._not_begun(action),
            _wrong_way(wrong),
        )
        return self._progress(action, candidates, days, wrong)

    def whole(self, whole: Item, states: list[ActionStatus | None]) -> ComputedStatus:
        """A plan or a priority, whose actions are in `states`; None for each proposal."""
        days: tuple[FieldName, ...] = (FieldName.NEXT_FOLLOW_UP,)
        if whole.role is Role.PLAN:
            days = (FieldName.VALID_FROM, FieldName.VALID_TO, *days)
        wrong = self._going_wrong(whole)
        counted = {state: states.count(state) for state in ActionStatus}
        proposed = states.count(None)
        told = (*((state, n) for state, n in counted.items() if n), *_proposed(proposed))
        if is_proposal(whole):
            return replace(self._undecided(whole, days, _PROPOSAL), actions=told)
        if (
            whole.role is Role.PRIORITY
            and proposed
            and len(states) == proposed + counted[ActionStatus.CANCELLED]
            and override_of(whole, self.today) is None
        ):
            return replace(self._undecided(whole, days, _ONLY_PROPOSALS), actions=told)
        candidates = (
            self._decided(whole) if whole.role is Role.PLAN else None,
            None if proposed else _all_over(counted),
            self._late(whole, FieldName.VALID_TO if whole.role is Role.PLAN else None),
            _many_late(counted),
            self._at_risk(whole),
            _some_late(counted),
            _nothing_begun(states, counted),
            _wrong_way(wrong),
        )
        return replace(self._progress(whole, candidates, days, wrong), actions=told)

    def _undecided(self, item: Item, days: Iterable[FieldName], reason: Message) -> ComputedStatus:
        """What is known of something that nobody has decided."""
        return ComputedStatus(
            state=None,
            ground=None,
            reason=reason,
            days=self._days(item, days),
            follow_up=latest_follow_up(self.graph, item),
        )

    def _days(self, item: Item, names: Iterable[FieldName]) -> tuple[tuple[FieldName, date], ...]:
        return tuple((name, day) for name in names if (day := item.day(name)))

    def _progress(
        self,
        item: Item,
        candidates: Iterable[_Found | None],
        days: Iterable[FieldName],
        wrong: tuple[Item, ...],
    ) -> ComputedStatus:
        on_plan = (
            ActionStatus.ON_PLAN,
            StatusRule.NOTHING_AGAINST,
            message("Nothing speaks against it."),
        )
        state, ground, reason = next(filter(None, candidates), on_plan)
        computed = ComputedStatus(
            state=state,
            ground=ground,
            reason=reason,
            days=self._days(item, days),
            follow_up=latest_follow_up(self.graph, item),
            going_wrong=wrong if ground is StatusRule.WRONG_WAY else (),
            milestones=missed_milestones(self.graph, item, self.today)
            if ground is StatusRule.MILESTONE_PASSED
            else (),
        )
        judgement = override_of(item, self.today)
        if judgement is None or ground in (StatusRule.CANCELLED, StatusRule.DONE):
            return computed
        return replace(
            computed,
            state=judgement.state,
            ground=StatusRule.OVERRIDDEN,
            reason=message("It has been judged so, instead of what the rules say."),
            judgement=judgement,
            computed=state,
        )

    def _decided(self, item: Item) -> _Found | None:
        if item.status is Status.CANCELLED:
            return ActionStatus.CANCELLED, StatusRule.CANCELLED, message("Its status says so.")
        if item.status is Status.DONE:
            return ActionStatus.DONE, StatusRule.DONE, message("Its status says so.")
        return None

    def _late(self, item: Item, last: FieldName | None) -> _Found | None:
        if last is not None and self._passed(item.day(last)):
            return (
                ActionStatus.LATE,
                StatusRule.LAST_DAY_PASSED,
                message("Its last day has passed."),
            )
        missed = missed_follow_up(self.graph, item, self.today)
        if missed is not None and self.today - missed > SOON:
            return (
                ActionStatus.LATE,
                StatusRule.FOLLOW_UP_LONG_OVERDUE,
                message(
                    "It was to be followed up more than {number} days ago, and has not been.",
                    number=str(SOON.days),
                ),
            )
        if self._followed_up_as(item, ActionStatus.LATE):
            return (
                ActionStatus.LATE,
                StatusRule.FOLLOWED_UP_AS_LATE,
                message("The latest follow-up says so."),
            )
        return None

    def _at_risk(self, item: Item) -> _Found | None:
        if missed_follow_up(self.graph, item, self.today) is not None:
            return (
                ActionStatus.AT_RISK,
                StatusRule.FOLLOW_UP_OVERDUE,
                message("The day for its next follow-up has passed, and none has been made."),
            )
        if self._followed_up_as(item, ActionStatus.AT_RISK):
            return (
                ActionStatus.AT_RISK,
                StatusRule.FOLLOWED_UP_AS_AT_RISK,
                message("The latest follow-up says so."),
            )
        if item.role is Role.ACTION and missed_milestones(self.graph, item, self.today):
            return (
                ActionStatus.AT_RISK,
                StatusRule.MILESTONE_PASSED,
                message("At least one of its milestones has passed, and is not reached."),
            )
        if item.role is Role.ACTION and item.status is not Status.IN_PROGRESS:
            if self._passed(item.day(FieldName.STARTS)):
                return (
                    ActionStatus.AT_RISK,
                    StatusRule.FIRST_DAY_PASSED,
                    message("Its first day has passed, but it has not begun."),
                )
            due = item.day(FieldName.DUE)
            if due is not None and due - self.today <= SOON:
                return (
                    ActionStatus.AT_RISK,
                    StatusRule.LAST_DAY_SOON,
                    message(
                        "Its last day comes within {number} days, and it has not begun.",
                        number=str(SOON.days),
                    ),
                )
        return None

    def _not_begun(self, action: Item) -> _Found | None:
        if action.status is Status.IN_PROGRESS:
            return None
        if action.status is Status.DECIDED:
            reason = message("It is decided, but has not begun.")
        else:
            reason = message("It has not begun.")
        return ActionStatus.NOT_STARTED, StatusRule.NOT_BEGUN, reason

    def _passed(self, day: date | None) -> bool:
        return day is not None and day < self.today

    def _followed_up_as(self, item: Item, state: ActionStatus) -> bool:
        made = latest_follow_up(self.graph, item)
        return made is not None and assessed(made) is state

    def _going_wrong(self, item: Item) -> tuple[Item, ...]:
        """The indicators that go the wrong way for the municipality, or did when last known."""
        return tuple(
            indicator
            for indicator in self.graph.targets(item, LinkKind.MEASURED_BY)
            if any(
                goes_wrong_way(verdict)
                for verdict in self.performance.get(indicator.id, ())
                if not verdict.group and verdict.area == self.home
            )
        )


def goes_wrong_way(assessment: Performance) -> bool:
    """Whether the measure goes the wrong way, or did so when it was last known."""
    return Verdict.WRONG_WAY in (assessment.verdict, assessment.known)


def assessed(follow_up: Item) -> ActionStatus | None:
    """The state that a follow-up's assessment begins with; None if it begins with none."""
    said = follow_up.value(FieldName.ASSESSMENT, Assessment)
    return said.status if said else None


def _all_over(counted: Mapping[ActionStatus, int]) -> _Found | None:
    left = {state for state, number in counted.items() if number}
    if left == {ActionStatus.CANCELLED}:
        return (
            ActionStatus.CANCELLED,
            StatusRule.CANCELLED,
            message("All its actions are cancelled."),
        )
    if left and left <= {ActionStatus.CANCELLED, ActionStatus.DONE}:
        return ActionStatus.DONE, StatusRule.DONE, message("All its actions are done.")
    return None


def _many_late(counted: Mapping[ActionStatus, int]) -> _Found | None:
    if not _is_large(counted[ActionStatus.LATE], counted):
        return None
    return (
        ActionStatus.LATE,
        StatusRule.MANY_LATE,
        message("At least one in four of its actions is late."),
    )


def _some_late(counted: Mapping[ActionStatus, int]) -> _Found | None:
    if counted[ActionStatus.LATE]:
        reason = message("At least one of its actions is late.")
    elif _is_large(counted[ActionStatus.AT_RISK], counted):
        reason = message("At least one in four of its actions is at risk.")
    else:
        return None
    return ActionStatus.AT_RISK, StatusRule.SOME_LATE, reason


def _is_large(number: int, counted: Mapping[ActionStatus, int]) -> bool:
    whole = sum(counted.values()) - counted[ActionStatus.CANCELLED]
    return number > 0 and Fraction(number, whole) >= LARGE_PART


def _nothing_begun(
    states: list[ActionStatus | None], counted: Mapping[ActionStatus, int]
) -> _Found | None:
    if not states:
        reason = message("It has no actions.")
    elif not any(counted[state] for state in _BEGUN):
        reason = message("None of its actions has begun.")
    else:
        return None
    return ActionStatus.NOT_STARTED, StatusRule.NOT_BEGUN, reason


def _proposed(number: int) -> tuple[ActionCount, ...]:
    return ((None, number),) if number else ()


_PROPOSAL = message(
    "It is a proposal that nobody has decided. Its days are proposed, and there is no telling how "
    "it goes."
)
_ONLY_PROPOSALS = message(
    "There are only proposals here, that nobody has decided. There is no telling how it goes."
)

_BEGUN = (ActionStatus.ON_PLAN, ActionStatus.DONE)


def _wrong_way(indicators: tuple[Item, ...]) -> _Found | None:
    if not indicators:
        return None
    reason = message("At least one of its indicators goes the wrong way.")
    return ActionStatus.AT_RISK, StatusRule.WRONG_WAY, reason
