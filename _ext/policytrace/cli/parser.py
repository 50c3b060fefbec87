"""Reads the command line, in the reader's language.

`argparse` looks its own words up through two names in its module, ``_`` and ``ngettext``, which
lead to catalogues that are installed in the system. Ours are not, so those names are lent to them
while the command line is read. The words stand in ``locale/sv/LC_MESSAGES/argparse.po``.
"""

from __future__ import annotations

import argparse
import gettext
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from itertools import pairwise
from typing import Any, NoReturn

from policytrace.messages import DEFAULT_LANGUAGE, LANGUAGES, Message, catalogue, message

LANGUAGE_OPTION = "--lang"

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def language_of(arguments: Sequence[str]) -> str:
    """The language that is asked for, before anything else is read: it decides how faults are told.

    The default for one that does not exist; reading the option then tells of the fault.
    """
    found = DEFAULT_LANGUAGE
    for here, after in pairwise([*arguments, ""]):
        name, given, value = here.partition("=")
        if name == LANGUAGE_OPTION:
            found = value if given else after
    return found if found in LANGUAGES else DEFAULT_LANGUAGE


@contextmanager
def argparse_in(language: str) -> Iterator[None]:
    """Let argparse speak a language while parsers are made and used."""
    words = catalogue(language, "argparse")
    ours = {"_": words.gettext, "ngettext": words.ngettext}
    theirs = {name: getattr(argparse, name) for name in ours}
    try:
        for name, look_up in ours.items():
            setattr(argparse, name, look_up)
        yield
    finally:
        for name, look_up in theirs.items():
            setattr(argparse, name, look_up)


class Parser(argparse.ArgumentParser):
    """A parser that tells of a mistake in one sentence, and knows each option by its whole name."""

    def __init__(self, *, translations: gettext.NullTranslations, **settings: Any) -> None:  # noqa: ANN401 - argparse's own
        """As argparse's own; `translations` is the language that mistakes are told in."""
        super().__init__(allow_abbrev=False, **settings)
        self._translations = translations

    def error(self, message: str) -> NoReturn:
        """Say what is wrong, and where help is to be had; ends the process with 2."""
        said = _mistake(message.rstrip("."), self.prog)
        sys.stderr.write(f"{said.render(self._translations)}\n")
        raise SystemExit(2)


def _mistake(fault: str, program: str) -> Message:
    return message("Could not run: {fault}. Help: {program} --help", fault=fault, program=program)


def day_in(translations: gettext.NullTranslations) -> Callable[[str], date]:
    """Reads a date as the value of an option; a mistake is told in the language given."""

    def day(value: str) -> date:
        try:
            if _DAY.fullmatch(value):
                return date.fromisoformat(value)
        except ValueError:
            pass
        said = message("“{value}” is no date. Write it as 2027-11-15.", value=value[:50])
        raise argparse.ArgumentTypeError(said.render(translations))

    return day
