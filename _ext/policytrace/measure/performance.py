"""What the values of an indicator say of its target: the one table of rules.

Each measure (a value, or the gap between women and men) is judged by its *distance* to the target,
so that a gap that turns round is a gap, and balance has two sides. *Covered* is the part of the
distance that has been covered since the baseline, *expected* the part of the time that has passed,
both as shares from 0 to 1: the straight line from the baseline to the target. The first rule
that fits gives the verdict:

1. no value for the measure: no data
2. an older value than the interval between values allows: outdated
3. no target, no value for the baseline, or no time between the two: no target; but wrong way, if
   the measure has become worse by more than 5 % since the first value that is known
4. the distance is 0: reached
5. covered less than −5 %: wrong way
6. covered at least as much as expected, less 5 percentage points, and not less than nothing; and
   there is a value after the baseline: on track
7. covered between −5 and 5 %: unchanged
8. anything else: too slow
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from policytrace.measure.series import Series
from policytrace.measure.targets import Target, target_of
from policytrace.messages import Message, message
from policytrace.schema.vocabulary import Direction, Sex, Verdict
from policytrace.values.bands import EQUAL, Band
from policytrace.values.periods import Period, parse_period

TOLERANCE = Fraction(5, 100)
"""The part of the way that counts as nothing, as values go up and down by chance."""


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
    gap_target: Band | None = EQUAL
    interval: int | None = None
    """Months between one value and the next; None if that is not known."""

    @property
    def deadline(self) -> Period | None:
        """The target year as a period."""
        return None if self.year is None else parse_period(str(self.year))


@dataclass(frozen=True, slots=True, kw_only=True)
class Performance:
    """A verdict on one measure, with all that it came from."""

    area: str
    sex: Sex
    """Whom the value is about; the total for a gap."""
    group: str
    measure: Measure
    baseline: Observation | None
    latest: Observation | None
    target: Target | None
    year: int | None
    expected: Decimal | None
    """What the measure would be on the straight line, in the period of the latest value."""
    verdict: Verdict
    known: Verdict | None
    """For what is outdated: the verdict on its latest value, at that time."""
    reason: Message


def assess(series: Series, spec: TargetSpec, area: str, today: date) -> tuple[Performance, ...]:
    """The verdicts for an area: all of the population first, then each group by itself.

    For each of them: women, men and the total as far as there are values, and the gap where values
    are split by sex. Without any value there is one verdict: no data.
    """
    found = [
        assessment
        for group in series.groups(area)
        for assessment in _of_group(series, spec, area, group, today)
    ]
    if not any(not assessment.group for assessment in found):
        found.insert(0, _judge({}, spec, _Subject(area, Sex.TOTAL, "", Measure.VALUE), today))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Subject:
    """What a verdict is about."""

    area: str
    sex: Sex
    group: str
    measure: Measure


def _of_group(
    series: Series, spec: TargetSpec, area: str, group: str, today: date
) -> Iterator[Performance]:
    for sex in Sex:
        if series.line(area, sex, group):
            values = series.values(area, sex, group)
            yield _judge(values, spec, _Subject(area, sex, group, Measure.VALUE), today)
    if series.line(area, Sex.WOMEN, group) and series.line(area, Sex.MEN, group):
        gaps = series.gaps(area, group)
        yield _judge(gaps, spec, _Subject(area, Sex.TOTAL, group, Measure.GAP), today)


def _judge(
    values: Mapping[Period, Decimal], spec: TargetSpec, subject: _Subject, today: date
) -> Performance:
    target = _target(spec, subject.measure)
    latest = _observation(values, max(values, default=None))
    start = _observation(values, spec.baseline)
    deadline = spec.deadline
    expected: Decimal | None = None
    if latest is None:
        verdict, reason = Verdict.NO_DATA, message("There is no value.")
    elif (
        target is None
        or start is None
        or deadline is None
        or deadline.middle <= start.period.middle
    ):
        verdict, reason = _without_target(values, spec, target)
    else:
        expected = _expected(target, start, latest, deadline)
        verdict, reason = _on_the_way(target, start, latest, deadline)
    known = None
    if latest is not None and is_outdated(latest.period, spec.interval, today):
        verdict, known = Verdict.OUTDATED, verdict
        reason = message(
            "The latest value is for {period}, and a newer one should be there by now.",
            period=latest.period.text,
        )
    return Performance(
        area=subject.area,
        sex=subject.sex,
        group=subject.group,
        measure=subject.measure,
        baseline=start,
        latest=latest,
        target=target,
        year=spec.year,
        expected=expected,
        verdict=verdict,
        known=known,
        reason=reason,
    )


def is_outdated(latest: Period, interval: int | None, today: date) -> bool:
    """Whether a newer value should be known by now.

    The next one is about the time until `interval` months later, and is published within as long
    again, though within a year.
    """
    if interval is None:
        return False
    months = latest.end.year * 12 + latest.end.month + interval + min(interval, 12)
    return today.year * 12 + today.month > months


def _target(spec: TargetSpec, measure: Measure) -> Target | None:
    if measure is Measure.GAP:
        band = spec.gap_target
        return None if band is None else Target(direction=Direction.BALANCE, band=band)
    if spec.direction is None or spec.target is None:
        return None
    return target_of(spec.direction, spec.target)


def _observation(values: Mapping[Period, Decimal], period: Period | None) -> Observation | None:
    if period is None or period not in values:
        return None
    return Observation(period=period, value=values[period])


def _time_passed(start: Observation, latest: Observation, deadline: Period) -> Fraction:
    """The part of the time from baseline to target that has passed, from 0 to 1."""
    whole = deadline.middle - start.period.middle
    return min((latest.period.middle - start.period.middle) / whole, Fraction(1))


def _expected(target: Target, start: Observation, latest: Observation, deadline: Period) -> Decimal:
    left = 1 - _time_passed(start, latest, deadline)
    way = target.distance(start.value)
    return target.at(way * left.numerator / left.denominator, start.value)


def _on_the_way(
    target: Target, start: Observation, latest: Observation, deadline: Period
) -> tuple[Verdict, Message]:
    way = Fraction(target.distance(start.value))
    left = Fraction(target.distance(latest.value))
    if left == 0:
        return Verdict.REACHED, message("The target is reached.")
    covered = (way - left) / way if way else Fraction(-1)
    if covered < -TOLERANCE:
        return Verdict.WRONG_WAY, message("The measure is further from the target than it was.")
    passed = _time_passed(start, latest, deadline)
    if latest.period > start.period and covered >= 0 and covered >= passed - TOLERANCE:
        return Verdict.ON_TRACK, message(
            "{covered} percent of the way is covered, in {passed} percent of the time.",
            covered=_percent(covered),
            passed=_percent(passed),
        )
    if covered <= TOLERANCE:
        return Verdict.UNCHANGED, message("The measure is where it was at the baseline.")
    return Verdict.TOO_SLOW, message(
        "{covered} percent of the way is covered, but {passed} percent of the time has passed.",
        covered=_percent(covered),
        passed=_percent(passed),
    )


def _without_target(
    values: Mapping[Period, Decimal], spec: TargetSpec, target: Target | None
) -> tuple[Verdict, Message]:
    """No target, or nothing to count from. What has become worse is said all the same."""
    first, last = min(values), max(values)
    if target is not None:
        worse = target.distance(values[last]) - target.distance(values[first])
    elif spec.direction is Direction.UP:
        worse = values[first] - values[last]
    elif spec.direction is Direction.DOWN:
        worse = values[last] - values[first]
    else:
        worse = Decimal(0)
    if worse > abs(values[first]) * TOLERANCE.numerator / TOLERANCE.denominator:
        return Verdict.WRONG_WAY, message(
            "There is no target to count from, but the measure has become worse since {period}.",
            period=first.text,
        )
    if target is None or spec.year is None:
        return Verdict.NO_TARGET, message("No target is set.")
    if spec.baseline in values:
        return Verdict.NO_TARGET, message("The target year does not come after the baseline.")
    return Verdict.NO_TARGET, message("There is no value for the baseline to count from.")


def _percent(share: Fraction) -> str:
    return str(round(share * 100))
