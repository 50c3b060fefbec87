"""What follows from several files about the same persons, though from none of them alone.

Two files can be about the same persons where they name the same period, area and group, and

- both count the same: their units name the same (“antal elever”). Units that name nobody in
  particular (“antal personer”) count the same where the source is the same, and so do the numbers
  of persons that shares are of;
- one is a share that tells no number of persons, and the other such a number, of the same sex and
  from the same source. The number is either of all whom the share is of, or of those who make it
  up, and only one whole number of persons fits the two.

They are not where they contradict each other: where both tell a number and the numbers differ, or
no whole number of persons is the share.

Numbers of files that count the same are read as one table, and what that tells is found as in one
file (`suppression`). The work is linear in the rows: each is compared with a bounded number of
others.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from policytrace.measure.areas import AreaRegister
from policytrace.measure.suppression import (
    WHOLE_GROUP,
    Reason,
    Threshold,
    disclosures,
    half_step,
    is_withheld,
    only_whole,
    persons,
    smallness_of,
)
from policytrace.measure.tables import FROM_KOLADA, Row
from policytrace.measure.workings import without_workings
from policytrace.schema.vocabulary import Sex
from policytrace.values.periods import Period

MOST_COMPARED = 50
"""A row is compared with at most so many numbers, and a file with so many others that count the
same by name but contradict it."""

_NOBODY_IN_PARTICULAR = frozenset(
    {"personer", "individer", "invånare", "kvinnor", "män", "hushåll", "persons", "people"}
)
_NUMBER_OF = re.compile(r"(?:antal(?:et)?|number of)[ :]+", re.IGNORECASE)
_HALF = Decimal("0.5")

_Key = tuple[Period, str, Sex, str]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class CountedFile:
    """The rows of an indicator as its page shows them, and what its values count."""

    indicator: str
    file: str
    unit: str
    rows: tuple[Row, ...]
    threshold: Threshold
    by_key: Mapping[_Key, Row] = field(init=False)
    half: Decimal = field(init=False)
    """How much a value may be rounded by."""

    def __post_init__(self) -> None:
        """Index the rows."""
        object.__setattr__(self, "by_key", {row.key: row for row in self.rows})
        object.__setattr__(self, "half", half_step(self.rows))


@dataclass(frozen=True, slots=True, kw_only=True)
class Combination:
    """A row that tells of few persons together with one of another file."""

    indicator: str
    row: Row
    reason: Reason
    """What a share tells; `TELLS`: a number that has no row, or is held back."""
    file: str
    """The other file."""
    other: Row


def combinations(files: Sequence[CountedFile], areas: AreaRegister) -> tuple[Combination, ...]:
    """What rows of several files tell together that they must not, each row once."""
    found: dict[tuple[str, _Key], Combination] = {}
    for one in (*_shares(files), *_sums(files, areas)):
        found.setdefault((one.indicator, one.row.key), one)
    return tuple(found.values())


# ----------------------------------------------------------------------- a share and a number


@dataclass(frozen=True, slots=True, kw_only=True)
class _Number:
    """A number of persons that a row tells."""

    number: Decimal
    row: Row
    file: CountedFile


def _shares(files: Sequence[CountedFile]) -> Iterator[Combination]:
    """Shares that tell no number of persons, with the numbers that other files tell."""
    numbers: dict[tuple[_Key, str], list[_Number]] = {}
    for file in files:
        for row in file.rows:
            if number := persons(row, file.threshold):
                about = row.key, without_workings(row.source)
                one = _Number(number=number, row=row, file=file)
                numbers.setdefault(about, []).append(one)
    for told in numbers.values():
        told.sort(key=_number)
    agree: dict[tuple[str, str, bool], bool] = {}
    for file in files:
        for row in file.rows if file.threshold.share_of else ():
            near = numbers.get((row.key, without_workings(row.source)), [])
            for one, is_whole, reason in _telling(file, row, near):
                pair = file.indicator, one.file.indicator, is_whole
                if pair not in agree:
                    agree[pair] = _agree(file, one.file, is_whole=is_whole)
                if agree[pair]:
                    yield Combination(
                        indicator=file.indicator,
                        row=row,
                        reason=reason,
                        file=one.file.file,
                        other=one.row,
                    )
                    break


def _number(one: _Number) -> Decimal:
    return one.number


def _telling(
    file: CountedFile, row: Row, near: Sequence[_Number]
) -> Iterator[tuple[_Number, bool, Reason]]:
    """Numbers with which a share tells of few, and whether they are of all whom it is of."""
    if row.value is None or row.count is not None:
        return
    threshold = file.threshold
    sides = [value for value in (row.value, threshold.share_of - row.value) if value > 0]
    # Larger groups than this make up more than a few, and leave more than a few outside.
    times = max(Decimal(WHOLE_GROUP), threshold.share_of / min(sides, default=Decimal(1)))
    largest = threshold.smallest * times
    for one in near[: bisect_right(near, largest, key=_number)][:MOST_COMPARED]:
        for is_whole in (True, False):
            if one.file is file or not (is_whole or one.file.threshold.values_are_counts):
                continue
            reason = _reason(file, row.value, one.number, is_whole=is_whole)
            if reason is not None:
                yield one, is_whole, reason


def _reason(file: CountedFile, value: Decimal, number: Decimal, *, is_whole: bool) -> Reason | None:
    """What a share tells of few, if a number is of all or of those who make it up."""
    threshold = file.threshold
    other = only_whole(*_fitting(file, value, number, is_whole=is_whole))
    if other is None:
        return None
    inside, everybody = (other, number) if is_whole else (number, other)
    return smallness_of(inside, everybody - inside, threshold.smallest)


def _fitting(
    file: CountedFile, value: Decimal, number: Decimal, *, is_whole: bool
) -> tuple[Decimal, Decimal]:
    """The least and most persons who are a share of a number, or whom a number is the share of."""
    share_of, low, high = file.threshold.share_of, value - file.half, value + file.half
    if is_whole:
        return low * number / share_of, high * number / share_of
    most = number * share_of / low if low > 0 else Decimal("Infinity")
    return number * share_of / high, most


def _agree(shares: CountedFile, numbers: CountedFile, *, is_whole: bool) -> bool:
    """Whether no share contradicts the number that is told of the same."""
    for key, row in shares.by_key.items():
        other = numbers.by_key.get(key)
        number = None if other is None else persons(other, numbers.threshold)
        if number is None or row.value is None:
            continue
        if row.count is not None and is_whole:
            fits = number == row.count
        elif row.count is not None:
            least, most = _fitting(shares, row.value, Decimal(row.count), is_whole=True)
            fits = least - _HALF <= number <= most + _HALF
        else:
            least, most = _fitting(shares, row.value, number, is_whole=is_whole)
            fits = most.is_infinite() or (
                least.to_integral_value(ROUND_CEILING) <= most.to_integral_value(ROUND_FLOOR)
            )
        if not fits:
            return False
    return True


# ------------------------------------------------------------------- numbers that count the same


@dataclass(slots=True)
class _Population:
    """Files that count the same, and nowhere contradict each other."""

    files: list[CountedFile] = field(default_factory=list)
    told: dict[_Key, list[_Number]] = field(default_factory=dict)
    held_back: dict[_Key, list[tuple[CountedFile, Row]]] = field(default_factory=dict)

    def contradicts(self, numbers: Sequence[_Number]) -> bool:
        """Whether another number is known for what any of these are about."""
        return any(
            self.told[one.row.key][0].number != one.number
            for one in numbers
            if one.row.key in self.told
        )


def _sums(files: Sequence[CountedFile], areas: AreaRegister) -> Iterator[Combination]:
    """What follows from the numbers of several files that count the same."""
    populations: dict[tuple[str, str], list[_Population]] = {}
    for file in files:
        for counted, rows in _by_what_they_count(file).items():
            numbers = [
                _Number(number=number, row=row, file=file)
                for row in rows
                if (number := persons(row, file.threshold)) is not None
            ]
            of_the_same = populations.setdefault(counted, [])
            chosen = next(
                (one for one in of_the_same[-MOST_COMPARED:] if not one.contradicts(numbers)), None
            )
            if chosen is None:
                chosen = _Population()
                of_the_same.append(chosen)
            chosen.files.append(file)
            for one in numbers:
                chosen.told.setdefault(one.row.key, []).append(one)
            for row in rows:
                if is_withheld(row):
                    chosen.held_back.setdefault(row.key, []).append((file, row))
    for of_the_same in populations.values():
        for population in of_the_same:
            if len(population.files) > 1:
                yield from _told_elsewhere(population)
                yield from _worked_out(population, areas)


def _by_what_they_count(file: CountedFile) -> Mapping[tuple[str, str], list[Row]]:
    """The rows of a file by what they count, and by their source if that does not tell."""
    counts = file.threshold.values_are_counts
    noun = " ".join(_NUMBER_OF.sub("", file.unit).casefold().split()) if counts else ""
    in_particular = bool(noun) and noun not in _NOBODY_IN_PARTICULAR
    found: dict[tuple[str, str], list[Row]] = {}
    for row in file.rows:
        source = "" if in_particular else without_workings(row.source)
        found.setdefault((noun, source), []).append(row)
    return found


def _told_elsewhere(population: _Population) -> Iterator[Combination]:
    """Numbers that one file holds back and another tells, if the two have any in common."""
    agreeing = {
        (one.file.indicator, other.file.indicator)
        for told in (population.told.values() if population.held_back else ())
        for one in told[:MOST_COMPARED]
        for other in told[:MOST_COMPARED]
    }
    for key, held_back in population.held_back.items():
        for one in population.told.get(key, ()):
            for file, row in held_back[:MOST_COMPARED]:
                same = (one.file.indicator, file.indicator) in agreeing
                if same and not row.status.startswith(FROM_KOLADA):
                    yield Combination(
                        indicator=one.file.indicator,
                        row=one.row,
                        reason=Reason.TELLS,
                        file=file.file,
                        other=row,
                    )


def _worked_out(population: _Population, areas: AreaRegister) -> Iterator[Combination]:
    """Numbers that follow from sums to which several files have a part."""
    told = {key: numbers[0] for key, numbers in population.told.items()}
    rows = [replace(one.row, value=one.number, count=None) for one in told.values()]
    rows += [held_back[0][1] for key, held_back in population.held_back.items() if key not in told]
    by_sum: dict[tuple[Period, str], list[_Number]] = {}
    for key, one in told.items():
        by_sum.setdefault((key[0], key[3]), []).append(one)
    counts = Threshold(
        smallest=population.files[0].threshold.smallest,
        values_are_counts=True,
        count_is_whole=False,
    )
    for found in disclosures(rows, counts, areas):
        if found.reason is not Reason.TELLS:
            continue
        one = told[found.row.key]
        others = [
            other
            for other in by_sum[found.row.period, found.row.group]
            if other.file is not one.file
        ]
        if others:
            near = [other for other in others if other.row.area == found.row.area]
            other = (near or others)[0]
            yield Combination(
                indicator=one.file.indicator,
                row=one.row,
                reason=Reason.TELLS,
                file=other.file.file,
                other=other.row,
            )
