"""A server on this machine that speaks Kolada's version 3, and misbehaves when told to.

    kolada = Kolada()
    kolada.measure("N00001", "Utsatta för hot, andel (%)")
    kolada.value("N00001", "9001", 2024, T=12.5)
    kolada.misbehave("/data/", status(503), nth=2)
    with served(kolada) as address:
        ...

The measures, codes and numbers are made by each test.
"""

from __future__ import annotations

import gzip
import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, ClassVar
from urllib.parse import parse_qs, urlencode, urlsplit

PREFIX = "/v3"
MOST_IDS = 25

Behaviour = Callable[["Handler"], None]


@dataclass
class Misbehaviour:
    """What happens in the place of an answer, to some of the requests for a path."""

    path: str
    behaviour: Behaviour
    nth: int
    times: int
    asked: int = 0

    def takes(self, path: str) -> bool:
        if not path.startswith(PREFIX + self.path):
            return False
        self.asked += 1
        return self.nth <= self.asked < self.nth + self.times


@dataclass
class Kolada:
    """What the server knows, and what it has been asked."""

    measures: dict[str, dict[str, Any]] = field(default_factory=dict)
    rows: list[dict[str, Any]] = field(default_factory=list)
    page_size: int = 5000
    misbehaviours: list[Misbehaviour] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    """The paths of all requests, with what stands after the question mark."""
    headers: list[dict[str, str]] = field(default_factory=list)

    def measure(self, name: str, title: str, *, split: object = True) -> None:
        """Know a measure."""
        self.measures[name] = {
            "id": name,
            "title": title,
            "is_divided_by_gender": split,
            "municipality_type": "K",
            "has_ou_data": False,
        }

    def value(
        self, measure: str, area: str, year: int, *, changed: str = "2026-01-01", **values: object
    ) -> None:
        """Know values by sex: a number, None, or the fields of the value as a dictionary."""
        self.rows.append(
            {
                "kpi": measure,
                "municipality": area,
                "period": year,
                "values": [
                    {"gender": sex, "count": 1, "status": "", "value": None, "isdeleted": False}
                    | (value if isinstance(value, dict) else {"value": value})
                    for sex, value in values.items()
                ],
                "changed": changed,
            }
        )

    def misbehave(self, path: str, behaviour: Behaviour, *, nth: int = 1, times: int = 1) -> None:
        """Let the `nth` request for a path that begins so, and those after it, go wrong."""
        self.misbehaviours.append(
            Misbehaviour(path=path, behaviour=behaviour, nth=nth, times=times)
        )

    def asked_for(self, path: str) -> list[str]:
        """The requests for paths that begin so."""
        return [one.removeprefix(PREFIX) for one in self.asked if one.startswith(PREFIX + path)]

    def found(self, path: str, query: dict[str, list[str]]) -> list[dict[str, Any]] | None:
        """All that answers a question; None if there is no such question."""
        match path.removeprefix(PREFIX).split("/")[1:]:
            case ["kpi", names]:
                return [self.measures[name] for name in ids(names) if name in self.measures]
            case ["data", "kpi", names, "municipality", areas]:
                if set(query) - {"from_date", "page"}:
                    return []
                since = query.get("from_date", [""])[0]
                return [
                    {key: value for key, value in row.items() if key != "changed"}
                    for row in self.rows
                    if row["kpi"] in ids(names)
                    and row["municipality"] in ids(areas)
                    and row["changed"] >= since
                ]
        return None


def ids(part: str) -> list[str]:
    """The ids in a part of an address; none if there are more than it may hold."""
    found = part.split(",")
    return found if len(found) <= MOST_IDS else []


