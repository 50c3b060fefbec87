"""Rows and areas of a municipality that does not exist.

rows = [figure("2015", "12", Sex.WOMEN), figure("2015", "0", Sex.MEN)]
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from decimal import Decimal

from policytrace.measure.areas import Area, AreaRegister
from policytrace.measure.tables import Row, is_own_calculation
from policytrace.schema.reading import load_metamodel
from policytrace.schema.vocabulary import AreaKind, Sex, ValueColumn, ValueStatus
from policytrace.values.periods import parse_period
from tests.paths import METAMODEL

WORDS = load_metamodel(METAMODEL).vocabulary
"""The words that the tests' files are written in."""

HOME = "Lillköping"
COUNTY = "Lilla län"
NORTH, SOUTH, WEST = DISTRICTS = "Norra", "Södra", "Västra"

AREAS = AreaRegister(
    areas={
        area.name: area
        for area in (
            Area(name=HOME, kind=AreaKind.MUNICIPALITY, kolada="1999", line=2),
            *(Area(name=name, kind=AreaKind.DISTRICT, line=3) for name in DISTRICTS),
            Area(name=COUNTY, kind=AreaKind.COUNTY, kolada="0099", line=6),
            Area(name="Riket", kind=AreaKind.COUNTRY, kolada="0000", line=7),
        )
    }
)


def figure(
    period: str = "2022",
    value: str | None = "42.9",
    sex: Sex = Sex.TOTAL,
    area: str = HOME,
    **others: object,
) -> Row:
    """A row; without a value it is missing, unless `others` says something else."""
    made = Row(
        period=parse_period(period),
        area=area,
        sex=sex,
        group="",
        value=None if value is None else Decimal(value),
        count=None,
        status=ValueStatus.MISSING if value is None else "",
        source="egen enkät",
        retrieved=date(2026, 11, 1),
    )
    row = replace(made, **others)  # type: ignore[arg-type]
    return replace(row, is_own_calculation=is_own_calculation(row.source, WORDS))


def csv_of(*lines: str, header: Iterable[str] = WORDS.all_of(ValueColumn)) -> bytes:
    """A file with the header of data files, or another, and these lines."""
    return "".join(f"{line}\n" for line in (",".join(header), *lines)).encode()
