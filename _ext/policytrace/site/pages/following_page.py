"""The page on how one follows the plan: its calendars and feeds, and how to subscribe to them."""

from __future__ import annotations

import gettext
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial

from policytrace.messages import message
from policytrace.plan.model import Item
from policytrace.schedule.events import events_by_holder
from policytrace.schema.roles import Role, TypeKey
from policytrace.site.feeds import entries_by_holder
from policytrace.site.following import FOLLOWING_PAGE, calendar_file, feed_file
from policytrace.site.pages.registry import Page, page_maker
from policytrace.snapshot import Snapshot


@dataclass(frozen=True, slots=True, kw_only=True)
class Followed:
    """What can be followed by itself."""

    item: Item | None
    """None: all of the plan."""
    coming: int
    """How many days to come its calendar holds."""
    has_news: bool
    calendar: str
    """The whole address of the calendar; empty if the site's is not known."""
    feed: str
    """The whole address of the feed; empty if the site's is not known."""

    @property
    def subscription(self) -> str:
        """The address that has a program subscribe to the calendar; empty if none is known.

        It is the calendar's own, with a scheme that says what to do with it.
        """
        return self.calendar.replace("https://", "webcal://", 1) if self.calendar else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowedGroup:
    """What can be followed, of one role."""

    role: TypeKey
    rows: tuple[Followed, ...]

    @property
    def busy(self) -> tuple[Followed, ...]:
        """Those that there is anything to tell of."""
        return tuple(one for one in self.rows if one.coming or one.has_news)

    @property
    def quiet(self) -> tuple[Followed, ...]:
        """Those that there is nothing to tell of now."""
        return tuple(one for one in self.rows if not one.coming and not one.has_news)


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowingPage:
    """What the template draws."""

    whole: Followed
    groups: tuple[FollowedGroup, ...]
    """Priorities, plans and organisations; those that there are none of are left out."""


@page_maker
def following_page(snapshot: Snapshot) -> Iterator[Page]:
    """The one page."""
    yield Page(
        name=FOLLOWING_PAGE,
        title=message("Subscribe"),
        description=message(
            "Have the days of the plan in your calendar, and hear when something has happened."
        ),
        template="following_page.html.jinja",
        show=partial(_page, snapshot),
    )


def _page(snapshot: Snapshot) -> FollowingPage:
    coming = {
        holder: sum(one.day >= snapshot.today for one in events)
        for holder, events in events_by_holder(snapshot).items()
    }
    news = entries_by_holder(snapshot, gettext.NullTranslations())
    site = snapshot.metamodel.site

    def followed(item: Item | None) -> Followed:
        return Followed(
            item=item,
            coming=coming[item.id if item else ""],
            has_news=bool(news[item.id if item else ""]),
            calendar=f"{site}/{calendar_file(item)}" if site else "",
            feed=f"{site}/{feed_file(item)}" if site else "",
        )

    def group(role: Role) -> FollowedGroup:
        items: Iterable[Item] = snapshot.graph.of_role(role)
        return FollowedGroup(role=role, rows=tuple(map(followed, items)))

    groups = map(group, (Role.PRIORITY, Role.PLAN, Role.ORGANISATION))
    return FollowingPage(whole=followed(None), groups=tuple(one for one in groups if one.rows))
