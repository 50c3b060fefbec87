"""The graph of all objects and links of a project."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

from policytrace.plan.liveness import Fall, claims, falls
from policytrace.plan.model import Extract, Item, Link, Passage, ReadingProblem, Reference
from policytrace.schema.roles import LinkKey, LinkKind, TypeKey


def reading_order(item: Item) -> tuple[object, ...]:
    """What items are sorted by to come in the order of reading."""
    return (item.page_order, item.location, item.id)


class Graph:
    """All items and links of a project. Read only; every look-up is made once, in linear time."""

    __slots__ = (
        "_by_role",
        "_incoming",
        "_items",
        "extracts",
        "falls",
        "items",
        "passages",
        "problems",
        "references",
    )

    def __init__(
        self,
        items: Iterable[Item],
        passages: Iterable[Passage] = (),
        problems: Iterable[ReadingProblem] = (),
        references: Iterable[Reference] = (),
        extracts: Iterable[Extract] = (),
    ) -> None:
        """Index `items` by id, by role and by what links to them.

        Items are kept in the order of reading, so that the order in which the files were read (in
        parallel, or only those that changed) decides nothing.
        """
        in_order = sorted(items, key=reading_order)
        self._items = {item.id: item for item in in_order}
        self.items: Mapping[str, Item] = MappingProxyType(self._items)
        self.problems = tuple(problems)
        self.references = tuple(references)
        self.extracts = tuple(extracts)
        self.passages = tuple(passages)
        by_role: dict[TypeKey, list[Item]] = {}
        incoming: dict[str, dict[LinkKey, list[Item]]] = {}
        for item in self.items.values():
            by_role.setdefault(item.role, []).append(item)
            for kind, targets in item.links.items():
                for target in targets:
                    incoming.setdefault(target, {}).setdefault(kind, []).append(item)
        self._by_role = {role: tuple(found) for role, found in by_role.items()}
        self._incoming = {
            target: {kind: tuple(found) for kind, found in kinds.items()}
            for target, kinds in incoming.items()
        }
        parts = {whole: kinds.get(LinkKind.PART_OF, ()) for whole, kinds in self._incoming.items()}
        self.falls: Mapping[str, Fall] = MappingProxyType(falls(self.items, parts))
        """Why each object that carries nothing does not, by its id."""

    def with_items(self, items: Iterable[Item]) -> Graph:
        """The graph with other objects in the place of its own."""
        return Graph(items, self.passages, self.problems, self.references, self.extracts)

    def __iter__(self) -> Iterator[Item]:
        """All items, in the order of reading."""
        return iter(self.items.values())

    def __len__(self) -> int:
        """The number of items."""
        return len(self.items)

    def of_role(self, *roles: TypeKey) -> tuple[Item, ...]:
        """The items of these roles, in the order of reading."""
        if len(roles) == 1:
            return self._by_role.get(roles[0], ())
        return tuple(item for role in roles for item in self._by_role.get(role, ()))

    def targets(self, item: Item, kind: LinkKey) -> tuple[Item, ...]:
        """The existing items that `item` links to by `kind`."""
        named = item.links.get(kind)
        if not named:
            return ()
        items = self._items
        return tuple([items[target] for target in named if target in items])

    def sources(self, item_id: str, kind: LinkKey) -> tuple[Item, ...]:
        """The items that link to `item_id` by `kind`."""
        kinds = self._incoming.get(item_id)
        return () if kinds is None else kinds.get(kind, ())

    def carries(self, item: Item) -> bool:
        """Whether something can rest on the object: it is live, and so is a way up from it."""
        return item.id not in self.falls

    def claims(self, item: Item) -> bool:
        """Whether the object says of itself that it counts, and so is asked for what it needs."""
        return item.id not in self.falls or claims(item, self.falls[item.id])

    def incoming(self, item_id: str) -> Mapping[LinkKey, tuple[Item, ...]]:
        """The items that link to `item_id`, by kind."""
        return MappingProxyType(self._incoming.get(item_id, {}))

    def links(self) -> Iterator[Link]:
        """Every link, also those to items that do not exist."""
        for item in self.items.values():
            for kind, targets in item.links.items():
                for target in targets:
                    yield Link(source=item.id, kind=kind, target=target)

    def upwards(self, start: Item, *kinds: LinkKey) -> Iterator[Item]:
        """Every item reached from `start` along `kinds`, each once, nearest first.

        `start` itself is left out. Cycles are harmless.
        """
        seen = {start.id}
        queue = [start]
        for item in queue:
            for kind in kinds:
                for target in self.targets(item, kind):
                    if target.id not in seen:
                        seen.add(target.id)
                        queue.append(target)
                        yield target
