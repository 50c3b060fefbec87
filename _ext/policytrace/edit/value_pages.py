"""Adding values to an indicator: one period and place at a time, for each sex beside the others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import quote

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from policytrace.checks.findings import Finding, brought_about
from policytrace.edit.desk import ANYWAY, Desk, item_asked_for, one, pressed, to
from policytrace.edit.guard import Fields
from policytrace.edit.value_form import TypedValues, WrongCell, checked, named
from policytrace.edit.workspace import CurrentPlan
from policytrace.file_changes import Change
from policytrace.files import make_folder
from policytrace.measure.data_file import DataFile, data_file, demand_order
from policytrace.measure.data_file_text import changed_file
from policytrace.measure.measurements import IndicatorSource, Measurements, load_measurements
from policytrace.measure.tables import Row, row_cells, wrong_together
from policytrace.measure.target_specs import unit_of
from policytrace.messages import Message, message
from policytrace.plan.model import Item
from policytrace.schema.roles import FieldName, Role
from policytrace.schema.vocabulary import Sex, ValueColumn, ValueStatus, YesNo

_MOST_SHOWN = 30


@dataclass(frozen=True, kw_only=True)
class ValuePages:
    """The pages by which values are added."""

    desk: Desk

    async def show(self, request: Request) -> Response:
        """What there is, and a form for more."""
        current = await self.desk.workspace.current()
        item = _indicator(request, current)
        measured = self._measured(item, current)
        goal = self._goal(item, measured)
        last = goal.table.rows[-1] if goal.table.rows else None
        words = measured.words
        typed = TypedValues(
            common={
                ValueColumn.AREA: named(measured, measured.areas.home.key)
                if measured.areas.home
                else "",
                ValueColumn.SOURCE: last.source if last else "",
                ValueColumn.RETRIEVED: self.desk.today.isoformat(),
                ValueColumn.PROVISIONAL_SOURCE: words.of(YesNo.YES)
                if last and last.is_source_provisional
                else "",
            },
            by_sex={},
        )
        done = request.query_params.get("sparat") == "1"
        return self._page(item, measured, goal, typed, just_saved=done)

    async def write(self, request: Request) -> Response:
        """Add the values, or tell what is wrong with them."""
        given: Fields = request.state.fields
        current = await self.desk.workspace.current()
        item = _indicator(request, current)
        measured = self._measured(item, current)
        goal = self._goal(item, measured)
        typed = TypedValues.of(given)
        rows, wrong_cells = checked(typed, measured)
        issues = goal.table.issues
        replaced = [row for row in goal.table.rows if row.key in {one.key for one in rows}]
        kept = [row for row in goal.table.rows if row not in replaced]
        if not issues and not wrong_cells:
            issues = wrong_together([*kept, *rows], measured.words)
        if issues or wrong_cells or not rows:
            said = [(issue.message, issue.hint) for issue in issues]
            nothing = () if said or wrong_cells else ((_NO_VALUES, None),)
            return self._page(
                item, measured, goal, typed, issues=(*said, *nothing), cells=wrong_cells
            )
        agreed = one(given, "ersatt") or pressed(given) == ANYWAY
        if replaced and not agreed:
            return self._page(item, measured, goal, typed, replaced=replaced)
        after = changed_file(
            goal.before, goal.table, [*kept, *rows], measured.areas, measured.words
        )
        change = Change(path=goal.path, before=goal.before, after=after)
        reading = (await self.desk.workspace.tried([change]))[1]
        wrong = tuple(brought_about(current.reading.errors, reading.errors))
        if reading.trouble is not None:
            return self._page(item, measured, goal, typed, issues=((reading.trouble, None),))
        if wrong and pressed(given) != ANYWAY:
            return self._page(item, measured, goal, typed, errors=wrong)
        make_folder(goal.path.parent)
        self.desk.saved.save([change], got_values(item.title, len(rows)), item.id)
        await self.desk.workspace.saved([change])
        return to(f"/varden/{quote(item.id)}?sparat=1")

    # ------------------------------------------------------------------------ the file

    def _measured(self, item: Item, current: CurrentPlan) -> Measurements:
        metamodel = current.metamodel
        source = IndicatorSource(file=item.text(FieldName.DATA), unit=unit_of(item).text)
        measured = load_measurements(
            self.desk.workspace.project,
            metamodel.indicators,
            {item.id: source},
            metamodel.vocabulary,
        )
        demand_order(measured)
        return measured

    def _goal(self, item: Item, measured: Measurements) -> DataFile:
        return data_file(self.desk.workspace.project, measured, item.id)

    # ------------------------------------------------------------------------ the page

    def _page(  # noqa: PLR0913 - each by its name
        self,
        item: Item,
        measured: Measurements,
        goal: DataFile,
        typed: TypedValues,
        *,
        issues: Sequence[tuple[Message, Message | None]] = (),
        cells: Sequence[WrongCell] = (),
        errors: Sequence[Finding] = (),
        replaced: Sequence[Row] = (),
        just_saved: bool = False,
    ) -> Response:
        words = measured.words
        areas = measured.areas
        rows = sorted(
            goal.table.rows,
            key=lambda row: (row.area != (areas.home.key if areas.home else ""), row.area),
        )
        home = [row for row in rows if areas.home is None or row.area == areas.home.key]
        shown = sorted(home, key=lambda row: row.period, reverse=True)[:_MOST_SHOWN]
        last = self.desk.saved.entries[-1] if self.desk.saved.entries else None
        stopped = issues or cells or errors or replaced
        return self.desk.page(
            "values.html.jinja",
            HTTPStatus.UNPROCESSABLE_ENTITY if stopped else HTTPStatus.OK,
            item=item,
            unit=unit_of(item).text,
            typed=typed,
            column={name.value: words.of(name) for name in ValueColumn},
            areas=[named(measured, key) for key in areas.areas],
            sexes=[(sex.value, words.of(sex)) for sex in Sex],
            statuses=words.all_of(ValueStatus),
            yes=words.of(YesNo.YES),
            rows=[row_cells(row, areas, words) for row in shown],
            header=words.all_of(ValueColumn),
            more=len(goal.table.rows) - len(shown),
            file=goal.data.file,
            issues=issues,
            cells=cells,
            errors=errors,
            replaced=[row_cells(row, areas, words) for row in replaced],
            just_saved=just_saved,
            last=last,
        )


_NO_VALUES = message("Write at least one value.")


def _indicator(request: Request, current: CurrentPlan) -> Item:
    """The indicator that an address names.

    Raises:
        HTTPException: there is none.
    """
    item = item_asked_for(request, current)
    if item.role is not Role.INDICATOR:
        raise HTTPException(HTTPStatus.NOT_FOUND)
    return item


def got_values(title: str, number: int) -> Message:
    """That an indicator of this title got so many values."""
    if number == 1:
        return message("“{title}” got one value", title=title)
    return message("“{title}” got {number} values", title=title, number=str(number))
