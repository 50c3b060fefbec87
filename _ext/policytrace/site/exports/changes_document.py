"""Changes between two plans as a document for other programs, and its JSON Schema.

Keys are the code's, as in ``plan.json``; the project's own words stand beside them. A reader must
take what is added later in its stride. When something is taken away, or comes to mean something
else, `VERSION` goes up.
"""

from __future__ import annotations

import gettext
import json
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import Annotated, Any, Literal

from pydantic import Field

from policytrace.changes.field_words import Word
from policytrace.changes.kinds import (
    Added,
    FieldChanged,
    KindChanged,
    LinkChanged,
    PlanChange,
    ReadabilityChanged,
    Removed,
    StatusChanged,
    TextChanged,
    TitleChanged,
    ValueNote,
    ValuesAdded,
    ValuesCounted,
    ValuesGone,
    ValuesNoteChanged,
    ValuesRevised,
)
from policytrace.changes.plan_state import StatedValue, Unreadable, ValueKey
from policytrace.history.comparison import ComparedPlan, ObjectChanges, PlanComparison
from policytrace.history.days import HistoryObject
from policytrace.history.judging import JudgedChange
from policytrace.history.sources import EditionSource, OtherFolder, Revision
from policytrace.history.told import change_told, source_told, told
from policytrace.messages import Message, message
from policytrace.schema.plain import OWN, PlainData, PlainValue, Range
from policytrace.site.exports.document_parts import (
    DocumentPart,
    Number,
    RangeEntry,
    Value,
    WordEntry,
    json_schema_of,
)
from policytrace.site.exports.document_parts import is_what as _is
from policytrace.site.signs import escaped_signs
from policytrace.values.numbers import json_number

VERSION: Literal[1] = 1

Kind = Literal[
    "added",
    "removed",
    "type_changed",
    "title_changed",
    "status_changed",
    "field_changed",
    "readability_changed",
    "link_changed",
    "text_changed",
    "values_added",
    "values_changed",
    "values_count_changed",
    "values_status_changed",
    "values_source_changed",
    "values_provisional_source_changed",
    "values_gone",
]


_NOTES: Mapping[ValueNote, Kind] = MappingProxyType(
    {
        ValueNote.STATUS: "values_status_changed",
        ValueNote.SOURCE: "values_source_changed",
        ValueNote.PROVISIONAL_SOURCE: "values_provisional_source_changed",
    }
)


class MeasuredChange(DocumentPart):
    """A value of an indicator."""

    period: Annotated[
        str, _is(message("A year, or as 2022-H1, 2022-Q3, 2022-05, or a school year as 2017/18."))
    ]
    area: Annotated[str, _is(message("The name of the place that it is about."))]
    sex: Annotated[WordEntry, _is(message("Whom it is about."))]
    group: Annotated[
        str, _is(message("The part of the population that it is about; empty: all of it."))
    ]
    before: Annotated[
        Number | None,
        _is(message("The value as it was; null: there was none, or it is no longer shown.")),
    ]
    after: Annotated[Number | None, _is(message("The value as it is now; null: none is shown."))]
    count_before: Annotated[
        int | None,
        _is(
            message(
                "The number of persons behind the value as it was; null: it was not stated, or the "
                "change is of another kind."
            )
        ),
    ] = None
    count_after: Annotated[
        int | None, _is(message("The number of persons as it is now; null: likewise."))
    ] = None


class ChangeEntry(DocumentPart):
    """Something that has changed with an object."""

    kind: Annotated[Kind, _is(message("What kind of change it is."))]
    said: Annotated[str, _is(message("The change in words."))]
    withheld: Annotated[
        bool,
        _is(
            message(
                "Whether what it said is left out, since it tells who a person is, as an identity "
                "number does."
            )
        ),
    ] = False
    field: Annotated[
        WordEntry | None, _is(message("For a field: which; its key as in plan.json."))
    ] = None
    link: Annotated[
        WordEntry | None, _is(message("For a link: which; its key as in plan.json."))
    ] = None
    before: Annotated[
        Value | None,
        _is(
            message(
                "What it was: a field's value, a status or type by its key, a title, a text in "
                "Markdown; what was said of values, a status by its key, a source, yes or no."
            )
        ),
    ] = None
    after: Annotated[Value | None, _is(message("What it is now."))] = None
    unread_before: Annotated[
        str | None,
        _is(
            message(
                "What stood there and could not be read as a value; `before` is then what could be "
                "read there last, if that is known."
            )
        ),
    ] = None
    unread_after: Annotated[
        str | None, _is(message("What stands there now and cannot be read as a value."))
    ] = None
    gone: Annotated[
        tuple[str, ...], _is(message("For a link: ids that it led to, and leads to no longer."))
    ] = ()
    new: Annotated[
        tuple[str, ...], _is(message("For a link: ids that it leads to, and did not before."))
    ] = ()
    values: Annotated[
        tuple[MeasuredChange, ...], _is(message("For an indicator: the values that have changed."))
    ] = ()
    decision: Annotated[
        str | None,
        _is(message("The id of the decision that covers the change, where it took one.")),
    ] = None
    undecided: Annotated[
        bool,
        _is(message("Whether the change took a decision, and there was none when it was made.")),
    ] = False
    later_decision: Annotated[
        str | None,
        _is(
            message(
                "The id of the first decision that covers the change and was made after it, where "
                "it took one."
            )
        ),
    ] = None


