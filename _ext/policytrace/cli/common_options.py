"""Options that several commands have, each described once."""

from __future__ import annotations

from pathlib import Path

from policytrace.cli.parser import LANGUAGE_OPTION, Parser, day_in
from policytrace.cli.terminal import Terminal
from policytrace.messages import LANGUAGES, Message, message

_FOLDER_HELP = message("folder of the project (default: the one you stand in, or one above it)")
_DAY_OF_CHECK = message("the day to check on (default: today)")


def add_common(command: Parser, terminal: Terminal) -> None:
    """Add the options that all commands have."""
    add_language(command, terminal)
    command.add_argument(
        "--traceback",
        action="store_true",
        help=terminal.text(message("show where in the program an unforeseen error came from")),
    )


def add_language(command: Parser, terminal: Terminal) -> None:
    """Add the option for the language of what is printed."""
    command.add_argument(
        LANGUAGE_OPTION,
        choices=LANGUAGES,
        help=terminal.text(
            message("language of what is said and written (default: that of the project)")
        ),
    )


def add_folder(command: Parser, terminal: Terminal) -> None:
    """Add the project's folder, as a word without an option."""
    command.add_argument(
        "project",
        nargs="?",
        type=Path,
        metavar=terminal.text(message("folder")),
        help=terminal.text(_FOLDER_HELP),
    )


def add_project_option(command: Parser, terminal: Terminal) -> None:
    """Add the project's folder, for commands whose words are something else."""
    command.add_argument(
        "--project",
        type=Path,
        metavar=terminal.text(message("FOLDER")),
        help=terminal.text(_FOLDER_HELP),
    )


def add_today(command: Parser, terminal: Terminal, purpose: Message = _DAY_OF_CHECK) -> None:
    """Add the day that is taken for today."""
    command.add_argument(
        "--today",
        type=day_in(terminal.translations),
        metavar=terminal.text(message("YYYY-MM-DD")),
        help=terminal.text(purpose),
    )
