"""The form of an object that there is: shown, tried and saved."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from http import HTTPStatus
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response

from policytrace.author.editing import (
    ChangedMeanwhileError,
    Edit,
    EditRefusedError,
    ObjectAsWritten,
    changes_of,
    read_objects,
)
from policytrace.author.identifiers import about_link
from policytrace.edit.desk import (
    BEHIND,
    Desk,
    FormView,
    item_asked_for,
    one,
    pressed,
    preview_of,
    to,
)
from policytrace.edit.guard import Fields
from policytrace.edit.merging import merged
from policytrace.edit.object_form import ObjectForm
from policytrace.edit.remarks import Remarks, about, findings_at, put_together, refusals_at
from policytrace.edit.tree import type_title
from policytrace.edit.workspace import CurrentPlan
from policytrace.errors import ProjectError
from policytrace.file_changes import Change
from policytrace.messages import Message, message
from policytrace.plan.model import Item
from policytrace.schema.forms import types_to_add
from policytrace.schema.links import target_roles
from policytrace.schema.metamodel import Metamodel
from policytrace.schema.roles import ADOPTED_ROLES, FieldName, LinkKind, Role
from policytrace.schema.vocabulary import Status

SEEN = "last"
"""The field with the token of the object as it was when the form was drawn."""

_MOST_SEEN = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """Something that can be done with an object."""

    address: str
    said: Message


@dataclass(frozen=True, kw_only=True)
class ObjectPages:
    """The pages about single objects."""

    desk: Desk
    _seen: OrderedDict[str, ObjectAsWritten] = field(default_factory=OrderedDict)
    """Objects as they were when their forms were drawn, by token."""

    async def show(self, request: Request) -> Response:
        """The form of an object."""
        current = await self.desk.workspace.current()
        item = item_asked_for(request, current)
        form = self._form(item, self._written(item, current), current)
        remarks = findings_at(
            form,
            about(item, current.reading),
            current.reading.graph.items,
            self.desk.pages.translations,
        )
        view = replace(
            self._view(item, current, form, None, remarks),
            just_saved=request.query_params.get("sparat") == "1",
        )
        return self._page(view, item, current)

    async def write(self, request: Request) -> Response:
        """Save what was written about an object, or show how it would be."""
        given: Fields = request.state.fields
        current = await self.desk.workspace.current()
        item = item_asked_for(request, current)
        form = self._form(item, self._written(item, current), current)
        button = pressed(given)
        if button == BEHIND:
            return await self._behind(item, form, given, current)
        if one(given, SEEN) != form.written.token:
            return self._conflict(item, form, given, current)
        joined = form.on_one_line(given)
        given = {**given, **{name: [text] for name, text in joined.items()}}
        view = self._view(item, current, form, given, put_together(joined))
        try:
            changes = self._changes(form.edit(given), current)
            attempt = await self.desk.attempt(current, changes, item, form)
            if not joined and attempt.can_be_saved(button):
                said = message("“{title}” was changed", title=attempt.item.title)
                await self.desk.save(attempt, said)
                return to(f"/objekt/{quote(item.id)}?sparat=1")
        except EditRefusedError as error:
            remarks = refusals_at(form, error.refusals)
            refused = replace(view, fields=remarks.beside(view.fields), whole=remarks.whole)
            return self._page(refused, item, current, HTTPStatus.UNPROCESSABLE_ENTITY)
        except ChangedMeanwhileError:
            return await self.write(request)
        return self.desk.tried_page(view, attempt, button, actions=self._actions(item, current))

    async def _behind(
        self, item: Item, form: ObjectForm, given: Fields, current: CurrentPlan
    ) -> Response:
        try:
            changes = self._changes(form.edit(given), current)
        except ProjectError:
            return self.desk.told_script(None)
        return self.desk.told_script(await self.desk.attempt(current, changes, item, form))

    def _conflict(
        self, item: Item, form: ObjectForm, given: Fields, current: CurrentPlan
    ) -> Response:
        seen = self._seen.get(one(given, SEEN), form.written)
        reader = self.desk.reader(item.role, current, new=False)
        shown, remarks = merged(self._form(item, seen, current), form, given, reader)
        view = replace(self._view(item, current, form, shown, remarks), is_conflict=True)
        return self._page(view, item, current, HTTPStatus.CONFLICT)

    def _page(
        self, view: FormView, item: Item, current: CurrentPlan, status: int = HTTPStatus.OK
    ) -> Response:
        return self.desk.form_page(view, status, actions=self._actions(item, current))

    def _view(
        self,
        item: Item,
        current: CurrentPlan,
        form: ObjectForm,
        given: Fields | None,
        remarks: Remarks,
    ) -> FormView:
        reader = self.desk.reader(item.role, current, new=False)
        return FormView(
            title=item.title,
            kind=type_title(item.role, current.metamodel),
            id=item.id,
            fields=remarks.beside(form.fields(reader, given)),
            whole=remarks.whole,
            preview=preview_of(item),
            seen=form.written.token,
            is_typed=given is not None,
            asks_more=form.asks_more,
        )

    def _actions(self, item: Item, current: CurrentPlan) -> Sequence[Offer]:
        return tuple(_offers(item, current.metamodel))

    def _form(self, item: Item, written: ObjectAsWritten, current: CurrentPlan) -> ObjectForm:
        return ObjectForm.of(
            item, written, current.reading.graph, current.metamodel, self.desk.pages.translations
        )

    def _changes(self, edit: Edit, current: CurrentPlan) -> tuple[Change, ...]:
        return changes_of(
            [edit],
            graph=current.reading.graph,
            metamodel=current.metamodel,
            project=self.desk.workspace.project,
        )

    def _written(self, item: Item, current: CurrentPlan) -> ObjectAsWritten:
        """The object as its file has it, remembered by its token.

        Raises:
            ProjectError: it cannot be edited here.
        """
        written = read_objects(
            [item.id],
            graph=current.reading.graph,
            metamodel=current.metamodel,
            project=self.desk.workspace.project,
        )[item.id]
        self._seen[written.token] = written
        self._seen.move_to_end(written.token)
        while len(self._seen) > _MOST_SEEN:
            self._seen.popitem(last=False)
        return written


def can_be_withdrawn(item: Item, metamodel: Metamodel) -> bool:
    """Whether an object is one that can be withdrawn or cancelled."""
    return (
        item.role not in ADOPTED_ROLES
        and metamodel.has(FieldName.STATUS)
        and item.status not in {None, Status.CANCELLED}
    )


def _offers(item: Item, metamodel: Metamodel) -> Iterator[Offer]:
    """What can be done with an object, what is done most often first."""
    about = f"?om={quote(item.id)}"
    types = types_to_add(metamodel)
    for word, role in types.items():
        kind = about_link(role) or LinkKind.PART_OF
        if metamodel.has(kind) and item.role in target_roles(kind, role):
            said = (
                message("Follow up")
                if role is Role.FOLLOW_UP
                else message("Add: {type}", type=metamodel.word(role))
            )
            yield Offer(address=f"/nytt/{quote(word)}{about}", said=said)
    if item.role is Role.INDICATOR and metamodel.indicators.data is not None:
        yield Offer(address=f"/varden/{quote(item.id)}", said=message("Add values"))
    if item.role in types.values():
        word = quote(metamodel.word(item.role))
        yield Offer(address=f"/nytt/{word}?kopia={quote(item.id)}", said=message("Copy"))
    if can_be_withdrawn(item, metamodel):
        yield Offer(address=f"/dra-tillbaka/{quote(item.id)}", said=message("Withdraw"))
