"""Take away, over the real content, each single thing that a rule guards: the rule must say so.

Works on the graph of the real site, which has no findings. Each mutation is one small change; the
rule is run through the engine and must blame the object that the change concerns.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

import pytest

from policytrace.plan.graph import Graph
from policytrace.plan.model import Item
from policytrace.schema.links import may_point_to
from policytrace.schema.role_specs import role_spec
from policytrace.schema.roles import ADOPTED_ROLES, FieldName, LinkKind, Role
from policytrace.schema.typed import Value
from policytrace.schema.vocabulary import Status
from tests.plan_builder import blamed, findings_of
from tests.real.conftest import RealSite
from tests.sphinx.tiny import TODAY

NOTHING = "?"
"""The id of no object."""


@dataclass(frozen=True)
class Mutation:
    """The real plan with one thing changed."""

    what: str
    """The change, for a person."""
    graph: Graph
    blames: str
    """The object in which the rule must find something; empty for a row of the register."""
    strict_time: bool = False


Mutations = Callable[[Graph], Iterator[Mutation]]


def changed(graph: Graph, *items: Item) -> Graph:
    """The graph with these items in the place of those with the same ids."""
    new = {**graph.items, **{item.id: item for item in items}}
    return Graph(new.values(), graph.passages)


def without_item(graph: Graph, item_id: str) -> Graph:
    return Graph((item for item in graph if item.id != item_id), graph.passages)


def without_field(item: Item, name: FieldName) -> Item:
    values = {key: value for key, value in item.values.items() if key is not name}
    return replace(item, values=values)


def with_field(item: Item, name: FieldName, value: Value) -> Item:
    return replace(item, values={**item.values, name: value})


def with_links(item: Item, kind: LinkKind, targets: tuple[str, ...]) -> Item:
    links = {key: value for key, value in item.links.items() if key is not kind}
    return replace(item, links={**links, kind: targets} if targets else links)


def without_links_to(graph: Graph, target: str, *kinds: LinkKind) -> Graph:
    """The graph without any link of these kinds to `target`."""
    changes: dict[str, Item] = {}
    for kind in kinds:
        for source in graph.sources(target, kind):
            item = changes.get(source.id, source)
            left = tuple(each for each in item.targets(kind) if each != target)
            changes[source.id] = with_links(item, kind, left)
    return changed(graph, *changes.values())


def field_taken_away(*names: FieldName, role: Role) -> Mutations:
    """Each of the fields, from each object of the role."""

    def mutations(graph: Graph) -> Iterator[Mutation]:
        for item in graph.of_role(role):
            for name in names:
                assert name in item.values, f"{item.id} has no {name}"
                yield Mutation(
                    f"{item.id} without {name}", changed(graph, without_field(item, name)), item.id
                )

    return mutations


def links_taken_away(kind: LinkKind, *roles: Role) -> Mutations:
    """All links of the kind, from each object of the roles."""

    def mutations(graph: Graph) -> Iterator[Mutation]:
        for item in graph.of_role(*roles):
            assert item.targets(kind), f"{item.id} has no {kind}"
            yield Mutation(
                f"{item.id} without {kind}", changed(graph, with_links(item, kind, ())), item.id
            )

    return mutations


def several(*each: Mutations) -> Mutations:
    """All mutations of each."""

    def mutations(graph: Graph) -> Iterator[Mutation]:
        for one in each:
            yield from one(graph)

    return mutations


# ---------------------------------------------------------------- what each rule guards


def unreached(graph: Graph) -> Iterator[Mutation]:
    """PT101: everything that leads to a thing; then all action."""
    reach = (LinkKind.CONTRIBUTES_TO, LinkKind.PART_OF, LinkKind.USES)
    roles = (
        Role.PURPOSE,
        Role.GOAL,
        Role.STARTING_POINT,
        Role.COMMITMENT,
        Role.KEY_FACTOR,
    )
    for item in graph.of_role(*roles):
        yield Mutation(
            f"nothing leads to {item.id}", without_links_to(graph, item.id, *reach), item.id
        )
    cancelled = [
        with_field(one, FieldName.STATUS, Status.CANCELLED) for one in graph.of_role(Role.ACTION)
    ]
    for item in graph.of_role(*roles):
        yield Mutation(f"all cancelled: {item.id}", changed(graph, *cancelled), item.id)


def links_to_nothing(graph: Graph) -> Iterator[Mutation]:
    """PT104: each link, to an id that no object has.

    The id is so short that looking for one like it takes no time.
    """
    for link in graph.links():
        source = graph.items[link.source]
        targets = tuple(
            NOTHING if each == link.target else each for each in source.targets(link.kind)
        )
        yield Mutation(
            f"{link.source} {link.kind} {link.target} → nothing",
            changed(graph, with_links(source, link.kind, targets)),
            link.source,
        )


def links_of_the_wrong_kind(graph: Graph) -> Iterator[Mutation]:
    """PT104: each link, to an object of a role that it may not point to."""
    example = {role: items[0].id for role in Role if (items := graph.of_role(role))}
    for link in graph.links():
        source = graph.items[link.source]
        wrong = next(
            found
            for role, found in example.items()
            if not may_point_to(link.kind, source.role, role)
        )
        targets = tuple(
            wrong if each == link.target else each for each in source.targets(link.kind)
        )
        yield Mutation(
            f"{link.source} {link.kind} {link.target} → {wrong}",
            changed(graph, with_links(source, link.kind, targets)),
            link.source,
        )


def cycles(graph: Graph) -> Iterator[Mutation]:
    """PT105: each link up, with a link down again."""
    for link in graph.links():
        if link.kind in {LinkKind.PART_OF, LinkKind.CONTRIBUTES_TO}:
            target = graph.items[link.target]
            back = with_links(target, link.kind, (*target.targets(link.kind), link.source))
            yield Mutation(f"{link.source} ⇄ {link.target}", changed(graph, back), link.source)


def forgotten_groups(graph: Graph) -> Iterator[Mutation]:
    """PT106: everything that concerns a group."""
    for group in graph.of_role(Role.TARGET_GROUP):
        left = without_links_to(graph, group.id, LinkKind.CONCERNS, LinkKind.PART_OF)
        yield Mutation(f"nothing concerns {group.id}", left, group.id)


def idle_priorities(graph: Graph) -> Iterator[Mutation]:
    """PT107: all action for a priority's parts and plans; and all that is part of it."""
    for priority in graph.of_role(Role.PRIORITY):
        left = graph
        for part in graph.sources(priority.id, LinkKind.PART_OF):
            left = without_links_to(left, part.id, LinkKind.CONTRIBUTES_TO, LinkKind.PART_OF)
        yield Mutation(f"no action for {priority.id}", left, priority.id)
        alone = without_links_to(graph, priority.id, LinkKind.PART_OF)
        yield Mutation(f"nothing is part of {priority.id}", alone, priority.id)


