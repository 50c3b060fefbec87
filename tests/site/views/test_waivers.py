"""The table of waivers: every exception in public."""

from __future__ import annotations

from policytrace.schema.roles import Role
from tests.plan_builder import item, plan
from tests.site.views.drawing import SWEDISH, drawn_view, words

WAIVED = plan(
    item("ATG-A", Role.ACTION),
    item("BES-A", Role.DECISION),
    item(
        "UND-A",
        Role.WAIVER,
        rule="PT209",
        reason="Det mäts först när systemet är på plats",
        valid_to="2027-12-31",
        waives="ATG-A",
        decided_by="BES-A",
    ),
)


def test_a_waiver_says_rule_object_reason_decision_and_last_day() -> None:
    table = drawn_view(WAIVED, "waiver_table", renderer=SWEDISH)
    cells = [words(cell) for cell in table.select("tbody td")]
    assert cells == [
        "En åtgärd som inget mäter",
        WAIVED.items["ATG-A"].title,
        "Det mäts först när systemet är på plats",
        WAIVED.items["BES-A"].title,
        "31 december 2027",
    ]
    assert words(table.select_one("caption")) == "Alla undantag"


def test_the_rule_leads_to_its_page() -> None:
    cell = drawn_view(WAIVED, "waiver_table").select_one("tbody td")
    assert cell is not None
    link = cell.a
    assert link is not None
    assert (link["href"], words(link)) == (
        "../regler/pt209.html",
        "An action that nothing measures",
    )


def test_a_rule_without_a_page_is_a_word() -> None:
    waived = plan(item("UND-A", Role.WAIVER, rule="PT999", valid_to="2027-12-31"))
    table = drawn_view(waived, "waiver_table")
    assert "PT999" in words(table.select_one("tbody"))
    assert [link["href"] for link in table.select("a")] == ["../plan.html#UND-A"]


def test_without_waivers_a_sentence_says_so() -> None:
    drawn = drawn_view(plan(), "waiver_table", renderer=SWEDISH)
    assert not drawn.select("table")
    assert words(drawn) == "Det finns inga undantag. Alla regler gäller fullt ut."
