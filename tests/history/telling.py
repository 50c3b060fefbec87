"""Histories of plans that are made here, a day for each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from types import MappingProxyType

from policytrace.changes.plan_state import PlanState, StatedValue, ValueKey, state_of
from policytrace.checks.unpublishable import why_unpublishable
from policytrace.editions.edition import Editions
from policytrace.history.days import DatedState, History, history_of
from policytrace.history.judging import Judge
from policytrace.history.timeline import HistoryLine
from policytrace.repository import Commit
from policytrace.schema.changes_freely import BY_DEFAULT
from tests.editions.frozen import SWEDISH, Items, graph_of
from tests.plan_builder import METAMODEL

FIRST = date(2027, 3, 30)
KEY = ValueKey(period="2026", area="A", area_kind="municipality", sex="women")


def state(items: Items, **values: str) -> PlanState:
    found = {name: {KEY: StatedValue(value=Decimal(value))} for name, value in values.items()}
    return replace(state_of(graph_of(items), METAMODEL.types), values=found)


def history_of_revisions(
    revisions: Sequence[tuple[date, PlanState]], leads: Mapping[str, str]
) -> History:
    """The history of some revisions in their order, as they all stand on the last one's day."""
    last = dict(revisions[1:])
    commits = [Commit(id=f"{day.toordinal():040}", day=day) for day in last]
    first = Commit(id="0" * 40, day=revisions[0][0])
    line = HistoryLine(commits=(first, *commits), numbers=Counter(day for day, _ in revisions[1:]))
    states = (revisions[0][1], *last.values())
    return _told(
        line,
        [DatedState(commit=one, state=it) for one, it in zip(line.commits, states, strict=True)],
        revisions[-1][1],
        leads,
        Editions(),
    )


def holding_back(one: PlanState, *keys: ValueKey) -> PlanState:
    """The plan, which holds back what these values of IND-1 are."""
    return replace(one, held_back={"IND-1": frozenset(keys)})


def history(
    *states: PlanState | None,
    known: PlanState | None = None,
    leads: Mapping[str, str] = MappingProxyType({}),
    editions: Editions | None = None,
) -> History:
    """The history of one state a day; the plan is now as `known`, or as the last of them.

    `leads` is what the register says: the id that an object has got, by the one that it had.
    """
    dated = [
        DatedState(commit=Commit(id=f"{number:040}", day=FIRST + timedelta(days=number)), state=one)
        for number, one in enumerate(states)
    ]
    line = HistoryLine(commits=tuple(one.commit for one in dated))
    now = known or next(one for one in reversed(states) if one)
    return _told(line, dated, now, leads, editions or Editions())


def _told(
    line: HistoryLine,
    dated: Sequence[DatedState],
    known: PlanState,
    leads: Mapping[str, str],
    editions: Editions,
) -> History:
    return history_of(
        line,
        dated,
        known,
        Judge(editions=editions, changes_freely=BY_DEFAULT, leads_to=leads.get),
        lambda key: METAMODEL.words.get(key, key),
        lambda text: why_unpublishable(text.render(SWEDISH), FIRST),
    )
