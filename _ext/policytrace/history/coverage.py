"""Coverage of measurement over time: the same shares, of the plan as it was at the end of a day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from policytrace.changes.plan_state import PlanObject, PlanState
from policytrace.history.days import History
from policytrace.locations import Location
from policytrace.plan.coverage import MeasurementCoverage, measurement_coverage
from policytrace.plan.graph import Graph
from policytrace.plan.model import Item
from policytrace.schema.plain import plain_key
from policytrace.schema.roles import FieldKey, FieldName, LinkKind, Role
from policytrace.schema.typed import Value
from policytrace.schema.vocabulary import DecisionKind, Status

_NOWHERE = Location(file="", line=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class DatedCoverage:
    """The shares at the end of a day."""

    day: date
    coverage: MeasurementCoverage


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
            yield DatedCoverage(day=dated.commit.day, coverage=coverage_of(dated.state))


def coverage_of(state: PlanState) -> MeasurementCoverage:
    """How much of a plan as it was had a live measure with values that were shown."""
    graph = Graph(item for one in state.objects.values() if (item := _item(one)))
    return measurement_coverage(graph, lambda indicator: bool(state.values.get(indicator)))


def _item(found: PlanObject) -> Item | None:
    """What the shares need to know of an object; None if the code gives its type no meaning."""
    if found.kind not in set(Role):
        return None
    values: dict[FieldKey, Value] = {}
    if found.status in set(Status):
        values[FieldName.STATUS] = Status(found.status)
    kind = found.fields.get(plain_key(FieldName.DECISION_KIND))
    if kind in set(DecisionKind):
        values[FieldName.DECISION_KIND] = DecisionKind(str(kind))
    for name in (FieldName.SOURCE, FieldName.VALID_FROM, FieldName.VALID_TO):
        if text := found.fields.get(plain_key(name)):
            values[name] = str(text)
    keys = {kind: plain_key(kind) for kind in LinkKind}
    return Item(
        id=found.id,
        role=Role(found.kind),
        title=found.title,
        location=_NOWHERE,
        values=values,
        links={kind: found.links[key] for kind, key in keys.items() if key in found.links},
    )
