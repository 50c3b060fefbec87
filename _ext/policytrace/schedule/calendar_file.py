"""Calendars: events as an iCalendar file (RFC 5545, RFC 7986), to be subscribed to.

All events are whole days, in which one is not taken to be busy; those that nobody has decided are
tentative. What has a day and no end lasts that day (RFC 5545, 3.6.1). The library folds lines and
escapes texts; control characters are taken out before.
"""

from __future__ import annotations

import gettext
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from icalendar import Calendar, Timezone, vDuration, vText
from icalendar.parser import Contentline

from policytrace.messages import Message, message
from policytrace.plan.model import Item
from policytrace.schedule.events import Event
from policytrace.schedule.happenings import Happening
from policytrace.schedule.identity import stable_id
from policytrace.schedule.words import HAPPENING_WORDS
from policytrace.schema.metamodel import Metamodel
from policytrace.values.plain_line import plain_line

_PRODUCT = "-//policytrace//policytrace//EN"
_RENEWED_EACH = timedelta(hours=12)
"""How often programs that subscribe are asked to look for something new."""
_PLACE = "Europe/Stockholm"
_END = b"END:VCALENDAR\r\n"
_FOLDED_FROM = 75
"""So many bytes are more than the library puts on a line (RFC 5545, 3.1 allows them)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarWriter:
    """Writes calendars of a plan on a day, in one language."""

    metamodel: Metamodel
    today: date
    translations: gettext.NullTranslations
    page_of: Callable[[Item], str | None]
    """The web address of the page about an object; None if the site has none."""
    _written: dict[str, bytes] = field(default_factory=dict, init=False, repr=False)
    _kinds: dict[Happening, tuple[str, bytes]] = field(default_factory=dict, init=False, repr=False)

    def write(self, name: str, key: str, events: Iterable[Event]) -> bytes:
        """A calendar called `name`, of what `key` tells from all other calendars of the plan."""
        calendar = Calendar.new(
            name=plain_line(name),
            prodid=_PRODUCT,
            method="PUBLISH",
            refresh_interval=_RENEWED_EACH,
            uid=stable_id(self.metamodel, "calendar", key),
        )
        calendar.add("X-PUBLISHED-TTL", vDuration(_RENEWED_EACH))
        calendar.add("X-WR-TIMEZONE", _PLACE)
        told = b"".join(map(self._written_once, events))
        if not told:
            # A calendar must hold something (RFC 5545, 3.6), and one that somebody subscribes to
            # must not be gone because there is nothing in it at the time.
            first, last = date(self.today.year, 1, 1), date(self.today.year, 12, 31)
            zone = Timezone.from_tzid(_PLACE, first_date=first, last_date=last)
            calendar.add_component(zone)
        frame: bytes = calendar.to_ical()
        return frame.removesuffix(_END) + told + _END

    def _written_once(self, event: Event) -> bytes:
        """An event as it stands in every calendar that it is in."""
        if event.uid not in self._written:
            self._written[event.uid] = self._entry(event)
        return self._written[event.uid]

    def _entry(self, event: Event) -> bytes:
        """An event, line by line: as a component of the library it takes four times as long."""
        what, category = self._kind(event.what)
        title = plain_line(event.item.title)
        said = message("{what}: {title}", what=what, title=title)
        if event.is_proposed:
            said = message("Proposal – {what}: {title}", what=what, title=title)
        page = self.page_of(event.item)
        lines = [
            b"BEGIN:VEVENT",
            _text("SUMMARY", self._said(said)),
            f"DTSTART;VALUE=DATE:{_digits(event.day)}".encode(),
            f"DTSTAMP:{_moment(self.today)}".encode(),
            f"UID:{event.uid}".encode(),
            f"SEQUENCE:{event.version.sequence}".encode(),
            category,
            _text("DESCRIPTION", self._description(event, page)),
            *(
                (f"LAST-MODIFIED:{_moment(event.version.changed)}".encode(),)
                if event.version.changed
                else ()
            ),
            b"STATUS:TENTATIVE" if event.is_proposed else b"STATUS:CONFIRMED",
            b"TRANSP:TRANSPARENT",
            *([_line(f"URL:{page}")] if page else ()),
            b"END:VEVENT",
            b"",
        ]
        return b"\r\n".join(lines)

    def _kind(self, what: Happening) -> tuple[str, bytes]:
        """The words for what happens, and the line that says them; made once for all events."""
        if what not in self._kinds:
            words = self._said(HAPPENING_WORDS[what])
            self._kinds[what] = words, _text("CATEGORIES", words)
        return self._kinds[what]

    def _description(self, event: Event, page: str | None) -> str:
        role = event.item.role
        lines = [f"{self.metamodel.role_titles.get(role, str(role))} {event.item.id}"]
        if event.owners:
            names = ", ".join(plain_line(owner.title) for owner in event.owners)
            lines.append(self._said(message("Answers for it: {names}", names=names)))
        if event.is_proposed:
            lines.append(self._said(message("A proposal: nobody has decided it.")))
        if page:
            lines.append(page)
        return "\n".join(lines)

    def _said(self, said: Message) -> str:
        return said.render(self.translations)


def _moment(day: date) -> str:
    return f"{_digits(day)}T000000Z"


def _digits(day: date) -> str:
    return day.isoformat().replace("-", "")


def _text(name: str, text: str) -> bytes:
    """A property that holds text, escaped and folded."""
    return _line(f"{name}:{vText(text).to_ical().decode()}")


def _line(content: str) -> bytes:
    """A line, folded where it is too long: the library looks at each sign by itself."""
    line = content.encode()
    if len(line) < _FOLDED_FROM:
        return line
    folded: bytes = Contentline(content).to_ical()  # type: ignore[no-untyped-call] # has no types
    return folded
