"""``policytrace indicators import``: takes values in from a file, after showing what changes.

Exit codes: 0, it is done, or there was nothing to do; 1, nothing was written, since values are
wrong or nobody has said yes; 2, the file cannot be read at all, or something was not said.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from types import MappingProxyType

from policytrace.author.choosing import Prompter
from policytrace.checks.findings import Finding
from policytrace.cli.import_questions import ImportQuestions
from policytrace.cli.import_targets import ImportTarget, ImportTargets
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
)
from policytrace.measure.data_file_text import changed_file
from policytrace.measure.tables import Row, read_table, table_text, wrong_together
from policytrace.messages import Message, message
from policytrace.schema.roles import Role
from policytrace.sources.spreadsheet.choices import (
    NOTHING_SAID,
    FileChoice,
    FileChoices,
)
from policytrace.sources.spreadsheet.issues_text import issues_text
from policytrace.sources.spreadsheet.layouts.found import LeftOut
from policytrace.sources.spreadsheet.layouts.understanding import (
    MeasureSeries,
    Understanding,
)
from policytrace.sources.spreadsheet.sheets import listed, shown
from policytrace.sources.spreadsheet.statements import Defaults, rows_of
from policytrace.sources.spreadsheet.understood_text import understood_text

DONE, REFUSED = 0, 1
"""Exit codes."""

_YES = frozenset({"j", "ja", "y", "yes"})


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportRequest:
    """What is to be taken in, and how."""

    file: Path
    indicator: str = ""
    """Empty: it is known from the measure or the name of the file, or asked for."""
    choices: FileChoices = NOTHING_SAID
    """What has been said of how the file is to be read."""
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
        ("--measure", message("NAME"), message("the measure, if the file holds several")),
        (
            "--area",
            message("NAME"),
            message("the area to take in, or that the values are about if the file does not say"),
        ),
        (
            "--period",
            message("PERIOD"),
            message("the period to take in, or that the values are about if the file does not say"),
        ),
        ("--sex", message("SEX"), message("the sex of values for which the file does not say")),
        (
            "--decimal",
            message("SIGN"),
            message("what stands before decimals, if it cannot be told: a comma or a point"),
        ),
        ("--dash", message("0 or WORD"), message("what a dash stands for: zero, or no value")),
        ("--group", message("COLUMN"), message("the column that says which group a value is for")),
    ):
        command.add_argument(option, default="", metavar=say(metavar), help=say(purpose))
    command.add_argument(
        "--only",
        action="append",
        default=[],
        metavar=say(message("COLUMN=TEXT")),
        help=say(message("take in only rows with this text in this column; can be repeated")),
    )
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
        choices=_choices(options),
        source=options.source.strip(),
        retrieved=options.retrieved,
        replace=options.replace,
        dry_run=options.dry_run,
        yes=options.yes,
    )
    return Import(request=request, context=context, person=keyboard()).run()


def _choices(options: argparse.Namespace) -> FileChoices:
    """What the options say of how the file is to be read.

    Raises:
        ProjectError: one of them is not in order.
    """
    said = {
        choice: text.strip()
        for choice in FileChoice
        if (text := getattr(options, choice.value.removeprefix("--")))
    }
    only: list[tuple[str, str]] = []
    for text in options.only:
        name, equals, wanted = text.partition("=")
        if not equals:
            raise ProjectError(
                message("“{text}” is not of the form COLUMN=TEXT, as --only needs it.", text=text)
            )
        only.append((name.strip(), wanted.strip()))
    return FileChoices(said=MappingProxyType(said), only=tuple(only))


@dataclass(frozen=True, slots=True, kw_only=True)
class _ImportPart:
    """What a file says of one indicator, and what becomes of its data file."""

    indicator: str
    sheet: str
    """The sheet that it stands on; empty for a text."""
    goal: DataFile
    taken: tuple[Row, ...]
    becomes: tuple[Row, ...]
    issues: tuple[Issue, ...]
    is_itself: bool
    """Whether the file that is taken in is the data file."""

    def changes(self) -> Changes:
        """What becomes of the rows that are there."""
        return changes(self.goal.table.rows, self.becomes)


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
        measured = self.context.measurements
        demand_order(measured)
        found = self._questions.understood(self.request.choices)
        defaults = None
        parts: list[_ImportPart] = []
        targets = ImportTargets(
            questions=self._questions,
            wanted=self.request.indicator,
            is_measure_said=bool(self.request.choices[FileChoice.MEASURE]),
        ).of(found)
        for indicator, series in targets:
            goal = self._goal(indicator)
            defaults = defaults or self._defaults(found)
            parts.append(self._part(indicator, goal, series, defaults))
        issues = [
            *((series.sheet, issue) for series in found.series for issue in series.issues),
            *((part.sheet, issue) for part in parts for issue in part.issues),
        ]
        if issues:
            return self._refuse(issues, found)
        rows = [row for part in parts for row in part.taken]
        if not rows:
            raise ProjectError(self._questions.of_the_file(_NO_VALUES, found.header))
        self._tell(found, targets, parts, rows)
        changed = [(part, after) for part in parts if (after := self._after(part)) is not None]
        if not changed:
            return self._nothing_to_do(parts)
        contents = {part.goal.data.file: after for part, after in changed}
        if errors := errors_with(self.context, contents):
            return self._refuse_errors(errors, changed, found)
        return self._write(changed)

    # -------------------------------------------------------------------- what is to be known

    @property
    def _questions(self) -> ImportQuestions:
        return ImportQuestions(file=self.request.file, context=self.context, person=self.person)

    def _goal(self, indicator: str) -> DataFile:
        goal = data_file(self.context.project, self.context.measurements, indicator)
        if goal.table.issues and not (self.request.replace or self._is_itself(goal)):
            raise ProjectError(
                message(
                    "{file} has errors. Mend them, or give --replace to put the values in the "
                    "place of all that stands there.",
                    file=goal.data.file,
                )
            )
        return goal

    def _is_itself(self, goal: DataFile) -> bool:
        return goal.path.exists() and goal.path.samefile(self.request.file)

    def _defaults(self, found: Understanding) -> Defaults:
        return Defaults(
            source=self.request.source or found.source or self._questions.source(found),
            retrieved=self.request.retrieved or self.context.today,
        )

    # -------------------------------------------------------------------- what becomes of it

    def _part(
        self, indicator: str, goal: DataFile, series: MeasureSeries, defaults: Defaults
    ) -> _ImportPart:
        measured = self.context.measurements
        taken = rows_of(series.statements, defaults, measured.areas, measured.words)
        is_itself = self._is_itself(goal)
        keys = {row.key for row in taken.rows}
        kept = [row for row in goal.table.rows if row.key not in keys]
        becomes = (*([] if self.request.replace or is_itself else kept), *taken.rows)
        return _ImportPart(
            indicator=indicator,
            sheet=series.sheet,
            goal=goal,
            taken=taken.rows,
            becomes=becomes,
            issues=(
                *taken.issues,
                *wrong_together(becomes, measured.words),
                *_too_many(becomes),
            ),
            is_itself=is_itself,
        )

    def _after(self, part: _ImportPart) -> bytes | None:
        """What the data file is to hold; None if it need not be touched."""
        measured, goal, found = self.context.measurements, part.goal, part.changes()
        areas, words = measured.areas, measured.words
        if part.is_itself:
            after = table_text(found.rows, areas, words).encode()
        else:
            after = changed_file(goal.before, goal.table, found.rows, areas, words)
        if after == goal.before or not (found or part.is_itself or goal.table.issues):
            return None
        return after

    def _tell(
        self,
        found: Understanding,
        targets: Sequence[ImportTarget],
        parts: Sequence[_ImportPart],
        rows: Sequence[Row],
    ) -> None:
        terminal = self.context.terminal
        titles = {one.id: one.title for one in self.context.graph.of_role(Role.INDICATOR)}
        used = [series for _, series in targets]
        unused = [one.title for one in found.series if one not in used]
        if unused:
            what = message("measures that no indicator has: {names}", names=listed(unused))
            found = replace(found, left_out=(LeftOut(what=what), *found.left_out))
        if not (found.has_days or self.request.retrieved):
            note = message(
                "Nothing says when the values were retrieved: today is taken. Give --retrieved if "
                "it was another day."
            )
            found = replace(found, notes=(*found.notes, note))
        terminal.answer(
            understood_text(
                found,
                rows,
                [f"{part.indicator} {titles.get(part.indicator, '')}".strip() for part in parts],
                self.context.measurements.words,
                terminal.translations,
            )
        )

    def _refuse(
        self, issues: Sequence[tuple[str, Issue]], found: Understanding, more: int = 0
    ) -> int:
        """Tell what is wrong with the values, sheet by sheet; `more` has been told already."""
        terminal, file = self.context.terminal, str(self.request.file)
        number = str(len(issues) + more)
        for sheet in dict.fromkeys(sheet for sheet, _ in issues):
            if sheet:
                terminal.remark(message("{file}, sheet “{sheet}”:", file=file, sheet=shown(sheet)))
            else:
                terminal.remark(Message("{file}:", {"file": file}))
            wrong = issues_text(
                (issue for where, issue in issues if where == sheet), terminal.translations
            )
            terminal.remark(Message("{text}", {"text": wrong}))
        if issues:
            terminal.remark(
                message("The file was read as {layout}: {why}.", layout=found.layout, why=found.why)
            )
        terminal.remark(message("Nothing was written. Errors: {number}.", number=number))
        return REFUSED

    def _refuse_errors(
        self,
        errors: Sequence[Finding],
        changed: Sequence[tuple[_ImportPart, bytes]],
        found: Understanding,
    ) -> int:
        """Tell what the check would find; at the row that was to be taken in, if it is one."""
        measured = self.context.measurements
        rows: dict[tuple[str, int], tuple[str, int]] = {}
        for part, after in changed:
            taken = {row.key: row.line for row in part.taken}
            for row in read_table(after, measured.areas, measured.words).rows:
                if row.key in taken:
                    rows[part.goal.data.file, row.line] = part.sheet, taken[row.key]
        issues, others = [], []
        for error in errors:
            place = rows.get((error.location.file, error.location.line))
            if place is None:
                others.append(error)
            else:
                sheet, line = place
                issues.append((sheet, Issue(line=line, message=error.message, hint=error.hint)))
        for error in others:
            self.context.terminal.remark(told(error, self.context))
        return self._refuse(issues, found, more=len(others))

    def _nothing_to_do(self, parts: Sequence[_ImportPart]) -> int:
        for part in parts:
            self.context.terminal.say(
                message(
                    "{file} holds these values already. Nothing was written.",
                    file=part.goal.data.file,
                )
            )
        return DONE

    def _write(self, changed: Sequence[tuple[_ImportPart, bytes]]) -> int:
        terminal = self.context.terminal
        for part, _ in changed:
            if len(changed) > 1:
                terminal.answer(f"{part.goal.data.file}\n")
            terminal.answer(
                changes_text(part.changes(), terminal.translations, self.context.measurements.words)
            )
        if self.request.dry_run:
            terminal.say(message("Nothing has been written, as --dry-run says."))
            return DONE
        files = ", ".join(part.goal.data.file for part, _ in changed)
        if not self.request.yes:
            if not self.person:
                terminal.remark(
                    message("Nothing was written. Give --yes to write it to {file}.", file=files)
                )
                return REFUSED
            if not self._agreed(self.person, files):
                terminal.remark(message("Nothing was written."))
                return REFUSED
        for part, _ in changed:
            make_folder(part.goal.path.parent)
        apply(
            Change(path=part.goal.path, before=part.goal.before, after=after)
            for part, after in changed
        )
        for part, _ in changed:
            terminal.say(
                message(
                    "{file} is written. It holds {number} values.",
                    file=part.goal.data.file,
                    number=str(len(part.becomes)),
                )
            )
        return DONE

    def _agreed(self, person: Prompter, files: str) -> bool:
        question = message("Write this to {file}? (y/N)", file=files)
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
