"""Events: what a calendar holds of the plan, and how it tells an event from what it was before.

An event is a happening with one object, and keeps its id when the day, the title or the owner
changes. The next follow-up of an object is another event than the one before it, so the number of
those that have been made is part of its id; a meeting is another one when its day is.

A calendar takes over what has a higher sequence number than what it knows, or the same and a later
stamp (RFC 5546, 2.1.5). Nothing is remembered from one build to the next, so the number is made of
the day on which the event may have changed last: it grows with time whatever happens to the plan.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from policytrace.plan.model import Item
from policytrace.schedule.happenings import (
    Happening,
    HappeningDay,
    about,
    all_happenings,
    by_whom,
    is_proposed,
)
from policytrace.schedule.identity import stable_id
from policytrace.schema.roles import LinkKind, Role
from policytrace.snapshot import Snapshot

_FIRST_DAY = date(2000, 1, 1)
"""From which sequence numbers count, so that they stay far below the largest that there is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that happens with an object on a day."""

    uid: str
    day: date
    what: Happening
    item: Item
    owners: tuple[Item, ...]
    is_proposed: bool
    """Whether nobody has decided it, so that the day is a proposal too."""
    changed: date
    """The day on which it was changed last, as far as that is known."""

    @property
    def sequence(self) -> int:
        """Which version of the event it is: a number that is never lower for a later one."""
        return max(0, (self.changed - _FIRST_DAY).days)


def events(snapshot: Snapshot, happening_days: Iterable[HappeningDay]) -> tuple[Event, ...]:
    """Events in the order of their days."""
    found = [_event(snapshot, day, what, item) for day, what, item in happening_days]
    found.sort(key=lambda one: (one.day, one.what, one.item.id))
    return tuple(found)


def _event(snapshot: Snapshot, day: date, what: Happening, item: Item) -> Event:
    which = ""
    if what is Happening.FOLLOW_UP:
        which = str(len(snapshot.graph.sources(item.id, LinkKind.FOLLOWS_UP)))
    elif what is Happening.MEETING:
        which = day.isoformat()
    return Event(
        uid=str(stable_id(snapshot.metamodel, "event", item.id, what, which)),
        day=day,
        what=what,
        item=item,
        owners=by_whom(snapshot, item, what),
        is_proposed=is_proposed(snapshot, item, what),
        changed=snapshot.today,
    )


def events_by_object(snapshot: Snapshot) -> Mapping[str, tuple[Event, ...]]:
    """The events of each organisation, priority and plan by its id; of all, by an empty one.

    An organisation has what it answers for and its own meetings, a priority and a plan what belongs
    to them. Those that have none are there, without events. Linear in objects and links.
    """
    found: dict[str, list[Event]] = {"": []}
    for item in snapshot.graph.of_role(Role.ORGANISATION, Role.PRIORITY, Role.PLAN):
        found[item.id] = []
    plans = _plans_of(snapshot)
    for event in events(snapshot, all_happenings(snapshot)):
        found[""].append(event)
        for holder in set(_holders(snapshot, event, plans)):
            if holder in found:
                found[holder].append(event)
    return {holder: tuple(told) for holder, told in found.items()}


def _holders(
    snapshot: Snapshot, event: Event, plans: Mapping[str, tuple[str, ...]]
) -> Iterator[str]:
    """The ids of those that an event is of."""
    yield from (owner.id for owner in event.owners)
    if event.what is Happening.MEETING:
        yield event.item.id
        return
    for one in about(snapshot, event.item):
        yield from (priority.id for priority in snapshot.priorities_of.get(one.id, ()))
        yield from plans.get(one.id, ())


def _plans_of(snapshot: Snapshot) -> Mapping[str, tuple[str, ...]]:
    """The ids of the plans that a plan or an action belongs to, by its id."""
    found: dict[str, list[str]] = {}
    for plan, actions in snapshot.actions_by_plan.items():
        for item_id in (plan, *(action.id for action in actions)):
            found.setdefault(item_id, []).append(plan)
    return {item_id: tuple(plans) for item_id, plans in found.items()}
