"""The matrix of actions and analyses: what is analysed before it is decided, and what is not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from bs4 import BeautifulSoup

from policytrace.plan.graph import Graph
from policytrace.schema.metamodel import Metamodel
from policytrace.schema.roles import Role
from policytrace.schema.vocabulary import Status
from policytrace.site.views.analysis_matrix import AnalysisMatrix, analysis_matrix
from policytrace.site.views.registry import Options
from policytrace.snapshot import Snapshot
from tests.plan_builder import item, plan
from tests.site.views.analysed import ANALYSING, ANALYSING_SWEDISH, CHILD, EQUALITY, GRAPH
from tests.site.views.drawing import drawn, rows, words

TODAY = date(2027, 10, 1)


def matrix(
    graph: Graph = GRAPH, metamodel: Metamodel = ANALYSING, **options: str
) -> AnalysisMatrix:
    chosen = {option: graph.items[target] for option, target in options.items()}
    snapshot = Snapshot(graph=graph, metamodel=metamodel, today=TODAY)
    return analysis_matrix(snapshot, Options(items=chosen))


def view(graph: Graph = GRAPH, **options: str) -> BeautifulSoup:
    return drawn(
        "analysis_matrix.html.jinja",
        renderer=ANALYSING_SWEDISH,
        view=matrix(graph, **options),
        anchor="vy",
        level=3,
    )


def test_live_actions_are_counted_once_by_kind() -> None:
    found = matrix()
    assert found.kinds == (EQUALITY, CHILD)
    assert found.actions == 5
    assert [(count.made, count.exempt, count.missing) for count in found.counts] == [
        (1, 0, 2),
        (1, 1, 0),
    ]


def test_an_action_of_two_plans_stands_at_the_first() -> None:
    found = matrix(
        plan(
            item("HPL-A", Role.PLAN),
            item("HPL-B", Role.PLAN),
            item("ATG-A", Role.ACTION, part_of=("HPL-A", "HPL-B")),
        )
    )
    assert [len(each.actions) for each in found.plans] == [1, 0]
    assert found.actions == 1


def test_the_numbers_stand_by_plan_and_the_actions_below_in_folds() -> None:
    soup = view()
    [table, *folds] = soup.select("table")
    assert rows(table) == [
        [
            "Title of HPL-A",
            "1 av 1 åtgärder; planen själv: Gjord: Title of ANA-A 1 februari 2027",
            "0 av 1 åtgärder",
        ],
        ["Title of HPL-B", "0 av 3 åtgärder", "1 av 3 åtgärder"],
        ["I ingen plan", "0 av 1 åtgärder", "0 av 1 åtgärder"],
    ]
    assert [words(fold.find_parent("details").summary) for fold in folds] == [
        "Title of HPL-A: 1 åtgärd",
        "Title of HPL-B: 3 åtgärder",
        "I ingen plan: 1 åtgärd",
    ]
    assert [row for fold in folds for row in rows(fold)] == [
        [
            "Title of ATG-A",
            "Gjord: Title of ANA-A 1 februari 2027 med Title of HPL-A",
            "Inte gjord än",
        ],
        ["Title of ATG-B", "Inte gjord än", "Inte barn: Title of ANA-B 2 februari 2027"],
        [
            "Title of ATG-LATE",
            "Gjord: Title of ANA-LATE 1 april 2027 efter beslutet",
            "Inte gjord än",
        ],
        ["Title of ATG-NONE", "Saknas", "Inte gjord än"],
        ["Title of ATG-LOOSE", "Inte gjord än", "Inte gjord än"],
    ]


def test_what_is_analysed_is_said_in_a_sentence_first() -> None:
    assert [words(line) for line in view().select("ul:first-of-type > li")][:2] == [
        "Jämlikhet: 1 av 5 åtgärder är analyserade. 2 åtgärder som är beslutade saknar analys.",
        "Barnets bästa: 1 av 5 åtgärder är analyserade, varav 1: inte barn.",
    ]


def test_where_nothing_is_analysed_it_says_what_is_to_be() -> None:
    graph = plan(
        item("HPL-A", Role.PLAN, status=Status.PROPOSED),
        item("ATG-A", Role.ACTION, status=Status.PROPOSED, part_of="HPL-A"),
        item("ATG-B", Role.ACTION, status=Status.PROPOSED, part_of="HPL-A"),
    )
    assert words(view(graph).p) == (
        "2 åtgärder, ingen av dem analyserad än. Varje åtgärd behöver de här analyserna, egna "
        "eller tillsammans med sin plan: jämlikhet (före beslutet)."
    )


def test_a_plan_can_be_chosen() -> None:
    soup = view(plan="HPL-B")
    [table] = soup.select("table")
    assert [row[0] for row in rows(table)] == [
        "Title of ATG-B",
        "Title of ATG-LATE",
        "Title of ATG-NONE",
    ]
    assert soup.details is None


def test_every_table_has_a_caption_scopes_and_labels_for_narrow_screens() -> None:
    soup = view()
    for table in soup.select("table"):
        assert table.caption is not None
        assert {cell["scope"] for cell in table.select("thead th")} == {"col"}
        assert {cell["scope"] for cell in table.select("tbody th")} == {"row"}
        assert all(cell["data-label"] for cell in table.select("tbody > tr > *"))
    ids = [element["id"] for element in soup.select("[id]")]
    assert len(ids) == len(set(ids))


def test_without_actions_it_says_so() -> None:
    assert words(view(plan(item("HPL-A", Role.PLAN)))) == "Här finns inga åtgärder än."


def test_a_project_without_kinds_of_analyses_has_plans_and_numbers_only() -> None:
    definitions = {
        key: known for key, known in ANALYSING.definitions.items() if str(key) != "analysis_kind"
    }
    found = matrix(metamodel=replace(ANALYSING, definitions=definitions, analyses={}))
    assert (found.kinds, found.counts) == ((), ())
