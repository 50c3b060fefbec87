"""Taking back what was saved."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response

from policytrace.edit.desk import Desk, one, to


@dataclass(frozen=True, kw_only=True)
class SavedPages:
    """What was saved since the server was started."""

    desk: Desk

    async def take_back(self, request: Request) -> Response:
        """Take back something that was saved."""
        number = one(request.state.fields, "nummer")
        taken = self.desk.saved.take_back(int(number)) if number.isdecimal() else None
        if taken is None:
            return self.desk.page("not_taken_back.html.jinja", HTTPStatus.CONFLICT)
        return to(f"/tagen-tillbaka?om={quote(taken.item)}")

    async def taken(self, request: Request) -> Response:
        """That something has been taken back."""
        current = await self.desk.workspace.current()
        item = current.reading.graph.items.get(request.query_params.get("om", ""))
        return self.desk.page("taken_back.html.jinja", item=item)
