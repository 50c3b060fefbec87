"""Takes the options of the project's own directives as they are written; what is wrong is noted."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from docutils.statemachine import StringList
from sphinx.util.docutils import SphinxDirective

from policytrace.locations import Location
from policytrace.markup.options import OptionBlock, read_options
from policytrace.messages import Message
from policytrace.plan.model import Problem, ReadingProblem
from policytrace.sphinx.read.diagnostics import READING_PROBLEMS
from policytrace.sphinx.read.locations import INCLUDED_IN_LINE, location_of
from policytrace.sphinx.read.prose import heading_in_object


def take_options(
    directive: SphinxDirective,
    known: Sequence[str],
    free: Collection[str] = (),
    *,
    empty_is_wrong: bool = False,
) -> OptionBlock:
    """Read the options of a directive and note what is wrong; gives where each stands.

    The directive gets the options that are `known`, and its content. Its class has no
    ``option_spec``, so that the Markdown reader leaves them alone.
    """
    lines = directive.block_text.split("\n")[1:-2]  # not what opens and closes the block
    place = location_of(directive.env, directive)
    found = read_options(lines, known, free, place.line)
    for word in [word for word in found.values if word not in known]:
        found.find_unknown(word, found.lines[word], known)
        del found.values[word]
    if empty_is_wrong:
        found.find_empty()
    for problem in found.problems:
        report_at(directive, problem.below, problem.message, problem.hint)
    for below in found.headings:
        heading_in_object(directive.env, directive.env.docname, place.line + below)
    directive.options = found.values
    directive.content = StringList(lines[found.body :], directive.get_source_info()[0])
    directive.content_offset = found.body
    return found


def place_below(directive: SphinxDirective, below: int) -> Location:
    """The line so many lines below the first of a directive.

    In an included file it is where the page includes it.
    """
    place = location_of(directive.env, directive)
    included = bool(directive.env.current_document.get(INCLUDED_IN_LINE))
    return place if included else replace(place, line=place.line + below)


def report_at(directive: SphinxDirective, below: int, wrong: Message, remedy: Message) -> None:
    """Note a finding so many lines below the first line of a directive."""
    env = directive.env
    found = ReadingProblem(
        problem=Problem.TEXT,
        item="",
        location=place_below(directive, below),
        message=wrong,
        hint=remedy,
    )
    READING_PROBLEMS.add(env, env.docname, found)
