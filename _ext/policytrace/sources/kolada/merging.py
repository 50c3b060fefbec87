"""Puts the rows that came from Kolada into those that a data file has."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from decimal import Decimal

from policytrace.measure.tables import Row
from policytrace.schema.vocabulary import Sex
from policytrace.sources.kolada.rows import SOURCE, Arrived


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """A data file as it becomes, and what it loses."""

    rows: tuple[Row, ...]
    """All rows of the file, by area, sex and period."""
    gone: tuple[Row, ...]
    """Rows of Kolada's that did not come again."""
    emptied: tuple[Row, ...]
    """Rows of Kolada's, as they were, whose value came as nothing without being withdrawn."""
    passed_over: tuple[Row, ...]
    """Rows that came, but that the file has from another source."""
    begun: tuple[str, ...]
    """Areas of which the file had nothing from Kolada, if only changes were asked for."""
    came: int
    """The number of rows that came."""
    nothing_came: bool
    """Whether all was asked for and nothing came, though the file has rows from Kolada."""


def merge(old: Iterable[Row], came: Arrived, areas: Collection[str], *, partial: bool) -> Merged:
    """The rows `old` of a file with those that `came` when the `areas` were asked for.

    If the answer is `partial`, as when only what has changed was asked for, what did not come
    stays. Rows of other sources, areas and groups always do. A row that came as it was is left as
    it was, with the day on which it was retrieved first.
    """
    before = {row.key: row for row in old}
    ours = {
        key: row
        for key, row in before.items()
        if row.source == SOURCE and not row.group and row.area in areas
    }
    others = {key: row for key, row in before.items() if key not in ours}
    arrived = {row.key: row for row in came.rows}
    left = {key: row for key, row in ours.items() if key not in arrived}
    becomes = {
        key: ours[key] if key in ours and _says(ours[key]) == _says(row) else row
        for key, row in arrived.items()
        if key not in others
    }
    return Merged(
        rows=_in_order([*others.values(), *becomes.values(), *(left.values() if partial else ())]),
        gone=_in_order(() if partial else left.values()),
        emptied=_in_order(
            row
            for key, row in ours.items()
            if row.value is not None
            and key in becomes
            and becomes[key].value is None
            and key not in came.withdrawn
        ),
        passed_over=_in_order(row for key, row in arrived.items() if key in others),
        begun=_begun(ours.values(), arrived.values()) if partial else (),
        came=len(arrived),
        nothing_came=bool(ours) and not arrived and not partial,
    )


def _begun(ours: Iterable[Row], arrived: Iterable[Row]) -> tuple[str, ...]:
    return tuple(sorted({row.area for row in arrived} - {row.area for row in ours}))


def _says(row: Row) -> tuple[Decimal | None, str]:
    """What Kolada has to say in a row."""
    return row.value, row.status


def _in_order(rows: Iterable[Row]) -> tuple[Row, ...]:
    sexes = list(Sex)
    return tuple(
        sorted(rows, key=lambda row: (row.area, row.group, sexes.index(row.sex), row.period))
    )
