"""Following the plan: the addresses of its calendars and feeds."""

from __future__ import annotations

from policytrace.plan.model import Item

CALENDARS = "kalender/"
FEEDS = "floden/"
"""The folders that they lie in."""

_ALL = "allt"

FOLLOWING_PAGE = "prenumerera"
"""The address of the page that lists them all, from the site's root, without the suffix."""


def calendar_file(holder: Item | None) -> str:
    """The calendar of an organisation, a priority or a plan, from the site's root; None: of all."""
    return f"{CALENDARS}{holder.id if holder else _ALL}.ics"


def feed_file(holder: Item | None) -> str:
    """The feed of an organisation, a priority or a plan, from the site's root; None: of all."""
    return f"{FEEDS}{holder.id if holder else _ALL}.atom"
