"""The history of the plan as a document for other programs, and its JSON Schema.

What it tells of a day is what the page of changes tells, in the form that ``policytrace diff`` has.
"""

from __future__ import annotations

import gettext
import json
from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from policytrace.changes.field_words import Word
from policytrace.history.days import History
from policytrace.messages import message
from policytrace.site.exports.changes_document import ChangedObjectEntry, changed_on_day
from policytrace.site.exports.document_parts import DocumentPart, is_what, json_schema_of
from policytrace.site.open_files import CHANGES_SCHEMA
from policytrace.site.signs import escaped_signs


class DayEntry(DocumentPart):
    """A day on which the plan was changed."""

    day: Annotated[
        date,
        Field(serialization_alias="date", description=message("Which day it is.").template),
    ]
    objects: Annotated[tuple[ChangedObjectEntry, ...], is_what(message("What was changed on it."))]


class HistoryDocument(DocumentPart):
    """All changes that are known."""

    version: Annotated[
        Literal[1],
        is_what(
            message(
                "The version of the form. It goes up when something is taken away or comes to mean "
                "something else. What is added does not change it."
            )
        ),
    ] = 1
    begins: Annotated[
        date | None,
        is_what(message("The day that changes are told from; null: no history is known.")),
    ]
    whole: Annotated[
        bool,
        is_what(
            message(
                "Whether all changes since then are told. False: some are not known, or no history "
                "is."
            )
        ),
    ]
    unread: Annotated[
        tuple[date, ...],
        is_what(
            message(
                "Days whose plan this program cannot read. What was changed on them is told on the "
                "next day; what was changed until `begins` is not told."
            )
        ),
    ]
    days: Annotated[
        tuple[DayEntry, ...],
        is_what(message("The days on which something was changed, the newest first.")),
    ]

    def as_json(self) -> bytes:
        """The file."""
        return f"{escaped_signs(self.model_dump_json(by_alias=True, indent=2))}\n".encode()


def history_document(
    history: History, word: Word, translations: gettext.NullTranslations
) -> HistoryDocument:
    """A history for other programs; `word` gives the project's words."""
    return HistoryDocument(
        begins=history.begins,
        whole=history.is_whole,
        unread=tuple(one.day for one in history.unread),
        days=tuple(
            DayEntry(day=one.day, objects=changed_on_day(one.objects, word, translations))
            for one in history.days
        ),
    )


def history_schema(translations: gettext.NullTranslations, site: str | None) -> bytes:
    """The JSON Schema of the document, named by its address if the `site` has one."""
    schema = json_schema_of(
        HistoryDocument,
        translations,
        message("What has changed in a strategy and its plans, as data"),
        f"{site}/{CHANGES_SCHEMA}" if site else None,
    )
    return f"{json.dumps(schema, ensure_ascii=False, indent=2)}\n".encode()
