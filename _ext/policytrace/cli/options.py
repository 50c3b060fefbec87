"""The commands and their options."""

from __future__ import annotations

from pathlib import Path

from policytrace import __version__
from policytrace.cli import indicators
from policytrace.cli import new_options as authoring
from policytrace.cli.invocation import VERBOSE_OPTION
from policytrace.cli.parser import LANGUAGE_OPTION, Parser, day_in, number_in
from policytrace.cli.terminal import Terminal
from policytrace.messages import LANGUAGES, message
from policytrace.report.formats import FORMS


def parser(terminal: Terminal) -> Parser:
    """The whole command line; what it reads has the name of the command in ``command``."""
    say = terminal.text
    made = Parser(
        prog="policytrace",
        description=say(message("Checks a plan, and builds its site.")),
        translations=terminal.translations,
    )
    made.set_defaults(folder="", relative_to=None)
    made.add_argument(
        "--version",
        action="version",
        version=__version__,
        help=say(message("show the version of the program and stop")),
    )
    _add_language(made, terminal)
    commands = made.add_subparsers(
        dest="command",
        required=True,
        metavar=say(message("command")),
        title=say(message("commands")),
    )
    for name, purpose, add_options in (
        ("check", message("check the plan, and build nothing"), _add_check),
        ("build", message("check the plan and build the site"), _add_build),
        ("publish", message("let a web server show the site that is built"), _add_publish),
        ("rollback", message("let a web server show the site before again"), _add_destination),
        (
            "addresses",
            message("note the ids that are published, so that their addresses are kept"),
            _add_addresses,
        ),
        ("rules", message("list the rules"), _add_rules),
        ("explain", message("show the page of one rule"), _add_explain),
    ):
        command = commands.add_parser(
            name,
            help=say(purpose),
            description=say(purpose),
            translations=terminal.translations,
        )
        add_options(command, terminal)
        _add_common(command, terminal)
    for command in indicators.add_parser(commands, terminal):
        _add_common(command, terminal)
    authoring.add_parser(commands, terminal)
    return made


def _add_common(command: Parser, terminal: Terminal) -> None:
    _add_language(command, terminal)
    command.add_argument(
        "--traceback",
        action="store_true",
        help=terminal.text(message("show where in the program an unforeseen error came from")),
    )


def _add_language(command: Parser, terminal: Terminal) -> None:
    command.add_argument(
        LANGUAGE_OPTION,
        choices=LANGUAGES,
        help=terminal.text(message("language of what is printed (default: sv)")),
    )


def _add_folder(command: Parser, terminal: Terminal) -> None:
    say = terminal.text
    command.add_argument(
        "project",
        nargs="?",
        type=Path,
        metavar=say(message("folder")),
        help=say(message("folder of the project (default: the one you stand in, or one above it)")),
    )


def _add_destination(command: Parser, terminal: Terminal) -> None:
    say = terminal.text
    command.add_argument(
        "destination",
        type=Path,
        metavar=say(message("PLACE")),
        help=say(message("the link that the web server shows, as /var/www/plan")),
    )


def _add_publish(command: Parser, terminal: Terminal) -> None:
    _add_destination(command, terminal)
    _add_folder(command, terminal)


def _add_project(command: Parser, terminal: Terminal) -> None:
    say = terminal.text
    _add_folder(command, terminal)
    command.add_argument(
        "--today",
        type=day_in(terminal.translations),
        metavar=say(message("YYYY-MM-DD")),
        help=say(message("the day to check on (default: today)")),
    )
    command.add_argument(
        "--strict-time",
        action="store_true",
        help=say(message("let time that has passed be an error")),
    )
    command.add_argument(
        "--relative-to",
        type=Path,
        metavar=say(message("FOLDER")),
        help=say(message("show paths as seen from this folder (default: the one you stand in)")),
    )
    command.add_argument(
        VERBOSE_OPTION,
        action="store_true",
        help=say(message("show in full what does not stop the build, too")),
    )


def _add_jobs(command: Parser, terminal: Terminal) -> None:
    command.add_argument(
        "-j",
        "--jobs",
        type=number_in(terminal.translations),
        metavar=terminal.text(message("NUMBER")),
        help=terminal.text(
            message("so many processes share the work (default: one for each core)")
        ),
    )


def _add_build(command: Parser, terminal: Terminal) -> None:
    _add_project(command, terminal)
    _add_jobs(command, terminal)
    command.set_defaults(format="text", output=None)


def _add_addresses(command: Parser, terminal: Terminal) -> None:
    _add_project(command, terminal)


def _add_check(command: Parser, terminal: Terminal) -> None:
    _add_project(command, terminal)
    _add_jobs(command, terminal)
    say = terminal.text
    file, rules = say(message("FILE")), say(message("RULES"))
    command.add_argument(
        "--format",
        choices=FORMS,
        default="text",
        help=say(message("form of the report (default: text)")),
    )
    command.add_argument(
        "--output",
        type=Path,
        metavar=file,
        help=say(message("write the report to a file")),
    )
    command.add_argument(
        "--select",
        action="append",
        default=[],
        metavar=rules,
        help=say(message("show only these rules or families, as PT203,PT1")),
    )
    command.add_argument(
        "--ignore",
        action="append",
        default=[],
        metavar=rules,
        help=say(message("do not show these rules or families; goes before --select")),
    )
    command.add_argument(
        "--baseline",
        type=Path,
        metavar=file,
        help=say(message("an earlier JSON report; what stands there does not fail again")),
    )


def _add_rules(command: Parser, terminal: Terminal) -> None:
    say = terminal.text
    command.add_argument(
        "--format",
        choices=("text", "json"),
        default="text",
        help=say(message("form of the list (default: text)")),
    )
    command.add_argument(
        "--write",
        type=Path,
        metavar=say(message("FOLDER")),
        help=say(message("write the rules as pages of the site, in a folder, instead")),
    )


def _add_explain(command: Parser, terminal: Terminal) -> None:
    say = terminal.text
    command.add_argument(
        "rule", metavar=say(message("rule")), help=say(message("code of the rule, as PT203"))
    )
