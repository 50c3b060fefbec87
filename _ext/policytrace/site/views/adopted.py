"""The strategies that hold, the decisions behind them, and how long ago these were made."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from policytrace.plan.decisions import adopting, body_of
from policytrace.plan.model import Item
from policytrace.schema.roles import FieldName, Role
from policytrace.snapshot import Snapshot

_MONTHS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Adopted:
    """A strategy that holds, and the latest decision behind it."""

    strategy: Item
    decision: Item
    body: Item | None
    day: date | None
    paragraph: str
    years: int
    """Whole years since then."""
    months: int
    """Whole months beyond these years."""


def adopted(snapshot: Snapshot) -> tuple[Adopted, ...]:
    """The strategies that hold on the day of the snapshot."""
    return tuple(_adopted(snapshot))


def _adopted(snapshot: Snapshot) -> Iterator[Adopted]:
    graph = snapshot.graph
    for strategy in graph.of_role(Role.STRATEGY):
        decisions = adopting(graph, strategy)
        if not decisions or not graph.carries(strategy):
            continue
        latest = max(decisions, key=lambda decision: decision.day(FieldName.DATE) or date.min)
        day = latest.day(FieldName.DATE)
        months = months_between(day, snapshot.today) if day else 0
        yield Adopted(
            strategy=strategy,
            decision=latest,
            body=body_of(graph, latest),
            day=day,
            paragraph=latest.text(FieldName.PARAGRAPH),
            years=months // _MONTHS,
            months=months % _MONTHS,
        )


def months_between(first: date, last: date) -> int:
    """How many whole months have passed between two days; 0 if the first is not before the last."""
    months = (last.year - first.year) * _MONTHS + last.month - first.month
    return max(months - (last.day < first.day), 0)
