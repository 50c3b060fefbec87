"""The metamodel is data: a plan in English is judged as the Swedish one that it is a twin of.

``english/`` holds twins of two Swedish plans: the same objects on the same lines, in other words.
What is compared are keys and values, never words.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from policytrace.measure.performance import Performance
from policytrace.plan.model import Item
from policytrace.schema.reading import load_metamodel
from policytrace.schema.roles import Role
from policytrace.schema.typed import Assessment, Unit
from policytrace.schema.vocabulary import ValueStatus
from policytrace.snapshot import Snapshot
from policytrace.sphinx.run import check_project
from tests.paths import PLANS
from tests.plans.checking import TODAY, Row, lay_out, placed

ENGLISH = PLANS / "english"
TWINS = {"full": PLANS / "pass" / "full", "all": PLANS / "all"}
"""The Swedish plan of each English one."""

Told = dict[str, object]


@dataclass(frozen=True, kw_only=True)
class Checked:
    """A plan, and what the gate says of it."""

    snapshot: Snapshot
    late_warnings: tuple[str, ...]

    @property
    def findings(self) -> list[Row]:
        """What is wrong, and where."""
        return [placed(finding) for finding in self.snapshot.findings]

    @property
    def objects(self) -> dict[str, Told]:
        """Each object by its id, less what only people read."""
        return {item.id: _object(item) for item in self.snapshot.graph}

    @property
    def rows(self) -> dict[str, list[Told]]:
        """The values of each indicator by its id."""
        return {
            indicator: [
                {
                    "line": row.line,
                    "period": row.period,
                    "area": self._area(row.area),
                    "sex": row.sex,
                    "group": bool(row.group),
                    "value": row.value,
                    "count": row.count,
                    "status": row.status if row.status in list(ValueStatus) else bool(row.status),
                    "retrieved": row.retrieved,
                }
                for row in data.table.rows
            ]
            for indicator, data in self.snapshot.measurements.by_indicator.items()
        }

    @property
    def verdicts(self) -> dict[str, list[Told]]:
        """How each indicator stands to its target."""
        return {
            indicator: [self._verdict(verdict) for verdict in verdicts]
            for indicator, verdicts in self.snapshot.performance.items()
        }

    @property
    def states(self) -> dict[str, Told]:
        """How it goes with each action, plan and priority, and the rule that says so."""
        return {
            item: {"state": found.state, "rule": found.ground}
            for item, found in self.snapshot.action_statuses.items()
        }

    def _area(self, name: str) -> int:
        return list(self.snapshot.measurements.areas.areas).index(name)

    def _verdict(self, verdict: Performance) -> Told:
        return {
            "verdict": verdict.verdict,
            "known": verdict.known,
            "sex": verdict.sex,
            "area": self._area(verdict.area),
            "group": bool(verdict.group),
            "measure": verdict.measure,
            "baseline": verdict.baseline,
            "latest": verdict.latest,
            "target": verdict.target,
            "year": verdict.year,
            "expected": verdict.expected,
        }


def _object(item: Item) -> Told:
    return {
        "role": item.role,
        "location": item.location,
        "links": dict(item.links),
        "fields": set(item.values),
        "malformed": item.malformed,
        "values": {
            name: value.status if isinstance(value, Assessment) else value
            for name, value in item.values.items()
            if type(value) is not str and not isinstance(value, Unit)
        },
    }


def check(project: Path) -> Checked:
    result = check_project(project, today=date.fromisoformat(TODAY))
    return Checked(
        snapshot=Snapshot(
            graph=result.graph,
            metamodel=load_metamodel(project),
            measurements=result.measurements,
            today=result.today,
            findings=result.findings,
        ),
        late_warnings=result.late_warnings,
    )


@pytest.fixture(scope="module", params=sorted(TWINS))
def twins(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Checked, Checked]:
    folder = tmp_path_factory.mktemp(request.param)
    english = lay_out(ENGLISH / request.param, folder / "en", metamodel=ENGLISH, language="en")
    return check(lay_out(TWINS[request.param], folder / "sv")), check(english)


def test_a_plan_in_english_has_the_findings_of_its_swedish_twin(
    twins: tuple[Checked, Checked],
) -> None:
    swedish, english = twins
    assert english.findings == swedish.findings
    assert english.late_warnings == ()


def test_a_plan_in_english_holds_the_objects_of_its_swedish_twin(
    twins: tuple[Checked, Checked],
) -> None:
    swedish, english = twins
    assert english.objects == swedish.objects


def test_a_plan_in_english_measures_what_its_swedish_twin_does(
    twins: tuple[Checked, Checked],
) -> None:
    swedish, english = twins
    assert english.rows == swedish.rows
    assert english.verdicts == swedish.verdicts


def test_a_plan_in_english_goes_as_its_swedish_twin_does(twins: tuple[Checked, Checked]) -> None:
    swedish, english = twins
    assert english.states == swedish.states
    assert english.states.keys() == {
        item.id for item in english.snapshot.graph.of_role(Role.ACTION, Role.PLAN, Role.PRIORITY)
    }
