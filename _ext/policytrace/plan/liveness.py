"""Liveness: what carries something, decided over the whole path. The one definition.

An object *falls* by its own status (it is cancelled), by another that replaces it, or with what it
is part of: when everything that it is part of has fallen or has ended. What is done stays done,
whatever becomes of the whole. What has fallen carries nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum, auto

from policytrace.plan.model import Item
from policytrace.schema.roles import ADOPTED_ROLES, FieldName, LinkKind, Role
from policytrace.schema.vocabulary import Status


class End(Enum):
    """How something has come to its end."""

    CANCELLED = auto()
    """Its status says so."""
    DONE = auto()
    """Its status says so; it carries still, but nothing that goes on can be part of it."""
    REPLACED = auto()
    """Another object replaces it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fall:
    """Why an object carries nothing."""

    cause: Item
    """What has come to its end: the object itself, or a whole that it is part of."""
    end: End
    replaced_by: Item | None = None
    """Set if the cause has been replaced."""


def falls(items: Mapping[str, Item], parts: Mapping[str, Iterable[Item]]) -> Mapping[str, Fall]:
    """Why each object that has fallen did, by its id. Linear in objects and links.

    `parts` are the objects that are part of each object, by its id.
    """
    replacers = _replacers(items)
    found: dict[str, Fall] = {}
    ended: list[tuple[Item, Fall]] = []
    for item in items.values():
        fall = _own(item, replacers.get(item.id))
        if fall is not None:
            ended.append((item, fall))
            if fall.end is not End.DONE:
                found[item.id] = fall
    standing = {item.id: len(item.targets(LinkKind.PART_OF)) for item in items.values()}
    for whole, fall in ended:
        for part in parts.get(whole.id, ()):
            standing[part.id] -= 1
            if standing[part.id] == 0 and _falls_with_its_whole(part) and part.id not in found:
                found[part.id] = fall
                ended.append((part, fall))
    return found


def claims(item: Item, fall: Fall) -> bool:
    """Whether what has fallen says of itself that it counts, so that it is asked for what it needs.

    What has been cancelled or replaced does not, and neither does an adopted text's passage that
    has fallen with its strategy.
    """
    return fall.cause.id != item.id and item.role not in ADOPTED_ROLES


def _own(item: Item, replaced_by: Item | None) -> Fall | None:
    """How the object itself has come to its end, if it has."""
    if replaced_by is not None:
        return Fall(cause=item, end=End.REPLACED, replaced_by=replaced_by)
    if not item.live:
        return Fall(cause=item, end=End.CANCELLED)
    if item.status is Status.DONE and item.role not in ADOPTED_ROLES:
        return Fall(cause=item, end=End.DONE)
    return None


def _replacers(items: Mapping[str, Item]) -> Mapping[str, Item]:
    """What replaces each object that has been replaced, by its id."""
    return {
        target: item
        for item in items.values()
        for target in item.targets(LinkKind.REPLACES)
        if target in items and item.live and _replaces(item, items[target], items)
    }


def _replaces(new: Item, old: Item, items: Mapping[str, Item]) -> bool:
    """Whether one takes the place of another already.

    A proposal takes the place of proposals only. A body that takes over on a day does so then: its
    days say who answers, and that is another question.
    """
    if new.role is Role.ORGANISATION and (
        new.has(FieldName.VALID_FROM) or old.has(FieldName.VALID_TO)
    ):
        return False
    return new.id != old.id and (_is_proposal(old, items) or not _is_proposal(new, items))


def _is_proposal(item: Item, items: Mapping[str, Item]) -> bool:
    decisions = item.targets(LinkKind.DECIDED_BY)
    if any(one not in items or items[one].adopts for one in decisions):
        return False
    return item.proposed or (item.status is None and item.role in _PROPOSABLE)


_PROPOSABLE = (Role.PLAN, Role.ACTION, Role.INDICATOR)
"""What is a proposal until something else is said of it."""


def _falls_with_its_whole(part: Item) -> bool:
    """What is done is done, and a body outlives the one that it belonged to."""
    return part.status is not Status.DONE and part.role is not Role.ORGANISATION
