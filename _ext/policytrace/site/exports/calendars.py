"""Calendars of the plan: one of all, and one of each organisation, priority and plan."""

from __future__ import annotations

import gettext
from collections.abc import Mapping
from functools import partial

from policytrace.messages import message
from policytrace.schedule.calendar_file import CalendarWriter
from policytrace.schedule.events import events_by_holder
from policytrace.site.exports.registry import exporter
from policytrace.site.following import calendar_named, names_of
from policytrace.site.pages.registry import web_address
from policytrace.snapshot import Snapshot


@exporter
def calendars(snapshot: Snapshot, translations: gettext.NullTranslations) -> Mapping[str, bytes]:
    """The iCalendar files, also of those that nothing happens with: their addresses stay.

    They lie at the addresses by earlier ids of what they are of, too.
    """
    metamodel, items = snapshot.metamodel, snapshot.graph.items
    writer = CalendarWriter(
        metamodel=metamodel,
        today=snapshot.today,
        translations=translations,
        page_of=partial(web_address, metamodel),
    )
    whole = message("All days of the plan").render(translations)
    found: dict[str, bytes] = {}
    for holder, events in events_by_holder(snapshot).items():
        item = items.get(holder)
        name = item.title if item else whole
        about = metamodel.publisher.about
        title = f"{name} – {about}" if about else name
        key = snapshot.first_id(item) if item else ""
        content = writer.write(title, key, events)
        found |= {calendar_named(one): content for one in names_of(snapshot, item)}
    return found
