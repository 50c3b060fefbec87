"""Following the plan: the addresses of its calendars and feeds."""

from __future__ import annotations

from policytrace.plan.model import Item

CALENDARS = "kalender/"
FEEDS = "floden/"
"""The folders that they lie in."""

ALL = "allt"
"""Stands in the place of an id for the whole plan; no id is written so."""

FOLLOWING_PAGE = "prenumerera"
"""The address of the page that lists them all, from the site's root, without the suffix."""


def calendar_file(holder: Item | None) -> str:
    """The calendar of an organisation, a priority or a plan, from the site's root; None: of all."""
    return f"{CALENDARS}{holder.id if holder else ALL}.ics"


def feed_file(holder: Item | None) -> str:
    """The feed of an organisation, a priority or a plan, from the site's root; None: of all."""
    return feed_named(holder.id if holder else ALL)


def feed_named(holder_id: str) -> str:
    """The feed of what has an id."""
    return f"{FEEDS}{holder_id}.atom"
