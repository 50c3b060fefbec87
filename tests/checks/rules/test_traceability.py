"""PT101-PT108: everything the strategy says is traced to action, and every link holds."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policytrace.checks.rules import links, restatement
from policytrace.locations import Location
from policytrace.plan.graph import Graph
from policytrace.plan.model import Item, Reference
from policytrace.schema.links import LINK_TARGETS
from policytrace.schema.roles import ADOPTED_ROLES, LinkKind, Role
from policytrace.schema.vocabulary import Status
from tests.plan_builder import (
    COMPLETE,
    REGISTER,
    blamed,
    changed,
    english,
    findings_of,
    item,
    passage,
    plan,
)

PROMISES = (Role.PURPOSE, Role.GOAL, Role.STARTING_POINT, Role.COMMITMENT)

# ------------------------------------------------------------------- PT101 unreached


@pytest.mark.parametrize("role", PROMISES)
def test_a_promise_without_action_is_unreached(role: Role) -> None:
    assert blamed("PT101", plan(item("XXX-A", role))) == ["XXX-A"]


@pytest.mark.parametrize("role", PROMISES)
def test_a_promise_that_an_action_contributes_to_is_reached(role: Role) -> None:
    graph = plan(item("XXX-A", role), item("ATG-A", Role.ACTION, contributes_to="XXX-A"))
    assert blamed("PT101", graph) == []


@pytest.mark.parametrize(
    "role", sorted(set(Role) - {*PROMISES, Role.KEY_FACTOR}), ids=lambda role: role.value
)
def test_only_promises_and_key_factors_can_be_unreached(role: Role) -> None:
    assert blamed("PT101", plan(item("XXX-A", role))) == []


def test_a_goal_is_reached_through_a_chain_of_several_steps() -> None:
    graph = plan(
        item("ATG-A", Role.ACTION, contributes_to="UTG-A"),
        item("UTG-A", Role.STARTING_POINT, contributes_to="MAL-A"),
        item("MAL-A", Role.GOAL, part_of="MAL-B"),
        item("MAL-B", Role.GOAL, contributes_to="SYF-A"),
        item("SYF-A", Role.PURPOSE),
    )
    assert blamed("PT101", graph) == []


def test_a_chain_is_not_followed_downwards() -> None:
    graph = plan(
        item("ATG-A", Role.ACTION, contributes_to="MAL-A"),
        item("MAL-A", Role.GOAL),
        item("MAL-B", Role.GOAL, part_of="MAL-A"),
        item("UTG-A", Role.STARTING_POINT, contributes_to="MAL-A"),
    )
    assert blamed("PT101", graph) == ["MAL-B", "UTG-A"]


def test_an_action_may_contribute_to_a_goal_and_to_its_whole() -> None:
    graph = plan(
        item("ATG-A", Role.ACTION, contributes_to=("MAL-B", "MAL-A")),
        item("MAL-A", Role.GOAL),
        item("MAL-B", Role.GOAL, part_of="MAL-A"),
    )
    assert blamed("PT101", graph) == []


def test_a_cancelled_action_reaches_nothing() -> None:
    graph = plan(
        item("ATG-A", Role.ACTION, status=Status.CANCELLED, contributes_to="MAL-A", uses="NYF-A"),
        item("MAL-A", Role.GOAL),
        item("NYF-A", Role.KEY_FACTOR),
    )
    assert blamed("PT101", graph) == ["MAL-A", "NYF-A"]


def test_a_live_action_is_enough_beside_a_cancelled_one() -> None:
    graph = plan(
        item("ATG-A", Role.ACTION, status=Status.CANCELLED, contributes_to="MAL-A"),
        item("ATG-B", Role.ACTION, status=Status.PROPOSED, contributes_to="MAL-A"),
        item("MAL-A", Role.GOAL),
    )
    assert blamed("PT101", graph) == []


@pytest.mark.parametrize("status", sorted(set(Status) - {Status.CANCELLED}))
def test_an_action_of_every_other_status_reaches(status: Status) -> None:
    graph = plan(
        item("ATG-A", Role.ACTION, status=status, contributes_to="MAL-A"),
        item("MAL-A", Role.GOAL),
    )
    assert blamed("PT101", graph) == []


def test_an_action_reaches_nothing_by_the_plan_it_is_in() -> None:
    graph = plan(
        item("ATG-A", Role.ACTION, part_of="HPL-A"),
        item("HPL-A", Role.PLAN, part_of="SYF-A"),
        item("SYF-A", Role.PURPOSE),
    )
    assert blamed("PT101", graph) == ["SYF-A"]


def test_a_key_factor_is_reached_by_an_action_that_uses_it() -> None:
    graph = plan(item("NYF-A", Role.KEY_FACTOR), item("ATG-A", Role.ACTION, uses="NYF-A"))
    assert blamed("PT101", graph) == []


def test_a_key_factor_is_reached_by_an_action_that_uses_a_part_of_it() -> None:
    graph = plan(
        item("NYF-A", Role.KEY_FACTOR),
        item("NYF-B", Role.KEY_FACTOR, part_of="NYF-A"),
        item("ATG-A", Role.ACTION, uses="NYF-B"),
    )
    assert blamed("PT101", graph) == []


def test_to_contribute_to_a_key_factor_is_not_to_use_it() -> None:
    graph = plan(item("NYF-A", Role.KEY_FACTOR), item("ATG-A", Role.ACTION, contributes_to="NYF-A"))
    assert blamed("PT101", graph) == ["NYF-A"]


def test_to_use_a_goal_is_not_to_contribute_to_it() -> None:
    graph = plan(item("MAL-A", Role.GOAL), item("ATG-A", Role.ACTION, uses="MAL-A"))
    assert blamed("PT101", graph) == ["MAL-A"]


def test_the_hint_names_the_option_and_the_object() -> None:
    [goal] = findings_of("PT101", plan(item("MAL-A", Role.GOAL)))
    [factor] = findings_of("PT101", plan(item("NYF-A", Role.KEY_FACTOR)))
    assert ":contributes_to: MAL-A" in english(goal.hint)
    assert ":uses: NYF-A" in english(factor.hint)


# ------------------------------------------------------- PT102 contributes to nothing


def test_an_action_that_contributes_to_nothing() -> None:
    assert blamed("PT102", plan(item("ATG-A", Role.ACTION))) == ["ATG-A"]


def test_an_action_that_only_uses_and_concerns_contributes_to_nothing() -> None:
    graph = plan(item("ATG-A", Role.ACTION, uses="NYF-A", concerns="GRP-A", part_of="HPL-A"))
    assert blamed("PT102", graph) == ["ATG-A"]


def test_a_cancelled_action_need_not_contribute() -> None:
    assert blamed("PT102", plan(item("ATG-A", Role.ACTION, status=Status.CANCELLED))) == []


def test_a_contribution_to_something_unknown_is_left_to_the_rule_on_links() -> None:
    graph = plan(item("ATG-A", Role.ACTION, contributes_to="MAL-X"))
    assert blamed("PT102", graph) == []
    assert blamed("PT104", graph) == ["ATG-A"]


def test_the_example_is_a_starting_point_of_the_project() -> None:
    graph = plan(item("ATG-A", Role.ACTION), item("UTG-A", Role.STARTING_POINT))
    [found] = findings_of("PT102", graph)
    assert "UTG-A" in english(found.hint)


# -------------------------------------------------------- PT103 outside the strategy


def test_an_action_in_no_plan() -> None:
    assert blamed("PT103", plan(item("ATG-A", Role.ACTION))) == ["ATG-A"]


def test_a_plan_under_no_strategy() -> None:
    assert blamed("PT103", plan(item("HPL-A", Role.PLAN))) == ["HPL-A"]


def test_a_plan_may_be_part_of_the_strategy() -> None:
    graph = plan(item("HPL-A", Role.PLAN, part_of="STR-A"), item("STR-A", Role.STRATEGY))
    assert blamed("PT103", graph) == []


def test_a_plan_may_be_part_of_a_priority() -> None:
    graph = plan(
        item("HPL-A", Role.PLAN, part_of="PRI-A"),
        item("PRI-A", Role.PRIORITY, part_of="STR-A"),
        item("STR-A", Role.STRATEGY),
    )
    assert blamed("PT103", graph) == []


def test_a_plan_of_a_priority_that_is_part_of_nothing_is_under_no_strategy() -> None:
    graph = plan(item("HPL-A", Role.PLAN, part_of="PRI-A"), item("PRI-A", Role.PRIORITY))
    assert blamed("PT103", graph) == ["HPL-A", "PRI-A"]


@pytest.mark.parametrize("role", sorted(ADOPTED_ROLES))
def test_what_restates_the_adopted_text_must_be_under_a_strategy(role: Role) -> None:
    strategy = item("STR-A", Role.STRATEGY)
    assert blamed("PT103", plan(strategy, item("XXX-A", role))) == ["XXX-A"]
    assert blamed("PT103", plan(strategy, item("XXX-A", role, part_of="STR-A"))) == []


def test_what_restates_the_adopted_text_may_be_under_the_strategy_in_several_steps() -> None:
    graph = plan(
        item("STR-A", Role.STRATEGY),
        item("PRI-A", Role.PRIORITY, part_of="STR-A"),
        item("UTG-A", Role.STARTING_POINT, part_of="PRI-A"),
    )
    assert blamed("PT103", graph) == []


def test_to_contribute_to_something_under_the_strategy_is_not_to_be_under_it() -> None:
    graph = plan(
        item("STR-A", Role.STRATEGY),
        item("SYF-A", Role.PURPOSE, part_of="STR-A"),
        item("MAL-A", Role.GOAL, contributes_to="SYF-A"),
    )
    assert blamed("PT103", graph) == ["MAL-A"]


@pytest.mark.parametrize(
    "role",
    sorted(set(Role) - ADOPTED_ROLES - {Role.PLAN, Role.ACTION, Role.MILESTONE}),
    ids=lambda role: role,
)
def test_nothing_else_is_asked_what_it_is_part_of(role: Role) -> None:
    assert blamed("PT103", plan(item("XXX-A", role))) == []


def test_a_plan_may_be_part_of_a_plan() -> None:
    graph = plan(
        item("HPL-B", Role.PLAN, part_of="HPL-A"),
        item("HPL-A", Role.PLAN, part_of="STR-A"),
        item("STR-A", Role.STRATEGY),
    )
    assert blamed("PT103", graph) == []


def test_an_action_may_be_part_of_an_action_that_is_in_a_plan() -> None:
    graph = plan(
        item("ATG-B", Role.ACTION, part_of="ATG-A"),
        item("ATG-A", Role.ACTION, part_of="HPL-A"),
        item("HPL-A", Role.PLAN, part_of="STR-A"),
        item("STR-A", Role.STRATEGY),
    )
    assert blamed("PT103", graph) == []


def test_an_action_that_is_part_of_something_unknown_is_in_no_plan() -> None:
    assert blamed("PT103", plan(item("ATG-A", Role.ACTION, part_of="HPL-X"))) == ["ATG-A"]


def test_an_action_in_a_plan_outside_the_strategy_is_not_blamed_for_it() -> None:
    graph = plan(item("ATG-A", Role.ACTION, part_of="HPL-A"), item("HPL-A", Role.PLAN))
    assert blamed("PT103", graph) == ["HPL-A"]


def test_plans_that_are_part_of_each_other_are_under_no_strategy() -> None:
    graph = plan(
        item("STR-A", Role.STRATEGY),
        item("HPL-A", Role.PLAN, part_of="HPL-B"),
        item("HPL-B", Role.PLAN, part_of="HPL-A"),
    )
    assert blamed("PT103", graph) == ["HPL-A", "HPL-B"]


def test_a_cancelled_action_still_belongs_in_a_plan() -> None:
    graph = plan(item("ATG-A", Role.ACTION, status=Status.CANCELLED))
    assert blamed("PT103", graph) == ["ATG-A"]


# ------------------------------------------------------------------ PT104 broken link


def test_a_link_to_an_object_that_does_not_exist() -> None:
    graph = plan(item("ATG-A", Role.ACTION, contributes_to="MAL-X"))
    [found] = findings_of("PT104", graph)
    assert found.item == "ATG-A"
    assert "MAL-X, which does not exist" in english(found.message)


def test_every_target_that_does_not_exist_is_a_finding() -> None:
    graph = plan(
        item("ATG-A", Role.ACTION, contributes_to=("MAL-X", "MAL-A", "MAL-Y"), owner="ORG-X"),
        item("MAL-A", Role.GOAL),
    )
    assert blamed("PT104", graph) == ["ATG-A"] * 3


def test_the_nearest_id_is_suggested() -> None:
    graph = plan(
        item("ATG-A", Role.ACTION, contributes_to="UTG-VLAD-1"),
        item("UTG-VALD-1", Role.STARTING_POINT),
        item("UTG-HALSA-1", Role.STARTING_POINT),
    )
    [found] = findings_of("PT104", graph)
    assert english(found.hint) == "Did you mean UTG-VALD-1?"


@pytest.mark.parametrize(
    "written",
    [
        "UTG-VLD-1",
        "UTG-VALLD-1",
        "utg-vald-1",
        "UTG-VÅLD-1",
        "UTGVALD1",
        "UTG_VALD_01",
        "UTG-VALD-01",
    ],
)
def test_a_slip_of_the_pen_is_near(written: str) -> None:
    graph = plan(
        item("ATG-A", Role.ACTION, contributes_to=written),
        item("UTG-VALD-1", Role.STARTING_POINT),
        item("UTG-VALD-2", Role.STARTING_POINT),
    )
    [found] = findings_of("PT104", graph)
    assert english(found.hint) == "Did you mean UTG-VALD-1?"


@pytest.mark.parametrize(
    "lost",
    [
        "UTG-VALD-3",
        "UTG-VALD-11",
        "UTG-VALD",
        "MAL-VALD-1",
        "UTG-HALSA-1",
        "UTG-BARN-1",
        "VALD-1",
        "1",
    ],
)
def test_an_object_that_is_not_there_is_not_taken_for_its_neighbour(lost: str) -> None:
    graph = plan(
        item("ATG-A", Role.ACTION, contributes_to=lost),
        item("UTG-VALD-1", Role.STARTING_POINT),
        item("UTG-VALD-2", Role.STARTING_POINT),
        item("UTG-A", Role.STARTING_POINT),
    )
    [found] = findings_of("PT104", graph)
    assert english(found.hint).startswith("Write the id of an object that exists")


def test_an_id_in_small_letters_is_recognised() -> None:
    graph = plan(item("ATG-A", Role.ACTION, owner="org-sn"), item("ORG-SN", Role.ORGANISATION))
    [found] = findings_of("PT104", graph)
    assert english(found.hint) == "Did you mean ORG-SN?"


def test_only_objects_that_the_link_may_point_to_are_suggested() -> None:
    graph = plan(
        item("ATG-A", Role.ACTION, owner="ORG-SNN"),
        item("ORX-SNN", Role.INDICATOR),
        item("ORG-SN", Role.ORGANISATION),
    )
    [found] = findings_of("PT104", graph)
    assert english(found.hint) == "Did you mean ORG-SN?"


def test_without_a_near_id_the_hint_names_the_type_that_is_wanted() -> None:
    graph = plan(item("ATG-A", Role.ACTION, owner="QQQ-9"), item("ORG-SN", Role.ORGANISATION))
    [found] = findings_of("PT104", graph)
    assert "of the type organisation" in english(found.hint)


def test_a_very_long_unknown_id_is_reported_like_any_other() -> None:
    graph = plan(item("ATG-A", Role.ACTION, owner="X" * 100_000), item("ORG-A", Role.ORGANISATION))
    [found] = findings_of("PT104", graph)
    assert found.item == "ATG-A"
    assert len(english(found.message)) < 200


def test_a_link_to_an_object_of_the_wrong_type() -> None:
    graph = plan(item("ATG-A", Role.ACTION, owner="IND-A"), item("IND-A", Role.INDICATOR))
    [found] = findings_of("PT104", graph)
    assert english(found.message) == ":owner: points to IND-A, which is of the type “indicator”."
    assert english(found.hint) == "Write the id of an object of the type organisation."


def test_an_action_cannot_contribute_to_a_priority_itself() -> None:
    graph = plan(item("ATG-A", Role.ACTION, contributes_to="PRI-A"), item("PRI-A", Role.PRIORITY))
    assert blamed("PT104", graph) == ["ATG-A"]


def test_a_link_that_does_not_belong_on_its_object() -> None:
    graph = plan(item("ORG-A", Role.ORGANISATION, contributes_to="MAL-A"), item("MAL-A", Role.GOAL))
    [found] = findings_of("PT104", graph)
    assert "does not belong on ORG-A" in english(found.message)
    assert english(found.hint) == "Take the line :contributes_to: away."


def test_a_link_that_does_not_belong_is_one_finding_even_if_its_target_is_unknown() -> None:
    graph = plan(item("ORG-A", Role.ORGANISATION, contributes_to="MAL-X"))
    assert blamed("PT104", graph) == ["ORG-A"]


def test_every_kind_of_link_has_its_roles() -> None:
    assert set(LINK_TARGETS) == set(LinkKind)


ALLOWED = [
    (kind, source, target)
    for kind, sources in LINK_TARGETS.items()
    for source in sorted(sources)
    for target in sorted(sources[source])
]


@pytest.mark.parametrize(("kind", "source", "target"), ALLOWED)
def test_a_link_between_the_roles_it_is_for_holds(
    kind: LinkKind, source: Role, target: Role
) -> None:
    graph = plan(item("XXX-A", source, **{kind.value: "XXX-B"}), item("XXX-B", target))
    assert blamed("PT104", graph) == []


@pytest.mark.parametrize("kind", LinkKind)
def test_a_link_between_all_other_roles_does_not_hold(kind: LinkKind) -> None:
    for source in Role:
        for target in Role:
            if (kind, source, target) not in ALLOWED:
                graph = plan(item("XXX-A", source, **{kind.value: "XXX-B"}), item("XXX-B", target))
                assert blamed("PT104", graph) == ["XXX-A"], (source, target)


def test_the_search_for_near_ids_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    searches = []
    monkeypatch.setattr(
        links, "get_close_matches", lambda word, *_, **__: searches.append(word) or []
    )
    unknown = tuple(f"MAL-{number}" for number in range(1_000))
    graph = plan(item("ATG-A", Role.ACTION, contributes_to=unknown))
    assert len(findings_of("PT104", graph)) == 1_000
    assert len(searches) == links.MOST_SUGGESTIONS


def test_an_id_that_is_wrong_in_many_places_is_searched_for_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    searches = []
    monkeypatch.setattr(
        links, "get_close_matches", lambda word, *_, **__: searches.append(word) or []
    )
    graph = plan(
        *(item(f"ATG-{number}", Role.ACTION, owner="ORG-X") for number in range(500)),
        item("ORG-A", Role.ORGANISATION),
    )
    assert len(findings_of("PT104", graph)) == 500
    assert searches == ["X"]


def mention(target: str) -> Reference:
    """A link in running text to `target`."""
    return Reference(target=target, location=Location(file="text.md", line=5), docname="text")


def test_a_link_in_running_text_to_an_object_that_does_not_exist() -> None:
    graph = Graph(
        [item("UTG-VALD-1", Role.STARTING_POINT)],
        references=[mention("UTG-VLAD-1"), mention("UTG-VALD-1")],
    )
    [found] = findings_of("PT104", graph)
    assert (found.item, found.location) == ("", Location(file="text.md", line=5))
    assert "UTG-VLAD-1, which does not exist" in english(found.message)
    assert english(found.hint) == "Did you mean UTG-VALD-1?"


def test_a_link_in_running_text_that_is_like_no_id() -> None:
    [found] = findings_of("PT104", Graph((), references=[mention("QQQ-9")]))
    assert english(found.hint) == "Write the id of an object that exists."


# ----------------------------------------------------------------------- PT105 circle


def circle_of(length: int, kind: str = "part_of") -> Graph:
    """``ATG-0`` → ``ATG-1`` → … → ``ATG-0``, and a tail that leads into it."""
    ring = (
        item(f"ATG-{number}", Role.ACTION, **{kind: f"ATG-{(number + 1) % length}"})
        for number in range(length)
    )
    return plan(*ring, item("ATG-TAIL", Role.ACTION, **{kind: "ATG-0"}))


@pytest.mark.parametrize("kind", ["part_of", "contributes_to"])
@pytest.mark.parametrize("length", [1, 2, 3, 7])
def test_a_circle_is_one_finding_at_its_first_object(length: int, kind: str) -> None:
    [found] = findings_of("PT105", circle_of(length, kind))
    assert found.item == "ATG-0"
    assert found.location == Location(file="plan.md", line=1)
    way = " → ".join(f"ATG-{number % length}" for number in range(length + 1))
    assert f":{kind}: goes in a circle: {way}." == english(found.message)


def test_a_circle_of_thousands_of_objects_is_found() -> None:
    [found] = findings_of("PT105", circle_of(2_000))
    assert found.message.values["path"].count("→") == 2_000


def test_a_chain_of_thousands_of_objects_is_no_circle() -> None:
    graph = plan(
        *(item(f"ATG-{n}", Role.ACTION, part_of=f"ATG-{n + 1}") for n in range(2_000)),
        item("ATG-2000", Role.ACTION),
    )
    assert blamed("PT105", graph) == []


def test_a_diamond_is_no_circle() -> None:
    graph = plan(
        item("ATG-A", Role.ACTION, contributes_to=("MAL-A", "MAL-B")),
        item("MAL-A", Role.GOAL, contributes_to="SYF-A"),
        item("MAL-B", Role.GOAL, contributes_to="SYF-A"),
        item("SYF-A", Role.PURPOSE),
    )
    assert blamed("PT105", graph) == []


def test_a_circle_of_two_kinds_of_links_is_no_circle() -> None:
    graph = plan(
        item("MAL-A", Role.GOAL, part_of="MAL-B"), item("MAL-B", Role.GOAL, contributes_to="MAL-A")
    )
    assert blamed("PT105", graph) == []


def test_other_links_may_go_round() -> None:
    graph = plan(
        item("STR-A", Role.STRATEGY, replaces="STR-B"),
        item("STR-B", Role.STRATEGY, replaces="STR-A"),
    )
    assert blamed("PT105", graph) == []


def test_separate_circles_are_separate_findings() -> None:
    graph = plan(
        item("MAL-A", Role.GOAL, part_of="MAL-A", contributes_to="MAL-B"),
        item("MAL-B", Role.GOAL, contributes_to="MAL-A"),
        item("SYF-A", Role.PURPOSE, part_of="SYF-B"),
        item("SYF-B", Role.PURPOSE, part_of="SYF-A"),
    )
    assert blamed("PT105", graph) == ["MAL-A", "MAL-A", "SYF-A"]


def test_circles_that_share_an_object_are_one_finding_with_the_shortest_way() -> None:
    graph = plan(
        item("MAL-A", Role.GOAL, part_of=("MAL-B", "MAL-C")),
        item("MAL-B", Role.GOAL, part_of="MAL-D"),
        item("MAL-C", Role.GOAL, part_of="MAL-A"),
        item("MAL-D", Role.GOAL, part_of="MAL-A"),
    )
    [found] = findings_of("PT105", graph)
    assert found.message.values["path"] == "MAL-A → MAL-C → MAL-A"


def test_a_circle_begins_at_the_object_that_stands_first_in_the_files() -> None:
    graph = plan(
        item("MAL-A", Role.GOAL, part_of="MAL-B", at=Location(file="b.md", line=2)),
        item("MAL-B", Role.GOAL, part_of="MAL-C", at=Location(file="b.md", line=1)),
        item("MAL-C", Role.GOAL, part_of="MAL-A", at=Location(file="a.md", line=9)),
    )
    [found] = findings_of("PT105", graph)
    assert found.message.values["path"] == "MAL-C → MAL-A → MAL-B → MAL-C"


def test_objects_in_one_place_do_not_make_the_beginning_of_a_circle_vary() -> None:
    same = Location(file="a.md", line=1)
    graph = plan(
        *(
            item(f"MAL-{n}", Role.GOAL, part_of=f"MAL-{(n + 1) % 9}", at=same)
            for n in reversed(range(9))
        )
    )
    assert blamed("PT105", graph) == ["MAL-0"]


@st.composite
def part_graphs(draw: st.DrawFn) -> Graph:
    """Up to nine actions, any of which may be part of any, and of something unknown."""
    ids = [f"ATG-{number}" for number in range(draw(st.integers(1, 9)))]
    targets = st.lists(st.sampled_from([*ids, "ATG-X"]), max_size=3, unique=True).map(tuple)
    return plan(*(item(one, Role.ACTION, part_of=draw(targets)) for one in ids))


def ways(graph: Graph) -> dict[tuple[str, str], int]:
    """Length of the shortest way from each id to each that it leads to, the slow way."""
    links = {(link.source, link.target) for link in graph.links() if link.target in graph.items}
    found: dict[tuple[str, str], int] = {}
    step, length = links, 1
    while step - found.keys():
        found |= dict.fromkeys(step - found.keys(), length)
        step = {(a, d) for a, b in step for c, d in links if b == c}
        length += 1
    return found


@given(part_graphs())
def test_circles_are_the_same_as_a_naive_search_finds(graph: Graph) -> None:
    shortest = ways(graph)
    expected = {
        min(
            (other for other in graph if {(one, other.id), (other.id, one)} <= shortest.keys()),
            key=lambda other: other.location,
        ).id
        for one in graph.items
        if (one, one) in shortest
    }
    found = findings_of("PT105", graph)
    assert [finding.item for finding in found] == sorted(expected)
    for finding in found:
        way = finding.message.values["path"].split(" → ")
        assert way[0] == way[-1] == finding.item
        assert len(way) - 1 == shortest[finding.item, finding.item]
        assert all(
            after in graph.items[before].targets(LinkKind.PART_OF)
            for before, after in pairwise(way)
        )


# --------------------------------------------------------------------- PT106 left out


def test_a_target_group_that_no_action_concerns() -> None:
    assert blamed("PT106", plan(item("GRP-A", Role.TARGET_GROUP))) == ["GRP-A"]


def test_a_target_group_that_an_action_concerns() -> None:
    graph = plan(item("GRP-A", Role.TARGET_GROUP), item("ATG-A", Role.ACTION, concerns="GRP-A"))
    assert blamed("PT106", graph) == []


def test_a_target_group_is_concerned_when_a_part_of_it_is() -> None:
    graph = plan(
        item("GRP-A", Role.TARGET_GROUP),
        item("GRP-B", Role.TARGET_GROUP, part_of="GRP-A"),
        item("ATG-A", Role.ACTION, concerns="GRP-B"),
    )
    assert blamed("PT106", graph) == []


def test_a_part_of_a_target_group_is_not_concerned_when_the_whole_is() -> None:
    graph = plan(
        item("GRP-A", Role.TARGET_GROUP),
        item("GRP-B", Role.TARGET_GROUP, part_of="GRP-A"),
        item("ATG-A", Role.ACTION, concerns="GRP-A"),
    )
    assert blamed("PT106", graph) == ["GRP-B"]


def test_a_target_group_that_only_a_cancelled_action_concerns_is_left_out() -> None:
    graph = plan(
        item("GRP-A", Role.TARGET_GROUP),
        item("ATG-A", Role.ACTION, status=Status.CANCELLED, concerns="GRP-A"),
    )
    assert blamed("PT106", graph) == ["GRP-A"]


@pytest.mark.parametrize("role", [Role.PRIORITY, Role.PLAN, Role.INDICATOR, Role.ANALYSIS])
def test_a_target_group_that_no_action_but_something_else_concerns_is_left_out(
    role: Role,
) -> None:
    graph = plan(item("GRP-A", Role.TARGET_GROUP), item("XXX-A", role, concerns="GRP-A"))
    assert blamed("PT106", graph) == ["GRP-A"]


# ------------------------------------------------------- PT107 priority without action


def test_a_priority_without_action() -> None:
    assert blamed("PT107", plan(item("PRI-A", Role.PRIORITY))) == ["PRI-A"]


def test_a_priority_with_an_action_that_contributes_to_its_starting_point() -> None:
    graph = plan(
        item("PRI-A", Role.PRIORITY),
        item("UTG-A", Role.STARTING_POINT, part_of="PRI-A"),
        item("ATG-A", Role.ACTION, contributes_to="UTG-A"),
    )
    assert blamed("PT107", graph) == []


def test_a_priority_whose_only_action_is_cancelled() -> None:
    graph = plan(
        item("PRI-A", Role.PRIORITY),
        item("UTG-A", Role.STARTING_POINT, part_of="PRI-A"),
        item("ATG-A", Role.ACTION, status=Status.CANCELLED, contributes_to="UTG-A"),
    )
    assert blamed("PT107", graph) == ["PRI-A"]


def test_a_priority_with_an_action_in_a_plan_that_is_part_of_it() -> None:
    graph = plan(
        item("PRI-A", Role.PRIORITY),
        item("HPL-A", Role.PLAN, part_of="PRI-A"),
        item("ATG-A", Role.ACTION, part_of="HPL-A"),
    )
    assert blamed("PT107", graph) == []


def test_a_priority_with_a_plan_in_which_every_action_is_cancelled() -> None:
    graph = plan(
        item("PRI-A", Role.PRIORITY),
        item("HPL-A", Role.PLAN, part_of="PRI-A"),
        item("ATG-A", Role.ACTION, status=Status.CANCELLED, part_of="HPL-A"),
    )
    assert blamed("PT107", graph) == ["PRI-A"]


def test_the_action_of_one_priority_is_not_that_of_another() -> None:
    graph = plan(
        item("STR-A", Role.STRATEGY),
        item("PRI-A", Role.PRIORITY, part_of="STR-A"),
        item("PRI-B", Role.PRIORITY, part_of="STR-A"),
        item("UTG-A", Role.STARTING_POINT, part_of="PRI-A"),
        item("UTG-B", Role.STARTING_POINT, part_of="PRI-B"),
        item("ATG-A", Role.ACTION, contributes_to="UTG-A"),
    )
    assert blamed("PT107", graph) == ["PRI-B"]


# --------------------------------------------------- PT108 the adopted text, restated


def test_every_passage_restated_once_is_no_finding() -> None:
    assert blamed("PT108", plan(*COMPLETE, passages=REGISTER)) == []


def test_without_a_register_nothing_is_asked() -> None:
    assert blamed("PT108", plan(item("MAL-A", Role.GOAL, source="anything"))) == []


def test_a_passage_that_no_object_restates_is_found_in_the_register() -> None:
    graph = plan(*COMPLETE, passages=(*REGISTER, passage("goal-2", Role.GOAL, line=31)))
    [found] = findings_of("PT108", graph)
    assert found.item == ""
    assert found.location == Location(file="passages.csv", line=31)
    assert "“goal-2”: Gist of goal-2" in english(found.message)
    assert ":source: goal-2" in english(found.hint)


def test_an_object_without_source_does_not_say_what_it_restates() -> None:
    graph = plan(*COMPLETE, item("MAL-B", Role.GOAL), passages=REGISTER)
    [found] = findings_of("PT108", graph)
    assert found.item == "MAL-B"
    assert "does not say which passage" in english(found.message)


def test_a_source_that_is_no_passage_suggests_the_nearest() -> None:
    graph = plan(*changed(COMPLETE, "MAL-A", source="gaol-1"), passages=REGISTER)
    lost, wrong = sorted(findings_of("PT108", graph), key=lambda found: found.item)
    assert lost.location == REGISTER[1].location
    assert wrong.item == "MAL-A"
    assert english(wrong.hint) == "Did you mean goal-1?"


def test_a_source_that_is_like_no_passage_asks_for_a_pinpoint() -> None:
    graph = plan(*COMPLETE, item("MAL-B", Role.GOAL, source="§§§"), passages=REGISTER)
    [found] = findings_of("PT108", graph)
    assert "pinpoint from the register" in english(found.hint)


def test_the_search_for_near_passages_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    searches = []
    monkeypatch.setattr(
        restatement, "get_close_matches", lambda word, *_, **__: searches.append(word) or []
    )
    goals = (item(f"MAL-{number}", Role.GOAL, source="gaol") for number in range(1_000))
    graph = plan(*COMPLETE, *goals, passages=REGISTER)
    assert len(findings_of("PT108", graph)) == 1_000
    assert len(searches) == links.MOST_SUGGESTIONS


def test_an_object_of_another_type_than_the_register_says() -> None:
    graph = plan(
        item("MAL-A", Role.GOAL, source="purpose-1"),
        passages=[passage("purpose-1", Role.PURPOSE)],
    )
    [found] = findings_of("PT108", graph)
    assert found.item == "MAL-A"
    assert "is of the type “goal”" in english(found.message)
    assert "is of the type “purpose”" in english(found.message)


def test_an_object_of_another_type_takes_the_passage_from_nobody() -> None:
    wrong = item("MAL-B", Role.GOAL, source="purpose-1", part_of="STR-A")
    for items in ((wrong, *COMPLETE), (*COMPLETE, wrong)):
        assert blamed("PT108", plan(*items, passages=REGISTER)) == ["MAL-B"]


def test_a_passage_that_two_objects_restate_is_a_finding_at_the_second() -> None:
    graph = plan(*COMPLETE, item("MAL-B", Role.GOAL, source="goal-1"), passages=REGISTER)
    [found] = findings_of("PT108", graph)
    assert found.item == "MAL-B"
    assert "by both MAL-A and MAL-B" in english(found.message)


def test_the_second_object_is_the_one_that_stands_last_in_the_files() -> None:
    later = item("MAL-A", Role.GOAL, source="goal-1", at=Location(file="b.md", line=1))
    first = item("MAL-B", Role.GOAL, source="goal-1", at=Location(file="a.md", line=9))
    register = [passage("goal-1", Role.GOAL)]
    assert blamed("PT108", plan(later, first, passages=register)) == ["MAL-A"]
    assert blamed("PT108", plan(first, later, passages=register)) == ["MAL-A"]


def test_three_objects_that_restate_one_passage_are_two_findings() -> None:
    goals = (item(f"MAL-{n}", Role.GOAL, source="goal-1") for n in range(3))
    graph = plan(*goals, passages=[passage("goal-1", Role.GOAL)])
    assert blamed("PT108", graph) == ["MAL-1", "MAL-2"]


@pytest.mark.parametrize("items", [(), (item("MAL-A", Role.GOAL, source="goal-1"),)])
def test_a_row_of_a_type_that_does_not_exist_is_the_register_s_mistake(
    items: tuple[Item, ...],
) -> None:
    register = [passage("goal-1", None, type_name="gaol", line=7)]
    [found] = findings_of("PT108", plan(*items, passages=register))
    assert (found.item, found.location.line) == ("", 7)
    assert "the type “gaol”, which the project does not have" in english(found.message)
    assert "in the register" in english(found.hint)


def test_two_objects_cannot_restate_a_row_of_a_type_that_does_not_exist() -> None:
    goals = (item(f"MAL-{n}", Role.GOAL, source="goal-1") for n in range(2))
    graph = plan(*goals, passages=[passage("goal-1", None)])
    assert blamed("PT108", graph) == ["", "MAL-1"]


@pytest.mark.parametrize("role", [Role.INDICATOR, Role.ACTION, Role.STRATEGY, Role.DECISION])
def test_what_restates_no_passage_may_name_any_source(role: Role) -> None:
    graph = plan(*COMPLETE, item("XXX-A", role, source="Kolada"), passages=REGISTER)
    assert blamed("PT108", graph) == []


def test_a_cancelled_object_still_restates() -> None:
    items = changed(COMPLETE, "MAL-A", status=Status.CANCELLED)
    assert blamed("PT108", plan(*items, passages=REGISTER)) == []
