"""All editions are shown, with what can be fetched, and the newest is marked."""

from __future__ import annotations

from pathlib import Path

import pytest

from policytrace.schema.roles import Role
from policytrace.schema.vocabulary import Status
from policytrace.site.exports.editions import editions as exported
from policytrace.site.views.edition_table import edition_table
from policytrace.site.views.frozen_edition import FrozenEdition, editions_about
from policytrace.site.views.registry import Options
from policytrace.snapshot import Snapshot
from tests.editions.frozen import SWEDISH, decided_plan, freeze, revised, snapshot_of, without
from tests.plan_builder import item


def shown(snapshot: Snapshot) -> tuple[FrozenEdition, ...]:
    return edition_table(snapshot, Options()).editions


@pytest.fixture
def snapshot(tmp_path: Path) -> Snapshot:
    """A plan that was adopted and then revised, with an edition of each."""
    plan = decided_plan()
    freeze(tmp_path, plan)
    (tmp_path / "docs/editions/BES-1-rattelser.csv").write_text(
        "objekt,uppgift,från,till,datum,skäl\n"
        "ATG-1,text,Jämnställdhet,Jämställdhet,2027-03-02,Felstavat\n",
        "utf-8",
    )
    again = revised(plan, "HPL-1")
    freeze(tmp_path, again, "BES-2")
    return snapshot_of(tmp_path, again)


def test_the_newest_comes_first_and_is_marked(snapshot: Snapshot) -> None:
    assert [(one.title, one.is_newest) for one in shown(snapshot)] == [
        ("Planen revideras", True),
        ("Planen antas", False),
    ]


def test_each_file_has_an_address_at_which_it_is_published_with_its_checksum(
    snapshot: Snapshot,
) -> None:
    published = exported(snapshot, SWEDISH)
    for edition in shown(snapshot):
        assert {file.address for file in edition.files} <= published.keys()
        assert all(len(file.checksum) == 64 for file in edition.files)
    number = sum(len(edition.files) for edition in shown(snapshot))
    assert len(published) == number
    assert [file.name for file in shown(snapshot)[0].documents] == ["HPL-1.pdf"]


def test_what_was_corrected_stands_with_its_edition(snapshot: Snapshot) -> None:
    newest, oldest = shown(snapshot)
    assert newest.mended == ()
    [mended] = oldest.mended
    assert (mended.title, mended.correction.after) == ("Öppna en stödlinje", "Jämställdhet")
    assert mended.item is snapshot.graph.items["ATG-1"]


def test_a_plan_and_a_decision_have_their_editions(snapshot: Snapshot) -> None:
    def about(item_id: str) -> list[str]:
        return [one.id for one in editions_about(snapshot, snapshot.graph.items[item_id])]

    assert about("HPL-1") == ["BES-2", "BES-1"]
    assert about("BES-1") == ["BES-1"]
    assert about("ATG-1") == []


def test_an_edition_is_shown_after_its_plan_is_gone(tmp_path: Path) -> None:
    freeze(tmp_path, decided_plan())
    [edition] = shown(snapshot_of(tmp_path, without(decided_plan(), "HPL-1", "BES-1")))
    assert edition.decision is None
    assert [(plan.title, plan.item) for plan in edition.plans] == [("Plan mot hot", None)]


def test_an_edition_may_be_the_newest_of_some_of_its_plans(tmp_path: Path) -> None:
    both = (
        *decided_plan(),
        item("HPL-2", Role.PLAN, title="Plan mot hat", status=Status.DECIDED, decided_by="BES-1"),
    )
    freeze(tmp_path, both, plans=("HPL-1", "HPL-2"))
    again = revised(both, "HPL-1")
    freeze(tmp_path, again, "BES-2")
    oldest = shown(snapshot_of(tmp_path, again))[-1]
    assert {plan.title: plan.is_newest for plan in oldest.plans} == {
        "Plan mot hot": False,
        "Plan mot hat": True,
    }
    assert not oldest.is_newest
