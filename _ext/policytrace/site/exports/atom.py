"""Atom feeds (RFC 4287). All that editors have written is plain text there, never markup.

Ids are made of names and not of the site's address, so a site that moves, or whose address is set
later, does not tell everything anew. Without an address links are relative, which Atom allows: they
are read from where the feed lies.
"""

from __future__ import annotations

import gettext
import xml.etree.ElementTree as ET
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from policytrace.messages import message
from policytrace.plan.model import Item
from policytrace.schedule.identity import stable_id
from policytrace.schema.metamodel import Metamodel
from policytrace.site.feeds import FeedEntry
from policytrace.site.following import feed_file
from policytrace.site.pages.registry import address_of
from policytrace.site.signs import xml_file
from policytrace.values.plain_line import plain_line

_NAMESPACE = "http://www.w3.org/2005/Atom"
_LAST_SECOND = 24 * 60 * 60 - 1
"""Of a day."""
_START = "index"
_UP = "../"
"""From a feed to the site's root."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AtomWriter:
    """Writes feeds of a plan on a day, in one language."""

    metamodel: Metamodel
    today: date
    translations: gettext.NullTranslations

    def write(
        self, title: str, key: str, holder: Item | None, entries: Sequence[FeedEntry]
    ) -> bytes:
        """The feed of an organisation, a priority or a plan, or of all; entries newest first.

        `key` tells it from all other feeds of the plan, whatever id its holder has got since.
        One without entries was changed on the day of the snapshot: no other day is known.
        """
        language = self.translations.info().get("language", "en")
        feed = ET.Element("feed", {"xmlns": _NAMESPACE, "xml:lang": language})
        _add(feed, "id", self._id("feed", key))
        _add(feed, "title", plain_line(title))
        _add(feed, "updated", max(map(_updated, entries), default=_moment(self.today)))
        _add(ET.SubElement(feed, "author"), "name", self._author())
        if self.metamodel.site:
            address = self._address(feed_file(holder))
            _link(feed, "self", address, "application/atom+xml")
        page = self._address(f"{address_of(holder) if holder else _START}.html")
        _link(feed, "alternate", page, "text/html")
        _add(feed, "generator", "policytrace")
        for one in entries:
            self._add_entry(feed, one, page)
        return xml_file(feed)

    def _add_entry(self, feed: ET.Element, one: FeedEntry, page: str) -> None:
        """Add an entry; what no page of its own tells of leads to that of the feed."""
        entry = ET.SubElement(feed, "entry")
        _add(entry, "id", self._id("entry", *one.names))
        _add(entry, "title", one.title)
        _add(entry, "updated", _updated(one))
        _add(entry, "published", _moment(one.day))
        own = self._address(f"{address_of(one.item)}.html") if one.item else page
        _link(entry, "alternate", own, "text/html")
        ET.SubElement(entry, "category", {"term": one.kind})
        if one.summary:
            _add(entry, "summary", one.summary)

    def _id(self, *names: str) -> str:
        return stable_id(self.metamodel, *names).urn

    def _address(self, path: str) -> str:
        return f"{self.metamodel.site}/{path}" if self.metamodel.site else f"{_UP}{path}"

    def _author(self) -> str:
        """Who publishes the site; of a draft, that it is one."""
        publisher = self.metamodel.publisher
        if publisher.official and publisher.name:
            return plain_line(publisher.name)
        return message("A draft by nobody official").render(self.translations)


def _add(parent: ET.Element, name: str, text: str) -> None:
    ET.SubElement(parent, name).text = text


def _link(parent: ET.Element, relation: str, address: str, media: str) -> None:
    ET.SubElement(parent, "link", {"rel": relation, "href": address, "type": media})


def _updated(entry: FeedEntry) -> str:
    """The day of an entry, and a second for each revision of it that may have told another thing.

    By that readers know that they have not read it as it is; at what time it was, it does not say.
    """
    return _moment(entry.day, min(entry.earlier_revisions, _LAST_SECOND))


def _moment(day: date, seconds: int = 0) -> str:
    return f"{(datetime.combine(day, time()) + timedelta(seconds=seconds)).isoformat()}Z"
