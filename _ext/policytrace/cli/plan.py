"""``policytrace plan``: the commands that hand the plan over to Excel, and take it in again."""

from __future__ import annotations

import argparse

from policytrace.checks.engine import in_order
from policytrace.cli import plan_export, plan_import
from policytrace.cli.common_options import add_common, add_project_option, add_today
from policytrace.cli.indicator_context import CommandContext
from policytrace.cli.new import GateResult
from policytrace.cli.parser import Parser
from policytrace.cli.projects import folders_of, held, project_of, today_of
from policytrace.cli.terminal import Terminal
from policytrace.messages import message
from policytrace.schema.reading import load_metamodel
from policytrace.sphinx.run import CheckResult, check_project

_EXPORT, _IMPORT = "export", "import"


def add_options(group: Parser, terminal: Terminal) -> None:
    """Add the commands to their `group`, with their options and those that all commands have."""
    say = terminal.text
    inner = group.add_subparsers(
        dest="subcommand",
        required=True,
        metavar=say(message("command")),
        title=say(message("commands")),
    )
    for name, purpose, add in (
        (_EXPORT, message("write the plan as a workbook for Excel"), plan_export.add_options),
        (
            _IMPORT,
            message("take in what has been changed in the workbook"),
            plan_import.add_options,
        ),
    ):
        command = inner.add_parser(
            name,
            help=say(purpose),
            description=say(purpose),
            translations=terminal.translations,
        )
        add_project_option(command, terminal)
        add_today(command, terminal)
        add(command, terminal)
        add_common(command, terminal)


def run(options: argparse.Namespace, terminal: Terminal) -> int:
    """Run one of the commands; its exit code."""
    project = project_of(options, options.project)
    folders = folders_of(project)
    today = today_of(options)

    def check() -> CheckResult:
        with held(folders, terminal), terminal.progress() as tell:
            return check_project(project, today=today, doctreedir=folders.doctrees, tell=tell)

    result = check()
    context = CommandContext(
        project=project,
        metamodel=load_metamodel(project),
        graph=result.graph,
        measurements=result.snapshot.measurements,
        today=today,
        terminal=terminal,
    )
    if options.subcommand == _EXPORT:
        return plan_export.run(options, context)
    return plan_import.run(options, context, _said(result), lambda: _said(check()))


def _said(result: CheckResult) -> GateResult:
    findings = in_order(result.all_findings)
    return GateResult(graph=result.graph, findings=findings)
