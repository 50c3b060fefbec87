"""Hides values that few persons are behind, and as many more as it takes to keep them hidden.

A value on fewer persons than the threshold is *secret*, and so is one that its file holds back as
confidential. Where values add up to others (women and men to the total, groups to all, the parts of
one kind to the municipality if they are all of it) a secret could be worked out from the rest. So
more is hidden, in three steps that are repeated until nothing is added:

- Where one group of an area is hidden, all are: groups overlap, as ages in classes of five and of
  ten years, and only their names tell which of them add up.
- Where just one of the values that add up is hidden, the next smallest is hidden too.
- Where a secret is still the only solution of the sums, which takes several of them together, one
  more is hidden beside it.

Few persons can also follow from what is told: from a total and the others, from how far the total
lies from the values of women and men, and from a share and the number that it is a share of. A
share tells of two numbers: of those who are, and of those who are not.

The source of a value may tell how it was worked out. Where anything is hidden in a period, that is
left out of every row that could be part of the same sums. The sources of the other rows, of
whatever period and area, then tell no numbers but those that their own value is a share of.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from enum import StrEnum
from fractions import Fraction

from policytrace.measure.areas import AreaRegister
from policytrace.measure.tables import FROM_KOLADA, Row
from policytrace.measure.workings import share_in, without_workings
from policytrace.schema.vocabulary import AreaKind, Sex, ValueStatus
from policytrace.settings import PartKind
from policytrace.values.periods import Period

MOST_UNKNOWN = 1_000
"""More hidden values than this in one period are too many to solve the sums for. Then the whole
period is hidden."""


WHOLE_GROUP = 2
"""A share of nobody or of all tells of each of them. It is not shown of groups smaller than this
many times the threshold."""

_BOTH = 2  # sexes that add up

_HOUSEHOLDS = "hushåll|familjer|households|families"
_PERSONS = (
    "personer|elever|invånare|barn|unga|ungdomar|vuxna|äldre|kvinnor|män|flickor|pojkar|anställda|"
    "medarbetare|deltagare|brukare|klienter|patienter|föräldrar|medborgare|väljare|röstande|"
    "sökande|studenter|arbetslösa|placerade|ledamöter|individer|lärare|chefer|rektorer|"
    "förtroendevalda|besökare|medlemmar|pensionärer|nyanlända|flyktingar|ensamkommande|utsatta|"
    "sjukskrivna|mottagare|röstberättigade|nybörjare|utrikesfödda|inrikesfödda|svarande|"
    "persons|people|pupils|students|inhabitants|residents|children|adults|women|men|girls|boys|"
    "employees|participants|patients|voters|respondents"
)
_COUNTS_PERSONS = re.compile(
    r"(?:(?:antal(?:et)?|number of)[ :]+"
    r"(?:(?!(?:per|för|i|på|till|av|med|for|in|of|with)\b)\w+ ){0,2})?"
    rf"\(?\w*(?:{_PERSONS}|(?P<households>{_HOUSEHOLDS}))\)?"
    r"(?:[ ,(](?!per\b(?! (?:år|läsår|termin|halvår|kvartal|månad|vecka|dag|year|month)\b)).*)?",
    re.IGNORECASE,
)
_OF_ONE = re.compile(r"\b0 ?(?:[-–—]|till|to) ?1\b")
_OF_HUNDRED = re.compile(
    r"procent(?:andel\w*|uell\w*)?\b|\bper ?cent\b|\bpct\b|%(?!-?enhet)", re.IGNORECASE
)
_OF_THOUSAND = re.compile(r"pro ?mille\b|‰", re.IGNORECASE)
_PER = re.compile(
    r"(?:\bper\s+|/\s*)(?:(?P<digits>1(?:[ .\u00a0\u2009\u202f]?0){2,6})(?![0-9])"
    r"|(?P<words>hundra ?tusen|tio ?tusen|tusen|hundra)\b)",
    re.IGNORECASE,
)
_PER_WORDS = {"hundra": "100", "tusen": "1000", "tiotusen": "10000", "hundratusen": "100000"}
_NOT_COUNTED = re.compile(
    r"\b(?:kronor|kr|sek|timmar|dagar|minuter|år|meter|km|hours|days|minutes|years)\b",
    re.IGNORECASE,
)
"""What is measured and not counted, so that it is no share of persons, as kronor per 1 000."""
_IS_PART = re.compile(r"\b(?:andel(?:en|ar)?|share|proportion)\b", re.IGNORECASE)
"""A share that does not say of what: of 1 where no value is larger, else of 100."""
_NOT_THERE = re.compile(
    r"missing|saknas|not (?:available|collected)|ej (?:tillgänglig|insamlad)|no data|ingen uppgift",
    re.IGNORECASE,
)
"""How a source says that a value does not exist. Any other word in a value's place withholds it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Threshold:
    """When a group is too small to be shown."""

    smallest: int
    """Values on fewer persons than this are hidden."""
    values_are_counts: bool = False
    """Whether the values themselves are numbers of persons, so that no other count is needed."""
    count_is_whole: bool = True
    """Whether a count beside a number of persons is of those whom they are part of. The persons in
    households are not."""
    share_of: int = 0
    """What the values are a share of: 1, 100 for per cent, 1000 per 1000; 0 if they are none."""


