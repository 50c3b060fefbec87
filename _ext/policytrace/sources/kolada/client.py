"""Asks a server over HTTP, with patience that ends, and follows the pages of its answers.

The server is trusted with nothing. It cannot lead us to another host, keep us waiting or paging for
ever, or fill the memory. urllib3's `Retry` counts the tries, reads Retry-After and says how long to
pause. Its own loop is not used: that reads a refusal to its end, however long it is, and does not
ask again for an answer that breaks off half-way.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from http import HTTPStatus
from ipaddress import ip_address
from threading import Thread
from urllib.parse import urljoin

from urllib3 import (
    BaseHTTPResponse,
    HTTPConnectionPool,
    HTTPResponse,
    Retry,
    Timeout,
    connection_from_url,
)
from urllib3.exceptions import (
    DecodeError,
    HTTPError,
    InvalidHeader,
    LocationParseError,
    MaxRetryError,
)
from urllib3.util import Url, parse_url

from policytrace import __version__
from policytrace.messages import message
from policytrace.sources.kolada.answers import PageT, read_page
from policytrace.sources.kolada.faults import (
    FetchError,
    PassingError,
    UnreachableError,
    shown,
)
from policytrace.sources.kolada.no_answer import BUSY, refusal, silence

BASE_URL = "https://api.kolada.se/v3"

_PART = 65_536
_LOOKS = 20  # how often in `Limits.stall` it is looked whether anything has come
_HEADERS = {
    "Accept": "application/json",
    "Accept-Encoding": "gzip",
    "User-Agent": f"policytrace/{__version__}",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much a fetch may ask of the server, and of us."""

    interval: float = 0.2
    """Seconds from one request to the next, at least: 5 requests a second."""
    connect: float = 10
    """Seconds until somebody must have answered the call."""
    silence: float = 30
    """Seconds that a server may be silent in an answer."""
    retries: int = 5
    """How many times a request is made again."""
    calls: int = 2
    """How many times of these when nobody answers the call at all."""
    backoff: float = 0.5
    """Seconds; doubled with each try. The first new try is made at once."""
    stall: float = 60
    """Seconds in which `pace` bytes of an answer must come, or it is given up, also at its head."""
    pace: int = 1024
    """Bytes. A server that sends one now and then is as good as silent."""
    seconds: float = 900
    """How long all requests may take together, pauses included."""
    size: int = 32 * 1024 * 1024
    """Bytes of an answer, unpacked."""
    pages: int = 50
    """Pages of the answer to one question."""


def read_base_url(text: str) -> Url:
    """The address of a server, which must be secret on its way unless it is on this machine.

    Raises:
        FetchError: it is no such address.
    """
    try:
        url = parse_url(text.strip().rstrip("/"))
    except LocationParseError:
        url = Url()
    if url.scheme not in {"http", "https"} or not url.host or url.auth or url.query or url.fragment:
        raise FetchError(
            message(
                "“{address}” is no address of a server. Write it as {example}",
                address=shown(text),
                example=BASE_URL,
            )
        )
    if url.scheme == "http" and not _on_this_machine(url.host):
        raise FetchError(message("{address} must begin with https://", address=shown(text)))
    return url


def _on_this_machine(host: str) -> bool:
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host == "localhost"


@dataclass(slots=True)
class _Transfer:
    """How far a request has come, which another thread makes."""

    response: BaseHTTPResponse | None = None
    content: bytes | None = None
    fault: Exception | None = None

    def came(self) -> int:
        """How many bytes of the answer's body have come."""
        return self.response.tell() if isinstance(self.response, HTTPResponse) else 0

    def hang_up(self) -> None:
        """Let the other thread end, if the answer has begun; else it ends with the program."""
        if isinstance(self.response, HTTPResponse):
            with suppress(OSError, ValueError, RuntimeError):
                self.response.shutdown()


