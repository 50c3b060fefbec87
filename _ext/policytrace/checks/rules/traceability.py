"""PT101–PT103, PT106, PT107: everything the strategy says is traced to action."""

from __future__ import annotations

from collections.abc import Iterator

from policytrace.checks.registry import Context, Violation, rule, violation
from policytrace.messages import message
from policytrace.plan.graph import Graph
from policytrace.plan.queries import (
    actions_by_priority,
    linked_from_action,
    parts_of,
    reached_by_action,
)
from policytrace.schema.roles import ADOPTED_ROLES, LinkKind, Role
from policytrace.severity import Severity


def _first_id(graph: Graph, role: Role) -> str:
    """An example of an id of that role, from the project itself."""
    return next((item.id for item in graph.of_role(role)), "…")


@rule(
    "PT101",
    Severity.ERROR,
    "Nothing is done about it",
    needs=(
        "role.action",
        "link.contributes_to",
    ),
    of_others=True,
)
def unreached(graph: Graph, context: Context) -> Iterator[Violation]:
    """The strategy promises something that no action reaches.

    It may be a purpose, a goal, a starting point, a commitment or a key factor. A promise without
    work behind it is only words. That this shall be seen is why the gate exists.

    An action reaches what it contributes to, what that in turn contributes to or is part of, and
    the key factors that it uses. A cancelled action reaches nothing, and neither does one that
    hangs on something cancelled, ended or replaced.

    Example:
        :::{utgångspunkt} Hedersrelaterat våld ska upptäckas
        :id: UTG-VALD-3
        :del_av: PRI-VALD
        :::

        :::{åtgärd} Utbilda skolans personal om hedersrelaterat våld
        :id: ATG-VALD-09
        :status: avbruten
        :bidrar_till: UTG-VALD-3
        :::

    Instead:
        :::{åtgärd} Fråga om hedersrelaterat våld i elevhälsans samtal
        :id: ATG-VALD-12
        :status: förslag
        :bidrar_till: UTG-VALD-3
        :::

    Remedy: let an action that really does something about it say so. If there is none, propose one.
    """
    reached = reached_by_action(graph)
    used = linked_from_action(graph, LinkKind.USES)
    roles = (Role.PURPOSE, Role.GOAL, Role.STARTING_POINT, Role.COMMITMENT)
    for item in graph.of_role(*roles, Role.KEY_FACTOR):
        key_factor = item.role is Role.KEY_FACTOR
        if not graph.claims(item) or item.id in (used if key_factor else reached):
            continue
        option = context.word("link.uses" if key_factor else "link.contributes_to")
        yield violation(
            item,
            message("“{title}” is reached by no action.", title=item.title),
            message(
                "Write :{option}: {id} in an action that does something about it, or add such an "
                "action.",
                option=option,
                id=item.id,
            ),
        )


@rule(
    "PT102", Severity.ERROR, "An action that contributes to nothing", needs=("link.contributes_to",)
)
def contributes_to_nothing(graph: Graph, context: Context) -> Iterator[Violation]:
    """An action does not say what it contributes to.

    An action in a plan serves something that the strategy says; otherwise it does not belong there.
    A cancelled action is not asked.

    Example:
        :::{åtgärd} Se över entréerna till kommunens lokaler
        :id: ATG-TILL-08
        :status: förslag
        :del_av: HPL-TILLGANGLIGHET
        :::

    Instead:
        :::{åtgärd} Se över entréerna till kommunens lokaler
        :id: ATG-TILL-08
        :status: förslag
        :del_av: HPL-TILLGANGLIGHET
        :bidrar_till: UTG-TILLGANGLIGHET-1
        :::

    Remedy: name one to three purposes, goals, starting points or commitments in the action.
    """
    for action in graph.of_role(Role.ACTION):
        if graph.claims(action) and not action.targets(LinkKind.CONTRIBUTES_TO):
            yield violation(
                action,
                message("The action “{title}” contributes to nothing.", title=action.title),
                message(
                    "Add :{option}: with the goal or starting point that it serves, for example "
                    "{example}.",
                    option=context.word("link.contributes_to"),
                    example=_first_id(graph, Role.STARTING_POINT),
                ),
            )


