"""What of a report's content is decided and what is proposed, in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from policytrace.messages import Message, message
from policytrace.plan.decisions import adopting
from policytrace.plan.model import Item
from policytrace.plan.queries import is_proposal
from policytrace.reports.scope import Scope
from policytrace.reports.telling import Teller
from policytrace.schema.roles import Role


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportStanding:
    """Whether what a report is about is decided."""

    badge: str
    """In a word or two."""
    is_proposal: bool
    """Whether nothing of it is decided."""
    sentences: tuple[str, ...]


def standing_of(teller: Teller, scope: Scope) -> ReportStanding:
    """How much of `scope` is decided."""
    plans = _decided(teller, scope.plans)
    actions = _decided(teller, scope.all_actions)
    known = (*plans, *actions)
    if not any(known):
        badge, said = message("Proposal"), _nothing_decided(scope)
    elif all(known):
        badge, said = (
            message("All is decided"),
            message("All plans and actions in the report are decided."),
        )
    else:
        badge = message("Partly decided")
        said = message(
            "Decided action plans: {plans} of {all_plans}. Decided actions: {actions} of "
            "{all_actions}. The others are proposals.",
            plans=str(sum(plans)),
            all_plans=str(len(plans)),
            actions=str(sum(actions)),
            all_actions=str(len(actions)),
        )
    return ReportStanding(
        badge=teller.say(badge),
        is_proposal=not any(known),
        sentences=tuple(map(teller.say, (*_adopted(teller), said))),
    )


def decisions_behind(teller: Teller, items: Iterable[Item]) -> tuple[Item, ...]:
    """The decisions that objects say they are decided by, each once."""
    graph = teller.snapshot.graph
    found = {one.id: one for item in items for one in adopting(graph, item)}
    return tuple(found.values())


def _nothing_decided(scope: Scope) -> Message:
    if not scope.all_actions:
        return message("The action plan is a proposal. Nobody has decided on it.")
    if len(scope.plans) == 1:
        return message("The action plan and its actions are proposals. Nobody has decided on them.")
    return message("The action plans and their actions are proposals. Nobody has decided on them.")


def _decided(teller: Teller, items: Iterable[Item]) -> list[bool]:
    """Of each that is not cancelled, whether it is decided."""
    known = teller.snapshot.decided
    return [item.id in known and not is_proposal(item) for item in items if item.live]


def _adopted(teller: Teller) -> Iterator[Message]:
    graph = teller.snapshot.graph
    for strategy in graph.of_role(Role.STRATEGY):
        decisions = adopting(graph, strategy)
        if decisions and graph.carries(strategy):
            yield message(
                "Decided: {title} ({decisions}).",
                title=strategy.title,
                decisions=teller.decisions(decisions),
            )
