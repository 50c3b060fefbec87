"""How many objects each organisation answers for."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from policytrace.plan.graph import Graph
from policytrace.plan.model import Item
from policytrace.schema.roles import LinkKind


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnerGroup:
    """What an organisation answers for, of some objects."""

    owner: Item | None
    """None: nobody answers for it."""
    items: tuple[Item, ...]

    @property
    def number(self) -> int:
        """How many objects it is."""
        return len(self.items)


def by_owner(
    graph: Graph,
    items: Iterable[Item],
    kind: LinkKind = LinkKind.OWNER,
    of: Callable[[Item], Iterable[Item]] | None = None,
) -> tuple[OwnerGroup, ...]:
    """The objects by owner: whoever answers for most of them first, those of nobody last.

    What several answer for stands under each of them. `kind` is how they answer for it;
    `of` says who does where that is more than a link.
    """
    owners = of or (lambda item: graph.targets(item, kind))
    found: dict[str, list[Item]] = {}
    for item in items:
        for owner in [one.id for one in owners(item)] or [""]:
            found.setdefault(owner, []).append(item)
    groups = [
        OwnerGroup(owner=graph.items.get(owner), items=tuple(members))
        for owner, members in found.items()
    ]
    groups.sort(key=lambda group: (group.owner is None, -group.number))
    return tuple(groups)
