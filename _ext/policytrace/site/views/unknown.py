"""What is not known: measures without any value, and who is to find out by when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from policytrace.messages import message
from policytrace.plan.model import Item
from policytrace.schema.roles import FieldName, Role
from policytrace.schema.vocabulary import Verdict
from policytrace.site.views.indicator_verdicts import headline, of_all
from policytrace.site.views.owner_counts import by_owner
from policytrace.site.views.registry import NUMBER, Options, View, lengths, register
from policytrace.snapshot import Snapshot


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """Measures whose first value is expected on the same day."""

    day: date | None
    """None: no day is set."""
    passed: bool
    """Whether the day has passed."""
    indicators: tuple[Item, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class UnknownGroup:
    """What an organisation is to find out."""

    owner: Item | None
    """None: nobody answers for it."""
    expected: tuple[Expected, ...]
    """By day, the nearest first, and without a day last."""

    @property
    def number(self) -> int:
        """How many measures it is."""
        return sum(len(one.indicators) for one in self.expected)


@dataclass(frozen=True, slots=True, kw_only=True)
class Unknown:
    """The measures without values."""

    measures: int
    """How many measures there are in all."""
    number: int
    """How many of them have no value."""
    groups: tuple[UnknownGroup, ...]
    owners: int
    """How many organisations there are; more than there are groups if the editor asked for some."""
    owners_proposed: bool
    """Whether nobody has decided that it is for them to find out."""
    is_short: bool
    """Whether the editor asked for some."""


def without_values(snapshot: Snapshot) -> tuple[Item, ...]:
    """The measures for which no value is known, neither for all nor for parts."""
    return tuple(
        indicator
        for indicator in snapshot.graph.of_role(Role.INDICATOR)
        if headline(of_all(snapshot.performance.get(indicator.id, ()), snapshot.home))
        is Verdict.NO_DATA
    )


def unknown(snapshot: Snapshot, options: Options) -> Unknown:
    """The measures without values by owner: whoever has most of them first."""
    missing = without_values(snapshot)
    groups = tuple(
        UnknownGroup(owner=group.owner, expected=_expected(group.items, snapshot.today))
        for group in by_owner(snapshot.graph, missing)
    )
    most = options.length
    return Unknown(
        measures=len(snapshot.graph.of_role(Role.INDICATOR)),
        number=len(missing),
        groups=groups[:most],
        owners=len(groups),
        owners_proposed=all(one.proposed for one in missing),
        is_short=most is not None,
    )


def _expected(indicators: tuple[Item, ...], today: date) -> tuple[Expected, ...]:
    found: dict[date | None, list[Item]] = {}
    for indicator in indicators:
        found.setdefault(indicator.day(FieldName.VALUE_EXPECTED), []).append(indicator)
    return tuple(
        Expected(
            day=day,
            passed=day is not None and day < today,
            indicators=tuple(found[day]),
        )
        for day in sorted(found, key=lambda day: day or date.max)
    )


register(
    View(
        key="unknown",
        purpose=message("Measures without values, by those who are to find out"),
        choices={NUMBER: lengths},
        template="unknown.html.jinja",
        compute=unknown,
    )
)
