"""The values of one indicator, found by what they are about."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from types import MappingProxyType

from policytrace.measure.tables import Row
from policytrace.schema.vocabulary import Sex
from policytrace.values.periods import Period

LineKey = tuple[str, Sex, str]
"""What the values of a line have in common: area, sex and group."""


class Series:
    """Rows indexed by area, sex and group, each line in order of time. Read only."""

    __slots__ = ("lines", "rows", "step")

    def __init__(self, rows: Iterable[Row] = ()) -> None:
        """Index `rows`, of which no two are about the same."""
        self.rows = tuple(rows)
        found: dict[LineKey, dict[Period, Row]] = {}
        for row in sorted(self.rows, key=lambda row: row.period):
            found.setdefault((row.area, row.sex, row.group), {})[row.period] = row
        self.lines: Mapping[LineKey, Mapping[Period, Row]] = MappingProxyType(
            {line: MappingProxyType(rows) for line, rows in found.items()}
        )
        self.step = _step(self.rows)
        """One in the last decimal that its values are given with."""

    def __repr__(self) -> str:
        """All of it, so that what is made of it can tell whether it has changed."""
        return f"Series({self.rows!r})"

    def line(self, area: str, sex: Sex, group: str = "") -> Mapping[Period, Row]:
        """The rows of one line by period, in order of time; empty if there are none."""
        return self.lines.get((area, sex, group), MappingProxyType({}))

    def values(self, area: str, sex: Sex, group: str = "") -> Mapping[Period, Decimal]:
        """The values of one line by period, in order of time, without those that are missing."""
        return {
            period: row.value
            for period, row in self.line(area, sex, group).items()
            if row.value is not None
        }

    def gaps(self, area: str, group: str = "") -> Mapping[Period, Decimal]:
        """Women's value less men's, by period, where there are both."""
        women, men = self.values(area, Sex.WOMEN, group), self.values(area, Sex.MEN, group)
        return {period: value - men[period] for period, value in women.items() if period in men}

    def groups(self, area: str) -> tuple[str, ...]:
        """The groups that an area has rows for; all of the population, as ``""``, first."""
        found = {group for name, _, group in self.lines if name == area}
        return tuple(sorted(found))

    def areas(self) -> tuple[str, ...]:
        """The areas that have rows, in the order of the rows."""
        return tuple(dict.fromkeys(row.area for row in self.rows))


def _step(rows: Iterable[Row]) -> Decimal:
    """Files hold no zeros at the end of a number, so it takes all values to know."""
    exponents = (row.value.as_tuple().exponent for row in rows if row.value is not None)
    places = max((-one for one in exponents if isinstance(one, int)), default=0)
    return Decimal(1).scaleb(-max(places, 0))
