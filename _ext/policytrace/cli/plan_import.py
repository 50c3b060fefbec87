"""``policytrace plan import``: takes in what has been changed in a workbook.

Exit codes: 0, it is done, or there was nothing to do; 1, nothing was written, since something is
wrong, has been changed in two places, or nobody has said yes; 2, the file cannot be read at all.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from policytrace.author.choosing import Prompter
from policytrace.author.pending import PendingFiles
from policytrace.author.told_changes import changes_in
from policytrace.author.workbook_changes import (
    CellsRefusedError,
    Conflict,
    Preference,
    WorkbookChanges,
    files_with,
    problems_in,
    workbook_changes,
)
from policytrace.author.written import ObjectBlock, Spelling, objects_in
from policytrace.changes.words import said
from policytrace.checks.findings import Finding, brought_about
from policytrace.cli.exit_codes import DONE, FOUND_ERRORS
from policytrace.cli.indicator_context import CommandContext
from policytrace.cli.new import GateResult, keyboard
from policytrace.cli.parser import Parser
from policytrace.cli.terminal import Terminal
from policytrace.errors import ProjectError
from policytrace.file_changes import apply, undo
from policytrace.messages import Message, message
from policytrace.plan.addresses import load_addresses
from policytrace.plan_workbook.cells import cell_of
from policytrace.plan_workbook.columns import SheetMaker, text_column_name
from policytrace.plan_workbook.labels import Labels
from policytrace.plan_workbook.reading import CellPlace, CellProblem, ChangedBook, read_book
from policytrace.schema.metamodel import Metamodel
from policytrace.schema.roles import Key, key_name
from policytrace.severity import Severity
from policytrace.sources.spreadsheet.files import read_file
from policytrace.sources.spreadsheet.sheets import UnusableError

_YES = frozenset({"j", "ja", "y", "yes"})
_LONGEST_TOLD = 160  # characters
_MOST_NAMED = 10
"""Places in a workbook that are named at most; the rest are counted."""
_TO_ADD = ("Add :{option}:", "Add {options}")
"""How remedies begin that ask for an option."""


def add_options(command: Parser, terminal: Terminal) -> None:
    """Add the options of the command."""
    say = terminal.text
    command.add_argument(
        "file",
        type=Path,
        metavar=say(message("FILE")),
        help=say(message("the workbook that “plan export” has written")),
    )
    command.add_argument(
        "--prefer",
        choices=[one.value for one in Preference if one is not Preference.NEITHER],
        default=Preference.NEITHER.value,
        help=say(message("what holds where a cell has been changed in the files too")),
    )
    for option, purpose in (
        ("--dry-run", message("show what would change, and write nothing")),
        ("--yes", message("write without asking")),
    ):
        command.add_argument(option, action="store_true", help=say(purpose))


def run(
    options: argparse.Namespace,
    context: CommandContext,
    before: GateResult,
    gate: Callable[[], GateResult],
) -> int:
    """Take in what the workbook says; the exit code. `gate` has the project checked anew.

    Raises:
        ProjectError: the workbook cannot be read, or nothing can be written.
    """
    return WorkbookImport(
        file=options.file,
        preference=Preference(options.prefer),
        dry_run=options.dry_run,
        yes=options.yes,
        context=context,
        before=before,
        gate=gate,
        person=keyboard(),
    ).run()


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkbookImport:
    """One run of the command."""

    file: Path
    preference: Preference
    dry_run: bool
    yes: bool
    context: CommandContext
    before: GateResult
    """What the gate says of the files as they were read."""
    gate: Callable[[], GateResult]
    person: Prompter | None
    """None: there is nobody to ask."""

    def run(self) -> int:
        """Take the changes in; the exit code.

        Raises:
            ProjectError: as `run`.
        """
        book = self._book()
        self._tell_left_out(book.left_out)
        context, metamodel = self.context, self.context.metamodel
        changes = workbook_changes(
            book,
            graph=context.graph,
            metamodel=metamodel,
            project=context.project,
            published=load_addresses(context.project, metamodel.addresses).leads,
            preference=self.preference,
        )
        if changes.problems:
            return self._refuse(
                problems_in(
                    changes, graph=context.graph, metamodel=metamodel, project=context.project
                )
            )
        if changes.conflicts:
            return self._refuse_conflicts(changes.conflicts, book.day)
        try:
            files = files_with(
                changes, graph=context.graph, metamodel=metamodel, project=context.project
            )
        except CellsRefusedError as error:
            return self._refuse(error.problems)
        self._tell_gone(book)
        if not files.changes:
            context.terminal.say(message("The workbook changes nothing. Nothing was written."))
            return DONE
        self._tell(files, changes)
        if self.dry_run:
            passed = self._try(files, changes, keep=False)
            context.terminal.say(message("Nothing has been written, as --dry-run says."))
            return DONE if passed else FOUND_ERRORS
        return self._write(files, changes) if self._agreed() else FOUND_ERRORS

    def _book(self) -> ChangedBook:
        context = self.context
        maker = SheetMaker(
            graph=context.graph,
            metamodel=context.metamodel,
            translations=context.terminal.translations,
            labels=Labels(context.graph),
        )
        try:
            return read_book(read_file(self.file), maker)
        except UnusableError as error:
            text = context.terminal.text(error.text)
            raise ProjectError(
                Message("{file}: {text}", {"file": str(self.file), "text": text})
            ) from error

    # -------------------------------------------------------------------- what is told

    def _tell(self, files: PendingFiles, changes: WorkbookChanges) -> None:
        """What would change, object by object, in the words that all changes are told in."""
        context = self.context
        metamodel = context.metamodel
        words = metamodel.headings()
        told = changes_in(files, graph=context.graph, metamodel=metamodel)
        for item_id, ones in told.items():
            place = changes.rows.get(item_id)
            context.terminal.say(
                message(
                    "{title} ({id}, {place})",
                    title=ones[0].object.title,
                    id=item_id,
                    place=str(place) if place else ones[0].object.kind,
                )
            )
            for one in ones:
                text = said(one, lambda key: words.get(key, key.partition(".")[2]))
                context.terminal.say(
                    Message("  - {change}.", {"change": context.terminal.text(text)})
                )

    def _tell_gone(self, book: ChangedBook) -> None:
        gone = [item_id for item_id in book.gone if item_id in self.context.graph.items]
        if gone:
            self.context.terminal.remark(
                message(
                    "These are not in the workbook any more, which changes nothing: {ids}.",
                    ids=", ".join(gone),
                )
            )

    def _tell_left_out(self, places: Sequence[CellPlace]) -> None:
        """What somebody has written in the workbook that is taken in nowhere."""
        if not places:
            return
        shown = ", ".join(map(str, places[:_MOST_NAMED]))
        said = (
            message(
                "Not taken in, since it stands in no column of the plan: {places}. Write it in one "
                "of those, or keep it in the workbook only.",
                places=shown,
            )
            if len(places) <= _MOST_NAMED
            else message(
                "Not taken in, since it stands in no column of the plan: {places} and {more} "
                "other places. Write it in one of those, or keep it in the workbook only.",
                places=shown,
                more=str(len(places) - _MOST_NAMED),
            )
        )
        self.context.terminal.remark(said)

    def _refuse(self, problems: Sequence[CellProblem]) -> int:
        terminal = self.context.terminal
        for problem in problems:
            reasons = " ".join(map(terminal.text, problem.reasons))
            terminal.remark(
                Message("{place}: {text}", {"place": str(problem.place), "text": reasons})
            )
        terminal.remark(
            message("Nothing was written. Errors: {number}.", number=str(len(problems)))
        )
        return FOUND_ERRORS

    def _refuse_conflicts(self, conflicts: Sequence[Conflict], day: str) -> int:
        terminal, labels = self.context.terminal, Labels(self.context.graph)
        for one in conflicts:
            in_book, in_file = (
                _short(str(cell_of(one.column, text, labels)))
                for text in (one.in_workbook, one.in_file)
            )
            terminal.remark(
                message(
                    "{place}: “{heading}” of {id} has been changed in the workbook and in the file "
                    "since {day}. Workbook: {workbook}. File: {file}.",
                    place=str(one.place),
                    heading=one.column.heading,
                    id=one.id,
                    day=day,
                    workbook=in_book or "–",
                    file=in_file or "–",
                )
            )
        terminal.remark(
            message(
                "Nothing was written. Mend the cells, or give --prefer workbook or --prefer files: "
                "that decides all of these."
            )
        )
        return FOUND_ERRORS

    def _agreed(self) -> bool:
        terminal = self.context.terminal
        if self.yes:
            return True
        if self.person is None:
            terminal.remark(message("Nothing was written. Give --yes to write it."))
            return False
        question = message("Write this? (y/N)")
        try:
            answer = self.person.ask(f"{terminal.text(question)} ")
        except EOFError:
            answer = ""
        if answer.strip().casefold() in _YES:
            return True
        terminal.remark(message("Nothing was written."))
        return False

    # -------------------------------------------------------------------- what is written

    def _try(self, files: PendingFiles, changes: WorkbookChanges, *, keep: bool) -> bool:
        """Write the files and have them checked; whether that finds no new errors.

        If it does, or nothing is to be kept, all is taken back.
        """
        asked = keep and not self.yes
        before = self.gate() if asked else self.before  # somebody may have thought for long
        apply(files.changes)
        try:
            after = self.gate()
            about_it_last = sorted(after.findings, key=lambda found: found.item in changes.rows)
            new = sorted(
                brought_about(before.findings, about_it_last), key=lambda found: found.sort_key
            )
            errors = [found for found in new if found.severity is Severity.ERROR]
            lost = [item_id for item_id in changes.rows if item_id not in after.graph.items]
        except BaseException:
            self._take_back(files)
            raise
        wrong = bool(errors or lost)
        if wrong or not keep:
            self._take_back(files)
        places = _Places(files=files, changes=changes, context=self.context)
        for found in new:
            self._tell_finding(found, places, wrong=bool(errors))
        if wrong:
            self.context.terminal.remark(
                message("Nothing has been changed: the check would not let it through.")
            )
        return not wrong

    def _write(self, files: PendingFiles, changes: WorkbookChanges) -> int:
        """Write the files; the exit code."""
        if not self._try(files, changes, keep=True):
            return FOUND_ERRORS
        self.context.terminal.say(
            message(
                "Written: {files}. Objects that have been changed or added: {number}.",
                files=", ".join(
                    change.path.relative_to(self.context.project).as_posix()
                    for change in files.changes
                ),
                number=str(len(changes.rows)),
            )
        )
        return DONE

    def _tell_finding(self, found: Finding, places: _Places, *, wrong: bool) -> None:
        terminal = self.context.terminal
        tell = terminal.remark if wrong else terminal.say
        place, text, hint = places.of(found), terminal.text(found.message), found.hint
        if place is None:
            where, remedy = str(found.location), terminal.text(hint)
        else:
            where, text = str(place), places.by_columns(text)
            remedy = places.by_columns(terminal.text(places.remedy(found)))
        tell(
            Message(
                "{place}: {code}: {text} {hint}",
                {"place": where, "code": found.code, "text": text, "hint": remedy},
            )
        )

    def _take_back(self, files: PendingFiles) -> None:
        for path in undo(files.changes):
            self.context.terminal.remark(
                message(
                    "{file} has been changed by someone else meanwhile, and is left as it is.",
                    file=str(path),
                )
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Places:
    """Where in the workbook a finding in the files belongs."""

    files: PendingFiles
    changes: WorkbookChanges
    context: CommandContext

    def of(self, found: Finding) -> CellPlace | None:
        """The cell, or the row, that a finding is about; None if it is about neither."""
        block = self._block(found)
        item_id = found.item or (block.id if block else "")
        if item_id not in self.changes.rows:
            return None
        changed = [name for one, name in self.changes.cells if one == item_id]
        about = [name for name in self._named(found, block) if name in changed]
        name = (about or changed)[0] if about or len(changed) == 1 else ""
        return self.changes.cells.get((item_id, name), self.changes.rows[item_id])

    def remedy(self, found: Finding) -> Message:
        """How to mend it in the workbook: what is to be added to the object is to be filled in."""
        values = found.hint.values
        named = str(values.get("options") or f":{values.get('option', '')}:").split(" / ")
        keys = [self._keys().get(one.strip(":")) for one in named]
        headings = [self._metamodel.heading(key) for key in keys if key is not None]
        if len(headings) < len(keys) or not found.hint.template.startswith(_TO_ADD):
            return found.hint
        return message("Fill in the column “{column}”.", column=" / ".join(headings))

    def by_columns(self, text: str) -> str:
        """A text in which options, as ``:due:``, are called by the headings of their columns."""
        for word, key in self._keys().items():
            column = message("“{column}”", column=self._metamodel.heading(key))
            text = text.replace(f":{word}:", self.context.terminal.text(column))
        return text

    @property
    def _metamodel(self) -> Metamodel:
        return self.context.metamodel

    def _keys(self) -> Mapping[str, Key]:
        return {**self._metamodel.fields, **self._metamodel.links}

    def _block(self, found: Finding) -> ObjectBlock | None:
        """The object in whose lines a finding stands."""
        root = self.context.project.resolve()
        changed = {change.path.relative_to(root).as_posix() for change in self.files.changes}
        if found.location.file not in changed:
            return None
        line = found.location.line - 1
        source = self.files.read(found.location.file)
        around = [
            block
            for block in objects_in(source, Spelling(metamodel=self.context.metamodel))
            if block.span.first <= line <= block.span.last
        ]
        return max(around, key=lambda block: block.span.first, default=None)

    def _named(self, found: Finding, block: ObjectBlock | None) -> Iterable[str]:
        """The columns of the option on the line, and of those that are named in the finding."""
        say = self.context.terminal.text
        told = f"{say(found.hint)} {say(found.message)}"
        below = found.location.line - 1 - block.span.first if block else 0
        lines = block.options.lines if block else {}
        on_line = [word for word, line in lines.items() if line == below]
        keys = self._keys()
        named = [word for word in keys if f":{word}:" in told]
        yield from (key_name(keys[word]) for word in (*on_line, *named) if word in keys)
        sections = block.sections if block else ()
        inside = [one.name for one in sections if one.first <= below - 1 < one.after]
        named = [one.name for one in sections if one.name and f"”{one.name}”" in told]
        yield from map(text_column_name, (*inside, *named))


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST_TOLD else f"{line[: _LONGEST_TOLD - 1]}…"