def threshold_for(
    unit: str, smallest: int, count_units: Container[str], values: Iterable[Decimal] = ()
) -> Threshold:
    """When values in this unit are on too few persons; `count_units` are known to count persons.

    `values` tell whether a share is of 1 or of 100, where the unit does not.
    """
    share_of = _share_of(unit, values)
    if share_of:
        return Threshold(smallest=smallest, share_of=share_of)
    counted = _COUNTS_PERSONS.fullmatch(unit)
    return Threshold(
        smallest=smallest,
        values_are_counts=counted is not None or unit in count_units,
        count_is_whole=counted is None or not counted["households"],
    )


def _share_of(unit: str, values: Iterable[Decimal]) -> int:
    """What values in a unit are a share of; 0 if they are none."""
    for pattern, share_of in ((_OF_HUNDRED, 100), (_OF_THOUSAND, 1_000)):
        if pattern.search(unit):
            return share_of
    if per := _PER.search(unit):
        if _NOT_COUNTED.search(unit, 0, per.start()):
            return 0
        base = per["digits"] or _PER_WORDS[per["words"].casefold().replace(" ", "")]
        return int(re.sub(r"\D", "", base))
    if _OF_ONE.search(unit) or (_IS_PART.search(unit) and max(values, default=2) <= 1):
        return 1
    return 100 if _IS_PART.search(unit) else 0


