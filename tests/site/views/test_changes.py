"""What has changed in the plan, as the page by month and the page about an object tell it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from policytrace.changes.kinds import Added
from policytrace.changes.plan_state import PlanObject
from policytrace.history.days import History, HistoryChange, HistoryDay, HistoryObject
from policytrace.history.judging import JudgedChange
from policytrace.history.timeline import NoHistory
from policytrace.messages import as_it_is, catalogue
from policytrace.repository import Commit
from policytrace.site.views.told_history import object_history, told_history
from policytrace.snapshot import Snapshot
from tests.editions.frozen import decided_plan
from tests.plan_builder import METAMODEL, plan

IN_DATA = JudgedChange(change=Added(object=PlanObject(id="ATG-1", kind="action", title="Ny")))
DECISION = PlanObject(id="BES-1", kind="decision", title="Planen antas")


def day(when: date, item_id: str, *changes: HistoryChange, kind: str = "action") -> HistoryDay:
    changed = HistoryObject(id=item_id, kind=kind, title=f"Om {item_id}", changes=changes)
    return HistoryDay(day=when, commit=Commit(id="a" * 40, day=when), objects=(changed,))


def said(
    text: str, decision: PlanObject | None = None, *, undecided: bool = False
) -> HistoryChange:
    return HistoryChange(said=as_it_is(text), data=IN_DATA, decision=decision, undecided=undecided)


HISTORY = History(
    days=(
        day(date(2027, 3, 2), "ATG-1", said("senast", DECISION)),
        day(date(2027, 2, 9), "ATG-GONE", said("borta")),
        day(date(2027, 2, 1), "ATG-1", said("först", undecided=True)),
    ),
    absent=None,
    begins=date(2027, 1, 1),
)


def snapshot(history: History) -> Snapshot:
    return Snapshot(
        graph=plan(*decided_plan()),
        metamodel=METAMODEL,
        today=date(2027, 4, 1),
        history=history,
    )


def notes(history: History) -> str:
    found = told_history(snapshot(history)).notes
    return " ".join(one.render(catalogue("sv")) for one in found)


def test_days_are_told_by_month_with_the_decision_of_each_change() -> None:
    found = told_history(snapshot(HISTORY))
    assert [one.first.month for one in found.months] == [3, 2]
    (march,) = found.months[0].days
    (changed,) = march.objects
    assert changed.item
    assert changed.item.id == "ATG-1"
    assert changed.kind == METAMODEL.role_titles[changed.item.role]
    (change,) = changed.changes
    assert change.decision
    assert change.decision.id == "BES-1"
    gone, first = found.months[1].days
    assert (gone.objects[0].item, gone.objects[0].title) == (None, "Om ATG-GONE")
    assert first.objects[0].changes[0].undecided


def test_a_decision_that_came_later_is_told_with_its_day() -> None:
    change = replace(said("flyttad", undecided=True), later=DECISION)
    history = replace(HISTORY, days=(day(date(2027, 2, 1), "ATG-1", change),))
    made = snapshot(history)
    found = object_history(made, made.graph.items["ATG-1"])
    assert found
    ((_, changes),) = found.days
    (told,) = changes
    assert told.later
    assert (told.later.item.id, told.later.day) == ("BES-1", date(2027, 2, 10))


def test_a_type_of_the_projects_own_is_called_by_its_word() -> None:
    history = replace(HISTORY, days=(day(date(2027, 2, 1), "IDE-1", said("ny"), kind="own.idé"),))
    assert told_history(snapshot(history)).months[0].days[0].objects[0].kind == "idé"


def test_an_object_has_its_own_days_and_none_of_others() -> None:
    made = snapshot(HISTORY)
    found = object_history(made, made.graph.items["ATG-1"])
    assert found
    assert [when.month for when, _ in found.days] == [3, 2]
    assert found.is_whole
    other = object_history(made, made.graph.items["ATG-2"])
    assert other
    assert other.days == ()


def test_without_a_history_objects_say_nothing_and_the_page_says_why() -> None:
    none = History(absent=NoHistory.NOT_BEGUN)
    made = snapshot(none)
    assert object_history(made, made.graph.items["ATG-1"]) is None
    assert "första utgåvan" in notes(none)
    assert "utan filernas historik" in notes(History(absent=NoHistory.NO_REPOSITORY))
    assert "sparats" in notes(History(absent=NoHistory.NOTHING_COMMITTED))


def test_what_is_not_whole_says_so() -> None:
    commit = Commit(id="b" * 40, day=date(2027, 2, 3))
    for part, words in (
        (replace(HISTORY, is_shallow=True), "senaste delen"),
        (replace(HISTORY, is_cut=True), "senaste dagarna"),
        (replace(HISTORY, unread=(commit,)), "2027-02-03"),
    ):
        assert words in notes(part)
        made = snapshot(part)
        found = object_history(made, made.graph.items["ATG-1"])
        assert found
        assert not found.is_whole
    assert notes(HISTORY) == ""


def test_what_was_changed_before_the_first_version_that_can_be_read_is_not_promised() -> None:
    first = Commit(id="1" * 40, day=date(2026, 12, 20))
    later = Commit(id="2" * 40, day=date(2027, 2, 3))
    said = notes(replace(HISTORY, unread=(later, first), untold=(first,)))
    assert "på nästa dag som går att läsa: 2027-02-03." in said
    assert "fram till 1 januari 2027" in said
    assert said.count("2026-12-20") == 1
    assert "nästa dag" not in notes(replace(HISTORY, unread=(first,), untold=(first,)))
    nothing = History(absent=None, unread=(first,), untold=(first,))
    assert "Ingen version går att läsa" in notes(nothing)
