"""The form of an object that is not there yet: a new one, a copy, or a follow-up of one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from http import HTTPStatus
from urllib.parse import quote

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from policytrace.author.copying import copy_of
from policytrace.author.editing import ObjectAsWritten, markdown_text, read_objects
from policytrace.author.identifiers import about_link
from policytrace.author.interview import Interview
from policytrace.author.markdown import Draft, directive
from policytrace.author.next_follow_ups import with_next_day
from policytrace.author.placement import Placed, as_meant, place
from policytrace.author.questions import Common, questions_for
from policytrace.author.values import RefusedError
from policytrace.edit.desk import BEHIND, Desk, FormView, pressed, to
from policytrace.edit.guard import Fields
from policytrace.edit.object_form import FormRemark, ObjectForm
from policytrace.edit.remarks import Remarks, put_together
from policytrace.edit.tree import type_title
from policytrace.edit.workspace import CurrentPlan
from policytrace.errors import ProjectError
from policytrace.locations import Location
from policytrace.markup.sections import LEAD
from policytrace.messages import Message, as_it_is, message
from policytrace.schema.forms import heading_of, texts_of, types_to_add
from policytrace.schema.links import target_roles
from policytrace.schema.role_specs import TextPart
from policytrace.schema.roles import CustomLink, Key, LinkKind, TypeKey
from policytrace.severity import Severity

_NOWHERE = Location(file="", line=0)


@dataclass(frozen=True, slots=True, kw_only=True)
class KindToAdd:
    """A type of which objects can be added."""

    word: str
    title: str
    count: int


@dataclass(frozen=True, kw_only=True)
class NewPages:
    """The pages by which objects are added."""

    desk: Desk

    async def kinds(self, _request: Request) -> Response:
        """What can be added."""
        current = await self.desk.workspace.current()
        metamodel = current.metamodel
        kinds = [
            KindToAdd(
                word=word,
                title=type_title(role, metamodel),
                count=len(current.reading.graph.of_role(role)),
            )
            for word, role in types_to_add(metamodel).items()
        ]
        return self.desk.page("kinds.html.jinja", kinds=kinds)

    async def show(self, request: Request) -> Response:
        """An empty form, or one with what is proposed."""
        current = await self.desk.workspace.current()
        role = _role(request, current)
        form = self._form(role, current, self._proposal(request, role, current))
        given = self._proposed(request, form, current)
        form = self._asking(form, given, current)
        view = replace(self._view(form, given, current), is_typed=False)
        return self.desk.form_page(view, actions=())

    async def write(self, request: Request) -> Response:
        """Add the object, or show how it would be."""
        given: Fields = request.state.fields
        current = await self.desk.workspace.current()
        role = _role(request, current)
        form = self._form(role, current, self._proposal(request, role, current))
        joined = form.on_one_line(given)
        given = {**given, **{name: [text] for name, text in joined.items()}}
        form = self._asking(form, given, current)
        button = pressed(given)
        view = self._view(form, given, current)
        view = replace(view, fields=put_together(joined).beside(view.fields))
        try:
            draft, placed = self._placed(form, given, current)
        except _RefusedFormError as refused:
            if button == BEHIND:
                return self.desk.told_script(None)
            return self._refused(view, refused.remarks)
        item = draft.placed(placed.location, current.metamodel)
        attempt = await self.desk.attempt(current, placed.changes, item, form)
        if button == BEHIND:
            return self.desk.told_script(attempt)
        graph = attempt.reading.graph
        if attempt.reading.trouble is None and not as_meant(
            draft, placed, graph, current.metamodel
        ):
            return self._refused(view, _whole(_MISREAD))
        if not joined and attempt.can_be_saved(button):
            await self.desk.save(attempt, message("“{title}” is new", title=draft.title))
            return to(f"/objekt/{quote(draft.id)}?sparat=1")
        return self.desk.tried_page(view, attempt, button, actions=())

    # ------------------------------------------------------------------------ the answers

    def _placed(
        self, form: ObjectForm, given: Fields, current: CurrentPlan
    ) -> tuple[Draft, Placed]:
        """The object that is asked for, in its place.

        Raises:
            _RefusedFormError: something is missing, or cannot be taken.
        """
        interview = self._interview(form, current)
        texts = form.texts(given)
        options = {
            question.title: question.option
            for question in interview.questions
            if isinstance(question.subject, TextPart)
        }
        written = {options[name]: text for name, text in texts.items()}
        interview.take({**form.answers(given), **written})
        interview.complete()
        refused = dict(interview.refused)
        for question in interview.missing():
            refused.setdefault(question.option, RefusedError(message("This must be answered.")))
        markdown: dict[str, tuple[str, ...]] = {}
        copied = {part.name: part.text for part in form.parts}
        for name, text in texts.items():
            try:
                markdown[name] = (markdown_text(text, copied[name]),) if text.strip() else ()
            except RefusedError as error:
                refused[options[name]] = error
        if refused:
            boxes = {options[part.name]: f"text{at}" for at, part in enumerate(form.parts)}
            raise _RefusedFormError(_refusals(refused, boxes))
        draft = replace(interview.draft(), texts=markdown, texts_are_markdown=True)
        try:
            placed = self._place(draft, interview, current)
        except ProjectError as error:
            raise _RefusedFormError(_whole(error.text)) from error
        return draft, placed

    def _place(self, draft: Draft, interview: Interview, current: CurrentPlan) -> Placed:
        metamodel, project = current.metamodel, self.desk.workspace.project
        graph = current.reading.graph
        placed = place(
            draft,
            str(interview.values[Common.AFTER]),
            lambda fence: directive(draft, metamodel, fence),
            graph=graph,
            metamodel=metamodel,
            project=project,
        )
        day = interview.next_day()
        if not day:
            return placed
        moved = interview.next_follow_ups().to_move
        return with_next_day(placed, moved, day, graph=graph, metamodel=metamodel, project=project)

    def _asking(self, form: ObjectForm, given: Fields, current: CurrentPlan) -> ObjectForm:
        """The form with what is asked about an object of which so much is known."""
        interview = self._interview(form, current)
        interview.take(form.answers(given))
        return replace(form, said=interview.draft().placed(_NOWHERE, current.metamodel))

    def _interview(self, form: ObjectForm, current: CurrentPlan) -> Interview:
        translations = self.desk.pages.translations
        return Interview(
            questions=questions_for(form.role, current.metamodel, translations),
            reader=self.desk.reader(form.role, current, new=True),
            translations=translations,
            today=self.desk.today,
        )

    # ------------------------------------------------------------------------ what is proposed

    def _proposal(self, request: Request, role: TypeKey, current: CurrentPlan) -> ObjectAsWritten:
        """What a copy of another object says, if one is asked for; else nothing."""
        nothing = ObjectAsWritten(
            id="", role=role, title="", values={}, texts={}, lines={}, token="", location=_NOWHERE
        )
        graph, metamodel = current.reading.graph, current.metamodel
        item = graph.items.get(request.query_params.get("kopia", ""))
        if item is None or item.role != role:
            return nothing
        project = self.desk.workspace.project
        read = read_objects([item.id], graph=graph, metamodel=metamodel, project=project)
        draft = copy_of(
            read[item.id], graph=graph, metamodel=metamodel, published=current.published
        )
        values: dict[Key, str] = {key: text for key, text in draft.fields.items()}  # noqa: C416 - typed
        values.update({kind: ", ".join(targets) for kind, targets in draft.links.items()})
        opening = {heading_of(part, metamodel) for part in texts_of(role) if not part.heading}
        return replace(
            nothing,
            title=draft.title,
            values=values,
            texts={
                LEAD if name in opening else name: "\n\n".join(text)
                for name, text in draft.texts.items()
            },
        )

    def _form(self, role: TypeKey, current: CurrentPlan, written: ObjectAsWritten) -> ObjectForm:
        return ObjectForm.new(
            role, written, current.reading.graph, current.metamodel, self.desk.pages.translations
        )

    def _proposed(self, request: Request, form: ObjectForm, current: CurrentPlan) -> Fields:
        """What the form begins with: what it is about, and what follows from that."""
        interview = self._interview(form, current)
        about = current.reading.graph.items.get(request.query_params.get("om", ""))
        kind = about_link(form.role) or LinkKind.PART_OF
        found: dict[str, list[str]] = {}
        for question in interview.questions:
            if isinstance(question.subject, TextPart):
                continue
            text = form.text_of(question)
            if not text and question.subject is kind and about is not None:
                text = about.id if about.role in target_roles(kind, form.role) else ""
            if not text and question.subject not in {Common.ID, Common.AFTER}:
                text = interview.proposed(question)
            interview.take({question.option: text})
            several = isinstance(question.subject, LinkKind | CustomLink)
            found[question.option] = text.split(", ") if several else [text]
        for number, part in enumerate(form.parts):
            found[f"text{number}"] = [part.text]
        return found

    # ------------------------------------------------------------------------ the page

    def _view(self, form: ObjectForm, given: Fields, current: CurrentPlan) -> FormView:
        kind = type_title(form.role, current.metamodel)
        title = "".join(given.get(Common.TITLE, ())[:1]).strip()
        new = self.desk.pages.say(message("Add: {type}", type=current.metamodel.word(form.role)))
        return FormView(
            title=title or new,
            kind=kind,
            fields=tuple(form.fields(self.desk.reader(form.role, current, new=True), given)),
            is_typed=True,
            asks_more=form.asks_more,
        )

    def _refused(self, view: FormView, remarks: Remarks) -> Response:
        shown = replace(view, fields=remarks.beside(view.fields), whole=remarks.whole)
        return self.desk.form_page(shown, HTTPStatus.UNPROCESSABLE_ENTITY, actions=())


class _RefusedFormError(Exception):
    """A form that cannot be taken as it is."""

    def __init__(self, remarks: Remarks) -> None:
        super().__init__()
        self.remarks = remarks


_NONE = as_it_is("")
_MISREAD = message(
    "Markdown would read this as something else than it was meant. Look for lines that begin with "
    "colons or other signs."
)


def _whole(said: Message) -> Remarks:
    return Remarks(whole=(FormRemark(severity=Severity.ERROR, said=said, hint=_NONE),))


def _refusals(refused: Mapping[str, RefusedError], boxes: Mapping[str, str]) -> Remarks:
    return Remarks(
        at={
            boxes.get(option, option): tuple(
                FormRemark(severity=Severity.ERROR, said=reason, hint=_NONE)
                for reason in error.reasons
            )
            for option, error in refused.items()
        }
    )


def _role(request: Request, current: CurrentPlan) -> TypeKey:
    """The type that an address names.

    Raises:
        HTTPException: there is none, or none of which objects are added.
    """
    role = types_to_add(current.metamodel).get(request.path_params["kind"])
    if role is None:
        raise HTTPException(HTTPStatus.NOT_FOUND)
    return role
