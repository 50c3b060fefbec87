"""What is decided and what is proposed, in sentences that follow the plan."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from policytrace.messages import message
from policytrace.plan.decisions import adopting
from policytrace.plan.model import Item
from policytrace.plan.queries import is_proposal
from policytrace.schema.roles import Role
from policytrace.site.views.referral import ReferralNote, referral_notes
from policytrace.site.views.registry import PLAN, Options, View, register
from policytrace.snapshot import Snapshot


@dataclass(frozen=True, slots=True, kw_only=True)
class DecidedCount:
    """How many of some objects are decided."""

    number: int
    """How many there are, without those that are cancelled."""
    decided: int

    @property
    def proposed(self) -> int:
        """How many are not."""
        return self.number - self.decided


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionOn:
    """Something with the decisions that stand behind it."""

    item: Item
    decisions: tuple[Item, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionState:
    """What the template draws."""

    plan: DecisionOn | None
    """The plan that is asked about; None: all of them."""
    is_cancelled: bool
    """Whether that plan is."""
    ahead_of_plan: tuple[Item, ...]
    """The live actions that are decided while that plan is not."""
    behind_them: tuple[Item, ...]
    """The decisions that these say they are decided by."""
    strategies: tuple[DecisionOn, ...]
    """The adopted strategies that hold."""
    plans: DecidedCount
    actions: DecidedCount
    referrals: tuple[ReferralNote, ...]
    """What is sent out for opinions, if nothing is asked about."""


def decision_state(snapshot: Snapshot, options: Options) -> DecisionState:
    """What is decided of the plan that is named, or of everything."""
    graph, plan = snapshot.graph, options.items.get(PLAN)
    known = snapshot.decided

    def on(item: Item) -> DecisionOn:
        behind = () if is_proposal(item) else adopting(graph, item)
        return DecisionOn(item=item, decisions=behind)

    def is_decided(item: Item) -> bool:
        return item.live and item.id in known and not is_proposal(item)

    def count(items: Iterable[Item]) -> DecidedCount:
        live = [item for item in items if item.live]
        return DecidedCount(number=len(live), decided=sum(is_decided(item) for item in live))

    actions = snapshot.actions_by_plan[plan.id] if plan else graph.of_role(Role.ACTION)
    ahead = (
        tuple(action for action in actions if is_decided(action))
        if plan and not on(plan).decisions
        else ()
    )
    return DecisionState(
        plan=on(plan) if plan else None,
        is_cancelled=plan is not None and not plan.live,
        ahead_of_plan=ahead,
        behind_them=tuple(
            {
                decision.id: decision for action in ahead for decision in adopting(graph, action)
            }.values()
        ),
        strategies=tuple(
            on(item)
            for item in graph.of_role(Role.STRATEGY)
            if adopting(graph, item) and graph.carries(item)
        ),
        plans=count(graph.of_role(Role.PLAN)),
        actions=count(actions),
        referrals=() if plan else referral_notes(snapshot),
    )


register(
    View(
        key="decision_state",
        purpose=message("What is decided and what is proposed, in words"),
        options={PLAN: frozenset({Role.PLAN})},
        template="decision_state.html.jinja",
        compute=decision_state,
    )
)
