"""Problems of the help numbers: objects that do not exist, and places with nothing to show."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from policytrace.locations import Location
from policytrace.messages import Message, message
from policytrace.plan.model import Item, Problem, ReadingProblem
from policytrace.plan.unread import Unread
from policytrace.schema.roles import Role
from policytrace.site.views.support import SUPPORT
from policytrace.sphinx.build import Build
from policytrace.sphinx.read.placed import PLACED_VIEWS


def support_problems(
    build: Build, items: Mapping[str, Item], unread: Unread
) -> Iterator[ReadingProblem]:
    """One problem for each priority or object that is none, and each place without a setting."""
    support = build.metamodel.support
    if support is None:
        for placed in PLACED_VIEWS.everything(build.app.env):
            if placed.view == SUPPORT:
                yield _problem(
                    placed.location,
                    message(
                        "{{{directive}}} has no numbers to show.",
                        directive=build.views.directives[SUPPORT],
                    ),
                    message("Write them in ubproject.toml, under [policytrace.support]."),
                )
        return
    for target in support.priorities:
        item = items.get(target)
        if (item is None and not unread.is_lost(target)) or (
            item is not None and item.role is not Role.PRIORITY
        ):
            yield _problem(
                support.location,
                message("{key}: {target} is no priority.", key="priorities", target=target),
                message("Write the id of a priority that exists."),
            )
    for target in support.objects:
        if target not in items and not unread.is_lost(target):
            yield _problem(
                support.objects_location,
                message("{key}: {target} is no object.", key="objects", target=target),
                message("Write the id of an object that exists."),
            )


def _problem(place: Location, wrong: Message, remedy: Message) -> ReadingProblem:
    return ReadingProblem(problem=Problem.TEXT, item="", location=place, message=wrong, hint=remedy)
