"""Reads a plan document, as ``plan.json`` of the site or of an edition, to compare it by.

What other programs have written is hostile until checked: nothing is taken but what is compared,
each of it of its type.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from policytrace.changes.plan_state import PlanObject, PlanState, StatedValue, ValueKey, Values
from policytrace.measure.workings import without_workings
from policytrace.messages import Message, message
from policytrace.schema.plain import OWN, PlainData, PlainValue, Range

_KOLADA = "kolada"
"""The key of a status that is in Kolada's own words."""

LARGEST = 100_000_000  # bytes

_ID = re.compile(r"[A-Za-z0-9_]+(?:-[A-Za-z0-9_]+)*")


def is_id(text: str) -> bool:
    """Whether an object can have this id: it becomes the name of a file."""
    return _ID.fullmatch(text) is not None


class DocumentError(ValueError):
    """A file is no plan document; `text` says why."""

    def __init__(self, text: Message) -> None:
        """Keep what is wrong."""
        super().__init__(text.template)
        self.text = text


class _Read(BaseModel):
    model_config = ConfigDict(strict=True, frozen=True)


class _Word(_Read):
    key: str | None
    word: str


class _Range(_Read):
    low: Annotated[int | float, Field(alias="from")]
    high: Annotated[int | float, Field(alias="to")]


_Value = bool | int | float | str | _Range


class _Measured(_Read):
    period: Annotated[str, Field(max_length=20)]
    area: str
    area_kind: _Word | None
    sex: _Word
    group: str
    value: int | float | None
    count: int | None = None
    status: _Word | None = None
    source: str = ""
    source_provisional: bool = False


class _MeasuredValues(_Read):
    values: list[_Measured]


class _Object(_Read):
    id: Annotated[str, Field(max_length=200, pattern=rf"^{_ID.pattern}$")]
    type: _Word
    title: str
    status: _Word | None
    fields: dict[str, _Value | list[_Value]]
    links: dict[str, list[str]]
    text: str
    measured: _MeasuredValues | None = None


class _Document(_Read):
    version: Literal[1]
    date: Annotated[date, Field(strict=False)]
    objects: list[_Object]


def read_document(content: bytes) -> PlanState:
    """The plan that a document tells of.

    Raises:
        DocumentError: it is no plan document, or larger than one can be.
    """
    if len(content) > LARGEST:
        raise DocumentError(message("it is larger than {bytes} bytes", bytes=str(LARGEST)))
    try:
        document = _Document.model_validate_json(content)
    except ValidationError as error:
        first = error.errors(include_url=False, include_context=False, include_input=False)[0]
        where = ".".join(map(str, first["loc"]))[:100]
        if first["type"] == "json_invalid":
            raise DocumentError(message("it is no JSON")) from None
        if not where:
            raise DocumentError(message("it is JSON, but it holds no plan")) from None
        raise DocumentError(message("{place} is not as it should be", place=where)) from None
    if len({one.id for one in document.objects}) < len(document.objects):
        raise DocumentError(message("two objects have the same id"))
    return PlanState.of(
        map(_object, document.objects),
        values={
            one.id: found
            for one in document.objects
            if one.measured and (found := _values(one.measured))
        },
    )


def _object(read: _Object) -> PlanObject:
    links: Mapping[str, tuple[str, ...]] = {
        key: tuple(sorted(set(targets))) for key, targets in read.links.items() if targets
    }
    return PlanObject(
        id=read.id,
        kind=read.type.key or f"{OWN}{read.type.word}",
        title=read.title,
        status=(read.status.key or "") if read.status else "",
        fields={key: _data(value) for key, value in read.fields.items()},
        links=links,
        text=read.text,
    )


def _values(measured: _MeasuredValues) -> Values:
    return {
        ValueKey(
            period=one.period,
            area=one.area,
            area_kind=(one.area_kind.key or f"{OWN}{one.area_kind.word}") if one.area_kind else "",
            sex=one.sex.key or "",
            group=one.group,
        ): StatedValue(
            value=Decimal(str(one.value)),
            count=one.count,
            status=_value_status(one.status),
            source=without_workings(one.source),
            is_source_provisional=one.source_provisional,
        )
        for one in measured.values
        if one.value is not None
    }


def _value_status(read: _Word | None) -> str:
    if read is None:
        return ""
    return f"{OWN}{read.word}" if read.key is None or read.key == _KOLADA else read.key


def _data(value: _Value | list[_Value]) -> PlainData:
    return tuple(map(_plain, value)) if isinstance(value, list) else _plain(value)


def _plain(value: _Value) -> PlainValue:
    return Range(low=value.low, high=value.high) if isinstance(value, _Range) else value
