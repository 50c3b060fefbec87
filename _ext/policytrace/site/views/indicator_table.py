"""Tables of indicators: those of a priority or all, and all by priority with their verdicts."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from policytrace.measure.target_specs import governs, is_background
from policytrace.messages import message
from policytrace.plan.model import Item
from policytrace.plan.queries import parts_of
from policytrace.schema.roles import ADOPTED_ROLES, LinkKind, Role
from policytrace.schema.vocabulary import Verdict
from policytrace.site.views.indicator_row import IndicatorRow, indicator_row
from policytrace.site.views.indicator_verdicts import RULES_PAGE, Count, counts
from policytrace.site.views.registry import PRIORITY, Options, View, register
from policytrace.snapshot import Snapshot

_PROMISES = ADOPTED_ROLES | {Role.STRATEGY, Role.PLAN}


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorTable:
    """The indicators of a priority, or all."""

    priority: Item | None
    governing: tuple[IndicatorRow, ...]
    """The few that govern the priority; none among all indicators."""
    rows: tuple[IndicatorRow, ...]
    """The others."""
    background: tuple[Item, ...]
    """Those that tell who lives in an area; their values never stand beside others."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorGroup:
    """The indicators of a priority, or those of none."""

    priority: Item | None
    counts: tuple[Count, ...]
    governing: tuple[IndicatorRow, ...]
    """Those that govern a priority and have values."""
    rows: tuple[IndicatorRow, ...]
    """The others that have values."""
    without: tuple[Item, ...]
    """Those that have none."""
    background: tuple[Item, ...]
    """Those that tell who lives in an area; their values never stand beside others."""

    @property
    def number(self) -> int:
        """How many there are."""
        return len(self.governing) + len(self.rows) + len(self.without) + len(self.background)


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorOverview:
    """All indicators by priority."""

    groups: tuple[IndicatorGroup, ...]
    counts: tuple[Count, ...]
    number: int
    rules_page: str = RULES_PAGE


def indicator_table(snapshot: Snapshot, options: Options) -> IndicatorTable:
    """The indicators that measure the priority, its parts or the actions under it; else all.

    Those that have values come first, and of them those of the strategy's own promises.
    """
    graph = snapshot.graph
    priority = options.items.get(PRIORITY)
    measured = None if priority is None else _measured_under(snapshot, priority)
    found: list[tuple[IndicatorRow, bool]] = []
    for indicator in graph.of_role(Role.INDICATOR):
        sources = graph.sources(indicator.id, LinkKind.MEASURED_BY)
        if measured is not None:
            sources = tuple(source for source in sources if source.id in measured)
            if not sources:
                continue
        promised = any(source.role in _PROMISES for source in sources)
        found.append((indicator_row(snapshot, indicator), promised))
    found.sort(key=lambda row: (row[0].verdict is Verdict.NO_DATA, not row[1]))
    rows, background = _apart(row for row, _ in found)
    chosen = () if priority is None else graph.targets(priority, LinkKind.MEASURED_BY)
    first = frozenset(indicator.id for indicator in chosen if governs(indicator))
    return IndicatorTable(
        priority=priority,
        governing=tuple(row for row in rows if row.indicator.id in first),
        rows=tuple(row for row in rows if row.indicator.id not in first),
        background=background,
    )


def indicator_overview(snapshot: Snapshot, _options: Options) -> IndicatorOverview:
    """All indicators, each under every priority that it measures, and then the rest."""
    graph = snapshot.graph
    rows = {item.id: indicator_row(snapshot, item) for item in graph.of_role(Role.INDICATOR)}
    groups = [
        _group(
            priority,
            [row for key, row in rows.items() if priority in snapshot.priorities_of.get(key, ())],
        )
        for priority in graph.of_role(Role.PRIORITY)
    ]
    rest = [row for key, row in rows.items() if key not in snapshot.priorities_of]
    groups.append(_group(None, rest))
    return IndicatorOverview(
        groups=tuple(group for group in groups if group.number),
        counts=counts(row.verdict for row in rows.values()),
        number=len(rows),
    )


def _group(priority: Item | None, found: Collection[IndicatorRow]) -> IndicatorGroup:
    rows, background = _apart(found)
    known = [row for row in rows if row.headline]
    return IndicatorGroup(
        priority=priority,
        counts=counts(row.verdict for row in found),
        governing=tuple(row for row in known if governs(row.indicator)),
        rows=tuple(row for row in known if not governs(row.indicator)),
        without=tuple(row.indicator for row in rows if not row.headline),
        background=background,
    )


def _apart(found: Iterable[IndicatorRow]) -> tuple[tuple[IndicatorRow, ...], tuple[Item, ...]]:
    """The rows of a table, and the indicators that must not be among them."""
    rows: list[IndicatorRow] = []
    background: list[Item] = []
    for row in found:
        if is_background(row.indicator):
            background.append(row.indicator)
        else:
            rows.append(row)
    return tuple(rows), tuple(background)


def _measured_under(snapshot: Snapshot, priority: Item) -> frozenset[str]:
    """Ids of the priority, of its parts in any number of steps, and of the actions under it."""
    actions = snapshot.actions_by_priority.get(priority.id, ())
    parts = parts_of(snapshot.graph, (priority,))
    return frozenset({priority.id, *parts, *(action.id for action in actions)})


register(
    View(
        key="indicator_table",
        purpose=message("Indicators with what their values show, and their verdicts"),
        options={PRIORITY: frozenset({Role.PRIORITY})},
        template="indicator_table.html.jinja",
        compute=indicator_table,
    )
)
register(
    View(
        key="indicator_overview",
        purpose=message("All indicators by priority, and how many have which verdict"),
        template="indicator_overview.html.jinja",
        compute=indicator_overview,
    )
)
