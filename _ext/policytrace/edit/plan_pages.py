"""The pages about the whole plan."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from policytrace.edit.desk import Desk
from policytrace.edit.tree import matching, tree_of


@dataclass(frozen=True, kw_only=True)
class PlanPages:
    """The tree of the plan."""

    desk: Desk

    async def show(self, request: Request) -> Response:
        """The tree, or what is searched for in it; that one has to wait, before there is one."""
        if self.desk.workspace.is_waiting:
            waiting = self.desk.page("waiting.html.jinja")
            waiting.headers["Refresh"] = "1"
            return waiting
        current = await self.desk.workspace.current()
        groups = tree_of(current)
        words = request.query_params.get("sok", "").strip()
        return self.desk.page(
            "plan.html.jinja",
            groups=groups,
            words=words,
            found=matching(groups, words) if words else None,
            findings=current.reading.errors,
            trouble=current.reading.trouble,
        )
