"""PT111: what has been published can still be found at its address."""

from __future__ import annotations

from collections.abc import Iterator

from policytrace.checks.registry import Context, Violation, rule
from policytrace.messages import Message, message
from policytrace.plan.addresses import Address, AddressRegister
from policytrace.plan.graph import Graph
from policytrace.severity import Severity


@rule("PT111", Severity.ERROR, "A published address that leads nowhere")
def lost_address(graph: Graph, context: Context) -> Iterator[Violation]:
    """An id that has been published is gone, and nothing says where its address leads now.

    Decisions, letters and other sites link to the page of an object. Its id is part of the address.
    The register of addresses lists the ids that have been published; ``./policytrace addresses``
    adds those that are new. It stands in ``ubproject.toml``, under ``[policytrace]``.

    An action that is no longer wanted keeps its page with the status for what is cancelled. An
    object that has got another id leads on to it: the old address then shows a page that says so.

    A row of the register that cannot be read says nothing of its address, so it is found too.

    Example:
        id,leder_till
        ATG-VALD-07,

    Instead:
        id,leder_till
        ATG-VALD-07,ATG-VALD-12

    Remedy: put the object back, cancel it, or write the id that its address leads to in the row.
    """
    register = context.addresses
    for row in register.unread:
        yield Violation(item="", location=row.location, message=row.text, hint=row.hint)
    for address in register.addresses:
        if address.id in graph.items or not context.unread.is_lost(address.id):
            yield from _judged(address, register, graph, context)


def _judged(
    address: Address, register: AddressRegister, graph: Graph, context: Context
) -> Iterator[Violation]:
    there = address.id in graph.items
    if there and address.leads_to:
        yield _at(
            address,
            message(
                "{id} leads on to {to}, but is still there.", id=address.id, to=address.leads_to
            ),
            message("Take away what stands after the comma, or the object."),
        )
    elif not there and not address.leads_to:
        yield _at(
            address,
            message("{id} has been published, but is gone.", id=address.id),
            message(
                "Put the object back, or cancel it. If it has got another id, write that after the "
                "comma."
            ),
        )
    elif not there:
        end = register.goal(address.id)
        if end is None:
            yield _at(
                address,
                message("{id} leads on in a circle.", id=address.id),
                message("Write the id of an object that exists."),
            )
        elif (
            end not in graph.items and end not in register.leads and not context.unread.is_lost(end)
        ):
            yield _at(
                address,
                message(
                    "{id} leads on to {to}, which does not exist.", id=address.id, to=end[:100]
                ),
                message("Write the id of an object that exists."),
            )


def _at(address: Address, wrong: Message, remedy: Message) -> Violation:
    return Violation(item="", location=address.location, message=wrong, hint=remedy)