class Handler(BaseHTTPRequestHandler):
    """One request."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    kolada: ClassVar[Kolada]

    def do_GET(self) -> None:
        self.kolada.asked.append(self.path)
        self.kolada.headers.append(dict(self.headers))
        # All are asked, so that each counts every request for its path.
        taken = [one for one in self.kolada.misbehaviours if one.takes(self.path)]
        if taken:
            taken[0].behaviour(self)
        else:
            self.answer()

    def answer(self) -> None:
        """What Kolada would say."""
        url = urlsplit(self.path)
        query = parse_qs(url.query)
        found = self.kolada.found(url.path, query)
        if found is None:
            self.send(b"{}", 404)
            return
        page, size = int(query.get("page", ["1"])[0]), self.kolada.page_size
        part = found[(page - 1) * size : page * size]
        more = {**{key: value[0] for key, value in query.items()}, "page": page + 1}
        following = (
            f"{self.address}{url.path}?{urlencode(more)}" if page * size < len(found) else None
        )
        self.send_json(
            {"values": part, "next_url": following, "previous_url": None, "count": len(part)}
        )

    @property
    def address(self) -> str:
        return f"http://{self.headers['Host']}"

    def send_json(self, data: object) -> None:
        self.send(json.dumps(data).encode())

    def send(self, body: bytes, code: int = 200, /, **headers: str) -> None:
        self.send_response(code)
        for name, value in {"Content-Type": "application/json", **headers}.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


class Server(ThreadingHTTPServer):
    """Tells nobody when the other hangs up, which is what it is for."""

    daemon_threads = True
    block_on_close = False

    def handle_error(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def served(kolada: Kolada) -> Iterator[str]:
    """The server at work; gives the address to ask."""
    handler = type("OfOneServer", (Handler,), {"kolada": kolada})
    with Server(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}{PREFIX}"
        finally:
            server.shutdown()
            thread.join()


# ------------------------------------------------------------------- misbehaviours


def status(code: int, **headers: str) -> Behaviour:
    """An answer with another status than 200."""
    return lambda handler: handler.send(b"{}", code, **headers)


def body(content: bytes, **headers: str) -> Behaviour:
    """An answer with this content."""
    return lambda handler: handler.send(content, **headers)


def said(data: object) -> Behaviour:
    """An answer with this, as JSON."""
    return body(json.dumps(data).encode())


def cut_off(handler: Handler) -> None:
    """Promise more than is sent, and hang up."""
    handler.send_response(200)
    handler.send_header("Content-Length", "1000")
    handler.end_headers()
    handler.wfile.write(b'{"values": [')
    handler.close_connection = True


def cut_off_in_a_chunk(handler: Handler) -> None:
    """Send a part of a part, and hang up."""
    handler.send_response(200)
    handler.send_header("Transfer-Encoding", "chunked")
    handler.end_headers()
    handler.wfile.write(b'ff\r\n{"values": [')
    handler.close_connection = True


def hang_up(handler: Handler) -> None:
    """Say nothing at all."""
    handler.close_connection = True


def silent(handler: Handler) -> None:
    """Listen, and say nothing, until the other has hung up."""
    handler.rfile.read()
    handler.close_connection = True


def drip(handler: Handler) -> None:
    """Send a byte at a time, for ever."""
    handler.send_response(200)
    handler.send_header("Transfer-Encoding", "chunked")
    handler.end_headers()
    try:
        while True:
            handler.wfile.write(b"1\r\n \r\n")
    except OSError:
        handler.close_connection = True


def drip_now_and_then(*, head: bool) -> Behaviour:
    """Send a byte of the head or of the answer, wait, and so on for ever."""

    def behave(handler: Handler) -> None:
        try:
            if head:
                handler.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
            else:
                handler.send_response(200)
                handler.send_header("Content-Length", "100000")
                handler.end_headers()
            while True:
                handler.wfile.write(b" ")
                handler.wfile.flush()
                time.sleep(0.02)
        except OSError:
            handler.close_connection = True

    return behave


def slow(handler: Handler) -> None:
    """Send an answer in parts, each as much as is asked for, with a pause before each."""
    content = json.dumps({"values": [], "padding": "x" * 6000}).encode()
    handler.send_response(200)
    handler.send_header("Content-Length", str(len(content)))
    handler.end_headers()
    for start in range(0, len(content), 2000):
        time.sleep(0.15)
        handler.wfile.write(content[start : start + 2000])


def endless_pages(handler: Handler) -> None:
    """Empty pages, each of which says that there is one more."""
    page = len(handler.kolada.asked)
    handler.send_json(
        {"values": [], "next_url": f"{handler.address}{PREFIX}/data/more?page={page}"}
    )


def same_page(handler: Handler) -> None:
    """A page that says that it is followed by itself."""
    handler.send_json({"values": [], "next_url": f"{handler.address}{handler.path}"})


def bomb(size: int) -> Behaviour:
    """A small answer that is large once it is unpacked."""
    packed = gzip.compress(b" " * size)
    return body(packed, Content_Encoding="gzip")
