"""Rows and answers that tests are made of."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from policytrace.measure.tables import Row
from policytrace.schema.vocabulary import Sex
from policytrace.sources.kolada.answers import DataRow, Value
from policytrace.sources.kolada.rows import SOURCE
from policytrace.values.periods import parse_period

TODAY = date(2027, 1, 15)
EARLIER = date(2026, 11, 1)
HOME, COUNTRY = "Lilla kommun", "Landet"
AREAS = {"9001": HOME, "0000": COUNTRY}


def row(year: int = 2024, value: str | None = "12.5", **others: object) -> Row:
    made = Row(
        period=parse_period(str(year)),
        area=HOME,
        sex=Sex.TOTAL,
        group="",
        value=None if value is None else Decimal(value),
        count=None,
        status="saknas" if value is None else "",
        source=SOURCE,
        retrieved=EARLIER,
    )
    return replace(made, **others)  # type: ignore[arg-type]


def value(number: str | None = "12.5", gender: str = "T", **others: object) -> Value:
    return Value.model_validate(
        {"gender": gender, "value": None if number is None else Decimal(number), **others}
    )


def answer(*values: Value, kpi: str = "N00001", area: str = "9001", year: int = 2024) -> DataRow:
    return DataRow(kpi=kpi, municipality=area, period=year, values=list(values))
