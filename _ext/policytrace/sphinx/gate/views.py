"""Problems of the views on the pages: options that are missing, or name what cannot be shown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sphinx.environment import BuildEnvironment

from policytrace.messages import Message, message
from policytrace.plan.model import Item, Problem, ReadingProblem
from policytrace.plan.unread import Unread
from policytrace.schema.metamodel import Metamodel
from policytrace.site.views.registry import VIEWS, ViewWords
from policytrace.sphinx.read.placed import PLACED_VIEWS, PlacedView


def view_problems(
    env: BuildEnvironment,
    items: Mapping[str, Item],
    metamodel: Metamodel,
    words: ViewWords,
    unread: Unread,
) -> Iterator[ReadingProblem]:
    """One problem for each view that lacks an option, or has one that it cannot use."""
    for placed in PLACED_VIEWS.everything(env):
        view, directive = VIEWS[placed.view], words.directives[placed.view]
        given = dict(placed.options)
        for option in sorted(view.required - given.keys()):
            yield _problem(
                placed,
                message(
                    "{{{directive}}} lacks :{option}:.",
                    directive=directive,
                    option=words.options[option],
                ),
                message("Add :{option}: with the id of an object.", option=words.options[option]),
            )
        for option, target in placed.options:
            if option in view.choices:
                choices = view.choices[option](metamodel)
                if target not in choices:
                    yield _problem(
                        placed,
                        message(
                            "{{{directive}}} has no :{option}: {target}.",
                            directive=directive,
                            option=words.options[option],
                            target=target,
                        ),
                        message("Write one of: {names}.", names=", ".join(choices)),
                    )
                continue
            item = items.get(target)
            if item is None and unread.is_lost(target):
                continue
            if item is None or item.role not in view.options[option]:
                yield _problem(
                    placed,
                    message(
                        "{{{directive}}} cannot show :{option}: {target}.",
                        directive=directive,
                        option=words.options[option],
                        target=target,
                    ),
                    message("Write the id of an object that exists and fits."),
                )


def _problem(placed: PlacedView, wrong: Message, remedy: Message) -> ReadingProblem:
    return ReadingProblem(
        problem=Problem.TEXT,
        item="",
        location=placed.location,
        message=wrong,
        hint=remedy,
    )
