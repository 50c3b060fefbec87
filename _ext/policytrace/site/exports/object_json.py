"""A file for each object: what the plan document says of it, and what it has to do with.

Who wants to know of one object need not read the whole plan, nor look up what its links lead to.
"""

from __future__ import annotations

import gettext
from collections.abc import Iterator, Mapping

from policytrace.plan.model import Item
from policytrace.schema.plain import plain_key
from policytrace.site.exports.plan_document import (
    LinkedEntry,
    LinkedObjectsEntry,
    ObjectDocument,
    ObjectEntry,
    PlanDocument,
    json_schema,
)
from policytrace.site.exports.plan_json import as_file
from policytrace.site.open_files import FOLDER, OBJECT_SCHEMA
from policytrace.site.pages.registry import address_of
from policytrace.snapshot import Snapshot


def object_file(item: Item) -> str:
    """The address of the file about an object, which is beside its page's in name."""
    return f"{FOLDER}{address_of(item)}.json"


def object_files(snapshot: Snapshot, document: PlanDocument) -> Mapping[str, bytes]:
    """The file of each object; `document` tells of all of them."""
    maker = _ObjectMaker(snapshot, document)
    return {
        object_file(snapshot.graph.items[entry.id]): maker.document(entry).as_json()
        for entry in document.objects
    }


def object_schema(translations: gettext.NullTranslations, site: str | None) -> bytes:
    """The JSON Schema of all these files."""
    address = f"{site}/{OBJECT_SCHEMA}" if site else None
    return as_file(json_schema(translations, of=ObjectDocument, address=address))


class _ObjectMaker:
    """Says what is known of each object."""

    def __init__(self, snapshot: Snapshot, plan: PlanDocument) -> None:
        self.snapshot = snapshot
        self.plan = plan
        self.known = {
            entry.id: LinkedEntry(
                id=entry.id,
                type=entry.type,
                title=entry.title,
                status=entry.status,
                page=entry.page,
                file=object_file(snapshot.graph.items[entry.id]),
            )
            for entry in plan.objects
        }

    def document(self, entry: ObjectEntry) -> ObjectDocument:
        return ObjectDocument(
            day=self.plan.day,
            site=self.plan.site,
            publisher=self.plan.publisher,
            fields={key: self.plan.words.fields[key] for key in entry.fields},
            object=entry,
            linked=(*self.outgoing(entry), *self.incoming(entry)),
        )

    def outgoing(self, entry: ObjectEntry) -> Iterator[LinkedObjectsEntry]:
        for key, targets in entry.links.items():
            yield LinkedObjectsEntry(
                link=key,
                direction="outgoing",
                word=self.plan.words.links[key].outgoing,
                objects=tuple(map(self.known.__getitem__, targets)),
            )

    def incoming(self, entry: ObjectEntry) -> Iterator[LinkedObjectsEntry]:
        for kind, sources in self.snapshot.graph.incoming(entry.id).items():
            key = plain_key(kind)
            yield LinkedObjectsEntry(
                link=key,
                direction="incoming",
                word=self.plan.words.links[key].incoming,
                objects=tuple(self.known[source.id] for source in sources),
            )
