"""Questions about how the plan hangs together, each answered in one pass over the graph."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date

from policytrace.plan.decisions import WORK, adopting
from policytrace.plan.graph import Graph
from policytrace.plan.model import Item
from policytrace.schema.roles import FieldName, LinkKind, Role
from policytrace.schema.vocabulary import Status


def reached_by_action(graph: Graph) -> frozenset[str]:
    """Ids of everything that a live action contributes to, directly or through several steps.

    A step goes from a contributor to what it contributes to, and from a part to its whole: an
    action that contributes to a starting point reaches its priority, and the strategy.
    """
    return _closure(
        graph,
        (
            target
            for action in graph.of_role(Role.ACTION)
            if graph.carries(action)
            for target in graph.targets(action, LinkKind.CONTRIBUTES_TO)
        ),
        (LinkKind.CONTRIBUTES_TO, LinkKind.PART_OF),
    )


def linked_from_action(graph: Graph, kind: LinkKind) -> frozenset[str]:
    """Ids of all that a live action links to by `kind`, and of the wholes they are part of."""
    return _closure(
        graph,
        (
            target
            for action in graph.of_role(Role.ACTION)
            if graph.carries(action)
            for target in graph.targets(action, kind)
        ),
        (LinkKind.PART_OF,),
    )


def reached_from(graph: Graph, actions: Iterable[Item]) -> frozenset[str]:
    """Ids of all that `actions` contribute to, use or concern, and of the wholes of these."""
    kinds = (LinkKind.CONTRIBUTES_TO, LinkKind.USES, LinkKind.CONCERNS)
    links = [graph.targets(action, kind) for action in actions for kind in kinds]
    above = (LinkKind.CONTRIBUTES_TO, LinkKind.PART_OF)
    return _closure(graph, (target for targets in links for target in targets), above)


def _closure(graph: Graph, start: Iterable[Item], kinds: tuple[LinkKind, ...]) -> frozenset[str]:
    """Ids of `start` and of all live items that `kinds` lead to from there."""
    seen: set[str] = set()
    queue: list[Item] = []
    for item in start:
        if graph.carries(item) and item.id not in seen:
            seen.add(item.id)
            queue.append(item)
    for item in queue:
        for kind in kinds:
            for target in graph.targets(item, kind):
                if graph.carries(target) and target.id not in seen:
                    seen.add(target.id)
                    queue.append(target)
    return frozenset(seen)


def parts_of(graph: Graph, wholes: Iterable[Item]) -> frozenset[str]:
    """Ids of everything that is part of one of `wholes`, in any number of steps."""
    seen: set[str] = set()
    queue = list(wholes)
    for whole in queue:
        for part in graph.sources(whole.id, LinkKind.PART_OF):
            if part.id not in seen:
                seen.add(part.id)
                queue.append(part)
    return frozenset(seen)


def live_below(graph: Graph, top: Item) -> tuple[Item, ...]:
    """Everything live that is part of `top` or contributes to it, in any number of steps."""
    seen = {top.id}
    queue = [top]
    for item in queue:
        for kind in (LinkKind.CONTRIBUTES_TO, LinkKind.PART_OF):
            for source in graph.sources(item.id, kind):
                if graph.carries(source) and source.id not in seen:
                    seen.add(source.id)
                    queue.append(source)
    return tuple(queue[1:])


def has_chain(graph: Graph, item: Item) -> bool:
    """Whether the object is one from which a chain is told, and anything live hangs on it."""
    if item.role not in (Role.STRATEGY, Role.PRIORITY):
        return False
    kinds = (LinkKind.CONTRIBUTES_TO, LinkKind.PART_OF)
    below = (one for kind in kinds for one in graph.sources(item.id, kind))
    return any(map(graph.carries, below)) or bool(graph.targets(item, LinkKind.MEASURED_BY))


_BELONGING = (
    LinkKind.PART_OF,
    LinkKind.FOLLOWS_UP,
    LinkKind.ANALYSES,
    LinkKind.OPINION_ON,
)


def belonging_to(graph: Graph, tops: Iterable[Item]) -> frozenset[str]:
    """Ids of `tops` and of all that is part of them, acts for them, tells of them or measures them.

    In any number of steps from below: what an object contributes to, or is part of, is not included
    because the object is. What contributes to other things as well is about more than this, and is
    left out. Linear in objects and links.
    """
    queue = list(tops)
    seen = {top.id for top in queue}
    inside: Counter[str] = Counter()

    def include(found: Item) -> None:
        if found.id not in seen:
            seen.add(found.id)
            queue.append(found)

    for item in queue:
        for kind in _BELONGING:
            for below in graph.sources(item.id, kind):
                include(below)
        for below in graph.sources(item.id, LinkKind.CONTRIBUTES_TO):
            inside[below.id] += 1
            if inside[below.id] == len(graph.targets(below, LinkKind.CONTRIBUTES_TO)):
                include(below)
        for indicator in graph.targets(item, LinkKind.MEASURED_BY):
            include(indicator)
    return frozenset(seen)


def decided(graph: Graph) -> frozenset[str]:
    """Ids of all that has been adopted by a decision, and of what is decided with it.

    The parts of a plan are decided with it, and an adopted text's with the strategy; a plan is not.
    """
    found = [item for item in graph if adopting(graph, item)]
    work = [item for item in found if item.role in WORK]
    texts = [item for item in found if item.role not in WORK]
    parts = (part for part in parts_of(graph, texts) if graph.items[part].role not in WORK)
    return parts_of(graph, work).union(parts, (item.id for item in found))


def is_proposal(item: Item) -> bool:
    """Whether a plan or an action is something that nobody has decided, so that it has no state.

    What says nothing of its status is none: a status that was forgotten must not hide what is late.
    """
    return item.proposed and item.role in WORK


def actions_by_priority(graph: Graph) -> Mapping[str, tuple[Item, ...]]:
    """The actions under each priority, by the priority's id, in the graph's order.

    An action is under a priority when it contributes to one of its starting points, or belongs to a
    plan that is part of it. Cancelled actions are listed too.
    """
    priorities: dict[str, frozenset[str]] = {}

    def above(item: Item) -> frozenset[str]:
        if item.id not in priorities:
            priorities[item.id] = frozenset(
                found.id
                for found in (item, *graph.upwards(item, LinkKind.PART_OF))
                if found.role is Role.PRIORITY
            )
        return priorities[item.id]

    found: dict[str, list[Item]] = {item.id: [] for item in graph.of_role(Role.PRIORITY)}
    for action in graph.of_role(Role.ACTION):
        under: set[str] = set()
        for kind in (LinkKind.CONTRIBUTES_TO, LinkKind.PART_OF):
            for target in graph.targets(action, kind):
                under |= above(target)
        for priority in under:
            found[priority].append(action)
    return {priority: tuple(actions) for priority, actions in found.items()}


def actions_by_plan(graph: Graph) -> Mapping[str, tuple[Item, ...]]:
    """The actions of each plan and of its parts, by the plan's id, in the graph's order.

    Cancelled actions are listed too.
    """
    found: dict[str, list[Item]] = {plan.id: [] for plan in graph.of_role(Role.PLAN)}
    for action in graph.of_role(Role.ACTION):
        for whole in graph.upwards(action, LinkKind.PART_OF):
            if whole.role is Role.PLAN:
                found[whole.id].append(action)
    return {plan: tuple(actions) for plan, actions in found.items()}


def follow_ups_made(graph: Graph, item: Item) -> tuple[Item, ...]:
    """The follow-ups of an object that have been made, the latest first.

    Of several on a day the one read last is the latest.
    """
    last_read_first = graph.sources(item.id, LinkKind.FOLLOWS_UP)[::-1]
    return tuple(
        sorted(
            last_read_first,
            key=lambda follow_up: follow_up.day(FieldName.DATE) or date.min,
            reverse=True,
        )
    )


def latest_follow_up(graph: Graph, item: Item) -> Item | None:
    """The follow-up of an object that was made last; None if there is none."""
    return next(iter(follow_ups_made(graph, item)), None)


def missed_follow_up(graph: Graph, item: Item, today: date) -> date | None:
    """The day for an object's next follow-up, if it should have been made by now.

    Nobody is late with a proposal: see `passed_follow_up`.
    """
    return None if item.proposed else passed_follow_up(graph, item, today)


def passed_follow_up(graph: Graph, item: Item, today: date) -> date | None:
    """The day for an object's next follow-up, if it has passed and none has been made since.

    What is done or cancelled need not be followed up any more.
    """
    day = follow_up_to_come(graph, item)
    if day is None or day >= today or item.status is Status.DONE or not graph.carries(item):
        return None
    return day


def follow_up_to_come(graph: Graph, item: Item) -> date | None:
    """The day for an object's next follow-up, unless one has been made on it or later.

    With a rhythm it is the time that a follow-up is about that counts, if it says that.
    """
    day = item.day(FieldName.NEXT_FOLLOW_UP)
    if day is None:
        return None
    name = FieldName.PERIOD_END if item.has(FieldName.RHYTHM) else FieldName.DATE
    made = (
        follow_up.day(name) or follow_up.day(FieldName.DATE)
        for follow_up in graph.sources(item.id, LinkKind.FOLLOWS_UP)
    )
    return None if any(when is not None and when >= day for when in made) else day
