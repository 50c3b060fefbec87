"""How the measures stand: how many have which verdict, in all and by priority."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from policytrace.messages import message
from policytrace.plan.model import Item
from policytrace.schema.roles import Role
from policytrace.schema.vocabulary import Verdict
from policytrace.site.views.indicator_verdicts import (
    RULES_PAGE,
    Badge,
    Count,
    counts,
    headline,
    of_all,
)
from policytrace.site.views.registry import Options, View, register
from policytrace.snapshot import Snapshot


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasuresRow:
    """The measures of a priority, or those of none."""

    priority: Item | None
    number: int
    counts: tuple[int, ...]
    """How many have each verdict, in the order of the columns."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureCounts:
    """The measures by priority and verdict."""

    number: int
    """How many there are in all, each counted once."""
    columns: tuple[Badge, ...]
    """The verdicts that occur, the worst first."""
    totals: tuple[int, ...]
    """How many measures have each of them."""
    rows: tuple[MeasuresRow, ...]
    rules_page: str = RULES_PAGE


def measure_counts(snapshot: Snapshot, _options: Options) -> MeasureCounts:
    """All measures, counted under their worst verdict; one of several priorities under each."""
    graph = snapshot.graph
    verdicts = {
        indicator.id: headline(of_all(snapshot.performance.get(indicator.id, ()), snapshot.home))
        for indicator in graph.of_role(Role.INDICATOR)
    }
    every = counts(verdicts.values())
    columns = tuple(count.badge.verdict for count in every)

    def row(priority: Item | None, measures: Collection[str]) -> MeasuresRow:
        found = counts(verdicts[measure] for measure in measures)
        return MeasuresRow(
            priority=priority, number=len(measures), counts=_in_order(found, columns)
        )

    rows = [
        row(priority, [measure.id for measure in snapshot.measures_by_priority[priority.id]])
        for priority in graph.of_role(Role.PRIORITY)
    ]
    rows.append(row(None, [one for one in verdicts if one not in snapshot.priorities_of]))
    return MeasureCounts(
        number=len(verdicts),
        columns=tuple(count.badge for count in every),
        totals=tuple(count.number for count in every),
        rows=tuple(one for one in rows if one.number),
    )


def _in_order(counts: tuple[Count, ...], verdicts: tuple[Verdict, ...]) -> tuple[int, ...]:
    found = {count.badge.verdict: count.number for count in counts}
    return tuple(found.get(verdict, 0) for verdict in verdicts)


register(
    View(
        key="measure_counts",
        purpose=message("How many measures have which verdict, in all and by priority"),
        template="measure_counts.html.jinja",
        compute=measure_counts,
    )
)