def lost_passages(graph: Graph) -> Iterator[Mutation]:
    """PT108: each object's source; each object; and each source in the place of another."""
    adopted = graph.of_role(*sorted(ADOPTED_ROLES))
    for item in adopted:
        bare = changed(graph, without_field(item, FieldName.SOURCE))
        yield Mutation(f"{item.id} without source", bare, item.id)
        yield Mutation(f"{item.id} without source: the passage", bare, "")
        yield Mutation(f"without {item.id}", without_item(graph, item.id), "")
        wrong = with_field(item, FieldName.SOURCE, "en-annan-text")
        yield Mutation(f"{item.id} with a source that is none", changed(graph, wrong), item.id)
        other = next(each for each in adopted if each.role is not item.role)
        taken = with_field(item, FieldName.SOURCE, other.text(FieldName.SOURCE))
        yield Mutation(f"{item.id} with the source of {other.id}", changed(graph, taken), item.id)


def owners_that_are_gone(graph: Graph) -> Iterator[Mutation]:
    """PT206: each owner, ended before the last or begun after the first day in question."""
    for item in graph:
        names = role_spec(item.role).days
        days = sorted(day for name in names if (day := item.day(name)))
        for owner in graph.targets(item, LinkKind.OWNER):
            for name, day in (
                (FieldName.VALID_TO, (days or [TODAY])[-1] - timedelta(days=1)),
                (FieldName.VALID_FROM, (days or [TODAY])[0] + timedelta(days=1)),
            ):
                other = without_field(
                    without_field(owner, FieldName.VALID_FROM), FieldName.VALID_TO
                )
                gone = with_field(other, name, day)
                yield Mutation(
                    f"{owner.id} {name} {day}, and {item.id}",
                    changed(graph, gone),
                    item.id,
                    strict_time=not days,
                )


MUTATIONS: Mapping[str, Mutations] = {
    "PT101": unreached,
    "PT102": links_taken_away(LinkKind.CONTRIBUTES_TO, Role.ACTION),
    "PT103": links_taken_away(LinkKind.PART_OF, Role.ACTION, Role.PLAN),
    "PT104": several(links_to_nothing, links_of_the_wrong_kind),
    "PT105": cycles,
    "PT106": forgotten_groups,
    "PT107": idle_priorities,
    "PT108": lost_passages,
    "PT201": links_taken_away(LinkKind.OWNER, Role.PRIORITY),
    "PT202": links_taken_away(LinkKind.MEASURED_BY, Role.PRIORITY),
    "PT203": field_taken_away(FieldName.NEXT_FOLLOW_UP, role=Role.PRIORITY),
    "PT204": links_taken_away(LinkKind.OWNER, Role.ACTION),
    "PT205": field_taken_away(FieldName.DUE, FieldName.NEXT_FOLLOW_UP, role=Role.ACTION),
    "PT206": owners_that_are_gone,
    "PT207": several(
        links_taken_away(LinkKind.OWNER, Role.INDICATOR),
        field_taken_away(FieldName.UNIT, FieldName.SOURCE, role=Role.INDICATOR),
    ),
    "PT208": several(
        links_taken_away(LinkKind.OWNER, Role.PLAN),
        field_taken_away(FieldName.VALID_FROM, FieldName.VALID_TO, role=Role.PLAN),
    ),
    "PT209": links_taken_away(LinkKind.MEASURED_BY, Role.ACTION),
}


