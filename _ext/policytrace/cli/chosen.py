"""An object that an option names by its id."""

from __future__ import annotations

from policytrace.author.values import nearest
from policytrace.errors import ProjectError
from policytrace.messages import message
from policytrace.plan.graph import Graph
from policytrace.plan.model import Item
from policytrace.schema.roles import Role


def chosen_object(graph: Graph, option: str, given: str | None, role: Role) -> Item | None:
    """The object of `role` that was `given` for an option; None if none was.

    Raises:
        ProjectError: there is none of that id.
    """
    if given is None:
        return None
    item = graph.items.get(given.upper())
    if item and item.role is role:
        return item
    named = given[:50]
    near = nearest(given.upper(), (one.id for one in graph.of_role(role)))
    if near:
        raise ProjectError(
            message(
                "--{option}: there is no “{id}”. Did you mean {near}?",
                option=option,
                id=named,
                near=near,
            )
        )
    raise ProjectError(
        message("--{option}: there is no “{id}” in the plan.", option=option, id=named)
    )
