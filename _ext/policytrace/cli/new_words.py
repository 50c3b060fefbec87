"""The words of the command `new`: what is an option in them, before its project is known."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path

from policytrace.errors import ProjectError
from policytrace.messages import message

FLAGS = frozenset({"--dry-run", "--traceback", "--help", "-h"})
"""The options without a value: all others have one, whatever it begins with."""


def project_named(words: Sequence[str]) -> Path | None:
    """The folder of the project, if one is named."""
    try:
        places, _ = sorted_words(words)
    except ProjectError:  # told when the words are read
        return None
    return Path(places[1]) if len(places) > 1 else None


def sorted_words(words: Sequence[str]) -> tuple[list[str], list[str]]:
    """Type and folder, and the options, each with its value in one word.

    Raises:
        ProjectError: the last option has no value.
    """
    places: list[str] = []
    options: list[str] = []
    rest: Iterator[str] = iter(words)
    for word in rest:
        if not word.startswith("-") or word == "-":
            places.append(unicodedata.normalize("NFC", word))
            continue
        name, equals, value = word.partition("=")
        name = unicodedata.normalize("NFC", name)
        if equals or name in FLAGS:
            options.append(f"{name}{equals}{value}")
            continue
        following = next(rest, None)
        if following is None:
            raise ProjectError(message("The option {option} has no value.", option=name))
        options.append(f"{name}={following}")
    return places, options