@pytest.mark.parametrize("code", MUTATIONS)
def test_taking_away_what_a_rule_guards_is_found_where_it_is_missing(
    real: RealSite, code: str
) -> None:
    assert blamed(code, real.graph, today=TODAY, strict_time=True) == []
    tried, missed = 0, []
    for mutation in MUTATIONS[code](real.graph):
        tried += 1
        if mutation.blames not in places(code, mutation):
            missed.append(mutation.what)
    assert tried > 0, f"{code}: no mutation was tried"
    assert missed == [], f"{code}: {len(missed)} of {tried} mutations were not found"


def places(code: str, mutation: Mutation) -> set[str]:
    """The objects that the rule blames; of a circle all that are in it."""
    found = findings_of(code, mutation.graph, today=TODAY, strict_time=mutation.strict_time)
    if code == "PT105":
        return {item for each in found for item in each.message.values["path"].split(" → ")}
    return {each.item for each in found}


def test_every_action_indicator_plan_and_priority_is_tried(real: RealSite) -> None:
    graph = real.graph
    sizes = {
        "PT102": len(graph.of_role(Role.ACTION)),
        "PT201": len(graph.of_role(Role.PRIORITY)),
        "PT204": len(graph.of_role(Role.ACTION)),
        "PT205": 2 * len(graph.of_role(Role.ACTION)),
        "PT207": 3 * len(graph.of_role(Role.INDICATOR)),
        "PT208": 3 * len(graph.of_role(Role.PLAN)),
        "PT104": 2 * sum(1 for _ in graph.links()),
        "PT108": 5 * 64,
    }
    tried = {code: sum(1 for _ in MUTATIONS[code](graph)) for code in sizes}
    assert tried == sizes


# ------------------------------------------------------- one link at a time, by hand


def test_without_any_one_link_the_rules_find_what_a_plain_count_finds(real: RealSite) -> None:
    """Each link by which action reaches the strategy is taken away, alone.

    What is then out of reach is counted here once more, in the plainest way, and the rules must
    find just that: no more, and no less.
    """
    kinds = {LinkKind.CONTRIBUTES_TO, LinkKind.PART_OF, LinkKind.USES, LinkKind.CONCERNS}
    links = [link for link in real.graph.links() if link.kind in kinds]
    broken = 0
    for link in links:
        source = real.graph.items[link.source]
        left = tuple(each for each in source.targets(link.kind) if each != link.target)
        graph = changed(real.graph, with_links(source, link.kind, left))
        expected = out_of_reach(graph)
        found = {
            item
            for code in ("PT101", "PT106", "PT107")
            for item in blamed(code, graph, today=TODAY)
        }
        assert found == expected, f"{link.source} {link.kind} {link.target}"
        broken += bool(expected)
    assert len(links) > 500
    assert broken > 0, f"none of {len(links)} links was the only one"


def out_of_reach(graph: Graph) -> set[str]:
    """What no live action reaches, counted by going round until nothing new is reached."""
    live = [action for action in graph.of_role(Role.ACTION) if action.live]

    def closure(first: LinkKind, *steps: LinkKind) -> set[str]:
        reached = {target for action in live for target in action.targets(first)}
        while (
            new := {
                target
                for item_id in reached
                for kind in steps
                for target in graph.items[item_id].targets(kind)
            }
            - reached
        ):
            reached |= new
        return reached

    served = closure(LinkKind.CONTRIBUTES_TO, LinkKind.CONTRIBUTES_TO, LinkKind.PART_OF)
    worked_on = closure(LinkKind.CONTRIBUTES_TO, LinkKind.PART_OF) | closure(
        LinkKind.PART_OF, LinkKind.PART_OF
    )
    used = closure(LinkKind.USES, LinkKind.PART_OF)
    concerned = closure(LinkKind.CONCERNS, LinkKind.PART_OF)
    wanted = {
        Role.PURPOSE: served,
        Role.GOAL: served,
        Role.STARTING_POINT: served,
        Role.COMMITMENT: served,
        Role.PRIORITY: worked_on,
        Role.KEY_FACTOR: used,
        Role.TARGET_GROUP: concerned,
    }
    return {item.id for item in graph if item.role in wanted and item.id not in wanted[item.role]}


def test_time_alone_changes_nothing(real: RealSite) -> None:
    later = date(2040, 1, 1)
    for code in MUTATIONS:
        assert blamed(code, real.graph, today=later) == []
