"""Serves the site as it was built last, with what keeps it from being newer."""

from __future__ import annotations

import asyncio
import gettext
import json
import secrets
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from anyio import to_thread
from markupsafe import Markup
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, Response, StreamingResponse
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from policytrace.live.outcome import BuildOutcome
from policytrace.templates import templates

HOST = "127.0.0.1"
"""Where it is served: to this machine, and to nobody else."""

OWN = "_live"
"""The folder, as seen by the browser, of what is not the site's own."""

_STATIC = Path(__file__).parent / "static"
_MOST_TROUBLES = 5
"""So many are shown on a page; the terminal shows all."""


@dataclass(eq=False)
class Live:
    """What is known of the site that is served."""

    translations: gettext.NullTranslations
    run: str = field(default_factory=lambda: secrets.token_hex(8))
    """Unlike that of any other run of the server."""
    number: int = 0
    """How many times the site has been built."""
    is_building: bool = True
    outcome: BuildOutcome | None = None
    """What came of building last; None before that."""
    is_late: bool = False
    """Whether that came after its pages could be looked at."""
    place: str = ""
    """Where on the site the last change is seen; empty if that is not known."""
    _changed: asyncio.Condition = field(default_factory=asyncio.Condition)

    async def begin(self) -> None:
        """Note that a build begins."""
        async with self._changed:
            self.is_building = True
            self._changed.notify_all()

    async def finish(self, outcome: BuildOutcome, place: str) -> None:
        """Note what came of it, and where what was changed is seen."""
        async with self._changed:
            self.is_building, self.outcome, self.is_late = False, outcome, False
            if outcome.built:
                self.number, self.place = self.number + 1, place
            self._changed.notify_all()

    async def finish_late(self, outcome: BuildOutcome) -> None:
        """Note what came of what is made after the pages, which are looked at already."""
        async with self._changed:
            self.outcome, self.is_late = outcome, True
            self._changed.notify_all()

    async def quiet(self) -> None:
        """Wait until nothing is built: while it is, pages may be half written."""
        async with self._changed:
            await self._changed.wait_for(lambda: not self.is_building)

    async def news(self) -> AsyncIterator[str]:
        """What the browser is told, at once and each time it changes."""
        told = ""
        while True:
            async with self._changed:
                while self._told() == told:
                    await self._changed.wait()
                told = self._told()
            yield f"data: {told}\n\n"

    def _told(self) -> str:
        return json.dumps(
            {
                "run": self.run,
                "number": self.number,
                "building": self.is_building,
                "place": self.place,
                "banner": self.banner(),
            }
        )

    def banner(self) -> Markup:
        """What keeps the site as it was; empty if nothing does."""
        if self.outcome is None or self.outcome.built:
            return Markup()
        troubles = self.outcome.troubles
        return self._render(
            "banner.html.jinja",
            has_site=self.number > 0,
            is_late=self.is_late,
            troubles=troubles[:_MOST_TROUBLES],
            more=len(troubles[_MOST_TROUBLES:]),
        )

    def page(self) -> str:
        """What is shown in the place of a site that has not been built yet."""
        return self._render(
            "nothing.html.jinja", language=self.translations.info().get("language", "en")
        )

    def with_news(self, html: str) -> str:
        """A page with what tells of news."""
        head, end, rest = html.partition("</head>")
        body, last, tail = rest.rpartition("</body>")
        if not (end and last):
            return html
        added = self._render("added.html.jinja", live=self, own=OWN)
        style = f'<link rel="stylesheet" href="/{OWN}/live.css">'
        return f"{head}{style}{end}{body}{added}{last}{tail}"

    def _render(self, template: str, **values: object) -> Markup:
        environment = templates("policytrace.live", self.translations)
        return Markup(environment.get_template(template).render(values))  # noqa: S704 - it escapes


class _Site(StaticFiles):
    """The files of the site; pages with what tells of news."""

    def __init__(self, folder: Path, live: Live) -> None:
        super().__init__(directory=folder, html=True, check_dir=False)
        self._live = live

    async def get_response(self, path: str, scope: Scope) -> Response:
        """The file at `path`, once nothing is built."""
        await self._live.quiet()
        if any(part.startswith(".") and part != "." for part in Path(path).parts):
            raise HTTPException(404)  # what a build keeps for the next one
        try:
            found = await super().get_response(path, scope)
        except HTTPException as error:
            if error.status_code != 404 or self._live.number:  # noqa: PLR2004 - not found
                raise
            return self._page(self._live.page(), 503)
        if isinstance(found, FileResponse) and found.media_type == "text/html":
            html = await to_thread.run_sync(partial(Path(found.path).read_text, encoding="utf-8"))
            return self._page(html, found.status_code)
        found.headers["Cache-Control"] = "no-cache"
        return found

    def _page(self, html: str, status: int) -> Response:
        headers = {"Cache-Control": "no-store"}
        return HTMLResponse(self._live.with_news(html), status, headers)


def application(live: Live, site: Path) -> Starlette:
    """What answers requests for the site in the folder `site`."""

    async def news(_request: Request) -> Response:
        headers = {"Cache-Control": "no-store"}
        return StreamingResponse(live.news(), media_type="text/event-stream", headers=headers)

    async def no_icon(_request: Request) -> Response:
        return Response(status_code=204)  # browsers ask for one, and the site has none

    return Starlette(
        routes=[
            Route("/favicon.ico", no_icon),
            Route(f"/{OWN}/news", news),
            Mount(f"/{OWN}", StaticFiles(directory=_STATIC)),
            Mount("/", _Site(site, live)),
        ],
        # A page from elsewhere can lead a name of its own here, and read what it says.
        middleware=[Middleware(TrustedHostMiddleware, allowed_hosts=[HOST, "localhost"])],
    )
