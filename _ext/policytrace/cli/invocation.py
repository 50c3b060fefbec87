"""What a report leads on to: the words that show all of it, or tell of a rule."""

from __future__ import annotations

import shlex
from collections.abc import Sequence

from policytrace.cli.options import VERBOSE_OPTION
from policytrace.cli.parser import LANGUAGE_OPTION
from policytrace.cli.program import program
from policytrace.messages import DEFAULT_LANGUAGE
from policytrace.report.text import Commands


def commands(given: Sequence[str], command: str, language: str) -> Commands:
    """What the report of `command`, started with the arguments `given`, leads on to.

    A check shows all that a build would, and leaves the site alone.
    """
    asked = list(given)
    asked[asked.index(command)] = "check"
    return Commands(
        program=program(),
        in_full=shlex.join([*asked, VERBOSE_OPTION]),
        language="" if language == DEFAULT_LANGUAGE else f"{LANGUAGE_OPTION} {language}",
    )
