"""What the values of an indicator say of its target: the one table of rules.

Each measure (a value, or the gap between women and men) is judged by its *distance* to the target,
so that a gap that turns round is a gap, and balance has two sides. *Covered* is the part of the
distance that has been covered since the baseline, *expected* the part of the time that has passed,
both as shares from 0 to 1: the straight line from the baseline to the target. Where values are to
be reached on the way, each by its year, the line goes through them, and *expected* is what it asks
for. The first rule that fits gives the verdict:

1. no value for the measure: no data; but no target, if none is set and parts have values
2. the target year has ended, or the latest value is for it, and the distance is not 0: not reached
3. an older value than the interval between values allows: outdated
4. no target, no value for the baseline, or no time between the two: no target; but wrong way, if
   the measure has become worse by more than the margin since the first value that is known
5. no value after the baseline: too early, since nothing has been compared
6. the distance is 0: reached
7. the distance has grown by more than the margin: wrong way
8. covered at least as much as expected, less the margin, and not less than nothing: on track
9. covered no more than the margin: unchanged
10. anything else: too slow

The margin is 5 % of the way, but never less than one step of the last decimal that the values have:
values go up and down by chance, and a value that is rounded must not decide.

A target may be other values instead of a number: the country's or those of similar municipalities
in the same period, or the value before, which is to be surpassed. And it may be for every area, so
that the one furthest from it decides: which one that is, is not told, but how many there are that
have not reached it. Parts of two kinds are judged apart, each kind by itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from itertools import pairwise

from policytrace.measure.areas import NO_OTHERS, Division, OtherAreas
from policytrace.measure.series import Series
from policytrace.measure.targets import Target, target_of
from policytrace.messages import Message, message
from policytrace.schema.vocabulary import (
    Direction,
    Sex,
    TargetAgainst,
    TargetScope,
    Verdict,
)
from policytrace.values.bands import EQUAL, Band
from policytrace.values.numbers import Number
from policytrace.values.periods import Period, parse_period
from policytrace.values.stages import Stage

TOLERANCE = Fraction(5, 100)
"""The part of the way that counts as nothing, as values go up and down by chance."""

_MOST_DECIMALS = 6
"""Shares are told with no more decimals than this."""


class Measure(StrEnum):
    """What is judged."""

    VALUE = "value"
    GAP = "gap"
    """Women's value less men's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Observation:
    """A value and its period."""

    period: Period
    value: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetSpec:
    """What an indicator's values are judged by, besides the values themselves."""

    direction: Direction | None = None
    baseline: Period | None = None
    target: Band | None = None
    year: int | None = None
    stages: tuple[Stage, ...] = ()
    """Values to be reached on the way to the target, in the order of their years."""
    gap_target: Band | None = EQUAL
    against: TargetAgainst | None = None
    """What stands in the place of a number as the target."""
    scope: TargetScope | None = None
    """Whom the target is for; None: all together."""
    interval: int | None = None
    """Months between one value and the next; None if that is not known."""

    @property
    def deadline(self) -> Period | None:
        """The target year as a period."""
        return None if self.year is None else parse_period(str(self.year))


