"""Presence: what the project demands of its objects, and which rule tells of what is missing.

What is demanded stands in ``[policytrace.required]``. Here stands only which rule answers for it;
what no rule answers for by name is `OTHER`'s.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

from policytrace.checks.registry import Context, Violation, violation
from policytrace.messages import Message, message
from policytrace.plan.graph import Graph
from policytrace.plan.liveness import End
from policytrace.plan.model import Item
from policytrace.schema.fields import FIELDS, FieldType
from policytrace.schema.links import target_roles
from policytrace.schema.required import Requirement
from policytrace.schema.roles import (
    CustomField,
    CustomLink,
    FieldName,
    Key,
    LinkKey,
    LinkKind,
    Role,
    TypeKey,
    key_name,
)
from policytrace.schema.vocabulary import Rhythm

RULE_OF: Mapping[tuple[TypeKey, Key], str] = MappingProxyType(
    {
        (Role.PRIORITY, LinkKind.OWNER): "PT201",
        (Role.PRIORITY, LinkKind.MEASURED_BY): "PT202",
        (Role.PRIORITY, FieldName.NEXT_FOLLOW_UP): "PT203",
        (Role.ACTION, LinkKind.OWNER): "PT204",
        (Role.ACTION, FieldName.DUE): "PT205",
        (Role.ACTION, FieldName.NEXT_FOLLOW_UP): "PT205",
        (Role.INDICATOR, LinkKind.OWNER): "PT207",
        (Role.INDICATOR, FieldName.UNIT): "PT207",
        (Role.INDICATOR, FieldName.SOURCE): "PT207",
        (Role.PLAN, LinkKind.OWNER): "PT208",
        (Role.PLAN, FieldName.VALID_FROM): "PT208",
        (Role.PLAN, FieldName.VALID_TO): "PT208",
        (Role.INDICATOR, FieldName.BASELINE): "PT302",
        (Role.INDICATOR, FieldName.TARGET_VALUE): "PT302",
        (Role.INDICATOR, FieldName.TARGET_GAP): "PT302",
        (Role.INDICATOR, FieldName.TARGET_AGAINST): "PT302",
        (Role.INDICATOR, FieldName.TARGET_YEAR): "PT302",
        (Role.DECISION, FieldName.DECISION_KIND): "PT502",
        (Role.DECISION, LinkKind.BODY): "PT502",
        (Role.DECISION, FieldName.DATE): "PT502",
        (Role.DECISION, FieldName.PARAGRAPH): "PT502",
        (Role.DECISION, FieldName.REGISTRATION): "PT502",
        (Role.WAIVER, FieldName.RULE): "PT701",
        (Role.WAIVER, FieldName.REASON): "PT701",
        (Role.WAIVER, FieldName.VALID_TO): "PT701",
        (Role.WAIVER, LinkKind.WAIVES): "PT701",
        (Role.WAIVER, LinkKind.DECIDED_BY): "PT701",
        (Role.MILESTONE, FieldName.DUE): "PT205",
        (Role.OPINION, LinkKind.OPINION_ON): "PT804",
        (Role.OPINION, FieldName.SENDER): "PT804",
        (Role.OPINION, FieldName.DATE): "PT804",
    }
)
"""Which rule tells that objects of a type lack a field or a link."""

OTHER = "PT211"
"""The rule that tells of everything else."""


def demanded(context: Context, role: TypeKey, code: str) -> tuple[Requirement, ...]:
    """What is demanded of objects of a type, as far as the rule `code` tells of it."""
    return tuple(
        requirement
        for requirement in context.required.get(role, ())
        if RULE_OF.get((role, requirement.keys[0]), OTHER) == code
    )


def lacking(item: Item, requirements: Iterable[Requirement]) -> Iterator[Requirement]:
    """Those of `requirements` that an object does not meet.

    Nothing is demanded of what does not count any more.
    """
    for requirement in requirements:
        if (
            not any(map(item.has, requirement.keys))
            and requirement.asked(item.values, item.written)
            and item.live
        ):
            yield requirement


def each_lacking(graph: Graph, context: Context, code: str) -> Iterator[Violation]:
    """A violation for each thing that an object lacks, and that the rule `code` tells of."""
    for role in context.required:
        requirements = demanded(context, role, code)
        links = {one: kinds for one in requirements if (kinds := _only_links(one))}
        for item in filter(graph.claims, graph.of_role(role) if requirements else ()):
            for requirement, kinds in links.items():
                if cancelled := only_cancelled(graph, item, *kinds):
                    yield _cancelled(item, context, requirement, cancelled)
            for requirement in lacking(item, requirements):
                yield violation(
                    item,
                    message(
                        "“{title}” ({type}) has no {options}.",
                        title=item.title,
                        type=context.word(f"role.{role}"),
                        options=options_of(requirement, context),
                    ),
                    _remedy(graph, context, role, requirement),
                )


def _only_links(requirement: Requirement) -> tuple[LinkKey, ...]:
    """The links that would do, if nothing but links does."""
    kinds = tuple(key for key in requirement.keys if isinstance(key, LinkKind | CustomLink))
    return kinds if len(kinds) == len(requirement.keys) else ()


def only_cancelled(graph: Graph, item: Item, *kinds: LinkKey) -> tuple[str, ...]:
    """The ids of all that an object links to by `kinds`, if every one of them is cancelled.

    What does not exist, or has been replaced, is another finding.
    """
    for kind in kinds:
        for target in item.targets(kind):
            fall = graph.falls.get(target)
            if fall is None or fall.end is not End.CANCELLED:
                return ()
    return tuple(target for kind in kinds for target in item.targets(kind))


def _cancelled(
    item: Item, context: Context, requirement: Requirement, targets: tuple[str, ...]
) -> Violation:
    options = options_of(requirement, context)
    return violation(
        item,
        message(
            "“{title}” ({type}) has in {options} only what is cancelled: {targets}.",
            title=item.title,
            type=context.word(f"role.{item.role}"),
            options=options,
            targets=", ".join(targets),
        ),
        message("Name another in {options}.", options=options),
    )


def options_of(requirement: Requirement, context: Context) -> str:
    """What would do, as it is written in the file: ``:klar_senast:``."""
    return " / ".join(f":{context.word(key_name(key))}:" for key in requirement.keys)


def _remedy(graph: Graph, context: Context, role: TypeKey, requirement: Requirement) -> Message:
    """What to add, and what would do in its place."""
    remedy = _addition(graph, context, role, requirement)
    if requirement.unless is None or requirement.unless is FieldName.RHYTHM:
        return remedy
    return message(
        "{remedy} Or write :{instead}: in its place.",
        remedy=remedy,
        instead=context.word(key_name(requirement.unless)),
    )


def _addition(graph: Graph, context: Context, role: TypeKey, requirement: Requirement) -> Message:
    key = requirement.keys[0]
    options = options_of(requirement, context)
    if isinstance(key, LinkKind | CustomLink):
        wanted = target_roles(key, role)
        example = next((item.id for item in graph if item.role in wanted), "…")
        return message(
            "Add {options} with the id of an object, for example {example}.",
            options=options,
            example=example,
        )
    if key is FieldName.NEXT_FOLLOW_UP and not context.lacks(("field.rhythm",)):
        return message(
            "Add {options} with a date, as 2027-11-15, or :{rhythm}: with how often: {words}.",
            options=options,
            rhythm=context.word("field.rhythm"),
            words=", ".join(context.word(f"rhythm.{one}") for one in Rhythm),
        )
    if not isinstance(key, CustomField) and FIELDS[key].type is FieldType.DAY:
        return message("Add {options} with a date, as 2027-11-15.", options=options)
    return message("Add {options} to the object.", options=options)