class Reason(StrEnum):
    """Why a value must not stand where all can read it."""

    FEW = "few"
    """It is on few persons."""
    FEW_OF_THEM = "few_of_them"
    """It is a share, and few persons make it up."""
    FEW_OTHERS = "few_others"
    """It is a share, and few persons are left outside it."""
    ALL_OR_NONE = "all_or_none"
    """It is a share of nobody or all of a small group."""
    FOLLOWS = "follows"
    """The number of persons follows from other rows, and is small."""
    TELLS = "tells"
    """A value that must be hidden can be worked out from it and others."""
    WORKING = "working"
    """Its source tells numbers, and a value of the series is hidden."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Disclosure:
    """A row that tells what must be hidden."""

    row: Row
    reason: Reason
    of: Row | None = None
    """The row of which it tells; None: it is itself, or one that is not there."""


def persons(row: Row, threshold: Threshold) -> Decimal | None:
    """The number of persons that a row tells of; None if it is not known."""
    if threshold.values_are_counts and row.value is not None:
        return row.value
    return None if row.count is None else Decimal(row.count)


def is_too_small(row: Row, threshold: Threshold) -> bool:
    """Whether a row by itself tells of fewer persons than may be shown."""
    return _smallness(row, persons(row, threshold), threshold) is not None


def is_withheld(row: Row) -> bool:
    """Whether the row says, in whatever words, that a value exists and is not shown."""
    if row.status == ValueStatus.CONFIDENTIAL:
        return True
    said = row.status.removeprefix(FROM_KOLADA)
    return row.value is None and said != row.status and not _NOT_THERE.search(said)


def _smallness(row: Row, found: Decimal | None, threshold: Threshold) -> Reason | None:
    """Why a row on so many persons tells of few of them; None if it does not."""
    if found is None:
        return None
    if found < threshold.smallest or (row.count is not None and row.count < threshold.smallest):
        return Reason.FEW
    of_them, others = _parts(row, found, threshold)
    return smallness_of(of_them, others, threshold.smallest)


def smallness_of(of_them: Decimal | None, others: Decimal | None, smallest: int) -> Reason | None:
    """Why it tells of few persons that so many are, and so many are not; None if it does not.

    The numbers are rounded to whole persons: a share is never exact.
    """
    if of_them is None or others is None:
        return None
    inside, outside = round(of_them), round(others)
    if 0 < inside < smallest:
        return Reason.FEW_OF_THEM
    if 0 < outside < smallest:
        return Reason.FEW_OTHERS
    small = inside + outside < WHOLE_GROUP * smallest
    return Reason.ALL_OR_NONE if small and 0 in {inside, outside} else None


def _parts(
    row: Row, found: Decimal, threshold: Threshold
) -> tuple[Decimal, Decimal] | tuple[None, None]:
    """Those who are, and those who are not, of so many persons; None if the row does not tell."""
    if row.value is None:
        return None, None
    if threshold.share_of:
        of_them = row.value * found / threshold.share_of
        return of_them, found - of_them
    if threshold.values_are_counts and threshold.count_is_whole and row.count:
        return row.value, row.count - row.value
    return None, None


def suppress(rows: Iterable[Row], threshold: Threshold, areas: AreaRegister) -> tuple[Row, ...]:
    """The rows, with neither value nor number of persons where they must not be shown.

    Where anything is hidden, no source tells a number that could give it.
    """
    given = tuple(rows)
    if not _tells_of_persons(given, threshold):
        return given
    shown = list(given)
    periods = [
        (places, _Sums([given[place] for place in places], threshold, areas).hidden())
        for places in _by_period(given)
    ]
    if not any(found for _, found in periods):
        return given
    for places, found in periods:
        told = _places(areas, (given[places[number]] for number in found))
        for number, place in enumerate(places):
            row = given[place]
            shown[place] = (
                _hidden(row)
                if number in found
                else _plain(row, None if _place(row, areas) in told else threshold)
            )
    return tuple(shown)


def disclosures(
    rows: Iterable[Row], threshold: Threshold, areas: AreaRegister
) -> Iterator[Disclosure]:
    """What the rows tell that they must not, as they stand in a file that anybody can read."""
    given = tuple(rows)
    if not _tells_of_persons(given, threshold):
        return
    periods = [
        _Sums([given[place] for place in places], threshold, areas) for places in _by_period(given)
    ]
    secret = any(sums.secrets for sums in periods)
    for sums in periods:
        yield from sums.disclosures()
        if not secret:
            continue
        told = _places(areas, (sums.rows[number] for number in sums.secrets))
        for row in sums.rows[: sums.given]:
            if _plain(row, None if _place(row, areas) in told else threshold) != row:
                yield Disclosure(row=row, reason=Reason.WORKING)


def _tells_of_persons(rows: Iterable[Row], threshold: Threshold) -> bool:
    """Whether any row says how many persons it is on, or is held back: else nothing is secret."""
    return threshold.values_are_counts or any(
        row.count is not None or is_withheld(row) for row in rows
    )


def withheld(row: Row) -> Row:
    """The row as if its file held it back."""
    return replace(row, value=None, count=None, status=ValueStatus.CONFIDENTIAL)


def _by_period(rows: Sequence[Row]) -> Iterable[list[int]]:
    found: dict[Period, list[int]] = {}
    for place, row in enumerate(rows):
        found.setdefault(row.period, []).append(place)
    return found.values()


def _hidden(row: Row) -> Row:
    """The row without value; what Kolada says of one that it withholds itself stays."""
    plain = _plain(row, None)
    if is_withheld(row) and plain.status:
        return replace(plain, count=None)
    return withheld(plain)


def _plain(row: Row, its_own: Threshold | None) -> Row:
    """The row without anything that tells how it was worked out.

    Given the threshold of its values, what its own value is a share of stays.
    """
    if its_own is not None and _tells_only_of_itself(row, its_own):
        return row
    said = row.status.removeprefix(FROM_KOLADA)
    status = "" if said != row.status and without_workings(said) != said else row.status
    return replace(row, source=without_workings(row.source), status=status)


def _tells_only_of_itself(row: Row, threshold: Threshold) -> bool:
    """Whether the numbers in a source are those that the row's own value is a share of."""
    told = share_in(row.source)
    if told is None or row.value is None or row.status.startswith(FROM_KOLADA):
        return False
    part, whole = told
    half = Decimal(1).scaleb(_exponent(row.value)) / 2
    return bool(whole) and abs((threshold.share_of or 1) * part / whole - row.value) <= half


