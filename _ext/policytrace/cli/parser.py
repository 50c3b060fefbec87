"""Reads the command line, in the reader's language.

`argparse` takes its words from catalogues that are installed in the system, and ours are not. So
its headings are set here, and of its faults only the kind and the argument are used: what is told
of them is said here too, and never in argparse's English.
"""

from __future__ import annotations

import argparse
import gettext
import re
import sys
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import partial
from itertools import pairwise
from typing import Any, NoReturn

from policytrace.messages import LANGUAGES, Message, message

LANGUAGE_OPTION = "--lang"

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_LAST_PORT = 65535
_NUMBER = re.compile(r"[1-9][0-9]{0,2}")


def language_asked(arguments: Sequence[str]) -> str | None:
    """The language that is asked for, before anything else is read: it decides how faults are told.

    None if none is, or one that does not exist; reading the option then tells of the fault.
    """
    found = None
    for here, after in pairwise([*arguments, ""]):
        name, given, value = here.partition("=")
        if name == LANGUAGE_OPTION:
            found = value if given else after
    return found if found in LANGUAGES else None


class Parser(argparse.ArgumentParser):
    """A parser that tells of a mistake in one sentence, and knows each option by its whole name."""

    def __init__(
        self,
        *,
        translations: gettext.NullTranslations,
        add_help: bool = True,
        **settings: Any,  # noqa: ANN401 - argparse's own
    ) -> None:
        """As argparse's own; `translations` is the language of headings and mistakes."""
        self._translations = translations
        super().__init__(
            allow_abbrev=False,
            add_help=False,
            exit_on_error=False,
            formatter_class=partial(_Help, usage=self._said(message("Usage: "))),
            **settings,
        )
        self._positionals.title = self._said(message("Arguments"))
        self._optionals.title = self._said(message("Options"))
        if add_help:
            self.add_argument(
                "-h",
                "--help",
                action="help",
                help=self._said(message("show this help and stop")),
            )

    def parse_args(  # type: ignore[override]  # what is given is what is read into
        self, args: Iterable[str] | None = None, namespace: argparse.Namespace | None = None
    ) -> argparse.Namespace:
        """As argparse's own: all words must be known."""
        read, unknown = self.parse_known_args(args, namespace)
        if unknown:
            self._stop(message("unknown words: {words}", words=" ".join(unknown)))
        return read

    def parse_known_args(  # type: ignore[override]  # as above
        self, args: Iterable[str] | None = None, namespace: argparse.Namespace | None = None
    ) -> tuple[argparse.Namespace, list[str]]:
        """As argparse's own; a mistake ends the process with 2."""
        read = argparse.Namespace() if namespace is None else namespace
        try:
            return super().parse_known_args(None if args is None else list(args), read)
        except argparse.ArgumentError as error:
            self._stop(self._mistake(error, read))

    def error(self, message: str) -> NoReturn:
        """Tell of a mistake like of all others, as argparse itself does since Python 3.12."""
        raise argparse.ArgumentError(None, message)

    def _check_value(self, action: argparse.Action, value: object) -> None:
        if action.choices is not None and value not in action.choices:
            said = message(
                "{value} cannot be chosen. Choose one of: {choices}",
                value=repr(value),
                choices=", ".join(map(str, action.choices)),
            )
            raise _ToldError(action, self._said(said))

    def _mistake(self, error: argparse.ArgumentError, read: argparse.Namespace) -> Message:
        """What is wrong, by the kind of the error and the argument that it is about."""
        if error.argument_name is None:
            missing = [
                _name(action)
                for action in self._actions
                if action.required and getattr(read, action.dest, None) is None
            ]
            return message("{arguments} must be given", arguments=", ".join(missing))
        if isinstance(error, _ToldError) or isinstance(
            error.__context__, argparse.ArgumentTypeError
        ):
            fault = error.message
        elif error.argument_name in {_name(one) for one in self._actions if one.nargs == 0}:
            fault = self._said(message("takes no value"))
        else:
            fault = self._said(message("a value is missing"))
        return Message("{argument}: {fault}", {"argument": error.argument_name, "fault": fault})

    def _stop(self, mistake: Message) -> NoReturn:
        """Say what is wrong, and where help is to be had."""
        said = message(
            "Could not run: {fault}. Help: {program} --help",
            fault=self._said(mistake).rstrip("."),
            program=self.prog,
        )
        sys.stderr.write(f"{self._said(said)}\n")
        raise SystemExit(2)

    def _said(self, text: Message) -> str:
        return text.render(self._translations)


class _Help(argparse.HelpFormatter):
    """The help, whose first word is in the reader's language."""

    def __init__(self, prog: str, *, usage: str) -> None:
        super().__init__(prog)
        self._usage = usage

    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[Any],
        prefix: str | None = None,
    ) -> None:
        super().add_usage(usage, actions, groups, self._usage if prefix is None else prefix)


class _ToldError(argparse.ArgumentError):
    """A mistake whose message is in the reader's language already."""


def _name(action: argparse.Action) -> str:
    """What an argument is called, in argparse's errors too."""
    return "/".join(action.option_strings) or str(action.metavar or action.dest)


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


def number_in(translations: gettext.NullTranslations) -> Callable[[str], int]:
    """Reads a whole number from 1 as an option's value; a mistake is told in the language given."""

    def number(value: str) -> int:
        if _NUMBER.fullmatch(value):
            return int(value)
        said = message("“{value}” is no number from 1 to 999.", value=value[:50])
        raise argparse.ArgumentTypeError(said.render(translations))

    return number


def port_in(translations: gettext.NullTranslations) -> Callable[[str], int]:
    """Reads a port's number as an option's value; a mistake is told in the language given."""

    def port(value: str) -> int:
        if value.isascii() and value.isdecimal() and int(value[:6]) <= _LAST_PORT:
            return int(value)
        said = message("“{value}” is no port: a number from 0 to 65535.", value=value[:50])
        raise argparse.ArgumentTypeError(said.render(translations))

    return port
