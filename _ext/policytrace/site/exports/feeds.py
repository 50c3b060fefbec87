"""Feeds of the plan: one of all, and one of each organisation, priority and plan."""

from __future__ import annotations

import gettext
from collections.abc import Mapping

from policytrace.messages import message
from policytrace.site.exports.atom import AtomWriter
from policytrace.site.exports.registry import exporter
from policytrace.site.feeds import entries_by_holder
from policytrace.site.following import feed_named, names_of
from policytrace.snapshot import Snapshot


@exporter
def feeds(snapshot: Snapshot, translations: gettext.NullTranslations) -> Mapping[str, bytes]:
    """The Atom files, also of those that there is nothing new of: their addresses stay.

    They lie at the addresses by earlier ids of what they are of, too.
    """
    metamodel = snapshot.metamodel
    writer = AtomWriter(metamodel=metamodel, today=snapshot.today, translations=translations)
    whole = message("All that is new in the plan").render(translations)
    found: dict[str, bytes] = {}
    for holder, entries in entries_by_holder(snapshot, translations).items():
        item = snapshot.graph.items.get(holder)
        name, about = item.title if item else whole, metamodel.publisher.about
        title = f"{name} – {about}" if about else name
        key = snapshot.first_id(item) if item else ""
        content = writer.write(title, key, item, entries)
        found |= {feed_named(one): content for one in names_of(snapshot, item)}
    return found
