"""The priorities, one a row: the promise, who answers for it, the newest number, how far it is."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass

from policytrace.measure.target_specs import governs, is_background
from policytrace.messages import message
from policytrace.plan.model import Item
from policytrace.schema.roles import LinkKind, Role
from policytrace.schema.vocabulary import ActionStatus
from policytrace.site.views.headline_figure import HeadlineFigure, headline_figure, telling_figures
from policytrace.site.views.key_figures import FIGURES
from policytrace.site.views.plain_text import opening_sentence
from policytrace.site.views.registry import Options, View, register
from policytrace.site.views.tallies import ActionTally, tally
from policytrace.snapshot import Snapshot


@dataclass(frozen=True, slots=True, kw_only=True)
class PriorityRow:
    """One priority."""

    priority: Item
    promise: str
    """What it says, in one sentence; empty if it says nothing."""
    owners: tuple[Item, ...]
    owners_proposed: bool
    """Whether nobody has decided that they answer for it."""
    state: ActionStatus | None
    """None if all that is to be done is proposed."""
    actions: ActionTally
    figure: HeadlineFigure | None
    """What the newest of the measures that govern it says; None if none has a value."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PriorityRows:
    """All priorities, in the order of the strategy."""

    rows: tuple[PriorityRow, ...]
    has_shared: bool
    """Whether any action belongs to several of them."""


def priority_rows(snapshot: Snapshot, _options: Options) -> PriorityRows:
    """A row for each priority."""
    told = {one.indicator.id for one in telling_figures(snapshot, FIGURES)}
    return PriorityRows(
        rows=tuple(_row(snapshot, item, told) for item in snapshot.graph.of_role(Role.PRIORITY)),
        has_shared=any(
            len(snapshot.priorities_of.get(action.id, ())) > 1
            for action in snapshot.graph.of_role(Role.ACTION)
        ),
    )


def _row(snapshot: Snapshot, priority: Item, told: Container[str]) -> PriorityRow:
    statuses = snapshot.action_statuses
    return PriorityRow(
        priority=priority,
        promise=opening_sentence(priority.prose),
        owners=snapshot.graph.targets(priority, LinkKind.OWNER),
        owners_proposed=priority.proposed,
        state=statuses[priority.id].state,
        actions=tally(
            statuses[action.id].state
            for action in snapshot.actions_by_priority.get(priority.id, ())
        ),
        figure=_newest(snapshot, priority, told),
    )


def _newest(snapshot: Snapshot, priority: Item, told: Container[str]) -> HeadlineFigure | None:
    """Of the measures that govern `priority`; else of those that measure it in some other way.

    Rather one that is not `told` by the charts that tell most: these often stand on the same page.
    """
    measures = [
        indicator
        for indicator in snapshot.graph.targets(priority, LinkKind.MEASURED_BY)
        if not is_background(indicator)
    ]
    for group in (filter(governs, measures), measures):
        figures = [one for item in group if (one := headline_figure(snapshot, item))]
        if figures:
            return max(
                figures,
                key=lambda one: (not one.is_outdated, one.indicator.id not in told, one.period),
            )
    return None


register(
    View(
        key="priority_rows",
        purpose=message("The priorities: promise, owner, newest number and how far it has come"),
        template="priority_rows.html.jinja",
        compute=priority_rows,
    )
)
