"""Actions against analyses: what has been analysed before it is decided, and what has not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from policytrace.messages import message
from policytrace.plan.model import Item
from policytrace.schema.roles import Role
from policytrace.schema.vocabulary import Status
from policytrace.site.views.prepared import KindState, kinds_of, prepared
from policytrace.site.views.registry import PLAN, Options, View, register
from policytrace.snapshot import Snapshot


@dataclass(frozen=True, slots=True, kw_only=True)
class AnalysedRow:
    """A plan or an action, and how it stands to each kind of analysis."""

    item: Item
    states: tuple[KindState, ...]
    """In the order of the matrix's columns."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KindCount:
    """How many actions have an analysis of a kind that counts."""

    kind: str
    made: int
    exempt: int
    """How many of these say why the questions are not asked."""
    exempt_title: str
    """What they say, as a title; empty if none does."""
    missing: int
    """How many should have one by now."""
    needed_from: Status | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AnalysedPlan:
    """A plan with its actions; without a plan, the actions that are in none."""

    plan: AnalysedRow | None
    actions: tuple[AnalysedRow, ...]
    counts: tuple[KindCount, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AnalysisMatrix:
    """All plans, or the one that was asked for."""

    chosen: Item | None
    kinds: tuple[str, ...]
    plans: tuple[AnalysedPlan, ...]
    counts: tuple[KindCount, ...]
    """Over all actions, each counted once."""
    actions: int
    """How many actions there are."""

    @property
    def nothing_made(self) -> bool:
        """Whether there is no analysis of anything."""
        rows = (row for plan in self.plans for row in (plan.plan, *plan.actions) if row)
        return not any(state.made for row in rows for state in row.states)

    @property
    def demanded(self) -> tuple[KindCount, ...]:
        """The kinds that must be there from some status on."""
        return tuple(count for count in self.counts if count.needed_from is not None)


def analysis_matrix(snapshot: Snapshot, options: Options) -> AnalysisMatrix:
    """The matrix of all live actions, by the plans that they are part of."""
    graph, chosen = snapshot.graph, options.items.get(PLAN)
    live = [action for action in graph.of_role(Role.ACTION) if graph.carries(action)]
    plans = (
        [chosen] if chosen else [plan for plan in graph.of_role(Role.PLAN) if graph.carries(plan)]
    )
    placed: dict[str, Item] = {}
    found: list[AnalysedPlan] = []
    for plan in plans:
        actions = [
            action
            for action in snapshot.actions_by_plan.get(plan.id, ())
            if graph.carries(action) and action.id not in placed
        ]
        placed |= {action.id: action for action in actions}
        found.append(_plan(snapshot, plan, actions))
    others = [action for action in live if action.id not in placed and not chosen]
    if others:
        found.append(_plan(snapshot, None, others))
    rows = [row for plan in found for row in plan.actions]
    return AnalysisMatrix(
        chosen=chosen,
        kinds=kinds_of(snapshot),
        plans=tuple(found),
        counts=tuple(_counts(snapshot, rows)),
        actions=len(rows),
    )


def _plan(snapshot: Snapshot, plan: Item | None, actions: Iterable[Item]) -> AnalysedPlan:
    rows = tuple(_row(snapshot, action) for action in actions)
    return AnalysedPlan(
        plan=_row(snapshot, plan) if plan else None,
        actions=rows,
        counts=tuple(_counts(snapshot, rows)),
    )


def _row(snapshot: Snapshot, item: Item) -> AnalysedRow:
    return AnalysedRow(item=item, states=prepared(snapshot, item))


def _counts(snapshot: Snapshot, rows: Iterable[AnalysedRow]) -> Iterator[KindCount]:
    states = [row.states for row in rows]
    for number, kind in enumerate(kinds_of(snapshot)):
        of_kind = [each[number] for each in states]
        made = [state for state in of_kind if state.counts]
        yield KindCount(
            kind=kind,
            made=len(made),
            exempt=sum(bool(state.exempt) for state in made),
            exempt_title=next((state.exempt for state in made if state.exempt), ""),
            missing=sum(state.missing for state in of_kind),
            needed_from=snapshot.metamodel.analyses.get(kind),
        )


register(
    View(
        key="analysis_matrix",
        purpose=message("Actions and analyses: what has been analysed before a decision"),
        options={PLAN: frozenset({Role.PLAN})},
        template="analysis_matrix.html.jinja",
        compute=analysis_matrix,
    )
)
