"""Asks a server over HTTP, with patience that ends, and follows the pages of its answers.

The server is trusted with nothing. It cannot lead us to another host, keep us waiting or paging for
ever, or fill the memory. urllib3 is asked for one exchange at a time, and its `Retry` only counts:
so the pauses are ours, and an answer that breaks off half-way is asked for again like one that
never came.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http import HTTPStatus
from ipaddress import ip_address
from urllib.parse import urljoin

from urllib3 import BaseHTTPResponse, PoolManager, Retry, Timeout
from urllib3.exceptions import (
    DecodeError,
    HTTPError,
    InvalidHeader,
    LocationParseError,
    MaxRetryError,
    NameResolutionError,
    NewConnectionError,
    SSLError,
)
from urllib3.exceptions import TimeoutError as OutOfTimeError
from urllib3.util import Url, parse_url

from policytrace import __version__
from policytrace.messages import Message, message
from policytrace.sources.kolada.answers import PageT, read_page
from policytrace.sources.kolada.faults import FetchError, UnreachableError, shown

BASE_URL = "https://api.kolada.se/v3"

_PORTS = {"http": 80, "https": 443}
_BUSY = frozenset({HTTPStatus.TOO_MANY_REQUESTS, *range(500, 600)})
_ELSEWHERE = range(300, 400)
_PART = 65_536


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
    if url.scheme not in _PORTS or not url.host or url.auth or url.query or url.fragment:
        raise FetchError(
            [
                message(
                    "“{address}” is no address of a server. Write it as {example}",
                    address=shown(text),
                    example=BASE_URL,
                )
            ]
        )
    if url.scheme == "http" and not _on_this_machine(url.host):
        raise FetchError([message("{address} must begin with https://", address=shown(text))])
    return url


@dataclass(slots=True, kw_only=True)
class Client:
    """A conversation with one server. It has an end in time."""

    base: Url
    limits: Limits = Limits()
    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    _pool: PoolManager = field(init=False, default_factory=PoolManager)
    _ends: float = field(init=False)
    _next: float = field(init=False, default=float("-inf"))
    """When the next request may be made."""

    def __post_init__(self) -> None:
        """Begin to count the time."""
        self._ends = self.clock() + self.limits.seconds

    def close(self) -> None:
        """Hang up."""
        self._pool.clear()

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
                    [
                        message(
                            "The answer from {address} has no end: {number} pages have come.",
                            address=self._name,
                            number=str(len(seen)),
                        )
                    ]
                )
            seen.add(url)
            page = read_page(kind, self._get(url), url)
            yield page
            url = self._following(page.next_url, url)

    @property
    def _name(self) -> str:
        return shown(self.base.url)

    def _following(self, said: str | None, here: str) -> str | None:
        """The address of the next page, on the same server."""
        if not said:
            return None
        try:
            found = parse_url(urljoin(here, said))
        except (LocationParseError, ValueError):
            found = Url()
        if _server(found) != _server(self.base) or found.auth:
            raise FetchError(
                [
                    message(
                        "{address} says that its answer goes on at {other}, which is another "
                        "server and is not asked.",
                        address=self._name,
                        other=shown(said),
                    )
                ]
            )
        return found.url

    def _get(self, url: str) -> bytes:
        """What the server answers, asked again while there is hope."""
        limits = self.limits
        retry = Retry(
            total=limits.retries,
            connect=limits.calls,
            other=limits.calls,
            backoff_factor=limits.backoff,
            status_forcelist=_BUSY,
        )
        while True:
            fault: FetchError
            asked: float | None = None
            failure: HTTPError | None = None
            response: BaseHTTPResponse | None = None
            self._pace()
            try:
                response = self._send(url)
                if response.status == HTTPStatus.OK:
                    return self._content(response, url)
                fault = FetchError([_refusal(response, url)])
                if response.status not in _BUSY:
                    raise fault
                asked = _pause_asked_for(response, retry)
            except DecodeError:
                raise FetchError(
                    [message("The answer from {address} cannot be unpacked.", address=shown(url))]
                ) from None
            except HTTPError as error:
                fault, failure = UnreachableError([_silence(error, self.base)]), error
            finally:
                if response:
                    response.close()
            try:
                retry = retry.increment("GET", url, response=response, error=failure)
            except MaxRetryError:
                raise fault from None
            self._wait(retry.get_backoff_time() if asked is None else asked, fault)

    def _send(self, url: str) -> BaseHTTPResponse:
        return self._pool.request(
            "GET",
            url,
            headers={
                "Accept": "application/json",
                "Accept-Encoding": "gzip",
                "User-Agent": f"policytrace/{__version__}",
            },
            timeout=Timeout(connect=self.limits.connect, read=self.limits.silence),
            preload_content=False,
            redirect=False,
            retries=False,
        )

    def _content(self, response: BaseHTTPResponse, url: str) -> bytes:
        """The content of an answer, unpacked, as far as the limits reach."""
        content = bytearray()
        # `read1` gives what has come: a server that sends a byte now and then meets the clock.
        while part := response.read1(_PART):
            content += part
            if len(content) > self.limits.size:
                raise FetchError(
                    [
                        message(
                            "The answer from {address} is larger than {number} bytes.",
                            address=shown(url),
                            number=str(self.limits.size),
                        )
                    ]
                )
            if self.clock() > self._ends:
                raise FetchError([_too_slow(self._name, self.limits.seconds)])
        return bytes(content)

    def _pace(self) -> None:
        """Wait until the next request may be made."""
        now = self.clock()
        if now < self._next:
            self.sleep(self._next - now)
        if self.clock() > self._ends:
            raise FetchError([_too_slow(self._name, self.limits.seconds)])
        self._next = max(now, self._next) + self.limits.interval

    def _wait(self, seconds: float, fault: FetchError) -> None:
        """Pause before a new try; without the time for it, the fault is final."""
        if self.clock() + seconds > self._ends:
            raise fault
        if seconds > 0:
            self.sleep(seconds)


def _on_this_machine(host: str) -> bool:
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host == "localhost"


def _server(url: Url) -> tuple[str | None, str | None, int | None]:
    return url.scheme, url.host, url.port or _PORTS.get(url.scheme or "")


def _pause_asked_for(response: BaseHTTPResponse, retry: Retry) -> float | None:
    """The seconds that the server asks us to wait; None if it does not, or in no known form."""
    try:
        return retry.get_retry_after(response)
    except InvalidHeader:
        return None


def _refusal(response: BaseHTTPResponse, url: str) -> Message:
    status, address = response.status, shown(url)
    if status in _ELSEWHERE:
        return message(
            "{address} refers to {other}, which is not asked. If Kolada has moved, give its new "
            "address with --base-url.",
            address=address,
            other=shown(response.headers.get("Location", "?")),
        )
    if status == HTTPStatus.GONE:
        return message(
            "Kolada no longer answers at {address} (HTTP 410). If there is a newer version, "
            "policytrace must be adapted to it.",
            address=address,
        )
    if status in _BUSY:
        return message(
            "Kolada has no answer at the moment (HTTP {status} from {address}). Try again later.",
            status=str(status),
            address=address,
        )
    return message(
        "Kolada refuses the question (HTTP {status} from {address}).",
        status=str(status),
        address=address,
    )


def _silence(error: HTTPError, base: Url) -> Message:
    """Why there is no answer, in one sentence."""
    address = shown(base.url)
    if isinstance(error, NameResolutionError):
        return message(
            "Kolada cannot be reached, and no file has been changed: the name {host} cannot be "
            "looked up; is there a network?",
            host=shown(base.host or ""),
        )
    if isinstance(error, NewConnectionError):
        return message(
            "Kolada cannot be reached, and no file has been changed: nobody answers at {address}; "
            "is there a network?",
            address=address,
        )
    if isinstance(error, OutOfTimeError):
        return message(
            "Kolada cannot be reached, and no file has been changed: {address} did not answer in "
            "time.",
            address=address,
        )
    if isinstance(error, SSLError):
        return message(
            "Kolada cannot be reached, and no file has been changed: no secure connection to "
            "{address} can be made ({error}).",
            address=address,
            error=shown(str(error)),
        )
    return message(
        "Kolada cannot be reached, and no file has been changed: {address} broke off the "
        "connection.",
        address=address,
    )


def _too_slow(address: str, seconds: float) -> Message:
    return message(
        "{address} has not answered everything within {minutes} minutes. Ask for less at a time "
        "with --only, or try again later.",
        address=address,
        minutes=str(round(seconds / 60)),
    )
