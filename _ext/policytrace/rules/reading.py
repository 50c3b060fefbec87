"""PT0xx: the files can be read as they are written."""

from __future__ import annotations

from collections.abc import Iterator

from policytrace.findings import Severity
from policytrace.model import Graph, Problem
from policytrace.registry import Context, Violation, rule


def _problems(graph: Graph, problem: Problem) -> Iterator[Violation]:
    for found in graph.problems:
        if found.problem is problem:
            yield Violation(
                item=found.item, location=found.location, message=found.message, hint=found.hint
            )


@rule("PT001", Severity.ERROR, "Text that cannot be read as it is written")
def unreadable_text(graph: Graph, _context: Context) -> Iterator[Violation]:
    """Something in a file is not written as it must be: it is left out, or would be shown wrong.

    An option that does not exist, a directive that is not known, an id used twice, a link to a page
    that is not there.

    Remedy: the finding says what could not be read, and where.
    """
    yield from _problems(graph, Problem.TEXT)


@rule("PT002", Severity.ERROR, "A value of the wrong form")
def wrong_form(graph: Graph, _context: Context) -> Iterator[Violation]:
    """A value does not have the form its field asks for, as a date that does not exist.

    The forms are set in ``ubproject.toml`` under ``[needs.fields]``.

    Remedy: write the value in the right form.
    """
    yield from _problems(graph, Problem.SHAPE)
