"""Why there is no answer to a question, in one sentence: a refusal, or silence."""

from __future__ import annotations

from http import HTTPStatus

from urllib3 import BaseHTTPResponse
from urllib3.exceptions import HTTPError, NameResolutionError, NewConnectionError, SSLError
from urllib3.exceptions import TimeoutError as OutOfTimeError
from urllib3.util import Url

from policytrace.messages import Message, message
from policytrace.sources.kolada.faults import shown

BUSY = frozenset({HTTPStatus.TOO_MANY_REQUESTS, *range(500, 600)})
"""The statuses of a server that may answer later."""

_ELSEWHERE = range(300, 400)


def refusal(response: BaseHTTPResponse, url: str) -> Message:
    """What an answer with another status than 200 says."""
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
    if status in BUSY:
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


def silence(error: HTTPError, base: Url) -> Message:
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