def _place(row: Row, areas: AreaRegister) -> str:
    """Where a value can be worked out from others: the municipality with its parts are one."""
    area = areas.areas.get(row.area)
    return "" if area is not None and area.is_own else row.area


def _places(areas: AreaRegister, rows: Iterable[Row]) -> frozenset[str]:
    return frozenset(_place(row, areas) for row in rows)


@dataclass(slots=True)
class _Sum:
    """Rows that add up, by their numbers."""

    kind: str
    """What they are parts in respect of: ``sex``, ``group``, or ``area`` for one kind of parts."""
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
        self.threshold = threshold
        self.given = len(rows)
        follows = list(_left_over(rows, threshold, areas))
        there = {(row.area, row.sex, row.group): number for number, row in enumerate(rows)}
        self.rows = [
            *rows,
            *(row for row in follows if (row.area, row.sex, row.group) not in there),
        ]
        self.rank = [_rank(row, threshold, areas) for row in self.rows]
        self.blank = {
            number
            for number, row in enumerate(self.rows)
            if row.value is None and row.count is None
        }
        sums: dict[tuple[str, ...], _Sum] = {}
        memberships: list[list[_Sum]] = [[] for _ in self.rows]
        self.groups: dict[tuple[str, Sex], list[int]] = {}
        wholes = [one.kind for one in areas.divisions if one.kind.whole]
        for number, row in enumerate(self.rows):
            for key, is_whole in _memberships(row, areas, wholes):
                found = sums.setdefault(key, _Sum(kind=key[0]))
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
        self.persons = self._all_persons()
        self.small = {
            number: reason
            for number, row in enumerate(self.rows)
            if (reason := _smallness(row, self.persons.get(number), threshold)) is not None
        }
        for row in follows:
            if (row.area, row.sex, row.group) in there:
                self.small.setdefault(there[row.area, row.sex, row.group], Reason.FEW)
        self.secret = [
            number
            for number, row in enumerate(self.rows)
            if number in self.small or is_withheld(row)
        ]
        self.secrets = frozenset(self.secret)

    def _all_persons(self) -> dict[int, Decimal]:
        """The persons behind each row as far as the file tells, directly or by its sums."""
        known = {
            number: found
            for number, row in enumerate(self.rows)
            if (found := persons(row, self.threshold)) is not None
        }
        waiting = [one for one in self.sums if one.whole is not None]
        while waiting:
            before = len(known)
            for one in waiting:
                known |= self._following(one, known)
            if len(known) == before:
                break
            waiting = [one for one in waiting if any(part not in known for part in one.members())]
        return known

    def _following(self, one: _Sum, known: Mapping[int, Decimal]) -> dict[int, Decimal]:
        """What a sum tells of the persons behind its members."""
        whole = one.whole
        unknown = [part for part in one.parts if part not in known]
        if whole is None or not unknown:
            return {}
        if whole not in known:
            return {}
        rest = known[whole] - sum(known[part] for part in one.parts if part in known)
        if len(unknown) == 1:
            return {unknown[0]: rest} if rest >= 0 else {}
        if one.kind == "sex" and len(unknown) == len(one.parts) == _BOTH:
            return _by_mean(
                known[whole], self.rows[whole].value, {part: self.rows[part] for part in unknown}
            )
        return {}

    def disclosures(self) -> Iterator[Disclosure]:
        """What the rows tell that they must not, each row for one reason.

        What a value tells of another that stands in the file itself is only its consequence.
        """
        withheld = []
        for number in self.secret:
            row = self.rows[number]
            if row.value is None and row.count is None:
                withheld.append(number)
            elif number in self.small:
                direct = persons(row, self.threshold) is not None
                reason = self.small[number] if direct else Reason.FOLLOWS
                yield Disclosure(row=row, reason=reason)
        gone = set(self.secrets)
        while exposed := self._told(withheld, gone):
            beside = [(self._beside([number], gone)[:1], number) for number in exposed]
            added = {found[0]: number for found, number in beside if found}
            if not added:
                return
            for found, number in sorted(added.items()):
                gone.add(found)
                yield Disclosure(
                    row=self.rows[found],
                    reason=Reason.TELLS,
                    of=self.rows[number] if number < self.given else None,
                )

    def _told(self, withheld: Iterable[int], gone: set[int]) -> list[int]:
        """Those of the withheld values that can be worked out from what the file has besides.

        Groups may overlap, so their sum counts only where what is left is a small number. What
        Kolada has published is for all to see there.
        """
        unknown = self.blank | gone
        equations = [
            one.signs(unknown)
            for one in self.sums
            if one.whole is not None and (one.kind != "group" or self._few_left(one, unknown))
        ]
        solved = _solved(equations)
        return [
            number
            for number in withheld
            if number in solved and not self.rows[number].status.startswith(FROM_KOLADA)
        ]

    def _few_left(self, one: _Sum, unknown: Container[int]) -> bool:
        hidden = [part for part in one.parts if part in unknown]
        return len(hidden) == 1 and self.small.get(hidden[0]) is Reason.FEW

    def hidden(self) -> set[int]:
        """The numbers of the rows that are not shown."""
        hidden: set[int] = set()
        waiting = self.secret
        while waiting:
            self._hide(waiting, hidden)
            if len(hidden) > MOST_UNKNOWN:
                return set(range(self.given))
            waiting = self._beside(self._exposed(hidden), hidden)
        return {number for number in hidden if number < self.given}

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


