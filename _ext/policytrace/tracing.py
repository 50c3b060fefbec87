"""Questions about how the plan hangs together, each answered in one pass over the graph."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from policytrace.model import FieldName, Graph, Item, LinkKind, Role


def lacking(items: Iterable[Item], *names: FieldName) -> Iterator[tuple[Item, FieldName]]:
    """Each item with each of the fields `names` that it lacks."""
    return ((item, name) for item in items for name in names if name not in item.fields)


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
            if action.live
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
            if action.live
            for target in graph.targets(action, kind)
        ),
        (LinkKind.PART_OF,),
    )


def _closure(graph: Graph, start: Iterable[Item], kinds: tuple[LinkKind, ...]) -> frozenset[str]:
    """Ids of `start` and of all live items that `kinds` lead to from there."""
    seen: set[str] = set()
    queue: list[Item] = []
    for item in start:
        if item.live and item.id not in seen:
            seen.add(item.id)
            queue.append(item)
    for item in queue:
        for kind in kinds:
            for target in graph.targets(item, kind):
                if target.live and target.id not in seen:
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
