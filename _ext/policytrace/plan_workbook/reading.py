"""Reads a workbook that has been changed: what each of its cells says, and what it said before."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from xlsxwriter.utility import xl_rowcol_to_cell

from policytrace.messages import LANGUAGES, Message, catalogue, message
from policytrace.plan_workbook.base import BASE_SHEET, NOT_EXPORTED, Base, read_base
from policytrace.plan_workbook.cells import CellError, as_it_stands, read_cell
from policytrace.plan_workbook.columns import SheetColumn, SheetMaker
from policytrace.plan_workbook.content import fingerprint
from policytrace.plan_workbook.instructions import INSTRUCTIONS_TITLE
from policytrace.plan_workbook.labels import Labels
from policytrace.plan_workbook.writing import ID_HEADING, LISTS_SHEET
from policytrace.schema.metamodel import Metamodel
from policytrace.schema.roles import TypeKey, key_name
from policytrace.sources.spreadsheet.sheets import UnusableError, shown
from policytrace.sources.spreadsheet.workbook import CellSheet, is_workbook, read_cells


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class CellPlace:
    """Where something stands in a workbook."""

    sheet: str
    cell: str
    """As Excel has it: ``F7``; empty for a whole sheet."""

    def __str__(self) -> str:
        """The place as Excel writes it."""
        return f"{self.sheet}!{self.cell}" if self.cell else self.sheet


@dataclass(frozen=True, slots=True, kw_only=True)
class CellProblem:
    """A cell that cannot be taken in."""

    place: CellPlace
    reasons: tuple[Message, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedCell:
    """A cell that says something else than it did when the workbook was written."""

    place: CellPlace
    column: SheetColumn
    written: str
    """What is to be written; empty to take it away."""
    base: str
    """The fingerprint of what was written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BookRow:
    """A row that has been changed, or that is new."""

    id: str
    """Empty for a new object."""
    role: TypeKey
    place: CellPlace
    cells: tuple[ChangedCell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedBook:
    """What a person has changed in a workbook."""

    day: str
    """The day on which it was written."""
    rows: tuple[BookRow, ...]
    gone: tuple[str, ...]
    """The ids of rows that are no more."""
    problems: tuple[CellProblem, ...]
    left_out: tuple[CellPlace, ...]
    """Where somebody has written what is none of the plan: added sheets and columns, and cells in
    columns without a heading."""


def read_book(content: bytes, maker: SheetMaker) -> ChangedBook:
    """What has been changed in a workbook.

    Raises:
        UnusableError: it is none that this program has written, or it cannot be read.
    """
    if not is_workbook(content):
        raise UnusableError(message("This is no Excel workbook. Save it as .xlsx."))
    sheets = {sheet.name: sheet for sheet in read_cells(content)}
    base = read_base(sheets[BASE_SHEET].rows) if BASE_SHEET in sheets else None
    if base is None:
        raise UnusableError(
            message(
                "This is no workbook that “policytrace plan export” has written. Export the plan, "
                "and make the changes in that file."
            )
        )
    reader = _BookReader(base=base, maker=maker)
    for name, role in base.sheets.items():
        if name not in sheets:
            raise UnusableError(
                message("The sheet “{name}” is missing. Give it its name back.", name=shown(name))
            )
        reader.read(sheets[name], reader.role(role))
    explained = {INSTRUCTIONS_TITLE.render(catalogue(language)) for language in LANGUAGES}
    own = {*base.sheets, BASE_SHEET, LISTS_SHEET, *explained}
    reader.left_out += [
        CellPlace(sheet=name, cell="")
        for name, sheet in sheets.items()
        if name not in own and any(_is_filled(cell) for row in sheet.rows for cell in row)
    ]
    return ChangedBook(
        day=base.day,
        rows=tuple(reader.rows),
        gone=tuple(item_id for item_id in base.objects if item_id not in reader.seen),
        problems=tuple(reader.problems),
        left_out=tuple(reader.left_out),
    )


class _BookReader:
    """Reads the sheets one after the other."""

    def __init__(self, *, base: Base, maker: SheetMaker) -> None:
        self.base = base
        self.maker = maker
        self.labels = Labels(maker.graph, base.names)
        self.rows: list[BookRow] = []
        self.problems: list[CellProblem] = []
        self.seen: dict[str, CellPlace] = {}
        self.left_out: list[CellPlace] = []

    def role(self, key: str) -> TypeKey:
        """The type that a sheet is of."""
        metamodel: Metamodel = self.maker.metamodel
        for role in metamodel.types.values():
            if key_name(role) == key:
                return role
        raise UnusableError(
            message("The project no longer has the type “{type}”.", type=shown(key))
        )

    def read(self, sheet: CellSheet, role: TypeKey) -> None:
        """Read a sheet."""
        columns = self._columns(sheet, role)
        self.left_out += _beside(sheet, columns)
        formulas = {place for place in sheet.shape.formulas if place[1] in {0, *columns}}
        refused = {row for row, at in formulas if at == 0}
        for row, column in sorted(formulas):
            self._wrong(
                CellPlace(sheet=sheet.name, cell=xl_rowcol_to_cell(row, column)),
                message("The cell holds a formula."),
                message("Write the text or the number that it comes to."),
            )
        for merged in sheet.merged:
            if any(merged.first_place <= at <= merged.last_place for at in (0, *columns)):
                cell = xl_rowcol_to_cell(merged.first_row - 1, merged.first_place)
                self._wrong(
                    CellPlace(sheet=sheet.name, cell=cell),
                    message("Cells are merged here, and only the first of them holds anything."),
                    message("Unmerge them, and write in each cell what it is to hold."),
                )
        for number, cells in enumerate(sheet.rows[1:], start=1):
            if number not in refused:
                self._row(sheet, number, cells, columns, role)
            elif cells:
                self.seen[str(cells[0]).strip()] = CellPlace(sheet=sheet.name, cell="")

    def _columns(self, sheet: CellSheet, role: TypeKey) -> Mapping[int, SheetColumn]:
        """The columns by their places; one that nobody knows is none of ours."""
        headings = self.base.headings.get(sheet.name, {})
        first = [str(cell).strip() for cell in sheet.rows[0]] if sheet.rows else []
        lost = [name for name in (ID_HEADING, *headings) if first.count(name) != 1]
        if lost:
            raise UnusableError(
                message(
                    "The sheet “{sheet}” has no column “{name}”, or several. The first row must "
                    "be as it was.",
                    sheet=shown(sheet.name),
                    name=shown(lost[0]),
                )
            )
        if first[0] != ID_HEADING:
            raise UnusableError(
                message(
                    "The column “{name}” must be the first one in the sheet “{sheet}”.",
                    sheet=shown(sheet.name),
                    name=ID_HEADING,
                )
            )
        found: dict[int, SheetColumn] = {}
        for at, heading in enumerate(first):
            if heading in headings:
                column = self.maker.column(role, headings[heading])
                if column is None:
                    raise UnusableError(
                        message("The project no longer has “{name}”.", name=shown(heading))
                    )
                found[at] = column
        return found

    def _row(
        self,
        sheet: CellSheet,
        number: int,
        cells: Sequence[object],
        columns: Mapping[int, SheetColumn],
        role: TypeKey,
    ) -> None:
        item_id = str(cells[0]).strip() if cells else ""
        place = CellPlace(sheet=sheet.name, cell=xl_rowcol_to_cell(number, 0))
        filled = any(str(cells[at]).strip() for at in columns if at < len(cells))
        if not item_id and not filled:
            return
        if item_id:
            if self.base.objects.get(item_id) != sheet.name:
                self._wrong(
                    place,
                    message("The id {id} was not in this sheet.", id=shown(item_id)),
                    message("Give the row its id back. A new row has none."),
                )
                return
            if item_id in self.seen:
                self._wrong(
                    place,
                    message("{id} stands in two rows.", id=item_id),
                    message("Take one of them away, or empty the id of the one that is new."),
                )
                return
            self.seen[item_id] = place
        changed = tuple(self._cells(sheet, number, cells, columns, item_id))
        if changed:
            self.rows.append(BookRow(id=item_id, role=role, place=place, cells=changed))

    def _cells(
        self,
        sheet: CellSheet,
        number: int,
        cells: Sequence[object],
        columns: Mapping[int, SheetColumn],
        item_id: str,
    ) -> Iterator[ChangedCell]:
        for at, column in columns.items():
            value = cells[at] if at < len(cells) else ""
            base = self.base.fingerprints.get((item_id, column.name), "") if item_id else ""
            stands = as_it_stands(column, value, self.labels)
            told = (number, at) in sheet.shape.formulas
            if told or base == NOT_EXPORTED or fingerprint(stands) == base:
                continue
            place = CellPlace(sheet=sheet.name, cell=xl_rowcol_to_cell(number, at))
            if (number, at) in sheet.shape.failed:
                self._wrong(place, message("The cell holds an error of Excel."))
                continue
            try:
                written = read_cell(column, value, self.labels)
            except CellError as error:
                self._wrong(place, *error.reasons)
                continue
            if fingerprint(written) != base:
                yield ChangedCell(place=place, column=column, written=written, base=base)

    def _wrong(self, place: CellPlace, *reasons: Message) -> None:
        self.problems.append(CellProblem(place=place, reasons=reasons))


def _beside(sheet: CellSheet, columns: Mapping[int, SheetColumn]) -> Iterator[CellPlace]:
    """What stands in columns that are none of ours: their headings, or else their cells."""
    headed: set[int] = set()
    for number, cells in enumerate(sheet.rows):
        for at, cell in enumerate(cells):
            if at and at not in columns and at not in headed and _is_filled(cell):
                yield CellPlace(sheet=sheet.name, cell=xl_rowcol_to_cell(number, at))
                if number == 0:
                    headed.add(at)


def _is_filled(cell: object) -> bool:
    return bool(str(cell).strip())
