"""Forms that are sent: one after the other, and each once, however often it is sent.

Who is not answered at once sends a form again. Browsers then wait for the second answer only, so
that must be what came of the first.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from starlette.requests import Request
from starlette.responses import Response

from policytrace.edit.desk import BEHIND, one, pressed
from policytrace.edit.guard import NUMBER, Fields
from policytrace.edit.saved import Saved, SavedChanges
from policytrace.file_changes import FileChangedError

_MOST_TRIES = 3

Endpoint = Callable[[Request], Awaitable[Response]]

_Sent = tuple[str, tuple[tuple[str, tuple[str, ...]], ...]]
"""Where a form was sent, and all that it held."""


@dataclass(frozen=True, kw_only=True)
class _Done:
    """What was done last."""

    sent: _Sent
    answer: Response
    saved: Saved | None
    """What it has saved; None if it has saved nothing, as when it has committed."""


@dataclass(kw_only=True)
class Submissions:
    """The forms that are sent to one editor."""

    saved: SavedChanges
    _at_work: dict[_Sent, asyncio.Future[Response]] = field(default_factory=dict)
    _last: _Done | None = None
    """Forgotten once anything else is sent: who then sends it again means it anew."""
    _turn: asyncio.Lock = field(default_factory=asyncio.Lock)

    def once(self, endpoint: Endpoint) -> Endpoint:
        """What answers forms, but does for each form only once what it asks for.

        Each waits for those that were sent before it, so that nobody is told that somebody else has
        changed a file who has done it in another window.
        """

        async def answer(request: Request) -> Response:
            fields: Fields = request.state.fields
            if pressed(fields) == BEHIND:
                return await endpoint(request)
            if not one(fields, NUMBER):
                return await self._done(endpoint, request, None)
            sent = request.url.path, tuple((name, tuple(fields[name])) for name in sorted(fields))
            if kept := self._kept(sent):
                return kept
            if sent not in self._at_work:
                work = asyncio.ensure_future(self._done(endpoint, request, sent))
                self._at_work[sent] = work
                work.add_done_callback(lambda _work: self._at_work.pop(sent, None))
            return await asyncio.shield(self._at_work[sent])

        return answer

    async def _done(self, endpoint: Endpoint, request: Request, sent: _Sent | None) -> Response:
        async with self._turn:
            self._last = None
            before = len(self.saved.entries)
            answer = await _tried(endpoint, request)
            if sent is not None and 300 <= answer.status_code < 400:  # noqa: PLR2004 - done
                saved = self.saved.entries[-1] if len(self.saved.entries) > before else None
                self._last = _Done(sent=sent, answer=answer, saved=saved)
            return answer

    def _kept(self, sent: _Sent) -> Response | None:
        """The answer, if this was done last and what it has saved is still so."""
        last = self._last
        if last is None or last.sent != sent or (last.saved and not last.saved.stands):
            return None
        return last.answer


async def _tried(endpoint: Endpoint, request: Request) -> Response:
    """The answer to a form, whatever other programs write meanwhile.

    Raises:
        FileChangedError: they never cease to.
    """
    for _ in range(_MOST_TRIES - 1):
        try:
            return await endpoint(request)
        except FileChangedError:
            continue
    return await endpoint(request)