@rule(
    "PT103",
    Severity.ERROR,
    "Outside the strategy",
    needs=(
        "link.part_of",
        "role.plan",
        "role.strategy",
    ),
    of_others=True,
)
def outside_the_strategy(graph: Graph, context: Context) -> Iterator[Violation]:
    """An action is in no plan, or something else is under no strategy.

    What stands outside answers to nobody and is not followed up. What is cancelled is asked too.

    A plan is part of the strategy, of one of its priorities or of another plan. An action is part
    of a plan, or of an action that is, and a milestone of an action. What restates the strategy is
    part of it.

    Example:
        :::{handlingsplan} Handlingsplan för barnperspektivet
        :id: HPL-BARN
        :ansvarig: ORG-UN
        :giltig_från: 2027-01-01
        :giltig_till: 2029-12-31
        :::

    Instead:
        :::{handlingsplan} Handlingsplan för barnperspektivet
        :id: HPL-BARN
        :del_av: PRI-BARN
        :ansvarig: ORG-UN
        :giltig_från: 2027-01-01
        :giltig_till: 2029-12-31
        :::

    Remedy: say what it is part of.
    """
    option = context.word("link.part_of")
    in_plan = parts_of(graph, graph.of_role(Role.PLAN))
    for action in graph.of_role(Role.ACTION):
        if action.id not in in_plan:
            yield violation(
                action,
                message("The action “{title}” is in no plan.", title=action.title),
                message(
                    "Add :{option}: with the plan's id, for example {example}.",
                    option=option,
                    example=_first_id(graph, Role.PLAN),
                ),
            )
    for milestone in graph.of_role(Role.MILESTONE):
        if not milestone.targets(LinkKind.PART_OF):
            yield violation(
                milestone,
                message("The milestone “{title}” is in no action.", title=milestone.title),
                message(
                    "Add :{option}: with the action's id, for example {example}.",
                    option=option,
                    example=_first_id(graph, Role.ACTION),
                ),
            )
    under_strategy = parts_of(graph, graph.of_role(Role.STRATEGY))
    for item in graph.of_role(Role.PLAN, *(role for role in Role if role in ADOPTED_ROLES)):
        if item.id not in under_strategy:
            yield violation(
                item,
                message("“{title}” is under no strategy.", title=item.title),
                message(
                    "Add :{option}: with the strategy, or the priority, that it is part of, for "
                    "example {example}.",
                    option=option,
                    example=_first_id(graph, Role.STRATEGY),
                ),
            )


@rule(
    "PT106",
    Severity.ERROR,
    "A target group that is left out",
    needs=(
        "role.action",
        "link.concerns",
    ),
    of_others=True,
)
def left_out(graph: Graph, context: Context) -> Iterator[Violation]:
    """One of the strategy's target groups is concerned by no action.

    The strategy is for all of them. A group that no action is for has been left out in practice. A
    cancelled action does not count.

    Example:
        :::{målgrupp} Religion eller annan trosuppfattning
        :id: GRP-RELIGION
        :::

        :::{åtgärd} Bjud in trossamfunden till samtal
        :id: ATG-MANG-07
        :berör: GRP-ETNICITET
        :::

    Instead:
        :::{åtgärd} Bjud in trossamfunden till samtal
        :id: ATG-MANG-07
        :berör: GRP-ETNICITET, GRP-RELIGION
        :::

    Remedy: say in an action that it is for the group, or propose one that is. Do not name the group
    only to be rid of the finding.
    """
    concerned = linked_from_action(graph, LinkKind.CONCERNS)
    for group in graph.of_role(Role.TARGET_GROUP):
        if graph.claims(group) and group.id not in concerned:
            yield violation(
                group,
                message("No action concerns the target group “{title}”.", title=group.title),
                message(
                    "Write :{option}: {id} in an action that is for the group.",
                    option=context.word("link.concerns"),
                    id=group.id,
                ),
            )


@rule(
    "PT107",
    Severity.ERROR,
    "A priority without action",
    needs=(
        "role.action",
        "link.contributes_to",
    ),
    of_others=True,
)
def priority_without_action(graph: Graph, context: Context) -> Iterator[Violation]:
    """A priority has no action under it.

    A priority that nobody works on is no priority. An action is under it when it contributes to one
    of the priority's starting points, or stands in a plan that is part of the priority. A cancelled
    action does not count.

    Example:
        :::{utgångspunkt} Ingen ska behöva dölja vem den är
        :id: UTG-HBTQI-1
        :del_av: PRI-HBTQI
        :::

        :::{åtgärd} Utbilda personal om hbtqi
        :id: ATG-HBTQI-01
        :del_av: HPL-OVERGRIPANDE
        :bidrar_till: ATA-KON-1
        :::

    Instead:
        :::{åtgärd} Utbilda personal om hbtqi
        :id: ATG-HBTQI-01
        :del_av: HPL-OVERGRIPANDE
        :bidrar_till: UTG-HBTQI-1
        :::

    Remedy: let an action contribute to one of the priority's starting points.
    """
    under = actions_by_priority(graph)
    for priority in graph.of_role(Role.PRIORITY):
        if graph.claims(priority) and not any(map(graph.carries, under[priority.id])):
            yield violation(
                priority,
                message("The priority “{title}” has no action under it.", title=priority.title),
                message(
                    "Write :{option}: with one of its starting points in an action.",
                    option=context.word("link.contributes_to"),
                ),
            )
