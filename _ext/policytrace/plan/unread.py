"""What stands in the files but could not be read, and what it must not be blamed for.

An object that could not be read is a finding. That others then lack it, as a plan its actions or a
goal the only action that reaches it, is no fault of theirs: it is what comes of the first.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from policytrace.plan.graph import Graph
from policytrace.plan.model import Item
from policytrace.schema.roles import LinkKind

_OPTION = re.compile(r"[\w-]+")
_UP = (LinkKind.PART_OF, LinkKind.CONTRIBUTES_TO)


@dataclass(frozen=True, slots=True, kw_only=True)
class Unread:
    """The objects that stand in the files but are not in the graph."""

    ids: frozenset[str] = frozenset()
    """Their ids, as far as they can be seen."""
    prefixes: tuple[str, ...] = ()
    """What the ids of those begin with that have none."""
    words: frozenset[str] = frozenset()
    """What their options say: ids that they link to, passages, names of files."""
    misspelt: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """The options that objects of the graph have only under a name that is nearly theirs, by id."""

    def is_lost(self, item_id: str) -> bool:
        """Whether an id that is not in the graph may be that of an object that was not read."""
        return item_id in self.ids or item_id.startswith(self.prefixes)

    def explains(self, *words: str) -> bool:
        """Whether one of these is an object that could not be read, or is named by one."""
        return any(word in self.ids or word in self.words for word in words)

    def misspells(self, item_id: str, *values: object) -> bool:
        """Whether a message with these values names an option that the object has misspelt."""
        return any(
            isinstance(value, str) and option in _OPTION.findall(value)
            for option in self.misspelt.get(item_id, ())
            for value in values
        )


def excused(graph: Graph, unread: Unread) -> frozenset[str]:
    """The items whose lacks may come of what could not be read.

    They are above what unread objects name, or below what names them. Linear in objects and links.
    """
    if not (unread.ids or unread.words or unread.prefixes):
        return frozenset()
    named = [item for item in graph if item.id in unread.words]
    naming = [
        item
        for item in graph
        if any(
            target not in graph.items and unread.is_lost(target)
            for ids in item.links.values()
            for target in ids
        )
    ]
    return frozenset(_reached(named, lambda item: _linked(item, graph.targets))) | frozenset(
        _reached(naming, lambda item: _linked(item, lambda it, kind: graph.sources(it.id, kind)))
    )


def _linked(item: Item, neighbours: Callable[[Item, LinkKind], tuple[Item, ...]]) -> Iterator[Item]:
    return (other for kind in _UP for other in neighbours(item, kind))


def _reached(start: Iterable[Item], neighbours: Callable[[Item], Iterator[Item]]) -> set[str]:
    waiting = list(start)
    seen = {item.id for item in waiting}
    for item in waiting:
        for other in neighbours(item):
            if other.id not in seen:
                seen.add(other.id)
                waiting.append(other)
    return seen
