"""What a person has changed in a workbook, against the files as they are now.

A cell has three states: as it was when the workbook was written, as the person left it, and as the
file has it now. Where only the person has changed it, it becomes an edit. Where the file says
something else than it did, and something else than the person, it is a conflict: nobody but a
person can choose.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import partial
from pathlib import Path

from policytrace.author.editing import (
    Edit,
    EditRefusedError,
    EditSubject,
    ObjectAsWritten,
    changes_of,
    markdown_text,
    read_objects,
)
from policytrace.author.identifiers import about_link, propose_id
from policytrace.author.markdown import Draft, directive
from policytrace.author.pending import PendingFiles
from policytrace.author.placement import place, usual_place
from policytrace.author.questions import Common
from policytrace.author.values import Reader, RefusedError, Value
from policytrace.author.written import ObjectBlock, Spelling, objects_in
from policytrace.markup.sections import LEAD
from policytrace.messages import Message, message
from policytrace.plan.graph import Graph
from policytrace.plan_workbook.columns import TITLE_NAME, SheetColumn, text_column_name
from policytrace.plan_workbook.content import canonical, fingerprint
from policytrace.plan_workbook.reading import (
    BookRow,
    CellPlace,
    CellProblem,
    ChangedBook,
    ChangedCell,
)
from policytrace.schema.forms import heading_of, is_proposed, texts_of
from policytrace.schema.metamodel import Metamodel
from policytrace.schema.roles import (
    CustomField,
    CustomLink,
    FieldName,
    Key,
    LinkKind,
    TypeKey,
    key_name,
)
from policytrace.schema.vocabulary import Status


class Preference(StrEnum):
    """What holds where a cell has been changed in both places."""

    NEITHER = "neither"
    WORKBOOK = "workbook"
    FILES = "files"


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """A cell that has been changed in the workbook and in the files."""

    id: str
    place: CellPlace
    column: SheetColumn
    in_workbook: str
    in_file: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NewObject:
    """A new row, and the object that it becomes."""

    draft: Draft
    place: CellPlace


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkbookChanges:
    """What a workbook comes to."""

    edits: tuple[Edit, ...]
    new: tuple[NewObject, ...]
    conflicts: tuple[Conflict, ...]
    problems: tuple[CellProblem, ...]
    cells: Mapping[tuple[str, str], CellPlace]
    """Where what is changed stands, by the object's id and the column's name."""
    rows: Mapping[str, CellPlace]
    """Where each object that is changed stands, by its id."""


def workbook_changes(
    book: ChangedBook,
    *,
    graph: Graph,
    metamodel: Metamodel,
    project: Path,
    published: Collection[str] = (),
    preference: Preference = Preference.NEITHER,
) -> WorkbookChanges:
    """What a workbook comes to, with the files as they are now.

    `published` are the ids that have been published, also of what is gone.

    Raises:
        ProjectError: an object is not found in its file, or a file cannot be read.
    """
    known = [row.id for row in book.rows if row.id in graph.items]
    current = read_objects(known, graph=graph, metamodel=metamodel, project=project)
    maker = _EditMaker(current=current, preference=preference, problems=list(book.problems))
    readers: dict[TypeKey, Reader] = {}
    new: list[NewObject] = []
    for row in book.rows:
        if row.id:
            maker.edit(row)
            continue
        reader = readers.setdefault(
            row.role, Reader(role=row.role, metamodel=metamodel, graph=graph, project=project)
        )
        draft = maker.draft(row, reader)
        taken = (*published, *(one.draft.id for one in new))
        named = replace(draft, id=propose_id(draft, graph, metamodel, taken))
        new.append(NewObject(draft=named, place=row.place))
        maker.remember(named.id, row.place, row.cells)
    return WorkbookChanges(
        edits=tuple(maker.edits),
        new=tuple(new),
        conflicts=tuple(maker.conflicts),
        problems=tuple(maker.problems),
        cells=maker.cells,
        rows=maker.rows,
    )


@dataclass(kw_only=True)
class _EditMaker:
    """Makes edits and new objects of rows."""

    current: Mapping[str, ObjectAsWritten]
    preference: Preference
    problems: list[CellProblem]
    edits: list[Edit] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)
    cells: dict[tuple[str, str], CellPlace] = field(default_factory=dict)
    rows: dict[str, CellPlace] = field(default_factory=dict)

    def edit(self, row: BookRow) -> None:
        """Add the edit of an object that is there."""
        now = self.current.get(row.id)
        if now is None:
            self._wrong(
                row.place,
                message("{id} is no longer in the plan.", id=row.id),
                message("Take the row away, or empty its id to add it anew."),
            )
            return
        wanted = [cell for cell in row.cells if self._is_wanted(cell, now)]
        if not wanted:
            return
        titles = [cell.written for cell in wanted if cell.column.is_title]
        self.edits.append(
            Edit(
                id=row.id,
                title=titles[0] if titles else None,
                values={cell.column.key: cell.written for cell in wanted if cell.column.key},
                texts={
                    cell.column.section: cell.written
                    for cell in wanted
                    if cell.column.section is not None
                },
                token=now.token,
            )
        )
        self.remember(row.id, row.place, wanted)

    def _is_wanted(self, cell: ChangedCell, now: ObjectAsWritten) -> bool:
        in_file = _in_file(cell.column, now)
        if fingerprint(in_file) == cell.base:
            return True
        if in_file == cell.written:
            return False
        if self.preference is Preference.NEITHER:
            conflict = Conflict(
                id=now.id,
                place=cell.place,
                column=cell.column,
                in_workbook=cell.written,
                in_file=in_file,
            )
            self.conflicts.append(conflict)
        return self.preference is Preference.WORKBOOK

    def draft(self, row: BookRow, reader: Reader) -> Draft:
        """The object that a new row becomes, as far as it can be read; it has no id yet."""
        values: dict[str, str] = {}
        read: dict[Key, Value] = {}
        for cell in row.cells:
            try:
                if cell.column.key is not None:
                    read[cell.column.key] = reader.read(cell.column.key, cell.written)
                elif cell.column.section is not None:
                    values[cell.column.name] = markdown_text(cell.written)
                else:
                    values[TITLE_NAME] = str(reader.read(Common.TITLE, cell.written))
            except RefusedError as error:
                self._wrong(cell.place, *error.reasons)
        if TITLE_NAME not in {cell.column.name for cell in row.cells}:
            self._wrong(row.place, message("The new row has no title."))
        metamodel = reader.metamodel
        fields = {key: value for key, value in read.items() if isinstance(value, str)}
        if is_proposed(row.role) and metamodel.has(FieldName.STATUS):
            fields.setdefault(FieldName.STATUS, metamodel.vocabulary.of(Status.PROPOSED))
        opening = next((part for part in texts_of(row.role) if not part.heading), None)
        names = {LEAD: heading_of(opening, metamodel)} if opening else {}
        return Draft(
            role=row.role,
            id="",
            title=values.get(TITLE_NAME, ""),
            fields={
                key: value
                for key, value in fields.items()
                if isinstance(key, FieldName | CustomField)
            },
            links={
                key: value
                for key, value in read.items()
                if isinstance(key, LinkKind | CustomLink) and isinstance(value, tuple)
            },
            texts={
                names.get(cell.column.section, cell.column.section): (values[cell.column.name],)
                for cell in row.cells
                if cell.column.section is not None and cell.column.name in values
            },
            texts_are_markdown=True,
        )

    def remember(self, item_id: str, row: CellPlace, cells: Iterable[ChangedCell]) -> None:
        """Keep where what is changed of an object stands."""
        self.rows[item_id] = row
        self.cells.update({(item_id, cell.column.name): cell.place for cell in cells})

    def _wrong(self, place: CellPlace, *reasons: Message) -> None:
        self.problems.append(CellProblem(place=place, reasons=reasons))


def _in_file(column: SheetColumn, now: ObjectAsWritten) -> str:
    """What the file says in a column, in the form that is compared."""
    if column.section is not None:
        return canonical(None, now.texts.get(column.section, ""))
    if column.key is None:
        return canonical(None, now.title)
    return canonical(column.key, now.values.get(column.key, ""))


# ------------------------------------------------------------------------ the files


def files_with(
    changes: WorkbookChanges, *, graph: Graph, metamodel: Metamodel, project: Path
) -> PendingFiles:
    """The files as they will be.

    Raises:
        CellsRefusedError: something cannot be written; says in which cells.
        ProjectError: a file has been changed meanwhile, or cannot be read.
    """
    files = PendingFiles(project=project)
    try:
        files.put(changes_of(changes.edits, graph=graph, metamodel=metamodel, project=project))
    except EditRefusedError as error:
        raise CellsRefusedError(
            [
                CellProblem(
                    place=changes.cells.get(
                        (one.id, _column_name(one.subject)), changes.rows[one.id]
                    ),
                    reasons=one.reasons,
                )
                for one in error.refusals
            ]
        ) from error
    known = graph
    for new in changes.new:
        known = _as_it_will_be(known, files, metamodel)
        after = usual_place(new.draft, known, metamodel)
        if not after:
            raise CellsRefusedError([_without_place(new, metamodel)])
        placed = place(
            new.draft,
            after,
            partial(directive, new.draft, metamodel),
            graph=known,
            metamodel=metamodel,
            project=files,
        )
        files.put(placed.changes)
        known = Graph([*known, new.draft.placed(placed.location, metamodel)], graph.passages)
    return files


def _without_place(new: NewObject, metamodel: Metamodel) -> CellProblem:
    """A new row of which nobody can tell in which file it belongs."""
    reasons = [message("It cannot be told in which file it belongs.")]
    kind = about_link(new.draft.role) or LinkKind.PART_OF
    if metamodel.has(kind):
        headings = metamodel.headings()
        reasons.append(
            message(
                "Write in the column “{column}” what it is a part of or about; the list in the "
                "cell has the names.",
                column=headings.get(key_name(kind), metamodel.word(kind)),
            )
        )
    return CellProblem(place=new.place, reasons=tuple(reasons))


def problems_in(
    changes: WorkbookChanges, *, graph: Graph, metamodel: Metamodel, project: Path
) -> tuple[CellProblem, ...]:
    """All that is wrong in the cells: what could not be read, and what could not be written.

    Raises:
        ProjectError: a file has been changed meanwhile, or cannot be read.
    """
    found = list(changes.problems)
    try:
        files_with(replace(changes, new=()), graph=graph, metamodel=metamodel, project=project)
    except CellsRefusedError as error:
        found += error.problems
    return tuple(found)


class CellsRefusedError(ValueError):
    """Cells whose content cannot be written."""

    def __init__(self, problems: Sequence[CellProblem]) -> None:
        """Keep what is wrong with each."""
        super().__init__(str(problems[0].place))
        self.problems = tuple(problems)


def _column_name(subject: EditSubject) -> str:
    """The column in which a part of an object stands."""
    if isinstance(subject, Common):
        return TITLE_NAME
    if isinstance(subject, FieldName | LinkKind | CustomField | CustomLink):
        return key_name(subject)
    return text_column_name(subject)


def _as_it_will_be(graph: Graph, files: PendingFiles, metamodel: Metamodel) -> Graph:
    """The objects of the graph where they will stand, by the names that they will have."""
    will_be: dict[str, ObjectBlock] = {}
    spelling = Spelling(metamodel=metamodel)
    root = files.project.resolve()
    for change in files.changes:
        source = files.read(change.path.relative_to(root).as_posix())
        will_be.update({block.id: block for block in objects_in(source, spelling)})
    if not will_be:
        return graph
    return Graph(
        (
            replace(item, location=block.location, title=block.span.title)
            if (block := will_be.get(item.id))
            else item
            for item in graph
        ),
        graph.passages,
    )
