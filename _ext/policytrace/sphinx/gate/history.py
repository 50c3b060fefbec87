"""The history of a build: what has changed in the plan since its beginning, day by day."""

from __future__ import annotations

from pathlib import Path

from policytrace.changes.plan_state import state_of
from policytrace.checks.unpublishable import why_unpublishable
from policytrace.history.days import History, history_of
from policytrace.history.judging import Judge
from policytrace.history.store import HISTORY_FOLDER, StateStore, dated_states
from policytrace.history.timeline import timeline
from policytrace.sphinx.build import Build, once_a_build
from policytrace.sphinx.read.graph import plan_graph, plan_measurements


@once_a_build
def plan_history(build: Build) -> History:
    """The history, of what has been read of it before Sphinx began; see `sphinx.states`."""
    metamodel, today = build.metamodel, build.context.today
    project = Path(build.app.confdir)
    line = timeline(project, metamodel.history_since, today)
    if not line.commits:
        return History(absent=line.absent)
    store = StateStore(Path(build.app.doctreedir).parent / HISTORY_FOLDER)
    return history_of(
        line,
        dated_states(project, metamodel, line, store),
        state_of(plan_graph(build), metamodel.types, plan_measurements(build)),
        Judge(
            editions=build.context.editions,
            changes_freely=metamodel.changes_freely,
            leads_to=build.addresses.goal,
        ),
        build.context.word,
        lambda text: why_unpublishable(text.render(build.translations), today),
    )
