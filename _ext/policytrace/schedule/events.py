"""Events: what a calendar holds of the plan, and how it tells an event from what it was before.

An event is a happening with one object, and keeps its id when the day, the title, the owner or the
id of the object changes. The next follow-up of an object is another event than the one before it,
so the number of those that have been made is part of its id; a meeting is another one when its day
is.

A calendar takes over what has a higher sequence number than what it knows, or the same and a later
stamp (RFC 5546, 2.1.5). Nothing is remembered from one build to the next, so the number is made of
what the plan's history tells. It is 0 until the event has been changed, and then a number of the
day on which it was changed last and of how many revisions that day has had. So it grows with each
change, and is the same in each build until then.

Of a day, the history knows only the last revision: what one has changed and the next has put back
is not told, but a site may have been built of it. So on a day with several revisions every event
gets the number of that day, those that have not been changed too, which costs nothing. Thus the
number never falls while the history grows.

Where the history is not whole, an event that has not been changed in what is known of it may have
been changed until then, and has the number of the day on which that begins: never less than with
all of the history. Without any it is 0 for all, and the stamp, which is the build's day, decides.
A site that is built with less of its history one day and with more the next can go back to a lower
number, as one that loses all of it does: what a strict calendar knows then stays until the event
changes again.

The day of the last change is stated where it is known, and not guessed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from policytrace.history.days import History
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

_MOST_REVISIONS = 1000
"""So many revisions of a day are told apart."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EventVersion:
    """Which version of an event it is."""

    sequence: int = 0
    """The number of the version: higher for a later one."""
    changed: date | None = None
    """The day on which it was changed last; None if that is not known."""


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
    version: EventVersion


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
        uid=str(stable_id(snapshot.metamodel, "event", snapshot.first_id(item), what, which)),
        day=day,
        what=what,
        item=item,
        owners=owners,
        is_proposed=is_proposed(snapshot, item, what),
        version=_version(snapshot, what, (item, *about(snapshot, item), *owners)),
    )


def _version(snapshot: Snapshot, what: Happening, items: Sequence[Item]) -> EventVersion:
    """The version of an event that `items` are told in, the first being its own."""
    history, today = snapshot.history, snapshot.today
    if history.begins is None:
        return EventVersion()
    days = (found[0][0] for one in items if (found := history.by_object.get(one.id)))
    changed = max(days, default=None)
    if changed is not None:
        changed = min(changed, today)
        number = _sequence(changed, history.numbers.get(changed, 1))
    else:
        number = 0 if history.is_whole else _sequence(history.begins, _MOST_REVISIONS)
    number = max(number, _sequence_of_unseen(history, today))
    if what is Happening.FOLLOW_UP and moves_with_time(snapshot.graph, items[0], today):
        # Its day is worked out anew each day, and may be another.
        return EventVersion(sequence=max(number, _sequence(today, 0)), changed=today)
    return EventVersion(sequence=number, changed=changed)


def _sequence_of_unseen(history: History, today: date) -> int:
    """The number of the last day on which something may have been changed and put back; else 0."""
    days = (day for day, number in history.numbers.items() if number > 1 and day <= today)
    last = max(days, default=None)
    return 0 if last is None else _sequence(last, history.numbers[last])


def _sequence(day: date, revisions: int) -> int:
    past = max(0, (day - _FIRST_DAY).days)
    return past * _MOST_REVISIONS + min(revisions, _MOST_REVISIONS - 1)


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
