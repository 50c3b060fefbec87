"""Following the plan: the addresses of its calendars and feeds."""

from __future__ import annotations

from policytrace.plan.model import Item
from policytrace.snapshot import Snapshot

CALENDARS = "kalender/"
FEEDS = "floden/"
"""The folders that they lie in."""

ALL = "allt"
"""Stands in the place of an id for the whole plan; no id is written so."""

FOLLOWING_PAGE = "prenumerera"
"""The address of the page that lists them all, from the site's root, without the suffix."""


def calendar_file(holder: Item | None) -> str:
    """The calendar of an organisation, a priority or a plan, from the site's root; None: of all."""
    return calendar_named(holder.id if holder else ALL)


def calendar_named(holder_id: str) -> str:
    """The calendar of what has an id."""
    return f"{CALENDARS}{holder_id}.ics"


def feed_file(holder: Item | None) -> str:
    """The feed of an organisation, a priority or a plan, from the site's root; None: of all."""
    return feed_named(holder.id if holder else ALL)


def names_of(snapshot: Snapshot, holder: Item | None) -> tuple[str, ...]:
    """The ids that somebody may have subscribed by: the present one, and those that it has had."""
    if holder is None:
        return (ALL,)
    earlier = snapshot.addresses.earlier(holder.id)
    return (holder.id, *(one for one in earlier if one not in snapshot.graph.items))


def feed_named(holder_id: str) -> str:
    """The feed of what has an id."""
    return f"{FEEDS}{holder_id}.atom"