@dataclass(slots=True, kw_only=True)
class Client:
    """A conversation with one server. It has an end in time."""

    base: Url
    limits: Limits = Limits()
    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    _server: HTTPConnectionPool = field(init=False)
    _ends: float = field(init=False)
    _next: float = field(init=False)
    """When the next request may be made."""

    def __post_init__(self) -> None:
        """Begin to count the time."""
        self._server = connection_from_url(
            self.base.url,
            headers=_HEADERS,
            timeout=Timeout(connect=self.limits.connect, read=self.limits.silence),
            retries=False,
        )
        self._next = self.clock()
        self._ends = self._next + self.limits.seconds

    def close(self) -> None:
        """Hang up."""
        self._server.close()

    def pages(self, path: str, kind: type[PageT]) -> Iterator[PageT]:
        """All pages of the answer to a question.

        Raises:
            FetchError: a page did not arrive, is not as it should be, or leads astray.
        """
        url: str | None = f"{self.base.url}{path}"
        seen: set[str] = set()
        while url:
            if url in seen or len(seen) >= self.limits.pages:
                raise FetchError(
                    message(
                        "The answer from {address} has no end: {number} pages have come.",
                        address=shown(self.base.url),
                        number=str(len(seen)),
                    )
                )
            seen.add(url)
            page = read_page(kind, self._get(url), url)
            yield page
            url = self._following(page.next_url, url)

    def _following(self, said: str | None, here: str) -> str | None:
        """The address of the next page, on the same server."""
        if not said:
            return None
        try:
            found = parse_url(urljoin(here, said))
            if self._server.is_same_host(found.url) and not found.auth:
                return found.url
        except (LocationParseError, ValueError):
            pass  # no address at all is none on this server either
        raise FetchError(
            message(
                "{address} says that its answer goes on at {other}, which is another "
                "server and is not asked.",
                address=shown(self.base.url),
                other=shown(said),
            )
        )

    def _get(self, url: str) -> bytes:
        """What the server answers, asked again while there is hope."""
        limits = self.limits
        retry = Retry(
            total=limits.retries,
            connect=limits.calls,
            other=limits.calls,
            backoff_factor=limits.backoff,
        )
        while True:
            self._pause()
            try:
                return self._ask(url)
            except PassingError as fault:
                try:
                    retry = retry.increment("GET", url, error=fault.error)
                except MaxRetryError:
                    raise fault from None
                pause = retry.get_backoff_time() if fault.pause is None else fault.pause
                self._next = max(self._next, self.clock() + pause)
                if self._next > self._ends:
                    raise

    def _ask(self, url: str) -> bytes:
        """What the server answers to one request.

        Another thread makes it: what waits for the next byte cannot see that an hour has gone.

        Raises:
            PassingError: it answers nothing, or not now.
            FetchError: what it answers cannot be used, or does not come on.
        """
        transfer = _Transfer()
        worker = Thread(target=self._carry_out, args=(transfer, url), daemon=True)
        worker.start()
        look = self.limits.stall / _LOOKS
        counted, looks = 0, 0
        while worker.is_alive():
            worker.join(look)
            if transfer.came() - counted >= self.limits.pace:
                counted, looks = transfer.came(), 0
            looks += 1
            if looks > _LOOKS and worker.is_alive():
                transfer.hang_up()
                raise FetchError(
                    message(
                        "{address} answers, but next to nothing has come for {seconds} seconds. "
                        "Try again later.",
                        address=shown(self.base.url),
                        seconds=f"{self.limits.stall:g}",
                    )
                )
        if transfer.fault is not None:
            raise transfer.fault
        return transfer.content or b""

    def _carry_out(self, transfer: _Transfer, url: str) -> None:
        """Make a request, and keep what comes of it in `transfer`."""
        try:
            transfer.content = self._request(transfer, url)
        except Exception as fault:  # noqa: BLE001 - raised again by the thread that waits
            transfer.fault = fault

    def _request(self, transfer: _Transfer, url: str) -> bytes:
        try:
            with self._server.request(
                "GET", parse_url(url).request_uri, redirect=False, preload_content=False
            ) as response:
                transfer.response = response
                if response.status == HTTPStatus.OK:
                    return self._content(response, url)
                if response.status in BUSY:
                    raise PassingError(refusal(response, url), pause=_pause_asked_for(response))
                raise FetchError(refusal(response, url))
        except DecodeError:
            raise FetchError(
                message("The answer from {address} cannot be unpacked.", address=shown(url))
            ) from None
        except HTTPError as error:
            raise UnreachableError(silence(error, self.base), error=error) from None

    def _content(self, response: BaseHTTPResponse, url: str) -> bytes:
        """The content of an answer, unpacked, as far as the limits reach."""
        content = bytearray()
        # `read1` gives what has come: a server that sends a byte now and then meets the clock.
        while part := response.read1(_PART):
            content += part
            if len(content) > self.limits.size:
                raise FetchError(
                    message(
                        "The answer from {address} is larger than {number} bytes.",
                        address=shown(url),
                        number=str(self.limits.size),
                    )
                )
            self._still_in_time()
        return bytes(content)

    def _pause(self) -> None:
        """Wait until the next request may be made."""
        if (left := self._next - self.clock()) > 0:
            self.sleep(left)
        self._still_in_time()
        self._next = max(self._next, self.clock()) + self.limits.interval

    def _still_in_time(self) -> None:
        if self.clock() > self._ends:
            raise FetchError(
                message(
                    "{address} has not answered everything within {minutes} minutes. Ask for less "
                    "at a time with --only, or try again later.",
                    address=shown(self.base.url),
                    minutes=str(round(self.limits.seconds / 60)),
                )
            )


def _pause_asked_for(response: BaseHTTPResponse) -> float | None:
    """The seconds that the server asks us to wait; None if it does not, or in no known form."""
    try:
        return Retry().get_retry_after(response)
    except InvalidHeader:
        return None
