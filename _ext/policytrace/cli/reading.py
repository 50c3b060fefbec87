"""Reads the words that the program is started with."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from policytrace.cli.new_words import project_named
from policytrace.cli.options import NEW, parser
from policytrace.cli.projects import terminal_for
from policytrace.cli.terminal import Terminal


def read(arguments: Sequence[str]) -> tuple[argparse.Namespace, Terminal]:
    """The options that `arguments` come to, and what speaks to the person who has given them.

    What is wrong with them is told in the language of the project that the person stands in: which
    one they mean is not known yet.

    Raises:
        SystemExit: help was asked for and has been printed, or what is wrong has.
    """
    options = parser(terminal_for(arguments, None), arguments).parse_args(arguments)
    options.arguments = tuple(arguments)
    project = project_named(options.words) if options.command == NEW else options.project
    return options, terminal_for(arguments, project)
