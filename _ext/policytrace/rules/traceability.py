"""PT1xx: everything the strategy says is traced to action, and every link holds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from operator import attrgetter
from types import MappingProxyType

from policytrace.cycles import circles, way_round
from policytrace.findings import Severity
from policytrace.messages import message
from policytrace.model import ADOPTED_ROLES, FieldName, Graph, Item, LinkKind, Role
from policytrace.registry import Context, Violation, rule, violation
from policytrace.tracing import (
    actions_by_priority,
    linked_from_action,
    parts_of,
    reached_by_action,
)

_ALL = frozenset(Role)
_PLACE = attrgetter("location", "id")

LINK_TARGETS: Mapping[LinkKind, Mapping[Role, frozenset[Role]]] = MappingProxyType(
    {
        LinkKind.PART_OF: {
            Role.PURPOSE: frozenset({Role.STRATEGY, Role.PURPOSE}),
            Role.GOAL: frozenset({Role.STRATEGY, Role.GOAL, Role.PURPOSE}),
            Role.PRIORITY: frozenset({Role.STRATEGY}),
            Role.STARTING_POINT: frozenset({Role.PRIORITY}),
            Role.COMMITMENT: frozenset({Role.STRATEGY, Role.COMMITMENT}),
            Role.KEY_FACTOR: frozenset({Role.STRATEGY, Role.KEY_FACTOR}),
            Role.TARGET_GROUP: frozenset({Role.STRATEGY, Role.TARGET_GROUP}),
            Role.PLAN: frozenset({Role.STRATEGY, Role.PRIORITY, Role.PLAN}),
            Role.ACTION: frozenset({Role.PLAN, Role.ACTION}),
            Role.ORGANISATION: frozenset({Role.ORGANISATION}),
        },
        LinkKind.CONTRIBUTES_TO: dict.fromkeys(
            (Role.ACTION, Role.STARTING_POINT, Role.GOAL, Role.COMMITMENT),
            frozenset({Role.PURPOSE, Role.GOAL, Role.STARTING_POINT, Role.COMMITMENT}),
        ),
        LinkKind.USES: {Role.ACTION: frozenset({Role.KEY_FACTOR})},
        LinkKind.CONCERNS: dict.fromkeys(
            (Role.PRIORITY, Role.PLAN, Role.ACTION, Role.INDICATOR, Role.ANALYSIS),
            frozenset({Role.TARGET_GROUP}),
        ),
        LinkKind.MEASURED_BY: dict.fromkeys(
            ADOPTED_ROLES | {Role.STRATEGY, Role.PLAN, Role.ACTION}, frozenset({Role.INDICATOR})
        ),
        LinkKind.OWNER: dict.fromkeys(
            _ALL - {Role.ORGANISATION, Role.DECISION}, frozenset({Role.ORGANISATION})
        ),
        LinkKind.PARTICIPANT: dict.fromkeys(
            (Role.PLAN, Role.ACTION, Role.FOLLOW_UP, Role.ANALYSIS), frozenset({Role.ORGANISATION})
        ),
        LinkKind.FOLLOWS_UP: {
            Role.FOLLOW_UP: frozenset(
                {Role.STRATEGY, Role.GOAL, Role.PRIORITY, Role.PLAN, Role.ACTION, Role.INDICATOR}
            )
        },
        LinkKind.ANALYSES: {
            Role.ANALYSIS: frozenset({Role.PLAN, Role.ACTION, Role.DECISION, Role.STRATEGY})
        },
        LinkKind.DECIDED_BY: dict.fromkeys(
            _ALL - {Role.DECISION, Role.ORGANISATION}, frozenset({Role.DECISION})
        ),
        LinkKind.REPORTED_IN: dict.fromkeys(
            (Role.PLAN, Role.ACTION, Role.FOLLOW_UP, Role.ANALYSIS), frozenset({Role.DECISION})
        ),
        LinkKind.WAIVES: {Role.WAIVER: _ALL - {Role.WAIVER}},
        LinkKind.REPLACES: {role: frozenset({role}) for role in Role},
    }
)
"""For each kind of link: which roles may have it, and which roles it may point to."""

_MOST_SUGGESTIONS = 20
"""How many unknown names a rule looks for a "did you mean": each costs a pass over all names."""


def _first_id(graph: Graph, role: Role) -> str:
    """An example of an id of that role, from the project itself."""
    return next((item.id for item in graph.of_role(role)), "…")


@rule("PT101", Severity.ERROR, "Nothing is done about it")
def unreached(graph: Graph, context: Context) -> Iterator[Violation]:
    """The strategy promises something that no action reaches.

    It may be a purpose, a goal, a starting point, a commitment or a key factor. A promise without
    work behind it is only words. That this shall be seen is why the gate exists.

    An action reaches what it contributes to, what that in turn contributes to or is part of, and
    the key factors that it uses. A cancelled action reaches nothing.

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
        if item.id in (used if key_factor else reached):
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


