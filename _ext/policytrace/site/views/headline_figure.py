"""The headline figure of an indicator: what its values say first, and the chart that shows it.

What is said is the largest difference that is known in the latest period: between women and men, or
between the municipality and another area. Where none is known it is how the value has changed, how
far apart the parts of the municipality are, or the value alone.
"""

from __future__ import annotations

import gettext
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import IntEnum
from fractions import Fraction
from weakref import WeakKeyDictionary

from policytrace.charts.model import Chart
from policytrace.charts.numerals import rounded_to
from policytrace.measure.areas import AreaRegister, Division
from policytrace.measure.performance import is_outdated
from policytrace.measure.series import Series
from policytrace.measure.target_specs import governs, is_background, target_spec_of, unit_of
from policytrace.messages import Message, Sayable, message
from policytrace.plan.model import Item
from policytrace.schema.roles import FieldName, Role
from policytrace.schema.typed import Unit
from policytrace.schema.vocabulary import AreaKind, Interval, Sex
from policytrace.schema.words import Words
from policytrace.settings import PartKind
from policytrace.site.views.indicator_drawing import drawn
from policytrace.site.views.indicator_figures import (
    Figure,
    OverTime,
    SexesBeside,
    beside_figure,
    changed_figure,
    over_time,
    parts_figure,
    sexes_figure,
    shows_sexes,
)
from policytrace.site.views.indicator_words import (
    Initial,
    Shortest,
    period_name,
    quantity,
)
from policytrace.snapshot import Snapshot
from policytrace.values.numbers import Number, shared_decimals
from policytrace.values.periods import Period

MOST_WORDS = 15
"""A title longer than this is not read at a glance (ONS: charts' titles)."""

ALIKE = Fraction(5, 100)
"""Values of parts that differ by less, as a share of the larger, are about the same."""

SWING = Decimal("0.25")
"""Values that have been further beyond the first and the last, as a share of the change between
them, have not just gone up or down."""

_COMPARED = (AreaKind.COUNTRY, AreaKind.COUNTY, AreaKind.COMPARISON)
_YEARS_UNTIL_PAST = 2
"""What is older than this is told in the past tense, with its period."""