def _left_over(rows: Sequence[Row], threshold: Threshold, areas: AreaRegister) -> Iterator[Row]:
    """Rows that tell nothing, but of whose few persons the others tell: a total less its parts.

    They tell of all persons, of those whom a share is of, and of those whom it is not of.
    """
    half = half_step(rows)
    known = {
        (row.area, row.sex, row.group): (row, _whole_numbers(row, threshold, half)) for row in rows
    }
    there = {
        (row.area, row.sex, row.group)
        for row in rows
        if row.value is not None or row.count is not None or is_withheld(row)
    }
    divisions = [one.keys for one in areas.divisions if one.kind.whole]
    for (area, sex, group), (row, numbers) in known.items():
        ways: list[list[tuple[str, Sex, str]]] = []
        if sex is Sex.TOTAL:
            ways.append([(area, one, group) for one in (Sex.WOMEN, Sex.MEN)])
        if areas.home is not None and area == areas.home.name:
            ways += [[(part, sex, group) for part in parts] for parts in divisions]
        for parts in ways:
            absent = [part for part in parts if part not in there]
            present = [known[part][1] for part in parts if part in there]
            if absent and present and _is_few_left(numbers, present, threshold.smallest):
                name, one, _ = absent[0]
                yield withheld(replace(row, area=name, sex=one))


