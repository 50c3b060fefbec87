"""What comes next: on which days something begins, ends, is followed up or is to be known."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from policytrace.messages import message
from policytrace.plan.model import Item
from policytrace.schedule.happenings import (
    Happening,
    HappeningDay,
    about,
    by_whom,
    happenings,
    is_proposed,
    owners_of,
)
from policytrace.schema.roles import Role, TypeKey
from policytrace.site.views.owner_counts import OwnerGroup, by_owner
from policytrace.site.views.registry import (
    NUMBER,
    OWNER,
    PLAN,
    PRIORITY,
    STATE_PAGE,
    Options,
    View,
    lengths,
    register,
)
from policytrace.snapshot import Snapshot


@dataclass(frozen=True, slots=True, kw_only=True)
class ComingDay:
    """What is to happen with some objects on a day."""

    day: date
    happening: Happening
    role: TypeKey
    items: tuple[Item, ...]
    owners: tuple[OwnerGroup, ...]
    """By whom."""
    proposed: bool
    """Whether nobody has decided it, so that the day is a proposal too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Coming:
    """The days to come, the nearest first."""

    days: tuple[ComingDay, ...]
    number: int
    """How many there are in all; more than there are days if the editor asked for some."""
    is_short: bool
    """Whether the editor asked for some."""
    only_proposals: bool
    """Whether all the days are proposals."""
    about: Item | None = None
    """The organisation, priority or plan that they are of; None: they are of all, or of several."""
    page: str = STATE_PAGE
    """Where all is told."""


def coming_days(snapshot: Snapshot, options: Options) -> Coming:
    """What is to happen, from the day of the snapshot on, with the objects that are chosen."""
    found = coming_within(snapshot, _chosen(snapshot, options), options.length)
    named = [options.items[name] for name in (PLAN, PRIORITY, OWNER) if name in options.items]
    return replace(found, about=named[0] if len(named) == 1 else None)


def coming_within(snapshot: Snapshot, items: Iterable[Item], most: int | None) -> Coming:
    """What is to happen with some objects, from the snapshot's day on: the first `most` days."""
    to_come = (one for one in happenings(snapshot, items) if one[0] >= snapshot.today)
    days = by_day(snapshot, to_come)
    return Coming(
        days=days[:most],
        number=len(days),
        is_short=most is not None,
        only_proposals=all(one.proposed for one in days),
    )


def by_day(snapshot: Snapshot, happening_days: Iterable[HappeningDay]) -> tuple[ComingDay, ...]:
    """What happens, like things on the same day together, in the order of days."""
    found: dict[tuple[date, Happening, TypeKey, bool], list[Item]] = {}
    for day, happening, item in happening_days:
        proposed = is_proposed(snapshot, item, happening)
        found.setdefault((day, happening, item.role, proposed), []).append(item)
    order = tuple(Happening)
    days = [
        ComingDay(
            day=day,
            happening=happening,
            role=role,
            items=tuple(members),
            owners=by_owner(
                snapshot.graph, members, of=partial(by_whom, snapshot, happening=happening)
            )
            if happening is not Happening.MEETING
            else (),
            proposed=proposed,
        )
        for (day, happening, role, proposed), members in found.items()
    ]
    days.sort(key=lambda one: (one.day, one.proposed, order.index(one.happening)))
    return tuple(days)


def _chosen(snapshot: Snapshot, options: Options) -> Iterator[Item]:
    """What is part of the plan and of the priority that are named, and has the owner."""
    plan, priority = options.items.get(PLAN), options.items.get(PRIORITY)
    owner = options.items.get(OWNER)
    actions = snapshot.actions_by_plan.get(plan.id, ()) if plan else ()
    planned = {one.id for one in (plan, *actions) if one}
    for item in snapshot.graph:
        within = about(snapshot, item)
        if (
            (plan is None or any(one.id in planned for one in within))
            and (
                priority is None
                or any(priority in snapshot.priorities_of.get(one.id, ()) for one in within)
            )
            and (owner is None or owner.id in {one.id for one in owners_of(snapshot, item)})
        ):
            yield item


register(
    View(
        key="coming",
        purpose=message("What comes next: day, what and owner"),
        options={
            PLAN: frozenset({Role.PLAN}),
            PRIORITY: frozenset({Role.PRIORITY}),
            OWNER: frozenset({Role.ORGANISATION}),
        },
        choices={NUMBER: lengths},
        template="coming.html.jinja",
        compute=coming_days,
    )
)
