"""Fields: what kind of value each holds, and where it is shown. The one table of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum, StrEnum
from types import MappingProxyType
from typing import Any

from policytrace.messages import Message, message
from policytrace.schema.roles import CustomField, FieldKey, FieldName
from policytrace.schema.vocabulary import (
    ActionStatus,
    DecidesFor,
    DecisionKind,
    Direction,
    Interval,
    OrganisationKind,
    Rhythm,
    Status,
    TargetAgainst,
    TargetScope,
    YesNo,
)


class FieldType(Enum):
    """What a value is, once it has been read."""

    TEXT = "text"
    PARAGRAPHS = "paragraphs"
    """Text that may have several paragraphs, with an empty line between them."""
    DAY = "day"
    INTEGER = "integer"
    YEAR = "year"
    NUMBER = "number"
    YES_NO = "yes_no"
    """True or false, as a schema of type boolean has it."""
    LIST = "list"
    PERIOD = "period"
    BAND = "band"
    STAGES = "stages"
    """Bands, each with its year."""
    WORD = "word"
    """A word of a vocabulary; the value is its key."""
    UNIT = "unit"
    RULE = "rule"
    """The code of a rule."""
    ASSESSMENT = "assessment"
    """Text that may begin with how it goes."""


class Shown(Enum):
    """Where a reader sees a value."""

    FACT = "fact"
    """Among the facts on the object's card and page."""
    PARTICULAR = "particular"
    """Among the particulars, which are folded together: who keeps the object up asks for it."""
    MARK = "mark"
    """As a mark beside the object's title, where it is set to yes."""
    BADGE = "badge"
    """With the object's title, or with how it goes."""
    SENTENCE = "sentence"
    """In words that the object's page has for it."""
    NOWHERE = "nowhere"
    """It tells the program something, and a reader nothing."""


Vocabulary = type[StrEnum]
Label = Callable[[str], Message]


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldSpec:
    """One field."""

    type: FieldType = FieldType.TEXT
    vocabulary: Vocabulary | None = None
    """Set for a word."""
    shown: Shown = Shown.FACT
    label: Label | None = None
    """What it is called beside a value, made of the project's word for it, where that word alone is
    not enough."""
    adopted: bool = True
    """Whether it is part of what a decision adopts, so that a change takes a new decision; a
    project may say otherwise."""


def _word(
    vocabulary: Vocabulary, shown: Shown = Shown.FACT, label: Label | None = None
) -> FieldSpec:
    return FieldSpec(type=FieldType.WORD, vocabulary=vocabulary, shown=shown, label=label)


_TEXT = FieldSpec()
_DAY = FieldSpec(type=FieldType.DAY)
_BAND = FieldSpec(type=FieldType.BAND)

