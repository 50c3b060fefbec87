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
from policytrace.schema.vocabulary import MAY_BE_ABSENT, AreaKind, Sex, ValueColumn, ValueStatus
from policytrace.values.periods import parse_period
from tests.paths import METAMODEL

_METAMODEL = load_metamodel(METAMODEL)
WORDS = _METAMODEL.vocabulary
"""The words that the tests' files are written in."""

HEADER = tuple(WORDS.of(column) for column in ValueColumn if column not in MAY_BE_ABSENT)
"""The columns that a data file must have."""

KINDS = _METAMODEL.indicators.parts
WARD, REGSO, VILLAGE = KINDS
"""The kinds of parts: the first two are all of the municipality, the last is not."""

HOME = "Lillköping"
COUNTY = "Lilla län"
DISTRICT_NAMES = "Norra", "Södra", "Västra"
NORTH, SOUTH, WEST = DISTRICTS = (
    "Norra (valdistrikt)",
    "Södra (valdistrikt)",
    "Västra (valdistrikt)",
)
NORTH_REGSO, EAST_REGSO = REGSOS = "Norra (RegSO)", "Östra (RegSO)"
"""One of them has the same name as a district."""

AREAS = AreaRegister(
    areas={
        area.key: area
        for area in (
            Area(name=HOME, kind=AreaKind.MUNICIPALITY, kolada="1999", line=2),
            *(Area(name=name, kind=WARD, line=3) for name in DISTRICT_NAMES),
            Area(name=COUNTY, kind=AreaKind.COUNTY, kolada="0099", line=6),
            Area(name="Riket", kind=AreaKind.COUNTRY, kolada="0000", line=7),
        )
    }
)


WITH_REGSO = AreaRegister(
    areas={
        **AREAS.areas,
        **{area.key: area for area in (Area(name=name, kind=REGSO) for name in ("Östra", "Norra"))},
    }
)
"""These, and areas of another kind."""


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


def csv_of(*lines: str, header: Iterable[str] = HEADER) -> bytes:
    """A file with the header of data files, or another, and these lines."""
    return "".join(f"{line}\n" for line in (",".join(header), *lines)).encode()
