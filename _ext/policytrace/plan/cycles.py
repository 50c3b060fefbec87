"""Circles in the graph, found in linear time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from policytrace.plan.graph import Graph
from policytrace.schema.roles import LinkKind


def cycles(graph: Graph, kind: LinkKind) -> Iterator[frozenset[str]]:
    """The ids of each set of items that reach each other along `kind`.

    An item that links to itself is a set of one. These are the strongly connected components that
    hold a cycle.
    """
    search = _Search(_between(graph, kind))
    for item_id in search.targets:
        yield from search.from_root(item_id)


def _between(graph: Graph, kind: LinkKind) -> Mapping[str, tuple[str, ...]]:
    """What each item links to by `kind`; only items that also are linked to, as all of a cycle are.

    They are few: most of a plan is the lower end of its links.
    """
    return {
        item.id: item.targets(kind)
        for item in graph
        if item.targets(kind) and graph.sources(item.id, kind)
    }


def way_round(graph: Graph, kind: LinkKind, start: str, members: frozenset[str]) -> tuple[str, ...]:
    """A shortest way from `start` within `members` back to `start`, both ends included."""
    came_from: dict[str, str] = {}
    queue = [start]
    for current in queue:
        for target in graph.items[current].targets(kind):
            if target == start:
                way = [start, current]
                while way[-1] != start:
                    way.append(came_from[way[-1]])
                return tuple(reversed(way))
            if target in members and target not in came_from:
                came_from[target] = current
                queue.append(target)
    return (start,)


class _Search:
    """Tarjan's algorithm (Depth-first search and linear graph algorithms, 1972), iterative."""

    def __init__(self, targets: Mapping[str, tuple[str, ...]]) -> None:
        self.targets = targets
        """What each item links to; an item that is not there is no part of a cycle."""
        self._index: dict[str, int] = {}
        self._low: dict[str, int] = {}
        self._path: list[str] = []
        self._on_path: set[str] = set()
        self._work: list[tuple[str, Iterator[str]]] = []

    def from_root(self, root: str) -> Iterator[frozenset[str]]:
        """The circles reached from `root` that no earlier root has reached."""
        if root not in self._index:
            self._enter(root)
        while self._work:
            current, targets = self._work[-1]
            step = next(targets, None)
            if step is None:
                self._work.pop()
                yield from self._leave(current)
            elif step not in self._index:
                self._enter(step)
            elif step in self._on_path:
                self._low[current] = min(self._low[current], self._index[step])

    def _enter(self, item_id: str) -> None:
        self._index[item_id] = self._low[item_id] = len(self._index)
        self._path.append(item_id)
        self._on_path.add(item_id)
        targets = [target for target in self.targets[item_id] if target in self.targets]
        self._work.append((item_id, iter(targets)))

    def _leave(self, item_id: str) -> Iterator[frozenset[str]]:
        if self._work:
            parent = self._work[-1][0]
            self._low[parent] = min(self._low[parent], self._low[item_id])
        if self._low[item_id] != self._index[item_id]:
            return
        members: set[str] = set()
        while item_id not in members:
            members.add(self._path.pop())
        self._on_path -= members
        if len(members) > 1 or item_id in self.targets[item_id]:
            yield frozenset(members)
