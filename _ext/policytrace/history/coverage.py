"""Coverage of measurement over time: the same shares, of the plan as it was at the end of a day.

A measure was live on a day if what it had by then was not outdated on it. Of a frozen edition the
shares of its actions are known; which passages there were besides, it does not tell.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date

from policytrace.changes.plan_state import PlanState, ValueKey
from policytrace.editions.edition import Edition
from policytrace.history.days import History
from policytrace.history.earlier_graph import graph_of
from policytrace.measure.liveness import liveness_by
from policytrace.plan.coverage import Liveness, MeasurementCoverage, Share, measurement_coverage
from policytrace.schema.plain import OWN, plain_key
from policytrace.schema.roles import FieldName, LinkKind, Role
from policytrace.schema.vocabulary import AreaKind, Interval
from policytrace.values.periods import Period, parse_period


@dataclass(frozen=True, slots=True, kw_only=True)
class DatedCoverage:
    """The shares at the end of a day."""

    day: date
    coverage: MeasurementCoverage


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionCoverage:
    """The share of an edition's actions, on the day when it was frozen."""

    decision: str
    """The id of the decision that it is of."""
    day: date
    actions: Share


def coverage_over_time(history: History, today: DatedCoverage) -> tuple[DatedCoverage, ...]:
    """The shares on the first day that is known, on each day that changed them, and today."""
    found: list[DatedCoverage] = []
    for one in (*_of_days(history), today):
        if found and found[-1].day == one.day:
            found.pop()
        if not found or found[-1].coverage != one.coverage or one is today:
            found.append(one)
    return tuple(found)


def _of_days(history: History) -> Iterator[DatedCoverage]:
    for dated in history.states:
        if dated.state is not None:
            day = dated.commit.day
            yield DatedCoverage(day=day, coverage=coverage_of(dated.state, day))


def coverage_of_editions(editions: Iterable[Edition]) -> Iterator[EditionCoverage]:
    """The shares of editions, in their order."""
    for edition in editions:
        state = edition.state
        inside = {
            one for plan in edition.plans for one in state.parts(plan, plain_key(LinkKind.PART_OF))
        }
        told = PlanState.of(
            (
                one
                for one in state.objects.values()
                if one.id in inside or one.kind != plain_key(Role.ACTION)
            ),
            values=state.values,
        )
        coverage = coverage_of(told, edition.frozen)
        yield EditionCoverage(
            decision=edition.decision, day=edition.frozen, actions=coverage.decided
        )


def coverage_of(state: PlanState, day: date) -> MeasurementCoverage:
    """How much of a plan as it was on a day had a live measure."""
    graph = graph_of(state)

    def liveness(indicator: str) -> Liveness:
        periods = set(_own_periods(state.values.get(indicator, ())))
        return liveness_by(periods, graph.items[indicator].value(FieldName.INTERVAL, Interval), day)

    return measurement_coverage(graph, liveness)


def _own_periods(keys: Iterable[ValueKey]) -> Iterator[Period]:
    """The periods of the values that are the municipality's own, or of a part of it."""
    for key in keys:
        if key.area_kind == AreaKind.MUNICIPALITY or key.area_kind.startswith(OWN):
            with suppress(ValueError):  # what an edition's file says is anything
                yield parse_period(key.period)