_Numbers = tuple[Decimal | None, Decimal | None, Decimal | None]
"""All persons that a row tells of, those who are, and those who are not; None: it does not tell."""


def _whole_numbers(row: Row, threshold: Threshold, half: Decimal) -> _Numbers:
    """The numbers of persons that follow from a row whose value is rounded by at most `half`."""
    found = persons(row, threshold)
    if found is None:
        return None, None, None
    of_them, others = _parts(row, found, threshold)
    if of_them is None or others is None:
        return found, None, None
    if threshold.share_of:
        by = half * found / threshold.share_of
        number = only_whole(of_them - by, of_them + by)
        return found, number, None if number is None else found - number
    return found, None, others


def only_whole(least: Decimal, most: Decimal) -> Decimal | None:
    """The only whole number from one number to another; None if there is not just one."""
    if not most.is_finite():
        return None
    first, last = least.to_integral_value(ROUND_CEILING), most.to_integral_value(ROUND_FLOOR)
    return first if first == last else None


def half_step(rows: Iterable[Row]) -> Decimal:
    """Half of one in the last decimal that values are given with: as much as they are rounded by.

    Files hold no zeros at the end of a number, so it takes all values to know.
    """
    places = max((-_exponent(row.value) for row in rows if row.value is not None), default=0)
    return Decimal(1).scaleb(-max(places, 0)) / 2


def _is_few_left(whole: _Numbers, parts: Sequence[_Numbers], smallest: int) -> bool:
    """Whether parts of a whole leave few persons, in any of the numbers that all of them tell."""
    for total, *each in zip(whole, *parts, strict=True):
        known = [one for one in each if one is not None]
        if total is not None and len(known) == len(each) and 0 < total - sum(known) < smallest:
            return True
    return False


def _by_mean(whole: Decimal, mean: Decimal | None, parts: Mapping[int, Row]) -> dict[int, Decimal]:
    """The persons behind two values, as far as they follow from the mean of both and are few.

    The values may be rounded: what is given is the most that there can be.
    """
    (first, one), (second, other) = parts.items()
    if mean is None or one.value is None or other.value is None:
        return {}
    values = (mean, one.value, other.value)
    step = Decimal(1).scaleb(min(_exponent(value) for value in values))
    apart = abs(one.value - other.value) - step
    if apart <= 0 or not min(one.value, other.value) <= mean <= max(one.value, other.value):
        return {}
    most = {
        first: whole * (abs(mean - other.value) + step) / apart,
        second: whole * (abs(mean - one.value) + step) / apart,
    }
    few = min(most, key=most.__getitem__)
    return {few: most[few]} if most[few] < whole / 2 else {}


def _exponent(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0


def _memberships(
    row: Row, areas: AreaRegister, wholes: Iterable[PartKind]
) -> Iterator[tuple[tuple[str, ...], bool]]:
    """The sums that this row's value has a part in, and whether it is the whole of them.

    Parts of one kind add up to the municipality if they are the `wholes` of it. Those of two kinds
    are never added: they overlap.
    """
    yield ("sex", row.area, row.group), row.sex is Sex.TOTAL
    yield ("group", row.area, row.sex), not row.group
    area = areas.areas.get(row.area)
    if area is None:
        return
    if isinstance(area.kind, PartKind):
        if area.kind.whole:
            yield ("area", area.kind.word, row.sex, row.group), False
    elif area.kind is AreaKind.MUNICIPALITY:
        for one in wholes:
            yield ("area", one.word, row.sex, row.group), True


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
