"""What all pages of the editor work with: the project, what was saved, and trying a change."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from http import HTTPStatus
from urllib.parse import quote

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from policytrace.author.editing import as_changed
from policytrace.author.values import Reader
from policytrace.checks.findings import Finding, brought_about
from policytrace.edit.guard import Fields
from policytrace.edit.object_form import FormField, FormRemark, ObjectForm
from policytrace.edit.pages import Pages
from policytrace.edit.reading import PlanReading
from policytrace.edit.remarks import Remarks, about, findings_at
from policytrace.edit.saved import SavedChanges
from policytrace.edit.typed import typed
from policytrace.edit.workspace import NOW, CurrentPlan, Workspace
from policytrace.errors import ProjectError
from policytrace.file_changes import Change, FileChangedError
from policytrace.messages import Message, message
from policytrace.plan.model import Item
from policytrace.schema.role_specs import role_spec
from policytrace.schema.roles import TypeKey
from policytrace.site.pages.registry import address_of

DO = "gor"
"""The field that says which button was pressed."""

SAVE, ANYWAY, SHOW, BEHIND = "spara", "anda", "visa", "bakgrund"
"""Its values: the last is what a script asks for behind the page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FormView:
    """A form, and what is told with it."""

    title: str
    kind: str
    id: str = ""
    """Empty for an object that has none yet."""
    fields: tuple[FormField, ...]
    whole: tuple[FormRemark, ...] = ()
    """What is said of no single answer."""
    preview: str = ""
    """The address of the page as it will look; empty if there is none yet."""
    seen: str = ""
    """The token of the object as the form shows it."""
    is_typed: bool = False
    """Whether it shows what was typed and is not saved."""
    asks_more: bool = False
    """Whether more is asked once the kind of the object is known."""
    just_saved: bool = False
    is_conflict: bool = False
    is_stopped: bool = False
    """Whether it was not saved because of errors that do not hinder it."""
    has_errors: bool = False
    """Whether it can be saved, but with errors that keep the site from being published."""
    trouble: Message | None = None
    """Why the plan cannot be read with it."""
    elsewhere: tuple[Finding, ...] = ()
    """The errors that it brings about in other objects."""

    @property
    def wrong(self) -> tuple[FormField, ...]:
        """The answers that are to be mended."""
        return tuple(one for one in self.fields if one.has_errors)


@dataclass(frozen=True, kw_only=True)
class Attempt:
    """What would come of a change."""

    changes: Sequence[Change]
    shown: str
    reading: PlanReading
    item: Item
    """The object, as it would be."""
    remarks: Remarks
    wrong: tuple[Finding, ...]
    """The errors that it brings about."""
    elsewhere: tuple[Finding, ...]
    """Those of them that are about other objects."""

    def can_be_saved(self, button: str) -> bool:
        """Whether it is to be saved, by the button that was pressed."""
        return self.reading.trouble is None and (
            button == ANYWAY or (button == SAVE and not self.wrong)
        )