class ChangedObjectEntry(DocumentPart):
    """An object, and what has changed with it."""

    id: Annotated[str, _is(message("Its id, which stays."))]
    type: Annotated[WordEntry, _is(message("What it is."))]
    title: Annotated[str, _is(message("What it is called."))]
    changes: Annotated[tuple[ChangeEntry, ...], _is(message("What has changed with it."))]


class ComparedEntry(DocumentPart):
    """One of two plans that are compared."""

    kind: Annotated[
        Literal["revision", "edition", "folder", "working_files"],
        _is(message("What it was taken from.")),
    ]
    said: Annotated[str, _is(message("The same in words."))]
    id: Annotated[
        str | None, _is(message("The id of the revision, or of the edition's decision."))
    ] = None
    day: Annotated[
        date | None,
        Field(
            serialization_alias="date",
            description=message("For a revision: the day on which it was committed.").template,
        ),
    ] = None


class ComparisonDocument(DocumentPart):
    """What ``policytrace diff --format json`` writes."""

    version: Annotated[
        Literal[1],
        _is(
            message(
                "The version of the form. It goes up when something is taken away or comes to mean "
                "something else. What is added does not change it."
            )
        ),
    ] = VERSION
    before: Annotated[
        ComparedEntry,
        Field(serialization_alias="from", description=message("The plan that it was.").template),
    ]
    after: Annotated[
        ComparedEntry,
        Field(serialization_alias="to", description=message("The plan that it is now.").template),
    ]
    changes: Annotated[int, _is(message("How many changes there are."))]
    undecided: Annotated[int, _is(message("How many of them took a decision that there is not."))]
    objects: Annotated[
        tuple[ChangedObjectEntry, ...],
        _is(message("What has changed, in the order of the plan; what is gone comes last.")),
    ]

    def as_json(self) -> bytes:
        """The file."""
        return f"{escaped_signs(self.model_dump_json(by_alias=True, indent=2))}\n".encode()


def comparison_document(
    comparison: PlanComparison, word: Word, translations: gettext.NullTranslations
) -> ComparisonDocument:
    """A comparison for other programs; `word` gives the project's words."""
    return ComparisonDocument(
        before=_compared(comparison.before, translations),
        after=_compared(comparison.after, translations),
        changes=comparison.number,
        undecided=comparison.undecided,
        objects=changed_entries(comparison.objects, word, translations),
    )


def comparison_schema(translations: gettext.NullTranslations) -> bytes:
    """The JSON Schema of a comparison."""
    title = message("Changes between two plans as data")
    schema = json_schema_of(ComparisonDocument, translations, title)
    return f"{json.dumps(schema, ensure_ascii=False, indent=2)}\n".encode()


def changed_entries(
    objects: Iterable[ObjectChanges], word: Word, translations: gettext.NullTranslations
) -> tuple[ChangedObjectEntry, ...]:
    """Changed objects for other programs."""
    maker = _EntryMaker(word, translations)
    return tuple(
        ChangedObjectEntry(
            id=one.object.id,
            type=maker.word("role", one.object.kind),
            title=one.object.title,
            changes=tuple(maker.change(judged, told(judged, word)) for judged in one.changes),
        )
        for one in objects
    )


def changed_on_day(
    objects: Iterable[HistoryObject], word: Word, translations: gettext.NullTranslations
) -> tuple[ChangedObjectEntry, ...]:
    """What was changed on a day of the history, for other programs."""
    maker = _EntryMaker(word, translations)
    return tuple(
        ChangedObjectEntry(
            id=one.id,
            type=maker.word("role", one.kind),
            title=one.title,
            changes=tuple(maker.change(change.data, change_told(change)) for change in one.changes),
        )
        for one in objects
    )


