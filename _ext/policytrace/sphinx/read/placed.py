"""Which views stand on which page, kept with the pages in Sphinx's environment."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sphinx.environment import BuildEnvironment

from policytrace.locations import Location
from policytrace.messages import Message, message
from policytrace.plan.model import Item, Problem, ReadingProblem
from policytrace.schema.metamodel import Metamodel
from policytrace.site.views.registry import VIEWS, ViewWords
from policytrace.sphinx.read.pagestore import PageStore


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedView:
    """A view where an editor has put it."""

    view: str
    """The view's key."""
    options: tuple[tuple[str, str], ...]
    """The key of each option and what is written there, sorted."""
    location: Location

    @property
    def key(self) -> tuple[str, tuple[tuple[str, str], ...]]:
        """Two placed views with the same key show the same."""
        return self.view, self.options


PLACED_VIEWS = PageStore[PlacedView]("views")
"""The views on each page, in the page's order."""


def view_problems(
    env: BuildEnvironment, items: Mapping[str, Item], metamodel: Metamodel, words: ViewWords
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
