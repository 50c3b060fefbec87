"""What a plan comes to: objects, findings, verdicts and states, as keys and values, never words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from policytrace.checks.findings import Finding
from policytrace.measure.performance import Performance
from policytrace.plan.model import Item
from policytrace.schema.roles import CustomField, FieldName
from policytrace.schema.typed import Assessment, Unit
from policytrace.schema.vocabulary import ValueStatus
from policytrace.snapshot import Snapshot
from policytrace.sphinx.run import check_project
from tests.plans.checking import TODAY, Row, placed

Told = dict[str, object]


@dataclass(frozen=True, kw_only=True)
class Judged:
    """A plan, and what the gate says of it."""

    snapshot: Snapshot
    late_findings: tuple[Finding, ...]

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
        "fields": {key for key in item.values if isinstance(key, FieldName)},
        "own fields": sum(isinstance(key, CustomField) for key in item.values),
        "malformed": set(item.malformed),
        "values": {
            name: value.status if isinstance(value, Assessment) else value
            for name, value in item.values.items()
            if type(value) is not str and not isinstance(value, Unit)
        },
    }


def judged(project: Path) -> Judged:
    """What the plan in the folder `project` comes to."""
    result = check_project(project, today=date.fromisoformat(TODAY))
    return Judged(snapshot=result.snapshot, late_findings=result.late_findings)
