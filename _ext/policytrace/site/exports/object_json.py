"""A file for each object: what the plan document says of it, and what it has to do with.

Who wants to know of one object need not read the whole plan, nor look up what its links lead to.
"""

from __future__ import annotations

import gettext
from collections.abc import Iterator, Mapping, Sequence
from hashlib import blake2b

from policytrace.plan.model import Item
from policytrace.schema.plain import plain_key
from policytrace.site.exports.document_parts import DocumentPart
from policytrace.site.exports.plan_document import (
    Direction,
    LinkedEntry,
    LinkedObjectsEntry,
    ObjectDocument,
    ObjectEntry,
    PlanDocument,
    json_schema,
)
from policytrace.site.exports.plan_json import as_file
from policytrace.site.exports.registry import FileToMake
from policytrace.site.open_files import FOLDER, OBJECT_SCHEMA
from policytrace.site.pages.registry import address_of
from policytrace.snapshot import Snapshot


def object_file(item: Item) -> str:
    """The address of the file about an object, which is beside its page's in name."""
    return f"{FOLDER}{address_of(item)}.json"


def object_files(snapshot: Snapshot, document: PlanDocument) -> Mapping[str, FileToMake]:
    """The file of each object; `document` tells of all of them."""
    maker = _ObjectMaker(snapshot, document)
    return {maker.known[entry.id].file: maker.file(entry) for entry in document.objects}


def object_schema(translations: gettext.NullTranslations, site: str | None) -> bytes:
    """The JSON Schema of all these files."""
    address = f"{site}/{OBJECT_SCHEMA}" if site else None
    return as_file(json_schema(translations, of=ObjectDocument, address=address))


class _ObjectMaker:
    """Says what is known of each object."""

    def __init__(self, snapshot: Snapshot, plan: PlanDocument) -> None:
        self.snapshot = snapshot
        self.plan = plan
        self.digest = _digest(plan.model_dump_json(exclude={"objects", "coverage"}))
        """Of what the files tell alike."""
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

        self.marks = {item_id: _mark(entry) for item_id, entry in self.known.items()}

    def file(self, entry: ObjectEntry) -> FileToMake:
        digest = self.digest.copy()
        digest.update(_mark(entry))
        for link, direction, ends in self.links_of(entry):
            digest.update(f"{link}\0{direction}\0{len(ends)}\0".encode())
            for end in ends:
                digest.update(self.marks[end])
        return FileToMake(
            fingerprint=digest.hexdigest(), make=lambda: self.document(entry).as_json()
        )

    def document(self, entry: ObjectEntry) -> ObjectDocument:
        return ObjectDocument(
            day=self.plan.day,
            site=self.plan.site,
            publisher=self.plan.publisher,
            fields={key: self.plan.words.fields[key] for key in entry.fields},
            object=entry,
            linked=tuple(
                LinkedObjectsEntry(
                    link=link,
                    direction=direction,
                    word=self.word(link, direction),
                    objects=tuple(map(self.known.__getitem__, ends)),
                )
                for link, direction, ends in self.links_of(entry)
            ),
        )

    def word(self, link: str, direction: Direction) -> str:
        words = self.plan.words.links[link]
        return words.outgoing if direction == "outgoing" else words.incoming

    def links_of(self, entry: ObjectEntry) -> Iterator[tuple[str, Direction, Sequence[str]]]:
        """The links of an object by kind and direction, with the ids at their other ends."""
        for link, targets in entry.links.items():
            yield link, "outgoing", targets
        for kind, sources in self.snapshot.graph.incoming(entry.id).items():
            yield plain_key(kind), "incoming", [source.id for source in sources]


def _digest(text: str) -> blake2b:
    return blake2b(text.encode(), digest_size=16)


def _mark(entry: DocumentPart) -> bytes:
    """What tells an entry from all others, whatever it holds."""
    return _digest(entry.model_dump_json()).digest()
