"""How the measures stand: how many have which verdict, in all and by priority."""

from __future__ import annotations

from dataclasses import dataclass

from policytrace.messages import message
from policytrace.plan.model import Item
from policytrace.schema.vocabulary import Verdict
from policytrace.site.views.indicator_table import indicator_overview
from policytrace.site.views.indicator_verdicts import RULES_PAGE, Badge, Count
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


def measure_counts(snapshot: Snapshot, options: Options) -> MeasureCounts:
    """All measures, counted under their worst verdict."""
    overview = indicator_overview(snapshot, options)
    verdicts = tuple(count.badge.verdict for count in overview.counts)
    return MeasureCounts(
        number=overview.number,
        columns=tuple(count.badge for count in overview.counts),
        totals=tuple(count.number for count in overview.counts),
        rows=tuple(
            MeasuresRow(
                priority=group.priority,
                number=group.number,
                counts=_in_order(group.counts, verdicts),
            )
            for group in overview.groups
        ),
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
