"""The addresses of the editor, and what answers at each."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import partial
from http import HTTPStatus
from pathlib import Path

from anyio import to_thread
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, PlainTextResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

import policytrace.site
from policytrace.edit.change_pages import ChangePages
from policytrace.edit.committing import Committer
from policytrace.edit.desk import Desk
from policytrace.edit.guard import PREVIEW_POLICY, Fields, Guard, Keys, fields_of
from policytrace.edit.new_pages import NewPages
from policytrace.edit.object_pages import ObjectPages
from policytrace.edit.plan_pages import PlanPages
from policytrace.edit.saved_pages import SavedPages
from policytrace.edit.submissions import Submissions
from policytrace.edit.typed import typed
from policytrace.edit.value_pages import ValuePages
from policytrace.edit.withdraw_pages import WithdrawPages
from policytrace.edit.workspace import Workspace
from policytrace.errors import ProjectError
from policytrace.messages import Message, message

_SCRIPT = re.compile(r"<script\b[^<>]*></script>")
"""What the policy would keep from running, and the browser would complain of."""

_STATIC = Path(__file__).parent / "static"
_SITE_STATIC = Path(policytrace.site.__file__).parent / "static"

_DENIED: dict[int, Message] = {
    HTTPStatus.FORBIDDEN: message(
        "You are not let in: the address must have its key. Open the address that stands in the "
        "terminal."
    ),
    HTTPStatus.MISDIRECTED_REQUEST: message("This server answers to its own address only."),
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: message(
        "That was too much at once, so nothing is saved. Go back and write less."
    ),
    HTTPStatus.UNSUPPORTED_MEDIA_TYPE: message("This is no form, so nothing is saved."),
    HTTPStatus.BAD_REQUEST: message("The form cannot be read, so nothing is saved."),
}


class _Preview(StaticFiles):
    """The pages of the plan as it would be; which is told by the first part of the path."""

    def __init__(self, workspace: Workspace) -> None:
        workspace.site.mkdir(parents=True, exist_ok=True)
        super().__init__(directory=workspace.site, html=True)
        self._workspace = workspace

    async def get_response(self, path: str, scope: Scope) -> Response:
        """The file at `path`, once the pages are those that are asked for."""
        key, _, rest = path.partition("/")
        hidden = any(part.startswith(".") and part != "." for part in Path(rest).parts)
        if hidden or not await self._workspace.show(key):
            raise HTTPException(HTTPStatus.NOT_FOUND)
        found = await super().get_response(rest, scope)
        if isinstance(found, FileResponse) and found.media_type == "text/html":
            html = await to_thread.run_sync(partial(Path(found.path).read_text, encoding="utf-8"))
            found = HTMLResponse(_SCRIPT.sub("", html), found.status_code)
        found.headers["Content-Security-Policy"] = PREVIEW_POLICY
        return found


def application(desk: Desk, keys: Keys, hosts: Sequence[str]) -> Starlette:
    """What answers requests, of those who know the `keys`, at one of the `hosts`."""

    async def no_icon(_request: Request) -> Response:
        return Response(status_code=HTTPStatus.NO_CONTENT)

    async def failed(request: Request, error: Exception) -> Response:
        return desk.failed(error, fields_of(request))

    async def not_found(request: Request, _error: Exception) -> Response:
        return desk.not_found(fields_of(request))

    def denied(status: HTTPStatus, fields: Fields) -> Response:
        said = desk.pages.say(_DENIED[status])
        if not fields:
            return PlainTextResponse(said, status)
        return desk.page("refused.html.jinja", status, said=said, typed=[*typed(fields)])

    plan, objects, saved = PlanPages(desk=desk), ObjectPages(desk=desk), SavedPages(desk=desk)
    new, withdraw, values = NewPages(desk=desk), WithdrawPages(desk=desk), ValuePages(desk=desk)
    changes = ChangePages(desk=desk, committer=Committer(project=desk.workspace.project))
    once = Submissions(saved=desk.saved).once
    return Starlette(
        routes=[
            Route("/", plan.show),
            Route("/objekt/{id}", objects.show, methods=["GET"]),
            Route("/objekt/{id}", once(objects.write), methods=["POST"]),
            Route("/nytt", new.kinds),
            Route("/nytt/{kind}", new.show, methods=["GET"]),
            Route("/nytt/{kind}", once(new.write), methods=["POST"]),
            Route("/dra-tillbaka/{id}", withdraw.show, methods=["GET"]),
            Route("/dra-tillbaka/{id}", once(withdraw.write), methods=["POST"]),
            Route("/varden/{id}", values.show, methods=["GET"]),
            Route("/varden/{id}", once(values.write), methods=["POST"]),
            Route("/andringar", changes.show, methods=["GET"]),
            Route("/andringar", once(changes.commit), methods=["POST"]),
            Route("/andringar/skicka", once(changes.push), methods=["POST"]),
            Route("/andringar/hamta", once(changes.fetch), methods=["POST"]),
            Route("/angra", once(saved.take_back), methods=["POST"]),
            Route("/tagen-tillbaka", saved.taken),
            Route("/favicon.ico", no_icon),
            Mount("/sida", _Preview(desk.workspace)),
            Mount("/utseende/sajt", StaticFiles(directory=_SITE_STATIC)),
            Mount("/utseende", StaticFiles(directory=_STATIC)),
        ],
        exception_handlers={
            ProjectError: failed,
            HTTPStatus.NOT_FOUND: not_found,
        },
        middleware=[
            Middleware(
                Guard,
                keys=keys,
                hosts=hosts,
                failed=desk.failed,
                denied=denied,
            )
        ],
    )
