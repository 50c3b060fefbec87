"""The view of open data: each file with its address, and what is withheld with the reason."""

from __future__ import annotations

from policytrace.schema.roles import Role
from policytrace.site.open_files import WITHHELD
from tests.plan_builder import COMPLETE, item, plan
from tests.site.views.drawing import SWEDISH, drawn_view, words

GRAPH = plan(*COMPLETE)


def test_each_file_is_linked_with_its_form_and_what_it_holds() -> None:
    drawn = drawn_view(GRAPH, "open_data_files", renderer=SWEDISH)
    rows = {words(row.th): [words(cell) for cell in row.select("td")] for row in drawn.select("tr")}
    assert rows["data/objekt.csv"] == ["CSV", "Alla objekt, en rad för varje."]
    assert rows["data/stratml.xml"][0] == "StratML"
    hrefs = {link["href"] for link in drawn.select("table a")}
    assert "../data/plan.json" in hrefs


def test_what_is_withheld_stands_with_its_reason() -> None:
    drawn = drawn_view(GRAPH, "open_data_files", renderer=SWEDISH)
    _, withheld = drawn.select("table")
    assert [words(code) for code in withheld.select("code")] == list(WITHHELD)
    assert all(words(cell) for cell in withheld.select("td"))


def test_a_plan_without_goals_has_no_stratml() -> None:
    drawn = drawn_view(plan(item("STR-A", Role.STRATEGY)), "open_data_files")
    assert "stratml" not in drawn.get_text()
