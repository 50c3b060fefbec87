"""What values say, in a sentence: the titles of charts. Each says its periods and its unit."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal

from policytrace.messages import Message, message
from policytrace.schema.typed import Unit
from policytrace.schema.vocabulary import Sex
from policytrace.settings import PartKind
from policytrace.site.views.indicator_words import difference, period_name, quantity
from policytrace.values.numbers import Number, shared_decimals
from policytrace.values.periods import Period

Values = Mapping[Period, Decimal]


def gap_finding(gaps: Values, unit: Unit, since: Period | None) -> Message | None:
    """How the gap between women and men has changed since `since`, or since it is known.

    None if it is not known at all.
    """
    ends = _ends(gaps, since)
    if ends is None:
        return None
    first, last = ends
    before, now = gaps[first], gaps[last]
    if first == last:
        return _gap_once(now, unit, last)
    if before * now < 0:
        return _gap_turned(before, now, unit, first, last)
    if not before:
        return _gap_begun(now, unit, first, last)
    return _gap_changed(before, now, unit, first)


def _gap_begun(now: Decimal, unit: Unit, first: Period, last: Period) -> Message:
    if not now:
        return message(
            "There is no difference between women and men, nor was there in {period}.",
            period=period_name(first),
        )
    return message(
        "There was no difference between women and men in {first}. In {last} it is {size}.",
        first=period_name(first),
        last=period_name(last),
        size=difference(now, unit),
    )


def _gap_changed(before: Decimal, now: Decimal, unit: Unit, first: Period) -> Message:
    if before == now:
        return message(
            "The difference between women and men is the same as in {period}: {size}.",
            period=period_name(first),
            size=difference(now, unit),
        )
    if not now:
        return message(
            "The difference between women and men is gone. In {period} it was {size}.",
            period=period_name(first),
            size=difference(before, unit),
        )
    decimals = shared_decimals(abs(before), abs(now))
    if abs(now) < abs(before):
        return message(
            "The difference between women and men has gone down since {period}, "
            "from {before} to {now}.",
            period=period_name(first),
            before=Number(abs(before), decimals, fixed=True),
            now=difference(now, unit, decimals),
        )
    return message(
        "The difference between women and men has grown since {period}, from {before} to {now}.",
        period=period_name(first),
        before=Number(abs(before), decimals, fixed=True),
        now=difference(now, unit, decimals),
    )


def _gap_once(now: Decimal, unit: Unit, period: Period) -> Message:
    if not now:
        return message(
            "There is no difference between women and men in {period}.",
            period=period_name(period),
        )
    if now < 0:
        return message(
            "Women's value is {size} lower than men's in {period}.",
            size=difference(now, unit),
            period=period_name(period),
        )
    return message(
        "Women's value is {size} higher than men's in {period}.",
        size=difference(now, unit),
        period=period_name(period),
    )


def _gap_turned(before: Decimal, now: Decimal, unit: Unit, first: Period, last: Period) -> Message:
    if now < 0:
        return message(
            "The difference has turned round: in {first} women's value was {before} higher "
            "than men's, in {last} it is {now} lower.",
            first=period_name(first),
            before=difference(before, unit),
            last=period_name(last),
            now=difference(now, unit),
        )
    return message(
        "The difference has turned round: in {first} women's value was {before} lower "
        "than men's, in {last} it is {now} higher.",
        first=period_name(first),
        before=difference(before, unit),
        last=period_name(last),
        now=difference(now, unit),
    )


def value_finding(values: Values, unit: Unit, sex: Sex, since: Period | None) -> Message | None:
    """How a value has changed since `since`, or since it is known; None if it is not known."""
    ends = _ends(values, since)
    if ends is None:
        return None
    first, last = ends
    before, now = values[first], values[last]
    decimals = shared_decimals(before, now)
    change = _Change(
        period=period_name(first),
        before=Number(before, decimals, fixed=True),
        now=quantity(now, unit, decimals),
    )
    if first == last:
        return _value_once(change, sex)
    if before == now:
        return _value_same(change, sex)
    return _value_up(change, sex) if now > before else _value_down(change, sex)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Change:
    """From when to now, in words."""

    period: Message
    before: Number
    now: Message


def _value_up(change: _Change, sex: Sex) -> Message:
    if sex is Sex.WOMEN:
        return message(
            "Women's value has gone up since {period}, from {before} to {now}.",
            period=change.period,
            before=change.before,
            now=change.now,
        )
    if sex is Sex.MEN:
        return message(
            "Men's value has gone up since {period}, from {before} to {now}.",
            period=change.period,
            before=change.before,
            now=change.now,
        )
    return message(
        "The value has gone up since {period}, from {before} to {now}.",
        period=change.period,
        before=change.before,
        now=change.now,
    )


def _value_down(change: _Change, sex: Sex) -> Message:
    if sex is Sex.WOMEN:
        return message(
            "Women's value has gone down since {period}, from {before} to {now}.",
            period=change.period,
            before=change.before,
            now=change.now,
        )
    if sex is Sex.MEN:
        return message(
            "Men's value has gone down since {period}, from {before} to {now}.",
            period=change.period,
            before=change.before,
            now=change.now,
        )
    return message(
        "The value has gone down since {period}, from {before} to {now}.",
        period=change.period,
        before=change.before,
        now=change.now,
    )


def _value_once(change: _Change, sex: Sex) -> Message:
    period, now = change.period, change.now
    if sex is Sex.WOMEN:
        return message("Women's value in {period} is {now}.", period=period, now=now)
    if sex is Sex.MEN:
        return message("Men's value in {period} is {now}.", period=period, now=now)
    return message("The value in {period} is {now}.", period=period, now=now)


def _value_same(change: _Change, sex: Sex) -> Message:
    period, now = change.period, change.now
    if sex is Sex.WOMEN:
        return message("Women's value is the same as in {period}: {now}.", period=period, now=now)
    if sex is Sex.MEN:
        return message("Men's value is the same as in {period}: {now}.", period=period, now=now)
    return message("The value is the same as in {period}: {now}.", period=period, now=now)


def parts_finding(
    values: Collection[Decimal], kind: PartKind, number: int, unit: Unit, period: Period
) -> Message | None:
    """How far apart the known values are of the `number` parts of a kind; None without a value.

    No part is named: that a value is the highest or lowest says nothing of those who live there.
    """
    if not values:
        return None
    low, high = min(values), max(values)
    if len(values) == 1:
        return message(
            "The value in {period} is known for one of {number} {areas}: {now}.",
            period=period_name(period),
            number=str(number),
            areas=kind.plural,
            now=quantity(low, unit),
        )
    if high == low:
        return message(
            "In {period} the value is the same in all {number} {areas} that it is known for: "
            "{now}.",
            period=period_name(period),
            number=str(len(values)),
            areas=kind.plural,
            now=quantity(high, unit),
        )
    decimals = shared_decimals(high, low)
    return message(
        "In {period} the values of {number} {areas} lie between {low} and {high}.",
        period=period_name(period),
        number=str(len(values)),
        areas=kind.plural,
        low=Number(low, decimals, fixed=True),
        high=quantity(high, unit, decimals),
    )


def together_finding(
    together: Decimal, home: tuple[str, Decimal], kind: PartKind, unit: Unit
) -> Message:
    """That all parts have another value than the municipality: the fair one to compare a part with.

    `home` is the municipality's name and value.
    """
    name, value = home
    decimals = shared_decimals(together, value)
    return message(
        "All {areas} together have {together}, and {home} {value}: not all that is counted for "
        "{home} is divided between {areas}. So the fair comparison for each of them is {fair}.",
        areas=kind.plural,
        together=quantity(together, unit, decimals),
        home=name,
        value=Number(value, decimals, fixed=True),
        fair=Number(together, decimals, fixed=True),
    )


def comparison_finding(
    home: str, value: Decimal, other: str, compared: Decimal, unit: Unit, period: Period
) -> Message:
    """Whether the municipality's value is higher or lower than another area's."""
    decimals = shared_decimals(value, compared)
    if value == compared:
        return message(
            "In {period} the value is the same in {home} as in {other}: {value}.",
            period=period_name(period),
            home=home,
            other=other,
            value=quantity(value, unit),
        )
    if value > compared:
        return message(
            "In {period} the value is higher in {home} than in {other}: {value} and {compared}.",
            period=period_name(period),
            home=home,
            other=other,
            value=quantity(value, unit, decimals),
            compared=quantity(compared, unit, decimals),
        )
    return message(
        "In {period} the value is lower in {home} than in {other}: {value} and {compared}.",
        period=period_name(period),
        home=home,
        other=other,
        value=quantity(value, unit, decimals),
        compared=quantity(compared, unit, decimals),
    )


def _ends(values: Values, since: Period | None) -> tuple[Period, Period] | None:
    """The two periods to compare: from the baseline, if it has an older value, to the latest."""
    if not values:
        return None
    last = max(values)
    return (since if since is not None and since in values and since != last else min(values)), last
