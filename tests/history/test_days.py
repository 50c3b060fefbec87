"""History: what has changed day by day, without what must not be shown."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from policytrace.changes.plan_state import Place, PlanState, ValueKey
from policytrace.history.days import History, Withheld, months
from policytrace.history.told import change_told
from policytrace.schema.roles import FieldName
from policytrace.schema.vocabulary import Status
from tests.editions.frozen import SWEDISH, decided_plan, retold, revised, without
from tests.history.telling import FIRST, KEY, history, holding_back, state
from tests.plan_builder import changed

NUMBER = "811218-9876"
PART = "own.kommundel"
ADDED = "Värde tillkommet: 12 (2026, kvinnor, A)"


def told(found: History) -> list[tuple[str, str, list[str]]]:
    return [
        (
            one.day.isoformat(),
            changed.id,
            [change.said.render(SWEDISH) for change in changed.changes],
        )
        for one in found.days
        for changed in one.objects
    ]


PLAN = decided_plan()


def test_each_day_tells_what_has_changed_since_the_one_before() -> None:
    later = changed(PLAN, "ATG-1", due="2027-06-01")
    found = history(state(PLAN), state(later), state(later), state(without(later, "ATG-3")))
    assert told(found) == [
        ("2027-04-02", "ATG-3", ["Åtgärden är borttagen"]),
        ("2027-03-31", "ATG-1", ["Sista dag flyttad från 1 mars till 1 juni 2027"]),
    ]
    assert found.begins == FIRST
    assert [day for day, _ in found.by_object["ATG-1"]] == [date(2027, 3, 31)]
    assert [month for month, _ in months(found.days)] == [date(2027, 4, 1), date(2027, 3, 1)]


def test_a_change_is_told_with_its_decision_or_that_there_is_none() -> None:
    later = changed(PLAN, "ATG-1", due="2027-06-01")
    (undecided,) = history(state(PLAN), state(later)).days[0].objects[0].changes
    assert undecided.undecided
    known = state(changed(revised(later, "ATG-1"), "BES-2", date="2027-03-01"))
    (decided,) = history(state(PLAN), state(later), known=known).days[0].objects[0].changes
    assert not decided.undecided
    assert decided.decision
    assert decided.decision.id == "BES-2"


def test_a_decision_that_came_after_a_change_is_told_as_later() -> None:
    later = changed(PLAN, "ATG-1", due="2027-06-01")
    decided = revised(changed(later, "ATG-1", due="2027-12-31"), "ATG-1")
    after_all = FIRST + timedelta(days=2)
    known = state(changed(decided, "BES-2", date=after_all.isoformat()))
    found = history(state(PLAN), state(later), known)
    (last,) = [one for one in found.days[0].objects[0].changes if one.decision]
    (first,) = found.days[1].objects[0].changes
    assert (last.undecided, last.later) == (False, None)
    assert first.undecided
    assert first.decision is None
    assert first.later
    assert change_told(first).render(SWEDISH) == (
        "Sista dag flyttad från 1 mars till 1 juni 2027, utan beslut då; "
        "senare beslut: Planen revideras, 1 april 2027, § 9"
    )


def test_a_version_that_cannot_be_read_is_left_out_and_named() -> None:
    later = changed(PLAN, "ATG-3", due="2027-06-01")
    found = history(state(PLAN), None, state(later))
    assert [one.day.isoformat() for one in found.days] == ["2027-04-01"]
    assert [one.day.isoformat() for one in found.unread] == ["2027-03-31"]


def test_what_was_changed_until_the_first_version_that_can_be_read_is_not_known() -> None:
    later = changed(PLAN, "ATG-3", due="2027-06-01")
    found = history(None, state(PLAN), None, state(later))
    assert (found.begins, found.is_whole) == (FIRST + timedelta(days=1), False)
    assert [one.day for one in found.untold] == [FIRST]
    assert [one.day for one in found.unread] == [FIRST + timedelta(days=2), FIRST]
    nothing = history(None, None, known=state(PLAN))
    assert (nothing.begins, len(nothing.untold)) == (None, 2)


def due(day: str) -> PlanState:
    return state(changed(PLAN, "ATG-1", due=day))


def test_no_move_is_lost_since_the_day_could_not_be_read_for_some_time() -> None:
    found = history(due("2028-12-01"), due("2029-02-30"), due("2029-02-30"), due("2029-02-28"))
    assert told(found) == [
        (
            "2027-04-02",
            "ATG-1",
            ["Sista dag flyttad från 1 december 2028 till 28 februari 2029"],
        ),
        (
            "2027-03-31",
            "ATG-1",
            ["Klar senast går inte att läsa: ”2029-02-30” står där det stod 1 december 2028"],
        ),
    ]
    moved, broken = (one.objects[0].changes[0] for one in found.days)
    assert moved.undecided
    assert not broken.undecided


def test_what_is_put_back_as_it_could_be_read_last_is_no_move() -> None:
    found = history(due("2028-12-01"), due("snart"), None, due("2028-12-01"))
    assert told(found)[0][2] == ["Klar senast går att läsa igen: 1 december 2028"]
    assert not found.days[0].objects[0].changes[0].undecided


def test_a_status_that_cannot_be_read_does_not_make_a_proposal_decided() -> None:
    proposed = changed(PLAN, "ATG-1", status=Status.PROPOSED)
    item = next(one for one in proposed if one.id == "ATG-1")
    values = {key: one for key, one in item.values.items() if key is not FieldName.STATUS}
    broken = tuple(
        replace(one, values=values, malformed={FieldName.STATUS: "besluta"}) if one is item else one
        for one in proposed
    )
    later = changed(broken, "ATG-1", due="2029-01-01")
    decided = changed(proposed, "ATG-1", due="2029-01-01", status=Status.DECIDED)
    found = history(*map(state, (proposed, broken, later, decided)))
    assert not any(c.undecided for day in found.days for o in day.objects for c in o.changes)
    assert told(found)[0][2] == ["Status ändrad från ”förslag” till ”beslutad”"]
    assert told(found)[2][2] == ["Status går inte att läsa: ”besluta” står där det stod ”förslag”"]


def test_nothing_is_told_of_a_single_version() -> None:
    assert history(state(PLAN)).days == ()


def _texts(*texts: str) -> Iterable[PlanState]:
    return (state(retold(PLAN, "ATG-3", prose=text)) for text in texts)


def test_an_identity_number_that_was_there_once_is_not_shown_but_told_of() -> None:
    found = history(*_texts("Ring oss", f"Ring {NUMBER}", "Ring oss"))
    assert [one[2] for one in told(found)] == [["Ändrat (det som stod visas inte här)"]] * 2
    assert NUMBER not in repr(found.days)
    assert [(one.object, one.why, one.commit.day.isoformat()) for one in found.withheld] == [
        ("ATG-3", Withheld.PERSONAL, "2027-03-31"),
        ("ATG-3", Withheld.PERSONAL, "2027-04-01"),
    ]


def test_nor_is_one_that_markdown_would_show() -> None:
    found = history(*_texts("Ring oss", r"Ring *811218*\-9876", "Ring oss"))
    assert "9876" not in repr(found.days)
    assert [one.why for one in found.withheld] == [Withheld.PERSONAL] * 2


def test_the_title_of_a_decision_that_is_gone_is_searched() -> None:
    later = revised(changed(PLAN, "ATG-1", due="2027-06-01"), "ATG-1")
    by_then = changed(later, "BES-2", date=FIRST.isoformat())
    titled = retold(by_then, "BES-2", title=f"Om {NUMBER}")
    found = history(state(PLAN), state(titled), known=state(PLAN))
    assert NUMBER not in repr(found.days)
    (told,) = [one for one in found.days[0].objects[0].changes if one.decision]
    assert told.decision
    assert told.decision.title == "BES-2"


def test_html_and_persons_own_addresses_are_not_shown() -> None:
    found = history(*_texts("a", "<script>x</script>", "a anna.berg@kommun.example"))
    assert [one.why for one in found.withheld] == [
        Withheld.MARKUP,
        Withheld.PERSONAL,
    ]
    assert "script" not in repr(found.days)


def test_the_title_of_what_is_gone_is_searched_too() -> None:
    titled = retold(PLAN, "ATG-3", title=f"Hjälp {NUMBER}")
    found = history(state(titled), state(without(titled, "ATG-3")))
    assert found.days[0].objects[0].title == "ATG-3"
    assert NUMBER not in repr(found.days)


def test_the_title_is_the_one_that_it_has_now() -> None:
    renamed = retold(PLAN, "ATG-3", title="Ny app")
    found = history(state(PLAN), state(renamed), state(changed(renamed, "ATG-3", due="2028-01-01")))
    assert {one.title for day in found.days for one in day.objects} == {"Ny app"}


def test_a_value_that_is_held_back_now_is_not_told() -> None:
    before, after = state(PLAN), state(PLAN, **{"IND-1": "12"})
    assert told(history(before, after))[0][2] == [ADDED]
    now = holding_back(before, KEY)
    assert told(history(before, after, known=now)) == []
    revised_value = history(after, state(PLAN, **{"IND-1": "13"}), before, known=now)
    assert "12" not in repr(revised_value.days)
    assert told(revised_value)[0][2] == ["Värde som inte visas längre: 2026, kvinnor, A"]


def test_a_value_that_was_simply_taken_away_is_told_as_it_was() -> None:
    before, after = state(PLAN), state(PLAN, **{"IND-1": "12"})
    assert [one[2] for one in told(history(before, after, before))] == [
        ["Värde som inte visas längre: 2026, kvinnor, A"],
        [ADDED],
    ]


def test_a_value_that_was_held_back_before_it_was_taken_away_is_not_told() -> None:
    before, after = state(PLAN), state(PLAN, **{"IND-1": "12"})
    found = history(before, after, holding_back(before, KEY), before)
    assert "12" not in repr(found.days)


@pytest.mark.parametrize(
    ("near", "is_told", "is_told_of_unknown_place"),
    [
        (replace(KEY, sex="men"), False, False),
        (replace(KEY, area="Norr", area_kind=PART), False, False),
        (replace(KEY, area="Riket", area_kind="country"), True, False),
        (replace(KEY, period="2025", sex="men"), True, True),
    ],
)
def test_nor_is_one_that_what_is_held_back_could_be_worked_out_from(
    near: ValueKey,
    is_told: bool,  # noqa: FBT001
    is_told_of_unknown_place: bool,  # noqa: FBT001
) -> None:
    before, after = state(PLAN), state(PLAN, **{"IND-1": "12"})
    now = holding_back(before, near)
    placed = replace(now, places=frozenset({Place(name=KEY.area, kind=KEY.area_kind)}))
    found = [history(before, after, before, known=one) for one in (placed, now)]
    assert [ADDED in repr(told(one)) for one in found] == [is_told, is_told_of_unknown_place]


def test_a_place_that_is_called_otherwise_is_the_same_and_what_was_told_of_it_stays() -> None:
    def called(name: str, one: PlanState) -> PlanState:
        named = {
            indicator: {replace(key, area=name): value for key, value in values.items()}
            for indicator, values in one.values.items()
        }
        place = Place(name=name, kind=KEY.area_kind, code="1234")
        return replace(one, values=named, places=frozenset({place}))

    before, after = state(PLAN), state(PLAN, **{"IND-1": "12"})
    found = history(called("A", before), called("A", after), called("B", after))
    assert [one[2] for one in told(found)] == [["Värde tillkommet: 12 (2026, kvinnor, B)"]]
    now = holding_back(called("B", before), replace(KEY, area="B"))
    assert told(history(called("A", before), called("A", after), known=now)) == []
