"""A comparison tells nothing of who a person is."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from policytrace.changes.plan_state import PlanState, StatedValue, ValueKey
from policytrace.editions.edition import Editions
from policytrace.history.comparison import ComparedPlan, PlanComparison, comparison_of
from policytrace.history.judging import Judge
from policytrace.history.sources import WorkingFiles
from policytrace.history.withholding import less_personal
from policytrace.reports.changes_report import ChangesTeller
from policytrace.schema.changes_freely import BY_DEFAULT
from policytrace.site.exports.changes_document import comparison_document
from tests.editions.frozen import SWEDISH, decided_plan, retold, revised
from tests.history.test_days import NUMBER, state
from tests.plan_builder import METAMODEL, changed

PLAN = decided_plan()


def word(key: str) -> str:
    return METAMODEL.words.get(key, key)


def compared(before: PlanState, after: PlanState) -> PlanComparison:
    judge = Judge(editions=Editions(), changes_freely=BY_DEFAULT, leads_to=lambda _id: None)
    comparison = comparison_of(
        ComparedPlan(source=WorkingFiles(), state=before),
        ComparedPlan(source=WorkingFiles(), state=after),
        judge,
        Editions(),
        date(2028, 1, 1),
    )
    return less_personal(comparison, word, lambda text: NUMBER in text.render(SWEDISH))


def everything(comparison: PlanComparison) -> str:
    teller = ChangesTeller(comparison=comparison, word=word, translations=SWEDISH)
    data = comparison_document(comparison, word, SWEDISH).as_json().decode()
    return f"{teller.text()}{teller.markdown()}{data}"


def test_a_text_is_not_told_but_that_it_has_changed() -> None:
    told = everything(compared(state(PLAN), state(retold(PLAN, "ATG-1", prose=f"Ring {NUMBER}"))))
    assert NUMBER not in told
    assert "Ändrat (det som stod visas inte här), utan beslut" in told
    assert '"withheld": true' in told


def test_of_a_long_value_the_part_that_words_leave_out_is_searched_too() -> None:
    long = f"{'Ryms inom ramen. ' * 20}{NUMBER}"
    told = everything(compared(state(PLAN), state(changed(PLAN, "ATG-1", resource=long))))
    assert "Ryms inom" not in told


def test_a_title_gives_way_to_the_id() -> None:
    titled = retold(PLAN, "ATG-1", title=f"Hjälp {NUMBER}")
    told = everything(compared(state(titled), state(changed(titled, "ATG-1", due="2027-06-01"))))
    assert NUMBER not in told
    assert "Åtgärd: ATG-1" in told
    assert "Sista dag flyttad" in told


def test_so_does_that_of_a_decision() -> None:
    plan = revised(changed(PLAN, "ATG-1", due="2027-06-01"), "ATG-1")
    told = everything(compared(state(PLAN), state(retold(plan, "BES-2", title=f"Om {NUMBER}"))))
    assert NUMBER not in told
    assert "(beslut: BES-2, 1 december 2027, § 9)" in told


def test_what_a_value_is_about_is_searched() -> None:
    key = ValueKey(period="2026", area="A", sex="women", group=f"Den med {NUMBER}")
    with_values = PlanState.of(
        state(PLAN).objects.values(), values={"IND-1": {key: StatedValue(value=Decimal(3))}}
    )
    assert NUMBER not in everything(compared(state(PLAN), with_values))
    assert NUMBER not in everything(compared(with_values, state(PLAN)))
