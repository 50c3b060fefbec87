"""Withdrawing what is proposed, and cancelling what is decided: it stays, and says so.

What nobody has decided takes a reason, or the decision that turned it down. What is decided is
cancelled by a decision.
"""

from __future__ import annotations

from policytrace.author.editing import Edit
from policytrace.author.values import RefusedError
from policytrace.messages import message
from policytrace.plan.model import Item
from policytrace.schema.metamodel import Metamodel
from policytrace.schema.roles import ADOPTED_ROLES, FieldName, Key, LinkKind
from policytrace.schema.vocabulary import Status


def withdrawal(
    item: Item, *, metamodel: Metamodel, reason: str = "", decision: str = "", token: str = ""
) -> Edit:
    """The edit that withdraws an object; `decision` is an id, that of the one to cancel it.

    Raises:
        RefusedError: what it takes is missing, or the object is none that can be withdrawn.
    """
    if item.role in ADOPTED_ROLES or not metamodel.has(FieldName.STATUS):
        raise RefusedError(
            message(
                "“{title}” is part of the adopted text. It cannot be cancelled.", title=item.title
            )
        )
    if item.status is Status.CANCELLED:
        raise RefusedError(message("“{title}” is cancelled already.", title=item.title))
    proposed = item.status is None or item.proposed
    if not proposed and not decision:
        raise RefusedError(
            message("“{title}” is decided. Only a decision can cancel it.", title=item.title),
            message("Add the decision first, and choose it here."),
        )
    if proposed and not (reason or decision):
        raise RefusedError(message("Write why it is withdrawn."))
    values: dict[Key, str] = {FieldName.STATUS: metamodel.vocabulary.of(Status.CANCELLED)}
    if reason:
        values[FieldName.REASON] = reason
    if decision:
        had = item.targets(LinkKind.DECIDED_BY)
        values[LinkKind.DECIDED_BY] = ", ".join(dict.fromkeys([*had, decision]))
    return Edit(id=item.id, values=values, token=token)