@rule("PT102", Severity.ERROR, "An action that contributes to nothing")
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
        if action.live and not action.targets(LinkKind.CONTRIBUTES_TO):
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


@rule("PT103", Severity.ERROR, "Outside the strategy")
def outside_the_strategy(graph: Graph, context: Context) -> Iterator[Violation]:
    """An action is in no plan, or something else is under no strategy.

    What stands outside answers to nobody and is not followed up. What is cancelled is asked too.

    A plan is part of the strategy, of one of its priorities or of another plan. An action is part
    of a plan, or of an action that is. What restates the strategy is part of it.

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


@rule("PT104", Severity.ERROR, "A link that does not hold")
def broken_link(graph: Graph, context: Context) -> Iterator[Violation]:
    """A link leads to an object that does not exist or is of the wrong type.

    A mistyped id breaks the chain without anyone seeing it. So does a link between things that it
    cannot join, as an owner that is an indicator. Links to objects in running text are tried too.

    Example:
        :bidrar_till: UTG-VLD-3

    Instead:
        :bidrar_till: UTG-VALD-3

    Remedy: write the right id. The gate suggests the nearest one that exists.
    """
    suggestions = _Suggestions(graph)
    yield from _broken_references(graph, suggestions)
    for link in graph.links():
        source = graph.items[link.source]
        option = context.word(f"link.{link.kind}")
        allowed = LINK_TARGETS[link.kind].get(source.role)
        if allowed is None:
            yield violation(
                source,
                message(
                    ":{option}: does not belong on {id}, which is of the type “{type}”.",
                    option=option,
                    id=source.id,
                    type=context.word(f"role.{source.role}"),
                ),
                message("Take the line :{option}: away.", option=option),
            )
            continue
        target = graph.items.get(link.target)
        if target is not None and target.role in allowed:
            continue
        wanted = ", ".join(context.word(f"role.{role}") for role in Role if role in allowed)
        if target is None:
            nearest = suggestions.nearest(link.target, allowed)
            yield violation(
                source,
                message(
                    ":{option}: points to {target}, which does not exist.",
                    option=option,
                    target=link.target,
                ),
                message("Did you mean {nearest}?", nearest=nearest)
                if nearest
                else message(
                    "Write the id of an object that exists, of the type {wanted}.", wanted=wanted
                ),
            )
        else:
            yield violation(
                source,
                message(
                    ":{option}: points to {target}, which is of the type “{type}”.",
                    option=option,
                    target=link.target,
                    type=context.word(f"role.{target.role}"),
                ),
                message("Write the id of an object of the type {wanted}.", wanted=wanted),
            )


def _broken_references(graph: Graph, suggestions: _Suggestions) -> Iterator[Violation]:
    for reference in graph.references:
        if reference.target in graph.items:
            continue
        nearest = suggestions.nearest(reference.target, _ALL)
        yield Violation(
            item="",
            location=reference.location,
            message=message(
                "The text links to {target}, which does not exist.", target=reference.target
            ),
            hint=message("Did you mean {nearest}?", nearest=nearest)
            if nearest
            else message("Write the id of an object that exists."),
        )


class _Suggestions:
    """Finds the nearest existing id, within a bounded amount of work."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        self._found: dict[tuple[str, frozenset[Role]], str] = {}

    def nearest(self, wrong: str, roles: frozenset[Role]) -> str:
        """The id of one of `roles` that is most like `wrong`; empty if none is near."""
        key = (wrong, roles)
        if key not in self._found:
            if len(self._found) >= _MOST_SUGGESTIONS:
                return ""
            ids = [item.id for item in self._graph.of_role(*sorted(roles))]
            near = get_close_matches(wrong[:100].upper(), ids, n=1, cutoff=0.6)
            self._found[key] = near[0] if near else ""
        return self._found[key]


@rule("PT105", Severity.ERROR, "A circle of links")
def circle(graph: Graph, context: Context) -> Iterator[Violation]:
    """Objects are part of each other, or contribute to each other, in a circle.

    A chain must end in the strategy; a circle ends nowhere. One finding is given for each circle.

    Example:
        :::{mål} Ett mål
        :id: MAL-8
        :bidrar_till: MAL-9
        :::

        :::{mål} Ett annat mål
        :id: MAL-9
        :bidrar_till: MAL-8
        :::

    Instead:
        :::{mål} Ett mål
        :id: MAL-8
        :bidrar_till: MAL-9
        :::

        :::{mål} Ett annat mål
        :id: MAL-9
        :bidrar_till: SYF-1
        :::

    Remedy: take away the link that points the wrong way. The finding shows the whole circle.
    """
    for kind in (LinkKind.PART_OF, LinkKind.CONTRIBUTES_TO):
        option = context.word(f"link.{kind}")
        for members in circles(graph, kind):
            start = min((graph.items[member] for member in members), key=_PLACE)
            path = way_round(graph, kind, start.id, members)
            yield violation(
                start,
                message(
                    ":{option}: goes in a circle: {path}.", option=option, path=" → ".join(path)
                ),
                message("Take away one of these links, so that the chain ends in the strategy."),
            )