@dataclass(kw_only=True)
class Desk:
    """One project that is edited by one person."""

    workspace: Workspace
    pages: Pages
    today: date
    saved: SavedChanges = field(default_factory=SavedChanges)

    def reader(self, role: TypeKey, current: CurrentPlan, *, new: bool) -> Reader:
        """What reads answers about objects of a type."""
        return Reader(
            role=role,
            metamodel=current.metamodel,
            graph=current.reading.graph,
            project=self.workspace.project,
            published=current.published,
            new=new,
        )

    async def attempt(
        self, current: CurrentPlan, changes: Sequence[Change], item: Item, form: ObjectForm
    ) -> Attempt:
        """Try changes that are about an object."""
        shown, reading = await self.workspace.tried(changes)
        then = reading.graph.items.get(item.id, item)
        found = about(then, reading)
        wrong = tuple(brought_about(current.reading.errors, reading.errors))
        project = self.workspace.project
        written = as_changed(then, changes, metamodel=current.metamodel, project=project)
        return Attempt(
            changes=changes,
            shown=shown,
            reading=reading,
            item=then,
            remarks=findings_at(form, found, reading.graph.items, self.pages.translations, written),
            wrong=wrong,
            elsewhere=tuple(one for one in wrong if one not in found),
        )

    async def save(self, attempt: Attempt, said: Message) -> None:
        """Write what was tried.

        Raises:
            ProjectError: a file has been changed meanwhile, or cannot be written.
        """
        if attempt.changes:
            self.saved.save(attempt.changes, said, attempt.item.id)
            await self.workspace.saved(attempt.changes)

    def form_page(self, view: FormView, status: int = HTTPStatus.OK, **more: object) -> Response:
        """The page with a form."""
        last = self.saved.entries[-1] if self.saved.entries else None
        return self.page("object.html.jinja", status, view=view, last=last, **more)

    def tried_page(self, view: FormView, attempt: Attempt, button: str, **more: object) -> Response:
        """The page with a form that was tried and not saved."""
        shown = replace(
            view,
            fields=attempt.remarks.beside(view.fields),
            whole=attempt.remarks.whole,
            preview=preview_of(attempt.item, attempt.shown),
            is_stopped=bool(attempt.wrong) and button == SAVE,
            has_errors=bool(attempt.wrong),
            trouble=attempt.reading.trouble,
            elsewhere=attempt.elsewhere,
        )
        asked = button == SHOW
        return self.form_page(
            shown, HTTPStatus.OK if asked else HTTPStatus.UNPROCESSABLE_ENTITY, **more
        )

    def told_script(self, attempt: Attempt | None) -> Response:
        """Where the page is that shows what is written so far; None: it cannot be shown."""
        if attempt is None:
            said = message("What is written cannot be shown yet.")
        elif attempt.reading.trouble is not None:
            said = attempt.reading.trouble
        elif attempt.wrong:
            said = message("This brings about errors. They are told when you save.")
        else:
            said = message("Shows what you have written. It is not saved yet.")
        shown = attempt is not None and attempt.reading.trouble is None
        preview = preview_of(attempt.item, attempt.shown) if attempt and shown else ""
        return JSONResponse({"preview": preview, "said": self.pages.say(said)})

    def page(self, template: str, status: int = HTTPStatus.OK, **values: object) -> Response:
        """A page."""
        return self.pages.page(template, status, **values)

    def not_found(self, given: Fields) -> Response:
        """What is shown where there is nothing, with what was typed for it."""
        return self.page("not_found.html.jinja", HTTPStatus.NOT_FOUND, typed=[*typed(given)])

    def failed(self, error: Exception, given: Fields) -> Response:
        """What is shown when something cannot be done, with what was typed for it."""
        known = isinstance(error, ProjectError)
        return self.page(
            "failed.html.jinja",
            HTTPStatus.CONFLICT if known else HTTPStatus.INTERNAL_SERVER_ERROR,
            text=self._why(error) if isinstance(error, ProjectError) else "",
            place=error.location if isinstance(error, ProjectError) else None,
            is_form=bool(given),
            typed=[*typed(given)],
        )

    def _why(self, error: ProjectError) -> str:
        """Why something cannot be done, for those who see files from the project's folder."""
        text = (
            message(
                "Another program changes {file} again and again while it is to be saved. Wait "
                "until it is done, and save again.",
                file=str(error.path),
            )
            if isinstance(error, FileChangedError)
            else error.text
        )
        return self.pages.say(text).replace(f"{self.workspace.project}{os.sep}", "")


def item_asked_for(request: Request, current: CurrentPlan) -> Item:
    """The object that an address names.

    Raises:
        HTTPException: there is none.
        ProjectError: there is none, but what hinders a file from being read may hide it.
    """
    reading = current.reading
    item = reading.graph.items.get(request.path_params["id"])
    if item is None:
        if reading.trouble is not None:
            raise ProjectError(reading.trouble)
        read = {one.location.file for one in reading.items}
        for found in reading.errors:
            if found.location.file not in read:
                raise ProjectError(found.message, found.location)
        raise HTTPException(HTTPStatus.NOT_FOUND)
    return item


def pressed(given: Fields) -> str:
    """The button that was pressed; a form that is sent by the keyboard is to be saved."""
    button = one(given, DO)
    return button if button in {ANYWAY, SHOW, BEHIND} else SAVE


def one(given: Fields, name: str) -> str:
    """What stands in a field; empty if nothing does."""
    return "".join(given.get(name, ())[:1])


def preview_of(item: Item, shown: str = NOW) -> str:
    """Where the page about an object is, in the plan as it is asked for."""
    if role_spec(item.role).written_page and item.docname:
        return f"/sida/{shown}/{quote(item.docname)}.html#{item.id}"
    return f"/sida/{shown}/{quote(address_of(item))}.html"


def to(address: str) -> Response:
    """Lead the browser on, once something is done."""
    return RedirectResponse(address, HTTPStatus.SEE_OTHER)
