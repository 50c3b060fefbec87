"""Lets nobody in but who has the address from the terminal, and nothing out to other hosts.

The server listens to this machine only. That keeps other machines out, but neither other programs
here nor pages in the same browser: whoever asks must have the key that was printed, and who writes
must do it from a page of ours.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from http import HTTPStatus
from types import MappingProxyType
from typing import Final
from urllib.parse import parse_qsl

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

KEY: Final = "nyckel"
"""The parameter of the address with the key."""

STAMP: Final = "stamp"
"""The field of a form that tells that it was filled in on a page of ours."""

NUMBER: Final = "sandning"
"""The field of a form that tells it from every other form that was drawn."""

LARGEST_BODY: Final = 1_000_000
"""Bytes of a form at most."""

_MOST_FIELDS = 5_000
_LINE_END = re.compile(r"\r\n|\x0b")
"""What ends a line in a form: as browsers send it, and as Word pastes it (Shift-Enter there)."""

_SAFE = frozenset({"GET", "HEAD"})

POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; frame-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'self'"
)
PREVIEW_POLICY: Final = (
    "default-src 'none'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "form-action 'none'; base-uri 'none'; frame-ancestors 'self'"
)
"""That of what the plan's pages are shown with: nothing on them is run."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Keys:
    """What who asks must know. Unlike those of any other run of the server."""

    key: str = field(default_factory=lambda: secrets.token_urlsafe(24))
    session: str = field(default_factory=lambda: secrets.token_urlsafe(24))
    """What the browser shows once it has shown the key."""
    stamp: str = field(default_factory=lambda: secrets.token_urlsafe(24))
    """What every form of ours holds."""


def new_number() -> str:
    """What tells a form that is drawn now from every other."""
    return secrets.token_urlsafe(12)


Fields = Mapping[str, Sequence[str]]
"""What was written in a form: the values of each field, in order."""


Failed = Callable[[Exception, Fields], Response]
Denied = Callable[[HTTPStatus, Fields], Response]


class Guard:
    """Stands before the application. What a form held is in the request's state, as ``fields``."""

    def __init__(
        self,
        app: ASGIApp,
        *,
        keys: Keys,
        hosts: Sequence[str],
        denied: Denied,
        failed: Failed,
    ) -> None:
        """`hosts` are the names, with the port, that the server answers to.

        `denied` says in words why somebody is turned away, by the status of the answer, with what
        they had typed; `failed` answers when something has gone wrong that nobody has foreseen.
        """
        self._app = app
        self._keys = keys
        self._hosts = hosts
        self._denied = denied
        self._failed = failed

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or hand it on."""
        if scope["type"] != "http":
            return
        sends = _Careful(send)
        request = Request(scope, receive)
        try:
            answer = await self._answer(request)
        except _DeniedError as denied:
            answer = self._denied(denied.status, denied.fields)
        if answer is not None:
            await answer(scope, receive, sends)
            return
        try:
            await self._app(scope, receive, sends)
        except Exception as error:
            if sends.have_begun:
                raise
            await self._failed(error, fields_of(request))(scope, receive, sends)

    async def _answer(self, request: Request) -> Response | None:
        """The answer to who is not let in, or not yet; None for all others.

        Raises:
            _DeniedError: it is turned away.
        """
        host = request.headers.get("host", "")
        if host not in self._hosts:
            raise _DeniedError(HTTPStatus.MISDIRECTED_REQUEST)
        cookie = f"policytrace-edit-{host.rpartition(':')[2]}"
        if KEY in request.query_params:
            if request.method not in _SAFE or not _same(request.query_params[KEY], self._keys.key):
                raise _DeniedError(HTTPStatus.FORBIDDEN)
            answer = RedirectResponse("/", HTTPStatus.SEE_OTHER)
            answer.set_cookie(cookie, self._keys.session, httponly=True, samesite="strict")
            return answer
        is_known = _same(request.cookies.get(cookie, ""), self._keys.session)
        if request.method in _SAFE and is_known:
            return None
        if request.method != "POST" or not _from_here(request, host):
            raise _DeniedError(HTTPStatus.FORBIDDEN)
        # Forms outlive the server that drew them. What their writers then send is refused, and
        # told back to them: the browser has it no more once the page is left.
        fields = await _fields(request)
        if not is_known or not _same("".join(fields.get(STAMP, ())), self._keys.stamp):
            raise _DeniedError(HTTPStatus.FORBIDDEN, fields)
        request.state.fields = fields
        return None


class _DeniedError(Exception):
    """Somebody is turned away."""

    def __init__(self, status: HTTPStatus, fields: Fields = MappingProxyType({})) -> None:
        super().__init__(status)
        self.status = status
        self.fields = fields
        """What was sent by a form that a page at this address can have drawn."""


def fields_of(request: Request) -> Fields:
    """What a form held that was let in; empty for other requests."""
    return getattr(request.state, "fields", {})


def _same(given: str, known: str) -> bool:
    return secrets.compare_digest(given.encode("utf-8", "surrogatepass"), known.encode())


def _from_here(request: Request, host: str) -> bool:
    """Whether a page of ours asks.

    Browsers leave the origin out (``null``) where no referrer is to be told; then they must say
    that it is the same.
    """
    origin, site = request.headers.get("origin", "null"), request.headers.get("sec-fetch-site")
    if origin != "null":
        return origin == f"http://{host}" and site in {None, "same-origin"}
    return site == "same-origin"


async def _fields(request: Request) -> Fields:
    """What a form holds.

    Raises:
        _DeniedError: it is too large, or no form.
    """
    kind = request.headers.get("content-type", "").partition(";")[0].strip()
    if kind != "application/x-www-form-urlencoded":
        raise _DeniedError(HTTPStatus.UNSUPPORTED_MEDIA_TYPE)
    body = bytearray()
    async for part in request.stream():
        body += part
        if len(body) > LARGEST_BODY:
            raise _DeniedError(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    found: dict[str, list[str]] = {}
    try:
        pairs = parse_qsl(
            body.decode("ascii"),
            keep_blank_values=True,
            strict_parsing=bool(body),
            errors="strict",
            max_num_fields=_MOST_FIELDS,
        )
    except ValueError:
        raise _DeniedError(HTTPStatus.BAD_REQUEST) from None
    for name, value in pairs:
        found.setdefault(name, []).append(_LINE_END.sub("\n", value))
    return found


class _Careful:
    """Sends an answer with what keeps it, and who reads it, from other hosts."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self.have_begun = False

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.have_begun = True
            headers = MutableHeaders(scope=message)
            headers.setdefault("Content-Security-Policy", POLICY)
            headers.setdefault("Cache-Control", "no-store")
            headers["Referrer-Policy"] = "no-referrer"
            headers["X-Content-Type-Options"] = "nosniff"
            headers["Cross-Origin-Opener-Policy"] = "same-origin"
            headers["Cross-Origin-Resource-Policy"] = "same-origin"
        await self._send(message)
