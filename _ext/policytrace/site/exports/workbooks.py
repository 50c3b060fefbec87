"""Each plan as a workbook to read: the same sheets as the one that is edited, without its lists."""

from __future__ import annotations

import gettext
import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial

from policytrace.messages import Message, message
from policytrace.plan.model import Item
from policytrace.plan_workbook.columns import PlanSheet, SheetMaker
from policytrace.plan_workbook.content import ObjectContent, content_of
from policytrace.plan_workbook.instructions import described
from policytrace.plan_workbook.labels import Labels
from policytrace.plan_workbook.selection import objects_of_plans
from policytrace.plan_workbook.writing import Book, workbook_bytes
from policytrace.schema.fields import is_told
from policytrace.schema.roles import CustomLink, FieldName, Key, LinkKind, Role
from policytrace.site.exports.about import description_of
from policytrace.site.exports.registry import FileToMake, is_address, slow_exporter
from policytrace.site.open_files import workbook_file
from policytrace.snapshot import Snapshot
from policytrace.workbooks.look import ExplainingLine

_ROLE = re.compile(r"\{[a-z:+-]{1,30}\}`(?P<text>[^`<>]{1,300})(?:<[^`<>]{1,300}>)?`")
"""A reference within a text, as ``{need}`the text <ID>```."""


@slow_exporter
def plan_workbooks(
    snapshot: Snapshot, translations: gettext.NullTranslations
) -> Mapping[str, FileToMake]:
    """A workbook for each plan."""
    labels = Labels(snapshot.graph)
    maker = SheetMaker(
        graph=snapshot.graph,
        metamodel=snapshot.metamodel,
        translations=translations,
        labels=labels,
    )
    return {
        path: _file(snapshot, plan, maker)
        for plan in snapshot.graph.of_role(Role.PLAN)
        if is_address(path := workbook_file(plan))
    }


def _file(snapshot: Snapshot, plan: Item, maker: SheetMaker) -> FileToMake:
    objects = objects_of_plans(snapshot.graph, [plan])
    language = maker.translations.info().get("language", "")
    said = repr(
        (
            language,
            snapshot.today,
            description_of(snapshot),
            plan.title,
            [_told(item, maker.labels) for item in objects],
        )
    )
    return FileToMake(
        fingerprint=hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest(),
        make=partial(_workbook, snapshot, plan, objects, maker),
    )


def _told(item: Item, labels: Labels) -> tuple[object, ...]:
    """What a workbook is made of for an object, without what the metamodel says of its kind."""
    names = [labels.of(target) for targets in item.links.values() for target in targets]
    return item.id, item.role, item.title, item.values, item.links, names, item.prose


def _workbook(snapshot: Snapshot, plan: Item, objects: Sequence[Item], maker: SheetMaker) -> bytes:
    sheets = maker.sheets(_readable(content_of(item, snapshot.metamodel)) for item in objects)
    book = Book(
        title=plan.title,
        day=snapshot.today,
        about_title=message("About the file").render(maker.translations),
        about=list(_about(snapshot, sheets, maker.translations)),
        sheets=sheets,
        editable=False,
    )
    return workbook_bytes(book, maker.labels, maker.translations)


def _about(
    snapshot: Snapshot, sheets: tuple[PlanSheet, ...], translations: gettext.NullTranslations
) -> Iterator[ExplainingLine]:
    def say(text: Message) -> str:
        return text.render(translations)

    day = snapshot.today.isoformat()
    yield ExplainingLine(text=say(message("The workbook shows the plan as it was {day}.", day=day)))
    yield ExplainingLine(text=say(description_of(snapshot)))
    yield ExplainingLine(
        text=say(message("What is changed in this copy changes nothing in the plan itself."))
    )
    yield ExplainingLine(text=say(message("What the columns mean")), is_heading=True)
    yield from described(sheets)


def _readable(content: ObjectContent) -> ObjectContent:
    """The content as a reader is told of it, with its references as they are read."""
    return replace(
        content,
        values={key: value for key, value in content.values.items() if _is_told(key)},
        texts={
            name: _ROLE.sub(lambda found: found["text"].strip(), text)
            for name, text in content.texts.items()
        },
    )


def _is_told(key: Key) -> bool:
    return isinstance(key, LinkKind | CustomLink) or key is FieldName.STATUS or is_told(key)
