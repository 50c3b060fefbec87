"""Decisions: what holds by them, and which body may make them for whom."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from policytrace.plan.graph import Graph
from policytrace.plan.model import Item
from policytrace.schema.roles import FieldName, LinkKind, Role
from policytrace.schema.vocabulary import DecidesFor, DecisionKind, OrganisationKind, YesNo

WORK = frozenset({Role.PLAN, Role.ACTION})
"""What is decided by itself, and not with the adopted text that it is part of."""


def kind_of(decision: Item) -> DecisionKind | None:
    """What a decision did; None if it does not say."""
    return decision.value(FieldName.DECISION_KIND, DecisionKind)


def adopting(graph: Graph, item: Item) -> tuple[Item, ...]:
    """The decisions by which an object holds: it has been adopted, revised or given as a task.

    By a report that was noted, or by a proposal that was rejected, nothing does.
    """
    return tuple(one for one in graph.targets(item, LinkKind.DECIDED_BY) if one.adopts)


def rejecting(graph: Graph, item: Item) -> tuple[Item, ...]:
    """The decisions that rejected an object that no decision has adopted."""
    found = graph.targets(item, LinkKind.DECIDED_BY)
    if any(one.adopts for one in found):
        return ()
    return tuple(one for one in found if kind_of(one) is DecisionKind.REJECTION)


def bodies_of(graph: Graph, decision: Item) -> tuple[Item, ...]:
    """Who made a decision; more than one is a mistake that a rule tells of."""
    return tuple(
        body for body in graph.targets(decision, LinkKind.BODY) if body.role is Role.ORGANISATION
    )


def body_of(graph: Graph, decision: Item) -> Item | None:
    """Who made a decision; None if that is not known."""
    return next(iter(bodies_of(graph, decision)), None)


def time_of(graph: Graph, organisation: Item) -> tuple[date, date]:
    """The first and last day of a body. One that says no last day has it before it is replaced."""
    first = organisation.day(FieldName.VALID_FROM) or date.min
    last = organisation.day(FieldName.VALID_TO)
    if last is None:
        follows = (
            successor.day(FieldName.VALID_FROM)
            for successor in graph.sources(organisation.id, LinkKind.REPLACES)
            if successor.live
        )
        begun = min((day for day in follows if day is not None), default=None)
        last = begun - timedelta(days=1) if begun is not None else date.max
    return first, last


def decides_for(body: Item) -> DecidesFor | None:
    """Whose matters a body may decide: what it says itself, or what follows of its kind.

    None: it says nothing from which that could be known.
    """
    said = body.value(FieldName.DECIDES_FOR, DecidesFor)
    if said is not None:
        return said
    if body.value(FieldName.CAN_OWN, YesNo) is YesNo.NO:
        return DecidesFor.NOBODY
    kind = body.value(FieldName.KIND, OrganisationKind)
    return kind.decides_for if kind else None


def may_decide(graph: Graph, body: Item, owner: Item) -> bool:
    """Whether a body may decide on what `owner` answers for.

    Its own, and what those answer for that are part of it. Who has taken over from one of these
    since then stands by what was decided before; and a body decides for one that it has replaced.
    """
    match decides_for(body):
        case DecidesFor.NOBODY:
            return False
        case DecidesFor.OWN:
            own = {body.id, *(one.id for one in graph.upwards(body, LinkKind.REPLACES))}
            wholes = (owner, *graph.upwards(owner, LinkKind.PART_OF))
            later = graph.upwards(owner, LinkKind.PART_OF, LinkKind.REPLACES)
            return any(one.id in own for one in wholes) or any(one.id == body.id for one in later)
        case _:
            return True


@dataclass(frozen=True, slots=True, kw_only=True)
class BeyondReach:
    """What a body has decided on for someone whose matters it may not decide."""

    decision: Item
    body: Item
    owner: Item
    items: tuple[Item, ...]
    """What the owner answers for, in the graph's order."""


def beyond_reach(graph: Graph) -> tuple[BeyondReach, ...]:
    """Every decision on what someone answers for whose matters its body may not decide.

    It is enough that one of the decisions on a thing, or on what it is part of, is by a body that
    may. A proposal is none of anybody's yet, and a report may be given to any body.
    """
    found: dict[tuple[str, str], list[Item]] = {}
    able: dict[tuple[str, str], bool] = {}

    def may(decision: Item, owner: Item) -> bool:
        key = (decision.id, owner.id)
        if key not in able:
            bodies = bodies_of(graph, decision)
            able[key] = not bodies or any(may_decide(graph, one, owner) for one in bodies)
        return able[key]

    for item in graph:
        if item.proposed or not item.links.get(LinkKind.OWNER):
            continue
        levels = tuple(_levels(graph, item))
        for owner in graph.targets(item, LinkKind.OWNER):
            if not levels or any(may(one, owner) for level in levels for one in level):
                continue
            for decision in levels[0]:
                found.setdefault((decision.id, owner.id), []).append(item)
    return tuple(
        BeyondReach(
            decision=graph.items[decision],
            body=bodies_of(graph, graph.items[decision])[0],
            owner=graph.items[owner],
            items=tuple(items),
        )
        for (decision, owner), items in found.items()
    )


def _levels(graph: Graph, item: Item) -> Iterator[tuple[Item, ...]]:
    """The decisions on an object, then on what it is decided with; those without any left out."""
    own = tuple(
        one
        for one in graph.targets(item, LinkKind.DECIDED_BY)
        if one.role is Role.DECISION and kind_of(one) is not DecisionKind.ACCOUNT
    )
    if own:
        yield own
    for whole in graph.upwards(item, LinkKind.PART_OF) if item.role in WORK else ():
        if whole.role in WORK and (above := adopting(graph, whole)):
            yield above
