"""The graph of an earlier plan, and which changes can be seen in it."""

from __future__ import annotations

from hypothesis import given

from policytrace.changes.comparing import compare
from policytrace.changes.plan_state import PlanObject, PlanState, state_of
from policytrace.history.earlier_graph import changes_graph, graph_of
from policytrace.schema.roles import CustomType
from tests.changes.mutations import Told, mutated
from tests.plan_builder import COMPLETE, METAMODEL, plan
from tests.plan_builder import changed as changed_items


def content(state: PlanState) -> dict[str, tuple[object, ...]]:
    """What the graph of a plan holds."""
    return {
        one.id: (one.role, dict(one.values), {key: set(ids) for key, ids in one.links.items()})
        for one in graph_of(state)
    }


@given(mutated())
def test_a_plan_in_which_nothing_changes_the_graph_has_the_same(
    plans: tuple[PlanState, PlanState, list[Told]],
) -> None:
    before, after, _ = plans
    if not any(map(changes_graph, compare(before, after))):
        assert content(before) == content(after)


def test_only_what_can_be_seen_in_the_graph_changes_it() -> None:
    before = state_of(plan(*COMPLETE), METAMODEL.types)

    def changes(**values: str) -> bool:
        after = state_of(plan(*changed_items(COMPLETE, "ATG-A", **values)), METAMODEL.types)
        (change,) = compare(before, after)
        assert (content(before) != content(after)) is changes_graph(change)
        return changes_graph(change)

    assert changes(owner="ORG-B")
    assert not changes(due="2029-12-30")


def test_what_is_of_the_project_s_own_type_belongs_to_others_too() -> None:
    own = PlanObject(id="IDE-1", kind="own.idé", title="x", links={"owner": ("ORG-A",)})
    unknown = PlanObject(id="X-1", kind="en_gammal_typ", title="x")
    (item,) = graph_of(PlanState.of((own, unknown)))
    assert item.role == CustomType("idé")
    assert [*item.links.values()] == [("ORG-A",)]
