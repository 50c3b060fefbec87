"""News: decisions, follow-ups with their results and values, by the plan's own days."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from policytrace.plan.model import Item
from policytrace.schema.roles import FieldName, LinkKind, Role
from policytrace.schema.typed import Assessment
from policytrace.schema.vocabulary import ActionStatus
from policytrace.snapshot import Snapshot


@dataclass(frozen=True, slots=True, kw_only=True)
class NewDecision:
    """A decision, and what was decided."""

    day: date
    decision: Item
    paragraph: str
    decided: tuple[Item, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NewFollowUp:
    """A follow-up that was made, and what it showed."""

    day: date
    follow_up: Item
    followed: tuple[Item, ...]
    result: str
    assessment: str
    state: ActionStatus | None
    """How it goes with what was followed up, according to those who did it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewValues:
    """Measures whose values were taken in on a day."""

    day: date
    indicators: tuple[Item, ...]
    source: str
    """Where most of them come from; empty if that is not told."""
    from_source: int
    """How many of them come from there."""


NewsEntry = NewDecision | NewFollowUp | NewValues


def news_of(snapshot: Snapshot) -> tuple[NewsEntry, ...]:
    """All that has happened until the day of the snapshot, the newest first."""
    entries: list[NewsEntry] = []
    for kind in (_decisions, _follow_ups, _values):
        entries.extend(entry for entry in kind(snapshot) if entry.day <= snapshot.today)
    entries.sort(key=lambda entry: entry.day, reverse=True)
    return tuple(entries)


def _decisions(snapshot: Snapshot) -> Iterator[NewDecision]:
    for decision in snapshot.graph.of_role(Role.DECISION):
        if day := decision.day(FieldName.DATE):
            yield NewDecision(
                day=day,
                decision=decision,
                paragraph=decision.text(FieldName.PARAGRAPH),
                decided=snapshot.graph.sources(decision.id, LinkKind.DECIDED_BY),
            )


def _follow_ups(snapshot: Snapshot) -> Iterator[NewFollowUp]:
    for made in snapshot.graph.of_role(Role.FOLLOW_UP):
        if day := made.day(FieldName.DATE):
            said = made.value(FieldName.ASSESSMENT, Assessment)
            yield NewFollowUp(
                day=day,
                follow_up=made,
                followed=snapshot.graph.targets(made, LinkKind.FOLLOWS_UP),
                result=made.text(FieldName.RESULT),
                assessment=said.text if said and said.status is None else "",
                state=said.status if said else None,
            )


def _values(snapshot: Snapshot) -> Iterator[NewValues]:
    """The measures by the day on which values of theirs were taken in."""
    found: dict[date, list[Item]] = {}
    for indicator in snapshot.graph.of_role(Role.INDICATOR):
        rows = snapshot.measurements.series(indicator.id).rows
        for day in {row.retrieved for row in rows if row.value is not None}:
            found.setdefault(day, []).append(indicator)
    for day, indicators in found.items():
        sources = Counter(one.text(FieldName.SOURCE) for one in indicators)
        del sources[""]
        ((source, number),) = sources.most_common(1) or (("", 0),)
        yield NewValues(day=day, indicators=tuple(indicators), source=source, from_source=number)
