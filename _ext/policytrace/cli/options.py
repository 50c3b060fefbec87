"""The commands and their options."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from policytrace import __version__
from policytrace.cli.common_options import (
    add_common,
    add_folder,
    add_language,
    add_project_option,
    add_today,
)
from policytrace.cli.parser import Parser, number_in, port_in
from policytrace.cli.terminal import Terminal
from policytrace.messages import Message, message
from policytrace.report.forms import FORMS

VERBOSE_OPTION = "--verbose"
PORT_OPTION = "--port"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Command:
    """A command of the command line."""

    purpose: Message
    run: str
    """The function that does its work, as module and name: it is loaded when it is asked for."""
    add_options: Callable[[Parser, Terminal], None]


def parser(terminal: Terminal, given: Sequence[str]) -> Parser:
    """The command line for the words `given`; what it reads has the command's name in ``command``.

    Only the command that is named has its options: some take as long to load as a check takes.
    """
    say = terminal.text
    made = Parser(
        prog="policytrace",
        description=say(message("Checks a plan, and builds its site.")),
        translations=terminal.translations,
    )
    made.set_defaults(folder="", relative_to=None, project=None)
    made.add_argument(
        "--version",
        action="version",
        version=__version__,
        help=say(message("show the version of the program and stop")),
    )
    add_language(made, terminal)
    commands = made.add_subparsers(
        dest="command",
        required=True,
        metavar=say(message("command")),
        title=say(message("commands")),
    )
    named = next((word for word in given if word in COMMANDS), None)
    for name, command in COMMANDS.items():
        purpose = say(command.purpose)
        special = _AS_THEY_ARE if name == NEW else {"description": purpose}
        one = commands.add_parser(name, help=purpose, translations=terminal.translations, **special)
        if name == named:
            command.add_options(one, terminal)
    return made


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
    add_folder(command, terminal)
    add_common(command, terminal)


def _add_project(command: Parser, terminal: Terminal) -> None:
    say = terminal.text
    add_folder(command, terminal)
    add_today(command, terminal)
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
    add_common(command, terminal)


def _add_live(command: Parser, terminal: Terminal) -> None:
    _add_project(command, terminal)
    _add_jobs(command, terminal)
    command.add_argument(
        PORT_OPTION,
        type=port_in(terminal.translations),
        default=8000,
        metavar=terminal.text(message("NUMBER")),
        help=terminal.text(message("the port where the site is shown (default: 8000)")),
    )
    add_common(command, terminal)


def _add_edit(command: Parser, terminal: Terminal) -> None:
    say = terminal.text
    add_folder(command, terminal)
    add_today(command, terminal)
    command.add_argument(
        PORT_OPTION,
        type=port_in(terminal.translations),
        default=8001,
        metavar=say(message("NUMBER")),
        help=say(message("the port where the forms are shown (default: 8001)")),
    )
    command.add_argument(
        "--open",
        action="store_true",
        help=say(message("open the address in the browser, too")),
    )
    command.set_defaults(relative_to=None, strict_time=False)
    add_common(command, terminal)


def _add_addresses(command: Parser, terminal: Terminal) -> None:
    _add_project(command, terminal)
    add_common(command, terminal)


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
    add_common(command, terminal)


def _add_report(command: Parser, terminal: Terminal) -> None:
    from policytrace.cli.report import add_options  # noqa: PLC0415 - it loads a lot

    add_folder(command, terminal)
    add_options(command, terminal)
    add_common(command, terminal)


def _add_remind(command: Parser, terminal: Terminal) -> None:
    from policytrace.cli.remind import add_options  # noqa: PLC0415 - it loads a lot

    add_folder(command, terminal)
    add_options(command, terminal)
    add_common(command, terminal)


def _add_freeze(command: Parser, terminal: Terminal) -> None:
    say = terminal.text
    command.add_argument(
        "plans",
        nargs="+",
        metavar=say(message("PLAN")),
        help=say(message("id of the plan, as HPL-EXAMPLE; several if one decision covers them")),
    )
    command.add_argument(
        "--decision",
        required=True,
        metavar=say(message("DECISION")),
        help=say(message("id of the decision that the plan was adopted or revised by")),
    )
    add_project_option(command, terminal)
    add_today(command, terminal, message("the day to freeze it on (default: today)"))
    command.set_defaults(format="text", output=None, verbose=False)  # how findings are told
    add_common(command, terminal)


def _add_diff(command: Parser, terminal: Terminal) -> None:
    say = terminal.text
    command.add_argument(
        "before",
        nargs="?",
        default="HEAD",
        metavar=say(message("FROM")),
        help=say(
            message(
                "what the plan was: a revision of the repository, an edition by its decision’s id, "
                "or a folder (default: what was committed last)"
            )
        ),
    )
    command.add_argument(
        "after",
        nargs="?",
        metavar=say(message("TO")),
        help=say(message("what it has become, named so too (default: the files as they are now)")),
    )
    command.add_argument(
        "--format",
        choices=("text", "json", "html", "markdown"),
        default="text",
        help=say(message("form of what is told (default: text)")),
    )
    command.add_argument(
        "--output",
        type=Path,
        metavar=say(message("FILE")),
        help=say(message("write it to a file")),
    )
    command.add_argument(
        "--exit-code",
        action="store_true",
        help=say(message("end with 1 if anything has changed")),
    )
    command.add_argument(
        "--schema",
        action="store_true",
        help=say(message("show the JSON Schema of --format json and stop")),
    )
    command.add_argument(
        "--findings",
        type=Path,
        metavar=say(message("FILE")),
        help=say(message("tell also what a check has said, from the file of check --format json")),
    )
    add_project_option(command, terminal)
    command.set_defaults(today=None)
    add_common(command, terminal)


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
    add_common(command, terminal)


def _add_explain(command: Parser, terminal: Terminal) -> None:
    say = terminal.text
    command.add_argument(
        "rule", metavar=say(message("rule")), help=say(message("code of the rule, as PT203"))
    )
    add_common(command, terminal)


def _add_rollback(command: Parser, terminal: Terminal) -> None:
    _add_destination(command, terminal)
    add_common(command, terminal)


def _add_indicators(command: Parser, terminal: Terminal) -> None:
    from policytrace.cli.indicators import add_options  # noqa: PLC0415 - it loads a lot

    add_options(command, terminal)


def _add_plan(command: Parser, terminal: Terminal) -> None:
    from policytrace.cli.plan import add_options  # noqa: PLC0415 - it loads a lot

    add_options(command, terminal)


def _add_new(command: Parser, _terminal: Terminal) -> None:
    """Keep the words as they are, for `policytrace.cli.new_options.read_request`."""
    command.add_argument("words", nargs="*")
    command.set_defaults(traceback=False)


NEW = "new"
"""The command whose options depend on the project, and on what is to be added."""

NEW_PURPOSE = message(
    "Adds an object to the project. In a terminal you are asked for what the options do not say."
)

_AS_THEY_ARE: Mapping[str, Any] = {
    "add_help": False,
    "prefix_chars": "\0",  # no word begins with it: none is an option yet
}

COMMANDS: Mapping[str, _Command] = {
    "check": _Command(
        purpose=message("check the plan, and build nothing"),
        run="policytrace.cli.check:run",
        add_options=_add_check,
    ),
    "build": _Command(
        purpose=message("check the plan and build the site"),
        run="policytrace.cli.build:run",
        add_options=_add_build,
    ),
    "live": _Command(
        purpose=message("show the site while you write, and build it when you save"),
        run="policytrace.cli.live:run",
        add_options=_add_live,
    ),
    "diff": _Command(
        purpose=message("tell what has changed in the plan, in words"),
        run="policytrace.cli.diff:run",
        add_options=_add_diff,
    ),
    "edit": _Command(
        purpose=message("write the plan in forms in the browser, without Markdown"),
        run="policytrace.cli.edit:run",
        add_options=_add_edit,
    ),
    "report": _Command(
        purpose=message("make a document of the plan: for a council, a board or a decision"),
        run="policytrace.cli.report:run",
        add_options=_add_report,
    ),
    "remind": _Command(
        purpose=message("tell who is to act: what is late, and what comes soon"),
        run="policytrace.cli.remind:run",
        add_options=_add_remind,
    ),
    "publish": _Command(
        purpose=message("let a web server show the site that is built"),
        run="policytrace.cli.publishing:publish",
        add_options=_add_publish,
    ),
    "rollback": _Command(
        purpose=message("let a web server show the site before again"),
        run="policytrace.cli.publishing:rollback",
        add_options=_add_rollback,
    ),
    "addresses": _Command(
        purpose=message("note the ids that are published, so that their addresses are kept"),
        run="policytrace.cli.addresses:run",
        add_options=_add_addresses,
    ),
    "freeze": _Command(
        purpose=message("keep a decided plan as it was decided, as an edition that never changes"),
        run="policytrace.cli.freeze:run",
        add_options=_add_freeze,
    ),
    "rules": _Command(
        purpose=message("list the rules"),
        run="policytrace.cli.catalogue:rules",
        add_options=_add_rules,
    ),
    "explain": _Command(
        purpose=message("show the page of one rule"),
        run="policytrace.cli.catalogue:explain",
        add_options=_add_explain,
    ),
    "indicators": _Command(
        purpose=message("read and write what the indicators measure"),
        run="policytrace.cli.indicators:run",
        add_options=_add_indicators,
    ),
    "plan": _Command(
        purpose=message("change the plan in Excel"),
        run="policytrace.cli.plan:run",
        add_options=_add_plan,
    ),
    NEW: _Command(
        purpose=NEW_PURPOSE,
        run="policytrace.cli.new:run",
        add_options=_add_new,
    ),
}
"""All commands by name, in the order in which they are listed."""
