"""Events: what a calendar holds of the plan, and how it tells an event from what it was before.

An event is a happening with one object, and keeps its id when the day, the title or the owner
changes. The next follow-up of an object is another event than the one before it, so the number of
those that have been made is part of its id; a meeting is another one when its day is.

A calendar takes over what has a higher sequence number than what it knows, or the same and a later
stamp (RFC 5546, 2.1.5). Nothing is remembered from one build to the next, so the number is made of
the day on which the event has changed last, as the plan's history tells it; where that is not
known, of the day of the build, on which it may have changed. So it grows with time whatever happens
to the plan. Of two changes on one day a strict calendar sees the second one the day after.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from policytrace.plan.model import Item
from policytrace.plan.rhythm import moves_with_time
from policytrace.schedule.happenings import (
    Happening,
    HappeningDay,
    about,
    all_happenings,
    by_whom,
    is_proposed,
)
from policytrace.schedule.holders import holders_in
from policytrace.schedule.identity import stable_id
from policytrace.schema.roles import LinkKind
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
    owners = by_whom(snapshot, item, what)
    return Event(
        uid=str(stable_id(snapshot.metamodel, "event", item.id, what, which)),
        day=day,
        what=what,
        item=item,
        owners=owners,
        is_proposed=is_proposed(snapshot, item, what),
        changed=_changed(snapshot, what, (item, *about(snapshot, item), *owners)),
    )


def _changed(snapshot: Snapshot, what: Happening, items: Sequence[Item]) -> date:
    """The day on which an event that `items` are told in was changed last, the first being its own.

    What has not changed since the history begins was changed that day or before.
    """
    history, today = snapshot.history, snapshot.today
    moves = what is Happening.FOLLOW_UP and moves_with_time(snapshot.graph, items[0], today)
    if history.begins is None or history.unread or moves:
        return today
    days = (found[0][0] for one in items if (found := history.by_object.get(one.id)))
    return min(max(days, default=history.begins), today)


def events_by_holder(snapshot: Snapshot) -> Mapping[str, tuple[Event, ...]]:
    """The events of each organisation, priority and plan by its id; of all, by an empty one.

    A body has its own meetings too. Those that have no events are there, without. Linear in objects
    and links.
    """
    holders = holders_in(snapshot)
    found: dict[str, list[Event]] = {"": [], **{one.id: [] for one in holders.all}}
    for event in events(snapshot, all_happenings(snapshot)):
        of = {owner.id for owner in event.owners}
        if event.what is Happening.MEETING:
            of.add(event.item.id)
        else:
            of |= holders.of((event.item,), with_owners=False)
        for holder in {"", *of}.intersection(found):
            found[holder].append(event)
    return {holder: tuple(told) for holder, told in found.items()}