class FindingKind(IntEnum):
    """What a finding is about; the lower, the more it says of equality."""

    SEXES = 1
    """Women beside men."""
    AREAS = 2
    """The municipality beside another area."""
    CHANGE = 3
    """The municipality now and before."""
    PARTS = 4
    """How far apart the parts of the municipality are."""
    VALUE = 5
    """A value by itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadlineFigure:
    """What an indicator says first, with the chart that shows it."""

    indicator: Item
    kind: FindingKind
    finding: Sayable
    """In at most `MOST_WORDS` words."""
    subtitle: Sayable
    """What is measured, where and when."""
    scope: Sayable
    """Where and when, for where it is said what is measured."""
    figure: Figure
    period: Period
    """The latest that the finding is about."""
    size: Fraction
    """The difference as a share of the larger of the two values, from 0 to 1 or more."""
    is_preliminary: bool
    """Whether any value in the finding may still change."""
    is_outdated: bool
    """Whether a newer value should be known by now."""

    @property
    def chart_name(self) -> str:
        """The name that the template knows its chart by."""
        return f"huvud-{self.indicator.id.lower()}"

    @property
    def period_name(self) -> Message:
        """The period as people say it."""
        return period_name(self.period)

    @property
    def division(self) -> PartKind | None:
        """The kind of parts of the municipality that it is about; None: all of it."""
        return None if isinstance(self.figure, OverTime) else self.figure.division

    @property
    def is_difference(self) -> bool:
        """Whether it says that two values differ."""
        if self.kind is FindingKind.PARTS:
            return self.size >= ALIKE
        return self.kind in (FindingKind.SEXES, FindingKind.AREAS) and bool(self.size)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Candidate:
    """A candidate: what can be said of an indicator."""

    kind: FindingKind
    ways: tuple[Message, ...]
    """How to say it, the best first: the first that is short enough is said."""
    places: tuple[str, ...]
    period: Period
    size: Fraction
    figure: Figure
    is_preliminary: bool


_KNOWN: WeakKeyDictionary[Snapshot, dict[str, HeadlineFigure | None]] = WeakKeyDictionary()
"""What has been worked out: many pages show the same figure."""


def headline_figure(snapshot: Snapshot, indicator: Item) -> HeadlineFigure | None:
    """What `indicator` says first; None if it has no value that may be shown."""
    known = _KNOWN.setdefault(snapshot, {})
    if indicator.id not in known:
        known[indicator.id] = _headline_figure(snapshot, indicator)
    return known[indicator.id]


def finding_in_parts(snapshot: Snapshot, indicator: Item, division: Division) -> Sayable | None:
    """How far apart the parts of a kind are, with what is measured; None without a value."""
    reading = _reading(snapshot, indicator)
    found = _of_parts(reading, division) if reading else None
    return Shortest(tuple(map(Initial, found.ways)), MOST_WORDS) if found else None


def _reading(snapshot: Snapshot, indicator: Item) -> _Reading | None:
    measured = snapshot.measurements
    series, areas = measured.series(indicator.id), measured.areas
    if areas.home is None or not series.rows:
        return None
    return _Reading(
        indicator=indicator,
        series=series,
        areas=areas,
        words=measured.words,
        home=areas.home.name,
        unit=unit_of(indicator),
        name=indicator.text(FieldName.SHORT_NAME),
        today=snapshot.today,
    )


def _headline_figure(snapshot: Snapshot, indicator: Item) -> HeadlineFigure | None:
    reading = _reading(snapshot, indicator)
    found = _chosen(reading) if reading else None
    if reading is None or found is None:
        return None
    interval = indicator.value(FieldName.INTERVAL, Interval)
    scope = _scope(reading, found)
    return HeadlineFigure(
        indicator=indicator,
        kind=found.kind,
        finding=Shortest(tuple(map(Initial, found.ways)), MOST_WORDS),
        subtitle=message("{measure}. {scope}", measure=indicator.title, scope=scope),
        scope=scope,
        figure=found.figure,
        period=found.period,
        size=found.size,
        is_preliminary=found.is_preliminary,
        is_outdated=is_outdated(
            found.period, interval.months if interval else None, snapshot.today
        ),
    )


def _scope(reading: _Reading, found: _Candidate) -> Message:
    """Where and when; and that nothing is known of the whole, if so it is."""
    places, period = ", ".join(found.places), period_name(found.period)
    if found.kind is FindingKind.PARTS and not any(
        reading.series.values(reading.home, sex) for sex in Sex
    ):
        return message(
            "{places}, {period}. There is no value for all of {home}.",
            places=places,
            period=period,
            home=reading.home,
        )
    return message("{places}, {period}.", places=places, period=period)


def telling_figures(snapshot: Snapshot, number: int) -> tuple[HeadlineFigure, ...]:
    """At most `number` differences that are known, for those who have never been here.

    In turn from each priority: first what is not outdated, then what governs it, then what is not
    about parts of the municipality, then the newest and the largest. What
    tells who lives in an area is never among them, nor what has no difference to show.
    """
    by_priority: dict[str, list[HeadlineFigure]] = {
        priority.id: [] for priority in snapshot.graph.of_role(Role.PRIORITY)
    }
    for indicator in snapshot.graph.of_role(Role.INDICATOR):
        if is_background(indicator):
            continue
        found = headline_figure(snapshot, indicator)
        if found is None or not found.is_difference:
            continue
        for priority in snapshot.priorities_of.get(indicator.id, ()):
            by_priority[priority.id].append(found)
    queues = [sorted(found, key=telling_order) for found in by_priority.values() if found]
    chosen: dict[str, HeadlineFigure] = {}
    while any(queues) and len(chosen) < number:
        for queue in queues:
            while queue and queue[0].indicator.id in chosen:
                queue.pop(0)
            if queue and len(chosen) < number:
                one = queue.pop(0)
                chosen[one.indicator.id] = one
    return tuple(chosen.values())


def headline_charts(
    figures: Iterable[HeadlineFigure | None], translations: gettext.NullTranslations
) -> Mapping[str, Chart]:
    """The charts of headline figures, by the names that templates know them by.

    A value by itself needs no picture.
    """
    named = [
        replace(one.figure, name=one.chart_name)
        for one in figures
        if one is not None and one.kind is not FindingKind.VALUE
    ]
    return drawn(named, translations)


def telling_order(one: HeadlineFigure) -> tuple[bool, bool, bool, int, Fraction, str]:
    """What sorts figures by how much they say: the one that says most comes first."""
    return (
        one.is_outdated,
        not governs(one.indicator),
        one.kind is FindingKind.PARTS,
        -one.period.end.toordinal(),
        -one.size,
        one.indicator.id,
    )


# --------------------------------------------------------------------- what can be said


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reading:
    """An indicator, and what its values are read with."""

    indicator: Item
    series: Series
    areas: AreaRegister
    words: Words
    home: str
    unit: Unit
    name: str
    """What the measure is called within a sentence; empty if the project has not said."""
    today: date

    def is_past(self, period: Period) -> bool:
        """Whether what is true of a period is told in the past tense."""
        return self.today.year - period.end.year > _YEARS_UNTIL_PAST

    def called(self, area: str) -> str:
        """An area within a sentence: one that is called by its kind has no capital."""
        known = self.areas.areas.get(area)
        if known is not None and isinstance(known.kind, AreaKind):
            word = self.words.of(known.kind)
            if word.casefold() == area.casefold():
                return word
        return area


def _chosen(reading: _Reading) -> _Candidate | None:
    differences = [one for one in (_sexes(reading), _areas(reading)) if one]
    if differences:
        newest = max(one.period for one in differences)
        return max(
            (one for one in differences if one.period == newest),
            key=lambda one: (one.size, -one.kind),
        )
    return next(iter((*_changes(reading), *_parts(reading), *_single(reading))), None)


def _sexes(reading: _Reading) -> _Candidate | None:
    series, home = reading.series, reading.home
    women, men = series.values(home, Sex.WOMEN), series.values(home, Sex.MEN)
    period = max(women.keys() & men.keys(), default=None)
    if period is None or not _is_latest(reading, period):
        return None
    figure: Figure | None = _drawn_over_time(reading)
    if not isinstance(figure, OverTime) or not shows_sexes(figure):
        figure = sexes_figure(series, reading.areas, reading.unit)
    if figure is None:
        return None
    a, b = women[period], men[period]
    if a == b:
        relation = message("the same for women and men")
    elif a > b:
        relation = message("higher for women than for men")
    else:
        relation = message("lower for women than for men")
    return _Candidate(
        kind=FindingKind.SEXES,
        ways=_compared(reading, relation, _two(a, b, reading.unit), period),
        places=(home, *_others_drawn(reading, figure)),
        period=period,
        size=_size(a, b),
        figure=figure,
        is_preliminary=_is_preliminary(reading, period, (home, Sex.WOMEN), (home, Sex.MEN)),
    )


def _areas(reading: _Reading) -> _Candidate | None:
    series, home = reading.series, reading.home
    own = series.values(home, Sex.TOTAL)
    period = max(own, default=None)
    if period is None:
        return None
    other = next(
        (
            area.name
            for kind in _COMPARED
            for area in reading.areas.of_kind(kind)
            if period in series.values(area.name, Sex.TOTAL)
        ),
        None,
    )
    if other is None:
        return None
    a, b = own[period], series.values(other, Sex.TOTAL)[period]
    called = reading.called(other)
    if a == b:
        relation = message("the same in {home} as in {other}", home=home, other=called)
    elif a > b:
        relation = message("higher in {home} than in {other}", home=home, other=called)
    else:
        relation = message("lower in {home} than in {other}", home=home, other=called)
    figure = _drawn_over_time(reading) or beside_figure(series, reading.areas, reading.unit, home)
    if figure is None:
        return None
    return _Candidate(
        kind=FindingKind.AREAS,
        ways=_compared(reading, relation, _two(a, b, reading.unit), period),
        places=(home, *_others_drawn(reading, figure)),
        period=period,
        size=_size(a, b),
        figure=figure,
        is_preliminary=_is_preliminary(reading, period, (home, Sex.TOTAL), (other, Sex.TOTAL)),
    )


def _changes(reading: _Reading) -> Iterator[_Candidate]:
    for sex in (Sex.TOTAL, Sex.WOMEN, Sex.MEN):
        values = reading.series.values(reading.home, sex)
        if len(values) < 2:  # noqa: PLR2004 - before and now
            continue
        spec = target_spec_of(reading.indicator)
        last = max(values)
        first = spec.baseline if spec.baseline in values and spec.baseline != last else min(values)
        assert first is not None  # noqa: S101 - there are values
        before, now = values[first], values[last]
        figure = _drawn_over_time(reading) or changed_figure(
            reading.series, reading.unit, reading.home
        )
        if figure is None:
            return
        yield _Candidate(
            kind=FindingKind.CHANGE,
            ways=_swung(reading, values, first)
            if _swings(values, first)
            else _changed(reading, (first, before), (last, now)),
            places=(reading.home,),
            period=last,
            size=_size(before, now),
            figure=figure,
            is_preliminary=_is_preliminary(reading, last, (reading.home, sex)),
        )


def _parts(reading: _Reading) -> Iterator[_Candidate]:
    for division in reading.areas.divisions:
        found = _of_parts(reading, division)
        if found:
            yield found


def _of_parts(reading: _Reading, division: Division) -> _Candidate | None:
    figure = parts_figure(reading.series, reading.areas, division, reading.unit)
    if figure is None:
        return None
    values = [bar.cell.value for bar in figure.bars if bar.cell.value is not None]
    low, high = min(values), max(values)
    return _Candidate(
        kind=FindingKind.PARTS,
        ways=_apart(reading, low, high, figure.period, division, len(values))
        if len(values) > 1
        else (message("{text}", text=figure.title),),
        places=(reading.home, division.kind.plural),
        period=figure.period,
        size=_size(low, high),
        figure=figure,
        is_preliminary=any(bar.cell.is_preliminary for bar in figure.bars),
    )


def _single(reading: _Reading) -> Iterator[_Candidate]:
    for sex in (Sex.TOTAL, Sex.WOMEN, Sex.MEN):
        values = reading.series.values(reading.home, sex)
        if not values:
            continue
        last = max(values)
        figure = changed_figure(reading.series, reading.unit, reading.home)
        if figure is not None:
            yield _Candidate(
                kind=FindingKind.VALUE,
                ways=_alone(reading, values[last], last),
                places=(reading.home,),
                period=last,
                size=Fraction(0),
                figure=figure,
                is_preliminary=_is_preliminary(reading, last, (reading.home, sex)),
            )


def _is_latest(reading: _Reading, period: Period) -> bool:
    """Whether the municipality has no newer value of any kind."""
    return all(
        period >= max(values) for sex in Sex if (values := reading.series.values(reading.home, sex))
    )


def _others_drawn(reading: _Reading, figure: Figure) -> tuple[str, ...]:
    """The other areas that a chart shows, as they are called within a sentence."""
    if isinstance(figure, SexesBeside):
        drawn = tuple(row.area for row in figure.rows)
    else:
        drawn = figure.compared
    return tuple(reading.called(area) for area in drawn if area != reading.home)


def _drawn_over_time(reading: _Reading) -> OverTime | None:
    spec = target_spec_of(reading.indicator)
    return over_time(reading.series, reading.areas, spec, reading.unit, reading.home)


def _is_preliminary(reading: _Reading, period: Period, *lines: tuple[str, Sex]) -> bool:
    """Whether the value of any of these areas and sexes may change."""
    found = (reading.series.line(area, sex).get(period) for area, sex in lines)
    return any(row.is_preliminary for row in found if row)


def _size(a: Decimal, b: Decimal) -> Fraction:
    largest = max(abs(a), abs(b))
    return Fraction(abs(a - b)) / Fraction(largest) if largest else Fraction(0)


# ------------------------------------------------------------------------------- in words


def _two(a: Decimal, b: Decimal, unit: Unit) -> Message:
    decimals = _decimals(a, b)
    if a == b:
        return quantity(a, unit, decimals)
    return message(
        "{first} and {second}",
        first=Number(a, decimals, fixed=True),
        second=quantity(b, unit, decimals),
    )


def _edges(reading: _Reading) -> tuple[Decimal, ...]:
    """What a value must not seem to have reached when it has not: the target, and all of 100."""
    target = target_spec_of(reading.indicator).target
    whole = (Decimal(100),) if reading.unit.is_per_cent else ()
    return (*whole, target.low, target.high) if target else whole


def _decimals(*values: Decimal, edges: Collection[Decimal] = ()) -> int:
    """One number for all, as few as let them be told apart, and no more than any of them has.

    None for thousands, one for tens, else two; more, if a value would seem to be at an edge.
    """
    largest = max((abs(value) for value in values), default=Decimal(0))
    fewest = next((places for least, places in ((1000, 0), (10, 1)) if largest >= least), 2)
    different = len(set(values))
    return next(
        (
            places
            for places in range(min(fewest, shared_decimals(*values)), 7)
            if len({rounded_to(value, places) for value in values}) == different
            and all(rounded_to(value, places) or not value for value in values)
            and not any(rounded_to(one, places) == edge != one for one in values for edge in edges)
        ),
        6,
    )


def _compared(
    reading: _Reading, relation: Message, numbers: Message, period: Period
) -> tuple[Message, ...]:
    """That the measure is (was) higher, lower or the same for one than for another."""
    when = period_name(period)
    said = message("{relation}, {numbers}", relation=relation, numbers=numbers)
    bare = (
        message("{relation}: {numbers}, {period}", relation=relation, numbers=numbers, period=when),
        message("{relation}: {numbers}", relation=relation, numbers=numbers),
    )
    dated = message("{finding} ({period})", finding=said, period=when)
    about = tuple(_of_measure(reading, one) for one in (dated, said))
    if not reading.name:
        return (*about, *bare)
    if reading.is_past(period):
        named = message(
            "In {period} {measure} was {relation}: {numbers}",
            period=when,
            measure=reading.name,
            relation=relation,
            numbers=numbers,
        )
    else:
        named = message(
            "{measure} is {relation}: {numbers}",
            measure=reading.name,
            relation=relation,
            numbers=numbers,
        )
    return (named, *about, *bare)


def _of_measure(reading: _Reading, finding: Message) -> Message:
    """A finding that is no whole sentence, after what it is about."""
    measure = reading.name or reading.indicator.title
    return message("{measure}: {finding}", measure=measure, finding=finding)


def _ways(reading: _Reading, named: Message | None, *bare: Message) -> tuple[Message, ...]:
    """A sentence if there is one, then findings with what they are about, then without."""
    about = (_of_measure(reading, one) for one in bare)
    return (*((named,) if named and reading.name else ()), *about, *bare)


def _swings(values: Mapping[Period, Decimal], first: Period) -> bool:
    """Whether values since `first` have been far beyond both the first and the last of them."""
    since = [value for period, value in values.items() if period >= first]
    ends = values[first], values[max(values)]
    beyond = max(max(since) - max(ends), min(ends) - min(since))
    return beyond > SWING * abs(ends[1] - ends[0]) and beyond > 0


def _swung(
    reading: _Reading, values: Mapping[Period, Decimal], first: Period
) -> tuple[Message, ...]:
    """The latest value, and between which ones it has been: no way up or down leads there."""
    last = max(values)
    since = [value for period, value in values.items() if period >= first]
    low, high = min(since), max(since)
    decimals = _decimals(values[last], low, high, edges=_edges(reading))
    now = quantity(values[last], reading.unit, decimals)
    lowest, highest = (Number(value, decimals, fixed=True) for value in (low, high))
    bare = message(
        "{now} in {last}, between {low} and {high} since {first}",
        now=now,
        last=period_name(last),
        low=lowest,
        high=highest,
        first=period_name(first),
    )
    short = message(
        "{now}, between {low} and {high} since {first}",
        now=now,
        low=lowest,
        high=highest,
        first=period_name(first),
    )
    return _ways(reading, None, bare, short)


def _changed(
    reading: _Reading, start: tuple[Period, Decimal], end: tuple[Period, Decimal]
) -> tuple[Message, ...]:
    """How the measure has changed from one period to another."""
    (first, before), (last, now) = start, end
    if before == now:
        return _unchanged(reading, first, last, quantity(now, reading.unit, _decimals(now)))
    decimals = _decimals(before, now, edges=_edges(reading))
    was, is_ = Number(before, decimals, fixed=True), quantity(now, reading.unit, decimals)
    since, until = period_name(first), period_name(last)
    if now > before:
        bare = message(
            "up from {before} to {now} between {first} and {last}",
            before=was,
            now=is_,
            first=since,
            last=until,
        )
        short = message("up from {before} to {now} since {first}", before=was, now=is_, first=since)
        named = message(
            "{measure} went up from {before} to {now} between {first} and {last}",
            measure=reading.name,
            before=was,
            now=is_,
            first=since,
            last=until,
        )
    else:
        bare = message(
            "down from {before} to {now} between {first} and {last}",
            before=was,
            now=is_,
            first=since,
            last=until,
        )
        short = message(
            "down from {before} to {now} since {first}", before=was, now=is_, first=since
        )
        named = message(
            "{measure} went down from {before} to {now} between {first} and {last}",
            measure=reading.name,
            before=was,
            now=is_,
            first=since,
            last=until,
        )
    return _ways(reading, named, bare, short)


def _unchanged(reading: _Reading, first: Period, last: Period, now: Message) -> tuple[Message, ...]:
    bare = message(
        "the same in {last} as in {first}: {now}",
        last=period_name(last),
        first=period_name(first),
        now=now,
    )
    named = message(
        "{measure} was {now} in {last}, the same as in {first}",
        measure=reading.name,
        now=now,
        last=period_name(last),
        first=period_name(first),
    )
    return _ways(reading, named, bare)


def _apart(
    reading: _Reading, low: Decimal, high: Decimal, period: Period, division: Division, number: int
) -> tuple[Message, ...]:
    """How far apart parts are. Which of them has which value is not said."""
    decimals = _decimals(low, high)
    areas, count, when = division.kind.plural, str(number), period_name(period)
    lowest, highest = Number(low, decimals, fixed=True), quantity(high, reading.unit, decimals)
    if low == high:
        named = message(
            "{measure} is the same in {number} {areas}: {value}",
            measure=reading.name,
            number=count,
            areas=areas,
            value=highest,
        )
        short = message(
            "the same in {number} {areas}, {value}", number=count, areas=areas, value=highest
        )
    elif _size(low, high) < ALIKE:
        named = message(
            "{measure} is about the same in {number} {areas}: {low}–{high}",
            measure=reading.name,
            number=count,
            areas=areas,
            low=lowest,
            high=highest,
        )
        short = message(
            "about the same in {number} {areas}, {low}–{high}",
            number=count,
            areas=areas,
            low=lowest,
            high=highest,
        )
    else:
        named = message(
            "{measure} is between {low} and {high} in {number} {areas}",
            measure=reading.name,
            low=lowest,
            high=highest,
            number=count,
            areas=areas,
        )
        short = message(
            "between {low} and {high} in {number} {areas}",
            low=lowest,
            high=highest,
            number=count,
            areas=areas,
        )
    dated = message("{finding} ({period})", finding=short, period=when)
    return _ways(reading, None if reading.is_past(period) else named, dated, short)


def _alone(reading: _Reading, value: Decimal, period: Period) -> tuple[Message, ...]:
    said = quantity(value, reading.unit, _decimals(value, edges=_edges(reading)))
    when = period_name(period)
    bare = message("{value} in {home}, {period}", value=said, home=reading.home, period=when)
    if reading.is_past(period):
        named = message(
            "In {period} {measure} in {home} was {value}",
            period=when,
            measure=reading.name,
            home=reading.home,
            value=said,
        )
    else:
        named = message(
            "{measure} in {home} is {value}", measure=reading.name, home=reading.home, value=said
        )
    return _ways(reading, named, bare)
