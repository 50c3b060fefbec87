"""Which decision a change was made by, or that there is none: by the same logic as PT503."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from policytrace.changes.plan_state import PlanState, state_of
from policytrace.editions.edition import Editions
from policytrace.history.judging import Judge
from policytrace.history.told import told
from policytrace.plan.addresses import Address, AddressRegister
from policytrace.schema.changes_freely import BY_DEFAULT
from policytrace.schema.roles import Role
from policytrace.schema.vocabulary import Status
from tests.editions.frozen import (
    REVISION,
    SWEDISH,
    Items,
    decided_plan,
    editions,
    freeze,
    graph_of,
    retold,
    revised,
    without,
)
from tests.editions.frozen import told as findings_told
from tests.plan_builder import METAMODEL, UNPLACED, changed, item


def state(items: Items) -> PlanState:
    return state_of(graph_of(items), METAMODEL.types)


def judged(
    before: Items,
    after: Items,
    *,
    frozen: Editions | None = None,
    known: Items | None = None,
    day: date = date.max,
    moved: AddressRegister | None = None,
) -> list[str]:
    judge = Judge(
        editions=frozen or Editions(),
        changes_freely=BY_DEFAULT,
        leads_to=(moved or AddressRegister()).goal,
    )
    found = judge.judged(
        state(before), state(after), known=state(known) if known else None, day=day
    )
    return [told(one, METAMODEL.words.__getitem__).render(SWEDISH) for one in found]


LATER = "Sista dag flyttad från 1 mars till 1 juni 2027"


def later(plan: Items) -> Items:
    return changed(plan, "ATG-1", due="2027-06-01")


def test_a_moved_last_day_of_what_is_decided_is_told_as_undecided() -> None:
    plan = decided_plan()
    assert judged(plan, later(plan)) == [f"{LATER}, utan beslut"]


@pytest.mark.parametrize("covers", ["ATG-1", "HPL-1"])
def test_a_new_decision_on_the_object_or_its_plan_covers_it(covers: str) -> None:
    plan = decided_plan()
    found = judged(plan, revised(later(plan), covers))
    assert f"{LATER} (beslut: Planen revideras, 1 december 2027, § 9)" in found
    assert not any("utan beslut" in one for one in found)


def test_a_proposal_may_be_changed_by_anybody() -> None:
    plan = decided_plan()
    assert judged(plan, changed(plan, "ATG-3", due="2028-03-01")) == [
        "Sista dag flyttad från 1 mars 2027 till 1 mars 2028"
    ]


def test_what_is_a_part_of_a_proposal_is_proposed_with_it() -> None:
    step = item("DEL-1", Role.MILESTONE, part_of="ATG-3", due="2027-03-01")
    plan = (*decided_plan(), step)
    assert "utan beslut" not in judged(plan, changed(plan, "DEL-1", due="2027-06-01"))[0]
    plan = changed(plan, "DEL-1", part_of="ATG-1")
    assert "utan beslut" in judged(plan, changed(plan, "DEL-1", due="2027-06-01"))[0]


def test_a_target_that_is_decided_itself_takes_a_decision() -> None:
    plan = decided_plan()
    assert judged(plan, changed(plan, "IND-1", target_value="70")) == [
        "”målvärde” har ändrats från 80 till 70, utan beslut"
    ]
    free = changed(plan, "IND-1", decided_by=None)
    assert judged(free, changed(free, "IND-1", target_value="70")) == [
        "”målvärde” har ändrats från 80 till 70"
    ]


def test_time_that_goes_by_takes_no_decision() -> None:
    plan = decided_plan()
    for change in (
        changed(plan, "ATG-1", status=Status.DONE),
        changed(plan, "ATG-1", next_follow_up="2028-11-15"),
        (*plan, item("UPF-1", Role.FOLLOW_UP, follows_up="ATG-1", date="2027-11-15")),
    ):
        (said,) = judged(plan, change)
        assert "utan beslut" not in said


def test_what_becomes_decided_is_so_by_any_decision_that_covers_it() -> None:
    plan = decided_plan()
    decided = "Status ändrad från ”förslag” till ”beslutad”"
    assert judged(plan, changed(plan, "ATG-3", status=Status.DECIDED)) == [
        f"{decided} (beslut: Planen antas, 10 februari 2027, § 15)"
    ]
    loose = changed(plan, "ATG-3", part_of=None)
    assert judged(loose, changed(loose, "ATG-3", status=Status.DECIDED)) == [
        f"{decided}, utan beslut"
    ]


def test_a_decision_that_is_written_in_later_covers_what_was_changed_before() -> None:
    plan = decided_plan()
    known = revised(later(plan), "ATG-1")
    assert "Planen revideras" in judged(plan, later(plan), known=known)[0]


def test_an_object_with_a_new_id_is_the_same_one() -> None:
    plan = decided_plan()
    action = next(one for one in plan if one.id == "ATG-3")
    new = item(
        "ATG-9",
        Role.ACTION,
        title=action.title,
        status=Status.PROPOSED,
        part_of="HPL-1",
        owner="ORG-A",
        due="2027-03-01",
        next_follow_up="2027-11-15",
    )
    after = retold((*without(plan, "ATG-3"), new), "ATG-9", prose=action.prose or "")
    moved = AddressRegister(addresses=(Address(id="ATG-3", leads_to="ATG-9", location=UNPLACED),))
    assert judged(plan, after, moved=moved) == []
    assert judged(plan, after) == ["Ny åtgärd", "Åtgärden är borttagen"]


CHANGES: dict[str, Callable[[Items], Items]] = {
    "later": later,
    "owner": lambda plan: changed(plan, "ATG-1", owner="ORG-B"),
    "target": lambda plan: changed(plan, "IND-1", target_value="70"),
    "text": lambda plan: retold(plan, "ATG-2", prose="Annat"),
    "title": lambda plan: retold(plan, "HPL-1", title="Plan mot allt"),
    "gone": lambda plan: without(plan, "ATG-2"),
    "proposal": lambda plan: changed(plan, "ATG-3", due="2028-03-01"),
    "proposal gone": lambda plan: without(plan, "ATG-3"),
    "forward": lambda plan: changed(plan, "ATG-1", status=Status.IN_PROGRESS),
    "back": lambda plan: changed(plan, "ATG-2", status=Status.DECIDED),
    "followed up": lambda plan: changed(plan, "ATG-1", next_follow_up="2028-11-15"),
    "revised": lambda plan: revised(later(plan), "ATG-1"),
}


@pytest.mark.parametrize("name", CHANGES)
def test_since_an_edition_it_is_what_the_gate_says(name: str, tmp_path: Path) -> None:
    plan = decided_plan()
    freeze(tmp_path, plan)
    after = CHANGES[name](plan)
    told_here = judged(plan, after, frozen=editions(tmp_path))
    by_gate = [one for one in findings_told("PT503", tmp_path, after) if "utan beslut" in one]
    assert len([one for one in told_here if "utan beslut" in one]) == len(by_gate)


def test_what_is_put_back_as_it_was_decided_takes_no_decision(tmp_path: Path) -> None:
    plan = decided_plan()
    freeze(tmp_path, plan)
    frozen = editions(tmp_path)
    assert "utan beslut" in judged(plan, later(plan), frozen=frozen)[0]
    assert "utan beslut" not in judged(later(plan), plan, frozen=frozen)[0]


def test_an_edition_counts_from_the_day_it_was_frozen(tmp_path: Path) -> None:
    plan = decided_plan()
    freeze(tmp_path, revised(later(plan), "ATG-1"), "BES-2")
    assert "utan beslut" in judged(plan, later(plan), frozen=editions(tmp_path), day=date.min)[0]


def test_a_decision_without_a_paragraph_is_told_by_title_and_day() -> None:
    plan = decided_plan()
    after = revised(later(plan), "ATG-1")
    bare = changed(after, REVISION.id, paragraph="")
    assert f"{LATER} (beslut: Planen revideras, 1 december 2027)" in judged(plan, bare)
