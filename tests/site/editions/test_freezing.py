"""An edition holds what was decided, and hides what the site hides."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from policytrace.errors import ProjectError
from policytrace.plan.model import Item
from policytrace.schema.roles import Role
from policytrace.site.editions.freezing import edition_files, to_freeze
from policytrace.snapshot import Snapshot
from tests.editions.frozen import (
    SWEDISH,
    TODAY,
    Items,
    decided_plan,
    freeze,
    graph_of,
    revised,
    snapshot_of,
)
from tests.measure.figures import figure
from tests.plan_builder import METAMODEL, changed, item, measured, values_of


def asked(snapshot: Snapshot, decision: str, *plans: str) -> tuple[Item, ...]:
    items = snapshot.graph.items
    return to_freeze(snapshot, [items[plan] for plan in plans or ("HPL-1",)], items[decision])


def refused(project: Path, items: Items, decision: str, *plans: str) -> str:
    with pytest.raises(ProjectError) as told:
        asked(snapshot_of(project, items), decision, *plans)
    return told.value.text.render(SWEDISH)


def test_a_plan_is_covered_by_a_decision_on_something_in_it(tmp_path: Path) -> None:
    snapshot = snapshot_of(tmp_path, revised(decided_plan(), "ATG-1"))
    assert [one.id for one in asked(snapshot, "BES-2", "HPL-1", "HPL-1")] == ["HPL-1"]


def test_a_decision_without_a_day_or_with_one_to_come_adopts_nothing(tmp_path: Path) -> None:
    for day in ("2028-01-16", None):
        items = changed(decided_plan(), "BES-1", date=day)
        assert "inget beslut som är fattat" in refused(tmp_path, items, "BES-1")


def test_what_lies_in_the_way_is_never_written_over(tmp_path: Path) -> None:
    freeze(tmp_path, decided_plan())
    assert "har redan en utgåva" in refused(tmp_path, decided_plan(), "BES-1")
    (tmp_path / "docs/editions/BES-1/plan.json").unlink()
    assert "har redan en utgåva" in refused(tmp_path, decided_plan(), "BES-1")


def test_values_on_few_persons_are_hidden_in_the_edition_too() -> None:
    data = values_of("IND-1", figure("2022", "77.5", count=3), figure("2023", "42", count=300))
    snapshot = Snapshot(
        graph=graph_of(decided_plan()),
        metamodel=METAMODEL,
        today=TODAY,
        measurements=measured(data),
    )
    plans = asked(snapshot, "BES-1")
    files = edition_files(snapshot, SWEDISH, plans, snapshot.graph.items["BES-1"], {})
    assert b"77.5" not in b"".join(files.values())
    told = json.loads(files["plan.json"])
    [indicator] = [one for one in told["objects"] if one["id"] == "IND-1"]
    assert [one["value"] for one in indicator["measured"]["values"]] == [None, 42]


def test_other_plans_are_left_out(tmp_path: Path) -> None:
    other = (
        *decided_plan(),
        item("HPL-2", Role.PLAN, owner="ORG-B"),
        item("ATG-20", Role.ACTION, part_of="HPL-2", owner="ORG-B"),
    )
    folder = freeze(tmp_path, other)
    ids = {one["id"] for one in json.loads((folder / "plan.json").read_bytes())["objects"]}
    assert ids == {"HPL-1", "ATG-1", "ATG-2", "ATG-3", "IND-1", "ORG-A", "BES-1"}
