"""The plan snapshot of a build: the graph with what the gate has found."""

from __future__ import annotations

from policytrace.snapshot import Snapshot
from policytrace.sphinx.build import Build, once_a_build
from policytrace.sphinx.gate.history import plan_history
from policytrace.sphinx.read.graph import plan_graph, plan_measurements


@once_a_build
def plan_snapshot(build: Build) -> Snapshot:
    """The plan as it stands. Ask for it only when the gate has been run."""
    return Snapshot(
        graph=plan_graph(build),
        metamodel=build.metamodel,
        measurements=plan_measurements(build),
        today=build.context.today,
        addresses=build.addresses,
        meetings=build.context.meetings,
        editions=build.context.editions,
        history=plan_history(build),
        findings=build.findings,
    )
