"""Hides values that few persons are behind, and as many more as it takes to keep them hidden.

A value on fewer persons than the threshold is *secret*, and so is one that its file holds back as
confidential. Where values add up to others (women and men to the total, districts to the
municipality, groups to all) a secret could be worked out from the rest. So more is hidden, in three
steps that are repeated until nothing is added:

- Where one group of an area is hidden, all are: groups overlap, as ages in classes of five and of
  ten years, and only their names tell which of them add up.
- Where just one of the values that add up is hidden, the next smallest is hidden too.
- Where a secret is still the only solution of the sums, which takes several of them together, one
  more is hidden beside it.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from fractions import Fraction

from policytrace.measure.areas import AreaRegister
from policytrace.measure.tables import Row
from policytrace.schema.vocabulary import AreaKind, Sex, ValueStatus
from policytrace.values.periods import Period

_WORKING = re.compile(r": [^()]*[0-9][^()]*$")
"""How a value has been worked out, at the end of its source: ``: 3/45``."""

MOST_UNKNOWN = 1_000
"""More hidden values than this in one period are too many to solve the sums for. Then the whole
period is hidden."""


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
    """Whether a row is on fewer persons than may be shown."""
    found = persons(row, threshold)
    return found is not None and found < threshold.smallest


def suppress(rows: Iterable[Row], threshold: Threshold, areas: AreaRegister) -> tuple[Row, ...]:
    """The rows, with neither value nor number of persons where they must not be shown."""
    given = tuple(rows)
    by_period: dict[Period, list[int]] = {}
    for place, row in enumerate(given):
        by_period.setdefault(row.period, []).append(place)
    hidden: set[int] = set()
    for places in by_period.values():
        found = _Sums([given[place] for place in places], threshold, areas).hidden()
        hidden.update(places[number] for number in found)
    return tuple(_hidden(row) if place in hidden else row for place, row in enumerate(given))


def _hidden(row: Row) -> Row:
    """The row without its value, and without the working that its source may end with."""
    source = _WORKING.sub("", row.source) or row.source
    return replace(row, value=None, count=None, status=ValueStatus.CONFIDENTIAL, source=source)


@dataclass(slots=True)
class _Sum:
    """Rows that add up, by their numbers."""

    whole: int | None = None
    parts: list[int] = field(default_factory=list)

    def members(self) -> list[int]:
        """All of them."""
        return self.parts if self.whole is None else [*self.parts, self.whole]

    def signs(self, unknown: Container[int]) -> dict[int, Fraction]:
        """The sum as an equation in what is unknown: the parts less the whole are so much."""
        signs = {number: Fraction(1) for number in self.parts if number in unknown}
        if self.whole is not None and self.whole in unknown:
            signs[self.whole] = Fraction(-1)
        return signs


class _Sums:
    """The rows of one period, how they add up, and which of them are hidden."""

    def __init__(self, rows: Sequence[Row], threshold: Threshold, areas: AreaRegister) -> None:
        self.rows = rows
        self.rank = [_rank(row, threshold, areas) for row in rows]
        self.secret = [
            number
            for number, row in enumerate(rows)
            if row.status == ValueStatus.CONFIDENTIAL or is_too_small(row, threshold)
        ]
        self.blank = {
            number for number, row in enumerate(rows) if row.value is None and row.count is None
        }
        sums: dict[tuple[object, ...], _Sum] = {}
        memberships: list[list[_Sum]] = [[] for _ in rows]
        self.groups: dict[tuple[str, Sex], list[int]] = {}
        for number, row in enumerate(rows):
            for key, is_whole in _memberships(row, areas):
                found = sums.setdefault(key, _Sum())
                if is_whole:
                    found.whole = number
                else:
                    found.parts.append(number)
                memberships[number].append(found)
            if row.group:
                self.groups.setdefault((row.area, row.sex), []).append(number)
        # One part alone, as the only group that is told of, is not all of the whole.
        self.of_row = [[one for one in found if len(one.parts) > 1] for found in memberships]
        self.sums = [one for one in sums.values() if len(one.parts) > 1]

    def hidden(self) -> set[int]:
        """The numbers of the rows that are not shown."""
        hidden: set[int] = set()
        waiting = self.secret
        while waiting:
            self._hide(waiting, hidden)
            if len(hidden) > MOST_UNKNOWN:
                return set(range(len(self.rows)))
            waiting = self._beside(self._exposed(hidden), hidden)
        return hidden

    def _hide(self, numbers: Iterable[int], hidden: set[int]) -> None:
        """Hide rows, all groups of theirs, and the next smallest where just one of a sum is."""
        waiting = list(numbers)
        while waiting and len(hidden) <= MOST_UNKNOWN:
            added: list[int] = []
            for number in waiting:
                if number not in hidden:
                    row = self.rows[number]
                    siblings = self.groups[row.area, row.sex] if row.group else [number]
                    hidden.update(siblings)
                    added += siblings
            touched = {id(one): one for number in added for one in self.of_row[number]}
            waiting = [
                min(shown, key=self.rank.__getitem__)
                for one in touched.values()
                if sum(member in hidden for member in one.members()) == 1
                and (shown := self._shown(one.members(), hidden))
            ]

    def _beside(self, exposed: Sequence[int], hidden: set[int]) -> list[int]:
        """For each secret that can be worked out, the next smallest row that is still shown."""
        found = []
        for number in exposed:
            near = [member for one in self.of_row[number] for member in one.members()]
            shown = self._shown(near, hidden) or self._shown(range(len(self.rows)), hidden)
            if shown:
                found.append(min(shown, key=self.rank.__getitem__))
        return found

    def _shown(self, numbers: Iterable[int], hidden: set[int]) -> list[int]:
        return [number for number in numbers if number not in hidden and number not in self.blank]

    def _exposed(self, hidden: set[int]) -> list[int]:
        """The secrets for which all sums together leave one solution."""
        unknown = hidden | self.blank
        solved = _solved(one.signs(unknown) for one in self.sums if one.whole is not None)
        return [number for number in self.secret if number in solved]


def _memberships(row: Row, areas: AreaRegister) -> Iterator[tuple[tuple[object, ...], bool]]:
    """The sums that this row's value has a part in, and whether it is the whole of them."""
    yield ("sex", row.area, row.group), row.sex is Sex.TOTAL
    yield ("group", row.area, row.sex), not row.group
    area = areas.areas.get(row.area)
    if area is not None and area.kind in {AreaKind.MUNICIPALITY, AreaKind.DISTRICT}:
        yield ("area", row.sex, row.group), area.kind is AreaKind.MUNICIPALITY


def _solved(equations: Iterable[Mapping[int, Fraction]]) -> set[int]:
    """The unknowns that have one solution only, whatever the known sides are (Gauss-Jordan)."""
    reduced: dict[int, dict[int, Fraction]] = {}
    for equation in equations:
        left = dict(equation)
        for pivot in [number for number in left if number in reduced]:
            _subtract(left, reduced[pivot], left[pivot])
        if not left:
            continue
        first = min(left)
        left = {number: factor / left[first] for number, factor in left.items()}
        for other in reduced.values():
            if first in other:
                _subtract(other, left, other[first])
        reduced[first] = left
    return {pivot for pivot, equation in reduced.items() if len(equation) == 1}


def _subtract(
    equation: dict[int, Fraction], other: Mapping[int, Fraction], times: Fraction
) -> None:
    for number, factor in other.items():
        left = equation.get(number, Fraction(0)) - times * factor
        if left:
            equation[number] = left
        else:
            del equation[number]


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
