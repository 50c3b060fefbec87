"""The command ``policytrace remind``: what is late and what comes soon, by who is to act."""

from __future__ import annotations

import argparse
from pathlib import Path

from policytrace.cli.common_options import add_today
from policytrace.cli.exit_codes import DONE, FOUND_ERRORS
from policytrace.cli.parser import Parser, number_in
from policytrace.cli.projects import folders_of, held, project_of, today_of
from policytrace.cli.terminal import Terminal
from policytrace.files import write_whole
from policytrace.messages import message
from policytrace.plan.model import Item
from policytrace.plan.naming import named
from policytrace.schedule.calendar_file import CalendarWriter
from policytrace.schedule.events import events
from policytrace.schedule.happenings import Happening
from policytrace.schedule.reminders import Reminders, reminders_of
from policytrace.schedule.telling import ReminderTeller
from policytrace.schema.roles import Role
from policytrace.site.pages.registry import web_address
from policytrace.snapshot import Snapshot

FORMATS = ("text", "markdown", "json", "ics")

_USUAL_DAYS = 30


def add_options(command: Parser, terminal: Terminal) -> None:
    """Add the options of the command."""
    say = terminal.text
    command.add_argument(
        "--days",
        type=number_in(terminal.translations),
        default=_USUAL_DAYS,
        metavar=say(message("DAYS")),
        help=say(message("how many days to look ahead (default: 30)")),
    )
    command.add_argument(
        "--owner",
        metavar="ORG",
        help=say(message("only what this organisation answers for, by its name or id")),
    )
    command.add_argument(
        "--format",
        dest="form",
        choices=FORMATS,
        default="text",
        help=say(message("form of the reminders (default: text)")),
    )
    add_today(command, terminal, message("the day to remind on (default: today)"))
    command.add_argument(
        "--output",
        dest="file",
        type=Path,
        metavar=say(message("FILE")),
        help=say(message("write the reminders to a file")),
    )
    command.set_defaults(format="text", output=None, verbose=False)  # how findings are told


def run(options: argparse.Namespace, terminal: Terminal) -> int:
    """Run the command; its exit code, which is the same whether anything is late or not."""
    project, today = project_of(options, options.project), today_of(options)
    with held(folders_of(project), terminal):
        from policytrace.cli.gate_run import checked  # noqa: PLC0415 - takes a second

        result = checked(options, project, today, terminal)
    snapshot = result.snapshot
    owner = (
        named(snapshot.graph, snapshot.metamodel, options.owner, (Role.ORGANISATION,))
        if options.owner
        else None
    )
    if result.failed:
        terminal.remark(message("Nobody was reminded: the plan has errors to mend first."))
        return FOUND_ERRORS
    reminders = reminders_of(snapshot, options.days, owner)
    told = _told(snapshot, reminders, owner, options, terminal)
    if options.file is None:
        terminal.answer(told)
    else:
        write_whole(options.file, told.encode())
        terminal.say(message("The reminders are in {file}", file=str(options.file)))
    return DONE


def _told(
    snapshot: Snapshot,
    reminders: Reminders,
    owner: Item | None,
    options: argparse.Namespace,
    terminal: Terminal,
) -> str:
    """The reminders in the form that is asked for."""

    def page_of(item: Item) -> str | None:
        return web_address(snapshot.metamodel, item)

    def place_of(item: Item) -> tuple[str, int]:
        place = item.location.seen_from(options.folder)
        return place.file, place.line

    if options.form == "ics":
        days = {
            (one.day, one.what, one.item.id): (one.day, one.what, one.item)
            for each in reminders.owners
            for one in each.all
            if one.day is not None and isinstance(one.what, Happening)
        }
        name = message("Reminders")
        writer = CalendarWriter(
            metamodel=snapshot.metamodel,
            today=snapshot.today,
            translations=terminal.translations,
            page_of=page_of,
        )
        key = f"reminders {snapshot.first_id(owner) if owner else ''}"
        found = events(snapshot, days.values())
        return writer.write(terminal.text(name), key, found).decode()
    teller = ReminderTeller(
        translations=terminal.translations,
        metamodel=snapshot.metamodel,
        page_of=page_of,
        place_of=place_of,
    )
    forms = {"text": teller.text, "markdown": teller.markdown, "json": teller.json}
    return forms[options.form](reminders)
