"""What has changed is told by the ids that objects have now, which the register knows."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from policytrace.history.days import History
from tests.editions.frozen import (
    SWEDISH,
    decided_plan,
    editions,
    freeze,
    retold,
    revised,
    without,
)
from tests.history.telling import KEY, history, holding_back, state
from tests.plan_builder import changed, item, leading, with_id

PLAN = decided_plan()


def told(found: History, item_id: str) -> list[tuple[str, list[str]]]:
    """What is told of an object, the newest first."""
    return [
        (day.isoformat(), [change.said.render(SWEDISH) for change in one.changes])
        for day, one in found.by_object.get(item_id, ())
    ]


MOVED = changed(PLAN, "ATG-1", due="2027-06-01")
TO_JUNE = ("2027-03-31", ["Sista dag flyttad från 1 mars till 1 juni 2027"])


def test_what_happened_before_an_object_got_its_id_is_told_of_it() -> None:
    now = with_id(MOVED, "ATG-1", "ATG-11")
    found = history(state(PLAN), state(MOVED), state(now), leads={"ATG-1": "ATG-11"})
    assert told(found, "ATG-11") == [TO_JUNE]
    assert "ATG-1" not in found.by_object


def test_so_it_is_however_many_ids_it_has_had() -> None:
    second = with_id(MOVED, "ATG-1", "ATG-5")
    now = with_id(second, "ATG-5", "ATG-11")
    register = leading({"ATG-1": "ATG-5", "ATG-5": "ATG-11"})
    leads = {old: register.goal(old) or "" for old in register.leads}
    found = history(state(PLAN), state(MOVED), state(second), state(now), leads=leads)
    assert told(found, "ATG-11") == [TO_JUNE]
    assert {one.id for day in found.days for one in day.objects} == {"ATG-11"}


def test_a_value_is_still_held_back_when_its_measure_has_got_another_id() -> None:
    before, after = state(PLAN), state(PLAN, **{"IND-1": "12"})
    held_back = holding_back(before, KEY)
    now = state(with_id(PLAN, "IND-1", "IND-11"))
    found = history(before, after, held_back, now, leads={"IND-1": "IND-11"})
    assert "12" not in repr(found.days)


def test_a_value_is_still_told_when_its_measure_has_got_another_id() -> None:
    before, after = state(PLAN), state(PLAN, **{"IND-1": "12"})
    now = state(with_id(PLAN, "IND-1", "IND-11"), **{"IND-11": "12"})
    found = history(before, after, now, leads={"IND-1": "IND-11"})
    assert told(found, "IND-11") == [
        ("2027-03-31", ["Värde tillkommet: 12 (2026, kvinnor, A)"]),
    ]


def test_what_led_to_another_is_told_by_its_present_id_as_data() -> None:
    moved = changed(PLAN, "ATG-3", owner="ORG-B")
    now = with_id(moved, "ORG-A", "ORG-SN")
    found = history(state(PLAN), state(moved), state(now), leads={"ORG-A": "ORG-SN"})
    ((_, one),) = found.by_object["ATG-3"]
    (change,) = one.changes
    assert "ORG-SN" in repr(change.data.change)
    assert "ORG-A'" not in repr(change.data.change)


def test_a_decision_that_is_written_in_by_the_new_id_covers_what_was_changed_before() -> None:
    late = changed(revised(MOVED, "ATG-1"), "BES-2", date="2027-03-20")
    known = state(with_id(late, "ATG-1", "ATG-11"))
    found = history(state(PLAN), state(MOVED), known=known, leads={"ATG-1": "ATG-11"})
    (change,) = found.days[0].objects[0].changes
    assert not change.undecided
    assert change.decision
    assert change.decision.id == "BES-2"


def test_an_edition_is_found_by_the_id_that_its_plan_had(tmp_path: Path) -> None:
    freeze(tmp_path, PLAN)
    frozen = replace(
        editions(tmp_path),
        editions=tuple(replace(one, frozen=one.decided) for one in editions(tmp_path).editions),
    )
    now = with_id(PLAN, "HPL-1", "HPL-11")
    found = history(
        *(state(MOVED), state(with_id(MOVED, "HPL-1", "HPL-11")), state(now)),
        leads={"HPL-1": "HPL-11"},
        editions=frozen,
    )
    (change,) = found.days[0].objects[0].changes
    assert not change.undecided, "it is again as it was frozen"
    assert [day.day.isoformat() for day in found.days] == ["2027-04-01"]


def test_two_that_stood_in_one_plan_stay_two() -> None:
    retitled = retold(MOVED, "ATG-3", title="Pröva två appar")
    now = without(retitled, "ATG-1")
    found = history(state(PLAN), state(retitled), state(now), leads={"ATG-1": "ATG-3"})
    assert told(found, "ATG-1")[1:] == [TO_JUNE]
    assert len(told(found, "ATG-3")) == 1
    both = (*without(PLAN, "ATG-1", "ATG-3"), item("ATG-9", PLAN[1].role, title="Båda"))
    merged = history(
        state(PLAN), state(MOVED), state(both), leads={"ATG-1": "ATG-9", "ATG-3": "ATG-9"}
    )
    assert TO_JUNE in told(merged, "ATG-1")
    assert TO_JUNE not in told(merged, "ATG-9")


def test_one_that_is_taken_into_another_takes_nothing_of_its_past() -> None:
    renamed = with_id(MOVED, "ATG-1", "ATG-11")
    now = without(renamed, "ATG-3")
    leads = {"ATG-1": "ATG-11", "ATG-3": "ATG-11"}
    found = history(state(PLAN), state(MOVED), state(renamed), state(now), leads=leads)
    assert told(found, "ATG-11") == [TO_JUNE]
    assert [day for day, _ in told(found, "ATG-3")] == ["2027-04-02"]
