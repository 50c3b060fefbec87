"""Options that stand twice in one block: the Markdown reader keeps the last, and says nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import takewhile
from textwrap import dedent

from myst_parser.parsers.directives import is_option_line
from myst_parser.parsers.options import TokenizeError, options_to_tokens
from sphinx.util.docutils import SphinxDirective

from policytrace.messages import message
from policytrace.plan.model import Problem, ReadingProblem
from policytrace.sphinx.read.diagnostics import READING_PROBLEMS
from policytrace.sphinx.read.locations import INCLUDED_IN_LINE, location_of


def report_repeated_options(directive: SphinxDirective) -> None:
    """Note a finding at each line that gives an option anew."""
    env = directive.env
    place = location_of(env, directive)
    included = bool(env.current_document.get(INCLUDED_IN_LINE))
    for option, below in _repeated(directive.block_text.split("\n")[1:]):
        found = ReadingProblem(
            problem=Problem.TEXT,
            item="",
            location=place if included else replace(place, line=place.line + below),
            message=message("The option :{option}: is written twice.", option=option),
            hint=message("Keep the line that is right, and take the other one away."),
        )
        READING_PROBLEMS.add(env, env.docname, found)


def _repeated(lines: Sequence[str]) -> Iterator[tuple[str, int]]:
    """The options given anew in a block with these lines, each with its line, counted from 1."""
    first, text = _options(lines)
    try:
        tokens, _ = options_to_tokens(text)
    except TokenizeError:
        return  # a finding by itself: none of the options can be read
    known: set[str] = set()
    for key, _ in tokens:
        if key.value in known:
            yield key.value, first + key.start.line
        known.add(key.value)


def _options(lines: Sequence[str]) -> tuple[int, str]:
    """The options in one of the two ways to write them, and the line of the first of them."""
    if lines and lines[0].startswith("---"):
        within = takewhile(lambda line: not line.startswith("---"), lines[1:])
        return 2, dedent("\n".join(within))
    return 1, "\n".join(line.lstrip()[1:] for line in takewhile(is_option_line, lines))
