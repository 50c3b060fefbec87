"""PT0xx: the files can be read as they are written."""

from __future__ import annotations

from collections.abc import Iterator

from policytrace.checks.registry import Context, Violation, rule
from policytrace.plan.graph import Graph
from policytrace.plan.model import Problem
from policytrace.severity import Severity


def _problems(graph: Graph, problem: Problem) -> Iterator[Violation]:
    for found in graph.problems:
        if found.problem is problem:
            yield Violation(
                item=found.item, location=found.location, message=found.message, hint=found.hint
            )


@rule("PT001", Severity.ERROR, "Text that cannot be read as it is written")
def unreadable_text(graph: Graph, _context: Context) -> Iterator[Violation]:
    """Something in a file is not written as it must be: it is left out, or would be shown wrong.

    It may be an option or a directive that does not exist, an option that is written twice, an id
    that is used twice or has the wrong form, an object that lacks id or title or is not closed, a
    view that names the wrong kind of object, a link to a page that is not there, a page that is in
    no menu, a page with the name of one that the program makes, or a file that is not saved as
    UTF-8.

    What cannot be read is left out, and no reader sees that it is missing.

    Example:
        :klar_senst: 2028-06-30

    Instead:
        :klar_senast: 2028-06-30

    Remedy: the finding says what could not be read, and where. Most often it is a slip of the pen.
    """
    yield from _problems(graph, Problem.TEXT)


@rule("PT002", Severity.ERROR, "A value of the wrong form")
def wrong_form(graph: Graph, _context: Context) -> Iterator[Violation]:
    """A value does not have the form that its field asks for.

    A date that does not exist cannot be followed up, and a misspelt status makes an object count
    wrong. The forms stand in ``ubproject.toml``, under ``[needs.fields]``.

    Example:
        :klar_senast: 2027-02-30

    Instead:
        :klar_senast: 2027-02-28

    Remedy: write the value in the right form. The finding shows which.
    """
    yield from _problems(graph, Problem.SHAPE)


@rule("PT003", Severity.WARNING, "A notation of another program")
def foreign_notation(graph: Graph, _context: Context) -> Iterator[Violation]:
    """A notation that other programs know is text here, and would be shown as it is written.

    It comes along when text is pasted from a word processor, a wiki or another site: bullets that
    are signs, tables of tabs or plus signs, braces with classes, boxes, boxes to tick, formulas.
    What is shown as code, within backticks, is left alone.

    Example:
        • Första åtgärden
        • Andra åtgärden

    Instead:
        - Första åtgärden
        - Andra åtgärden

    Remedy: write it in Markdown. The finding says how.
    """
    yield from _problems(graph, Problem.DIALECT)
