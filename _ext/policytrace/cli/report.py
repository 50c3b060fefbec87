"""The command ``policytrace report``: makes a document of the plan as it stands on a day."""

from __future__ import annotations

import argparse
import unicodedata
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from types import MappingProxyType

from policytrace.cli.exit_codes import DONE, FOUND_ERRORS
from policytrace.cli.parser import Parser, day_in
from policytrace.cli.projects import folders_of, held, project_of, today_of
from policytrace.cli.terminal import Terminal
from policytrace.errors import ProjectError
from policytrace.files import write_whole
from policytrace.messages import message
from policytrace.plan.model import Item
from policytrace.plan.naming import named
from policytrace.reports.making import ReportFormat, report_of, write_report
from policytrace.reports.mark import mark_of
from policytrace.reports.scope import ReportKind, ReportSelection
from policytrace.schema.roles import Role
from policytrace.snapshot import Snapshot

KINDS: Mapping[str, ReportKind] = MappingProxyType(
    {
        "plan": ReportKind.PLAN,
        "uppföljning": ReportKind.FOLLOW_UP,
        "tjänsteskrivelse": ReportKind.MEMO,
    }
)
"""The kinds by the words that a person writes."""

_CHOICES: Mapping[str, Role] = MappingProxyType(
    {"plan": Role.PLAN, "priority": Role.PRIORITY, "owner": Role.ORGANISATION}
)


def add_options(command: Parser, terminal: Terminal) -> None:
    """Add the options of the command."""
    say = terminal.text
    a_day = say(message("YYYY-MM-DD"))
    command.add_argument(
        "--kind",
        required=True,
        type=_composed,
        choices=tuple(KINDS),
        help=say(
            message(
                "plan: all of the plan; uppföljning: how it has gone; tjänsteskrivelse: the paper "
                "that prepares a decision"
            )
        ),
    )
    command.add_argument(
        "--format",
        dest="file_format",
        choices=tuple(ReportFormat),
        default=ReportFormat.PDF,
        help=say(message("form of the document (default: pdf)")),
    )
    command.add_argument(
        "--plan",
        metavar="HPL",
        help=say(message("only this action plan, by its name or id")),
    )
    command.add_argument(
        "--priority",
        metavar="PRI",
        help=say(message("only what belongs to this priority, by its name or id")),
    )
    command.add_argument(
        "--owner",
        metavar="ORG",
        help=say(message("only what this organisation answers for, by its name or id")),
    )
    command.add_argument(
        "--as-of",
        dest="today",
        type=day_in(terminal.translations),
        metavar=a_day,
        help=say(message("the day that the document is about (default: today)")),
    )
    command.add_argument(
        "--since",
        type=day_in(terminal.translations),
        metavar=a_day,
        help=say(message("first day of a follow-up's period (default: 1 January that year)")),
    )
    command.add_argument(
        "--output",
        dest="file",
        type=Path,
        metavar=say(message("FILE")),
        help=say(
            message("the file to write (default: one named by kind and day, where you stand)")
        ),
    )
    command.set_defaults(format="text", output=None, verbose=False)  # how findings are told


def run(options: argparse.Namespace, terminal: Terminal) -> int:
    """Run the command; its exit code."""
    project, today = project_of(options, options.project), today_of(options)
    if options.since and options.since > today:
        raise ProjectError(
            message(
                "--since is {since}, which is after {day}, the day of the document.",
                since=options.since.isoformat(),
                day=today.isoformat(),
            )
        )
    folders = folders_of(project)
    with held(folders, terminal):
        from policytrace.cli.gate_run import checked  # noqa: PLC0415 - takes a second

        result = checked(options, project, today, terminal)
        snapshot = result.snapshot
        chosen = ReportSelection(
            **{
                name: _chosen(snapshot, getattr(options, name), role)
                for name, role in _CHOICES.items()
            },
            since=options.since,
        )
        if result.failed:
            terminal.remark(message("No document was made: the plan has errors to mend first."))
            return FOUND_ERRORS
        document = report_of(
            snapshot,
            KINDS[options.kind],
            chosen,
            terminal.translations,
            mark=mark_of(project, snapshot.metamodel.publisher),
        )
        content = write_report(document, ReportFormat(options.file_format))
    file = options.file or Path(_name(options, chosen, today))
    write_whole(file, content)
    terminal.say(message("The document is in {file}", file=str(file)))
    return DONE


def _composed(word: str) -> str:
    """A word whose letters are whole: some keyboards and file systems take å apart."""
    return unicodedata.normalize("NFC", word)


def _chosen(snapshot: Snapshot, given: str | None, role: Role) -> Item | None:
    """The object that an option names."""
    if given is None:
        return None
    return named(snapshot.graph, snapshot.metamodel, given, (role,))


def _name(options: argparse.Namespace, chosen: ReportSelection, today: date) -> str:
    """What the file is called: kind, what is chosen and day, without letters that get lost."""
    ids = (one.id for one in (chosen.plan, chosen.priority, chosen.owner) if one)
    words = (options.kind, *ids, today.isoformat())
    whole = unicodedata.normalize("NFD", "-".join(words).lower())
    return f"{whole.encode('ascii', 'ignore').decode()}.{options.file_format}"