class _EntryMaker:
    """Makes entries of changes in one language."""

    def __init__(self, word: Word, translations: gettext.NullTranslations) -> None:
        self._word, self._translations = word, translations

    def word(self, table: str, key: str) -> WordEntry:
        """A key with the project's word for it."""
        if key.startswith(OWN):
            return WordEntry(key=None, word=key.removeprefix(OWN))
        return WordEntry(key=key, word=self._word(f"{table}.{key}"))

    def change(self, judged: JudgedChange, said: Message) -> ChangeEntry:
        kind, parts = self._parts(judged.change)
        if judged.withheld:
            parts = {}
        return ChangeEntry(
            kind=kind,
            said=said.render(self._translations),
            decision=judged.decision.id if judged.decision else None,
            undecided=judged.undecided,
            withheld=judged.withheld,
            later_decision=judged.later.id if judged.later else None,
            **parts,
        )

    def _parts(self, change: PlanChange) -> tuple[Kind, dict[str, Any]]:  # noqa: PLR0911 - one a kind
        match change:
            case Added():
                return "added", {}
            case Removed():
                return "removed", {}
            case KindChanged(before=before, after=after):
                return "type_changed", {"before": before, "after": after}
            case TitleChanged(before=before, after=after):
                return "title_changed", {"before": before, "after": after}
            case StatusChanged(before=before, after=after):
                return "status_changed", {"before": before or None, "after": after or None}
            case FieldChanged(key=key, before=was, after=now):
                parts = {"before": _json(was), "after": _json(now)}
                return "field_changed", {"field": self.word("field", key), **parts}
            case LinkChanged(key=key, gone=gone, new=new):
                ends = {"gone": tuple(one.id for one in gone), "new": tuple(one.id for one in new)}
                return "link_changed", {"link": self.word("link", key), **ends}
            case TextChanged(before=before, after=after):
                return "text_changed", {"before": before, "after": after}
            case ReadabilityChanged():
                return "readability_changed", self._of_readability(change)
        return self._of_values(change)

    def _of_readability(self, change: ReadabilityChanged) -> dict[str, Any]:
        parts: dict[str, Any] = {"field": self.word("field", change.key)}
        for name, held in (("before", change.before), ("after", change.after)):
            if isinstance(held, Unreadable):
                parts[f"unread_{name}"] = held.written
                parts[name] = _json(held.last) if name == "before" else None
            else:
                parts[name] = _json(held)
        return parts

    def _of_values(self, change: PlanChange) -> tuple[Kind, dict[str, Any]]:
        match change:
            case ValuesAdded(values=added):
                values = tuple(self._value(key, None, value.value) for key, value in added)
                return "values_added", {"values": values}
            case ValuesRevised(values=revised):
                return "values_changed", {"values": self._both(revised)}
            case ValuesCounted(values=counted):
                entries = tuple(
                    self._value(key, was.value, now.value).model_copy(
                        update={"count_before": was.count, "count_after": now.count}
                    )
                    for key, was, now in counted
                )
                return "values_count_changed", {"values": entries}
            case ValuesNoteChanged(note=note, before=before, after=after, values=noted):
                parts = {"before": before or None, "after": after or None}
                return _NOTES[note], {**parts, "values": self._both(noted)}
            case ValuesGone(values=lost):
                values = tuple(self._value(key, None, None) for key in lost)
                return "values_gone", {"values": values}
        raise TypeError(f"no entry for {change!r}")

    def _both(
        self, values: Iterable[tuple[ValueKey, StatedValue, StatedValue]]
    ) -> tuple[MeasuredChange, ...]:
        return tuple(self._value(key, was.value, now.value) for key, was, now in values)

    def _value(
        self, key: ValueKey, before: Decimal | None, after: Decimal | None
    ) -> MeasuredChange:
        return MeasuredChange(
            period=key.period,
            area=key.area,
            sex=self.word("sex", key.sex),
            group=key.group,
            before=None if before is None else json_number(before),
            after=None if after is None else json_number(after),
        )


def _compared(plan: ComparedPlan, translations: gettext.NullTranslations) -> ComparedEntry:
    said = source_told(plan.source).render(translations)
    match plan.source:
        case Revision(commit=commit):
            return ComparedEntry(kind="revision", said=said, id=commit.id, day=commit.day)
        case EditionSource(decision=decision):
            return ComparedEntry(kind="edition", said=said, id=decision)
        case OtherFolder():
            return ComparedEntry(kind="folder", said=said)
        case _:
            return ComparedEntry(kind="working_files", said=said)


def _json(value: PlainData | None) -> Value | None:
    if value is None:
        return None
    return tuple(map(_json_value, value)) if isinstance(value, tuple) else _json_value(value)


def _json_value(value: PlainValue) -> bool | int | float | str | RangeEntry:
    return RangeEntry(low=value.low, high=value.high) if isinstance(value, Range) else value
