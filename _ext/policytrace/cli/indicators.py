"""``./policytrace indicators``: the commands that read and write what has been measured."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from policytrace.cli import fetch_values as kolada
from policytrace.cli import import_values as importing
from policytrace.cli import template_values as template
from policytrace.cli.common_options import add_common, add_project_option, add_today
from policytrace.cli.indicator_context import CommandContext
from policytrace.cli.parser import Parser
from policytrace.cli.projects import folders_of, held, project_of, today_of
from policytrace.cli.terminal import Terminal
from policytrace.measure.performance_report import as_json, as_text, performance_of
from policytrace.messages import Message, message
from policytrace.schema.reading import load_metamodel
from policytrace.severity import Severity
from policytrace.sphinx.run import check_project


@dataclass(frozen=True, slots=True, kw_only=True)
class SubCommand:
    """One of the commands."""

    purpose: Message
    add_options: Callable[[Parser, Terminal], None]
    run: Callable[[argparse.Namespace, CommandContext], int]
    """From the options to the exit code."""


def _add_status_options(command: Parser, terminal: Terminal) -> None:
    command.add_argument(
        "--format",
        choices=("text", "json"),
        default="text",
        help=terminal.text(message("form of the list (default: text)")),
    )


def _status(options: argparse.Namespace, context: CommandContext) -> int:
    measured = context.measurements
    found = performance_of(context.graph, measured, context.today)
    drawn = {"text": as_text, "json": as_json}[options.format]
    context.terminal.answer(drawn(found, context.terminal.translations, measured))
    return 0


SUBCOMMANDS: Mapping[str, SubCommand] = MappingProxyType(
    {
        "fetch": SubCommand(
            purpose=message("fetch values from Kolada"),
            add_options=kolada.add_options,
            run=kolada.run,
        ),
        "import": SubCommand(
            purpose=message("take values in from a workbook or a CSV file"),
            add_options=importing.add_options,
            run=importing.run,
        ),
        "template": SubCommand(
            purpose=message("make a workbook for new values"),
            add_options=template.add_options,
            run=template.run,
        ),
        "status": SubCommand(
            purpose=message("show how each indicator stands to its target"),
            add_options=_add_status_options,
            run=_status,
        ),
    }
)
"""The commands by name."""


def add_options(group: Parser, terminal: Terminal) -> None:
    """Add the commands to their `group`, with their options and those that all commands have."""
    say = terminal.text
    inner = group.add_subparsers(
        dest="subcommand",
        required=True,
        metavar=say(message("command")),
        title=say(message("commands")),
    )
    for name, subcommand in SUBCOMMANDS.items():
        command = inner.add_parser(
            name,
            help=say(subcommand.purpose),
            description=say(subcommand.purpose),
            translations=terminal.translations,
        )
        add_project_option(command, terminal)
        add_today(command, terminal)
        subcommand.add_options(command, terminal)
        add_common(command, terminal)


def run(options: argparse.Namespace, terminal: Terminal) -> int:
    """Run one of the commands; its exit code."""
    project = project_of(options, options.project)
    folders = folders_of(project)
    today = today_of(options)
    with held(folders, terminal), terminal.progress() as tell:
        result = check_project(project, today=today, doctreedir=folders.doctrees, tell=tell)
    if any(finding.severity is Severity.ERROR for finding in result.findings):
        terminal.remark(
            message("The plan has errors, and some of it may be left out. Run ./policytrace check.")
        )
    context = CommandContext(
        project=project,
        metamodel=load_metamodel(project),
        graph=result.graph,
        measurements=result.snapshot.measurements,
        today=today,
        terminal=terminal,
    )
    return SUBCOMMANDS[options.subcommand].run(options, context)
