"""The command ``policytrace indicators fetch``: everything that was asked for, or nothing.

All answers are collected and checked before the first file is touched. What stops a fetch is told
in full, and leaves every file as it was.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import date

from policytrace.cli.indicator_context import CommandContext
from policytrace.cli.parser import Parser, day_in
from policytrace.cli.terminal import Terminal
from policytrace.cli.trial import errors_with, told
from policytrace.file_changes import Change, apply
from policytrace.measure.data_file_text import changed_file
from policytrace.measure.kolada_catalogue import CatalogueEntry, catalogue_text
from policytrace.measure.tables import read_table
from policytrace.messages import Message, message
from policytrace.sources.kolada.asking import Questions
from policytrace.sources.kolada.client import BASE_URL, Client, read_base_url
from policytrace.sources.kolada.comparing import compared
from policytrace.sources.kolada.faults import FetchError, UnreachableError
from policytrace.sources.kolada.losses import refuse_losses
from policytrace.sources.kolada.merging import merge
from policytrace.sources.kolada.preparing import Prepared, Register, measures_of, prepare
from policytrace.sources.kolada.report import Outcome, report
from policytrace.sources.kolada.rows import Arrived, rows_by_measure

DONE, COULD_NOT_RUN = 0, 2
"""Exit codes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchRequest:
    """What is to be fetched, and how."""

    only: tuple[str, ...] = ()
    """Ids of indicators or measures; empty: all."""
    since: date | None = None
    dry_run: bool = False
    accept_removals: bool = False


def add_options(command: Parser, terminal: Terminal) -> None:
    """Add the options of the command."""
    say = terminal.text
    command.add_argument(
        "--only",
        action="extend",
        nargs="+",
        default=[],
        metavar="ID",
        help=say(message("fetch only these, by the id of the indicator or of Kolada's measure")),
    )
    command.add_argument(
        "--since",
        type=day_in(terminal.translations),
        metavar=say(message("YYYY-MM-DD")),
        help=say(message("fetch only what Kolada has changed since that day")),
    )
    command.add_argument(
        "--base-url",
        default=BASE_URL,
        metavar="URL",
        help=say(message("address of the server (default: {address})", address=BASE_URL)),
    )
    command.add_argument(
        "--dry-run",
        action="store_true",
        help=say(message("show what would change, and write nothing")),
    )
    command.add_argument(
        "--accept-removals",
        action="store_true",
        help=say(message("let values go that Kolada no longer has")),
    )


def run(options: argparse.Namespace, context: CommandContext) -> int:
    """Fetch what the options ask for; the exit code.

    Raises:
        ProjectError: the project is not in request, or cannot be written to.
    """
    request = FetchRequest(
        only=tuple(name for words in options.only for name in words.split(",") if name),
        since=options.since,
        dry_run=options.dry_run,
        accept_removals=options.accept_removals,
    )
    try:
        with closing(Client(base=read_base_url(options.base_url))) as client:
            fetch(request, context, client)
    except FetchError as error:
        for text in error.texts:
            context.terminal.remark(text)
        if not isinstance(error, UnreachableError):
            context.terminal.remark(message("No file has been changed."))
        return COULD_NOT_RUN
    return DONE


def fetch(request: FetchRequest, context: CommandContext, client: Client) -> None:
    """Ask `client` for what is ordered, and write it to the project's files.

    Raises:
        FetchError: something did not arrive, or cannot be used.
        ProjectError: the project is not in request, or cannot be written to.
    """
    terminal = context.terminal
    measures = measures_of(context.graph, request.only)
    if not measures:
        terminal.say(message("No indicator has an id in Kolada, so there is nothing to fetch."))
        return
    ready = prepare(context.project, context.measurements, list(measures))
    entries, arrived = _ask(request, context, client, measures, ready)
    merged = {
        indicator: merge(
            ready.targets[indicator].table.rows,
            arrived[measure],
            frozenset(ready.areas.values()),
            partial=request.since is not None,
        )
        for indicator, measure in measures.items()
    }
    refuse_losses(measures, merged, context.measurements.words, accepted=request.accept_removals)
    outcomes = [
        Outcome(
            indicator=indicator,
            measure=measures[indicator],
            target=ready.targets[indicator],
            merged=becomes,
        )
        for indicator, becomes in merged.items()
    ]
    values = _data_files(outcomes, context)
    _refuse_errors(values, context)
    files = [*values, *_register_file(ready.register, entries, context)]
    terminal.answer(report(outcomes, terminal.translations, context.measurements.words) + "\n")
    if request.dry_run:
        terminal.say(message("Nothing has been written, as --dry-run says."))
        return
    apply(files)
    terminal.say(message("Files written: {number}.", number=str(len(files))))


def _refuse_errors(files: Iterable[Change], context: CommandContext) -> None:
    """Run the rules of the check on the plan with these files.

    Raises:
        FetchError: they find errors.
    """
    contents = {file.path.relative_to(context.project).as_posix(): file.after for file in files}
    if errors := errors_with(context, contents):
        raise FetchError(*(told(found, context) for found in errors))


def _ask(
    request: FetchRequest,
    context: CommandContext,
    client: Client,
    measures: Mapping[str, str],
    ready: Prepared,
) -> tuple[tuple[CatalogueEntry, ...], Mapping[str, Arrived]]:
    """The register as it becomes, and what has come of each measure.

    The measures are compared with the register before their values are asked for.
    """
    with context.terminal.progress() as tell:
        questions = Questions(
            client=client,
            kpis=sorted(set(measures.values())),
            areas=list(ready.areas),
            since=request.since,
            tell=tell,
        )
        said = questions.indicators()
        register = ready.register
        entries = compared(measures, said, register.entries, register.file, context.today)
        answers = questions.data()
    return entries, rows_by_measure(
        answers, ready.areas, measures.values(), context.today, context.measurements.words
    )


def _data_files(outcomes: Iterable[Outcome], context: CommandContext) -> list[Change]:
    """The data files that change, each read again as the site will read it.

    Raises:
        FetchError: a file would not be in request.
    """
    areas, words = context.measurements.areas, context.measurements.words
    files: list[Change] = []
    faults: list[Message] = []
    for outcome in outcomes:
        if not outcome.changes:
            continue
        target = outcome.target
        content = changed_file(target.before, target.table, outcome.merged.rows, areas, words)
        faults += [
            message(
                "{indicator}: {file} cannot hold what Kolada answers. {fault}",
                indicator=outcome.indicator,
                file=target.data.file,
                fault=context.terminal.text(issue.message),
            )
            for issue in read_table(content, areas, words).issues[:1]
        ]
        files.append(Change(path=target.path, before=target.before, after=content))
    if faults:
        raise FetchError(*faults)
    return files


def _register_file(
    register: Register, entries: tuple[CatalogueEntry, ...], context: CommandContext
) -> list[Change]:
    """The register, if it changes."""
    if entries == tuple(register.entries.values()):
        return []
    after = catalogue_text(entries, context.measurements.words).encode()
    return [Change(path=register.path, before=register.before, after=after)]
