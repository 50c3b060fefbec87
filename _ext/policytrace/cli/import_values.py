"""``policytrace indicators import``: takes values in from a file, after showing what changes.

Exit codes: 0, it is done, or there was nothing to do; 1, nothing was written, since values are
wrong or nobody has said yes; 2, the file cannot be read at all, or something was not said.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from policytrace.author.choosing import Prompter
from policytrace.checks.findings import Finding
from policytrace.cli.indicator_context import CommandContext
from policytrace.cli.new import keyboard
from policytrace.cli.parser import Parser, day_in
from policytrace.cli.terminal import Terminal
from policytrace.cli.trial import errors_with, told
from policytrace.errors import ProjectError
from policytrace.file_changes import Change, apply
from policytrace.files import make_folder
from policytrace.measure.changes import Changes, changes, changes_text
from policytrace.measure.csvfile import MAX_ROWS, Issue
from policytrace.measure.data_file import (
    DataFile,
    data_file,
    demand_order,
    indicator_called,
    indicator_of_file,
)
from policytrace.measure.tables import Row, read_table, table_text, wrong_together
from policytrace.messages import Message, message
from policytrace.schema.roles import Role
from policytrace.schema.vocabulary import ValueColumn
from policytrace.sources.spreadsheet.files import find_values, read_file
from policytrace.sources.spreadsheet.issues_text import issues_text
from policytrace.sources.spreadsheet.reading import Defaults, read_rows
from policytrace.sources.spreadsheet.sheets import Columns, Sheet, UnusableError

DONE, REFUSED = 0, 1
"""Exit codes."""

_YES = frozenset({"j", "ja", "y", "yes"})


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportRequest:
    """What is to be taken in, and how."""

    file: Path
    indicator: str = ""
    """Empty: it is known from the name of the file, or asked for."""
    sheet: str = ""
    """Empty: the one sheet that holds values."""
    source: str = ""
    """Where values are from that do not say."""
    retrieved: date | None = None
    """When values were retrieved that do not say; None: today."""
    replace: bool = False
    """Whether the file is the whole series, so that other rows go."""
    dry_run: bool = False
    yes: bool = False
    """Whether to write without asking."""


def add_options(command: Parser, terminal: Terminal) -> None:
    """Add the options of the command."""
    say = terminal.text
    command.add_argument(
        "file",
        type=Path,
        metavar=say(message("FILE")),
        help=say(message("the file with the values: .xlsx or .csv")),
    )
    for option, metavar, purpose in (
        ("--indicator", message("ID"), message("the indicator that the values belong to")),
        ("--sheet", message("NAME"), message("the sheet of the workbook that holds the values")),
        (
            "--source",
            message("TEXT"),
            message("where the values are from, if the file does not say"),
        ),
    ):
        command.add_argument(option, default="", metavar=say(metavar), help=say(purpose))
    command.add_argument(
        "--retrieved",
        type=day_in(terminal.translations),
        metavar=say(message("YYYY-MM-DD")),
        help=say(
            message("the day when they were taken from their source, if the file does not say")
        ),
    )
    for option, purpose in (
        ("--replace", message("let the file be the whole series: other values go")),
        ("--dry-run", message("show what would change, and write nothing")),
        ("--yes", message("write without asking")),
    ):
        command.add_argument(option, action="store_true", help=say(purpose))


def run(options: argparse.Namespace, context: CommandContext) -> int:
    """Take in what the options say; the exit code.

    Raises:
        ProjectError: the file cannot be read, an option is missing, or nothing can be written.
    """
    request = ImportRequest(
        file=options.file,
        indicator=options.indicator,
        sheet=options.sheet,
        source=options.source.strip(),
        retrieved=options.retrieved,
        replace=options.replace,
        dry_run=options.dry_run,
        yes=options.yes,
    )
    return Import(request=request, context=context, person=keyboard()).run()


@dataclass(frozen=True, slots=True, kw_only=True)
class Import:
    """One run of the command."""

    request: ImportRequest
    context: CommandContext
    person: Prompter | None
    """None: there is nobody to ask."""

    def run(self) -> int:
        """Take the values in; the exit code.

        Raises:
            ProjectError: as `run`.
        """
        request, measured = self.request, self.context.measurements
        demand_order(measured)
        sheet, columns = self._values()
        goal = data_file(self.context.project, measured, self._indicator())
        itself = goal.path.exists() and goal.path.samefile(request.file)
        if goal.table.issues and not (request.replace or itself):
            raise ProjectError(
                message(
                    "{file} has errors. Mend them, or give --replace to put the values in the "
                    "place of all that stands there.",
                    file=goal.data.file,
                )
            )
        defaults = Defaults(
            source=request.source or self._source(columns),
            retrieved=request.retrieved or self.context.today,
        )
        taken = read_rows(sheet, columns, defaults, measured.areas, measured.words)
        keys = {row.key for row in taken.rows}
        kept = [row for row in goal.table.rows if row.key not in keys]
        becomes = (*([] if request.replace or itself else kept), *taken.rows)
        issues = [*taken.issues, *wrong_together(becomes, measured.words), *_too_many(becomes)]
        if issues:
            return self._refuse(issues, sheet)
        if not taken.rows:
            raise ProjectError(self._of_the_file(_NO_VALUES, columns.row))
        found = changes(goal.table.rows, becomes)
        after = table_text(found.rows, measured.areas, measured.words).encode()
        if after == goal.before or not (found or itself or goal.table.issues):
            return self._nothing_to_do(goal)
        if errors := errors_with(self.context, {goal.data.file: after}):
            return self._refuse_errors(errors, goal, taken.rows, after, sheet)
        return self._write(goal, found, after)

    # -------------------------------------------------------------------- what is to be known

    def _values(self) -> tuple[Sheet, Columns]:
        try:
            return find_values(
                read_file(self.request.file), self.context.measurements.words, self.request.sheet
            )
        except UnusableError as error:
            raise ProjectError(self._of_the_file(error.text, error.row)) from error

    def _of_the_file(self, said: Message, row: int) -> Message:
        file, text = str(self.request.file), self.context.terminal.text(said)
        if row:
            return message("{file}, row {row}: {text}", file=file, row=str(row), text=text)
        return Message("{file}: {text}", {"file": file, "text": text})

    def _indicator(self) -> str:
        indicators = self.context.measurements.by_indicator
        if self.request.indicator:
            return indicator_called(self.request.indicator, indicators)
        if found := indicator_of_file(self.request.file, indicators):
            return found
        if not self.person:
            raise ProjectError(
                message(
                    "Say which indicator the values belong to, with --indicator, or name the file "
                    "after it. The indicators are {names}.",
                    names=", ".join(indicators),
                )
            )
        return self._ask_for_indicator(self.person)

    def _ask_for_indicator(self, person: Prompter) -> str:
        indicators = self.context.measurements.by_indicator
        say = self.context.terminal.text
        for item in self.context.graph.of_role(Role.INDICATOR):
            person.say(f"  {item.id}  {item.title}")
        while True:
            name = self._asked(person, message("Which indicator do the values belong to?"))
            try:
                return indicator_called(name, indicators)
            except ProjectError as error:
                person.say(say(error.text))

    def _source(self, columns: Columns) -> str:
        """Where values are from that do not say; empty if all do."""
        if ValueColumn.SOURCE in columns.places:
            return ""
        if not self.person:
            raise ProjectError(
                message(
                    "The file has no column called {name}. Say where the values are from, with "
                    "--source.",
                    name=self.context.measurements.words.of(ValueColumn.SOURCE),
                )
            )
        return self._asked(self.person, message("Where are the values from?"))

    def _asked(self, person: Prompter, question: Message) -> str:
        """The answer to a question, which is asked until there is one."""
        try:
            while True:
                if answer := person.ask(f"{self.context.terminal.text(question)} ").strip():
                    return answer
        except EOFError as error:
            raise ProjectError(message("There were no more answers.")) from error

    # -------------------------------------------------------------------- what becomes of it

    def _refuse(self, issues: list[Issue], sheet: Sheet, more: int = 0) -> int:
        """Tell what is wrong with the values; `more` has been told already."""
        terminal, file = self.context.terminal, str(self.request.file)
        number = str(len(issues) + more)
        if not issues:
            terminal.remark(message("Nothing was written. Errors: {number}.", number=number))
            return REFUSED
        if sheet.name:
            terminal.remark(message("{file}, sheet “{sheet}”:", file=file, sheet=sheet.name))
        else:
            terminal.remark(Message("{file}:", {"file": file}))
        terminal.remark(Message("{text}", {"text": issues_text(issues, terminal.translations)}))
        terminal.remark(message("Nothing was written. Errors: {number}.", number=number))
        return REFUSED

    def _refuse_errors(
        self,
        errors: Sequence[Finding],
        goal: DataFile,
        taken: Sequence[Row],
        after: bytes,
        sheet: Sheet,
    ) -> int:
        """Tell what the check would find; at the row that was to be taken in, if it is one."""
        measured = self.context.measurements
        written = read_table(after, measured.areas, measured.words).rows
        keys = {row.line: row.key for row in written}
        lines = {row.key: row.line for row in taken}
        issues, others = [], []
        for found in errors:
            key = keys.get(found.location.line) if found.location.file == goal.data.file else None
            if key in lines:
                issues.append(Issue(line=lines[key], message=found.message, hint=found.hint))
            else:
                others.append(found)
        for found in others:
            self.context.terminal.remark(told(found, self.context))
        return self._refuse(issues, sheet, more=len(others))

    def _nothing_to_do(self, goal: DataFile) -> int:
        self.context.terminal.say(
            message("{file} holds these values already. Nothing was written.", file=goal.data.file)
        )
        return DONE

    def _write(self, goal: DataFile, found: Changes, after: bytes) -> int:
        terminal = self.context.terminal
        terminal.answer(changes_text(found, terminal.translations, self.context.measurements.words))
        if self.request.dry_run:
            terminal.say(message("Nothing has been written, as --dry-run says."))
            return DONE
        if not self.request.yes:
            if not self.person:
                terminal.remark(
                    message(
                        "Nothing was written. Give --yes to write it to {file}.",
                        file=goal.data.file,
                    )
                )
                return REFUSED
            if not self._agreed(self.person, goal):
                terminal.remark(message("Nothing was written."))
                return REFUSED
        make_folder(goal.path.parent)
        apply([Change(path=goal.path, before=goal.before, after=after)])
        terminal.say(
            message(
                "{file} is written. It holds {number} values.",
                file=goal.data.file,
                number=str(len(found.rows)),
            )
        )
        return DONE

    def _agreed(self, person: Prompter, goal: DataFile) -> bool:
        question = message("Write this to {file}? (y/N)", file=goal.data.file)
        try:
            return person.ask(f"{self.context.terminal.text(question)} ").strip().casefold() in _YES
        except EOFError:
            return False


_NO_VALUES = message("There are no values below the names of the columns.")


def _too_many(becomes: Sequence[Row]) -> Iterator[Issue]:
    """That there are more rows than a file may hold."""
    if len(becomes) > MAX_ROWS:
        yield Issue(
            line=becomes[-1].line,
            message=message("The series would have more than {most} rows.", most=str(MAX_ROWS)),
            hint=message("Take fewer groups, areas or periods."),
        )
