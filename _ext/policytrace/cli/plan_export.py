"""``policytrace plan export``: writes the plan as a workbook that can be changed in Excel."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from pathlib import Path

from policytrace.author.editing import ObjectAsWritten, read_objects
from policytrace.cli.exit_codes import DONE
from policytrace.cli.indicator_context import CommandContext
from policytrace.cli.parser import Parser
from policytrace.cli.terminal import Terminal
from policytrace.errors import ProjectError
from policytrace.files import write_whole
from policytrace.messages import message
from policytrace.plan.naming import named
from policytrace.plan_workbook.columns import SheetMaker
from policytrace.plan_workbook.content import ObjectContent
from policytrace.plan_workbook.instructions import INSTRUCTIONS_TITLE, instructions
from policytrace.plan_workbook.labels import Labels
from policytrace.plan_workbook.selection import objects_of_plans
from policytrace.plan_workbook.writing import Book, workbook_bytes
from policytrace.schema.roles import Role
from policytrace.schema.vocabulary import Status

_OF_A_PLAN = (
    Role.PLAN,
    Role.ACTION,
    Role.MILESTONE,
    Role.FOLLOW_UP,
    Role.ANALYSIS,
    Role.OPINION,
)
"""The kinds that have sheets, also empty ones, where the workbook is of some plans only."""


def add_options(command: Parser, terminal: Terminal) -> None:
    """Add the options of the command."""
    say = terminal.text
    command.add_argument(
        "plans",
        nargs="*",
        metavar=say(message("PLAN")),
        help=say(message("id or title of a plan; several may be given (default: all there is)")),
    )
    command.add_argument(
        "--xlsx",
        type=Path,
        required=True,
        metavar=say(message("FILE")),
        help=say(message("the workbook that is to be written")),
    )
    command.add_argument(
        "--replace",
        action="store_true",
        help=say(message("write it also where there is a file already")),
    )


def run(options: argparse.Namespace, context: CommandContext) -> int:
    """Write the workbook; the exit code.

    Raises:
        ProjectError: there is no such plan, there is such a file, or it cannot be written.
    """
    file: Path = options.xlsx
    if file.suffix.casefold() != ".xlsx":
        raise ProjectError(message("Give the file a name that ends with .xlsx."))
    if file.exists() and not options.replace:
        raise ProjectError(
            message(
                "{file} is there already, and may hold changes. Choose another name, or give "
                "--replace.",
                file=str(file),
            )
        )
    graph, metamodel = context.graph, context.metamodel
    plans = [named(graph, metamodel, text, (Role.PLAN,)) for text in options.plans]
    items = objects_of_plans(graph, plans) if plans else tuple(graph)
    translations = context.terminal.translations
    maker = SheetMaker(
        graph=graph, metamodel=metamodel, translations=translations, labels=Labels(graph)
    )
    kinds = maker.roles()
    ids = [item.id for item in items if item.role in kinds]
    read = read_objects(ids, graph=graph, metamodel=metamodel, project=context.project)
    sheets = maker.sheets(
        _contents(read.values()),
        [kind for kind in kinds if kind in _OF_A_PLAN] if plans else kinds,
    )
    book = Book(
        title=", ".join(plan.title for plan in plans)
        or message("The plan to be changed in Excel").render(translations),
        day=context.today,
        about_title=INSTRUCTIONS_TITLE.render(translations),
        about=list(
            instructions(
                sheets, context.today, metamodel.vocabulary.of(Status.CANCELLED), translations
            )
        ),
        sheets=sheets,
        editable=True,
    )
    write_whole(file, workbook_bytes(book, maker.labels, translations))
    context.terminal.say(
        message("{file} is written, with {number} objects.", file=str(file), number=str(len(ids)))
    )
    return DONE


def _contents(written: Iterable[ObjectAsWritten]) -> Iterable[ObjectContent]:
    for one in written:
        yield ObjectContent(
            id=one.id, role=one.role, title=one.title, values=one.values, texts=one.texts
        )
