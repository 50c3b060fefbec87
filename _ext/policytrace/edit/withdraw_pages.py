"""Withdrawing what is proposed, and cancelling what is decided."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response

from policytrace.author.editing import ChangedMeanwhileError, changes_of, read_objects
from policytrace.author.values import RefusedError
from policytrace.author.withdrawing import withdrawal
from policytrace.edit.desk import Desk, item_asked_for, one, pressed, to
from policytrace.edit.guard import Fields
from policytrace.edit.object_form import ObjectForm
from policytrace.edit.remarks import ONE_PARAGRAPH
from policytrace.edit.workspace import CurrentPlan
from policytrace.errors import ProjectError
from policytrace.messages import Message, message
from policytrace.plan.model import Item
from policytrace.schema.roles import Role
from policytrace.schema.vocabulary import Status
from policytrace.values.paragraphs import on_one_line


@dataclass(frozen=True, kw_only=True)
class WithdrawPages:
    """The pages by which an object is withdrawn."""

    desk: Desk

    async def show(self, request: Request) -> Response:
        """What withdrawing means, and what it takes."""
        current = await self.desk.workspace.current()
        return self._page(item_asked_for(request, current), current)

    async def write(self, request: Request) -> Response:
        """Withdraw it."""
        given: Fields = request.state.fields
        current = await self.desk.workspace.current()
        item = item_asked_for(request, current)
        graph, metamodel = current.reading.graph, current.metamodel
        project = self.desk.workspace.project
        decision = one(given, "beslut")
        reason = on_one_line(typed := one(given, "skal").strip())
        given = {**given, "skal": [reason]}
        try:
            if "\n" in typed:
                raise RefusedError(ONE_PARAGRAPH)  # noqa: TRY301 - told as other reasons are
            written = read_objects([item.id], graph=graph, metamodel=metamodel, project=project)
            edit = withdrawal(
                item,
                metamodel=metamodel,
                reason=" ".join(reason.split()),
                decision=decision if decision in graph.items else "",
                token=written[item.id].token,
            )
            changes = changes_of([edit], graph=graph, metamodel=metamodel, project=project)
        except RefusedError as error:
            return self._page(item, current, given, reasons=error.reasons)
        except ChangedMeanwhileError:
            return await self.write(request)
        except ProjectError as error:
            return self._page(item, current, given, reasons=(error.text,))
        form = ObjectForm.of(item, written[item.id], graph, metamodel, self.desk.pages.translations)
        attempt = await self.desk.attempt(current, changes, item, form)
        if attempt.can_be_saved(pressed(given)):
            await self.desk.save(attempt, message("“{title}” was withdrawn", title=item.title))
            return to(f"/objekt/{quote(item.id)}?sparat=1")
        if attempt.reading.trouble is not None:
            return self._page(item, current, given, reasons=(attempt.reading.trouble,))
        return self._page(item, current, given, errors=attempt.wrong)

    def _page(
        self,
        item: Item,
        current: CurrentPlan,
        given: Fields | None = None,
        *,
        reasons: tuple[Message, ...] = (),
        errors: tuple[object, ...] = (),
    ) -> Response:
        status = HTTPStatus.UNPROCESSABLE_ENTITY if reasons or errors else HTTPStatus.OK
        return self.desk.page(
            "withdraw.html.jinja",
            status,
            item=item,
            is_cancelled=item.status is Status.CANCELLED,
            is_decided=item.status is not None and not item.proposed,
            decisions=current.reading.graph.of_role(Role.DECISION),
            reason=one(given or {}, "skal"),
            decision=one(given or {}, "beslut"),
            reasons=reasons,
            errors=errors,
        )
