"""From Kolada's answers to rows of a data file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from policytrace.measure.tables import FROM_KOLADA, Row
from policytrace.messages import Message, message
from policytrace.schema.vocabulary import Sex, ValueStatus
from policytrace.schema.words import Words
from policytrace.sources.kolada.answers import DataRow, Value
from policytrace.sources.kolada.faults import FetchError, shown
from policytrace.values.periods import Period, parse_period

SOURCE = "Kolada"
"""The source of the rows that a fetch writes, and the only ones that it changes."""

SEXES: Mapping[str, Sex] = {"T": Sex.TOTAL, "K": Sex.WOMEN, "M": Sex.MEN}

_DECIMALS = 10
"""As many as a data file holds. What Kolada has computed may have noise after them."""

_MOST_FAULTS = 10

Key = tuple[Period, str, Sex, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrived:
    """What came of one measure."""

    rows: tuple[Row, ...] = ()
    withdrawn: frozenset[Key] = frozenset()
    """The keys of rows whose value has been taken back."""


def rows_by_measure(
    answers: Iterable[DataRow],
    areas: Mapping[str, str],
    measures: Iterable[str],
    today: date,
    words: Words,
) -> dict[str, Arrived]:
    """The rows of each of the measures; `areas` are the names of areas by their codes.

    Raises:
        FetchError: the answers contradict each other, or tell of what was not asked for.
    """
    found: dict[str, dict[Key, tuple[Row, bool]]] = {name: {} for name in measures}
    faults: list[Message] = []
    for answer in answers:
        if answer.kpi not in found or answer.municipality not in areas:
            faults.append(
                message(
                    "Kolada answers about {measure} in {area}, which was not asked for.",
                    measure=shown(answer.kpi),
                    area=shown(answer.municipality),
                )
            )
            continue
        rows = found[answer.kpi]
        for value in answer.values:
            row = _row(answer, value, areas[answer.municipality], today)
            came = (row, value.isdeleted)
            if rows.setdefault(row.key, came) != came:
                faults.append(
                    message(
                        "Kolada has two values of {measure} for {period}, {area}, {sex}.",
                        measure=answer.kpi,
                        period=row.period.text,
                        area=row.area,
                        sex=words.of(row.sex),
                    )
                )
    if faults:
        raise FetchError(*faults[:_MOST_FAULTS])
    return {
        name: Arrived(
            rows=tuple(row for row, _ in rows.values()),
            withdrawn=frozenset(key for key, (_, withdrawn) in rows.items() if withdrawn),
        )
        for name, rows in found.items()
    }


def _row(answer: DataRow, value: Value, area: str, today: date) -> Row:
    number = None if value.isdeleted or value.value is None else round(value.value, _DECIMALS)
    return Row(
        period=parse_period(str(answer.period)),
        area=area,
        sex=SEXES[value.gender],
        group="",
        value=number,
        count=None,
        status=_status(value, has_value=number is not None),
        source=SOURCE,
        retrieved=today,
    )


def _status(value: Value, *, has_value: bool) -> str:
    """What Kolada says of the value, on one line; else why there is none."""
    if said := " ".join((value.status or "").split()):
        return f"{FROM_KOLADA}{said}"
    if value.isdeleted:
        return ValueStatus.WITHDRAWN
    return "" if has_value else ValueStatus.MISSING
