"""PT108: the adopted text is restated, whole and once."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches

from policytrace.checks.registry import Context, Violation, rule, violation
from policytrace.checks.rules.links import MOST_SUGGESTIONS
from policytrace.messages import message
from policytrace.plan.graph import Graph
from policytrace.plan.model import Item
from policytrace.schema.roles import ADOPTED_ROLES, FieldName, Role
from policytrace.severity import Severity


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
    searches_left = MOST_SUGGESTIONS
    for item in graph.of_role(*(role for role in Role if role in ADOPTED_ROLES)):
        pinpoint = item.text(FieldName.SOURCE)
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
        elif (
            passage.pinpoint not in restated
            and passage.pinpoint not in mistaken
            and not context.unread.explains(passage.pinpoint)
        ):
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
