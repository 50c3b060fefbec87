"""The rules alone: what they are tried on is what the gate would have been handed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from policytrace.checks.engine import rule_settings, run
from policytrace.plan.graph import Graph
from policytrace.schema.roles import Role
from policytrace.sphinx.run import CheckResult, check_project
from tests.bench import rules
from tests.bench.measurement import BuildFailedError
from tests.bench.objects import SMALLEST, TODAY, sizes
from tests.bench.projects import ours


@pytest.fixture(scope="module")
def checked(tmp_path_factory: pytest.TempPathFactory) -> CheckResult:
    return check_project(ours(tmp_path_factory.mktemp("plan"), SMALLEST).folder, today=TODAY)


def test_the_objects_are_those_that_are_read_of_the_pages(checked: CheckResult) -> None:
    graph, _, _ = rules.plan_of(SMALLEST)
    plain, read = (
        {name: replace(item, page_order=0, prose="") for name, item in one.items.items()}
        for one in (graph, checked.graph)
    )
    assert plain == read


def test_what_is_measured_is_what_is_read_of_the_files(checked: CheckResult) -> None:
    _, context, _ = rules.plan_of(SMALLEST)
    plain, read = (
        {name: (data.table, data.unit) for name, data in one.by_indicator.items()}
        for one in (context.measurements, checked.snapshot.measurements)
    )
    assert plain == read


def test_the_rules_find_the_same(checked: CheckResult) -> None:
    graph, context, metamodel = rules.plan_of(SMALLEST)
    found = run(graph, rule_settings(metamodel), context)
    assert found == checked.findings
    assert len(found) == sizes(SMALLEST)[Role.WAIVER]


def test_only_the_rules_are_timed() -> None:
    taken = rules.timed(SMALLEST)
    assert 0 < taken["wall"] < 5
    assert taken.keys() == {"wall", "cpu"}


def test_a_plan_with_findings_is_not_timed(monkeypatch: pytest.MonkeyPatch) -> None:
    graph, context, metamodel = rules.plan_of(SMALLEST)
    spoiled = Graph(item for item in graph if item.role is not Role.PRIORITY)
    monkeypatch.setattr(rules, "plan_of", lambda _objects: (spoiled, context, metamodel))
    with pytest.raises(BuildFailedError, match="generated plan"):
        rules.timed(SMALLEST)
