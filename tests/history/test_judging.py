"""Which decision a change was made by, or that there is none: by the same logic as PT503."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from policytrace.changes.plan_state import PlanState, state_of
from policytrace.editions.edition import Editions
from policytrace.history.judging import Judge
from policytrace.history.told import told
from policytrace.plan.addresses import Address, AddressRegister
from policytrace.schema.changes_freely import BY_DEFAULT
from policytrace.schema.roles import FieldName, Role
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


def test_that_something_cannot_be_read_is_nothing_that_anybody_decides() -> None:
    plan = decided_plan()
    broken = changed(plan, "ATG-1", due="2027-02-30")
    gone = "Klar senast går inte att läsa: ”2027-02-30” står där det stod 1 mars 2027"
    assert judged(plan, broken) == [gone]
    back = "där stod ”2027-02-30”, som inte gick att läsa"
    assert judged(broken, later(plan)) == [f"Klar senast är nu 1 juni 2027; {back}"]


def test_what_could_not_be_read_is_judged_against_the_edition(tmp_path: Path) -> None:
    plan = decided_plan()
    freeze(tmp_path, plan)
    frozen = editions(tmp_path)
    broken = changed(plan, "ATG-1", due="2027-02-30")
    back = "där stod ”2027-02-30”, som inte gick att läsa"
    assert judged(broken, later(plan), frozen=frozen) == [
        f"Klar senast är nu 1 juni 2027; {back}, utan beslut"
    ]
    assert judged(broken, plan, frozen=frozen) == [f"Klar senast är nu 1 mars 2027; {back}"]


def _with_unread_status(items: Items, item_id: str) -> Items:
    return tuple(
        replace(
            one,
            values={key: value for key, value in one.values.items() if key != FieldName.STATUS},
            malformed={FieldName.STATUS: "beslutadd"},
        )
        if one.id == item_id
        else one
        for one in items
    )


def test_what_may_be_a_proposal_is_not_said_to_lack_a_decision() -> None:
    proposed = changed(decided_plan(), "ATG-1", status=Status.PROPOSED)
    broken = _with_unread_status(proposed, "ATG-1")
    assert not any("utan beslut" in one for one in judged(broken, later(broken)))
    assert judged(without(broken, "ATG-1"), broken) == ["Ny åtgärd"]


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


TARGET = "”målvärde” har ändrats från 80 till 70"


def measured(by: str, *, status: Status | None = None) -> Items:
    """The plan with a measure that does not say that it is decided, of one object."""
    plan = changed(decided_plan(), "IND-1", decided_by=None, status=status)
    return changed(changed(plan, "HPL-1", measured_by=None), by, measured_by="IND-1")


@pytest.mark.parametrize("by", ["HPL-1", "ATG-1", "ATG-2"])
def test_a_target_is_decided_with_what_it_is_a_target_of(by: str) -> None:
    plan = measured(by)
    assert judged(plan, changed(plan, "IND-1", target_value="70")) == [f"{TARGET}, utan beslut"]
    assert "utan beslut" in judged(plan, changed(plan, "IND-1", target_year="2031"))[0]
    assert "utan beslut" in judged(plan, changed(plan, "IND-1", direction="upp"))[0]
    assert "utan beslut" in judged(plan, changed(plan, "IND-1", status=Status.CANCELLED))[0]
    assert "utan beslut" in judged(plan, changed(plan, "IND-1", status=Status.PROPOSED))[0]
    assert "Borttaget: indikator, utan beslut" in judged(plan, without(plan, "IND-1"))


def test_only_the_target_of_such_a_measure_is_decided() -> None:
    plan = measured("ATG-1")
    for change in (
        changed(plan, "IND-1", source="SCB"),
        changed(plan, "IND-1", owner="ORG-B"),
        retold(plan, "IND-1", prose="Så räknas det"),
    ):
        (said,) = judged(plan, change)
        assert "utan beslut" not in said


@pytest.mark.parametrize(
    "plan", [measured("ATG-3"), measured("ATG-1", status=Status.PROPOSED), measured("ORG-A")]
)
def test_a_target_of_a_proposal_or_that_is_one_may_be_changed_by_anybody(plan: Items) -> None:
    assert judged(plan, changed(plan, "IND-1", target_value="70")) == [TARGET]


@pytest.mark.parametrize("covers", ["IND-1", "ATG-1", "HPL-1"])
def test_a_decision_on_what_is_measured_covers_its_target(covers: str) -> None:
    plan = measured("ATG-1")
    found = judged(plan, revised(changed(plan, "IND-1", target_value="70"), covers))
    assert f"{TARGET} (beslut: Planen revideras, 1 december 2027, § 9)" in found


def strategy(**goal: object) -> Items:
    return (
        item("STR-1", Role.STRATEGY, status=Status.DECIDED, decided_by="BES-1"),
        item("MAL-1", Role.GOAL, part_of="STR-1", measured_by="IND-1", **goal),  # type: ignore[arg-type]
        item("IND-1", Role.INDICATOR, target_value="80"),
        next(one for one in decided_plan() if one.id == "BES-1"),
    )


def test_a_goal_is_decided_with_its_strategy_and_so_is_its_target() -> None:
    plan = strategy()
    assert judged(plan, changed(plan, "IND-1", target_value="70")) == [f"{TARGET}, utan beslut"]
    assert judged(plan, without(plan, "MAL-1")) == ["Borttaget: mål, utan beslut"]
    found = judged(plan, revised(changed(plan, "IND-1", target_value="70"), "STR-1"))
    assert f"{TARGET} (beslut: Planen revideras, 1 december 2027, § 9)" in found
    proposed = strategy(status=Status.PROPOSED)
    assert judged(proposed, changed(proposed, "IND-1", target_value="70")) == [TARGET]


def test_what_restates_a_passage_may_be_said_in_other_words() -> None:
    plan = strategy(source="mal-1")
    (said,) = judged(plan, retold(plan, "MAL-1", title="Ett annat sätt att säga det"))
    assert "utan beslut" not in said


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


MOVED = date(2027, 6, 1)


def test_a_decision_that_is_made_later_does_not_cover_it_but_is_told() -> None:
    plan = decided_plan()
    known = revised(changed(plan, "ATG-1", due="2028-06-01"), "ATG-1")
    assert judged(plan, later(plan), known=known, day=MOVED) == [
        f"{LATER}, utan beslut då; senare beslut: Planen revideras, 1 december 2027, § 9"
    ]
    by_then = changed(known, REVISION.id, date="2027-06-01")
    assert judged(plan, later(plan), known=by_then, day=MOVED) == [
        f"{LATER} (beslut: Planen revideras, 1 juni 2027, § 9)"
    ]


def test_nor_does_one_that_was_written_in_with_the_change_before_it_was_made() -> None:
    plan = decided_plan()
    found = judged(plan, revised(later(plan), "ATG-1"), day=MOVED)
    assert (
        f"{LATER}, utan beslut då; senare beslut: Planen revideras, 1 december 2027, § 9" in found
    )


def test_the_first_of_several_later_decisions_is_told() -> None:
    plan = decided_plan()
    third = item("BES-3", Role.DECISION, title="Ännu en", body="KF", date="2028-01-10")
    known = (*revised(later(plan), "ATG-1"), third)
    known = changed(known, "ATG-1", decided_by=("BES-3", "BES-2"))
    (said,) = judged(plan, later(plan), known=known, day=MOVED)
    assert "senare beslut: Planen revideras" in said


@pytest.mark.parametrize("has_edition", [True, False])
def test_the_same_holds_since_an_edition(has_edition: bool, tmp_path: Path) -> None:  # noqa: FBT001
    plan = decided_plan()
    if has_edition:
        freeze(tmp_path, plan)
    frozen = editions(tmp_path)
    known = revised(changed(plan, "ATG-1", due="2028-06-01"), "ATG-1")
    frozen = Editions(editions=tuple(replace(one, frozen=MOVED) for one in frozen.editions))
    (said,) = judged(plan, later(plan), known=known, frozen=frozen, day=MOVED)
    assert "utan beslut då; senare beslut: Planen revideras" in said


@pytest.mark.parametrize(("day", "covers"), [("2020-12-14", False), ("2027-02-10", True)])
def test_a_decision_older_than_what_the_plan_stands_on_covers_no_change(
    day: str,
    covers: bool,  # noqa: FBT001
) -> None:
    plan = decided_plan()
    after = changed(revised(later(plan), "ATG-1"), REVISION.id, date=day)
    assert (f"{LATER}, utan beslut" in judged(plan, after)) is not covers


def test_nor_does_it_cover_what_is_new_in_the_plan() -> None:
    plan = decided_plan()
    new = item("ATG-9", Role.ACTION, part_of="HPL-1", status=Status.DECIDED, decided_by="BES-0")
    old = item("BES-0", Role.DECISION, title="Gammalt", body="KF", date="2020-12-14")
    (said,) = (one for one in judged(plan, (*plan, new, old)) if one.startswith("Ny åtgärd"))
    assert said == "Ny åtgärd (beslut: Planen antas, 10 februari 2027, § 15)"


def test_a_decision_that_another_object_named_first_covers_too() -> None:
    plan = revised(decided_plan(), "ATG-2")
    after = changed(later(plan), "ATG-1", decided_by=REVISION.id)
    assert f"{LATER} (beslut: Planen revideras, 1 december 2027, § 9)" in judged(plan, after)


def test_a_decision_covers_what_has_been_taken_away_since() -> None:
    plan = decided_plan()
    after = revised(later(plan), "ATG-1")
    assert any("(beslut: Planen revideras" in one for one in judged(plan, after, known=plan))


def test_with_a_new_id_it_stands_on_the_decision_that_it_stood_on() -> None:
    plan = changed(decided_plan(), "ATG-1", decided_by="BES-1", part_of=None)
    moved = AddressRegister(addresses=(Address(id="ATG-1", leads_to="ATG-9", location=UNPLACED),))
    after = tuple(replace(one, id="ATG-9") if one.id == "ATG-1" else one for one in later(plan))
    assert judged(plan, after, moved=moved) == [f"{LATER}, utan beslut"]


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
    "source of the target": lambda plan: changed(plan, "IND-1", source="SCB"),
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


@pytest.mark.parametrize("name", CHANGES)
def test_so_it_is_of_a_measure_that_does_not_say_that_it_is_decided(
    name: str, tmp_path: Path
) -> None:
    plan = measured("ATG-1")
    freeze(tmp_path, plan)
    after = CHANGES[name](plan)
    told_here = judged(plan, after, frozen=editions(tmp_path))
    by_gate = [one for one in findings_told("PT503", tmp_path, after) if "utan beslut" in one]
    assert len([one for one in told_here if "utan beslut" in one]) == len(by_gate)
    assert by_gate or name not in {"target", "later"}


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