@dataclass(frozen=True, slots=True, kw_only=True)
class StageResult:
    """A value that was to be reached on the way, and what came of it."""

    stage: Stage
    value: Observation | None
    """The latest value for its year."""
    is_met: bool | None
    """None as long as there is no such value."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Performance:
    """A verdict on one measure, with all that it came from."""

    area: str
    sex: Sex
    """Whom the value is about; the total for a gap."""
    group: str
    division: str = ""
    """The kind of parts of the area that were judged, in the plural; empty: the area as a whole."""
    measure: Measure
    baseline: Observation | None
    latest: Observation | None
    target: Target | None
    year: int | None
    stages: tuple[StageResult, ...] = ()
    """What was to be reached on the way."""
    expected: Decimal | None
    """What the measure would be on the line, in the period of the latest value."""
    verdict: Verdict
    known: Verdict | None
    """For what is outdated: the verdict on its latest value, at that time."""
    reason: Message


def assess(
    series: Series, spec: TargetSpec, area: str, today: date, others: OtherAreas = NO_OTHERS
) -> tuple[Performance, ...]:
    """The verdicts for an area: all of the population first, then each group by itself.

    For each of them: women, men and the total as far as there are values, and the gap where values
    are split by sex. Without any value there is one verdict: no data; or no target, if none is set
    and it is parts of the area that have values.
    """
    groups = series.groups(area)
    if spec.scope is TargetScope.EVERY_AREA and "" not in groups:
        groups = ("", *groups)
    found = [
        _judge(_values_of(series, spec, subject, others), spec, subject, today)
        for group in groups
        for subject in subjects(series, spec, area, group, others)
    ]
    if not any(not assessment.group for assessment in found):
        subject = Subject(area, Sex.TOTAL, "", Measure.VALUE)
        nothing = _judge(_Values(own={}), spec, subject, today)
        if spec.target is None and spec.against is None and has_parts(series, others):
            reason = message("No target is set. Only parts of the area have values.")
            nothing = replace(nothing, verdict=Verdict.NO_TARGET, reason=reason)
        found.insert(0, nothing)
    return tuple(found)


def has_parts(series: Series, others: OtherAreas) -> bool:
    """Whether any part of the area has a value."""
    return any(
        series.values(place, sex)
        for division in others.divisions
        for place in division.keys
        for sex in Sex
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Values:
    """The values that are judged, and those that they are judged by."""

    own: Mapping[Period, Decimal]
    compared: Mapping[Period, Decimal] = field(default_factory=dict)
    """Those of the area that the target is set against."""
    step: Decimal = Decimal(1)
    """One in the last decimal that values are given with."""
    parts: tuple[Mapping[Period, Decimal], ...] = ()
    """The values of the parts of which `own` has that furthest from the target; empty: it is not
    about parts."""


@dataclass(frozen=True, slots=True)
class Subject:
    """What a verdict is about."""

    area: str
    sex: Sex
    group: str
    measure: Measure
    division: Division | None = None
    """The parts that are judged, for a target that is for every area."""

    @property
    def places(self) -> tuple[str, ...]:
        """The keys of the areas whose values count."""
        return self.division.keys if self.division else (self.area,)


def subjects(
    series: Series, spec: TargetSpec, area: str, group: str, others: OtherAreas
) -> Iterator[Subject]:
    """What is judged of a group in an area: all sexes that have values, and the gap between two."""
    every = spec.scope is TargetScope.EVERY_AREA and not group
    for division in others.divisions if every else (None,):
        places = division.keys if division else (area,)
        for sex in Sex:
            if any(series.line(place, sex, group) for place in places):
                yield Subject(area, sex, group, Measure.VALUE, division)
        if any(
            series.line(place, Sex.WOMEN, group) and series.line(place, Sex.MEN, group)
            for place in places
        ):
            yield Subject(area, Sex.TOTAL, group, Measure.GAP, division)


def is_met_from_start(
    series: Series, spec: TargetSpec, subject: Subject, others: OtherAreas
) -> bool:
    """Whether the value of the baseline meets the target already."""
    values = _values_of(series, spec, subject, others)
    start = _observation(values.own, spec.baseline)
    if start is None:
        return False
    target = _target_at_start(values, spec, subject.measure, start)
    return target is not None and not target.distance(start.value)


def _values_of(series: Series, spec: TargetSpec, subject: Subject, others: OtherAreas) -> _Values:
    is_gap = subject.measure is Measure.GAP
    compared = {} if is_gap else _compared(series, spec, subject.sex, others)
    found = tuple(
        series.gaps(place, subject.group)
        if is_gap
        else series.values(place, subject.sex, subject.group)
        for place in subject.places
    )
    if subject.division is None:
        return _Values(own=found[0], compared=compared, step=series.step)
    own = _furthest(found, spec, subject.measure, compared)
    return _Values(own=own, compared=compared, step=series.step, parts=found)


def _compared(
    series: Series, spec: TargetSpec, sex: Sex, others: OtherAreas
) -> Mapping[Period, Decimal]:
    """The values of the area that the target is set against; none if it is set against no area."""
    match spec.against:
        case TargetAgainst.COUNTRY:
            name = others.country
        case TargetAgainst.SIMILAR:
            name = others.similar
        case _:
            name = ""
    return series.values(name, sex) if name else {}


def _furthest(
    parts: Sequence[Mapping[Period, Decimal]],
    spec: TargetSpec,
    measure: Measure,
    compared: Mapping[Period, Decimal],
) -> Mapping[Period, Decimal]:
    """The value of the part that is furthest from the target, by period.

    Where all have reached it, it is the one with the least to spare. Without a target it is the one
    that is worst in the direction that the value should go. A period in which the value of any part
    is not known is left out: that might be the one.
    """
    found: dict[Period, Decimal] = {}
    for period in sorted({period for values in parts for period in values}):
        there = [values[period] for values in parts if period in values]
        if len(there) < len(parts):
            continue
        target = _target(spec, measure, compared.get(period))
        if target is None:
            found[period] = max(there) if spec.direction is Direction.DOWN else min(there)
        else:
            _, found[period] = max((target.short_of(value), value) for value in there)
    return found


def _judge(values: _Values, spec: TargetSpec, subject: Subject, today: date) -> Performance:
    latest = _latest(values)
    start = _observation(values.own, spec.baseline)
    target = _target_at(values, spec, subject.measure, latest)
    before = _target_at_start(values, spec, subject.measure, start)
    deadline = spec.deadline
    stages = spec.stages if target and subject.measure is Measure.VALUE else ()
    expected: Decimal | None = None
    outdated = latest is not None and is_outdated(latest.period, spec.interval, today)
    known = None
    if (
        target is not None
        and start is not None
        and latest is not None
        and deadline is not None
        and deadline.middle > start.period.middle
        and (spec.against is None or subject.measure is Measure.GAP)
    ):
        line = _line(target, start, deadline, stages)
        expected = _expected(target, start, line(latest.period))
    if latest is None:
        verdict, reason = Verdict.NO_DATA, message("There is no value.")
        if values.parts:
            reason = message("There is no period in which every area has a value.")
    elif (
        target is not None
        and deadline is not None
        and (spec.baseline is None or deadline.middle > spec.baseline.middle)
        and _missed(target, latest, deadline, today)
    ):
        outdated = False
        verdict, reason = (
            Verdict.NOT_REACHED,
            message(
                "The target was to be reached in {year}. The latest value is for {period}.",
                year=deadline.text,
                period=latest.period.text,
            ),
        )
    elif (
        target is None
        or before is None
        or start is None
        or deadline is None
        or deadline.middle <= start.period.middle
    ):
        verdict, reason = _without_target(values, spec, target)
    else:
        previous = spec.against is TargetAgainst.PREVIOUS and subject.measure is Measure.VALUE
        way = _Way(
            # There is no way to a value before: it is surpassed or it is not.
            whole=Fraction(0) if previous else Fraction(before.distance(start.value)),
            left=Fraction(target.distance(latest.value)),
            spare=Fraction(0)
            if previous
            else Fraction(max(-before.short_of(start.value), Decimal(0))),
            step=Fraction(values.step),
            asked=_line(before, start, deadline, stages)(latest.period),
            by_stages=bool(stages),
            is_new=latest.period > start.period,
        )
        verdict, reason = _on_the_way(way)
        if previous and way.is_new:
            reason = _compared_with_before(verdict)
    if outdated and latest is not None:
        verdict, known = Verdict.OUTDATED, verdict
        reason = message(
            "The latest value is for {period}, and a newer one should be there by now.",
            period=latest.period.text,
        )
    if values.parts and subject.division is not None and latest is not None:
        reason = _of_every(reason, values.parts, subject.division, target, latest.period)
    return Performance(
        area=subject.area,
        sex=subject.sex,
        group=subject.group,
        division=subject.division.kind.plural if subject.division else "",
        measure=subject.measure,
        baseline=start,
        latest=latest,
        target=_target_at(values, spec, subject.measure, latest, step=Decimal(0)),
        year=spec.year,
        stages=tuple(_stage_result(stage, spec, values.own) for stage in stages),
        expected=expected,
        verdict=verdict,
        known=known,
        reason=reason,
    )


def _of_every(
    reason: Message,
    parts: Sequence[Mapping[Period, Decimal]],
    division: Division,
    target: Target | None,
    period: Period,
) -> Message:
    """The reason, with how many parts have not reached the target; which they are is not said."""
    if target is None:
        return message(
            "{reason} It is judged by all {number} {areas}, and by the value furthest from what "
            "is wanted.",
            reason=reason,
            number=str(len(parts)),
            areas=division.kind.plural,
        )
    short = sum(1 for values in parts if target.distance(values[period]))
    if not short:
        return message(
            "{reason} The target is for every area, and all {number} {areas} have reached it.",
            reason=reason,
            number=str(len(parts)),
            areas=division.kind.plural,
        )
    return message(
        "{reason} The target is for every area: {short} of {number} {areas} have not reached it, "
        "and the longest way to it decides.",
        reason=reason,
        short=str(short),
        number=str(len(parts)),
        areas=division.kind.plural,
    )


def _compared_with_before(verdict: Verdict) -> Message:
    if verdict is Verdict.REACHED:
        return message("The value is better than the one before.")
    if verdict is Verdict.WRONG_WAY:
        return message("The value is worse than the one before.")
    return message("The value is not better than the one before.")


def _missed(target: Target, latest: Observation, deadline: Period, today: date) -> bool:
    """Whether the target year is over, or has its value, and the target is not reached."""
    over = today > deadline.end or latest.period.end >= deadline.end
    return over and bool(target.distance(latest.value))


def is_outdated(latest: Period, interval: int | None, today: date) -> bool:
    """Whether a newer value should be known by now.

    The next one is about the time until `interval` months later, and is published within as long
    again, though within a year.
    """
    if interval is None:
        return False
    months = latest.end.year * 12 + latest.end.month + interval + min(interval, 12)
    return today.year * 12 + today.month > months


def _target(
    spec: TargetSpec, measure: Measure, compared: Decimal | None, step: Decimal = Decimal(0)
) -> Target | None:
    """The target of a measure; `compared` is the value that it is set against, if it is."""
    if measure is Measure.GAP:
        band = spec.gap_target
        return None if band is None else Target(direction=Direction.BALANCE, band=band)
    if spec.direction is None:
        return None
    if spec.against is None:
        return None if spec.target is None else target_of(spec.direction, spec.target)
    if compared is None:
        return None
    if spec.against is TargetAgainst.PREVIOUS:  # it is to be surpassed
        compared += -step if spec.direction is Direction.DOWN else step
    return target_of(spec.direction, Band(low=compared, high=compared))


def _target_at(
    values: _Values,
    spec: TargetSpec,
    measure: Measure,
    at: Observation | None,
    step: Decimal | None = None,
) -> Target | None:
    """The target in the period of an observation."""
    if at is None:
        return _target(spec, measure, None)
    compared = values.compared.get(at.period)
    if spec.against is TargetAgainst.PREVIOUS:
        earlier = [period for period in values.own if period < at.period]
        compared = values.own[max(earlier)] if earlier else None
    return _target(spec, measure, compared, values.step if step is None else step)


def _target_at_start(
    values: _Values, spec: TargetSpec, measure: Measure, start: Observation | None
) -> Target | None:
    """The target at the baseline; that of today where it had none then."""
    return _target_at(values, spec, measure, start) or _target_at(
        values, spec, measure, _latest(values)
    )


def _latest(values: _Values) -> Observation | None:
    return _observation(values.own, max(values.own, default=None))


def _observation(values: Mapping[Period, Decimal], period: Period | None) -> Observation | None:
    if period is None or period not in values:
        return None
    return Observation(period=period, value=values[period])


def _line(
    target: Target, start: Observation, deadline: Period, stages: Sequence[Stage]
) -> Callable[[Period], Fraction]:
    """From a period to the part of the way that is to be covered by then, from 0 to 1.

    It is a straight line from one point to the next. A stage that lies outside the time between
    baseline and target is no point on it; that is a finding of its own.
    """
    whole = Fraction(target.distance(start.value))
    points = [(start.period.middle, Fraction(0))]
    for stage in stages:
        if whole and points[-1][0] < stage.period.middle < deadline.middle:
            left = Fraction(target.left_at(stage.band, start.value))
            points.append(
                (stage.period.middle, min(max(1 - left / whole, Fraction(0)), Fraction(1)))
            )
    points.append((deadline.middle, Fraction(1)))

    def asked(period: Period) -> Fraction:
        for (since, before), (until, after) in pairwise(points):
            if period.middle <= until:
                return before + (after - before) * (period.middle - since) / (until - since)
        return Fraction(1)

    return asked


def _expected(target: Target, start: Observation, asked: Fraction) -> Decimal:
    left = 1 - asked
    way = target.distance(start.value)
    return target.at(way * left.numerator / left.denominator, start.value)


def _stage_result(stage: Stage, spec: TargetSpec, values: Mapping[Period, Decimal]) -> StageResult:
    """What came of a stage: by the latest value for its year."""
    there = [period for period in values if period.end.year == stage.year]
    target = target_of(spec.direction, stage.band) if spec.direction else None
    value = _observation(values, max(there, default=None))
    is_met = None if value is None or target is None else not target.distance(value.value)
    return StageResult(stage=stage, value=value, is_met=is_met)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Way:
    """How far it was to the target, and how far it is."""

    whole: Fraction
    left: Fraction
    spare: Fraction
    """How far past the target the baseline was."""
    step: Fraction
    """What a change must be more than, to be one."""
    asked: Fraction
    """The part of the way that the line asks to be covered by now, from 0 to 1: that of the time
    that has passed, where there is nothing to reach on the way."""
    by_stages: bool
    """Whether there is."""
    is_new: bool
    """Whether there is a value after the baseline."""

    @property
    def covered(self) -> Fraction:
        """The part of the way that has been covered."""
        return (self.whole - self.left) / self.whole if self.whole else Fraction(0)

    @property
    def margin(self) -> Fraction:
        """The distance that counts as nothing."""
        return max(self.whole * TOLERANCE, self.step)

    @property
    def is_worse(self) -> bool:
        """Whether the distance has grown by more than the margin.

        What the baseline had to spare is lost too: only the rest may be rounding.
        """
        grown = self.left - self.whole
        return grown > self.whole * TOLERANCE and grown + self.spare > self.step


def _on_the_way(way: _Way) -> tuple[Verdict, Message]:
    if not way.is_new:
        return Verdict.TOO_EARLY, message("There is no value after the baseline.")
    if way.left == 0:
        return Verdict.REACHED, message("The target is reached.")
    if way.is_worse:
        return Verdict.WRONG_WAY, message("The measure is further from the target than it was.")
    expected = way.whole * (1 - way.asked)
    if way.left <= way.whole and way.left <= expected + way.margin:
        return Verdict.ON_TRACK, _compared_with_line(way, is_late=False)
    if way.whole - way.left <= way.margin:
        return Verdict.UNCHANGED, message(
            "The distance to the target is as at the baseline, give or take the margin."
        )
    return Verdict.TOO_SLOW, _compared_with_line(way, is_late=True)


def _compared_with_line(way: _Way, *, is_late: bool) -> Message:
    covered, asked = _shares(way.covered, way.asked)
    if way.by_stages:
        return message(
            "{covered} percent of the way is covered. The line through the targets asks for "
            "{asked} percent by then.",
            covered=covered,
            asked=asked,
        )
    if is_late:
        return message(
            "{covered} percent of the way is covered, but {passed} percent of the time has passed.",
            covered=covered,
            passed=asked,
        )
    return message(
        "{covered} percent of the way is covered, in {passed} percent of the time.",
        covered=covered,
        passed=asked,
    )


def _without_target(
    found: _Values, spec: TargetSpec, target: Target | None
) -> tuple[Verdict, Message]:
    """No target, or nothing to count from. What has become worse is said all the same."""
    values = found.own
    first, last = min(values), max(values)
    if target is not None:
        worse = target.distance(values[last]) - target.distance(values[first])
    elif spec.direction is Direction.UP:
        worse = values[first] - values[last]
    elif spec.direction is Direction.DOWN:
        worse = values[last] - values[first]
    else:
        worse = Decimal(0)
    margin = abs(values[first]) * TOLERANCE.numerator / TOLERANCE.denominator
    if worse > max(margin, found.step):
        return Verdict.WRONG_WAY, message(
            "There is no target to count from, but the measure has become worse since {period}.",
            period=first.text,
        )
    if target is None and spec.against is not None:
        return Verdict.NO_TARGET, message("There is no value to compare with.")
    if target is None or spec.year is None:
        return Verdict.NO_TARGET, message("No target is set.")
    if spec.baseline in values:
        return Verdict.NO_TARGET, message("The target year does not come after the baseline.")
    return Verdict.NO_TARGET, message("There is no value for the baseline to count from.")


def _shares(covered: Fraction, passed: Fraction) -> tuple[Number, Number]:
    """Two shares in per cent, with as many decimals as it takes to see how they stand.

    Whether one is the larger, and whether it is all or nothing, is seen from what is written.
    """
    exact = covered * 100, passed * 100
    standing = _standing(*exact)
    one, other = next(
        (
            pair
            for decimals in range(_MOST_DECIMALS)
            if _standing(*map(Fraction, pair := _rounded(exact, decimals))) == standing
        ),
        _rounded(exact, _MOST_DECIMALS),
    )
    return Number(one, _MOST_DECIMALS), Number(other, _MOST_DECIMALS)


def _rounded(shares: Iterable[Fraction], decimals: int) -> tuple[Decimal, ...]:
    return tuple(Decimal(round(share * 10**decimals)).scaleb(-decimals) for share in shares)


def _standing(one: Fraction, other: Fraction) -> tuple[bool, ...]:
    """How two shares in per cent stand to each other, and to nothing and all."""
    pairs = ((one, other), *((share, bound) for share in (one, other) for bound in (0, 100)))
    return tuple(found for a, b in pairs for found in (a > b, a < b))