FIELDS: Mapping[FieldName, FieldSpec] = MappingProxyType(
    {
        FieldName.STATUS: _word(Status, Shown.BADGE),
        FieldName.STARTS: _DAY,
        FieldName.DUE: _DAY,
        FieldName.RHYTHM: _word(Rhythm),
        FieldName.NEXT_FOLLOW_UP: FieldSpec(type=FieldType.DAY, adopted=False),
        FieldName.SOURCE: _TEXT,
        FieldName.RESOURCE: _TEXT,
        FieldName.LEGAL_DUTY: _word(YesNo, Shown.MARK),
        FieldName.LEGAL_PROVISION: FieldSpec(label=lambda _: message("Required by law")),
        FieldName.GLOBAL_TARGETS: FieldSpec(
            type=FieldType.LIST, label=lambda field: message("{field} (Agenda 2030)", field=field)
        ),
        FieldName.UNIT: FieldSpec(type=FieldType.UNIT),
        FieldName.KOLADA: FieldSpec(shown=Shown.PARTICULAR),
        FieldName.DATA: FieldSpec(shown=Shown.NOWHERE),
        FieldName.DIRECTION: _word(Direction, label=lambda _: message("Should go")),
        FieldName.INTERVAL: _word(Interval, Shown.PARTICULAR),
        FieldName.SPLIT_BY_SEX: _word(YesNo, Shown.PARTICULAR),
        FieldName.BASELINE: FieldSpec(type=FieldType.PERIOD),
        FieldName.TARGET_VALUE: _BAND,
        FieldName.TARGET_YEAR: FieldSpec(type=FieldType.YEAR),
        FieldName.TARGET_STAGES: FieldSpec(type=FieldType.STAGES),
        FieldName.TARGET_GAP: _BAND,
        FieldName.TARGET_AGAINST: _word(TargetAgainst),
        FieldName.TARGET_SCOPE: _word(TargetScope),
        FieldName.TARGET_SET: FieldSpec(type=FieldType.PERIOD),
        FieldName.VALUE_EXPECTED: FieldSpec(type=FieldType.DAY, adopted=False),
        FieldName.GOVERNING: _word(YesNo, Shown.MARK),
        FieldName.SHORT_NAME: FieldSpec(shown=Shown.NOWHERE),
        FieldName.CAUTION: FieldSpec(shown=Shown.PARTICULAR, adopted=False),
        FieldName.BACKGROUND: _word(YesNo, Shown.PARTICULAR),
        FieldName.DATE: _DAY,
        FieldName.PARAGRAPH: _TEXT,
        FieldName.REGISTRATION: _TEXT,
        FieldName.REGISTRATION_UNKNOWN: FieldSpec(shown=Shown.SENTENCE),
        FieldName.DECISION_KIND: _word(DecisionKind),
        FieldName.MINUTES: FieldSpec(shown=Shown.SENTENCE),
        FieldName.ANALYSIS_KIND: _TEXT,
        FieldName.PERIOD_END: _DAY,
        FieldName.DEVIATION: FieldSpec(adopted=False),
        FieldName.PROPOSED_CHANGE: FieldSpec(adopted=False),
        FieldName.RESULT: FieldSpec(adopted=False),
        FieldName.ASSESSMENT: FieldSpec(type=FieldType.ASSESSMENT, adopted=False),
        FieldName.STATE: _word(ActionStatus, Shown.BADGE),
        FieldName.STATE_REASON: FieldSpec(shown=Shown.BADGE),
        FieldName.STATE_BY: FieldSpec(shown=Shown.BADGE),
        FieldName.STATE_UNTIL: FieldSpec(type=FieldType.DAY, shown=Shown.BADGE),
        FieldName.KIND: _word(OrganisationKind, Shown.PARTICULAR),
        FieldName.CAN_OWN: _word(YesNo, Shown.PARTICULAR),
        FieldName.DECIDES_FOR: _word(DecidesFor, Shown.PARTICULAR),
        FieldName.VALID_FROM: _DAY,
        FieldName.VALID_TO: _DAY,
        FieldName.RULE: FieldSpec(type=FieldType.RULE, shown=Shown.PARTICULAR),
        FieldName.REASON: _TEXT,
        FieldName.REFERRAL_BEGINS: FieldSpec(type=FieldType.DAY, adopted=False),
        FieldName.REFERRAL_ENDS: FieldSpec(type=FieldType.DAY, adopted=False),
        FieldName.SENDER: _TEXT,
        FieldName.ANSWER_DUE: _DAY,
        FieldName.ANSWER: FieldSpec(type=FieldType.PARAGRAPHS),
        FieldName.CHANGED: FieldSpec(type=FieldType.PARAGRAPHS),
    }
)
"""Every field that the code knows."""

_TOLD = (Shown.FACT, Shown.PARTICULAR, Shown.MARK, Shown.SENTENCE)


def is_told(name: FieldKey) -> bool:
    """Whether a reader sees a field's value as it is, so that files for other programs have it.

    What is the project's own is always told.
    """
    return isinstance(name, CustomField) or FIELDS[name].shown in _TOLD


_BY_SCHEMA: Mapping[str, FieldType] = MappingProxyType(
    {
        "integer": FieldType.INTEGER,
        "number": FieldType.NUMBER,
        "boolean": FieldType.YES_NO,
        "array": FieldType.LIST,
    }
)


_FORMS = frozenset({"pattern", "enum", "const", "format", "maxLength"})
"""What the schema of a text says when not any text will do."""


def spec_by_schema(schema: Mapping[str, Any]) -> FieldSpec:
    """What a field that the code does not know holds, by the JSON Schema of its values."""
    if schema.get("format") == "date":
        return _DAY
    if schema.get("type") == "string" and not _FORMS & schema.keys():
        return FieldSpec(type=FieldType.PARAGRAPHS)
    return FieldSpec(type=_BY_SCHEMA.get(str(schema.get("type")), FieldType.TEXT))
