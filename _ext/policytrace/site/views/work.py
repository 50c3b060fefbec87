"""What is done for something that the strategy says, and by whom."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from policytrace.plan.model import Item
from policytrace.schema.roles import FieldName, LinkKind, Role
from policytrace.schema.vocabulary import ActionStatus
from policytrace.snapshot import Snapshot
from policytrace.status.action_status import ActionCount

FEW = 8
"""Up to so many actions stand in one list; more are folded together by who answers for them."""

_LINKS = (LinkKind.CONTRIBUTES_TO, LinkKind.PART_OF, LinkKind.USES, LinkKind.CONCERNS)
"""How an action says what it is done for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkEntry:
    """One action."""

    action: Item
    owners: tuple[Item, ...]
    due: date | None
    state: ActionStatus | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Doer:
    """Those actions that one organisation answers for."""

    owner: Item | None
    """None: nobody answers for them."""
    entries: tuple[WorkEntry, ...]

    @property
    def states(self) -> tuple[ActionCount, ...]:
        """How many of them are in each state, the proposals last."""
        return tuple(_counted(self.entries))


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """All actions for an object, the first to be done first."""

    entries: tuple[WorkEntry, ...]

    @property
    def states(self) -> tuple[ActionCount, ...]:
        """How many actions are in each state, the proposals last."""
        return tuple(_counted(self.entries))

    @property
    def is_long(self) -> bool:
        """Whether they are folded together by who answers for them."""
        return len(self.entries) > FEW

    @property
    def doers(self) -> tuple[Doer, ...]:
        """The organisations, those with the most actions first; an action stands at each."""
        found: dict[str, tuple[Item | None, list[WorkEntry]]] = {}
        for entry in self.entries:
            for owner in entry.owners or (None,):
                key = owner.id if owner else ""
                found.setdefault(key, (owner, []))[1].append(entry)
        doers = (Doer(owner=owner, entries=tuple(entries)) for owner, entries in found.values())
        return tuple(
            sorted(
                doers,
                key=lambda doer: (
                    doer.owner is None,
                    -len(doer.entries),
                    doer.owner.title if doer.owner else "",
                ),
            )
        )

    @property
    def items(self) -> frozenset[str]:
        """The ids of all actions."""
        return frozenset(entry.action.id for entry in self.entries)


def work_of(snapshot: Snapshot, item: Item) -> Work | None:
    """What is done for `item`; None if there is nothing, or if it is itself something to do."""
    if item.role is Role.ACTION:
        return None
    actions = {
        source.id: source
        for kind in _LINKS
        for source in snapshot.graph.sources(item.id, kind)
        if source.role is Role.ACTION
    }
    for found in (snapshot.actions_by_priority, snapshot.actions_by_plan):
        actions |= {action.id: action for action in found.get(item.id, ())}
    entries = sorted(
        (_entry(snapshot, action) for action in actions.values()),
        key=lambda entry: (entry.due or date.max, entry.action.location),
    )
    return Work(entries=tuple(entries)) if entries else None


def _entry(snapshot: Snapshot, action: Item) -> WorkEntry:
    return WorkEntry(
        action=action,
        owners=snapshot.graph.targets(action, LinkKind.OWNER),
        due=action.day(FieldName.DUE),
        state=snapshot.action_statuses[action.id].state,
    )


def _counted(entries: Iterable[WorkEntry]) -> Iterator[ActionCount]:
    found = Counter(entry.state for entry in entries)
    for state in (*ActionStatus, None):
        if found[state]:
            yield state, found[state]
