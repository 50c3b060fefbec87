"""What Kolada's answers look like, in version 3 of its interface.

What we do not use may be there or not. What we use must be what it should: a text where a number is
expected is a fault, and is never turned into one.
"""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Annotated, Literal, NoReturn, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, PlainValidator, ValidationError
from pydantic_core import ErrorDetails

from policytrace.messages import Message, message
from policytrace.sources.kolada.faults import FetchError, shown
from policytrace.values.periods import FIRST_YEAR, LAST_YEAR

_MOST_DIGITS = 15  # before the decimal point: more than anybody counts


def _number(value: object) -> Decimal | None:
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        raise ValueError("not a number")  # noqa: TRY004 - what pydantic takes for a fault
    number = Decimal(value)
    if number and number.adjusted() >= _MOST_DIGITS:
        raise ValueError("too large")
    return number


def _yes_or_no(value: object) -> object:
    return bool(value) if isinstance(value, int) and value in {0, 1} else value


class _AnswerPart(BaseModel):
    model_config = ConfigDict(frozen=True, strict=True, extra="ignore")


class Value(_AnswerPart):
    """The value for women, men or all. Its ``count`` is no number of persons, and not read."""

    gender: Literal["T", "K", "M"]
    value: Annotated[Decimal | None, PlainValidator(_number)]
    status: str | None = None
    isdeleted: bool = False


class DataRow(_AnswerPart):
    """The values of one indicator in one area and one year."""

    kpi: str
    municipality: str
    period: int = Field(ge=FIRST_YEAR, le=LAST_YEAR)
    values: list[Value]


class Kpi(_AnswerPart):
    """What Kolada says of an indicator."""

    id: str
    title: str
    is_divided_by_gender: Annotated[bool, BeforeValidator(_yes_or_no)]


class AnswerPage(_AnswerPart):
    """One page of an answer."""

    next_url: str | None = None


class KpiPage(AnswerPage):
    """A page that tells of indicators."""

    values: list[Kpi]


class DataPage(AnswerPage):
    """A page of data."""

    values: list[DataRow]


PageT = TypeVar("PageT", bound=AnswerPage)


def read_page(kind: type[PageT], content: bytes, address: str) -> PageT:
    """The page of this kind that an answer from `address` holds.

    Raises:
        FetchError: it holds none, with the place in the answer that is wrong.
    """
    try:
        data = json.loads(content, parse_float=Decimal, parse_constant=_no_number)
    except (ValueError, ArithmeticError, RecursionError):
        raise FetchError(
            message(
                "The answer from {address} is no JSON: {text}",
                address=shown(address),
                text=shown(content[:80].decode(errors="replace")),
            )
        ) from None
    try:
        return kind.model_validate(data)
    except ValidationError as error:
        details = error.errors(include_url=False, include_context=False)
        raise FetchError(_wrong(details[0], address)) from None


def _no_number(name: str) -> NoReturn:
    raise ValueError(name)


def _wrong(detail: ErrorDetails, address: str) -> Message:
    place = ".".join(str(part) for part in detail["loc"]) or "{}"
    if detail["type"] == "missing":
        return message(
            "The answer from {address} is not as it should be: {place} is missing.",
            address=shown(address),
            place=shown(place),
        )
    return message(
        "The answer from {address} is not as it should be: {place} is {value}",
        address=shown(address),
        place=shown(place),
        value=shown(
            repr(detail["input"]) if isinstance(detail["input"], str) else str(detail["input"])
        ),
    )
