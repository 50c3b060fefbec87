"""Hides values that few persons are behind, and as many more as it takes to keep them hidden.

A value on fewer persons than the threshold is hidden. Where values add up to others (women and men
to the total, districts to the municipality, groups to all) a single hidden one could be computed
from the rest; so whenever exactly one of such a family is hidden, the next smallest is hidden too,
until no family has just one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from policytrace.indicators.areas import AreaKind, AreaRegister
from policytrace.indicators.periods import Period
from policytrace.indicators.tables import CONFIDENTIAL, Row, Sex

Key = tuple[Period, str, Sex, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Threshold:
    """When a group is too small to be shown."""

    smallest: int
    """Values on fewer persons than this are hidden."""
    values_are_counts: bool = False
    """Whether the values themselves are numbers of persons, so that no other count is needed."""


def persons(row: Row, threshold: Threshold) -> Decimal | None:
    """The number of persons behind a value; None if it is not known."""
    if row.count is not None:
        return Decimal(row.count)
    return row.value if threshold.values_are_counts else None


def is_too_small(row: Row, threshold: Threshold) -> bool:
    """Whether a value is on fewer persons than may be shown."""
    found = persons(row, threshold)
    return row.value is not None and found is not None and found < threshold.smallest


def suppress(rows: Iterable[Row], threshold: Threshold, areas: AreaRegister) -> tuple[Row, ...]:
    """The rows, with neither value nor number of persons where they must not be shown."""
    given = tuple(rows)
    too_small = {row.key for row in given if is_too_small(row, threshold)}
    if not too_small:
        return given
    hidden = too_small | {row.key for row in given if row.status == CONFIDENTIAL}
    _hide_more(given, hidden, threshold, areas)
    return tuple(
        replace(row, value=None, count=None, status=CONFIDENTIAL) if row.key in hidden else row
        for row in given
    )


def _hide_more(
    rows: tuple[Row, ...], hidden: set[Key], threshold: Threshold, areas: AreaRegister
) -> None:
    families: dict[tuple[object, ...], list[Row]] = {}
    of_row: dict[Key, list[tuple[object, ...]]] = {}
    for row in rows:
        for family in _families(row, areas):
            families.setdefault(family, []).append(row)
            of_row.setdefault(row.key, []).append(family)
    waiting = [family for key in hidden for family in of_row.get(key, ())]
    while waiting:
        members = families[waiting.pop()]
        shown = [row for row in members if row.key not in hidden and row.value is not None]
        if shown and sum(row.key in hidden for row in members) == 1:
            chosen = min(shown, key=lambda row: _rank(row, threshold, areas))
            hidden.add(chosen.key)
            waiting.extend(of_row[chosen.key])


def _families(row: Row, areas: AreaRegister) -> Iterator[tuple[object, ...]]:
    """The families of values that add up, of which this row's value is one."""
    yield "sex", row.period, row.area, row.group
    yield "group", row.period, row.area, row.sex
    area = areas.areas.get(row.area)
    if area is not None and area.kind in {AreaKind.MUNICIPALITY, AreaKind.DISTRICT}:
        yield "area", row.period, row.sex, row.group


def _rank(row: Row, threshold: Threshold, areas: AreaRegister) -> tuple[object, ...]:
    """What goes first: parts before wholes, then few persons before many, then by name."""
    found = persons(row, threshold)
    area = areas.areas.get(row.area)
    wholes = (
        (row.sex is Sex.TOTAL)
        + (not row.group)
        + (area is not None and area.kind is AreaKind.MUNICIPALITY)
    )
    return wholes, found is None, found or Decimal(0), row.area, row.sex, row.group