@rule("PT106", Severity.ERROR, "A target group that is left out")
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
        if group.id not in concerned:
            yield violation(
                group,
                message("No action concerns the target group “{title}”.", title=group.title),
                message(
                    "Write :{option}: {id} in an action that is for the group.",
                    option=context.word("link.concerns"),
                    id=group.id,
                ),
            )


@rule("PT107", Severity.ERROR, "A priority without action")
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
        if priority.live and not any(action.live for action in under[priority.id]):
            yield violation(
                priority,
                message("The priority “{title}” has no action under it.", title=priority.title),
                message(
                    "Write :{option}: with one of its starting points in an action.",
                    option=context.word("link.contributes_to"),
                ),
            )


@rule("PT108", Severity.ERROR, "The adopted text is not restated whole")
def passage_not_restated(graph: Graph, context: Context) -> Iterator[Violation]:
    """A passage of the adopted text is not restated, or twice, or an object's source is no passage.

    The register of passages lists all that binds, with type and pinpoint. A passage that no object
    restates has been lost on the way. A source that is no passage, or one of another type, claims
    support that the text does not give.

    Example:
        :::{utgångspunkt} Våld ska förebyggas
        :id: UTG-VALD-3
        :källa: vald-3
        :::

        :::{utgångspunkt} Den som utsätts ska få stöd
        :id: UTG-VALD-4
        :källa: vald-3
        :::

    Instead:
        :::{utgångspunkt} Den som utsätts ska få stöd
        :id: UTG-VALD-4
        :källa: vald-4
        :::

    Remedy: give the object the pinpoint of the passage that it restates, or add an object. The
    register changes only with the adopted text.
    """
    if not graph.passages:
        return
    option = context.word("field.source")
    known = {passage.pinpoint: passage for passage in graph.passages}
    restated: dict[str, Item] = {}
    mistaken: set[str] = set()
    searches_left = _MOST_SUGGESTIONS
    for item in graph.of_role(*(role for role in Role if role in ADOPTED_ROLES)):
        pinpoint = item.fields.get(FieldName.SOURCE, "")
        passage = known.get(pinpoint)
        if passage is None:
            near: list[str] = []
            if pinpoint and searches_left:
                searches_left -= 1
                near = get_close_matches(pinpoint[:100], known, n=1)
            yield violation(
                item,
                message(
                    "{id} cites the passage “{pinpoint}”, which is not in the register.",
                    id=item.id,
                    pinpoint=pinpoint,
                )
                if pinpoint
                else message("{id} does not say which passage it restates.", id=item.id),
                message("Did you mean {nearest}?", nearest=near[0])
                if near
                else message(
                    "Add :{option}: with a pinpoint from the register of passages.", option=option
                ),
            )
        elif passage.role is not None and passage.role is not item.role:
            mistaken.add(pinpoint)
            yield violation(
                item,
                message(
                    "{id} is of the type “{type}”, but the register says that the passage "
                    "“{pinpoint}” is of the type “{wanted}”.",
                    id=item.id,
                    type=context.word(f"role.{item.role}"),
                    pinpoint=pinpoint,
                    wanted=passage.type_name,
                ),
                message("Change the object's type, or its :{option}:.", option=option),
            )
        elif pinpoint in restated:
            yield violation(
                item,
                message(
                    "The passage “{pinpoint}” is restated by both {first} and {second}.",
                    pinpoint=pinpoint,
                    first=restated[pinpoint].id,
                    second=item.id,
                ),
                message("Let one object restate the passage."),
            )
        else:
            restated[pinpoint] = item
    for passage in graph.passages:
        if passage.role is None:
            yield Violation(
                item="",
                location=passage.location,
                message=message(
                    "The register gives the passage “{pinpoint}” the type “{type}”, which the "
                    "project does not have.",
                    pinpoint=passage.pinpoint,
                    type=passage.type_name,
                ),
                hint=message("Correct the type in the register of passages."),
            )
        elif passage.pinpoint not in restated and passage.pinpoint not in mistaken:
            yield Violation(
                item="",
                location=passage.location,
                message=message(
                    "No object restates the passage “{pinpoint}”: {gist}.",
                    pinpoint=passage.pinpoint,
                    gist=passage.gist,
                ),
                hint=message(
                    "Add an object of the type “{type}” with :{option}: {pinpoint}.",
                    type=passage.type_name,
                    option=option,
                    pinpoint=passage.pinpoint,
                ),
            )
