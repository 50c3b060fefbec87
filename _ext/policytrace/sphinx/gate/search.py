"""Problems of the search: answers that lead nowhere."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from policytrace.messages import message
from policytrace.plan.model import Item, Problem, ReadingProblem
from policytrace.plan.unread import Unread
from policytrace.site.pages.accessibility_page import ACCESSIBILITY_PAGE
from policytrace.site.pages.contact_page import CONTACT_PAGE
from policytrace.sphinx.build import Build


def search_problems(
    build: Build, items: Mapping[str, Item], unread: Unread
) -> Iterator[ReadingProblem]:
    """One problem for each answer that is neither an object nor a page."""
    pages = {*build.app.env.found_docs, ACCESSIBILITY_PAGE, CONTACT_PAGE}
    for answer in build.metamodel.search.answers:
        if (
            answer.first not in items
            and answer.first not in pages
            and not unread.is_lost(answer.first)
        ):
            yield ReadingProblem(
                problem=Problem.TEXT,
                item="",
                location=answer.location,
                message=message(
                    "first: {target} is neither an object nor a page.", target=answer.first
                ),
                hint=message(
                    "Write the id of an object, or the path of a page without suffix, as "
                    "docs/index."
                ),
            )
