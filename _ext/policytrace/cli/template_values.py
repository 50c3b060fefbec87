"""``policytrace indicators template``: makes a workbook for new values of an indicator, or of all.

Exit codes: 0, it is written; 2, it cannot be, or there is no such indicator.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from policytrace.cli.indicator_context import CommandContext
from policytrace.cli.parser import Parser
from policytrace.cli.terminal import Terminal
from policytrace.errors import ProjectError
from policytrace.files import make_folder, reason, write_whole
from policytrace.measure.data_file import demand_order, indicator_called
from policytrace.messages import message
from policytrace.schema.roles import Role
from policytrace.sources.templates.content import template_content
from policytrace.sources.templates.writing import template_title, template_workbook

DONE = 0
"""Exit code."""

_SUFFIX = ".xlsx"


def add_options(command: Parser, terminal: Terminal) -> None:
    """Add the options of the command."""
    say = terminal.text
    command.add_argument(
        "indicators",
        nargs="*",
        metavar="ID",
        help=say(message("the indicators that it is for (default: all)")),
    )
    command.add_argument(
        "file",
        type=Path,
        metavar=say(message("FILE")),
        help=say(message("the workbook to write: .xlsx")),
    )


def run(options: argparse.Namespace, context: CommandContext) -> int:
    """Write the workbook that the options ask for; the exit code.

    Raises:
        ProjectError: there is no such indicator, or the file cannot be written.
    """
    measured, terminal = context.measurements, context.terminal
    demand_order(measured)
    file: Path = options.file
    if file.suffix.casefold() != _SUFFIX:
        raise ProjectError(
            message("{file} is no name of a workbook. Let it end with .xlsx.", file=str(file))
        )
    if file.exists():
        raise ProjectError(message("{file} is there already. Choose another name.", file=str(file)))
    wanted = {indicator_called(name, measured.by_indicator) for name in options.indicators}
    contents = [
        template_content(item, measured.series(item.id).rows, measured.areas, measured.words)
        for item in context.graph.of_role(Role.INDICATOR)
        if not wanted or item.id in wanted
    ]
    if not contents:
        raise ProjectError(message("The plan has no indicator yet."))
    content = template_workbook(
        contents,
        template_title(contents, terminal.translations),
        context.today,
        measured.words,
        terminal.translations,
    )
    try:
        make_folder(file.parent)
        write_whole(file, content)
    except OSError as error:
        raise ProjectError(
            message("{file} cannot be written: {error}.", file=str(file), error=reason(error))
        ) from None
    terminal.say(
        message(
            "{file} is written. Indicators: {number}. When it is filled in, take it in with: "
            "./policytrace indicators import {file}",
            file=str(file),
            number=str(len(contents)),
        )
    )
    return DONE
