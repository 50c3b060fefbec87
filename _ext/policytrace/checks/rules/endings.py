"""PT110: what goes on does not hang on what has come to its end."""

from __future__ import annotations

from collections.abc import Iterator

from policytrace.checks.presence import only_cancelled
from policytrace.checks.registry import Context, Violation, rule, violation
from policytrace.messages import Message, message
from policytrace.plan.graph import Graph
from policytrace.plan.liveness import End, Fall
from policytrace.plan.model import Item
from policytrace.schema.roles import FieldName, LinkKey, LinkKind, Role
from policytrace.schema.vocabulary import Status
from policytrace.severity import Severity

_OF_THE_PAST = frozenset(
    {
        LinkKind.REPLACES,
        LinkKind.FOLLOWS_UP,
        LinkKind.ANALYSES,
        LinkKind.REPORTED_IN,
        LinkKind.WAIVES,
        LinkKind.OPINION_ON,
    }
)
"""Links that tell of what has been: they hold whatever becomes of their target."""

_WORK = (Role.PLAN, Role.ACTION)


@rule("PT110", Severity.ERROR, "Something live that hangs on what has ended", of_others=True)
def hangs_on_what_has_ended(graph: Graph, context: Context) -> Iterator[Violation]:
    """Something goes on, but hangs on what is cancelled, done or replaced.

    An action in a plan that has been cancelled looks as if it were to be done, and yet nobody
    carries it. It counts for nothing: no promise is reached and no group concerned by it.

    A plan or an action must not go on when all that it is part of is cancelled or done. Nothing
    that goes on may link to what another object replaces, nor only to what is cancelled. What is
    done may stand as it is, and so may follow-ups and analyses of what has been.

    The finding stands where the chain breaks, and not once more below. A plan whose last day has
    passed is a warning, since time alone stops no build; with ``--strict-time`` it is an error.

    Example:
        :::{handlingsplan} Handlingsplan för mångfald
        :id: HPL-MANGFALD
        :status: avbruten
        :::

        :::{åtgärd} Bjud in trossamfunden till samtal
        :id: ATG-MANG-07
        :status: pågår
        :del_av: HPL-MANGFALD
        :::

    Instead:
        :::{åtgärd} Bjud in trossamfunden till samtal
        :id: ATG-MANG-07
        :status: pågår
        :del_av: HPL-OVERGRIPANDE
        :::

    Remedy: move it to what goes on, link to what has come instead, or cancel it too.
    """
    near = _near_an_end(graph, context)
    for item in graph:
        if item.id not in near or item.status is Status.DONE or not graph.claims(item):
            continue
        fall = graph.falls.get(item.id)
        if fall is None:
            yield from _links(graph, item, context)
            yield from _out_of_time(graph, item, context)
        elif item.role is not Role.MILESTONE and _breaks_here(graph, item):
            yield violation(
                item,
                message(
                    "“{title}” goes on, but {end}",
                    title=item.title,
                    end=_end_of(fall),
                ),
                _way_out(fall, context, LinkKind.PART_OF),
            )


def _near_an_end(graph: Graph, context: Context) -> frozenset[str]:
    """Ids of what has fallen, and of all that links to it or to what had its last day: not many."""
    over = (
        item.id
        for item in graph
        if (last := item.day(FieldName.VALID_TO)) is not None and last < context.today
    )
    ends = (*graph.falls, *over)
    linked = (
        item.id for end in ends for sources in graph.incoming(end).values() for item in sources
    )
    return frozenset((*graph.falls, *linked))


def _breaks_here(graph: Graph, item: Item) -> bool:
    """Whether something that it is part of does not claim to go on, so that it is the first."""
    return any(
        whole.status is Status.DONE or not graph.claims(whole)
        for whole in graph.targets(item, LinkKind.PART_OF)
    )


def _end_of(fall: Fall) -> Message:
    cause = fall.cause
    if fall.replaced_by is not None:
        return message(
            "{id} (“{title}”) is replaced by {by}.",
            id=cause.id,
            title=cause.title,
            by=fall.replaced_by.id,
        )
    if fall.end is End.DONE:
        return message("{id} (“{title}”) is done.", id=cause.id, title=cause.title)
    return message("{id} (“{title}”) is cancelled.", id=cause.id, title=cause.title)


def _way_out(fall: Fall, context: Context, kind: LinkKey) -> Message:
    option = context.word(f"link.{kind}")
    if fall.replaced_by is not None:
        return message(
            "Write what goes on instead in :{option}:: {by}, or what belongs to it.",
            option=option,
            by=fall.replaced_by.id,
        )
    return message(
        "Write something that goes on in :{option}:, or :{status}: {cancelled} here too.",
        option=option,
        status=context.word("field.status"),
        cancelled=context.word("status.cancelled"),
    )


def _links(graph: Graph, item: Item, context: Context) -> Iterator[Violation]:
    for kind, targets in item.links.items():
        if kind is LinkKind.PART_OF or kind in _OF_THE_PAST:
            continue
        if kind not in _required(item, context) and only_cancelled(graph, item, kind):
            ended = targets
        else:
            ended = tuple(
                target
                for target in targets
                if (fall := graph.falls.get(target)) and fall.replaced_by is not None
            )
        for target in ended:
            yield violation(
                item,
                message(
                    ":{option}: points to {target}, but {end}",
                    option=context.word(f"link.{kind}"),
                    target=target,
                    end=_end_of(graph.falls[target]),
                ),
                _way_out(graph.falls[target], context, kind),
            )


def _required(item: Item, context: Context) -> frozenset[object]:
    """The links of which other rules say that they lead to what is cancelled only."""
    required = {
        key for requirement in context.required.get(item.role, ()) for key in requirement.keys
    }
    return frozenset(required | ({LinkKind.MEASURED_BY} if item.role is Role.ACTION else set()))


def _out_of_time(graph: Graph, item: Item, context: Context) -> Iterator[Violation]:
    """Work that lasts longer than all that it is part of, whose last days have passed."""
    wholes = graph.targets(item, LinkKind.PART_OF)
    last = item.day(FieldName.DUE if item.role is Role.ACTION else FieldName.VALID_TO)
    if item.role not in _WORK or not wholes or (last is not None and last < context.today):
        return
    ends = [whole.day(FieldName.VALID_TO) for whole in wholes]
    passed = [end for end in ends if end is not None and end < context.today]
    if len(passed) < len(wholes):
        return
    yield Violation(
        item=item.id,
        location=item.location,
        severity=None if context.strict_time else Severity.WARNING,
        message=message(
            "“{title}” goes on, but {id} (“{whole}”) ended on {day}.",
            title=item.title,
            id=wholes[0].id,
            whole=wholes[0].title,
            day=passed[0].isoformat(),
        ),
        hint=message(
            "Move it to a plan that is in force, set its status, or correct :{option}:.",
            option=context.word("field.valid_to"),
        ),
    )
